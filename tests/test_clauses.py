"""What a clause denies, considers or concludes, and what it does not: whole families of wording."""

from __future__ import annotations

import pytest

from noticecheck.checker import Checker
from noticecheck.model import Report
from short_letters import RIGHTS, check, claims, gaps, letter

NAMES = "The names are exempt under section 40(2), as they would identify patients."


def report(checker: Checker, *paragraphs: str) -> Report:
    return check(checker, letter(*paragraphs))


def kind(found: Report) -> str:
    assert found.notice is not None
    return found.notice.kind


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        # A denial of something else leaves the claim.
        ("43(2)", "It is not appropriate to release the prices, which are exempt under section 43(2)."),
        ("43(2)", "I am not persuaded by your argument and consider that the prices are exempt under "
                  "section 43(2)."),
        ("43(2)", "The prices will not be released, as section 43(2) applies."),
        ("43(2)", "We have not used any exemption other than section 43(2), under which the prices are "
                  "withheld."),
        ("43(2)", "There is no need to apply redactions as the whole report is withheld under section "
                  "43(2)."),
        ("43(2)", "Section 43(2) has been applied to the prices, which are not relevant to the rest of "
                  "your request."),
        ("21", "We are turning the request down. They are on page 12 of our annual review. As you can "
               "get at them easily yourself we don't have to send them again (section 21 - information "
               "accessible by other means)."),
        ("42(1)", "We withhold it. It records advice from counsel and privilege has not been waived, so "
                  "section 42(1) is engaged."),
        ("44(1)(a)", "The file is exempt by virtue of section 44(1)(a). As section 44 is an absolute "
                     "exemption the public interest test does not fall to be applied."),
        # So does a choice between two.
        ("23(1) 24(1)", "The file is exempt under either section 23(1) or section 24(1). It is not "
                        "appropriate to say which of the two is engaged."),
        # What was considered is claimed where it was found to apply, and only there.
        ("43(2)", "We considered whether section 43(2) applied to the prices. We concluded that it does. "
                  "The prices are withheld."),
        ("", "We considered whether section 43(2) applied to the prices, but concluded that it did not, "
             "and they are enclosed."),
        ("", "We considered whether section 43(2) applied to the prices. We concluded that it did not. "
             "They are enclosed."),
        ("", "We do not rely on section 43(2). The prices are enclosed."),
        ("", "Our officers initially thought that section 43(2) would cover the prices. We have therefore "
             "decided that it does not apply and you will find them in Annex A."),
        # So is what might be.
        ("", "A search of this breadth would probably take us past the cost limit, in which event "
             "section 12 might be cited. Could you tell us which years you are interested in?"),
        # A dotted subsection may end a sentence.
        ("43(2)", "The prices are withheld: s 43.2."),
        ("43(2)", "The prices are withheld: s.43.2."),
        ("43(2)", "The prices are withheld: section 43.2, as a rival gains"),
    ],
)  # fmt: skip
def test_what_is_claimed_and_what_is_not(checker: Checker, wanted: str, words: str) -> None:
    found = claims(report(checker, words, RIGHTS))
    assert found == {(f"s{provision}", "withhold") for provision in wanted.split()}


@pytest.mark.parametrize(
    "relief",
    [
        "Under section 17(4), we are not obliged to give reasons for relying on section 31(3).",
        "We are not required to explain why section 31(3) applies, as that would itself disclose "
        "exempt information.",
    ],
)
def test_relief_from_explaining_keeps_the_claim_and_owes_nothing(
    checker: Checker, relief: str
) -> None:
    found = report(
        checker, f"We neither confirm nor deny holding it, under section 31(3). {relief}"
    )
    assert claims(found) == {("s31(3)", "ncnd")}
    assert not gaps(found) & {"s17-1-c", "s17-3-a"}


@pytest.mark.parametrize(
    "conclusion",
    [
        "I have decided that the second consideration is stronger.",
        "Beyond that we think harm to competition weighs more.",
        "The interest in a fair tender is weightier here.",
        "The public interest lies in waiting until the tender is over.",
        "So we believe it is right to withhold them.",
        "Having weighed these factors, the Council has concluded that they favour non-disclosure.",
    ],
)
def test_a_balance_is_a_balance_however_it_ends(checker: Checker, conclusion: str) -> None:
    found = report(
        checker,
        "The prices are withheld under section 43(2): rivals could undercut the supplier in May.",
        "We see the interest in checking that the award was fair, and publish the total for that "
        f"reason. Against that, a spoiled tender would cost residents dear. {conclusion}",
        RIGHTS,
    )
    assert gaps(found) == set()


@pytest.mark.parametrize(
    "words",
    [
        "In order to deal with your request we need more detail. We cannot provide the information "
        "until you tell us which school you mean.",
        "The information cannot be provided until you have paid the fee of £35 (section 9). You have "
        "three months to pay.",
        "We hold the information you asked for. It will be with you by 5 July once redacted; I am "
        "sorry for the delay. We expect to apply section 40(2) to some names.",
    ],
)
def test_a_letter_that_refuses_nothing_yet_is_accused_of_nothing(
    checker: Checker, words: str
) -> None:
    found = report(checker, words)
    assert gaps(found) == set()
    assert found.verdict == "not_a_refusal"


