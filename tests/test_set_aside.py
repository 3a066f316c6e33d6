"""What cancels a claim, and what only looks as if it did."""

from __future__ import annotations

import pytest

from noticecheck.checker import Checker
from short_letters import FOIA, RIGHTS, check, claims, letter, parse, provisions, status

TENDER = f"We withhold the figures under section 43(2) {FOIA}, since the firm would lose the spring tender."


@pytest.mark.parametrize(
    "words",
    [
        "The figures have not been used in any report.",
        "They are not relevant to the audit.",
        "It is not appropriate to release them in part.",
        "We do not agree with you that the tender is over.",
        "We were not persuaded by your argument that it is.",
        "The exemption does not apply to the cover page, which is enclosed.",
        "The firm was told that its figures would not be used for anything else.",
        "The directors were asked for a view they did not hold.",
        "Bidders may start to withdraw from the market, or parts of the scheme be dropped.",
        "Every other page is enclosed in full.",
        "It is not necessary for us to show that the loss is certain.",
        "We asked if there was a legitimate interest in it; that is not met here.",
        "It would not help the town, and it would not be cited in our favour.",
        "The firm withdrew its first offer, and its claim in the county court was dropped.",
        "The council is withdrawing the old meters in June.",
        "A mistake in the rates applied last year has been put right.",
        "Advice that is written for the gallery can never be relied on.",
    ],
)
def test_sentence_about_something_else_cancels_nothing(checker: Checker, words: str) -> None:
    assert claims(parse(checker, f"{TENDER} {words}\n")) == {("s43(2)", "withhold")}


@pytest.mark.parametrize(
    "words",
    [
        f"We looked at section 43(2) {FOIA} for the figures. It does not apply.",
        f"We thought about using section 43(2) {FOIA}. We are not relying on it.",
        f"We did think about section 43(2) {FOIA}, but do not consider that anybody would be hurt.",
        f"The first reply cited section 43(2) {FOIA}. It was wrongly used and it is dropped.",
        f"Our bidder asked us to withhold parts under section 43(2) {FOIA}. We took the view that "
        "harm would not follow, and the figures are provided in full.",
        f"Although section 43(2) {FOIA} is engaged, the public interest lies in their release.",
        f"Section 43(2) {FOIA} was considered but is not needed.",
    ],
)
def test_exemption_that_is_spoken_of_and_not_used(checker: Checker, words: str) -> None:
    text = f"{words}\n\nThe names are withheld under section 40(2), as they are junior clerks.\n"
    assert provisions(parse(checker, text)) == {"s40(2)"}


WONDERED = [
    "We debated at first whether section 43(2) covered it, but the supplier was content.",
    "We asked ourselves whether it should be kept back under section 43(2); the contract is over.",
    "Our first instinct was that it was exempt under section 43(2). The supplier did not mind.",
    "We did consider whether it ought to be withheld under section 43(2) but decided against it.",
]


@pytest.mark.parametrize("words", WONDERED)
def test_what_was_only_wondered_about_refuses_nothing(checker: Checker, words: str) -> None:
    text = letter(f"The information is released in full.\n\n1. The price is 118p. {words}", RIGHTS)
    assert parse(checker, text).kind == "full_disclosure"


@pytest.mark.parametrize(
    "words",
    [
        "We wondered whether to withhold it under section 43(2), and are satisfied that we should.",
        "Having considered whether it is exempt under section 43(2), we are withholding it.",
        "We looked at whether it is exempt under section 43(2). A rival could use it, so we withhold it.",
        "We discussed whether it fell under section 43(2) and came to the view that it must.",
        "Our first thought was that section 43(2) applied and, having asked the firm, we still think so.",
    ],
)
def test_what_was_wondered_about_and_done_is_a_claim(checker: Checker, words: str) -> None:
    assert provisions(parse(checker, letter(f"As to the price: {words}", RIGHTS))) == {"s43(2)"}


def test_what_is_withdrawn_is_the_exemption_named_before(checker: Checker) -> None:
    text = (
        f"Our first reply relied on section 41 {FOIA}. We withdraw that and now rely on section "
        "43(2), as our bidder would be undercut.\n"
    )
    assert provisions(parse(checker, text)) == {"s43(2)"}


def test_requesters_denial_is_answered(checker: Checker) -> None:
    text = (
        f"You say that section 43(2) {FOIA} does not apply. We disagree: our bidder would be undercut "
        "and so we withhold the file under it.\n"
    )
    assert provisions(parse(checker, text)) == {"s43(2)"}


@pytest.mark.parametrize(
    "words",
    [
        "Section 30(3) removes that duty for information which is, or if it were held would be, exempt "
        "by virtue of section 30(1).",
        "Section 30(3) applies to information which, if it were held, would be exempt under section "
        "30(1).",
        "We rely on section 30(3). Nothing here says that we hold anything which would be exempt under "
        "section 30(1).",
    ],
)
def test_exemption_of_what_might_be_held_is_no_claim(checker: Checker, words: str) -> None:
    text = (
        f"Freedom of Information Act 2000\n\nWe neither confirm nor deny that we hold it. {words}\n"
    )
    assert claims(parse(checker, text)) == {("s30(3)", "ncnd")}


