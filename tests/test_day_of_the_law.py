"""Which day chooses the law: of receipt or of the letter, and what is open without it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from noticecheck.checker import Checker, load
from short_letters import FOIA, RIGHTS, check, claim, document, parse, status

LETTER = (
    f"We withhold the letters under section 37(1)(a) {FOIA}, as they passed between the Sovereign and "
    f"the Lord Lieutenant about a visit to the town.\n\n{RIGHTS}"
)


@pytest.mark.parametrize(
    ("received", "test"), [(date(2011, 1, 18), "qualified"), (date(2011, 1, 19), "absolute")]
)
def test_day_of_receipt_decides_section_37(checker: Checker, received: date, test: str) -> None:
    parsed, _ = checker.parse(document(f"3 February 2011\n\n{LETTER}"), received=received)
    assert claim(parsed, "s37(1)(a)").test == test


def test_receipt_that_is_not_told_matters_only_near_the_change(checker: Checker) -> None:
    assert claim(parse(checker, f"3 February 2011\n\n{LETTER}"), "s37(1)(a)").test == "undetermined"
    assert claim(parse(checker, f"3 February 2014\n\n{LETTER}"), "s37(1)(a)").test == "absolute"


def test_day_of_the_letter_goes_before_the_day_given_for_letters_without_one(
    checker: Checker,
) -> None:
    text = f"3 February 2014\n\n{LETTER}"
    assert claim(parse(checker, text, as_of=date(2006, 1, 1)), "s37(1)(a)").test == "absolute"
    assert claim(parse(checker, LETTER, as_of=date(2006, 1, 1)), "s37(1)(a)").test == "qualified"


RULE = '''phrase lapsed-words
    "these words never stand"

rule lapsed "Say what had to be said until 2020"
    element  quality
    law      "An old Act, s.1"
    verified statute
    in force until 2020-12-31
    for      the notice when refuses
    must     <lapsed-words>
    say      "The letter does not say it."
    advise   "Say it."

    example met dated 2019-01-01 "said"
        """
        We refuse this under section 43(2) of the Freedom of Information Act 2000. These words never stand.
        """

    example gap dated 2019-01-01 "not said"
        """
        We refuse this under section 43(2) of the Freedom of Information Act 2000.
        """
'''


@pytest.mark.parametrize(
    ("top", "wanted"),
    [
        ("3 May 2019", "gap"),
        ("31 December 2020", "gap"),
        ("1 January 2021", "not_applicable"),
        ("", "unclear"),
    ],
)
def test_rule_that_was_in_force_for_a_time(tmp_path: Path, top: str, wanted: str) -> None:
    (tmp_path / "foia2000").mkdir()
    (tmp_path / "foia2000" / "lapsed.rule").write_text(RULE, encoding="utf-8")
    checker = load([tmp_path])
    text = f"{top}\n\nWe refuse the rates under section 43(2) {FOIA}.\n\n{RIGHTS}".lstrip()
    assert status(check(checker, text), "quality") == wanted
    rule = next(rule for rule in checker.ruleset.rules if rule.id == "lapsed")
    assert [t.status for t in checker.explain(rule, document(text))] == [wanted]
