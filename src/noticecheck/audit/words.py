"""The words of report.html for what is counted: what a duty is, and of what its rate is a share."""

from __future__ import annotations

from collections.abc import Mapping

from noticecheck.report.words import REGIMES, provision

NO_AUTHORITY = "Authority not known"
NO_YEAR = "Year not known"

_REFUSALS = (
    "Each exemption that a letter relies on, and each refusal that names none. An exemption in "
    "two letters counts twice."
)
_LETTERS = "Letters that refuse something, wholly or in part."
ELEMENTS: Mapping[str, tuple[str, str]] = {
    "states_refusal": ("Says that it refuses", _REFUSALS),
    "specifies_exemption": (
        "Names the exemption exactly enough",
        f"{_REFUSALS} Under the Regulations also letters that say the information is not held, and "
        "letters that take more time, which have to name what they consider.",
    ),
    "explains_why": ("Gives reasons why the exemption applies", _REFUSALS),
    "public_interest": (
        "Gives reasons on the public interest",
        "The claims that owe public interest reasons: those of a qualified exemption on which the "
        "letter has decided. Absolute exemptions are not among them.",
    ),
    "pending_estimate": (
        "Says when the decision will come",
        "Letters that take more time to weigh the public interest.",
    ),
    "complaints_procedure": ("Says how to complain to the authority", _LETTERS),
    "right_to_regulator": ("Says you can go to the regulator", _LETTERS),
    "cost_or_vexatious_stated": (
        "Says it rests on cost, or on a vexatious or repeated request",
        "Letters that refuse because of the cost limit, or because the request is vexatious or "
        "repeated.",
    ),
    "time_limit": (
        "Sent in time",
        "Only letters that show both when the request came and when they were written. Most do "
        "not; those that do may not be like the others.",
    ),
    "confirms_holding": (
        "Says whether the information is held",
        "Claims that have to say so: those under the Scottish Act.",
    ),
    "advice_and_assistance": (
        "Gives advice and assistance",
        "Claims that have to: those on requests that are too general, under the Regulations.",
    ),
    "regime": ("Uses the right Act", "Letters and claims to which a rule on this applies."),
    "consistency": (
        "Does not contradict the law or itself",
        "Letters and claims to which a rule on this applies.",
    ),
    "quality": ("Is fit to be sent", "Letters to which a rule on this applies."),
}
"""A title, and what the points of the element are."""

SHORT_REGIMES: Mapping[str, str] = {
    "foia2000": "FOIA 2000",
    "eir2004": "EIR 2004",
    "foisa2002": "FOISA 2002",
}
LEVELS: Mapping[str, str] = {
    "must": "law",
    "should": "good practice",
    "info": "for information",
}
STAGES: Mapping[str, str] = {
    "source": "a source could not be read",
    "read": "the file could not be read",
    "check": "the letter could not be checked",
    "limit": "it took more time or memory than a letter may",
    "crash": "the process that read it ended",
}


def element(name: str) -> str:
    return ELEMENTS[name][0] if name in ELEMENTS else name.replace("_", " ").capitalize()


def counted(name: str) -> str:
    """Of what a rate under this element is a share."""
    return ELEMENTS[name][1] if name in ELEMENTS else "What a rule of this element applies to."


def authority(name: str) -> str:
    return name or NO_AUTHORITY


def year(value: int | None) -> str:
    return NO_YEAR if value is None else str(value)


def exemption(regime: str, section: str) -> str:
    """A provision with its Act: "section 31, FOIA 2000"."""
    act = SHORT_REGIMES.get(regime, REGIMES.get(regime, regime))
    name = provision(section)
    return f"{name[:1].upper()}{name[1:]}, {act}"


def subject(name: str | None) -> str:
    """What a gap concerns, for the list of evidence; empty for the letter as a whole."""
    return "" if name is None else provision(name)
