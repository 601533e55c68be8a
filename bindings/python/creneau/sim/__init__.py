"""A simulator of plannings that runs the engine's own decisions.

>>> from creneau import sim
>>> scenario = sim.generate("93", inspectors=2, schools=3, weeks=8)
>>> result = sim.simulate(scenario, replications=4, seed=1, progress=False)
>>> bool((result.kpi("offered") >= result.kpi("assigned")).all())
True
"""

from __future__ import annotations

from creneau.sim.distribution import Whole
from creneau.sim.runs import Comparison, Interval, Manifest, Result, compare, grid, simulate, sweep
from creneau.sim.scenario import (
    Absences,
    Demand,
    Habits,
    Order,
    Policy,
    Release,
    Scenario,
    StandingSession,
    generate,
)

__all__ = [
    "Absences",
    "Comparison",
    "Demand",
    "Habits",
    "Interval",
    "Manifest",
    "Order",
    "Policy",
    "Release",
    "Result",
    "Scenario",
    "StandingSession",
    "Whole",
    "compare",
    "generate",
    "grid",
    "simulate",
    "sweep",
]
