"""Rows of tables, and what commands give back: frozen values."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import zoneinfo
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from creneau.codes import (
    Category,
    ClosureScope,
    Counting,
    ExamPart,
    HalfDay,
    Reason,
    SlotStatus,
)
from creneau.table import Table

if TYPE_CHECKING:
    import numpy as np


__all__ = [
    "CancellationDeadline",
    "Centre",
    "Closure",
    "Event",
    "Exam",
    "ImportedReservation",
    "ImportedSession",
    "Inspector",
    "ListingLine",
    "NewSession",
    "Notice",
    "Office",
    "Outcomes",
    "Refusal",
    "Rule",
    "School",
    "Session",
    "Slot",
    "SlotId",
    "Units",
    "Week",
]

_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
_FIRST_DATE = datetime.date(1970, 1, 1)


@functools.cache
def _zone(name: str) -> zoneinfo.ZoneInfo:
    return zoneinfo.ZoneInfo(name)


def instant_of(microseconds: int) -> datetime.datetime:
    """Microseconds since 1970-01-01T00:00Z as an aware datetime in UTC."""
    return _EPOCH + datetime.timedelta(microseconds=microseconds)


def date_of(days: int) -> datetime.date:
    """Days since 1970-01-01 as a date."""
    return _FIRST_DATE + datetime.timedelta(days=days)


def local_of(microseconds: int, zone: str) -> datetime.datetime:
    """An instant as an aware datetime in its zone."""
    return instant_of(microseconds).astimezone(_zone(zone))


class SlotId(NamedTuple):
    """One slot: the `ordinal`-th block (from 0) of the `plan`-th planning of a session.

    An older plan number never means a slot of today's.
    """

    session: int
    plan: int
    ordinal: int


@dataclasses.dataclass(frozen=True, slots=True)
class NewSession:
    """A session to be created: a half-day, or the hours that are given."""

    inspector: int
    """The inspector's id."""
    date: datetime.date
    """Local to the département."""
    hours: HalfDay | tuple[datetime.time, datetime.time]
    """A `HalfDay`, whose hours are the rules', or a pair of local `datetime.time`."""
    external_ref: str = ""
    """Another system's id of it, opaque, at most 2,000 bytes."""


@dataclasses.dataclass(frozen=True, slots=True)
class ImportedReservation:
    """What a school holds of a session that is taken in."""

    school: int
    slots: tuple[int, ...]
    """Ordinals."""
    external_ref: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class ImportedSession:
    """A session as it was elsewhere, with what schools hold of it."""

    inspector: int
    date: datetime.date
    start: datetime.time
    """Local."""
    end: datetime.time
    """Local; midnight: the end of the day."""
    centre: int
    category: Category | None = None
    """None: available."""
    part: ExamPart | None = None
    unit_minutes: int = 0
    """Zero, with the next two: the grid is that of the rules."""
    units_of_slot: int = 0
    slot_count: int = 0
    unavailable: tuple[int, ...] = ()
    """Ordinals."""
    held: tuple[ImportedReservation, ...] = ()
    external_ref: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Session:
    """One inspector's half-day: available, or planned and made of slots."""

    id: int
    starts_at: datetime.datetime
    """Aware, in the zone of the département."""
    ends_at: datetime.datetime
    departement: str
    inspector: int
    centre: int | None
    """Where it is planned, or proposed."""
    category: Category | None
    """None: available."""
    part: ExamPart | None
    """None: any part."""
    planned: bool
    plan: int
    """Rises each time it is planned or changed."""
    revision: int
    """The number of the commit that last wrote it."""
    unit_minutes: int
    units_of_slot: int
    slot_count: int
    reserved: int
    """How many of its slots are reserved."""
    unavailable: int
    external_ref: str

    @property
    def slots(self) -> list[SlotId]:
        """All its slots; none while it is available."""
        return [SlotId(self.id, self.plan, ordinal) for ordinal in range(self.slot_count)]


def _part(name: str | None) -> ExamPart | None:
    return None if name is None else ExamPart(name)


