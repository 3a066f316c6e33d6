"""What is neither confirmed nor denied, and given in the same letter."""

from __future__ import annotations

import pytest

from noticecheck.checker import Checker
from short_letters import FOIA, RIGHTS, check, letter

DENIES = "We neither confirm nor deny that we hold {thing}, under section 31(3) {act}, as a gang would learn of it."


def said_of_holding(checker: Checker, thing: str, then: str) -> set[str]:
    report = check(checker, letter(DENIES.format(thing=thing, act=FOIA), then, RIGHTS))
    return {a.status for a in report.assessments if a.rule == "foia2000/ncnd-and-held"}


@pytest.mark.parametrize(
    ("thing", "then"),
    [
        ("the report", "The report that you asked for is attached."),
        ("any complaints about Mr Hale", "The two complaints are enclosed."),
        ("a file on him", "A copy of his file is attached."),
        ("a warrant", "The warrant goes with this letter."),
    ],
)
def test_the_same_is_given(checker: Checker, thing: str, then: str) -> None:
    assert said_of_holding(checker, thing, then) == {"unclear"}


@pytest.mark.parametrize(
    ("thing", "then"),
    [
        ("the report", "Our annual accounts are attached."),
        ("any complaints about Mr Hale", "Our policy on complaints is attached."),
        ("a file on him", "If there were one, the file is disclosed to a court alone."),
        ("a disciplinary procedure", "The complaints procedure goes with this letter."),
        ("any review of her", "Details of how to ask for a review are attached."),
        ("a warrant", "The list of warrants, which is short, is published."),
    ],
)
def test_something_else_is_given(checker: Checker, thing: str, then: str) -> None:
    assert said_of_holding(checker, thing, then) == {"met"}
