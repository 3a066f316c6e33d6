"""The other programs that readers start, out of the way: thousands of broken files are no work for
LibreOffice and tesseract."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from containers import CONTAINERS

_CONVERTED = CONTAINERS[".word-body"][1](b"<w:p><w:r><w:t>Converted</w:t></w:r></w:p>")


@contextmanager
def without_programs() -> Iterator[None]:
    """LibreOffice makes the same letter of every file, and no text recognition is installed."""
    with (
        patch("noticecheck.read.office.find_program", lambda: "soffice"),
        patch("noticecheck.read.office._converted", lambda *_: _CONVERTED),
        patch("noticecheck.read.ocr.why_not", lambda: "not here"),
    ):
        yield
