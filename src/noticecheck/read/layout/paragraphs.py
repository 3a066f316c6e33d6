"""Blocks to paragraphs: where one ends, and what runs on over columns and pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median, quantiles

from noticecheck.late import dataclass, regex
from noticecheck.model import RegionKind
from noticecheck.read.layout.framed import Block, Flow, Table
from noticecheck.read.layout.lines import TERMINAL, Line, is_list_mark, runs_on

_WIDE = 1.25
"""A gap wider than this many times the usual distance of lines ends a paragraph."""
_WIDER = 1.6
"""So much, where the words show that the sentence runs on."""
_COMMON = 1.5
"""Sizes of the letters from line to line, where a page does not show its own."""
_WIDEST = 2.2
_INDENT = 0.9
"""Of the size of the letters."""
_OTHER_SIZE = 0.12
_PROSE = 18
"""Times the size of the letters is a column of prose wide, at least."""
_NARROW = 30
"""Times the size of the letters: a column less wide has short lines."""
_FEWEST_BROKEN = 3
"""Lines that show where a margin is."""
_LONGEST_TITLE = 4
"""Lines."""
_SENTENCE_END = regex(r"""[.?!]["'’”)\]]*$""")


@dataclass
class Item:
    """A paragraph, row or note: lines of words, each with the page that it stands on."""

    lines: list[tuple[int, Line]]
    column: Flow | None = None
    """Where its last line stands."""
    kind: RegionKind | None = None
    row: tuple[tuple[Line, ...], ...] = ()
    table: tuple[int, int] = (0, 0)
    narrow: bool = False
    """Its lines are too short to show by their length where a paragraph ends: those that are
    broken because they are full are written as one."""


def usual_spacing(flows: Sequence[Flow], sure_only: bool = False) -> float | None:
    """The distance of lines within a paragraph, in sizes of their letters; None if unknown.

    Lines that surely go on with the line above show it best; `sure_only` asks for no others.
    """
    sure: list[float] = []
    others: list[float] = []
    for flow in flows:
        for above, below in pairwise(flow.lines):
            distance = _distance(above, below)
            if not 0.5 < distance < 4:
                continue
            others.append(distance)
            if distance < 2.6 and runs_on(above, below):
                sure.append(distance)
    if len(sure) >= 3:
        return median(sure)
    if sure_only:
        return None
    if len(others) < 2:
        return _COMMON
    return min(_WIDEST, quantiles(others, n=4, method="inclusive")[0])


def _distance(above: Line, below: Line) -> float:
    size = min(above.size, below.size) or 1.0
    return (above.bottom - below.bottom) / size


def paragraphs(flow: Flow, page: int, spacing: float | None) -> Iterator[Item]:
    """The lines of a flow as paragraphs; an item of a list is a line, or lines, of one."""
    narrow = _is_narrow(flow) and has_margin(flow)
    lines: list[Line] = []
    for line in flow.lines:
        if lines and _ends(lines, line, flow, spacing):
            yield Item([(page, x) for x in lines], flow, narrow=narrow)
            lines = []
        lines.append(line)
    if lines:
        yield Item([(page, x) for x in lines], flow, narrow=narrow)


def _is_narrow(flow: Flow) -> bool:
    width = flow.right - min(line.left for line in flow.lines)
    return width < _NARROW * median(line.size for line in flow.lines)


def has_margin(flow: Flow) -> bool:
    """Whether enough lines are broken at the right edge of a flow to show that it is a margin."""
    width = flow.right - min((line.left for line in flow.lines), default=0.0)
    broken = sum(
        runs_on(above, below) and above.right > flow.right - 0.25 * width
        for above, below in pairwise(flow.lines)
    )
    return broken >= _FEWEST_BROKEN


def is_title(item: Item) -> bool:
    """Whether lines are broken only because they did not fit: a title, which is one line then."""
    if item.column is None or not 2 <= len(item.lines) <= _LONGEST_TITLE:
        return False
    lines = [line for _, line in item.lines]
    return (
        not _SENTENCE_END.search(lines[-1].words[-1].text)
        and all(_is_filled(a, b, item.column) for a, b in pairwise(lines))
        and has_margin(item.column)
    )


