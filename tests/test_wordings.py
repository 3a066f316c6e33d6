"""A phrase knows a family of wordings, not the sentence of one letter: each is tried on several
sentences that stand in no letter, and on some that look alike and mean something else."""

from __future__ import annotations

import pytest

from noticecheck.checker import Checker

SAID = {
    "why-it-applies": [
        "We are not obliged to say why the exemption is engaged.",
        "The reasons for withholding the log are left out.",
        "It would be harmful to say more.",
    ],
    "asks-advance-charge": [
        "A payment in advance is needed.",
        "We will start once the charge has cleared.",
        "The fee must reach us before we send the maps.",
    ],
    "pay-sooner": [
        "Please make your payment within 20 working days.",
        "The fee should be paid within one month.",
        "The cheque must arrive within three weeks.",
    ],
    "fell-short": [
        "The council breached regulation 5(2).",
        "The officer was wrong to rely on that exception.",
        "The plans should have been sent to you in May.",
    ],
    "will-be-done": [
        "You will receive the plans.",
        "We shall search the second store.",
        "I have asked the estates team to send it to you.",
    ],
    "a-part-alone": [
        "Only some of the emails are privileged.",
        "The exception applies only to two pages.",
        "Just a part of it is sensitive.",
    ],
    "cannot-be-separated": [
        "The figures cannot be disentangled.",
        "What is confidential is inextricably bound up with the rest.",
        "It would be impossible to redact them.",
    ],
    "separation-considered": [
        "We asked ourselves whether parts of it could go.",
        "An anonymised version was prepared.",
    ],
    "opinion-for-the-review": [
        "The qualified person was asked in the course of this review.",
        "For this review the Provost, as qualified person, was consulted.",
    ],
    "relied-on-late": [
        "This is a new exemption.",
        "The section was not cited in our first answer.",
    ],
    "interests-of-a-firm": [
        "The interests of the two firms would suffer.",
        "The manufacturer's commercial position is at stake.",
    ],
    "interests-of-a-funder": [
        "The funder's own interests would suffer.",
        "The standing of the charity would fall.",
    ],
    "describes-unfinished": [
        "The plan is not yet finalised.",
        "These are early drafts.",
        "It is work in progress.",
    ],
    "describes-internal": ["They are internal memos.", "Internal discussions must stay private."],
    "describes-volunteers": [
        "It was supplied to us voluntarily.",
        "That is against the interests of the landowner who gave it to us.",
    ],
    "describes-nature": [
        "Visitors would harm the habitat.",
        "This is for the protection of the environment.",
    ],
    "describes-justice": ["It would affect the course of justice.", "A fair trial is at risk."],
    "refusal-in-name": [
        "An absolute exemption applies whatever the use.",
        "Here is why the exemption applies.",
        "These are the factors in favour of withholding.",
        "Material that would itself be exempt is left out of it.",
    ],
    "refused-by-others": [
        "Nine applications were refused in May.",
        "Suppliers who refused have not been asked again.",
        "Staff would be tempted to hold back.",
        "Tenants were promised that it would not be given to anyone.",
    ],
    "what-an-act-says": [
        "The Act provides that information is exempt.",
        "The order states that a name shall not be disclosed.",
        "An authority need not comply.",
    ],
    "parts-removed": [
        "Some parts have been removed.",
        "What we have left out is listed.",
        "Three columns were deleted.",
    ],
    "argues-nothing": [
        "I would be happy to discuss this.",
        "The first reply relied on another section.",
        "You should not read anything into that.",
        "We are not relying on section 24.",
    ],
    "opinion-formalities": [
        "The Provost is our qualified person.",
        "She was given copies of the papers.",
        "He gave his opinion in writing.",
    ],
    "awaits-others": [
        "We need advice from two ministries.",
        "The Clerk would like to think it through.",
        "One firm replied to us only on Friday.",
    ],
    "tells-what-there-is": [
        "It includes a map.",
        "We have taken out two names.",
        "The file runs to nine pages.",
    ],
    "request-opening": [
        "Your message of 3 May, which reads as follows:",
        "We have your letter; the questions were worded as follows:",
        "You wrote to us with the following queries:",
        "On 2 June you put to us the following questions:",
    ],
    "response-opening": [
        "To each of your questions the answer is the same.",
        "On both of your points the position has not changed.",
        "Having searched the shared drive, the team has found three files.",
    ],
    "seeks-clarification": [
        "May I ask you to clarify which depot you have in mind?",
        "I am seeking some clarification of the second point.",
        "We cannot proceed with the search until you name a year.",
        "It would help us to understand which of these you want.",
        "Could you give us further details of the scheme?",
        "We are not able to take your request any further.",
        "As soon as you have replied we will start.",
        "We cannot work out which records you mean.",
        "The clock is stopped until we hear from you.",
        "I need to ask you two things first.",
        "We require a little more detail before we can start.",
        "Could you please tell us which years you have in mind?",
        "It is hard to know what you are after.",
    ],
    "not-held": [
        "There were no figures kept for that year.",
        "The team located no records.",
        "There is no such policy.",
        "No correspondence is held on the subject.",
        "None could be found.",
        "No such audit was ever carried out.",
        "You ask for the risk register; there isn't one.",
        "A survey of the cliff was never commissioned.",
        "Minutes of that meeting were not kept.",
        "Nobody has ever drawn up such a list.",
    ],
    "refuses-whole-request": [
        "Your request is therefore refused.",
        "The material you asked for is wholly exempt.",
        "Everything that you have sought is being withheld.",
    ],
    "separate-reasons": [
        "Our grounds were set out fully in our earlier decision.",
        "The reasons, already given in my last e-mail, have not changed.",
        "The balance was described in our first answer.",
    ],
    "discloses": [
        "Below is what we can share.",
        "The file holds all the pages that we are free to release.",
        "I enclose what I am able to provide.",
        "The readings are listed in the enclosed table.",
        "Copies of both leases come with this letter.",
        "The inspection dates are shown at Annex B.",
        "You will find the list in the folder sent with this message.",
        "Our answers are set out in the attached workbook.",
    ],
    "not-relied-on": [
        "We do not think that the public interest in withholding them outweighs openness.",
        "I do not find that any harm would come of it.",
        "The exemption could never have been made out.",
        "It does not suit the circumstances.",
        "We do not accept that either section is met.",
        "Neither limb was made out.",
        "For the second page the balance clearly favours release.",
    ],
    "procedural-sentence": [
        "Our silence is not to be read as an admission. It should not be read as an admission.",
        "This must not be understood to mean that there is a file.",
        "No conclusions should be drawn from this.",
        "The public interest is not simply what interests the public.",
        "The public interest is not the same as whatever may interest the public.",
    ],
    "recital": [
        "It relates only to personal data whose release is unlawful.",
        "It extends to any information held for that purpose.",
        "It is both a qualified and a class-based exemption.",
    ],
    "hypothetical": [
        "They will decide whether all of it is exempt.",
        "We shall look if some of the information you want might be exempt.",
        "They can say whether any of this may be excepted.",
        "Even if section 12 did not apply, the work would be slow.",
        "We would then have had to consider section 43.",
        "The rest might also raise section 40.",
        "We expected that the trust would refuse.",
        "A wider search would almost certainly exceed the limit.",
        "Other exemptions could come into play.",
    ],
    "balance-concluded": [
        "The delay speaks more strongly against disclosure.",
        "These points weigh against publication more.",
        "That was where the balance came to rest, and that is where the balance rests.",
        "Publishing now does the town far more harm than good.",
        "That would be too high a price for what little would be learned.",
        "It is in nobody's interest that the bids become known early.",
        "The scales come down on the side of keeping the draft back.",
        "I regard that risk as decisive.",
        "For now the plans should stay out of the public eye.",
        "We cannot see that idle curiosity is enough to warrant it.",
        "The public loses little by waiting until the autumn.",
        "The safety of the wardens matters far more to us.",
    ],
    "reviews": [
        "The initial refusal therefore stands.",
        "The earlier decision was right.",
        "The first answer withheld two pages.",
    ],
    "promises-reply": [
        "We will write to you again shortly.",
        "She will be in touch with you soon, and will respond in due course.",
        "We have until 5 May, namely twenty working days.",
    ],
    "no-review-procedure": [
        "We run no formal system for handling complaints.",
        "The Board does not currently provide any separate process for reviewing decisions.",
        "Ours is a body without an appeals process.",
        "The Trust doesn't offer reviews.",
        "No internal review is available.",
    ],
    "withdrawn": [
        "Please ignore our earlier reference to section 43.",
        "Please disregard anything my colleague said on this.",
        "That section cannot properly be maintained.",
        "We do not consider that either section ought to have been used.",
        "We have set to one side our reliance on section 22.",
        "The second exemption I have now dropped.",
        "I substitute a fresh decision for it.",
        "We do not pursue the exemption any longer.",
    ],
    "asks-for": [
        "2. A breakdown by ward",
        "(b) Whether the post was advertised",
        "And if so, when?",
    ],
    "signs-off": ["With my best wishes", "Yours very truly", "Kindest regards,"],
    "next-step": ["Secondly, go to the Commissioner.", "You may subsequently apply."],
    "disclosure-side": [
        "Many parents would understandably want to hear how the places were shared out.",
        "Allotment holders have a fair claim to an explanation.",
        "It would help residents follow the debate.",
        "We asked ourselves whether the report should be published all the same.",
        "There is a genuine concern about the state of the bridge.",
        "We begin from the presumption that papers are open.",
    ],
    "figure-told": [
        "The rent for a beach hut is £410 a year.",
        "The number of skips hired in March was 14.",
        "The trust employed 31 porters.",
        "Last winter the council spent £9,000 on salt.",
    ],
    "counted": [
        "Number of benches replaced: 22",
        "Total paid to contractors: £3,410",
        "Average for the quarter: 17",
    ],
    "requester-objects": [
        "Your refusal of 4 May makes no sense to me.",
        "You have not explained how harm would follow.",
        "I would like to challenge your decision.",
        "You failed to reply within the time allowed.",
        "Please treat this email as a request for an internal review.",
        "My original request was perfectly clear.",
    ],
    "requester-appeals": [
        "I hereby ask for a full internal review.",
        "Please could you carry out an internal review?",
        "My grounds for appeal are these.",
        "Your letter gave no reasons whatever.",
        "I want you to review this decision.",
        "Please treat this as a formal request under the Act.",
        "I am requesting copies of all the quotes.",
        "I write to ask that the refusal be looked at afresh.",
    ],
    "requester-tells": [
        "They refused to hand over the minutes.",
        "Here is what we got back from the harbour board.",
        "Any thoughts on whether to appeal?",
        "Do you think they are right?",
        "The council sent me this yesterday.",
        "This is the answer they came up with.",
    ],
    "speaks-to-requester": [
        "Thank you for getting in touch about the ferry.",
        "Your recent enquiry has reached my desk.",
        "You also asked for the names of the bidders.",
        "If you are unhappy with our answer, tell us.",
        "You are entitled to complain to the Ombudsman.",
        "The questions you sent us have been answered below.",
    ],
    "review-label": [
        "Internal reviews: The Clerk, Harbour Office.",
        "Complaints: Head of Legal, by letter.",
        "Still not happy with our reply: write to the Secretary.",
        "Appeals to us first: The Clerk.",
        "To complain: The Clerk, Harbour Office.",
    ],
    "counterfactual": [
        "Even if section 40 were not engaged, we would keep them back.",
        "Were the exemption not available, the result would be the same.",
        "If we are wrong about that, the second exemption would serve.",
        "Had regulation 12 not applied, we should still have refused.",
        "Should that exemption not apply, we would turn to the next.",
    ],
    "provisionally-applied": [
        "Some of it appears to be exempt under section 31.",
        "We think the second file may well fall within section 43.",
        "Section 36 is likely to be engaged.",
        "Parts of it are possibly covered by section 40.",
        "At first sight section 27 applies.",
    ],
    "act-given-up": [
        "The sections cited in our first letter are no longer relied on.",
        "Our exemptions under the 2000 Act therefore fall away.",
        "It was mistakenly dealt with under the 2000 Act.",
        "We no longer rely on those provisions.",
    ],
    "exemption-kept": [
        "The case for maintaining the exemption is the stronger.",
        "The interest in upholding this exception outweighs that in release.",
        "On reflection we favour keeping the exemption.",
        "The arguments come out in favour of maintaining the exception.",
    ],
    "refuses-nothing": [
        "Planning permission for the kiosk was therefore refused.",
        "The club was refused a licence to trade.",
        "Your name will not be passed to anybody.",
        "You may ask for the refusal to be reviewed.",
        "None of the pages has been held back.",
        "The application for a market stall was refused.",
    ],
    "refuses-generally": [
        "Declined: s38(1)(b).",
        "Row 4, declined: sections 21 and 22.",
        "Refused: regulation 12(5)(f).",
        "I am afraid we must say no.",
        "I will not be handing it over.",
        "Our refusal of the second part stands.",
        "We are not going to give you those.",
        "You cannot have copies of them.",
    ],
    "approach-regulator": [
        "If you remain dissatisfied, the Commissioner is at Wilmslow.",
        "Should you still be unhappy, there is the Commissioner.",
        "Your next stop is the Commissioner.",
        "You can then turn to the Commissioner.",
    ],
    "look-again": [
        "You may make further representations to the Clerk.",
        "If you want to challenge this decision, write to the Secretary.",
        "You should complain to us first.",
        "Tell me if you would like us to think again.",
        "You may have the decision reviewed by someone senior.",
    ],
    "names-an-answer": [
        "Final reply harbour dues.pdf",
        "Refusal notice 0412.docx",
        "EIR decision letter.pdf",
    ],
    "rights-of-a-site": [
        "See our privacy notice.",
        "How we use your personal information",
        "Complaints about any of our services",
        "Feedback on our council services",
    ],
    "duty-to-say": [
        "The obligation in s1(1)(a) falls away.",
        "Section 1(1)(a) has no force here.",
        "See s.1(1)(a) of the Act.",
    ],
    "earlier-answer-stands": [
        "My reply of 4 May still stands.",
        "The remainder of our earlier answer is not affected: those redactions still apply.",
        "We continue to withhold the plan for the reasons set out in our letter of June.",
        "Nothing else in that reply changes.",
    ],
    "turns-to-balance": [
        "We have then considered the public interest.",
        "I have also weighed where the public interest lies.",
        "Turning now to the public interest, we see two points.",
    ],
    "title-of-a-side": ["Against.", "The case for disclosure.", "Arguments in favour of release"],
    "speaks-of-every-question": [
        "We have answered all of your questions.",
        "The rest of the questions are refused.",
        "None of the information that you asked for is held.",
    ],
    "declines-to-give": [
        "The harbour board is not willing to tell you.",
        "We would rather not say who they are.",
        "Members voted against letting you see them.",
        "Access to the file is therefore denied.",
        "We are keeping the plans out of print.",
    ],
    "names-somebody": [
        "Write to the Bursar.",
        "It goes to our appeals panel.",
        "Do so within thirty days.",
    ],
    "wants-it-changed": [
        "You may be unhappy with this.",
        "If it seems wrong to you,",
        "Whoever wants a second opinion",
        "to have this answer tested",
    ],
    "overturns": [
        "I do not think that stands up.",
        "That was plainly mistaken.",
        "I am reversing that part.",
        "It should have been released.",
    ],
    "sort-by-section": ["body", "organisations"],
    "encloses-no-answer": ["The form is attached.", "We enclose a complaints leaflet."],
    "label-of-a-record": ["ref", "outcome"],
    "has-a-procedure": [
        "We run a formal appeals scheme.",
        "Our appeals panel is open to you: the appeals panel is small.",
    ],
    "i-complain": [
        "I shall complain to the Commissioner.",
        "I may then appeal to the tribunal.",
        "I reserve the right to complain.",
    ],
}

