"""What can go wrong. Made by tools/python-errors out of the library's list of codes."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any, ClassVar

__all__ = [
    "AmbiguousSchool",
    "BadAddress",
    "BadArgument",
    "BadDate",
    "BadEncoding",
    "BadFile",
    "BadInput",
    "BadQuote",
    "BadRule",
    "BadText",
    "BadTime",
    "CategoryNotAtCentre",
    "CategoryNotExamined",
    "CategoryNotTaught",
    "Closed",
    "Conflict",
    "Deadline",
    "DeliveryFailed",
    "DeliveryUncertain",
    "DuplicateColumn",
    "DuplicateReference",
    "EmptyFile",
    "EndBeforeStart",
    "Error",
    "Failed",
    "Fault",
    "ForeignDepartement",
    "ForeignReservation",
    "GridDoesNotFit",
    "Holiday",
    "HostError",
    "InactiveSchool",
    "MissingColumn",
    "MissingFile",
    "MissingValue",
    "NamedTwice",
    "NamelessColumn",
    "NoMemory",
    "NoPosting",
    "NotAFile",
    "NotAllowed",
    "NotEnoughSlots",
    "NotYetOpen",
    "NothingToDo",
    "Past",
    "PostedElsewhere",
    "PostingOverlap",
    "ReasonRequired",
    "Refused",
    "RequestReused",
    "ReservationsChanged",
    "SessionHasReservations",
    "SessionNotAvailable",
    "SessionNotPlanned",
    "SessionOverlap",
    "SeveralDepartements",
    "SlotNotBlocked",
    "SlotNotReserved",
    "SlotOutdated",
    "SlotTaken",
    "SlotUnavailable",
    "StorageCorrupt",
    "StorageDenied",
    "StorageFailed",
    "StorageFull",
    "StorageMissing",
    "StorageNewer",
    "StorageReadOnly",
    "StorageUnreachable",
    "Subject",
    "TimeSkipped",
    "TooLarge",
    "TooLate",
    "Unconfirmed",
    "UnknownCentre",
    "UnknownClosure",
    "UnknownInspector",
    "UnknownNotice",
    "UnknownOffice",
    "UnknownReservation",
    "UnknownSchool",
    "UnknownSession",
    "UnknownSlot",
    "UnreadableFile",
    "Unsupported",
    "UnsupportedEncoding",
    "WrongCellCount",
    "ZoneMismatch",
]


@dataclasses.dataclass(frozen=True, slots=True)
class Subject:
    """A thing that an error is about."""

    kind: str
    """What it is: "school", "session", "slot", "reservation", "date", "line"…"""
    value: Any
    """Its id; of a slot (session, plan, ordinal), of a line (line, column), of a date the date."""


@dataclasses.dataclass(frozen=True, slots=True)
class Deadline:
    """Until when a school may cancel."""

    closes_at: datetime.datetime
    """UTC, exclusive: permitted while it is earlier."""
    last_day: datetime.date
    """The last local day on which it is (in part) allowed."""
    zone: str
    """The IANA name of the zone in which the days were counted."""


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a file."""

    line: int
    """From 1; 0: not of one line."""
    column: int
    """From 1; 0: not of one cell."""
    cell: str
    """As the file has it."""
    code: str
    message: str


class Error(Exception):
    """Something was not done, and nothing was changed, unless it is `Unconfirmed`.

    ``str(error)`` is one sentence in English; `french` is the same in French.
    """

    code: ClassVar[str] = ""
    """The name of the code, for ever the same."""
    number: ClassVar[int] = 0
    """Its number, for ever the same."""

    def __init__(
        self,
        message: str,
        french: str = "",
        subjects: tuple[Subject, ...] = (),
        limit: int = 0,
        actual: int = 0,
        text: str = "",
        deadline: Deadline | None = None,
    ) -> None:
        """Keep what was refused and why."""
        super().__init__(message)
        self.french = french
        self.subjects = subjects
        self.limit = limit
        self.actual = actual
        self.text = text
        self.deadline = deadline
        self.faults: tuple[Fault, ...] = ()
        """Of a file: everything that is wrong with it."""


class Refused(Error):
    """A rule says no: another wish may be granted."""


class BadInput(Error, ValueError):
    """The request is wrong in itself: mend it."""


class Failed(Error):
    """Storage, delivery or the host failed: whoever runs the system is to look."""


class NotAllowed(Refused):
    """The role may not do this."""

    code = "not_allowed"
    number = 1


class ForeignDepartement(Refused):
    """The département is not the office's."""

    code = "foreign_departement"
    number = 2


class ForeignReservation(Refused):
    """The reservation is another school's."""

    code = "foreign_reservation"
    number = 3


class UnknownOffice(BadInput):
    """No such office."""

    code = "unknown_office"
    number = 10


class UnknownSchool(BadInput):
    """No such school."""

    code = "unknown_school"
    number = 11


