"""Ports that Python implements: a storage under the contract, a directory, a notifier, a clock."""

from __future__ import annotations

import contextlib
import datetime
import email
import pathlib
import threading
from collections.abc import Sequence

import pytest
from dictionary_storage import DictionaryStorage
from storage_contract import names, run

import creneau
from creneau import _native, errors, notify, ports
from creneau.rows import Centre, Office, School

NOW = datetime.datetime(2026, 6, 1, 8, tzinfo=datetime.timezone.utc)
MONDAY = datetime.date(2026, 6, 15)


@pytest.mark.parametrize("name", [it for it in names() if "notice" not in it and "lease" not in it])
def test_the_contract_holds_over_a_storage_in_python(name: str) -> None:
    assert run(name, _native.storage_capsule(DictionaryStorage())) == []


class Directory:
    """One office, one school, one inspector, one centre."""

    def offices(self, ids: Sequence[int]) -> list[Office]:
        return [Office(1, "BER 93", "ber93@example.org", "", ("93",), "")]

    def schools(self, ids: Sequence[int]) -> list[School]:
        school = School(12, "Auto-école 93-012", "AE93012", "ae@example.org", frozenset(), True, "")
        return [school] if not ids or 12 in ids else []

    def inspectors(self, ids: Sequence[int]) -> list[ports.Inspector]:
        return [ports.Inspector(7, "93-07", "IPCSR 93-07", (ports.Posting("93"),))]

    def inspectors_of(self, departement: str) -> list[ports.Inspector]:
        return self.inspectors(())

    def centres(self, ids: Sequence[int]) -> list[Centre]:
        return [Centre(3, "Rosny", "", "93", frozenset(), "")]

    def find_schools(self, text: str, limit: int) -> list[School]:
        return [it for it in self.schools(()) if ports.name_matches(it.name, text)][:limit]


class Clock:
    """A clock of one's own."""

    def __init__(self) -> None:
        self.times = 0

    @property
    def now(self) -> datetime.datetime:
        self.times += 1
        return NOW


def planned(office: creneau.OfficeActor) -> list[creneau.SlotId]:
    """The slots of a session that is created and planned."""
    made = office.create([creneau.NewSession(7, MONDAY, creneau.HalfDay.MORNING)]).sessions[0]
    return office.plan(made.id, centre=3, category=creneau.Category.CE).sessions[0].slots


def test_an_engine_over_ports_in_python() -> None:
    storage, clock = DictionaryStorage(), Clock()
    engine = creneau.embed(storage, Directory(), clock=clock, language=creneau.Language.FRENCH)
    office = engine.office(1)
    slots = planned(office)
    receipt = office.reserve(12, slots[:2], request="r-1")
    assert office.reserve(12, slots[:2], request="r-1") == receipt
    with pytest.raises(errors.SlotTaken):
        office.reserve(12, slots[1:3])
    assert office.week(MONDAY).total.assigned == 2
    assert [it.school for it in office.exams(12)] == [12]
    assert office.find_schools("ecole")[0].id == 12
    assert [it.kind for it in storage.notices] == ["reserved"]
    assert storage.notices[0].lines[0].units == 2
    assert "réservé" in storage.notices[0].text
    assert clock.times > 5


class Broken(RuntimeError):
    """What a host raises."""


@pytest.mark.parametrize("method", ["load", "commit", "rules", "week_units", "sessions"])
def test_what_a_storage_raises_comes_out_as_itself(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = DictionaryStorage()
    engine = creneau.embed(storage, Directory(), clock=Clock())
    office = engine.office(1)
    slots = planned(office)

    def fail(*_: object) -> None:
        raise Broken(method)

    monkeypatch.setattr(storage, method, fail)
    with pytest.raises(Broken, match=method) as raised:
        match method:
            case "load" | "commit":
                office.reserve(12, slots[:1])
            case "rules":
                office.rules()
            case "week_units":
                office.week(MONDAY)
            case _:
                office.sessions()
    assert any("fail" in it.name for it in raised.traceback)
    if method == "commit":
        assert "same request id" in raised.value.__notes__[0]
    monkeypatch.undo()
    assert office.week(MONDAY).total.assigned == 0


def test_an_error_of_the_storage_keeps_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    storage = DictionaryStorage()
    office = creneau.embed(storage, Directory(), clock=Clock()).office(1)

    def full(*_: object) -> None:
        raise errors.StorageFull("no room")

    monkeypatch.setattr(storage, "load", full)
    with pytest.raises(errors.StorageFull, match="no room"):
        planned(office)


def test_an_answer_that_makes_no_sense_is_a_type_error(monkeypatch: pytest.MonkeyPatch) -> None:
    storage = DictionaryStorage()
    office = creneau.embed(storage, Directory(), clock=Clock()).office(1)
    slots = planned(office)
    monkeypatch.setattr(storage, "load", lambda _: None)
    with pytest.raises(AttributeError):
        office.reserve(12, slots[:1])
    monkeypatch.setattr(storage, "load", lambda _: ports.Snapshot("one"))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="number cannot be 'one'"):
        office.reserve(12, slots[:1])


def test_a_clock_that_fails_is_heard_of() -> None:
    class Stopped:
        @property
        def now(self) -> datetime.datetime:
            raise Broken("no time")

    class Naive:
        now = datetime.datetime(2026, 6, 1)

    for clock, error in ((Stopped(), Broken), (Naive(), ValueError)):
        with pytest.raises(error):
            creneau.embed(DictionaryStorage(), Directory(), clock=clock)
        with pytest.raises(error):
            creneau.connect(":memory:", clock=clock)

    class Failing:
        fails = False

        @property
        def now(self) -> datetime.datetime:
            if self.fails:
                raise Broken("\udce9")
            return NOW

    failing = Failing()
    office = creneau.embed(DictionaryStorage(), Directory(), clock=failing).office(1)
    failing.fails = True
    with pytest.raises(Broken) as raised:
        office.create([creneau.NewSession(7, MONDAY, creneau.HalfDay.MORNING)])
    assert "was done" in raised.value.__notes__[0]


