package fr.creneau;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reserves a number of exams or units; the engine chooses where: adjacent in one session, then by
 * date, start, matricule.
 *
 * @param school for whom
 * @param category of the sessions
 * @param part needed with exams; of the sessions, where stated
 * @param exams either this…
 * @param units …or this, 1 to 1,000
 * @param inspectors none: any
 * @param centre zero: any
 * @param period local days
 * @param halfDay sessions that begin before noon, or at noon and later; empty: any
 * @param externalRef another system's id of each reservation; empty: none
 */
public record ReserveWish(
    long school,
    Category category,
    Optional<ExamPart> part,
    int exams,
    int units,
    List<Long> inspectors,
    long centre,
    Period period,
    Optional<HalfDay> halfDay,
    String externalRef)
    implements Command {
  /**
   * Nothing of it is null.
   *
   * @param school for whom
   * @param category of the sessions
   * @param part needed with exams; of the sessions, where stated
   * @param exams either this…
   * @param units …or this, 1 to 1,000
   * @param inspectors none: any
   * @param centre zero: any
   * @param period local days
   * @param halfDay sessions that begin before noon, or at noon and later; empty: any
   * @param externalRef another system's id of each reservation; empty: none
   */
  public ReserveWish {
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(part, "part");
    inspectors = List.copyOf(inspectors);
    Objects.requireNonNull(period, "period");
    Objects.requireNonNull(halfDay, "halfDay");
    Objects.requireNonNull(externalRef, "externalRef");
  }

  @Override
  public CommandKind kind() {
    return CommandKind.RESERVE_WISH;
  }

  /**
   * Some exams.
   *
   * @param school for whom
   * @param exams how many, 1 to 1,000
   * @param category of the exams
   * @param part of the exams
   * @return the command
   */
  public static ReserveWish exams(long school, int exams, Category category, ExamPart part) {
    return new ReserveWish(
        school,
        category,
        Optional.of(part),
        exams,
        0,
        List.of(),
        0,
        Period.ALL,
        Optional.empty(),
        "");
  }

  /**
   * Some units.
   *
   * @param school for whom
   * @param units how many, 1 to 1,000
   * @param category of the sessions
   * @return the command
   */
  public static ReserveWish units(long school, int units, Category category) {
    return new ReserveWish(
        school,
        category,
        Optional.empty(),
        0,
        units,
        List.of(),
        0,
        Period.ALL,
        Optional.empty(),
        "");
  }

  /**
   * The same of these inspectors.
   *
   * @param it their ids
   * @return the command
   */
  public ReserveWish inspectors(List<Long> it) {
    return new ReserveWish(
        school, category, part, exams, units, it, centre, period, halfDay, externalRef);
  }

  /**
   * The same at one centre.
   *
   * @param it where
   * @return the command
   */
  public ReserveWish centre(long it) {
    return new ReserveWish(
        school, category, part, exams, units, inspectors, it, period, halfDay, externalRef);
  }

  /**
   * The same in a period.
   *
   * @param it local days
   * @return the command
   */
  public ReserveWish period(Period it) {
    return new ReserveWish(
        school, category, part, exams, units, inspectors, centre, it, halfDay, externalRef);
  }

  /**
   * The same in one half of the day.
   *
   * @param it which
   * @return the command
   */
  public ReserveWish halfDay(HalfDay it) {
    return new ReserveWish(
        school,
        category,
        part,
        exams,
        units,
        inspectors,
        centre,
        period,
        Optional.of(it),
        externalRef);
  }

  /**
   * The same in sessions of one part.
   *
   * @param it which
   * @return the command
   */
  public ReserveWish part(ExamPart it) {
    return new ReserveWish(
        school,
        category,
        Optional.of(it),
        exams,
        units,
        inspectors,
        centre,
        period,
        halfDay,
        externalRef);
  }

  /**
   * The same under another system's id.
   *
   * @param it at most 2,000 bytes
   * @return the command
   */
  public ReserveWish externalRef(String it) {
    return new ReserveWish(
        school, category, part, exams, units, inspectors, centre, period, halfDay, it);
  }
}
