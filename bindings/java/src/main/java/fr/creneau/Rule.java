package fr.creneau;

import java.time.LocalDate;
import java.util.Objects;

/**
 * One line of the dated rules document; see docs/rules.md for the keys.
 *
 * @param from the first local date on which it holds
 * @param key what it rules
 * @param value how
 */
public record Rule(LocalDate from, String key, String value) {
  /**
   * Nothing of it is null.
   *
   * @param from the first local date on which it holds
   * @param key what it rules
   * @param value how
   */
  public Rule {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
  }
}
