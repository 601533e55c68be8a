package fr.creneau;

/** An exception for each {@link ErrorCode}. Made by tools/java-errors. */
public final class Errors {
  private Errors() {}

  /**
   * The exception of what an error says.
   *
   * @param facts all that it says
   * @return one of its code's class
   */
  public static CreneauException of(CreneauException.Facts facts) {
    return switch (facts.code()) {
      case NOT_ALLOWED -> new NotAllowed(facts);
      case FOREIGN_DEPARTEMENT -> new ForeignDepartement(facts);
      case FOREIGN_RESERVATION -> new ForeignReservation(facts);
      case UNKNOWN_OFFICE -> new UnknownOffice(facts);
      case UNKNOWN_SCHOOL -> new UnknownSchool(facts);
      case UNKNOWN_INSPECTOR -> new UnknownInspector(facts);
      case UNKNOWN_CENTRE -> new UnknownCentre(facts);
      case UNKNOWN_SESSION -> new UnknownSession(facts);
      case UNKNOWN_SLOT -> new UnknownSlot(facts);
      case UNKNOWN_RESERVATION -> new UnknownReservation(facts);
      case UNKNOWN_CLOSURE -> new UnknownClosure(facts);
      case UNKNOWN_NOTICE -> new UnknownNotice(facts);
      case AMBIGUOUS_SCHOOL -> new AmbiguousSchool(facts);
      case SESSION_OVERLAP -> new SessionOverlap(facts);
      case SESSION_NOT_AVAILABLE -> new SessionNotAvailable(facts);
      case SESSION_NOT_PLANNED -> new SessionNotPlanned(facts);
      case SESSION_HAS_RESERVATIONS -> new SessionHasReservations(facts);
      case RESERVATIONS_CHANGED -> new ReservationsChanged(facts);
      case SLOT_OUTDATED -> new SlotOutdated(facts);
      case SLOT_TAKEN -> new SlotTaken(facts);
      case SLOT_UNAVAILABLE -> new SlotUnavailable(facts);
      case SLOT_NOT_RESERVED -> new SlotNotReserved(facts);
      case SLOT_NOT_BLOCKED -> new SlotNotBlocked(facts);
      case NOT_ENOUGH_SLOTS -> new NotEnoughSlots(facts);
      case GRID_DOES_NOT_FIT -> new GridDoesNotFit(facts);
      case PAST -> new Past(facts);
      case TOO_LATE -> new TooLate(facts);
      case NOT_YET_OPEN -> new NotYetOpen(facts);
      case HOLIDAY -> new Holiday(facts);
      case CLOSED -> new Closed(facts);
      case INACTIVE_SCHOOL -> new InactiveSchool(facts);
      case CATEGORY_NOT_TAUGHT -> new CategoryNotTaught(facts);
      case CATEGORY_NOT_EXAMINED -> new CategoryNotExamined(facts);
      case CATEGORY_NOT_AT_CENTRE -> new CategoryNotAtCentre(facts);
      case NO_POSTING -> new NoPosting(facts);
      case POSTED_ELSEWHERE -> new PostedElsewhere(facts);
      case ZONE_MISMATCH -> new ZoneMismatch(facts);
      case BAD_ARGUMENT -> new BadArgument(facts);
      case BAD_DATE -> new BadDate(facts);
      case BAD_TIME -> new BadTime(facts);
      case TIME_SKIPPED -> new TimeSkipped(facts);
      case BAD_TEXT -> new BadText(facts);
      case BAD_ADDRESS -> new BadAddress(facts);
      case NOTHING_TO_DO -> new NothingToDo(facts);
      case NAMED_TWICE -> new NamedTwice(facts);
      case TOO_LARGE -> new TooLarge(facts);
      case REASON_REQUIRED -> new ReasonRequired(facts);
      case REQUEST_REUSED -> new RequestReused(facts);
      case BAD_RULE -> new BadRule(facts);
      case BAD_FILE -> new BadFile(facts);
      case POSTING_OVERLAP -> new PostingOverlap(facts);
      case DUPLICATE_REFERENCE -> new DuplicateReference(facts);
      case END_BEFORE_START -> new EndBeforeStart(facts);
      case MISSING_FILE -> new MissingFile(facts);
      case NOT_A_FILE -> new NotAFile(facts);
      case UNREADABLE_FILE -> new UnreadableFile(facts);
      case EMPTY_FILE -> new EmptyFile(facts);
      case BAD_ENCODING -> new BadEncoding(facts);
      case UNSUPPORTED_ENCODING -> new UnsupportedEncoding(facts);
      case BAD_QUOTE -> new BadQuote(facts);
      case MISSING_COLUMN -> new MissingColumn(facts);
      case DUPLICATE_COLUMN -> new DuplicateColumn(facts);
      case NAMELESS_COLUMN -> new NamelessColumn(facts);
      case WRONG_CELL_COUNT -> new WrongCellCount(facts);
      case MISSING_VALUE -> new MissingValue(facts);
      case SEVERAL_DEPARTEMENTS -> new SeveralDepartements(facts);
      case CONFLICT -> new Conflict(facts);
      case UNCONFIRMED -> new Unconfirmed(facts);
      case STORAGE_FAILED -> new StorageFailed(facts);
      case STORAGE_FULL -> new StorageFull(facts);
      case STORAGE_READ_ONLY -> new StorageReadOnly(facts);
      case STORAGE_NEWER -> new StorageNewer(facts);
      case STORAGE_CORRUPT -> new StorageCorrupt(facts);
      case STORAGE_MISSING -> new StorageMissing(facts);
      case HOST_ERROR -> new HostError(facts);
      case NO_MEMORY -> new NoMemory(facts);
      case UNSUPPORTED -> new Unsupported(facts);
      case DELIVERY_FAILED -> new DeliveryFailed(facts);
      case DELIVERY_UNCERTAIN -> new DeliveryUncertain(facts);
      case STORAGE_UNREACHABLE -> new StorageUnreachable(facts);
      case STORAGE_DENIED -> new StorageDenied(facts);
    };
  }

