"""Plannings that are not CSV yet: data frames, worksheets, workbooks; read by the importer's own rules."""

from __future__ import annotations

import csv
import datetime
import io
import os
import pathlib
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias, Union

if TYPE_CHECKING:
    import pandas as pd
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["PlanningFile", "csv_of"]

PlanningFile: TypeAlias = Union[str, bytes, "os.PathLike[str]", "pd.DataFrame", "Worksheet"]
"""The text or the bytes of a CSV; the path of a CSV or of an Excel workbook; a data frame; a worksheet."""


_TIME = re.compile(r"\d{1,2}:\d{2}:00")


def _cell(value: object) -> str:
    # NaN is not itself; pandas has names of its own for what is missing.
    if value is None or type(value).__name__ in ("NAType", "NaTType") or value != value:
        return ""
    if isinstance(value, datetime.datetime):
        return f"{value:%d/%m/%Y %H:%M}" if (value.hour or value.minute) else f"{value:%d/%m/%Y}"
    if isinstance(value, datetime.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, datetime.time):
        if value.tzinfo is not None:
            raise ValueError("a time of day is local to the département: give it no tzinfo")
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value)
    # Times that pandas wrote into a workbook are texts with seconds.
    return text[:-3] if _TIME.fullmatch(text) else text


def _written(rows: Iterable[Iterable[object]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([_cell(it) for it in row] for row in rows)
    return text.getvalue().encode()


def csv_of(planning: PlanningFile) -> bytes:
    r"""Give a planning as the CSV that the importer reads: dates as 15/06/2026, times as 08:30.

    Lines are those of the worksheet, so faults name its rows. Of a workbook the first sheet is read.

    >>> import datetime
    >>> import pandas as pd
    >>> csv_of(pd.DataFrame({"Date": [datetime.date(2026, 6, 15)], "Heure": [datetime.time(8, 30)]}))
    b'Date,Heure\n15/06/2026,08:30\n'
    """
    if isinstance(planning, bytes):
        return planning
    if isinstance(planning, str):
        return planning.encode()
    if isinstance(planning, os.PathLike):
        path = pathlib.Path(planning)
        if path.suffix.lower() not in (".xlsx", ".xlsm"):
            return path.read_bytes()
        import openpyxl

        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            return _written(book.worksheets[0].iter_rows(values_only=True))
        finally:
            book.close()
    if hasattr(planning, "itertuples"):
        return _written([list(planning.columns), *planning.itertuples(index=False, name=None)])
    return _written(planning.iter_rows(values_only=True))
