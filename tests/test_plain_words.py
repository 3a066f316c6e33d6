"""Officers' plain words: what is a reason and what is not, who concludes what, what is still
relied on, and what gives something."""

from __future__ import annotations

import pytest

from noticecheck.checker import Checker
from short_letters import FOIA, RIGHTS, check, letter, parse, provisions, status

WITHHELD = f"We are withholding the bids under section 43(2) {FOIA}."
WHY = "The rival bidders are named, and each would learn from them how low the other one went."


def explains(checker: Checker, claimed: str, *paragraphs: str) -> str:
    return status(check(checker, letter(*paragraphs, RIGHTS)), "explains_why", claimed)


def weighs(checker: Checker, claimed: str, *paragraphs: str) -> str:
    return status(check(checker, letter(*paragraphs, RIGHTS)), "public_interest", claimed)


# --- what is no reason ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "other",
    [
        "The balance of the public interest therefore favours withholding the bids.\n\nThe team "
        "answers some 900 requests a year, and three trained officers read each draft letter.",
        "You argued in your message that the depot has opened and nobody would lose by it now.",
        "You also asked us for every letter that the three bidders sent to the depot last spring.",
        "Could each of the bidders have been told of the depot's roof before they wrote to us?",
        '"All bids that the firms sent to the depot, and the score sheets of the panel of last May."',
        "The Council holds the bids of three firms, with their drawings and the notes of the panel.",
        "Thank you for your request of 2 May for the bids, letters and drawings of the new depot, "
        "for every year since the roof of the old one was taken down.",
    ],
)
def test_other_business_is_no_reason(checker: Checker, other: str) -> None:
    assert explains(checker, "s43(2)", WITHHELD, other) != "met"
    assert explains(checker, "s43(2)", f"{WITHHELD} {WHY}", other) == "met"


@pytest.mark.parametrize(
    "argued",
    [
        "They would not expect their names to be read out, junior clerks that they are, so it would "
        f"be unfair to them: section 40(2) {FOIA}.",
        "The two clerks are junior, have never spoken for the board, and were promised by the chair "
        "that nobody outside would learn of them. (Section 40(2).)",
    ],
)
def test_an_argument_may_stand_before_the_citation(checker: Checker, argued: str) -> None:
    assert explains(checker, "s40(2)", f"We keep the names back. {argued}") == "met"


def test_what_an_answer_would_show_is_told_within_the_balance(checker: Checker) -> None:
    ncnd = f"We neither confirm nor deny that we hold this, under section 24(2) {FOIA}."
    balance = (
        "Public interest. For: it would show that the force makes proper use of specialist help. "
        "Against: to say that an agency was there would tell the associates of those on trial that "
        "they are watched, and over time answers about trials would build into a picture. The "
        "balance favours neither confirming nor denying."
    )
    assert explains(checker, "s24(2)", ncnd, balance) == "met"


@pytest.mark.parametrize(
    ("claimed", "formula"),
    [
        ("s40(2)", "The names are withheld under section 40(2). This is because they are third party "
         "personal data and disclosure would contravene one of the data protection principles, namely "
         "that personal data must be processed lawfully, fairly and in a transparent manner."),
        ("s40(2)", "Officer names are withheld under section 40(2): they are personal data and we consider "
         "that disclosure would be unfair to the data subjects concerned and in breach of Article 5."),
        ("s40(2)", "The names are redacted. Section 40(2) applies because this is the personal data of third "
         "parties and its disclosure would contravene the first data protection principle, which requires "
         "personal data to be processed lawfully, fairly and transparently."),
        ("s40(2)", "The names are withheld under section 40(2), since to release personal data here would be "
         "neither fair nor lawful and so in breach of Article 5 of the UK GDPR."),
        ("s44", "The report is withheld under section 44, as disclosure is prohibited by law."),
        ("s36(2)(b)", "The notes are exempt under section 36(2)(b). The qualified person, our Monitoring "
         "Officer, is of the reasonable opinion that the exemption is engaged."),
    ],
)  # fmt: skip
def test_a_formula_alone_is_no_reason(checker: Checker, claimed: str, formula: str) -> None:
    assert explains(checker, claimed, formula) != "met"


