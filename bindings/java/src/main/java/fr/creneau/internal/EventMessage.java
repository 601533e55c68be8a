package fr.creneau.internal;

import fr.creneau.BlockChange;
import fr.creneau.ClosureChange;
import fr.creneau.Notice;
import fr.creneau.Remark;
import fr.creneau.ReservationChange;
import fr.creneau.RulesChange;
import fr.creneau.Session;
import fr.creneau.SessionChange;
import fr.creneau.ports.EventRow;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An event as C++ gave it: read when somebody first looks, first what most want, and given back as
 * it is. A value; thread-safe.
 */
public final class EventMessage {
  /** What most want of an event. */
  public record First(EventRow head, boolean changesRules, List<ReservationChange> reservations) {}

  /** The other rows of an event. */
  public record Rest(
      List<SessionChange> sessions,
      List<Session> reliedOn,
      List<BlockChange> blocks,
      List<ClosureChange> closures,
      Optional<RulesChange> rules,
      List<Remark> remarks,
      List<Notice> notices,
      byte[] packed) {}

  /** Behind what was read of it; guarded by this object. */
  private final MessageReader unread;

  private volatile First first;
  private volatile Rest rest;

  /** The only thing that an answer still holds. */
  EventMessage(MessageReader unread) {
    this.unread = unread;
  }

  /** One of several in an answer. */
  static EventMessage next(MessageReader from) {
    EventMessage event = new EventMessage(from);
    event.rest();
    return event;
  }

  /**
   * Its envelope and its reservations.
   *
   * @return read once
   */
  public First first() {
    First known = first;
    if (known == null) {
      synchronized (this) {
        known = first;
        if (known == null) {
          MessageReader from = new MessageReader(unread);
          known =
              new First(Rows.head(from), from.integer() != 0, from.list(Rows::reservationChange));
          unread.goTo(from);
          first = known;
        }
      }
    }
    return known;
  }

  /**
   * Its envelope.
   *
   * @return without the changes as JSON
   */
  public EventRow head() {
    return first().head();
  }

  /**
   * Its other rows.
   *
   * @return read once
   */
  public Rest rest() {
    Rest known = rest;
    if (known == null) {
      First before = first();
      synchronized (this) {
        known = rest;
        if (known == null) {
          MessageReader from = new MessageReader(unread);
          known = parse(from, before.changesRules());
          unread.goTo(from);
          rest = known;
        }
      }
    }
    return known;
  }

  private static Rest parse(MessageReader from, boolean changesRules) {
    return new Rest(
        from.list(Rows::sessionChange),
        from.list(Rows::session),
        from.list(Rows::blockChange),
        from.list(Rows::closureChange),
        changesRules
            ? Optional.of(new RulesChange(from.list(Rows::rule), from.list(Rows::rule)))
            : Optional.empty(),
        from.list(Rows::remark),
        from.list(Rows::notice),
        from.bytes());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EventMessage it && Arrays.equals(rest().packed(), it.rest().packed());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(rest().packed());
  }
}
