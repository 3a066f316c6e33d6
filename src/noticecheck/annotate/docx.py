"""Notes as comments of a Word file; of the file nothing changes but what comments need.

The text of the letter gets marks between its runs, which are split where a comment begins or ends
within one. Comments have no date: the same letter gives the same file.
"""

from __future__ import annotations

import copy
import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from noticecheck.annotate.notes import AUTHOR, CannotAnnotate, Note
from noticecheck.annotate.word_marks import mark, remove_marks
from noticecheck.annotate.word_places import Anchors
from noticecheck.model import Document
from noticecheck.read.archive import open_archive
from noticecheck.read.docx.package import Package, open_package
from noticecheck.read.docx.xml import child, local, value

_INITIALS = "nc"
_LOCKED = ("readOnly", "forms")
"""Kinds of protection under which Word itself lets nobody add a comment."""
_PROTECTED = (
    "the document is protected against changes: in Word, choose Review > Restrict Editing > Stop "
    "Protection, save it and try again"
)
_OTHER_FORM = "no .docx inside, whatever its name says: open it in Word, save it as .docx"
_SIGNED = "the document is signed: the signature does not hold for the copy with comments"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/"
_STRICT = "http://purl.oclc.org/ooxml/"
_BESIDE = ("commentsExtended", "commentsIds", "commentsExtensible")
"""Parts in which newer versions of Word keep more about each comment."""


def annotate(data: bytes, document: Document, notes: Sequence[Note]) -> bytes:
    """The same file with these notes as its comments by noticecheck; raises CannotAnnotate."""
    package = _open(data)
    main = package.main()
    body = _parse(package, main)
    changed: dict[str, bytes] = {}
    comments, target = _comments_part(package, main, body, changed)
    own = [comment for comment in comments if value(comment, "author") == AUTHOR]
    _forget(own, package, main, changed)
    remove_marks(body, {value(comment, "id") or "" for comment in own})
    for comment in own:
        comments.remove(comment)
    identity = 1 + max((_number(value(comment, "id")) for comment in comments), default=-1)
    anchors = Anchors(body, document)
    # All places first: they are found in the text as it was read, before it is marked.
    for number, (note, anchor) in enumerate([(n, anchors.of(n.span)) for n in notes], identity):
        mark(anchor, number)
        comments.append(_comment(comments, note, number))
    changed[main] = _bytes(body)
    changed[target] = _bytes(comments)
    return _rewritten(data, changed)


def cautions(data: bytes) -> tuple[str, ...]:
    """What is to be known before the copy is used."""
    relations = open_package(data).relations("").values()
    return (_SIGNED,) if any(relation.kind == "origin" for relation in relations) else ()


def _open(data: bytes) -> Package:
    if not data.startswith(b"PK"):
        raise CannotAnnotate(_OTHER_FORM)
    package = open_package(data)
    for relation in package.relations(package.main()).values():
        if relation.kind == "settings" and not relation.external:
            protection = child(package.xml(relation.target), "documentProtection")
            enforced = value(protection, "enforcement") in ("1", "true", "on")
            if enforced and value(protection, "edit") in _LOCKED:
                raise CannotAnnotate(_PROTECTED)
    return package


def _comments_part(
    package: Package, main: str, body: etree._Element, changed: dict[str, bytes]
) -> tuple[etree._Element, str]:
    """The comments and the name of their part, which is made where it is missing."""
    for relation in package.relations(main).values():
        if relation.kind == "comments" and not relation.external:
            found = package.bytes(relation.target)
            if found is not None:
                return _parse(package, relation.target), relation.target
    folder, file = posixpath.split(main)
    names = (posixpath.join(folder, f"comments{number or ''}.xml") for number in range(1000))
    target = next(name for name in names if package.bytes(name) is None)
    word = etree.QName(body).namespace or ""
    relations = posixpath.join(folder, "_rels", f"{file}.rels")
    root = _parse(package, relations, f'<Relationships xmlns="{_PACKAGE}relationships"/>')
    office = f"{_STRICT}officeDocument/" if word.startswith(_STRICT) else _OFFICE
    taken = {value(relation, "Id") for relation in root}
    identity = next(name for n in range(1, 100_000) if (name := f"rId{n}") not in taken)
    added = etree.SubElement(root, f"{{{_PACKAGE}relationships}}Relationship")
    added.set("Id", identity)
    added.set("Type", f"{office}relationships/comments")
    added.set("Target", posixpath.basename(target))
    changed[relations] = _bytes(root)
    types = _parse(package, "[Content_Types].xml")
    override = etree.SubElement(types, f"{{{_PACKAGE}content-types}}Override")
    override.set("PartName", f"/{target}")
    override.set("ContentType", _COMMENTS_TYPE)
    changed["[Content_Types].xml"] = _bytes(types)
    return etree.Element(f"{{{word}}}comments", nsmap={"w": word}), target


