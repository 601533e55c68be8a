"""What was once wrong, each by its name."""

from __future__ import annotations

import datetime
import math
import pathlib

import numpy as np
import pandas as pd
import pytest
from conftest import MONDAY, World

import creneau
from creneau import errors, sim, zones
from creneau.sim import plots

SMALL = sim.generate("93", inspectors=2, schools=4, weeks=8, requests_per_week=3)


def test_a_missing_number_reserved_slot_zero(world: World) -> None:
    slot = world.planned().slots[0]
    with pytest.raises(TypeError):
        world.office.reserve_many([12], [slot.session], [slot.plan], pd.Series([np.nan]))
    with pytest.raises(TypeError):
        world.school.cancel_many("93", [1.9])
    assert world.office.week(MONDAY).total.assigned == 0


def test_an_absence_of_a_session_that_was_planned_anew_counted_twice(world: World) -> None:
    id = world.planned().id
    for _ in range(2):
        world.clock.now += datetime.timedelta(hours=1)
        world.office.unplan(id, reason=creneau.Reason.INSPECTOR_ABSENT)
        world.clock.now += datetime.timedelta(hours=1)
        world.office.plan(id, centre=3, category=creneau.Category.CE)
    world.clock.now = datetime.datetime(2026, 7, 1, tzinfo=datetime.timezone.utc)
    world.planned(datetime.date(2026, 7, 6), inspector=8)
    fit = sim.fit(world.database, "93")
    assert fit.intervals["absences.rate"].mean == pytest.approx(2 / 3)


def test_who_calls_the_office_at_once_changed_its_mind_too(world: World) -> None:
    slots = world.planned().slots
    held = [world.office.reserve(12, [slot]).reservations[0].id for slot in slots[:4]]
    world.clock.now = datetime.datetime(2026, 6, 12, 8, tzinfo=datetime.timezone.utc)
    world.office.cancel(held[:3], reason=creneau.Reason.LATE_SCHOOL_REQUEST)
    world.clock.now = datetime.datetime(2026, 6, 20, 8, tzinfo=datetime.timezone.utc)
    world.planned(datetime.date(2026, 7, 6), inspector=8)
    fit = sim.fit(world.database, "93")
    assert fit.habits.cancels == 0.75
    assert fit.habits.asks_office == 1


def test_no_connection_and_no_patience_were_the_usual_ones(kept: str | pathlib.Path) -> None:
    with pytest.raises(errors.BadArgument, match="connections"):
        creneau.connect(kept, connections=0)
    for patience in (datetime.timedelta(0), datetime.timedelta(seconds=-1)):
        with pytest.raises(errors.BadArgument, match="patience"):
            creneau.connect(kept, patience=patience)
    creneau.connect(kept, connections=1, patience=datetime.timedelta(minutes=1)).close()


def test_seasons_need_a_year(world: World) -> None:
    world.office.reserve(12, world.planned().slots[:2])
    with pytest.raises(ValueError, match="year"):
        sim.fit(world.database, "93", seasonal=True)


def test_a_rule_behind_another_had_no_effect() -> None:
    late = creneau.Rule(datetime.date(2026, 1, 1), "cancellation.days", "3")
    policy = sim.Policy(rules=(late,)).with_rule("cancellation.days", "60")
    assert [it.value for it in policy.rules] == ["60"]
    later = sim.Policy().with_rule("cancellation.days", "60").with_rule(late.key, late.value, late.from_date)
    assert [it.value for it in later.rules] == ["60", "3"]


def test_a_policy_has_the_rules_of_its_database(world: World) -> None:
    rule = creneau.Rule(datetime.date(2026, 1, 1), "cancellation.days", "9")
    world.database.operator().set_rules("93", [rule])
    assert sim.Policy.of(world.database).rules == (rule,)


@pytest.mark.parametrize(
    "nonsense",
    [
        lambda: sim.simulate(SMALL, warm_up_weeks=8),
        lambda: sim.simulate(SMALL, warm_up_weeks=-1),
        lambda: sim.simulate(SMALL, replications=0),
        lambda: SMALL.replace(weeks=0),
        lambda: sim.Demand("93", 1, creneau.Category.C, requests_per_week=math.nan),
        lambda: sim.Policy(releases=()),
        lambda: sim.Policy(releases=(sim.Release(6, 0.9), sim.Release(2, 0.9))),
        lambda: sim.interval_of([1, 2, 3], level=95),
        lambda: sim.interval_of([]),
        lambda: sim.simulate_until(SMALL, half_width=-1),
        lambda: sim.simulate_until(SMALL, relative=0.1, level=95),
        lambda: zones.instants("93", ["10192-08-15T00:00"]),
        lambda: zones.instants("93", pd.Series(pd.to_datetime(["2026-06-15T06:30Z"]))),
        lambda: plots.week_heat_map(sim.simulate(SMALL, replications=1, progress=False), "gini"),
        lambda: sim.Hours(days=(0,)),
    ],
)
def test_nonsense_was_taken(nonsense: object) -> None:
    with pytest.raises(ValueError):
        nonsense()  # type: ignore[operator]


def test_figures_of_different_seeds_are_no_pairs() -> None:
    a, b = (sim.simulate(SMALL, replications=2, seed=seed, progress=False) for seed in (1, 2))
    with pytest.raises(ValueError, match="pairs"):
        sim.Comparison(a, b)


def test_numbers_of_numpy_are_numbers(world: World) -> None:
    assert sim.Whole.of(np.array([7, 14])).mean == 10.5
    held = world.office.reserve(12, world.planned().slots[:1]).reservations[0].id
    world.office.cancel(np.int64(held), reason=creneau.Reason.OTHER)  # type: ignore[arg-type]
    assert world.office.week(MONDAY).total.assigned == 0


def test_faults_of_a_directory_are_named(world: World) -> None:
    with pytest.raises(creneau.Error) as refused:
        world.database.put_directory("RaisonSociale,IdAurige\n,AE1\nAuto-école 93-099,\n")
    assert [it.line for it in refused.value.faults] == [2, 3]


def test_a_notebook_shows_moments_as_moments(world: World) -> None:
    world.planned()
    shown = world.office.sessions()._repr_html_()
    assert "2026-06-15 06:30" in shown
    assert "<td>2026-06-15</td>" in shown
    weeks = world.office.week(MONDAY, weeks=2)._repr_html_()
    assert "semaine 25" in weeks


def test_the_lorenz_curve_says_its_own_gini() -> None:
    import dataclasses

    demands = tuple(dataclasses.replace(it, entitlement=20.0 if it.school == 1 else 1.0) for it in SMALL.demands)
    result = sim.simulate(SMALL.replace(demands=demands), replications=2, progress=False)
    axes = plots.lorenz(result)
    x, y = axes.get_lines()[1].get_data()
    area = float(((np.asarray(y)[1:] + np.asarray(y)[:-1]) / 2 * np.diff(np.asarray(x))).sum())
    assert f"{1 - 2 * area:.3f}" in str(axes.get_lines()[1].get_label())
