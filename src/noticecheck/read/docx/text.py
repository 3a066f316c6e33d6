"""The text of one paragraph of a DOCX: what its runs show, without its list number."""

from __future__ import annotations

from dataclasses import field

from lxml import etree

from noticecheck.late import dataclass
from noticecheck.read.docx.drawing import DRAWINGS, Content, Drawings
from noticecheck.read.docx.fields import Fields, unended
from noticecheck.read.docx.styles import Styles
from noticecheck.read.docx.symbols import PRIVATE, is_symbol_font, symbol, symbols
from noticecheck.read.docx.xml import (
    alternative,
    child,
    described,
    keeps_blanks,
    local,
    switched,
    value,
    words_in,
)

DELETED = frozenset(("del", "moveFrom", "conflictDel"))
"""Elements around what a tracked change takes away."""
SKIPPED = DELETED | frozenset(
    ("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "smartTagPr",
     "customXmlPr", "sectPr", "rt", "rubyPr", "fldData", "tblPrEx", "ctrlPr")
)  # fmt: skip
"""Elements that hold no text, or none that is shown; all others show what they hold."""
_BREAKS = {"textWrapping": "\n", "page": "\n\n", "column": "\n\n"}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


@dataclass(slots=True)
class Notes:
    """The notes that a document refers to."""

    order: list[tuple[str, str]] = field(default_factory=list)
    """Kind and identity of each, in the order of their marks."""
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    """Number of each, by kind and identity."""
    marked: set[int] = field(default_factory=set)
    """Numbers of those that bring a mark of their own."""

    def number(self, kind: str, identity: str, own_mark: bool) -> int:
        """The number of a note, a new one where it is met for the first time."""
        number = self.numbers.get((kind, identity))
        if number is None:
            self.order.append((kind, identity))
            number = self.numbers[kind, identity] = len(self.order)
        if own_mark:
            self.marked.add(number)
        return number


STRUCK = ("strike", "dstrike")


class Story:
    """The running text of one part, such as the body or a footer; its paragraphs come in order.

    What is anchored in a paragraph, such as a text box, is kept in `boxes` until it is taken.
    """

    def __init__(
        self, root: etree._Element, styles: Styles, drawings: Drawings, notes: Notes
    ) -> None:
        self._styles = styles
        self._drawings = drawings
        self._notes = notes
        self.fields = Fields(unended(described(root, "fldChar")), drawings.unread)
        self._boxes: list[Content] = []
        self._style: str | None = None

    def take_boxes(self) -> list[Content]:
        """Text boxes, and other contents of drawings, of the paragraphs since the last call."""
        boxes, self._boxes = self._boxes, []
        return boxes

    def text(self, paragraph: etree._Element) -> str:
        """The words of a paragraph without its text boxes."""
        self._style = value(child(paragraph, "pPr", "pStyle"))
        parts: list[str] = []
        self._inline(paragraph, parts)
        return "".join(parts)

    def _inline(self, parent: etree._Element, parts: list[str]) -> None:
        for element in parent:
            name = local(element)
            if name == "r":
                self._run(element, parts)
            elif name in DELETED:
                # The text is gone; a field that begins or ends in it still does.
                for mark in described(element, "fldChar", "delInstrText"):
                    self._field(mark)
            elif name in ("oMath", "oMathPara"):
                self._add(_formula(element), parts)
            elif name == "AlternateContent":
                self._inline(alternative(element), parts)
            elif name not in SKIPPED:
                self._inline(element, parts)

    def _run(self, run: etree._Element, parts: list[str]) -> None:
        properties = run[0] if len(run) and local(run[0]) == "rPr" else child(run, "rPr")
        if self._is_hidden(properties):
            for mark in described(run, "fldChar", "instrText"):
                self._field(mark)
            return
        for element in run:
            name = local(element)
            if name == "t":
                self._add(_characters(element, properties), parts)
            elif name in ("tab", "ptab"):
                self._add("\t", parts)
            elif name == "br":
                self._add(_BREAKS.get(value(element, "type") or "", "\n"), parts)
            elif name == "cr":
                self._add("\n", parts)
            elif name == "noBreakHyphen":
                self._add("-", parts)
            elif name == "sym":
                self._add(_symbol(element), parts)
            elif name in ("fldChar", "instrText", "delInstrText"):
                parts.append(self._field(element))
            elif name in _NOTES:
                self._note(element, _NOTES[name], parts)
            elif name in DRAWINGS:
                self._draw(element)
            elif name == "AlternateContent":
                self._alternative(alternative(element), parts)
            elif name == "ruby":
                self._inline(element, parts)

    def _alternative(self, chosen: etree._Element, parts: list[str]) -> None:
        if any(local(element) in DRAWINGS for element in chosen):
            self._draw(chosen)
        else:
            self._run(chosen, parts)

    def _add(self, text: str, parts: list[str]) -> None:
        if text and self.fields.shows:
            self.fields.show()
            parts.append(text)

    def _field(self, element: etree._Element) -> str:
        if local(element) == "fldChar":
            return self.fields.mark(element)
        self.fields.instruct(element.text or "")
        return ""

    def _note(self, element: etree._Element, kind: str, parts: list[str]) -> None:
        if self.fields.shows:
            own_mark = (value(element, "customMarkFollows") or "0") in ("1", "true", "on")
            number = self._notes.number(kind, value(element, "id") or "", own_mark)
            if not own_mark:
                parts.append(f"[{number}]")

    def _draw(self, element: etree._Element) -> None:
        if self.fields.shows:
            self._boxes.extend(self._drawings.contents(element))

    def _is_hidden(self, properties: etree._Element | None) -> bool:
        if any(switched(child(properties, name)) for name in STRUCK):
            return True
        hidden = switched(child(properties, "vanish"))
        if hidden is None:
            style = value(child(properties, "rStyle")) if properties is not None else None
            hidden = self._styles.hides(self._style, style)
        return hidden


def leaves_out(root: etree._Element) -> bool:
    """Whether runs with words are struck out or hidden, and so are no words of the letter."""
    for mark in described(root, *STRUCK, "vanish"):
        run = mark.getparent()
        run = run.getparent() if run is not None else None
        if run is not None and local(run) == "r" and switched(mark) and child(run, "t") is not None:
            return True
    return False


def _characters(element: etree._Element, properties: etree._Element | None) -> str:
    """The text of one element as it looks."""
    text = words_in(element)
    if (text[:1] == " " or text[-1:] == " ") and not keeps_blanks(element):
        text = text.strip(" ")
    font = value(child(properties, "rFonts"), "ascii") if properties is not None else None
    if (font and is_symbol_font(font)) or PRIVATE.search(text):
        text = symbols(text, font or "")
    return text


def _symbol(element: etree._Element) -> str:
    try:
        code = int(value(element, "char") or "", 16)
    except ValueError:
        return ""
    return symbol(code, value(element, "font") or "")


def _formula(element: etree._Element) -> str:
    """A formula on one line: its characters in their order, with a stroke in each fraction."""
    parts: list[str] = []
    for inner in described(element, "t", "den"):
        parts.append("/" if local(inner) == "den" else words_in(inner))
    return "".join(parts)