@pytest.mark.parametrize(
    "words",
    [
        "How to complain: see the attached leaflet.",
        "For your rights of complaint please see the enclosed sheet.",
    ],
)
def test_rights_in_another_document_are_unclear(checker: Checker, words: str) -> None:
    found = report(checker, NAMES, words)
    assert not gaps(found)
    assert found.verdict == "unclear"


@pytest.mark.parametrize(
    "words",
    [
        "Appeals: in the first place to the Head of Legal, County Hall, by 30 April. Then to the "
        "Information Commissioner, Wilmslow (ico.org.uk).",
        "Complaints: Head of Legal. ICO: Wycliffe House, Wilmslow.",
        "If you are unhappy with this response please write to Democratic Services, who will arrange "
        "for someone senior to look at it afresh. Failing that: Information Commissioner's Office, "
        "Wycliffe House, Wilmslow.",
        "Not happy? Email foi@tarnside.example for an internal review within 40 working days. Still "
        "not happy? Complain to the ICO: ico.org.uk/foicomplaints",
    ],
)
def test_rights_told_in_few_words_are_told(checker: Checker, words: str) -> None:
    found = report(checker, NAMES, words)
    assert not gaps(found) & {"s17-7-a", "s17-7-b"}


def test_a_review_outcome_headed_internal_review_is_read_as_one(checker: Checker) -> None:
    found = report(
        checker,
        "Internal review under the Freedom of Information Act 2000",
        "I have completed the review. Section 43(2) was rightly applied. Rivals could undercut the "
        "supplier in May. On the public interest, openness about a large contract was met by "
        "publishing the total. The loss of competition would cost taxpayers more, and the public "
        "interest in maintaining the exemption outweighs disclosure. I therefore uphold the decision.",
        "If you remain dissatisfied you may complain to the Information Commissioner.",
    )
    assert kind(found) == "internal_review"
    assert gaps(found) == set()


def test_a_repeated_request_is_refused_in_the_terms_of_the_act(checker: Checker) -> None:
    found = report(
        checker,
        "We answered the same request on 2 March. As nothing has changed we will not be answering "
        "this one, as it is a repeated request.",
        RIGHTS,
    )
    assert claims(found) == {("s14", "refuse")}


def test_time_to_see_whether_an_exemption_applies_is_no_public_interest_extension(
    checker: Checker,
) -> None:
    found = report(
        checker,
        "I am unable to provide the information at this time as I am still considering whether the "
        "exemption in section 36 applies. I hope to write to you by 12 June 2024.",
        RIGHTS,
    )
    assert "s17-1-b-pending" in gaps(found)


def test_a_purpose_of_section_31_2_is_owed(checker: Checker) -> None:
    file = "The file is withheld under section 31(1)(g)"
    assert "s17-1-b-purpose" in gaps(report(checker, f"{file}.", RIGHTS))
    assert "s17-1-b-purpose" not in gaps(report(checker, f"{file} with 31(2)(a).", RIGHTS))


def test_an_answer_and_a_question_in_one_paragraph_is_a_part_given(checker: Checker) -> None:
    found = report(
        checker,
        "You ask for the number of men removed from each prison in 2015. It was 41 at Staindale and "
        "17 at Aske.",
        "You ask as well for the escort plan. That is exempt under section 38(1)(b), as the escorts "
        "would be attacked.",
        RIGHTS,
    )
    assert kind(found) == "partial_refusal"


def test_a_day_without_a_year_is_an_estimate(checker: Checker) -> None:
    found = report(
        checker,
        "The options are exempt under section 35(1)(a), as no decision on the levy has been taken. "
        "We are weighing the public interest. We need until 3 July to do so.",
        RIGHTS,
    )
    assert "s17-2" not in gaps(found)


def test_a_weighing_that_cites_its_section_counts(checker: Checker) -> None:
    found = report(
        checker,
        "The statements were taken in a criminal investigation with a view to charging. They are "
        "withheld under section 30(1)(a)(i).",
        "For section 30 I have weighed the interest in open justice, which was served by the public "
        "trial, against the reluctance of witnesses in gang cases to come forward. The second "
        "consideration is stronger.",
        RIGHTS,
    )
    assert "s17-3-b" not in gaps(found)


@pytest.mark.parametrize(
    "need",
    [
        "and need additional time to do so",
        "and need to extend the time to do so",
        "and have not yet decided",
    ],
)
def test_time_taken_for_the_public_interest_owes_a_day(checker: Checker, need: str) -> None:
    found = report(
        checker,
        "The exemption at section 36(2)(c) applies, since a Minister has given the opinion that release "
        "would expose negotiating positions. We must consider whether the public interest in withholding "
        f"the register outweighs that in releasing it, {need}.",
        "We will write to you again as soon as we can.",
        RIGHTS,
    )
    assert gaps(found) == {"s17-2"}


def test_a_joint_balance_serves_every_exemption(checker: Checker) -> None:
    found = report(
        checker,
        "The report is withheld under sections 30(1)(a)(i), 31(1)(a) and 42(1).",
        "It was made for an investigation with a view to a charge. Release before the engineers have been "
        "interviewed would let accounts be tailored under section 31. It holds the advice of our "
        "solicitor and attracts legal professional privilege.",
        "Each of those provisions is subject to a test. On the one side stand the proper concern for "
        "safety and the desire of the bereaved to know what happened. On the other stand the integrity "
        "of a live inquiry and the right to take advice in private. The latter considerations outweigh "
        "the former in respect of each exemption.",
        RIGHTS,
    )
    assert not gaps(found) & {"s17-3-b", "s17-1-c"}
