package fr.creneau;

/** What went wrong; see docs/errors.md. Made by tools/java-errors. */
public enum ErrorCode {
  /** The role may not do this. */
  NOT_ALLOWED(1, "the role may not do this"),

  /** The département is not the office's. */
  FOREIGN_DEPARTEMENT(2, "the département is not the office's"),

  /** The reservation is another school's. */
  FOREIGN_RESERVATION(3, "the reservation is another school's"),

  /** No such office. */
  UNKNOWN_OFFICE(10, "no such office"),

  /** No such school. */
  UNKNOWN_SCHOOL(11, "no such school"),

  /** No such inspector. */
  UNKNOWN_INSPECTOR(12, "no such inspector"),

  /** No such centre. */
  UNKNOWN_CENTRE(13, "no such centre"),

  /** No such session in this département. */
  UNKNOWN_SESSION(14, "no such session in this département"),

  /** The session has no such slot. */
  UNKNOWN_SLOT(15, "the session has no such slot"),

  /** No such reservation in this département. */
  UNKNOWN_RESERVATION(16, "no such reservation in this département"),

  /** No such closure in this département. */
  UNKNOWN_CLOSURE(17, "no such closure in this département"),

  /** No such notice. */
  UNKNOWN_NOTICE(18, "no such notice"),

  /** Several schools match; they are named. */
  AMBIGUOUS_SCHOOL(19, "several schools match; they are named"),

  /** The inspector already has a session at that time. */
  SESSION_OVERLAP(30, "the inspector already has a session at that time"),

  /** The session is planned already. */
  SESSION_NOT_AVAILABLE(31, "the session is planned already"),

  /** The session is not planned. */
  SESSION_NOT_PLANNED(32, "the session is not planned"),

  /** Schools hold slots of the session; they are named. */
  SESSION_HAS_RESERVATIONS(33, "schools hold slots of the session; they are named"),

  /** The reservations are no longer those that were seen. */
  RESERVATIONS_CHANGED(34, "the reservations are no longer those that were seen"),

  /** The session was planned anew since the slot was read. */
  SLOT_OUTDATED(35, "the session was planned anew since the slot was read"),

  /** The slot is reserved already. */
  SLOT_TAKEN(36, "the slot is reserved already"),

  /** The slot is unavailable. */
  SLOT_UNAVAILABLE(37, "the slot is unavailable"),

  /** The slot is not reserved. */
  SLOT_NOT_RESERVED(38, "the slot is not reserved"),

  /** The slot is not unavailable. */
  SLOT_NOT_BLOCKED(39, "the slot is not unavailable"),

  /** Fewer free slots than asked for. */
  NOT_ENOUGH_SLOTS(40, "fewer free slots than asked for"),

  /** The session is shorter than one slot or has too many. */
  GRID_DOES_NOT_FIT(41, "the session is shorter than one slot or has too many"),

  /** It has begun already. */
  PAST(50, "it has begun already"),

  /** The deadline for a school's cancellation has passed. */
  TOO_LATE(51, "the deadline for a school's cancellation has passed"),

  /** The date cannot be reserved yet. */
  NOT_YET_OPEN(52, "the date cannot be reserved yet"),

  /** The date is a public holiday. */
  HOLIDAY(53, "the date is a public holiday"),

  /** The inspector, the centre or the office is away. */
  CLOSED(54, "the inspector, the centre or the office is away"),

  /** The school is not active. */
  INACTIVE_SCHOOL(60, "the school is not active"),

  /** The school does not teach the category. */
  CATEGORY_NOT_TAUGHT(61, "the school does not teach the category"),

  /** The inspector may not examine the category. */
  CATEGORY_NOT_EXAMINED(62, "the inspector may not examine the category"),

  /** The centre does not hold exams of the category. */
  CATEGORY_NOT_AT_CENTRE(63, "the centre does not hold exams of the category"),

  /** The inspector has no posting on that date. */
  NO_POSTING(64, "the inspector has no posting on that date"),

  /** The inspector is posted in another département on that date. */
  POSTED_ELSEWHERE(65, "the inspector is posted in another département on that date"),

  /** The centre lies in another time zone. */
  ZONE_MISMATCH(66, "the centre lies in another time zone"),

  /** An argument makes no sense. */
  BAD_ARGUMENT(80, "an argument makes no sense"),

  /** No such date, or out of range. */
  BAD_DATE(81, "no such date, or out of range"),

  /** No such time of day, or an end before its start. */
  BAD_TIME(82, "no such time of day, or an end before its start"),

  /** The clock skips that time on that day. */
  TIME_SKIPPED(83, "the clock skips that time on that day"),

  /** A text that is not valid UTF-8, too long, or with control characters. */
  BAD_TEXT(84, "a text that is not valid UTF-8, too long, or with control characters"),

  /** Not a mail address. */
  BAD_ADDRESS(85, "not a mail address"),

  /** The command names nothing. */
  NOTHING_TO_DO(86, "the command names nothing"),

