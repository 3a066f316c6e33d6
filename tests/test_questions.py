"""Numbered questions: each has an answer under it, by its number, or in words that speak of it."""

from __future__ import annotations

import pytest

from noticecheck.checker import Checker
from noticecheck.notice.questions import numbered_questions
from short_letters import parse

ASKED = """Dear Ms Hale

You asked:

1. How many vans does the fleet have?
2. What did the last service of each cost?
3. Which garage won the contract, and what were the other bids?
4. Who signed it?

"""
END = "\n\nYours sincerely\n\nFleet Team\n"


def unanswered(checker: Checker, answers: str, asked: str = ASKED) -> list[int] | None:
    """Numbers of the questions without an answer; None where the letter does not go by number."""
    text = asked + answers + END
    parsed = parse(checker, text)
    questions = numbered_questions(text, parsed.passages, checker.matcher.scan(text))
    return [q.number for q in questions if not q.answered] if questions else None


@pytest.mark.parametrize(
    "answers, missing",
    [
        ("Our answers:\n\n1. 41.\n2. £212 on average.\n3. Bell Motors. The bids are withheld.\n4. We do not hold this.", []),
        ("Our answers:\n\n1. 41.\n2. £212 on average.\n4. We do not hold this.", [3]),
        ("Q1: 41\n\nQ2: £212\n\nQ4: not recorded", [3]),
        ("1 and 2. The fleet has 41 vans; a service costs £212 on average.\n\nQuestion 3: Bell Motors.\n\nQuestion 4: not held.", []),
        ("The answer to questions 1 and 2 is in the table.\n\nWe refuse questions 3-4 under section 43(2).", []),
        ("The answer to questions 1 and 2 is in the table. The answer to your third question is exempt.", [4]),
        ("1. 41.\n2. £212.\n\nThe rest of your questions are refused under section 43(2).", []),
        ("1. 41.\n2. £212.\n\nWe have answered all of your questions.", []),
        ("1. 41.\n2. £212.\n\nAs to question no. 3 and your last question, we hold nothing.", []),
        ("1. 41.\n2. £212.\n\nThe second of your questions was answered before; so was q3.", [4]),
        ("Question 1: 41\n\nQuestion 2:\n\nQuestion 3: Bell Motors\n\nQuestion 4: Ms Roe", [2]),
    ],
)  # fmt: skip
def test_which_questions_have_no_answer(checker: Checker, answers: str, missing: list[int]) -> None:
    assert unanswered(checker, answers) == missing


@pytest.mark.parametrize(
    "answers",
    [
        "There are 41 vans. A service costs £212. Bell Motors won; Ms Roe signed.",
        "We estimate that it would cost more than the appropriate limit to answer your request.",
        "41.",
    ],
)
def test_a_letter_that_does_not_go_by_number_is_not_judged(checker: Checker, answers: str) -> None:
    assert unanswered(checker, answers) is None


def test_answers_between_the_questions(checker: Checker) -> None:
    text = (
        "Dear Ms Hale\n\nYou asked:\n\n1. How many vans are there?\n\nWe have 41.\n\n"
        "2. What did the last service cost?\n\nIt cost £212.\n\n{}"
        "4. Who signed the contract?\n\nMs Roe did.\n\n"
    )
    third = "3. Which garage won?\n\n"
    assert unanswered(checker, "", text.format(third + "Bell Motors.\n\n")) == []
    assert unanswered(checker, "", text.format(third)) == [3]


def test_an_answer_left_empty_is_told_from_one_that_is_missing(checker: Checker) -> None:
    text = ASKED + "Question 1: 41\n\nQuestion 2:\n\nQuestion 3: Bell Motors" + END
    parsed = parse(checker, text)
    questions = numbered_questions(text, parsed.passages, checker.matcher.scan(text))
    assert [(q.number, q.empty) for q in questions if not q.answered] == [(2, True), (4, False)]


def test_a_list_cut_short_or_numbers_of_something_else_are_no_questions(checker: Checker) -> None:
    assert (
        unanswered(checker, "3. 41.\n4. £212.", "Dear Ms Hale\n\nYou asked:\n\n7. How many?\n\n")
        is None
    )
