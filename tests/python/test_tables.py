"""Tables as columns: numpy, pandas, polars, Arrow; and as rows."""

from __future__ import annotations

import datetime
import subprocess
import sys

import numpy as np
import pandas as pd
import polars as pl
import pytest
from conftest import MONDAY, World

import creneau


@pytest.fixture
def slots(world: World) -> creneau.Table[creneau.Slot]:
    session = world.planned()
    world.office.reserve(12, session.slots[:2])
    return world.office.slots()


def test_times_are_four_columns(slots: creneau.Table[creneau.Slot]) -> None:
    assert slots.array("start_at")[0] == np.datetime64("2026-06-15T06:30", "us")
    assert slots.array("start_date")[0] == np.datetime64("2026-06-15")
    assert slots.array("start_minutes")[0] == 510
    assert slots.array("zone")[0] == "Europe/Paris"


def test_pandas_has_the_types(slots: creneau.Table[creneau.Slot]) -> None:
    frame = slots.to_pandas()
    assert isinstance(frame, pd.DataFrame)
    assert list(frame.columns) == slots.columns
    assert str(frame.start_at.dtype) == "datetime64[us, UTC]"
    assert frame.start_at[0] == pd.Timestamp("2026-06-15 08:30", tz="Europe/Paris")
    assert list(frame.school[:2]) == [12, 12]
    assert frame.school[2:].isna().all()
    assert frame.groupby("status").units.sum().to_dict() == {"free": 5, "reserved": 2}


def test_polars_has_the_same(slots: creneau.Table[creneau.Slot]) -> None:
    frame = slots.to_polars()
    assert isinstance(frame, pl.DataFrame)
    assert frame.columns == slots.columns
    assert frame["start_at"].dtype == pl.Datetime("us", "UTC")
    assert frame["school"].null_count() == 5
    assert frame["start_date"][0] == MONDAY
    assert frame["ordinal"].to_list() == list(range(7))


def test_arrow_needs_no_pyarrow(world: World) -> None:
    code = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "import creneau, polars\n"
        "table = creneau.connect(':memory:').office(1).offices()\n"
        "assert polars.DataFrame(table).shape == (0, 6)\n"
        "assert table.to_pandas().shape == (0, 6)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_frame_outlives_its_database(world: World) -> None:
    world.planned()
    numbers = world.office.slots().array("ordinal")
    frame = world.office.slots().to_polars()
    world.database.close()
    assert numbers.sum() == frame["ordinal"].sum() == 21
    with pytest.raises(ValueError, match="read-only"):
        numbers[0] = 1


def test_a_capsule_nobody_takes_gives_everything_back(slots: creneau.Table[creneau.Slot]) -> None:
    for _ in range(100):
        slots.__arrow_c_stream__()
        slots.__arrow_c_schema__()


def test_rows_are_frozen_and_indexed(slots: creneau.Table[creneau.Slot]) -> None:
    assert len(slots) == 7
    assert slots[-1] == slots[6] == list(slots)[6]
    assert [row.id.ordinal for row in slots[1:3]] == [1, 2]
    with pytest.raises(IndexError):
        slots[7]
    with pytest.raises(AttributeError):
        slots[0].units = 3  # type: ignore[misc]
    assert slots[0].starts_at == datetime.datetime(2026, 6, 15, 6, 30, tzinfo=datetime.timezone.utc)


def test_a_notebook_shows_it_escaped(world: World) -> None:
    world.database.put_directory("Id,RaisonSociale,IdAurige,Mail\n14,<b>Auto-école</b>,AE93014,\n")
    shown = world.office.schools()._repr_html_()
    assert "&lt;b&gt;Auto-école&lt;/b&gt;" in shown
    assert "<b>" not in shown


def test_more_than_a_page_comes_whole(world: World) -> None:
    day, made = MONDAY, 0
    while made < 1100:
        sessions = [
            creneau.NewSession(inspector, day + datetime.timedelta(days=offset), half_day)
            for inspector in (7, 8)
            for offset in range(200)
            for half_day in creneau.HalfDay
        ]
        made += len(world.office.create(sessions, override_calendar=True).sessions)
        day += datetime.timedelta(days=200)
    table = world.office.sessions()
    assert len(table) == made > 1000
    assert len(set(table.array("id"))) == made
