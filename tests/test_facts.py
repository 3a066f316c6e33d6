"""Facts: for each a letter in which it holds, and one in which it does not."""

from __future__ import annotations

import pytest

from noticecheck.checker import Checker
from noticecheck.evaluate.facts import COMPUTED
from noticecheck.language.facts import FACTS
from short_letters import FOIA, RIGHTS, ask, check, status

ASKED = "1. How many bids came in?\n\n2. At what prices?"
PRICES = f"The unit prices are withheld under section 43(2) {FOIA}"
NCND = f"We neither confirm nor deny that we hold this, under section 31(3) {FOIA}"
PENDING = f"The paper is exempt under section 35(1)(a) {FOIA}. "
LISTED = (
    "| No. | Document | Decision | Exemption |\n| 1 | Rates | Withheld | s43(2) |\n"
    "| 2 | Advice | Withheld | s42 |\n"
)
REVIEW = "Outcome of internal review\n\nFreedom of Information Act 2000\n\n"
SCOTTISH_REVIEW = "9 April 2026\n\nThe Freedom of Information (Scotland) Act 2002\n\nWe received your request for a review"
SCOTTISH_NCND = (
    "We neither confirm nor deny under section 18(1) of the Freedom of Information (Scotland) Act 2002 "
    "whether this exists or is held."
)

