"""Départements and their time zones; local times and moments, many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from creneau import _native

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike

__all__ = ["departements", "instants", "local_times", "zone_of"]


def local_minutes(local: ArrayLike) -> np.ndarray[Any, Any]:
    """Local times as minutes since 1970; what has a time zone is refused, and what is far from today."""
    import numpy as np

    if getattr(getattr(local, "dt", None), "tz", None) is not None:
        raise ValueError("these are moments, with a time zone: local times have none")
    minutes = np.atleast_1d(np.asarray(local, "datetime64[m]")).astype(np.int64)
    if len(minutes) and (minutes.min() < -(2**31) or minutes.max() >= 2**31):
        raise ValueError("local times of 2000 to 2099")
    return minutes.astype(np.int32)


def departements() -> list[str]:
    """The codes of all départements and territories, in order.

    >>> "2A" in departements(), "974" in departements()
    (True, True)
    """
    return _native.departements()


def zone_of(departement: str) -> str:
    """The IANA name of a département's time zone.

    >>> zone_of("974")
    'Indian/Reunion'
    """
    return _native.zone_of(departement)


def instants(departement: str, local: ArrayLike) -> np.ndarray[Any, Any]:
    """The moments of local times (datetime64, taken to the minute) as datetime64[us] in UTC.

    A time that the clock skips is the moment of the change; of one that comes twice the first is meant.

    >>> str(instants("93", ["2026-06-15T08:30"])[0])
    '2026-06-15T06:30:00.000000'
    """
    return _native.to_instants(departement, local_minutes(local)).view("datetime64[us]")


def local_times(departement: str, moments: ArrayLike) -> np.ndarray[Any, Any]:
    """The local times of moments (datetime64 in UTC) as datetime64[m].

    >>> str(local_times("974", ["2026-06-15T06:30"])[0])
    '2026-06-15T10:30'
    """
    import numpy as np

    if getattr(getattr(moments, "dt", None), "tz", None) is not None:
        moments = moments.dt.tz_convert("UTC").dt.tz_localize(None)  # type: ignore[union-attr]
    microseconds = np.atleast_1d(np.asarray(moments, "datetime64[us]")).astype(np.int64)
    return _native.to_local_times(departement, microseconds).astype("datetime64[m]")
