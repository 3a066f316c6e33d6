"""Work grows with the length of the text and no faster, also where the text is meant to hurt."""

from __future__ import annotations

import pytest

import work
from noticecheck.checker import Checker
from noticecheck.read import read_bytes

SHORT, TIMES = 5_000, 4


def calls(checker: Checker, text: str) -> int:
    """How many functions are called to check a text."""
    document = read_bytes(text.encode(), "a.txt")
    return work.calls(lambda: checker.check(document))


@pytest.mark.parametrize(
    "unit",
    [
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


def test_one_sentence_of_citations_is_linear(checker: Checker) -> None:
    """Each of them is in the sentence of all others."""

    def work_of(number: int) -> int:
        return calls(checker, "We withhold it under " + "section 31(1)(a) and " * number)

    work_of(1)
    assert work_of(1_200) < 1.4 * 4 * work_of(300)