# fact: (subject, a letter where it holds), (subject, a letter where it does not)
LETTERS: dict[str, tuple[tuple[str | None, str], tuple[str | None, str]]] = {
    "limb-named": (
        ("s31(1)(a)", f"The times are withheld under section 31(1)(a) {FOIA}."),
        ("s31(1)", f"The times are withheld under section 31(1) {FOIA}."),
    ),
    "provision-exists": (
        ("s31(1)(a)", f"The times are withheld under section 31(1)(a) {FOIA}."),
        ("s31(1)(k)", f"The times are withheld under section 31(1)(k) {FOIA}."),
    ),
    "provision-in-force": (
        ("s22A(1)(b)(i)", f"3 November 2015\n\nThe draft is withheld under section 22A(1)(b)(i) {FOIA}."),
        ("s22A(1)(b)(i)", f"1 May 2013\n\nThe draft is withheld under section 22A(1)(b)(i) {FOIA}."),
    ),
    "provision-perhaps-in-force": (
        ("s22A(1)(b)(i)", f"1 May 2015\n\nThe draft is withheld under section 22A(1)(b)(i) {FOIA}."),
        ("s22A(1)(b)(i)", f"1 May 2013\n\nThe draft is withheld under section 22A(1)(b)(i) {FOIA}."),
    ),
    "limb-precise": (
        ("s42(1)", f"Counsel's opinion is withheld under section 42(1) {FOIA}."),
        ("s42", f"Counsel's opinion is withheld under section 42 {FOIA}."),
    ),
    "limb-fits-effect": (
        ("s31(3)", f"{NCND}."),
        ("s40(2)", f"We neither confirm nor deny that we hold this, under section 40(2) {FOIA}."),
    ),
    "own-reasons": (
        ("s43(2)", f"{PRICES}. The firm bids for the same work in two neighbouring boroughs in spring, "
                   "and a rival who knew its rates could undercut it by a few pence."),
        ("s43(2)", f"{PRICES}, which exempts information whose disclosure would be likely to prejudice "
                   "the commercial interests of any person."),
    ),
    "thin-reasons": (
        ("s43(2)", f"{PRICES}, as a rival bakery could undercut the supplier's tender."),
        ("s43(2)", f"{PRICES}. This exemption applies."),
    ),
    "topic-reason": (
        ("s40(2)", f"The names are withheld under section 40(2) {FOIA}. Junior clerks would not expect to "
                   "be named to the world."),
        ("s40(2)", f"The names are withheld under section 40(2) {FOIA}. The cupboard was locked on Tuesday "
                   "by the caretaker of the hall."),
    ),
    "reason-apparent": (
        ("s21", f"The figures are exempt under section 21 {FOIA}: see www.example.gov.uk/spending."),
        ("s21", f"The figures are exempt under section 21 {FOIA}."),
    ),
    "balance-for-this-claim": (
        ("s43(2)", f"{PRICES}. Residents want to see how the contract was priced. Against that, a supplier "
                   "undercut by a rival in the coming tender would cost taxpayers more. On balance the "
                   "public interest favours withholding."),
        ("s43(2)", f"{PRICES}. The public interest test has been applied and favours withholding."),
    ),
    "balance-asserted": (
        ("s43(2)", f"{PRICES}. On balance the public interest favours withholding."),
        ("s43(2)", f"{PRICES}, as a rival could undercut the supplier."),
    ),
    "public-interest-discussed": (
        ("s43(2)", f"{PRICES}. There is a public interest in residents seeing how a contract for bolts was "
                   "priced by the depot."),
        ("s43(2)", f"{PRICES}, as a rival could undercut the supplier."),
    ),
    "argued-elsewhere": (
        ("s31(1)(a)", "1. The plan.\n\nAnybody who had it could see the weakest door, and the risk of "
                      "a theft would grow for the two guards.\n\n2. The doors cost £1,204.\n\nWe "
                      f"withhold the plan under section 31(1)(a), the names under section 40(2) {FOIA}."),
        ("s31(1)(a)", "1. The plan.\n\n2. The doors cost £1,204.\n\nWe withhold the plan under "
                      f"section 31(1)(a), the names under section 40(2) {FOIA}."),
    ),
    "explaining-would-disclose": (
        ("s31(3)", f"{NCND}. To explain why would itself disclose exempt information."),
        ("s31(3)", f"{NCND}. A gang would learn what is known of it."),
    ),
    "reasons-would-disclose": (
        ("s31(3)", f"{NCND}. To explain why it applies would itself disclose exempt information."),
        ("s31(3)", f"{NCND}. Under section 17(4) we give no reasons on the public interest."),
    ),
    "charge-told": (
        (None, f"{PRICES}. For the maps we charge £45."),
        (None, f"{PRICES}. For the maps there is a charge. The wall is worth £1,204."),
    ),
    "disclosed-anyway": (
        ("s43(2)", f"{PRICES}, but we have decided to disclose them in full all the same."),
        ("s43(2)", f"{PRICES}."),
    ),
    "refusal-stated": (
        (None, f"{PRICES}."),
        (None, f"The invoices are enclosed.\n\nPrices - section 43(2) {FOIA}"),
    ),
    "refusal-upheld": (
        (None, f"{REVIEW}I have reviewed the reply to withhold the emails and uphold it."),
        (None, f"{REVIEW}I have reviewed the reply to withhold the emails, which was wrong."),
    ),
    "refusal-hinted": (
        (None, f"If we withhold a price, we say so.\n\nPrices - section 43(2) {FOIA}"),
        (None, f"The invoices are enclosed.\n\nPrices - section 43(2) {FOIA}"),
    ),
    "decision-pending": (
        (None, PENDING + "We have not yet reached a decision on the public interest."),
        (None, PENDING + "The public interest favours withholding it while ministers decide."),
    ),
    "date-estimated": (
        (None, PENDING + "We have not yet decided where the public interest lies and expect to do so by 3 "
                         "June 2024."),
        (None, PENDING + "We have not yet decided where the public interest lies and will write as soon as "
                         "we can. The Act came into force on 1 January 2005."),
    ),
    "placeholder-left": (
        (None, f"{PRICES}, because [reason: say whose interests would suffer]."),
        (None, f"{PRICES}, because the firm bids in the spring [name withheld]."),
    ),
    "separate-reasons-promised": (
        (None, f"{PRICES}. The public interest will be explained in a separate letter."),
        (None, f"{PRICES}. The prices were agreed in a separate contract."),
    ),
    "place-named": (
        (None, "You can find the figures at https://www.example.gov.uk/spending."),
        (None, "The figures are in the public domain, as you know."),
    ),
    "cost-or-vexatious-stated": (
        (None, f"We refuse this under section 12 {FOIA}."),
        (None, f"{PRICES}."),
    ),
    "complaints-procedure-stated": (
        (None, f"{PRICES}.\n\nIf you are unhappy, please write to the Clerk, who will review our decision."),
        (None, f"{PRICES}.\n\nYou may apply to the Information Commissioner for a decision."),
    ),
    "complaints-hinted": (
        (None, f"{PRICES}.\n\nIf you are unhappy, put it to the Clerk. You may apply to the Information "
               "Commissioner for a decision."),
        (None, f"{PRICES}.\n\nYou may apply to the Information Commissioner for a decision."),
    ),
    "complaints-procedure-headed": (
        (None, f"{PRICES}.\n\nINTERNAL REVIEW PROCEDURE\n\nYou may apply to the Commissioner."),
        (None, f"{PRICES}.\n\n{RIGHTS}"),
    ),
    "no-complaints-procedure-stated": (
        (None, f"{PRICES}.\n\nThe Parish Council does not operate a complaints procedure."),
        (None, f"{PRICES}.\n\n{RIGHTS}"),
    ),
    "regulator-right-stated": (
        (None, f"{PRICES}.\n\nYou may apply to the Information Commissioner for a decision."),
        (None, f"{PRICES}. We followed guidance from the Information Commissioner."),
    ),
    "regulator-hinted": (
        (None, f"{PRICES}.\n\nInternal review: the Clerk, clerk@hale.example.\n\nICO: ico.org.uk"),
        (None, f"{PRICES}.\n\nInternal review: the Clerk, clerk@hale.example."),
    ),
    "wrong-body-named": (
        (None, f"{PRICES}.\n\nIf you are unhappy you may complain to the Local Government Ombudsman."),
        (None, f"{PRICES}.\n\n{RIGHTS}"),
    ),
    "rights-elsewhere": (
        (None, f"{PRICES}.\n\nYour rights are set out in the enclosed leaflet."),
        (None, f"{PRICES}.\n\n{RIGHTS}"),
    ),
    "exemption-named": (
        (None, f"{PRICES}."),
        (None, "Freedom of Information Act 2000\n\nWe have decided to withhold the prices."),
    ),
    "letter-dated": (
        (None, f"4 May 2018\n\n{PRICES}."),
        (None, f"{PRICES}."),
    ),
    "receipt-dated": (
        (None, f"22 January 2026\n\nYour request was received on 19 December 2025. {PRICES}."),
        (None, f"22 January 2026\n\nYour request was received in December. {PRICES}."),
    ),
    "working-days-late": (
        (None, f"23 January 2026\n\nYour request was received on 19 December 2025. {PRICES}."),
        (None, f"22 January 2026\n\nYour request was received on 19 December 2025. {PRICES}."),
    ),
    "working-days-unclear": (
        (None, f"29 April 2026\n\nYour request was received on 28 March 2026, a Saturday. {PRICES}."),
        (None, f"28 April 2026\n\nYour request was received on 28 March 2026, a Saturday. {PRICES}."),
    ),
    "questions-numbered": (
        (None, f"You asked:\n\n{ASKED}\n\nOur answers:\n\n1. Five.\n\n2. {PRICES}."),
        (None, f"You asked:\n\n{ASKED}\n\nOur answer is that five came in. {PRICES}."),
    ),
    "question-unanswered": (
        (None, f"You asked:\n\n{ASKED}\n\n3. Who won?\n\nOur answers:\n\n1. Five.\n\n2. {PRICES}."),
        (None, f"You asked:\n\n{ASKED}\n\nOur answers:\n\n1. Five.\n\n2. {PRICES}."),
    ),
    "answer-empty": (
        (None, f"You asked:\n\n{ASKED}\n\n3. Who won?\n\nQuestion 1: Five.\n\nQuestion 2:\n\n"
               f"Question 3: {PRICES}."),
        (None, f"You asked:\n\n{ASKED}\n\nQuestion 1: Five.\n\nQuestion 2: {PRICES}."),
    ),
    "balance-may-be-shared": (
        ("s43(2)", f"{PRICES}.\n\nThe advice is withheld under section 42(1), as it is privileged.\n\nPeople "
                   "want to know what was paid. The public interest in maintaining the exemption "
                   "outweighs that."),
        ("s43(2)", f"{PRICES}.\n\nThe advice is withheld under section 42(1), as it is privileged."),
    ),
    "factors-both-ways": (
        ("s43(2)", f"{PRICES}. In the public interest, openness about prices speaks for disclosure. "
                   "Against that, a rival would gain."),
        ("s43(2)", f"{PRICES}, as a rival could undercut the supplier."),
    ),
    "likelihood-stated": (
        ("s43(2)", f"{PRICES}. A rival would be likely to undercut the supplier."),
        ("s43(2)", f"{PRICES}, as this would, or would be likely to, prejudice the supplier."),
    ),
    "says-more": (
        ("s43(2)", f"{PRICES}. The whistleblower asked for silence."),
        ("s43(2)", f"{PRICES}. This exemption applies."),
    ),
    "holding-affirmed": (
        (None, f"{NCND}. We hold the information that you asked for."),
        (None, f"{NCND}. If we held it, a gang would learn of it. We cannot say whether information is held."),
    ),
    "figure-given": (
        ("s12", f"We refuse this under section 12 {FOIA}, as it would take 66 hours."),
        ("s12", f"We refuse this under section 12 {FOIA}, as it would cost more than £450 or 18 hours."),
    ),
    "given-all-the-same": (
        ("s31(3)", f"{NCND}, and about any raids. The plans of both raids stay secret. Those raids are listed, "
                   "and the list of raids is enclosed. The two raids you asked for are enclosed."),
        ("s31(3)", f"{NCND}, and about any raids. Our policy on raids is enclosed."),
    ),
    "holding-contradicted": (
        (None, f"{NCND}. We hold the information that you asked for."),
        (None, f"We hold the information that you asked for first.\n\n{NCND}."),
    ),
    "nature-misstated": (
        ("s43(2)", f"{PRICES}. Section 43 is an absolute exemption."),
        ("s43(2)", f"{PRICES}. None of these is an absolute exemption. Section 43 is a qualified one."),
    ),
    "enactment-named": (
        ("s44(1)(a)", f"The returns are withheld under section 44(1)(a) {FOIA}. The Police (Conduct) "
                      "Regulations 2020 forbid it."),
        ("s44(1)(a)", f"The returns are withheld under section 44(1)(a) {FOIA}. Another Act forbids it."),
    ),
    "named-with-others": (
        ("s43(2)", f"The annex is withheld under sections 41(1) and 43(2) {FOIA}."),
        ("s43(2)", f"The annex is withheld under sections 41(1) and 43(2) {FOIA}. Section 43(2) applies to "
                   "the prices."),
    ),
    "beside-its-alternative": (
        ("s31(1)(a)", f"The file is withheld under sections 30(1)(a)(i) and 31(1)(a) {FOIA}."),
        ("s31(1)(a)", f"The file is withheld under sections 31(1)(a) and 40(2) {FOIA}."),
    ),
    "exemptions-told-apart": (
        (None, f"{PRICES}. The names are withheld under section 40(2)."),
        (None, f"The annex is withheld under sections 40(2) and 43(2) {FOIA}."),
    ),
    "review-time-short": (
        (None, f"{PRICES}.\n\nIf you are unhappy, ask the Clerk for an internal review within 28 days."),
        (None, f"{PRICES}.\n\nIf you are unhappy, ask the Clerk for an internal review within 40 working "
               "days. She will reply within 20 working days."),
    ),
    "dates-impossible": (
        (None, f"4 May 2026\n\nYour request, which we received on 31 April 2026, is refused. {PRICES}."),
        (None, f"4 May 2026\n\nYour request, which we received on 30 April 2026, is refused. {PRICES}."),
    ),
    "calendar-lacking": (
        (None, f"4 May 2046\n\nYour request, which we received on 3 April 2046, is refused. {PRICES}."),
        (None, f"4 May 2026\n\nYour request, which we received on 3 April 2026, is refused. {PRICES}."),
    ),
    "sixty-days-past": (
        (None, f"4 May 2026\n\nYour request, which we received on 9 January 2026, is refused. {PRICES}."),
        (None, f"4 May 2026\n\nYour request, which we received on 9 March 2026, is refused. {PRICES}."),
    ),
    "review-dated": (
        (None, f"9 April 2026\n\nYour request for a review was received on 2 March 2026. {PRICES}."),
        (None, f"9 April 2026\n\nYou asked for a review on 2 March 2026. {PRICES}."),
    ),
    "review-late": (
        (None, f"{SCOTTISH_REVIEW} on 2 March 2026."),
        (None, f"{SCOTTISH_REVIEW} on 12 March 2026."),
    ),
    "review-time-unclear": (
        (None, f"{SCOTTISH_REVIEW} on 7 March 2026.".replace("9 April", "7 April")),
        (None, f"{SCOTTISH_REVIEW} on 2 March 2026."),
    ),
    "another-law-named": (
        (None, "The model is withheld under regulation 12(4)(d) of the Environmental Information "
               "Regulations 2004."),
        (None, f"{PRICES}."),
    ),
    "authority-unnamed": (
        (None, f"{PRICES}."),
        (None, f"Borley Parish Council\n\n{PRICES}."),
    ),
    "balance-due": (
        (None, f"{PRICES}."),
        (None, f"The returns are withheld under section 44(1)(a) {FOIA}."),
    ),
    "estimate-beyond-forty": (
        (None, f"3 June 2024\n\nYour request was received on 7 May 2024. {PENDING}We have not yet decided "
               "where the public interest lies and expect to do so by 30 September 2024."),
        (None, f"3 June 2024\n\nYour request was received on 7 May 2024. {PENDING}We have not yet decided "
               "where the public interest lies and expect to do so by 28 June 2024."),
    ),
    "allowed-by-section-18": (
        ("s18(1)", f"{SCOTTISH_NCND} If it did, it would be exempt under section 34(1)(b)."),
        ("s18(1)", f"{SCOTTISH_NCND} If it did, it would be exempt under section 36(1)."),
    ),
    "reasons-by-way-of": (
        ("s18(1)", f"{SCOTTISH_NCND}\n\nIf it did, it would be exempt under section 34(1)(b), because a "
                   "garage that learns of an inspection would move the cars before officers could look at "
                   "them, and nothing would reach the procurator fiscal."),
        ("s18(1)", f"{SCOTTISH_NCND} If it did, it would be exempt under section 34(1)(b)."),
    ),
    "withheld-items-listed": (
        (None, f"{PRICES}.\n\n{LISTED}| 3 | Map | Withheld | s42 |"),
        (None, f"{PRICES}.\n\n| No. | Section | Page |\n| 1 | Prices | 12 |\n| 2 | Staff | 40 |"),
    ),
    "item-without-exemption": (
        (None, f"{PRICES}.\n\n{LISTED}| 3 | Map | Withheld | - |"),
        (None, f"{PRICES}.\n\n{LISTED}| 3 | Map | Withheld | ditto |"),
    ),
    "item-perhaps-without-exemption": (
        (None, f"{PRICES}.\n\n{LISTED}| 3 | Map | Withheld | see below |"),
        (None, f"{PRICES}.\n\n{LISTED}| 3 | Map | Withheld | - |"),
    ),
}  # fmt: skip


