package fr.creneau.ports;

import java.util.Objects;
import java.util.Optional;

/**
 * Which page of a list.
 *
 * @param after rows behind this place; empty: the first ones
 * @param limit 1 to 1,000
 */
public record PageRequest(Optional<Cursor> after, int limit) {
  /**
   * Nothing of it is null.
   *
   * @param after rows behind this place; empty: the first ones
   * @param limit 1 to 1,000
   */
  public PageRequest {
    Objects.requireNonNull(after, "after");
  }
}
