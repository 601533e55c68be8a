package fr.creneau;

/** Why an office cancels, blocks or closes. */
public enum Reason {
  /** A school asked too late to cancel by itself. */
  LATE_SCHOOL_REQUEST,

  /** The inspector is away. */
  INSPECTOR_ABSENT,

  /** The centre is closed. */
  CENTRE_CLOSED,

  /** The weather does not allow it. */
  WEATHER,

  /** The vehicle cannot be used. */
  VEHICLE,

  /** It was a mistake. */
  ERROR,

  /** Something else; the note says what. */
  OTHER;

  private static final Reason[] VALUES = values();

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
  public static Reason of(int number) {
    if (number < 1 || number >= 1 + VALUES.length) {
      throw new IllegalArgumentException("no Reason has the number " + number);
    }
    return VALUES[number - 1];
  }
}
