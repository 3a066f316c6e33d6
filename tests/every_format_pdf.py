"""The letters as PDF, and as pictures of its pages."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Sequence
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

import pypdfium2
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4, A5
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from every_format import BULLET, Block, Source, runs

MARGIN = 60.0
DOTS = 200 / 72


def write_pdf(source: Source, variant: str = "") -> bytes:
    """A PDF with a text layer.

    Variants: "running" (small pages with a running header and "Page x of y", so that pages end
    within paragraphs), "columns" (two), "justified" (with words divided at line ends).
    """
    size = A5 if variant == "running" else A4
    pages = 0
    data = b""
    # The number of pages is known after the first time.
    for _ in range(2 if variant == "running" else 1):
        data, pages = _build(source, variant, size, pages)
    return data


def _build(
    source: Source, variant: str, size: tuple[float, float], total: int
) -> tuple[bytes, int]:
    width, height = size
    base = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=8)
    if variant == "justified":
        base = ParagraphStyle("justified", parent=base, alignment=TA_JUSTIFY, embeddedHyphenation=1)
    if variant == "columns":
        base = ParagraphStyle("narrow", parent=base, fontSize=9, leading=11)

    def furniture(canvas: Canvas, template: BaseDocTemplate) -> None:
        if variant != "running":
            return
        canvas.setFont("Helvetica", 8)
        canvas.drawString(MARGIN, height - 32, source.authority)
        canvas.drawCentredString(width / 2, 28, f"Page {template.page} of {total}")

    columns = 2 if variant == "columns" else 1
    gap = 18.0
    column = (width - 2 * MARGIN - gap * (columns - 1)) / columns
    frames = [
        Frame(MARGIN + index * (column + gap), MARGIN, column, height - 2 * MARGIN, 0, 0, 0, 0)
        for index in range(columns)
    ]
    out = io.BytesIO()
    template = BaseDocTemplate(out, pagesize=size, invariant=1)
    template.addPageTemplates([PageTemplate(frames=frames, onPage=furniture, pagesize=size)])
    template.build(list(_story(source, base, column, variant)))
    return out.getvalue(), template.page


def _story(source: Source, base: ParagraphStyle, width: float, variant: str) -> list[Flowable]:
    heading = ParagraphStyle(
        "heading", parent=base, fontName="Times-Bold", spaceBefore=4, keepWithNext=1, alignment=0
    )
    item = ParagraphStyle("item", parent=base, leftIndent=22, bulletIndent=4)
    cell = ParagraphStyle("cell", parent=base, spaceAfter=0, alignment=0)
    story: list[Flowable] = []
    for is_table, group in runs(source.blocks):
        if is_table:
            story.extend([_table(group, cell, width), Spacer(1, 8)])
            continue
        for block in group:
            if block.tight and story and not isinstance(story[-1], Spacer):
                story.append(Spacer(1, -base.spaceAfter + 1))
            text = _divided(block.text) if variant == "justified" else block.text
            if block.kind == "lines":
                story.append(Paragraph("<br/>".join(map(escape, block.parts)), base))
            elif block.kind == "heading":
                story.append(Paragraph(escape(block.words), heading))
            elif block.label:
                mark = "•" if block.label == BULLET else block.label
                story.append(Paragraph(escape(text), item, bulletText=mark))
            else:
                story.append(Paragraph(escape(text), base))
    return story


def _table(rows: Sequence[Block], style: ParagraphStyle, width: float) -> Table:
    cells = [[Paragraph(escape(cell), style) for cell in row.parts] for row in rows]
    longest = [max(9, *(min(40, len(row.parts[i])) for row in rows)) for i in range(len(cells[0]))]
    widths = [width * share / sum(longest) for share in longest]
    grid = TableStyle(
        [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP"),
         ("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 3)]
    )  # fmt: skip
    return Table(cells, colWidths=widths, style=grid)


def _divided(text: str) -> str:
    """Long words with soft hyphens where they may be divided."""
    return re.sub(r"(?<=[a-z][aeiou][a-z])(?=[bcdfglmnprstv][a-z]{3})", "\u00ad", text)


def pictures(data: bytes) -> list[Any]:
    """Each page of a PDF as a picture in greys, 200 dots an inch."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.render(scale=DOTS, grayscale=True).to_pil().convert("L") for page in document]
    finally:
        document.close()


def scanned_pdf(source: Source) -> bytes:
    """A PDF with nothing but a picture on each page."""
    first, *others = pictures(write_pdf(source))
    out = io.BytesIO()
    first.save(out, "PDF", resolution=200.0, save_all=True, append_images=others)
    return out.getvalue()


def scanned_png(source: Source) -> bytes:
    """One picture with all pages below one another."""
    from PIL import Image

    pages = pictures(write_pdf(source))
    sheet = Image.new("L", (pages[0].width, sum(page.height for page in pages)), 255)
    top = 0
    for page in pages:
        sheet.paste(page, (0, top))
        top += page.height
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


@cache
def recognises() -> bool:
    """Whether text recognition is installed."""
    return shutil.which("tesseract") is not None
