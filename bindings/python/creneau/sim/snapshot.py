"""A real database as the beginning of a simulation."""

from __future__ import annotations

import collections
import dataclasses
import datetime
from typing import TYPE_CHECKING

from creneau.codes import SlotStatus
from creneau.rows import ImportedReservation, ImportedSession, Slot
from creneau.sim.scenario import Planned, Scenario

if TYPE_CHECKING:
    from creneau.actors import OperatorActor
    from creneau.database import Database

__all__ = ["snapshot"]


def office_of(operator: OperatorActor, departement: str) -> int:
    """The office that plans a département; a ValueError where none does."""
    for office in operator.offices():
        if departement in office.departements:
            return office.id
    raise ValueError(f"no office plans {departement}")


def snapshot(database: Database, departement: str, first: datetime.date, *, weeks: int = 26) -> Scenario:
    """Take the people, the places and what is planned from a Monday on, as they are.

    What schools will ask for, and which sessions inspectors will give, is not in it: add `sessions`,
    `demands`, `habits` and `absences`, or let `fit` find them in the history. Inspectors who were ever
    posted there are taken for posted there all the time.
    """
    operator = database.operator()
    office = office_of(operator, departement)
    monday = first - datetime.timedelta(days=first.weekday())
    acting = database.office(office)
    slots_of: dict[int, list[Slot]] = collections.defaultdict(list)
    for slot in acting.slots((monday, None), departement=departement):
        slots_of[slot.id.session].append(slot)
    planned = []
    for session in acting.sessions((monday, None), departement=departement):
        held: dict[int, list[Slot]] = collections.defaultdict(list)
        for slot in slots_of[session.id]:
            if slot.reservation is not None:
                held[slot.reservation].append(slot)
        planned.append(
            ImportedSession(
                session.inspector,
                session.starts_at.date(),
                session.starts_at.time(),
                session.ends_at.time(),
                session.centre or 0,
                session.category,
                session.part,
                session.unit_minutes,
                session.units_of_slot,
                session.slot_count,
                tuple(it.id.ordinal for it in slots_of[session.id] if it.status is SlotStatus.UNAVAILABLE),
                tuple(
                    ImportedReservation(some[0].school or 0, tuple(it.id.ordinal for it in some))
                    for some in held.values()
                ),
            )
        )
    return Scenario(
        first=monday,
        weeks=weeks,
        offices=tuple(operator.offices()),
        inspectors=tuple(
            dataclasses.replace(it, departements=(departement,))
            for it in operator.inspectors()
            if departement in it.departements
        ),
        centres=tuple(operator.centres()),
        schools=tuple(operator.schools()),
        sessions=(),
        demands=(),
        planned=(Planned(departement, office, tuple(planned)),) if planned else (),
    )
