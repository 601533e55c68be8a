"""Worlds to be simulated, and what an administration can choose in them."""

from __future__ import annotations

import dataclasses
import datetime
import enum

from creneau.codes import Category, ExamPart, HalfDay
from creneau.rows import Centre, Inspector, Office, Rule, School
from creneau.sim.distribution import Whole

__all__ = ["Absences", "Demand", "Habits", "Order", "Policy", "Release", "Scenario", "StandingSession", "generate"]


def _probability(value: float, name: str) -> None:
    if not 0 <= value <= 1:
        raise ValueError(f"{name} is a probability: 0 to 1")


@dataclasses.dataclass(frozen=True, slots=True)
class StandingSession:
    """A half-day of the week that an inspector gives to exams of one kind."""

    departement: str
    inspector: int
    weekday: int
    """1 Monday to 7 Sunday."""
    half_day: HalfDay
    centre: int
    category: Category
    part: ExamPart | None = None
    """None: any."""
    held: float = 1.0
    """The probability that it is held in a week."""

    def __post_init__(self) -> None:
        """Refuse what makes no sense."""
        if not 1 <= self.weekday <= 7:
            raise ValueError("weekday is 1 (Monday) to 7 (Sunday)")
        _probability(self.held, "held")


@dataclasses.dataclass(frozen=True, slots=True)
class Demand:
    """What one school asks for in one category."""

    departement: str
    school: int
    category: Category
    part: ExamPart = ExamPart.COMPLETE
    requests_per_week: float = 1.0
    """On average, before the seasons; they come by themselves (a Poisson process)."""
    seasons: tuple[float, ...] = ()
    """Factors of ISO weeks 1 to 53; none: 1 in all of them."""
    exams: Whole = dataclasses.field(default_factory=lambda: Whole.fixed(1))
    """Of one request."""
    lead: Whole = dataclasses.field(default_factory=lambda: Whole.fixed(14))
    """Days from the request to the first date wished."""
    window: Whole = dataclasses.field(default_factory=lambda: Whole.fixed(28))
    """Days from there to the last date wished."""
    entitlement: float = 0.0
    """Its share by right, in any measure; zero: as it asks."""

    def __post_init__(self) -> None:
        """Refuse what makes no sense."""
        if self.requests_per_week < 0 or self.entitlement < 0 or any(it < 0 for it in self.seasons):
            raise ValueError("rates, seasons and entitlements are not below zero")


@dataclasses.dataclass(frozen=True, slots=True)
class Habits:
    """How schools behave."""

    patience: Whole = dataclasses.field(default_factory=lambda: Whole.fixed(28))
    """Days for which a request is tried again."""
    cancels: float = 0.0
    """The probability that a reservation is no longer wanted."""
    cancels_before: Whole = dataclasses.field(default_factory=lambda: Whole.fixed(7))
    """Days before the exam at which that turns out."""
    asks_office: float = 1.0
    """Of those too late to cancel: the probability that they ask the office. The others do not come."""
    no_show: float = 0.0
    """The probability that nobody comes to an exam that was not cancelled."""

    def __post_init__(self) -> None:
        """Refuse what makes no sense."""
        for name in ("cancels", "asks_office", "no_show"):
            _probability(getattr(self, name), name)


@dataclasses.dataclass(frozen=True, slots=True)
class Absences:
    """How often inspectors are away."""

    rate: float = 0.0
    """The probability of each session that is planned."""
    known_before: Whole = dataclasses.field(default_factory=lambda: Whole.fixed(0))
    """Days before the session at which it is known."""

    def __post_init__(self) -> None:
        """Refuse what makes no sense."""
        _probability(self.rate, "rate")


@dataclasses.dataclass(frozen=True, slots=True)
class Scenario:
    """A world from a Monday on: everything that is not chosen."""

    first: datetime.date
    """Any day of the first week."""
    offices: tuple[Office, ...]
    inspectors: tuple[Inspector, ...]
    centres: tuple[Centre, ...]
    schools: tuple[School, ...]
    sessions: tuple[StandingSession, ...]
    demands: tuple[Demand, ...]
    weeks: int = 52
    habits: Habits = Habits()
    absences: Absences = Absences()

    def replace(self, **changes: object) -> Scenario:
        """The same world with something else in it."""
        return dataclasses.replace(self, **changes)  # type: ignore[arg-type]


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
        if not 0 <= self.weeks_ahead <= 104:
            raise ValueError("weeks_ahead is 0 to 104")
        _probability(self.share, "share")


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

    def with_rule(self, key: str, value: str, from_date: datetime.date = datetime.date(2000, 1, 3)) -> Policy:
        """The same with one more rule."""
        return dataclasses.replace(self, rules=(*self.rules, Rule(from_date, key, value)))

    @property
    def opens_minutes(self) -> int:
        """Minutes since local midnight."""
        return self.opens.hour * 60 + self.opens.minute

    @property
    def round_bits(self) -> int:
        """Bit n: day n from Monday."""
        return sum(1 << (day - 1) for day in set(self.rounds))


def generate(
    departement: str = "93",
    *,
    inspectors: int = 14,
    schools: int = 40,
    centres: int = 3,
    categories: tuple[Category, ...] = (Category.CE, Category.C),
    requests_per_week: float = 1.0,
    first: datetime.date = datetime.date(2026, 1, 5),
    weeks: int = 52,
) -> Scenario:
    """Make a département: every inspector examines ten half-days a week, every school asks in every category."""
    return Scenario(
        first=first,
        weeks=weeks,
        offices=(Office(1, f"BER {departement}", "", "", (departement,), ""),),
        inspectors=tuple(
            Inspector(it, f"{departement}-{it:02}", f"IPCSR {departement}-{it:02}", frozenset(), (departement,), "")
            for it in range(1, inspectors + 1)
        ),
        centres=tuple(
            Centre(it, f"Centre {departement}-{it:02}", "", departement, frozenset(), "")
            for it in range(1, centres + 1)
        ),
        schools=tuple(
            School(it, f"Auto-école {departement}-{it:03}", f"AE{departement}{it:03}", "", frozenset(), True, "")
            for it in range(1, schools + 1)
        ),
        sessions=tuple(
            StandingSession(
                departement, it, weekday, half_day, 1 + it % centres, categories[it % len(categories)], None, 0.9
            )
            for it in range(1, inspectors + 1)
            for weekday in range(1, 6)
            for half_day in HalfDay
        ),
        demands=tuple(
            Demand(
                departement,
                it,
                category,
                ExamPart.COMPLETE,
                requests_per_week,
                exams=Whole(1, (3.0, 2.0, 1.0)),
                lead=Whole.uniform(7, 28),
            )
            for it in range(1, schools + 1)
            for category in categories
        ),
        habits=Habits(cancels=0.15, cancels_before=Whole.geometric(10), no_show=0.02),
        absences=Absences(0.03, Whole.geometric(3)),
    )
