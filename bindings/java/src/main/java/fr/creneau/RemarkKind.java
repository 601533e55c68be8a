package fr.creneau;

/** What is remarked in a receipt, and what its amount counts. */
public enum RemarkKind {
  /** The grid leaves so many minutes of the session unused. */
  MINUTES_LEFT_OVER,

  /** Exams of the session's category leave so many units over. */
  ORPHAN_UNITS,

  /** The session that the closure falls on has so many reserved units. */
  SESSION_IN_CLOSURE,

  /** The recipient has no mail address. */
  UNDELIVERABLE;

  private static final RemarkKind[] VALUES = values();

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
  public static RemarkKind of(int number) {
    if (number < 1 || number >= 1 + VALUES.length) {
      throw new IllegalArgumentException("no RemarkKind has the number " + number);
    }
    return VALUES[number - 1];
  }
}
