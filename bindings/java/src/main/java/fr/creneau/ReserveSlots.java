package fr.creneau;

import java.util.List;
import java.util.Objects;

/**
 * Reserves named slots for a school.
 *
 * @param school for whom
 * @param slots at most 1,000
 * @param externalRef another system's id of each reservation; empty: none
 */
public record ReserveSlots(long school, List<SlotId> slots, String externalRef) implements Command {
  /**
   * Nothing of it is null.
   *
   * @param school for whom
   * @param slots at most 1,000
   * @param externalRef another system's id of each reservation; empty: none
   */
  public ReserveSlots {
    slots = List.copyOf(slots);
    Objects.requireNonNull(externalRef, "externalRef");
  }

  @Override
  public CommandKind kind() {
    return CommandKind.RESERVE_SLOTS;
  }
}
