package fr.creneau;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Cancels reservations or single slots, for the office; the slots become unavailable.
 *
 * @param reservations whole ones, at most 1,000
 * @param slots one by one, at most 1,000
 * @param reason needed for a correction; empty: not stated
 * @param note at most 2,000 bytes
 * @param correction slots that have begun do not refuse, and nobody is told
 */
public record CancelByOffice(
    List<Long> reservations,
    List<SlotId> slots,
    Optional<Reason> reason,
    String note,
    boolean correction)
    implements Command {
  /**
   * Nothing of it is null.
   *
   * @param reservations whole ones, at most 1,000
   * @param slots one by one, at most 1,000
   * @param reason needed for a correction; empty: not stated
   * @param note at most 2,000 bytes
   * @param correction slots that have begun do not refuse, and nobody is told
   */
  public CancelByOffice {
    reservations = List.copyOf(reservations);
    slots = List.copyOf(slots);
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(note, "note");
  }

  @Override
  public CommandKind kind() {
    return CommandKind.CANCEL_BY_OFFICE;
  }

  /**
   * Whole reservations.
   *
   * @param reservations at most 1,000
   * @return the command
   */
  public static CancelByOffice of(List<Long> reservations) {
    return new CancelByOffice(reservations, List.of(), Optional.empty(), "", false);
  }

  /**
   * The same with single slots.
   *
   * @param it at most 1,000
   * @return the command
   */
  public CancelByOffice slots(List<SlotId> it) {
    return new CancelByOffice(reservations, it, reason, note, correction);
  }

  /**
   * The same with a reason.
   *
   * @param it why
   * @return the command
   */
  public CancelByOffice reason(Reason it) {
    return new CancelByOffice(reservations, slots, Optional.of(it), note, correction);
  }

  /**
   * The same with a note.
   *
   * @param it at most 2,000 bytes
   * @return the command
   */
  public CancelByOffice note(String it) {
    return new CancelByOffice(reservations, slots, reason, it, correction);
  }

  /**
   * The same as a correction.
   *
   * @return the command
   */
  public CancelByOffice asCorrection() {
    return new CancelByOffice(reservations, slots, reason, note, true);
  }
}
