"""Where to complain, and the outcome of a review, in words that no template has."""

from __future__ import annotations

import pytest

from noticecheck.checker import Checker
from short_letters import FOIA, check, claims, document, parse, status

REFUSAL = (
    f"We will not release the margins, which are exempt under section 43(2) {FOIA}: bids close in May, and a "
    "rival could undercut the firm."
)


def told(checker: Checker, words: str, element: str = "complaints_procedure") -> str | None:
    return status(check(checker, f"Dear Ms Hale\n\n{REFUSAL}\n\n{words}\n"), element)


@pytest.mark.parametrize(
    "words",
    [
        "This decision can be appealed against to the Trust (foi@hale.example, within 2 months).",
        "The decision may be challenged before 3 May with the Monitoring Officer.",
        "Our answer can be queried by e-mail (foi@hale.example); if that does not help, then with the "
        "Information Commissioner.",
        "REVIEW\nBy e-mail to foi@hale.example before 7 April 2026.",
        "Appeals\nWrite to appeals@hale.example within 40 working days.",
        "If you are not satisfied with the service you received from our staff in dealing with your FOI request, "
        "write to the Clerk.",
        "Should you be unhappy with the answer that the Council has given you in this matter, or with how long your "
        "request took, please write to the Clerk.",
        "Complaints about a member of staff or about how we have answered this request go to the Head of "
        "Governance, Civic Hall.",
        "If you are unhappy with the decision, contact the Planning team at foi@hale.example.",
        "If you are unhappy, please write to our Data Protection Complaints Officer for a review.",
        "If you are unhappy with this, write to the Director of Adult Care, who will review it.",
        "If you have any concerns about how we have dealt with your enquiry please get in touch with me.",
        "You may go directly to the Information Commissioner, but you should first ask us for a review.",
        "Where an applicant is dissatisfied they should, in the first instance, address their concerns to the "
        "Monitoring Officer.",
        "If your clients are dissatisfied they may make representations under Regulation 11 to the Monitoring "
        "Officer.",
        ("If this is not the answer you hoped for, write to the Town Clerk within two months "
         "and another officer will go over it afresh."),
        ("Should you wish the decision to be looked at again, the Deputy Clerk will do that: "
         "deputy@eastmere.example."),
        ("You can ask for someone who had no part in this to take a second look. Please write "
         "to the address above."),
        "We will reconsider if you ask us to. Write to the Governance Team by 1 August.",
        ("A senior colleague can revisit this decision at your request; contact "
         "reviews@eastmere.example."),
        "You have forty working days in which to ask us to think again.",
        ("If you think we have got this wrong, tell us, and the Monitoring Officer will decide "
         "whether we have."),
        "Unhappy? Ask for an internal review at foi@eastmere.example.",
        "Internal review: FOI Reviews, Town Hall, Eastmere EM1 2AB, within 40 working days.",
        "An internal review may be had on application to the Solicitor to the Council.",
        "Requests for internal review should reach us within 40 working days of this letter.",
        "Our complaints procedure is enclosed, and applies to this decision.",
        ("This authority operates a complaints procedure for information requests, details of "
         "which are on the back of this letter."),
        ("Anyone refused information may appeal to the Appeals Panel of the Board; the "
         "secretary's address is above."),
        "You may challenge this refusal by writing to the Head of Legal Services.",
        "To dispute this, please e-mail the Information Manager, saying why.",
        "If you want to take it further, the first step is to ask us for a review.",
        "Complaints about how we have handled your request go to the Practice Manager.",
        ("Please let me know if you would like the decision reviewed and I shall pass it to the "
         "Vice-Principal."),
        ("You are entitled to ask the governing body to look at this decision. Letters should "
         "go to the Clerk to the Governors."),
        ("We do hope that you are content with this. If you aren't, get back to us and we'll "
         "arrange a review."),
        "I appreciate that this will disappoint you; a request for a review can be made to me.",
        ("Any objection to this decision should be sent to the Chief Executive, who will look "
         "into it himself."),
        ("The Parish Council has a procedure for complaints about its answers: please write to "
         "the Chairman."),
        ("Where a requester does not accept our answer, the matter is put before the Review "
         "Officer. Write to the same address."),
        "In the first instance any complaint should come to me.",
        "Please address any grievance about this reply to the Records Manager.",
        ("If you consider that the request has not been dealt with properly, you can complain "
         "to the Chief Officer."),
        ("Where you feel aggrieved by this decision, our Scrutiny Officer will examine it if "
         "you ask within eight weeks."),
        "You can have the refusal reviewed. Just reply to this e-mail.",
        "You are free to seek a reconsideration from the Board Secretary.",
        ("It is open to you to seek a review of this decision by writing to the Director of "
         "Corporate Services."),
        "Your right of review: write within 40 working days to the Head of Assurance.",
        "RIGHT OF APPEAL: The Secretary, Appeals Committee, Town Hall.",
        ("How to complain: see the sheet enclosed with this letter, which gives the name of the "
         "officer who deals with complaints about requests."),
        ("Should our decision seem wrong to you, say so, and it will be examined by the Deputy "
         "Head."),
        "You can ask the Trust Secretary to look into how your request was handled.",
        "We are happy to have our decision checked by somebody else here. Let me know.",
        "If you wish us to re-examine the matter, please write back within two months.",
        ("Disagree? Then please put your reasons in writing to the Bursar, who will take a "
         "fresh decision."),
        ("You may contest the decision through our complaints process "
         "(www.eastmere.example/foi-complaints)."),
        "Please contact the undersigned if you would like an internal review to be carried out.",
        "A review can be sought from the Compliance Team at compliance@eastmere.example.",
    ],
)  # fmt: skip
def test_a_way_to_complain_is_seen(checker: Checker, words: str) -> None:
    assert told(checker, words) == "met"


