"""A storage in dictionaries: what a host writes over tables of its own, as small as it can be."""

from __future__ import annotations

import copy
import dataclasses
import datetime
import threading
from collections.abc import Iterable, Sequence
from typing import TypeVar

from creneau import ports

_EPOCH = datetime.date(1970, 1, 1)
Row = TypeVar("Row")


def bits(slots: int) -> list[int]:
    """The ordinals of a set of slots."""
    return [ordinal for ordinal in range(64) if slots >> ordinal & 1]


def minutes(session: ports.SessionRow) -> int:
    """The local start of a session, since 1970."""
    return (session.date - _EPOCH).days * 1440 + session.start


class _Conflict(Exception):
    """Something that the decision relied on no longer holds."""


@dataclasses.dataclass
class _Planning:
    """One département."""

    number: int = 0
    closures_revision: int = 0
    sessions: dict[int, ports.SessionRow] = dataclasses.field(default_factory=dict)
    reservations: dict[int, ports.ReservationRow] = dataclasses.field(default_factory=dict)
    blocks: dict[tuple[int, int], ports.BlockRow] = dataclasses.field(default_factory=dict)
    closures: dict[int, ports.ClosureRow] = dataclasses.field(default_factory=dict)
    events: list[ports.EventRow] = dataclasses.field(default_factory=list)
    requests: dict[tuple[str, int, str], ports.EventRow] = dataclasses.field(default_factory=dict)
    refusals: list[ports.RefusalRow] = dataclasses.field(default_factory=list)


