package fr.creneau.ports;

import fr.creneau.Category;
import fr.creneau.Period;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which reservations, by the local start of their first slot, then id.
 *
 * @param departement empty: in all of them
 * @param period local dates of their sessions
 * @param school whose; zero: anybody's
 * @param centre of their sessions; zero does not filter
 * @param inspectors of any of these; none: of all
 * @param category of their sessions; empty does not filter
 */
public record ReservationFilter(
    Optional<String> departement,
    Period period,
    long school,
    long centre,
    List<Long> inspectors,
    Optional<Category> category) {
  /**
   * Nothing of it is null.
   *
   * @param departement empty: in all of them
   * @param period local dates of their sessions
   * @param school whose; zero: anybody's
   * @param centre of their sessions; zero does not filter
   * @param inspectors of any of these; none: of all
   * @param category of their sessions; empty does not filter
   */
  public ReservationFilter {
    Objects.requireNonNull(departement, "departement");
    Objects.requireNonNull(period, "period");
    inspectors = List.copyOf(inspectors);
    Objects.requireNonNull(category, "category");
  }
}