  /** The role may not do this. */
  public static final class NotAllowed extends RefusedException {
    private static final long serialVersionUID = 1L;

    NotAllowed(Facts facts) {
      super(facts);
    }
  }

  /** The département is not the office's. */
  public static final class ForeignDepartement extends RefusedException {
    private static final long serialVersionUID = 1L;

    ForeignDepartement(Facts facts) {
      super(facts);
    }
  }

  /** The reservation is another school's. */
  public static final class ForeignReservation extends RefusedException {
    private static final long serialVersionUID = 1L;

    ForeignReservation(Facts facts) {
      super(facts);
    }
  }

  /** No such office. */
  public static final class UnknownOffice extends BadInputException {
    private static final long serialVersionUID = 1L;

    UnknownOffice(Facts facts) {
      super(facts);
    }
  }

  /** No such school. */
  public static final class UnknownSchool extends BadInputException {
    private static final long serialVersionUID = 1L;

    UnknownSchool(Facts facts) {
      super(facts);
    }
  }

  /** No such inspector. */
  public static final class UnknownInspector extends BadInputException {
    private static final long serialVersionUID = 1L;

    UnknownInspector(Facts facts) {
      super(facts);
    }
  }

  /** No such centre. */
  public static final class UnknownCentre extends BadInputException {
    private static final long serialVersionUID = 1L;

    UnknownCentre(Facts facts) {
      super(facts);
    }
  }

  /** No such session in this département. */
  public static final class UnknownSession extends BadInputException {
    private static final long serialVersionUID = 1L;

    UnknownSession(Facts facts) {
      super(facts);
    }
  }

  /** The session has no such slot. */
  public static final class UnknownSlot extends BadInputException {
    private static final long serialVersionUID = 1L;

    UnknownSlot(Facts facts) {
      super(facts);
    }
  }

  /** No such reservation in this département. */
  public static final class UnknownReservation extends BadInputException {
    private static final long serialVersionUID = 1L;

    UnknownReservation(Facts facts) {
      super(facts);
    }
  }

  /** No such closure in this département. */
  public static final class UnknownClosure extends BadInputException {
    private static final long serialVersionUID = 1L;

    UnknownClosure(Facts facts) {
      super(facts);
    }
  }

  /** No such notice. */
  public static final class UnknownNotice extends BadInputException {
    private static final long serialVersionUID = 1L;

    UnknownNotice(Facts facts) {
      super(facts);
    }
  }

  /** Several schools match; they are named. */
  public static final class AmbiguousSchool extends BadInputException {
    private static final long serialVersionUID = 1L;

    AmbiguousSchool(Facts facts) {
      super(facts);
    }
  }

  /** The inspector already has a session at that time. */
  public static final class SessionOverlap extends RefusedException {
    private static final long serialVersionUID = 1L;

    SessionOverlap(Facts facts) {
      super(facts);
    }
  }

  /** The session is planned already. */
  public static final class SessionNotAvailable extends RefusedException {
    private static final long serialVersionUID = 1L;

    SessionNotAvailable(Facts facts) {
      super(facts);
    }
  }

  /** The session is not planned. */
  public static final class SessionNotPlanned extends RefusedException {
    private static final long serialVersionUID = 1L;

