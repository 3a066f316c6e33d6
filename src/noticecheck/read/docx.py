"""DOCX to text, from the XML: body, tables, text boxes, notes; headers and footers as furniture."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator

from lxml import etree

from noticecheck.read.extract import Extract, Flow, Unreadable
from noticecheck.read.formats import BROKEN, PASSWORD
from noticecheck.read.numbering import child, local, read_numbering, value

MAX_PART = 20 * 1024 * 1024
_TOO_LARGE = "unpacks to more than 20 MB: save the letter alone, without other documents"
# Elements around runs, or around blocks, that show what they hold.
_WRAPPERS = frozenset(
    ("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml",
     "dir", "bdo", "oMath", "oMathPara", "ruby", "rubyBase")
)  # fmt: skip
# More text than this in one cell, over several paragraphs, is a page laid out with a table.
_LONG_CELL = 300
_OFF = ("0", "false", "off")


def read_docx(data: bytes) -> Extract:
    """The visible text of a word-processing document; raises Unreadable."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return _Document(_Parts(archive)).extract()


class _Parts:
    """The parts of a package and the relations between them."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {name.lower(): name for name in archive.namelist()}

    def xml(self, name: str) -> etree._Element | None:
        """The root of one part; None if the package has no such part."""
        known = self._names.get(name.lower())
        if known is None:
            return None
        info = self._archive.getinfo(known)
        if info.flag_bits & 1:
            raise Unreadable(PASSWORD)
        if info.file_size > MAX_PART:
            raise Unreadable(_TOO_LARGE)
        # The size that the package states may be a lie.
        with self._archive.open(info) as file:
            content = file.read(MAX_PART + 1)
        if len(content) > MAX_PART:
            raise Unreadable(_TOO_LARGE)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
        )
        root = etree.fromstring(content, parser)
        if root.getroottree().docinfo.internalDTD is not None:
            # Word writes none; its entities would drop words in silence.
            raise Unreadable(BROKEN["docx"])
        return root

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Identity of each relation of a part to (kind, target part)."""
        folder, file = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for element in root if root is not None else ():
            kind = (value(element, "Type") or "").rpartition("/")[2]
            target = value(element, "Target") or ""
            if value(element, "TargetMode") != "External":
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[value(element, "Id") or ""] = (kind, path)
        return found

    def main(self) -> str:
        """The name of the part that holds the letter."""
        for kind, target in self.relations("").values():
            if kind == "officeDocument":
                return target
        return "word/document.xml"


