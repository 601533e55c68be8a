package fr.creneau;

import java.util.Objects;
import java.util.Optional;

/**
 * What planning gives a session.
 *
 * @param centre where it is held
 * @param category of the exams
 * @param part of the exams; empty: any
 * @param grid its slots
 * @param plannedBy the office that hears of a school's cancellation
 */
public record Planning(
    long centre, Category category, Optional<ExamPart> part, Grid grid, long plannedBy) {
  /**
   * Nothing of it is null.
   *
   * @param centre where it is held
   * @param category of the exams
   * @param part of the exams; empty: any
   * @param grid its slots
   * @param plannedBy the office that hears of a school's cancellation
   */
  public Planning {
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(part, "part");
    Objects.requireNonNull(grid, "grid");
  }
}