def _comment(comments: etree._Element, note: Note, identity: int) -> etree._Element:
    word = f"{{{etree.QName(comments).namespace}}}"
    comment = etree.Element(f"{word}comment")
    comment.set(f"{word}id", str(identity))
    comment.set(f"{word}author", AUTHOR)
    comment.set(f"{word}initials", _INITIALS)
    for number, line in enumerate((note.title, *note.text)):
        paragraph = etree.SubElement(comment, f"{word}p")
        if not number:
            reference = etree.SubElement(paragraph, f"{word}r")
            etree.SubElement(reference, f"{word}annotationRef")
        run = etree.SubElement(paragraph, f"{word}r")
        if not number:
            etree.SubElement(etree.SubElement(run, f"{word}rPr"), f"{word}b")
        text = etree.SubElement(run, f"{word}t")
        # What XML cannot hold stands in no letter that a person wrote.
        text.text = "".join(char if char.isprintable() else " " for char in line)
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return comment


def _forget(
    own: Sequence[etree._Element], package: Package, main: str, changed: dict[str, bytes]
) -> None:
    """Take away what Word keeps elsewhere about own comments; a reply of somebody else to one of
    them becomes a comment of its own."""
    gone = {value(p, "paraId") for comment in own for p in comment if local(p) == "p"} - {None}
    if not gone:
        return
    for kind in _BESIDE:
        for relation in package.relations(main).values():
            if relation.kind != kind or relation.external or not package.bytes(relation.target):
                continue
            root = _parse(package, relation.target)
            for entry in list(root):
                names = {value(entry, "paraId"), value(entry, "durableId")} - {None}
                if names & gone:
                    gone |= names
                    root.remove(entry)
                elif value(entry, "paraIdParent") in gone:
                    for name in [key for key in entry.attrib if "paraIdParent" in str(key)]:
                        del entry.attrib[name]
            changed[relation.target] = _bytes(root)


def _parse(package: Package, name: str, empty: str = "") -> etree._Element:
    """One part with everything in it, comments of XML too, so that it is written as it was."""
    content = package.bytes(name)
    # The reader's parser refuses what no word processor writes.
    if content is not None:
        package.xml(name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, strip_cdata=False
    )
    if content is None and not empty:
        raise ValueError(f"no part {name}")
    return etree.fromstring(empty.encode() if content is None else content, parser)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(
        root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
    )


def _rewritten(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The archive with some members changed or added; all others as they are, in their order."""
    left = {name.lower(): (name, content) for name, content in changed.items()}
    archive = open_archive(data)
    if archive is None:
        raise CannotAnnotate(_OTHER_FORM)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        new.comment = archive.comment
        for info, content in _members(archive):
            name = info.filename.replace("\\", "/").lstrip("/").lower()
            replaced = left.pop(name, None)
            new.writestr(copy.copy(info), replaced[1] if replaced else content)
        for name, content in left.values():
            # A fixed time: the same letter gives the same file.
            added = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            added.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(added, content)
    return out.getvalue()


def _members(archive: zipfile.ZipFile) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    seen: set[str] = set()
    for info in archive.infolist():
        if info.filename not in seen:
            seen.add(info.filename)
            yield info, archive.read(info)


def _number(text: str | None) -> int:
    return int(text) if text and text.lstrip("-").isdigit() else -1