    SessionNotPlanned(Facts facts) {
      super(facts);
    }
  }

  /** Schools hold slots of the session; they are named. */
  public static final class SessionHasReservations extends RefusedException {
    private static final long serialVersionUID = 1L;

    SessionHasReservations(Facts facts) {
      super(facts);
    }
  }

  /** The reservations are no longer those that were seen. */
  public static final class ReservationsChanged extends RefusedException {
    private static final long serialVersionUID = 1L;

    ReservationsChanged(Facts facts) {
      super(facts);
    }
  }

  /** The session was planned anew since the slot was read. */
  public static final class SlotOutdated extends RefusedException {
    private static final long serialVersionUID = 1L;

    SlotOutdated(Facts facts) {
      super(facts);
    }
  }

  /** The slot is reserved already. */
  public static final class SlotTaken extends RefusedException {
    private static final long serialVersionUID = 1L;

    SlotTaken(Facts facts) {
      super(facts);
    }
  }

  /** The slot is unavailable. */
  public static final class SlotUnavailable extends RefusedException {
    private static final long serialVersionUID = 1L;

    SlotUnavailable(Facts facts) {
      super(facts);
    }
  }

  /** The slot is not reserved. */
  public static final class SlotNotReserved extends RefusedException {
    private static final long serialVersionUID = 1L;

    SlotNotReserved(Facts facts) {
      super(facts);
    }
  }

  /** The slot is not unavailable. */
  public static final class SlotNotBlocked extends RefusedException {
    private static final long serialVersionUID = 1L;

    SlotNotBlocked(Facts facts) {
      super(facts);
    }
  }

  /** Fewer free slots than asked for. */
  public static final class NotEnoughSlots extends RefusedException {
    private static final long serialVersionUID = 1L;

    NotEnoughSlots(Facts facts) {
      super(facts);
    }
  }

  /** The session is shorter than one slot or has too many. */
  public static final class GridDoesNotFit extends RefusedException {
    private static final long serialVersionUID = 1L;

    GridDoesNotFit(Facts facts) {
      super(facts);
    }
  }

  /** It has begun already. */
  public static final class Past extends RefusedException {
    private static final long serialVersionUID = 1L;

    Past(Facts facts) {
      super(facts);
    }
  }

  /** The deadline for a school's cancellation has passed. */
  public static final class TooLate extends RefusedException {
    private static final long serialVersionUID = 1L;

    TooLate(Facts facts) {
      super(facts);
    }
  }

  /** The date cannot be reserved yet. */
  public static final class NotYetOpen extends RefusedException {
    private static final long serialVersionUID = 1L;

    NotYetOpen(Facts facts) {
      super(facts);
    }
  }

  /** The date is a public holiday. */
  public static final class Holiday extends RefusedException {
    private static final long serialVersionUID = 1L;

    Holiday(Facts facts) {
      super(facts);
    }
  }

  /** The inspector, the centre or the office is away. */
  public static final class Closed extends RefusedException {
    private static final long serialVersionUID = 1L;

    Closed(Facts facts) {
      super(facts);
    }
  }

  /** The school is not active. */
  public static final class InactiveSchool extends RefusedException {
    private static final long serialVersionUID = 1L;

    InactiveSchool(Facts facts) {
      super(facts);
    }
  }

  /** The school does not teach the category. */
  public static final class CategoryNotTaught extends RefusedException {
    private static final long serialVersionUID = 1L;

    CategoryNotTaught(Facts facts) {
      super(facts);
    }
  }

  /** The inspector may not examine the category. */
  public static final class CategoryNotExamined extends RefusedException {
    private static final long serialVersionUID = 1L;

    CategoryNotExamined(Facts facts) {
      super(facts);
    }
  }

  /** The centre does not hold exams of the category. */
  public static final class CategoryNotAtCentre extends RefusedException {
    private static final long serialVersionUID = 1L;

    CategoryNotAtCentre(Facts facts) {
      super(facts);
    }
  }

  /** The inspector has no posting on that date. */
  public static final class NoPosting extends RefusedException {
    private static final long serialVersionUID = 1L;

    NoPosting(Facts facts) {
      super(facts);
    }
  }

  /** The inspector is posted in another département on that date. */
  public static final class PostedElsewhere extends RefusedException {
    private static final long serialVersionUID = 1L;

    PostedElsewhere(Facts facts) {
      super(facts);
    }
  }

  /** The centre lies in another time zone. */
  public static final class ZoneMismatch extends RefusedException {
    private static final long serialVersionUID = 1L;

    ZoneMismatch(Facts facts) {
      super(facts);
    }
  }

