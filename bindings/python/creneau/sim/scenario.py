"""Worlds to be simulated: who is there, what schools ask for, how everybody behaves."""

from __future__ import annotations

import dataclasses
import datetime
import math

from creneau.codes import Category, ExamPart, HalfDay
from creneau.rows import Centre, ImportedSession, Inspector, Office, School
from creneau.sim.distribution import Whole, probability

__all__ = [
    "Absences",
    "Demand",
    "Habits",
    "Hours",
    "Planned",
    "Scenario",
    "StandingSession",
    "generate",
]


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
        probability(self.held, "held")


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
    requests_of_week: Whole | None = None
    """How many come in a week, as they were counted: instead of the two above."""
    exams: Whole = dataclasses.field(default_factory=lambda: Whole.fixed(1))
    """Of one request."""
    lead: Whole = dataclasses.field(default_factory=lambda: Whole.fixed(14))
    """Days from the request to the first date wished."""
    window: Whole = dataclasses.field(default_factory=lambda: Whole.fixed(28))
    """Days from there to the last date wished."""
    entitlement: float = 0.0
    """Its share by right, in any measure; zero: as it asks."""

    @property
    def right(self) -> float:
        """Its share by right, or how many exams a week it asks for."""
        if self.entitlement > 0:
            return self.entitlement
        count = self.requests_per_week if self.requests_of_week is None else self.requests_of_week.mean
        return count * self.exams.mean

    def __post_init__(self) -> None:
        """Refuse what makes no sense."""
        numbers = (self.requests_per_week, self.entitlement, *self.seasons)
        if any(not math.isfinite(it) or it < 0 for it in numbers):
            raise ValueError("rates, seasons and entitlements are finite and not below zero")


@dataclasses.dataclass(frozen=True, slots=True)
class Hours:
    """When somebody works, in local time."""

    start: datetime.time = datetime.time(8)
    end: datetime.time = datetime.time(18)
    days: tuple[int, ...] = (1, 2, 3, 4, 5)
    """1 Monday to 7 Sunday."""

    def __post_init__(self) -> None:
        """Refuse what makes no sense."""
        if not self.days or not set(self.days) <= set(range(1, 8)) or self.start >= self.end:
            raise ValueError("hours need days, 1 (Monday) to 7 (Sunday), and an end after their start")


@dataclasses.dataclass(frozen=True, slots=True)
class Habits:
    """How schools behave."""

    hours: Hours = Hours()
    """In which they ask."""
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
            probability(getattr(self, name), name)


@dataclasses.dataclass(frozen=True, slots=True)
class Absences:
    """How often inspectors are away."""

    rate: float = 0.0
    """The probability of each session that is planned."""
    known_before: Whole = dataclasses.field(default_factory=lambda: Whole.fixed(0))
    """Days before the session at which it is known."""

    def __post_init__(self) -> None:
        """Refuse what makes no sense."""
        probability(self.rate, "rate")


@dataclasses.dataclass(frozen=True, slots=True)
class Planned:
    """What one département has planned at the beginning."""

    departement: str
    office: int
    sessions: tuple[ImportedSession, ...]


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
    planned: tuple[Planned, ...] = ()
    """At most one of each département."""

    def __post_init__(self) -> None:
        """Refuse what makes no sense."""
        if not isinstance(self.weeks, int) or not 1 <= self.weeks <= 5200:
            raise ValueError("weeks is a whole number, 1 to 5,200")
        if isinstance(self.first, datetime.datetime):
            raise TypeError("first is a date")

    def replace(self, **changes: object) -> Scenario:
        """The same world with something else in it."""
        return dataclasses.replace(self, **changes)  # type: ignore[arg-type]


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
