"""Who acts: offices, schools, inspectors, readers, operators.

What each may do is decided by the engine. A command is all or nothing: where it is refused, nothing
was changed, and the exception names the rule. Every command exists as a preview, too:
``office.preview.reserve(…)`` makes the same decision with the same errors and stores nothing.
"""

from __future__ import annotations

import datetime
import functools
import operator
import os
import pathlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from creneau import _native
from creneau.codes import (
    Category,
    ClosureScope,
    Counting,
    ExamPart,
    HalfDay,
    Language,
    NoticeStatus,
    Reason,
    When,
)
from creneau.files import PlanningFile, csv_of
from creneau.notify import Identity, Sent
from creneau.planning import Planning
from creneau.receipt import History, Receipt
from creneau.rows import (
    CancellationDeadline,
    Centre,
    Closure,
    Exam,
    ImportedSession,
    Inspector,
    ListingLine,
    NewSession,
    Notice,
    Office,
    Outcomes,
    Refusal,
    Rule,
    School,
    Session,
    SlotId,
    Week,
    centre_of,
    closure_of,
    exam_of,
    inspector_of,
    notice_of,
    office_of,
    refusal_of,
    rule_of,
    school_of,
    session_of,
    units_of,
)
from creneau.rules import Rules, rules_on_of
from creneau.table import Table
from creneau.zones import local_minutes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike

    from creneau.ports import Notifier

__all__ = ["InspectorActor", "OfficeActor", "OperatorActor", "ReaderActor", "SchoolActor"]

_RUN, _PREVIEW = 0, 1
_HALF_DAYS = {None: 0, HalfDay.MORNING: 1, HalfDay.AFTERNOON: 2}
_SCOPES = {ClosureScope.INSPECTOR: 1, ClosureScope.CENTRE: 2, ClosureScope.OFFICE: 3}
_WHEN = {When.UPCOMING: 0, When.PAST: 1, When.ALL: 2}
DirectoryKind = Literal["offices", "schools", "inspectors", "centres"]
"""What a directory has."""
_OFFICES, _SCHOOLS, _INSPECTORS, _CENTRES = 9, 10, 11, 12

_KINDS: dict[DirectoryKind, int] = {
    "offices": _OFFICES,
    "schools": _SCHOOLS,
    "inspectors": _INSPECTORS,
    "centres": _CENTRES,
}

Period = tuple[datetime.date | None, datetime.date | None]
"""Local days, first and last included; None: open at that end."""

Self = TypeVar("Self", bound="_Actor")


def _code(value: Category | ExamPart | Reason | None) -> str:
    return "" if value is None else value.value


def _minutes(time: datetime.time) -> int:
    if time.tzinfo is not None:
        raise ValueError("a time of day is local to the département: give it no tzinfo")
    return time.hour * 60 + time.minute


def _ids(of: int | Iterable[int]) -> list[int]:
    return [operator.index(it) for it in of] if isinstance(of, Iterable) else [operator.index(of)]


def _aware(time: datetime.datetime) -> datetime.datetime:
    if time.tzinfo is None:
        raise ValueError("a datetime without a time zone says no moment: give it a tzinfo")
    return time


