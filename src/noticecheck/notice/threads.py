"""Where an older message begins: quoted mail below a letter."""

from __future__ import annotations

import re

from noticecheck.match import Matches
from noticecheck.notice.blocks import Block

_MESSAGE = re.compile(
    r"^\W*(?:-{2,}\s*(?:original message|forwarded)|from\s*:.*|on .{5,60}\bwrote\s*:)",
    re.IGNORECASE,
)


def starts_thread(
    text: str, blocks: list[Block], index: int, closed: bool, greeted: str, matches: Matches
) -> bool:
    """An older message begins: a mail separator or header, or a second salutation after the end."""
    block = blocks[index]
    words = text[block.span.start : block.span.end]
    if re.match(r"^\W*-{3,}\s*(?:original message|forwarded)", words, re.IGNORECASE):
        return True
    if (
        matches.has("thread-start", block.span)
        and len(words) < 80
        and not re.search(r":\s*\S", words)  # "Original request: 1 April"
    ):
        return True
    if index >= 3 and _MESSAGE.match(words) and re.match(r"^\W*(?:from|on)\b", words, re.I):
        nearby = text[block.span.start : block.span.start + 400]
        return bool(re.search(r"^\W*(?:sent|to|date|subject)\W{0,3}:", nearby, re.I | re.M)) or (
            "wrote:" in words
        )
    return (
        closed and block.salutation and index + 1 < len(blocks) and not _same_person(greeted, words)
    )


def _same_person(first: str, second: str) -> bool:
    """Two salutations share a name: the letter once more, in the other language."""
    common = {"dear", "annwyl", "hello", "hi", "mr", "mrs", "ms", "miss", "dr", "sir", "madam"}
    names = [
        {w for w in re.findall(r"[^\W\d_]+", s.lower()) if w not in common} for s in (first, second)
    ]
    return bool(names[0] & names[1])