def _ends(lines: Sequence[Line], line: Line, flow: Flow, spacing: float | None) -> bool:
    """Whether a line begins a new paragraph after these lines."""
    above = lines[-1]
    distance = _distance(above, line)
    if distance < 0.3 and line.left > above.left:
        return False
    if distance < -0.5:
        return True
    going_on = runs_on(above, line)
    if spacing is not None and distance > spacing * (_WIDER if going_on else _WIDE):
        return True
    if abs(above.size - line.size) > _OTHER_SIZE * max(above.size, line.size):
        return not (going_on and _is_filled(above, line, flow))
    if above.bold != line.bold and not going_on and not _is_filled(above, line, flow):
        return True
    if is_list_mark(line.words[0].text):
        return False
    indent = _INDENT * line.size
    ended = _SENTENCE_END.search(above.words[-1].text) is not None
    if is_list_mark(above.words[0].text):
        # An item that leaves room on its line is over; what follows may be its answer.
        return ended and not going_on and not _is_filled(above, line, flow)
    if ended and line.left > above.left + indent and line.left < above.right:
        return True
    column_left = min(x.left for x in lines)
    return (
        ended
        and flow.right - column_left > _PROSE * line.size
        and line.right > flow.right - 0.35 * (flow.right - column_left)
        and not _is_filled(above, line, flow)
        and above.right < flow.right - 0.15 * (flow.right - column_left)
        and line.words[0].text[:1].isupper()
        and len(lines) > 1
    )


def _is_filled(line: Line, following: Line, flow: Flow) -> bool:
    """Whether the first word of the following line would not have fitted on a line."""
    first = following.words[0]
    return line.right + 0.2 * line.size + first.box[2] - first.box[0] > flow.right


def goes_on(last: Item, following: Item) -> bool:
    """Whether a paragraph runs on in the next column or on the next page."""
    if last.column is None or following.column is None:
        return False
    if last.column.apart or following.column.apart:
        return False
    above, below = last.lines[-1][1], following.lines[0][1]
    if abs(above.size - below.size) > _OTHER_SIZE * max(above.size, below.size):
        return False
    first = below.words[0].text
    if is_list_mark(first):
        return False
    if runs_on(above, below):
        return True
    width = last.column.right - min(line.left for line in last.column.lines)
    full = _is_filled(above, below, last.column)
    # A sentence can end where the column does; a line that is not full ends its paragraph.
    if TERMINAL.search(above.words[-1].text) and (not full or is_heading(following)):
        return False
    return (
        above.bold == below.bold
        and len(last.lines) > 1
        and width > _PROSE * above.size
        and (len(last.lines) > 2 or full)
    )


def is_full(line: Line, following: Line, item: Item) -> bool:
    return (
        item.column is not None
        and not (is_list_mark(following.words[0].text) and TERMINAL.search(line.words[-1].text))
        and _is_filled(line, following, item.column)
    )


def is_heading(item: Item) -> bool:
    """A line of its own that ends no sentence."""
    return (
        item.column is not None
        and len(item.lines) == 1
        and not TERMINAL.search(item.lines[0][1].words[-1].text)
    )


def halves(item: Item) -> list[Item]:
    """A paragraph cut behind the last line that ends a sentence; whole, where none does."""
    for index in range(len(item.lines) - 1, 0, -1):
        if _SENTENCE_END.search(item.lines[index - 1][1].words[-1].text):
            return [
                replace(item, lines=item.lines[:index]),
                replace(item, lines=item.lines[index:]),
            ]
    return [item]


def items_of(blocks: Sequence[Block], page: int, spacing: float | None) -> list[Item]:
    """The paragraphs and rows of a page."""
    items: list[Item] = []
    for number, block in enumerate(blocks):
        if isinstance(block, Table):
            for row in block.rows:
                lines = [(page, line) for cell in row for line in cell]
                items.append(Item(lines, row=row, table=(page, number)))
        else:
            items += paragraphs(block, page, spacing)
    return items