class _Actor:
    """What all can ask."""

    _ROLE = 0

    def __init__(self, engine: _native.Engine, who: int, subject: str, mode: int = _RUN) -> None:
        """Act at an engine; see `Database`."""
        self._engine = engine
        self._who = who
        self._subject = subject
        self._mode = mode
        self._caller = _native.Caller(engine, self._ROLE, who, subject)

    @property
    def preview(self: Self) -> Self:
        """The same actor, of whose commands nothing is stored: same decisions, same errors."""
        return type(self)(self._engine, self._who, self._subject, _PREVIEW)

    def banner(self, receipt: Receipt, language: Language = Language.FRENCH) -> str:
        """Say what a command did, in one or two sentences."""
        return self._caller.banner(receipt._it, language.number)

    def question(self, preview: Receipt, language: Language = Language.FRENCH) -> str:
        """Ask for confirmation of what a preview shows."""
        return self._caller.question(preview._it, language.number)

    def listing(self, receipt: Receipt, language: Language = Language.FRENCH) -> Table[ListingLine]:
        """List what a receipt or a preview is about, in words."""
        return Table(self._caller.listing(receipt._it, language.number), ListingLine)

    def offices(self, ids: Sequence[int] = ()) -> Table[Office]:
        """Offices of these ids, or all of them."""
        return Table(self._caller.entries(_OFFICES, list(ids)), office_of)

    def schools(self, ids: Sequence[int] = ()) -> Table[School]:
        """Schools of these ids, or all of them."""
        return Table(self._caller.entries(_SCHOOLS, list(ids)), school_of)

    def inspectors(self, ids: Sequence[int] = ()) -> Table[Inspector]:
        """Inspectors of these ids, or all of them."""
        return Table(self._caller.entries(_INSPECTORS, list(ids)), inspector_of)

    def centres(self, ids: Sequence[int] = ()) -> Table[Centre]:
        """Centres of these ids, or all of them."""
        return Table(self._caller.entries(_CENTRES, list(ids)), centre_of)

    def rules(self) -> Table[Rule]:
        """The rules document: dated lines."""
        return Table(self._caller.rules(), rule_of)

    def rules_on(self, date: datetime.date) -> Rules:
        """The rules of a date, each with its value."""
        return rules_on_of(self._caller.rules_on(date))

    def deadline(self, departement: str, exam_start: datetime.datetime) -> CancellationDeadline:
        """Until when a school may cancel an exam that begins at an aware moment."""
        minutes = _native.local_minutes(departement, _aware(exam_start))
        closes_at, last_day, zone, days, counting, skipped = self._caller.deadline(departement, minutes)
        return CancellationDeadline(closes_at, last_day, zone, days, Counting(counting), tuple(skipped))

    def deadline_text(
        self, departement: str, exam_start: datetime.datetime, language: Language = Language.FRENCH
    ) -> str:
        """The same in a sentence."""
        minutes = _native.local_minutes(departement, _aware(exam_start))
        return self._caller.deadline_text(departement, minutes, language.number)

    def deadlines(self, departement: str, exam_starts: ArrayLike) -> np.ndarray[Any, Any]:
        """Until when schools may cancel exams at local times (datetime64): datetime64[us] in UTC, many at once."""
        return self._caller.deadlines(departement, local_minutes(exam_starts)).view("datetime64[us]")

    def opening(self, departement: str, date: datetime.date) -> datetime.datetime | None:
        """From when on a date can be reserved, UTC; None: at any time."""
        return self._caller.opening(departement, date)

    def _names(self) -> tuple[dict[int, str], dict[int, str]]:
        return {it.id: it.name for it in self.inspectors()}, {it.id: it.name for it in self.schools()}

    def is_holiday(self, departement: str, date: datetime.date) -> bool:
        """Whether a date is a public holiday there, by the rules."""
        return self._caller.is_holiday(departement, date)


