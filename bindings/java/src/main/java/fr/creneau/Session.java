package fr.creneau;

import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One inspector's half-day: available, or planned and made of slots. Times are local to the
 * département.
 *
 * @param id above zero; below it in a preview, where it is not made yet
 * @param departement whose planning: "93"
 * @param inspector whose half-day
 * @param start when it begins
 * @param end when it is over; at the latest midnight
 * @param proposedCentre of an available one that was imported with one; zero: none
 * @param plan rises each time it is planned or changed; 0: never
 * @param revision the number of the commit that last wrote it
 * @param planning empty: it is available
 * @param reserved its slots that schools hold
 * @param unavailable its slots that nobody can reserve
 * @param externalRef another system's id of it; empty: none
 */
public record Session(
    long id,
    String departement,
    long inspector,
    LocalDateTime start,
    LocalDateTime end,
    long proposedCentre,
    int plan,
    long revision,
    Optional<Planning> planning,
    SlotSet reserved,
    SlotSet unavailable,
    String externalRef) {
  /**
   * Nothing of it is null.
   *
   * @param id above zero; below it in a preview, where it is not made yet
   * @param departement whose planning: "93"
   * @param inspector whose half-day
   * @param start when it begins
   * @param end when it is over; at the latest midnight
   * @param proposedCentre of an available one that was imported with one; zero: none
   * @param plan rises each time it is planned or changed; 0: never
   * @param revision the number of the commit that last wrote it
   * @param planning empty: it is available
   * @param reserved its slots that schools hold
   * @param unavailable its slots that nobody can reserve
   * @param externalRef another system's id of it; empty: none
   */
  public Session {
    Objects.requireNonNull(departement, "departement");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(end, "end");
    Objects.requireNonNull(planning, "planning");
    Objects.requireNonNull(reserved, "reserved");
    Objects.requireNonNull(unavailable, "unavailable");
    Objects.requireNonNull(externalRef, "externalRef");
  }

  /**
   * Whether it is planned.
   *
   * @return false: it is available
   */
  public boolean isPlanned() {
    return planning.isPresent();
  }

  /**
   * Its slots that can be reserved.
   *
   * @return none while it is available
   */
  public SlotSet free() {
    return new SlotSet(
        planning.map(it -> it.grid().slots().bits()).orElse(0L)
            & ~reserved.bits()
            & ~unavailable.bits());
  }

  /**
   * All its slots.
   *
   * @return in order; none while it is available
   */
  public List<SlotId> slots() {
    return slots(planning.map(it -> it.grid().slots()).orElse(SlotSet.NONE));
  }

  /**
   * Some of its slots by their ids.
   *
   * @param which their ordinals
   * @return in order
   */
  public List<SlotId> slots(SlotSet which) {
    return which.ordinals().mapToObj(ordinal -> new SlotId(id, plan, ordinal)).toList();
  }

  /**
   * When a slot begins.
   *
   * @param ordinal from 0; that behind the last gives the end of the last
   * @return local
   */
  public LocalDateTime startOf(int ordinal) {
    return start.plusMinutes((long) ordinal * planning.orElseThrow().grid().slotMinutes());
  }

  /**
   * When it begins, as a moment.
   *
   * @return in the zone of the département
   */
  public ZonedDateTime startsAt() {
    return start.atZone(Zones.of(departement));
  }

  /**
   * When it is over, as a moment.
   *
   * @return in the zone of the département
   */
  public ZonedDateTime endsAt() {
    return end.atZone(Zones.of(departement));
  }
}
