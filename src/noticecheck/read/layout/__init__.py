"""Words with their boxes to the text of pages: reading order, paragraphs, rows, notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from noticecheck.late import dataclass
from noticecheck.model import Box
from noticecheck.read.extract import Extract
from noticecheck.read.layout.blocks import Head, blocks_of
from noticecheck.read.layout.framed import Block, Flow
from noticecheck.read.layout.furniture import Surroundings, part_pages, starts_note
from noticecheck.read.layout.lines import Line, Word, line_of, lines_of
from noticecheck.read.layout.paragraphs import Item, items_of, usual_spacing
from noticecheck.read.layout.rulings import ruled_tables
from noticecheck.read.layout.text import Leaf, write

__all__ = ["PageWords", "Word", "lay_out"]

_HEAD = 0.55
"""Of the height of a page: a letterhead stands above it."""


def _as_it_is(box: Box) -> Box:
    return box


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of one page, upright: where a page is turned, its boxes are turned back first."""

    number: int
    """Counted from 1."""
    frame: Box
    """What is seen of the page, in the same points as the boxes of the words."""
    words: Sequence[Word]
    rulings: Sequence[Box] = ()
    """Thin lines drawn on the page, such as those of a table."""
    aside: Sequence[Sequence[Word]] = ()
    """What is written across the page or along its edge, such as a watermark."""
    on_page: Callable[[Box], Box] = _as_it_is
    """Where a box stands on the page as it is in its file."""
    fills: Sequence[Box] = ()
    """Coloured areas, such as those behind the cells of a table or behind words."""


def lay_out(pages: Sequence[PageWords]) -> Extract:
    """The text of all pages, with its regions, and where pages start and words stand."""
    lines = [lines_of(page.words) for page in pages]
    parted = part_pages([(page.frame, own) for page, own in zip(pages, lines, strict=True)])
    blocks: list[list[Block]] = []
    for page, surroundings in zip(pages, parted, strict=True):
        above = page.frame[1] + _HEAD * (page.frame[3] - page.frame[1])
        head = Head(above, first=page.number == 1)
        ruled = ruled_tables(page.rulings, page.fills)
        blocks.append(blocks_of(surroundings.body, ruled, head))
    general = usual_spacing([b for page in blocks for b in page if isinstance(b, Flow)])
    leaves = [
        _leaf(page, surroundings, own, general)
        for page, surroundings, own in zip(pages, parted, blocks, strict=True)
    ]
    return write(leaves, {page.number: page.on_page for page in pages})


def _leaf(
    page: PageWords, parted: Surroundings, blocks: Sequence[Block], general: float | None
) -> Leaf:
    flows = [block for block in blocks if isinstance(block, Flow)]
    own = usual_spacing(flows, sure_only=True)
    body = items_of(blocks, page.number, own or general)
    return Leaf(
        page.number,
        head=[_furniture(row, page.number) for row in parted.head],
        body=body,
        foot=[
            *_notes(parted.notes, page.number),
            *(_furniture(row, page.number) for row in parted.foot),
            *(_furniture([line_of(words)], page.number) for words in page.aside if words),
        ],
    )


def _furniture(row: Sequence[Line], page: int) -> Item:
    return Item([(page, line) for line in row], kind="furniture")


def _notes(rows: Sequence[Sequence[Line]], page: int) -> list[Item]:
    notes: list[Item] = []
    for row in rows:
        lines = [(page, line) for line in row]
        if notes and not starts_note(list(row)):
            notes[-1].lines += lines
        else:
            notes.append(Item(lines, kind="footnote"))
    return notes
