"""PDF: pages, paragraphs, pages without text, what is put onto pages, broken and hostile files."""

from __future__ import annotations

import base64
import io
import random
import re
import zlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import pytest

from noticecheck.errors import ReadError
from noticecheck.model import Document, Span
from noticecheck.read import read_bytes
from noticecheck.read.layout import Word

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

BROKEN = "a.pdf: not a PDF, or a broken one: get the letter again, or save it as PDF once more"
INSTALL = "install the program tesseract"


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


def test_hyphen_at_the_end_of_a_line() -> None:
    assert pdf([(700, "a qualified exemp-"), (686, "tion applies")]).text == (
        "a qualified exemp-\ntion applies"
    )


def test_lines_after_a_hyphen_keep_their_places() -> None:
    lines = [(700.0 - 14 * n, f"line {n} ends in hyphen-") for n in range(6)]
    text = pdf([*lines, (580, "after a gap"), (566, "and on")]).text
    assert text.count("\n\n") == 1
    assert text.endswith("\n\nafter a gap\nand on")


def drawn(draw: Callable[[Canvas], Any], **options: Any) -> bytes:
    """A document of what is drawn."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, **options)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def read(data: bytes) -> Document:
    return read_bytes(data, "a.pdf")


def objects(*parts: str | bytes) -> bytes:
    """A document of these objects, the first of which is its root."""
    out = b"%PDF-1.7\n"
    offsets: list[int] = []
    for number, part in enumerate(parts, 1):
        offsets.append(len(out))
        body = part.encode("latin-1") if isinstance(part, str) else part
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<</Root 1 0 R /Size %d>>\nstartxref\n%d\n%%%%EOF\n"
        % (len(parts) + 1, table, len(parts) + 1, len(out))
    )


def page(content: str, box: str = "0 0 595 842", extra: str = "", *more: str) -> bytes:
    """A document of one page with this content."""
    return objects(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R"
        f"/Resources<</Font<</F 5 0 R>>>>{extra}>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *more,
    )


def box_of(document: Document, words: str) -> tuple[int, ...]:
    start = document.text.index(words)
    box = document.place(Span(start, start + len(words))).box
    assert box is not None
    return tuple(round(value) for value in box)


def test_each_word_has_its_box() -> None:
    document = pdf([(700, "We refuse"), (686, "your request.")])
    assert box_of(document, "request") == (99, 683, 142, 695)
    assert box_of(document, "refuse\nyour") == (72, 683, 127, 709)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_text_is_read_and_found(turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(300, 400)
        canvas.rotate(turn)
        canvas.drawString(0, 0, "We refuse under")
        canvas.drawString(0, -14, "section 40(2).")

    document = read(drawn(draw))
    assert document.text == "We refuse under\nsection 40(2)."
    left, bottom, right, top = box_of(document, "We")
    inside = {0: (300, 400), 90: (297, 400), 180: (281, 397), 270: (300, 383)}[turn]
    assert left - 3 <= inside[0] <= right + 3 and bottom - 3 <= inside[1] <= top + 3
    assert (right - left > top - bottom) == (turn in (0, 180))


def test_a_page_shown_on_its_side() -> None:
    turned = page("BT /F 12 Tf 0 1 -1 0 300 100 Tm (Dear Ms A) Tj ET", extra="/Rotate 90")
    document = read(turned)
    assert document.text == "Dear Ms A"
    assert box_of(document, "Dear") == (291, 100, 303, 126)


def test_words_drawn_in_any_order() -> None:
    lines = [
        (700 - 14 * n, f"Line {n} of the letter, which goes on for quite a while") for n in range(9)
    ]
    mixed = lines[:]
    random.Random(3).shuffle(mixed)
    assert pdf(mixed).text == pdf(lines).text


def test_watermark_and_words_along_the_edge_are_furniture() -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(9):
            canvas.drawString(72, 700 - 14 * number, "Words of the letter go on and on, we say")
        canvas.saveState()
        canvas.translate(200, 500)
        canvas.rotate(45)
        canvas.setFont("Helvetica", 80)
        canvas.drawString(0, 0, "DRAFT")
        canvas.restoreState()
        canvas.translate(30, 300)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Released 3 May")

    document = read(drawn(draw))
    marked = [document.quote(region.span) for region in document.regions]
    assert sorted(marked) == ["DRAFT", "Released 3 May"]
    assert "DRAFT" not in document.text[: document.text.rindex("we say")]


def test_number_of_a_note_in_small_raised_figures() -> None:
    document = read(page(
        "BT /F 12 Tf 72 700 Td (under section 40) Tj /F 7 Tf 5 Ts (12) Tj /F 12 Tf 0 Ts "
        "(, and the 3) Tj /F 7 Tf 5 Ts (rd) Tj /F 12 Tf 0 Ts ( of 2019.) Tj ET"
    ))  # fmt: skip
    assert document.text == "under section 40[12], and the 3rd of 2019."


def test_a_coloured_page_and_coloured_words_part_no_words() -> None:
    from reportlab.lib.colors import lightyellow, yellow

    line = "We refuse to release the report under section 40(2) of the act."

    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(lightyellow)
        canvas.rect(0, 0, 596, 842, stroke=0, fill=1)
        for number in range(3):
            canvas.setFillColor(yellow)
            for left, right in ((110, 171), (172, 244), (245, 310)):
                canvas.rect(left, 697 - 14 * number, right - left, 14, stroke=0, fill=1)
            canvas.setFillColorRGB(0, 0, 0)
            canvas.drawString(72, 700 - 14 * number, line)

    assert read(drawn(draw)).text == "\n".join([line] * 3)


@pytest.mark.parametrize("apart", [0, 2, 3])
def test_letters_that_stand_apart_are_words(apart: int) -> None:
    words = "We refuse your request under section 40(2)."
    # The last letter of each word is drawn on its own, as text recognition does.
    shown = "".join(f"({word[:-1]}) Tj ({word[-1]} ) Tj " for word in words.split())
    assert read(page(f"BT /F 12 Tf {apart} Tc 20 700 Td {shown} ET")).text == words
    by_gaps = "".join(f"({word}) -280 " for word in words.split())
    assert read(page(f"BT /F 12 Tf {apart} Tc 20 700 Td [{by_gaps}] TJ ET")).text == words


def test_hidden_text_over_a_scan_is_read() -> None:
    assert read(page("BT 3 Tr /F 12 Tf 72 700 Td (Dear Ms A) Tj ET")).text == "Dear Ms A"


def test_words_beyond_the_page_are_named() -> None:
    document = read(page("BT /F 12 Tf 72 700 Td (Dear Ms A) Tj -700 0 Td (never seen) Tj ET"))
    assert document.text == "Dear Ms A"
    assert document.warnings == ("page 1 has words outside what is seen of it: they were left out",)
    assert not document.incomplete


def test_blank_pages_are_not_missing() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "First page.")
        canvas.showPage()
        canvas.showPage()
        canvas.drawString(72, 700, "Third page.")

    document = read(drawn(draw))
    assert document.text == "First page.\n\nThird page."
    assert document.pages == (0, 11, 13)
    assert (document.warnings, document.incomplete) == ((), False)
    with pytest.raises(ReadError, match="its pages are blank"):
        read(drawn(lambda canvas: canvas.showPage()))


class Recogniser:
    """Stands for text recognition: what is missing, and what it sees on each page."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *pages: str, missing: str | None = None,
                 confidence: float = 0.9) -> None:  # fmt: skip
        from noticecheck.read import ocr
        from noticecheck.read.ocr.scan import Scan

        self.pages = list(pages)
        self.sizes: list[tuple[int, int, float, float]] = []

        def scan(image: Any, width: float, height: float, reading: Any) -> Scan:
            self.sizes.append((*image.size, width, height))
            words = []
            left = 100.0
            for text in self.pages.pop(0).split():
                words.append(Word(text, (left, 600, left + 5 * len(text), 610), 1, 10, confidence))
                left = words[-1].box[2] + 3
            return Scan(words, width, height)

        monkeypatch.setattr(ocr, "why_not", lambda: missing)
        monkeypatch.setattr(ocr, "scan", scan)


