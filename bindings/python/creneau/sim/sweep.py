"""Many points of a space of choices: grids, Latin hypercubes, on one machine or on many."""

from __future__ import annotations

import concurrent.futures
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from creneau.sim.policy import Policy
from creneau.sim.runs import simulate
from creneau.sim.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["grid", "latin_hypercube", "sweep"]


def grid(**axes: Sequence[Any]) -> Iterator[dict[str, Any]]:
    """Every combination of the values of some axes.

    >>> list(grid(days=[6, 8], order=["lottery"]))
    [{'days': 6, 'order': 'lottery'}, {'days': 8, 'order': 'lottery'}]
    """
    for values in itertools.product(*axes.values()):
        yield dict(zip(axes, values, strict=True))


def latin_hypercube(count: int, *, seed: int = 0, **axes: tuple[float, float]) -> list[dict[str, float]]:
    """So many points of a box, of which each axis is covered evenly (M. McKay, R. Beckman, W. Conover, 1979).

    >>> points = latin_hypercube(4, rate=(0.0, 1.0))
    >>> sorted(int(4 * point["rate"]) for point in points)
    [0, 1, 2, 3]
    """
    from scipy.stats import qmc

    if count < 1 or not axes:
        raise ValueError("a point at least, and an axis")
    unit = qmc.LatinHypercube(d=len(axes), rng=seed).random(count)
    return [
        {name: low + (high - low) * float(it) for (name, (low, high)), it in zip(axes.items(), row, strict=True)}
        for row in unit
    ]


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
    thread; the result is the same, byte for byte. All points meet the same random numbers.
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