def _category(name: str | None) -> Category | None:
    return None if name is None else Category(name)


def _reason(name: str | None) -> Reason | None:
    return Reason(name) if name else None


def session_of(
    id: int,
    start_at: int,
    start_date: int,
    start_minutes: int,
    end_at: int,
    end_date: int,
    end_minutes: int,
    departement: str,
    inspector: int,
    centre: int | None,
    category: str | None,
    part: str | None,
    zone: str,
    planned: bool,
    plan: int,
    revision: int,
    unit_minutes: int,
    units_of_slot: int,
    slot_count: int,
    reserved: int,
    unavailable: int,
    external_ref: str,
) -> Session:
    """Make a row of the values of a frame."""
    return Session(
        id,
        local_of(start_at, zone),
        local_of(end_at, zone),
        departement,
        inspector,
        centre,
        _category(category),
        _part(part),
        planned,
        plan,
        revision,
        unit_minutes,
        units_of_slot,
        slot_count,
        reserved,
        unavailable,
        external_ref,
    )


@dataclasses.dataclass(frozen=True, slots=True)
class Slot:
    """One block of a planned session, and what holds it."""

    id: SlotId
    starts_at: datetime.datetime
    """Aware, in the zone of the département."""
    ends_at: datetime.datetime
    departement: str
    inspector: int
    centre: int | None
    category: Category | None
    part: ExamPart | None
    units: int
    status: SlotStatus
    reservation: int | None
    school: int | None
    reason: Reason | None
    """Why it is unavailable."""
    note: str


def slot_of(
    session: int,
    plan: int,
    ordinal: int,
    start_at: int,
    start_date: int,
    start_minutes: int,
    end_at: int,
    end_date: int,
    end_minutes: int,
    departement: str,
    inspector: int,
    centre: int | None,
    category: str | None,
    part: str | None,
    zone: str,
    units: int,
    status: str,
    reservation: int | None,
    school: int | None,
    reason: str | None,
    note: str,
) -> Slot:
    """Make a row of the values of a frame."""
    return Slot(
        SlotId(session, plan, ordinal),
        local_of(start_at, zone),
        local_of(end_at, zone),
        departement,
        inspector,
        centre,
        _category(category),
        _part(part),
        units,
        SlotStatus(status),
        reservation,
        school,
        _reason(reason),
        note,
    )


@dataclasses.dataclass(frozen=True, slots=True)
class Exam:
    """A reservation with the session it lies in: what a school holds."""

    reservation: int
    school: int
    slots: tuple[SlotId, ...]
    starts_at: datetime.datetime
    """Aware, in the zone of the département: of its first slot."""
    ends_at: datetime.datetime
    """Of its last slot."""
    departement: str
    inspector: int
    centre: int | None
    category: Category | None
    part: ExamPart | None
    units: int
    revision: int
    external_ref: str


def exam_of(
    reservation: int,
    school: int,
    session: int,
    plan: int,
    slots: int,
    start_at: int,
    start_date: int,
    start_minutes: int,
    end_at: int,
    end_date: int,
    end_minutes: int,
    departement: str,
    inspector: int,
    centre: int | None,
    category: str | None,
    part: str | None,
    zone: str,
    units: int,
    revision: int,
    external_ref: str,
) -> Exam:
    """Make a row of the values of a frame."""
    held = tuple(SlotId(session, plan, ordinal) for ordinal in range(64) if slots >> ordinal & 1)
    return Exam(
        reservation,
        school,
        held,
        local_of(start_at, zone),
        local_of(end_at, zone),
        departement,
        inspector,
        centre,
        _category(category),
        _part(part),
        units,
        revision,
        external_ref,
    )


@dataclasses.dataclass(frozen=True, slots=True)
class Closure:
    """An interval in which an inspector, a centre or an office is away."""

    id: int
    departement: str
    scope: ClosureScope
    who: int
    starts_at: datetime.datetime
    """Aware, in the zone of the département: the first minute that is closed."""
    ends_at: datetime.datetime
    """The first minute that is open again."""
    reason: Reason | None
    note: str


