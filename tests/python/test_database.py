"""A database that is kept: how it is opened, and its upkeep, on a file and on a server."""

from __future__ import annotations

import datetime
import pathlib
import sqlite3
import threading

import places
import pytest
from conftest import MONDAY, World, fill

import creneau
from creneau import errors, notify


@pytest.fixture
def place(kept: str | pathlib.Path) -> str | pathlib.Path:
    """Where the world of these tests is."""
    return kept


def change(kept: str | pathlib.Path, sql: str) -> None:
    """Go around the library."""
    if isinstance(kept, str):
        places.run_sql(kept, f"SET search_path = creneau; {sql}")
        return
    with sqlite3.connect(kept) as file:
        file.executescript(sql)
    file.close()


def is_made_where_that_is_asked(at: str | pathlib.Path) -> None:
    with pytest.raises(errors.StorageMissing) as refused:
        creneau.connect(at)
    assert str(at) in str(refused.value)
    with pytest.raises(errors.StorageMissing):
        creneau.connect(at, create=True, read_only=True)
    with creneau.connect(at, create=True) as database:
        fill(database)
    with creneau.connect(at) as database:
        assert len(database.office(1).offices()) == 2


def test_a_file_is_made_where_that_is_asked(tmp_path: pathlib.Path) -> None:
    is_made_where_that_is_asked(tmp_path / "planning.db")


def test_a_schema_is_made_where_that_is_asked() -> None:
    with places.server_database(empty=True) as uri:
        is_made_where_that_is_asked(uri)


def test_a_missing_file_is_not_made(tmp_path: pathlib.Path) -> None:
    with pytest.raises(errors.StorageMissing):
        creneau.connect(tmp_path / "no.db")
    assert not (tmp_path / "no.db").exists()


def test_what_cannot_be_opened_says_why() -> None:
    # Nobody listens on port 1.
    with pytest.raises(errors.StorageUnreachable):
        creneau.connect("postgresql://nobody@127.0.0.1:1/planning")
    with pytest.raises(errors.BadArgument):
        creneau.connect("postgresql://127.0.0.1:port/planning")
    with places.server_database() as uri, pytest.raises(errors.StorageMissing):
        creneau.connect(uri + "_of_nobody", create=True)


def test_what_is_read_only_is_never_changed(world: World, kept: str | pathlib.Path) -> None:
    before = kept.read_bytes() if isinstance(kept, pathlib.Path) else b""
    with creneau.connect(kept, read_only=True, clock=world.clock) as database:
        assert database.office(1).offices()[0].name == "BER 93"
        with pytest.raises(errors.StorageReadOnly):
            database.put_directory("Id,Nom,Mail,Departements\n3,BER 974,,974\n")
        with pytest.raises(errors.StorageReadOnly):
            database.office(1).create([creneau.NewSession(7, MONDAY, creneau.HalfDay.MORNING)])
    assert len(world.office.offices()) == 2
    assert len(world.office.sessions()) == 0
    if isinstance(kept, pathlib.Path):
        assert kept.read_bytes() == before


def test_what_a_newer_version_made_is_left_alone(world: World, kept: str | pathlib.Path) -> None:
    world.database.close()
    change(kept, "INSERT INTO migration SELECT 999, checksum FROM migration LIMIT 1")
    with pytest.raises(errors.StorageNewer):
        creneau.connect(kept, create=True)


def test_everything_is_there_when_it_is_opened_again(world: World, kept: str | pathlib.Path) -> None:
    slots = world.planned().slots
    world.office.reserve(12, slots[:2], request="r-1")
    receipt = world.office.block(slots[6:], reason=creneau.Reason.VEHICLE)
    history = [it.number for it in world.office.history().events]
    world.database.close()
    with creneau.connect(kept, clock=world.clock) as database:
        office = database.office(1)
        assert [it.number for it in office.history().events] == history
        assert receipt.number == history[-1]
        assert [it.status.value for it in office.slots()] == ["reserved"] * 2 + ["free"] * 4 + ["unavailable"]
        assert [it.school for it in office.exams(12)] == [12]