@pytest.mark.parametrize(
    "words",
    [
        "If you wish to appeal against the decision not to offer your child a place at one of our schools, please "
        "contact the Admissions Clerk.",
        "Complaints about our safeguarding arrangements may be made to the Designated Lead.",
        "Complaints about the ambulance service itself should go to our Patient Experience team.",
        "If you want to appeal against a parking ticket, write to Parking Services, Civic Hall, within 28 days.",
        "To complain about a missed bin, a member of staff or any other service, fill in the form.",
        "You may appeal against this planning decision to the Secretary of State within six months.",
        "This decision can be challenged only by judicial review in the High Court.",
        "I am sorry that you are unhappy with how your neighbour was dealt with; you wrote to the Clerk about that "
        "in your request.",
        "If you have concerns about the safety of the bridge, please get in touch with the Highways Team.",
        "Please have a look at our website for the budget.",
        "REVIEW\nThe contract is reviewed each May by the Head of Procurement.",
        "If you have any questions about this letter please contact me.",
        "Please quote the reference above in any further correspondence.",
        "If you need this letter in large print please let us know.",
        "Complaints about the condition of the depot should go to the Works Manager.",
        "We are sorry that we cannot help on this occasion.",
        "If you want to make a new request, write to the address above.",
        "You may wish to visit our website, where our publication scheme can be found.",
        "If you are unhappy with the service at our recycling centres, call the contact centre.",
        "Should you narrow your request we will look at it again.",
        "The contractor has a complaints procedure of its own.",
        "We aim to answer all letters within 20 working days.",
        "We will review the position when the depot is sold.",
        "The decision was taken by the Director and has been approved by the Monitoring Officer.",
        "I should be glad to discuss this on the telephone.",
        "Thank you for your interest in the work of the Council.",
        "We would welcome your feedback: a short survey is at the link below.",
        "We keep our exemptions under review.",
        "A review of depot security is under way and will report in June.",
        "If your circumstances change, please write to us again.",
    ],
)
def test_a_way_to_complain_of_something_else_is_none(checker: Checker, words: str) -> None:
    assert told(checker, words) == "gap"


def test_a_complaint_about_data_leads_to_no_right_under_the_act(checker: Checker) -> None:
    words = (
        "If you are unhappy with the way we use your personal data you can complain to our Data Protection "
        "Officer, and then to the Information Commissioner."
    )
    assert told(checker, words) == "gap"
    assert told(checker, words, "right_to_regulator") == "unclear"


