package fr.creneau.ports;

import fr.creneau.Period;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The sessions of some inspectors on some days.
 *
 * @param inspectors none: those of the sessions asked for
 * @param days empty: the days of the sessions asked for
 */
public record InspectorDays(List<Long> inspectors, Optional<Period> days) {
  /**
   * Nothing of it is null.
   *
   * @param inspectors none: those of the sessions asked for
   * @param days empty: the days of the sessions asked for
   */
  public InspectorDays {
    inspectors = List.copyOf(inspectors);
    Objects.requireNonNull(days, "days");
  }
}
