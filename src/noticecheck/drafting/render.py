"""A skeleton as a file: plain text, Markdown, or a Word document."""

from __future__ import annotations

import io
from collections.abc import Sequence

from noticecheck.drafting.skeleton import Block

_PIECES = r"(“[^”]*”|\[[^\[\]]*\])"
"""Where a text changes between what is said, what is quoted and what is to be filled in."""


def prompts(text: str) -> list[str]:
    """What a draft asks whoever sends it to fill in; brackets in what it quotes are no prompts."""
    import re

    return [piece for piece in re.findall(_PIECES, text) if piece.startswith("[")]


def to_text(blocks: Sequence[Block]) -> str:
    """Plain text: a blank line between paragraphs, headings on a line of their own."""
    return "\n\n".join(block.text for block in blocks) + "\n"


def to_markdown(blocks: Sequence[Block]) -> str:
    """Markdown, with headings of the second level; lines within a paragraph stay lines."""
    shown = [
        f"## {block.text}" if block.kind == "heading" else block.text.replace("\n", "  \n")
        for block in blocks
    ]
    return "\n\n".join(shown) + "\n"


def to_docx(blocks: Sequence[Block]) -> bytes:
    """A Word document with real headings and the prompts in yellow."""
    import re

    from docx import Document
    from docx.enum.text import WD_COLOR_INDEX

    document = Document()
    for block in blocks:
        if block.kind == "heading":
            document.add_heading(block.text, level=2)
            continue
        paragraph = document.add_paragraph()
        for number, line in enumerate(block.text.split("\n")):
            if number:
                paragraph.add_run().add_break()
            for piece in re.split(_PIECES, line):
                run = paragraph.add_run(piece)
                if piece.startswith("["):
                    run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()