@pytest.mark.parametrize(
    "words",
    [
        f"Your appeal succeeds in part.\n\n{REFUSAL}",
        f"Your challenge to our answer of 3 May fails.\n\n{REFUSAL}",
        f"I disagree with the first decision as to the report, which is enclosed.\n\n{REFUSAL}",
        f"{REFUSAL}\n\nThere is no further appeal within the force.",
        f"{REFUSAL}\n\nI uphold the decision. That exhausts the Council's own process.",
        f"We have had another look at our decision of 3 May, as you asked.\n\n{REFUSAL}",
        f"On review that decision stands.\n\n{REFUSAL}",
    ],
)
def test_an_outcome_of_a_review_is_known(checker: Checker, words: str) -> None:
    assert parse(checker, f"Dear Ms Hale\n\n{words}\n").kind == "internal_review"


@pytest.mark.parametrize(
    "words",
    [
        f"Your planning appeal was dismissed in March.\n\n{REFUSAL}",
        f"You complained in May about a pothole.\n\n{REFUSAL}",
        f"{REFUSAL}\n\nIf you are unhappy you may ask the Clerk for a review, which concludes our process.",
        f"{REFUSAL}\n\nA senior officer will then have looked at the matter afresh.",
        f"We have considered your request afresh after you made it clearer in June.\n\n{REFUSAL}",
    ],
)
def test_what_only_looks_like_a_review_is_none(checker: Checker, words: str) -> None:
    assert parse(checker, f"Dear Ms Hale\n\n{words}\n").kind == "full_refusal"


def test_a_review_that_upholds_a_denial_denies_although_no_act_is_named(checker: Checker) -> None:
    text = (
        "Dear Mr Hale\n\nYou complained that our answer about the drones says nothing.\n\nThe answer neither "
        "confirmed nor denied possession, in reliance on section 31(3) and section 24(2), and I would have done "
        "likewise. A force that owns up to the kit would tell those who fly over walls to find another way.\n\n"
        "I therefore uphold the decision. This concludes the review.\n"
    )
    parsed = parse(checker, text)
    assert parsed.kind == "internal_review"
    assert claims(parsed) == {("s31(3)", "ncnd"), ("s24(2)", "ncnd")}


def test_numbered_paragraphs_behind_words_of_the_act_are_the_letters_own(checker: Checker) -> None:
    text = (
        "Environmental Information Regulations 2004\n\nDear Sirs\n\n1. We act for the Partnership.\n\n"
        "2. The Partnership relies on Regulation 12(5)(e). Regulation 12(5)(e) provides that a public authority may "
        "refuse to disclose information to the extent that its disclosure would adversely affect the "
        "confidentiality of commercial or industrial information where such confidentiality is provided by law to "
        "protect a legitimate economic interest.\n\n"
        "3. Disclosure of the schedule would adversely affect the confidentiality of commercial or industrial "
        "information where such confidentiality is provided by law to protect a legitimate economic interest.\n\n"
        "4. The Partnership has weighed the public interest and finds that it lies in maintaining the exception.\n\n"
        "5. If your clients are dissatisfied, they may make representations under Regulation 11 to the Monitoring "
        "Officer.\n\n"
        "6. Your clients may also apply to the Information Commissioner: ico.org.uk.\n\nYours faithfully\n"
    )
    report = checker.check(document(text))
    assert status(report, "complaints_procedure") == "met"
    assert status(report, "right_to_regulator") == "met"


