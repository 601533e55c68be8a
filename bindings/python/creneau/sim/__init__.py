"""A simulator of plannings that runs the engine's own decisions.

>>> from creneau import sim
>>> scenario = sim.generate("93", inspectors=2, schools=3, weeks=8)
>>> result = sim.simulate(scenario, replications=4, seed=1, progress=False)
>>> bool((result.kpi("offered") >= result.kpi("assigned")).all())
True
"""

from __future__ import annotations

from creneau.sim.comparison import Comparison, compare
from creneau.sim.distribution import Whole
from creneau.sim.fitting import Fit, fit
from creneau.sim.happening import Happening, Kind
from creneau.sim.interval import Interval, interval_of
from creneau.sim.policy import Order, Policy, Release
from creneau.sim.replay import PolicyDiff, policy_diff
from creneau.sim.runs import Manifest, Result, fingerprint, record, requests, simulate, simulate_until
from creneau.sim.scenario import (
    Absences,
    Demand,
    Habits,
    Hours,
    Planned,
    Scenario,
    StandingSession,
    generate,
)
from creneau.sim.snapshot import snapshot
from creneau.sim.sweep import grid, latin_hypercube, sweep

__all__ = [
    "Absences",
    "Comparison",
    "Demand",
    "Fit",
    "Habits",
    "Happening",
    "Hours",
    "Interval",
    "Kind",
    "Manifest",
    "Order",
    "Planned",
    "Policy",
    "PolicyDiff",
    "Release",
    "Result",
    "Scenario",
    "StandingSession",
    "Whole",
    "compare",
    "fingerprint",
    "fit",
    "generate",
    "grid",
    "interval_of",
    "latin_hypercube",
    "policy_diff",
    "record",
    "requests",
    "simulate",
    "simulate_until",
    "snapshot",
    "sweep",
]