OTHER = {
    "declines-to-give": [
        "We will give you a copy.",
        "The pump would not let the water out.",
        "The survey is not yet complete.",
    ],
    "overturns": [
        "I think that stands.",
        "The lorry overran the kerb.",
        "We agree with the first reply.",
    ],
    "encloses-no-answer": ["The survey is enclosed.", "We attach the list that you wanted."],
    "wants-it-changed": ["The list is attached.", "We hold two maps."],
    "why-it-applies": [
        "We do not give the public interest arguments.",
        "The reasons are private.",
    ],
    "asks-advance-charge": [
        "There is no charge for this.",
        "Reviews are free of charge.",
        "The police brought a charge in May.",
    ],
    "pay-sooner": [
        "We will answer within 20 working days.",
        "Please pay within 60 working days.",
        "The fee may be paid within three months.",
    ],
    "fell-short": [
        "We complied with the regulations.",
        "The wall fell short of the road.",
        "You should ask the Environment Agency.",
    ],
    "a-part-alone": [
        "Only the chairman attended.",
        "We hold only two pages.",
        "All of the pages are confidential.",
    ],
    "cannot-be-separated": ["The two halls are separated by a yard.", "Parts can be redacted."],
    "opinion-for-the-review": [
        "The qualified person gave an opinion before the first answer.",
        "This review was carried out by a senior officer.",
    ],
    "interests-of-a-firm": ["The interests of the participants would suffer.", "The firm is old."],
    "describes-unfinished": ["The final plan is complete.", "A draughty hall."],
    "describes-internal": ["The internal review is complete.", "The internal walls are brick."],
    "describes-nature": ["Environmental law is complex.", "The birds left in May."],
    "refusal-in-name": [
        "The names are exempt.",
        "The exemption in section 43 applies to the prices.",
    ],
    "refused-by-others": [
        "We refuse to supply the list.",
        "Your request was refused in May.",
    ],
    "what-an-act-says": [
        "We withhold the list.",
        "The report is exempt.",
    ],
    "parts-removed": [
        "The boiler was removed in May.",
    ],
    "argues-nothing": [
        "A rival who knew the rates could undercut the firm.",
        "Burglars would learn which door is weak.",
    ],
    "opinion-formalities": [
        "Officers would stop writing down what they think.",
    ],
    "awaits-others": [
        "Officers need time to think in private about hard choices.",
    ],
    "tells-what-there-is": [
        "Anyone could tell from the map where the keys are.",
    ],
    "duty-to-say": ["Section 1(1)(b) has no force here.", "Section 11(1)(a) is about means."],
    "earlier-answer-stands": [
        "Our reply of 4 May was wrong.",
        "The section of the road still floods.",
        "Your request of 4 May is refused.",
    ],
    "requester-appeals": [
        "Please treat this letter as our response.",
        "You are requesting copies of all the quotes.",
        "I write to tell you that the review is done.",
        "You may ask for an internal review.",
        "Our letter gave our reasons.",
        "If you are unhappy please ask for an internal review.",
        "The grounds for refusing are set out below.",
        "The grounds of the museum close at dusk.",
    ],
    "turns-to-balance": [
        "There is a public interest in knowing.",
        "The council has a public interest defence.",
    ],
    "speaks-of-every-question": [
        "Two of your questions are refused.",
        "Some of the information that you asked for is held.",
    ],
    "i-complain": ["You may complain to the Commissioner.", "If you complain, say why."],
    "withdrawn": [
        "The policy was withdrawn on 8 September.",
        "Her application has since been withdrawn.",
        "Cash was withdrawn twice.",
        "We have set out our reliance on section 22.",
        "The exemption I have described is section 43.",
        "The report cannot be released.",
        "The plan that we abandoned was for a car park.",
    ],
    "explaining-would-disclose": [
        "To say which of the two would itself reveal whose work it was.",
        "Compliance would involve the disclosure of information relating to that body.",
    ],
    "request-opening": ["Section 43 reads as follows:", "The reasons are as follows:"],
    "seeks-clarification": [
        "We cannot begin to list them without exceeding the limit.",
        "On 8 May we asked for clarification.",
        "When you reply please quote the number above.",
        "We cannot tell you who took part.",
        "The clock stopped at noon.",
        "Could you please tell the driver?",
        "Could you please tell me the cost of the bridge?",
    ],
    "not-held": [
        "No fee is payable.",
        "The records are kept at the depot.",
        "The minutes were never secret.",
        "There isn't any need to reply.",
        "No such harm was caused.",
        "The decision was not made lightly.",
        "There is not such a risk here.",
    ],
    "discloses": [
        "Tell us if there is other information we can provide.",
        "We will advise what we can provide within the limit.",
        "The fee is shown on the invoice.",
        "The annex to the town hall is closed.",
        "I write in connection with this letter.",
    ],
    "not-relied-on": [
        "The information would not be available elsewhere.",
        "We cannot meet your request.",
        "We do not believe that disclosure is safe, as harm would follow.",
        "It is not open to us; maintaining the exemption outweighs disclosure.",
        "It is not a small matter, and the exemption is engaged.",
        "The public interest factors that favour disclosure are few.",
    ],
    "no-review-procedure": ["There is no need for complaints.", "We have a procedure for reviews."],
    "hypothetical": [
        "We decided that all of it is exempt.",
        "Section 43 applies to the prices.",
        "The board would have liked a reply.",
        "The teacher may raise her hand.",
        "Disclosure could involve a real risk to the crew.",
        "Answering would almost certainly exceed the limit, so it is refused.",
    ],
    "asks-for": ["If we said so, thieves would learn it.", "The cost of the case was £4."],
    "reviews": ["The earlier decision was taken by the committee."],
    "balance-concluded": [
        "Some of the plans were kept in a closed cupboard.",
        "The price of entry was too high last year.",
        "The kitchen scales fell on the floor.",
        "The limited benefit paid to tenants rose in May.",
        "The cost to the council of waiting for a decision was small.",
        "There was little good in the first draft.",
    ],
    "disclosure-side": [
        "We asked whether they had published the timetable.",
        "Two families have moved to the new flats.",
        "Some staff have asked for new lockers.",
        "The bridge is a real worry in high winds.",
        "There is a real concern that wardens would be harassed.",
        "The firm has a legitimate interest in guarding its recipes.",
        "It would let others copy the design.",
        "Those named are entitled to privacy.",
        "Staff are concerned about their safety.",
    ],
    "figure-told": [
        "The council keeps a register.",
        "We reply to every letter.",
        "Your reference number is 20345.",
    ],
    "counted": [
        "We counted ourselves lucky.",
        "Numbers are painted on every bin.",
    ],
    "requester-objects": [
        "You have asked for the minutes.",
        "We have refused your request.",
        "You did ask for the plans in May.",
        "You may request an internal review.",
    ],
    "requester-tells": [
        "We gave our reasons in June.",
        "The bidders sent their prices in May.",
        "I would welcome any views you hold.",
    ],
    "speaks-to-requester": [
        "They may complain to the harbour master.",
        "We are happy with this arrangement.",
        "Please explain your decision.",
    ],
    "review-label": [
        "The Board looked at its own answer.",
        "We are happy with the new timetable.",
    ],
    "counterfactual": [
        "If the exemption applies, we weigh the public interest.",
        "If it rains the fair will not open.",
        "The exemption does not apply.",
    ],
    "provisionally-applied": [
        "Section 31 applies to the second file.",
        "The report appears on our website.",
    ],
    "act-given-up": [
        "We rely on section 43 of the Act.",
        "The 2004 election is not covered in this report.",
        "The regulations are no longer in print.",
    ],
    "exemption-kept": [
        "The upkeep of the pier outweighs its income.",
        "We favour releasing the minutes.",
    ],
    "refuses-nothing": [
        "Your request is refused.",
        "The names of bidders are withheld.",
        "We refuse to give you the plans.",
        "Access to the licence file is refused.",
        "The plans are refused, but you may ask for the index.",
    ],
    "refuses-generally": [
        "They said no more about it.",
        "The clock tower remains closed.",
        "We will not be sending staff to the fair.",
        "I am sorry that we did not send you this in May.",
    ],
    "approach-regulator": [
        "The Commissioner was unhappy.",
        "The pier remains closed.",
    ],
    "look-again": [
        "The shop makes fine pottery.",
        "Tenants disputed this bill.",
        "The board complained to the builder.",
    ],
    "names-an-answer": [
        "Harbour dues 2021.xlsx",
        "Minutes of the board.pdf",
    ],
    "rights-of-a-site": [
        "You can complain about this answer.",
        "We hold the information you want.",
        "If you are unhappy with our answer, write to us.",
        "If you are unhappy with our service in answering, ask for a review.",
    ],
}


def cases(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(name, sentence) for name, sentences in table.items() for sentence in sentences]


@pytest.mark.parametrize(("name", "sentence"), cases(SAID))
def test_a_phrase_finds_its_family(checker: Checker, name: str, sentence: str) -> None:
    assert checker.matcher.scan(sentence).of(name)


@pytest.mark.parametrize(("name", "sentence"), cases(OTHER))
def test_a_phrase_leaves_what_only_looks_alike(checker: Checker, name: str, sentence: str) -> None:
    hits = checker.matcher.scan(sentence).of(name)
    if name == "asks-for":
        hits = tuple(hit for hit in hits if hit.span.start == 0)
    assert not hits
