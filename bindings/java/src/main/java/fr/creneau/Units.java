package fr.creneau;

import java.time.LocalDate;
import java.util.Objects;

/**
 * Units counted: planned = offered + unavailable; offered = assigned + unassigned.
 *
 * @param week the Monday
 * @param inspector whose; zero: of all
 * @param planned of all slots of the sessions counted
 * @param unavailable of slots that cannot be reserved
 * @param assigned of reserved slots
 * @param reservable unassigned and not yet begun
 */
public record Units(
    LocalDate week, long inspector, int planned, int unavailable, int assigned, int reservable) {
  /**
   * Nothing of it is null.
   *
   * @param week the Monday
   * @param inspector whose; zero: of all
   * @param planned of all slots of the sessions counted
   * @param unavailable of slots that cannot be reserved
   * @param assigned of reserved slots
   * @param reservable unassigned and not yet begun
   */
  public Units {
    Objects.requireNonNull(week, "week");
  }

  /**
   * What schools can have or have.
   *
   * @return planned − unavailable
   */
  public int offered() {
    return planned - unavailable;
  }

  /**
   * Of free slots, begun or not.
   *
   * @return offered − assigned
   */
  public int unassigned() {
    return offered() - assigned;
  }
}
