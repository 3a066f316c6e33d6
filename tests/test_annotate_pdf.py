"""Highlights and notes in PDF: where they stand, and that the bytes of the letter stay."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas

from every_format import source
from every_format_pdf import write_pdf
from noticecheck.annotate import CannotAnnotate, Note, notes
from noticecheck.annotate.before import before
from noticecheck.annotate.pdf import annotate, cautions
from noticecheck.checker import Checker
from noticecheck.model import Document, Span
from noticecheck.read import read_bytes

GAPS = "fails_every_rule.txt"


def letter(*lines: str, turned: int = 0) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=True)
    for page in (0, 1):
        canvas.setPageRotation(turned)
        # As such pages are: what is drawn stands upright on the page as it is seen.
        # (The library swaps height and width of a page that is turned by a right angle.)
        canvas.translate(*{90: (842, 0), 180: (595, 842), 270: (0, 595)}.get(turned, (0, 0)))
        canvas.rotate(turned)
        for number, line in enumerate(lines if not page else ["Yours sincerely"]):
            canvas.drawString(72, 500 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def with_table_in_a_stream(data: bytes) -> bytes:
    """The same letter as newer programs write it."""
    document = pypdfium2.PdfDocument(data)
    out = io.BytesIO()
    document.save(out)
    writer = PdfWriter(io.BytesIO(out.getvalue()), incremental=True)
    writer.pages[0][NameObject("/Changed")] = NumberObject(1)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def of(data: bytes, checker: Checker) -> bytes:
    document = read_bytes(data, "letter.pdf")
    found = notes(checker.check(document), checker.matcher.scan(document.text))
    return annotate(data, document, found)


def noted(data: bytes, *quotes: str) -> bytes:
    document = read_bytes(data, "letter.pdf")
    spans = [Span(at, at + len(q)) for q in quotes for at in [document.text.index(q)]]
    found = [Note(span, "gap", document.quote(span), ("Text",)) for span in spans]
    return annotate(data, document, [Note(None, "summary", "top", ("Text",)), *found])


def shown(data: bytes) -> list[Any]:
    """The notes of all pages, without their windows."""
    pages = PdfReader(io.BytesIO(data)).pages
    every = [note.get_object() for page in pages for note in page.get("/Annots", ())]
    return [note for note in every if note["/Subtype"] != "/Popup"]


def words_under(data: bytes, page: int, quads: list[float]) -> str:
    """What a highlight covers, as another program reads it."""
    text = pypdfium2.PdfDocument(data)[page].get_textpage()
    lines = [quads[at : at + 8] for at in range(0, len(quads), 8)]
    return " ".join(
        text.get_text_bounded(left=q[0] - 1, bottom=q[5] - 1, right=q[2] + 1, top=q[1] + 1).strip()
        for q in lines
    )


def test_every_gap_is_marked_where_it_stands(checker: Checker) -> None:
    data = of(write_pdf(source(GAPS)), checker)
    found = shown(data)
    assert {note["/T"] for note in found} == {"noticecheck"}
    assert found[0]["/Subtype"] == "/Text"
    assert found[0]["/Contents"].startswith("noticecheck: summary\nThis refusal leaves out")
    marked = {
        words_under(data, 0, list(note["/QuadPoints"])): note["/Contents"]
        for note in found
        if note["/Subtype"] == "/Highlight" and note["/P"] == found[0]["/P"]
    }
    assert "FOIA 2000, s.17(1)(b)" in marked["section 31(1)(k)."]
    # On the same words one note says it all: of two, one would lie under the other.
    assert marked["Refused, section 43."].count("Required by law") == 2
    over_two_lines = next(words for words in marked if words.startswith("The Council neither"))
    assert over_two_lines.endswith("by virtue of section 42(2) of the Act.")


@pytest.mark.parametrize("table", ["plain", "stream"])
def test_the_letter_stays_byte_for_byte_and_a_second_run_replaces_its_own(
    checker: Checker, table: str
) -> None:
    data = letter("The plans are exempt", "under section 43(2).")
    if table == "stream":
        data = with_table_in_a_stream(data)
    once = noted(data, "plans", "43(2)")
    assert once.startswith(data) and before(once) == data
    assert read_bytes(once, "a.pdf").text == read_bytes(data, "a.pdf").text
    assert read_bytes(once, "a.pdf").warnings == ()
    assert PdfReader(io.BytesIO(once), strict=True).metadata == PdfReader(io.BytesIO(data)).metadata
    assert noted(before(once), "plans", "43(2)") == once
    # Somebody has written to it since, so that the notes cannot just be cut off.
    twice = noted(once, "exempt")
    assert [note["/Contents"] for note in shown(twice)] == ["top\nText", "exempt\nText"]


def test_notes_of_others_stay_and_so_do_their_replies() -> None:
    once = noted(letter("The plans are exempt."), "plans")
    writer = PdfWriter(io.BytesIO(once), incremental=True)
    page = writer.pages[0]
    mine = next(n for n in page["/Annots"] if n.get_object()["/Subtype"] == "/Highlight")
    reply = writer._add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Text"),
                NameObject("/Rect"): ArrayObject([NumberObject(n) for n in (1, 1, 20, 20)]),
                NameObject("/T"): TextStringObject("A Clerk"),
                NameObject("/Contents"): TextStringObject("Done."),
                NameObject("/IRT"): mine,
            }
        )
    )
    page["/Annots"].append(reply)
    out = io.BytesIO()
    writer.write(out)
    assert before(out.getvalue()) == out.getvalue()
    left = shown(noted(out.getvalue(), "exempt"))
    assert [(note["/T"], note["/Contents"]) for note in left] == [
        ("A Clerk", "Done."),
        ("noticecheck", "top\nText"),
        ("noticecheck", "exempt\nText"),
    ]
    assert "/IRT" not in left[0]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_colour_lies_on_the_words_however_the_page_is_turned(turned: int) -> None:
    data = letter("The plans are exempt.", turned=turned)
    plain, marked = (render(page_of) for page_of in (data, noted(data, "plans")))
    differing = [
        (x, y)
        for x in range(marked.width)
        for y in range(marked.height)
        if marked.getpixel((x, y)) != plain.getpixel((x, y))
    ]
    # The summary in the upper left corner as the page is seen, and the highlight.
    corner = [(x, y) for x, y in differing if x < 32 and y < 32]
    words = [(x, y) for x, y in differing if (x, y) not in set(corner)]
    assert corner and words
    assert all(red > blue for red, _, blue in map(marked.getpixel, words))


def render(data: bytes) -> Any:
    page = pypdfium2.PdfDocument(data)[0]
    return page.render(scale=0.5, may_draw_forms=True).to_pil().convert("RGB")


def test_words_without_a_place_are_noted_at_the_top_of_their_page() -> None:
    """Such as those of a page whose text recognition gives no boxes."""
    data = letter("The plans are exempt.")
    document = Document("a.pdf", "The plans.\nYours", "application/pdf", "", pages=(0, 11))
    found = [Note(Span(11, 16), "unclear", "title", ()), Note(None, "summary", "top", ())]
    pages = PdfReader(io.BytesIO(annotate(data, document, found))).pages
    subtypes = [[n.get_object()["/Subtype"] for n in page["/Annots"]] for page in pages]
    assert subtypes == [["/Text", "/Popup"], ["/Text", "/Popup"]]


def test_a_locked_pdf_is_refused_and_a_signed_one_told_of() -> None:
    data = letter("The plans are exempt.")
    writer = PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt("", "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(CannotAnnotate, match="locked against changes"):
        noted(out.getvalue())
    assert cautions(data) == ()
    writer = PdfWriter(clone_from=io.BytesIO(data))
    form = DictionaryObject({NameObject("/SigFlags"): NumberObject(3)})
    writer.root_object[NameObject("/AcroForm")] = form
    out = io.BytesIO()
    writer.write(out)
    assert "is signed" in cautions(out.getvalue())[0]
    assert noted(out.getvalue(), "plans")


def test_a_certified_pdf_allows_what_its_signature_says() -> None:
    def certified(permission: int) -> bytes:
        writer = PdfWriter(clone_from=io.BytesIO(letter("The plans are exempt.")))
        allowed = DictionaryObject({NameObject("/P"): NumberObject(permission)})
        reference = DictionaryObject({NameObject("/TransformParams"): allowed})
        signature = DictionaryObject({NameObject("/Reference"): ArrayObject([reference])})
        permissions = DictionaryObject({NameObject("/DocMDP"): signature})
        writer.root_object[NameObject("/Perms")] = permissions
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    with pytest.raises(CannotAnnotate, match="certified"):
        noted(certified(2))
    assert noted(certified(3), "plans")


def test_a_damaged_pdf_is_one_line() -> None:
    data = letter("The plans are exempt.")
    at = data.rindex(b"startxref")
    broken = data[:at] + b"startxref\n7\n%%EOF\n"
    with pytest.raises(CannotAnnotate, match="damaged"):
        noted(broken)
