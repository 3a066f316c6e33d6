"""What of a letter is furniture by its own words: disclaimers, and what stands on every page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from noticecheck.late import regex
from noticecheck.match import Matches
from noticecheck.model import Span
from noticecheck.notice.blocks import PAGE_NUMBER, Block
from noticecheck.notice.sentences import split_sentences

_APART = 2
"""Blocks from what stands on one page to the same on the next, at least."""
_NUMBER = regex(r"\d+")
_SECTION = regex(r"s\.?\s?\d\d", re.IGNORECASE)


def is_furniture(text: str, block: Block, matches: Matches) -> bool:
    """Furniture shows at once; a letter on one line with a disclaimer behind it is none, nor is a
    paragraph that goes on over a page's end, or that refuses before it."""
    numbers = _page_numbers(text, block)
    hits = [
        hit
        for hit in matches.within("furniture", (block.span,))
        if not any(number.contains(hit) for number in numbers)
    ]
    if not hits or hits[0].start - block.span.start >= 300:
        return False
    before = (s for s in split_sentences(text, block.span) if s.end <= hits[0].start)
    if matches.has("refuses", *before):
        return False
    length = block.span.end - block.span.start
    return (
        length < 200
        or not matches.has("refuses", block.span)
        or matches.has("confidential-mail", block.span)
    )


def _page_numbers(text: str, block: Block) -> list[Span]:
    """Numbers of pages between other lines of a block."""
    found = (Span(*m.span()) for m in PAGE_NUMBER.finditer(text, block.span.start, block.span.end))
    return [span for span in found if block.span.start < span.start]


def repeated_lines(text: str, blocks: Sequence[Block], matches: Matches) -> set[str]:
    """Short lines that stand on three pages or more: running headers and footers. The rows of a
    table, which look alike too, stand close together."""
    counts: dict[str, int] = {}
    last: dict[str, int] = {}
    for index, block in enumerate(blocks):
        words = text[block.span.start : block.span.end]
        if len(words) < 130:
            key = _NUMBER.sub("0", words)
            if index - last.get(key, -_APART) >= _APART:
                counts[key] = counts.get(key, 0) + 1
            last[key] = index
    return {
        words
        for block in blocks
        if len(words := text[block.span.start : block.span.end]) < 130
        and counts[_NUMBER.sub("0", words)] >= 3
        and not block.label.startswith("q ")
        and (words.upper() == words or matches.has("running-header", block.span, denied=None))
        and not matches.has("never-in-a-header", block.span, denied=None)
        and not _SECTION.search(words)
    }
