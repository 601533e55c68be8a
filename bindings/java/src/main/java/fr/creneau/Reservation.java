package fr.creneau;

import java.util.Objects;

/**
 * One school's slots of one session.
 *
 * @param id above zero
 * @param school whose
 * @param session in which they lie
 * @param plan of the session, of which its slots are
 * @param slots never empty
 * @param revision the number of the commit that last wrote it
 * @param externalRef another system's id of it; empty: none
 */
public record Reservation(
    long id,
    long school,
    long session,
    int plan,
    SlotSet slots,
    long revision,
    String externalRef) {
  /**
   * Nothing of it is null.
   *
   * @param id above zero
   * @param school whose
   * @param session in which they lie
   * @param plan of the session, of which its slots are
   * @param slots never empty
   * @param revision the number of the commit that last wrote it
   * @param externalRef another system's id of it; empty: none
   */
  public Reservation {
    Objects.requireNonNull(slots, "slots");
    Objects.requireNonNull(externalRef, "externalRef");
  }
}
