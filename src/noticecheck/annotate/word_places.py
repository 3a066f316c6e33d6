"""Spans of the letter's text -> where a comment on them begins and ends in the body of a DOCX."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from lxml import etree

from noticecheck.late import dataclass
from noticecheck.model import Document, Place, Span
from noticecheck.read.docx.drawing import DRAWINGS
from noticecheck.read.docx.shape import of_the_same_kind
from noticecheck.read.docx.text import SKIPPED
from noticecheck.read.docx.xml import child, local

_NOT_IN_LINE = SKIPPED | DRAWINGS | {"AlternateContent", "txbxContent"}
_MOST_COMPARED = 5000
"""Characters of a paragraph up to which it is aligned where reading it has changed it."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Two paragraphs, mostly one, and which of their characters (blanks not counted) a comment
    begins and ends with; None for the first and the last of a paragraph."""

    first: etree._Element
    last: etree._Element
    start: int | None = None
    end: int | None = None


class Anchors:
    """Finds the places of comments in a body, in which nothing has been marked yet."""

    def __init__(self, root: etree._Element, document: Document) -> None:
        body = child(root, "body")
        if body is None:
            raise ValueError("no body")
        self._document = document
        self._paragraphs = list(of_the_same_kind(body, "p"))
        if not self._paragraphs:
            raise ValueError("no paragraph")
        self._places = [
            place
            for place in document.places
            if place.paragraph is not None and place.paragraph <= len(self._paragraphs)
        ]

    def of(self, span: Span | None) -> Anchor:
        """Where a comment on these words stands; for None, at the top of the letter."""
        if span is None:
            # Not in a text box, in which Word has no comments.
            top = self._paragraph(self._places[0]) if self._places else self._paragraphs[0]
            return Anchor(top, top)
        touched = [place for place in self._places if place.span.overlaps(span)]
        if not touched:
            return self._near(span)
        first, last = touched[0], touched[-1]
        start, end = self._paragraph(first), self._paragraph(last)
        if start.getparent() is not end.getparent():
            # One comment over several cells of a table is more than some programs take.
            last, end = first, start
        begins = self._offset(first, span.start)
        ends = self._offset(last, min(span.end, last.span.end), end=True)
        if first is last and begins is not None and ends is not None:
            ends = max(begins, ends)
        return Anchor(start, end, begins, ends)

    def _near(self, span: Span) -> Anchor:
        """For words that stand outside the paragraphs of the body: in a footnote, in a header."""
        for region in self._document.regions:
            if region.kind == "footnote" and region.span.overlaps(span):
                at = self._document.text.rfind(f"[{region.name}]", 0, region.span.start)
                if at >= 0 and (place := self._document.place(Span(at, at + 1))).paragraph:
                    paragraph = self._paragraph(place)
                    return Anchor(paragraph, paragraph)
        before = [place for place in self._places if place.span.start < span.start]
        paragraph = self._paragraph(before[-1]) if before else self._paragraphs[0]
        return Anchor(outermost(paragraph), outermost(paragraph))

    def _paragraph(self, place: Place) -> etree._Element:
        return outermost(self._paragraphs[(place.paragraph or 1) - 1])

    def _offset(self, place: Place, position: int, end: bool = False) -> int | None:
        """Which character of its paragraph is the first from a position of the text on, or for an
        end the last before it; None for unknown."""
        paragraph = self._paragraphs[(place.paragraph or 1) - 1]
        if outermost(paragraph) is not paragraph:
            return None
        text = self._document.quote(place.span)
        read = "".join(text.split())
        written = "".join(element_text(t)[i] for t, i in characters(paragraph))
        at = len("".join(text[: max(0, position - place.span.start)].split())) - end
        if read.endswith(written):
            # What comes before is the number of a list, which Word itself writes.
            return min(max(0, at - len(read) + len(written)), len(written) - 1) if written else None
        if max(len(read), len(written)) > _MOST_COMPARED:
            return None
        blocks = SequenceMatcher(None, read, written, autojunk=False).get_matching_blocks()
        return next((at - b.a + b.b for b in blocks if b.a <= at < b.a + b.size), None)


def characters(paragraph: etree._Element) -> Iterator[tuple[etree._Element, int]]:
    """The characters of a paragraph but blanks: their elements and where they stand in those."""
    for element in _texts(paragraph):
        text = element_text(element)
        yield from ((element, index) for index, char in enumerate(text) if not char.isspace())


def element_text(element: etree._Element) -> str:
    return element.text or ""


def _texts(parent: etree._Element) -> Iterator[etree._Element]:
    for element in parent:
        name = local(element)
        if name == "t" and local(parent) == "r":
            yield element
        elif name and name != "p" and name not in _NOT_IN_LINE:
            yield from _texts(element)


def outermost(paragraph: etree._Element) -> etree._Element:
    """The paragraph of the body in which one stands, or is anchored if it is in a text box."""
    for above in paragraph.iterancestors():
        if local(above) == "p":
            paragraph = above
    return paragraph
