package fr.creneau.ports;

import fr.creneau.Period;
import java.util.Objects;

/**
 * Which closures: those that touch some days, by local start, then id.
 *
 * @param departement in whose planning
 * @param period local days
 */
public record ClosureFilter(String departement, Period period) {
  /**
   * Nothing of it is null.
   *
   * @param departement in whose planning
   * @param period local days
   */
  public ClosureFilter {
    Objects.requireNonNull(departement, "departement");
    Objects.requireNonNull(period, "period");
  }
}
