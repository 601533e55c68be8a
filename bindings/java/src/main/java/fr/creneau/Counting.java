package fr.creneau;

/** Ways of counting the days before an exam; see docs/rules.md. */
public enum Counting {
  /** Every day. */
  CALENDAR,

  /** Jours francs: whole days between. */
  CLEAR_DAYS,

  /** Jours ouvrables: Monday to Saturday without holidays. */
  MON_SAT,

  /** Jours ouvrés: Monday to Friday without holidays. */
  MON_FRI,

  /** Twenty-four hours each, to the minute. */
  ELAPSED_HOURS;

  private static final Counting[] VALUES = values();

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
  public static Counting of(int number) {
    if (number < 1 || number >= 1 + VALUES.length) {
      throw new IllegalArgumentException("no Counting has the number " + number);
    }
    return VALUES[number - 1];
  }
}
