"""Fields of an ODT, RTF or DOC as they were saved: LibreOffice would compute them anew.

A letter whose date is a field would bear the date of today, and a reference to another file's
paragraph an error.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile

from lxml import etree

from noticecheck.late import regex
from noticecheck.read.docx.xml import local, parse_xml
from noticecheck.read.formats import Format
from noticecheck.read.office.compound_places import CompoundFile, Stream

_INSTRUCTION = regex(rb"(?:\\\*)?\\fldinst(?![a-z])(?=(?P<rest>.{0,600}))", re.DOTALL)
_CONTROL = regex(rb"\\'[0-9a-f]{2}|\\[a-z]+-?\d* ?|[{}\r\n]|\\\*")
_KEPT = regex(rb"\s*(?:FORM|HYPERLINK|SYMBOL|EMBED|INCLUDEPICTURE|SHAPE|MACROBUTTON|EQ\b|LISTNUM)")
"""Fields whose result stands elsewhere, or is no text."""
_OFF = b"\\*\\fldsaved"
"""A word that no program knows, so that what stands in its group is left out."""
_ODT_PARTS = ("content.xml", "styles.xml")
_ODT_FIELDS = frozenset(
    ("date", "time", "creation-date", "creation-time", "modification-date", "modification-time",
     "print-date", "print-time", "file-name", "template-name", "page-count", "author-name",
     "author-initials", "initial-creator", "creator", "printed-by", "editing-duration", "title",
     "subject", "keywords", "description", "user-defined", "bookmark-ref", "reference-ref",
     "sequence-ref", "note-ref", "conditional-text", "chapter", "placeholder", "sender-firstname",
     "sender-lastname", "sender-initials", "sender-title", "sender-position", "sender-email",
     "sender-company", "sender-street", "sender-city", "sender-phone-work", "sender-fax",
     "sender-postal-code", "sender-country", "sender-state-or-province")
)  # fmt: skip
_DOC_FIELDS = frozenset((3, 5, 7, 10, 12, *range(14, 33), 34, 35, 36, 37, 39, 68, 72, 85))
"""Kinds of fields of a .doc: references, dates, properties, counts, conditions, other files."""
_PLAIN = 60
"""A kind (the name of the user) whose result LibreOffice leaves as it is."""
_MARKS = (0x13, 0x14, 0x15)
"""Where a field begins, where its result does, and where it ends."""
_PLACES_OF_FIELDS = (0x11A, 0x122, 0x12A, 0x21A, 0x262, 0x272)
"""Where the header of a .doc says at which place of its table the fields of each story are."""


def freeze_fields(data: bytes, form: Format) -> bytes:
    """The same document with plain text in place of fields, as far as that can be done."""
    if form == "rtf":
        return _INSTRUCTION.sub(_saved, data)
    return _freeze_odt(data) if form == "odt" else _freeze_doc(data)


def _saved(found: re.Match[bytes]) -> bytes:
    words = _CONTROL.sub(b"", found["rest"])
    return found[0] if _KEPT.match(words) else _OFF


def _freeze_odt(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            content = old.read(info)
            if info.filename in _ODT_PARTS:
                content = _plain(parse_xml(content))
            kind = zipfile.ZIP_STORED if info.filename == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(info.filename, content, kind)
    return buffer.getvalue()


def _plain(root: etree._Element) -> bytes:
    for element in list(root.iter(etree.Element)):
        name = etree.QName(element)
        if local(element) in _ODT_FIELDS and (name.namespace or "").endswith(":text:1.0"):
            for key in list(element.attrib):
                del element.attrib[key]
            element.tag = f"{{{name.namespace}}}span"
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _freeze_doc(data: bytes) -> bytes:
    """Nothing is changed but the byte that says of what kind a field is."""
    changed = bytearray(data)
    try:
        file = CompoundFile(data)
        document = file.stream("WordDocument")
        (flags,) = struct.unpack("<H", document.bytes(0x0A, 2))
        table = file.stream("1Table" if flags & 0x0200 else "0Table")
        for place in _PLACES_OF_FIELDS:
            start, size = struct.unpack("<II", document.bytes(place, 8))
            # The places of all marks in the text, one more than there are marks; then the marks.
            count = min(size, table.size) // 6
            first = start + 4 * (count + 1)
            marks = range(first, first + 2 * count, 2)
            if all(data[table.offset(mark)] & 0x1F in _MARKS for mark in marks):
                kinds = [table.offset(mark + 1) for mark in marks if _begins(data, table, mark)]
                for kind in kinds:
                    if data[kind] in _DOC_FIELDS:
                        changed[kind] = _PLAIN
    except (struct.error, IndexError, KeyError):
        # Whether it is broken is for the program to say.
        return data
    return bytes(changed)


def _begins(data: bytes, table: Stream, mark: int) -> bool:
    """Whether a mark is the beginning of a field."""
    return data[table.offset(mark)] & 0x1F == _MARKS[0]
