"""Pictures of results. Each function draws on the axes that it is given, or on new ones, and returns them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from creneau.sim.comparison import Comparison
from creneau.sim.interval import interval_of
from creneau.sim.runs import Result

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

__all__ = ["fan", "intervals", "kpi", "lorenz", "tornado", "week_heat_map"]

_CELLS = ("offered", "assigned", "unassigned", "lost")
RESERVED = "#2563eb"
"""The blue of the office's screen."""
FREE = "#e5e7eb"


def _axes(axes: Axes | None, width: float = 7.0, height: float = 4.0) -> Axes:
    if axes is not None:
        return axes
    import matplotlib.pyplot as plt

    return plt.subplots(figsize=(width, height), layout="constrained")[1]


def week_heat_map(
    result: Result, figure: str = "assigned", *, of: str | None = "offered", axes: Axes | None = None
) -> Axes:
    """Draw offered, assigned, unassigned or lost units of every week (across) and inspector (down).

    As a share of another of these figures, unless `of` is None; on average over the first ten
    replications, which are run again for it.
    """
    if figure not in _CELLS or of not in (*_CELLS, None):
        raise ValueError(f"figures of a cell: {', '.join(_CELLS)}")
    names = {it.id: it.matricule for it in result.scenario.inspectors}
    weeks = sorted({week for week in result.by("week").array("week").tolist()})
    lines = {inspector: place for place, inspector in enumerate(names)}
    columns = {week: place for place, week in enumerate(weeks)}
    grid = np.full((len(names), len(weeks)), np.nan)
    for (inspector, week), values in _by_inspector_and_week(result).items():
        if inspector in lines and week in columns:
            base = values[of] if of else 1.0
            grid[lines[inspector], columns[week]] = values[figure] / base if base else np.nan
    axes = _axes(axes, max(6.0, 0.18 * len(weeks) + 2), max(2.5, 0.28 * len(names) + 1))
    image = axes.imshow(grid, aspect="auto", cmap="Blues", vmin=0, vmax=1 if of else None)
    axes.set_yticks(range(len(names)), list(names.values()))
    ticks = range(0, len(weeks), max(1, len(weeks) // 12))
    axes.set_xticks(list(ticks), [f"{weeks[it]:%d %b}" for it in ticks], rotation=45, ha="right")
    axes.set_xlabel("week")
    axes.set_title(f"{figure} as a share of {of}" if of else figure)
    figure_of = axes.get_figure()
    if figure_of is not None:
        figure_of.colorbar(image, ax=axes, shrink=0.8)
    return axes


def _by_inspector_and_week(result: Result) -> dict[tuple[int, Any], dict[str, float]]:
    """Offered, assigned and unassigned units of each inspector and week, on average."""
    sums: dict[tuple[int, Any], dict[str, float]] = {}
    manifest = result.manifest
    # A picture needs no more than a few: each log is run again.
    count = min(manifest.replications, 10)
    for replication in range(manifest.first, manifest.first + count):
        log = result.log(replication).to_pandas()
        log = log[log["inspector"].notna()]
        for kind, inspector, date, amount in zip(
            log["kind"], log["inspector"], log["date"], log["amount"], strict=True
        ):
            day = date.date() if hasattr(date, "date") else date
            week = day - datetime.timedelta(days=day.weekday())
            cell = sums.setdefault((int(inspector), week), dict.fromkeys(_CELLS, 0.0))
            share = amount / count
            if kind in ("published", "withdrawn"):
                cell["offered"] += share if kind == "published" else -share
            elif kind in ("examined", "missed"):
                cell["assigned"] += share
            elif kind == "cancelled_late":
                cell["lost"] += share
    for cell in sums.values():
        cell["unassigned"] = cell["offered"] - cell["assigned"] - cell["lost"]
    return sums


def lorenz(results: Mapping[str, Result] | Result, *, axes: Axes | None = None) -> Axes:
    """How evenly units are shared among schools, against what each has a right to (M. Lorenz, 1905)."""
    named = {"": results} if isinstance(results, Result) else dict(results)
    axes = _axes(axes, 5.0, 5.0)
    axes.plot([0, 1], [0, 1], color="0.6", linestyle="--", linewidth=1, label="even")
    for name, result in named.items():
        right: dict[int, float] = {}
        for demand in result.scenario.demands:
            right[demand.school] = right.get(demand.school, 0.0) + demand.right
        by_school = result.by("school")
        got = dict.fromkeys(right, 0.0)
        for school, assigned in zip(by_school.array("school"), by_school.array("assigned"), strict=True):
            if int(school) in got:
                got[int(school)] += float(assigned)
        pairs = sorted((got[it] / right[it], got[it], right[it]) for it in right if right[it] > 0)
        of_right = np.cumsum([0.0, *(it[2] for it in pairs)])
        of_units = np.cumsum([0.0, *(it[1] for it in pairs)])
        under = float(((of_units[1:] + of_units[:-1]) / 2 * np.diff(of_right)).sum())
        area = under / (of_right[-1] * max(of_units[-1], 1e-300))
        gini = 1 - 2 * area
        label = f"{name} (Gini {gini:.3f})" if name else f"Gini {gini:.3f}"
        axes.plot(of_right / of_right[-1], of_units / max(of_units[-1], 1e-300), label=label)
    axes.set_xlabel("share of what schools have a right to")
    axes.set_ylabel("share of the units that they got")
    axes.legend()
    return axes


def intervals(
    comparison: Comparison, figures: Iterable[str] = ("assigned", "unassigned", "lost"), *, axes: Axes | None = None
) -> Axes:
    """The difference of figures, pair by pair, with their confidence intervals; zero is a line."""
    names = list(figures)
    axes = _axes(axes, 7.0, 0.5 * len(names) + 1.2)
    for place, name in enumerate(names):
        it = comparison.difference(name)
        told = it.low > 0 or it.high < 0
        axes.errorbar(
            it.mean,
            place,
            xerr=[[it.mean - it.low], [it.high - it.mean]],
            fmt="o",
            color=RESERVED if told else "0.5",
            capsize=4,
        )
    axes.axvline(0, color="0.6", linewidth=1)
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_xlabel(f"b − a, 95 % interval of {comparison.a.manifest.replications} pairs")
    return axes


def tornado(
    effects: Mapping[str, tuple[float, float]] | pd.DataFrame,
    base: float | None = None,
    *,
    figure: str = "assigned",
    axes: Axes | None = None,
) -> Axes:
    """What a figure becomes between a low and a high value of each parameter, the widest at the top.

    `effects`: of each parameter the figure at its low and at its high value; or the frame of a
    `sweep`, of which the least and the greatest value of each axis are taken. `base` is where the
    figure stands without a change; None: in the middle of all.
    """
    bars = _effects_of(effects, figure) if not isinstance(effects, Mapping) else dict(effects)
    ordered = sorted(bars.items(), key=lambda it: abs(it[1][1] - it[1][0]))
    axes = _axes(axes, 7.0, 0.45 * len(ordered) + 1.2)
    for place, (_, (low, high)) in enumerate(ordered):
        axes.barh(place, high - low, left=low, color=RESERVED, height=0.6)
        axes.annotate(
            "low",
            (low, place),
            ha="right" if low <= high else "left",
            va="center",
            fontsize=8,
            xytext=(-3 if low <= high else 3, 0),
            textcoords="offset points",
        )
        axes.annotate(
            "high",
            (high, place),
            ha="left" if low <= high else "right",
            va="center",
            fontsize=8,
            xytext=(3 if low <= high else -3, 0),
            textcoords="offset points",
        )
    axes.set_yticks(range(len(ordered)), [name for name, _ in ordered])
    middle = float(np.mean([it for bar in bars.values() for it in bar])) if base is None else base
    axes.axvline(middle, color="0.4", linewidth=1)
    # A bar's beginning would otherwise stick to the edge, and its word lie on the name.
    axes.use_sticky_edges = False
    axes.margins(x=0.12)
    axes.set_xlabel(figure)
    return axes


def _effects_of(frame: pd.DataFrame, figure: str) -> dict[str, tuple[float, float]]:
    columns = list(frame.columns)
    names = columns[: columns.index("replication")]
    bars = {}
    for name in names:
        means = frame.groupby(name)[figure].mean()
        bars[name] = (float(means.iloc[0]), float(means.iloc[-1]))
    return bars


def fan(
    result: Result, figure: str = "unassigned", *, levels: Sequence[float] = (0.5, 0.8, 0.95), axes: Axes | None = None
) -> Axes:
    """A figure week by week: the median of the replications, and bands in which shares of them lie."""
    table = result.by("week")
    weeks, values = table.array("week"), table.array(figure).astype(float)
    days = np.unique(weeks)
    axes = _axes(axes)
    for level in sorted(levels, reverse=True):
        tail = (1 - level) / 2
        bounds = np.array([np.quantile(values[weeks == it], [tail, 1 - tail]) for it in days])
        axes.fill_between(
            days, bounds[:, 0], bounds[:, 1], color=RESERVED, alpha=0.18, linewidth=0, label=f"{level:.0%} of runs"
        )
    axes.plot(days, [np.median(values[weeks == it]) for it in days], color=RESERVED, label="median")
    axes.set_xlabel("week")
    axes.set_ylabel(figure)
    axes.legend()
    return axes


def kpi(result: Result, name: str, *, axes: Axes | None = None) -> Axes:
    """How a figure is spread over the replications, with the interval of its mean."""
    values = result.kpi(name).astype(float)
    axes = _axes(axes, 6.0, 3.5)
    axes.hist(values, bins="auto", color=FREE, edgecolor="0.6")
    it = interval_of(values)
    axes.axvspan(it.low, it.high, color=RESERVED, alpha=0.25, label="95 % interval of the mean")
    axes.axvline(it.mean, color=RESERVED)
    axes.set_xlabel(name)
    axes.set_ylabel("replications")
    axes.legend()
    return axes
