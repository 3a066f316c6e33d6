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


PLANS = (
    "We withhold the plans under section 31(1)(a). Publication would be likely to prejudice the "
    "prevention of crime, because they show where the alarms are and thieves have come twice."
)


@pytest.mark.parametrize(
    "words",
    [
        (
            "Residents have a proper interest in how well the depot is guarded, and publishing the "
            "plans would let them judge it. But the same plans would serve thieves far better, and "
            "a third break-in would cost those residents more than they would learn. The balance "
            "is for keeping the plans back."
        ),
        (
            "We asked where the public interest lies. For release: the depot cost £4m and people "
            "may ask whether it was well spent. Against: thieves would gain a map. We think the "
            "second the weightier."
        ),
        (
            "It could be said that openness about the layout would let the public see if money was "
            "well spent; we give that some weight. We give more to keeping thieves out, since the "
            "tools stolen last year were paid for by that same public."
        ),
        (
            "Public interest test. In favour: accountability for £4m. Against: a plan of the "
            "alarms in the hands of thieves. Outcome: the exemption is maintained."
        ),
        (
            "On one side is the public's wish to see how its money was spent on the depot. On the "
            "other is the public's need not to have its depot robbed. The second must prevail."
        ),
        (
            "The public would be better served by a depot that is not robbed than by seeing its "
            "plans, although we accept that they would show whether the £4m was well spent."
        ),
        (
            "Weighing the matter, we set against the case for openness (the cost of the depot is a "
            "matter of debate) the likelihood of a third break-in, and find that the latter counts "
            "for more."
        ),
        (
            "There are good reasons to publish: the depot was dear and its siting was contested. "
            "There are better ones not to: the plans would tell a thief which wall to breach. The "
            "public interest is therefore better served by withholding them."
        ),
        (
            "Transparency matters here: £4m was spent, and the ward councillors have asked for the "
            "figures. Safety matters more, as a third break-in could see someone hurt. We "
            "therefore maintain the exemption."
        ),
        (
            "Openness would have let residents test our claim that the depot is secure. It would "
            "also have shown thieves that it is not, at three points. The latter consideration "
            "wins."
        ),
        (
            "The Clerk considered whether the general benefit of openness, and the particular "
            "benefit of showing what £4m bought, should prevail over the risk of another theft. He "
            "decided that it should not."
        ),
        (
            "You rightly say that £4m is a great deal of money. We agree, and that argues for "
            "release. But what argues the other way, namely that thieves have come twice and would "
            "come better prepared, is in our judgement stronger."
        ),
        (
            "Factors for: debate about the cost; trust in the council. Factors against: two thefts "
            "already; tools worth £60,000 on site. Decision: withhold."
        ),
        (
            "People are entitled to ask where their money went, and we have published the "
            "accounts. Plans of the alarms would add nothing to that and would be of use to "
            "thieves alone."
        ),
        (
            "While we see that the plans would tell taxpayers what they paid for, we do not see "
            "that this could justify making a third theft easier."
        ),
        (
            "Would the public gain by seeing the plans? A little: they would learn how the £4m was "
            "spent. Would it lose? A good deal: its tools, again. So we keep them."
        ),
        (
            "Set against the modest light that the plans would throw on the £4m is the loss of "
            "another lorry-load of tools. That loss must weigh more heavily."
        ),
        (
            "We asked ourselves whether people have more to gain by seeing the plans. They would "
            "learn how the depot is guarded, and that matters to those who pay for it. But the "
            "harm to the depot would be lasting, and the public are better served, for the time "
            "being, by leaving the plans closed."
        ),
        (
            "Because that exemption isn't an absolute one we asked if there would be more good in "
            "your having them. Neighbours would like to see what is next door; but a burglar would "
            "like it more, and keeping them back is what best serves the public."
        ),
        (
            "For opening them up: ratepayers' money went into the depot and people may ask what it "
            "bought. For keeping them closed: the next thief would know where to cut. Where we "
            "come down: keeping them closed serves the public better."
        ),
        (
            "There are two sides to this. On the one, it is your money; on the other, it is your "
            "money that would be stolen. We came down on the side of the lock."
        ),
        (
            "We had to ask which would do the public more good. Openness about the depot is worth "
            "something. Keeping burglars out of it is worth more."
        ),
        (
            "We put on one side what the town would learn, which is where its money goes, and on "
            "the other what it would lose, which is its lorries. The second was the larger."
        ),
        (
            "In deciding we thought of the people of Borley first. They may well wish to know what "
            "goes on behind the fence. They would not thank us for a third burglary. So we keep "
            "the plans to ourselves."
        ),
        (
            "The test is whether the town gains more from seeing them than it loses. It gains a "
            "little knowledge of the layout; it stands to lose the salt lorries in the middle of "
            "winter. The plans stay shut."
        ),
        (
            "You will say that the public paid for the depot and ought to see it. That is a fair "
            "point and we gave it thought. Set against two break-ins and an insurer who will not "
            "cover a third, it was not enough."
        ),
        (
            "We recognise that openness builds trust. However, trust would not be built by a "
            "gritting fleet that is stolen, and we decided that the need to keep the depot safe "
            "was the weightier."
        ),
        (
            "Though there is always a case for letting people see how things are run, here it had "
            "to yield to the case for keeping the depot safe."
        ),
        (
            "The governors considered if the good done by letting this out was greater than the "
            "damage; they thought that it was not, because the gain is a floor plan and the damage "
            "may be a fleet."
        ),
        (
            "As this is not an absolute exemption we also had to look at what the wider public "
            "would gain. It would gain a view of a yard. We could not see that this was worth the "
            "danger to it."
        ),
        (
            "Openness: residents could see how the yard is laid out. Safety: so could thieves. "
            "Safety first, we decided."
        ),
        (
            "Arguments for: accountability for a costly building. Arguments against: it would be "
            "robbed again. Decision: against."
        ),
        (
            "Pros of release: transparency, trust, an informed debate on the site. Cons: crime. "
            "The cons win."
        ),
        (
            "We did the public interest test. In favour of giving you the plans was the money "
            "spent. Against was the risk of theft. The risk won."
        ),
        (
            "It matters that people can see how we look after what is theirs. It matters more that "
            "it is still there in the morning."
        ),
        (
            "While we see why you want them, and why others might, we do not think the town would "
            "be better off for their being public."
        ),
    ],
)
def test_a_balance_in_free_words_is_never_missing(checker: Checker, words: str) -> None:
    report = check(checker, letter(THANKS, PLANS, words, RIGHTS))
    assert status(report, "public_interest") != "gap"


