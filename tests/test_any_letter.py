"""What holds for every letter, put together of realistic and odd parts (strategies/letters.py)."""

from __future__ import annotations

import json
import re
import textwrap
from dataclasses import fields, is_dataclass
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from loaded import the_checker
from noticecheck.model import Report, Span
from noticecheck.report import to_dict, to_json
from noticecheck.report.about import About
from noticecheck.report.formats import REPORTERS
from short_letters import document, statuses
from strategies import examples, letters
from strategies.letters import joined
from test_report_structure import VALIDATOR


def spans_of(value: Any) -> list[Span]:
    """Every span that stands anywhere in a report."""
    if isinstance(value, Span):
        return [value]
    if isinstance(value, (tuple, list, frozenset)):
        return [span for part in value for span in spans_of(part)]
    if is_dataclass(value):
        return [s for field in fields(value) for s in spans_of(getattr(value, field.name))]
    return []


def quotes_of(value: Any) -> list[dict[str, Any]]:
    """Every place of the JSON report that quotes the letter."""
    if isinstance(value, list):
        return [quote for part in value for quote in quotes_of(part)]
    if not isinstance(value, dict):
        return []
    own = [value] if {"start", "end", "text"} <= set(value) else []
    return own + [quote for part in value.values() for quote in quotes_of(part)]


def check(text: str) -> Report:
    # Not by a fixture: a checker would be printed with every example that fails.
    return the_checker().check(document(text))


def outcome(report: Report) -> tuple[object, ...]:
    assert report.notice is not None
    return report.verdict, report.notice.kind, statuses(report)


@examples(20)
@given(letters.odd)
def test_every_letter_gets_a_report_that_keeps_to_its_text(paragraphs: tuple[str, ...]) -> None:
    text = joined(paragraphs)
    report = check(text)
    assert all(0 <= span.start <= span.end <= len(text) for span in spans_of(report))
    VALIDATOR.validate(to_dict(report))
    written = json.loads(to_json(report))
    assert written == to_dict(report)
    for quote in quotes_of(written):
        assert quote["text"] == text[quote["start"] : quote["end"]]
    assert check(text) == report


@examples(10)
@given(letters.odd)
def test_every_letter_can_be_shown_in_every_format(paragraphs: tuple[str, ...]) -> None:
    report = check(joined(paragraphs))
    for form, write in REPORTERS.items():
        text = write([report], About())
        # What annotates lines has nothing to say of a letter without findings.
        assert text.strip() or form == "github"
        text.encode()


@examples(10)
@given(letters.odd)
def test_a_redacted_report_keeps_its_findings(paragraphs: tuple[str, ...]) -> None:
    report = check(joined(paragraphs))
    redacted = the_checker().redacted(report)
    assert redacted.verdict == report.verdict
    assert [(a.key, a.status) for a in redacted.assessments] == [
        (a.key, a.status) for a in report.assessments
    ]
    text = redacted.document.text
    assert all(0 <= span.start <= span.end <= len(text) for span in spans_of(redacted))


@examples(15)
@given(letters.plain, st.data())
def test_one_more_blank_line_changes_nothing(
    paragraphs: tuple[str, ...], data: st.DataObject
) -> None:
    text = joined(paragraphs)
    places = [place for place in range(len(text)) if text.startswith("\n\n", place)]
    place = data.draw(st.sampled_from([*places, len(text) - 1]))
    blank = data.draw(st.sampled_from(("\n", " \n", "\n\n\n")))
    longer = text[: place + 1] + blank + text[place + 1 :]
    assert outcome(check(longer)) == outcome(check(text))


def wrapped(text: str, width: int) -> str:
    """Every line as narrow as the page, but for those of tables, quoted mails and lists."""
    return "\n".join(
        line
        if re.match(r"[>|-]|.*(?:\t|  )", line)
        else textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False)
        for line in text.split("\n")
    )


@examples(15)
@given(letters.plain, st.integers(50, 120))
def test_line_width_changes_nothing(paragraphs: tuple[str, ...], width: int) -> None:
    # A citation that ends a line by itself would leave a line of one word.
    text = joined(paragraphs).replace("Section\n", "Section ")
    assert outcome(check(wrapped(text, width))) == outcome(check(text))
