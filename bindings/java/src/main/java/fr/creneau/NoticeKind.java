package fr.creneau;

/** What a notice tells, and whom. */
public enum NoticeKind {
  /** A school, of slots that were reserved for it. */
  RESERVED,

  /** A school, of another time, inspector or centre. */
  CHANGED,

  /** A school, of what its office cancelled. */
  CANCELLED_BY_OFFICE,

  /** The office that planned the session. */
  CANCELLED_BY_SCHOOL,

  /** A school, of what it cancelled itself. */
  CANCELLATION_CONFIRMED;

  private static final NoticeKind[] VALUES = values();

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
  public static NoticeKind of(int number) {
    if (number < 1 || number >= 1 + VALUES.length) {
      throw new IllegalArgumentException("no NoticeKind has the number " + number);
    }
    return VALUES[number - 1];
  }
}
