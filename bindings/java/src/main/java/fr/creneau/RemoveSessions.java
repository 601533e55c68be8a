package fr.creneau;

import java.util.List;
import java.util.Objects;

/**
 * Removes available sessions that have not begun.
 *
 * @param sessions at most 1,000
 * @param note at most 2,000 bytes
 */
public record RemoveSessions(List<Long> sessions, String note) implements Command {
  /**
   * Nothing of it is null.
   *
   * @param sessions at most 1,000
   * @param note at most 2,000 bytes
   */
  public RemoveSessions {
    sessions = List.copyOf(sessions);
    Objects.requireNonNull(note, "note");
  }

  @Override
  public CommandKind kind() {
    return CommandKind.REMOVE_SESSIONS;
  }
}
