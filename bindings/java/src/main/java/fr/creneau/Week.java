package fr.creneau;

import java.util.List;
import java.util.Objects;

/**
 * The units of a week, or of several (récapitulatif).
 *
 * @param inspectors by week and id, those who have a planned session
 * @param total their sum; its unassigned units stand at the top of the office's page
 */
public record Week(List<Units> inspectors, Units total) {
  /**
   * Nothing of it is null.
   *
   * @param inspectors by week and id, those who have a planned session
   * @param total their sum; its unassigned units stand at the top of the office's page
   */
  public Week {
    inspectors = List.copyOf(inspectors);
    Objects.requireNonNull(total, "total");
  }
}
