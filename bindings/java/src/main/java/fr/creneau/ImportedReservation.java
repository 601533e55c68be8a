package fr.creneau;

import java.util.Objects;

/**
 * What a school holds of a session that is imported.
 *
 * @param school whose
 * @param slots which
 * @param externalRef another system's id of it; empty: none
 */
public record ImportedReservation(long school, SlotSet slots, String externalRef) {
  /**
   * Nothing of it is null.
   *
   * @param school whose
   * @param slots which
   * @param externalRef another system's id of it; empty: none
   */
  public ImportedReservation {
    Objects.requireNonNull(slots, "slots");
    Objects.requireNonNull(externalRef, "externalRef");
  }
}
