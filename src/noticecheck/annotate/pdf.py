"""Notes as highlights and sticky notes of a PDF, behind its bytes: these stay as they are.

What is added is an update as PDF knows them: the pages with their new list of notes, the notes, and
a table that says where these stand. Notes have no date: the same letter gives the same file.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from noticecheck.annotate.notes import AUTHOR, CannotAnnotate, Note
from noticecheck.annotate.pdf_notes import Drawn, drawn_notes
from noticecheck.annotate.pdf_update import Update
from noticecheck.model import Document

_ENCRYPTED = (
    "the PDF is locked against changes: print it to a new PDF, or ask for a copy that is not locked"
)
_CERTIFIED = "the PDF is certified by a signature that allows no notes: print it to a new PDF"
_DAMAGED = "the PDF is damaged within, so that nothing can be added to it: print it to a new PDF"
_SIGNED = "the PDF is signed: its signature is for the letter as it was, without the notes"
_NOTES_ALLOWED = 3
"""Of the permissions of a certifying signature, the one that allows notes (PDF 2.0, table 257)."""


def annotate(data: bytes, document: Document, notes: Sequence[Note]) -> bytes:
    """The same file with these notes as its notes by noticecheck; raises CannotAnnotate."""
    try:
        return _annotated(data, document, notes)
    except DependencyError as error:
        # For nothing but some kinds of encryption.
        raise CannotAnnotate(_ENCRYPTED) from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        # Broken files make the library raise whatever it likes.
        raise CannotAnnotate(_DAMAGED) from error


def cautions(data: bytes) -> tuple[str, ...]:
    """What is to be known before the copy is used."""
    form = PdfReader(BytesIO(data)).trailer["/Root"].get("/AcroForm")  # type: ignore[attr-defined]
    flags = form.get_object().get("/SigFlags", 0) if form is not None else 0
    return (_SIGNED,) if int(flags) & 1 else ()


def _annotated(data: bytes, document: Document, notes: Sequence[Note]) -> bytes:
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted:
        raise CannotAnnotate(_ENCRYPTED)
    _refuse_certified(reader)
    update = Update(reader, data)
    if not update.is_sound:
        raise CannotAnnotate(_DAMAGED)
    pages = list(reader.pages)
    drawn = drawn_notes(document, notes, [_box(page) for page in pages])
    number = 0
    for index, page in enumerate(pages):
        own = [note for note in drawn if note.page == index]
        references: list[PdfObject] = []
        for note in own:
            number += 1
            references.extend(_add(update, page, note, number))
        _list(update, page, references)
    return data + update.written()


def _refuse_certified(reader: PdfReader) -> None:
    root = reader.trailer["/Root"].get_object()
    permissions = root.get("/Perms") if isinstance(root, DictionaryObject) else None
    if permissions is None or "/DocMDP" not in permissions.get_object():
        return
    signature = permissions.get_object()["/DocMDP"].get_object()
    for reference in signature.get("/Reference", ()):
        allowed = reference.get_object().get("/TransformParams", {}).get_object().get("/P", 2)
        if int(allowed) < _NOTES_ALLOWED:
            raise CannotAnnotate(_CERTIFIED)


def _box(page: PageObject) -> tuple[float, float, float, float, int]:
    """Left, bottom, right and top of what is seen of a page, and how far it is turned."""
    box = page.cropbox
    return float(box.left), float(box.bottom), float(box.right), float(box.top), page.rotation % 360


def _list(update: Update, page: PageObject, references: Sequence[PdfObject]) -> None:
    """Write the list of a page's notes anew: those of others, and these."""
    stated = page.raw_get("/Annots") if "/Annots" in page else None
    listed = stated.get_object() if stated is not None else None
    kept = [entry for entry in listed or () if not _is_own(entry)]
    if len(kept) == len(listed or ()) and not references:
        return
    for entry in kept:
        _release(update, entry)
    new = ArrayObject([*kept, *references])
    if isinstance(stated, IndirectObject):
        update.replace(stated, new)
    elif page.indirect_reference is not None:
        page[NameObject("/Annots")] = new
        update.replace(page.indirect_reference, page)


def _is_own(entry: PdfObject) -> bool:
    """A note of noticecheck, or the window of one."""
    note = entry.get_object()
    if not isinstance(note, DictionaryObject):
        return False
    if note.get("/Subtype") == "/Popup" and "/Parent" in note:
        note = note["/Parent"].get_object()
    return isinstance(note, DictionaryObject) and note.get("/T") == AUTHOR


def _release(update: Update, entry: PdfObject) -> None:
    """A reply of somebody else to a note that goes becomes a note of its own."""
    note = entry.get_object()
    if isinstance(note, DictionaryObject) and "/IRT" in note and _is_own(note["/IRT"]):
        for name in ("/IRT", "/RT"):
            note.pop(name, None)
        if isinstance(entry, IndirectObject):
            update.replace(entry, note)


def _add(update: Update, page: PageObject, note: Drawn, number: int) -> list[PdfObject]:
    """A note and the window that shows its text."""
    owner = page.indirect_reference
    entry, window = update.new_reference(), update.new_reference()
    look = update.add(note.look()) if note.lines else None
    fields: dict[str, PdfObject] = {
        **note.fields(),
        "/T": TextStringObject(AUTHOR),
        "/Contents": TextStringObject(note.text),
        "/NM": TextStringObject(f"{AUTHOR}-{number}"),
        "/Popup": window,
    }
    if owner is not None:
        fields["/P"] = owner
    if look is not None:
        fields["/AP"] = DictionaryObject({NameObject("/N"): look})
    update.put(entry, dictionary(fields))
    shown: dict[str, PdfObject] = {
        "/Type": NameObject("/Annot"),
        "/Subtype": NameObject("/Popup"),
        "/Rect": note.window(),
        "/Parent": entry,
        "/F": NumberObject(28),
    }
    update.put(window, dictionary(shown))
    return [entry, window]


def dictionary(fields: dict[str, PdfObject]) -> DictionaryObject:
    """A dictionary of PDF, whose keys are names."""
    return DictionaryObject({NameObject(name): content for name, content in fields.items()})
