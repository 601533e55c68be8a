package fr.creneau;

/** Languages of texts. */
public enum Language {
  /** French. */
  FRENCH,

  /** English. */
  ENGLISH;

  private static final Language[] VALUES = values();

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
  public static Language of(int number) {
    if (number < 0 || number >= 0 + VALUES.length) {
      throw new IllegalArgumentException("no Language has the number " + number);
    }
    return VALUES[number - 0];
  }
}
