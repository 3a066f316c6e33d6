"""What drawings, pictures and embedded objects of a DOCX hold, as far as it is words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field

from lxml import etree

from noticecheck.late import dataclass, regex
from noticecheck.read.docx.package import Package, Relation
from noticecheck.read.docx.xml import alternative, described, integer, local, value, words_in
from noticecheck.read.extract import Extract, one_line

Content = etree._Element | str | Extract
"""Of a drawing: a text box, words, or what text recognition finds on the picture of a page."""
Recognise = Callable[[bytes], Extract | None]

DRAWINGS = frozenset(("drawing", "pict", "object", "control"))
_LENGTH = regex(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]{1,12})(pt|in|cm|mm|px)?", re.IGNORECASE)
_POINTS = {"": 0.75, "px": 0.75, "pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835}
_PAGE = (340.0, 400.0)
"""Points of width and height from which on a picture is that of a page."""
_LOGO = 200.0
"""Points of width or height up to which a picture holds no letter."""
_EMU = 12_700
"""Units of a drawing in one point."""
_MOST_NAMED = 5


@dataclass(slots=True)
class Unread:
    """What stands in a document and is not read; becomes its warnings."""

    pictures: int = 0
    """That are larger than a logo."""
    pages: int = 0
    """Pictures that are as large as a page."""
    others: dict[str, int] = field(default_factory=dict)
    """What else, in words, with how often."""

    def add(self, what: str) -> None:
        """Note one thing more."""
        self.others[what] = self.others.get(what, 0) + 1

    def warnings(self) -> Iterator[str]:
        """A line for pages that are pictures, and one for all other things."""
        if self.pages:
            noun = "picture" if self.pages == 1 else "pictures"
            yield (
                f"{self.pages} {noun} as large as a page not read: save the document as .pdf, "
                "where text recognition reads pictures"
            )
        named = [f"{what} ({times})" if times > 1 else what for what, times in self.others.items()]
        if len(named) > _MOST_NAMED:
            named = [*named[:_MOST_NAMED], "and more"]
        if named:
            yield f"not read, and may hold text: {'; '.join(named)}"


class Drawings:
    """Reads the drawings of one part; where it is a header, pictures are those of letterheads."""

    def __init__(
        self,
        package: Package,
        relations: Mapping[str, Relation],
        unread: Unread,
        recognise: Recognise,
        in_margin: bool = False,
    ) -> None:
        self._package = package
        self._relations = relations
        self.unread = unread
        self._recognise = recognise
        self._in_margin = in_margin

    def contents(self, drawing: etree._Element) -> Iterator[Content]:
        """Text boxes, as elements that hold paragraphs, and what else has words, in their order."""
        size = (0.0, 0.0)
        behind = False
        waiting = [drawing]
        while waiting:
            element = waiting.pop()
            name = local(element)
            if name == "txbxContent":
                yield element
                continue
            if name == "AlternateContent":
                waiting.append(alternative(element))
                continue
            if name == "extent":
                size = _extent(element)
            elif name in ("shape", "rect", "image"):
                size = _styled(value(element, "style") or "")
            elif name == "anchor":
                behind = value(element, "behindDoc") in ("1", "true")
            elif name in ("blip", "imagedata"):
                yield from self._picture(element, size, behind)
            elif name == "txBody":
                # The text of a drawing that is no word processor's own.
                yield from _drawn_text(element)
                continue
            elif name == "textpath":
                yield (value(element, "string") or "").strip()
            elif name == "relIds":
                yield from self._diagram(value(element, "dm") or "")
            elif name == "chart" and value(element, "id"):
                self.unread.add("a chart")
            elif name == "OLEObject":
                kind = one_line(value(element, "ProgID") or "", 40) or "of an unknown kind"
                self.unread.add(f"an embedded object ({kind})")
            elif name == "control":
                self.unread.add(f"a form control {one_line(value(element, 'name') or '')}".strip())
            elif name == "contentPart":
                self.unread.add("handwriting")
            waiting.extend(reversed(element))

    def _picture(
        self, element: etree._Element, size: tuple[float, float], behind: bool
    ) -> Iterator[Extract]:
        width, height = size
        if self._in_margin or 0 < width <= _LOGO or 0 < height <= _LOGO:
            return
        # What lies behind the text is the paper that it is written on.
        if width < _PAGE[0] or height < _PAGE[1] or behind:
            self.unread.pictures += 1
            return
        relation = self._relations.get(value(element, "embed") or value(element, "id") or "")
        content = None
        if relation is not None and not relation.external:
            content = self._package.bytes(relation.target)
        found = self._recognise(content) if content else None
        if found is None:
            self.unread.pages += 1
        else:
            yield found

    def _diagram(self, identity: str) -> Iterator[str]:
        """The words of a diagram ("SmartArt"), which stand in a part of their own."""
        relation = self._relations.get(identity)
        root = None
        if relation is not None and not relation.external:
            root = self._package.xml(relation.target)
        if root is None:
            self.unread.add("a diagram")
            return
        yield from _drawn_text(root)


def _drawn_text(parent: etree._Element) -> Iterator[str]:
    """The paragraphs of a drawing's own text."""
    for paragraph in described(parent, "p"):
        words = "".join(words_in(t) for t in described(paragraph, "t")).strip()
        if words:
            yield words


def _extent(element: etree._Element) -> tuple[float, float]:
    return (
        integer(value(element, "cx"), 0) / _EMU,
        integer(value(element, "cy"), 0) / _EMU,
    )


def _styled(style: str) -> tuple[float, float]:
    """Width and height of an old drawing, from its style."""
    found = {
        side.lower(): float(number or 0) * _POINTS[(unit or "").lower()]
        for side, number, unit in _LENGTH.findall(style)
        if number.count(".") < 2 and number != "."
    }
    return found.get("width", 0.0), found.get("height", 0.0)
