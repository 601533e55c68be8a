"""Means with their confidence intervals."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Interval", "interval_of"]


@dataclasses.dataclass(frozen=True, slots=True)
class Interval:
    """A mean over replications, and between which bounds it lies with some confidence."""

    mean: float
    low: float
    high: float
    level: float

    @property
    def half_width(self) -> float:
        """How far the bounds lie from the mean."""
        return (self.high - self.low) / 2


def interval_of(values: Sequence[float] | np.ndarray[Any, Any], level: float = 0.95) -> Interval:
    """Student's interval of the mean; of one value it is unbounded."""
    import numpy as np
    from scipy import stats

    sample = np.asarray(values, dtype=float)
    if not 0 < level < 1:
        raise ValueError("a level of confidence lies between 0 and 1: 0.95")
    if len(sample) == 0:
        raise ValueError("an interval of nothing")
    mean = float(sample.mean())
    if len(sample) < 2:
        return Interval(mean, -math.inf, math.inf, level)
    margin = float(stats.t.ppf((1 + level) / 2, len(sample) - 1) * sample.std(ddof=1) / math.sqrt(len(sample)))
    return Interval(mean, mean - margin, mean + margin, level)
