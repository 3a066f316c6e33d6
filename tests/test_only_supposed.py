"""What may happen, has happened elsewhere or is said by somebody else is no refusal of this letter."""

from __future__ import annotations

import pytest

from noticecheck.checker import Checker
from share import every
from short_letters import check, letter, parse, provisions

END = "Yours sincerely\n\nA Clerk"
BESIDE = (
    "We hold the map and are withholding it under section 24(1). It shows where the cables come ashore, "
    "and anyone wanting to cut them would start there. There is a public interest in knowing how the "
    "cables are kept safe, but there is a stronger one in keeping them so, and it outweighs the first."
)
"""A refusal beside which nothing else is claimed."""
SUPPOSED = [
    "If the search takes too long we may have to rely on section 12.",
    "Should the work come to more than 18 hours we would have to turn to section 12 of the Act.",
    "We may need to consider section 43 once we have seen the papers.",
    "It is possible that we shall have to take out names under section 40(2).",
    "Some of the material could end up being withheld under section 43(2).",
    "We will also be looking at section 41, since some of it came from a supplier.",
    "Before we answer, the contractor will be asked for its views on section 43.",
    "Please bear in mind that the Act contains exemptions, section 38 among them, which we may use.",
    "Depending on what the search turns up, section 40 may need to be applied to some of it.",
    "Unless you narrow it down, the likely outcome is a refusal under section 12.",
    "As it stands, your request would probably be refused under section 12(1).",
    "Without that, we would be unable to go on, and section 12 would come into it.",
    "If you cannot narrow your request we will have no choice but to refuse it under section 12.",
    "Otherwise the request risks being refused under section 12.",
    "We have not yet decided whether section 43 will be needed.",
    "It is too early to say whether section 36 will be used.",
    "No decision has been made on whether section 36 applies.",
    "A decision on section 36 rests with our qualified person, who has been asked.",
    "We are still consulting the firm on whether section 43 is engaged.",
    "Our solicitor is looking at whether section 42 has any bearing.",
    "The papers have gone to our adviser, who will tell us if section 42 is relevant.",
    "At this stage we cannot rule out section 31.",
    "I cannot promise that section 40 will not bite on some of the names.",
    "Section 12 may become an issue if the archive boxes have to be opened.",
    "There is a risk that section 12 will stand in the way.",
    "My concern is that section 12 might be triggered.",
    "I fear section 12 would get in the way of so wide a request.",
    "The Act (section 16) obliges us to help you, and section 12 sets the limit of 18 hours.",
    "We normally redact junior names, relying on section 40(2), when we send out minutes.",
    "In the past such reports have been withheld under section 31(1)(a).",
    "Last year a request for the same plans was refused under section 43(2).",
    (
        "Another council refused a like request under section 43 and was told by the Commissioner to "
        "think again."
    ),
    "The Commissioner has held that such fees are not covered by section 43.",
    "The exemption in section 22 was one we looked at and put aside.",
    "Happily, there is no need for section 40 here.",
    "This is not a case for section 40.",
    "We see no reason to hold anything back under section 43.",
    "We have resisted the temptation to rely on section 12.",
    "Although we could have relied on section 12, we have done the work.",
    "We could have refused this under section 12 but have chosen not to.",
    "The work took 22 hours, which is over the limit in section 12, but we carried it out.",
    "The letter from the firm asks us to apply section 43; we have not.",
    "The firm would have liked us to use section 43, but we saw no ground for it.",
    (
        "You mention section 21 in your letter: as you rightly say, the list is on our site, and here it "
        "is again."
    ),
    (
        "The officer who dealt with your first letter quoted section 40(2). That was a mistake, and the "
        "list is enclosed."
    ),
    "There may be parts that we cannot give you, for instance under section 40.",
    "The documents are with our legal team, who are checking them against section 42.",
    "We're minded to withhold the annex under section 43(2) but will hear the firm first.",
    "I'd rather not have to use section 12, so could you tell me which year matters most?",
    "Could you narrow it? Otherwise section 12 will apply.",
    "Please come back to us with dates, or we will be left with no option but section 12.",
    "To avoid section 12, please choose three of the nine years.",
    (
        "A request for all nine years is over the limit (section 12), but three years would be fine: "
        "which would you like?"
    ),
    "In order not to fall foul of section 12 we suggest that you ask for one year.",
    (
        "Your request has been logged. Exemptions such as section 21, 22, 40 or 43 are considered in "
        "every case."
    ),
    "If any exemption, such as section 43, is used, we will tell you why.",
    "Where we withhold anything we will quote the section, for instance section 40(2), and say why.",
    "A fee may be charged under section 9, and section 12 lets us refuse if the work is too much.",
    "Nothing has been held back under section 40 or any other section.",
    "None of the exemptions, section 43 included, stands in the way.",
    (
        "We did think about section 22, since the report is due out in June, but June is near enough and "
        "here it is."
    ),
    "It was suggested that section 14 might fit. We do not think so and answer below.",
    "I have looked at sections 40 and 41 and do not need either.",
    "You ask whether we would use section 43. We would not.",
    "You asked us to explain section 36. It is about the effective conduct of public affairs.",
    "Your letter says that we relied on section 31 in 2019. We have no record of it.",
    "A colleague told you on the telephone that section 38 might prevent this. It does not.",
    (
        "The Commissioner found against the Borough of Eastmere for using section 43 too widely, and we "
        "have taken note."
    ),
    "The tribunal held in another case that section 42 does not protect such notes. They are enclosed.",
    "Section 45 of the Act provides for a code of practice, and section 16 for advice.",
    "Section 1 of the Act gives you the right to be told, and you are told: 14 in 2019, 12 in 2020.",
    "The table shows how many requests we refused under sections 12, 14 and 40 in each year.",
    "In 2020 section 40 was used 31 times and section 43 nine times.",
    "Our publication scheme says what is kept back under section 38.",
    "The minutes that you asked for mention section 36 at item 9; that is the item you want.",
    "The attached redaction guide tells staff when to apply section 40(2) and when section 41.",
    "This e-mail may be disclosed under the Freedom of Information Act unless exempt under section 41.",
    (
        "The contractor marked its bid as exempt under section 43(2), but we do not accept that. The bid "
        "is enclosed."
    ),
    (
        "The firm claims that its prices are exempt under section 43(2). We see it otherwise and enclose "
        "them."
    ),
    "We shall let you know by 3 June whether any of it falls under section 43.",
    "The file is being read through for anything that section 40 would catch.",
    ("As part of our checks we look at every exemption, including section 38 (health and safety)."),
    "We estimate that 14 hours will be needed, within the limit of section 12.",
    "Since the work will take some 15 hours, section 12 is not in play.",
    "Please pay £24.50 for copying; section 9 lets us ask for that before we answer.",
    "What you ask for is held by the county, not by us; section 16 is why we tell you this.",
    (
        "Your request is a repeat of one we answered in May, but rather than point to section "
        "14 we attach the answer again."
    ),
    ("We know that section 14 exists, but your questions are sensible and here are the answers."),
    "You need not fear section 14: ask as often as you like.",
    "I note your remark that section 21 is no excuse.",
    (
        "The list is at the library, as you know (section 21 does not stop us from sending it "
        "too, and it is attached)."
    ),
    "The report you mention says that section 43 was applied to 12 contracts in 2019.",
    "A summary of how exemptions (section 40, section 43) were used is attached.",
    "We no longer think that section 43(2) stands in the way, and the prices are attached.",
    "Having heard the firm, we are satisfied that section 43(2) does not bite.",
    "The public interest is in favour of release, and section 43(2) therefore gives way.",
    "On reflection section 36 was the wrong tool, and you shall have the note.",
    "I would have cited section 22 had you asked before the report came out in June.",
    "There was a time when section 40 would have covered this; the officer has since agreed.",
    "With the consent of the officer named, section 40(2) is no obstacle.",
    "Even section 41, which is absolute, has no hold on what the firm itself has published.",
    (
        "The request was passed to us with a note that mentions section 12, but we make it no "
        "more than six hours."
    ),
    (
        "This policy applies to all requests, including those refused under section 12 or "
        "section 14."
    ),
    (
        "If you disagree with our use of an exemption (for example section 40) you may ask for "
        "a review."
    ),
    (
        "You have the right to complain if we refuse a request under section 12 or any other "
        "section."
    ),
    "Any refusal will say which section applies, whether section 12, 14, 40 or another.",
    (
        "Staff who redact under section 40(2) must keep a log, and the log is what you asked "
        "for: it is attached."
    ),
    "The training slides, which deal with sections 40 and 41, are attached.",
]

