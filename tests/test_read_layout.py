"""Words with their boxes to text: what is beside, above and around each other on a page."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noticecheck.model import Box, Document
from noticecheck.read.layout import PageWords, Word, lay_out

FRAME = (0.0, 0.0, 595.0, 842.0)
PROSE = (
    "we hold the information that you asked for but are not going to release it because it is "
    "exempt under the act and the public interest in keeping it from view is the greater for now"
)
LOREM = PROSE.split(" ")


def at(
    left: float, bottom: float, text: str, size: float = 10, line: int = -1, bold: bool = False
) -> list[Word]:
    """A line of words, each letter half as wide as it is high."""
    words: list[Word] = []
    for word in text.split(" "):
        right = left + 0.5 * size * len(word)
        if word:
            box = (left, bottom, right, bottom + size)
            words.append(Word(word, box, round(bottom) if line < 0 else line, size, bold=bold))
        left = right + 0.25 * size
    return words


def filled(
    left: float, top: float, width: float, count: int, seed: int = 0, size: float = 10
) -> list[Word]:
    """A paragraph of so many words, broken where they do not fit; it ends with a full stop."""
    rnd = random.Random(seed)
    texts = [rnd.choice(LOREM) for _ in range(count)]
    texts[0], texts[-1] = texts[0].capitalize(), f"{texts[-1]}."
    words: list[Word] = []
    x, y = left, top - size
    for text in texts:
        if x + 0.5 * size * len(text) > left + width:
            x, y = left, y - 1.2 * size
        words += at(x, y, text, size, line=round(y * 1000 + left))
        x = words[-1].box[2] + 0.25 * size
    return words


def said(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def text_of(*pages: Sequence[Word], rulings: Sequence[Box] = ()) -> str:
    return document(*pages, rulings=rulings).text


def document(
    *pages: Sequence[Word], rulings: Sequence[Box] = (), fills: Sequence[Box] = ()
) -> Document:
    extract = lay_out(
        [
            PageWords(number, FRAME, words, rulings, fills=fills)
            for number, words in enumerate(pages, 1)
        ]
    )
    return Document("a", extract.text, "b", "c", extract.pages, extract.regions,
                    places=extract.places)  # fmt: skip


def flat(text: str) -> str:
    return " ".join(text.split())


def furniture(found: Document) -> list[str]:
    return [found.quote(r.span) for r in found.regions if r.kind == "furniture"]


def test_columns_are_read_one_after_the_other() -> None:
    left, right = filled(50, 700, 230, 120, 1), filled(310, 700, 230, 120, 2)
    title = at(50, 730, "Our decision about what you asked us for in your letter of 3 May", 14)
    text = text_of([*title, *left, *right])
    assert flat(text) == f"{said(title)} {said(left)} {said(right)}"
    assert text.count("\n\n") == 2


def test_a_heading_of_what_stands_below_two_columns() -> None:
    left, right = filled(50, 700, 220, 60, seed=1), filled(300, 700, 220, 60, seed=2)
    foot = min(word.box[1] for word in (*left, *right))
    below = filled(50, foot - 40, 480, 60, seed=3)
    words = [*left, *right, *at(50, foot - 26, "Your rights", 12), *below]
    assert flat(text_of(words)) == f"{said(left)} {said(right)} Your rights {said(below)}"


@pytest.mark.parametrize("size", [8, 10])
@pytest.mark.parametrize("above", [True, False])
def test_a_mark_above_or_below_columns_breaks_no_sentence(above: bool, size: float) -> None:
    words = filled(50, 700, 230, 500, 1)
    bottoms = sorted({word.box[1] for word in words}, reverse=True)
    last = bottoms[len(bottoms) // 2]
    up = bottoms[0] - last + 12
    columns = [
        w if w.box[1] >= last
        else replace(w, box=(w.box[0] + 260, w.box[1] + up, w.box[2] + 260, w.box[3] + up))
        for w in words
    ]  # fmt: skip
    mark = at(460, 720, "OFFICIAL", size) if above else at(50, last - 25, "OFFICIAL", size)
    text = f"OFFICIAL {said(words)}" if above else f"{said(words)} OFFICIAL"
    assert flat(text_of([*columns, *mark])) == text


def test_columns_whose_lines_their_source_runs_together() -> None:
    left, right = filled(50, 700, 230, 120, 1), filled(310, 700, 230, 120, 2)
    mixed = [
        Word(w.text, w.box, round(w.box[1]), w.size)
        for w in sorted([*left, *right], key=lambda w: (-w.box[1], w.box[0]))
    ]
    assert flat(text_of(mixed)) == f"{said(left)} {said(right)}"


def test_a_short_column_beside_a_long_one() -> None:
    left, right = filled(50, 700, 230, 200, 1), filled(310, 700, 230, 12, 2)
    assert flat(text_of([*left, *right])) == f"{said(left)} {said(right)}"


def test_a_paragraph_that_runs_on_in_the_next_column_is_one() -> None:
    words = filled(50, 700, 230, 120, 1)
    lines = sorted({word.box[1] for word in words}, reverse=True)
    high = [w for w in words if w.box[1] >= lines[9]]
    low = [
        Word(w.text, (w.box[0] + 260, w.box[1] + 120, w.box[2] + 260, w.box[3] + 120), w.line, 10)
        for w in words if w.box[1] < lines[9]
    ]  # fmt: skip
    text = text_of([*high, *low])
    assert flat(text) == said(words)
    assert "\n\n" not in text


def test_address_beside_references() -> None:
    words = [
        *at(50, 780, "Ms A Example"), *at(350, 780, "Our ref: F/24/1"),
        *at(50, 768, "12 High Street"), *at(350, 768, "Date: 3 May 2024"),
        *at(50, 756, "Anytown"),
        *filled(50, 720, 480, 60),
    ]  # fmt: skip
    text = text_of(words)
    assert text.startswith(
        "Ms A Example\n12 High Street\nAnytown\n\nOur ref: F/24/1\nDate: 3 May 2024\n\n"
    )


def test_three_blocks_beside_one_another_in_a_letterhead() -> None:
    rows = [
        ("Tannerby Council", "Legal Services", "foi.example"),
        ("1 Mill Lane", "Room 4", "open daily"),
        ("Tannerby", "Town Hall", "until five"),
    ]
    words = [
        word
        for number, row in enumerate(rows)
        for left, text in zip((60, 250, 430), row, strict=True)
        for word in at(left, 780 - 12 * number, text)
    ]
    blocks = ["\n".join(column) for column in zip(*rows, strict=True)]
    assert text_of([*words, *at(60, 600, "Dear Ms A")]) == "\n\n".join([*blocks, "Dear Ms A"])


def test_a_short_column_beside_the_address_of_a_long_one() -> None:
    left = [*at(50, 780, "Anyshire Council"), *at(50, 764, "High Street"), *at(50, 748, "Anytown"),
            *filled(50, 735, 230, 200, 1)]  # fmt: skip
    right = [*at(310, 780, "Yours sincerely"), *at(310, 764, "A. Clerk"), *at(310, 748, "Officer")]
    assert flat(text_of([*left, *right])) == f"{said(left)} {said(right)}"


def test_labels_with_their_values_far_to_the_right() -> None:
    words = [
        *at(50, 780, "Our ref:"), *at(150, 780, "F/24/1"),
        *at(50, 768, "Date:"), *at(150, 768, "3 May 2024"),
        *filled(50, 740, 480, 60),
    ]  # fmt: skip
    assert text_of(words).startswith("Our ref: F/24/1\nDate: 3 May 2024\n\n")


def test_a_table_without_ruling_lines() -> None:
    words = filled(50, 800, 480, 80)
    rows = [("Email 1", "released", "-"), ("Email 2", "withheld", "s.40(2)"),
            ("Email 3", "withheld", "s.42(1)")]  # fmt: skip
    for number, row in enumerate(rows):
        for left, cell in zip((50, 200, 350), row, strict=True):
            words += at(left, 600 - 14 * number, cell)
    assert text_of(words).endswith(
        "\n\nEmail 1 | released | -\nEmail 2 | withheld | s.40(2)\nEmail 3 | withheld | s.42(1)"
    )


def test_a_table_with_ruling_lines_keeps_the_lines_of_a_cell_together() -> None:
    words = [
        *at(52, 688, "Briefing for"), *at(152, 688, "Withheld, as it is exemp-"),
        *at(52, 676, "the chair"), *at(152, 676, "ted by section 40(2)"),
        *at(52, 660, "Minutes"), *at(152, 660, "Released"),
    ]  # fmt: skip
    flat_lines = [(50.0, y, 300.0, y) for y in (700.0, 672.0, 655.0)]
    upright = [(x, 655.0, x, 700.0) for x in (50.0, 150.0, 300.0)]
    text = text_of(words, rulings=[*flat_lines, *upright])
    assert text == (
        "Briefing for the chair | Withheld, as it is exemp-\u00adted by section 40(2)\n"
        "Minutes | Released"
    )


def box(left: float, bottom: float, right: float, top: float) -> list[Box]:
    """The four lines of a frame."""
    return [
        (left, bottom, right, bottom), (left, top, right, top),
        (left, bottom, left, top), (right, bottom, right, top),
    ]  # fmt: skip


def test_the_lines_of_a_table_part_nothing_beside_it() -> None:
    prose = filled(50, 800, 480, 60)
    table = [*at(52, 588, "Email 1"), *at(152, 588, "Released"),
             *at(52, 568, "Email 2"), *at(152, 568, "Withheld")]  # fmt: skip
    rulings = [
        *box(0, 0, 595, 842), *box(50, 560, 300, 600),
        (50, 580, 300, 580), (150, 560, 150, 600), (50, 100, 190, 100),
    ]  # fmt: skip
    text = text_of([*prose, *table, *at(52, 80, "Not a note.")], rulings=rulings)
    assert flat(text).startswith(said(prose))
    assert text.endswith("\n\nEmail 1 | Released\nEmail 2 | Withheld\n\nNot a note.")


def test_a_table_within_a_column_stays_in_it() -> None:
    left, right = filled(50, 800, 220, 60, seed=1), filled(300, 800, 220, 200, seed=2)
    foot = min(word.box[1] for word in left)
    table = [*at(52, foot - 30, "Email 1"), *at(152, foot - 30, "Released"),
             *at(52, foot - 50, "Email 2"), *at(152, foot - 50, "Withheld")]  # fmt: skip
    rulings = [*box(50, foot - 56, 270, foot - 16), (50, foot - 36, 270, foot - 36),
               (150, foot - 56, 150, foot - 16)]  # fmt: skip
    below = filled(50, foot - 70, 220, 60, seed=3)
    assert flat(text_of([*left, *table, *below, *right], rulings=rulings)) == (
        f"{said(left)} Email 1 | Released Email 2 | Withheld {said(below)} {said(right)}"
    )


def test_a_line_parts_only_the_rows_that_it_spans() -> None:
    words = [*at(52, 688, "Withheld in full under section 40(2) of the act"),
             *at(52, 668, "Email 1"), *at(202, 668, "all"),
             *at(52, 648, "Email 2"), *at(202, 648, "its sender")]  # fmt: skip
    rulings = [*box(50, 640, 400, 700), (50, 680, 400, 680), (50, 660, 400, 660),
               (200, 640, 200, 680)]  # fmt: skip
    assert text_of(words, rulings=rulings) == (
        "Withheld in full under section 40(2) of the act\nEmail 1 | all\nEmail 2 | its sender"
    )


def test_a_cell_over_several_rows_is_one() -> None:
    words = [*at(52, 688, "Email 1"), *at(52, 668, "Email 2"), *at(202, 684, "Withheld under"),
             *at(202, 672, "section 40")]  # fmt: skip
    rulings = [*box(50, 660, 400, 700), (200, 660, 200, 700), (50, 680, 200, 680)]
    assert text_of(words, rulings=rulings) == ("Email 1 | Withheld under section 40\nEmail 2")


def test_frames_that_do_not_touch_are_no_table() -> None:
    prose = filled(50, 800, 480, 60)
    fields = [(60, 640, 160, 654), (60, 600, 260, 614), (60, 560, 340, 574)]
    rulings = [line for field in fields for line in box(*field)]
    labels = [*at(62, 657, "Name of the body that was asked"),
              *at(62, 617, "What it holds and does not release and why"),
              *at(62, 577, "Its reasons at some length, if it gives any")]  # fmt: skip
    text = text_of([*prose, *labels], rulings=[*box(50, 550, 545, 810), *rulings])
    assert " | " not in text
    assert flat(text) == f"{said(prose)} {said(labels)}"


def test_highlights_behind_words_are_no_cells() -> None:
    words = filled(50, 800, 480, 90)
    fills = [word.box for word in words[20:32]]
    fills = [(left - 1, bottom - 1, right + 1.5, top + 1) for left, bottom, right, top in fills]
    extract = lay_out([PageWords(1, FRAME, words, fills=fills)])
    assert flat(extract.text) == said(words)
    assert " | " not in extract.text


def test_coloured_cells_are_a_table() -> None:
    words = [*at(55, 685, "Email 1"), *at(155, 685, "Released"),
             *at(55, 665, "Email 2"), *at(155, 665, "Withheld")]  # fmt: skip
    fills = [(x, y, x + 99.5, y + 19.5) for x in (50.0, 150.0) for y in (680.0, 660.0)]
    extract = lay_out([PageWords(1, FRAME, words, fills=fills)])
    assert extract.text == "Email 1 | Released\nEmail 2 | Withheld"


def test_rows_of_a_ruled_table_that_no_line_parts() -> None:
    rows = [("Email 1", "All"), ("Email 2", "None"), ("Email 3", "Some")]
    words = [w for n, (a, b) in enumerate(rows)
             for w in (*at(52, 680 - 14 * n, a), *at(202, 680 - 14 * n, b))]  # fmt: skip
    rulings = [*box(50, 640, 400, 700), (200, 640, 200, 700)]
    assert text_of(words, rulings=rulings) == "Email 1 | All\nEmail 2 | None\nEmail 3 | Some"


def test_prose_in_a_frame_below_cells_is_prose() -> None:
    prose = filled(55, 650, 480, 90)
    words = [*at(55, 685, "Our ref 1"), *at(300, 685, "1 May 2024"), *prose]
    rulings = [*box(50, 400, 545, 700), (50, 670, 545, 670), (290, 670, 290, 700)]
    text = text_of(words, rulings=rulings)
    assert text.startswith("Our ref 1 | 1 May 2024\n\n")
    assert text.count("\n") > 5
    assert flat(text).endswith(said(prose))


def test_running_headers_and_footers_do_not_break_a_paragraph() -> None:
    words = filled(50, 700, 480, 200)
    lines = sorted({word.box[1] for word in words}, reverse=True)
    first = [w for w in words if w.box[1] >= lines[9]]
    second = [w for w in words if w.box[1] < lines[9]]
    pages = [
        [*at(50, 810, "Anyshire Council"), *body, *at(270, 30, f"Page {number} of 2")]
        for number, body in enumerate((first, second), 1)
    ]
    found = document(*pages)
    assert flat(said(words)) in flat(found.text)
    assert furniture(found) == [
        "Anyshire Council", "Page 1 of 2", "Anyshire Council", "Page 2 of 2"
    ]  # fmt: skip
    assert found.page(found.text.index("Page 1 of 2")) == 1
    assert found.page(found.text.rindex("Anyshire Council")) == 2


def test_what_stands_alike_on_pages_but_counts_nothing_is_no_furniture() -> None:
    found = document(
        [*filled(50, 760, 480, 60, 1), *at(50, 100, "3 emails were withheld")],
        [*filled(50, 760, 480, 60, 2), *at(50, 100, "9 emails were withheld")],
    )
    assert furniture(found) == []


def test_a_bare_page_number_that_counts_the_pages() -> None:
    pages = [[*filled(50, 760, 480, 60, n), *at(290, 30, str(n))] for n in (1, 2, 3)]
    assert furniture(document(*pages)) == ["1", "2", "3"]


def test_a_number_alone_at_the_foot_of_one_page() -> None:
    words = [*filled(50, 700, 480, 100), *at(290, 40, "29", 8)]
    found = document(words)
    assert furniture(found) == ["29"]
    assert not [region for region in found.regions if region.kind == "footnote"]
    rows = [
        w for n in range(8) for w in (*at(50, 120 - 14 * n, "Email"), *at(200, 120 - 14 * n, "9"))
    ]
    assert furniture(document(rows)) == []


def test_numbers_of_lines_in_the_margin_break_no_sentence() -> None:
    prose = filled(80, 700, 440, 350)
    heights = sorted({word.box[1] for word in prose}, reverse=True)
    assert len(heights) > 15
    numbers = [w for n, y in enumerate(heights, 1) for w in at(40 if n > 9 else 45, y, f"{n}")]
    found = document([*prose, *numbers])
    assert flat(found.text).startswith(said(prose))
    assert furniture(found) == ["\n".join(str(n) for n in range(1, len(heights) + 1))]


def test_numbers_of_rows_stay_in_their_rows() -> None:
    rows = [at(x, 700 - 14 * n, text) for n in range(20)
            for x, text in ((40, str(n + 1)), (80, f"Email of day {n}"), (300, "Withheld"))]  # fmt: skip
    found = document([word for cell in rows for word in cell])
    assert furniture(found) == []
    assert "7 | Email of day 6 | Withheld\n" in found.text


def test_footnotes_stand_apart_and_do_not_break_a_paragraph() -> None:
    words = filled(50, 700, 480, 200)
    words[4] = replace(words[4], text="it[1]")
    words[9] = replace(words[9], text="it[2]")
    lines = sorted({word.box[1] for word in words}, reverse=True)
    first = [w for w in words if w.box[1] >= lines[9]]
    second = [w for w in words if w.box[1] < lines[9]]
    note = [*at(50, 70, "1 See our website for", 7), *at(50, 61, "more of this.", 7)]
    found = document([*first, *note, *at(50, 52, "2 As above.", 7)], second)
    assert said(words) in flat(found.text)
    notes = [found.quote(r.span) for r in found.regions if r.kind == "footnote"]
    assert notes == ["1 See our website for\nmore of this.", "2 As above."]


def test_small_letters_that_no_number_leads_to_are_no_footnote() -> None:
    found = document([*filled(50, 700, 480, 90), *at(50, 70, "1 a small list,", 7)])
    assert found.regions == ()


def test_number_of_a_note_is_told_from_the_word_before() -> None:
    words = [
        *at(50, 700, "under section 40"),
        *at(125.5, 705, "12", 6),
        *at(134, 700, "of the Act"),
    ]
    assert text_of(words) == "under section 40[12] of the Act"


def test_spaced_letters_are_a_word() -> None:
    assert text_of(at(50, 700, "R E F U S A L   N O T I C E")) == "REFUSAL NOTICE"
    assert text_of(at(50, 700, "Plan B is a no")) == "Plan B is a no"


def test_lines_beside_larger_letters_stay_lines() -> None:
    words = [*at(50, 700, "2007", 24), *at(150, 713, "Income Tax Return", 11),
             *at(150, 701, "for those who live elsewhere", 8)]  # fmt: skip
    lines = text_of(words).replace("\t", "\n").split("\n")
    assert lines[0] == "2007"
    assert lines[-1] == "for those who live elsewhere"
    assert "Income Tax Return" in lines


def test_words_far_apart_as_from_a_typewriter_are_lines() -> None:
    texts = ["De linzen wassen en in", "de soep afmaken met melk", "en alle uien aan de kook",
             "te brengen en zout er bij", "en laten weken een dag lang"]  # fmt: skip
    words: list[Word] = []
    for number, text in enumerate(texts):
        left = 50.0
        for word in text.split():
            words += at(left, 700 - 24 * number, word, 18)
            left = words[-1].box[2] + 25 + number
    assert text_of(words) == "\n".join(texts)


def test_what_is_drawn_twice_is_read_once() -> None:
    shadow = [Word(w.text, (w.box[0] + 0.4, w.box[1], w.box[2] + 0.4, w.box[3]), 9, 10)
              for w in at(50, 700, "Your rights")]  # fmt: skip
    assert text_of([*at(50, 700, "Your rights"), *shadow]) == "Your rights"


def test_items_of_a_list_are_lines_and_their_marks_stay_with_them() -> None:
    words = filled(50, 800, 480, 60)
    for number, text in enumerate(("the minutes", "the papers", "the emails")):
        words += at(60, 600 - 12 * number, f"({'abc'[number]})")
        words += at(110, 600 - 12 * number, text)
    assert text_of(words).endswith("\n\n(a) the minutes\n(b) the papers\n(c) the emails")


def test_indents_begin_paragraphs() -> None:
    words: list[Word] = []
    top = 700.0
    said_: list[str] = []
    for seed in range(3):
        own = filled(50, top, 480, 70, seed)
        first = own[0].box[1]
        indented = [
            Word(w.text, (w.box[0] + 15, *w.box[1:2], w.box[2] + 15, w.box[3]), w.line, 10)
            if w.box[1] == first else w for w in own
        ]  # fmt: skip
        words += indented
        said_.append(said(own))
        top = own[-1].box[1] - 2
    assert [flat(part) for part in text_of(words).split("\n\n")] == said_


def test_headings_stand_alone() -> None:
    words = [*filled(50, 800, 480, 60, 1), *at(50, 738, "Your rights", bold=True),
             *filled(50, 734, 480, 60, 2)]  # fmt: skip
    assert "\n\nYour rights\n\n" in text_of(words)


def test_wide_spacing_of_lines_does_not_end_paragraphs() -> None:
    words = filled(50, 700, 480, 120)
    wide = [Word(w.text, (w.box[0], 2 * w.box[1] - 700, w.box[2], 2 * w.box[1] - 690), w.line, 10)
            for w in words]  # fmt: skip
    address = [*at(50, 790, "12 High Street"), *at(50, 778, "Anytown"), *at(50, 766, "AN1 1AA")]
    parts = text_of([*address, *wide]).split("\n\n")
    assert [flat(part) for part in parts] == ["12 High Street Anytown AN1 1AA", said(words)]


def test_a_sign_across_the_page_is_furniture() -> None:
    page = PageWords(1, FRAME, filled(50, 700, 480, 60), aside=[at(100, 300, "DRAFT", 90)])
    extract = lay_out([page])
    assert [extract.text[r.span.start : r.span.end] for r in extract.regions] == ["DRAFT"]


def test_places_are_those_of_the_words() -> None:
    found = document(at(50, 700, "We refuse"), at(60, 650, "your request"))
    start = found.text.index("your request")
    place = found.place(type(found.places[0].span)(start, start + 12))
    assert (place.page, place.box) == (2, (60, 650, 60 + 20 + 2.5 + 35, 660))


def test_places_lead_back_to_the_page_as_it_is() -> None:
    page = PageWords(1, FRAME, at(50, 700, "We"), on_page=lambda box: tuple(v + 1 for v in box))  # type: ignore[arg-type,return-value]
    assert lay_out([page]).places[0].box == (51, 701, 61, 711)


def test_words_from_right_to_left_keep_their_order() -> None:
    words = [Word("שלום", (200, 700, 230, 710), 1, 10), Word("עולם", (160, 700, 190, 710), 1, 10)]
    assert text_of(words) == "שלום עולם"


def test_no_pages() -> None:
    assert lay_out([]).text == ""
    assert lay_out([PageWords(1, FRAME, ())]).pages == (0,)


def test_many_words_in_one_place_are_laid_out_soon() -> None:
    rnd = random.Random(1)
    words = [Word("w", (x, y, x + 5, y + 5), n, 5) for n in range(4000)
             for x, y in [(rnd.uniform(0, 500), rnd.uniform(0, 800))]]  # fmt: skip
    assert lay_out([PageWords(1, FRAME, words)]).text


boxes = st.builds(
    lambda x, y, text, size, line: Word(
        text, (x, y, x + max(0.1, size * len(text) / 2), y + size), line, size
    ),
    st.floats(-50, 650), st.floats(-50, 900),
    st.sampled_from(["We", "section", "40(2)", "1", "(a)", "•", "exemp-", "tion", "שלום", "情報", "Page"]),
    st.floats(0.5, 60), st.integers(0, 6),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(boxes, max_size=25), max_size=4), st.lists(st.tuples(
    st.floats(0, 600), st.floats(0, 800), st.floats(0, 300), st.floats(0, 300)), max_size=12))  # fmt: skip
def test_every_word_is_in_the_text_on_its_page(
    pages: list[list[Word]], lines: list[tuple[float, float, float, float]]
) -> None:
    rulings = [(x, y, x + (w if w > h else 0), y + (h if h >= w else 0)) for x, y, w, h in lines]
    rulings += [line for x, y, w, h in lines[6:] for line in box(x, y, x + w, y + h)]
    fills = [(x, y, x + w, y + h) for x, y, w, h in lines[:6]]
    found = document(*pages, rulings=rulings, fills=fills)
    end = 0
    for place in found.places:
        assert end <= place.span.start < place.span.end <= len(found.text)
        end = place.span.end
        assert found.page(place.span.start) == place.page
        assert found.page(place.span.end - 1) == place.page
    letters = sorted("".join(found.text.replace("|", "").replace("\u00ad", "").split()))
    given = sorted("".join("".join(w.text for w in page) for page in pages))
    kept = [c for c in letters if c not in "[]"]
    assert set(kept) == set(given)
    assert len(kept) <= len(given)
    for region in found.regions:
        assert found.quote(region.span).strip()
