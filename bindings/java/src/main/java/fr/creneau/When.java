package fr.creneau;

/** Which exams, by now. */
public enum When {
  /** Those that have not begun. */
  UPCOMING,

  /** Those that have. */
  PAST,

  /** Both. */
  ALL;

  private static final When[] VALUES = values();

  /**
   * What the library knows it by.
   *
   * @return its number, from 0
   */
  public int number() {
    return ordinal();
  }

  /**
   * The one of a number.
   *
   * @param number from 0
   * @return the one that has it
   * @throws IllegalArgumentException where there is none
   */
  public static When of(int number) {
    if (number < 0 || number >= 0 + VALUES.length) {
      throw new IllegalArgumentException("no When has the number " + number);
    }
    return VALUES[number - 0];
  }
}
