package fr.creneau;

import java.util.List;
import java.util.Objects;

/**
 * Replaces the whole rules document.
 *
 * @param rules at most 1,000; none: the defaults
 * @param note at most 2,000 bytes
 */
public record SetRules(List<Rule> rules, String note) implements Command {
  /**
   * Nothing of it is null.
   *
   * @param rules at most 1,000; none: the defaults
   * @param note at most 2,000 bytes
   */
  public SetRules {
    rules = List.copyOf(rules);
    Objects.requireNonNull(note, "note");
  }

  @Override
  public CommandKind kind() {
    return CommandKind.SET_RULES;
  }
}
