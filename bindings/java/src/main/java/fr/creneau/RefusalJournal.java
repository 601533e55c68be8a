package fr.creneau;

/** Whose refusals by a rule are journalled. */
public enum RefusalJournal {
  /** Nobody's. */
  NONE,

  /** Those of cancellations by schools. */
  SCHOOL_CANCELLATIONS,

  /** Everybody's. */
  ALL;

  private static final RefusalJournal[] VALUES = values();

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
  public static RefusalJournal of(int number) {
    if (number < 1 || number >= 1 + VALUES.length) {
      throw new IllegalArgumentException("no RefusalJournal has the number " + number);
    }
    return VALUES[number - 1];
  }
}
