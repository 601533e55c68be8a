"""What things are called, in French and in English."""

from __future__ import annotations

import datetime

from creneau import _native
from creneau.codes import Category, Counting, ExamPart, Language, Reason, Role

__all__ = ["date_text", "local_time_text", "text_of"]

_LISTS = {Role: 1, Category: 2, ExamPart: 3, Reason: 4, Counting: 6}


def text_of(code: Category | ExamPart | Reason | Role | Counting, language: Language = Language.FRENCH) -> str:
    """A code as people read it.

    >>> text_of(ExamPart.OFF_ROAD)
    'plateau'
    """
    return _native.code_text(_LISTS[type(code)], code.value, language.number)


def date_text(date: datetime.date, language: Language = Language.FRENCH) -> str:
    """A date as people read it.

    >>> date_text(datetime.date(2026, 6, 15))
    'lundi 15 juin 2026'
    """
    return _native.date_text(date, language.number)


def local_time_text(time: datetime.datetime, language: Language = Language.FRENCH) -> str:
    """A local time as people read it; its zone is not looked at.

    >>> local_time_text(datetime.datetime(2026, 6, 15, 8, 30))
    'lundi 15 juin 2026 à 08 h 30'
    """
    minutes = int((time.replace(tzinfo=None) - datetime.datetime(1970, 1, 1)).total_seconds() // 60)
    return _native.local_time_text(minutes, language.number)