class UnknownInspector(BadInput):
    """No such inspector."""

    code = "unknown_inspector"
    number = 12


class UnknownCentre(BadInput):
    """No such centre."""

    code = "unknown_centre"
    number = 13


class UnknownSession(BadInput):
    """No such session in this département."""

    code = "unknown_session"
    number = 14


class UnknownSlot(BadInput):
    """The session has no such slot."""

    code = "unknown_slot"
    number = 15


class UnknownReservation(BadInput):
    """No such reservation in this département."""

    code = "unknown_reservation"
    number = 16


class UnknownClosure(BadInput):
    """No such closure in this département."""

    code = "unknown_closure"
    number = 17


class UnknownNotice(BadInput):
    """No such notice."""

    code = "unknown_notice"
    number = 18


class AmbiguousSchool(BadInput):
    """Several schools match; they are named."""

    code = "ambiguous_school"
    number = 19


class SessionOverlap(Refused):
    """The inspector already has a session at that time."""

    code = "session_overlap"
    number = 30


class SessionNotAvailable(Refused):
    """The session is planned already."""

    code = "session_not_available"
    number = 31


class SessionNotPlanned(Refused):
    """The session is not planned."""

    code = "session_not_planned"
    number = 32


class SessionHasReservations(Refused):
    """Schools hold slots of the session; they are named."""

    code = "session_has_reservations"
    number = 33


class ReservationsChanged(Refused):
    """The reservations are no longer those that were seen."""

    code = "reservations_changed"
    number = 34


class SlotOutdated(Refused):
    """The session was planned anew since the slot was read."""

    code = "slot_outdated"
    number = 35


class SlotTaken(Refused):
    """The slot is reserved already."""

    code = "slot_taken"
    number = 36


class SlotUnavailable(Refused):
    """The slot is unavailable."""

    code = "slot_unavailable"
    number = 37


class SlotNotReserved(Refused):
    """The slot is not reserved."""

    code = "slot_not_reserved"
    number = 38


class SlotNotBlocked(Refused):
    """The slot is not unavailable."""

    code = "slot_not_blocked"
    number = 39


class NotEnoughSlots(Refused):
    """Fewer free slots than asked for."""

    code = "not_enough_slots"
    number = 40


class GridDoesNotFit(Refused):
    """The session is shorter than one slot or has too many."""

    code = "grid_does_not_fit"
    number = 41


class Past(Refused):
    """It has begun already."""

    code = "past"
    number = 50


class TooLate(Refused):
    """The deadline for a school's cancellation has passed."""

    code = "too_late"
    number = 51


class NotYetOpen(Refused):
    """The date cannot be reserved yet."""

    code = "not_yet_open"
    number = 52


class Holiday(Refused):
    """The date is a public holiday."""

    code = "holiday"
    number = 53


class Closed(Refused):
    """The inspector, the centre or the office is away."""

    code = "closed"
    number = 54


class InactiveSchool(Refused):
    """The school is not active."""

    code = "inactive_school"
    number = 60


class CategoryNotTaught(Refused):
    """The school does not teach the category."""

    code = "category_not_taught"
    number = 61


class CategoryNotExamined(Refused):
    """The inspector may not examine the category."""

    code = "category_not_examined"
    number = 62


class CategoryNotAtCentre(Refused):
    """The centre does not hold exams of the category."""

    code = "category_not_at_centre"
    number = 63


class NoPosting(Refused):
    """The inspector has no posting on that date."""

    code = "no_posting"
    number = 64


class PostedElsewhere(Refused):
    """The inspector is posted in another département on that date."""

    code = "posted_elsewhere"
    number = 65


class ZoneMismatch(Refused):
    """The centre lies in another time zone."""

    code = "zone_mismatch"
    number = 66


class BadArgument(BadInput):
    """An argument makes no sense."""

    code = "bad_argument"
    number = 80


class BadDate(BadInput):
    """No such date, or out of range."""

    code = "bad_date"
    number = 81


class BadTime(BadInput):
    """No such time of day, or an end before its start."""

    code = "bad_time"
    number = 82


class TimeSkipped(BadInput):
    """The clock skips that time on that day."""

    code = "time_skipped"
    number = 83


class BadText(BadInput):
    """A text that is not valid UTF-8, too long, or with control characters."""

    code = "bad_text"
    number = 84


class BadAddress(BadInput):
    """Not a mail address."""

    code = "bad_address"
    number = 85


class NothingToDo(BadInput):
    """The command names nothing."""

    code = "nothing_to_do"
    number = 86


class NamedTwice(BadInput):
    """The command names the same thing twice."""

    code = "named_twice"
    number = 87


class TooLarge(BadInput):
    """More than one command can take."""

    code = "too_large"
    number = 88


class ReasonRequired(BadInput):
    """A reason is required."""

    code = "reason_required"
    number = 89


class RequestReused(BadInput):
    """The request id was used for something else."""

    code = "request_reused"
    number = 90


