package fr.creneau;

import java.util.List;

/**
 * Creates available sessions.
 *
 * @param sessions at most 1,000
 * @param overrideCalendar holidays and closures do not refuse
 */
public record CreateSessions(List<NewSession> sessions, boolean overrideCalendar)
    implements Command {
  /**
   * Nothing of it is null.
   *
   * @param sessions at most 1,000
   * @param overrideCalendar holidays and closures do not refuse
   */
  public CreateSessions {
    sessions = List.copyOf(sessions);
  }

  @Override
  public CommandKind kind() {
    return CommandKind.CREATE_SESSIONS;
  }

  /**
   * Creates these.
   *
   * @param sessions at most 1,000
   * @return the command
   */
  public static CreateSessions of(NewSession... sessions) {
    return new CreateSessions(List.of(sessions), false);
  }

  /**
   * The same whatever the calendar says.
   *
   * @return the command
   */
  public CreateSessions overridingCalendar() {
    return new CreateSessions(sessions, true);
  }
}
