package fr.creneau;

import java.util.Objects;
import java.util.Optional;

/**
 * A slot that cannot be reserved, and why.
 *
 * @param slot which
 * @param reason why; empty: not stated
 * @param note free text beside it
 */
public record Block(SlotId slot, Optional<Reason> reason, String note) {
  /**
   * Nothing of it is null.
   *
   * @param slot which
   * @param reason why; empty: not stated
   * @param note free text beside it
   */
  public Block {
    Objects.requireNonNull(slot, "slot");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(note, "note");
  }
}
