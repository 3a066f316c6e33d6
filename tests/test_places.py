"""Where words stand: lines, pages and boxes, paragraphs, parts of a mail; in both reports."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import report_samples as samples
from noticecheck.model import Document, Place, Region, Span
from noticecheck.read.extract import Extract, Flow, cut
from noticecheck.report.layout import place
from noticecheck.report.structure import to_dict

TEXT = "Dear Ms A\n\nWe refuse.\nThat is all."
REFUSE = Span(TEXT.index("We"), TEXT.index("refuse") + 6)


def document(*places: Place, pages: tuple[int, ...] | None = None, **more: object) -> Document:
    return Document("a", TEXT, "text/plain", "", pages, places=places, **more)  # type: ignore[arg-type]


def at(start: int, end: int, **more: object) -> Place:
    return Place(Span(start, end), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("where", "words"),
    [
        (document(), "line 3"),
        (document(pages=(0, 11)), "page 2"),
        (document(at(11, 14, page=2), at(14, 20, page=2), pages=(0, 11)), "page 2"),
        (document(at(11, 20, paragraph=4)), "paragraph 4"),
        (document(at(11, 20, part="body")), "line 3"),
        (document(at(11, 20, part="a.pdf", page=3)), "a.pdf, page 3"),
        (document(at(11, 20, part="b/a.docx", paragraph=3)), "b/a.docx, paragraph 3"),
        (
            document(
                at(11, 33, part="a.txt"), regions=(Region(Span(11, 33), "attachment", "a.txt"),)
            ),
            "a.txt, line 1",
        ),
        (document(regions=(Region(Span(11, 33), "footnote", "2"),)), "footnote 2"),
    ],
)
def test_where_in_words(where: Document, words: str) -> None:
    assert place(where, REFUSE) == words


def test_a_box_holds_all_the_words_on_the_page() -> None:
    found = document(
        at(0, 4, page=1, box=(70, 700, 100, 712)),
        at(11, 13, page=1, box=(72, 650, 90, 660)),
        at(14, 20, page=1, box=(95, 648, 140, 661), confidence=0.5),
        at(22, 26, page=2, box=(0, 0, 10, 10)),
    ).place(Span(11, 26))
    assert found == at(11, 26, page=1, box=(72, 648, 140, 661), confidence=0.5)


def test_json_has_what_the_format_knows() -> None:
    span = samples.POINTS[5].evidence[0]
    places = (replace(at(0, 9_999, part="a.pdf", page=2, box=(1.04, 2, 3, 4))),)
    report = replace(samples.REPORT, document=replace(samples.document(), places=places))
    points = to_dict(report)["assessments"]
    found = next(e for p in points for e in p["evidence"] if e["start"] == span.start)
    assert (found["part"], found["page"], found["box"]) == ("a.pdf", 2, [1.0, 2, 3, 4])
    assert "paragraph" not in found
    plain = to_dict(samples.REPORT)["assessments"]
    assert {tuple(e) for p in plain for e in p["evidence"]} == {
        ("start", "end", "line", "page", "text")
    }


@st.composite
def extracts(draw: st.DrawFn) -> Extract:
    """A text of words, some of which have places."""
    words = draw(st.lists(st.text("ab\n", min_size=1, max_size=5), min_size=1, max_size=8))
    text = " ".join(words)
    places = []
    position = 0
    for word in words:
        if draw(st.booleans()):
            places.append(
                at(position, position + len(word), page=draw(st.integers(1, 3)), part="x")
            )
        position += len(word) + 1
    return Extract(text, places=tuple(places))


@given(st.lists(st.tuples(extracts(), st.sampled_from(["", "a.pdf"])), max_size=4))
def test_places_move_with_their_words(parts: list[tuple[Extract, str]]) -> None:
    flow = Flow()
    for extract, name in parts:
        flow.block()
        flow.append(extract, name)
    whole = flow.extract()
    ends = [0]
    for found in whole.places:
        assert ends[-1] <= found.span.start <= found.span.end <= len(whole.text)
        ends.append(found.span.end)
    kept = [
        (extract.text[p.span.start : p.span.end].strip("\n"), f"{name}/x" if name else "x")
        for extract, name in parts
        if extract.text.strip()
        for p in extract.places
    ]
    moved = [
        (whole.text[p.span.start : p.span.end].strip("\n"), p.part)
        for p in whole.places
        if p.part not in ("", "a.pdf")
    ]
    assert [one for one in kept if one[0]] == [one for one in moved if one[0]]


@given(extracts(), st.integers(1, 10))
def test_what_is_left_of_a_long_text(extract: Extract, most: int) -> None:
    short = cut(extract, most)
    assert short.text == extract.text[:most]
    assert all(0 <= p.span.start < p.span.end <= most for p in short.places)
    assert short.incomplete == (len(extract.text) > most) == bool(short.warnings)
