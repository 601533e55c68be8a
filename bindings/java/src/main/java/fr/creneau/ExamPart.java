package fr.creneau;

/** Parts of the practical exam (épreuve). */
public enum ExamPart {
  /** Plateau. */
  OFF_ROAD,

  /** Circulation. */
  ON_ROAD,

  /** Both. */
  COMPLETE;

  private static final ExamPart[] VALUES = values();

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
  public static ExamPart of(int number) {
    if (number < 1 || number >= 1 + VALUES.length) {
      throw new IllegalArgumentException("no ExamPart has the number " + number);
    }
    return VALUES[number - 1];
  }
}
