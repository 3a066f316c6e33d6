"""Letters under the Act of Scotland: which law they are under, and what only that law asks for."""

from __future__ import annotations

from datetime import date

import pytest

from noticecheck.checker import Checker
from short_letters import check, claims, parse, status, statuses

ACT = "of the Freedom of Information (Scotland) Act 2002"
REVIEW = "You can ask for a review by writing to the Board Secretary within 40 working days."
COMMISSIONER = "You may apply to the Scottish Information Commissioner, Kinburn Castle."
RIGHTS = f"{REVIEW} Then {COMMISSIONER[0].lower()}{COMMISSIONER[1:]}"
WEIGHED = (
    "The agency is quoting to two other boards this month, and if they saw the figure they would offer "
    "no more, which would prejudice substantially what it earns. "
    "Patients want to know that spending is under control; a clinic without cover would close, and on "
    "balance the public interest favours withholding."
)


def letter(*paragraphs: str) -> str:
    return "\n\n".join(("Strathlorne Health Board", "Dear Ms Quill", *paragraphs)) + "\n"


@pytest.mark.parametrize(
    ("paragraphs", "regime"),
    [
        # Often "freedom of information", and once the Act.
        (
            ("Freedom of information request", "Your freedom of information request of May",
             f"The rate is exempt under section 33(1)(b) {ACT}.", RIGHTS),
            "foisa2002",
        ),
        # No Act at all: the rights tell.
        (("Your FOI request", "The rate is exempt under section 33(1)(b).", RIGHTS), "foisa2002"),
        (("Your request under the FOI (Scotland) Act", "The rate is exempt under section 33(1)(b)."),
         "foisa2002"),
        (("Freedom of information", f"We do not hold it. This is a notice under section 17 {ACT}."),
         "foisa2002"),
        # A body of the whole country, which only mentions the other Commissioner.
        (
            ("The Freedom of Information (Scotland) Act 2002 does not apply to us.",
             "The rate is exempt under section 43(2) of the Freedom of Information Act 2000.",
             "You may apply to the Information Commissioner, Wilmslow. The Scottish Information "
             "Commissioner has no power to look at complaints about us."),
            "foia2000",
        ),
    ],
)  # fmt: skip
def test_which_act_a_letter_is_under(
    checker: Checker, paragraphs: tuple[str, ...], regime: str
) -> None:
    assert parse(checker, letter(*paragraphs)).regimes == (regime,)


@pytest.mark.parametrize(
    "words",
    [
        "exempt under sections 28(1) (relations within the UK), 30(b)(i) (advice) and 30(b)(ii) (views)",
        "exempt under section 28(1); so is the rest, by 30(b)(i) and (ii),",
    ],
)
def test_paragraphs_without_a_subsection_are_read_in_a_list(checker: Checker, words: str) -> None:
    notice = parse(checker, letter(f"The file is {words} {ACT}.", RIGHTS))
    assert {c.provision for c in notice.claims} == {"s28(1)", "s30(b)(i)", "s30(b)(ii)"}


@pytest.mark.parametrize(
    ("rights", "review", "commissioner"),
    [
        (RIGHTS, "met", "met"),
        (REVIEW, "met", "gap"),
        (COMMISSIONER, "gap", "met"),
        ("", "gap", "gap"),
    ],
)
def test_an_answer_that_nothing_is_held_owes_the_rights(
    checker: Checker, rights: str, review: str, commissioner: str
) -> None:
    report = check(checker, letter(f"We do not hold it: section 17(1) {ACT}.", rights))
    assert status(report, "complaints_procedure") == review
    assert status(report, "right_to_regulator") == commissioner
    assert report.verdict == ("gaps" if "gap" in (review, commissioner) else "no_gap_found")


def test_a_letter_that_gives_everything_owes_nothing(checker: Checker) -> None:
    report = check(checker, letter(f"Your request under section 1 {ACT}", "I enclose the report."))
    assert report.verdict == "not_a_refusal"


def test_section_16_3_does_not_excuse_the_public_interest(checker: Checker) -> None:
    report = check(
        checker,
        letter(f"We hold the rate. It is exempt under section 33(1)(b) {ACT}. By section 16(3) we are "
               "not required to explain why section 33(1)(b) applies.", RIGHTS),
    )  # fmt: skip
    assert status(report, "explains_why", "s33(1)(b)") == "not_applicable"
    assert status(report, "public_interest", "s33(1)(b)") == "gap"


