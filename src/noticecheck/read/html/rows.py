"""Which table rows and definitions are data that stands on one line, and which are layout."""

from __future__ import annotations

from lxml import etree

from noticecheck.read.html.parts import Sizes

# Blocks that need more than one line, so that a table cell with them is layout, not data.
_TALL = frozenset(
    ("table", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote",
     "pre", "details")
)  # fmt: skip
_LONGEST_TERM, _LONGEST_MEANING = 120, 300


def is_data_row(row: etree._Element) -> bool:
    """True for a row of short cells; a row that lays out a page has tall or single ones."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    return len(cells) > 1 and not any(_is_tall(cell) for cell in cells)


def rows_below(row: etree._Element) -> int:
    """How many rows below the cells of this one reach into at most."""
    spans = (cell.get("rowspan", "") for cell in row if cell.tag in ("td", "th"))
    return max((int(span) - 1 for span in spans if span.isdecimal() and len(span) < 4), default=0)


def is_pair(term: etree._Element, index: int, sizes: Sizes) -> bool:
    """True for a term whose one short meaning can stand beside it; `index` is the term's."""
    meaning = term.getnext()
    if meaning is None or meaning.tag != "dd" or sizes.text[index] > _LONGEST_TERM:
        return False
    after = meaning.getnext()
    length = sizes.text[index + sizes.within[index] + 1]
    return (
        (after is None or after.tag != "dd")
        and length <= _LONGEST_MEANING
        and not _is_tall(meaning)
        and not _is_tall(term)
    )


def _is_tall(cell: etree._Element) -> bool:
    paragraphs = 0
    for child in cell.iterdescendants():
        if child.tag in ("p", "div"):
            paragraphs += 1
        if paragraphs > 1 or child.tag in _TALL:
            return True
    return False
