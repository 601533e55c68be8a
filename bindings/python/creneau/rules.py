"""The rules of a date; rules documents: what an administration can start from, and whether one is right."""

from __future__ import annotations

import dataclasses
import datetime
import types
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from creneau import _native
from creneau.codes import Category, Counting, ExamPart, RefusalJournal, SlotStatus
from creneau.rows import Rule, rule_of
from creneau.table import Table

__all__ = ["Rules", "check_rules", "preset_rules"]

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


@dataclasses.dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one date; see docs/rules.md."""

    version: int
    """Of the rules document; zero: the defaults."""
    morning: tuple[datetime.time, datetime.time]
    """Local hours of a half-day."""
    afternoon: tuple[datetime.time, datetime.time]
    unit_minutes: int
    units_of_slot: int
    cancellation_days: int
    counting: Counting
    back_to_working_day: bool
    """The last day to cancel moves back to a working day."""
    school_leaves: SlotStatus
    """What a slot becomes that a school cancels."""
    office_leaves: SlotStatus
    days_ahead: int
    """How far ahead may be reserved; zero: any time."""
    opens_at: datetime.time
    """Local, on the day on which a date opens."""
    journal: RefusalJournal
    exam_units: Mapping[tuple[Category, ExamPart], int]
    """Units of one exam."""


def _time(minutes: int) -> datetime.time:
    return datetime.time(minutes // 60 % 24, minutes % 60)


def rules_on_of(values: dict[str, Any]) -> Rules:
    """Make the rules of a date of the values of the compiled part."""
    statuses = {1: SlotStatus.FREE, 3: SlotStatus.UNAVAILABLE}
    journals = {1: RefusalJournal.NONE, 2: RefusalJournal.SCHOOL_CANCELLATIONS, 3: RefusalJournal.ALL}
    return Rules(
        values["version"],
        (_time(values["morning"][0]), _time(values["morning"][1])),
        (_time(values["afternoon"][0]), _time(values["afternoon"][1])),
        values["unit_minutes"],
        values["units_of_slot"],
        values["cancellation_days"],
        Counting(values["counting"]),
        values["back_to_working_day"],
        statuses[values["school_leaves"]],
        statuses[values["office_leaves"]],
        values["days_ahead"],
        _time(values["opens_at"]),
        journals[values["journal"]],
        types.MappingProxyType(
            {(Category(category), ExamPart(part)): it for (category, part), it in values["exam_units"].items()}
        ),
    )
