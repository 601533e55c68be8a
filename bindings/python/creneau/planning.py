"""Slots that show themselves in a notebook as on the office's screen."""

from __future__ import annotations

from collections.abc import Callable

from creneau import _native
from creneau.drawing import planning_html
from creneau.rows import Slot, slot_of
from creneau.table import Table

__all__ = ["Planning"]


class Planning(Table[Slot]):
    """Every slot of some sessions, and what holds it."""

    __slots__ = ("_names",)

    def __init__(self, frame: _native.Frame, names: Callable[[], tuple[dict[int, str], dict[int, str]]]) -> None:
        """Stand on a frame; `names` gives those of inspectors and of schools where they are shown."""
        super().__init__(frame, slot_of)
        self._names = names

    def _repr_html_(self) -> str:
        """Draw it week by week: a line for each inspector, reserved slots in blue."""
        inspectors, schools = self._names()
        return planning_html(self, lambda id: inspectors.get(id, str(id)), lambda id: schools.get(id, str(id)))
