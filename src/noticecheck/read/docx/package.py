"""The parts of a DOCX, whether a ZIP or one flat XML file, and the relations between them."""

from __future__ import annotations

import base64
import binascii
import posixpath
import zipfile
from collections.abc import Mapping
from typing import NamedTuple, Protocol
from urllib.parse import unquote

from lxml import etree

from noticecheck.read.archive import open_archive
from noticecheck.read.docx.word_2003 import parts_of_2003
from noticecheck.read.docx.xml import child, described, local, parse_xml, value
from noticecheck.read.extract import Unreadable
from noticecheck.read.formats import PASSWORD
from noticecheck.read.limits import MAX_RATIO, MAX_UNPACKED, MAX_XML, RATIO_FROM

_TOO_LARGE = "it unpacks to far more than a letter holds: save the letter alone and try again"
_MAIN = "word/document.xml"


class Relation(NamedTuple):
    """Where a part refers to: the kind of relation, and the target."""

    kind: str
    target: str
    external: bool = False


class Members(Protocol):
    """What parts are read from."""

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, whatever the case of its name; None if there is none."""


class Package:
    """Parts by their names, each parsed when it is asked for."""

    def __init__(self, members: Members) -> None:
        self._members = members

    def bytes(self, name: str) -> bytes | None:
        """The content of a part; None if the package has no such part."""
        return self._members.read(name)

    def xml(self, name: str) -> etree._Element | None:
        """The root of one part; None if the package has no such part."""
        content = self._members.read(name)
        return None if content is None else parse_xml(content)

    def relations(self, name: str) -> Mapping[str, Relation]:
        """The relations of a part ("" for the package), by their identities."""
        folder, file = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, Relation] = {}
        for element in root if root is not None else ():
            kind = (value(element, "Type") or "").rpartition("/")[2]
            target = value(element, "Target") or ""
            if value(element, "TargetMode") == "External":
                found[value(element, "Id") or ""] = Relation(kind, target, True)
            else:
                # Targets never leave the package: what climbs above its top ends at its top.
                path = posixpath.normpath(posixpath.join("/", folder, unquote(target)))
                found[value(element, "Id") or ""] = Relation(kind, path.lstrip("/"))
        # The letter is no part of itself: who refers to it so has nothing there.
        own = self.main().lower() if name else None
        return {
            identity: relation
            for identity, relation in found.items()
            if relation.external or relation.target.lower() != own
        }

    def main(self) -> str:
        """The name of the part that holds the letter."""
        relations = self.relations("").values()
        return next((r.target for r in relations if r.kind == "officeDocument"), _MAIN)


class _Zip:
    """Members of an archive; what is unpacked is counted, whatever sizes the archive states."""

    def __init__(self, data: bytes) -> None:
        archive = open_archive(data)
        if archive is None:
            raise ValueError("no archive")
        self._archive = archive
        self._left = min(MAX_UNPACKED, max(RATIO_FROM, MAX_RATIO * len(data)))
        self._members: dict[str, list[zipfile.ZipInfo]] = {}
        for info in archive.infolist():
            # Some programs write the names as Windows does.
            name = info.filename.replace("\\", "/").lstrip("/").lower()
            self._members.setdefault(name, []).append(info)

    def read(self, name: str) -> bytes | None:
        found = self._members.get(name.lower())
        if not found:
            return None
        if len({(info.CRC, info.file_size) for info in found}) > 1:
            # Two parts of one name: which of them is shown depends on the program.
            raise ValueError("two parts of one name")
        info = found[0]
        if info.flag_bits & 1:
            raise Unreadable(PASSWORD)
        most = min(self._left, MAX_XML)
        if info.file_size > most:
            raise Unreadable(_TOO_LARGE)
        # The size that the archive states may be a lie.
        with self._archive.open(info) as file:
            content = file.read(most + 1)
        if len(content) > most:
            raise Unreadable(_TOO_LARGE)
        self._left -= len(content)
        return content


class _Flat:
    """Members of the flat form, in which one XML file holds all parts."""

    def __init__(self, root: etree._Element) -> None:
        self._parts: dict[str, etree._Element] = {}
        for part in described(root, "part"):
            self._parts[(value(part, "name") or "").lstrip("/").lower()] = part

    def read(self, name: str) -> bytes | None:
        part = self._parts.get(name.lower())
        if part is None:
            return None
        content = child(part, "xmlData")
        if content is not None and len(content):
            return etree.tostring(content[0])
        binary = child(part, "binaryData")
        try:
            return base64.b64decode(binary.text or "") if binary is not None else b""
        except binascii.Error:
            return b""


class _Parts:
    """Members that are at hand."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts

    def read(self, name: str) -> bytes | None:
        return self._parts.get(name)


def open_package(data: bytes) -> Package:
    """The package in these bytes; raises Unreadable, or any other error for one that is broken."""
    if data.startswith(b"PK"):
        return Package(_Zip(data))
    if len(data) > MAX_XML:
        raise Unreadable(_TOO_LARGE)
    root = parse_xml(data)
    if local(root) == "wordDocument":
        return Package(_Parts(parts_of_2003(root)))
    return Package(_Flat(root))
