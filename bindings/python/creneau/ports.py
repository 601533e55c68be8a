"""What a program of one's own gives to the engine: a storage, a directory, a notifier, a clock.

Each is a `typing.Protocol`: any class with these methods will do. They are called on the thread of the
call that needs them, from several threads at once where several use the engine. What they raise comes
out of that call as itself; nothing was changed then, unless it was raised by `Storage.commit`.

What a storage must do, step by step, is told in docs/implementing-a-storage.md. Rows hold plain values:
dates are local, minutes count from local midnight (`start`, `end` of a session) or from 1970-01-01T00:00
local (`start`, `end` of a closure and of a notice's line, `now`), sets of slots are bits, codes are their
names ("CE", "off_road", ""), ids of zero name nothing, and no text is None.
"""

from __future__ import annotations

import dataclasses
import datetime
import enum
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

from creneau import _native
from creneau._native import ChangeSet
from creneau.codes import Category
from creneau.rows import Centre, Office, Rule, School

__all__ = [
    "BlockChange",
    "BlockRow",
    "ChangeSet",
    "Clock",
    "ClosureFilter",
    "ClosureRow",
    "Delivery",
    "Directory",
    "EventFilter",
    "EventRow",
    "Inspector",
    "InspectorDays",
    "Needs",
    "Notice",
    "NoticeLine",
    "Notifier",
    "Page",
    "PageRequest",
    "Posting",
    "RefusalRow",
    "RequestKey",
    "ReservationChange",
    "ReservationFilter",
    "ReservationRow",
    "RulesDocument",
    "SessionFilter",
    "SessionRow",
    "Snapshot",
    "Storage",
    "UnitsRow",
    "WeekFilter",
    "event_matches",
    "name_matches",
]

Row = TypeVar("Row")


class SessionRow(NamedTuple):
    """A session, with which of its slots are taken."""

    id: int
    departement: str
    inspector: int
    date: datetime.date
    start: int
    """Minutes since local midnight."""
    end: int
    proposed_centre: int
    """Of an available session that was imported with one."""
    centre: int
    category: str
    """Empty: available; what planning gives is then zero, but for `plan`."""
    part: str
    unit_minutes: int
    units_of_slot: int
    slot_count: int
    planned_by: int
    """The office that hears of a school's cancellation."""
    plan: int
    """Rises each time it is planned or changed."""
    revision: int
    """The number of the commit that last wrote it."""
    reserved: int
    """Bit n: slot n is reserved."""
    unavailable: int
    """Bit n: slot n cannot be reserved."""
    external_ref: str


class ReservationRow(NamedTuple):
    """A reservation: slots of one session that one school holds."""

    id: int
    school: int
    session: int
    plan: int
    slots: int
    """Bits; never zero."""
    revision: int
    external_ref: str


class BlockRow(NamedTuple):
    """A slot that cannot be reserved, and why."""

    session: int
    plan: int
    ordinal: int
    reason: str
    note: str


class ClosureRow(NamedTuple):
    """An interval in which somebody is away."""

    id: int
    departement: str
    scope: str
    """"inspector", "centre" or "office"."""
    who: int
    start: int
    """Minutes since 1970-01-01T00:00 local."""
    end: int
    reason: str
    note: str


class RefusalRow(NamedTuple):
    """A command that a rule refused."""

    departement: str
    command: str
    role: str
    who: int
    subject: str
    at: datetime.datetime
    request: str
    code: int
    """The error's number."""
    limit: int
    actual: int
    slots: tuple[tuple[int, int, int], ...]
    """Session, plan, ordinal of each slot that it asked for."""


class UnitsRow(NamedTuple):
    """Units of one inspector's week."""

    inspector: int
    planned: int
    unavailable: int
    assigned: int
    reservable: int
    """Unassigned, and not yet begun."""


class EventRow(NamedTuple):
    """One entry of the history: to be kept as it is, and given back as it is."""

    number: int
    at: datetime.datetime
    departement: str
    command: str
    role: str
    who: int
    subject: str
    request: str
    content: int
    """A hash of the command: 64 bits, unsigned."""
    reason: str
    note: str
    rules: int
    """The version of the rules that decided."""
    closures: int | None
    json: str
    """The changes; empty: they were purged."""


class RequestKey(NamedTuple):
    """A request id is another one from another actor, or in another département."""

    role: str
    who: int
    request: str


class InspectorDays(NamedTuple):
    """The sessions of some inspectors on some days."""

    inspectors: tuple[int, ...]
    """None: those of the sessions asked for."""
    first: datetime.date | None
    """None: on the days of the sessions asked for."""
    last: datetime.date | None


