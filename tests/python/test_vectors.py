"""The scenarios that every language runs, through the Python API; see tests/vectors/README.md."""

from __future__ import annotations

import contextlib
import csv
import datetime
import json
import pathlib
from collections.abc import Callable, Iterable
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest

import creneau
from creneau import errors, ports, zones
from creneau.rows import Centre, Office, School

VECTORS = pathlib.Path(__file__).parents[1] / "vectors"
Facts = dict[str, Any]


def instant(text: str) -> datetime.datetime:
    """A moment that ends with Z."""
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def date(text: str) -> datetime.date:
    """A date."""
    return datetime.date.fromisoformat(text)


def time(text: str) -> datetime.time:
    """A time of day; 24:00 is the midnight that ends it."""
    return datetime.time(0) if text == "24:00" else datetime.time.fromisoformat(text)


def categories(entry: Facts) -> frozenset[creneau.Category]:
    """The categories of an entry; none where they are left out."""
    return frozenset(creneau.Category(it) for it in entry.get("categories", ()))


class Life:
    """A planning that lives through a scenario."""

    def __init__(self, scenario: Facts, database: creneau.Database, clock: creneau.Clock) -> None:
        """Fill the directory from the scenario's world."""
        self.scenario = scenario
        self.database = database
        self.clock = clock
        world = json.loads((VECTORS / "worlds" / f"{scenario['world']}.json").read_text())
        self.ids: dict[str, dict[str, int]] = {
            kind: {entry["name"]: place for place, entry in enumerate(world[f"{kind}s"], 1)}
            for kind in ("office", "school", "inspector", "centre")
        }
        self.departements = {place: entry["departements"] for place, entry in enumerate(world["offices"], 1)}
        self.names: dict[str, dict[str, int]] = {"session": {}, "reservation": {}, "closure": {}}
        self.last_notice = 0
        database.put(
            offices=[
                Office(id, it["name"], it.get("mail", ""), it.get("phone", ""), tuple(it["departements"]), "")
                for id, it in enumerate(world["offices"], 1)
            ],
            schools=[
                School(id, it["name"], it["aurige_id"], it.get("mail", ""), categories(it), it.get("active", True), "")
                for id, it in enumerate(world["schools"], 1)
            ],
            inspectors=[
                ports.Inspector(
                    id,
                    it["name"],
                    f"IPCSR {it['name']}",
                    tuple(
                        ports.Posting(
                            post["departement"],
                            date(post["from"]) if "from" in post else None,
                            date(post["to"]) if "to" in post else None,
                        )
                        for post in it["postings"]
                    ),
                    categories(it),
                )
                for id, it in enumerate(world["inspectors"], 1)
            ],
            centres=[
                Centre(id, it["name"], it.get("place", ""), it["departement"], categories(it), "")
                for id, it in enumerate(world["centres"], 1)
            ],
        )

    # ---- Names

    def id(self, kind: str, name: str) -> int:
        """The id of something that a scenario calls by a name; one that nothing has, where it is unknown."""
        return (self.ids.get(kind) or self.names[kind]).get(name, 999_999)

    def name(self, kind: str, id: int) -> str:
        """What the scenario calls something."""
        known = self.ids.get(kind) or self.names[kind]
        return next((name for name, it in known.items() if it == id), f"#{id}")

    def slots(self, texts: Iterable[str]) -> list[creneau.SlotId]:
        """`monday/1/3-5` is three slots."""
        found = []
        for text in texts:
            name, plan, ordinals = text.split("/")
            first, _, last = ordinals.partition("-")
            for ordinal in range(int(first), int(last or first) + 1):
                found.append(creneau.SlotId(self.id("session", name), int(plan), ordinal))
        return found

    def subject(self, it: creneau.Subject) -> str:
        """`kind:name`, as scenarios write it."""
        match it.kind:
            case "slot":
                session, plan, ordinal = it.value
                return f"slot:{self.name('session', session)}/{plan}/{ordinal}"
            case "line":
                return f"line:{it.value[0]}"
            case "office" | "school" | "inspector" | "centre" | "session" | "reservation" | "closure":
                return f"{it.kind}:{self.name(it.kind, it.value)}"
            case _:
                return f"{it.kind}:{it.value}"

    def local(self, text: str, departement: str) -> datetime.datetime:
        """A local time, aware."""
        return datetime.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zones.zone_of(departement)))

    # ---- Steps

    def run(self) -> None:
        """Every step, in order."""
        for step in self.scenario["steps"]:
            if "at" in step:
                self.clock.now = instant(step["at"])
            if "command" in step:
                self.command(step)
            if "state" in step:
                self.check_state(step)

    def command(self, step: Facts) -> None:
        """Preview a command, give it, and look at what comes of it."""
        where = step["step"]
        departement = step["departement"] if "departement" in step else self.scenario["departement"]
        outcomes: list[creneau.Receipt | creneau.Error] = []
        for preview in (True,) if step.get("preview") else (True, False):
            try:
                outcomes.append(self.given(step, departement, preview=preview)())
            except creneau.Error as error:
                outcomes.append(error)
        last = outcomes[-1]
        if "refused" in step:
            for outcome in outcomes:
                assert isinstance(outcome, creneau.Error), where
                self.check_refusal(where, step["refused"], outcome)
            return
        for outcome in outcomes:
            if isinstance(outcome, creneau.Error):
                raise outcome
        assert isinstance(last, creneau.Receipt)
        made = step.get("names", {})
        new = {
            "sessions": [it.id for it in last.sessions],
            "reservations": [it.id for it in last.reservations if not it.before],
            "closures": [it.id for it in last.closures],
        }
        for kind, wanted in made.items():
            self.names[kind[:-1]].update(zip(wanted, new[kind], strict=False))
        if "done" in step:
            self.check_receipt(where, step["done"], last)
        self.last_notice = max((it.id for it in self.database.operator().notices()), default=0)

    def given(self, step: Facts, departement: str, *, preview: bool) -> Callable[[], creneau.Receipt]:
        """The call that a step makes."""
        role, _, who = step["as"].partition(":")
        command, given = step["command"], step.get("arguments", {})
        common: Facts = {"departement": departement, "request": step.get("request", "")}
        actor: Any = {
            "office": lambda: self.database.office(self.id("office", who)),
            "school": lambda: self.database.school(self.id("school", who)),
            "inspector": lambda: self.database.inspector(self.id("inspector", who)),
            "reader": lambda: self.database.reader(self.id("office", who)),
            "operator": lambda: self.database.operator(),
        }[role]()  # type: ignore[no-untyped-call]
        wanted_role = (
            "operator"
            if command in ("set_rules", "import_planning")
            else "school"
            if command == "cancel_by_school"
            else "office"
        )
        if role != wanted_role:
            # Somebody to whom the API does not even offer the command.
            kind = {"office": creneau.OfficeActor, "school": creneau.SchoolActor, "operator": creneau.OperatorActor}[
                wanted_role
            ]
            stand_in: Any = object.__new__(kind)
            stand_in.__dict__.update(actor.__dict__)
            actor = stand_in
            if not preview:
                return lambda: self.call(actor, command, given, departement, common)
            stand_in._mode = 1
            return lambda: self.call(stand_in, command, given, departement, common)
        if preview:
            actor = actor.preview
        return lambda: self.call(actor, command, given, departement, common)

    def call(self, actor: Any, command: str, given: Facts, departement: str, common: Facts) -> Any:
        """One command by its arguments."""
        reason = creneau.Reason(given["reason"]) if given.get("reason") else None
        part = creneau.ExamPart(given["part"]) if given.get("part") else None
        category = creneau.Category(given["category"]) if given.get("category") else None
        sessions = (
            [self.id("session", it) for it in given.get("sessions", ())]
            if command
            not in (
                "create_sessions",
                "import_planning",
            )
            else []
        )
        reservations = [self.id("reservation", it) for it in given.get("reservations", ())]
        slots = self.slots(given.get("slots", ()))
        override = {"override_calendar": given.get("override_calendar", False)}
        request = {"request": common["request"]}
        match command:
            case "create_sessions":
                wanted = [
                    creneau.NewSession(
                        self.id("inspector", it["inspector"]),
                        date(it["date"]),
                        creneau.HalfDay(it["half_day"]) if "half_day" in it else (time(it["start"]), time(it["end"])),
                    )
                    for it in given["sessions"]
                ]
                return actor.create(wanted, **override, **common)
            case "remove_sessions":
                return actor.remove(sessions, **common)
            case "plan_sessions":
                return actor.plan(
                    sessions,
                    centre=self.id("centre", given["centre"]),
                    category=category,
                    part=part,
                    **override,
                    **common,
                )
            case "unplan_sessions":
                cascade = [self.id("reservation", it) for it in given["cascade"]] if "cascade" in given else None
                return actor.unplan(sessions, cascade=cascade, reason=reason, **common)
            case "change_session":
                return actor.change(
                    self.id("session", given["session"]),
                    inspector=self.id("inspector", given["inspector"]) if "inspector" in given else 0,
                    centre=self.id("centre", given["centre"]) if "centre" in given else 0,
                    date=date(given["date"]) if "date" in given else None,
                    start=time(given["start"]) if "start" in given else None,
                    reason=reason,
                    **override,
                    **common,
                )
            case "reserve_slots":
                return actor.reserve(self.id("school", given["school"]), slots, **common)
            case "reserve_wish":
                return actor.reserve(
                    self.id("school", given["school"]),
                    category=category,
                    part=part,
                    exams=given.get("exams", 0),
                    units=given.get("units", 0),
                    inspectors=[self.id("inspector", it) for it in given.get("inspectors", ())],
                    centre=self.id("centre", given["centre"]) if "centre" in given else 0,
                    period=(
                        date(given["from"]) if "from" in given else None,
                        date(given["to"]) if "to" in given else None,
                    ),
                    half_day=creneau.HalfDay(given["half_day"]) if "half_day" in given else None,
                    **common,
                )
            case "cancel_by_office":
                return actor.cancel(
                    reservations, slots=slots, reason=reason, correction=given.get("correction", False), **common
                )
            case "cancel_by_school":
                return actor.cancel(departement, reservations, slots=slots, **request)
            case "block_slots":
                return actor.block(slots, reason=reason, **common)
            case "unblock_slots":
                return actor.unblock(slots, **common)
            case "add_closure":
                scope = next(it for it in creneau.ClosureScope if it.value in given)
                return actor.close(
                    scope,
                    self.id(scope.value, given[scope.value]),
                    self.local(given["from"], departement),
                    self.local(given["to"], departement),
                    reason=reason,
                    **common,
                )
            case "remove_closures":
                return actor.reopen([self.id("closure", it) for it in given["closures"]], **common)
            case "set_rules":
                rules = [
                    creneau.Rule(date(it.get("from", "2000-01-03")), it["key"], it["value"]) for it in given["rules"]
                ]
                return actor.set_rules(departement, rules, **request)
            case "import_planning":
                imported = [self.imported(it) for it in given["sessions"]]
                return actor.import_sessions(
                    departement,
                    imported,
                    office=self.id("office", given["office"]) if "office" in given else 0,
                    notify=given.get("notify", False),
                    **request,
                )
        raise AssertionError(command)

    def imported(self, it: Facts) -> creneau.ImportedSession:
        """A session that is taken in."""
        return creneau.ImportedSession(
            self.id("inspector", it["inspector"]),
            date(it["date"]),
            time(it["start"]),
            time(it["end"]),
            self.id("centre", it["centre"]) if "centre" in it else 0,
            creneau.Category(it["category"]) if "category" in it else None,
            creneau.ExamPart(it["part"]) if it.get("part") else None,
            unavailable=tuple(it.get("unavailable", ())),
            held=tuple(
                creneau.ImportedReservation(self.id("school", held["school"]), tuple(held["slots"]))
                for held in it.get("reservations", ())
            ),
        )

    # ---- What is expected

    def check_refusal(self, where: str, wanted: Facts, error: creneau.Error) -> None:
        """The error is the one that the step names."""
        assert error.code == wanted["code"], f"{where}: {error}"
        if "subjects" in wanted:
            assert sorted(map(self.subject, error.subjects)) == sorted(wanted["subjects"]), where
        for fact in ("limit", "actual"):
            if fact in wanted:
                assert getattr(error, fact) == wanted[fact], where
        if "closes_at" in wanted:
            assert error.deadline is not None
            assert error.deadline.closes_at == instant(wanted["closes_at"]), where

    def check_receipt(self, where: str, wanted: Facts, receipt: creneau.Receipt) -> None:
        """The receipt says what the step does."""
        if "sessions" in wanted:
            touched = {it.id for it in receipt.sessions} | {it.id for it in receipt.sessions_before}
            assert len(touched) == wanted["sessions"], where
        if "reservations" in wanted:
            held = {self.name("reservation", it.id): [slot.ordinal for slot in it.after] for it in receipt.reservations}
            assert held == wanted["reservations"], where
        if "units" in wanted:
            gained = sum(max(0, len(it.after) - len(it.before)) for it in receipt.reservations)
            assert gained == wanted["units"], where
        for fact, blocked in (("blocked", True), ("unblocked", False)):
            if fact in wanted:
                slots = [
                    f"{self.name('session', it.session)}/{it.plan}/{it.ordinal}"
                    for block in receipt.blocks
                    for it in block.slots
                    if block.blocked == blocked
                ]
                assert sorted(slots) == sorted(wanted[fact]), where
        if "remarks" in wanted:
            remarks = [
                f"{it.kind} session:{self.name('session', it.subject)} {it.amount}"
                for it in receipt.remarks
                if it.kind != "undeliverable"
            ]
            assert sorted(remarks) == sorted(wanted["remarks"]), where
        if "notices" in wanted:
            notices = [
                f"{it.kind} school:{self.name('school', it.to_school)} {it.lines}"
                if it.to_school
                else f"{it.kind} office:{self.name('office', it.to_office or 0)} {it.lines}"
                for it in self.database.operator().notices()
                if it.id > self.last_notice
            ]
            assert sorted(notices) == sorted(wanted["notices"]), where

    def check_state(self, step: Facts) -> None:
        """The planning is as the step says."""
        where, state = step["step"], step["state"]
        departement = step["departement"] if "departement" in step else self.scenario["departement"]
        office = self.database.office(next(id for id, codes in self.departements.items() if departement in codes))
        sessions = {it.id: it for it in office.sessions(departement=departement)}
        slots = list(office.slots(departement=departement))
        marks = {creneau.SlotStatus.FREE: ".", creneau.SlotStatus.RESERVED: "R", creneau.SlotStatus.UNAVAILABLE: "x"}
        for name, wanted in state.get("slots", {}).items():
            session = sessions.get(self.id("session", name))
            shown = "gone" if session is None else "available"
            if session is not None and session.planned:
                shown = "".join(marks[it.status] for it in slots if it.id.session == session.id)
            assert shown == wanted, f"{where}: {name}"
        exams = {
            it.reservation: it
            for school in self.ids["school"].values()
            for it in office.exams(school, departement=departement, when=creneau.When.ALL)
        }
        for name, wanted in state.get("reservations", {}).items():
            exam = exams.get(self.id("reservation", name))
            shown_exam = None
            if exam is not None:
                plan = exam.slots[0]
                ordinals = " ".join(str(it.ordinal) for it in exam.slots)
                shown_exam = (
                    f"school:{self.name('school', exam.school)} "
                    f"session:{self.name('session', plan.session)}/{plan.plan} {ordinals}"
                )
            assert shown_exam == wanted, f"{where}: {name}"
        for wanted in state.get("weeks", ()):
            week = office.week(
                date(wanted["week"]),
                departement=departement,
                category=creneau.Category(wanted["category"]) if "category" in wanted else None,
                inspector=self.id("inspector", wanted["inspector"]) if "inspector" in wanted else 0,
            )
            for figure, units in wanted.items():
                if figure not in ("week", "category", "inspector"):
                    assert getattr(week.total, figure) == units, f"{where}: {figure}"
        for wanted in state.get("exams", ()):
            found = office.exams(
                self.id("school", wanted["school"]),
                departement=departement,
                category=creneau.Category(wanted["category"]) if "category" in wanted else None,
                when=creneau.When(wanted.get("when", "upcoming")),
            )
            shown_exams = [
                f"{self.name('reservation', it.reservation)} {it.starts_at:%Y-%m-%dT%H:%M} {it.units}" for it in found
            ]
            key = next(it for it in wanted if it not in ("school", "category", "when"))
            assert shown_exams == wanted[key], where
        for name, closes_at in state.get("deadlines", {}).items():
            exam = exams[self.id("reservation", name)]
            assert office.deadline(departement, exam.starts_at).closes_at == instant(closes_at), where
        if "events" in state:
            assert len(office.history(departement=departement).events) == state["events"], where
        if "refusals" in state:
            codes = [it.code for it in self.database.operator().refusals(departement)]
            assert codes == state["refusals"], where


