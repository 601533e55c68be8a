package fr.creneau;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/**
 * Until when a school may cancel an exam, and why then. It may cancel while now is before {@code
 * closesAt}.
 *
 * @param closesAt exclusive
 * @param closesAtLocal the same in the zone, rounded down to the minute
 * @param zone of the département
 * @param lastDay the last local date on which cancelling is (in part) allowed
 * @param days the rule's
 * @param counting the rule's
 * @param backToWorkingDay the last day moved back to a working day
 * @param skipped days that were not counted, latest first; at most 64 of them
 * @serial exclude
 */
public record Deadline(
    Instant closesAt,
    LocalDateTime closesAtLocal,
    ZoneId zone,
    LocalDate lastDay,
    int days,
    Counting counting,
    boolean backToWorkingDay,
    List<LocalDate> skipped)
    implements Serializable {
  /**
   * Nothing of it is null.
   *
   * @param closesAt exclusive
   * @param closesAtLocal the same in the zone, rounded down to the minute
   * @param zone of the département
   * @param lastDay the last local date on which cancelling is (in part) allowed
   * @param days the rule's
   * @param counting the rule's
   * @param backToWorkingDay the last day moved back to a working day
   * @param skipped days that were not counted, latest first; at most 64 of them
   */
  public Deadline {
    Objects.requireNonNull(closesAt, "closesAt");
    Objects.requireNonNull(closesAtLocal, "closesAtLocal");
    Objects.requireNonNull(zone, "zone");
    Objects.requireNonNull(lastDay, "lastDay");
    Objects.requireNonNull(counting, "counting");
    skipped = List.copyOf(skipped);
  }
}