  /** An argument makes no sense. */
  public static final class BadArgument extends BadInputException {
    private static final long serialVersionUID = 1L;

    BadArgument(Facts facts) {
      super(facts);
    }
  }

  /** No such date, or out of range. */
  public static final class BadDate extends BadInputException {
    private static final long serialVersionUID = 1L;

    BadDate(Facts facts) {
      super(facts);
    }
  }

  /** No such time of day, or an end before its start. */
  public static final class BadTime extends BadInputException {
    private static final long serialVersionUID = 1L;

    BadTime(Facts facts) {
      super(facts);
    }
  }

  /** The clock skips that time on that day. */
  public static final class TimeSkipped extends BadInputException {
    private static final long serialVersionUID = 1L;

    TimeSkipped(Facts facts) {
      super(facts);
    }
  }

  /** A text that is not valid UTF-8, too long, or with control characters. */
  public static final class BadText extends BadInputException {
    private static final long serialVersionUID = 1L;

    BadText(Facts facts) {
      super(facts);
    }
  }

  /** Not a mail address. */
  public static final class BadAddress extends BadInputException {
    private static final long serialVersionUID = 1L;

    BadAddress(Facts facts) {
      super(facts);
    }
  }

  /** The command names nothing. */
  public static final class NothingToDo extends BadInputException {
    private static final long serialVersionUID = 1L;

    NothingToDo(Facts facts) {
      super(facts);
    }
  }

  /** The command names the same thing twice. */
  public static final class NamedTwice extends BadInputException {
    private static final long serialVersionUID = 1L;

    NamedTwice(Facts facts) {
      super(facts);
    }
  }

  /** More than one command can take. */
  public static final class TooLarge extends BadInputException {
    private static final long serialVersionUID = 1L;

    TooLarge(Facts facts) {
      super(facts);
    }
  }

  /** A reason is required. */
  public static final class ReasonRequired extends BadInputException {
    private static final long serialVersionUID = 1L;

    ReasonRequired(Facts facts) {
      super(facts);
    }
  }

  /** The request id was used for something else. */
  public static final class RequestReused extends BadInputException {
    private static final long serialVersionUID = 1L;

    RequestReused(Facts facts) {
      super(facts);
    }
  }

  /** The rules have no such key, or it takes no such value. */
  public static final class BadRule extends BadInputException {
    private static final long serialVersionUID = 1L;

    BadRule(Facts facts) {
      super(facts);
    }
  }

  /** The file cannot be read as what it should be. */
  public static final class BadFile extends BadInputException {
    private static final long serialVersionUID = 1L;

    BadFile(Facts facts) {
      super(facts);
    }
  }

  /** Two postings of one inspector overlap. */
  public static final class PostingOverlap extends BadInputException {
    private static final long serialVersionUID = 1L;

    PostingOverlap(Facts facts) {
      super(facts);
    }
  }

  /** Two entities bear the same reference. */
  public static final class DuplicateReference extends BadInputException {
    private static final long serialVersionUID = 1L;

    DuplicateReference(Facts facts) {
      super(facts);
    }
  }

  /** An end comes before its start. */
  public static final class EndBeforeStart extends BadInputException {
    private static final long serialVersionUID = 1L;

    EndBeforeStart(Facts facts) {
      super(facts);
    }
  }

  /** There is no such file. */
  public static final class MissingFile extends BadInputException {
    private static final long serialVersionUID = 1L;

    MissingFile(Facts facts) {
      super(facts);
    }
  }

  /** A folder stands where a file is asked for. */
  public static final class NotAFile extends BadInputException {
    private static final long serialVersionUID = 1L;

    NotAFile(Facts facts) {
      super(facts);
    }
  }

  /** The file may not be read. */
  public static final class UnreadableFile extends BadInputException {
    private static final long serialVersionUID = 1L;

    UnreadableFile(Facts facts) {
      super(facts);
    }
  }

  /** The file has no rows, not even headings. */
  public static final class EmptyFile extends BadInputException {
    private static final long serialVersionUID = 1L;

    EmptyFile(Facts facts) {
      super(facts);
    }
  }

  /** A text is not of the encoding that the file is read in. */
  public static final class BadEncoding extends BadInputException {
    private static final long serialVersionUID = 1L;

    BadEncoding(Facts facts) {
      super(facts);
    }
  }

  /** The file has an encoding that is not read. */
  public static final class UnsupportedEncoding extends BadInputException {
    private static final long serialVersionUID = 1L;

    UnsupportedEncoding(Facts facts) {
      super(facts);
    }
  }