REFUSED = [
    (
        "It would take 40 hours, so I am afraid we have to refuse your request under section 12(1) of the "
        "Act."
    ),
    "We have no choice but to refuse the request under section 12(1): the search would take 40 hours.",
    "We have had to withhold the advice under section 42(1), because the dispute is live.",
    (
        "We have been obliged to take out names under section 40(2), since the clerks would not expect to "
        "be named."
    ),
    (
        "To answer we would need to open 900 files at six minutes each, and we therefore refuse it under "
        "section 12(1)."
    ),
    (
        "If you narrow your request we may be able to help, but as it stands it is refused under section "
        "12(1), since it would take 40 hours."
    ),
    (
        "We asked the firm whether it objected. It did, and the prices are withheld under section 43(2) "
        "because a rival would undercut it."
    ),
    (
        "Although another council gave you the same list, we withhold ours under section 31(1)(a), as "
        "burglars could use it."
    ),
    (
        "The firm asked us to withhold the prices. We agree, and apply section 43(2), because a rival "
        "would undercut it."
    ),
    (
        "The papers may be released next year, but for now they are withheld under section 22(1) as they "
        "are to be published in May."
    ),
    "A ruling on the claim is awaited, and until then section 42(1) applies to the advice.",
    (
        "You may be disappointed that we are relying on section 36(2)(b)(i), but officers would be less "
        "frank."
    ),
    "The risk of being sued is why we withhold the statement under section 41(1).",
    (
        "In the past we have given such lists out, but this year's is withheld under section 31(1)(a), "
        "because thefts have risen."
    ),
    (
        "Last year a break-in followed publication; the plans are withheld under section 38(1)(b) because "
        "people could be hurt."
    ),
    (
        "We have decided not to release the minutes and rely on section 36(2)(b)(ii), since views would "
        "be less frank."
    ),
    "We have chosen not to disclose the names. Section 40(2) applies, as they are of junior staff.",
    (
        "We could have given you part of the file but the cost of sorting it means we refuse under "
        "section 12(1)."
    ),
    (
        "Unless you can show that you are the patient, we have to refuse under section 40(2); the notes "
        "are about another person."
    ),
    "Whether or not you agree, section 14(1) applies to your request, the fortieth this year.",
    (
        "No decision has been made to publish, and the draft is withheld under section 35(1)(a) as "
        "ministers have yet to choose."
    ),
    (
        "Our solicitor's advice on whether to sell is withheld under section 42(1), because it was given "
        "in confidence to us as client."
    ),
    "I cannot tell you which firms bid, because section 43(2) applies: they would bid less freely.",
    (
        "We are unable to say whether he was arrested; section 40(5B)(a)(i) applies, as to say so would "
        "tell you about him."
    ),
    (
        "Should you wish to know why, the names are exempt under section 40(2) because staff have had "
        "threats."
    ),
    "We would have to say that section 43(2) applies, for a rival could undercut the firm.",
    "It is likely that a rival would undercut the firm and section 43(2) is engaged.",
    "There is a risk of staff being attacked, and the rota is exempt under section 38(1)(a).",
    (
        "The council is entitled to refuse such requests under section 14(1) and does so: this is the "
        "fortieth this year."
    ),
    "I must refuse your request under section 21, as you can read the minutes in any of our libraries.",
    (
        "The minutes are enclosed, names having been taken out under section 40(2) because "
        "these are junior clerks."
    ),
    (
        "We have read the file through, and section 40(2) catches the names of the patients, "
        "who expect privacy."
    ),
    (
        "The head teacher has given her opinion, and the note is kept back under section "
        "36(2)(b)(i), since staff would say less."
    ),
    (
        "Your request repeats one that we answered in May; section 14(2) spares us answering "
        "it again."
    ),
    (
        "The public interest is in favour of keeping the lawyer's note private, and section "
        "42(1) therefore holds."
    ),
    (
        "On reflection section 43(2), not section 41, is the right tool, and the prices are "
        "withheld under it because a rival would undercut the firm."
    ),
    (
        "My predecessor took the line that section 31(1)(a) covered the rota. I agree with him "
        "and it is withheld, as thieves could use it."
    ),
    (
        "Staff names have been redacted under section 40(2), and the redaction log is "
        "attached; they are junior and do not deal with the public."
    ),
    "This is the tenth such letter, and I am invoking section 14(1): the tone is abusive.",
    "We estimate 44 hours, far beyond the limit of section 12, and so cannot go on.",
    "The list is at the library, and section 21 spares us copying it for you.",
    (
        "The officer has not agreed, and section 40(2) covers her file; she expects it to stay "
        "private."
    ),
]


