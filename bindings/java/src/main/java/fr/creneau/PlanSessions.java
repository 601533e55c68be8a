package fr.creneau;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Gives available sessions a centre and a category; their slots are frozen.
 *
 * @param sessions at most 1,000
 * @param centre where
 * @param category of the exams
 * @param part of the exams; empty: any
 * @param overrideCalendar holidays and closures do not refuse
 */
public record PlanSessions(
    List<Long> sessions,
    long centre,
    Category category,
    Optional<ExamPart> part,
    boolean overrideCalendar)
    implements Command {
  /**
   * Nothing of it is null.
   *
   * @param sessions at most 1,000
   * @param centre where
   * @param category of the exams
   * @param part of the exams; empty: any
   * @param overrideCalendar holidays and closures do not refuse
   */
  public PlanSessions {
    sessions = List.copyOf(sessions);
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(part, "part");
  }

  @Override
  public CommandKind kind() {
    return CommandKind.PLAN_SESSIONS;
  }

  /**
   * Plans these for any part.
   *
   * @param centre where
   * @param category of the exams
   * @param sessions at most 1,000
   * @return the command
   */
  public static PlanSessions of(long centre, Category category, List<Long> sessions) {
    return new PlanSessions(sessions, centre, category, Optional.empty(), false);
  }

  /**
   * The same for one part.
   *
   * @param it which
   * @return the command
   */
  public PlanSessions part(ExamPart it) {
    return new PlanSessions(sessions, centre, category, Optional.of(it), overrideCalendar);
  }

  /**
   * The same whatever the calendar says.
   *
   * @return the command
   */
  public PlanSessions overridingCalendar() {
    return new PlanSessions(sessions, centre, category, part, true);
  }
}
