"""A share in a whole, from a stratified sample of it, with an interval.

The share is a combined ratio: cases in letters that stand for more letters weigh more. Its variance
is that of the linearised ratio within the strata (W. G. Cochran, Sampling Techniques, 1977, chapter
6), which takes cases of one letter together. The interval is Wilson's for as many independent cases
as have the same variance, yet never for more than there are letters with cases; where all cases
fare alike, and the sample thus shows no variance, for the letters' effective number by weight
(L. Kish, Survey Sampling, 1965). Nothing is taken off for the part of the whole that was drawn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from noticecheck.audit.rates import FEW, wilson
from noticecheck.late import dataclass

_ROUNDING = 1e-12
"""Of a variance that is none."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one letter of the sample adds to a share: so many hits in so many cases."""

    stratum: int
    hits: int
    cases: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share in the whole; the numbers are those of the sample."""

    share: float
    low: float
    high: float
    hits: int
    cases: int
    letters: int
    """That have cases."""
    effective: float
    """Independent cases that the interval counts."""

    @property
    def few(self) -> bool:
        return self.letters < FEW


def estimate(found: Iterable[Found], sizes: Mapping[int, int]) -> Estimate | None:
    """The share, given every labelled letter, also those without cases, and how many letters of
    the whole each stratum has. None where no letter has a case."""
    by_stratum: dict[int, list[Found]] = defaultdict(list)
    for one in found:
        by_stratum[one.stratum].append(one)
    weights = {number: sizes[number] / len(ones) for number, ones in by_stratum.items()}
    letters = [one for ones in by_stratum.values() for one in ones if one.cases]
    whole = sum(weights[one.stratum] * one.cases for one in letters)
    if not whole:
        return None
    share = sum(weights[one.stratum] * one.hits for one in letters) / whole
    residuals = {
        number: [weights[number] * (one.hits - share * one.cases) for one in ones]
        for number, ones in by_stratum.items()
    }
    variance = _variance(residuals) / whole**2
    squares = sum((weights[one.stratum] * one.cases) ** 2 for one in letters)
    effective = whole**2 / squares
    if variance > _ROUNDING and 0 < share < 1:
        effective = min(share * (1 - share) / variance, float(len(letters)))
    share = min(1.0, max(0.0, share))
    return Estimate(
        share, *wilson(share, effective), sum(one.hits for one in letters),
        sum(one.cases for one in letters), len(letters), effective,
    )  # fmt: skip


def _variance(residuals: Mapping[int, list[float]]) -> float:
    """Of the sum of the residuals; strata with one letter are taken together as one."""
    groups = [ones for ones in residuals.values() if len(ones) > 1]
    alone = [ones[0] for ones in residuals.values() if len(ones) == 1]
    total = 0.0
    for ones in groups if len(alone) < 2 else [*groups, alone]:
        middle = sum(ones) / len(ones)
        total += len(ones) / (len(ones) - 1) * sum((one - middle) ** 2 for one in ones)
    return total + (alone[0] ** 2 if len(alone) == 1 else 0.0)
