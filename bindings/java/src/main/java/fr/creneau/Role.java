package fr.creneau;

/** In which capacity somebody acts. */
public enum Role {
  /** Plans the exams of its départements. */
  OFFICE,

  /** Reads and cancels what is its own. */
  SCHOOL,

  /** Reads its own sessions. */
  INSPECTOR,

  /** Reads the plannings of an office's départements. */
  READER,

  /** Runs the system: imports, rules, notices. */
  OPERATOR;

  private static final Role[] VALUES = values();

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
  public static Role of(int number) {
    if (number < 1 || number >= 1 + VALUES.length) {
      throw new IllegalArgumentException("no Role has the number " + number);
    }
    return VALUES[number - 1];
  }
}
