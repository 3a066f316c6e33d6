"""The words that a requester reads for the values that the stages exchange.

Every value of `Kind`, `Effect`, `Status`, `Verdict` and every regime has an entry; a test holds it.
"""

from __future__ import annotations

from collections.abc import Sequence

from noticecheck.evaluate.wording import in_words
from noticecheck.model import Effect, Kind, Status, Verdict

KINDS: dict[Kind, str] = {
    "other": "a letter in which no decision on a request was found",
    "acknowledgement": "an acknowledgement of the request",
    "internal_review": "the outcome of an internal review",
    "public_interest_extension": "a letter that takes more time for the public interest test",
    "ncnd": "a refusal to confirm or deny that information is held",
    "cost_limit": "a refusal because of the cost limit",
    "vexatious_or_repeated": "a refusal of a vexatious or repeated request",
    "not_held": "an answer that the information is not held",
    "partial_refusal": "a refusal of part of the request",
    "full_refusal": "a refusal of the whole request",
    "full_disclosure": "a full answer",
}
REGIMES: dict[str, str] = {
    "foia2000": "Freedom of Information Act 2000",
    "eir2004": "Environmental Information Regulations 2004",
    "foisa2002": "Freedom of Information (Scotland) Act 2002",
    "eisr2004": "Environmental Information (Scotland) Regulations 2004",
}
EFFECTS: dict[Effect, str] = {
    "withhold": "withhold",
    "ncnd": "not confirm/deny",
    "refuse": "refuse the request",
}
CELLS: dict[Status, str] = {
    "met": "yes",
    "gap": "NO",
    "unclear": "unclear",
    "not_applicable": "not needed",
    "note": "yes",
}
NOT_YET = "undecided"
"""Where the public interest is to be weighed later (s.17(2))."""
EXCUSED = "excused"
"""Where nothing need be said, since to say it would disclose what is exempt (s.17(4))."""
CANNOT_TELL = "cannot tell"
"""Stands where it is not known which exemption is meant, and so not whether a duty arises."""
VERDICTS: dict[Verdict, str] = {
    "no_gap_found": "nothing missing",
    "gaps": "leaves things out",
    "unclear": "to be looked at",
    "not_a_refusal": "not a refusal",
    "not_assessed": "not assessed",
}
POINTS: dict[str, str] = {
    "states_refusal": "Says that it refuses",
    "cost_or_vexatious_stated": "Says it is about cost or a vexatious request",
    "pending_estimate": "Says when the decision will come",
    "complaints_procedure": "Says how to complain to the authority",
    "right_to_regulator": "Says you can go to the regulator",
    "confirms_holding": "Says whether the information is held",
    "time_limit": "Sent in time",
}
"""Elements that concern the letter as a whole, in the order in which they are shown."""

MET: dict[str, str] = {
    "states_refusal": "It says that it refuses.",
    "specifies_exemption": "It names {subject} exactly enough.",
    "explains_why": "It says why {subject} applies.",
    "public_interest": "It says why the public interest favours relying on {subject}.",
    "pending_estimate": "It says when the decision will come.",
    "complaints_procedure": "It says how to complain to the authority.",
    "right_to_regulator": "It says that you can go to the regulator.",
    "cost_or_vexatious_stated": "It says that it is about cost, or a vexatious request.",
    "confirms_holding": "It says whether the information is held.",
    "time_limit": "It was sent in time.",
}
"""What is said of an element that is met."""
TONES: dict[str, str] = {
    "gap": "Missing",
    "unclear": "Not clear",
    "better": "Could be better",
    "note": "Note",
}
"""What findings of a page are called."""

QUESTIONS: dict[str, str] = {
    "states_refusal": "Does the letter say that it refuses?",
    "specifies_exemption": "Does the letter name {subject} exactly enough?",
    "explains_why": "Does the letter give reasons of its own for relying on {subject}?",
    "public_interest": "Does the letter say why the public interest favours relying on {subject}?",
    "pending_estimate": "Does the letter say by when the decision will come?",
    "complaints_procedure": "Does the letter say how to complain to the authority, or that it "
    "has no procedure for that?",
    "right_to_regulator": "Does the letter say that you can go to the regulator?",
    "cost_or_vexatious_stated": "Does the letter say that it rests on the cost limit, or on the "
    "request being vexatious or repeated?",
    "confirms_holding": "Does the letter say whether the information is held?",
    "time_limit": "Was the letter sent in time?",
}
_OF_UNNAMED = {"specifies_exemption": "Does the letter name the exemption that it relies on?"}
"""Questions that would make no sense of an exemption that is not named."""
_OF_THE_LETTER = "what it relies on for each part"
"""The subject of a question about the letter as a whole."""
TONE_TITLES: dict[str, str] = {
    "gap": "Missing: required by law",
    "unclear": "Not clear: read these lines and decide",
    "better": "Could be better: good practice, not required by law",
    "note": "Notes",
}
DISCLAIMER = (
    "This shows what the letter contains, not whether the refusal is right. It is no legal advice."
)


def provision(subject: str | None) -> str:
    """A provision as it is said aloud: "section 31(1)(a)", "regulation 12(5)(e)"."""
    if subject is None:
        return "the letter as a whole"
    if subject == "unnamed":
        return "a refusal that names no section"
    return in_words(subject)


def each_of(subjects: Sequence[str]) -> str:
    """Provisions as one noun in the singular: "section 22", "each of sections 22 and 31(1)(a)"."""
    told = all_of(subjects)
    return told if len(subjects) == 1 else f"each of {told}"


def all_of(subjects: Sequence[str]) -> str:
    """Provisions as one noun: "section 22", "sections 22 and 31(1)(a)"."""
    if len(subjects) == 1:
        return provision(subjects[0])
    noun = _noun(subjects)
    names = [provision(subject) for subject in subjects]
    if noun:
        names = [name.removeprefix(f"{noun} ") for name in names]
    return f"{noun + 's ' if noun else ''}{', '.join(names[:-1])} and {names[-1]}"


def these(subjects: Sequence[str]) -> str:
    """Several provisions that have been named before: "each of these sections"."""
    return f"each of these {_noun(subjects) or 'provision'}s"


def _noun(subjects: Sequence[str]) -> str:
    """What all the provisions are, "section" or "regulation"; empty where they differ."""
    nouns = {provision(subject).split()[0] for subject in subjects}
    return nouns.pop() if len(nouns) == 1 else ""


def question(element: str, subjects: Sequence[str | None]) -> str:
    """What a person should answer about an unclear point that concerns these subjects."""
    named = list(dict.fromkeys(s for s in subjects if s is not None and s != "unnamed"))
    if not named and "unnamed" in subjects and element in _OF_UNNAMED:
        return _OF_UNNAMED[element]
    parts = [each_of(named)] if named else []
    if "unnamed" in subjects:
        parts.append("an exemption that it does not name")
    told = " and ".join(parts) or _OF_THE_LETTER
    return QUESTIONS.get(element, "Does this apply here?").format(subject=told)


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 point", "2 points"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def lower_first(sentence: str) -> str:
    """A sentence as it goes on after a colon; "FOIA ..." and the like keep their capitals."""
    return sentence if sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]
