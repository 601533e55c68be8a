package fr.creneau;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;

/**
 * A reservation with the session it lies in: what a school holds.
 *
 * @param reservation what it holds
 * @param session in which
 */
public record Exam(Reservation reservation, Session session) {
  /**
   * Nothing of it is null.
   *
   * @param reservation what it holds
   * @param session in which
   */
  public Exam {
    Objects.requireNonNull(reservation, "reservation");
    Objects.requireNonNull(session, "session");
  }

  /**
   * When its first slot begins.
   *
   * @return in the zone of the département
   */
  public ZonedDateTime startsAt() {
    return session.startOf(reservation.slots().first()).atZone(Zones.of(session.departement()));
  }

  /**
   * When its last slot is over.
   *
   * @return in the zone of the département
   */
  public ZonedDateTime endsAt() {
    return session.startOf(reservation.slots().last() + 1).atZone(Zones.of(session.departement()));
  }

  /**
   * How many units it holds.
   *
   * @return units
   */
  public int units() {
    return session.planning().orElseThrow().grid().unitsOf(reservation.slots());
  }

  /**
   * What it holds.
   *
   * @return slot by slot
   */
  public List<SlotId> slots() {
    return reservation
        .slots()
        .ordinals()
        .mapToObj(ordinal -> new SlotId(reservation.session(), reservation.plan(), ordinal))
        .toList();
  }
}
