"""Builds the letters of letters/ that are not plain text from their sources in sources/.

    python corpus/build.py [--out FOLDER]

`sources/NAME.docx.txt` becomes `letters/NAME.docx`, and so for .pdf and .eml. A source is plain
text: paragraphs parted by blank lines, and these marks at the start of a line:

    # words           a heading
    - words           a list item (one line each)
    | a | b           a row of a table
    @header words     the running header of every page (docx, pdf); @footer likewise
    @page             a new page

An .eml source starts with the headers of the message and a blank line; then the body. In it,
`@html` alone on a line says that what follows is the HTML body, `@attach NAME.docx` (or NAME.txt)
that what follows is the source of an attachment. Needs python-docx and reportlab (extra "dev").
"""

from __future__ import annotations

import argparse
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.enum.text import WD_BREAK
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

HERE = Path(__file__).resolve().parent
LONG_AGO = datetime(2020, 1, 1)
DOCX_TYPE = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")


@dataclass(frozen=True, slots=True)
class Block:
    """One stretch of a source: its kind (heading, item, row, page or paragraph) and its lines."""

    kind: str
    lines: tuple[str, ...]

    @property
    def cells(self) -> list[str]:
        return [cell.strip() for cell in self.lines[0].split("|")]


@dataclass(frozen=True, slots=True)
class Source:
    """A source cut into blocks, with the running header and footer of its pages."""

    header: str
    footer: str
    blocks: tuple[Block, ...]


def parse(text: str) -> Source:
    """Cut the text of a source into blocks."""
    running = {"@header": "", "@footer": ""}
    blocks: list[Block] = []
    open_lines: list[str] = []

    def close() -> None:
        if open_lines:
            blocks.append(Block("paragraph", tuple(open_lines)))
            open_lines.clear()

    marks = {"# ": "heading", "- ": "item", "| ": "row"}
    for line in text.splitlines():
        word, _, rest = line.partition(" ")
        if word in running:
            running[word] = rest
        elif line.strip() == "@page":
            close()
            blocks.append(Block("page", ()))
        elif line[:2] in marks:
            close()
            blocks.append(Block(marks[line[:2]], (line[2:].strip(),)))
        elif line.strip():
            open_lines.append(line.rstrip())
        else:
            close()
    close()
    return Source(running["@header"], running["@footer"], tuple(blocks))


def build_docx(text: str) -> bytes:
    """The bytes of a Word file, the same at every build."""
    source = parse(text)
    document = docx.Document()
    document.core_properties.created = document.core_properties.modified = LONG_AGO
    section = document.sections[0]
    section.header.paragraphs[0].text = source.header
    section.footer.paragraphs[0].text = source.footer
    table = None
    for block in source.blocks:
        if block.kind == "row":
            if table is None:
                table = document.add_table(rows=0, cols=len(block.cells))
                table.style = "Table Grid"
            for cell, words in zip(table.add_row().cells, block.cells, strict=True):
                cell.text = words
            continue
        table = None
        if block.kind == "page":
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        elif block.kind == "heading":
            document.add_heading(block.lines[0], level=2)
        elif block.kind == "item":
            document.add_paragraph(block.lines[0], style="List Bullet")
        else:
            document.add_paragraph("\n".join(block.lines))
    fresh = io.BytesIO()
    document.save(fresh)
    return _without_times(fresh.getvalue())


def _without_times(archive: bytes) -> bytes:
    """The same ZIP archive with every entry dated alike."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, LONG_AGO.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()


def build_pdf(text: str) -> bytes:
    """The bytes of a PDF file with a text layer, the same at every build."""
    source = parse(text)
    body = ParagraphStyle("body", fontName="Times-Roman", fontSize=12, leading=16, spaceAfter=9)
    heading = ParagraphStyle("heading", parent=body, fontName="Times-Bold", spaceBefore=6)
    item = ParagraphStyle("item", parent=body, leftIndent=18, bulletIndent=6)
    story: list[Flowable] = []
    rows: list[list[Paragraph]] = []

    def close() -> None:
        if rows:
            grid = TableStyle(
                [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
            )
            story.extend([Table(list(rows), style=grid), Spacer(1, 8)])
            rows.clear()

    for block in source.blocks:
        if block.kind == "row":
            rows.append([Paragraph(escape(cell), body) for cell in block.cells])
            continue
        close()
        if block.kind == "page":
            story.append(PageBreak())
        elif block.kind == "heading":
            story.append(Paragraph(escape(block.lines[0]), heading))
        elif block.kind == "item":
            story.append(Paragraph(escape(block.lines[0]), item, bulletText="•"))
        else:
            story.append(Paragraph("<br/>".join(map(escape, block.lines)), body))
    close()

    def furniture(canvas: Canvas, template: SimpleDocTemplate) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawString(72, A4[1] - 40, source.header)
        canvas.drawString(72, 36, source.footer)
        canvas.drawRightString(A4[0] - 72, 36, f"Page {template.page}")

    out = io.BytesIO()
    template = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=72, rightMargin=72, topMargin=64, bottomMargin=64, invariant=1
    )
    template.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return out.getvalue()


def build_eml(text: str) -> bytes:
    """The bytes of a mail message, the same at every build."""
    head, _, rest = text.partition("\n\n")
    message = EmailMessage(policy=SMTP)
    for line in head.splitlines():
        name, _, value = line.partition(": ")
        message[name] = value
    body, *attachments = rest.split("\n@attach ")
    plain, _, html = body.partition("@html\n")
    if plain.strip():
        message.set_content(plain.strip("\n") + "\n", cte="quoted-printable")
    if html:
        add = message.add_alternative if plain.strip() else message.set_content
        add(html, subtype="html", cte="quoted-printable")
    for attachment in attachments:
        name, _, content = attachment.partition("\n")
        if name.endswith(".docx"):
            message.add_attachment(build_docx(content), *DOCX_TYPE, filename=name)
        else:
            message.add_attachment(content, filename=name)
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_part_{number}_noticecheck_corpus")
    return message.as_bytes()


BUILDERS: dict[str, Callable[[str], bytes]] = {
    ".docx": build_docx,
    ".pdf": build_pdf,
    ".eml": build_eml,
}


def build(sources: Path, out: Path) -> list[Path]:
    """Build every source of a folder into another; the files written, in order of name."""
    written = []
    for source in sorted(sources.glob("*.txt")):
        target = out / source.stem
        target.write_bytes(BUILDERS[target.suffix](source.read_text(encoding="utf-8")))
        written.append(target)
    return written


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description="Build corpus/letters from corpus/sources.")
    parser.add_argument("--out", type=Path, default=HERE / "letters")
    for path in build(HERE / "sources", parser.parse_args().out):
        print(path.name)


if __name__ == "__main__":
    main()
