"""Paragraphs of all pages to text, with its regions and the places of its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from itertools import pairwise

from noticecheck.late import dataclass, regex
from noticecheck.model import Box, Place, Region, Span
from noticecheck.read.extract import Extract
from noticecheck.read.layout.lines import LOWER, Line, Word, is_list_mark
from noticecheck.read.layout.paragraphs import Item, goes_on, halves, is_full, is_heading, is_title

_BROKEN = regex(r"\w-$")
_DASH = regex(r"(?:^|\s)[-–—]$")
_TAB = 2.5
"""Of the size of the letters: a gap so wide between words of one line is kept as a tab."""


@dataclass
class Leaf:
    """What one page holds, in the order in which it is written."""

    number: int
    head: list[Item] = field(default_factory=list)
    body: list[Item] = field(default_factory=list)
    foot: list[Item] = field(default_factory=list)


class _Writer:
    """Puts words one behind another, with the places and regions of each."""

    def __init__(self, user_box: dict[int, Callable[[Box], Box]]) -> None:
        self._parts: list[str] = []
        self.length = 0
        self._user_box = user_box
        self.places: list[Place] = []
        self.regions: list[Region] = []

    def put(self, text: str) -> None:
        self._parts.append(text)
        self.length += len(text)

    def words(self, words: Sequence[Word], page: int) -> None:
        """Words of one line, with a blank between them, or a tab where the gap is wide."""
        user_box = self._user_box[page]
        parts = self._parts
        position = self.length
        before: Word | None = None
        for word in words:
            if before is not None:
                gap = word.box[0] - before.box[2]
                mark = is_list_mark(before.text) or before.text.endswith(":")
                parts.append("\t" if gap > _TAB * word.size and not mark else " ")
                position += 1
            end = position + len(word.text)
            parts.append(word.text)
            self.places.append(
                Place(Span(position, end), page, user_box(word.box), confidence=word.confidence)
            )
            position = end
            before = word
        self.length = position

    def item(self, item: Item, title: bool) -> None:
        start = self.length
        if item.row:
            self._row(item.row, item.lines[0][0])
        above: tuple[int, Line] | None = None
        for page, line in () if item.row else item.lines:
            if above is not None:
                beside = page == above[0] and abs(above[1].bottom - line.bottom) < 0.3 * line.size
                wide = line.left - above[1].right > _TAB * line.size
                mark = above[1].text.endswith(":")
                if beside:
                    self.put("\t" if wide and not mark else " ")
                else:
                    full = title or (item.narrow and is_full(above[1], line, item))
                    broken = _BROKEN.search(above[1].text)
                    self.put(" " if (full and not broken) or _DASH.search(above[1].text) else "\n")
            self.words(line.words, page)
            above = (page, line)
        if item.kind is not None:
            self.regions.append(Region(Span(start, self.length), item.kind))

    def _row(self, row: Sequence[Sequence[Line]], page: int) -> None:
        for number, cell in enumerate(row):
            if number:
                self.put(" | ")
            before = ""
            for line in cell:
                if before:
                    # A row is one line: a word broken in a cell is joined by a soft hyphen.
                    broken = before.endswith("-") and LOWER.match(line.words[0].text)
                    self.put("\u00ad" if broken else " ")
                self.words(line.words, page)
                before = line.words[-1].text

    def text(self) -> str:
        return "".join(self._parts)


def write(leaves: Sequence[Leaf], user_box: dict[int, Callable[[Box], Box]]) -> Extract:
    """The text of all pages; `pages` has the offset of each, those without words too."""
    writer = _Writer(user_box)
    starts: list[int] = []
    before: Item | None = None
    runs_in = False
    for index, leaf in enumerate(leaves):
        following = leaves[index + 1].body[:1] if index + 1 < len(leaves) else []
        runs_out = bool(leaf.body and following and goes_on(leaf.body[-1], following[0]))
        items = _in_order(leaf, runs_in, runs_out)
        close = [_closely(a, b) for a, b in pairwise([before, *items])]
        after = [*close[1:], runs_out]
        for number, item in enumerate(items):
            if writer.length:
                writer.put(_between(before, item) if close[number] else "\n\n")
            if not number:
                starts.append(writer.length)
            alone = not close[number] and not after[number]
            writer.item(item, alone and is_title(item))
            before = item
        if not items:
            starts.append(writer.length)
        runs_in = runs_out
    return Extract(writer.text(), tuple(writer.regions), tuple(starts), places=tuple(writer.places))


def _between(before: Item | None, item: Item) -> str:
    """What parts two pieces of one paragraph, or two rows."""
    if before is None or not before.narrow or before.row:
        return "\n"
    return "\n" if before.lines[-1][1].text.endswith("-") else " "


def _closely(before: Item | None, item: Item | None) -> bool:
    """Whether one follows the other without a blank line: rows of a table, a paragraph that
    runs on."""
    if before is None or item is None or item.kind is not None or before.kind is not None:
        return False
    if before.row and item.row:
        return before.table == item.table
    return before.column is not item.column and goes_on(before, item)


def _in_order(leaf: Leaf, runs_in: bool, runs_out: bool) -> list[Item]:
    """All that a page holds; what surrounds its text never stands within a paragraph that runs on
    from the page before or to the next one."""
    body = leaf.body
    if runs_in and runs_out and len(body) == 1:
        body = halves(body[0])
    if runs_in and runs_out and len(body) == 1:
        runs_out = False
    ahead = 1 if runs_in else 0
    behind = 1 if runs_out else 0
    # A heading stays with what it stands over.
    while behind and behind < len(body) - ahead and is_heading(body[-behind - 1]):
        behind += 1
    return [
        *body[:ahead],
        *leaf.head,
        *body[ahead : len(body) - behind],
        *leaf.foot,
        *body[len(body) - behind :],
    ]
