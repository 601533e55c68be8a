"""The simulator against what nobody here wrote: queueing theory, and SimPy.

Random numbers have seeds: what passes once passes always. Levels are chosen so that a right simulator fails for fewer
than one seed in a thousand.
"""

from __future__ import annotations

import cmath
import dataclasses
import datetime
import math
import pathlib
import random
import sys

import numpy as np
import pytest
from scipy import stats

import creneau
from creneau import sim

sys.path.append(str(pathlib.Path(__file__).parents[2] / "benchmarks/python"))

import planning_models

FIGURES = ("published", "asked", "reserved", "cancelled", "cancelled_late", "examined", "missed")
WEDNESDAY = 3
CAPACITY = 7
"""Slots of a morning; an exam off the road of category C takes one."""


def one_queue(rate: float, *, days: tuple[int, ...], lead: int, window: int, patience: int, weeks: int) -> sim.Scenario:
    """One school that asks for one slot at a time, and one morning a week on which there are seven."""
    made = sim.generate("93", inspectors=1, schools=1, centres=1, weeks=weeks, categories=(creneau.Category.C,))
    demand = sim.Demand(
        "93",
        1,
        creneau.Category.C,
        creneau.ExamPart.OFF_ROAD,
        rate,
        lead=sim.Whole.fixed(lead),
        window=sim.Whole.fixed(window),
    )
    return made.replace(
        # No Wednesday of these weeks is a holiday.
        first=datetime.date(2028, 1, 3),
        sessions=(sim.StandingSession("93", 1, WEDNESDAY, creneau.HalfDay.MORNING, 1, creneau.Category.C),),
        demands=(demand,),
        habits=sim.Habits(hours=sim.Hours(days=days), patience=sim.Whole.fixed(patience)),
        absences=sim.Absences(),
    )


def crommelin(rate: float, servers: int) -> float:
    """The mean number in an M/D/c queue at the end of a service time: by the roots of z^c = exp(λ(z − 1)).

    C. D. Crommelin, "Delay probability formulae when the holding times are constant", 1932; N. T. J. Bailey's queue
    with batch service, 1954, is the same.
    """
    roots = []
    for number in range(1, servers):
        root = 0.5 * cmath.exp(2j * cmath.pi * number / servers)
        for _ in range(500):
            root = cmath.exp(rate * (root - 1) / servers + 2j * cmath.pi * number / servers)
        assert abs(root**servers - cmath.exp(rate * (root - 1))) < 1e-12
        roots.append(root)
    mean = rate + sum(1 / (1 - it) for it in roots) - (servers * (servers - 1) - rate**2) / (2 * (servers - rate))
    assert abs(mean.imag) < 1e-9
    return mean.real


@pytest.mark.parametrize("rate", [3.0, 5.5])
def test_one_morning_a_week_is_the_queue_of_crommelin(rate: float) -> None:
    weeks, warm_up = 43, 18
    scenario = one_queue(rate, days=(1, 2, 4, 5), lead=1, window=700, patience=700, weeks=weeks)
    policy = sim.Policy(releases=(sim.Release(104),))
    means = []
    for replication in range(60):
        log = (
            sim.simulate(scenario, policy, replications=1, first=replication, seed=8, progress=False).log().to_pandas()
        )
        moments = log["at"].dt.tz_localize(None)
        asked, examined = moments[log["kind"] == "asked"], moments[log["kind"] == "examined"]
        waiting = []
        for week in range(warm_up, weeks):
            # Wednesday at seven, before the exams.
            moment = scenario.first + datetime.timedelta(weeks=week, days=2)
            at = datetime.datetime.combine(moment, datetime.time(5))
            waiting.append(int((asked < at).sum()) - int((examined < at).sum()))
        means.append(float(np.mean(waiting)))
    it = sim.interval_of(means, 0.999)
    assert it.low <= crommelin(rate, CAPACITY) <= it.high, (it, crommelin(rate, CAPACITY))
    assert it.half_width < 0.2 * it.mean


def test_crommelin_is_right_where_it_is_known() -> None:
    # One server: Pollaczek and Khinchine; and the numerical solution of the chain itself.
    assert crommelin(0.6, 1) == pytest.approx(0.6 + 0.6**2 / (2 * 0.4))
    size, rate = 400, 5.5
    arrivals = stats.poisson.pmf(np.arange(size), rate)
    chain = np.zeros(size)
    chain[0] = 1
    for _ in range(3000):
        after = np.concatenate([[chain[: CAPACITY + 1].sum()], chain[CAPACITY + 1 :], np.zeros(CAPACITY)])
        chain = np.convolve(after, arrivals)[:size]
    assert crommelin(rate, CAPACITY) == pytest.approx(float(np.arange(size) @ chain), rel=1e-6)