class BadRule(BadInput):
    """The rules have no such key, or it takes no such value."""

    code = "bad_rule"
    number = 91


class BadFile(BadInput):
    """The file cannot be read as what it should be."""

    code = "bad_file"
    number = 92


class PostingOverlap(BadInput):
    """Two postings of one inspector overlap."""

    code = "posting_overlap"
    number = 93


class DuplicateReference(BadInput):
    """Two entities bear the same reference."""

    code = "duplicate_reference"
    number = 94


class EndBeforeStart(BadInput):
    """An end comes before its start."""

    code = "end_before_start"
    number = 95


class MissingFile(BadInput):
    """There is no such file."""

    code = "missing_file"
    number = 96


class NotAFile(BadInput):
    """A folder stands where a file is asked for."""

    code = "not_a_file"
    number = 97


class UnreadableFile(BadInput):
    """The file may not be read."""

    code = "unreadable_file"
    number = 98


class EmptyFile(BadInput):
    """The file has no rows, not even headings."""

    code = "empty_file"
    number = 99


class BadEncoding(BadInput):
    """A text is not of the encoding that the file is read in."""

    code = "bad_encoding"
    number = 100


class UnsupportedEncoding(BadInput):
    """The file has an encoding that is not read."""

    code = "unsupported_encoding"
    number = 101


class BadQuote(BadInput):
    """A quote is never closed, or stands in the middle of a cell."""

    code = "bad_quote"
    number = 102


class MissingColumn(BadInput):
    """The file has no such column."""

    code = "missing_column"
    number = 103


class DuplicateColumn(BadInput):
    """Two columns of the file mean the same."""

    code = "duplicate_column"
    number = 104


class NamelessColumn(BadInput):
    """Something stands under no heading."""

    code = "nameless_column"
    number = 105


class WrongCellCount(BadInput):
    """A row has more or fewer cells than there are headings."""

    code = "wrong_cell_count"
    number = 106


class MissingValue(BadInput):
    """A cell that must not be empty is."""

    code = "missing_value"
    number = 107


class SeveralDepartements(BadInput):
    """The file is of more than one département."""

    code = "several_departements"
    number = 108


class Conflict(Failed):
    """Others kept changing the same rows; try again."""

    code = "conflict"
    number = 110


class Unconfirmed(Failed):
    """The outcome is unknown; ask again with the same request id."""

    code = "unconfirmed"
    number = 111


class StorageFailed(Failed):
    """The storage failed; nothing was changed."""

    code = "storage_failed"
    number = 112


class StorageFull(Failed):
    """The storage is full; nothing was changed."""

    code = "storage_full"
    number = 113


class StorageReadOnly(Failed):
    """The storage cannot be written."""

    code = "storage_read_only"
    number = 114


class StorageNewer(Failed):
    """The database was made by a newer version."""

    code = "storage_newer"
    number = 115


class StorageCorrupt(Failed):
    """The storage does not hold what it should."""

    code = "storage_corrupt"
    number = 116


class StorageMissing(Failed):
    """There is no such database."""

    code = "storage_missing"
    number = 117


class HostError(Failed):
    """The host's own code failed."""

    code = "host_error"
    number = 118


class NoMemory(Failed):
    """Memory is exhausted; nothing was changed."""

    code = "no_memory"
    number = 119


class Unsupported(Failed):
    """The storage or this build cannot do that."""

    code = "unsupported"
    number = 120


class DeliveryFailed(Failed):
    """The mail was not accepted."""

    code = "delivery_failed"
    number = 121


class DeliveryUncertain(Failed):
    """The line broke before the mail was acknowledged."""

    code = "delivery_uncertain"
    number = 122


class StorageUnreachable(Failed):
    """No server of the storage answers; nothing was changed."""

    code = "storage_unreachable"
    number = 123


class StorageDenied(Failed):
    """The storage does not let this user in, or do that."""

    code = "storage_denied"
    number = 124


_BY_NUMBER: dict[int, type[Error]] = {
    it.number: it for base in (Refused, BadInput, Failed) for it in base.__subclasses__()
}


def of_number(number: int) -> type[Error]:
    """The exception of an error's number, as batches give it."""
    return _BY_NUMBER[number]


def made_of(
    number: int,
    message: str,
    french: str,
    subjects: list[tuple[str, Any]],
    limit: int,
    actual: int,
    text: str,
    deadline: tuple[datetime.datetime, datetime.date, str] | None,
    faults: list[tuple[int, int, str, str, str]],
) -> Error:
    """Make the exception of a code; for the compiled part."""
    error = _BY_NUMBER.get(number, Error)(
        message,
        french,
        tuple(Subject(kind, value) for kind, value in subjects),
        limit,
        actual,
        text,
        None if deadline is None else Deadline(*deadline),
    )
    error.faults = tuple(Fault(*fault) for fault in faults)
    return error
