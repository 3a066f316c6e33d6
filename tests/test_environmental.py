"""The Environmental Information Regulations: time, the day of the law, and what only they ask for."""

from __future__ import annotations

from datetime import date

import pytest

from noticecheck.checker import Checker
from noticecheck.model import Report, worst
from short_letters import RIGHTS, check, claim, claims, parse, provisions, statuses

EIR = "of the Environmental Information Regulations 2004"
DRAFT = (
    f"The flood model is withheld under regulation 12(4)(d) {EIR}: two of its chapters are blank and the "
    "rain of last winter is still being entered."
)


def letter(*paragraphs: str, day: str = "") -> str:
    return "\n\n".join((day, "Dear Ms Quill", *paragraphs, RIGHTS)).lstrip()


def judged(report: Report, rule: str) -> str:
    """The worst status of one rule of the pack."""
    return worst(a.status for a in report.assessments if a.rule.endswith(f"/{rule}"))


@pytest.mark.parametrize(
    ("day", "received", "wanted"),
    [
        ("22 January 2026", date(2025, 12, 19), "met"),
        ("23 January 2026", date(2025, 12, 19), "gap"),
        # 15 June 2026 is no working day, by a bank holiday in Scotland.
        ("24 June 2026", date(2026, 5, 26), "met"),
        ("25 June 2026", date(2026, 5, 26), "gap"),
    ],
)
def test_refusal_within_twenty_working_days(
    checker: Checker, day: str, received: date, wanted: str
) -> None:
    report = check(checker, letter(DRAFT, day=day), received=received)
    assert judged(report, "r14-2") == wanted


@pytest.mark.parametrize(
    ("day", "received", "words"),
    [
        ("23 January 2026", date(2026, 2, 10), "one of the dates cannot be right"),
        ("23 January 2041", date(2040, 12, 3), "bank holidays of that time are not known"),
        ("16 January 2026", date(2025, 12, 13), "late on one way of counting and not on another"),
    ],
)
def test_time_that_cannot_be_counted_says_why(
    checker: Checker, day: str, received: date, words: str
) -> None:
    report = check(checker, letter(DRAFT, day=day), received=received)
    (found,) = (a for a in report.assessments if a.rule == "eir2004/r14-2")
    assert found.status == "unclear"
    assert words in found.message


def test_a_school_has_no_longer_time_under_the_regulations(checker: Checker) -> None:
    words = "The headteacher of Quarry Lane School writes:"
    report = check(checker, letter(words, DRAFT, day="1 October 2024"), received=date(2024, 7, 22))
    assert judged(report, "r14-2") == "gap"


def test_extension_that_was_told_leaves_the_time_open(checker: Checker) -> None:
    words = "On 8 January we extended the time under regulation 7 to 40 working days."
    report = check(
        checker, letter(words, DRAFT, day="10 February 2026"), received=date(2025, 12, 19)
    )
    assert judged(report, "r14-2") == "unclear"


@pytest.mark.parametrize(
    ("ground", "wanted"),
    [
        ("because of the complexity and the volume of the information", "met"),
        ("as it is complex and there is a large number of surveys", "met"),
        ("as it is complex", "gap"),
        ("because of the volume of the information", "gap"),
        ("as the officer is on leave", "gap"),
        ("to 40 working days", "unclear"),
    ],
)
def test_time_is_extended_for_complexity_and_volume(
    checker: Checker, ground: str, wanted: str
) -> None:
    words = f"Under regulation 7(1) {EIR} we extend the time for our answer, {ground}."
    report = check(checker, letter("Your request needs longer.", words))
    assert judged(report, "r7-1") == wanted
    assert report.verdict == {"met": "no_gap_found", "gap": "gaps", "unclear": "unclear"}[wanted]


@pytest.mark.parametrize(
    "words",
    [
        "We have not yet reached a decision on the public interest and expect to do so by 3 June.",
        "Under regulation 7 we extend the time to consider the public interest until 3 June.",
    ],
)
def test_no_time_is_given_to_weigh_the_public_interest(checker: Checker, words: str) -> None:
    report = check(checker, letter(DRAFT, words))
    assert judged(report, "r14-2-public-interest") == "gap"
    assert judged(report, "r14-3-b") == "not_applicable"


