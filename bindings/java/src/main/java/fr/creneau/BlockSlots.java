package fr.creneau;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes free slots unavailable.
 *
 * @param slots at most 1,000
 * @param reason why; empty: not stated
 * @param note at most 2,000 bytes
 */
public record BlockSlots(List<SlotId> slots, Optional<Reason> reason, String note)
    implements Command {
  /**
   * Nothing of it is null.
   *
   * @param slots at most 1,000
   * @param reason why; empty: not stated
   * @param note at most 2,000 bytes
   */
  public BlockSlots {
    slots = List.copyOf(slots);
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(note, "note");
  }

  @Override
  public CommandKind kind() {
    return CommandKind.BLOCK_SLOTS;
  }
}