class SessionFilter(NamedTuple):
    """Which sessions; by local start, then id."""

    departement: str
    first: datetime.date
    last: datetime.date
    inspectors: tuple[int, ...]
    centre: int
    category: str
    part: str | None
    """None: any; empty: planned for any part."""
    planned: bool
    available: bool
    """Both or neither: all."""
    with_free_slots: bool
    start: int
    """Sessions that lie within these minutes of the day; both zero: any."""
    end: int


class ReservationFilter(NamedTuple):
    """Which reservations; by the local start of the first slot, then id."""

    departement: str
    """Empty: in all of them."""
    first: datetime.date
    last: datetime.date
    school: int
    centre: int
    inspectors: tuple[int, ...]
    category: str


class ClosureFilter(NamedTuple):
    """Which closures: those that touch some days; by local start, then id."""

    departement: str
    first: datetime.date
    last: datetime.date


class EventFilter(NamedTuple):
    """Which part of the history; see `event_matches`."""

    departement: str
    after: int
    session: int
    reservation: int
    school: int


class WeekFilter(NamedTuple):
    """Whose units of which week."""

    departement: str
    week: datetime.date
    """The Monday."""
    category: str
    inspector: int
    now: int
    """Local; slots that start at or before it are not reservable."""


class Needs(NamedTuple):
    """What a decision needs to see, all of one moment. What is not there is left out of the answer."""

    departement: str
    request: RequestKey | None
    """Where it was seen, answer its event and nothing else."""
    sessions: tuple[int, ...]
    reservations: tuple[int, ...]
    """And their sessions."""
    reservations_of_sessions: bool
    """Every reservation of `sessions`."""
    blocks_of_sessions: bool
    inspector_days: InspectorDays | None
    candidates: SessionFilter | None
    """These sessions, by local start…"""
    enough: int
    """…at least so many, and all that start with the last one."""
    closures_of_sessions: bool
    """Closures that touch the days of the sessions found."""
    closures_within: tuple[datetime.date, datetime.date] | None
    closures: tuple[int, ...]
    rules: bool
    """The rules document itself."""


@dataclasses.dataclass(slots=True)
class Snapshot:
    """What a decision sees."""

    number: int
    """The département's commit number."""
    rules_version: int = 0
    closures_revision: int = 0
    """The number of the commit that last changed a closure."""
    seen: EventRow | None = None
    sessions: Sequence[SessionRow] = ()
    reservations: Sequence[ReservationRow] = ()
    blocks: Sequence[BlockRow] = ()
    closures: Sequence[ClosureRow] = ()
    rules: Sequence[Rule] = ()
    more_candidates: bool = False
    """Candidates were left out."""


class PageRequest(NamedTuple):
    """Which page of a list."""

    after: tuple[int, int] | None
    """Rows behind this place, which is a `Page.next` of this storage's; None: the first ones."""
    limit: int
    """1 to 1,000."""


@dataclasses.dataclass(slots=True)
class Page(Generic[Row]):
    """A page of a list."""

    rows: Sequence[Row]
    next: tuple[int, int] | None
    """Where the next page begins, not both zero; None: this was the last."""
    number: int
    """The département's commit number at the moment of reading."""


class RulesDocument(NamedTuple):
    """The rules, with their version; zero: there are none."""

    version: int
    rules: Sequence[Rule]


class ReservationChange(NamedTuple):
    """A reservation made (`slots_before` zero), ended (`slots_after` zero), shrunk or taken along."""

    id: int
    school: int
    session: int
    plan_before: int
    plan_after: int
    slots_before: int
    slots_after: int
    leaves: int
    """Slot rows of `plan_before` that must exist with this reservation, and go."""
    enters: int
    """Slot rows of `plan_after` that must not exist, and come."""
    revision_before: int
    external_ref: str


class BlockChange(NamedTuple):
    """Slots that become unavailable, or cease to be."""

    session: int
    plan: int
    slots: int
    blocked: bool
    reason: str
    note: str
    taken_along: bool
    """They go because their session goes to another plan: `reason` and `note` are an expectation."""