@pytest.mark.parametrize(
    "words",
    [
        (
            "We have carried out the public interest test and concluded that the information "
            "should be withheld."
        ),
        (
            "The public interest in maintaining the exemption outweighs the public interest in "
            "disclosure."
        ),
        "On balance, the public interest favours withholding the information.",
        "The public interest test has been applied.",
        "This exemption is qualified and so we have had to consider the public interest.",
        "We believe that it is not in the public interest to release this.",
        "We have considered the public interest and find that it favours withholding.",
        (
            "The public interest test has been carried out and the balance lies in maintaining the "
            "exemption."
        ),
        (
            "In all the circumstances of the case the public interest in maintaining the exemption "
            "outweighs the public interest in disclosing the information."
        ),
        "We applied the public interest test.",
        "The public interest is better served by maintaining the exemption.",
        (
            "After careful thought we decided that the balance of the public interest favours non- "
            "disclosure."
        ),
        (
            "We weighed the arguments for and against disclosure and concluded that those against "
            "are stronger."
        ),
        "The exemption is qualified and we find for maintaining it.",
        "Section 31 is subject to a public interest test, which we have completed.",
        "There are arguments on both sides, and we came down on the side of withholding.",
        "We balanced the relevant factors and the result was against release.",
        "The public would not benefit from disclosure.",
    ],
)
def test_a_balance_that_is_only_asserted_is_none(checker: Checker, words: str) -> None:
    report = check(checker, letter(THANKS, PLANS, words, RIGHTS))
    assert status(report, "public_interest") == "gap"


@pytest.mark.parametrize(
    "words",
    [
        (
            "Section 31(1)(a) applies, but we have not finished weighing the public interest. We "
            "expect to have done so by 14 June."
        ),
        (
            "We need more time to consider the public interest in relation to section 43(2), and "
            "hope to write by 14 June."
        ),
        (
            "The plans fall within section 31(1)(a). The balance of the public interest is still "
            "being considered and you should hear within 20 working days."
        ),
        (
            "As section 36(2)(b)(i) is engaged we have to weigh the public interest, which will "
            "take us until 14 June."
        ),
        (
            "We are extending the time for our answer to 14 June, as allowed by section 10(3), in "
            "order to weigh the public interest under section 31(1)(a)."
        ),
        (
            "A decision on where the public interest lies under section 43(2) should be with you "
            "by the middle of June."
        ),
        (
            "Section 31(1)(a) is engaged. Where the public interest lies has yet to be settled; "
            "that will be done at the panel of 12 June and you will be told the day after."
        ),
        (
            "We shall need another twenty working days to assess the public interest for section "
            "43(2)."
        ),
    ],
)
def test_a_day_for_the_decision_in_free_words(checker: Checker, words: str) -> None:
    report = check(checker, letter(THANKS, words, RIGHTS))
    assert status(report, "pending_estimate") == "met"


@pytest.mark.parametrize(
    "words",
    [
        (
            "Section 31(1)(a) applies, but we have not finished weighing the public interest. We "
            "will write to you again as soon as we can."
        ),
        "We need more time to consider the public interest in relation to section 43(2).",
        (
            "The plans fall within section 31(1)(a). The balance of the public interest is still "
            "being considered and you will hear in due course."
        ),
        (
            "We are extending the time for our answer, as allowed by section 10(3), in order to "
            "weigh the public interest under section 31(1)(a)."
        ),
    ],
)
def test_more_time_without_a_day(checker: Checker, words: str) -> None:
    report = check(checker, letter(THANKS, words, RIGHTS))
    assert status(report, "pending_estimate") == "gap"