OF_SCOTLAND = (
    "allowed-by-section-18",
    "reasons-by-way-of",
    "review-dated",
    "review-late",
    "review-time-unclear",
)


def test_what_is_computed_is_what_the_language_knows() -> None:
    assert set(COMPUTED) == set(FACTS)


def test_every_fact_has_its_letters() -> None:
    assert set(LETTERS) == set(FACTS)


def _pack(name: str) -> str:
    """The regime of a fact's letters: Scotland's for its section 18, and for the time of reviews."""
    return "foisa2002" if name in OF_SCOTLAND else "foia2000"


@pytest.mark.parametrize("name", LETTERS)
def test_fact_holds(checker: Checker, name: str) -> None:
    subject, text = LETTERS[name][0]
    asked = ask(checker, f"{text}\n", _pack(name))
    shown = asked.fact(name, subject)
    assert shown is not None
    assert all(0 <= span.start < span.end <= len(asked.notice.document.text) for span in shown)


@pytest.mark.parametrize("name", LETTERS)
def test_fact_does_not_hold(checker: Checker, name: str) -> None:
    subject, text = LETTERS[name][1]
    assert ask(checker, f"{text}\n", _pack(name)).fact(name, subject) is None


@pytest.mark.parametrize("name", [name for name, (of, _) in FACTS.items() if of == "claim"])
def test_facts_of_a_claim_may_be_asked_of_an_unnamed_refusal(checker: Checker, name: str) -> None:
    asked = ask(checker, "Freedom of Information Act 2000\n\nWe have decided not to release it.\n")
    assert asked.fact(name, "unnamed") is None


