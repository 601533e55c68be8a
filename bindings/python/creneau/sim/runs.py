"""Running scenarios: one, many, side by side, over a grid."""

from __future__ import annotations

import concurrent.futures
import dataclasses
import datetime
import enum
import hashlib
import itertools
import json
import math
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import creneau
from creneau import _native
from creneau.sim.scenario import Policy, Scenario
from creneau.table import Table

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = ["Comparison", "Interval", "Manifest", "Result", "compare", "grid", "simulate", "sweep"]


def _plain(value: object) -> object:
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(it.value for it in value)
    raise TypeError(type(value))


def fingerprint(scenario: Scenario, policy: Policy) -> str:
    """A hash of everything that a run depends on, but for its seed."""
    text = json.dumps([dataclasses.asdict(scenario), dataclasses.asdict(policy)], default=_plain, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclasses.dataclass(frozen=True, slots=True)
class Manifest:
    """What a result was made of: enough to make it again, byte for byte."""

    version: str
    fingerprint: str
    """Of the scenario and the policy."""
    seed: int
    first: int
    """The number of the first replication."""
    replications: int
    warm_up_weeks: int


@dataclasses.dataclass(frozen=True, slots=True)
class Interval:
    """A mean over replications, and between which bounds it lies with some confidence."""

    mean: float
    low: float
    high: float
    level: float

    @property
    def half_width(self) -> float:
        """How far the bounds lie from the mean."""
        return (self.high - self.low) / 2


def interval_of(values: Sequence[float] | np.ndarray[Any, Any], level: float = 0.95) -> Interval:
    """Student's interval of the mean; of one value it is unbounded."""
    import numpy as np
    from scipy import stats

    sample = np.asarray(values, dtype=float)
    mean = float(sample.mean())
    if len(sample) < 2:
        return Interval(mean, -math.inf, math.inf, level)
    margin = float(stats.t.ppf((1 + level) / 2, len(sample) - 1) * sample.std(ddof=1) / math.sqrt(len(sample)))
    return Interval(mean, mean - margin, mean + margin, level)


class Result:
    """The figures of some replications. A value: it never changes."""

    def __init__(self, it: _native.Results, manifest: Manifest, scenario: Scenario, policy: Policy) -> None:
        """Keep what was run, and what it came to."""
        self._it = it
        self.manifest = manifest
        self.scenario = scenario
        self.policy = policy

    @property
    def totals(self) -> Table[tuple[Any, ...]]:
        """A row for each replication: units, times, waits in hours, gini and jain."""
        return Table(self._it.totals(), lambda *row: row)

    def by(self, what: str) -> Table[tuple[Any, ...]]:
        """A row for each replication and each "week", "inspector", "school" or "category"."""
        if what not in ("week", "inspector", "school", "category"):
            raise ValueError('by "week", "inspector", "school" or "category"')
        return Table(self._it.by(what), lambda *row: row)

    @property
    def refusals(self) -> Table[tuple[Any, ...]]:
        """How often each rule refused something, by replication."""
        return Table(self._it.refusals(), lambda *row: row)

    def kpi(self, name: str) -> np.ndarray[Any, Any]:
        """One figure of each replication."""
        return self.totals.array(name)

    def interval(self, name: str, level: float = 0.95) -> Interval:
        """The mean of a figure, and its confidence interval."""
        return interval_of(self.kpi(name), level)

    def log(self, replication: int | None = None) -> Table[tuple[Any, ...]]:
        """Everything that happened in one replication, which is run again for it."""
        number = self.manifest.first if replication is None else replication
        simulation = _native.Simulation(self.scenario, self.policy)
        return Table(simulation.log(self.manifest.seed, number), lambda *row: row)

    def __repr__(self) -> str:
        """Say what it is."""
        return f"<Result of {self.manifest.replications} replications, seed {self.manifest.seed}>"


def _bar(total: int, shown: bool | None) -> tuple[Callable[[int], None] | None, Callable[[], None]]:
    watched = sys.stderr.isatty() or "ipykernel" in sys.modules
    if shown is False or (shown is None and not watched):
        return None, lambda: None
    try:
        from tqdm.auto import tqdm
    except ImportError:
        return None, lambda: None
    bar = tqdm(total=total, unit="replication")

    def tell(done: int) -> None:
        bar.update(done - bar.n)

    return tell, bar.close


def simulate(
    scenario: Scenario,
    policy: Policy | None = None,
    *,
    replications: int = 100,
    seed: int = 0,
    first: int = 0,
    workers: int | None = None,
    warm_up_weeks: int = 0,
    progress: bool | None = None,
) -> Result:
    """Run replications of a scenario under a policy, by the engine's own decisions.

    The same seed gives the same bytes for any number of `workers` (threads; None: as many as there are
    cores). Days of the first `warm_up_weeks` weeks are not counted. `progress` shows a bar (None: where
    somebody watches, and tqdm is there). Errors of the scenario are those of the engine.
    """
    chosen = policy or Policy()
    simulation = _native.Simulation(scenario, chosen)
    monday = scenario.first - datetime.timedelta(days=scenario.first.weekday())
    measured = monday + datetime.timedelta(weeks=warm_up_weeks) if warm_up_weeks else None
    tell, close = _bar(replications, progress)
    try:
        it = simulation.run(seed, first, replications, workers or os.cpu_count() or 1, measured, None, tell)
    finally:
        close()
    manifest = Manifest(creneau.__version__, fingerprint(scenario, chosen), seed, first, replications, warm_up_weeks)
    return Result(it, manifest, scenario, chosen)


@dataclasses.dataclass(frozen=True)
class Comparison:
    """Two policies or scenarios that met the same requests and the same changes of mind."""

    a: Result
    b: Result

    def difference(self, name: str, level: float = 0.95) -> Interval:
        """How much more `b` has than `a`, pair by pair."""
        return interval_of(self.b.kpi(name) - self.a.kpi(name), level)

    def to_pandas(
        self, names: Iterable[str] = ("offered", "assigned", "unassigned", "lost"), level: float = 0.95
    ) -> pd.DataFrame:
        """Differences of several figures, with their intervals."""
        import pandas as pd

        rows = []
        for name in names:
            it = self.difference(name, level)
            rows.append((name, self.a.interval(name).mean, self.b.interval(name).mean, it.mean, it.low, it.high))
        return pd.DataFrame(rows, columns=["figure", "a", "b", "difference", "low", "high"])


def compare(
    a: tuple[Scenario, Policy],
    b: tuple[Scenario, Policy],
    *,
    replications: int = 100,
    seed: int = 0,
    workers: int | None = None,
    warm_up_weeks: int = 0,
    progress: bool | None = None,
) -> Comparison:
    """Run two side by side with common random numbers."""
    one, other = (
        simulate(
            scenario,
            policy,
            replications=replications,
            seed=seed,
            workers=workers,
            warm_up_weeks=warm_up_weeks,
            progress=progress,
        )
        for scenario, policy in (a, b)
    )
    return Comparison(one, other)


def grid(**axes: Sequence[Any]) -> Iterator[dict[str, Any]]:
    """Every combination of the values of some axes.

    >>> list(grid(days=[6, 8], order=["lottery"]))
    [{'days': 6, 'order': 'lottery'}, {'days': 8, 'order': 'lottery'}]
    """
    for values in itertools.product(*axes.values()):
        yield dict(zip(axes, values, strict=True))


def _one(
    make: Callable[..., tuple[Scenario, Policy]], point: Mapping[str, Any], options: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    scenario, policy = make(**point)
    totals = simulate(scenario, policy, progress=False, **options).totals
    return dict(point), {name: totals.array(name).tolist() for name in totals.columns}


def sweep(
    make: Callable[..., tuple[Scenario, Policy]],
    points: Iterable[Mapping[str, Any]],
    *,
    replications: int = 100,
    seed: int = 0,
    warm_up_weeks: int = 0,
    workers: int | None = None,
    executor: concurrent.futures.Executor | None = None,
) -> pd.DataFrame:
    """Run every point of a grid or any iterable: a row for each point and replication.

    `make(**point)` gives the scenario and the policy of a point. With an `executor` (of
    `concurrent.futures`, or Dask's `client.get_executor()`) the points are run there, each on one
    thread; the result is the same, byte for byte.
    """
    import pandas as pd

    options = {
        "replications": replications,
        "seed": seed,
        "warm_up_weeks": warm_up_weeks,
        "workers": workers if executor is None else 1,
    }
    listed = list(points)
    if executor is None:
        outcomes = [_one(make, point, options) for point in listed]
    else:
        outcomes = [it.result() for it in [executor.submit(_one, make, point, options) for point in listed]]
    frames = []
    for point, totals in outcomes:
        frame = pd.DataFrame(totals)
        for place, (name, value) in enumerate(point.items()):
            frame.insert(place, name, [value] * len(frame))
        frames.append(frame)
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
