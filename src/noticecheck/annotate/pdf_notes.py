"""Notes -> what is drawn on the pages: highlights line by line, and sticky notes at the top."""

from __future__ import annotations

from collections.abc import Sequence

from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
)

from noticecheck.annotate.notes import Colour, Note
from noticecheck.late import dataclass
from noticecheck.model import Box, Document, Span

_SHADES: dict[Colour, tuple[float, float, float]] = {
    "gap": (1.0, 0.68, 0.62),
    "unclear": (1.0, 0.92, 0.45),
    "advice": (0.7, 0.87, 1.0),
    "summary": (0.8, 0.8, 0.8),
}
_WORST_FIRST: tuple[Colour, ...] = ("gap", "unclear", "advice", "summary")
_ICON = 20.0
_MARGIN = 8.0
_PRINTED = 4
_PRINTED_UPRIGHT = 28
"""Printed, and neither turned nor grown with the page."""

PageBox = tuple[float, float, float, float, int]
"""Left, bottom, right and top of what is seen of a page, and by how many degrees it is turned."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One highlight, or one sticky note where there are no lines, on a page counted from 0."""

    page: int
    page_box: PageBox
    colour: Colour
    text: str
    rectangle: Box
    lines: tuple[Box, ...] = ()

    def fields(self) -> dict[str, PdfObject]:
        """What the note says of itself, but for who wrote it and what."""
        fields: dict[str, PdfObject] = {
            "/Type": NameObject("/Annot"),
            "/Subtype": NameObject("/Highlight" if self.lines else "/Text"),
            "/Rect": _numbers(self.rectangle),
            "/C": _numbers(_SHADES[self.colour]),
            "/F": NumberObject(_PRINTED if self.lines else _PRINTED_UPRIGHT),
        }
        if self.lines:
            # Upper left, upper right, lower left, lower right: the order that viewers take.
            corners = [(a, d, c, d, a, b, c, b) for a, b, c, d in self.lines]
            fields["/QuadPoints"] = _numbers([number for quad in corners for number in quad])
        else:
            fields["/Name"] = NameObject("/Comment")
        return fields

    def look(self) -> StreamObject:
        """How a highlight looks, which some programs do not draw by themselves."""
        paint = [f"{red:g} {green:g} {blue:g} rg" for red, green, blue in [_SHADES[self.colour]]]
        paint += [f"{a:.2f} {b:.2f} {c - a:.2f} {d - b:.2f} re" for a, b, c, d in self.lines]
        stream = DecodedStreamObject()
        stream.set_data("\n".join(["/G gs", *paint, "f"]).encode())
        stream[NameObject("/Type")] = NameObject("/XObject")
        stream[NameObject("/Subtype")] = NameObject("/Form")
        stream[NameObject("/BBox")] = _numbers(self.rectangle)
        # The words below are to be read through the colour.
        multiply = DictionaryObject({NameObject("/BM"): NameObject("/Multiply")})
        states = DictionaryObject({NameObject("/G"): multiply})
        stream[NameObject("/Resources")] = DictionaryObject({NameObject("/ExtGState"): states})
        return stream

    def window(self) -> ArrayObject:
        """Where the text is shown when it is opened: at the right of the page."""
        right, top = self.page_box[2], self.rectangle[3]
        return _numbers((right - 200, top - 140, right - 10, top))


def drawn_notes(
    document: Document, notes: Sequence[Note], page_boxes: Sequence[PageBox]
) -> list[Drawn]:
    """What to draw for the notes; those on the same words are one, so that none hides another."""
    together: dict[tuple[int, tuple[Box, ...]], list[Note]] = {}
    for note in notes:
        page, lines = _lines(document, note.span)
        together.setdefault((min(page, len(page_boxes) - 1), lines), []).append(note)
    icons: dict[int, int] = {}
    found: list[Drawn] = []
    for (page, lines), group in together.items():
        if lines:
            rectangle = _around(lines)
        else:
            rectangle = _at_the_top(page_boxes[page], icons.setdefault(page, 0))
            icons[page] += 1
        colour = min((note.colour for note in group), key=_WORST_FIRST.index)
        text = "\n\n".join(note.whole for note in group)
        found.append(Drawn(page, page_boxes[page], colour, text, rectangle, lines))
    return found


def _lines(document: Document, span: Span | None) -> tuple[int, tuple[Box, ...]]:
    """The page on which a span begins, counted from 0, and its lines there."""
    if span is None:
        return 0, ()
    page = document.place(span).page or document.page(span.start) or 1
    lines: list[Box] = []
    for place in document.places:
        if not place.span.overlaps(span) or place.page != page or place.box is None:
            continue
        if lines and _goes_on(lines[-1], place.box):
            lines[-1] = _around((lines[-1], place.box))
        else:
            lines.append(place.box)
    return page - 1, tuple(lines)


def _goes_on(line: Box, word: Box) -> bool:
    """Whether a word stands to the right of others on their line."""
    middle = (word[1] + word[3]) / 2
    return line[1] < middle < line[3] and word[0] >= line[0]


def _around(boxes: Sequence[Box]) -> Box:
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)


def _at_the_top(box: PageBox, number: int) -> Box:
    """Where the so-manieth sticky note of a page stands: at its upper left corner as it is seen."""
    left, bottom, right, top, turned = box
    along = _MARGIN + number * (_ICON + _MARGIN)
    across = _MARGIN
    x, y = {
        90: (left + across, bottom + along),
        180: (right - along - _ICON, bottom + across),
        270: (right - across - _ICON, top - along - _ICON),
    }.get(turned, (left + along, top - across - _ICON))
    return x, y, x + _ICON, y + _ICON


def _numbers(numbers: Sequence[float]) -> ArrayObject:
    return ArrayObject([FloatObject(f"{number:.2f}") for number in numbers])