@pytest.mark.parametrize("words", ["in due course", "as soon as possible", "shortly"])
def test_a_vague_time_is_no_estimate(checker: Checker, words: str) -> None:
    text = f"{PENDING}We have not yet reached a decision on the public interest and will write {words}.\n"
    assert ask(checker, text).fact("date-estimated") is None


def test_the_letters_own_date_is_no_estimate(checker: Checker) -> None:
    text = (
        f"3 May 2024\n\n{PENDING}We have not yet reached a decision on the public interest. We aimed to "
        "decide by 3 May 2024.\n"
    )
    assert ask(checker, text).fact("date-estimated") is None


def test_day_of_the_request_is_no_estimate(checker: Checker) -> None:
    text = (
        f"You asked on 23 October for the papers sent round before the meeting. {PENDING}We have not yet "
        "reached a decision on the public interest and will write as soon as we can.\n"
    )
    assert ask(checker, text).fact("date-estimated") is None


def test_scottish_and_uk_commissioner_are_not_the_same(checker: Checker) -> None:
    uk = f"{PRICES}.\n\nYou may apply to the Scottish Information Commissioner for a decision.\n"
    assert ask(checker, uk).fact("regulator-right-stated") is None
    scottish = (
        "The names are withheld under section 38(1)(b) of the Freedom of Information (Scotland) Act "
        "2002.\n\nYou may apply to the Scottish Information Commissioner for a decision.\n"
    )
    assert ask(checker, scottish, "foisa2002").fact("regulator-right-stated") is not None


