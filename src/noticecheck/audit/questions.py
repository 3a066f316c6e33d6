"""What a reader is asked of a letter, in plain words, with what each answer means."""

from __future__ import annotations

from collections.abc import Mapping

from noticecheck.late import dataclass

STATUSES = {"m": "met", "g": "gap", "u": "unclear", "n": "na"}
REGIMES = {"f": "foia2000", "e": "eir2004", "s": "foisa2002"}
UNCLEAR = "?"

KINDS: Mapping[str, str] = {
    "other": "no decision on a request (see d)",
    "acknowledgement": "only says that the request has come",
    "internal_review": "the outcome of a review",
    "public_interest_extension": "more time to weigh the public interest",
    "ncnd": "all it relies on is to neither confirm nor deny",
    "cost_limit": "all it relies on is the cost (section 12)",
    "vexatious_or_repeated": "all it relies on is section 14",
    "not_held": "mainly: the information is not held",
    "partial_refusal": "refuses some, and gives or answers some",
    "full_refusal": "refuses all that is held",
    "full_disclosure": "gives all that was asked for",
}
"""In the order in which they are tried: the first that fits."""


@dataclass(frozen=True, slots=True)
class Words:
    """A question, and what is to be known to answer it."""

    ask: str
    """`{claim}` stands for the provision."""
    define: str


KIND = Words(
    "What is this letter? The first that fits:",
    "Take the first of the list that fits. OTHER is what decides nothing: a leaflet, a covering "
    "message, a question back to the requester, a fees notice, a transfer to another body, longer "
    "time under regulation 7 of the EIR, a body or information that the Act does not reach, an "
    "answer about a person's own data. NOT HELD is the main answer that there is nothing, also "
    "where it is given under regulation 12(4)(a) of the EIR or section 17 of the Scottish Act. "
    "Where section 12 is all that is relied on and other parts are answered, cost_limit and "
    "partial_refusal are both right: type both numbers.",
)
REGIME = Words(
    "Under which law does it answer?  f FOIA 2000 · e EIR 2004 · s Scottish FOI Act",
    "The law under which the authority deals with the request, whether or not that is the right "
    "one. Type more than one letter where it uses more than one, ? where it cannot be told.",
)
COMPLETE = Words(
    "Is the text whole?  y yes · n it is visibly cut off",
    "n where the text breaks off, or pages are missing. What the missing part may hold is then "
    "unclear, and never a gap. An annex that is merely not here does not make it n.",
)
CLAIMS = Words(
    "Which provisions does the authority rely on to refuse?",
    "Only what it relies on itself: not what it quotes, considers and rejects, or finds in the "
    "request. Each at the most specific level that is named: s31(1)(a), reg12(5)(e), a bare s40. "
    'The conditions of one belong to it: "40(2) by virtue of 40(3A)(a)" is s40(2), and 31(1)(g) '
    "with a purpose of 31(2) is s31(1)(g). Separate them with commas. Put ncnd after one by which "
    "it neither confirms nor denies. Where something is refused and no provision is named, type "
    "unnamed. ? where it cannot be told. Example: s31(1)(a), s40(5B)(a)(i) ncnd, s12",
)
NOTHING_OWED = Words(
    "Nothing is refused, so nothing is owed. Is that so?  y yes · n ask me",
    'y answers all questions about what the letter owes with "not applicable". n where the letter '
    "owes something all the same: a Scottish notice that information is not held must say how to "
    "have that reviewed, for instance.",
)
ELEMENTS: Mapping[str, Words] = {
    "specifies_exemption": Words(
        "{claim}: does the letter say which exemption it is?",
        "Section 17(1)(b). Met by the number of the section with the limb, where the section has "
        'several that differ: "section 31(1)(a)". A bare "section 31" is a gap; a bare section '
        "without limbs (21, 22) is met. Not applicable to sections 12 and 14. EIR: the exception, "
        "regulation 14(3)(a). Scotland: section 16(1)(c).",
    ),
    "explains_why": Words(
        "{claim}: does it say why it applies to this information?",
        "Section 17(1)(c). Met by reasons of its own about what was asked for. The words of the "
        'statute said again, or "as it would prejudice commercial interests" without how, are a '
        "gap. Met, too, where the reason is plain from what is named. EIR: regulation 14(3). "
        "Scotland: section 16(1)(d).",
    ),
    "public_interest": Words(
        "{claim}: does it say why the public interest favours refusal?",
        "Section 17(3). For qualified exemptions: met where at least something about this "
        "information is weighed and a conclusion is drawn; a bare statement that the balance "
        "favours refusal is a gap. Not applicable to absolute exemptions (21, 23, 32, 34, 40(2) by "
        "a data protection principle, 41, 44) and to letters that are still weighing. EIR: all "
        "exceptions of regulation 12 are qualified. Scotland: section 16(2).",
    ),
    "states_refusal": Words(
        "Does it say that it refuses, or that an exemption applies?",
        "Section 17(1)(a). Met by any plain statement that information is withheld, exempt or "
        "refused, or that the authority neither confirms nor denies. Not applicable where sections "
        "12 or 14 are all that it relies on.",
    ),
    "pending_estimate": Words(
        "If it is still weighing: does it say when it will decide?",
        "Section 17(2). Only of letters that name a qualified exemption and take more time for the "
        "public interest: met by a date, or by a number of days. Not applicable to all others.",
    ),
    "complaints_procedure": Words(
        "Does it say how to complain to the authority (internal review)?",
        "Section 17(7)(a). Met by how to ask for a review, or by saying that there is none. Not "
        "applicable to the outcome of a review. EIR: reconsideration, regulation 14(5)(a). "
        "Scotland: a requirement for review, section 19(a).",
    ),
    "right_to_regulator": Words(
        "Does it say that one may go to the Information Commissioner?",
        "Section 17(7)(b). Met by the right to apply to the Commissioner (in Scotland the Scottish "
        "one) for a decision. An address alone, without what it is for, is unclear.",
    ),
    "cost_or_vexatious_stated": Words(
        "Does it say that section 12 or 14 is what it relies on?",
        "Section 17(5). Met by that fact in plain words: the limit would be exceeded, the request "
        "is vexatious or repeated. Not applicable where neither is relied on.",
    ),
}
STATUS_WORDS = "m met · g gap · u unclear · n not applicable"