@pytest.mark.parametrize("words", every(2, SUPPOSED))
def test_what_is_no_refusal_of_this_letter(checker: Checker, words: str) -> None:
    report = check(checker, letter(f"Thank you for your letter of 3 May. {words}", END))
    assert report.verdict == "not_a_refusal"


@pytest.mark.parametrize("words", REFUSED)
def test_what_is_refused_in_words_that_are_like_those(checker: Checker, words: str) -> None:
    text = letter(f"Thank you for your letter of 3 May. {words}", END)
    assert len(provisions(parse(checker, text))) == 1


OF_EXCEPTIONS = [
    "If the search takes too long we may have to rely on regulation 12(4)(b).",
    "It is possible that we shall have to take out names under regulation 13.",
    (
        "Please bear in mind that the Act contains exemptions, regulation 12(5)(a) among them, "
        "which we may use."
    ),
    "As it stands, your request would probably be refused under regulation 12(4)(b).",
    (
        "If we do not hear from you by 1 June we will treat the request as refused under "
        "regulation 12(4)(b)."
    ),
    "It is too early to say whether regulation 12(4)(e) will be used.",
    "We are still consulting the firm on whether regulation 12(5)(e) is engaged.",
    "At this stage we cannot rule out regulation 12(5)(b).",
    "There is a risk that regulation 12(4)(b) will stand in the way.",
    (
        "A request as wide as yours can be turned down under regulation 12(4)(b), which is why "
        "I am writing."
    ),
    "Last year a request for the same plans was refused under regulation 12(5)(e).",
    "The exemption in regulation 12(4)(d) was one we looked at and put aside.",
    "We have resisted the temptation to rely on regulation 12(4)(b).",
    (
        "The work took 22 hours, which is over the limit in regulation 12(4)(b), but we "
        "carried it out."
    ),
    (
        "You mention regulation 6(1)(b) in your letter: as you rightly say, the list is on our "
        "site, and here it is again."
    ),
    "I expect that names will come out under regulation 13 when the papers are sent.",
    "Could you narrow it? Otherwise regulation 12(4)(b) will apply.",
    "In order not to fall foul of regulation 12(4)(b) we suggest that you ask for one year.",
    (
        "Where we withhold anything we will quote the section, for instance regulation 13, and "
        "say why."
    ),
    (
        "We did think about regulation 12(4)(d), since the report is due out in June, but June "
        "is near enough and here it is."
    ),
    "You ask whether we would use regulation 12(5)(e). We would not.",
    (
        "A colleague told you on the telephone that regulation 12(5)(a) might prevent this. It "
        "does not."
    ),
    "In 2020 regulation 13 was used 31 times and regulation 12(5)(e) nine times.",
    "The policy, attached, says at paragraph 4 that names are withheld under regulation 13.",
    (
        "The contractor marked its bid as exempt under regulation 12(5)(e), but we do not "
        "accept that. The bid is enclosed."
    ),
    "The file is being read through for anything that regulation 13 would catch.",
    "We estimate that 14 hours will be needed, within the limit of regulation 12(4)(b).",
    (
        "We know that regulation 12(4)(b) exists, but your questions are sensible and here are "
        "the answers."
    ),
    (
        "The list is at the library, as you know (regulation 6(1)(b) does not stop us from "
        "sending it too, and it is attached)."
    ),
    (
        "That was why the earlier version, in 2018, left out the prices under regulation "
        "12(5)(e); this one has them all."
    ),
    ("The public interest is in favour of release, and regulation 12(5)(e) therefore gives way."),
    ("There was a time when regulation 13 would have covered this; the officer has since agreed."),
    ("My predecessor took the line that regulation 12(5)(b) covered the rota. I take the other."),
    (
        "If you disagree with our use of an exemption (for example regulation 13) you may ask "
        "for a review."
    ),
    (
        "Staff who redact under regulation 13 must keep a log, and the log is what you asked "
        "for: it is attached."
    ),
]


