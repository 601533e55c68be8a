package fr.creneau;

import java.util.List;
import java.util.Objects;

/**
 * Makes unavailable slots free.
 *
 * @param slots at most 1,000
 * @param note at most 2,000 bytes
 */
public record UnblockSlots(List<SlotId> slots, String note) implements Command {
  /**
   * Nothing of it is null.
   *
   * @param slots at most 1,000
   * @param note at most 2,000 bytes
   */
  public UnblockSlots {
    slots = List.copyOf(slots);
    Objects.requireNonNull(note, "note");
  }

  @Override
  public CommandKind kind() {
    return CommandKind.UNBLOCK_SLOTS;
  }
}
