package fr.creneau.ports;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A page of a list, read at one moment.
 *
 * @param <T> its rows
 * @param rows in the list's order, at most as many as asked for
 * @param next where the next page begins; empty: this was the last
 * @param number the département's commit number at the moment of reading
 */
public record Page<T>(List<T> rows, Optional<Cursor> next, long number) {
  /**
   * Nothing of it is null.
   *
   * @param rows in the list's order, at most as many as asked for
   * @param next where the next page begins; empty: this was the last
   * @param number the département's commit number at the moment of reading
   */
  public Page {
    rows = List.copyOf(rows);
    Objects.requireNonNull(next, "next");
  }
}
