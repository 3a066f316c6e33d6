"""Claims and mentions in letters that say it in words of their own: neither accused nor passed."""

from __future__ import annotations

import pytest

from noticecheck.checker import Checker
from short_letters import FOIA, document, parse, provisions

ADVICE = "The advice is withheld under section 42(1), since the dispute with the builder is live."
HOURS = "It would take 90 hours to go through the files."


def read(checker: Checker, words: str) -> set[str]:
    text = (
        f"Freedom of Information Act 2000\n\nDear Ms Hale\n\nThank you for your letter. {words}\n"
    )
    return provisions(parse(checker, text))


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (f"{HOURS} That is past the limit and we shall not be doing it; section 12(1) refers.", "s12(1)"),
        (f"{HOURS} The ceiling is 18, and so the Trust is not obliged to do it: section 12 {FOIA}.", "s12"),
        (f"We are not going to answer question 4 (section 12 {FOIA}): it would take 90 hours.", "s12"),
        (f"{HOURS} The answer to question 4 is therefore no. See section 12 {FOIA}.", "s12"),
        (f"{HOURS} Section 12 {FOIA} means that we do not have to do it.", "s12"),
        (f"We need not comply and, relying on section 12(1) {FOIA}, do not. {HOURS}", "s12(1)"),
        (f"We do not have to answer and, applying section 14(1) {FOIA}, shall not.", "s14(1)"),
        ("The letters stay with us; section 41(1) refers. They came in confidence.", "s41(1)"),
        (f"On the builder's letters the answer is no {FOIA}. They are privileged (s.42).", "s42"),
        (
            "Names of clerks are usually withheld under section 40(2), and we have done so here because they do "
            "not expect to be named.",
            "s40(2)",
        ),
        (
            "Advice is generally exempt under section 42(1). We are therefore withholding it, as the dispute with "
            "the builder is live.",
            "s42(1)",
        ),
    ],
)  # fmt: skip
def test_what_is_refused_in_the_officers_own_words(
    checker: Checker, words: str, wanted: str
) -> None:
    assert read(checker, words) == {wanted}


@pytest.mark.parametrize(
    "words",
    [
        f"Mark sheets tend to be exempt (s.40 {FOIA}). Which of them would you like?",
        f"Papers of that sort are often exempt under section 43 {FOIA}. Please tell us which you want.",
        f"I should warn you that some of it is likely to be exempt under section 43 {FOIA}. Please say which "
        "year you mean.",
        f"We are not obliged to do this under section 12 {FOIA}, but we have answered all the same: 12 and 14.",
        f"Although section 12 {FOIA} refers to a limit of 18 hours, your questions are answered below: 12, 14.",
        f"Had it taken longer we would not have been obliged to do it (section 12 {FOIA}). The figures are "
        "12 and 14.",
    ],
)
def test_what_is_so_as_a_rule_refuses_nothing(checker: Checker, words: str) -> None:
    assert read(checker, words) == set()


@pytest.mark.parametrize(
    "words",
    [
        "The code is withheld under section 31(1)(a), although we do not use it now.",
        "The code is withheld under section 31(1)(a), and nothing turns on it in your case.",
        "The code is withheld under section 31(1)(a), as it was not raised in public.",
        "We consider that section 31(1)(a) would be the appropriate exemption, and withhold the code.",
        "The code is likely to be exempt under section 31(1)(a), and we are therefore withholding it.",
    ],
)
def test_what_only_looks_like_a_denial_leaves_the_claim(checker: Checker, words: str) -> None:
    assert read(checker, f"{words} A burglar could use it.") == {"s31(1)(a)"}


