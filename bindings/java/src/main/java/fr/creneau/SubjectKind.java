package fr.creneau;

/** What the subject of an error or a remark is. */
public enum SubjectKind {
  /** Nothing. */
  NONE,

  /** An office. */
  OFFICE,

  /** A school. */
  SCHOOL,

  /** An inspector. */
  INSPECTOR,

  /** A centre. */
  CENTRE,

  /** A session. */
  SESSION,

  /** A slot: its session, plan and ordinal. */
  SLOT,

  /** A reservation. */
  RESERVATION,

  /** A closure. */
  CLOSURE,

  /** A notice. */
  NOTICE,

  /** A département: its code. */
  DEPARTEMENT,

  /** A date. */
  DATE,

  /** A licence category. */
  CATEGORY,

  /** A line of a file, with its column. */
  LINE;

  private static final SubjectKind[] VALUES = values();

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
  public static SubjectKind of(int number) {
    if (number < 0 || number >= 0 + VALUES.length) {
      throw new IllegalArgumentException("no SubjectKind has the number " + number);
    }
    return VALUES[number - 0];
  }
}
