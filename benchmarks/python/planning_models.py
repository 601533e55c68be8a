"""The same small planning twice more, as one would write it without this library: in SimPy, and in plain Python.

Both know of a département what the benchmark's scenario has: half-days that are published some weeks ahead, requests
for one exam each that are served first come first served and tried again at each round of the office, cancellations by
schools until six days before, and later ones through the office. They are told of everything that chance decides, so
that they must come to the very numbers of the simulator.
"""

from __future__ import annotations

import bisect
import collections
import dataclasses
import datetime
import heapq
import itertools
from collections.abc import Generator, Iterable
from typing import Any

import numpy as np
import simpy

import creneau
from creneau import sim, zones

PUBLISH, MIND, EXAM, ROUND, REQUEST = range(5)
"""What comes first at one moment."""


@dataclasses.dataclass(slots=True)
class Request:
    """One exam that a school asks for. Moments are minutes in UTC, dates days."""

    at: int
    until: int
    category: str
    slots: int
    first: int
    last: int
    cancels: bool
    before: int
    asks_office: bool
    comes: bool
    tried: bool = False


@dataclasses.dataclass(slots=True)
class Session:
    """A half-day: which of its slots are free."""

    order: tuple[int, str]
    """Start and matricule."""
    date: int
    category: str
    starts: list[int]
    free: list[bool]
    closes: int
    """Until when schools may cancel."""


@dataclasses.dataclass
class World:
    """Everything that chance decides."""

    publications: list[tuple[int, list[Session]]]
    requests: list[Request]
    rounds: list[int]
    end: int