def test_rows_that_answer_other_questions_are_no_reason(checker: Checker) -> None:
    table = (
        "| 1 | How many permits were issued? | 311, of which 12 were for visitors from the port |\n"
        "| 2 | What does the operator pay us? | Exempt - s43(2) |\n"
        "| 3 | When does the operator leave? | March, unless the port extends it by another year |"
    )
    assert explains(checker, "s43(2)", f"Our answers under the Act {FOIA[7:]}:", table) == "gap"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("it is kept from the public by section 9 of the Ferries Act 1971, as our surveyor got it "
         "under the powers of that Act", "met"),
        ("our surveyor came by it in the summer and the ferry crews were glad of her visit, which "
         "could be read in the local paper", "unclear"),
    ],
)  # fmt: skip
def test_only_an_enactment_explains_a_prohibition(
    checker: Checker, words: str, expected: str
) -> None:
    claim = f"The survey is exempt under section 44(1)(a) {FOIA}, because {words}."
    assert explains(checker, "s44(1)(a)", claim) == expected


def test_a_balance_for_another_exemption_explains_no_absolute_one(checker: Checker) -> None:
    text = (
        f"The map is exempt under section 21 {FOIA}.",
        f"The rota is exempt under section 31(1)(a) {FOIA}, as burglars would learn when nobody is in.",
        "The public interest: shopkeepers would like to know who is on duty at night. Against that, "
        "burglars who knew the rota would choose their hour. On balance it favours withholding.",
    )
    assert explains(checker, "s21", *text) != "met"


def test_reasons_whose_claim_is_not_to_be_told_leave_it_open(checker: Checker) -> None:
    text = (
        "1. The plan of the vault.",
        "Anybody who had it could see which door is weakest, and the risk of a second theft would "
        "grow for the staff who work there at night.",
        "2. The price of the new doors was £1,204.",
        f"The law that we rely on for the plan is section 31(1)(a) {FOIA}.",
    )
    assert explains(checker, "s31(1)(a)", *text) != "gap"


# --- weighing in plain words --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "balance",
    [
        "Residents have a fair wish to know what the depot cost. But a rival who saw the bids would "
        "shade its price next year, and that is too high a price for a small addition to the debate.",
        "Should they come out all the same? Ratepayers would like to see how close it was; the total "
        "is in the minutes. If rivals saw the parts they would stay away in spring. We believe that "
        "keeping them back does the public more good.",
        "Parents may fairly want to know who bid. Even so, two of the firms told us they would not "
        "bid again, and nobody loses much by waiting until the contract is let in June.",
        "We start from the position that such figures ought to be public. Against that the spring "
        "tender would fail if rivals saw them, so the answer for now is no.",
    ],
)
def test_a_weighing_without_the_usual_words(checker: Checker, balance: str) -> None:
    assert weighs(checker, "s43(2)", f"{WITHHELD} {WHY}", balance) == "met"


@pytest.mark.parametrize(
    "other",
    [
        "Residents have a fair wish to know what the depot cost, and the total is in the minutes.",
        "The depot opened in June, and the roof is said to be in good order after the storm.",
    ],
)
def test_one_side_alone_is_no_weighing(checker: Checker, other: str) -> None:
    assert weighs(checker, "s43(2)", f"{WITHHELD} {WHY}", other) != "met"


# --- what is still relied on --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "Even were section 44 not to apply, we would have had to think about section 31(1)(a).",
        "You were expecting that we would refuse the letters under section 42. They are enclosed.",
        "For the avoidance of doubt, section 35 is not available to universities.",
        "The opinion covers harm of the kind described in section 36(2)(c).",
        f"We looked at section 36(2)(c) {FOIA} and at section 38(1)(a). We do not rely on either.",
    ],
)
def test_a_provision_that_is_only_spoken_of(checker: Checker, words: str) -> None:
    assert provisions(parse(checker, letter(f"{WITHHELD} {WHY}", words))) == {"s43(2)"}


