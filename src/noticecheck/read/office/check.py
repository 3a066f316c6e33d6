"""What shows without LibreOffice that an ODT, RTF or DOC is broken, protected or a danger."""

from __future__ import annotations

import struct
import zipfile

from noticecheck.late import regex
from noticecheck.read.archive import open_archive
from noticecheck.read.docx.xml import parse_xml
from noticecheck.read.extract import Unreadable
from noticecheck.read.formats import BROKEN, PASSWORD, WORD_STREAM, Format
from noticecheck.read.limits import MAX_RATIO, MAX_UNPACKED, MAX_XML, RATIO_FROM
from noticecheck.read.office.compound_places import CompoundFile

_TOO_LARGE = "it unpacks to far more than a letter holds: save the letter alone and try again"
_PARTS = ("content.xml", "styles.xml")
_KIND = b"opendocument.text"
"""What the type of spreadsheets and presentations does not say."""
_MANIFEST = "META-INF/manifest.xml"
_CHUNK = 1024 * 1024
_WORD = 0xA5EC
"""What the main stream of a .doc begins with."""
_ENCRYPTED = 0x0100
_RTF = regex(rb"\{\\rtf\d")
_BYTES = regex(rb"(?<!\\)\\bin(\d{1,18})")


def refuse_early(data: bytes, form: Format) -> None:
    """Raise Unreadable for what is broken, protected by a password, or unpacks to too much."""
    if form == "odt":
        _check_odt(data)
    elif form == "doc":
        _check_doc(data)
    elif not _RTF.match(data) or _claims_too_much(data):
        raise Unreadable(BROKEN[form])


def _claims_too_much(data: bytes) -> bool:
    """Whether rich text announces more bytes of a picture than it has, for which programs wait."""
    return any(int(found[1]) > len(data) - found.end() for found in _BYTES.finditer(data))


def _check_odt(data: bytes) -> None:
    archive = open_archive(data)
    if archive is None:
        raise Unreadable(BROKEN["odt"])
    left = min(MAX_UNPACKED, max(RATIO_FROM, MAX_RATIO * len(data)))
    for info in archive.infolist():
        if info.flag_bits & 1:
            raise Unreadable(PASSWORD)
        if info.filename.endswith(".xml"):
            left = _unpack(archive, info, left)
    names = archive.namelist()
    if _KIND not in archive.read("mimetype")[:100]:
        raise Unreadable(BROKEN["odt"])
    if _MANIFEST in names and b"encryption-data" in archive.read(_MANIFEST):
        raise Unreadable(PASSWORD)
    for name in _PARTS:
        if name in names:
            parse_xml(archive.read(name))


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> int:
    """How many bytes are left after this member; the size that the archive states may be a lie."""
    if info.file_size > MAX_XML:
        raise Unreadable(_TOO_LARGE)
    with archive.open(info) as file:
        while chunk := file.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise Unreadable(_TOO_LARGE)
    return left


def _check_doc(data: bytes) -> None:
    if WORD_STREAM not in data:
        raise Unreadable(BROKEN["doc"])
    try:
        begins = CompoundFile(data).stream("WordDocument").bytes(0, 12)
    except (struct.error, IndexError, KeyError):
        # LibreOffice mends some broken files, so it shall say.
        return
    magic, flags = struct.unpack("<H8xH", begins)
    if magic == _WORD and flags & _ENCRYPTED:
        raise Unreadable(PASSWORD)