@pytest.mark.parametrize(
    "words",
    [
        "After that you may go to the Information Commissioner.",
        "The next step would be a complaint to the ICO (ico.org.uk).",
        (
            "If our review leaves you dissatisfied, the Information Commissioner can be asked to "
            "decide."
        ),
        "You have a right of appeal to the Information Commissioner under section 50 of the Act.",
        (
            "Thereafter the matter may be taken to the Information Commissioner's Office, Wycliffe "
            "House, Water Lane, Wilmslow SK9 5AF."
        ),
        (
            "The Information Commissioner oversees the Act and hears complaints from people who "
            "are refused information: 0303 123 1113."
        ),
        "Should that not settle it, the Commissioner (www.ico.org.uk) will consider a complaint.",
        "Independent help is available from the ICO, to whom you can complain.",
        (
            "Should you remain unhappy you can ask the Information Commissioner for a decision "
            "notice."
        ),
        "You may refer the matter to the Information Commissioner.",
        "The ICO will look into complaints, normally only after an internal review.",
        "If still not satisfied, contact the ICO: casework@ico.org.uk.",
        "An application under section 50 may be made to the Commissioner.",
        (
            "You can of course complain to the regulator, the Information Commissioner, at "
            "ico.org.uk/foicomplaints."
        ),
        "Appeals beyond this office lie to the Information Commissioner.",
        (
            "The Commissioner's address, should you want to take it further, is Wycliffe House, "
            "Wilmslow."
        ),
        "ICO complaints: https://ico.org.uk/make-a-complaint",
    ],
)
def test_the_way_to_the_commissioner_is_seen(checker: Checker, words: str) -> None:
    assert told(checker, words, "right_to_regulator") == "met"


@pytest.mark.parametrize(
    "words",
    [
        "The Council is registered with the Information Commissioner under number Z1234567.",
        "We follow the guidance of the Information Commissioner on personal data.",
        "The Information Commissioner has issued a decision notice in a like case.",
        "To complain about how we use your personal data, contact the Information Commissioner.",
        (
            "Our privacy notice explains your rights, among them that of complaining to the ICO "
            "about how your data is used."
        ),
        "If you remain unhappy you may write to your councillor or to the Ombudsman.",
        "We have taken advice from the ICO's website.",
        (
            "If you are unhappy with the review you may take the matter to the Local Government "
            "Ombudsman."
        ),
        "Under section 50 of the Act people may apply for a decision.",
        "The Commissioner for Standards deals with complaints about councillors.",
    ],
)
def test_the_commissioner_named_for_something_else_is_no_right(
    checker: Checker, words: str
) -> None:
    assert told(checker, words, "right_to_regulator") in ("gap", "unclear")


@pytest.mark.parametrize(
    "words",
    [
        (
            "I have carried out the internal review that you asked for. I uphold the decision "
            "under section 43(2): the firm is in talks with two rivals, who would hold it to the "
            "price. The public interest in knowing the price is real but slight beside that in a "
            "fair sale."
        ),
        (
            "You asked us to look again at our refusal of 3 May. I have done so and agree with it. "
            "Section 43(2) applies because the firm is in talks with two rivals, who would hold it "
            "to the price. The public interest in knowing the price is real but slight beside that "
            "in a fair sale."
        ),
        (
            "This is the outcome of your appeal. The panel met on 2 June. It found that section "
            "43(2) had been rightly used, since the firm is in talks with two rivals. The public "
            "interest in knowing the price is real but slight beside that in a fair sale."
        ),
        (
            "Following your complaint of 9 May about the handling of your request, I have reviewed "
            "it afresh. My conclusion is that the price was properly withheld under section 43(2), "
            "as the firm is in talks with rivals. The public interest in knowing the price is real "
            "but slight beside that in a fair sale."
        ),
        (
            "As the officer who reconsiders such decisions I had no part in the first. I would "
            "have decided likewise: section 43(2) protects the price while the firm is in talks "
            "with rivals. The public interest in knowing the price is real but slight beside that "
            "in a fair sale."
        ),
        (
            "Your letter of 9 May asked for our decision to be reconsidered. Having reconsidered "
            "it, I stand by it. Section 43(2) applies as the firm is in talks with rivals. The "
            "public interest in knowing the price is real but slight beside that in a fair sale."
        ),
        (
            "Internal review. Decision: upheld. Exemption: section 43(2). Reason: the firm is in "
            "talks with two rivals, who would hold it to the price. The public interest in knowing "
            "the price is real but slight beside that in a fair sale."
        ),
    ],
)
def test_a_review_in_free_words_owes_the_commissioner_alone(checker: Checker, words: str) -> None:
    report = check(checker, f"Dear Ms Hale\n\nFreedom of Information Act 2000\n\n{words}\n")
    assert report.notice is not None and report.notice.kind == "internal_review"
    assert status(report, "complaints_procedure") in (None, "not_applicable")
    assert status(report, "right_to_regulator") == "gap"