class _Reading(_Actor):
    """What those who read plannings can ask. An office of several départements says which."""

    @functools.cached_property
    def _only_departement(self) -> str | None:
        own = self.offices([self._who])
        return own[0].departements[0] if len(own) == 1 and len(own[0].departements) == 1 else None

    def _departement(self, departement: str | None) -> str:
        found = departement or self._only_departement
        if found is None:
            raise ValueError("say which département: the office has none, or several")
        return found

    def _which(
        self,
        departement: str | None,
        period: Period,
        inspectors: int | Iterable[int],
        centre: int,
        category: Category | None,
        planned: bool,
        available: bool,
        with_free_slots: bool,
    ) -> _native.Which:
        return _native.Which(
            self._departement(departement),
            period[0],
            period[1],
            _ids(inspectors),
            centre,
            _code(category),
            None,
            planned,
            available,
            with_free_slots,
        )

    def sessions(
        self,
        period: Period = (None, None),
        *,
        departement: str | None = None,
        inspectors: int | Iterable[int] = (),
        centre: int = 0,
        category: Category | None = None,
        planned: bool = False,
        available: bool = False,
        with_free_slots: bool = False,
    ) -> Table[Session]:
        """Sessions by local start, then id. O(rows)."""
        which = self._which(departement, period, inspectors, centre, category, planned, available, with_free_slots)
        return Table(self._caller.sessions(which), session_of)

    def slots(
        self,
        period: Period = (None, None),
        *,
        departement: str | None = None,
        inspectors: int | Iterable[int] = (),
        centre: int = 0,
        category: Category | None = None,
    ) -> Planning:
        """Every slot of the planned sessions, with what holds it. O(rows)."""
        which = self._which(departement, period, inspectors, centre, category, True, False, False)
        return Planning(self._caller.slots(which), self._names)

    def week(
        self,
        day: datetime.date,
        *,
        weeks: int = 1,
        departement: str | None = None,
        category: Category | None = None,
        inspector: int = 0,
    ) -> Week:
        """The units of the ISO week of a day, or of several from there on (récapitulatif)."""
        table, total = self._caller.weeks(self._departement(departement), day, weeks, _code(category), inspector)
        return Week(Table(table, units_of), units_of(*total.row(0)))

    def exams(
        self,
        school: int,
        *,
        departement: str | None = None,
        category: Category | None = None,
        when: When = When.UPCOMING,
        period: Period = (None, None),
    ) -> Table[Exam]:
        """What a school holds, by date, then time."""
        return Table(
            self._caller.exams(
                self._departement(departement), school, _code(category), _WHEN[when], period[0], period[1]
            ),
            exam_of,
        )

    def find_schools(self, text: str, *, departement: str | None = None, limit: int = 20) -> Table[School]:
        """Schools by name or Aurige id: case, accents and ligatures do not matter, part of a word will do."""
        return Table(self._caller.find_schools(self._departement(departement), text, limit), school_of)

    def school_named(self, text: str, *, departement: str | None = None) -> School:
        """The one school that is meant; `UnknownSchool`, or `AmbiguousSchool` with the candidates."""
        return Table(self._caller.school_named(self._departement(departement), text), school_of)[0]

    def closures(self, period: Period = (None, None), *, departement: str | None = None) -> Table[Closure]:
        """Closures that touch a period, by start."""
        return Table(self._caller.closures(self._departement(departement), period[0], period[1]), closure_of)

    def history(
        self,
        *,
        departement: str | None = None,
        after: int = 0,
        session: int = 0,
        reservation: int = 0,
        school: int = 0,
    ) -> History:
        """Every change since the commit `after`, of what is named where something is."""
        return History(self._caller.history(self._departement(departement), after, session, reservation, school))

    def export(
        self,
        path: str | os.PathLike[str],
        period: Period,
        *,
        departement: str | None = None,
        inspectors: int | Iterable[int] = (),
        centre: int = 0,
        category: Category | None = None,
        language: Language = Language.FRENCH,
    ) -> pathlib.Path:
        """Write the planning of a period as an Excel workbook. The file is replaced once it is whole."""
        which = self._which(departement, period, inspectors, centre, category, False, False, False)
        own = self.offices([self._who])
        self._caller.write_workbook(which, os.fspath(path), own[0].name if len(own) else "", language.number)
        return pathlib.Path(path)

    def csv(
        self,
        period: Period = (None, None),
        *,
        departement: str | None = None,
        inspectors: int | Iterable[int] = (),
        centre: int = 0,
        category: Category | None = None,
    ) -> str:
        """The planning of a period as CSV, as an operator can import it again."""
        which = self._which(departement, period, inspectors, centre, category, False, False, False)
        return self._caller.write_csv(which, False, ",").decode()


class ReaderActor(_Reading):
    """Somebody who reads the plannings of an office's départements."""

    _ROLE = 4


class InspectorActor(_Actor):
    """An inspector (IPCSR), who reads their own sessions."""

    _ROLE = 3

    def sessions(self, departement: str, period: Period = (None, None)) -> Table[Session]:
        """Their sessions in a département, by local start."""
        which = _native.Which(departement, period[0], period[1], [self._who], 0, "", None, False, False, False)
        return Table(self._caller.sessions(which), session_of)

    def slots(self, departement: str, period: Period = (None, None)) -> Planning:
        """The slots of their sessions."""
        which = _native.Which(departement, period[0], period[1], [self._who], 0, "", None, True, False, False)
        return Planning(self._caller.slots(which), self._names)

    def week(self, departement: str, day: datetime.date) -> Week:
        """The units of their week."""
        table, total = self._caller.weeks(departement, day, 1, "", self._who)
        return Week(Table(table, units_of), units_of(*total.row(0)))


