"""A PDF as it was before noticecheck wrote notes into it; needs no library."""

from __future__ import annotations

MARK = b"\n%noticecheck: what follows are its notes\n"
"""Stands between the bytes of the letter and what is added to them."""


def before(data: bytes) -> bytes:
    """The file as it was before the notes of noticecheck, if nobody has written to it since."""
    at = data.rfind(MARK)
    added = data[at:] if at >= 0 else b""
    ours = added.count(b"startxref") == 1 and added.endswith(b"%%EOF\n")
    return data[:at] if ours else data