def test_pages_without_text_are_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    recogniser = Recogniser(monkeypatch, "Second page.")
    document = pdf([(700, "First page.")], [], [(700, "Third page.")])
    assert document.text == "First page.\n\nSecond page.\n\nThird page."
    assert document.warnings == (
        "page 2 was read by text recognition (OCR): compare its words with the page",
    )
    assert not document.incomplete
    place = document.place(Span(13, 19))
    assert (place.page, place.confidence, place.box) == (2, 0.9, (100, 600, 130, 610))
    wide, high, width, height = recogniser.sizes[0]
    assert (round(72 * wide / width), round(72 * high / height)) == (300, 300)


def test_words_of_a_picture_lead_back_to_a_page_shown_on_its_side(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Recogniser(monkeypatch, "Dear Ms A")
    document = read(page("72 72 100 100 re S", box="10 20 605 862", extra="/Rotate 90"))
    # Shown 842 points wide and 595 high: what stands at 600 above its foot is at its left here.
    assert box_of(document, "Dear") == (10 + 595 - 610, 20 + 100, 10 + 595 - 600, 20 + 120)


def test_poor_recognition_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    Recogniser(monkeypatch, "Seoond paqe", confidence=0.4)
    document = pdf([(700, "First page.")], [])
    assert document.warnings[1].startswith("page 2 could hardly be recognised, words may be wrong")
    assert document.incomplete


def test_pages_without_text_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    Recogniser(monkeypatch, missing=INSTALL)
    document = pdf([], [], [(700, "Third page.")], [])
    assert document.text == "Third page."
    assert document.pages == (0, 0, 0, 11)
    assert document.warnings == (
        "pages 1, 2 and 4 have no text layer: they were not read; to read scans, " + INSTALL,
    )
    assert document.incomplete
    with pytest.raises(ReadError) as caught:
        pdf([])
    assert str(caught.value) == (
        "a.pdf: a scan without a text layer: run text recognition (OCR) on it, or ask for the "
        "letter as text; to read scans, " + INSTALL
    )


def test_pages_on_which_nothing_is_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    Recogniser(monkeypatch, "", "")
    document = pdf([(700, "First page.")], [])
    assert document.warnings == (
        "page 2 has no text layer, and text recognition (OCR) found no words on it: it was not read",
    )
    assert document.incomplete
    with pytest.raises(ReadError, match="a scan in which text recognition"):
        pdf([])


def scanned(hidden: bool = False) -> bytes:
    """A picture over the whole page, under a header of text."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    def draw(canvas: Canvas) -> None:
        picture = Image.new("L", (200, 280), 200)
        canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
        text = canvas.beginText(72, 800)
        text.setTextRenderMode(3 if hidden else 0)
        text.textOut("FOI 24/1")
        canvas.drawText(text)

    return drawn(draw)


def test_a_scan_with_a_stamped_header_is_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    Recogniser(monkeypatch, "FOI 24/1 Dear Ms A")
    assert read(scanned()).text == "FOI 24/1 Dear Ms A"
    Recogniser(monkeypatch, missing=INSTALL)
    document = read(scanned())
    assert document.text == "FOI 24/1"
    assert document.warnings == (
        "page 1 is a picture with a few words of text: the picture was not read; "
        "to read scans, " + INSTALL,
    )
    assert document.incomplete


def test_a_scan_with_hidden_words_was_recognised_before(monkeypatch: pytest.MonkeyPatch) -> None:
    Recogniser(monkeypatch)
    document = read(scanned(hidden=True))
    assert document.text == "FOI 24/1"
    assert document.warnings == (
        "page 1 is a scan with hidden text from text recognition (OCR): "
        "compare its words with the page",
    )
    assert not document.incomplete


def test_text_that_cannot_be_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    garbled = re.sub(
        rb"/BaseFont/Helvetica",
        b"/BaseFont/Helvetica/Encoding<</Differences[65/uniE001/uniE002/uniE003/uniE004]>>",
        page("BT /F 12 Tf 72 700 Td (ABCD ABCD DCBA) Tj ET"),
    )
    Recogniser(monkeypatch, missing=INSTALL)
    with pytest.raises(ReadError, match="its text layer cannot be decoded: print it"):
        read(garbled)
    Recogniser(monkeypatch, "Dear Ms A")
    assert read(garbled).text == "Dear Ms A"


def test_letters_that_are_others_than_the_page_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    consonants = [(700.0 - 14 * n, "BCDF GHJKLM NPQR STVWXZ " * 2) for n in range(6)]
    for shown in (consonants, [(700.0, '"7+%-')]):
        Recogniser(monkeypatch, missing=INSTALL)
        with pytest.raises(ReadError, match="its text layer cannot be decoded: print it"):
            pdf(shown)
        Recogniser(monkeypatch, "Dear Ms A")
        assert pdf(shown).text == "Dear Ms A"
    Recogniser(monkeypatch)
    figures = "2014-15: £412, 2015-16: £388 (17%), 2016-17: £451 [x] yes [ ] no"
    assert pdf([(700, figures)]).text == figures


LETTER = b"".join(
    b"BT /F 12 Tf 72 %d Td (Line number %d of the letter) Tj ET\n" % (800 - 14 * n, n)
    for n in range(40)
)
PACKED = zlib.compress(LETTER)
FLATE = b"/Filter/FlateDecode"
DAMAGED = (
    "page 1 is damaged within: what cannot be decoded of it was not read; get the letter again",
)


def two_pages(stream: bytes, about: bytes = FLATE) -> bytes:
    """A page drawn by a stream as it is given, and one that is sound."""
    kind = "/Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>"
    return objects(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>",
        f"<<{kind}/Contents[4 0 R]>>",
        b"<</Length %d%b>>stream\n%b\nendstream" % (len(stream), about, stream),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        f"<<{kind}/Contents 7 0 R>>",
        "<</Length 38>>stream\nBT /F 12 Tf 72 700 Td (Page two) Tj ET\nendstream",
    )


@pytest.mark.parametrize(
    ("stream", "about"),
    [
        (b"\x00" + PACKED[1:], FLATE), (PACKED[: len(PACKED) // 2], FLATE),
        (PACKED, b"/Filter/NoSuchDecode"), (PACKED, b"/Filter[/FlateDecode/JBIG2Decode]"),
        (b"\xfe\x80qq zz (((( \xff" * 30, b""),
    ],
)  # fmt: skip
def test_a_page_that_cannot_be_decoded_is_no_blank_one(stream: bytes, about: bytes) -> None:
    document = read(two_pages(stream, about))
    assert document.text.endswith("Page two")
    assert (document.warnings, document.incomplete) == (DAMAGED, True)


def test_a_letter_that_cannot_be_decoded_is_a_broken_file() -> None:
    with pytest.raises(ReadError) as caught:
        read(page("q").replace(b"/Length 1>>", b"/Length 1/Filter/FlateDecode>>"))
    assert str(caught.value) == BROKEN


@pytest.mark.parametrize("at", range(2, len(PACKED), len(PACKED) // 40))
def test_no_damage_within_a_page_is_silent(at: int) -> None:
    whole = read(two_pages(PACKED))
    damaged = read(two_pages(PACKED[:at] + bytes([PACKED[at] ^ 0x55]) + PACKED[at + 1 :]))
    assert damaged.incomplete or damaged.text == whole.text


@pytest.mark.parametrize(
    ("stream", "about"),
    [
        (PACKED, FLATE), (PACKED[:-4], FLATE), (LETTER, b""),
        (base64.a85encode(PACKED) + b"~>", b"/Filter[/ASCII85Decode/FlateDecode]"),
        (b"", b""), (b"q Q", b""), (zlib.compress(b""), FLATE),
    ],
)  # fmt: skip
def test_a_sound_page_is_not_taken_for_a_damaged_one(stream: bytes, about: bytes) -> None:
    document = read(two_pages(stream, about))
    assert (document.warnings, document.incomplete) == ((), False)


FORM = "a.pdf: a form whose fields are empty: fill it in and save it, or ask for the letter itself"


@pytest.mark.parametrize("edge", [0, 1])
def test_a_form_that_nobody_filled_in_is_no_blank_page(
    edge: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def field(words: str) -> bytes:
        def draw(canvas: Canvas) -> None:
            canvas.acroForm.textfield(value=words, x=72, y=724, width=300, borderWidth=edge)
            canvas.showPage()

        return drawn(draw)

    assert read(field("We refuse under section 40(2)")).text == "We refuse under section 40(2)"
    Recogniser(monkeypatch, "", missing=None)
    with pytest.raises(ReadError) as caught:
        read(field(""))
    assert str(caught.value) == FORM


def test_a_form_that_only_some_programs_show() -> None:
    xfa = page("").replace(b"/Type/Catalog", b"/Type/Catalog/AcroForm<</Fields[]/XFA 4 0 R>>")
    with pytest.raises(ReadError, match=r"only some programs show \(XFA\), they were not read"):
        read(xfa)


def test_fields_that_are_filled_in_are_read_in_their_place() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 730, "Exemption:")
        canvas.acroForm.textfield(value="section 40(2)", x=140, y=724, width=150, height=18)
        canvas.drawString(90, 670, "The letter is a refusal notice")
        canvas.acroForm.checkbox(x=72, y=668, size=12, checked=True)
        canvas.drawString(90, 650, "Nothing is withheld")
        canvas.acroForm.checkbox(x=72, y=648, size=12, checked=False)
        canvas.drawString(72, 600, "Yours sincerely")

    document = read(drawn(draw))
    assert document.text == (
        "Exemption: section 40(2)\n\n[x] The letter is a refusal notice\n"
        "[ ] Nothing is withheld\n\nYours sincerely"
    )
    assert document.warnings == ()


def test_fields_of_a_page_that_was_taken_out_of_a_form() -> None:
    box = "/Type/Annot/Subtype/Widget/F 4"
    document = read(page(
        "BT /F 12 Tf 72 700 Td (Public body:) Tj 75 0 Td (Enter name) Tj ET", "0 0 595 842",
        "/Annots[6 0 R 7 0 R]",
        f"<<{box}/FT/Tx/V(Council of the Isle)/Rect[145 696 400 712]>>",
        f"<<{box}/FT/Btn/AS/Yes/Rect[72 660 82 670]>>",
    ))  # fmt: skip
    assert document.text == "Public body: Enter name Council of the Isle\n\n[x]"


def test_text_boxes_are_read_and_notes_are_marked() -> None:
    document = read(page(
        "BT /F 12 Tf 72 700 Td (Dear Ms A) Tj ET", "0 0 595 842", "/Annots[6 0 R 7 0 R 8 0 R]",
        "<</Type/Annot/Subtype/FreeText/Rect[72 640 300 660]/Contents(We refuse it.)>>",
        "<</Type/Annot/Subtype/Text/Rect[400 640 420 660]/Contents(check this)>>",
        "<</Type/Annot/Subtype/FreeText/F 2/Rect[72 540 300 560]/Contents(hidden)>>",
    ))  # fmt: skip
    assert document.text == "Dear Ms A\n\nWe refuse it.\n\ncheck this"
    assert [document.quote(r.span) for r in document.regions] == ["check this"]
    assert document.warnings == (
        "page 1 has notes put onto it: they are read as no words of the letter",
    )


def test_files_within_the_document_are_named() -> None:
    import pypdfium2

    inner = pypdfium2.PdfDocument(page("BT /F 12 Tf 72 700 Td (See attached.) Tj ET"))
    inner.new_attachment("reply.pdf").set_data(b"%PDF-")
    inner.new_attachment("data.xlsx").set_data(b"PK")
    out = io.BytesIO()
    inner.save(out)
    document = read(out.getvalue())
    assert document.warnings == (
        "data.xlsx and reply.pdf, attached within the PDF, were not read: save and check them",
    )
    assert document.incomplete


def test_more_pages_than_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("noticecheck.read.pdf.MAX_PAGES", 2)
    document = pdf(*([(700, f"{word} page.")] for word in ("First", "Second", "Third")))
    assert document.text == "First page.\n\nSecond page."
    assert document.warnings == ("page 3 was not read: split the file",)
    assert document.incomplete


def test_a_password_that_only_keeps_from_changing_is_none() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    locked = StandardEncryption("", ownerPassword="x", canCopy=0)
    assert (
        read(drawn(lambda canvas: canvas.drawString(72, 700, "Dear"), encrypt=locked)).text
        == "Dear"
    )


ROOT = "<</Type/Catalog/Pages 2 0 R>>"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (objects(ROOT, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2/Parent 2 0 R>>"), BROKEN),
        (objects(ROOT, "<</Type/Pages/Kids[3 0 R]/Count 1000000>>", "<</Type/Page>>"), BROKEN),
        (objects(ROOT, "<</Type/Pages/Kids[]/Count 0>>"), BROKEN),
        (objects(ROOT), BROKEN),
        (page("BT /F 1e38 Tf 1e38 0 0 1e38 9 9 Tm (huge) Tj ET"), "a.pdf: its pages are blank: "
         "get the letter again, or save it as PDF once more"),
    ],
)  # fmt: skip
def test_hostile_files_end_in_one_line(data: bytes, line: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(data)
    assert str(caught.value) == line


def test_more_characters_than_a_letter_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("noticecheck.read.pdf.MAX_CHARACTERS", 30)
    assert pdf([(700, "First page.")], [(700, "Second page.")]).text
    long = [
        [(700, f"{word} page of the letter.")] for word in ("First", "Second", "Third", "Fourth")
    ]
    document = pdf(*long)
    assert document.text == "First page of the letter.\n\nSecond page of the letter."
    assert document.warnings == (
        "pages 3 and 4 come after more text than a letter holds: they were not read; save the letter "
        "alone",
    )
    assert document.incomplete and document.pages is not None and len(document.pages) == 4


@pytest.mark.parametrize(
    "data",
    [
        page("BT /F 12 Tf 72 700 Td (Dear Ms A) Tj ET", box="0 0 1e12 1e12"),
        page("BT /F 12 Tf 72 700 Td (Dear Ms A) Tj ET", box="595 842 0 0"),
        page("BT /F 12 Tf 72 700 Td (Dear Ms A) Tj ET").replace(b"startxref\n", b"startxref\n9"),
        page("BT /F 12 Tf 72 700 Td (Dear Ms A) Tj ET /F 0 Tf (zero) Tj").replace(b"zero", b"    "),
    ],
)
def test_odd_files_are_read(data: bytes) -> None:
    assert read(data).text == "Dear Ms A"


def test_tens_of_thousands_of_words_on_a_page() -> None:
    spots = " ".join(
        f"1 0 0 1 {n % 200 * 2.5} {n // 200 * 5} Tm (a{n % 9}) Tj" for n in range(8_000)
    )
    assert len(read(page(f"BT /F 1 Tf {spots} ET")).places) == 8_000


def test_a_picture_that_cannot_be_shown_is_no_blank_page() -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    picture = io.BytesIO()
    Image.effect_noise((300, 400), 60).convert("RGB").save(picture, "JPEG")
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pageCompression=0)
    canvas.drawString(72, 700, "We refuse under section 43(2).")
    canvas.showPage()
    canvas.drawImage(ImageReader(io.BytesIO(picture.getvalue())), 0, 0, 595, 842)
    canvas.showPage()
    canvas.save()
    data = buffer.getvalue()
    # What is written in ASCII85 has no longer any meaning.
    start = data.index(b"/DCTDecode")
    begin = data.index(b"stream", start) + 7
    end = data.index(b"endstream", begin)
    broken = data[:begin] + b"z" * (end - begin - 3) + data[end - 3 :]
    document = read(broken)
    assert document.text == "We refuse under section 43(2)."
    assert document.incomplete and document.warnings[0].startswith("page 2 ")