class OfficeActor(_Reading):
    """An office (BER), which plans the exams of its départements."""

    _ROLE = 1

    @functools.cached_property
    def _envelopes(self) -> dict[str | None, _native.Envelope]:
        return {}

    def _envelope(self, departement: str | None, request: str) -> _native.Envelope:
        if request:
            return _native.Envelope(self._departement(departement), request, self._mode)
        # Without a request id all commands in a département have the same.
        kept = self._envelopes.get(departement)
        if kept is None:
            kept = self._envelopes[departement] = _native.Envelope(self._departement(departement), "", self._mode)
        return kept

    def create(
        self,
        sessions: Iterable[NewSession],
        *,
        departement: str | None = None,
        override_calendar: bool = False,
        request: str = "",
    ) -> Receipt:
        """Create available sessions, all or none; at most 1,000.

        Refused: `NoPosting`, `PostedElsewhere`, `SessionOverlap`, `Past`; `Holiday` and `Closed` unless
        overridden. The same `request` id again gives the same receipt and changes nothing.
        """
        wanted = []
        for it in sessions:
            if isinstance(it.hours, HalfDay):
                wanted.append((it.inspector, it.date, _HALF_DAYS[it.hours], 0, 0, it.external_ref))
            else:
                start, end = it.hours
                wanted.append((it.inspector, it.date, 0, _minutes(start), _minutes(end) or 1440, it.external_ref))
        return Receipt(self._caller.create_sessions(self._envelope(departement, request), wanted, override_calendar))

    def remove(
        self, sessions: int | Iterable[int], *, departement: str | None = None, note: str = "", request: str = ""
    ) -> Receipt:
        """Remove available sessions that have not begun, all or none."""
        return Receipt(self._caller.remove_sessions(self._envelope(departement, request), _ids(sessions), note))

    def plan(
        self,
        sessions: int | Iterable[int],
        *,
        centre: int,
        category: Category,
        part: ExamPart | None = None,
        departement: str | None = None,
        override_calendar: bool = False,
        request: str = "",
    ) -> Receipt:
        """Give available sessions a centre and a category, all or none; their slots are frozen."""
        return Receipt(
            self._caller.plan_sessions(
                self._envelope(departement, request),
                _ids(sessions),
                centre,
                _code(category),
                _code(part),
                override_calendar,
            )
        )

    def unplan(
        self,
        sessions: int | Iterable[int],
        *,
        cascade: Iterable[int] | None = None,
        reason: Reason | None = None,
        note: str = "",
        departement: str | None = None,
        request: str = "",
    ) -> Receipt:
        """Make planned sessions available again ("annuler une session").

        Refused while schools hold slots (`SessionHasReservations`), unless `cascade` names exactly the
        reservations that were seen: they are cancelled, and each school is told.
        """
        return Receipt(
            self._caller.unplan_sessions(
                self._envelope(departement, request),
                _ids(sessions),
                None if cascade is None else list(cascade),
                _code(reason),
                note,
            )
        )

    def change(
        self,
        session: int,
        *,
        inspector: int = 0,
        centre: int = 0,
        date: datetime.date | None = None,
        start: datetime.time | None = None,
        reason: Reason | None = None,
        note: str = "",
        departement: str | None = None,
        override_calendar: bool = False,
        request: str = "",
    ) -> Receipt:
        """Replace the inspector or the centre of a planned session, or move it, with its reservations."""
        return Receipt(
            self._caller.change_session(
                self._envelope(departement, request),
                session,
                inspector,
                centre,
                date,
                None if start is None else _minutes(start),
                _code(reason),
                note,
                override_calendar,
            )
        )

    def reserve(
        self,
        school: int,
        slots: Iterable[SlotId] | None = None,
        *,
        exams: int = 0,
        units: int = 0,
        category: Category | None = None,
        part: ExamPart | None = None,
        inspectors: int | Iterable[int] = (),
        centre: int = 0,
        period: Period = (None, None),
        half_day: HalfDay | None = None,
        external_ref: str = "",
        departement: str | None = None,
        request: str = "",
    ) -> Receipt:
        """Reserve for a school, all or nothing: the slots that are named, or what it needs.

        With `slots` these are taken (`SlotTaken` where one is another's). Otherwise the engine chooses
        `exams` exams or `units` units of a `category` among what is free: adjacent in one session, then
        by date, start, matricule.
        """
        envelope = self._envelope(departement, request)
        if slots is not None:
            return Receipt(self._caller.reserve_slots(envelope, school, list(slots), external_ref))
        return Receipt(
            self._caller.reserve_wish(
                envelope,
                school,
                _code(category),
                _code(part),
                exams,
                units,
                _ids(inspectors),
                centre,
                period[0],
                period[1],
                _HALF_DAYS[half_day],
                external_ref,
            )
        )

    def reserve_many(
        self,
        schools: ArrayLike,
        sessions: ArrayLike,
        plans: ArrayLike,
        ordinals: ArrayLike,
        *,
        departement: str | None = None,
        request: str = "",
    ) -> Outcomes:
        """Reserve one slot for one school in each row of these arrays, each by itself, in order.

        What is refused does not stop the others: see `Outcomes.codes`. With `request` each row has an id
        of its own, made of it.
        """
        return Outcomes(
            *self._caller.reserve_many(self._envelope(departement, request), schools, sessions, plans, ordinals)
        )

    def cancel(
        self,
        reservations: int | Iterable[int] = (),
        *,
        slots: Iterable[SlotId] = (),
        reason: Reason | None = None,
        note: str = "",
        correction: bool = False,
        departement: str | None = None,
        request: str = "",
    ) -> Receipt:
        """Cancel whole reservations or single slots; the slots become unavailable.

        Of slots that have begun only as a `correction`, which needs a reason and of which nobody is told.
        """
        return Receipt(
            self._caller.cancel_by_office(
                self._envelope(departement, request), _ids(reservations), list(slots), _code(reason), note, correction
            )
        )

    def block(
        self,
        slots: Iterable[SlotId],
        *,
        reason: Reason | None = None,
        note: str = "",
        departement: str | None = None,
        request: str = "",
    ) -> Receipt:
        """Make free slots unavailable."""
        return Receipt(
            self._caller.block_slots(self._envelope(departement, request), list(slots), _code(reason), note, False)
        )

    def unblock(
        self, slots: Iterable[SlotId], *, note: str = "", departement: str | None = None, request: str = ""
    ) -> Receipt:
        """Make unavailable slots free."""
        return Receipt(self._caller.block_slots(self._envelope(departement, request), list(slots), "", note, True))

    def close(
        self,
        scope: ClosureScope,
        who: int,
        start: datetime.datetime,
        end: datetime.datetime,
        *,
        reason: Reason | None = None,
        note: str = "",
        departement: str | None = None,
        request: str = "",
    ) -> Receipt:
        """Say that an inspector, a centre or an office is away from `start` until before `end`.

        Both are aware; a naive one is a ValueError. They count in the zone of the département.
        """
        return Receipt(
            self._caller.add_closure(
                self._envelope(departement, request),
                _SCOPES[scope],
                who,
                self._local_minutes(start, departement),
                self._local_minutes(end, departement),
                _code(reason),
                note,
            )
        )

    def _local_minutes(self, time: datetime.datetime, departement: str | None) -> int:
        return _native.local_minutes(self._departement(departement), _aware(time))

    def reopen(self, closures: int | Iterable[int], *, departement: str | None = None, request: str = "") -> Receipt:
        """Remove closures."""
        return Receipt(self._caller.remove_closures(self._envelope(departement, request), _ids(closures)))


