"""Where an older message begins: quoted mail below a letter."""

from __future__ import annotations

import re

from noticecheck.match import Matches
from noticecheck.model import Span
from noticecheck.notice.blocks import Block

_MAIL_HEAD = re.compile(r"^\W*(?:from\s*:|on .{5,60}\bwrote\s*:)", re.IGNORECASE)
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
    if index >= 3 and _MAIL_HEAD.match(words):
        nearby = text[block.span.start : block.span.start + 400]
        return bool(re.search(r"^\W*(?:sent|to|date|subject)\W{0,3}:", nearby, re.I | re.M)) or (
            "wrote:" in words
        )
    return (
        closed
        and block.salutation
        and index + 1 < len(blocks)
        # The letter once more, in the other language, greets the same person.
        and not (greeted and _greeted_names(greeted, matches) & _greeted_names(block, matches))
    )


def _greeted_names(block: Block, matches: Matches) -> set[str]:
    """The names that a salutation is to, titles left out."""
    greeting = matches.opens("greets", block.span)
    if greeting is None:
        return set()
    words = matches.normal.within(Span(greeting.end, block.span.end))
    return set(re.findall(r"[^\W\d_]+", words)) - _TITLES
