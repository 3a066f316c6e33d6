"""Where an older message begins: quoted mail below a letter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from noticecheck.late import regex
from noticecheck.match import Matches
from noticecheck.model import Span
from noticecheck.notice.blocks import MAIL_HEADER, Block
from noticecheck.notice.writers import objects, passes_on_own

_WROTE = regex(r"^\W*on\s[^\n]{5,160}(?:\n[^\n]{0,120})?\bwrote\s*:", re.IGNORECASE)
"""The line above a quoted message, which mail programs may wrap."""
_FROM = regex(r"^\W*from\s*:", re.IGNORECASE)
_FORWARDS = regex(r"^\W*subject\W{0,3}:\W{0,3}(?:fw|fwd)\s*:", re.IGNORECASE | re.MULTILINE)
_FIRST = 8
"""Blocks of a message that show whether the requester has written it."""
_LONGEST_COVER = 80
_LONGEST_MARKED = 400
"""Words above a letter that is passed on; above one that is marked as that."""
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "madam"})


def starts_thread(
    text: str,
    blocks: list[Block],
    index: int,
    closed: bool,
    greeted: Block | None,
    matches: Matches,
) -> bool:
    """An older message begins: a mail separator or header, or a second salutation after the end."""
    block = blocks[index]
    words = text[block.span.start : block.span.end]
    if (
        matches.has("thread-start", block.span)
        and len(words) < 80
        and not re.search(r":\s*\S", words)  # "Original request: 1 April"
    ):
        return True
    if index >= 1 and _WROTE.match(words):
        return True
    if index >= 3 and _FROM.match(words):
        nearby = text[block.span.start : block.span.start + 400]
        return bool(re.search(r"^\W*(?:sent|to|date|subject)\W{0,3}:", nearby, re.I | re.M))
    return (
        closed
        and block.salutation
        and index + 1 < len(blocks)
        # The letter once more, in the other language, greets the same person.
        and not (
            greeted and greeted_names(greeted.span, matches) & greeted_names(block.span, matches)
        )
    )


def is_marked(text: str, span: Span, matches: Matches) -> bool:
    """A line that a mail program writes above an older message."""
    words = text[span.start : span.end]
    return bool(matches.has("thread-start", span) or _WROTE.match(words) or _FROM.match(words))


def passes_on(text: str, above: list[Block], start: Block, matches: Matches) -> bool:
    """A mail that forwards the message which begins here, with little to say of its own, or in
    which the requester writes about it.

    It is then the message below that is the letter.
    """
    words = sum(len(text[b.span.start : b.span.end].split()) for b in above)
    short = words <= _LONGEST_COVER
    if objects(text, above, matches) or (short and passes_on_own(text, above, matches)):
        return True
    if matches.has("forwarded", start.span):
        return words <= _LONGEST_MARKED
    if not short:
        return False
    answers = any(matches.has_any(("applies", "not-held", "discloses"), b.span) for b in above)
    return not answers and _FORWARDS.search(text, 0, start.span.start) is not None


def stands_by(text: str, above: Sequence[Block], below: Sequence[Block], matches: Matches) -> bool:
    """The letter says that an earlier answer stands, and below it begins one that refuses."""
    message = [
        block for block in below if not is_mail_head(text[block.span.start : block.span.end])
    ]
    return (
        matches.has("earlier-answer-stands", *(block.span for block in above))
        and matches.has_any(("applies", "withholds"), *(block.span for block in message))
        and not objects(text, message[:_FIRST], matches)
    )


def is_mail_head(words: str) -> bool:
    """The fields at the head of a message, or the line that says who wrote it."""
    return bool(_WROTE.match(words) or _FROM.match(words) or MAIL_HEADER.match(words))


def greeted_names(salutation: Span, matches: Matches) -> set[str]:
    """The names that a salutation is to, titles left out."""
    greeting = matches.opens("greets", salutation)
    if greeting is None:
        return set()
    words = matches.normal.within(Span(greeting.end, salutation.end))
    return set(re.findall(r"[^\W\d_]+", words)) - _TITLES
