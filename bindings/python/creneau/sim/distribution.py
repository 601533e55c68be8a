"""Distributions of whole numbers: days, exams."""

from __future__ import annotations

import collections
import dataclasses
import math
import operator
from collections.abc import Callable, Iterable

__all__ = ["Whole"]


def probability(value: float, name: str) -> None:
    """Refuse what is no probability."""
    if not 0 <= value <= 1:
        raise ValueError(f"{name} is a probability: 0 to 1")


@dataclasses.dataclass(frozen=True, slots=True)
class Whole:
    """A distribution of whole numbers from `first` on, by weights.

    >>> Whole.uniform(1, 3).mean
    2.0
    >>> Whole.of([3, 3, 5]).weights
    (2.0, 0.0, 1.0)
    """

    first: int
    """The least number."""
    weights: tuple[float, ...]
    """Of `first`, `first + 1`…; in any measure."""

    def __post_init__(self) -> None:
        """Refuse what is no distribution."""
        object.__setattr__(self, "first", operator.index(self.first))
        object.__setattr__(self, "weights", tuple(float(it) for it in self.weights))
        if not self.weights or any(not math.isfinite(it) or it < 0 for it in self.weights) or not sum(self.weights) > 0:
            raise ValueError("weights must be finite, none below zero, and not all zero")

    @classmethod
    def fixed(cls, value: int) -> Whole:
        """Always the same number."""
        return cls(value, (1.0,))

    @classmethod
    def uniform(cls, first: int, last: int) -> Whole:
        """Each of `first` to `last` alike."""
        return cls(first, (1.0,) * (last - first + 1))

    @classmethod
    def geometric(cls, mean: float) -> Whole:
        """From zero on, each number less likely than the one before by the same factor."""
        return cls(0, tuple(_ratios(mean, lambda _: mean / (1 + mean))))

    @classmethod
    def poisson(cls, mean: float) -> Whole:
        """As events that come by themselves are counted; mean at most 500."""
        if mean > 500:
            raise ValueError("the mean of a Poisson distribution is at most 500 here")
        return cls(0, tuple(_ratios(mean, lambda number: mean / number)))

    @classmethod
    def of(cls, numbers: Iterable[int]) -> Whole:
        """As often as they were seen: the empirical distribution."""
        seen = sorted(numbers)
        if not seen:
            raise ValueError("nothing was seen")
        weights = [0.0] * (seen[-1] - seen[0] + 1)
        for number in seen:
            weights[number - seen[0]] += 1
        return cls(seen[0], tuple(weights))

    @classmethod
    def survived(cls, seen: Iterable[int], censored: Iterable[int] = ()) -> Whole:
        """As often as they were seen, where of some it is only known that they are no less than a number.

        The product-limit estimate (E. L. Kaplan, P. Meier, 1958); what lies beyond the last number
        that was seen is taken for one more than it.

        >>> Whole.survived([1, 2], [2]).weights
        (0.333..., 0.666...)
        """
        exact = collections.Counter(seen)
        cut = collections.Counter(censored)
        if not exact:
            return cls.fixed(max(cut, default=0))
        at_risk = exact.total() + cut.total()
        first, last = min(exact), max(exact)
        left, weights = 1.0, [0.0] * (last - first + 2)
        for number in sorted({*exact, *cut}):
            if number > last:
                break
            at_risk -= cut[number]
            if exact[number]:
                weights[number - first] = left * exact[number] / at_risk
                left -= weights[number - first]
            at_risk -= exact[number]
        if left > 1e-12:
            weights[-1] = left
        else:
            weights.pop()
        return cls(first, tuple(weights))

    @property
    def mean(self) -> float:
        """The expectation."""
        return self.first + sum(place * it for place, it in enumerate(self.weights)) / sum(self.weights)


def _ratios(mean: float, step: Callable[[int], float]) -> list[float]:
    if not 0 <= mean <= 1000:
        raise ValueError("the mean is 0 to 1,000")
    weights = [1.0]
    total, number = 1.0, 1
    while number < 1000 * (mean + 1):
        weight = weights[-1] * step(number)
        if number > mean and weight < 1e-15 * total:
            break
        weights.append(weight)
        total += weight
        number += 1
    return weights