def closure_of(
    id: int,
    departement: str,
    scope: str,
    who: int,
    start_at: int,
    start_date: int,
    start_minutes: int,
    end_at: int,
    end_date: int,
    end_minutes: int,
    zone: str,
    reason: str,
    note: str,
) -> Closure:
    """Make a row of the values of a frame."""
    return Closure(
        id,
        departement,
        ClosureScope(scope),
        who,
        local_of(start_at, zone),
        local_of(end_at, zone),
        _reason(reason),
        note,
    )


@dataclasses.dataclass(frozen=True, slots=True)
class Units:
    """Units counted: planned = offered + unavailable; offered = assigned + unassigned."""

    week: datetime.date
    """The Monday."""
    inspector: int
    """Zero: of all."""
    planned: int
    unavailable: int
    offered: int
    assigned: int
    unassigned: int
    reservable: int
    """Unassigned and not yet begun."""


def units_of(week: int, inspector: int, *figures: int) -> Units:
    """Make a row of the values of a frame."""
    return Units(date_of(week), inspector, *figures)


@dataclasses.dataclass(frozen=True, slots=True)
class Office:
    """BER, bureau de l'éducation routière."""

    id: int
    name: str
    mail: str
    phone: str
    departements: tuple[str, ...]
    external_ref: str


def office_of(id: int, name: str, mail: str, phone: str, departements: str, external_ref: str) -> Office:
    """Make a row of the values of a frame."""
    return Office(id, name, mail, phone, tuple(departements.split()), external_ref)


def _categories(names: str) -> frozenset[Category]:
    return frozenset(Category(name) for name in names.split())


@dataclasses.dataclass(frozen=True, slots=True)
class School:
    """AE, auto-école: a driving school."""

    id: int
    name: str
    aurige_id: str
    mail: str
    categories: frozenset[Category]
    """Which it teaches; none: not stated."""
    active: bool
    external_ref: str


def school_of(
    id: int, name: str, aurige_id: str, mail: str, categories: str, active: bool, external_ref: str
) -> School:
    """Make a row of the values of a frame."""
    return School(id, name, aurige_id, mail, _categories(categories), active, external_ref)


@dataclasses.dataclass(frozen=True, slots=True)
class Inspector:
    """IPCSR, inspecteur."""

    id: int
    matricule: str
    name: str
    categories: frozenset[Category]
    """Which they may examine; none: not stated."""
    departements: tuple[str, ...]
    """Of the postings, by date."""
    external_ref: str


def inspector_of(
    id: int, matricule: str, name: str, categories: str, departements: str, external_ref: str
) -> Inspector:
    """Make a row of the values of a frame."""
    return Inspector(id, matricule, name, _categories(categories), tuple(departements.split()), external_ref)


@dataclasses.dataclass(frozen=True, slots=True)
class Centre:
    """Centre d'examen."""

    id: int
    name: str
    place: str
    departement: str
    categories: frozenset[Category]
    """Whose exams it holds; none: not stated."""
    external_ref: str


def centre_of(id: int, name: str, place: str, departement: str, categories: str, external_ref: str) -> Centre:
    """Make a row of the values of a frame."""
    return Centre(id, name, place, departement, _categories(categories), external_ref)


@dataclasses.dataclass(frozen=True, slots=True)
class Rule:
    """One line of the dated rules document; see docs/rules.md for the keys."""

    from_date: datetime.date
    """The first local date on which it holds."""
    key: str
    value: str


def rule_of(from_date: int, key: str, value: str) -> Rule:
    """Make a row of the values of a frame."""
    return Rule(date_of(from_date), key, value)


@dataclasses.dataclass(frozen=True, slots=True)
class Refusal:
    """A command that a rule refused."""

    at: datetime.datetime
    """UTC."""
    departement: str
    command: str
    code: str
    role: str
    who: int
    subject: str
    request: str
    limit: int
    actual: int
    slots: int
    """How many slots it asked for."""
    session: int | None
    """Of the first of them."""
    ordinal: int | None