@pytest.mark.parametrize(
    ("received", "last", "late"),
    [
        # Neither 17 March nor Easter Monday is a bank holiday in Scotland; 2 January is, with 1 January.
        (date(2026, 3, 10), "8 April 2026", "9 April 2026"),
        (date(2025, 12, 19), "22 January 2026", "23 January 2026"),
        # 15 June 2026 is a holiday there by proclamation, and 25 May is one, too.
        (date(2026, 5, 26), "24 June 2026", "25 June 2026"),
        # The first Monday of August is, the last one is not.
        (date(2026, 7, 15), "13 August 2026", "14 August 2026"),
        (date(2026, 8, 14), "11 September 2026", "14 September 2026"),
        # St Andrew's Day, a Sunday in 2025: the Monday behind it.
        (date(2025, 11, 10), "9 December 2025", "10 December 2025"),
    ],
)
def test_twenty_working_days_with_the_holidays_of_scotland(
    checker: Checker, received: date, last: str, late: str
) -> None:
    words = f"We hold the rate. It is exempt under section 33(1)(b) {ACT}. {WEIGHED}"
    found = [
        status(check(checker, f"{day}\n\n{letter(words, RIGHTS)}", received=received), "time_limit")
        for day in (last, late)
    ]
    assert found == ["met", "gap"]


@pytest.mark.parametrize(
    ("received", "day", "wanted"),
    [
        (date(2020, 3, 10), "7 April 2020", "met"),
        # Sixty working days, for what ran on a day from 7 April to 26 May 2020: 60 end on 5 June.
        (date(2020, 3, 10), "5 June 2020", "unclear"),
        (date(2020, 3, 10), "8 June 2020", "gap"),
        (date(2020, 3, 9), "7 April 2020", "gap"),
        (date(2020, 5, 26), "24 June 2020", "unclear"),
        (date(2020, 5, 27), "25 June 2020", "gap"),
        (date(2021, 3, 10), "5 June 2021", "gap"),
        (date(2026, 3, 10), "3 March 2026", "unclear"),
    ],
)
def test_the_longer_time_of_2020_goes_by_dates(
    checker: Checker, received: date, day: str, wanted: str
) -> None:
    words = f"We hold the rate. It is exempt under section 33(1)(b) {ACT}. {WEIGHED}"
    report = check(checker, f"{day}\n\n{letter(words, RIGHTS)}", received=received)
    assert status(report, "time_limit") == wanted


REASON = (
    "The agency is quoting to two hospitals in the islands this month, and managers there who saw the figure "
    "would offer no more, which would prejudice substantially what it earns."
)


@pytest.mark.parametrize(
    ("reason", "plea", "wanted"),
    [
        (REASON, "we are not obliged to give our reasons on the public interest", "met"),
        (REASON, "we need not say why the public interest favours withholding it", "met"),
        ("", "we are not obliged to give our reasons on the public interest", "unclear"),
        ("", "we are not obliged to say more", "not_applicable"),
        (
            "",
            "we need not say why it applies, nor where the public interest lies",
            "not_applicable",
        ),
    ],
)
def test_section_16_3_lifts_what_it_is_pleaded_for(
    checker: Checker, reason: str, plea: str, wanted: str
) -> None:
    words = f"We hold the rate. It is exempt under section 33(1)(b) {ACT}. {reason}"
    report = check(checker, letter(f"{words} Under section 16(3) {plea}.", RIGHTS))
    assert status(report, "explains_why", "s33(1)(b)") == wanted
    assert status(report, "public_interest", "s33(1)(b)") == "gap"


def test_a_number_of_the_other_act_is_a_claim_that_names_nothing(checker: Checker) -> None:
    report = check(
        checker, letter(f"The rate is exempt under section 43(2) {ACT}. {WEIGHED}", RIGHTS)
    )
    assert [c.provision for c in report.notice.claims] == ["s43(2)"]  # type: ignore[union-attr]
    assert status(report, "specifies_exemption", "s43(2)") == "gap"
    assert statuses(report)["foisa2002/regime-numbering"] == "gap"


@pytest.mark.parametrize(
    ("part", "verdict", "warned"),
    [
        ("The survey is withheld under regulation 10(4)(e) of the Environmental Information (Scotland) "
         "Regulations 2004.", "no_gap_found", True),
        ("", "no_gap_found", False),
    ],
)  # fmt: skip
def test_a_part_under_scotlands_regulations_is_said_not_to_be_assessed(
    checker: Checker, part: str, verdict: str, warned: bool
) -> None:
    report = check(
        checker,
        letter(
            f"We hold the rate. It is exempt under section 33(1)(b) {ACT}. {WEIGHED}", part, RIGHTS
        ),
    )
    assert report.verdict == verdict
    assert any("Regulations 2004" in warning for warning in report.warnings) == warned


@pytest.mark.parametrize("number", ["39(1)", "39(2)"])
def test_only_section_39_2_hands_a_letter_over_to_the_regulations(
    checker: Checker, number: str
) -> None:
    report = check(
        checker,
        letter(f"The survey is exempt under section {number} {ACT}. Your request was also looked at under "
               "the Environmental Information (Scotland) Regulations 2004.", RIGHTS),
    )  # fmt: skip
    assert (report.verdict == "not_assessed") == (number == "39(2)")


