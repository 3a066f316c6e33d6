"""The report for a requester: complete, at most 80 columns, safe, and plain without colour."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

import report_samples as samples
from noticecheck.model import KINDS, Assessment, Effect, Status, Verdict
from noticecheck.report import to_summary, to_terminal, words
from noticecheck.report.verdict import verdict_sentence

GOLDEN = Path(__file__).parent / "golden"


def agree(name: str, text: str) -> None:
    """Compare with the golden file; UPDATE_GOLDEN=1 writes it anew."""
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", samples.SAMPLES)
def test_golden(name: str) -> None:
    agree(f"terminal_{name}", to_terminal(samples.SAMPLES[name](), lowest="info"))


def test_golden_summary() -> None:
    agree("summary", to_summary([make() for make in samples.SAMPLES.values()]))


@pytest.mark.parametrize("width", [10, 50, 60, 72, 80, 200])
@pytest.mark.parametrize("name", samples.SAMPLES)
def test_no_line_is_wider_than_the_terminal(name: str, width: int) -> None:
    limit = max(40, min(80, width))
    text = to_terminal(samples.SAMPLES[name](), width=width, lowest="info")
    assert max(map(len, text.splitlines())) <= limit
    assert not any(line.endswith(" ") for line in text.splitlines())


def test_colours_change_nothing_but_the_look() -> None:
    coloured = to_terminal(samples.REPORT, colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == to_terminal(samples.REPORT)


def test_the_lowest_level_hides_what_is_below() -> None:
    review = "within what time to ask for a review"
    assert review not in to_terminal(samples.REPORT, lowest="must")
    assert review in to_terminal(samples.REPORT, lowest="should")
    assert "The letter is short" not in to_terminal(samples.REPORT, lowest="should")
    assert "The letter is short" in to_terminal(samples.REPORT, lowest="info")


def test_control_characters_of_a_letter_do_not_reach_the_terminal() -> None:
    text = "Refused\x1b[2J \u202eunder section 43(2).\x07"
    document = samples.document("a\x1b[31m.txt", text)
    span = samples.Span(0, len(text))
    point = replace(samples.POINTS[5], evidence=(span,), message="a\x1b[0m b")
    notice = replace(samples.NOTICE, authority="X\x9b2J", reference=None)
    report = replace(samples.REPORT, document=document, notice=notice, assessments=(point,))
    shown = to_terminal(report)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown)


def test_long_words_paths_and_many_claims_stay_within_80_columns() -> None:
    text = "x" * 500
    claims = tuple(
        replace(samples.CLAIMS[0], provision=provision)
        for provision in ("s36(2)(b)(ii)", "reg12(5)(e)", "s30(1)(a)(ii)")
    )
    point = replace(samples.POINTS[5], message="y" * 200, evidence=(samples.Span(0, 500),))
    report = replace(
        samples.REPORT,
        document=samples.document("d/" * 90 + "letter.txt", text),
        notice=replace(samples.NOTICE, claims=claims, authority="z" * 120),
        assessments=(point,),
    )
    assert max(map(len, to_terminal(report).splitlines())) <= 80
    assert max(map(len, to_summary([report, report]).splitlines())) <= 80


def test_every_value_of_the_model_has_words() -> None:
    assert set(words.KINDS) == set(KINDS)
    assert set(words.EFFECTS) == set(Effect.__args__)  # type: ignore[attr-defined]
    assert set(words.CELLS) == set(Status.__args__)  # type: ignore[attr-defined]
    assert set(words.VERDICTS) == set(Verdict.__args__)  # type: ignore[attr-defined]
    assert set(words.POINTS) <= set(words.QUESTIONS)


@pytest.mark.parametrize(
    ("subject", "spoken"),
    [
        ("s31(1)(a)", "section 31(1)(a)"),
        ("reg12(5)(e)", "regulation 12(5)(e)"),
        ("unnamed", "a refusal that names no section"),
        (None, "the letter as a whole"),
    ],
)
def test_provisions_are_spoken(subject: str | None, spoken: str) -> None:
    assert words.provision(subject) == spoken


def test_verdict_sentences() -> None:
    sentence = verdict_sentence
    assert sentence(samples.REPORT) == (
        "This refusal leaves out 3 things that the law requires. 2 more points are not clear."
    )
    one = replace(samples.REPORT, assessments=(samples.POINTS[5],))
    assert sentence(one) == "This refusal leaves out 1 thing that the law requires."
    assert sentence(samples.clean_report()) == "Nothing that the law requires was found missing."
    assert sentence(samples.unclear_report()) == (
        "A person should look at this letter: 2 points are not clear."
    )
    assert sentence(samples.acknowledgement()) == (
        "This is not a refusal: it is an acknowledgement of the request."
    )
    assert "this PDF has no text" in sentence(samples.unreadable())


def test_the_table_takes_the_effect_into_account() -> None:
    """The same section withheld and used to neither confirm nor deny gives two lines."""
    both = (
        samples.claim("s31(3)", "withhold", "qualified", "section 31(3)"),
        samples.claim("s31(3)", "ncnd", "qualified", "section 31(3)"),
    )
    points: tuple[Assessment, ...] = (
        samples.point("a", "explains_why", "gap", "s31(3)", "withhold", message="m", advice="a"),
        samples.point("a", "explains_why", "met", "s31(3)", "ncnd"),
    )
    notice = replace(samples.NOTICE, claims=both)
    text = to_terminal(replace(samples.REPORT, notice=notice, assessments=points))
    rows = [line for line in text.splitlines() if line.startswith("section 31(3)")]
    assert len(rows) == 2
    assert "NO" in rows[0] and "NO" not in rows[1]
