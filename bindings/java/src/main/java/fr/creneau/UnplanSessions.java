package fr.creneau;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes planned sessions available again ("annuler une session").
 *
 * @param sessions at most 1,000
 * @param cascade the reservations seen, which are cancelled; empty: none may be there
 * @param reason why; empty: not stated
 * @param note at most 2,000 bytes
 */
public record UnplanSessions(
    List<Long> sessions, Optional<List<Long>> cascade, Optional<Reason> reason, String note)
    implements Command {
  /**
   * Nothing of it is null.
   *
   * @param sessions at most 1,000
   * @param cascade the reservations seen, which are cancelled; empty: none may be there
   * @param reason why; empty: not stated
   * @param note at most 2,000 bytes
   */
  public UnplanSessions {
    sessions = List.copyOf(sessions);
    Objects.requireNonNull(cascade, "cascade");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(note, "note");
  }

  @Override
  public CommandKind kind() {
    return CommandKind.UNPLAN_SESSIONS;
  }

  /**
   * Unplans these, on which nobody may hold anything.
   *
   * @param sessions at most 1,000
   * @return the command
   */
  public static UnplanSessions of(List<Long> sessions) {
    return new UnplanSessions(sessions, Optional.empty(), Optional.empty(), "");
  }

  /**
   * The same with exactly the reservations that were seen, which are cancelled.
   *
   * @param it their ids
   * @return the command
   */
  public UnplanSessions cascade(List<Long> it) {
    return new UnplanSessions(sessions, Optional.of(it), reason, note);
  }

  /**
   * The same with a reason.
   *
   * @param it why
   * @return the command
   */
  public UnplanSessions reason(Reason it) {
    return new UnplanSessions(sessions, cascade, Optional.of(it), note);
  }

  /**
   * The same with a note.
   *
   * @param it at most 2,000 bytes
   * @return the command
   */
  public UnplanSessions note(String it) {
    return new UnplanSessions(sessions, cascade, reason, it);
  }
}
