package fr.creneau;

import fr.creneau.internal.Library;
import java.time.LocalDate;
import java.util.List;

/**
 * Rules documents: what an administration can start from, and whether one is right. Thread-safe.
 */
public final class RulesDocuments {
  private RulesDocuments() {}

  /**
   * Rules that some administrations use, to put into a document.
   *
   * @param preset which
   * @param from the first date on which they hold
   * @return its lines
   */
  public static List<Rule> preset(RulesPreset preset, LocalDate from) {
    return Library.presetRules(preset.number(), from);
  }

  /**
   * Refuses a document that does not pass.
   *
   * @param rules its lines
   * @throws Errors.BadRule with its line as subject
   */
  public static void check(List<Rule> rules) {
    Library.checkRules(rules);
  }
}
