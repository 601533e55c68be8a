"""Départements and their time zones; local times and moments, many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from creneau import _native

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike

__all__ = ["departements", "instants", "local_times", "zone_of"]


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
    import numpy as np

    minutes = np.atleast_1d(np.asarray(local, "datetime64[m]")).astype(np.int64)
    return _native.to_instants(departement, minutes.astype(np.int32)).view("datetime64[us]")


def local_times(departement: str, moments: ArrayLike) -> np.ndarray[Any, Any]:
    """The local times of moments (datetime64 in UTC) as datetime64[m].

    >>> str(local_times("974", ["2026-06-15T06:30"])[0])
    '2026-06-15T10:30'
    """
    import numpy as np

    microseconds = np.atleast_1d(np.asarray(moments, "datetime64[us]")).astype(np.int64)
    return _native.to_local_times(departement, microseconds).astype("datetime64[m]")