def test_a_title_is_set_aside_by_what_stands_under_it(checker: Checker) -> None:
    text = letter(
        "Outcome of internal review",
        "Section 36(2)(b)(ii)",
        "The opinion was given for another paper. I do not uphold the exemption.",
        "Section 43(2)",
        f"I uphold this: {WHY} The bids are withheld.",
    )
    assert provisions(parse(checker, text)) == {"s43(2)"}


def test_a_review_that_gives_everything_claims_nothing(checker: Checker) -> None:
    text = letter(
        "INTERNAL REVIEW",
        "In our letter of 3 May we would not let you see the survey, because of section 43(2).",
        f"As for section 43(2) {FOIA}, the tender was abandoned in June.",
        "A full copy of the survey goes with this letter, with nothing removed.",
    )
    report = check(checker, text)
    assert (provisions(report), report.verdict) == (set(), "not_a_refusal")


def test_the_exemptions_of_an_act_are_given_up_together(checker: Checker) -> None:
    text = (
        "Dear Ms Quill\n\nReconsideration under regulation 11\n\nOur first answer was given under the "
        "Freedom of Information Act 2000. It applied sections 42 and 43.\n\nI have started afresh under "
        "the Environmental Information Regulations 2004, and the exemptions in the Freedom of "
        "Information Act are no longer relied on.\n\nThe opinion is withheld under regulation "
        "12(5)(b), as the inquiry opens in May and the other side would read our case beforehand.\n"
    )
    assert provisions(parse(checker, text)) == {"reg12(5)(b)"}


def test_what_is_probably_exempt_is_claimed_while_the_balance_is_open(checker: Checker) -> None:
    open_ = (
        "We have not yet reached a decision on the public interest and expect to by 3 June 2024."
    )
    likely = f"The plan probably falls within section 43(2) {FOIA}, as the land is not yet bought."
    assert provisions(parse(checker, letter(likely, open_))) == {"s43(2)"}


def test_a_table_of_how_often_exemptions_were_used(checker: Checker) -> None:
    table = (
        "| Exemption | In full | In part |\n| Section 31 | 12 | 17 |\n| Section 40 | 14 | 120 |\n"
        "| Section 43 | 9 | 17 |"
    )
    text = letter("We refused 141 requests in full last year. They were refused as follows.", table)
    assert provisions(parse(checker, text)) == set()


@pytest.mark.parametrize(
    ("cited", "claimed"),
    [
        ("s40 ss2 of the FOI Act", "s40(2)"),
        (f"sectlon 4O(2) {FOIA}", "s40(2)"),
        (f"section 40, subs. 2 {FOIA}", "s40(2)"),
    ],
)
def test_citations_as_they_are_typed_and_scanned(
    checker: Checker, cited: str, claimed: str
) -> None:
    text = letter(f"The names are withheld under {cited}, as the two clerks would not expect it.")
    assert provisions(parse(checker, text)) == {claimed}


def test_sections_that_follow_those_of_another_act(checker: Checker) -> None:
    text = letter(
        "The notice refers to Data Protection Act 2018 section 9, and to sections 40 and 43 in the "
        "case of the night shelter. Information under it was refused to nobody."
    )
    assert provisions(parse(checker, text)) == set()


def test_the_title_of_section_35_names_no_other_law(checker: Checker) -> None:
    text = letter(
        "The remaining pages are withheld because the following exemption applies.",
        "Section 35(1)(a) - formulation and development of government policy",
        "The pages set out three options for the ferry fares, on which ministers have yet to decide.",
    )
    assert provisions(parse(checker, text)) == {"s35(1)(a)"}


def test_environmental_information_that_is_not_held_is_refused(checker: Checker) -> None:
    text = (
        "Dear Ms Quill\n\nUnder the Environmental Information Regulations 2004 you asked for the noise "
        "readings. We do not hold them: the meter was never switched on.\n\nRegulation 12(4)(a) "
        "provides an exception where an authority does not hold the information.\n"
    )
    report = check(checker, text)
    assert provisions(report) == {"reg12(4)(a)"}
    assert status(report, "states_refusal") == "met"


# --- what gives something, and what refuses nothing -----------------------------------------------------