class DictionaryStorage:
    """Keeps everything in dictionaries, under one lock."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._plannings: dict[str, _Planning] = {}
        self._rules = ports.RulesDocument(0, ())
        self._last_id = 0
        self._lock = threading.RLock()
        self.notices: list[ports.Notice] = []

    def _of(self, departement: str) -> _Planning:
        return self._plannings.setdefault(departement, _Planning())

    # ---- Writing

    def commit(self, sets: Sequence[ports.ChangeSet]) -> None:
        """Commit each, whole or not at all."""
        with self._lock:
            for changes in sets:
                planning = self._of(changes.departement)
                if changes.request:
                    seen = planning.requests.get((changes.role, changes.who, changes.request))
                    if seen is not None:
                        changes.replayed(seen)
                        continue
                draft = copy.copy(planning)
                for field in dataclasses.fields(draft):
                    setattr(draft, field.name, copy.copy(getattr(draft, field.name)))
                try:
                    self._apply(draft, changes)
                except _Conflict:
                    changes.conflict()
                    continue
                self._plannings[changes.departement] = draft
                changes.done()

    def _apply(self, planning: _Planning, changes: ports.ChangeSet) -> None:
        self._check(planning, changes)
        self._take_away(planning, changes)
        number = planning.number + 1
        sessions = self._new_ids(it for before, it in changes.sessions if before is None)
        reservations = self._new_ids(it for it in changes.reservations if it.slots_before == 0)
        closures = self._new_ids(it for it, added in changes.closures if added)
        rules = changes.rules
        changes.assign(number, sessions, reservations, closures)
        planning.number = number
        for before, after in changes.sessions:
            self._put_session(planning, before, after)
        for it in changes.reservations:
            if it.slots_after == 0:
                continue
            self._enter(planning, it.session, it.plan_after, it.enters)
            planning.reservations[it.id] = ports.ReservationRow(
                it.id, it.school, it.session, it.plan_after, it.slots_after, number, it.external_ref
            )
        for block in changes.blocks:
            if block.blocked:
                self._enter(planning, block.session, block.plan, block.slots)
                for ordinal in bits(block.slots):
                    planning.blocks[block.session, ordinal] = ports.BlockRow(
                        block.session, block.plan, ordinal, block.reason, block.note
                    )
        for closure, added in changes.closures:
            planning.closures_revision = number
            if added:
                planning.closures[closure.id] = closure
            elif planning.closures.pop(closure.id, None) is None:
                raise _Conflict
        if rules is not None:
            if tuple(self._rules.rules) != rules[0]:
                raise _Conflict
            self._rules = ports.RulesDocument(self._rules.version + 1, rules[1])
        event = changes.event
        planning.events.append(event)
        if changes.request:
            planning.requests[changes.role, changes.who, changes.request] = event
        self.notices.extend(changes.notices)

    def _new_ids(self, rows: Iterable[object]) -> list[int]:
        ids = []
        for _ in rows:
            self._last_id += 1
            ids.append(self._last_id)
        return ids

    def _check(self, planning: _Planning, changes: ports.ChangeSet) -> None:
        if changes.rules_version != self._rules.version:
            raise _Conflict
        if changes.closures_revision not in (None, planning.closures_revision):
            raise _Conflict
        for it in changes.relied_on:
            session = planning.sessions.get(it.id)
            if session is None or not session.category or session.plan != it.plan:
                raise _Conflict

    def _take_away(self, planning: _Planning, changes: ports.ChangeSet) -> None:
        for it in changes.reservations:
            if it.slots_before == 0:
                continue
            held = planning.reservations.get(it.id)
            expected = (it.revision_before, it.session, it.plan_before, it.slots_before)
            if held is None or (held.revision, held.session, held.plan, held.slots) != expected:
                raise _Conflict
            self._leave(planning, it.session, it.leaves)
            if it.slots_after == 0:
                del planning.reservations[it.id]
            else:
                planning.reservations[it.id] = held._replace(slots=it.slots_before & ~it.leaves)
        for block in changes.blocks:
            if block.blocked:
                continue
            for ordinal in bits(block.slots):
                row = planning.blocks.pop((block.session, ordinal), None)
                if row is None or row.plan != block.plan:
                    raise _Conflict
                if block.taken_along and (row.reason, row.note) != (block.reason, block.note):
                    raise _Conflict
            self._leave(planning, block.session, block.slots)

    def _leave(self, planning: _Planning, id: int, slots: int) -> None:
        session = planning.sessions[id]
        planning.sessions[id] = session._replace(reserved=session.reserved & ~slots)

    def _enter(self, planning: _Planning, id: int, plan: int, slots: int) -> None:
        """Mark slots as taken; those of a reservation and those without one."""
        session = planning.sessions.get(id)
        if session is None or not session.category or session.plan != plan:
            raise _Conflict
        if slots >> session.slot_count or slots & (session.reserved | session.unavailable):
            raise _Conflict
        planning.sessions[id] = session._replace(reserved=session.reserved | slots)

    def _put_session(
        self, planning: _Planning, before: ports.SessionRow | None, after: ports.SessionRow | None
    ) -> None:
        there = None if before is None else planning.sessions.get(before.id)
        if before is not None:
            if there is None or there.revision != before.revision:
                raise _Conflict
            goes = after is None or not after.category or after.plan != before.plan
            if before.category and goes and (there.reserved | there.unavailable):
                raise _Conflict
            del planning.sessions[before.id]
        if after is None:
            return
        for other in planning.sessions.values():
            apart = other.end <= after.start or after.end <= other.start
            if other.inspector == after.inspector and other.date == after.date and not apart:
                raise _Conflict
        reserved = unavailable = 0
        if there is not None and after.category and after.plan == there.plan:
            reserved, unavailable = there.reserved, there.unavailable
        planning.sessions[after.id] = after._replace(reserved=reserved, unavailable=unavailable)

    def record(self, refusal: ports.RefusalRow) -> None:
        """Note a refusal."""
        with self._lock:
            self._of(refusal.departement).refusals.append(refusal)

    # ---- Reading

    def _shown(self, planning: _Planning, session: ports.SessionRow) -> ports.SessionRow:
        """A session with the slots that blocks take told apart from those of reservations."""
        blocked = sum(1 << ordinal for (id, ordinal) in planning.blocks if id == session.id)
        return session._replace(reserved=session.reserved & ~blocked, unavailable=session.unavailable | blocked)

    def load(self, needs: ports.Needs) -> ports.Snapshot:
        """What a decision needs to see."""
        with self._lock:
            planning = self._of(needs.departement)
            snapshot = ports.Snapshot(planning.number, self._rules.version, planning.closures_revision)
            if needs.request is not None:
                snapshot.seen = planning.requests.get((needs.request.role, needs.request.who, needs.request.request))
                if snapshot.seen is not None:
                    return snapshot
            found: dict[int, ports.SessionRow] = {}

            def add(session: ports.SessionRow) -> None:
                found.setdefault(session.id, self._shown(planning, session))

            for id in needs.sessions:
                if id in planning.sessions:
                    add(planning.sessions[id])
            asked = list(found)
            held = [
                it for it in planning.reservations.values() if needs.reservations_of_sessions and it.session in found
            ]
            blocks = [it for it in planning.blocks.values() if needs.blocks_of_sessions and it.session in found]
            for id in needs.reservations:
                reservation = planning.reservations.get(id)
                if reservation is not None:
                    if reservation not in held:
                        held.append(reservation)
                    add(planning.sessions[reservation.session])
            if needs.inspector_days is not None:
                inspectors, first, last = needs.inspector_days
                days = {found[id].date for id in asked}
                who = set(inspectors) or {found[id].inspector for id in asked}
                for session in planning.sessions.values():
                    on = session.date in days if first is None or last is None else first <= session.date <= last
                    if session.inspector in who and on:
                        add(session)
            if needs.candidates is not None:
                candidates = self._sessions(planning, needs.candidates)
                for place, session in enumerate(candidates):
                    if place >= needs.enough and minutes(session) != minutes(candidates[place - 1]):
                        snapshot.more_candidates = True
                        break
                    add(session)
            snapshot.sessions = list(found.values())
            snapshot.reservations = held
            snapshot.blocks = blocks
            snapshot.closures = [it for it in planning.closures.values() if self._wanted(it, needs, found.values())]
            if needs.rules:
                snapshot.rules = self._rules.rules
            return snapshot

    def _wanted(self, closure: ports.ClosureRow, needs: ports.Needs, sessions: Iterable[ports.SessionRow]) -> bool:
        def touches(first: datetime.date, last: datetime.date) -> bool:
            begin, end = (first - _EPOCH).days * 1440, ((last - _EPOCH).days + 1) * 1440
            return closure.start < end and begin < closure.end

        return (
            closure.id in needs.closures
            or (needs.closures_within is not None and touches(*needs.closures_within))
            or (needs.closures_of_sessions and any(touches(it.date, it.date) for it in sessions))
        )

    def _sessions(self, planning: _Planning, which: ports.SessionFilter) -> list[ports.SessionRow]:
        def passes(it: ports.SessionRow) -> bool:
            free = ((1 << it.slot_count) - 1) & ~(it.reserved | it.unavailable)
            return (
                which.first <= it.date <= which.last
                and (not which.inspectors or it.inspector in which.inspectors)
                and (not which.centre or (bool(it.category) and it.centre == which.centre))
                and (not which.category or it.category == which.category)
                and (which.part is None or (bool(it.category) and it.part == which.part))
                and (which.planned == which.available or which.planned == bool(it.category))
                and (not which.with_free_slots or (bool(it.category) and free != 0))
                and ((which.start, which.end) == (0, 0) or (which.start <= it.start and it.end <= which.end))
            )

        rows = [it for it in planning.sessions.values() if passes(it)]
        return sorted(rows, key=lambda it: (minutes(it), it.id))

    def _page(
        self, rows: Iterable[tuple[tuple[int, int], Row]], page: ports.PageRequest, number: int
    ) -> ports.Page[Row]:
        wanted = [(place, row) for place, row in rows if page.after is None or place > page.after]
        shown = wanted[: page.limit]
        more = shown[-1][0] if len(wanted) > len(shown) else None
        return ports.Page([row for _, row in shown], more, number)

    def sessions(self, which: ports.SessionFilter, page: ports.PageRequest) -> ports.Page[ports.SessionRow]:
        """A page of sessions."""
        with self._lock:
            planning = self._of(which.departement)
            rows = (((minutes(it), it.id), self._shown(planning, it)) for it in self._sessions(planning, which))
            return self._page(rows, page, planning.number)

    def reservations(
        self, which: ports.ReservationFilter, page: ports.PageRequest
    ) -> ports.Page[tuple[ports.ReservationRow, ports.SessionRow]]:
        """A page of reservations."""
        with self._lock:
            rows = []
            codes = [which.departement] if which.departement else list(self._plannings)
            for planning in map(self._of, codes):
                for it in planning.reservations.values():
                    session = planning.sessions[it.session]
                    if (
                        which.first <= session.date <= which.last
                        and which.school in (0, it.school)
                        and which.centre in (0, session.centre)
                        and (not which.inspectors or session.inspector in which.inspectors)
                        and which.category in ("", session.category)
                    ):
                        length = session.unit_minutes * session.units_of_slot
                        start = minutes(session) + bits(it.slots)[0] * length
                        rows.append(((start, it.id), (it, self._shown(planning, session))))
            number = self._of(which.departement).number if which.departement else 0
            return self._page(sorted(rows, key=lambda row: row[0]), page, number)

    def closures(self, which: ports.ClosureFilter, page: ports.PageRequest) -> ports.Page[ports.ClosureRow]:
        """A page of closures."""
        with self._lock:
            planning = self._of(which.departement)
            begin, end = (which.first - _EPOCH).days * 1440, ((which.last - _EPOCH).days + 1) * 1440
            rows = [((it.start, it.id), it) for it in planning.closures.values() if it.start < end and begin < it.end]
            return self._page(sorted(rows, key=lambda row: row[0]), page, planning.number)

    def events(self, which: ports.EventFilter, page: ports.PageRequest) -> ports.Page[ports.EventRow]:
        """A page of the history."""
        with self._lock:
            planning = self._of(which.departement)
            rows = (
                ((it.number, 0), it)
                for it in planning.events
                if it.number > which.after and ports.event_matches(it, which)
            )
            return self._page(rows, page, planning.number)

    def refusals(self, departement: str, page: ports.PageRequest) -> ports.Page[ports.RefusalRow]:
        """A page of the journal."""
        with self._lock:
            planning = self._of(departement)
            rows = (((place + 1, 0), it) for place, it in enumerate(planning.refusals))
            return self._page(rows, page, planning.number)

    def rules(self) -> ports.RulesDocument:
        """The rules document."""
        return self._rules

    def week_units(self, which: ports.WeekFilter) -> list[ports.UnitsRow]:
        """Units of each inspector's week."""
        with self._lock:
            planning = self._of(which.departement)
            sums: dict[int, ports.UnitsRow] = {}
            for session in map(lambda it: self._shown(planning, it), planning.sessions.values()):
                if (
                    not session.category
                    or session.date - datetime.timedelta(days=session.date.weekday()) != which.week
                    or which.category not in ("", session.category)
                    or which.inspector not in (0, session.inspector)
                ):
                    continue
                row = sums.get(session.inspector, ports.UnitsRow(session.inspector, 0, 0, 0, 0))
                for ordinal in range(session.slot_count):
                    units = session.units_of_slot
                    start = minutes(session) + ordinal * session.unit_minutes * units
                    taken, blocked = session.reserved >> ordinal & 1, session.unavailable >> ordinal & 1
                    free = not taken and not blocked and start > which.now
                    row = ports.UnitsRow(
                        row.inspector,
                        row.planned + units,
                        row.unavailable + units * blocked,
                        row.assigned + units * taken,
                        row.reservable + units * free,
                    )
                sums[session.inspector] = row
            return [sums[id] for id in sorted(sums)]
