"""Commands and what they give back."""

from __future__ import annotations

import datetime

import pytest
from conftest import MONDAY, World, fill

import creneau
from creneau import errors


def test_a_day_of_an_office(world: World) -> None:
    session = world.planned()
    assert (session.starts_at.isoformat(), session.slot_count) == ("2026-06-15T08:30:00+02:00", 7)
    receipt = world.office.reserve(12, session.slots[:2])
    (reserved,) = receipt.reservations
    assert (reserved.school, reserved.before, reserved.after) == (12, (), tuple(session.slots[:2]))
    week = world.office.week(MONDAY)
    assert (week.total.offered, week.total.assigned, week.total.unassigned) == (7, 2, 5)
    assert [row.inspector for row in week] == [7]
    world.school.cancel("93", reserved.id)
    assert world.office.week(MONDAY).total.unassigned == 7
    (removed,) = world.office.cancel(world.office.reserve(12, session.slots[:1]).reservations[0].id).reservations
    assert removed.after == ()
    assert world.office.slots()[0].status is creneau.SlotStatus.UNAVAILABLE
    world.office.unblock(session.slots[:1])
    world.office.block(session.slots[6:], reason=creneau.Reason.INSPECTOR_ABSENT)
    assert [slot.status.value for slot in world.office.slots()] == ["free"] * 6 + ["unavailable"]
    world.office.unplan(session.id)
    world.office.remove(session.id)
    assert len(world.office.sessions()) == 0


def test_the_engine_chooses_where_a_wish_is_fulfilled(world: World) -> None:
    world.planned()
    receipt = world.office.reserve(
        13, exams=2, category=creneau.Category.CE, part=creneau.ExamPart.OFF_ROAD, period=(MONDAY, MONDAY)
    )
    assert [slot.ordinal for slot in receipt.reservations[0].after] == [0, 1, 2, 3]


def test_a_preview_decides_the_same_and_stores_nothing(world: World) -> None:
    session = world.planned()
    preview = world.office.preview.reserve(12, session.slots[:1])
    assert preview.number == 0
    assert preview.reservations[0].id < 0
    assert world.office.question(preview).endswith("?")
    assert world.office.week(MONDAY).total.assigned == 0
    world.office.reserve(12, session.slots[:1])
    with pytest.raises(errors.SlotTaken):
        world.office.preview.reserve(13, session.slots[:1])


def test_a_request_id_again_gives_the_same_receipt(world: World) -> None:
    session = world.planned()
    first = world.office.reserve(12, session.slots[:1], request="r-1")
    assert world.office.reserve(12, session.slots[:1], request="r-1") == first
    with pytest.raises(errors.RequestReused):
        world.office.reserve(12, session.slots[1:2], request="r-1")


def test_a_change_takes_reservations_along(world: World) -> None:
    session = world.planned()
    world.office.reserve(12, session.slots[:1])
    changed = world.office.change(session.id, inspector=8, start=datetime.time(9)).sessions[0]
    assert (changed.inspector, changed.starts_at.hour, changed.plan) == (8, 9, session.plan + 1)
    assert world.school.exams()[0].starts_at.hour == 9


def test_a_cascade_names_what_was_seen(world: World) -> None:
    session = world.planned()
    held = world.office.reserve(12, session.slots[:1]).reservations[0]
    with pytest.raises(errors.SessionHasReservations) as refused:
        world.office.unplan(session.id)
    assert creneau.Subject("reservation", held.id) in refused.value.subjects
    world.office.unplan(session.id, cascade=[held.id], reason=creneau.Reason.WEATHER)


def test_a_closure_closes(world: World) -> None:
    zone = world.planned().starts_at.tzinfo
    start = datetime.datetime(2026, 6, 22, tzinfo=zone)
    receipt = world.office.close(creneau.ClosureScope.INSPECTOR, 7, start, start + datetime.timedelta(days=5))
    closure = receipt.closures[0]
    assert (closure.starts_at, closure.who) == (start, 7)
    with pytest.raises(errors.Closed):
        world.planned(datetime.date(2026, 6, 23))
    world.office.reopen(closure.id)
    world.planned(datetime.date(2026, 6, 23))


def test_rules_are_set_as_a_document(world: World) -> None:
    operator = world.database.operator()
    rule = creneau.Rule(datetime.date(2026, 1, 1), "cancellation.days", "8")
    operator.set_rules("93", [rule])
    assert list(operator.rules()) == [rule]
    with pytest.raises(errors.BadRule) as refused:
        operator.set_rules("93", [creneau.Rule(datetime.date(2026, 1, 1), "no.such", "1")])
    assert "no.such" in str(refused.value)


def test_an_export_is_imported_again(world: World) -> None:
    session = world.planned()
    world.office.reserve(12, session.slots[:2])
    csv = world.office.csv()
    with creneau.connect(":memory:", clock=world.clock) as other:
        fill(other)
        other.operator().import_planning("93", csv, office=1)
        assert [line.rsplit(",", 1)[0] for line in other.office(1).csv().splitlines()] == [
            line.rsplit(",", 1)[0] for line in csv.splitlines()
        ]
        assert other.office(1).week(MONDAY).total == world.office.week(MONDAY).total


def test_words_are_french_and_english(world: World) -> None:
    receipt = world.office.reserve(12, world.planned().slots[:1])
    assert "réservée" in world.office.banner(receipt)
    assert "reserved" in world.office.banner(receipt, creneau.Language.ENGLISH)
    assert world.office.listing(receipt)[0].school == "« Auto-école 93-012 »"
