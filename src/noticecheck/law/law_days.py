"""The days that choose the law for a letter: of the receipt of the request, and of its answer."""

from __future__ import annotations

from datetime import date, timedelta

from noticecheck.late import dataclass
from noticecheck.law.entry import DecidedBy

_LONGEST_ANSWER = timedelta(days=365)
"""A request that is answered today was received within this time."""


@dataclass(frozen=True, slots=True)
class LawDays:
    """When the request was received and when it was dealt with, as far as that is known."""

    received: date | None
    dealt_with: date | None

    @classmethod
    def of(cls, received: date | None, dated: date | None, as_of: date | None) -> LawDays:
        """The days of a letter; `as_of` stands for what one without a date leaves open."""
        return cls(received or (as_of if dated is None else None), dated or as_of)

    def choosing(self, by: DecidedBy | None) -> frozenset[date]:
        """The days by whose law a change is judged: one where it is known, several where it is
        open, none without any date. Of a change with no known rule, both days count."""
        if by == "dealt_with" or self.dealt_with is None:
            known = self.dealt_with if by == "dealt_with" else self.received
            return frozenset({known} if known else ())
        if by == "received" and self.received:
            return frozenset({self.received})
        return frozenset({self.dealt_with, self.received or self.dealt_with - _LONGEST_ANSWER})