@pytest.mark.parametrize(
    "words",
    [
        "Had we not relied on section 42(1), other provisions, such as the section 40 protection for personal "
        "data, might have been used.",
        "But for section 42(1) we would have had to think about section 40.",
        "Parts of it might have been refused for other reasons, such as the protection of section 40.",
        "It was thought at first that section 36(2)(c) might be the right course. Nothing rests on that now.",
        "Somebody suggested that section 43(2) ought to go in for good measure. It did not go in.",
        "You say that commercial confidentiality (section 43) is the true reason. Section 43 was not used and "
        "I do not use it.",
        "The first answer used section 22(1). It ought not to have done so.",
        "We used section 22(1) in May, but that exemption was never open to us, and the plan is attached.",
    ],
)
def test_what_was_thought_of_is_not_relied_on(checker: Checker, words: str) -> None:
    assert read(checker, f"{ADVICE}\n\n{words}") == {"s42(1)"}


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (
            "We neither confirm nor deny that anything is held. If there were an inquiry, what we had would have "
            "been gathered to find out whether to charge somebody (section 30(1)(a)). The right to say nothing is "
            "that in section 30(3).",
            {"s30(3)"},
        ),
        (
            "We will not say whether we hold it: a yes would harm our function of finding out who has broken the "
            "law (section 31(1)(g) with section 31(2)(a)). Section 31(3) is the exclusion.",
            {"s31(3)"},
        ),
        (
            "The plans are withheld under section 31(1)(a), since a burglar could use them. As to the second part "
            "we neither confirm nor deny that we hold it: section 31(3).",
            {"s31(1)(a)", "s31(3)"},
        ),
    ],
)
def test_what_a_denial_protects_is_no_claim(checker: Checker, words: str, wanted: set[str]) -> None:
    assert read(checker, words) == wanted


def test_below_the_signature_a_question_titles_the_reasons_for_its_answer(checker: Checker) -> None:
    text = (
        "Freedom of Information Act 2000\n\nDear Ms Hale\n\nQ1. How many clerks are there?\nFour.\n\n"
        "Q2. Who are they?\nI shall not name them. See the annex.\n\nYours sincerely\n\nAnn Marsh\n\n"
        "ANNEX: WHY\n\nA. Question 2\n\nA1. Two were threatened in May. I see why you ask, but to name them "
        "would be unfair. Section 40(2).\n"
    )
    assert provisions(parse(checker, text)) == {"s40(2)"}


def test_below_the_signature_the_request_is_still_the_requesters(checker: Checker) -> None:
    text = (
        "Freedom of Information Act 2000\n\nDear Ms Hale\n\nThe names are withheld under section 40(2), as the "
        "clerks do not expect to be named.\n\nYours sincerely\n\nAnn Marsh\n\nAnnex B: Your request\n\n"
        "Please send me the names. I know that you will refuse under section 43(2) as you always do.\n"
    )
    assert provisions(parse(checker, text)) == {"s40(2)"}


def test_a_test_of_the_public_interest_that_takes_longer_is_pending(checker: Checker) -> None:
    text = (
        f"Dear Ms Hale\n\nWe hold the bids. We think that they are caught by section 43(2) {FOIA}, and we have "
        "to carry out a public interest test, which is taking us longer than we would like. We have not made up "
        "our minds.\n"
    )
    assert parse(checker, text).kind == "public_interest_extension"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (f"Mark sheets tend to be exempt (s.40 {FOIA}). Which of them would you like?", True),
        (f"The two files are enclosed. Section 43 {FOIA} is about prices.", True),
        # What may only happen is no refusal, whoever reads it.
        (f"If the search takes too long we may have to rely on section 12 {FOIA}.", False),
        (f"We do not rely on section 43 {FOIA}. The two files are enclosed.", False),
        ("The two files are enclosed.", False),
    ],
)
def test_a_section_that_seems_to_refuse_nothing_is_told_of(
    checker: Checker, words: str, told: bool
) -> None:
    text = (
        f"Freedom of Information Act 2000\n\nDear Ms Hale\n\nThank you for your letter. {words}\n"
    )
    report = checker.check(document(text))
    assert report.verdict == "not_a_refusal"
    assert any("seems to refuse nothing" in warning for warning in report.warnings) == told


def answer(words: str) -> str:
    return (
        "Dear Ms Hale\n\nFreedom of Information Act 2000\n\nThank you for your request of 3 May. "
        f"{words}\n\nYours sincerely\n\nA Clerk\n"
    )


@pytest.mark.parametrize(
    "words",
    [
        "I am sorry but we are not going to send you the plans.",
        "We would rather not give out the rota.",
        "The Governors have decided that the report should stay private.",
        "The list is confidential and will not be released.",
        "Unfortunately the prices are commercially sensitive, so we cannot share them.",
        "We cannot let you have the names, as that would breach data protection.",
        "The report is not for publication.",
        "It is our policy not to publish such details.",
        "You cannot have the file.",
        (
            "That is a private matter between the school and the parents, and I shall say no more "
            "about it."
        ),
        "We decline to answer question 3.",
        "The plans have been left out for security reasons.",
        "Names have been blacked out.",
        "We are not able to provide this as it would take too long.",
    ],
)
def test_what_is_refused_without_a_section(checker: Checker, words: str) -> None:
    report = checker.check(document(answer(words)))
    assert report.verdict == "gaps"
    assert report.notice is not None and not report.notice.claims


