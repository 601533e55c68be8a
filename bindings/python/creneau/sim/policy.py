"""What an administration can choose: the rules, when it publishes half-days, whom it serves first."""

from __future__ import annotations

import dataclasses
import datetime
import enum
from typing import TYPE_CHECKING

from creneau.rows import Rule
from creneau.sim.distribution import probability

if TYPE_CHECKING:
    from creneau.database import Database

__all__ = ["Order", "Policy", "Release"]


class Order(str, enum.Enum):
    """Whom the office serves first among those who wait."""

    FIRST_COME = "first_come"
    """At once, and those who wait in the order in which they asked."""
    PROPORTIONAL = "proportional"
    """At each round the school that is furthest behind its entitlement."""
    LOTTERY = "lottery"
    """At each round by lot."""


@dataclasses.dataclass(frozen=True, slots=True)
class Release:
    """A part of a week's sessions, published at one time."""

    weeks_ahead: int = 6
    share: float = 1.0

    def __post_init__(self) -> None:
        """Refuse what makes no sense."""
        if not isinstance(self.weeks_ahead, int) or not 0 <= self.weeks_ahead <= 104:
            raise ValueError("weeks_ahead is a whole number, 0 to 104")
        probability(self.share, "share")


@dataclasses.dataclass(frozen=True, slots=True)
class Policy:
    """What an administration can choose: the rules, when it publishes, whom it serves first.

    >>> Policy().with_rule("cancellation.days", "8").rules[0].key
    'cancellation.days'
    """

    rules: tuple[Rule, ...] = ()
    """The document that holds from the beginning; none: the defaults."""
    order: Order = Order.FIRST_COME
    releases: tuple[Release, ...] = (Release(),)
    opens: datetime.time = datetime.time(9)
    """Local: when the office publishes and serves who waits."""
    rounds: tuple[int, ...] = (1, 2, 3, 4, 5)
    """The weekdays on which it serves who waits, 1 Monday to 7 Sunday."""

    def __post_init__(self) -> None:
        """Refuse what makes no sense."""
        if not self.releases or sum(it.share for it in self.releases) > 1 + 1e-9:
            raise ValueError("releases: one at least, and shares of no more than 1 together")
        object.__setattr__(self, "order", Order(self.order))

    @classmethod
    def of(cls, database: Database) -> Policy:
        """The rules that a database has, and the defaults for the rest."""
        return cls(tuple(database.operator().rules()))

    def with_rule(self, key: str, value: str, from_date: datetime.date = datetime.date(2000, 1, 3)) -> Policy:
        """The same with another value of a rule from a date on: later lines of that key are taken out."""
        others = (it for it in self.rules if it.key != key or it.from_date < from_date)
        return dataclasses.replace(self, rules=(*others, Rule(from_date, key, value)))