class _Document:
    """One walk over the body; notes are gathered on the way and written at the end."""

    def __init__(self, parts: _Parts) -> None:
        self._parts = parts
        self._flow = Flow()
        main = parts.main()
        root = parts.xml(main)
        body = child(root, "body")
        if body is None:
            raise Unreadable(BROKEN["docx"])
        self._body = body
        self._relations = parts.relations(main)
        styles = self._related("styles")
        self._numbering = read_numbering(self._related("numbering"), styles)
        self._notes: list[tuple[str, str]] = []
        self._boxes: list[etree._Element] = []
        self._after_item = False
        self._joined = False

    def extract(self) -> Extract:
        shown: set[str] = set()
        self._margins("headerReference", shown)
        self._blocks(self._body)
        self._write_notes()
        self._margins("footerReference", shown)
        return self._flow.extract()

    def _related(self, wanted: str) -> etree._Element | None:
        for kind, target in self._relations.values():
            if kind == wanted:
                return self._parts.xml(target)
        return None

    def _margins(self, reference: str, shown: set[str]) -> None:
        """Every header, or every footer, that says something new."""
        for element in self._body.iter():
            if local(element) != reference:
                continue
            _, target = self._relations.get(value(element, "id") or "", ("", ""))
            root = self._parts.xml(target) if target else None
            if root is None:
                continue
            words = " ".join("".join(_all_text(root)).split())
            if not words or words in shown:
                continue
            shown.add(words)
            self._flow.block()
            self._flow.open("furniture", reference.removesuffix("Reference"))
            self._blocks(root)
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
                self._blocks(_alternative(element))
            elif name in _WRAPPERS:
                self._blocks(element)

    def _paragraph(self, element: etree._Element) -> None:
        properties = child(element, "pPr")
        text = self._inline(element).strip()
        # A paragraph whose end is deleted, as a tracked change, runs on into the next.
        runs_on = child(properties, "rPr", "del") is not None
        # A numbered paragraph counts even when it is empty, as the word processor shows it.
        label = "" if runs_on and not text else self._numbering.label(properties)
        if text:
            if self._joined:
                self._flow.words(" ")
            elif label and self._after_item:
                self._flow.line()
            else:
                self._flow.block()
            if label and not self._joined:
                self._flow.prefix(label)
            self._flow.exact(text)
            self._after_item = bool(label)
            self._joined = runs_on
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self._joined = self._after_item = False
            self._blocks(box)

    def _inline(self, parent: etree._Element) -> str:
        parts: list[str] = []
        for element in parent:
            name = local(element)
            if name == "r":
                parts.append(self._run(element))
            elif name in _WRAPPERS:
                parts.append(self._inline(element))
            elif name == "AlternateContent":
                parts.append(self._inline(_alternative(element)))
        return "".join(parts)

    def _run(self, run: etree._Element) -> str:
        hidden = child(run, "rPr", "vanish")
        if hidden is not None and value(hidden) not in _OFF:
            return ""
        parts: list[str] = []
        for element in run:
            name = local(element)
            if name == "t":
                parts.append(element.text or "")
            elif name in ("tab", "ptab"):
                parts.append("\t")
            elif name in ("br", "cr"):
                parts.append("\n")
            elif name == "noBreakHyphen":
                parts.append("-")
            elif name in ("footnoteReference", "endnoteReference"):
                self._notes.append((name.removesuffix("Reference"), value(element, "id") or ""))
                parts.append(f"[{len(self._notes)}]")
            elif name in ("drawing", "pict", "object"):
                self._boxes.extend(_text_boxes(element))
            elif name == "AlternateContent":
                self._boxes.extend(_text_boxes(_alternative(element)))
            elif name == "ruby":
                parts.append(self._inline(element))
        return "".join(parts)

    def _table(self, table: etree._Element) -> None:
        self._after_item = self._joined = False
        self._flow.block()
        for row in _members(table, "tr"):
            if child(row, "trPr", "del") is not None:
                continue
            cells = list(_members(row, "tc"))
            if len(cells) > 1 and all(_is_short(cell) for cell in cells):
                self._row(cells)
            else:
                for cell in cells:
                    self._flow.block()
                    self._blocks(cell)
                    self._after_item = self._joined = False
                self._flow.block()
        self._flow.block()
        self._after_item = False

    def _row(self, cells: list[etree._Element]) -> None:
        self._flow.line()
        self._flow.hold_lines()
        for number, cell in enumerate(cells):
            if number:
                self._flow.separate(" | ")
            for paragraph in cell.iter():
                if local(paragraph) == "p":
                    label = self._numbering.label(child(paragraph, "pPr"))
                    text = " ".join(self._inline(paragraph).split())
                    self._flow.words(f" {label} {text} " if text else "")
        self._flow.free_lines()
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self._blocks(box)
        self._flow.line()

    def _write_notes(self) -> None:
        roots = {kind: self._related(f"{kind}s") for kind in ("footnote", "endnote")}
        written = 0
        # A note may refer to a further note, so the list can grow.
        while written < len(self._notes):
            kind, identity = self._notes[written]
            written += 1
            for note in roots[kind] if roots[kind] is not None else ():  # type: ignore[union-attr]
                if local(note) == kind and value(note, "id") == identity:
                    self._flow.block()
                    self._flow.open("footnote", str(written))
                    self._flow.exact(f"[{written}]")
                    self._flow.words(" ")
                    self._joined = True
                    self._blocks(note)
                    self._flow.close()
        self._joined = False


def _members(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also those inside content controls."""
    for element in parent:
        if local(element) == name:
            yield element
        elif local(element) in _WRAPPERS:
            yield from _members(element, name)


def _is_short(cell: etree._Element) -> bool:
    if any(local(element) in ("tbl", "txbxContent") for element in cell.iter()):
        return False
    paragraphs = [text for p in _members(cell, "p") if (text := "".join(_all_text(p)).strip())]
    return len(paragraphs) < 2 or sum(len(text) for text in paragraphs) <= _LONG_CELL


def _all_text(parent: etree._Element) -> Iterator[str]:
    for element in parent.iter():
        if local(element) == "t":
            yield element.text or ""
        elif local(element) == "p":
            yield " "


def _alternative(element: etree._Element) -> etree._Element:
    """The first of several renderings of the same content."""
    return next((c for c in element if local(c) in ("Choice", "Fallback")), element)


def _text_boxes(parent: etree._Element) -> Iterator[etree._Element]:
    for element in parent:
        name = local(element)
        if name == "txbxContent":
            yield element
        elif name == "AlternateContent":
            yield from _text_boxes(_alternative(element))
        else:
            yield from _text_boxes(element)
