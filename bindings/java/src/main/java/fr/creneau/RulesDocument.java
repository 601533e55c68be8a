package fr.creneau;

import java.util.List;

/**
 * The rules with their version.
 *
 * @param version zero: there are none, the defaults hold
 * @param rules in the order in which they were set
 */
public record RulesDocument(long version, List<Rule> rules) {
  /**
   * Nothing of it is null.
   *
   * @param version zero: there are none, the defaults hold
   * @param rules in the order in which they were set
   */
  public RulesDocument {
    rules = List.copyOf(rules);
  }
}