@pytest.mark.parametrize(
    "given",
    [
        "The rent for a plot is £38.",
        "Number of tenancies ended: 2019/20 - 9; 2020/21 - 3; 2021/22 - 11",
        "a) 143 responses (118 parents, 25 staff).",
        "Yield by sector is at annex A.",
        "The first paper is a table and a copy comes with this letter.",
        "Part 1 - provided in Table 1.",
    ],
)
def test_what_is_given_makes_a_refusal_partial(checker: Checker, given: str) -> None:
    asked = "You asked for: a) the number; b) the bids."
    assert parse(checker, letter(asked, given, f"{WITHHELD} {WHY}")).kind == "partial_refusal"
    assert parse(checker, letter(asked, f"{WITHHELD} {WHY}")).kind == "full_refusal"


@pytest.mark.parametrize(
    "words",
    [
        "We keep our answer for three years, and your name will not be given to anybody.",
        "You have the right to complain about the decision not to disclose information.",
        "Consent under clause 12 of the lease is refused.",
    ],
)
def test_what_refuses_no_information(checker: Checker, words: str) -> None:
    assert (
        parse(checker, letter("The two figures are 311 and 24, as at 1 May.", words)).unnamed
        is None
    )


@pytest.mark.parametrize(
    "words",
    [
        "So it is a no, I am afraid, and we won't be sending them out.",
        "We said no in March, and the refusal stands.",
        "I am afraid we are not going to be able to give you this one.",
    ],
)
def test_a_refusal_in_everyday_words(checker: Checker, words: str) -> None:
    assert parse(checker, letter("You asked for the three quotes.", words)).unnamed is not None


def test_a_leaflet_claims_nothing(checker: Checker) -> None:
    text = (
        "NOT HAPPY WITH OUR ANSWER? A short guide\n\nWhy might we say no?\n\nThe commonest reasons "
        "are:\n\n* it is about another person (section 40(2))\n* it would harm a business (section "
        "43(2))\n\nIf we refuse we will tell you which of these applies, and why.\n"
    )
    assert provisions(parse(checker, text)) == set()


@pytest.mark.parametrize(
    "rights",
    [
        "Reviews: foi@council.example, 40 working days.\nIf you remain unhappy: Information "
        "Commissioner, www.ico.org.uk.",
        "Complain to us first: Information Manager, Dock Street, within 40 working days. Then to the "
        "Information Commissioner, www.ico.org.uk.",
    ],
)
def test_rights_in_few_words(checker: Checker, rights: str) -> None:
    report = check(checker, letter(f"{WITHHELD} {WHY}", rights))
    assert status(report, "complaints_procedure") == "met"
    assert status(report, "right_to_regulator") == "met"


def test_a_notice_that_is_attached_and_not_here_leaves_all_open(checker: Checker) -> None:
    report = check(
        checker,
        "Dear Ms Quill\n\nWe are not able to provide the draft. Please see the attached refusal "
        "notice.\n\nRegards\n\nFOI team\n",
    )
    assert report.verdict == "unclear"


# --- who writes, under what reference --------------------------------------------------------------------


def test_the_authority_s_own_reference_comes_first(checker: Checker) -> None:
    text = "Subject: FOI 2291\n\nOur ref: | IG/24/17\n\n" + letter(WITHHELD)
    assert parse(checker, text).reference == "IG/24/17"


def test_a_name_of_several_nouns_is_whole(checker: Checker) -> None:
    text = "Brayside University Hospitals NHS Trust\n\n" + letter(WITHHELD)
    assert parse(checker, text).authority == "Brayside University Hospitals NHS Trust"


def test_the_line_above_a_quoted_mail_may_be_long_and_wrapped(checker: Checker) -> None:
    head = "On Mon, 3 Jun 2024 at 10:12, Disclosure Unit <foi@westmarch.example>\nwrote:"
    quoted = "\n".join(f"> {line}" for line in letter(f"{WITHHELD} {WHY}", RIGHTS).splitlines())
    report = check(checker, f"Here is what they sent me.\n\nJo\n\n{head}\n\n{quoted}\n")
    assert provisions(report) == {"s43(2)"}