def test_statute_request_and_thread_never_satisfy_a_duty(checker: Checker) -> None:
    text = f"""Dear Ms Hale

You asked:

Please send the prices. I know that I may ask for an internal review and then apply to the
Information Commissioner.

We have decided to withhold them under section 43(2) {FOIA}.

Yours sincerely

A Clerk

-----Original Message-----
From: Records
Sent: 1 May 2024
To: K Hale

If you are unhappy you can ask for an internal review by writing to the Clerk.

You may apply to the Information Commissioner for a decision.
"""
    asked = ask(checker, text)
    for name in ("complaints-procedure-stated", "regulator-right-stated"):
        assert asked.fact(name) is None, name


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("44(1)(a)", "Section 18 of the Statistics of Trade Act forbids its release."),
        ("38(1)(a)", "The tenant has been threatened at the address."),
        ("40(2)", "Some of the figures are so small that a person could be picked out."),
        ("40(2)", "The clerks were told that their names would stay private."),
        ("43(2)", "A rival that learns the rates would undercut the firm."),
        ("31(1)(a)", "A burglar who reads it would know when the depot is empty."),
        ("22(1)", "The report comes out on our website in May."),
        ("42(1)", "It is counsel's advice on the claim by the contractor."),
        ("41(1)", "The firm gave us its plans in confidence and would sue if we gave them out."),
        (
            "36(2)(c)",
            "The qualified person thinks that heads would stop speaking frankly to each other.",
        ),
    ],
)
def test_a_short_plain_reason_is_never_called_missing(
    checker: Checker, number: str, words: str
) -> None:
    report = check(
        checker, f"The file is withheld under section {number} {FOIA}. {words}\n\n{RIGHTS}"
    )
    assert status(report, "explains_why", f"s{number}") in ("met", "unclear")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("43(2)", "This exemption applies."),
        ("43(2)", "It is exempt because it falls within the exemption."),
        (
            "43(2)",
            "Section 43(2) is a qualified exemption and we have considered the public interest.",
        ),
        (
            "40(2)",
            "It is personal data and disclosure would breach the data protection principles.",
        ),
        ("40(2)", "Disclosure would not be fair, lawful and transparent."),
        (
            "31(1)(a)",
            "Disclosure would be likely to prejudice the prevention or detection of crime.",
        ),
        ("42(1)", "It is subject to legal professional privilege."),
        ("41(1)", "Disclosure would be an actionable breach of confidence."),
        (
            "38(1)(a)",
            "Disclosure would be likely to endanger the physical or mental health of any individual.",
        ),
        (
            "36(2)(c)",
            "Disclosure would otherwise be likely to prejudice the effective conduct of public affairs.",
        ),
    ],
)
def test_the_statute_or_a_formula_is_never_a_reason(
    checker: Checker, number: str, words: str
) -> None:
    report = check(
        checker, f"The file is withheld under section {number} {FOIA}. {words}\n\n{RIGHTS}"
    )
    assert status(report, "explains_why", f"s{number}") in ("gap", "unclear")


