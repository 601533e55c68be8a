"""A Python call against bare pybind11, and a numpy batch against a loop in C++ over the same engine.

Prints the ratio of medians of interleaved pairs, with its spread.
"""

from __future__ import annotations

import datetime
import functools
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

import bare
import numpy as np

import creneau
from creneau import ports
from creneau.rows import Centre, Office, School

DAYS = 900
NOW = datetime.datetime(2026, 6, 1, 8, tzinfo=datetime.timezone.utc)


def ours() -> tuple[creneau.OfficeActor, list[int]]:
    """The office of a département in memory, and its sessions."""
    database = creneau.connect(":memory:", clock=creneau.Clock(NOW), language=None)
    database.put(
        offices=[Office(1, "BER 93", "", "", ("93",), "")],
        schools=[School(12, "Auto-école 93-012", "", "", frozenset(), True, "")],
        inspectors=[ports.Inspector(7, "93-07", "IPCSR 93-07", (ports.Posting("93"),))],
        centres=[Centre(3, "Rosny", "", "93", frozenset(), "")],
    )
    office = database.office(1)
    monday = datetime.date(2026, 6, 15)
    wanted = [
        creneau.NewSession(7, monday + datetime.timedelta(days=day), creneau.HalfDay.MORNING) for day in range(DAYS)
    ]
    made = office.create(wanted, override_calendar=True).sessions
    planned = office.plan([it.id for it in made], centre=3, category=creneau.Category.CE, override_calendar=True)
    return office, [it.id for it in planned.sessions]


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds, and what it gave."""
    begin = time.perf_counter()
    gave = work()
    return time.perf_counter() - begin, gave


def each(call: Callable[..., object], arguments: Sequence[tuple[object, ...]]) -> None:
    """Call once for each."""
    for it in arguments:
        call(*it)


def tell(name: str, ratios: list[float], target: float, nanoseconds: float) -> None:
    """Print a row."""
    median = statistics.median(ratios)
    mark = "" if median <= target else "  MISSED"
    print(
        f"{name}: {median:.2f} (target {target}; {min(ratios):.2f} to {max(ratios):.2f}; {nanoseconds:.0f} ns){mark}",
        flush=True,
    )


def main(pairs: int) -> None:
    """Print the two ratios."""
    calls, batches, call_ns, batch_ns = [], [], [], []
    for _ in range(pairs):
        office, sessions = ours()
        floor = bare.Bare()
        others = floor.plan(DAYS)
        slots = [(12, [creneau.SlotId(it, 1, 0)]) for it in sessions]
        mine, _ = timed(functools.partial(each, office.reserve, slots))
        theirs, _ = timed(functools.partial(each, floor.reserve, [(12, it, 1, 0) for it in others]))
        calls.append(mine / theirs)
        call_ns.append(mine / DAYS * 1e9)
        count = 5 * DAYS
        ordinals, plans = np.tile(np.arange(1, 6), DAYS), np.ones(count, dtype=np.int64)
        schools = np.full(count, 12)
        mine, outcomes = timed(functools.partial(office.reserve_many, schools, np.repeat(sessions, 5), plans, ordinals))
        theirs, done = timed(functools.partial(floor.reserve_all, schools, np.repeat(others, 5), plans, ordinals))
        if done != count or int((outcomes.codes == 0).sum()) != count:
            raise SystemExit("the two sides disagree")
        batches.append(mine / theirs)
        batch_ns.append(mine / count * 1e9)
    tell("a Python call (reserve) / bare pybind11", calls, 1.3, statistics.median(call_ns))
    tell("a numpy batch (reserve), per element / a loop in C++", batches, 1.3, statistics.median(batch_ns))


if __name__ == "__main__":
    main(9)