SCENARIOS = sorted((VECTORS / "scenarios").glob("*.json"))


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda it: it.stem)
def test_the_scenario_comes_out(path: pathlib.Path, place: str | pathlib.Path) -> None:
    scenario = json.loads(path.read_text())
    clock = creneau.Clock(instant(scenario["now"]))
    with creneau.connect(place, clock=clock) as database:
        Life(scenario, database, clock).run()
        if place != ":memory:":
            assert database.check() == []


def rows(name: str) -> list[dict[str, str]]:
    """A table of vectors."""
    lines = [it for it in (VECTORS / name).read_text().splitlines() if not it.startswith("#")]
    return list(csv.DictReader(lines))


def test_the_deadlines_are_those_of_the_table() -> None:
    wanted = rows("deadlines.csv")
    with creneau.connect(":memory:") as database:
        operator = database.operator()
        for row in wanted:
            rules = [
                creneau.Rule(datetime.date(2000, 1, 3), "cancellation.counting", row["counting"]),
                creneau.Rule(datetime.date(2000, 1, 3), "cancellation.back_to_working_day", row["back"]),
            ]
            with contextlib.suppress(errors.NothingToDo):
                operator.set_rules(row["departement"], rules)
            zone = ZoneInfo(zones.zone_of(row["departement"]))
            start = datetime.datetime.fromisoformat(row["exam"]).replace(tzinfo=zone)
            found = operator.deadline(row["departement"], start)
            assert found.closes_at == instant(row["closes_at"]), row
            assert found.last_day == date(row["last_day"]), row
            many = operator.deadlines(row["departement"], [row["exam"]])
            assert many[0] == np.datetime64(row["closes_at"].rstrip("Z")), row
    assert len(wanted) > 20
