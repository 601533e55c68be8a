"""Parameters of a scenario from the history of a database, with their confidence intervals."""

from __future__ import annotations

import collections
import dataclasses
import datetime
import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from creneau.codes import Category, ExamPart, HalfDay
from creneau.sim.distribution import Whole
from creneau.sim.interval import Interval
from creneau.sim.policy import Release
from creneau.sim.scenario import Absences, Demand, Habits, Scenario, StandingSession
from creneau.sim.snapshot import office_of

if TYPE_CHECKING:
    import pandas as pd

    from creneau.actors import OperatorActor
    from creneau.database import Database

__all__ = ["Fit", "fit"]

_DAY = datetime.timedelta(days=1)


@dataclasses.dataclass(frozen=True)
class Fit:
    """What a history says of how everybody behaves.

    A history keeps what was done. It does not know what schools wished before they were offered
    something, how long they would have waited, or who came to an exam: `Demand.lead` is the time to
    the exam that they got, and `Demand.window`, `Habits.patience` and `Habits.no_show` stay what
    `fit` was given. Requests are those that were served: what was asked for in vain is not among them. A
    half-day that is given to several kinds of exams by turns is taken for the one that it had most often.
    """

    sessions: tuple[StandingSession, ...]
    demands: tuple[Demand, ...]
    habits: Habits
    absences: Absences
    releases: tuple[Release, ...]
    """When half-days were published, for a `Policy`."""
    intervals: Mapping[str, Interval]
    """Of "cancels", "asks_office", "absences.rate", "requests_per_week", "held" and the means of
    "exams", "lead", "cancels_before" and "known_before"."""

    def into(self, scenario: Scenario) -> Scenario:
        """The same world, behaving as the history says."""
        return scenario.replace(
            sessions=self.sessions, demands=self.demands, habits=self.habits, absences=self.absences
        )


def _share(count: int, of: int, level: float) -> Interval:
    """Exact interval of a probability (C. Clopper, E. Pearson, 1934)."""
    from scipy import stats

    if of == 0:
        return Interval(0.0, 0.0, 1.0, level)
    bounds = stats.binomtest(count, of).proportion_ci(level, method="exact")
    return Interval(count / of, float(bounds.low), float(bounds.high), level)


def _rate(count: int, exposure: float, level: float) -> Interval:
    """Exact interval of a Poisson rate (F. Garwood, 1936)."""
    from scipy import stats

    tail = (1 - level) / 2
    low = float(stats.chi2.ppf(tail, 2 * count)) / 2 if count else 0.0
    high = float(stats.chi2.ppf(1 - tail, 2 * count + 2)) / 2
    return Interval(count / exposure, low / exposure, high / exposure, level)


def _mean(values: Whole, count: int, level: float) -> Interval:
    """Student's interval of the mean of a distribution that was seen so many times; of one it is unbounded."""
    from scipy import stats

    if count < 2:
        return Interval(values.mean, -math.inf, math.inf, level)
    total = sum(values.weights)
    variance = sum((values.first + place - values.mean) ** 2 * it / total for place, it in enumerate(values.weights))
    deviation = math.sqrt(variance * count / (count - 1))
    margin = float(stats.t.ppf((1 + level) / 2, count - 1)) * deviation / math.sqrt(count)
    return Interval(values.mean, values.mean - margin, values.mean + margin, level)


def _each(frame: pd.DataFrame, keys: list[str]) -> Iterator[tuple[tuple[Any, ...], pd.DataFrame]]:
    """The groups of a frame, each with the values of its keys."""
    for values, some in frame.groupby(keys):
        yield cast("tuple[Any, ...]", values), some


def _local_day(moments: pd.Series[Any], zone: str) -> pd.Series[Any]:
    """The local days of moments."""
    days: pd.Series[Any] = moments.dt.tz_convert(zone).dt.tz_localize(None).dt.normalize()
    return days


