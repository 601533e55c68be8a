package fr.creneau;

import java.time.LocalDateTime;
import java.util.Objects;
import java.util.Optional;

/**
 * An interval in which an inspector, a centre or an office is away. Times are local to the
 * département.
 *
 * @param id above zero
 * @param departement in whose planning
 * @param scope whom it concerns
 * @param who the inspector, centre or office, by scope
 * @param start the first minute that is closed
 * @param end the first minute that is open again
 * @param reason why; empty: not stated
 * @param note free text beside it
 */
public record Closure(
    long id,
    String departement,
    ClosureScope scope,
    long who,
    LocalDateTime start,
    LocalDateTime end,
    Optional<Reason> reason,
    String note) {
  /**
   * Nothing of it is null.
   *
   * @param id above zero
   * @param departement in whose planning
   * @param scope whom it concerns
   * @param who the inspector, centre or office, by scope
   * @param start the first minute that is closed
   * @param end the first minute that is open again
   * @param reason why; empty: not stated
   * @param note free text beside it
   */
  public Closure {
    Objects.requireNonNull(departement, "departement");
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(end, "end");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(note, "note");
  }
}
