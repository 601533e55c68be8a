"""Rules documents: what an administration can start from, and whether one is right."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Literal

from creneau import _native
from creneau.rows import Rule, rule_of
from creneau.table import Table

__all__ = ["check_rules", "preset_rules"]

_PRESETS = {"off_road_one_unit": 1, "twenty_minute_units": 2}


def preset_rules(preset: Literal["off_road_one_unit", "twenty_minute_units"], from_date: datetime.date) -> Table[Rule]:
    """Rules that some administrations use, from a date on; see docs/rules.md.

    >>> len(preset_rules("twenty_minute_units", datetime.date(2026, 1, 1))) > 0
    True
    """
    return Table(_native.preset_rules(_PRESETS[preset], from_date), rule_of)


def check_rules(rules: Iterable[Rule]) -> None:
    """Refuse a document that does not pass: `BadRule` names the line, the key and the value."""
    _native.check_rules([(it.from_date, it.key, it.value) for it in rules])
