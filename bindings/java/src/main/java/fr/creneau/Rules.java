package fr.creneau;

import java.util.Map;
import java.util.Objects;

/**
 * The rules in force on one date; see docs/rules.md.
 *
 * @param version of the document; zero: the defaults
 * @param morning hours of a half-day
 * @param afternoon hours of a half-day
 * @param unitMinutes 1 to 240
 * @param unitsOfSlot 1 to 16
 * @param cancellationDays 0 to 60
 * @param counting of those days
 * @param backToWorkingDay the last day moves back to a working day
 * @param schoolLeaves what a slot becomes that a school cancels
 * @param officeLeaves what a slot becomes that an office cancels
 * @param daysAhead how far ahead may be reserved; zero: any time
 * @param opensAt minutes behind local midnight of the day on which a date opens, 0 to 1,440
 * @param journal which refusals are journalled
 * @param examUnits units of one exam
 */
public record Rules(
    long version,
    Hours morning,
    Hours afternoon,
    int unitMinutes,
    int unitsOfSlot,
    int cancellationDays,
    Counting counting,
    boolean backToWorkingDay,
    SlotStatus schoolLeaves,
    SlotStatus officeLeaves,
    int daysAhead,
    int opensAt,
    RefusalJournal journal,
    Map<Category, Map<ExamPart, Integer>> examUnits) {
  /**
   * Nothing of it is null.
   *
   * @param version of the document; zero: the defaults
   * @param morning hours of a half-day
   * @param afternoon hours of a half-day
   * @param unitMinutes 1 to 240
   * @param unitsOfSlot 1 to 16
   * @param cancellationDays 0 to 60
   * @param counting of those days
   * @param backToWorkingDay the last day moves back to a working day
   * @param schoolLeaves what a slot becomes that a school cancels
   * @param officeLeaves what a slot becomes that an office cancels
   * @param daysAhead how far ahead may be reserved; zero: any time
   * @param opensAt minutes behind local midnight of the day on which a date opens, 0 to 1,440
   * @param journal which refusals are journalled
   * @param examUnits units of one exam
   */
  public Rules {
    Objects.requireNonNull(morning, "morning");
    Objects.requireNonNull(afternoon, "afternoon");
    Objects.requireNonNull(counting, "counting");
    Objects.requireNonNull(schoolLeaves, "schoolLeaves");
    Objects.requireNonNull(officeLeaves, "officeLeaves");
    Objects.requireNonNull(journal, "journal");
    examUnits = Map.copyOf(examUnits);
  }
}
