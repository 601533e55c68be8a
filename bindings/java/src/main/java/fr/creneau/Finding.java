package fr.creneau;

import java.util.Objects;

/**
 * What a check of a database found to be wrong.
 *
 * @param what what
 * @param where where
 */
public record Finding(String what, String where) {
  /**
   * Nothing of it is null.
   *
   * @param what what
   * @param where where
   */
  public Finding {
    Objects.requireNonNull(what, "what");
    Objects.requireNonNull(where, "where");
  }
}
