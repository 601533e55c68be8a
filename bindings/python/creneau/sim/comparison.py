"""Two policies or two scenarios side by side, with common random numbers."""

from __future__ import annotations

import dataclasses
import html
from collections.abc import Iterable
from typing import TYPE_CHECKING

from creneau.sim.interval import Interval, interval_of
from creneau.sim.policy import Policy
from creneau.sim.runs import Result, simulate
from creneau.sim.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Comparison", "compare"]

_FIGURES = ("offered", "assigned", "unassigned", "lost", "waited_hours_50", "waited_hours_90", "gini")


@dataclasses.dataclass(frozen=True)
class Comparison:
    """Two policies or scenarios that met the same requests and the same changes of mind."""

    a: Result
    b: Result

    def __post_init__(self) -> None:
        """Refuse what are no pairs."""
        if any(
            getattr(self.a.manifest, it) != getattr(self.b.manifest, it) for it in ("seed", "first", "replications")
        ):
            raise ValueError("the two have other seeds or replications: they are no pairs")

    def difference(self, name: str, level: float = 0.95) -> Interval:
        """How much more `b` has than `a`, pair by pair."""
        return interval_of(self.b.kpi(name) - self.a.kpi(name), level)

    def to_pandas(self, names: Iterable[str] = _FIGURES, level: float = 0.95) -> pd.DataFrame:
        """Differences of several figures, with their intervals."""
        import pandas as pd

        rows = []
        for name in names:
            it = self.difference(name, level)
            rows.append((name, self.a.interval(name).mean, self.b.interval(name).mean, it.mean, it.low, it.high))
        return pd.DataFrame(rows, columns=["figure", "a", "b", "difference", "low", "high"])

    def _repr_html_(self) -> str:
        """Show the differences in a notebook; those that are told apart from none stand out."""
        rows = []
        for row in self.to_pandas().itertuples(index=False):
            name, a, b, difference, low, high = row
            told = "font-weight:bold" if low > 0 or high < 0 else ""
            cells = "".join(f"<td>{it:.4g}</td>" for it in (a, b))
            rows.append(
                f'<tr style="{told}"><th>{html.escape(name)}</th>{cells}'
                f"<td>{difference:+.4g}</td><td>{low:+.4g} to {high:+.4g}</td></tr>"
            )
        head = "<tr><th></th><th>a</th><th>b</th><th>b − a</th><th>95 % interval</th></tr>"
        caption = f"{self.a.manifest.replications} pairs, seed {self.a.manifest.seed}"
        return f"<table><caption>{caption}</caption>{head}{''.join(rows)}</table>"


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