@pytest.mark.parametrize(
    "words",
    [
        "The public interest favours withholding.",
        "We have considered the public interest and concluded that it favours withholding the file.",
        "The inspector decided that it was not in the public interest to prosecute the bakery.",
        "No public interest test is needed.",
    ],
)
def test_a_bare_conclusion_is_no_balance(checker: Checker, words: str) -> None:
    report = check(
        checker,
        f"The rates are withheld under section 43(2) {FOIA}. A rival could undercut the firm. {words}\n\n"
        f"{RIGHTS}",
    )
    assert status(report, "public_interest", "s43(2)") in ("gap", "unclear")


@pytest.mark.parametrize(
    "words",
    [
        "We accept that residents want to see what was paid, but a firm undercut in the spring tender "
        "would cost them more, and that outweighs it.",
        "Openness about money is a strong factor. On the other side, taxpayers lose if rivals can copy "
        "the rates. We find that the latter weighs more and the exemption should be maintained.",
        "There is a public interest in knowing how the depot spends money. It would not be in the public "
        "interest to weaken the depot in the spring tender, so we have decided to withhold the rates.",
    ],
)
def test_a_factor_and_a_conclusion_are_never_called_missing(checker: Checker, words: str) -> None:
    report = check(
        checker,
        f"The rates are withheld under section 43(2) {FOIA}. A rival could undercut the firm.\n\n{words}"
        f"\n\n{RIGHTS}",
    )
    assert status(report, "public_interest", "s43(2)") in ("met", "unclear")