class SchoolActor(_Actor):
    """A driving school (AE), which sees and cancels what is its own."""

    _ROLE = 2

    def exams(
        self,
        *,
        departement: str = "",
        category: Category | None = None,
        when: When = When.UPCOMING,
        period: Period = (None, None),
    ) -> Table[Exam]:
        """Its exams by date, then time; in all départements unless one is named."""
        return Table(
            self._caller.exams(departement, self._who, _code(category), _WHEN[when], period[0], period[1]), exam_of
        )

    def cancel(
        self,
        departement: str,
        reservations: int | Iterable[int] = (),
        *,
        slots: Iterable[SlotId] = (),
        note: str = "",
        request: str = "",
    ) -> Receipt:
        """Cancel its own reservations, whole or by slot, until the deadline; the slots are free again.

        Later it is `TooLate`, whose `deadline` says until when it would have been possible.
        """
        return Receipt(
            self._caller.cancel_by_school(
                _native.Envelope(departement, request, self._mode), _ids(reservations), list(slots), note
            )
        )

    def cancel_many(self, departement: str, reservations: ArrayLike, *, request: str = "") -> Outcomes:
        """Cancel many of its own reservations, each by itself, in order."""
        envelope = _native.Envelope(departement, request, self._mode)
        return Outcomes(*self._caller.cancel_many(envelope, reservations))


