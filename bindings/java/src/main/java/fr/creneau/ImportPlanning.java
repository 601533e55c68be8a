package fr.creneau;

import java.util.List;

/**
 * Creates sessions as they were elsewhere, past ones included, with their reservations.
 *
 * @param sessions at most 100,000
 * @param office the office that will hear of cancellations
 * @param tellSchools tell each school of its reservations
 */
public record ImportPlanning(List<ImportedSession> sessions, long office, boolean tellSchools)
    implements Command {
  /**
   * Nothing of it is null.
   *
   * @param sessions at most 100,000
   * @param office the office that will hear of cancellations
   * @param tellSchools tell each school of its reservations
   */
  public ImportPlanning {
    sessions = List.copyOf(sessions);
  }

  @Override
  public CommandKind kind() {
    return CommandKind.IMPORT_PLANNING;
  }
}
