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
 * An event as C++ gave it: read when somebody first looks, and given back as it is. A value;
 * thread-safe.
 */
public final class EventMessage {
  /** The rows of an event. */
  public record Read(
      EventRow head,
      List<SessionChange> sessions,
      List<Session> reliedOn,
      List<ReservationChange> reservations,
      List<BlockChange> blocks,
      List<ClosureChange> closures,
      Optional<RulesChange> rules,
      List<Remark> remarks,
      List<Notice> notices,
      byte[] packed) {}

  private MessageReader unread;
  private volatile Read read;

  /** The only thing that an answer still holds. */
  EventMessage(MessageReader unread) {
    this.unread = unread;
  }

  private EventMessage(Read read) {
    this.read = read;
  }

  /** One of several in an answer. */
  static EventMessage next(MessageReader from) {
    return new EventMessage(parse(from));
  }

  /**
   * Its rows.
   *
   * @return all of them
   */
  public Read read() {
    Read known = read;
    if (known == null) {
      synchronized (this) {
        known = read;
        if (known == null) {
          known = parse(unread);
          read = known;
          unread = null;
        }
      }
    }
    return known;
  }

  private static Read parse(MessageReader from) {
    EventRow head = Rows.head(from);
    boolean changesRules = from.integer() != 0;
    return new Read(
        head,
        List.copyOf(from.list(Rows::sessionChange)),
        List.copyOf(from.list(Rows::session)),
        List.copyOf(from.list(Rows::reservationChange)),
        List.copyOf(from.list(Rows::blockChange)),
        List.copyOf(from.list(Rows::closureChange)),
        changesRules
            ? Optional.of(new RulesChange(from.list(Rows::rule), from.list(Rows::rule)))
            : Optional.empty(),
        List.copyOf(from.list(Rows::remark)),
        List.copyOf(from.list(Rows::notice)),
        from.bytes());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EventMessage it && Arrays.equals(read().packed(), it.read().packed());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(read().packed());
  }
}
