package fr.creneau;

/** Encodings of files. A UTF-8 mark at the beginning overrules this. */
public enum Encoding {
  /** UTF-8. */
  UTF_8,

  /** What old spreadsheets write. */
  WINDOWS_1252;

  private static final Encoding[] VALUES = values();

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
  public static Encoding of(int number) {
    if (number < 0 || number >= 0 + VALUES.length) {
      throw new IllegalArgumentException("no Encoding has the number " + number);
    }
    return VALUES[number - 0];
  }
}
