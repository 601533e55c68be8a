package fr.creneau;

/** Halves of a local day; which hours that is say the rules. */
public enum HalfDay {
  /** Until noon. */
  MORNING,

  /** From noon on. */
  AFTERNOON;

  private static final HalfDay[] VALUES = values();

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
  public static HalfDay of(int number) {
    if (number < 1 || number >= 1 + VALUES.length) {
      throw new IllegalArgumentException("no HalfDay has the number " + number);
    }
    return VALUES[number - 1];
  }
}
