"""How many replications, where they run, and what they look like."""

from __future__ import annotations

import pathlib

import matplotlib
import pytest
from matplotlib.axes import Axes

from creneau import sim
from creneau.sim import plots

matplotlib.use("Agg")
SMALL = sim.generate("93", inspectors=3, schools=6, weeks=10, requests_per_week=4)


def make(days: int, rate: float = 4.0) -> tuple[sim.Scenario, sim.Policy]:
    """Make a point of a sweep."""
    scenario = sim.generate("93", inspectors=3, schools=6, weeks=10, requests_per_week=rate)
    return scenario, sim.Policy().with_rule("cancellation.days", str(days))


def test_as_many_replications_as_the_precision_takes() -> None:
    result = sim.simulate_until(SMALL, figure="assigned", relative=0.02, seed=4, progress=False)
    assert result.interval("assigned").half_width <= 0.02 * result.interval("assigned").mean
    count = result.manifest.replications
    again = sim.simulate(SMALL, replications=count, seed=4, progress=False)
    assert again.totals.to_pandas().equals(result.totals.to_pandas())
    capped = sim.simulate_until(SMALL, half_width=1e-9, at_least=4, at_most=9, progress=False)
    assert capped.manifest.replications == 9
    with pytest.raises(ValueError, match="precise"):
        sim.simulate_until(SMALL)


def test_a_hypercube_covers_every_axis() -> None:
    points = sim.latin_hypercube(5, seed=1, rate=(1.0, 6.0), other=(0.0, 1.0))
    assert sorted(int(point["rate"] - 1) for point in points) == [0, 1, 2, 3, 4]
    assert points == sim.latin_hypercube(5, seed=1, rate=(1.0, 6.0), other=(0.0, 1.0))
    frame = sim.sweep(lambda rate, other: make(6, rate), points[:2], replications=2)
    assert set(frame["rate"]) == {point["rate"] for point in points[:2]}


def test_a_dask_cluster_gives_the_same_bytes() -> None:
    from distributed import Client, LocalCluster

    points = list(sim.grid(days=[2, 10]))
    here = sim.sweep(make, points, replications=3, seed=1)
    with (
        LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
        ) as it,
        Client(it) as client,  # type: ignore[no-untyped-call]
    ):
        assert len({*client.run(lambda: __import__("os").getpid()).values()}) == 2
        there = sim.sweep(make, points, replications=3, seed=1, executor=client.get_executor())
    assert there.equals(here)
    assert there.to_csv() == here.to_csv()


def test_every_picture_is_drawn(tmp_path: pathlib.Path) -> None:
    result = sim.simulate(SMALL, replications=4, progress=False)
    comparison = sim.compare(make(0), make(20), replications=4, progress=False)
    swept = sim.sweep(make, [{"days": 2, "rate": 3.0}, {"days": 10, "rate": 5.0}], replications=2)
    drawn: dict[str, Axes] = {
        "heat": plots.week_heat_map(result),
        "lorenz": plots.lorenz({"a": comparison.a, "b": comparison.b}),
        "intervals": plots.intervals(comparison),
        "tornado": plots.tornado(swept),
        "fan": plots.fan(result),
        "kpi": plots.kpi(result, "assigned"),
    }
    for name, axes in drawn.items():
        figure = axes.get_figure(root=True)
        assert figure is not None
        figure.savefig(tmp_path / f"{name}.png")
        assert axes.has_data(), name
    assert len(drawn["heat"].get_yticklabels()) == 3
    assert [it.get_text() for it in drawn["intervals"].get_yticklabels()] == ["assigned", "unassigned", "lost"]
    assert "95 %" in result._repr_html_()
    assert "pairs" in comparison._repr_html_()


def test_the_lowest_bar_of_a_tornado_left_no_room_for_its_word() -> None:
    axes = plots.tornado({"inspectors": (4100, 5200), "demand": (4300, 4950)}, 4650)
    low, high = axes.get_xlim()
    assert low < 4100 - 0.05 * 1100
    assert high > 5200 + 0.05 * 1100


def test_a_bar_is_shown_where_somebody_asks(capsys: pytest.CaptureFixture[str]) -> None:
    sim.simulate(SMALL, replications=3, progress=True)
    assert "3/3" in capsys.readouterr().err
    sim.simulate(SMALL, replications=3)
    assert "3/3" not in capsys.readouterr().err


def test_an_empirical_demand_asks_as_often_as_it_was_counted() -> None:
    import dataclasses

    demands = tuple(dataclasses.replace(it, requests_of_week=sim.Whole.fixed(2)) for it in SMALL.demands)
    table = sim.requests(SMALL.replace(demands=demands), seed=3)
    assert len(table) == 2 * len(demands) * SMALL.weeks
    assert sorted(table.array("at").tolist()) == table.array("at").tolist()
