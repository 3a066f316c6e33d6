"""Letters that have nothing to do with access to information claim nothing, whatever they cite."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from noticecheck.checker import Checker
from short_letters import check, letter, parse, provisions

LETTERS = Path(__file__).parent.parent / "corpus" / "ordinary" / "letters.txt"
_HEAD = re.compile(r"^=== (?P<kind>[\w-]+): (?P<title>.+)\n", re.MULTILINE)
MOST_FALSE = {"ordinary": 0.01, "acknowledgement": 0.0, "requester": 0.05, "about-foi": 0.18}
"""Share of each kind of letter in which a claim may be found; it only falls."""

ORDINARY = [
    'Dear Mr Oak\n\nThank you for your letter of 3 May. We are unable to provide a refund for the boiler, as section 14 of the agreement says that parts are excluded.\n\nYours sincerely\n\nA Manager',
    'Dear Ms Elm\n\nPlanning application 24/117\n\nYour application for a porch has been refused under section 70 of the Town and Country Planning Act 1990. You may appeal to the Secretary of State within six months.\n\nYours',
    'Dear Tenant\n\nThis is a notice under section 21 of the Housing Act 1988 requiring possession of the flat. We will not be able to extend your tenancy.\n',
    "Hi Jo\n\nSorry, we can't give you a discount on that. We have decided not to release the deposit until the keys are back.\n\nSam",
    'Dear Sir\n\nYour claim is refused. Section 12 of your policy excludes flood. If you are unhappy, please contact our complaints team; you may refer the matter to the Financial Ombudsman.\n',
    'Dear Parent\n\nThank you for your request for a school place. We are unable to offer your child a place at this school. You have the right of appeal to an independent panel. Please find attached the form.\n',
    'Dear colleague\n\nYour request for flexible working has been considered under section 80G of the Employment Rights Act 1996 and is refused because of the burden of additional costs.\n',
    'Dear Dr Ash\n\nWe have received your subject access request. We are withholding some documents under Schedule 2 to the Data Protection Act 2018 as they are privileged. You may complain to the Information Commissioner.\n',
    'Dear Customer\n\nWe cannot disclose account details by e-mail for security reasons. Please call us.\n',
    'Minutes of the committee\n\nSection 43 of the report was withdrawn. Members asked for section 31 to be redrafted. The request was refused.\n',
    'Dear Editor\n\nYou asked us to release the film early. We have decided not to, since the public interest lies in a proper premiere. We refuse under clause 36(2).\n',
    'Dear Ms Fir\n\nYour request for compassionate release of your brother under section 30 of the Crime (Sentences) Act 1997 has been refused.\n',
    'Dear Applicant\n\nThank you for your request for a grant. The panel decided not to fund it. Information about other funds is on our website. We are unable to provide feedback.\n',
    'Dear Mr Yew\n\nI am instructed to refuse your request to inspect the register of members under section 116 of the Companies Act 2006. An application to court will be made under section 117.\n',
    'To whom it may concern\n\nThe licence application is refused under section 40 of the Licensing Act 2003 and you have 21 days to appeal.\n',
    'Dear Miss Birch\n\nWe do not hold a record of your council tax payment. Please send us the receipt. Section 14 (2) of the Act applies to late payment.\n',
    'Dear all\n\nPlease keep the attached confidential. It is exempt under paragraph 3 of Schedule 12A to the Local Government Act 1972 and must not be disclosed.\n',
    "Dear Mrs Rowan\n\nYour medical records request: we can't share your late husband's notes without proof under the Access to Health Records Act 1990, section 3.\n",
    'Dear Contractor\n\nWe reject your tender. Under regulation 12(5)(e) of the Procurement Rules the bid is non-compliant.\n',
    'Hello\n\nYour parcel was refused at customs under section 43(2). You can ask for a review within 30 days by writing to us. HMRC\n',
]  # fmt: skip


@pytest.mark.parametrize("text", ORDINARY, ids=range(len(ORDINARY)))
def test_an_ordinary_letter_refuses_no_information(checker: Checker, text: str) -> None:
    report = check(checker, text)
    assert provisions(report) == set()
    assert report.verdict in ("not_a_refusal", "not_assessed")


def ordinary_letters() -> dict[str, list[tuple[str, str]]]:
    """Kind to title and text of each letter of corpus/ordinary."""
    _, *found = _HEAD.split(LETTERS.read_text(encoding="utf-8"))
    letters: dict[str, list[tuple[str, str]]] = {}
    for kind, title, text in zip(found[::3], found[1::3], found[2::3], strict=True):
        letters.setdefault(kind, []).append((title, text))
    return letters


def test_hardly_an_ordinary_letter_claims_anything(checker: Checker) -> None:
    letters = ordinary_letters()
    assert letters.keys() == MOST_FALSE.keys()
    assert len({text for _, text in letters["ordinary"]}) >= 200
    for kind, most in MOST_FALSE.items():
        claiming = [title for title, text in letters[kind] if _refuses(checker, text, kind)]
        assert len(claiming) <= most * len(letters[kind]), (kind, claiming)


def _refuses(checker: Checker, text: str, kind: str) -> bool:
    """A claim, a refusal that names nothing or, in a letter of other business, any verdict."""
    report = check(checker, text)
    assert report.notice is not None
    judged = kind == "ordinary" and report.verdict not in ("not_a_refusal", "not_assessed")
    return judged or bool(report.notice.claims) or report.notice.unnamed is not None


@pytest.mark.parametrize(
    "text",
    [
        "Dear Ms Sloe\n\nYour claim for the broken stall is therefore refused.\n\n"
        "Yours sincerely\n\nMarkets Team\n\nThe council is a public authority under the Freedom "
        "of Information Act 2000 and may have to publish what you tell us.\n",
        "Dear Mr Haw\n\nWe have decided to refuse a discount.\n\nWith best wishes\n\nBox Office"
        "\n\nHow we keep your data: see our notice, or write to the Information Commissioner.\n",
        "Hi Bo\n\nSorry, we can't release the minibus on Friday. It's at the garage.\n\nIda\n\n"
        "Ida Rowe\nFreedom of Information and Transport Manager\n",
        "Hello all\n\nThe marquee is being withheld until the deposit comes.\n\nPer\n\nPer Lund\n"
        "Information Governance Officer\nFOI requests: foi@brackley.example\n",
    ],
)
def test_what_stands_below_a_letter_tells_nothing_of_it(checker: Checker, text: str) -> None:
    parsed = parse(checker, text)
    assert not parsed.claims and parsed.unnamed is None


@pytest.mark.parametrize(
    "text",
    [
        "Dear Mr Box\n\nYou have now made nine data requests. We have decided to refuse the last "
        "three, which are manifestly excessive.\n\nYou may complain to the Information "
        "Commissioner.\n",
        "Dear Ms Rue\n\nYour data protection complaint\n\nThe clinic gave you your notes. One line "
        "was held back, and in our view rightly.\n\nCase Officer for the Information "
        "Commissioner\n",
        "Dear Councillor Bay\n\nYou asked for a copy of the report on the depot. You have shown no "
        "need to know what is in it. We cannot share it, since it is exempt under Schedule 12A to "
        "the Local Government Act 1972.\n",
        "Dear Mr Ivy\n\nYou asked for the receipts behind your service charge and for a copy of the "
        "broker's letter. The receipts may be seen at our office. We cannot release the letter: "
        "section 22 of the Landlord and Tenant Act 1985 does not reach it.\n",
        "Dear Ms Hop\n\nYou have asked for employee liability information. The names are withheld "
        "until the day that regulation 11 sets.\n",
        "Dear Mr Fig\n\nThank you for your complaint. Here are our answers to your points.\n\n1. The "
        "soup was cold. Sorry.\n\n2. The cook's name? I won't give you that.\n\n3. A refund of £9 "
        "is on its way.\n",
    ],
)
def test_papers_refused_under_other_law_are_no_claim(checker: Checker, text: str) -> None:
    parsed = parse(checker, text)
    assert not parsed.claims and parsed.unnamed is None


@pytest.mark.parametrize(
    "sender",
    [
        "Yours sincerely\n\nA. Wick\nDirector, Wick and Daughters Ltd\n",
        "Regards\n\nBarnaby Tull LLP, solicitors\n",
        "Secretary to the Board\nHarbour Housing Association\n",
        "Yours\n\nThe Guild of Thatchers, registered charity 0000001\n",
    ],
)
def test_a_private_body_owes_nobody_its_papers(checker: Checker, sender: str) -> None:
    asked = (
        "Dear Mr Oak\n\nYou asked for a copy of the survey. We have decided not to release it.\n\n"
    )
    assert parse(checker, asked + sender).unnamed is None
    assert parse(checker, f"Freedom of Information Act\n\n{asked}{sender}").unnamed is not None
    assert parse(checker, f"{asked}Yours sincerely\n\nThe Clerk, Hopwick Parish Council\n").unnamed


def test_a_report_of_refusals_is_named_as_that(checker: Checker) -> None:
    text = (
        "Drainage board minutes\n\nThe clerk reported on the year. Sixteen requests had come in, "
        "two more than last year. Four of them were refused under section 43(2) of the Freedom of "
        "Information Act 2000, and one was withheld under section 40(2). The members noted the "
        "report with thanks, and asked that the next should tell how long each answer took.\n\n"
        "The pump at Long Drove was mended in May at a cost of £4,100. Councillor Ash asked whether "
        "the insurance would pay for it; the clerk thought not.\n"
    )
    report = check(checker, text)
    assert report.verdict == "not_a_refusal" and not provisions(report)
    assert any("to nobody who asked" in warning for warning in report.warnings)


def test_words_that_a_report_quotes_are_not_its_own(checker: Checker) -> None:
    story = (
        "Tribunal sides with angler\n\nA fishing club has won its case about the weir. The agency had "
        "argued that the survey was commercially confidential within regulation 12(5)(e) of the "
        "Environmental Information Regulations 2004, which the judge called a thin argument, made "
        "late and with little to bear it out.\n\n{said}\n\nThe club hopes to have the survey by "
        "Easter, when its members will sit down with the fish pass engineers and read it over a "
        "long lunch.\n"
    )
    said = "We refuse no one lightly and rely on regulation 12(5)(e)"
    quoted = parse(checker, story.format(said=f'A spokesman said: "{said}."'))
    assert not quoted.claims and quoted.unnamed is None
    assert provisions(parse(checker, story.format(said=f"{said}."))) == {"reg12(5)(e)"}


@pytest.mark.parametrize(
    "text",
    [
        "Dear Mr Oak\n\nFOI 24/11\n\nThe quotes are withheld under section 43(2), as rivals would "
        "shade their prices.\n",
        "Dear Mr Oak\n\nYou asked for copies of the three quotes. We have decided not to release "
        "them.\n",
        "Dear Mr Oak\n\nWe refuse your request under section 43(2), as rivals would shade prices.\n",
        "Your request is refused under section 40(2), because junior clerks would be named.\n",
        "Dear Mr Oak\n\nThe information you requested is exempt under section 41(1).\n",
        "Dear Mr Oak\n\nFOI 24/11\n\nWe have decided not to release the log.\n\nYours sincerely\n\n"
        "Freedom of Information Officer\n",
        "Dear Mr Oak\n\nYou asked for a copy of the log. We have decided not to release it.\n\n"
        "Yours sincerely\n\nFreedom of Information Officer\n",
        "Dear Mr Oak\n\nWe have decided not to release the log.\n\nYours sincerely\n\nA Clerk\n\n"
        "If you are unhappy with this, you may complain to the Information Commissioner.\n",
        "Dear Mr Oak\n\nYou asked for a copy of the report. We cannot share it, as the Data "
        "Protection Act 2018 protects those who are named in it.\n",
        "Hi\n\nThe answers to your questions are below.\n\n1. Twelve.\n\n2. We are not going to "
        "release this.\n",
    ],
)
def test_a_refusal_of_information_need_not_name_its_act(checker: Checker, text: str) -> None:
    parsed = parse(checker, text)
    assert parsed.claims or parsed.unnamed is not None


def test_the_name_of_the_act_is_enough(checker: Checker) -> None:
    assert provisions(parse(checker, letter("We withhold it under section 42(1)."))) == {"s42(1)"}
