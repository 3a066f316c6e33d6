"""DOCX to text, from the XML: body, tables, text boxes, notes; headers and footers as furniture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import count

from lxml import etree

from noticecheck.model import Place
from noticecheck.read.docx.drawing import Drawings, Unread
from noticecheck.read.docx.numbering import read_numbering
from noticecheck.read.docx.package import Package, Relation, open_package
from noticecheck.read.docx.sections import margins
from noticecheck.read.docx.shape import all_text, glue_after, is_short, members, of_the_same_kind
from noticecheck.read.docx.styles import Styles
from noticecheck.read.docx.text import SKIPPED, Notes, Story, leaves_out
from noticecheck.read.docx.xml import alternative, child, described, local, switched, value
from noticecheck.read.extract import Extract, Flow, Reading, Unreadable
from noticecheck.read.formats import detect
from noticecheck.read.limits import MAX_RECOGNISED_PAGES

LEFT_OUT = "words that are struck out or hidden were left out: look whether they should be there"
TRACKED = "the draft has tracked changes: read as if all were accepted"
_PICTURE = "the letter is a picture in it: save it as .pdf, where text recognition reads pictures"
_BARELY = "hardly any text beside the pictures in it, which are not read: check that this is all"
_FEW_WORDS = 40
_CHANGES = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel")
_OUTERMOST = Reading()


def read_docx(data: bytes, reading: Reading = _OUTERMOST) -> Extract:
    """The visible text of a word-processing document; raises Unreadable."""
    return _Document(open_package(data), reading).extract()


class _Document:
    """One walk over the body; notes are gathered on the way and written at the end."""

    def __init__(self, package: Package, reading: Reading, within: bool = False) -> None:
        self._package = package
        self._reading = reading
        self._within = within
        self._flow = Flow()
        self._main = package.main()
        body = child(package.xml(self._main), "body")
        if body is None:
            raise ValueError("no body")
        self._body = body
        self._relations = package.relations(self._main)
        self._current: Mapping[str, Relation] = self._relations
        styles = self._related("styles")
        self._styles = Styles(styles)
        self._numbering = read_numbering(self._related("numbering"), styles)
        self._notes = Notes()
        self._unread = Unread()
        self._warnings: list[str] = []
        self._incomplete = False
        self._recognised = 0
        self._ordinals = dict(zip(of_the_same_kind(body, "p"), count(1), strict=False))
        self._story = self._begin(body, self._main)
        self._after_item = False
        self._glue: str | None = None
        """What joins the next paragraph to the last; None where it stands alone."""

    def extract(self) -> Extract:
        settings = self._related("settings")
        shown: set[str] = set()
        self._margins("header", settings, shown)
        self._story = self._begin(self._body, self._main)
        self._blocks(self._body)
        self._end_paragraph()
        self._write_notes()
        self._margins("footer", settings, shown)
        return self._result()

    def _result(self) -> Extract:
        extract = self._flow.extract()
        has_pictures = self._unread.pictures + self._unread.pages > 0
        if has_pictures and not extract.text:
            raise Unreadable(_PICTURE)
        warnings = [*self._warnings, *self._unread.warnings()]
        barely = has_pictures and _words_of_letter(extract) < _FEW_WORDS
        if barely and not self._unread.pages:
            warnings.append(_BARELY)
        incomplete = self._incomplete or barely or self._unread.pages > 0
        return replace(extract, warnings=tuple(dict.fromkeys(warnings)), incomplete=incomplete)

    def _related(self, wanted: str) -> etree._Element | None:
        target = self._target(wanted)
        return self._package.xml(target) if target else None

    def _target(self, wanted: str) -> str:
        for relation in self._relations.values():
            if relation.kind == wanted and not relation.external:
                return relation.target
        return ""

    def _begin(self, root: etree._Element, part: str) -> Story:
        """A part with text begins; its lists and fields are its own."""
        self._current = self._relations if part == self._main else self._package.relations(part)
        self._numbering.begin()
        if next(described(root, *_CHANGES), None) is not None and TRACKED not in self._warnings:
            self._warnings.append(TRACKED)
        if leaves_out(root) and LEFT_OUT not in self._warnings:
            self._warnings.append(LEFT_OUT)
        in_margin = local(root) in ("hdr", "ftr")
        drawings = Drawings(self._package, self._current, self._unread, self._recognise, in_margin)
        return Story(root, self._styles, drawings, self._notes)

    def _margins(self, side: str, settings: etree._Element | None, shown: set[str]) -> None:
        """Every header, or every footer, that says something new."""
        for target in margins(self._body, settings, self._relations, side):
            root = self._package.xml(target)
            if root is None:
                continue
            words = " ".join("".join(all_text(root)).split())
            if words and words in shown:
                continue
            shown.add(words)
            self._story = self._begin(root, target)
            self._flow.block()
            self._flow.open("furniture", side)
            self._blocks(root)
            self._end_paragraph()
            self._flow.close()
            self._flow.block()

    def _blocks(self, parent: etree._Element) -> None:
        for element in parent:
            name = local(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._table(element)
            elif name == "AlternateContent":
                self._blocks(alternative(element))
            elif name == "altChunk":
                self._chunk(element)
            elif name == "subDoc":
                self._miss("a document that it only refers to")
            elif name not in SKIPPED:
                self._blocks(element)

    def _paragraph(self, element: etree._Element) -> None:
        properties = child(element, "pPr")
        text = self._story.text(element).strip()
        glue, self._glue = self._glue, None
        after = glue_after(properties)
        # One whose end is not shown goes on in the next, and both count once.
        counts = glue is None and (text or after is None)
        label = self._numbering.label(properties) if counts else ""
        if text:
            self._flow.paragraph = self._ordinals.get(element)
            if glue is not None:
                self._flow.words(glue)
            elif label and self._after_item:
                self._flow.line()
            else:
                self._flow.block()
            if label:
                self._flow.prefix(label)
            self._flow.exact(text)
            if glue is None:
                self._after_item = bool(label)
            self._glue = after
        elif after is not None:
            self._glue = glue
        if self._glue is None:
            self._write_boxes(self._ordinals.get(element))

    def _end_paragraph(self) -> None:
        """What comes now is no part of the paragraphs before."""
        self._write_boxes()
        self._glue = None
        self._after_item = False

    def _write_boxes(self, anchor: int | None = None) -> None:
        """What was anchored in the last paragraphs, of which the last has this number."""
        boxes = self._story.take_boxes()
        for box in boxes:
            self._glue = None
            self._after_item = False
            self._flow.block()
            if isinstance(box, str):
                self._flow.paragraph = None
                self._flow.exact(box)
            elif isinstance(box, Extract):
                self._append(box, anchor)
            else:
                self._blocks(box)
                self._end_paragraph()
            self._flow.block()

    def _table(self, table: etree._Element) -> None:
        self._end_paragraph()
        self._flow.block()
        for row in members(table, "tr"):
            properties = child(row, "trPr")
            if child(properties, "del") is not None or switched(child(properties, "hidden")):
                continue
            cells = [c for c in members(row, "tc") if child(c, "tcPr", "cellDel") is None]
            if len(cells) > 1 and all(is_short(cell) for cell in cells):
                self._row(cells)
            else:
                for cell in cells:
                    self._flow.block()
                    self._blocks(cell)
                    self._end_paragraph()
                self._flow.block()
        self._flow.block()

    def _row(self, cells: list[etree._Element]) -> None:
        self._flow.line()
        self._flow.hold_lines()
        merged = any(child(cell, "tcPr", "vMerge") is not None for cell in cells)
        if merged:
            self._flow.open("merged")
        for number, cell in enumerate(cells):
            if number:
                self._flow.separate(" | ")
            for paragraph in members(cell, "p"):
                properties = child(paragraph, "pPr")
                text = " ".join(self._story.text(paragraph).split())
                counts = text or glue_after(properties) is None
                label = self._numbering.label(properties) if counts else ""
                if text:
                    self._flow.paragraph = self._ordinals.get(paragraph)
                    self._flow.words(f" {label} {text} ")
        self._flow.free_lines()
        self._end_paragraph()
        if merged:
            self._flow.close()
        self._flow.line()

    def _write_notes(self) -> None:
        known: dict[str, dict[str, etree._Element]] = {}
        stories: dict[str, Story] = {}
        # A note may refer to a further note, so the list can grow.
        for number, (kind, identity) in enumerate(self._notes.order, 1):
            if kind not in known:
                root = self._related(f"{kind}s")
                known[kind] = {}
                for note in root if root is not None else ():
                    known[kind].setdefault(value(note, "id") or "", note)
                if root is not None:
                    stories[kind] = self._begin(root, self._target(f"{kind}s"))
            if identity in known[kind]:
                self._story = stories[kind]
                self._flow.block()
                self._flow.open("footnote", str(number))
                self._flow.paragraph = None
                if number not in self._notes.marked:
                    self._flow.exact(f"[{number}]")
                    self._glue = " "
                self._blocks(known[kind][identity])
                self._end_paragraph()
                self._flow.close()
        self._flow.block()

    def _chunk(self, element: etree._Element) -> None:
        """Another document that was inserted whole."""
        relation = self._current.get(value(element, "id") or "")
        content = None
        if relation is not None and not relation.external:
            content = self._package.bytes(relation.target)
        extract = None
        if relation is not None and content:
            extract = self._read_chunk(content, relation.target)
        if extract is None:
            self._miss("an inserted document")
            return
        self._end_paragraph()
        self._flow.block()
        self._append(extract)
        self._flow.block()

    def _append(self, extract: Extract, anchor: int | None = None) -> None:
        """The words of another document; its paragraphs and pages are not those of this one."""
        places = tuple(
            Place(place.span, paragraph=anchor, confidence=place.confidence)
            for place in extract.places
            if place.confidence < 1.0
        )
        self._flow.paragraph = None
        self._flow.append(replace(extract, places=places))
        self._warnings.extend(extract.warnings)
        self._incomplete = self._incomplete or extract.incomplete

    def _recognise(self, picture: bytes) -> Extract | None:
        """The words on the picture of a page; None where text recognition finds none."""
        if self._recognised >= MAX_RECOGNISED_PAGES:
            return None
        self._recognised += 1
        try:
            from noticecheck.read.ocr import read_image

            return read_image(picture, self._reading)
        except Exception:
            # Broken pictures make the library raise whatever it likes.
            return None

    def _read_chunk(self, content: bytes, name: str) -> Extract | None:
        """None for a kind of document that is not read here."""
        try:
            form = detect(content, name)
            if form == "html":
                from noticecheck.read.html import read_html

                return read_html(content)
            if form in ("text", "markdown"):
                from noticecheck.read.text import read_text

                return read_text(content)
            if form == "docx" and not self._within:
                return _Document(open_package(content), self._reading, within=True).extract()
        except (Unreadable, etree.LxmlError, ValueError):
            return None
        return None

    def _miss(self, what: str) -> None:
        """Text is missing, as far as one can tell."""
        self._unread.add(what)
        self._incomplete = True


def _words_of_letter(extract: Extract) -> int:
    """How many words stand in it besides headers and footers."""
    furniture = sum(
        len(extract.text[region.span.start : region.span.end].split())
        for region in extract.regions
        if region.kind == "furniture"
    )
    return len(extract.text.split()) - furniture