@pytest.mark.parametrize("rate", [4.0, 7.0, 12.0])
def test_who_finds_no_place_is_lost_as_poisson_says(rate: float) -> None:
    # All of a week ask on Monday for the Wednesday of the next one, and do not wait.
    scenario = one_queue(rate, days=(1,), lead=9, window=0, patience=0, weeks=42)
    result = sim.simulate(scenario, replications=60, seed=5, warm_up_weeks=2, progress=False)
    it = sim.interval_of(result.by("week").array("reserved"), 0.999)
    numbers = np.arange(CAPACITY)
    expected = CAPACITY - float((CAPACITY - numbers) @ stats.poisson.pmf(numbers, rate))
    assert it.low <= expected <= it.high, (it, expected)
    assert it.half_width < 0.05 * expected


def small(weeks: int = 8) -> sim.Scenario:
    """A département in which there is less than is asked for."""
    made = sim.generate("93", inspectors=2, schools=3, weeks=weeks, requests_per_week=3)
    return made.replace(
        first=datetime.date(2026, 1, 5),
        sessions=tuple(dataclasses.replace(it, held=1.0) for it in made.sessions if it.weekday in (2, 4)),
        demands=tuple(dataclasses.replace(it, exams=sim.Whole.fixed(1)) for it in made.demands),
        habits=sim.Habits(cancels=0.25, cancels_before=sim.Whole.geometric(9), asks_office=0.6, no_show=0.05),
        absences=sim.Absences(),
    )


@pytest.mark.parametrize("model", [planning_models.in_simpy, planning_models.in_dictionaries])
def test_told_of_the_same_chances_other_models_decide_the_same(model: object) -> None:
    scenario = small(weeks=16)
    for replication in range(5):
        totals = sim.simulate(
            scenario, replications=1, first=replication, seed=6, unfinished=True, progress=False
        ).totals
        world = planning_models.world_of(scenario, replication, 6)
        figures = model(world)  # type: ignore[operator]
        assert {it: int(totals.array(it)[0]) for it in FIGURES} == {it: figures.get(it, 0) for it in FIGURES}


def drawn_by_python(
    scenario: sim.Scenario, template: planning_models.World, chance: random.Random
) -> planning_models.World:
    """The same world with chances that Python's own generator draws, from the scenario's words alone."""
    units = {it.category: it.slots for it in template.requests}
    begin = template.rounds[0] - 9 * 60
    epoch = scenario.first.toordinal()
    requests = []
    for demand in scenario.demands:
        for week in range(scenario.weeks):
            at = chance.expovariate(demand.requests_per_week)
            while at < 1:
                working = int(at * 5 * 600)
                day, minute = divmod(working, 600)
                moment = begin + (week * 7 + day) * 1440 + 8 * 60 + minute
                lead = chance.randint(7, 28)
                first = epoch + week * 7 + day + lead
                before = 0
                while chance.random() < 9 / 10:
                    before += 1
                requests.append(
                    planning_models.Request(
                        moment,
                        moment + 28 * 1440,
                        demand.category.value,
                        units[demand.category.value],
                        first,
                        first + 28,
                        chance.random() < 0.25,
                        before,
                        chance.random() < 0.6,
                        chance.random() >= 0.05,
                    )
                )
                at += chance.expovariate(demand.requests_per_week)
    requests.sort(key=lambda it: it.at)
    publications = [
        (at, [dataclasses.replace(it, free=[True] * len(it.free)) for it in sessions])
        for at, sessions in template.publications
    ]
    return planning_models.World(publications, requests, template.rounds, template.end)


def test_simpy_with_chances_of_its_own_agrees_over_a_thousand_replications() -> None:
    count = 1000
    scenario = small()
    ours = sim.simulate(scenario, replications=count, seed=11, unfinished=True, progress=False)
    template = planning_models.world_of(scenario, 0, 0)
    chance = random.Random(12)
    theirs: dict[str, list[int]] = {it: [] for it in FIGURES}
    for _ in range(count):
        figures = planning_models.in_simpy(drawn_by_python(scenario, template, chance))
        for it in FIGURES:
            theirs[it].append(figures.get(it, 0))
    for it in FIGURES:
        if it == "published":
            assert set(theirs[it]) == set(ours.kpi(it).tolist())
            continue
        a, b = ours.kpi(it), np.array(theirs[it])
        margin = stats.norm.ppf(0.9995) * math.sqrt(a.var(ddof=1) / count + b.var(ddof=1) / count)
        assert abs(a.mean() - b.mean()) <= margin, it
        assert margin < max(2.0, 0.05 * b.mean()), it