def _days_before(changes: pd.DataFrame) -> tuple[Whole, int]:
    """How many days before the start it turned out; at once (`clipped`): no fewer than there were."""
    days = (changes["start_at"] - changes["at"]).dt.total_seconds() / 86_400
    clipped = changes["at"] <= changes["since"]
    exact = [math.floor(it + 1e-9) for it in days[~clipped]]
    cut = [math.ceil(it - 1e-9) for it in days[clipped]]
    return Whole.survived(exact, cut), len(exact)


def _changes_of_mind(made: pd.DataFrame, ended: pd.DataFrame, refusals: pd.DataFrame) -> pd.DataFrame:
    """A row for each reservation that its school no longer wanted: at, start_at, since, late, asked."""
    import pandas as pd

    by_school = ended[ended["command"] == "cancel_by_school"]
    in_time = made.merge(by_school[["reservation", "at"]], on="reservation", suffixes=("_made", ""))
    in_time = in_time.assign(since=in_time["at_made"], late=False, asked=False)
    late = refusals[(refusals["command"] == "cancel_by_school") & (refusals["code"] == "too_late")]
    found = late[["session", "ordinal", "at"]].merge(made, on=["session", "ordinal"], suffixes=("", "_made"))
    found = found[found["at_made"] <= found["at"]].sort_values("at_made").groupby(["session", "ordinal", "at"]).tail(1)
    by_office = ended[(ended["command"] == "cancel_by_office") & (ended["reason"] == "late_school_request")]
    asked_in_vain = refusals[refusals["command"] == "cancel_by_office"].set_index(["session", "ordinal"]).index
    asked = found["reservation"].isin(by_office["reservation"])
    asked |= found.set_index(["session", "ordinal"]).index.isin(asked_in_vain)
    found = found.assign(since=found["at_made"], late=True, asked=asked)
    # Some call the office at once.
    called = made.merge(by_office[["reservation", "at"]], on="reservation", suffixes=("_made", ""))
    called = called.assign(since=called["at_made"], late=True, asked=True)
    columns = ["reservation", "at", "start_at", "since", "late", "asked"]
    every = pd.concat([in_time[columns], found[columns], called[columns]], ignore_index=True)
    return every.sort_values("at", kind="stable").drop_duplicates("reservation").reset_index(drop=True)


def _absences(over: pd.DataFrame, sessions: pd.DataFrame) -> pd.DataFrame:
    """A row for each planning that ended because its inspector was away: at, start_at, since."""
    away = sessions[(sessions["command"] == "unplan_sessions") & (sessions["reason"] == "inspector_absent")]
    pairs = over.merge(away[["session", "at"]], on="session", suffixes=("_planned", ""))
    pairs = pairs[pairs["at_planned"] <= pairs["at"]].sort_values("at_planned").groupby(["session", "at"]).tail(1)
    return pairs.assign(since=pairs["at_planned"])


def _standing(
    planned: pd.DataFrame, operator: OperatorActor, departement: str, until: datetime.date
) -> tuple[tuple[StandingSession, ...], int, int]:
    """The half-days that come again, and in how many of how many weeks they were held."""
    import pandas as pd

    days = planned.assign(
        day=pd.to_datetime(planned["start_date"]),
        half=planned["start_minutes"].lt(720),
        part=planned["part"].fillna(""),
    )
    days = days[days["day"].dt.date <= until]
    if days.empty:
        return (), 0, 0
    first, last = days["day"].min(), days["day"].max()
    mondays = pd.date_range(first - pd.Timedelta(days=first.weekday()), last, freq="7D")
    sessions: list[StandingSession] = []
    held = possible = 0
    days = days.assign(weekday=days["day"].dt.day_of_week)
    for (inspector, weekday, half), some in _each(days, ["inspector", "weekday", "half"]):
        dates = [(it + pd.Timedelta(days=weekday)).date() for it in mondays]
        open_days = [it for it in dates if it <= until and not operator.is_holiday(departement, it)]
        count = min(some["day"].nunique(), len(open_days))
        held += count
        possible += len(open_days)
        kinds = sorted(_each(some, ["centre", "category", "part"]), key=lambda it: -len(it[1]))
        centre, category, part = kinds[0][0]
        sessions.append(
            StandingSession(
                departement,
                int(inspector),
                int(weekday) + 1,
                HalfDay.MORNING if half else HalfDay.AFTERNOON,
                int(centre),
                Category(category),
                ExamPart(part) if part else None,
                count / len(open_days) if open_days else 0.0,
            )
        )
    return tuple(sessions), held, possible


