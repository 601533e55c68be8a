"""Arrays in and out, and plannings that come as frames and workbooks."""

from __future__ import annotations

import datetime
import pathlib

import numpy as np
import openpyxl
import pandas as pd
import pytest
from conftest import MONDAY, World

import creneau
from creneau import errors, zones


def test_many_reservations_at_once(world: World) -> None:
    slots = world.planned().slots
    session, plan = slots[0].session, slots[0].plan
    count = 5
    outcomes = world.office.reserve_many(
        np.full(count, 12), np.full(count, session), np.full(count, plan), np.array([0, 1, 1, 2, 60])
    )
    assert outcomes.codes.tolist() == [0, 0, errors.SlotTaken.number, 0, errors.UnknownSlot.number]
    assert errors.of_number(int(outcomes.codes[2])) is errors.SlotTaken
    assert (outcomes.numbers[outcomes.codes == 0] > 0).all()
    assert (outcomes.reservations[outcomes.codes != 0] == 0).all()
    assert world.office.week(MONDAY).total.assigned == 3
    held = outcomes.reservations[outcomes.codes == 0]
    again = world.school.cancel_many("93", np.append(held, 99_999))
    assert again.codes.tolist() == [0, 0, 0, errors.UnknownReservation.number]
    assert world.office.week(MONDAY).total.assigned == 0


def test_a_batch_with_a_request_id_is_done_once(world: World) -> None:
    slots = world.planned().slots
    rows = ([12, 12], [slots[0].session] * 2, [slots[0].plan] * 2, [0, 1])
    first = world.office.reserve_many(*rows, request="monday")
    second = world.office.reserve_many(*rows, request="monday")
    assert first.numbers.tolist() == second.numbers.tolist()
    assert len(set(first.numbers.tolist())) == 2


def test_a_preview_of_a_batch_stores_nothing(world: World) -> None:
    slots = world.planned().slots
    rows = ([12, 12], [slots[0].session] * 2, [slots[0].plan] * 2, [0, 0])
    assert world.office.preview.reserve_many(*rows).codes.tolist() == [0, 0]
    assert world.office.week(MONDAY).total.assigned == 0


@pytest.mark.parametrize(
    "rows",
    [
        ([1], [1, 2], [1], [1]),
        ([[1]], [[1]], [[1]], [[1]]),
        (["a"], [1], [1], [1]),
        ([1], [1], [1], [2**32 + 3]),
        ([1], [1], [-1], [0]),
    ],
)
def test_arrays_that_do_not_fit_are_refused(world: World, rows: tuple[list[int], ...]) -> None:
    with pytest.raises((ValueError, TypeError)):
        world.office.reserve_many(*rows)


def test_local_times_and_moments_are_inverse() -> None:
    local = np.arange("2026-03-28", "2026-03-31", 37, dtype="datetime64[m]")
    local = local[(local < np.datetime64("2026-03-29T02:00")) | (local >= np.datetime64("2026-03-29T03:00"))]
    assert (zones.local_times("93", zones.instants("93", local)) == local).all()
    assert zones.instants("93", ["2026-03-29T02:30"])[0] == np.datetime64("2026-03-29T01:00")
    with pytest.raises(errors.BadDate):
        zones.instants("93", ["1999-12-31"])


HEADINGS = ["Date", "Heure", "Matricule", "Nom", "Centre", "Departement"]


def planning() -> pd.DataFrame:
    """Two half-days, one of them with times as Excel has them."""
    return pd.DataFrame(
        [
            [datetime.date(2026, 6, 15), datetime.time(8, 30), "93-07", "", "Rosny", "93"],
            [datetime.date(2026, 6, 16), datetime.time(13, 30), "93-08", "", "Rosny", "93"],
        ],
        columns=HEADINGS,
    )


def taken_in(world: World, given: object) -> set[tuple[str, int]]:
    """What a planning became."""
    operator = world.database.operator()
    assert operator.check_planning(given, office=1) == ("93", 2)  # type: ignore[arg-type]
    operator.import_planning("93", given, office=1)  # type: ignore[arg-type]
    return {(it.starts_at.strftime("%d %H:%M"), it.inspector) for it in world.office.sessions()}


def test_a_frame_a_sheet_and_a_workbook_are_read_alike(world: World, tmp_path: pathlib.Path) -> None:
    wanted = {("15 08:30", 7), ("16 13:30", 8)}
    frame = planning()
    path = tmp_path / "planning.xlsx"
    frame.to_excel(path, index=False)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    csv = tmp_path / "planning.csv"
    csv.write_bytes(creneau.files.csv_of(frame))
    assert creneau.files.csv_of(path) == creneau.files.csv_of(sheet) == csv.read_bytes()
    assert taken_in(world, path) == wanted
    with pytest.raises(errors.SessionOverlap):
        world.database.operator().import_planning("93", frame, office=1)


def test_faults_of_a_workbook_name_its_rows(world: World, tmp_path: pathlib.Path) -> None:
    frame = planning()
    frame.loc[1, "Matricule"] = "93-99"
    path = tmp_path / "planning.xlsx"
    frame.to_excel(path, index=False)
    with pytest.raises(errors.UnknownInspector) as refused:
        world.database.operator().import_planning("93", path, office=1)
    assert [fault.line for fault in refused.value.faults] == [3]
    assert len(world.office.sessions()) == 0


def test_a_week_draws_itself_escaped(world: World) -> None:
    world.database.put_directory("Id,RaisonSociale,IdAurige,Mail\n14,<b>AE</b>,AE93014,\n")
    slots = world.planned().slots
    world.office.reserve(14, slots[:2])
    shown = world.office.slots()._repr_html_()
    assert shown.count("#2563eb") == 2 + 1  # two slots, and the legend
    assert "&lt;b&gt;AE&lt;/b&gt;" in shown
    assert "<b>" not in shown
    assert "semaine 25" in shown
    week = world.office.week(MONDAY)._repr_html_()
    assert "#2563eb" in week
    assert "semaine 25" in week
    assert "no slots" in world.office.slots((datetime.date(2030, 1, 1), None))._repr_html_()
