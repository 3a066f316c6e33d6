"""Work grows with the length of the text and no faster, also where the text is meant to hurt."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

import work
from noticecheck.checker import Checker
from noticecheck.letter import after
from noticecheck.model import Report
from noticecheck.read import read_bytes
from noticecheck.report.about import About
from noticecheck.report.page import to_html
from noticecheck.report.sarif import to_sarif
from noticecheck.report.structure import to_json
from noticecheck.report.terminal import to_terminal

SHORT, TIMES = 5_000, 4


def calls(checker: Checker, text: str) -> int:
    """How many functions are called to check a text."""
    document = read_bytes(text.encode(), "a.txt")
    return work.calls(lambda: checker.check(document))


HOSTILE = (
    "Mr Hale withholds the names under section 40(2) on 3 May 2024.\n\n",
    "<b>*_[a](b)`x`|-# > ",
    "\u0301\u200b\u202e(a) ",
)


@pytest.mark.parametrize(
    "unit",
    [
        *HOSTILE,
        "(",
        "\u201c",
        "[1]",
        "3 May 2024 ",
        "x" * 500 + " ",
        "We hold the prices. ",
        "We refuse under section 40(2). ",
        "We refuse under section 40(2).\n\n",
        "We neither confirm nor deny under section 40(5B). ",
        "We do not rely on section 40(2). ",
        "section 40(2) ",
        "section 40(2)\n\n",
        "We withhold the names under section 40(2) and the prices under section 43(2). ",
        "1. a\n",
        "|a|b|\n",
        "> a\n",
        '"a',
        "x\n",
        "Dear Ms A,\n\n3 May 2024\n\nWe hold it.\n\nYours faithfully\n\n",
    ],
)
def test_work_is_linear(checker: Checker, unit: str) -> None:
    short = unit * (SHORT // len(unit))
    calls(checker, unit)
    assert calls(checker, short * TIMES) < 1.4 * TIMES * calls(checker, short)


STAGES: dict[str, Callable[[Checker, str], object]] = {
    "HTML": lambda _, text: read_bytes(
        f"<p>{text.replace(LINE, '</p><p>')}</p>".encode(), "a.html"
    ),
    "a mail": lambda _, text: read_bytes(f"Subject: x{LINE}{text}".encode(), "a.eml"),
    "Markdown": lambda _, text: read_bytes(text.encode(), "a.md"),
    "the terminal": lambda checker, text: to_terminal(judged(checker, text)),
    "a page": lambda checker, text: to_html([judged(checker, text)], About()),
    "SARIF": lambda checker, text: to_sarif([judged(checker, text)], About()),
    "JSON": lambda checker, text: to_json(judged(checker, text)),
    "letters": lambda checker, text: after(judged(checker, text), checker),
    "redaction": lambda checker, text: checker.redacted(judged(checker, text)),
}
LINE = "\n\n"


def judged(checker: Checker, text: str) -> Report:
    """The report on a text, judged once."""
    if text not in _JUDGED:
        _JUDGED[text] = checker.check(read_bytes(text.encode(), "a.txt"))
    return _JUDGED[text]


_JUDGED: dict[str, Report] = {}


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("unit", HOSTILE)
def test_every_stage_is_linear(checker: Checker, stage: str, unit: str) -> None:
    short = unit * (SHORT // len(unit))
    texts = unit, short, short * TIMES
    for text in texts:
        judged(checker, text)
    _, once, more = (work.calls(partial(STAGES[stage], checker, text)) for text in texts)
    assert more < 1.4 * TIMES * once


def test_one_sentence_of_citations_is_linear(checker: Checker) -> None:
    """Each of them is in the sentence of all others."""

    def work_of(number: int) -> int:
        return calls(checker, "We withhold it under " + "section 31(1)(a) and " * number)

    work_of(1)
    assert work_of(1_200) < 1.4 * 4 * work_of(300)
