"""Running a scenario: replications, their figures, and how many are enough."""

from __future__ import annotations

import dataclasses
import datetime
import enum
import hashlib
import html
import json
import math
import operator
import os
import pathlib
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

import creneau
from creneau import _native
from creneau.sim.happening import Happening, happening_of
from creneau.sim.interval import Interval, interval_of
from creneau.sim.policy import Policy
from creneau.sim.scenario import Scenario
from creneau.table import Table

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = ["Manifest", "Result", "fingerprint", "record", "requests", "simulate", "simulate_until"]

By = Literal["week", "inspector", "school", "category"]
"""What figures are told by."""


def _plain(value: object) -> object:
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, frozenset | set):
        return sorted(it.value for it in value)
    if dataclasses.is_dataclass(value):
        return {it.name: getattr(value, it.name) for it in dataclasses.fields(value)}
    if hasattr(value, "__index__"):
        return operator.index(value)
    raise TypeError(type(value))


def fingerprint(scenario: Scenario, policy: Policy) -> str:
    """Hash everything that a run depends on, but for its seed."""
    text = json.dumps([scenario, policy], default=_plain, sort_keys=True)
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
    unfinished: bool
    """Whether days after the last week count."""


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
        """A row for each replication: units and times by kind of happening, waits in hours, gini and jain."""
        return Table(self._it.totals(), lambda *row: row)

    def by(self, what: By) -> Table[tuple[Any, ...]]:
        """A row for each replication and each "week", "inspector", "school" or "category" that anything happened to."""
        if what not in ("week", "inspector", "school", "category"):
            raise ValueError('by "week", "inspector", "school" or "category"')
        return Table(self._it.by(what), lambda *row: row)

    @property
    def refusals(self) -> Table[tuple[Any, ...]]:
        """How often each rule refused something, by replication."""
        return Table(self._it.refusals(), lambda *row: row)

    def kpi(self, name: str) -> np.ndarray[Any, Any]:
        """One figure of each replication: a column of `totals`."""
        return self.totals.array(name)

    def interval(self, name: str, level: float = 0.95) -> Interval:
        """The mean of a figure, and its confidence interval."""
        return interval_of(self.kpi(name), level)

    def satisfaction(self) -> pd.DataFrame:
        """What each school got of what it has a right to, a row for each replication and school.

        `right` is its share of all rights, `got` its share of all units assigned, and `satisfaction` one by
        the other: 1 where it got its due.
        """
        import pandas as pd

        rights: dict[int, float] = {}
        for demand in self.scenario.demands:
            rights[demand.school] = rights.get(demand.school, 0.0) + demand.right
        units = self.by("school").to_pandas()[["replication", "school", "assigned"]]
        numbers = range(self.manifest.first, self.manifest.first + self.manifest.replications)
        every = pd.MultiIndex.from_product([numbers, rights], names=["replication", "school"])
        frame = units.set_index(["replication", "school"]).reindex(every, fill_value=0).reset_index()
        frame["right"] = frame["school"].map(rights) / sum(rights.values())
        total = frame.groupby("replication")["assigned"].transform("sum")
        frame["got"] = frame["assigned"] / total.where(total > 0)
        frame["satisfaction"] = frame["got"] / frame["right"].where(frame["right"] > 0)
        return frame

    def log(self, replication: int | None = None) -> Table[Happening]:
        """Everything that happened in one replication, which is run again for it."""
        number = self.manifest.first if replication is None else replication
        simulation = _native.Simulation(self.scenario, self.policy)
        return Table(simulation.log(self.manifest.seed, number), happening_of)

    def _repr_html_(self) -> str:
        """Show the main figures in a notebook, with their intervals."""
        figures = ("offered", "assigned", "unassigned", "lost", "waited_hours_50", "waited_hours_90", "gini")
        rows = []
        for name in figures:
            it = self.interval(name)
            bounds = "" if math.isinf(it.low) else f"{it.low:.4g} to {it.high:.4g}"
            rows.append(f"<tr><th>{html.escape(name)}</th><td>{it.mean:.4g}</td><td>{bounds}</td></tr>")
        manifest = self.manifest
        caption = f"{manifest.replications} replications of {self.scenario.weeks} weeks, seed {manifest.seed}"
        head = "<tr><th></th><th>mean</th><th>95 % interval</th></tr>"
        return f"<table><caption>{html.escape(caption)}</caption>{head}{''.join(rows)}</table>"

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


def _measured(
    scenario: Scenario, warm_up_weeks: int, unfinished: bool
) -> tuple[datetime.date | None, datetime.date | None]:
    """The days that count: None is open at that end."""
    monday = scenario.first - datetime.timedelta(days=scenario.first.weekday())
    first = monday + datetime.timedelta(weeks=warm_up_weeks) if warm_up_weeks else None
    return first, None if unfinished else monday + datetime.timedelta(weeks=scenario.weeks, days=-1)


