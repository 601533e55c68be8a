package fr.creneau;

import java.util.Objects;

/**
 * What a planning file is about.
 *
 * @param departement of every row
 * @param sessions how many it has
 */
public record PlanningCheck(String departement, int sessions) {
  /**
   * Nothing of it is null.
   *
   * @param departement of every row
   * @param sessions how many it has
   */
  public PlanningCheck {
    Objects.requireNonNull(departement, "departement");
  }
}
