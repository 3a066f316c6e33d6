"""Whether a body that a letter names is the one that sends it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from noticecheck.late import dataclass, regex
from noticecheck.match import Matches
from noticecheck.model import Passage, Span
from noticecheck.notice.lines import is_closing, is_salutation

# The shape of a line, not its wording: what stands beside a name that stands for itself.
_COLUMN = regex(r" {2,}|\t|\|")
_NOTHING = regex(r"[\s*_#>]*\Z")
_FROM = regex(r"[\s*_]*From:[\s*_]*", re.IGNORECASE)
_DASH = regex(r"[\s*_]*[–—-]\s")
_ROLE = regex(r"[^\W\d_][^\d:.;]{0,60}[,–—-]\s*\Z")
_REST = regex(r"[\s*_]*(?:\([A-Z]{2,}\)[\s*_]*)?(?:[,.](?!\w).*)?\Z")
_FEW = 3
"""Passages at the top of a letter that greets nobody, or at the end of one."""
_LAST = 5
"""Passages from the closing of a letter to the end of the signature."""
_BEFORE = 40
"""Characters before a name in which "on behalf of" stands."""


@dataclass(frozen=True, slots=True)
class Named:
    """A body as a letter names it, and where."""

    name: str
    span: Span
    sure: bool = False
    """It stands where a sender does; another body may have written what only names this one."""


def is_sender(named: Named, text: str, own: Sequence[Passage], matches: Matches) -> bool:
    """Whether a name stands as a sender's does: alone in a line of the letterhead or signature, or
    as the name of whoever decides. `own`: the passages that are the authority's words."""
    at = next((n for n, p in enumerate(own) if p.span.contains(named.span)), None)
    before, after = Span(max(0, named.span.start - _BEFORE), named.span.start), named.span.end
    if matches.has("speaks-for", before, denied=None):
        return True
    decides = re.compile(r"\W*").match(text, after)
    if decides and matches.at("body-decides", decides.end(), after + 80):
        return True
    if at is None or not _is_at_an_end(at, own, matches):
        return False
    return _stands_alone(named, text, titles=own[at].span.start <= own[0].span.end)


def _stands_alone(named: Named, text: str, *, titles: bool) -> bool:
    """Whether the name is all of its line or column, but for a role before it and, where it
    `titles` the letter, what the letter is behind it."""
    start = text.rfind("\n", 0, named.span.start) + 1
    end = text.find("\n", named.span.end)
    before = _COLUMN.split(text[start : named.span.start])[-1]
    after = _COLUMN.split(text[named.span.end : len(text) if end < 0 else end])[0]
    before = _FROM.sub("", before, count=1)
    first = bool(_NOTHING.match(before))
    alone = _REST.match(after) or (titles and first and _DASH.match(after))
    return bool(alone and (first or _ROLE.match(before)))


def _is_at_an_end(at: int, own: Sequence[Passage], matches: Matches) -> bool:
    """Above the salutation, below the closing of the letter, or in its last lines."""
    greeting = next((n for n, p in enumerate(own) if is_salutation(p.span, matches)), _FEW)
    closed = any(is_closing(p.span, matches) for p in own[max(0, at - _LAST) : at])
    return at < greeting or closed or at >= len(own) - _FEW