class Storage(Protocol):
    """Keeps plannings, history and the journal of refusals.

    `commit` is given `ChangeSet`s of one département: each is committed whole or not at all, in their
    order, and each is answered by one of its methods. New rows have fresh ids, −1, −2… of each kind,
    until `assign`.
    """

    def load(self, needs: Needs) -> Snapshot:
        """What a decision needs to see."""
        ...

    def commit(self, sets: Sequence[ChangeSet]) -> None:
        """Commit each set, and answer for it."""
        ...

    def record(self, refusal: RefusalRow) -> None:
        """Note a refusal behind those noted before."""
        ...

    def rules(self) -> RulesDocument:
        """The rules document."""
        ...

    def sessions(self, which: SessionFilter, page: PageRequest) -> Page[SessionRow]:
        """A page of sessions."""
        ...

    def reservations(self, which: ReservationFilter, page: PageRequest) -> Page[tuple[ReservationRow, SessionRow]]:
        """A page of reservations, each with its session."""
        ...

    def closures(self, which: ClosureFilter, page: PageRequest) -> Page[ClosureRow]:
        """A page of closures."""
        ...

    def events(self, which: EventFilter, page: PageRequest) -> Page[EventRow]:
        """A page of the history, by number."""
        ...

    def refusals(self, departement: str, page: PageRequest) -> Page[RefusalRow]:
        """A page of the journal of refusals, in the order in which they were noted."""
        ...

    def week_units(self, which: WeekFilter) -> Iterable[UnitsRow]:
        """A row for each inspector with a planned session in the week, by id."""
        ...


@dataclasses.dataclass(frozen=True, slots=True)
class Posting:
    """A département in which an inspector is posted for some time."""

    departement: str
    first: datetime.date | None = None
    last: datetime.date | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Inspector:
    """An inspector with the postings."""

    id: int
    matricule: str
    name: str
    postings: tuple[Posting, ...]
    """By date; they never overlap."""
    categories: frozenset[Category] = frozenset()
    external_ref: str = ""


class Directory(Protocol):
    """Knows offices, schools, inspectors and centres. What does not exist is left out of the answer."""

    def offices(self, ids: Sequence[int]) -> Iterable[Office]:
        """Those of these ids; no ids: all."""
        ...

    def schools(self, ids: Sequence[int]) -> Iterable[School]:
        """Those of these ids; no ids: all."""
        ...

    def inspectors(self, ids: Sequence[int]) -> Iterable[Inspector]:
        """Those of these ids; no ids: all."""
        ...

    def inspectors_of(self, departement: str) -> Iterable[Inspector]:
        """Every inspector that was ever posted there."""
        ...

    def centres(self, ids: Sequence[int]) -> Iterable[Centre]:
        """Those of these ids; no ids: all."""
        ...

    def find_schools(self, text: str, limit: int) -> Iterable[School]:
        """Schools that `name_matches`, by name, then id; one whose Aurige id is the text comes alone."""
        ...


class NoticeLine(NamedTuple):
    """One reservation that a notice tells of."""

    reservation: int
    school: int
    centre: int
    inspector: int
    category: str
    part: str
    start: int
    """Minutes since 1970-01-01T00:00 local."""
    end: int
    units: int
    sequence: int
    """Of the calendar entry: rises with each change."""
    still_held: bool
    held_start: int
    held_end: int
    summary: str
    location: str


class Notice(NamedTuple):
    """A mail to be delivered: its facts, and its text where the engine writes them."""

    id: int
    kind: str
    departement: str
    to_school: int
    to_office: int
    from_office: int
    at: datetime.datetime
    reason: str
    note: str
    address: str
    reply_to: str
    title: str
    text: str
    html: str
    lines: tuple[NoticeLine, ...]


class Delivery(enum.Enum):
    """How a delivery ended."""

    DELIVERED = "delivered"
    FAILED = "failed"
    """To be tried again."""
    REFUSED = "refused"
    """For good."""
    UNCERTAIN = "uncertain"
    """Perhaps delivered; to be tried again."""

    @property
    def number(self) -> int:
        """What the engine knows it by."""
        return list(Delivery).index(self) + 1


class Notifier(Protocol):
    """Delivers notices. The same notice may come again."""

    def deliver(self, notice: Notice) -> Delivery:
        """Deliver one, and say how that ended."""
        ...


class Clock(Protocol):
    """Tells the time. It should not raise: the engine then works with what it said last."""

    @property
    def now(self) -> datetime.datetime:
        """The present moment, aware."""
        ...


def name_matches(name: str, typed: str) -> bool:
    """Whether a name matches what somebody typed: case, accents, ligatures and punctuation do not matter.

    >>> name_matches("Auto-école « Œuvre »", "oeuvre")
    True
    """
    return _native.name_matches(name, typed)


def event_matches(event: EventRow, which: EventFilter) -> bool:
    """Whether an event passes a filter, whatever its département and number."""
    return _native.event_matches(event, which.session, which.reservation, which.school)
