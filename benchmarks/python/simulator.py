"""A simulated year of a département by the engine's own decisions, against the same year in SimPy and in plain Python.

All three are told of the same requests, and must come to the same numbers. Prints the ratio of medians of interleaved
pairs, with its spread.
"""

from __future__ import annotations

import dataclasses
import functools
import statistics
import sys
import time
from collections.abc import Callable

import planning_models

from creneau import sim, zones

FIGURES = ("published", "asked", "reserved", "cancelled", "cancelled_late", "examined", "missed", "given_up")


def scenario_of(*, inspectors: int, schools: int, weeks: int, per_week: float) -> sim.Scenario:
    """A département in which there is less than is asked for, and nobody is away."""
    made = sim.generate("93", inspectors=inspectors, schools=schools, weeks=weeks, requests_per_week=per_week)
    return made.replace(
        sessions=tuple(dataclasses.replace(it, held=1.0) for it in made.sessions),
        demands=tuple(dataclasses.replace(it, exams=sim.Whole.fixed(1)) for it in made.demands),
        habits=sim.Habits(
            cancels=0.2,
            cancels_before=sim.Whole.geometric(10),
            asks_office=0.7,
            no_show=0.02,
            patience=sim.Whole.fixed(14),
        ),
        absences=sim.Absences(),
    )


def timed(work: Callable[[], dict[str, int]]) -> tuple[float, dict[str, int]]:
    """Seconds and figures."""
    begin = time.perf_counter()
    figures = work()
    return time.perf_counter() - begin, figures


def ours(scenario: sim.Scenario, seed: int) -> dict[str, int]:
    """The figures of one replication, on one thread."""
    totals = sim.simulate(scenario, replications=1, seed=seed, workers=1, unfinished=True, progress=False).totals
    return {name: int(totals.array(name)[0]) for name in FIGURES}


def moved(scenario: sim.Scenario, departement: str, by: int) -> sim.Scenario:
    """The same world in another département, with ids of its own."""
    return scenario.replace(
        offices=tuple(dataclasses.replace(it, id=it.id + by, departements=(departement,)) for it in scenario.offices),
        inspectors=tuple(
            dataclasses.replace(it, id=it.id + by, matricule=f"{departement}-{it.id}", departements=(departement,))
            for it in scenario.inspectors
        ),
        centres=tuple(dataclasses.replace(it, id=it.id + by, departement=departement) for it in scenario.centres),
        schools=tuple(
            dataclasses.replace(it, id=it.id + by, aurige_id=f"AE{departement}{it.id}") for it in scenario.schools
        ),
        sessions=tuple(
            dataclasses.replace(it, departement=departement, inspector=it.inspector + by, centre=it.centre + by)
            for it in scenario.sessions
        ),
        demands=tuple(
            dataclasses.replace(it, departement=departement, school=it.school + by) for it in scenario.demands
        ),
    )


def national(pairs: int, scenario: sim.Scenario, count: int) -> None:
    """Print how much longer all départements take at once than one by one."""
    parts = [moved(scenario, code, 1000 * place) for place, code in enumerate(zones.departements()[:count])]
    whole = scenario.replace(
        **{
            name: tuple(it for part in parts for it in getattr(part, name))
            for name in ("offices", "inspectors", "centres", "schools", "sessions", "demands")
        }
    )
    ratios = []
    for seed in range(pairs):
        together, _ = timed(functools.partial(ours, whole, seed))
        alone = sum(timed(functools.partial(ours, part, seed))[0] for part in parts)
        ratios.append(together / alone)
    median = statistics.median(ratios)
    mark = "" if median <= 1.2 else "  MISSED"
    print(
        f"a simulated national year / {count} départements one by one: {median:.2f} (target 1.2; "
        f"{min(ratios):.2f} to {max(ratios):.2f}){mark}"
    )


def main(pairs: int, scenario: sim.Scenario) -> None:
    """Print the ratios to the rivals."""
    for name, rival, target in (
        ("SimPy", planning_models.in_simpy, 100.0),
        ("plain dictionaries", planning_models.in_dictionaries, 20.0),
    ):
        ratios = []
        for seed in range(pairs):
            world = planning_models.world_of(scenario, 0, seed)
            mine, figures = timed(functools.partial(ours, scenario, seed))
            theirs, other = timed(functools.partial(rival, world))
            same = {it: other.get(it, 0) for it in FIGURES if it != "given_up"}
            # The simulator counts what is given up in exams, and both count it at the same rounds.
            same["given_up"] = other.get("given_up", 0)
            if figures != same:
                sys.exit(f"the models disagree, seed {seed}: {figures} and {same}")
            ratios.append(theirs / mine)
        ratios.sort()
        median = statistics.median(ratios)
        mark = "" if median >= target else "  MISSED"
        print(
            f"a simulated year / {name}: {median:.0f}x faster (target {target:.0f}x; "
            f"{ratios[0]:.0f} to {ratios[-1]:.0f}; {figures['asked']} requests, {figures['examined']} units){mark}"
        )


if __name__ == "__main__":
    if "--smoke" in sys.argv:
        little = scenario_of(inspectors=2, schools=4, weeks=10, per_week=2)
        main(1, little)
        national(1, little, 3)
    else:
        usual = scenario_of(inspectors=14, schools=60, weeks=52, per_week=2.2)
        main(9, usual)
        national(3, usual, 100)