class OperatorActor(_Actor):
    """Whoever runs the system: rules, imports, notices."""

    _ROLE = 5

    def __init__(self, engine: _native.Engine, subject: str, mode: int = _RUN) -> None:
        """Act at an engine; see `Database`."""
        super().__init__(engine, 0, subject, mode)

    @property
    def preview(self) -> OperatorActor:
        """The same operator, of whose commands nothing is stored."""
        return OperatorActor(self._engine, self._subject, _PREVIEW)

    def set_rules(self, departement: str, rules: Iterable[Rule], *, note: str = "", request: str = "") -> Receipt:
        """Replace the whole rules document; none: the defaults. `BadRule` names what does not pass."""
        return Receipt(
            self._caller.set_rules(
                _native.Envelope(departement, request, self._mode),
                [(it.from_date, it.key, it.value) for it in rules],
                note,
            )
        )

    def import_planning(
        self,
        departement: str,
        planning: PlanningFile,
        *,
        office: int,
        category: Category | None = None,
        part: ExamPart | None = None,
        notify: bool = False,
        request: str = "",
    ) -> Receipt:
        """Take a planning in, all or nothing; see docs/files.md for its columns.

        It is the text of a CSV, the path of one or of an Excel workbook, a data frame or a worksheet:
        all are read by the same rules. Where anything is wrong, the exception is that of the first
        fault, and its `faults` names each one with its line and column.
        """
        receipt = self._caller.import_planning(
            _native.Envelope(departement, request, self._mode),
            csv_of(planning),
            0,
            _code(category),
            _code(part),
            office,
            notify,
        )
        return Receipt(receipt)

    def import_sessions(
        self,
        departement: str,
        sessions: Iterable[ImportedSession],
        *,
        office: int,
        notify: bool = False,
        request: str = "",
    ) -> Receipt:
        """Take sessions in as they were elsewhere, past ones included, with their reservations; all or nothing."""
        envelope = _native.Envelope(departement, request, self._mode)
        return Receipt(self._caller.import_sessions(envelope, list(sessions), office, notify))

    def check_planning(
        self, planning: PlanningFile, *, office: int, category: Category | None = None, part: ExamPart | None = None
    ) -> tuple[str, int]:
        """Read a planning without taking it in: its département, and how many sessions it has."""
        return self._caller.check_planning(csv_of(planning), _code(category), _code(part), office)

    def directory_csv(self, what: DirectoryKind, *, utf8_mark: bool = False, separator: str = ",") -> bytes:
        """The "offices", "schools", "inspectors" or "centres" as CSV, as `Database.put_directory` reads it."""
        return self._caller.directory_csv(_KINDS[what], utf8_mark, separator)

    def notices(self, status: NoticeStatus | None = None) -> Table[Notice]:
        """Notices of one status, or all, by id."""
        return Table(self._caller.notices("" if status is None else status.value), notice_of)

    def retry(self, notices: int | Iterable[int], *, address: str = "") -> None:
        """Make dead or undeliverable notices pending again, all or none; to another address where one is given."""
        self._caller.retry(_ids(notices), address)

    def mail(self, notice: int, identity: Identity) -> bytes:
        """A notice as the mail that is sent: RFC 5322, with its calendar."""
        return self._caller.mail(notice, identity)

    def send(self, notifier: _native.Notifier | Notifier, *, batch: int = 0, max_attempts: int = 0) -> Sent:
        """Send what is due through `creneau.notify.smtp`, `folder`, or a notifier of one's own.

        What a notifier of one's own raises comes out once the others were tried; its notice is tried again.
        """
        it = notifier if isinstance(notifier, _native.Notifier) else _native.Notifier.of(notifier)
        return Sent(*self._caller.send(it, batch, max_attempts))

    def refusals(self, departement: str) -> Table[Refusal]:
        """The journal of what rules refused, in order."""
        return Table(self._caller.refusals(departement), refusal_of)
