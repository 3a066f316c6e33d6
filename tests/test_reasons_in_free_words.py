"""Reasons in words that no template has, and words of the statute that give none."""

from __future__ import annotations

import pytest

from noticecheck.checker import Checker
from short_letters import RIGHTS, check, letter, parse, provisions, status

THANKS = "Thank you for your request of 3 May."


@pytest.mark.parametrize(
    "words",
    [
        (
            "We withhold the plans under section 31(1)(a). They show where the alarms are, and "
            "thieves have tried the depot twice this year."
        ),
        (
            "Section 31(1)(a) applies to the plans: with them in hand a burglar would know which "
            "door to force."
        ),
        (
            "The plans are exempt under section 31(1)(a). The depot has been broken into twice, "
            "each time by people who knew the layout; publishing it would invite a third."
        ),
        (
            "The rota is withheld (section 38(1)(a)). Wardens have been followed home, and the "
            "rota says when each of them is alone."
        ),
        (
            "We cannot give you the rota: two wardens have been followed home. Section 38(1)(a) "
            "applies."
        ),
        (
            "The tender prices are withheld under section 43(2). The contract comes up again in "
            "March, and bidders who know this price will pitch theirs just below it."
        ),
        (
            "Section 43(2): the firm is negotiating with two other councils, who would hold it to "
            "our price."
        ),
        (
            "The firm's rates are exempt under section 43(2); if its rivals saw them they would "
            "undercut it in the autumn round."
        ),
        (
            "The report is withheld under section 36(2)(b)(ii). The Chief Executive, as qualified "
            "person, gave the opinion on 2 May that officers would be less candid if drafts like "
            "this were published while the options are open."
        ),
        (
            "We withhold the advice under section 42(1). It was written by our solicitor for the "
            "purpose of the dispute with the builder, which is still going on."
        ),
        "Section 42(1) covers the note, which records what counsel told us about the claim.",
        (
            "The names are withheld under section 40(2). The staff are junior, do not deal with "
            "the public, and were told that their names would not be given out; to publish them "
            "would be unfair."
        ),
        (
            "Section 40(2) applies to the list of tenants, who gave us their details in order to "
            "be housed and would not expect strangers to read them."
        ),
        (
            'The letter is withheld under section 41(1). The charity sent it to us marked "in '
            'confidence", it is not known to anybody else, and the charity could sue us if we let '
            "it out."
        ),
        (
            "The draft is withheld under section 22(1): the final report, with all its figures, "
            "comes out on 14 June, and we settled on that date before you wrote."
        ),
        "Section 21 applies, as the minutes are on our website at www.eastmere.example/minutes.",
        (
            "The figures are in our annual report, which any library has; section 21 therefore "
            "applies."
        ),
        (
            "We rely on section 12(1). There are 4,000 files, each of which would have to be "
            "opened by hand; at three minutes each that is 200 hours against a limit of 18."
        ),
        (
            "Your request is refused under section 14(1). It is the nineteenth on the same wall "
            "since January, each repeats points that have been answered, and two members of staff "
            "do little else."
        ),
        (
            "Section 30(1)(a)(i) applies to the statements, which were taken by officers looking "
            "into the fire and are in the file that goes to the prosecutor in June."
        ),
        (
            "The submission is exempt under section 35(1)(a). It sets out options for the new "
            "levy, on which ministers have not yet decided."
        ),
        (
            "Section 27(1)(a) applies: the embassy gave us the paper on the understanding that it "
            "would go no further, and would tell us less next time."
        ),
        (
            "We withhold the minutes under section 44(1)(a), since section 393 of the "
            "Communications Act 2003 forbids us to disclose what we learn in this way about a "
            "business without its consent."
        ),
        (
            "The map is withheld under section 24(1): it shows where the cables come ashore, and "
            "anyone wanting to cut them would start there."
        ),
        (
            "The valuation is withheld under section 43(2). We are about to sell the land and "
            "buyers would bid no more than our own valuer's figure."
        ),
    ],
)
def test_a_reason_in_free_words_is_never_missing(checker: Checker, words: str) -> None:
    text = letter(THANKS, words, RIGHTS)
    assert len(provisions(parse(checker, text))) == 1
    assert status(check(checker, text), "explains_why") != "gap"


@pytest.mark.parametrize(
    "words",
    [
        "We withhold the plans under section 31(1)(a).",
        (
            "The plans are exempt under section 31(1)(a) of the Act because disclosure would be "
            "likely to prejudice the prevention or detection of crime."
        ),
        "Section 43(2) applies to the prices because they are commercially sensitive.",
        (
            "The prices are exempt under section 43(2) as disclosure would, or would be likely to, "
            "prejudice the commercial interests of any person."
        ),
        (
            "The advice is withheld under section 42(1), the exemption for legal professional "
            "privilege."
        ),
        "The names are withheld under section 40(2) as they are personal data.",
        (
            "We withhold the report under section 36(2)(c), because release would prejudice the "
            "effective conduct of public affairs."
        ),
        "Section 41(1) applies to the letter because it was provided in confidence.",
        (
            "Section 38(1)(a) is engaged: disclosure would endanger the physical or mental health "
            "of an individual."
        ),
        (
            "The rota is exempt by virtue of section 38(1)(a). This is a prejudice-based exemption "
            "and it is met here."
        ),
        (
            "We have considered the plans carefully and concluded that section 31(1)(a) applies to "
            "them."
        ),
        "Having taken advice, we are satisfied that section 43(2) is properly engaged.",
    ],
)
def test_the_statute_in_other_words_is_no_reason(checker: Checker, words: str) -> None:
    assert status(check(checker, letter(THANKS, words, RIGHTS)), "explains_why") == "gap"