@pytest.mark.parametrize(
    ("words", "relied"),
    [
        (
            "Section 31(3) says that the duty does not arise if compliance would be likely to prejudice "
            "the matters in 31(1).",
            "s31(3)",
        ),
        (
            "Section 31(3) excludes the duty where compliance would prejudice any of the matters in "
            "section 31(1)(a) to (i).",
            "s31(3)",
        ),
        (
            "To confirm or deny it would be likely to prejudice the matters set out in section 31(1)(b), "
            "and section 31(3) applies.",
            "s31(3)",
        ),
        (
            "Section 36(3) removes the duty where to comply with it would be likely to have any of the "
            "effects listed in section 36(2).",
            "s36(3)",
        ),
        (
            "By section 43(3) we need not, because to say so would harm the interests protected by section "
            "43(2).",
            "s43(3)",
        ),
    ],
)
def test_the_matters_of_which_another_section_speaks_are_no_claim(
    checker: Checker, words: str, relied: str
) -> None:
    text = letter(f"We neither confirm nor deny that this is held {FOIA}. {words}")
    assert claims(parse(checker, text)) == {(relied, "ncnd")}


@pytest.mark.parametrize(
    ("words", "relied"),
    [
        (
            "We withhold the map because disclosure would be likely to prejudice the matters mentioned in "
            "section 31(1)(a): thieves would use it.",
            "s31(1)(a)",
        ),
        (
            "The prices are exempt because disclosure would prejudice the interests described in section "
            "43(2).",
            "s43(2)",
        ),
        (
            "I have decided to refuse this, as it would harm the interests referred to in section "
            "27(1)(a).",
            "s27(1)(a)",
        ),
    ],
)
def test_what_is_withheld_for_the_matters_of_a_section_relies_on_it(
    checker: Checker, words: str, relied: str
) -> None:
    text = letter(f"This is about your request {FOIA}.", words, RIGHTS)
    assert claims(parse(checker, text)) == {(relied, "withhold")}


@pytest.mark.parametrize(
    "words",
    [
        "which provides that an authority may refuse to disclose material in the course of completion",
        "as the consultants have asked us not to release it before June",
    ],
)
def test_clause_that_supposes_leaves_what_was_applied_before_it(
    checker: Checker, words: str
) -> None:
    text = (
        "The draft is excepted under regulation 12(4)(d) of the Environmental Information Regulations "
        f"2004, {words}.\n"
    )
    assert provisions(parse(checker, text)) == {"reg12(4)(d)"}


@pytest.mark.parametrize(
    "words",
    [
        "It is likely that section 12 would be engaged if the request stays as it is.",
        "Without this it is probable that the request would go over the cost limit in section 12.",
        "Section 12 allows us to decline requests where we estimate that the limit would be exceeded.",
    ],
)
def test_cost_limit_that_may_come_is_not_relied_on(checker: Checker, words: str) -> None:
    text = (
        f"Thank you for your request. Under section 1(3) {FOIA} we need more detail from you before we "
        f"can find what you want: please tell us which years you mean. {words}\n"
    )
    report = check(checker, text)
    assert claims(report) == set() and report.verdict == "not_a_refusal"


def test_section_of_another_act_named_again_without_it(checker: Checker) -> None:
    text = (
        f"The returns are exempt under section 44(1)(a) {FOIA}. Section 29(1) of the Undertakers Act 2017 "
        "makes it an offence to disclose them unless one of the cases in section 29(2) is open.\n"
    )
    assert provisions(parse(checker, text)) == {"s44(1)(a)"}


def test_limbs_of_the_statute_are_no_range(checker: Checker) -> None:
    text = (
        f"We neither confirm nor deny, under section 40(5B)(a)(i) {FOIA}: to comply with section 1(1)(a) "
        "- (i) would contravene a principle.\n"
    )
    assert provisions(parse(checker, text)) == {"s40(5B)(a)(i)"}


def test_limbs_of_scotlands_section_30(checker: Checker) -> None:
    text = (
        "The minutes are withheld under section 30(b)(i) and (ii) of the Freedom of Information "
        "(Scotland) Act 2002, as members would stop speaking their minds.\n"
    )
    assert provisions(parse(checker, text)) == {"s30(b)(i)", "s30(b)(ii)"}


