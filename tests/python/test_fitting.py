"""What a history says of how everybody behaves, and what other rules would have said of it."""

from __future__ import annotations

import datetime
import pathlib

import pytest

import creneau
from creneau import sim

RULES = sim.Policy().with_rule("refusals.journal", "all")
AFTERWARDS = creneau.Clock(datetime.datetime(2027, 6, 1, tzinfo=datetime.timezone.utc))


@pytest.fixture(scope="module")
def world() -> sim.Scenario:
    scenario = sim.generate("93", inspectors=6, schools=8, weeks=40, requests_per_week=1.5)
    return scenario.replace(
        habits=sim.Habits(cancels=0.3, cancels_before=sim.Whole.geometric(8), asks_office=0.6),
        absences=sim.Absences(0.1, sim.Whole.geometric(4)),
    )


@pytest.fixture(scope="module")
def history(world: sim.Scenario, tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    return sim.record(world, RULES, tmp_path_factory.mktemp("history") / "planning.db", seed=3)


def test_a_history_gives_its_parameters_back(world: sim.Scenario, history: pathlib.Path) -> None:
    with creneau.connect(history, read_only=True, clock=AFTERWARDS) as database:
        # A level at which a right estimate is missed once in a thousand times, not once in twenty.
        fit = sim.fit(database, "93", level=0.999)
    truth = {
        "cancels": 0.3,
        "asks_office": 0.6,
        "absences.rate": 0.1,
        "held": 0.9,
        "requests_per_week": 8 * 2 * 1.5,
        "exams": world.demands[0].exams.mean,
        "cancels_before": 8,
        "known_before": 4,
    }
    for name, value in truth.items():
        it = fit.intervals[name]
        assert it.low <= value <= it.high, (name, it)
        assert it.half_width < 0.75 * value, (name, it)
    assert len(fit.sessions) == len(world.sessions)
    assert {(it.inspector, it.weekday, it.half_day, it.category) for it in fit.sessions} == {
        (it.inspector, it.weekday, it.half_day, it.category) for it in world.sessions
    }
    assert fit.releases == (sim.Release(6, 1.0),)
    assert len(fit.demands) == len(world.demands)


def test_a_fitted_world_can_be_simulated_from_today(history: pathlib.Path) -> None:
    with creneau.connect(history, read_only=True, clock=AFTERWARDS) as database:
        fit = sim.fit(database, "93")
        start = sim.snapshot(database, "93", datetime.date(2026, 9, 7), weeks=8)
        planned = len(database.office(1).sessions((datetime.date(2026, 9, 7), None)))
    assert len(start.planned[0].sessions) == planned > 50
    result = sim.simulate(fit.into(start), sim.Policy(releases=fit.releases), replications=3, progress=False)
    totals = result.totals.to_pandas()
    assert (totals.offered > 0).all()
    assert (totals.assigned > 0).all()


def test_other_rules_would_have_said_otherwise(history: pathlib.Path) -> None:
    with creneau.connect(history, read_only=True, clock=AFTERWARDS) as database:
        longer = sim.policy_diff(
            database, "93", [], [creneau.Rule(datetime.date(2000, 1, 3), "cancellation.days", "9")]
        )
        shorter = sim.policy_diff(
            database, "93", [], [creneau.Rule(datetime.date(2000, 1, 3), "cancellation.days", "1")]
        )
        same = sim.policy_diff(database, "93", [], [])
    assert set(longer.newly_refused.command) == {"cancel_by_school"}
    assert set(longer.newly_refused.b) == {"too_late"}
    assert len(longer.newly_allowed) == 0
    assert len(shorter.newly_refused) == 0
    assert set(shorter.newly_allowed.then) == {"too_late"}
    assert len(same.newly_refused) == len(same.newly_allowed) == 0
    judged = same.judged.to_pandas()
    assert (judged[judged.of == "command"].a.isna()).all()


def test_a_history_that_is_none_says_so() -> None:
    with creneau.connect(":memory:") as database, pytest.raises(ValueError, match="no office"):
        sim.fit(database, "93")


def test_a_record_is_the_simulation_byte_for_byte(world: sim.Scenario, history: pathlib.Path) -> None:
    log = sim.simulate(world, RULES, replications=1, seed=3, progress=False).log().to_pandas()
    with creneau.connect(history, read_only=True, clock=AFTERWARDS) as database:
        made = database.office(1).history().reservations.to_pandas()
    reserved = made[(made.units_before == 0)]
    assert reserved.units_after.tolist() == log[log.kind == "reserved"].amount.tolist()
    assert reserved.school.tolist() == log[log.kind == "reserved"].school.tolist()
    assert (reserved["at"].to_numpy() == log[log.kind == "reserved"]["at"].to_numpy()).all()
    with pytest.raises(FileExistsError):
        sim.record(world, RULES, history)
