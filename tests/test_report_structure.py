"""The JSON report: as docs/report.schema.json says, for every report that can be made."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import report_samples as samples
from noticecheck import model
from noticecheck.model import (
    Assessment,
    Citation,
    Claim,
    Document,
    Mention,
    Notice,
    Report,
    Span,
)
from noticecheck.report import fails, to_dict, to_json, to_jsonl_line, to_terminal

SCHEMA: dict[str, Any] = json.loads(
    (Path(__file__).parent.parent / "docs" / "report.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
VALUES = {
    name: getattr(model, name).__args__
    for name in ("Kind", "Verdict", "Status", "Level", "Effect", "Test")
}
ROLES = ["statute", "request", "thread", "negated", "other_act", "withdrawn", "procedural",
         "hypothetical"]  # fmt: skip
TEXTS = st.text(max_size=40)
PROVISIONS = st.sampled_from(["s1", "s31(1)(a)", "s36(2)(b)(ii)", "reg12(5)(e)", "s38(1)(b)"])


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Any report that the types allow, with spans inside the text."""
    text = draw(st.text(max_size=200))

    def spans() -> st.SearchStrategy[Span]:
        ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
        return ends.map(lambda pair: Span(min(pair), max(pair)))

    def few(strategy: st.SearchStrategy[Any], most: int = 3) -> tuple[Any, ...]:
        return tuple(draw(st.lists(strategy, max_size=most)))

    def one(name: str) -> st.SearchStrategy[Any]:
        return st.sampled_from(VALUES[name])

    document = Document(
        path=draw(TEXTS),
        text=text,
        media_type=draw(st.sampled_from(["text/plain", "application/pdf"])),
        sha256=draw(st.sampled_from(["", "ab" * 32])),
        pages=draw(st.none() | st.just((0,))),
    )
    citations = st.builds(Citation, spans(), st.just(("s1",)), st.just("foia2000"))
    claims = few(
        st.builds(
            Claim, PROVISIONS, st.just("foia2000"), one("Effect"), one("Test"),
            st.lists(citations, max_size=2).map(tuple),
            confidence=st.floats(0, 1),
        )
    )  # fmt: skip
    mentions = few(
        st.builds(Mention, PROVISIONS, st.just("foia2000"), st.sampled_from(ROLES), spans())
    )
    days = st.none() | st.dates(date(2005, 1, 1), date(2030, 1, 1))
    notice = Notice(
        document, draw(one("Kind")), draw(st.sampled_from([(), ("foia2000",)])),
        draw(st.none() | TEXTS), None, draw(st.none() | TEXTS), draw(days), draw(days), (),
        claims, mentions, None, (), draw(st.booleans()),
    )  # fmt: skip
    assessments = few(
        st.builds(
            Assessment, st.just("foia2000/x"), st.sampled_from(model.ELEMENTS), one("Level"),
            st.none() | st.just("unnamed") | PROVISIONS, st.none() | one("Effect"), one("Status"),
            TEXTS, TEXTS, st.just(("FOIA 2000, s.17(1)(c)",)),
            st.lists(spans(), max_size=3).map(tuple), st.floats(0, 1),
        ),
        6,
    )  # fmt: skip
    return Report(
        document, draw(st.none() | st.just(notice)), assessments, draw(one("Verdict")),
        tuple(point.key for point in assessments), ("foia2000@1.0",), "0" * 64, few(TEXTS),
    )  # fmt: skip


@given(reports())
def test_every_report_agrees_with_the_schema(report: Report) -> None:
    VALIDATOR.validate(to_dict(report))


@given(reports())
def test_a_jsonl_line_is_one_line_whatever_splits_lines(report: Report) -> None:
    line = to_jsonl_line(report)
    assert line.isascii() and len(line.splitlines()) == 1
    assert json.loads(line) == json.loads(to_json(report)) == to_dict(report)


@given(reports(), st.integers(20, 120))
def test_every_report_can_be_shown(report: Report, width: int) -> None:
    text = to_terminal(report, width=width, lowest="info")
    assert max(map(len, text.splitlines())) <= max(60, min(80, width))
    assert text.endswith("\n") and "\x1b" not in text


@pytest.mark.parametrize("name", samples.SAMPLES)
def test_samples_agree_with_the_schema(name: str) -> None:
    VALIDATOR.validate(to_dict(samples.SAMPLES[name]()))


def test_the_schema_knows_the_values_of_the_model() -> None:
    notice = SCHEMA["properties"]["notice"]["properties"]
    assessment = SCHEMA["$defs"]["assessment"]["properties"]
    assert notice["kind"]["enum"] == list(VALUES["Kind"])
    assert SCHEMA["properties"]["verdict"]["enum"] == list(VALUES["Verdict"])
    assert assessment["status"]["enum"] == list(VALUES["Status"])
    assert assessment["level"]["enum"] == list(VALUES["Level"])
    assert assessment["element"]["enum"] == list(model.ELEMENTS)
    assert SCHEMA["$defs"]["effect"]["enum"] == list(VALUES["Effect"])
    assert SCHEMA["$defs"]["claim"]["properties"]["test"]["enum"] == list(VALUES["Test"])
    VALIDATOR.check_schema(SCHEMA)


def test_spans_carry_line_and_words() -> None:
    gap = next(p for p in to_dict(samples.REPORT)["assessments"] if p["status"] == "gap")
    assert gap["evidence"] == [
        {"start": samples.TEXT.index("The scores"), "end": samples.TEXT.index(" The public"),
         "line": 11, "page": None, "text": "The scores are exempt under section 43(2)."}
    ]  # fmt: skip
    assert gap["rule"] == "foia2000/s17-1-c" and gap["subject"] == "s43(2)"


def test_what_could_not_be_read_has_every_key_and_nothing_known() -> None:
    data = to_dict(samples.unreadable())
    assert data["verdict"] == "not_assessed"
    assert data["notice"]["kind"] == "other" and data["notice"]["complete"] is False
    assert data["assessments"] == data["notice"]["claims"] == data["notice"]["mentions"] == []
    assert data["document"]["warnings"] == [
        "this PDF has no text: run text recognition on it first"
    ]


def test_thresholds_are_cumulative() -> None:
    def answers(report: Report) -> list[bool]:
        return [fails(report, name) for name in ("must", "should", "unclear", "never")]

    from dataclasses import replace

    def only(level: str, status: str) -> Report:
        kept = tuple(p for p in samples.POINTS if (p.level, p.status) == (level, status))
        return replace(samples.REPORT, assessments=kept)

    assert answers(only("must", "gap")) == [True, True, True, False]
    assert answers(only("should", "gap")) == [False, True, True, False]
    assert answers(only("must", "unclear")) == [False, False, True, False]
    assert answers(only("must", "met")) == [False, False, False, False]
