package fr.creneau;

/** Rules that some administrations use; see docs/rules.md. */
public enum RulesPreset {
  /** Every off-road exam counts one unit. */
  OFF_ROAD_ONE_UNIT,

  /** A unit is 20 minutes. */
  TWENTY_MINUTE_UNITS;

  private static final RulesPreset[] VALUES = values();

  /**
   * What the library knows it by.
   *
   * @return its number, from 1
   */
  public int number() {
    return ordinal() + 1;
  }

  /**
   * The one of a number.
   *
   * @param number from 1
   * @return the one that has it
   * @throws IllegalArgumentException where there is none
   */
  public static RulesPreset of(int number) {
    if (number < 1 || number >= 1 + VALUES.length) {
      throw new IllegalArgumentException("no RulesPreset has the number " + number);
    }
    return VALUES[number - 1];
  }
}
