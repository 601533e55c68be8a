package fr.creneau;

import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Optional;

/**
 * One slot of a planned session, and what holds it.
 *
 * @param id which
 * @param session in which it lies
 * @param status whether it can be reserved
 * @param reservation that holds it
 * @param block why it is unavailable
 */
public record Slot(
    SlotId id,
    Session session,
    SlotStatus status,
    Optional<Reservation> reservation,
    Optional<Block> block) {
  /**
   * Nothing of it is null.
   *
   * @param id which
   * @param session in which it lies
   * @param status whether it can be reserved
   * @param reservation that holds it
   * @param block why it is unavailable
   */
  public Slot {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(reservation, "reservation");
    Objects.requireNonNull(block, "block");
  }

  /**
   * When it begins.
   *
   * @return in the zone of the département
   */
  public ZonedDateTime startsAt() {
    return session.startOf(id.ordinal()).atZone(Zones.of(session.departement()));
  }

  /**
   * When it is over.
   *
   * @return in the zone of the département
   */
  public ZonedDateTime endsAt() {
    return session.startOf(id.ordinal() + 1).atZone(Zones.of(session.departement()));
  }
}
