"""A letter of a requester as a Word document."""

from __future__ import annotations

from noticecheck.drafting.render import to_docx
from noticecheck.drafting.skeleton import Block
from noticecheck.report.layout import clean

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def as_docx(subject: str, text: str) -> bytes:
    """A Word document with the subject as its heading and the places to fill in in yellow.

    Blank lines part paragraphs; what no document can hold becomes visible marks.
    """
    parts = text.replace("\r\n", "\n").split("\n\n")
    paragraphs = ["\n".join(map(clean, part.strip("\n").split("\n"))) for part in parts]
    blocks = [Block("paragraph", one) for one in paragraphs if one.strip()]
    return to_docx([Block("heading", clean(subject)), *blocks])
