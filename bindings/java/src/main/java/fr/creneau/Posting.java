package fr.creneau;

import java.util.Objects;

/**
 * Affectation: an inspector's stay in a département.
 *
 * @param departement where
 * @param period first and last day included
 */
public record Posting(String departement, Period period) {
  /**
   * Nothing of it is null.
   *
   * @param departement where
   * @param period first and last day included
   */
  public Posting {
    Objects.requireNonNull(departement, "departement");
    Objects.requireNonNull(period, "period");
  }
}
