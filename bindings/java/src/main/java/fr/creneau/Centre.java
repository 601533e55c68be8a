package fr.creneau;

import java.util.Objects;
import java.util.Set;

/**
 * Centre d'examen.
 *
 * @param id zero where it is new
 * @param name unique in its département
 * @param place address, as people read it
 * @param departement tells its time zone
 * @param categories whose exams it holds; none: not stated
 * @param externalRef another system's id; empty: none
 */
public record Centre(
    long id,
    String name,
    String place,
    String departement,
    Set<Category> categories,
    String externalRef) {
  /**
   * Nothing of it is null.
   *
   * @param id zero where it is new
   * @param name unique in its département
   * @param place address, as people read it
   * @param departement tells its time zone
   * @param categories whose exams it holds; none: not stated
   * @param externalRef another system's id; empty: none
   */
  public Centre {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(departement, "departement");
    categories = Set.copyOf(categories);
    Objects.requireNonNull(externalRef, "externalRef");
  }
}
