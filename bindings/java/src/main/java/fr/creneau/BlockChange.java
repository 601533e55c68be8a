package fr.creneau;

import java.util.Objects;
import java.util.Optional;

/**
 * Slots that become unavailable, or cease to be.
 *
 * @param session in which they lie
 * @param plan of which they are
 * @param slots never empty
 * @param blocked true: the rows come; false: they go
 * @param reason why; empty: not stated
 * @param note free text beside it
 * @param takenAlong they go to another plan: reason and note are an expectation
 */
public record BlockChange(
    long session,
    int plan,
    SlotSet slots,
    boolean blocked,
    Optional<Reason> reason,
    String note,
    boolean takenAlong) {
  /**
   * Nothing of it is null.
   *
   * @param session in which they lie
   * @param plan of which they are
   * @param slots never empty
   * @param blocked true: the rows come; false: they go
   * @param reason why; empty: not stated
   * @param note free text beside it
   * @param takenAlong they go to another plan: reason and note are an expectation
   */
  public BlockChange {
    Objects.requireNonNull(slots, "slots");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(note, "note");
  }
}