@pytest.mark.parametrize(
    "words",
    [
        "We do not keep a record of that.",
        "No such report was ever written.",
        "I have looked, and there is nothing of the kind in our files.",
        "The Council has never had a contract with that firm, so there are no invoices to send.",
        "That information is not recorded by us.",
        "We have searched the archive and the shared drive without success.",
        "Our answer is nil: there have been none.",
        "The papers were destroyed in 2016 under our retention schedule.",
        "The depot is run by the county, and it is the county that has the plans.",
        "Nothing is held that would answer your question.",
        "I regret that we have no figures earlier than 2015.",
        "The survey you mention was never carried out.",
        "You ask for minutes; none were taken.",
        "We hold no information within the scope of your request.",
        "Such data would have to be created, which the Act does not require.",
        "The school does not have an emergency plan of that date.",
        "No e-mails were found.",
        "We are not the body that licenses boats.",
        "The Trust closed that ward before records began to be kept in this way.",
        "As far as we can tell from a search of the finance system, no payment was made to him.",
        "The figure is 42.",
        "There were 14 in 2019 and 12 in 2020.",
        "The minutes are enclosed.",
        "A copy of the policy is attached to this e-mail.",
        "You will find what you want at www.eastmere.example/spend.",
        "Yes, we do.",
        "The depot cost £4.2m, of which £3m was borrowed.",
        "Please see the spreadsheet.",
        "The contract is with Marl & Sons and runs until March.",
        "We paid £320 for it.",
        "The answer to your first question is yes and to your second no.",
        "I can tell you that three officers were on duty that night.",
        "The plans can be seen at the town hall between ten and four.",
        "All of the e-mails that you asked for are attached, in date order.",
        "Our policy is to repair potholes within 28 days.",
    ],
)
def test_what_is_given_or_not_held_is_no_refusal(checker: Checker, words: str) -> None:
    assert checker.check(document(answer(words))).verdict == "not_a_refusal"


@pytest.mark.parametrize(
    "words",
    [
        (
            "We can neither confirm nor deny that we hold what you ask for, and rely on section "
            "40(5B)(a)(i)."
        ),
        "Section 40(5B)(a)(i) applies: we will not say whether there was such a complaint.",
        (
            "The force will not say one way or the other whether it holds anything about him "
            "(section 40(5B))."
        ),
        (
            "I am not in a position to tell you whether or not such a record exists. Section "
            "40(5B)(a)(i) is the reason."
        ),
        "Under section 40(5B)(a)(i) we are not obliged to say whether we hold this, and do not.",
        "By section 31(3) we are excused from saying whether any such operation took place.",
        "We make no comment on whether such a file exists, in reliance on section 31(3).",
        (
            "Whether there is any such file is something that we neither confirm nor deny (section "
            "24(2))."
        ),
        (
            "This should not be taken as a sign that anything is or is not held: section 23(5) and "
            "section 24(2) are engaged."
        ),
        "The duty in section 1(1)(a) does not apply, by virtue of section 31(3).",
        "Neither confirming nor denying is all that section 40(5B)(a)(i) lets us do here.",
        (
            "The Trust's position is that it can say nothing about whether any such complaint was "
            "made: section 40(5B)(a)(i)."
        ),
        (
            "To say whether we hold this would itself tell you something about him, so we say "
            "neither, under section 40(5B)(a)(i)."
        ),
        "We refuse to confirm or deny that this is held. The exemption is section 31(3).",
        (
            "For the reasons below we do not confirm or deny holding the information, under "
            "section 30(3)."
        ),
        (
            "Our answer is that we will not confirm whether there is such a file, nor deny it "
            "(section 24(2))."
        ),
        "The answer is neither yes nor no: section 31(3) removes the duty to say which.",
        (
            "Please note that section 31(3) has been applied, so that nothing in this letter says "
            "whether information is held."
        ),
        "We do not confirm that this is held, nor do we deny it. See section 38(2).",
    ],
)
def test_what_is_neither_confirmed_nor_denied(checker: Checker, words: str) -> None:
    notice = parse(checker, answer(words))
    assert notice.kind == "ncnd"
    assert notice.claims and {claim.effect for claim in notice.claims} == {"ncnd"}