@pytest.mark.parametrize(
    ("condition", "test"),
    [
        ("regulation 13(1)(a) and 13(2A)(a)", "absolute"),
        ("regulation 13(1)", "absolute"),
        ("regulation 12(3)", "absolute"),
        ("regulation 13(1)(b) and 13(2B)(a)", "qualified"),
        ("regulation 13(1)(b) and 13(3A)(a)", "qualified"),
    ],
)
def test_condition_of_regulation_13_decides_the_public_interest(
    checker: Checker, condition: str, test: str
) -> None:
    text = letter(f"The names are withheld under {condition} {EIR}, as it would be unfair.")
    parsed = parse(checker, text)
    assert {c.test for c in parsed.claims} == {test}
    wanted = "gap" if test == "qualified" else "not_applicable"
    assert judged(check(checker, text), "r14-3-b") == wanted


def test_regulation_13_on_both_sides_of_25_may_2018(checker: Checker) -> None:
    for day, numbers, wanted in (
        ("24 May 2018", "13(1) and 13(2)(a)(i)", "not_applicable"),
        ("25 May 2018", "13(1) and 13(2)(a)(i)", "gap"),
        ("25 May 2018", "13(1)(a) and 13(2A)(a)", "met"),
    ):
        words = f"The names are withheld under regulation {numbers} {EIR}, as it would be unfair."
        assert judged(check(checker, letter(words, day=day)), "r13-current") == wanted


@pytest.mark.parametrize(
    ("limb", "test"),
    [
        ("13(5A)", "absolute"),
        ("13(5A)(a)", "absolute"),
        ("13(5A)(b)", "qualified"),
        ("12(6)", "qualified"),
    ],
)
def test_neither_confirming_nor_denying(checker: Checker, limb: str, test: str) -> None:
    text = letter(f"We neither confirm nor deny that we hold this, under regulation {limb} {EIR}.")
    assert {(c.effect, c.test) for c in parse(checker, text).claims} == {("ncnd", test)}
    report = check(checker, text)
    assert judged(report, "r14-3-a-fit") == "met"
    assert judged(report, "r14-3-b-ncnd") == ("gap" if test == "qualified" else "not_applicable")


@pytest.mark.parametrize("limb", ["12(4)(b)", "12(5)(b)", "12(5)(e)"])
def test_no_other_exception_lets_an_authority_say_nothing(checker: Checker, limb: str) -> None:
    text = letter(f"We neither confirm nor deny that we hold this, under regulation {limb} {EIR}.")
    assert judged(check(checker, text), "r14-3-a-fit") == "gap"


FOR_THE_SURVEY = f"1. The survey is withheld under regulation 12(4)(b) {EIR}, as it would take 190 hours to read."


@pytest.mark.parametrize(
    "described",
    [
        "is still a draft",
        "is an internal e-mail",
        "touches on national security",
        "is legal advice",
        "is protected by copyright",
        "gives confidential proceedings away",
        "is commercially sensitive",
        "was volunteered to us by a farmer",
        "would disturb the nests",
        "is personal data",
    ],
)
def test_exception_that_is_only_described_is_a_refusal_that_names_nothing(
    checker: Checker, described: str
) -> None:
    second = f"2. We cannot release the second paper, because it {described}."
    parsed = parse(checker, letter(FOR_THE_SURVEY, second))
    assert parsed.unnamed is not None
    assert "second paper" in parsed.document.quote(parsed.unnamed)
    found = judged(check(checker, letter(FOR_THE_SURVEY, second)), "r14-3-a")
    assert found == "unclear", "another exception is named: perhaps this is meant under it, too"


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Commercial confidentiality", True),
        ("Unfinished documents", True),
        ("The second paper", False),
    ],
)
def test_exception_that_titles_what_is_refused(checker: Checker, title: str, named: bool) -> None:
    text = letter(
        FOR_THE_SURVEY.removeprefix("1. "), title, "We are not releasing the second paper."
    )
    assert (parse(checker, text).unnamed is not None) is named