@pytest.mark.parametrize(
    "words",
    [
        "If you are not content with the outcome of the internal review, you may apply to the "
        "Information Commissioner.",
        "You may ask the Information Commissioner to review our decision.",
        "Complaints about bins can be made on our website.",
        "You may complain to the Local Government Ombudsman.",
    ],
)
def test_a_procedure_that_is_not_told_is_not_met(checker: Checker, words: str) -> None:
    report = check(checker, f"The rates are withheld under section 43(2) {FOIA}.\n\n{words}\n")
    assert status(report, "complaints_procedure") in ("gap", "unclear")


@pytest.mark.parametrize(
    "address", ["northford.example/plans", "www.northford.example", "our website"]
)
def test_whoever_is_told_where_it_is_knows_why_section_21_applies(
    checker: Checker, address: str
) -> None:
    told = f"This is at {address}. As you can reach it there, section 21(1) {FOIA} applies."
    assert status(check(checker, f"{told}\n\n{RIGHTS}"), "explains_why", "s21(1)") == "met"


def test_a_mail_address_is_no_place_where_information_is(checker: Checker) -> None:
    told = f"Section 21(1) {FOIA} applies. Write to plans@northford.example if you are unhappy."
    assert status(check(checker, f"{told}\n\n{RIGHTS}"), "explains_why", "s21(1)") != "met"