@pytest.mark.parametrize("words", OF_EXCEPTIONS)
def test_the_same_of_exceptions(checker: Checker, words: str) -> None:
    text = (
        "Dear Ms Quill\n\nYour request under the Environmental Information Regulations 2004\n\n"
        f"Thank you for your letter of 3 May. {words}\n\n{END}\n"
    )
    assert check(checker, text).verdict == "not_a_refusal"


OF_SCOTLAND = [
    "We may need to consider section 33(1)(b) once we have seen the papers.",
    "We will also be looking at section 36(2), since some of it came from a supplier.",
    "As it stands, your request would probably be refused under section 12(1).",
    "It is too early to say whether section 30(b)(i) will be used.",
    "We are still consulting the firm on whether section 33(1)(b) is engaged.",
    "At this stage we cannot rule out section 35(1)(a).",
    "In the past such reports have been withheld under section 35(1)(a).",
    "The Commissioner has held that such fees are not covered by section 33(1)(b).",
    "This is not a case for section 38(1)(b).",
    (
        "You mention section 25(1) in your letter: as you rightly say, the list is on our "
        "site, and here it is again."
    ),
    "I expect that names will come out under section 38(1)(b) when the papers are sent.",
    (
        "Your request has been logged. Exemptions such as section 25(1), 22, 40 or 43 are "
        "considered in every case."
    ),
    "Nothing has been held back under section 38(1)(b) or any other section.",
    "It was suggested that section 14(1) might fit. We do not think so and answer below.",
    (
        "You asked us to explain section 30(b)(i). It is about the effective conduct of public "
        "affairs."
    ),
    (
        "The Commissioner found against the Borough of Eastmere for using section 33(1)(b) too "
        "widely, and we have taken note."
    ),
    "Our publication scheme says what is kept back under section 39(1).",
    (
        "The attached redaction guide tells staff when to apply section 38(1)(b) and when "
        "section 36(2)."
    ),
    (
        "The firm claims that its prices are exempt under section 33(1)(b). We see it "
        "otherwise and enclose them."
    ),
    ("I have asked the head teacher whether anything should be kept back under section 30(b)(i)."),
    (
        "We know that section 14(1) exists, but your questions are sensible and here are the "
        "answers."
    ),
    (
        "The list is at the library, as you know (section 25(1) does not stop us from sending "
        "it too, and it is attached)."
    ),
    (
        "That was why the earlier version, in 2018, left out the prices under section "
        "33(1)(b); this one has them all."
    ),
    "The public interest is in favour of release, and section 33(1)(b) therefore gives way.",
    (
        "There was a time when section 38(1)(b) would have covered this; the officer has since "
        "agreed."
    ),
    "My predecessor took the line that section 35(1)(a) covered the rota. I take the other.",
    (
        "Staff who redact under section 38(1)(b) must keep a log, and the log is what you "
        "asked for: it is attached."
    ),
]


