"""Tables: what queries give. Columns for those who count, rows for those who read."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    import polars as pl

    from creneau import _native

__all__ = ["Table"]

Row = TypeVar("Row")


def _shown(value: object, kind: str) -> str:
    """A value as a notebook shows it: moments and days are no numbers there."""
    if value is None:
        return ""
    if isinstance(value, int) and kind in ("instant", "date"):
        from creneau.rows import date_of, instant_of

        return f"{instant_of(value):%Y-%m-%d %H:%M}" if kind == "instant" else str(date_of(value))
    return str(value)


class Table(Generic[Row]):
    """Rows of one kind, read at one moment. A value: it never changes. Thread-safe.

    A time is four columns: ``start_at`` (the instant, UTC), ``start_date`` and ``start_minutes`` (the
    local date, and minutes since local midnight), and ``zone`` (the IANA name of the zone in which
    they are local).

    Iterating and indexing give a frozen row: a dataclass, or a tuple of plain values where a table is
    made for its columns. ``to_pandas``, ``to_polars``, ``array`` and the
    Arrow PyCapsule interface give columns: none of them needs pyarrow.
    """

    __slots__ = ("_frame", "_row_of")

    def __init__(self, frame: _native.Frame, row_of: Callable[..., Row]) -> None:
        """Stand on a frame of the compiled part; `row_of` makes a row of its values."""
        self._frame = frame
        self._row_of = row_of

    @property
    def columns(self) -> list[str]:
        """The names of the columns, in order."""
        return list(self._frame.names)

    def array(self, column: str) -> np.ndarray[Any, Any]:
        """A column as numpy has it, read-only where it need not be copied. O(1) for numbers.

        Numbers are int64, times datetime64 (UTC; NaT where there is none), texts objects (None where
        there is none). A number that is missing reads 0: `to_pandas` and Arrow tell it apart.
        """
        array: np.ndarray[Any, Any] = self._frame.array(column)
        return array

    def to_pandas(self) -> pd.DataFrame:
        """All columns as a pandas DataFrame; instants are of dtype datetime64[us, UTC]."""
        import pandas as pd

        columns: dict[str, Any] = {}
        for name in self.columns:
            kind = self._frame.type(name)
            array = self._frame.array(name)
            if kind == "instant":
                columns[name] = pd.Series(array).dt.tz_localize("UTC")
            elif kind == "number" and self._frame.has_missing(name):
                columns[name] = pd.Series(array, dtype="Int64").mask(pd.Series(self._frame.missing(name)))
            else:
                columns[name] = array
        return pd.DataFrame(columns)

    def to_polars(self) -> pl.DataFrame:
        """All columns as a polars DataFrame, through Arrow."""
        import polars as pl

        return pl.DataFrame(self)

    def __arrow_c_schema__(self) -> object:
        """The schema, for whoever reads Arrow."""
        return self._frame.schema()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The rows as one batch, for whoever reads Arrow. A wish for another schema is not granted."""
        return self._frame.stream()

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._frame)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        """Give one row, or a list of some."""
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(len(self)))]
        at = place + len(self) if place < 0 else place
        if not 0 <= at < len(self):
            raise IndexError(place)
        return self._row_of(*self._frame.row(at))

    def __iter__(self) -> Iterator[Row]:
        """Give the rows in order."""
        for place in range(len(self)):
            yield self._row_of(*self._frame.row(place))

    def __repr__(self) -> str:
        """Say what it has."""
        return f"<Table of {len(self)} rows: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        """Show the first rows in a notebook; every text is escaped."""
        most = 20
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.columns)
        kinds = [self._frame.type(name) for name in self.columns]
        body = "".join(
            "<tr>"
            + "".join(
                f"<td>{html.escape(_shown(value, kind))}</td>"
                for value, kind in zip(self._frame.row(at), kinds, strict=True)
            )
            + "</tr>"
            for at in range(min(len(self), most))
        )
        more = f"<caption>{len(self)} rows</caption>" if len(self) > most else ""
        return f"<table>{more}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
