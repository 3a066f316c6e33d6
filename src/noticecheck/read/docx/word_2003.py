"""The XML of Word 2003, in which one tree holds everything, as the parts of a DOCX."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from noticecheck.read.docx.xml import SPACE, child, described, keeps_blanks, local, value

_DOCUMENT = "word/document.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_NAMES = {
    "listPr": "numPr",
    "ilfo": "numId",
    "lists": "numbering",
    "listDef": "abstractNum",
    "list": "num",
    "ilst": "abstractNumId",
    "nfc": "numFmt",
}
_ATTRIBUTES = {"listDefId": "abstractNumId", "ilfo": "numId"}
_FORMS = {
    "0": "decimal", "1": "upperRoman", "2": "lowerRoman", "3": "upperLetter", "4": "lowerLetter",
    "5": "ordinal", "6": "cardinalText", "7": "ordinalText", "22": "decimalZero", "23": "bullet",
    "255": "none",
}  # fmt: skip
_CHANGES = {"Word.Insertion": "ins", "Word.Deletion": "del"}


def parts_of_2003(root: etree._Element) -> Mapping[str, bytes]:
    """The parts by name; the tree is changed on the way."""
    space = etree.QName(root).namespace or ""
    _rename(root, space)
    parts: dict[str, etree._Element] = {}
    for name in ("styles", "numbering", "docPr"):
        found = child(root, name)
        if found is not None:
            parts["settings" if name == "docPr" else name] = found
    for kind in ("footnote", "endnote"):
        notes = etree.Element(f"{{{space}}}{kind}s")
        for number, note in enumerate(list(described(root, kind)), 1):
            parent = note.getparent()
            if parent is None or local(parent) != "r":
                continue
            _refer(note, f"{kind}Reference", str(number), space)
            note.set(f"{{{space}}}id", str(number))
            notes.append(note)
        parts[f"{kind}s"] = notes
    for number, margin in enumerate(list(described(root, "hdr", "ftr")), 1):
        side = "header" if local(margin) == "hdr" else "footer"
        kind = value(margin, "type") or "odd"
        reference = _refer(margin, f"{side}Reference", f"{side}{number}", space)
        reference.set(f"{{{space}}}type", "default" if kind == "odd" else kind)
        parts[f"{side}{number}"] = margin
    relations = "".join(
        f'<Relationship Id="{name}" Type="/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for name in parts
    )
    found_parts = {f"word/{name}.xml": etree.tostring(part) for name, part in parts.items()}
    found_parts[_RELATIONS] = f"<Relationships>{relations}</Relationships>".encode()
    found_parts[_DOCUMENT] = etree.tostring(root)
    return found_parts


def _refer(element: etree._Element, name: str, identity: str, space: str) -> etree._Element:
    """Put a reference to an element in its place."""
    reference = etree.Element(f"{{{space}}}{name}")
    reference.set(f"{{{space}}}id", identity)
    parent = element.getparent()
    if parent is not None:
        reference.tail, element.tail = element.tail, None
        parent.replace(element, reference)
    return reference


def _rename(root: etree._Element, space: str) -> None:
    """The names of today for what was called something else."""
    for element in list(root.iter(etree.Element)):
        name = local(element)
        if name == "t":
            # The whole tree says whether blanks are kept, and the parts no longer do.
            element.set(SPACE, "preserve" if keeps_blanks(element) else "default")
        elif name == "annotation":
            change = _CHANGES.get(value(element, "type") or "")
            if change:
                element.tag = f"{{{space}}}{change}"
            elif "Comment" in (value(element, "type") or ""):
                element.tag = f"{{{space}}}rPr"
        elif name in _NAMES:
            element.tag = f"{{{space}}}{_NAMES[name]}"
            for old, new in _ATTRIBUTES.items():
                identity = value(element, old)
                if identity is not None:
                    element.set(f"{{{space}}}{new}", identity)
            if name == "nfc":
                form = _FORMS.get(value(element) or "", "decimal")
                element.set(f"{{{space}}}val", form)