  /** A quote is never closed, or stands in the middle of a cell. */
  public static final class BadQuote extends BadInputException {
    private static final long serialVersionUID = 1L;

    BadQuote(Facts facts) {
      super(facts);
    }
  }

  /** The file has no such column. */
  public static final class MissingColumn extends BadInputException {
    private static final long serialVersionUID = 1L;

    MissingColumn(Facts facts) {
      super(facts);
    }
  }

  /** Two columns of the file mean the same. */
  public static final class DuplicateColumn extends BadInputException {
    private static final long serialVersionUID = 1L;

    DuplicateColumn(Facts facts) {
      super(facts);
    }
  }

  /** Something stands under no heading. */
  public static final class NamelessColumn extends BadInputException {
    private static final long serialVersionUID = 1L;

    NamelessColumn(Facts facts) {
      super(facts);
    }
  }

  /** A row has more or fewer cells than there are headings. */
  public static final class WrongCellCount extends BadInputException {
    private static final long serialVersionUID = 1L;

    WrongCellCount(Facts facts) {
      super(facts);
    }
  }

  /** A cell that must not be empty is. */
  public static final class MissingValue extends BadInputException {
    private static final long serialVersionUID = 1L;

    MissingValue(Facts facts) {
      super(facts);
    }
  }

  /** The file is of more than one département. */
  public static final class SeveralDepartements extends BadInputException {
    private static final long serialVersionUID = 1L;

    SeveralDepartements(Facts facts) {
      super(facts);
    }
  }

  /** Others kept changing the same rows; try again. */
  public static final class Conflict extends FailedException {
    private static final long serialVersionUID = 1L;

    Conflict(Facts facts) {
      super(facts);
    }
  }

  /** The outcome is unknown; ask again with the same request id. */
  public static final class Unconfirmed extends FailedException {
    private static final long serialVersionUID = 1L;

    Unconfirmed(Facts facts) {
      super(facts);
    }
  }

  /** The storage failed; nothing was changed. */
  public static final class StorageFailed extends FailedException {
    private static final long serialVersionUID = 1L;

    StorageFailed(Facts facts) {
      super(facts);
    }
  }

  /** The storage is full; nothing was changed. */
  public static final class StorageFull extends FailedException {
    private static final long serialVersionUID = 1L;

    StorageFull(Facts facts) {
      super(facts);
    }
  }

  /** The storage cannot be written. */
  public static final class StorageReadOnly extends FailedException {
    private static final long serialVersionUID = 1L;

    StorageReadOnly(Facts facts) {
      super(facts);
    }
  }

  /** The database was made by a newer version. */
  public static final class StorageNewer extends FailedException {
    private static final long serialVersionUID = 1L;

    StorageNewer(Facts facts) {
      super(facts);
    }
  }

  /** The storage does not hold what it should. */
  public static final class StorageCorrupt extends FailedException {
    private static final long serialVersionUID = 1L;

    StorageCorrupt(Facts facts) {
      super(facts);
    }
  }

  /** There is no such database. */
  public static final class StorageMissing extends FailedException {
    private static final long serialVersionUID = 1L;

    StorageMissing(Facts facts) {
      super(facts);
    }
  }

  /** The host's own code failed. */
  public static final class HostError extends FailedException {
    private static final long serialVersionUID = 1L;

    HostError(Facts facts) {
      super(facts);
    }
  }

  /** Memory is exhausted; nothing was changed. */
  public static final class NoMemory extends FailedException {
    private static final long serialVersionUID = 1L;

    NoMemory(Facts facts) {
      super(facts);
    }
  }

  /** The storage or this build cannot do that. */
  public static final class Unsupported extends FailedException {
    private static final long serialVersionUID = 1L;

    Unsupported(Facts facts) {
      super(facts);
    }
  }

  /** The mail was not accepted. */
  public static final class DeliveryFailed extends FailedException {
    private static final long serialVersionUID = 1L;

    DeliveryFailed(Facts facts) {
      super(facts);
    }
  }

  /** The line broke before the mail was acknowledged. */
  public static final class DeliveryUncertain extends FailedException {
    private static final long serialVersionUID = 1L;

    DeliveryUncertain(Facts facts) {
      super(facts);
    }
  }

  /** No server of the storage answers; nothing was changed. */
  public static final class StorageUnreachable extends FailedException {
    private static final long serialVersionUID = 1L;

    StorageUnreachable(Facts facts) {
      super(facts);
    }
  }

  /** The storage does not let this user in, or do that. */
  public static final class StorageDenied extends FailedException {
    private static final long serialVersionUID = 1L;

    StorageDenied(Facts facts) {
      super(facts);
    }
  }
}
