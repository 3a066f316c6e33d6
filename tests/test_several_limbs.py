"""One paragraph for several limbs, and one for a limb that is only added; answers within a paragraph."""

from __future__ import annotations

import pytest

from noticecheck.checker import Checker
from short_letters import FOIA, RIGHTS, check, letter, parse, status

TITLE = "The papers: s 36(2)(b)(i)-(ii) and s 36(2)(c)"
REASON = (
    "Officers had four days to say which options might be abused. The Chair considered that, because "
    "they would be read out, they would put less in writing, wait longer or say something safer."
)
OPENING = f"We withhold the papers {FOIA.replace('of', 'under', 1)}."


@pytest.mark.parametrize(
    "added",
    [
        "He was also of the opinion that s 36(2)(c) is engaged.",
        "In addition, s 36(2)(c) applies to the papers.",
        "Moreover, the Chair found s 36(2)(c) engaged.",
    ],
)
def test_limb_that_is_only_added(checker: Checker, added: str) -> None:
    report = check(checker, letter(OPENING, TITLE, f"{REASON} {added}", RIGHTS))
    assert status(report, "explains_why", "s36(2)(b)(i)") == "met"
    assert status(report, "explains_why", "s36(2)(b)(ii)") == "met"
    assert status(report, "explains_why", "s36(2)(c)") != "met"


@pytest.mark.parametrize(
    "opinion",
    [
        "She had the papers with a submission that set out arguments both ways, and gave her opinion in writing.",
        "The Chair read the papers and the arguments both ways, and reached the opinion that they should be withheld.",
        "The Chair was given the papers with a note of the arguments on both sides before he signed.",
    ],
)
def test_sides_put_to_the_qualified_person_are_no_balance(checker: Checker, opinion: str) -> None:
    body = f"The papers are withheld under section 36(2)(b)(i) {FOIA}. {opinion} {REASON}"
    report = check(checker, letter(body, RIGHTS))
    assert status(report, "explains_why", "s36(2)(b)(i)") == "met"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Q1 there were 14 exclusions. Q2 the cost was £212,450. Q3 the report will be withheld.", "partial_refusal"),
        ("Q1: 14 people applied. Question 2: it cost £9,000. We are withholding the report at Q3.", "partial_refusal"),
        ("For Q1 we counted 31 buses. For Q2 we paid £900. Q4 is refused.", "partial_refusal"),
        ("Q1 and Q2, in 14 files, will be withheld. Q3 is refused, as are 12 others.", "full_refusal"),
        ("Q1 we do not hold for 2014. Q2 is withheld: 14 pages. Q3 is withheld.", "full_refusal"),
    ],
)  # fmt: skip
def test_answers_in_one_paragraph_with_a_refusal(checker: Checker, words: str, kind: str) -> None:
    text = letter(f"{words} We decided to withhold it {FOIA.replace('of', 'under', 1)}.", RIGHTS)
    assert parse(checker, text).kind == kind