@pytest.mark.parametrize(
    "words",
    [
        "2. We cannot release the second paper: it was sold to a commercially sensitive buyer in 2009, "
        "and regulation 12(5)(e) applies.",
        "2. The second paper, which is still a draft, is enclosed.",
        "2. A request that is too general cannot be met; would you tell us which year you mean?",
        "2. To read the second box, too, would be manifestly unreasonable, and we refuse it.",
    ],
)
def test_what_describes_no_other_exception(checker: Checker, words: str) -> None:
    assert parse(checker, letter(FOR_THE_SURVEY, words)).unnamed is None


CHARGE = "Your request under the Environmental Information Regulations 2004. Under regulation 8(4) we ask for "


@pytest.mark.parametrize(
    ("words", "rule", "wanted"),
    [
        ("advance payment of £45.", "r8-4-amount", "met"),
        ("advance payment.", "r8-4-amount", "note"),
        ("advance payment of £45.", "r8-5-sixty-days", "met"),
        ("advance payment of £45. Please pay within 28 days.", "r8-5-sixty-days", "note"),
        ("advance payment of £45. Please pay within two months.", "r8-5-sixty-days", "note"),
        ("advance payment of £45. Please pay within three months.", "r8-5-sixty-days", "met"),
    ],
)
def test_charge_that_has_to_be_paid_first(
    checker: Checker, words: str, rule: str, wanted: str
) -> None:
    report = check(checker, letter(f"{CHARGE}{words}"))
    assert judged(report, rule) == wanted
    assert report.verdict == "not_a_refusal"


@pytest.mark.parametrize(
    ("day", "wanted"), [("22 January 2026", "met"), ("23 January 2026", "note")]
)
def test_charge_is_asked_for_within_twenty_working_days(
    checker: Checker, day: str, wanted: str
) -> None:
    text = letter(f"{CHARGE}advance payment of £45.", day=day)
    assert judged(check(checker, text, received=date(2025, 12, 19)), "r8-4-time") == wanted


@pytest.mark.parametrize(
    ("follows", "wanted"),
    [
        ("I enclose the survey.", "met"),
        ("The River Team will send you a new answer by 3 June.", "met"),
        ("The River Team will send you a new answer.", "unclear"),
        ("I apologise.", "gap"),
    ],
)
def test_reconsideration_that_finds_a_failure(checker: Checker, follows: str, wanted: str) -> None:
    found = f"I find that we failed to comply with regulation 14(3) {EIR}. {follows}"
    kept = f"The model stays withheld under regulation 12(4)(d) {EIR}, as it is a draft."
    report = check(checker, letter("Outcome of internal review", found, kept))
    assert judged(report, "r11-5") == wanted
    clean = check(checker, letter("Outcome of internal review", "I uphold the decision.", kept))
    assert judged(clean, "r11-5") == "not_applicable"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Only two of its pages are commercially confidential.", "gap"),
        (
            "Only two of its pages are confidential, but their figures cannot be separated out.",
            "met",
        ),
        ("All of its pages give the prices of the supplier.", "not_applicable"),
    ],
)
def test_what_can_be_separated(checker: Checker, words: str, wanted: str) -> None:
    refused = f"We refuse to disclose the whole report under regulation 12(5)(e) {EIR}."
    assert judged(check(checker, letter(f"{refused} {words}")), "r12-11-only-a-part") == wanted


def test_what_limits_an_exception_is_not_relied_on(checker: Checker) -> None:
    weighed = "In favour: the presumption of disclosure (regulation 12(2))."
    barred = (
        "Under regulation 12(9) we cannot refuse information on emissions under 12(5)(d) to (g)."
    )
    assert provisions(parse(checker, letter(DRAFT, weighed, barred))) == {"reg12(4)(d)"}