  /** The command names the same thing twice. */
  NAMED_TWICE(87, "the command names the same thing twice"),

  /** More than one command can take. */
  TOO_LARGE(88, "more than one command can take"),

  /** A reason is required. */
  REASON_REQUIRED(89, "a reason is required"),

  /** The request id was used for something else. */
  REQUEST_REUSED(90, "the request id was used for something else"),

  /** The rules have no such key, or it takes no such value. */
  BAD_RULE(91, "the rules have no such key, or it takes no such value"),

  /** The file cannot be read as what it should be. */
  BAD_FILE(92, "the file cannot be read as what it should be"),

  /** Two postings of one inspector overlap. */
  POSTING_OVERLAP(93, "two postings of one inspector overlap"),

  /** Two entities bear the same reference. */
  DUPLICATE_REFERENCE(94, "two entities bear the same reference"),

  /** An end comes before its start. */
  END_BEFORE_START(95, "an end comes before its start"),

  /** There is no such file. */
  MISSING_FILE(96, "there is no such file"),

  /** A folder stands where a file is asked for. */
  NOT_A_FILE(97, "a folder stands where a file is asked for"),

  /** The file may not be read. */
  UNREADABLE_FILE(98, "the file may not be read"),

  /** The file has no rows, not even headings. */
  EMPTY_FILE(99, "the file has no rows, not even headings"),

  /** A text is not of the encoding that the file is read in. */
  BAD_ENCODING(100, "a text is not of the encoding that the file is read in"),

  /** The file has an encoding that is not read. */
  UNSUPPORTED_ENCODING(101, "the file has an encoding that is not read"),

  /** A quote is never closed, or stands in the middle of a cell. */
  BAD_QUOTE(102, "a quote is never closed, or stands in the middle of a cell"),

  /** The file has no such column. */
  MISSING_COLUMN(103, "the file has no such column"),

  /** Two columns of the file mean the same. */
  DUPLICATE_COLUMN(104, "two columns of the file mean the same"),

  /** Something stands under no heading. */
  NAMELESS_COLUMN(105, "something stands under no heading"),

  /** A row has more or fewer cells than there are headings. */
  WRONG_CELL_COUNT(106, "a row has more or fewer cells than there are headings"),

  /** A cell that must not be empty is. */
  MISSING_VALUE(107, "a cell that must not be empty is"),

  /** The file is of more than one département. */
  SEVERAL_DEPARTEMENTS(108, "the file is of more than one département"),

  /** Others kept changing the same rows; try again. */
  CONFLICT(110, "others kept changing the same rows; try again"),

  /** The outcome is unknown; ask again with the same request id. */
  UNCONFIRMED(111, "the outcome is unknown; ask again with the same request id"),

  /** The storage failed; nothing was changed. */
  STORAGE_FAILED(112, "the storage failed; nothing was changed"),

  /** The storage is full; nothing was changed. */
  STORAGE_FULL(113, "the storage is full; nothing was changed"),

  /** The storage cannot be written. */
  STORAGE_READ_ONLY(114, "the storage cannot be written"),

  /** The database was made by a newer version. */
  STORAGE_NEWER(115, "the database was made by a newer version"),

  /** The storage does not hold what it should. */
  STORAGE_CORRUPT(116, "the storage does not hold what it should"),

  /** There is no such database. */
  STORAGE_MISSING(117, "there is no such database"),

  /** The host's own code failed. */
  HOST_ERROR(118, "the host's own code failed"),

  /** Memory is exhausted; nothing was changed. */
  NO_MEMORY(119, "memory is exhausted; nothing was changed"),

  /** The storage or this build cannot do that. */
  UNSUPPORTED(120, "the storage or this build cannot do that"),

  /** The mail was not accepted. */
  DELIVERY_FAILED(121, "the mail was not accepted"),

  /** The line broke before the mail was acknowledged. */
  DELIVERY_UNCERTAIN(122, "the line broke before the mail was acknowledged"),

  /** No server of the storage answers; nothing was changed. */
  STORAGE_UNREACHABLE(123, "no server of the storage answers; nothing was changed"),

  /** The storage does not let this user in, or do that. */
  STORAGE_DENIED(124, "the storage does not let this user in, or do that");

  private static final ErrorCode[] BY_NUMBER = new ErrorCode[125];

  static {
    for (ErrorCode it : values()) {
      BY_NUMBER[it.number] = it;
    }
  }

  private final int number;
  private final String meaning;

  ErrorCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /**
   * Its number, which is for ever.
   *
   * @return above zero
   */
  public int number() {
    return number;
  }

  /**
   * What it means.
   *
   * @return in English
   */
  public String meaning() {
    return meaning;
  }

  /**
   * The one of a number.
   *
   * @param number above zero
   * @return the code that has it
   * @throws IllegalArgumentException where there is none
   */
  public static ErrorCode of(int number) {
    ErrorCode it = number > 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
    if (it == null) {
      throw new IllegalArgumentException("no error has the number " + number);
    }
    return it;
  }
}