def refusal_of(at: int, *rest: str | int | None) -> Refusal:
    """Make a row of the values of a frame."""
    return Refusal(instant_of(at), *rest)  # type: ignore[arg-type]


@dataclasses.dataclass(frozen=True, slots=True)
class Notice:
    """A mail to be sent, or that was, and how its delivery goes."""

    id: int
    departement: str
    kind: str
    to_school: int | None
    to_office: int | None
    at: datetime.datetime
    """UTC: of the command it tells of."""
    status: str
    attempts: int
    uncertain: int
    next_attempt: datetime.datetime
    address: str
    title: str
    text: str
    last_error: str
    lines: int
    """How many reservations it tells of."""


def notice_of(
    id: int,
    departement: str,
    kind: str,
    to_school: int | None,
    to_office: int | None,
    at: int,
    status: str,
    attempts: int,
    uncertain: int,
    next_attempt: int,
    address: str,
    title: str,
    text: str,
    last_error: str,
    lines: int,
) -> Notice:
    """Make a row of the values of a frame."""
    return Notice(
        id,
        departement,
        kind,
        to_school,
        to_office,
        instant_of(at),
        status,
        attempts,
        uncertain,
        instant_of(next_attempt),
        address,
        title,
        text,
        last_error,
        lines,
    )


@dataclasses.dataclass(frozen=True, slots=True)
class ListingLine:
    """One line of what a receipt or a preview is about, in words."""

    date: str
    times: str
    centre: str
    inspector: str
    school: str
    category: str
    units: int
    sentence: str
    """All of it in one line."""


@dataclasses.dataclass(frozen=True, slots=True)
class Event:
    """One entry of the history, as a row; `Receipt` has all of it."""

    number: int
    at: datetime.datetime
    """UTC."""
    departement: str
    command: str
    role: str
    who: int
    subject: str
    request: str
    reason: Reason | None
    note: str
    sessions: int
    """How many sessions it changed."""
    reservations: int


def event_of(
    number: int,
    at: int,
    departement: str,
    command: str,
    role: str,
    who: int,
    subject: str,
    request: str,
    reason: str,
    note: str,
    sessions: int,
    reservations: int,
) -> Event:
    """Make a row of the values of a frame."""
    return Event(
        number,
        instant_of(at),
        departement,
        command,
        role,
        who,
        subject,
        request,
        _reason(reason),
        note,
        sessions,
        reservations,
    )


@dataclasses.dataclass(frozen=True, slots=True)
class CancellationDeadline:
    """Until when a school may cancel an exam, and why then."""

    closes_at: datetime.datetime
    """UTC: the first moment at which it is too late."""
    last_day: datetime.date
    """Local: the last whole day."""
    zone: str
    days: int
    counting: Counting
    skipped: tuple[datetime.date, ...]
    """Days that did not count."""


class Outcomes(NamedTuple):
    """What became of each command of a batch, as numpy arrays."""

    numbers: np.ndarray[Any, Any]
    """Of the commit; zero where there is none."""
    reservations: np.ndarray[Any, Any]
    """The reservation that it made or ended."""
    codes: np.ndarray[Any, Any]
    """The error's number; zero: done. `errors.of_number` gives its exception."""


class Week(Sequence[Units]):
    """The units of a week, or of several: a row for each inspector who has a planned session."""

    __slots__ = ("table", "total")

    def __init__(self, table: Table[Units], total: Units) -> None:
        """Keep the rows and their sum."""
        self.table = table
        self.total = total

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.table)

    def __getitem__(self, place: int) -> Units:  # type: ignore[override]
        """Give one row."""
        return self.table[place]

    def _repr_html_(self) -> str:
        """Draw the units of each inspector in a notebook, assigned ones in blue."""
        from creneau.drawing import week_html

        return week_html(self, self.total)

    def __repr__(self) -> str:
        """Say what is at the top of the office's page."""
        return f"<Week of {self.total.week}: {self.total.unassigned} of {self.total.offered} units unassigned>"
