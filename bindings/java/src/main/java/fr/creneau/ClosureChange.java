package fr.creneau;

import java.util.Objects;

/**
 * A closure that is added or removed, as a whole.
 *
 * @param closure with a fresh id, where it is added
 * @param added false: it is removed
 */
public record ClosureChange(Closure closure, boolean added) {
  /**
   * Nothing of it is null.
   *
   * @param closure with a fresh id, where it is added
   * @param added false: it is removed
   */
  public ClosureChange {
    Objects.requireNonNull(closure, "closure");
  }
}
