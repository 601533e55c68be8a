"""The words of the domain that come from a list."""

from __future__ import annotations

import enum

__all__ = [
    "Category",
    "ClosureScope",
    "Counting",
    "ExamPart",
    "HalfDay",
    "Language",
    "NoticeStatus",
    "Reason",
    "RefusalJournal",
    "Role",
    "SlotStatus",
    "When",
]


class Category(str, enum.Enum):
    """Licence categories (code de la route, article R221-4)."""

    AM = "AM"
    A1 = "A1"
    A2 = "A2"
    A = "A"
    B1 = "B1"
    B = "B"
    BE = "BE"
    C1 = "C1"
    C1E = "C1E"
    C = "C"
    CE = "CE"
    D1 = "D1"
    D1E = "D1E"
    D = "D"
    DE = "DE"


class ExamPart(str, enum.Enum):
    """Parts of the practical exam."""

    OFF_ROAD = "off_road"
    """Plateau."""
    ON_ROAD = "on_road"
    """Circulation."""
    COMPLETE = "complete"
    """Both."""


class HalfDay(str, enum.Enum):
    """Halves of a local day; which hours that is say the rules."""

    MORNING = "morning"
    AFTERNOON = "afternoon"


class Reason(str, enum.Enum):
    """Why an office cancels, blocks or closes."""

    LATE_SCHOOL_REQUEST = "late_school_request"
    INSPECTOR_ABSENT = "inspector_absent"
    CENTRE_CLOSED = "centre_closed"
    WEATHER = "weather"
    VEHICLE = "vehicle"
    ERROR = "error"
    OTHER = "other"


class ClosureScope(str, enum.Enum):
    """Whom a closure concerns."""

    INSPECTOR = "inspector"
    CENTRE = "centre"
    OFFICE = "office"


class SlotStatus(str, enum.Enum):
    """Whether a slot can be reserved, is a school's, or can be reserved by nobody (indispo)."""

    FREE = "free"
    RESERVED = "reserved"
    UNAVAILABLE = "unavailable"


class Role(str, enum.Enum):
    """In which capacity somebody acts."""

    OFFICE = "office"
    SCHOOL = "school"
    INSPECTOR = "inspector"
    READER = "reader"
    OPERATOR = "operator"


class Counting(str, enum.Enum):
    """Ways of counting the days before an exam; see docs/rules.md."""

    CALENDAR = "calendar"
    CLEAR_DAYS = "clear_days"
    MON_SAT = "mon_sat"
    MON_FRI = "mon_fri"
    ELAPSED_HOURS = "elapsed_hours"


class NoticeStatus(str, enum.Enum):
    """How the delivery of a notice stands."""

    PENDING = "pending"
    DELIVERED = "delivered"
    DEAD = "dead"
    UNDELIVERABLE = "undeliverable"


class RefusalJournal(str, enum.Enum):
    """Which refusals are journalled."""

    NONE = "none"
    SCHOOL_CANCELLATIONS = "school_cancellations"
    ALL = "all"


class Language(str, enum.Enum):
    """Languages of texts."""

    FRENCH = "fr"
    ENGLISH = "en"

    @property
    def number(self) -> int:
        """What the engine knows it by."""
        return list(Language).index(self)


class When(str, enum.Enum):
    """Which exams, by now: those that have not begun, those that have, or both."""

    UPCOMING = "upcoming"
    PAST = "past"
    ALL = "all"
