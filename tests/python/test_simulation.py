"""The simulator from Python: the same bytes, the same engine."""

from __future__ import annotations

import concurrent.futures
import dataclasses
import datetime
from typing import Any

import pytest

import creneau
from creneau import _native, errors, sim

SMALL = sim.generate("93", inspectors=3, schools=6, weeks=12, requests_per_week=2)


def make(days: int) -> tuple[sim.Scenario, sim.Policy]:
    """Make a point of a sweep."""
    return SMALL, sim.Policy().with_rule("cancellation.days", str(days))


def test_any_number_of_workers_gives_the_same() -> None:
    alone = sim.simulate(SMALL, replications=6, seed=5, workers=1, progress=False)
    many = sim.simulate(SMALL, replications=6, seed=5, workers=4, progress=False)
    assert alone.totals.to_pandas().equals(many.totals.to_pandas())
    assert alone.by("school").to_pandas().equals(many.by("school").to_pandas())
    assert alone.manifest == many.manifest


def test_one_replication_can_be_run_again_alone() -> None:
    every = sim.simulate(SMALL, replications=4, seed=5, unfinished=True, progress=False)
    again = sim.simulate(SMALL, replications=1, first=2, seed=5, unfinished=True, progress=False)
    assert again.totals[0] == every.totals[2]
    log = every.log(2).to_pandas()
    assert log[log.kind == "published"].amount.sum() == every.kpi("published")[2]


def test_figures_add_up() -> None:
    totals = sim.simulate(SMALL, replications=5, progress=False).totals.to_pandas()
    assert (totals.offered == totals.published - totals.withdrawn).all()
    assert (totals.assigned == totals.examined + totals.missed).all()
    assert (totals.unassigned == totals.offered - totals.assigned - totals.lost).all()
    assert totals.gini.between(0, 1).all()
    assert totals.jain.between(0, 1).all()


def test_the_log_is_typed() -> None:
    log = sim.simulate(SMALL, replications=1, progress=False).log()
    first = log[0]
    assert isinstance(first, sim.Happening)
    assert first.at.tzinfo is datetime.timezone.utc
    assert {it.kind for it in log} >= {sim.Kind.PUBLISHED, sim.Kind.ASKED, sim.Kind.RESERVED, sim.Kind.EXAMINED}
    assert all((it.kind is sim.Kind.REFUSED) <= bool(it.code) for it in log)


def test_satisfaction_is_what_was_got_of_what_was_due() -> None:
    frame = sim.simulate(SMALL, replications=3, progress=False).satisfaction()
    assert len(frame) == 3 * len(SMALL.schools)
    assert frame.groupby("replication").got.sum().round(9).eq(1).all()
    assert frame.right.round(9).eq(round(1 / len(SMALL.schools), 9)).all()
    assert frame.satisfaction.mean() == pytest.approx(1)


def test_two_policies_meet_the_same_requests() -> None:
    comparison = sim.compare(make(0), make(60), replications=8, seed=2, progress=False)
    assert (comparison.a.kpi("asked") == comparison.b.kpi("asked")).all()
    assert comparison.difference("cancelled").high < 0
    assert set(comparison.b.kpi("cancelled")) == {0}
    assert list(comparison.to_pandas(["assigned", "lost"]).figure) == ["assigned", "lost"]


def test_a_sweep_is_the_same_on_any_executor() -> None:
    points = list(sim.grid(days=[2, 10]))
    here = sim.sweep(make, points, replications=3, seed=1)
    assert list(here.columns[:2]) == ["days", "replication"]
    assert len(here) == 6
    with concurrent.futures.ThreadPoolExecutor(2) as threads:
        assert sim.sweep(make, points, replications=3, seed=1, executor=threads).equals(here)
    with concurrent.futures.ProcessPoolExecutor(2) as processes:
        assert sim.sweep(make, points, replications=3, seed=1, executor=processes).equals(here)


def test_a_warm_up_is_not_counted() -> None:
    result = sim.simulate(SMALL, replications=2, warm_up_weeks=4, progress=False)
    weeks = result.by("week").array("week")
    assert weeks.max() < SMALL.first + datetime.timedelta(weeks=SMALL.weeks)
    assert weeks.min() >= (SMALL.first + datetime.timedelta(weeks=4))


def test_a_wrong_scenario_is_named() -> None:
    with pytest.raises(errors.UnknownInspector):
        sim.simulate(SMALL.replace(inspectors=()), replications=2, progress=False)
    with pytest.raises(errors.BadRule):
        sim.simulate(SMALL, sim.Policy().with_rule("no.such", "1"), replications=1, progress=False)
    with pytest.raises(ValueError, match="probability"):
        sim.Habits(cancels=1.5)
    with pytest.raises(ValueError, match="weekday"):
        sim.StandingSession("93", 1, 8, creneau.HalfDay.MORNING, 1, creneau.Category.C)
    with pytest.raises(ValueError, match="weights"):
        sim.Whole(0, ())


def test_progress_may_stop_it() -> None:
    def tell(done: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    simulation = _native.Simulation(SMALL, sim.Policy())
    with pytest.raises(KeyboardInterrupt):
        simulation.run(0, 0, 50, 1, None, None, tell)


def test_the_families_have_their_means() -> None:
    assert sim.Whole.geometric(4).mean == pytest.approx(4)
    assert sim.Whole.poisson(7).mean == pytest.approx(7)
    assert sim.Whole.of([2, 2, 4]).mean == pytest.approx(8 / 3)


@pytest.mark.parametrize(
    ("change", "named"),
    [({"weekday": 2.5}, "weekday cannot be 2.5"), ({"inspector": "seven"}, "inspector cannot be 'seven'")],
)
def test_a_value_of_a_wrong_type_is_named(change: dict[str, Any], named: str) -> None:
    first, *others = SMALL.sessions
    scenario = SMALL.replace(sessions=(dataclasses.replace(first, **change), *others))
    with pytest.raises(TypeError, match=named):
        sim.simulate(scenario, replications=1, progress=False)