def test_own_data_needs_no_reason(checker: Checker) -> None:
    own = f"We hold your file. It is exempt under section 38(1)(a) {ACT}, as it is about you."
    found = statuses(check(checker, letter(own, RIGHTS)))
    assert found["foisa2002/s16-1-d@s38(1)(a)#withhold"] == "met"


@pytest.mark.parametrize(
    "words",
    [
        "Your request is refused because of the cost of compliance, which is more than £600.",
        "It would cost £900, more than the £600 limit, and we refuse your request.",
        "We refuse your request on the ground of excessive cost.",
    ],
)
def test_cost_limit_of_scotland_in_words(checker: Checker, words: str) -> None:
    report = check(checker, letter("Freedom of Information (Scotland) Act 2002", words, RIGHTS))
    assert claims(report) == {("s12", "refuse")}
    assert "gap" not in {a.status for a in report.assessments if a.level == "must"}


@pytest.mark.parametrize(
    "supposed",
    [
        "If we did, it would be exempt under section 36(1), because counsel wrote it for the appeal.",
        "If held, the report would be exempt under section 27(1), as it would come out in June.",
    ],
)
def test_exemption_that_is_only_supposed_owes_no_balance(checker: Checker, supposed: str) -> None:
    words = f"Under section 18(1) {ACT} we neither confirm nor deny whether we hold a report."
    report = check(checker, letter(f"{words} {supposed}", RIGHTS))
    assert {effect for _, effect in claims(report)} == {"ncnd"}
    assert not any(rule.startswith("foisa2002/s16-2@") for rule in statuses(report))
    assert statuses(report)["foisa2002/s18-exemption@s18(1)#ncnd"] == "gap"


@pytest.mark.parametrize(
    "words",
    [
        "We are not able to provide the names of the objectors due to data protection.",
        "The rates cannot be provided as they are commercially sensitive.",
        "We cannot release the advice, as it is legally privileged.",
        "We will not release the letters, which were given to us in confidence.",
    ],
)
def test_an_exemption_that_is_only_described_is_a_refusal_that_names_nothing(
    checker: Checker, words: str
) -> None:
    report = check(
        checker,
        "Your request under the Freedom of Information (Scotland) Act 2002\n\n1. We hold the plan. It is "
        "exempt under section 30(c), as to release it would prejudice substantially the talks with the "
        f"union.\n\n2. {words}\n",
    )
    found = {a.rule: a.status for a in report.assessments if a.subject == "unnamed"}
    assert found["foisa2002/s16-1-c"] == found["foisa2002/s16-1-d"] == "unclear"


def test_what_would_apply_if_it_were_held_needs_no_balance(checker: Checker) -> None:
    """Section 18(2): section 16(2) does not apply to a notice under section 18."""
    for why in (
        "as section 33(1)(b) would apply to any such bid",
        "for if it were, section 33(1)(b) would apply",
    ):
        parsed = parse(
            checker,
            "Your request\n\nWe neither confirm nor deny under section 18(1) of the Freedom of Information (Scotland) "
            f"Act 2002 whether this exists or is held, {why}.\n",
        )
        assert claims(parsed) == {("s18(1)", "ncnd"), ("s33(1)(b)", "ncnd")}


TO_SCOTLAND = "You can ask for a review by writing to the Clerk. You may apply to the Scottish Information Commissioner."


@pytest.mark.parametrize(
    ("top", "act", "regime"),
    [
        ("NHS Lothian", "Freedom of Information Act", "foisa2002"),
        ("NHS Lothian", "Freedom of Information Act 2000", "foia2000"),
        ("The Cork Commission", "Freedom of Information Act", "foia2000"),
    ],
)
def test_a_body_of_scotland_means_its_own_act(
    checker: Checker, top: str, act: str, regime: str
) -> None:
    text = (
        f"{top}\n\nYour request under the {act} is refused under section 33(1)(b), as a rival could undercut us."
        f"\n\n{TO_SCOTLAND}\n"
    )
    assert parse(checker, text).regimes == (regime,)


def test_whose_commissioner_is_open_where_the_body_may_be_of_the_whole_country(
    checker: Checker,
) -> None:
    text = (
        "{}\n\nWe hold the rate. It is exempt under section 33(1)(b) of the Freedom of Information (Scotland) "
        "Act 2002, as a rival could undercut us.\n\nYou may apply to the Information Commissioner.\n"
    )
    for top, wanted in (("Ministry of Defence", "unclear"), ("Leeds City Council", "gap")):
        assert statuses(check(checker, text.format(top)))["foisa2002/s19-b"] == wanted
