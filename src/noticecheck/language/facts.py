"""The closed list of facts: what conditions may ask that phrases cannot say.

To add a fact: one line here, its computation in the evaluation stage, and a unit test there.
"""

from __future__ import annotations

from typing import Literal

FactSubject = Literal["claim", "notice"]

FACTS: dict[str, tuple[FactSubject, str]] = {
    # Of a claim (and of an unnamed refusal).
    "provision-exists": (
        "claim",
        "The Act has the provision named, or once had it.",
    ),
    "provision-in-force": (
        "claim",
        "What the letter names was the law on the day that decides: of receipt, or of the answer.",
    ),
    "provision-perhaps-in-force": (
        "claim",
        "What is named was the law on one of the days that may decide, or no day is known to.",
    ),
    "limb-named": (
        "claim",
        "The letter names the exemption down to the limb that it relies on.",
    ),
    "limb-precise": (
        "claim",
        "The letter names the exemption as deep as it can be named, good practice included.",
    ),
    "limb-fits-effect": (
        "claim",
        "The limb named fits what is done: withholding, or neither confirming nor denying.",
    ),
    "own-reasons": (
        "claim",
        "The discussion argues about this information, beyond the words of the statute.",
    ),
    "thin-reasons": (
        "claim",
        "The discussion says something of its own, but too little to call it a reason.",
    ),
    "topic-reason": (
        "claim",
        "The discussion speaks of what a reason for this exemption is about.",
    ),
    "reason-apparent": (
        "claim",
        "The reason is plain without being stated, such as a link to what is already published.",
    ),
    "balance-for-this-claim": (
        "claim",
        "At least one factor about this information and a conclusion stand for this claim.",
    ),
    "balance-asserted": (
        "claim",
        "A conclusion on the public interest stands for this claim, without any factor.",
    ),
    "public-interest-discussed": (
        "claim",
        "The public interest is spoken of for this claim, concluded or not.",
    ),
    "balance-may-be-shared": (
        "claim",
        "A balance that names no exemption stands behind this claim, after another one.",
    ),
    "argued-elsewhere": (
        "claim",
        "Something is argued in the letter, and which claim it is for is not to be told.",
    ),
    "explaining-would-disclose": (
        "claim",
        "The letter says that explaining this claim would itself disclose exempt information.",
    ),
    "reasons-would-disclose": (
        "claim",
        "The letter says that to tell why the exemption applies would disclose what is exempt.",
    ),
    "disclosed-anyway": (
        "claim",
        "The letter gives the information that the claim would withhold.",
    ),
    # Of the notice.
    "refusal-stated": (
        "notice",
        "The letter says plainly that the request, or part of it, is refused.",
    ),
    "refusal-upheld": (
        "notice",
        "A review upholds, in a sentence about it, the decision that refused.",
    ),
    "refusal-hinted": (
        "notice",
        "Words of refusing stand in a condition, are said of others, or tell what an Act says.",
    ),
    "decision-pending": (
        "notice",
        "The letter says that the public interest is not decided yet.",
    ),
    "date-estimated": (
        "notice",
        "The letter gives a date or period by which it expects to decide.",
    ),
    "placeholder-left": (
        "notice",
        "A field or prompt of a template was left in the letter, in marks that show it.",
    ),
    "separate-reasons-promised": (
        "notice",
        "The letter promises or refers to a separate letter with the reasons.",
    ),
    "place-named": (
        "notice",
        "The letter says where the information can be had, by address, link or publication.",
    ),
    "cost-or-vexatious-stated": (
        "notice",
        "The letter says that it relies on the cost limit, or on a vexatious or repeated request.",
    ),
    "complaints-procedure-stated": (
        "notice",
        "The letter says how to complain to the authority about how the request was handled.",
    ),
    "complaints-hinted": (
        "notice",
        "Beside what is said of the regulator, the letter names somebody of its own to write to.",
    ),
    "complaints-procedure-headed": (
        "notice",
        "A heading speaks of a review or of complaints.",
    ),
    "no-complaints-procedure-stated": (
        "notice",
        "The letter says that the authority has no procedure for complaints.",
    ),
    "regulator-right-stated": (
        "notice",
        "The letter says that the requester may apply to the regulator of this regime.",
    ),
    "regulator-hinted": (
        "notice",
        "Among what is said of complaints, the letter names the regulator of this regime.",
    ),
    "wrong-body-named": (
        "notice",
        "The letter sends the requester to a body that has no say under this regime.",
    ),
    "rights-elsewhere": (
        "notice",
        "The letter says that the rights of complaint stand in another document, or behind a link.",
    ),
    "exemption-named": (
        "notice",
        "The letter names at least one exemption or exception that it relies on.",
    ),
    "letter-dated": ("notice", "The date of the letter is known."),
    "receipt-dated": (
        "notice",
        "The day on which the request was received and the date of the letter are known.",
    ),
    "working-days-late": (
        "notice",
        "The letter is dated after the last working day for an answer, on any way of counting.",
    ),
    "sixty-days-past": (
        "notice",
        "The letter is dated after the sixtieth working day, on any way of counting.",
    ),
    "working-days-unclear": (
        "notice",
        "The time cannot be counted, or the letter is late on one way of counting only.",
    ),
    "dates-impossible": (
        "notice",
        "A date is none, such as 31 February, or the request would have come after the answer.",
    ),
    "calendar-lacking": (
        "notice",
        "The bank holidays of the time from receipt to the last day for an answer are not known.",
    ),
    "review-dated": (
        "notice",
        "The day on which a review was asked for, and the date of its outcome, are known.",
    ),
    "review-late": (
        "notice",
        "The outcome is dated after the last working day for a review, on any way of counting.",
    ),
    "review-time-unclear": (
        "notice",
        "The time for a review cannot be counted, or is over on one way of counting only.",
    ),
    "another-law-named": (
        "notice",
        "By its own words the letter is under other law than the one chosen for it by `--pack`.",
    ),
    "authority-unnamed": (
        "notice",
        "The letter does not show which body wrote it.",
    ),
    "questions-numbered": (
        "notice",
        "The request has numbered questions, and the letter answers by their numbers.",
    ),
    "question-unanswered": (
        "notice",
        "Nothing in the letter is seen to answer one of the numbered questions.",
    ),
    "answer-empty": (
        "notice",
        "The number of a question stands among the answers, with nothing behind it.",
    ),
    "factors-both-ways": (
        "claim",
        "The balance for this claim gives factors for disclosing as well as for withholding.",
    ),
    # Of good practice.
    "likelihood-stated": (
        "claim",
        "The discussion says whether a harm would follow or would be likely to, not just either.",
    ),
    "says-more": (
        "claim",
        "The discussion has two words and more of its own, whether they are a reason or not.",
    ),
    "figure-given": (
        "claim",
        "A sentence about work has a number that is no limit of cost, no year and no provision.",
    ),
    "charge-told": (
        "notice",
        "A sentence about a charge names a sum of money.",
    ),
    "nature-misstated": (
        "claim",
        "A sentence about this exemption alone calls it absolute, which it is not, or qualified.",
    ),
    "enactment-named": (
        "claim",
        "Another Act, order or treaty is named with its year, or by a provision, beside the claim.",
    ),
    "named-with-others": (
        "claim",
        "Every sentence that cites the claim cites an exemption of another section as well.",
    ),
    "beside-its-alternative": (
        "claim",
        "The letter also relies on the section that this one applies only outside of: 24 and 23.",
    ),
    "given-all-the-same": (
        "claim",
        "What the claim neither confirms nor denies is given, behind that, by the same name.",
    ),
    "holding-affirmed": (
        "notice",
        "The letter says that what was asked for is held, and not only whether.",
    ),
    "holding-contradicted": (
        "notice",
        "A passage that neither confirms nor denies says that what was asked for is held.",
    ),
    "exemptions-told-apart": (
        "notice",
        "Some exemption for withholding has a sentence of its own, or there is only one.",
    ),
    "review-time-short": (
        "notice",
        "A sentence that offers a review gives less than forty working days to ask for it.",
    ),
    "balance-due": (
        "notice",
        "Some claim has a public interest test, or may have one.",
    ),
    "estimate-beyond-forty": (
        "notice",
        "The day expected for a decision is past the fortieth working day from receipt.",
    ),
    "allowed-by-section-18": (
        "claim",
        "Beside Scotland's section 18 the letter names an exemption on which that can rest.",
    ),
    "reasons-by-way-of": (
        "claim",
        "The exemption on which Scotland's section 18 rests has reasons of its own.",
    ),
    "withheld-items-listed": (
        "notice",
        "A table or list of documents says of some that they are withheld, or a part of them.",
    ),
    "item-without-exemption": (
        "notice",
        "A document is withheld in such a schedule, and nothing is named for it as for others.",
    ),
    "item-perhaps-without-exemption": (
        "notice",
        "No exemption stands beside a document; its cell may be shared, lost or told elsewhere.",
    ),
}


def facts_table() -> str:
    """The facts as the Markdown table that rules/README.md holds."""
    rows = ["| fact | of | holds when |", "|---|---|---|"]
    rows += [f"| `{name}` | {subject} | {doc} |" for name, (subject, doc) in FACTS.items()]
    return "\n".join(rows) + "\n"
