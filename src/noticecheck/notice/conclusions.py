"""Where a weighing of the public interest ends with what prevails."""

from __future__ import annotations

from noticecheck.match import Matches
from noticecheck.model import Passage, Span

_CLOSING = 2
"""Sentences at the end of a passage that weighs among which its conclusion stands."""


def settles(sentence: Span, passage: Passage, matches: Matches) -> bool:
    """At the end of a passage somebody judges and takes a side, in whatever words: "So the
    exemption wins", "Balance: maintain"."""
    return (
        sentence in passage.sentences[-_CLOSING:]
        and matches.has("side-taken", sentence, denied=None)
        and (matches.has("judges", sentence, denied=None) or matches.fills("side-taken", sentence))
    )


def concludes_a_balance(passage: Passage, matches: Matches) -> bool:
    """The passage weighs the public interest and says which side prevails."""
    if matches.has("interest-in-prosecuting", passage.span, denied=None):
        # What prosecutors weigh is not whether to disclose.
        return False
    return matches.has("public-interest", passage.span) and any(
        matches.has("balance-concluded", sentence) or settles(sentence, passage, matches)
        for sentence in passage.sentences[-_CLOSING:]
    )
