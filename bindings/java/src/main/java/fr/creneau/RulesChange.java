package fr.creneau;

import java.util.List;

/**
 * The whole rules document, before and after.
 *
 * @param before of the version that the decision relied on
 * @param after of the next version
 */
public record RulesChange(List<Rule> before, List<Rule> after) {
  /**
   * Nothing of it is null.
   *
   * @param before of the version that the decision relied on
   * @param after of the next version
   */
  public RulesChange {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }
}
