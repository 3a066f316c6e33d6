"""Kind: what sort of letter it is, by what it claims and what it gives."""

from __future__ import annotations

import pytest

from noticecheck.checker import Checker
from noticecheck.model import KINDS
from share import every
from short_letters import FOIA, RIGHTS, parse

LETTERS = {
    "acknowledgement": [
        "Thank you for your request, received on 3 May 2024. It has been passed to the records team and "
        "you will receive a response within 20 working days.",
        "I acknowledge receipt of your request under the Freedom of Information Act. We aim to reply by "
        "31 May 2024.",
    ],
    "internal_review": [
        f"Internal review - outcome\n\nYou asked for an internal review. I have reviewed the decision and "
        f"uphold it: the prices are exempt under section 43(2) {FOIA}.",
        f"Following your letter asking that I look again at our refusal, I am content that the first decision "
        f"was right. The prices are exempt under section 43(2) {FOIA}.",
        "Outcome of internal review\n\nI have completed my review. The report can now be released in "
        "full and is enclosed.",
    ],
    "public_interest_extension": [
        f"The paper is exempt under section 35(1)(a) {FOIA}. We have not yet reached a decision on where "
        "the public interest lies and expect to do so by 3 June 2024.",
        f"Section 43(2) {FOIA} applies to the prices. We need further time to consider the public "
        "interest and are extending the deadline by 20 working days.",
    ],
    "ncnd": [
        f"We neither confirm nor deny that we hold this, under section 31(3) {FOIA}, as a gang would learn "
        "from it.",
        f"We can neither confirm nor deny that we hold what you ask for. Sections 23(5) and 24(2) {FOIA} "
        "apply.",
    ],
    "cost_limit": [
        f"We refuse your request under section 12(1) {FOIA}, since to search 4,000 files would exceed the "
        "appropriate limit.",
        "Freedom of Information Act 2000\n\nWe are refusing your request, as the cost of complying would "
        "exceed the appropriate limit.",
    ],
    "vexatious_or_repeated": [
        f"We refuse your request under section 14(1) {FOIA}, as it is vexatious.",
        f"We refuse your request under section 14(2) {FOIA}: it is a repeated request.",
    ],
    "not_held": [
        "Thank you for your Freedom of Information request. We do not hold the information that you asked "
        "for.",
        "Under the Freedom of Information Act I can tell you that no records are held of this.",
        "The survey is not held. Regulation 12(4)(a) of the Environmental Information Regulations 2004 "
        "applies.",
    ],
    "partial_refusal": [
        f"The minutes are enclosed. The names have been redacted under section 40(2) {FOIA}.",
        f"We enclose some of the information. The rest is withheld under section 43(2) {FOIA}.",
        f"1. How many bolts did you buy?\n\nWe bought 4,000.\n\n2. What was paid for them?\n\nThis is "
        f"withheld under section 43(2) {FOIA}, as a rival would use it.",
    ],
    "full_refusal": [
        f"The prices are withheld under section 43(2) {FOIA}, as a rival could undercut the supplier.",
        "Freedom of Information Act 2000\n\nWe have decided not to release the report.",
        f"The prices are withheld under section 43(2) {FOIA}. If each firm knew the others' prices it would "
        "bid less keenly. The form for an internal review is enclosed.",
    ],
    "full_disclosure": [
        "Thank you for your Freedom of Information request. The information that you asked for is enclosed "
        "in full.",
        "In answer to your Freedom of Information request, please find attached a spreadsheet with the "
        "figures. Nothing has been held back.",
        "Your questions under the Freedom of Information Act\n\nQ1 How many kennels have you? A: 14\n"
        "Q2 And cats? A: 9\nQ3 Who feeds them? A: The night porter.",
    ],
    "other": [
        "Thank you for your request. It is not clear which report you mean. Could you please clarify which "
        "year you are asking about?",
        "Please find attached our response to your request.",
        "We need longer for your request, which came in on 3 May: it is complex and voluminous, and regulation "
        "7(1) of the Environmental Information Regulations lets us have 40 working days. We cannot yet say "
        "whether any of it should be refused. You will hear from us no later than 28 June.",
        "Fees notice\n\nA fee of £40 is payable for the copies. We shall send them once it is paid.",
        "The harvest supper is on Friday. Bring a plate.",
        "We have transferred your request to the County Council, which holds the records.",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in LETTERS.items() for text in texts]
)
def test_kind(checker: Checker, kind: str, text: str) -> None:
    assert parse(checker, f"Dear Ms Hale\n\n{text}\n\nYours sincerely\n\nA Clerk\n").kind == kind


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (kind, texts[0])
        for kind, texts in LETTERS.items()
        if kind not in ("acknowledgement", "other")
    ],
)
def test_the_rights_paragraph_never_changes_the_kind(
    checker: Checker, kind: str, text: str
) -> None:
    assert (
        parse(checker, f"Dear Ms Hale\n\n{text}\n\n{RIGHTS}\nYours sincerely\n\nA Clerk\n").kind
        == kind
    )


