"""Whatever is done to text on its way never moves a place: letters put together at random."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import every_format_mail as mail
import every_format_text as plain
from every_format import BULLET, Block, Source
from every_format_docx import write_docx
from every_format_pdf import write_pdf
from noticecheck.model import Document, Place, Span
from noticecheck.read import read_bytes
from same_report import Original, faults, letters_of
from share import ALL_TOOLS

WORDS = st.sampled_from(
    [
        "the",
        "rates",
        "are",
        "withheld",
        "under",
        "section",
        "43(2)",
        "of",
        "the",
        "Act;",
        "a",
        "rival's",
        "offer",
        "“would”",
        "undercut",
        "£1,250",
        "s.40(2)",
        "e-mail",
        "—",
        "re‑read",
        "31\xa0May",
        "Ms",
        "O'Hare",
        "co-operation",
        "disclosure",
        "&",
        "<none>",
        "12.5%",
        "naïve",
        "(see",
        "annex",
        "A)",
        "i.e.",
        "therefore:",
        "*none*",
        "long-standing",
        "interest?",
        "No.",
        "supplier",
        "½",
        "·",
        "Öffnung",
    ]
)
TEXT = st.lists(WORDS, min_size=1, max_size=40).map(" ".join)
SHORT = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
TABLE = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.tuples(*[SHORT] * width), min_size=1, max_size=5).map(
        lambda rows: [Block("row", parts=row, tight=i > 0) for i, row in enumerate(rows)]
    )
)
LIST = st.tuples(
    st.sampled_from([BULLET, "{}.", "({})", "{})"]), st.lists(TEXT, min_size=1, max_size=5)
).map(
    lambda drawn: [
        Block("item", text, drawn[0].format(i + 1), tight=i > 0) for i, text in enumerate(drawn[1])
    ]
)
ONE = st.one_of(
    TEXT.map(lambda text: [Block("paragraph", text)]),
    SHORT.map(lambda text: [Block("heading", text)]),
    st.lists(SHORT, min_size=2, max_size=4).map(lambda lines: [Block("lines", parts=tuple(lines))]),
    TABLE,
    LIST,
)
LETTERS = st.lists(ONE, min_size=1, max_size=12).map(
    lambda groups: Source(
        "everything_met.txt",
        b"",
        (Block("paragraph", "Dear Ms Quill"), *(block for group in groups for block in group)),
    )
)

Write = Callable[[Source], bytes]
FORMATS: dict[str, tuple[str, Write]] = {
    "html": ("html", lambda s: plain.council_page(s).encode()),
    "html-word": ("htm", lambda s: plain.word_page(s).encode("cp1252", "xmlcharrefreplace")),
    "docx": ("docx", write_docx),
    "docx-tracked": ("docx", lambda s: write_docx(s, "tracked")),
    "docx-controls": ("docx", lambda s: write_docx(s, "controls")),
    "mail-html": ("eml", mail.html_only),
    "mail-flowed": ("eml", mail.flowed),
    "mail-docx": ("eml", mail.with_docx),
    "mail-forwarded": ("eml", mail.forwarded),
    "msg-docx": ("msg", mail.msg_docx),
    "zip": ("zip", mail.archive),
    "pdf": ("pdf", write_pdf),
    "pdf-running": ("pdf", lambda s: write_pdf(s, "running")),
    "pdf-columns": ("pdf", lambda s: write_pdf(s, "columns")),
    "mail-pdf": ("eml", mail.with_pdf),
}


@pytest.mark.parametrize("name", FORMATS)
# To make an example smaller takes longer than to look at it.
@settings(max_examples=25 if ALL_TOOLS else 12, deadline=None, phases=(Phase.reuse, Phase.generate))
@given(source=LETTERS)
def test_places(name: str, source: Source) -> None:
    suffix, write = FORMATS[name]
    data = write(source)
    document = read_bytes(data, f"a.{suffix}")
    assert faults(document) == []
    assert _lost(source, document) == []
    if suffix in ("docx", "pdf"):
        assert _elsewhere(document, Original(data, suffix)) == []


def _lost(source: Source, document: Document) -> list[str]:
    """Words of the letter that are not in the text."""
    text = letters_of(document.text)
    parts = [part for block in source.blocks for part in (block.text, *block.parts)]
    return [word for part in parts for word in map(letters_of, part.split()) if word not in text]


def _elsewhere(document: Document, original: Original) -> list[str]:
    """Places at which the file has other words."""
    found = []
    marked = [region.span for region in document.regions if region.kind in ("furniture", "header")]
    for place in document.places:
        words = document.quote(place.span)
        if not letters_of(words) or any(span.overlaps(place.span) for span in marked):
            continue
        if lack := _lacks(original, words, place):
            found.append(lack)
    return found


def _lacks(original: Original, words: str, place: Place) -> str:
    if place.box is None:
        return original.lacks(words, place)
    left, bottom, right, top = place.box
    # The outlines of letters may reach beyond what a box holds.
    wider = Place(place.span, place.page, (left - 1, bottom - 1, right + 1, top + 1))
    return original.lacks(words, wider)


def test_a_place_that_is_wrong_is_seen() -> None:
    """The checks above would fail: words moved by one paragraph, or boxes by one line."""
    source = Source("everything_met.txt", b"", tuple(
        Block("paragraph", text) for text in ("The rates are withheld.", "Nothing else is held.")
    ))  # fmt: skip
    docx, pdf = write_docx(source), write_pdf(source)
    wrong = Place(Span(0, 9), paragraph=2)
    assert Original(docx, "docx").lacks("The rates", wrong)
    assert not Original(docx, "docx").lacks("The rates", Place(Span(0, 9), paragraph=1))
    first = read_bytes(pdf, "a.pdf").place(Span(0, 9))
    assert first.box is not None
    left, bottom, right, top = first.box
    assert not Original(pdf, "pdf").lacks("The rates", first)
    lower = Place(first.span, first.page, (left, bottom - 22, right, top - 22))
    assert Original(pdf, "pdf").lacks("The rates", lower)