def world_of(scenario: sim.Scenario, replication: int, seed: int) -> World:
    """Make the world of one replication, of the simulator's own draws. The sessions of the scenario are all held."""
    (departement,) = {it.departement for it in scenario.sessions}
    weeks_ahead = sim.Policy().releases[0].weeks_ahead
    rules = creneau.connect(":memory:").operator()
    on = rules.rules_on(scenario.first)

    def utc(local: Iterable[datetime.datetime]) -> list[int]:
        moments = zones.instants(departement, np.array(list(local), "datetime64[m]"))
        minutes: list[int] = moments.astype("datetime64[m]").astype(np.int64).tolist()
        return minutes

    mondays = [scenario.first + datetime.timedelta(weeks=week) for week in range(scenario.weeks + weeks_ahead)]
    nine = datetime.time(9)
    matricules = {it.id: it.matricule for it in scenario.inspectors}
    publications = []
    for week, monday in enumerate(mondays):
        at = mondays[max(0, week - weeks_ahead)]
        sessions = []
        for it in scenario.sessions:
            date = monday + datetime.timedelta(days=it.weekday - 1)
            if rules.is_holiday(departement, date):
                continue
            start, end = on.morning if it.half_day is creneau.HalfDay.MORNING else on.afternoon
            length = (end.hour * 60 + end.minute) - (start.hour * 60 + start.minute)
            count = length // (on.unit_minutes * on.units_of_slot)
            first = datetime.datetime.combine(date, start)
            slot = datetime.timedelta(minutes=on.unit_minutes * on.units_of_slot)
            deadline = date - datetime.timedelta(days=on.cancellation_days - 1)
            *starts, closes = utc(
                [
                    *(first + place * slot for place in range(count)),
                    datetime.datetime.combine(deadline, datetime.time(0)),
                ]
            )
            sessions.append(
                Session(
                    (starts[0], matricules[it.inspector]),
                    date.toordinal(),
                    it.category.value,
                    starts,
                    [True] * count,
                    closes,
                )
            )
        publications.append((utc([datetime.datetime.combine(at, nine)])[0], sessions))
    table = sim.requests(scenario, seed=seed, replication=replication)
    columns = [
        table.array(name).tolist() for name in ("category", "part", "cancels", "days_before", "asks_office", "comes")
    ]
    instants = [(table.array(name).astype("datetime64[m]").astype(np.int64)).tolist() for name in ("at", "until")]
    dates = [
        (table.array(name).astype("datetime64[D]").astype(np.int64) + datetime.date(1970, 1, 1).toordinal()).tolist()
        for name in ("first", "last")
    ]
    requests = [
        Request(
            at,
            until,
            category,
            -(-on.exam_units[creneau.Category(category), creneau.ExamPart(part)] // on.units_of_slot),
            first,
            last,
            bool(cancels),
            before,
            bool(asks),
            bool(comes),
        )
        for at, until, first, last, category, part, cancels, before, asks, comes in zip(
            *instants, *dates, *columns, strict=True
        )
    ]
    days = [monday + datetime.timedelta(days=day) for monday in mondays[: scenario.weeks] for day in range(5)]
    rounds = utc(datetime.datetime.combine(day, nine) for day in days)
    after = scenario.first + datetime.timedelta(weeks=scenario.weeks)
    (over,) = utc([datetime.datetime.combine(after, datetime.time(0))])
    return World(publications, requests, rounds, over)


class Office:
    """What both models share: sessions by category and date, and how a place is found."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.sessions: dict[str, dict[int, list[Session]]] = collections.defaultdict(dict)
        self.dates: dict[str, list[int]] = collections.defaultdict(list)
        self.news: set[tuple[str, int]] = set()
        self.waiting: list[Request] = []
        self.counts: collections.Counter[str] = collections.Counter()

    def publish(self, sessions: list[Session], now: int) -> None:
        """Add sessions that have not begun."""
        for it in sessions:
            if it.starts[0] <= now:
                continue
            of_date = self.sessions[it.category].get(it.date)
            if of_date is None:
                of_date = self.sessions[it.category][it.date] = []
                bisect.insort(self.dates[it.category], it.date)
            bisect.insort(of_date, it, key=lambda session: session.order)
            self.news.add((it.category, it.date))
            self.counts["published"] += len(it.free)

    def find(self, request: Request, now: int) -> tuple[Session, int] | None:
        """The first session with enough adjacent free slots."""
        dates = self.dates[request.category]
        of_category = self.sessions[request.category]
        wanted = request.slots
        for place in range(bisect.bisect_left(dates, request.first), len(dates)):
            date = dates[place]
            if date > request.last:
                return None
            for session in of_category[date]:
                run = 0
                for ordinal, free in enumerate(session.free):
                    run = run + 1 if free and session.starts[ordinal] > now else 0
                    if run == wanted:
                        return session, ordinal - wanted + 1
        return None

    def take(self, request: Request, now: int) -> tuple[Session, int] | None:
        """Reserve for a request, if there is a place."""
        found = self.find(request, now)
        if found is None:
            request.tried = True
            return None
        session, first = found
        for ordinal in range(first, first + request.slots):
            session.free[ordinal] = False
        self.counts["reserved"] += request.slots
        return found

    def change_mind(self, request: Request, session: Session, first: int, now: int) -> bool:
        """The school no longer wants it. Whether it is gone."""
        if now < session.closes:
            for ordinal in range(first, first + request.slots):
                session.free[ordinal] = True
            self.news.add((session.category, session.date))
            self.counts["cancelled"] += request.slots
            return True
        if request.asks_office and now < session.starts[first]:
            self.counts["cancelled_late"] += request.slots
            return True
        request.comes = False
        return False

    def worth_a_try(self, now: int) -> list[Request]:
        """Who is to be served, once those who gave up are gone."""
        for it in self.waiting:
            if now >= it.until:
                self.counts["given_up"] += 1
        self.waiting = [it for it in self.waiting if now < it.until]
        news: dict[str, list[int]] = collections.defaultdict(list)
        for category, date in sorted(self.news):
            news[category].append(date)
        self.news.clear()

        def concerns(it: Request) -> bool:
            dates = news[it.category]
            place = bisect.bisect_left(dates, it.first)
            return place < len(dates) and dates[place] <= it.last

        return [it for it in self.waiting if not it.tried or concerns(it)]


def in_simpy(world: World) -> dict[str, int]:
    """The world as SimPy's processes."""
    environment = simpy.Environment(initial_time=world.publications[0][0] - 24 * 60)
    office = Office()

    def now() -> int:
        return int(environment.now)

    def at(moment: int, step: int) -> simpy.Event:
        # SimPy's own timeouts have one priority; what comes first at one moment must.
        event = simpy.Event(environment)
        event._ok, event._value = True, None
        environment.schedule(event, priority=step, delay=max(0, moment - now()))  # type: ignore[arg-type]
        return event

    def publisher(moment: int, sessions: list[Session]) -> Generator[simpy.Event, None, None]:
        yield at(moment, PUBLISH)
        office.publish(sessions, now())

    def school(request: Request) -> Generator[simpy.Event, None, None]:
        yield at(request.at, REQUEST)
        office.counts["asked"] += 1
        if not serve(request):
            office.waiting.append(request)

    def serve(request: Request) -> bool:
        found = office.take(request, now())
        if found is not None:
            environment.process(holding(request, *found))
        return found is not None

    def holding(request: Request, session: Session, first: int) -> Generator[simpy.Event, None, None]:
        start = session.starts[first]
        if request.cancels:
            yield at(max(start - request.before * 1440, now()), MIND)
            if office.change_mind(request, session, first, now()):
                return
        yield at(start, EXAM)
        office.counts["examined" if request.comes else "missed"] += request.slots

    def rounds() -> Generator[simpy.Event, None, None]:
        for moment in world.rounds:
            yield at(moment, ROUND)
            for request in office.worth_a_try(now()):
                if serve(request):
                    office.waiting.remove(request)

    for moment, sessions in world.publications:
        environment.process(publisher(moment, sessions))
    for request in world.requests:
        environment.process(school(request))
    environment.process(rounds())
    environment.run(until=world.end)
    return dict(office.counts)


def in_dictionaries(world: World) -> dict[str, int]:
    """The world as a heap of what is to come, and dictionaries."""
    office = Office()
    numbers = itertools.count()
    agenda: list[tuple[int, int, int, Any]] = []

    def put(moment: int, step: int, what: object) -> None:
        heapq.heappush(agenda, (moment, step, next(numbers), what))

    def serve(request: Request, now: int) -> bool:
        found = office.take(request, now)
        if found is None:
            return False
        session, first = found
        held = [request, session, first, True]
        if request.cancels:
            put(max(session.starts[first] - request.before * 1440, now), MIND, held)
        put(session.starts[first], EXAM, held)
        return True

    for moment, sessions in world.publications:
        put(moment, PUBLISH, sessions)
    for moment in world.rounds:
        put(moment, ROUND, None)
    for request in world.requests:
        put(request.at, REQUEST, request)
    while agenda:
        now, step, _, what = heapq.heappop(agenda)
        if now >= world.end:
            break
        if step == PUBLISH:
            office.publish(what, now)
        elif step == REQUEST:
            office.counts["asked"] += 1
            if not serve(what, now):
                office.waiting.append(what)
        elif step == ROUND:
            for request in office.worth_a_try(now):
                if serve(request, now):
                    office.waiting.remove(request)
        elif what[3]:
            request, session, first, _ = what
            if step == MIND:
                what[3] = not office.change_mind(request, session, first, now)
            else:
                office.counts["examined" if request.comes else "missed"] += request.slots
    return dict(office.counts)