@pytest.mark.parametrize(
    "words",
    [
        "Your request for the clerk's name is refused under section 40(2), because she is a junior "
        "clerk who has never spoken for us in public.",
        "Your request was refused under section 40(2), as the clerk is junior and was never told that "
        "she might be named.",
    ],
)
def test_refusal_that_opens_like_a_request_gives_its_reason(checker: Checker, words: str) -> None:
    report = check(checker, f"Freedom of Information Act 2000\n\n{words}\n\n{RIGHTS}")
    assert status(report, "explains_why", "s40(2)") == "met"


@pytest.mark.parametrize(
    "words",
    [
        "The supplier asked us to withhold the rates, and they are exempt under section 43(2).",
        "The landlord urged us to refuse, but we rely on section 43(2) for another reason.",
        "It is likely that the bid would be refused if this were known, and we apply section 43(2).",
        "The keys are exempt under section 43(2), so that they are not used by others.",
        "We have applied section 43(2) to the contract and its schedule.",
        "You mention section 43 of the Housing Act 1996. We withhold the file under section 43(2).",
        "Under section 43(2) officers of the firm would be hurt, so we withhold their rates.",
        "While section 43(2) applies, there is a public interest in disclosure. It is the weaker one.",
    ],
)
def test_claim_stands_beside_what_looks_like_a_denial(checker: Checker, words: str) -> None:
    text = f"Your request under the Freedom of Information Act 2000\n\n{words}\n"
    assert provisions(parse(checker, text)) == {"s43(2)"}


@pytest.mark.parametrize(
    "words",
    [
        "The Council has refused the scheme twice. Both decision letters are attached.",
        "We do not intend to publish the plan before May, but a copy is attached for you.",
        "Members agreed that the names should not be published before the vote. They are enclosed in full.",
        "No part of your request has been refused. The figures are 12 and 40.",
        "We sometimes have to refuse a licence. The list of all of them is enclosed in full.",
    ],
)
def test_what_is_given_is_never_called_refused(checker: Checker, words: str) -> None:
    text = f"Dear Ms Hale\n\nYour request under the Freedom of Information Act 2000\n\n{words}\n\n{RIGHTS}"
    assert check(checker, text).verdict == "not_a_refusal"


@pytest.mark.parametrize(
    "words",
    [
        "I must decline your request.",
        "I am afraid we will not be sending you the report.",
        "We do not propose to publish or share the inspection report.",
        "This is not information that we are able to provide.",
        "It was resolved that they should not be given out to the public.",
        "I regret that neither of them can be made available, and we refuse your request.",
        "We've blacked out some lines as they're legally privileged.",
        "We have redacted the names. The rest of the report is attached.",
        "I have had to redact the names before sending it.",
        "I've taken out the names because they are personal data; the rest is attached.",
        "The names have been removed as they are private.",
        "A copy is attached with the prices hidden, as they are commercially sensitive.",
    ],
)
def test_plain_refusal_that_names_nothing(checker: Checker, words: str) -> None:
    text = f"Dear Ms Hale\n\nThank you for your Freedom of Information request. {words}\n\n{RIGHTS}"
    report = check(checker, text)
    assert status(report, "specifies_exemption", "unnamed") == "gap"


def test_answer_that_only_describes_its_exemption_is_open(checker: Checker) -> None:
    text = f"""Your request under the Freedom of Information Act 2000

1) The rates are withheld under section 43(2), since a rival could undercut the supplier in June.

2) We are not able to provide the names of the clerks due to data protection.

{RIGHTS}"""
    report = check(checker, text)
    assert status(report, "specifies_exemption", "unnamed") == "unclear"
    assert status(report, "explains_why", "unnamed") in ("unclear", "met")
    named = text.replace("due to data protection", "due to data protection: section 40(2) applies")
    assert status(check(checker, named), "specifies_exemption", "unnamed") == "not_applicable"


@pytest.mark.parametrize(
    "words",
    [
        "The report is attached. Nothing has been redacted or removed as confidential.",
        "We have removed the report from our website and attach a copy of it.",
        "The attached list is complete. We have taken out a policy for all private cars.",
        "We attach the report. Your own personal details have not been removed.",
    ],
)
def test_nothing_is_refused_where_nothing_is_taken_out(checker: Checker, words: str) -> None:
    assert parse(checker, letter(words, RIGHTS)).unnamed is None


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("under section 40(5B)(a)(i) {A} whether this is held, for if it were, section 40(2) would apply",
         "s40(5B)(a)(i)"),
        ("under section 31(3) {A} whether there is a file: if there were, section 31(1)(a) would be engaged",
         "s31(3)"),
    ],
)  # fmt: skip
def test_what_would_apply_if_it_were_held_leaves_the_denial_as_it_is(
    checker: Checker, words: str, wanted: str
) -> None:
    said = words.replace("{A}", "of the Freedom of Information Act 2000")
    parsed = parse(
        checker, f"Dear Ms Quill\n\nYour request\n\nWe neither confirm nor deny {said}.\n"
    )
    assert {(c.provision, c.effect) for c in parsed.claims} == {(wanted, "ncnd")}
