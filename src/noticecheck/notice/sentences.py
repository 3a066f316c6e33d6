"""Passages to sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from noticecheck.late import regex
from noticecheck.model import Span

_END = regex(
    r"""(?P<mark>[.!?])["'’”)\]*_]*(?:\[\d{1,2}\])?(?=\s+["'‘“(\[*_]*[A-Z0-9\[£])"""
    r"""|[;:]\s*\n(?=\s*\n)"""
)
# What a full stop does not end: read backwards from the stop, which phrases cannot.
_ABBREVIATION = regex(
    r"""(?:\b(?:ss?|sect?s?|regs?|arts?|paras?|nos?|mr|mrs|ms|dr|prof|rev|st|e\.g|i\.e|etc|viz|cf|vs?
        |ltd|co|inc|approx|ref|tel|ext|cl|sch|pp?|vol|ed|dept|govt|hon|sir|jan|feb|mar|apr|aug|sept?
        |oct|nov|dec|fig|encl?|incl)|(?<![a-z])[a-z]|^\W*\(?\w{1,4})$""",
    re.VERBOSE | re.IGNORECASE,
)
_ENDS_NAMES = regex(r"\b(?:ltd|co|inc|etc|plc|govt|dept|vol|ext)$", re.IGNORECASE)
"""What stands before another word of the same name, or ends a sentence: "Lumen Optics Ltd. Our"."""
_BEGINS = regex(
    r"\W*(?:an?|as|both|for|he|however|i|if|in|it|its|our|she|so|that|the|there|therefore|these|they"
    r"|this|those|to|we|when|where|while|you|your)\b",
    re.IGNORECASE,
)
"""Words with which sentences begin and names do not go on."""


_QUOTED = regex(r"[\"“][^\"“”]{12,}?[\"”]")
_QUESTION = regex(r"\?\W*$")


@lru_cache(maxsize=1024)
def split_sentences(text: str, span: Span) -> tuple[Span, ...]:
    """The sentences of a passage, outer blanks left out; at least one."""
    sentences: list[Span] = []
    start = span.start
    for match in _END.finditer(text, span.start, span.end):
        before = text[max(start, match.start() - 12) : match.start()]
        if (
            match["mark"] == "."
            and _ABBREVIATION.search(before)
            and not (_ENDS_NAMES.search(before) and _BEGINS.match(text, match.end()))
        ):
            continue
        sentences.append(Span(start, match.end()))
        start = match.end()
    sentences.append(Span(start, span.end))
    trimmed = (_trim(text, sentence) for sentence in sentences)
    return tuple(sentence for sentence in trimmed if sentence.start < sentence.end) or (span,)


def asks(words: str) -> bool:
    """Whether words end in a question mark, but for quotes and other marks behind it."""
    return _QUESTION.search(words) is not None


def _trim(text: str, span: Span) -> Span:
    body = text[span.start : span.end]
    left = len(body) - len(body.lstrip())
    return (
        Span(span.start + left, span.start + len(body.rstrip()))
        if body.strip()
        else Span(span.start, span.start)
    )


@lru_cache(maxsize=8)
def quoted_spans(text: str, span: Span) -> tuple[Span, ...]:
    """What stands in double quotation marks inside a passage."""
    return tuple(
        Span(span.start + m.start(), span.start + m.end())
        for m in _QUOTED.finditer(text[span.start : span.end])
    )


def is_quoted(text: str, passage: Span, span: Span) -> bool:
    """Whether a span stands inside the quotation marks of its passage."""
    quotes = quoted_spans(text, passage)
    index = bisect_right(quotes, span.start, key=lambda quote: quote.start) - 1
    return index >= 0 and quotes[index].contains(span)