def simulate(
    scenario: Scenario,
    policy: Policy | None = None,
    *,
    replications: int = 100,
    seed: int = 0,
    first: int = 0,
    workers: int | None = None,
    warm_up_weeks: int = 0,
    unfinished: bool = False,
    progress: bool | None = None,
) -> Result:
    """Run replications of a scenario under a policy, by the engine's own decisions.

    The same seed gives the same bytes for any number of `workers` (threads; None: as many as there are
    cores). Days of the first `warm_up_weeks` weeks are not counted, nor those after the last week, whose
    exams nobody has held yet, unless `unfinished` says so. `progress` shows a bar (None: where
    somebody watches, and tqdm is there). Ctrl-C stops it between two replications. Errors of the
    scenario are those of the engine.
    """
    if replications < 1 or first < 0:
        raise ValueError("replications are one at least, and numbered from zero")
    if not 0 <= warm_up_weeks < scenario.weeks:
        raise ValueError("the warm-up is shorter than the scenario")
    chosen = policy or Policy()
    manifest = Manifest(
        creneau.__version__, fingerprint(scenario, chosen), seed, first, replications, warm_up_weeks, unfinished
    )
    simulation = _native.Simulation(scenario, chosen)
    tell, close = _bar(replications, progress)
    try:
        it = simulation.run(
            seed,
            first,
            replications,
            workers or os.cpu_count() or 1,
            *_measured(scenario, warm_up_weeks, unfinished),
            tell,
        )
    finally:
        close()
    return Result(it, manifest, scenario, chosen)


def simulate_until(
    scenario: Scenario,
    policy: Policy | None = None,
    *,
    figure: str = "assigned",
    half_width: float | None = None,
    relative: float | None = None,
    level: float = 0.95,
    at_least: int = 20,
    at_most: int = 10_000,
    seed: int = 0,
    workers: int | None = None,
    warm_up_weeks: int = 0,
    progress: bool | None = None,
) -> Result:
    """Run as many replications as a wanted precision takes.

    The interval of `figure` at this `level` is to reach no further than `half_width` from the mean, or
    `relative` of the mean. After `at_most` replications it is given as it is: look at `interval`.
    """
    if (half_width is None) == (relative is None):
        raise ValueError("say how precise: half_width, or relative")
    if not (half_width or relative or 0) > 0 or at_most < 2 or not 0 < level < 1:
        raise ValueError("a precision above zero, a level between 0 and 1, and two replications at least")
    result: Result | None = None
    wanted = min(at_most, max(2, at_least))
    while True:
        first = 0 if result is None else result.manifest.replications
        more = simulate(
            scenario,
            policy,
            replications=wanted - first,
            seed=seed,
            first=first,
            workers=workers,
            warm_up_weeks=warm_up_weeks,
            progress=progress,
        )
        result = more if result is None else _joined(result, more)
        reached = result.interval(figure, level)
        target = half_width if half_width is not None else abs(reached.mean) * (relative or 0)
        done = result.manifest.replications
        if reached.half_width <= target or done >= at_most:
            return result
        # The half-width falls with the square root; more than doubling at once would trust a first guess.
        needed = math.inf if target == 0 else done * (reached.half_width / target) ** 2
        wanted = min(at_most, 2 * done, max(done + 1, math.ceil(min(needed, at_most))))


def _joined(one: Result, next_one: Result) -> Result:
    manifest = dataclasses.replace(
        one.manifest, replications=one.manifest.replications + next_one.manifest.replications
    )
    return Result(one._it.joined(next_one._it), manifest, one.scenario, one.policy)


def record(
    scenario: Scenario, policy: Policy | None, path: str | os.PathLike[str], *, seed: int = 0, replication: int = 0
) -> pathlib.Path:
    """Run one replication on a new database file, with its history and its journal of refusals.

    The commands are the same, byte for byte, as those of `simulate`. The file is written durably,
    command by command, and takes its time.
    """
    place = pathlib.Path(path)
    if place.exists():
        raise FileExistsError(place)
    _native.Simulation(scenario, policy or Policy()).record(os.fspath(place), seed, replication)
    return place


def requests(scenario: Scenario, *, seed: int = 0, replication: int = 0) -> Table[tuple[Any, ...]]:
    """Everything that schools ask for in one replication, whatever the policy: for models of one's own.

    `cancels`, `days_before`, `asks_office` and `comes` tell what will become of the first reservation.
    """
    simulation = _native.Simulation(scenario, Policy())
    return Table(simulation.requests(seed, replication), lambda *row: row)