RATES = f"The rates are exempt under section 43(2) {FOIA}, because a rival could undercut the firm."


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ("In reply to your first question:\n\nHouses searched: 412\n\nSearches with a find: 97", "partial_refusal"),
        ("QUESTION 1\nNumber of falls, by ward\n\nWard      2023   2024\nAsh         17     22\nBirch        9      7\nElm          8     11\n\nQUESTION 2\nThe rates", "partial_refusal"),
        ("QUESTION 1\n\nSpend on fencing\n\n2023/24 £412,900; 2024/25 £388,150.\n\nQUESTION 2\n\nThe rates", "partial_refusal"),
        ("Our ref: 921\n\nRoom: 12", "full_refusal"),
        ("You asked for the rates.\n\nThe Act gives you two rights. The first is to be told if we have something.", "full_refusal"),
    ],
)  # fmt: skip
def test_what_is_given_beside_a_refusal(checker: Checker, given: str, kind: str) -> None:
    assert parse(checker, f"Dear Ms Hale\n\n{given}\n\n{RATES}\n\n{RIGHTS}").kind == kind


REFUSED = f"Refused under section 43(2) {FOIA}, because a rival could undercut the firm."


@pytest.mark.parametrize(
    "answers",
    [
        "1. 14.\n2. £300.\n3. ",
        "1. None\n\n2. ",
        "a) 14\nb) None\nc) ",
        "Answer 1: 14.\nAnswer 2: Yes.\nAnswer 3: ",
        "1 - Yes\n2 - No\n3 - ",
        "i. 14\nii. 3\niii. ",
        "Question 1\nNo\n\nQuestion 2\n",
        "Q1. Monday to Friday\n\nQ2. ",
    ],
)
@pytest.mark.parametrize(
    "heading", ["Freedom of Information Act 2000", "Your request for the rates"]
)
def test_short_numbered_answers(checker: Checker, heading: str, answers: str) -> None:
    text = f"Dear Ms Hale\n\n{heading}\n\n{answers}{REFUSED}\n\n{RIGHTS}"
    assert parse(checker, text).kind == "partial_refusal"


@pytest.mark.parametrize(
    "listed",
    [
        f"1. {REFUSED}\n2. {REFUSED}",
        f"1. How many?\n2. What rate?\n\n{REFUSED}",
        f"We withhold:\n\n1. the rates\n2. the plan\n3. the names\n\n{REFUSED}",
    ],
)
def test_a_list_that_gives_nothing(checker: Checker, listed: str) -> None:
    text = f"Dear Ms Hale\n\nYour request for the rates\n\n{listed}\n\n{RIGHTS}"
    assert parse(checker, text).kind == "full_refusal"


POOL = (
    "Dear Ms Orde\n\nFreedom of Information Act 2000 - request 5512\n\nThank you for your request of "
    "3 May, in which you asked about the swimming pool at Tarn Road.\n\n{answer}\n\n" + RIGHTS
)


