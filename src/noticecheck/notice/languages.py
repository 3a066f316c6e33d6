"""What of a letter is in another language than English, the only one that the rules are for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from noticecheck.match import Matches
from noticecheck.model import Passage, Span
from noticecheck.notice.lines import is_salutation

_WORD = re.compile(r"(?<!\S)[^\W\d_A-Z]+(?:['’][^\W\d_A-Z]+)?[.,;:]?(?!\S)")
"""A word of a sentence: in small letters, and no part of an address."""
_FEWEST_WORDS = 15
"""A name, an address or a title in another language tells nobody anything of law."""
_ENGLISH_SHARE = 0.05


def foreign(text: str, passages: Sequence[Passage], matches: Matches) -> tuple[Span, ...]:
    """The paragraphs that are not in English, of a letter that says them in no other language.

    A letter that greets its reader twice, once in each language, says everything in English too.
    """
    own = [p for p in passages if p.part in ("response", "rights", "statute")]
    if _all_foreign(text, [p.span for p in own], matches):
        return tuple(p.span for p in own if p.kind != "heading")
    if sum(p.part == "response" and is_salutation(p.span, matches) for p in passages) > 1:
        return ()
    return tuple(
        p.span
        for p in own
        if p.kind in ("paragraph", "item") and _all_foreign(text, (p.span,), matches)
    )


def _all_foreign(text: str, spans: Sequence[Span], matches: Matches) -> bool:
    words = sum(len(_WORD.findall(text[span.start : span.end])) for span in spans)
    english = len(matches.within("english", spans, denied=None))
    return words >= _FEWEST_WORDS and english < _ENGLISH_SHARE * words
