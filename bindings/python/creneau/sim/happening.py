"""What happens in a simulated run."""

from __future__ import annotations

import datetime
import enum
from typing import NamedTuple

from creneau.codes import Category
from creneau.rows import date_of, instant_of

__all__ = ["Happening", "Kind"]


class Kind(str, enum.Enum):
    """What happened, and what the amount is."""

    PUBLISHED = "published"
    """A session; its units."""
    NOT_HELD = "not_held"
    """A standing session, which a rule refused."""
    LEFT_OVER = "left_over"
    """Of a session that was published: orphan units, which no whole exam can use."""
    WITHDRAWN = "withdrawn"
    """A session, because its inspector is away; its units but those lost."""
    ASKED = "asked"
    """A school for exams; how many."""
    REFUSED = "refused"
    """A request, or a cancellation, by a rule."""
    RESERVED = "reserved"
    """Units for a request; `waited` since it was asked."""
    USED_AGAIN = "used_again"
    """Of what was reserved: units given back before; `waited` since then."""
    CANCELLED = "cancelled"
    """For the school; units, free again: in time, by the default rules."""
    CANCELLED_LATE = "cancelled_late"
    """For the school; units, lost: too late, by the default rules."""
    CANCELLED_BY_OFFICE = "cancelled_by_office"
    """With a session that was withdrawn; units."""
    GIVEN_UP = "given_up"
    """A request that waited too long; exams."""
    EXAMINED = "examined"
    """Units."""
    MISSED = "missed"
    """Nobody came; units."""


class Happening(NamedTuple):
    """One thing that happened. What does not apply is None."""

    at: datetime.datetime
    """UTC."""
    kind: Kind
    amount: int
    date: datetime.date
    """Of the exam; of a request the first one wished."""
    departement: str
    category: Category
    school: int | None
    inspector: int | None
    session: int | None
    request: int | None
    """Its number among all, from 1."""
    waited: datetime.timedelta
    code: str
    """Which rule refused it; empty: none."""


def happening_of(
    at: int,
    kind: str,
    amount: int,
    date: int,
    departement: str,
    category: str,
    school: int | None,
    inspector: int | None,
    session: int | None,
    request: int | None,
    waited: int,
    code: str,
) -> Happening:
    """Make a row of the values of a frame."""
    return Happening(
        instant_of(at),
        Kind(kind),
        amount,
        date_of(date),
        departement,
        Category(category),
        school,
        inspector,
        session,
        request,
        datetime.timedelta(minutes=waited),
        code,
    )
