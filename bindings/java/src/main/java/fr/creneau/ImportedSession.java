package fr.creneau;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A session as it was elsewhere, with what schools hold of it.
 *
 * @param inspector whose
 * @param date local
 * @param hours local
 * @param centre proposed, where it has no category
 * @param category empty: available
 * @param part empty: any
 * @param grid empty: as the rules of its date say
 * @param unavailable which nobody can reserve
 * @param reservations what schools hold
 * @param externalRef another system's id of it; empty: none
 * @param line of the file, from 1, for messages; 0: none
 */
public record ImportedSession(
    long inspector,
    LocalDate date,
    Hours hours,
    long centre,
    Optional<Category> category,
    Optional<ExamPart> part,
    Optional<Grid> grid,
    SlotSet unavailable,
    List<ImportedReservation> reservations,
    String externalRef,
    int line) {
  /**
   * Nothing of it is null.
   *
   * @param inspector whose
   * @param date local
   * @param hours local
   * @param centre proposed, where it has no category
   * @param category empty: available
   * @param part empty: any
   * @param grid empty: as the rules of its date say
   * @param unavailable which nobody can reserve
   * @param reservations what schools hold
   * @param externalRef another system's id of it; empty: none
   * @param line of the file, from 1, for messages; 0: none
   */
  public ImportedSession {
    Objects.requireNonNull(date, "date");
    Objects.requireNonNull(hours, "hours");
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(part, "part");
    Objects.requireNonNull(grid, "grid");
    Objects.requireNonNull(unavailable, "unavailable");
    reservations = List.copyOf(reservations);
    Objects.requireNonNull(externalRef, "externalRef");
  }
}
