package fr.creneau;

import java.util.List;
import java.util.Objects;

/**
 * Cancels a school's own reservations or single slots of them, until the deadline; the slots are
 * free again.
 *
 * @param reservations whole ones, at most 1,000
 * @param slots one by one, at most 1,000
 * @param note at most 2,000 bytes
 */
public record CancelBySchool(List<Long> reservations, List<SlotId> slots, String note)
    implements Command {
  /**
   * Nothing of it is null.
   *
   * @param reservations whole ones, at most 1,000
   * @param slots one by one, at most 1,000
   * @param note at most 2,000 bytes
   */
  public CancelBySchool {
    reservations = List.copyOf(reservations);
    slots = List.copyOf(slots);
    Objects.requireNonNull(note, "note");
  }

  @Override
  public CommandKind kind() {
    return CommandKind.CANCEL_BY_SCHOOL;
  }
}