@pytest.mark.parametrize(
    "answer",
    every(
        3,
        [
            "The pool was last inspected in March 2024 by our insurers.",
            "It was closed because the boiler failed and could not be repaired.",
            "The contractor is Hallam Pools Ltd.",
            "There are two lifeguards on duty at any time.",
            "There are none.",
            "Yes.",
            "The head of service is Ms A Priddle, who has been in post since 2021.",
            "The minutes are attached.",
            "I attach the minutes you asked for.",
            "The document you asked for is on our website at www.tarnton.gov.uk/minutes.",
            "You can read the minutes at https://www.tarnton.gov.uk/minutes.",
            "All the information we hold is in the spreadsheet sent with this mail.",
            "See the enclosed copy.",
            "We have spent £14,200 on repairs since January.",
            "The pool cost us nothing last year, since the trust paid for it.",
            "Lengths are swum in lanes from seven until nine each morning, and the water is kept at 28 degrees.",
            "In answer to your first question, the boiler was installed in 2009. In answer to your second, it has not been replaced.",
            "1. The boiler was installed in 2009.",
            "The policy is the one the council adopted in 2018; a copy comes with this letter.",
            "A copy of the policy is annexed.",
            "We are happy to let you have a copy of the lease, which you will find below.",
            "Your request has been granted. The file comes separately because of its size.",
            "We confirm that the Council holds the information, and it is set out below. Boiler: Vaillant. Year: 2009.",
            "I can confirm we do hold this information. The boiler is a Vaillant installed by Hallam.",
            "The information requested is as follows: boiler, Vaillant; pump, Grundfos; filter, sand.",
            "Three members of staff were dismissed in that period.",
            "Here is what we have: the boiler was put in by Hallam in 2009.",
            "The only complaint we received came from a resident of Tarn Road and was about noise.",
            "The council does own the pool. It is leased to the trust for twenty-five years.",
            "Nobody was injured.",
        ],
    ),
)
def test_a_plain_answer_is_one(checker: Checker, answer: str) -> None:
    assert parse(checker, POOL.format(answer=answer)).kind == "full_disclosure"


@pytest.mark.parametrize(
    "answer",
    every(
        3,
        [
            "Our solicitor has advised us that nobody may see the plans.",
            "Please would you say which of the two pools you mean.",
            "It would help to know which years you are interested in.",
            "The clerk is on holiday until the 14th and will answer on her return.",
            "The pool is run by Tarnton Leisure Ltd, which holds the papers; please write to it.",
            "That is a matter for the county council, to which you may wish to write.",
            "A fee of £25 is payable before we can send the plans.",
            "We need proof of your identity.",
            "The lease is a private matter.",
            "This is something the trustees keep to themselves.",
            "Such reports are never made public.",
            "The papers are with the police.",
            "The members resolved that the report should not leave the room.",
            "The report is confidential to its authors.",
            "Your mail was received this morning.",
            "The trust regards the lease as its own business.",
            "You are not entitled to the report.",
            "The council does not discuss its staff.",
            "I regret that the answer must be no.",
            "Regrettably that is not possible.",
            "The report stays in the safe.",
        ],
    ),
)
def test_what_answers_nothing_is_no_answer(checker: Checker, answer: str) -> None:
    assert parse(checker, POOL.format(answer=answer)).kind == "other"


PLANS = (
    "Dear Mr Hale\n\nFreedom of Information Act 2000\n\nThank you for your request of 3 May for the "
    "plans and the budget of the depot.\n\n{said}\n\nWe hold the plans and withhold them under "
    "section 31(1)(a) of the Act, as they show where the alarms are.\n\n" + RIGHTS
)


@pytest.mark.parametrize(
    "said",
    every(
        3,
        [
            "Budget. Supplied herewith, save for page 4.",
            "The budget is disclosed.",
            "The budget is given overleaf.",
            "The budget goes with this letter.",
            "You will have the budget with this letter.",
            "Budget: enclosed (two pages).",
            "We can let you have the budget, which is attached.",
            "The budget for last year was £41,200.",
            "The budget is £41,200 a year.",
            "The depot had a budget of £41,200 last year.",
            "The budget comes to £41,200.",
            "The budget is public and you can read it at www.borley.gov.uk/budget.",
            "Here is the budget.",
            "The budget may be found in the annex.",
            "We are content to release the budget, and a copy is with this mail.",
            "The budget can be released and I attach it.",
            "You are welcome to the budget, a copy of which is enclosed.",
            "We give you the budget in the table below.",
            "The first of the two documents is attached. The second is not.",
            "We send you the budget.",
            "We are giving you one of the two documents.",
            "You may have the budget.",
            "You can have the budget, and it is stapled to this letter.",
            "Part of what you asked for can be given: the budget, attached.",
            "I am able to provide the budget.",
            "Annex A has the budget.",
            "The budget is in Annex A.",
            "A copy of the budget accompanies this reply.",
            "Accompanying this reply is the budget.",
            "Attached: budget 2024.",
            "We answer your second question in full: £41,200.",
            "The answer to the second part is £41,200.",
            "Your second request we can meet.",
        ],
    ),
)
def test_what_gives_something_beside_a_refusal(checker: Checker, said: str) -> None:
    assert parse(checker, PLANS.format(said=said)).kind == "partial_refusal"


