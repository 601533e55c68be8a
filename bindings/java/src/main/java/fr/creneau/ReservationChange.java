package fr.creneau;

import java.util.Objects;

/**
 * A reservation made ({@code slotsBefore} empty), ended ({@code slotsAfter} empty), shrunk, or
 * taken along to another plan of its session.
 *
 * @param id below zero: fresh, not committed yet
 * @param school whose
 * @param session in which it lies
 * @param planBefore of {@code slotsBefore}
 * @param planAfter of {@code slotsAfter}
 * @param slotsBefore what it held
 * @param slotsAfter what it will hold
 * @param leaves slot rows of {@code planBefore} that must be this reservation's, and go
 * @param enters slot rows of {@code planAfter} that must not be there, and come
 * @param revisionBefore an expectation, where it held something
 * @param externalRef another system's id of it; empty: none
 */
public record ReservationChange(
    long id,
    long school,
    long session,
    int planBefore,
    int planAfter,
    SlotSet slotsBefore,
    SlotSet slotsAfter,
    SlotSet leaves,
    SlotSet enters,
    long revisionBefore,
    String externalRef) {
  /**
   * Nothing of it is null.
   *
   * @param id below zero: fresh, not committed yet
   * @param school whose
   * @param session in which it lies
   * @param planBefore of {@code slotsBefore}
   * @param planAfter of {@code slotsAfter}
   * @param slotsBefore what it held
   * @param slotsAfter what it will hold
   * @param leaves slot rows of {@code planBefore} that must be this reservation's, and go
   * @param enters slot rows of {@code planAfter} that must not be there, and come
   * @param revisionBefore an expectation, where it held something
   * @param externalRef another system's id of it; empty: none
   */
  public ReservationChange {
    Objects.requireNonNull(slotsBefore, "slotsBefore");
    Objects.requireNonNull(slotsAfter, "slotsAfter");
    Objects.requireNonNull(leaves, "leaves");
    Objects.requireNonNull(enters, "enters");
    Objects.requireNonNull(externalRef, "externalRef");
  }
}
