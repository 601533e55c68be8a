package fr.creneau;

import java.util.Objects;
import java.util.Optional;

/**
 * What a planning file does not say.
 *
 * @param category of rows that name none; empty: they become available sessions
 * @param part of such rows
 * @param office the office that will hear of cancellations
 * @param tellSchools tell the schools of their reservations
 * @param encoding of the bytes
 */
public record PlanningOptions(
    Optional<Category> category,
    Optional<ExamPart> part,
    long office,
    boolean tellSchools,
    Encoding encoding) {
  /**
   * Nothing of it is null.
   *
   * @param category of rows that name none; empty: they become available sessions
   * @param part of such rows
   * @param office the office that will hear of cancellations
   * @param tellSchools tell the schools of their reservations
   * @param encoding of the bytes
   */
  public PlanningOptions {
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(part, "part");
    Objects.requireNonNull(encoding, "encoding");
  }

  /**
   * Of available sessions.
   *
   * @param office that will hear of cancellations
   * @return UTF-8, without a category, nobody is told
   */
  public static PlanningOptions of(long office) {
    return new PlanningOptions(Optional.empty(), Optional.empty(), office, false, Encoding.UTF_8);
  }

  /**
   * The same for rows that name no category.
   *
   * @param it of those rows
   * @return the options
   */
  public PlanningOptions category(Category it) {
    return new PlanningOptions(Optional.of(it), part, office, tellSchools, encoding);
  }
}