@pytest.mark.parametrize(
    "said",
    every(
        3,
        [
            "We hold both documents.",
            "The depot was opened in 1994 and lies beside the railway.",
            "The request was received on 3 May 2024 and given the number 4471.",
            "We searched the shared drive and the paper files of two departments and found 14 documents.",
            "There have been 2 break-ins at the depot since 2019, and the loss was £3,000.",
            "The papers are in 3 boxes and run to 412 pages.",
            "I have considered whether any part of them could be released and have decided that it could not.",
            "I am sorry for the delay, which was caused by illness in a team of two.",
            "You asked for the information to be sent by e-mail.",
            "Section 1(1) of the Act gives two rights: to be told whether information is held, and to have it.",
            "The form with which to ask for a review is enclosed.",
            "Attached is a leaflet about your rights.",
            "Our reasons are given in the annex.",
            "A notice that explains this decision is attached.",
            "We publish our annual accounts on our website, but they do not show what you ask for.",
            "The plans were drawn by Hallam Architects in 2015 and the budget was set in March.",
            "You have had two earlier answers from us about the depot.",
            "The police were given a copy of the plans in 2019.",
            "Disclosure under the Act is disclosure to the world.",
            "We considered sending you a redacted copy, but what would be left would make no sense.",
            "Had you asked for last year's accounts, we would have sent them.",
            "The budget would tell you nothing without the plans, and it is withheld with them.",
            "The plans are supplied to us by the firm in confidence.",
            "The plans are disclosed each year to our insurers.",
            "We give the plans the care that they need.",
            "We share the plans with the police.",
            "We supply the police with the plans.",
            "I am able to see why you ask.",
            "Here is the difficulty.",
            "Here are the facts.",
            "We send all our plans to the archive after ten years.",
            "You will have the chance to speak at the meeting.",
            "You can have the matter looked at by the Clerk.",
            "We answer your first question under the heading below.",
            "Such plans are given out to contractors when they sign for them.",
            "The budget had a value of its own to the burglars.",
            "We provide a service to the whole county.",
            "We can provide you with a paper copy of this notice.",
            "The law is set out overleaf.",
        ],
    ),
)
def test_what_gives_nothing_beside_a_refusal(checker: Checker, said: str) -> None:
    assert parse(checker, PLANS.format(said=said)).kind == "full_refusal"


@pytest.mark.parametrize(
    ("second", "kind"),
    [("We hold it.", "full_refusal"), ("As to (b), the sum paid was £6,850.", "partial_refusal")],
)
def test_numbers_of_paragraphs_are_of_no_questions(
    checker: Checker, second: str, kind: str
) -> None:
    """Where they go on into the complaints; and they end the list of what was asked for."""
    text = (
        "Dear Sir\n\nFreedom of Information Act 2000\n\n1.   You have asked for:\n\n     (a)  the "
        f"agreement; and\n     (b)  the sum paid under it.\n\n2.   {second}\n\n3.   The agreement is "
        "withheld under section 43(2) of the Act, as a rival would use it.\n\n4.   You may ask for an "
        "internal review, and may then apply to the Information Commissioner.\n\nYours faithfully\n"
    )
    assert parse(checker, text).kind == kind


def test_the_head_of_a_letter_answers_nothing(checker: Checker) -> None:
    text = (
        "Reference number:      5512\nDate of response:      30/01/2026\nService area:          Parks\n"
        f"Team:                  Trees\n\nThe sheets are withheld under section 43(2) {FOIA}.\n\n{RIGHTS}"
    )
    assert parse(checker, text).kind == "full_refusal"


def test_a_contractor_is_not_who_writes(checker: Checker) -> None:
    text = POOL.format(answer="The contractor is Hallam Pools Ltd.")
    assert parse(checker, text).authority is None


def test_every_kind_has_a_letter() -> None:
    assert set(LETTERS) == set(KINDS)


def test_time_for_an_absolute_exemption_is_no_public_interest_extension(checker: Checker) -> None:
    text = (
        f"The names are exempt under section 40(2) {FOIA}. We have not yet reached a decision on the "
        "public interest.\n"
    )
    assert parse(checker, text).kind != "public_interest_extension"


def test_a_published_document_elsewhere_is_a_refusal(checker: Checker) -> None:
    text = f"The figures are exempt under section 21 {FOIA}: they are published at www.example.gov.uk/spend.\n"
    assert parse(checker, text).kind == "full_refusal"
