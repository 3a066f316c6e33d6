"""A share of a number of cases, with what the number is good for: n, an interval, words.

Cases that stand in one letter are no independent ones: a template that forgets the reasons forgets
them for every exemption it names. The interval therefore takes the most cautious view, that all
cases of one letter fare alike, and counts `effective` cases: (sum of m)² / sum of m², where m is
the number of cases in a letter. Where each letter holds one case that is the number of cases.
"""

from __future__ import annotations

from math import sqrt

from noticecheck.late import dataclass

Z = 1.959963984540054
"""Of the normal distribution, for 95 in 100."""
FEW = 30
"""With fewer letters than these a share is not given as a percentage."""
NEXT_TO_NONE = 5
"""With fewer letters than these nothing is said of the share."""
ONE_DECIMAL_FROM = 1000


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of so many cases, which stand in so many letters."""

    hits: int
    of: int
    letters: int
    effective: float
    """Independent cases that the interval counts; see above."""

    @property
    def share(self) -> float | None:
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The Wilson interval at 95 %; None without any case."""
        return wilson(self.hits / self.of, self.effective) if self.of else None

    @property
    def few(self) -> bool:
        return self.letters < FEW


def of_letters(hits: int, letters: int) -> Rate:
    """A share of letters, each of which is one case."""
    return Rate(hits, letters, letters, float(letters))


def wilson(share: float, n: float, z: float = Z) -> tuple[float, float]:
    """The Wilson score interval for a share of n cases; n need not be whole.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference,
    Journal of the American Statistical Association 22 (1927).
    """
    if n <= 0:
        return 0.0, 1.0
    scale = 1 + z * z / n
    middle = (share + z * z / (2 * n)) / scale
    reach = z / scale * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    # At none and at all, rounding must not push an end past where the share itself stands.
    low = 0.0 if share == 0 else max(0.0, middle - reach)
    high = 1.0 if share == 1 else min(1.0, middle + reach)
    return low, high


def percent(share: float, n: int) -> str:
    """A share as a percentage; one decimal for large n; 0% and 100% only where they are exact."""
    if share in (0, 1):
        return f"{share * 100:.0f}%"
    digits = 1 if n >= ONE_DECIMAL_FROM else 0
    text = f"{share * 100:.{digits}f}"
    least = 10.0**-digits
    if float(text) == 0:
        return f"under {least:g}%"
    if float(text) == 100:
        return f"over {100 - least:g}%"
    return f"{text}%"


def share_words(rate: Rate) -> str:
    """The share as it is printed: "61%", or "7 of 12" where there are few letters."""
    if not rate.of:
        return "none"
    if rate.few:
        return f"{rate.hits:,} of {rate.of:,}"
    return percent(rate.hits / rate.of, rate.of)


def interval_words(rate: Rate) -> str:
    """The interval as it is printed: "58% to 64%"."""
    if rate.interval is None:
        return "no cases"
    low, high = (percent(end, rate.of) for end in rate.interval)
    return f"{low} to {high}"


def few_words(rate: Rate) -> str:
    """What few letters are good for: "12 letters: too few to say more than 32% to 81%"."""
    noun = "letter" if rate.letters == 1 else "letters"
    if rate.letters < NEXT_TO_NONE:
        return f"{rate.letters} {noun}: too few for any rate"
    return f"{rate.letters} {noun}: too few to say more than {interval_words(rate)}"
