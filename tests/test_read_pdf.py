"""PDF: pages, paragraphs, pages without text."""

from __future__ import annotations

import io
from collections.abc import Sequence

from noticecheck.model import Document
from noticecheck.read import read_bytes


def pdf(*pages: Sequence[tuple[float, str]]) -> Document:
    """A document with lines of 12 points at the given heights; a page without lines is drawn on."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for lines in pages:
        canvas.setFont("Helvetica", 12)
        canvas.rect(30, 30, 20, 20)
        for height, words in lines:
            canvas.drawString(72, height, words)
        canvas.showPage()
    canvas.save()
    return read_bytes(buffer.getvalue(), "a.pdf")


def test_gaps_end_paragraphs() -> None:
    document = pdf(
        [(800, "Dear Ms A"), (772, "We refuse under"), (758, "section 40(2)."), (744, "That is all."),
         (716, "Yours"), (702, "A. Clerk")]
    )  # fmt: skip
    assert document.text == (
        "Dear Ms A\n\nWe refuse under\nsection 40(2).\nThat is all.\n\nYours\nA. Clerk"
    )
    assert document.media_type == "application/pdf"
    assert (document.warnings, document.incomplete) == ((), False)


def test_heading_in_larger_letters_stands_alone() -> None:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    styles = getSampleStyleSheet()
    buffer = io.BytesIO()
    words = "We hold the information that you asked for but are not going to release it. "
    SimpleDocTemplate(buffer).build(
        [Paragraph(words * 3, styles["Normal"]), Paragraph("Your rights", styles["Heading2"]),
         Paragraph(words * 3, styles["Normal"])]
    )  # fmt: skip
    text = read_bytes(buffer.getvalue(), "a.pdf").text
    assert "\n\nYour rights\n\n" in text
    assert text.count("\n\n") == 2


def test_pages() -> None:
    document = pdf([(700, "First page.")], [(700, "Second page which")], [(700, "runs on.")])
    assert document.text == "First page.\n\nSecond page which\nruns on."
    assert document.pages == (0, 13, 31)
    assert [document.page(offset) for offset in (0, 12, 13, 31, 38)] == [1, 1, 2, 3, 3]


def test_page_without_text() -> None:
    document = pdf([(700, "First page.")], [], [(700, "Third page.")])
    assert document.text == "First page.\n\nThird page."
    assert document.pages == (0, 11, 13)
    assert document.page(13) == 3
    assert document.warnings == ("page 2 has no text layer: it was not read",)
    assert document.incomplete


def test_first_pages_without_text() -> None:
    document = pdf([], [], [(700, "Third page.")], [])
    assert document.text == "Third page."
    assert document.pages == (0, 0, 0, 11)
    assert document.warnings == ("pages 1, 2 and 4 have no text layer: they were not read",)


def test_hyphen_at_the_end_of_a_line() -> None:
    assert pdf([(700, "a qualified exemp-"), (686, "tion applies")]).text == (
        "a qualified exemp-\ntion applies"
    )


def test_lines_after_a_hyphen_keep_their_places() -> None:
    lines = [(700.0 - 14 * n, f"line {n} ends in hyphen-") for n in range(6)]
    text = pdf([*lines, (580, "after a gap"), (566, "and on")]).text
    assert text.count("\n\n") == 1
    assert text.endswith("\n\nafter a gap\nand on")
