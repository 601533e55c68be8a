"""What is refused says why, and changes nothing."""

from __future__ import annotations

import datetime
import pathlib
import subprocess
import sys

import pytest
from conftest import MONDAY, World

import creneau
from creneau import _native, errors

ROOT = pathlib.Path(__file__).parents[2]


def test_the_tree_is_that_of_the_list_of_codes() -> None:
    made = subprocess.run([sys.executable, ROOT / "tools/python-errors"], check=True, capture_output=True, text=True)
    assert pathlib.Path(errors.__file__).read_text() == made.stdout
    bases = {"refused": errors.Refused, "input": errors.BadInput, "failed": errors.Failed}
    by_number = {it.number: it for base in bases.values() for it in base.__subclasses__()}
    for name, number, kind, _ in _native.codes():
        assert by_number[number].code == name
        assert issubclass(by_number[number], bases[kind])
    assert len(by_number) == len(_native.codes())


def test_too_late_says_until_when(world: World) -> None:
    held = world.office.reserve(12, world.planned().slots[:1]).reservations[0]
    world.clock.now = datetime.datetime(2026, 6, 9, 21, 59, 59, tzinfo=datetime.timezone.utc)
    world.school.preview.cancel("93", held.id)
    world.clock.now = datetime.datetime(2026, 6, 9, 22, tzinfo=datetime.timezone.utc)
    with pytest.raises(errors.TooLate) as refused:
        world.school.cancel("93", held.id)
    error = refused.value
    assert error.code == "too_late"
    assert error.deadline is not None
    assert error.deadline.closes_at == world.clock.now
    assert error.deadline.last_day == datetime.date(2026, 6, 9)
    assert error.deadline.zone == "Europe/Paris"
    assert "mardi 9 juin 2026" in error.french
    assert world.office.week(MONDAY).total.assigned == 1
    refusals = world.database.operator().refusals("93")
    assert [row.code for row in refusals] == ["too_late"]


def test_a_naive_moment_is_refused(world: World) -> None:
    with pytest.raises(ValueError, match="tzinfo"):
        creneau.Clock(datetime.datetime(2026, 6, 1))
    with pytest.raises(ValueError, match="tzinfo"):
        world.office.close(
            creneau.ClosureScope.INSPECTOR, 7, datetime.datetime(2026, 6, 22), datetime.datetime(2026, 6, 23)
        )


def test_a_datetime_is_no_date(world: World) -> None:
    with pytest.raises(TypeError):
        world.office.week(datetime.datetime(2026, 6, 15, tzinfo=datetime.timezone.utc))


@pytest.mark.parametrize("departement", ["75", "2a", "0", "9" * 50, "é", "93\0"])
def test_a_wrong_departement_changes_nothing(world: World, departement: str) -> None:
    session = world.planned()
    with pytest.raises((errors.Error, ValueError)):
        world.office.reserve(12, session.slots[:1], departement=departement)
    assert world.office.week(MONDAY).total.assigned == 0


@pytest.mark.parametrize(
    ("slots", "error"),
    [
        ([], errors.NothingToDo),
        ([creneau.SlotId(1 << 40, 1, 0)], errors.UnknownSession),
        ([creneau.SlotId(-5, 1, 0)], errors.UnknownSession),
    ],
)
def test_wrong_slots_are_refused(world: World, slots: list[creneau.SlotId], error: type[creneau.Error]) -> None:
    world.planned()
    with pytest.raises(error):
        world.office.reserve(12, slots)


def test_slots_are_checked_one_by_one(world: World) -> None:
    session = world.planned()
    with pytest.raises(errors.UnknownSlot):
        world.office.reserve(12, [session.slots[0]._replace(ordinal=7)])
    with pytest.raises(errors.NamedTwice):
        world.office.reserve(12, [session.slots[0], session.slots[0]])
    with pytest.raises(errors.UnknownSchool):
        world.office.reserve(99, session.slots[:1])
    with pytest.raises(TypeError):
        world.office.reserve(1 << 70, session.slots[:1])


def test_everybody_stays_in_what_is_theirs(world: World) -> None:
    held = world.office.reserve(12, world.planned().slots[:1]).reservations[0]
    with pytest.raises(errors.ForeignReservation):
        world.database.school(13).cancel("93", held.id)
    with pytest.raises(errors.ForeignDepartement):
        world.database.office(2).week(MONDAY, departement="93")
    with pytest.raises(errors.NotAllowed):
        world.database.school(12)._caller.refusals("93")


def test_faults_of_a_file_are_all_named(world: World) -> None:
    with pytest.raises(creneau.BadInput) as refused:
        world.database.operator().import_planning(
            "93",
            "Date,Heure,Matricule,Nom,Centre,Departement\n31/02/26,08:30,93-07,,Rosny,93\n15/06/26,25:00,93-07,,X,93\n",
            office=1,
        )
    assert len(refused.value.faults) >= 2
    assert {fault.line for fault in refused.value.faults} == {2, 3}
    assert len(world.office.sessions()) == 0


def test_a_closed_database_says_so(world: World) -> None:
    world.database.close()
    world.database.close()
    with pytest.raises(ValueError, match="closed"):
        world.database.office(1)
