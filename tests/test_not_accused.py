"""Letters that once were accused of what they do, or passed though they refuse: each was a fault."""

from __future__ import annotations

import pytest

from noticecheck.checker import Checker
from short_letters import RIGHTS, check, letter, parse, status


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (
            "s17-1-c",
            "The emails are attached. We have removed the names of staff below Head of Service under section "
            "40(2): they would not expect publication and it is not needed to understand the emails.",
        ),
        (
            "s17-1-a",
            "The emails are attached. We have removed the names of all staff below Head of Service, and of a "
            "member of the public, under section 40(2), as they would not expect publication.",
        ),
        (
            "s17-1-a",
            "We need more time for the public interest under section 35(1)(a): ministers are still choosing "
            "between the options. We expect to decide by 29 July 2025.",
        ),
        (
            "s17-1-c",
            "We withhold the file under section 44(1)(a) because section 132 of the Data Protection Act 2018 "
            "prohibits its disclosure.",
        ),
        (
            "s17-1-c",
            "We've redacted staff names and telephone numbers under s.40(2) because they are personal data and "
            "those staff would not expect their details to be made public.",
        ),
        (
            "s17-1-c",
            "The offer is exempt under section 43(2), because before the deadline of 12 March a rival could read "
            "from it what the firm will bid.",
        ),
        (
            "s17-1-c",
            "The statement is exempt under section 32(1)(a), as it was filed with the tribunal in 2023 and we hold "
            "it only for that.",
        ),
        (
            "s17-1-a",
            "The Council is prohibited from releasing the data by section 44(1)(a), as section 18 of the "
            "Commissioners for Revenue and Customs Act 2005 makes its disclosure unlawful.",
        ),
        (
            "s17-1-a",
            "Figures for schools with fewer than five pupils are shown as <5 to prevent anybody being identified "
            "(section 40(2)); the children could be picked out locally, and that would be unfair.",
        ),
        (
            "s17-3-b",
            "The emails are exempt under section 36(2)(c), as the Chief Executive, the qualified person, thinks that "
            "officials would stop writing things down. Openness matters, but not so much as officials being able to "
            "plan the closure properly.",
        ),
        (
            "s17-3-b",
            "The footage is exempt under section 38(1)(a), as it would show attackers where no camera reaches. The "
            "public interest in safety outweighs that in disclosure.",
        ),
        (
            "s17-3-b",
            "The figures are exempt under section 22(1), as they will be published on 1 May, as was settled in "
            "January. People want them now, before the budget; but unchecked figures would mislead them, and "
            "that tips the balance.",
        ),
        (
            "s17-3-b",
            "The report is exempt under section 36(2)(b)(i), as officers could not advise frankly on the closure. "
            "Parents' interest in the closure is real, but the decision is due in April and candid advice until "
            "then serves them better.",
        ),
    ],
)
def test_what_the_letter_does_is_not_said_to_be_missing(
    checker: Checker, rule: str, words: str
) -> None:
    report = check(checker, letter(words, RIGHTS))
    found = {a.rule: a.status for a in report.assessments}
    assert found[f"foia2000/{rule}"] != "gap"


@pytest.mark.parametrize(
    "words",
    [
        "If you remain dissatisfied you can make a complaint to us in our capacity as the statutory complaint "
        "handler under the legislation.",
        "If you are still dissatisfied you can apply to us, as the regulator, for a decision under section 50.",
    ],
)
def test_the_commissioner_as_authority_tells_of_itself(checker: Checker, words: str) -> None:
    report = check(
        checker,
        letter(
            "We withhold the name under section 40(2), as she would not expect us to publish it.",
            f"You can ask us for a review by our Information Access Team. {words}",
        ),
    )
    assert status(report, "right_to_regulator") == "met"


def test_a_review_that_upholds_owes_the_right_to_the_commissioner(checker: Checker) -> None:
    opening = "Outcome of internal review\n\nFreedom of Information Act 2000\n\n"
    upheld = (
        f"{opening}I have reviewed the reply of 10 March to withhold the emails and uphold it.\n"
    )
    assert status(check(checker, upheld), "right_to_regulator") == "gap"
    told = f"{upheld}\nYou may apply to the Information Commissioner for a decision.\n"
    assert status(check(checker, told), "right_to_regulator") == "met"


def test_a_review_is_known_by_what_was_asked_for_and_upheld(checker: Checker) -> None:
    text = """Internal review under the Freedom of Information Act 2000

You asked us on 5 May 2025 to review our refusal under section 12(1). I timed 20 files: each took nine minutes, so
that 3,000 would take 450 hours. I uphold the refusal. You can ask the Information Commissioner to decide.
"""
    assert parse(checker, text).kind == "internal_review"


def test_a_request_that_is_refused_as_vexatious_is_refused_under_an_act(checker: Checker) -> None:
    report = check(checker, "Dear Mr Pike\n\nWe refuse your request as vexatious.\n\nClerk\n")
    assert report.verdict == "gaps"
