package fr.creneau;

import java.util.Objects;
import java.util.Optional;

/**
 * A session made, removed or rewritten.
 *
 * @param before as the decision saw it; empty: there was none
 * @param after as it is to be; empty: it is removed
 */
public record SessionChange(Optional<Session> before, Optional<Session> after) {
  /**
   * Nothing of it is null.
   *
   * @param before as the decision saw it; empty: there was none
   * @param after as it is to be; empty: it is removed
   */
  public SessionChange {
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(after, "after");
  }
}
