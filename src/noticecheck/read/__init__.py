"""Documents: from a path or bytes to a Document; knows formats, not law. Only this package opens
documents.

    read("letter.pdf")  ->  Document, or ReadError with one line that says why and what to do
"""

from __future__ import annotations

import hashlib

from noticecheck.errors import ReadError
from noticecheck.model import Document
from noticecheck.read.extract import Extract, Unreadable
from noticecheck.read.formats import BROKEN, MEDIA_TYPES, Format, detect
from noticecheck.read.paths import MAX_BYTES, TOO_LARGE, expand, expand_all, load

__all__ = ["expand", "expand_all", "read", "read_bytes"]


def read(path: str) -> Document:
    """Read one file, or standard input for "-"; raises ReadError."""
    return read_bytes(load(path), path)


def read_bytes(data: bytes, path: str) -> Document:
    """Read a document from its bytes; the path gives its name and suffix. Raises ReadError.

    `sha256` is that of the bytes; line ends in the text are line feeds.
    """
    try:
        media_type, extract = extract_bytes(data, path)
    except Unreadable as reason:
        raise ReadError(path, str(reason)) from reason
    return Document(
        path=path,
        text=extract.text,
        media_type=media_type,
        sha256=hashlib.sha256(data).hexdigest(),
        pages=extract.pages,
        regions=extract.regions,
        warnings=extract.warnings,
        incomplete=extract.incomplete,
    )


def extract_bytes(data: bytes, path: str, depth: int = 0) -> tuple[str, Extract]:
    """Media type and content of a document, or of an attachment `depth` mails deep.

    Raises Unreadable, which has the reason but no path.
    """
    if not data:
        raise Unreadable("the file is empty: save or send the letter again")
    if len(data) > MAX_BYTES:
        raise Unreadable(TOO_LARGE)
    form = detect(data, path)
    try:
        extract = _extract(form, data, depth)
    except Unreadable:
        raise
    except Exception as error:
        # Broken files make the libraries below raise whatever they like.
        raise Unreadable(BROKEN[form]) from error
    if not extract.text.strip():
        raise Unreadable("no text in it: check that this is the letter")
    return MEDIA_TYPES[form], extract


def _extract(form: Format, data: bytes, depth: int) -> Extract:
    # Each import waits until its format is met: start-up time counts.
    if form == "html":
        from noticecheck.read.html import read_html

        return read_html(data)
    if form == "pdf":
        from noticecheck.read.pdf import read_pdf

        return read_pdf(data)
    if form == "docx":
        from noticecheck.read.docx import read_docx

        return read_docx(data)
    if form == "email":
        from noticecheck.read.email import read_email

        return read_email(data, depth)
    from noticecheck.read.text import read_text

    return read_text(data)