def test_a_journal_that_fails_does_not_hide_the_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    storage = DictionaryStorage()
    engine = creneau.embed(storage, Directory(), clock=Clock())
    office = engine.office(1)
    made = office.create([creneau.NewSession(7, MONDAY - datetime.timedelta(12), creneau.HalfDay.MORNING)])
    slots = office.plan(made.sessions[0].id, centre=3, category=creneau.Category.CE).sessions[0].slots
    reserved = office.reserve(12, slots[:1]).reservations[0]

    def fail(*_: object) -> None:
        raise Broken("no journal")

    monkeypatch.setattr(storage, "record", fail)
    with pytest.raises(errors.TooLate) as raised:
        engine.school(12).cancel("93", reserved.id)
    assert isinstance(raised.value.__context__, Broken)


def test_one_failure_of_a_port_is_not_the_next_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a port raised once was raised again by the ports of the rows behind it."""
    storage = DictionaryStorage()
    office = creneau.embed(storage, Directory(), clock=Clock()).office(1)
    slots = planned(office)
    load, calls = storage.load, 0

    def once(needs: ports.Needs) -> ports.Snapshot:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise Broken("once")
        return load(needs)

    monkeypatch.setattr(storage, "load", once)
    rows = ([12] * 3, [it.session for it in slots[:3]], [it.plan for it in slots[:3]], [0, 1, 2])
    with pytest.raises(Broken, match="once"):
        office.reserve_many(*rows)
    assert office.week(MONDAY).total.assigned == 2


def test_a_conflict_that_a_storage_raises_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    storage = DictionaryStorage()
    office = creneau.embed(storage, Directory(), clock=Clock()).office(1)
    slots = planned(office)
    commit, calls = storage.commit, 0

    def rival(sets: Sequence[ports.ChangeSet]) -> None:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise errors.Conflict("meanwhile")
        commit(sets)

    monkeypatch.setattr(storage, "commit", rival)
    assert office.reserve(12, slots[:1]).number > 0
    assert calls == 2


def test_a_commit_is_over_when_the_call_is() -> None:
    kept: list[ports.ChangeSet] = []

    class Keeping(DictionaryStorage):
        def commit(self, sets: Sequence[ports.ChangeSet]) -> None:
            kept.extend(sets)
            super().commit(sets)

    planned(creneau.embed(Keeping(), Directory(), clock=Clock()).office(1))
    with pytest.raises(ValueError, match="over"):
        kept[0].done()


def test_threads_share_an_engine_over_python() -> None:
    office = creneau.embed(DictionaryStorage(), Directory(), clock=Clock()).office(1)
    slots = planned(office)
    taken: list[int] = []

    def grab() -> None:
        for slot in slots:
            with contextlib.suppress(errors.SlotTaken):
                taken.append(office.reserve(12, [slot]).reservations[0].id)

    threads = [threading.Thread(target=grab) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len(set(taken)) == len(slots)


def with_notices(kept: str | pathlib.Path) -> creneau.Database:
    """A database in which a school was told of a reservation."""
    database = creneau.connect(kept, clock=creneau.Clock(NOW))
    database.put(
        offices=Directory().offices(()),
        schools=Directory().schools(()),
        inspectors=Directory().inspectors(()),
        centres=Directory().centres(()),
    )
    office = database.office(1)
    office.reserve(12, planned(office)[:1])
    return database


IDENTITY = notify.Identity("creneau@example.org", "Créneau", "creneau.example.org")


def test_a_notifier_in_python(kept: str | pathlib.Path) -> None:
    with with_notices(kept) as database:
        operator = database.operator()
        seen: list[ports.Notice] = []

        class Failing:
            def deliver(self, notice: ports.Notice) -> ports.Delivery:
                raise Broken("line down")

        class Delivering:
            def deliver(self, notice: ports.Notice) -> ports.Delivery:
                seen.append(notice)
                return ports.Delivery.DELIVERED

        with pytest.raises(Broken):
            operator.send(Failing())
        assert [it.status for it in operator.notices()] == ["pending"]
        database_clock = creneau.Clock(NOW + datetime.timedelta(days=1))
        with creneau.connect(kept, clock=database_clock) as later:
            assert later.operator().send(Delivering()).delivered == 1
        assert seen[0].address == "ae@example.org"
        assert [it.status for it in operator.notices(creneau.NoticeStatus.DELIVERED)] == ["delivered"]


def test_mails_into_a_folder(kept: str | pathlib.Path, tmp_path: pathlib.Path) -> None:
    with with_notices(kept) as database:
        operator = database.operator()
        notice = operator.notices()[0]
        folder = tmp_path / "mails"
        folder.mkdir()
        assert operator.send(notify.folder(folder, IDENTITY)).delivered == 1
        (path,) = folder.iterdir()
        assert path.read_bytes() == operator.mail(notice.id, IDENTITY)
        mail = email.message_from_bytes(path.read_bytes())
        assert mail["To"] == "ae@example.org"
        with pytest.raises(errors.UnknownNotice):
            operator.mail(99, IDENTITY)
        with pytest.raises(errors.BadAddress):
            operator.retry(notice.id, address="x@example.org\nBcc: y@example.org")
