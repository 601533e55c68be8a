"""Rows of tables, and what commands give back: frozen values."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import types
import zoneinfo
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from creneau.codes import (
    Category,
    ClosureScope,
    Counting,
    ExamPart,
    HalfDay,
    Reason,
    RefusalJournal,
    SlotStatus,
)
from creneau.table import Table

if TYPE_CHECKING:
    import numpy as np

    from creneau import _native

__all__ = [
    "Block",
    "CancellationDeadline",
    "Centre",
    "Closure",
    "Event",
    "Exam",
    "History",
    "ImportedReservation",
    "ImportedSession",
    "Inspector",
    "ListingLine",
    "NewSession",
    "Notice",
    "Office",
    "Outcomes",
    "Receipt",
    "Refusal",
    "Remark",
    "ReservationChange",
    "Rule",
    "Rules",
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
class ReservationChange:
    """A reservation made, ended, shrunk, or taken along to another plan of its session."""

    id: int
    """Below zero in a preview: it is not made yet."""
    school: int
    session: int
    before: tuple[SlotId, ...]
    """None: it was made."""
    after: tuple[SlotId, ...]
    """None: it ended."""
    external_ref: str


@dataclasses.dataclass(frozen=True, slots=True)
class Block:
    """Slots of one session that nobody can reserve any more, or that can be reserved again."""

    slots: tuple[SlotId, ...]
    blocked: bool
    """False: they can be reserved again."""
    reason: Reason | None
    note: str


@dataclasses.dataclass(frozen=True, slots=True)
class Remark:
    """Something that a receipt says beside the changes."""

    kind: str
    """minutes_left_over, orphan_units, session_in_closure or undeliverable."""
    subject: int
    """The session, or the recipient."""
    amount: int
    """Minutes or units, by kind."""


class Receipt:
    """What a command changed, or would change in a preview. A value; thread-safe."""

    __slots__ = ("_it",)

    def __init__(self, it: _native.Receipt) -> None:
        """Stand on a receipt of the compiled part."""
        self._it = it

    @property
    def number(self) -> int:
        """The commit's number; zero: of a preview."""
        return self._it.number

    @property
    def at(self) -> datetime.datetime:
        """When the command was given, UTC."""
        return self._it.at

    @property
    def departement(self) -> str:
        """Whose planning it changed."""
        return self._it.departement

    @property
    def command(self) -> str:
        """Which command it was: "reserve_slots"."""
        return self._it.command

    @property
    def request(self) -> str:
        """The caller's request id, or nothing."""
        return self._it.request

    @property
    def sessions(self) -> Table[Session]:
        """Sessions made or rewritten, as they are after it."""
        return Table(self._it.sessions(True), session_of)

    @property
    def sessions_before(self) -> Table[Session]:
        """Sessions removed or rewritten, as they were."""
        return Table(self._it.sessions(False), session_of)

    @property
    def reservations(self) -> list[ReservationChange]:
        """Reservations that it changed."""
        return [
            ReservationChange(
                id,
                school,
                session,
                tuple(SlotId(session, plan_before, ordinal) for ordinal in before),
                tuple(SlotId(session, plan_after, ordinal) for ordinal in after),
                external_ref,
            )
            for id, school, session, plan_before, plan_after, before, after, external_ref in self._it.reservations()
        ]

    @property
    def blocks(self) -> list[Block]:
        """Slots that became unavailable, or ceased to be."""
        return [
            Block(tuple(SlotId(session, plan, it) for it in ordinals), blocked, _reason(reason), note)
            for session, plan, ordinals, blocked, reason, note in self._it.blocks()
        ]

    @property
    def closures(self) -> Table[Closure]:
        """Closures that it added."""
        return Table(self._it.closures(True), closure_of)

    @property
    def remarks(self) -> list[Remark]:
        """What it says beside the changes."""
        return [Remark(*values) for values in self._it.remarks()]

    def to_json(self) -> str:
        """The changes as JSON, always the same bytes."""
        return self._it.json()

    def __eq__(self, other: object) -> bool:
        """Whether the two say the same."""
        return isinstance(other, Receipt) and self._it == other._it

    def __hash__(self) -> int:
        """Follow from what is equal."""
        return hash((self.number, self.departement))

    def __repr__(self) -> str:
        """Say which it is."""
        return f"<Receipt {self.number} of {self.command} in {self.departement}>"


class History:
    """A part of a département's history: every change, as events, as rows that changed, as receipts."""

    __slots__ = ("_it",)

    def __init__(self, it: _native.History) -> None:
        """Stand on a history of the compiled part."""
        self._it = it

    @property
    def events(self) -> Table[Event]:
        """A row for each command, in order."""
        return Table(self._it.events(), event_of)

    @property
    def sessions(self) -> Table[tuple[Any, ...]]:
        """A row for each session that a command changed: how it was after it, or before it went."""
        return Table(self._it.sessions(), lambda *row: row)

    @property
    def reservations(self) -> Table[tuple[Any, ...]]:
        """A row for each reservation that a command changed, with the session it lies in."""
        return Table(self._it.reservations(), lambda *row: row)

    @property
    def receipts(self) -> list[Receipt]:
        """The receipt of each command, in order."""
        return [Receipt(it) for it in self._it.receipts()]


@dataclasses.dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one date; see docs/rules.md."""

    version: int
    """Of the rules document; zero: the defaults."""
    morning: tuple[datetime.time, datetime.time]
    """Local hours of a half-day."""
    afternoon: tuple[datetime.time, datetime.time]
    unit_minutes: int
    units_of_slot: int
    cancellation_days: int
    counting: Counting
    back_to_working_day: bool
    """The last day to cancel moves back to a working day."""
    school_leaves: SlotStatus
    """What a slot becomes that a school cancels."""
    office_leaves: SlotStatus
    days_ahead: int
    """How far ahead may be reserved; zero: any time."""
    opens_at: datetime.time
    """Local, on the day on which a date opens."""
    journal: RefusalJournal
    exam_units: Mapping[tuple[Category, ExamPart], int]
    """Units of one exam."""


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


def _time(minutes: int) -> datetime.time:
    return datetime.time(minutes // 60 % 24, minutes % 60)


def rules_on_of(values: dict[str, Any]) -> Rules:
    """Make the rules of a date of the values of the compiled part."""
    statuses = {1: SlotStatus.FREE, 3: SlotStatus.UNAVAILABLE}
    journals = {1: RefusalJournal.NONE, 2: RefusalJournal.SCHOOL_CANCELLATIONS, 3: RefusalJournal.ALL}
    return Rules(
        values["version"],
        (_time(values["morning"][0]), _time(values["morning"][1])),
        (_time(values["afternoon"][0]), _time(values["afternoon"][1])),
        values["unit_minutes"],
        values["units_of_slot"],
        values["cancellation_days"],
        Counting(values["counting"]),
        values["back_to_working_day"],
        statuses[values["school_leaves"]],
        statuses[values["office_leaves"]],
        values["days_ahead"],
        _time(values["opens_at"]),
        journals[values["journal"]],
        types.MappingProxyType(
            {(Category(category), ExamPart(part)): it for (category, part), it in values["exam_units"].items()}
        ),
    )


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