def _releases(planned: pd.DataFrame) -> tuple[Release, ...]:
    """How many weeks ahead half-days were published; what was there at the beginning says nothing."""
    later = planned[planned["at"] > planned["at"].min()]
    if later.empty:
        return (Release(),)
    published = _local_day(later["at"], later["zone"].iloc[0])
    monday = later["start_date"].astype("datetime64[us]")
    ahead = (
        (monday - monday.dt.day_of_week * _DAY) - (published - published.dt.day_of_week * _DAY)
    ) // datetime.timedelta(weeks=1)
    shares = ahead.value_counts(normalize=True).sort_index(ascending=False)
    return tuple(
        Release(weeks, share)
        for weeks, share in zip(shares.index.tolist(), shares.tolist(), strict=True)
        if 0 <= weeks <= 104
    )


def _seasons(asked: pd.Series[Any], begin: datetime.datetime, until: datetime.datetime) -> tuple[float, ...]:
    """How much more or less is asked for in each ISO week than on average; 1 in weeks that were never seen."""
    if until - begin < datetime.timedelta(weeks=52):
        raise ValueError("seasons need a history of a year at least")
    counts = asked.dt.isocalendar()["week"].value_counts()
    days = (until - begin).days
    seen = collections.Counter((begin + it * _DAY).isocalendar().week for it in range(days))
    rate = len(asked) / days
    return tuple(float(counts.get(it, 0)) / (seen[it] * rate) if seen[it] else 1.0 for it in range(1, 54))


def _first_asked(made: pd.DataFrame, lost: pd.DataFrame) -> pd.DataFrame:
    """What was asked for by itself: not the reservations that schools made for exams they lost to an absence."""
    again: set[int] = set()
    for school, category, at in lost[["school", "category", "at"]].itertuples(index=False):
        later = made[(made["school"] == school) & (made["category"] == category) & (made["at"] >= at)]
        number = next((it for it in later["number"] if it not in again), None)
        if number is not None:
            again.add(number)
    return made[~made["number"].isin(again)]


def _demands(
    made: pd.DataFrame,
    operator: OperatorActor,
    departement: str,
    begin: datetime.datetime,
    until: datetime.datetime,
    seasonal: bool,
    window: Whole,
) -> tuple[tuple[Demand, ...], dict[str, tuple[Whole, int]]]:
    """What each school asked for in each category."""
    weeks = max((until - begin) / datetime.timedelta(weeks=1), 1.0)
    requests = (
        made.assign(part=made["part"].fillna("complete"))
        .groupby(["number", "school", "category", "part"], as_index=False)
        .agg(at=("at", "first"), date=("start_date", "min"), units=("units_after", "sum"))
    )
    if requests.empty:
        return (), {}
    units = {
        (category, part): operator.rules_on(date.date()).exam_units[Category(category), ExamPart(part)]
        for category, part, date in requests[["category", "part", "date"]].itertuples(index=False)
    }
    exams = requests.apply(lambda it: max(1, round(it["units"] / units[it["category"], it["part"]])), axis=1)
    lead = (requests["date"] - _local_day(requests["at"], made["zone"].iloc[0])).dt.days
    requests = requests.assign(exams=exams, lead=lead)
    seasons = _seasons(requests["at"], begin, until) if seasonal else ()
    demands = tuple(
        Demand(
            departement,
            int(school),
            Category(category),
            ExamPart(part),
            len(some) / weeks,
            seasons,
            None,
            Whole.of(some["exams"].tolist()),
            Whole.of(some["lead"].tolist()),
            window,
        )
        for (school, category, part), some in _each(requests, ["school", "category", "part"])
    )
    means = {name: (Whole.of(requests[name].tolist()), len(requests)) for name in ("exams", "lead")}
    return demands, means


