"""Documents: from a path or bytes to a Document; knows formats, not law. Only this package opens
documents.

    with Reader() as reader:                    in a process of its own, with limits
        for document in reader.read_all("case.zip"): ...
    read("letter.pdf")          ->  Document, in the same way, for one letter
    read_bytes(data, "a.pdf")   ->  Document, in this process: only for what one has made oneself

What cannot be read is a ReadError: one line that says why and what to do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from noticecheck.errors import ReadError
from noticecheck.model import Document
from noticecheck.read.extract import Extract, Letter, Reading, Unreadable, cut
from noticecheck.read.formats import BROKEN, MEDIA_TYPES, Format, form_of
from noticecheck.read.limits import MAX_CHARACTERS
from noticecheck.read.paths import expand, expand_all
from noticecheck.read.process import OUT_OF_MEMORY
from noticecheck.read.reader import Reader, to_document

__all__ = ["Reader", "expand", "expand_all", "read", "read_bytes"]

_T = TypeVar("_T")
_OUTERMOST = Reading()
_BETWEEN_MESSAGES = b"\n" + b"-" * 31
_NOT_HERE = "it needs {}, which is not here: give the letter as text"
NO_TEXT = "no text in it: check that this is the letter"


def read(path: str) -> Document:
    """Read the one letter of a file, or of standard input for "-"; raises ReadError."""
    with Reader() as reader:
        return reader.read(path)


def read_bytes(data: bytes, path: str) -> Document:
    """Read the one letter of a file from its bytes; the path gives its name and suffix.

    `sha256` is that of the bytes; line ends in the text are line feeds. Raises ReadError. No
    process and no limit on time guards against hostile bytes: see `Reader`.
    """
    try:
        letters = read_letters(data, path)
    except Unreadable as reason:
        raise ReadError(path, str(reason)) from reason
    if len(letters) > 1:
        raise ReadError(path, f"it holds {len(letters)} letters: read them with Reader.read_all")
    return to_document(letters[0], data, path)


def read_letters(
    data: bytes, path: str, reading: Reading = _OUTERMOST, form: Format | None = None
) -> list[Letter]:
    """All the letters of a file, at least one; its format, where it is known. Raises Unreadable."""
    form = form or form_of(data, path)
    if form in ("html", "text"):
        letters = _guarded(form, lambda: _messages(form, data))
        if letters:
            return letters
    media_type, extract = extract_bytes(data, path, reading, form)
    return [Letter("", media_type, extract)]


def _messages(form: Format, data: bytes) -> list[Letter] | None:
    """The messages of a request, where the file is one that Alaveteli made."""
    if form == "html":
        from noticecheck.read.alaveteli import read_messages

        return read_messages(data)
    if _BETWEEN_MESSAGES not in data:
        return None
    from noticecheck.read.alaveteli_text import read_text_messages

    return read_text_messages(data)


def extract_bytes(
    data: bytes, path: str, reading: Reading = _OUTERMOST, form: Format | None = None
) -> tuple[str, Extract]:
    """Media type and content of a document, or of an attachment.

    Raises Unreadable, which has the reason but no path.
    """
    form = form or form_of(data, path)
    extract = _guarded(form, lambda: _extract(form, data, reading))
    if not extract.text.strip():
        raise Unreadable(NO_TEXT)
    return MEDIA_TYPES[form], cut(extract, MAX_CHARACTERS)


def _guarded(form: Format, work: Callable[[], _T]) -> _T:
    try:
        return work()
    except Unreadable:
        raise
    except MemoryError:
        raise Unreadable(OUT_OF_MEMORY) from None
    except ModuleNotFoundError as error:
        raise Unreadable(_NOT_HERE.format(error.name)) from None
    except Exception as error:
        # Broken files make the libraries below raise whatever they like.
        raise Unreadable(BROKEN[form]) from error


def _extract(form: Format, data: bytes, reading: Reading) -> Extract:
    # Each import waits until its format is met: start-up time counts.
    if form == "html":
        from noticecheck.read.html import read_html

        return read_html(data)
    if form == "pdf":
        from noticecheck.read.pdf import read_pdf

        return read_pdf(data, reading)
    if form == "docx":
        from noticecheck.read.docx import read_docx

        return read_docx(data, reading)
    if form in ("odt", "rtf", "doc"):
        from noticecheck.read.office import read_office

        return read_office(data, form, reading)
    if form == "email":
        from noticecheck.read.mail.email import read_email

        return read_email(data, reading)
    if form == "msg":
        from noticecheck.read.mail.msg import read_msg

        return read_msg(data, reading)
    if form == "image":
        from noticecheck.read.ocr import read_image

        return read_image(data, reading)
    if form == "zip":
        from noticecheck.read.archive import read_archive

        return read_archive(data, reading)
    from noticecheck.read.text import read_text

    return read_text(data)