def test_entries_are_tried_and_taken(world: World) -> None:
    school = "RaisonSociale,IdAurige,Mail\nAuto-école 93-020,AE93020,\nAuto-école 93-012,AE93012,\n"
    assert world.database.put_directory(school, dry_run=True) == (1, 1)
    assert len(world.office.find_schools("93-020")) == 0
    assert world.database.put_directory(school) == (1, 1)
    assert [it.aurige_id for it in world.office.find_schools("93-020")] == ["AE93020"]
    wrong = creneau.rows.Office(1, "BER 93", "no address", "", ("93",), "")
    with pytest.raises(errors.BadAddress):
        world.database.put(offices=[wrong])


def test_it_says_how_it_keeps_what_is_not_yet_in_place(world: World, kept: str | pathlib.Path) -> None:
    modes = {"server"} if isinstance(kept, str) else {"wal", "truncate"}
    assert world.database.journal_mode in modes


def test_what_is_sound_has_no_findings_and_what_is_damaged_has(world: World, kept: str | pathlib.Path) -> None:
    held = world.office.reserve(12, world.planned().slots[:2]).reservations[0]
    assert world.database.check() == []
    change(kept, "DELETE FROM slot")
    assert ("reservation_slots", f"reservation {held.id}") in world.database.check()


def test_it_forgets_what_is_old(world: World, tmp_path: pathlib.Path) -> None:
    world.office.reserve(12, world.planned().slots[:1])
    operator = world.database.operator()
    assert operator.send(notify.folder(tmp_path, notify.Identity("a@example.org", "A", "example.org"))).delivered == 1
    later = world.clock.now + datetime.timedelta(days=31)
    assert world.database.purge(world.clock.now) == (0, 0, 0)
    assert operator.notices()[0].address == "ae12@example.org"
    assert world.database.purge(later, history_before=later) == (1, 3, 0)
    assert operator.notices()[0].address == ""
    assert len(world.office.history().events) == 0
    assert world.office.week(MONDAY).total.assigned == 1


def test_it_forgets_the_texts_of_one_event(world: World) -> None:
    slots = world.planned().slots
    number = world.office.block(slots[:1], reason=creneau.Reason.OTHER, note="a name that must go").number
    assert [it.note for it in world.office.history(after=number - 1).events] == ["a name that must go"]
    world.database.redact("93", number)
    assert [it.note for it in world.office.history(after=number - 1).events] == [""]
    with pytest.raises(errors.BadArgument):
        world.database.redact("93", 99)


def test_it_tells_of_changes(world: World, kept: str | pathlib.Path) -> None:
    assert world.database.wait_for_change("93", 0, datetime.timedelta(0)) == 0
    heard: list[int] = []
    waiting = threading.Thread(
        target=lambda: heard.append(world.database.wait_for_change("93", 0, datetime.timedelta(minutes=2)))
    )
    waiting.start()
    with creneau.connect(kept, clock=world.clock) as other:
        other.office(1).create([creneau.NewSession(7, MONDAY, creneau.HalfDay.MORNING)])
    waiting.join()
    assert heard == [1]


def test_those_who_opened_it_share_it(world: World, kept: str | pathlib.Path) -> None:
    slots = world.planned().slots
    with creneau.connect(kept, clock=world.clock) as other:
        other.office(1).reserve(12, slots[:1])
        with pytest.raises(errors.SlotTaken):
            world.office.reserve(13, slots[:1])
    assert world.office.week(MONDAY).total.assigned == 1


def test_a_copy_goes_anywhere_and_replaces_nothing(world: World, tmp_path: pathlib.Path) -> None:
    world.office.reserve(12, world.planned().slots[:2])
    history = [it.number for it in world.office.history().events]
    with places.server_database(empty=True) as uri:
        for to in (tmp_path / "copy.db", uri):
            world.database.backup(to)
            with pytest.raises(errors.BadArgument):
                world.database.backup(to)
            with creneau.connect(to, clock=world.clock) as copy:
                assert [it.number for it in copy.office(1).history().events] == history
    # Nobody listens on port 1.
    with pytest.raises(errors.StorageUnreachable):
        world.database.backup("postgresql://nobody@127.0.0.1:1/planning")