def fit(
    database: Database,
    departement: str,
    *,
    habits: Habits | None = None,
    window: Whole | None = None,
    seasonal: bool = False,
    level: float = 0.95,
) -> Fit:
    """Find in a département's history how everybody behaves.

    What the history cannot tell is taken from `habits` and `window`. With `seasonal` the demand of
    each ISO week is told apart, for which a year at least is needed. Schools that were too late to
    cancel are found in the journal of refusals: keep it on (`refusals.journal`).
    """
    import pandas as pd

    operator = database.operator()
    history = database.office(office_of(operator, departement)).history(departement=departement)
    sessions = history.sessions.to_pandas()
    reservations = history.reservations.to_pandas()
    refusals = operator.refusals(departement).to_pandas()
    if sessions.empty:
        raise ValueError(f"{departement} has no history")
    for frame in (sessions, reservations):
        frame["start_date"] = frame["start_date"].astype("datetime64[us]")
    moments = pd.concat([sessions["at"], reservations["at"]])
    begin, until = moments.min().to_pydatetime(), moments.max().to_pydatetime()
    planned = sessions[(sessions["planned"] == 1) & (sessions["was_planned"] == 0)]
    over = planned[planned["start_at"] <= until]

    made = reservations[(reservations["units_before"] == 0) & (reservations["command"] == "reserve_slots")]
    ended = reservations[reservations["units_after"] == 0]
    decided = made[made["start_at"] <= until]
    changed = _changes_of_mind(decided, ended, refusals)
    lost = ended[ended["command"] == "unplan_sessions"]
    lost = lost[~lost["reservation"].isin(changed["reservation"])]
    at_risk = len(decided) - int(decided["reservation"].isin(lost["reservation"]).sum())
    before, seen_before = _days_before(changed)
    late = changed[changed["late"]]

    away = _absences(over, sessions)
    # The simulator's inspectors say so a minute before: whole days before the session are whole days.
    minute = datetime.timedelta(minutes=1)
    known, seen_known = _days_before(away.assign(at=away["at"] + minute, since=away["since"] + minute))

    standing, held, possible = _standing(planned, operator, departement, until.date())
    weeks = max((until - begin) / datetime.timedelta(weeks=1), 1.0)
    asked = _first_asked(made, lost)
    demands, means = _demands(asked, operator, departement, begin, until, seasonal, window or Whole.fixed(28))
    count = asked["number"].nunique()
    intervals = {
        "cancels": _share(len(changed), at_risk, level),
        "asks_office": _share(int(late["asked"].sum()), len(late), level),
        "absences.rate": _share(len(away), len(over), level),
        "held": _share(held, possible, level),
        "requests_per_week": _rate(count, weeks, level),
        "cancels_before": _mean(before, seen_before, level),
        "known_before": _mean(known, seen_known, level),
        **{name: _mean(values, seen, level) for name, (values, seen) in means.items()},
    }
    behaving = dataclasses.replace(
        habits or Habits(),
        cancels=intervals["cancels"].mean,
        cancels_before=before,
        asks_office=intervals["asks_office"].mean if len(late) else (habits or Habits()).asks_office,
    )
    absences = Absences(intervals["absences.rate"].mean, known)
    return Fit(standing, demands, behaving, absences, _releases(planned), intervals)
