package fr.creneau;

import fr.creneau.internal.EventMessage;
import fr.creneau.ports.EventRow;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a command changed, or would change in a preview; an entry of the history. The same request
 * id gives an equal receipt again. A value; thread-safe.
 */
public final class Receipt {
  private final EventMessage message;

  /**
   * Of the library's own.
   *
   * @param message what C++ gave
   */
  public Receipt(EventMessage message) {
    this.message = Objects.requireNonNull(message, "message");
  }

  EventMessage message() {
    return message;
  }

  /**
   * The commit's number.
   *
   * @return zero: of a preview
   */
  public long number() {
    return message.head().number();
  }

  /**
   * All that it changed.
   *
   * @return the change set, with the ids that the storage gave
   */
  public ChangeSet changes() {
    return new ChangeSet(message);
  }

  /**
   * Sessions made or rewritten, as they are after it.
   *
   * @return in the order of the command
   */
  public List<Session> sessions() {
    return message.rest().sessions().stream()
        .map(SessionChange::after)
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * Reservations that it changed.
   *
   * @return see {@link ReservationChange}
   */
  public List<ReservationChange> reservations() {
    return message.first().reservations();
  }

  /**
   * What it says beside the changes.
   *
   * @return see {@link Remark}
   */
  public List<Remark> remarks() {
    return message.rest().remarks();
  }

  /**
   * What a storage keeps of it.
   *
   * @return the envelope, and the changes as JSON
   */
  public EventRow row() {
    EventRow head = message.head();
    return new EventRow(
        head.number(),
        head.command(),
        head.departement(),
        head.role(),
        head.who(),
        head.subject(),
        head.at(),
        head.request(),
        head.content(),
        head.reason(),
        head.note(),
        head.rules(),
        head.closures(),
        changes().toJson());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Receipt that && message.equals(that.message);
  }

  @Override
  public int hashCode() {
    return message.hashCode();
  }

  @Override
  public String toString() {
    return "Receipt " + number() + " of " + changes().command() + " in " + changes().departement();
  }
}