@pytest.mark.parametrize(
    "words",
    [
        "We have decided not to disclose the prices, relying on section 43(2) of the Freedom of "
        "Information Act 2000.",
        "The Trust declines to release the prices, applying section 43(2) of the Freedom of "
        "Information Act 2000.",
    ],
)
def test_refusing_in_reliance_denies_nothing(checker: Checker, words: str) -> None:
    assert claims(parse(checker, letter(words))) == {("s43(2)", "withhold")}


def test_section_of_the_act_that_is_said_to_be_of_the_regulations(checker: Checker) -> None:
    report = check(
        checker, letter(f"We refuse the survey under section 43(2) {EIR}, as it is secret.")
    )
    assert claims(report) == {("s43(2)", "withhold")}
    named = letter(f"We refuse the survey under section 12(5)(e) {EIR}, as it is secret.")
    assert provisions(parse(checker, named)) == {"reg12(5)(e)"}


ENVIRONMENTAL = "The survey of the culvert is environmental information."
COST = (
    "We refuse the request under section 12(1) of the Freedom of Information Act 2000, since to answer it "
    "would exceed the appropriate limit."
)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (COST, "met"),
        (f"{ENVIRONMENTAL} {COST}", "gap"),
        (f"Some of the file is environmental information. {COST}", "unclear"),
        (f"{ENVIRONMENTAL} {DRAFT}\n\n{COST}", "not_applicable"),
    ],
)
def test_environmental_information_refused_under_the_act(
    checker: Checker, words: str, wanted: str
) -> None:
    assert judged(check(checker, letter(words)), "regime-environmental") == wanted


def test_one_fault_leaves_the_rest_assessed(checker: Checker) -> None:
    report = check(checker, letter(f"The survey is withheld under regulation 12(5) {EIR}."))
    found = statuses(report)
    assert found["eir2004/r14-3-a@reg12(5)#withhold"] == "gap"
    assert found["eir2004/r14-5-a"] == found["eir2004/r14-5-b"] == "met"


def test_outcome_of_reconsideration_owes_no_other(checker: Checker) -> None:
    words = "Your representations of 3 May were considered again. I uphold the decision."
    text = letter("Outcome of internal review", words, DRAFT).partition("If you are unhappy")[0]
    assert judged(check(checker, text), "r14-5-a") == "not_applicable"
    assert judged(check(checker, text), "r14-5-b") == "gap"


def test_every_must_rests_on_the_regulations_themselves(checker: Checker) -> None:
    musts = [r for r in checker.ruleset.rules if (r.pack, r.level) == ("eir2004", "must")]
    assert musts and {rule.verified for rule in musts} == {"statute"}


@pytest.mark.parametrize(
    "words",
    [
        "Under regulation 12(4)(a) a public authority may refuse to disclose information to the extent "
        "that it does not hold that information when an applicant's request is received.",
        "Regulation 12(4)(a) provides that an authority may refuse what it does not hold.",
    ],
)
def test_what_is_not_held_is_refused_in_the_words_of_the_regulations(
    checker: Checker, words: str
) -> None:
    opening = "Your request under the Environmental Information Regulations 2004"
    report = check(checker, letter(opening, "We do not hold a survey of the culvert.", words))
    assert claims(report) == {("reg12(4)(a)", "withhold")}
    assert "gap" not in {a.status for a in report.assessments if a.level == "must"}


def test_what_is_not_held_is_excepted_subject_to_the_public_interest(checker: Checker) -> None:
    parsed = parse(checker, letter(f"It is refused under regulation 12(4)(a) {EIR}."))
    assert claim(parsed, "reg12(4)(a)").test == "qualified"


@pytest.mark.parametrize(
    ("why", "wanted"),
    [
        ("because she has objected", "unclear"),
        ("as she could not have it herself", "unclear"),
        ("because it applies", "gap"),
    ],
)
def test_short_reason_for_denying_may_be_one(checker: Checker, why: str, wanted: str) -> None:
    denied = (
        f"We neither confirm nor deny that we hold the complaint under regulation 13(5A)(b), {why}."
    )
    assert judged(check(checker, letter(denied)), "r14-3") == wanted
