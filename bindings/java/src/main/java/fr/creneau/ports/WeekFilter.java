package fr.creneau.ports;

import fr.creneau.Category;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.Optional;

/**
 * Whose units of which week.
 *
 * @param departement whose planning
 * @param week the Monday
 * @param category of sessions planned for it; empty: of all
 * @param inspector zero: all
 * @param now local; slots that start at or before it are not reservable
 */
public record WeekFilter(
    String departement,
    LocalDate week,
    Optional<Category> category,
    long inspector,
    LocalDateTime now) {
  /**
   * Nothing of it is null.
   *
   * @param departement whose planning
   * @param week the Monday
   * @param category of sessions planned for it; empty: of all
   * @param inspector zero: all
   * @param now local; slots that start at or before it are not reservable
   */
  public WeekFilter {
    Objects.requireNonNull(departement, "departement");
    Objects.requireNonNull(week, "week");
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(now, "now");
  }
}
