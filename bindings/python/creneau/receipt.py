"""What commands give back, and the history that is made of it: values."""

from __future__ import annotations

import dataclasses
import datetime
from typing import TYPE_CHECKING, Any

from creneau.codes import Reason
from creneau.rows import Closure, Event, Session, SlotId, closure_of, event_of, session_of
from creneau.table import Table

if TYPE_CHECKING:
    from creneau import _native

__all__ = ["Block", "History", "Receipt", "Remark", "ReservationChange"]


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
            Block(
                tuple(SlotId(session, plan, it) for it in ordinals), blocked, Reason(reason) if reason else None, note
            )
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
