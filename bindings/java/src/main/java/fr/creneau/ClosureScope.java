package fr.creneau;

/** Whom a closure concerns. */
public enum ClosureScope {
  /** An inspector. */
  INSPECTOR,

  /** A centre. */
  CENTRE,

  /** An office. */
  OFFICE;

  private static final ClosureScope[] VALUES = values();

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
  public static ClosureScope of(int number) {
    if (number < 1 || number >= 1 + VALUES.length) {
      throw new IllegalArgumentException("no ClosureScope has the number " + number);
    }
    return VALUES[number - 1];
  }
}