@pytest.mark.parametrize("words", OF_SCOTLAND)
def test_the_same_in_scotland(checker: Checker, words: str) -> None:
    text = (
        "Dear Ms Quill\n\nYour request under the Freedom of Information (Scotland) Act 2002\n\n"
        f"Thank you for your letter of 3 May. {words}\n\n{END}\n"
    )
    assert check(checker, text).verdict == "not_a_refusal"


@pytest.mark.parametrize("words", every(4, SUPPOSED))
def test_it_is_none_beside_a_refusal_either(checker: Checker, words: str) -> None:
    assert provisions(parse(checker, letter(words, BESIDE, END))) == {"s24(1)"}


@pytest.mark.parametrize("words", every(4, REFUSED))
def test_it_is_one_beside_another(checker: Checker, words: str) -> None:
    assert len(provisions(parse(checker, letter(words, BESIDE, END)))) == 2


DISCUSSED = [
    (
        "For completeness, a colleague suggested that section 36 might serve in its place, but I "
        "have not had to go there."
    ),
    "By its terms section 36 reaches only information that is not exempt under section 35.",
    "Section 38 was also floated when the case first came in and rightly dropped.",
    "Section 41 does not fit, because the report was written here.",
    (
        "We thought long and hard about section 12, but a better search brought the work down to "
        "nine hours."
    ),
    "Section 33 falls.",
    (
        "Section 29 was considered too, on account of what the Treasury told us about the levy in "
        "June, but we have not used it."
    ),
    "Nor have I any need to think about section 14.",
    "No reliance is placed on section 41, although the contract speaks of confidence.",
    "Section 35 is not available to a body that makes no policy.",
    "The opening words of section 31(1) take out of it whatever is exempt by virtue of section 30.",
    "You say that section 40 cannot apply to a building. We agree, and it is not relied upon.",
    "The point in your letter about section 44 does not arise.",
    (
        "Some of it might come under section 22, advice under section 42, and names under section "
        "40(2)."
    ),
    "The University has no need to consider sections 12 or 43, therefore.",
    "The panel heard argument about section 33(1)(b) and was not persuaded by it.",
    "The first reply named section 41; the reviewer has dropped it.",
    "Section 27 was urged on us by the embassy, and we have declined to use it.",
    "Counsel advised that section 32 would be a weak ground, and it is not taken.",
    "Had the report been finished, section 22 would have been the natural home for it.",
    "We were at one time minded to use section 36(2)(c).",
    "Section 43 looked promising at first sight but came to nothing once the firm had been asked.",
    "In Dransfield the Upper Tribunal considered section 14 at length.",
    "The guidance on section 21 tells authorities to give a link.",
    "Parliament put section 44 in the Act so that other secrecy laws should survive.",
    "As to section 38, no doctor has said that anybody's health would suffer.",
    "I pass over section 30, which is for prosecutors.",
    "Section 26 is about defence, and this is a duck pond.",
    "My predecessor relied on section 41 in 2019 for a different file.",
    "The Commissioner has been critical of our use of section 36 in the past.",
    "Section 39 would only matter if this were environmental information, which it is not.",
    "There is no question of section 12 here.",
    "It has been put to us that section 40 covers councillors; it does not.",
    "The Ministry asked us to use section 27, but what they feared has since happened.",
    "Exemptions such as sections 31 and 38 exist for cases that are unlike this one.",
    (
        "My colleague had section 40 in mind when she wrote to you, but the names are already "
        "public and I enclose them."
    ),
    "Whether section 31 could have been used is a question we need not answer.",
    "Much of the argument in your letter is directed at section 14, which nobody has mentioned.",
    "The ICO's decision notice FS50123456 concerned section 42, and it is not like this case.",
    "Lord Farley's committee wanted section 35 repealed.",
    "In some authorities section 21 is used for anything on a website.",
    "It would be stretching section 38 to use it for a bicycle shed.",
    "Regard has been had to section 45 and the code made under it.",
    (
        "There was talk at the meeting of section 36, which came to an end when the qualified "
        "person said no."
    ),
    "Section 40 has been much in the news.",
    "Your solicitor's letter goes at length into section 41.",
    "The auditor asked if section 43 would stand up; we told her that it would not.",
    "The difference between section 30 and section 31 has troubled many an officer.",
    "What section 22 asks for is a settled intention to publish, and there was none.",
    "We have had training on section 40 since your last request.",
    (
        "Section 24 needs a minister's certificate only if somebody challenges it, and nobody has "
        "had to."
    ),
    "The firm would have liked us to use section 43.",
    "If section 12 had a lower limit we might have answered differently.",
    "Our own policy has a section 31, on skips.",
    (
        "For completeness, a colleague suggested that section 36(2)(c) might serve in its place, "
        "but I have not had to go there."
    ),
    "Section 41(1) does not fit, because the report was written here.",
    (
        "Section 29(1)(a) was considered too, on account of what the Treasury told us about the "
        "levy in June, but we have not used it."
    ),
    "Section 35(1)(b) is not available to a body that makes no policy.",
    (
        "Some of it might come under section 22(1), advice under section 42(1), and names under "
        "section 40(2)."
    ),
    "The first reply named section 41(1); the reviewer has dropped it.",
    "Had the report been finished, section 22(1) would have been the natural home for it.",
    "In Dransfield the Upper Tribunal considered section 14(1) at length.",
    "I pass over section 30(1)(a), which is for prosecutors.",
    "The Commissioner has been critical of our use of section 36(2)(c) in the past.",
    "It has been put to us that section 40(2) covers councillors; it does not.",
]
"""What lawyers, panels and reviewers say of sections that they do not use."""
DISCUSSED_AND_USED = [
    "We are unable to give you the rota, and section 38 is why.",
    "Section 40 stops us from telling you who they are.",
    "The names stay with us because of section 40.",
    "Under section 43 we are keeping the prices to ourselves.",
    "That is confidential, and section 41 protects it.",
    "We think section 31 is there for just this sort of thing, and so the plans will not be sent.",
    "The advice is privileged: see section 42.",
    "You cannot have the emails (section 36).",
    "For the second question we use section 22, as the figures come out in May.",
    "Section 21 means that we need not send what is on our website.",
    "Because of section 44 it would be an offence for us to tell you.",
    "We must say no to the third item on account of section 41.",
    "Our ground for that is section 43.",
    "It is section 42 that prevents us.",
    "The exemption is to be found in section 31.",
    "As for the contract, section 43 has been applied.",
    "Having looked at section 43 we find that it fits, and the contract is not sent.",
    "Section 43 is the reason.",
    "Section 40 rules it out.",
    "In refusing this we have section 38 in mind.",
    "What you want is personal to somebody else, which section 40 deals with.",
    "We decline, with section 14 in support.",
    "The council takes its stand on section 36.",
    "We have taken refuge in section 42 for the second document.",
    "Section 30 forbids it while the case is open.",
    "The report is caught, we believe, by section 30.",
    "We point to section 22: publication is in hand.",
    "The exemption in question, section 41, is for what others told us in trust.",
    "Our solicitor says that section 42 covers his letter and we follow him.",
    "The minutes may be had but for one page, for which section 36 is our reason.",
    "The Act in section 38 excuses us from sending the map.",
    "Section 12 is as far as we can go with the rest.",
    "I must have regard to section 44, and so I say no.",
    "A page has gone from it: section 40.",
    "Two lines are inked out, section 40 being the reason.",
    (
        "In the end it is section 36(2)(c) on which I rest, since the talks would fail if the "
        "note were read by the other side."
    ),
    (
        "Three limbs of section 36 of the Act are relied on: (2)(b)(i), (2)(b)(ii) and (2)(c), "
        "because staff would hold back."
    ),
    (
        "The paper falls squarely within paragraph (a) of section 35(1), since ministers have "
        "still to choose."
    ),
    (
        "As section 30(1)(a)(i) is made out, because the file was opened to see if someone should "
        "be charged, your point about section 31 does not arise."
    ),
    "What we keep back we keep back by section 43(2), since a rival would use it.",
    (
        "The panel was not persuaded by the appellant, and section 42(1) is upheld, since the "
        "note is counsel's advice."
    ),
    (
        "Though section 41 falls, section 43(2) stands, because the firm's margins could be "
        "worked out from it."
    ),
]


@pytest.mark.parametrize("words", every(3, DISCUSSED))
def test_what_is_only_discussed_is_not_relied_on(checker: Checker, words: str) -> None:
    assert provisions(parse(checker, letter(BESIDE, words, END))) == {"s24(1)"}


@pytest.mark.parametrize("words", every(3, DISCUSSED_AND_USED))
def test_what_is_discussed_and_used_is_relied_on(checker: Checker, words: str) -> None:
    assert provisions(parse(checker, letter(BESIDE, words, END))) > {"s24(1)"}


def test_limbs_behind_a_colon(checker: Checker) -> None:
    limbs = "(2)(b)(i), (2)(b)(ii) and (2)(c)"
    text = letter(f"We withhold it by three limbs of section 36 of FOIA: {limbs}.", END)
    assert provisions(parse(checker, text)) == {"s36(2)(b)(i)", "s36(2)(b)(ii)", "s36(2)(c)"}
