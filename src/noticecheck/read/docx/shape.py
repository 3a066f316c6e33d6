"""How the paragraphs, rows and cells of a DOCX are put together."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from noticecheck.read.docx.text import SKIPPED
from noticecheck.read.docx.xml import alternative, child, described, local, switched, value

# More text than this in one cell, over several paragraphs, is a page laid out with a table.
_LONG_CELL = 300
_NOT_WITHIN = frozenset(("p", "tbl", "tr", "tc"))
_TALL = ("tbl", "txbxContent", "altChunk", "p", "t")


def glue_after(properties: etree._Element | None) -> str | None:
    """What joins a paragraph to the one after it; None where they stand apart."""
    if properties is None:
        return None
    mark = child(properties, "rPr")
    if mark is not None:
        hidden = switched(child(mark, "vanish"))
        if hidden or any(local(element) in ("del", "moveFrom") for element in mark):
            return " "
    # A large first letter is a paragraph of its own.
    if value(child(properties, "framePr"), "dropCap") in ("drop", "margin"):
        return ""
    return None


def members(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows of a table, cells of a row or paragraphs of a cell, also within content controls."""
    for element in parent:
        found = local(element)
        if found == name:
            yield element
        elif found == "AlternateContent":
            yield from members(alternative(element), name)
        elif found not in SKIPPED and found not in _NOT_WITHIN:
            yield from members(element, name)


def is_short(cell: etree._Element) -> bool:
    """Whether a cell fits on one line of text with the others of its row."""
    paragraphs = length = 0
    fresh = False
    for element in described(cell, *_TALL):
        name = local(element)
        if name == "p":
            fresh = True
        elif name != "t":
            return False
        elif element.text and element.text.strip():
            paragraphs += fresh
            fresh = False
            length += len(element.text)
            if paragraphs > 1 and length > _LONG_CELL:
                return False
    return True


def of_the_same_kind(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """All descendants of this name in the namespace of an element."""
    space = etree.QName(element).namespace
    return element.iter(f"{{{space}}}{name}" if space else name)


def all_text(parent: etree._Element) -> Iterator[str]:
    for element in described(parent, "t", "p"):
        yield " " if local(element) == "p" else element.text or ""
