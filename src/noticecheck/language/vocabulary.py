"""The closed lists of the rule language: clauses, attributes, scopes, fields, authority types."""

from __future__ import annotations

from typing import Literal, NamedTuple

from noticecheck.language.model import ExampleStatus, RuleLevel, Scope, Verified
from noticecheck.late import regex

CLAUSES: tuple[str, ...] = (
    "element",
    "law",
    "source",
    "verified",
    "in force",
    "for",
    "must",
    "should",
    "info",
    "or instead",
    "unless",
    "unclear when",
    "say",
    "advise",
    "example",
)
"""Every clause keyword of a rule, in the order in which clauses stand."""

LEVELS: tuple[RuleLevel, ...] = ("must", "should", "info")
CLAUSE_START = regex(
    "("
    + "|".join(keyword.replace(" ", r"\s+") for keyword in sorted(CLAUSES, reverse=True))
    + r")(?![\w-])"
)

REPEATABLE: frozenset[str] = frozenset(
    {"law", "source", "or instead", "unless", "unclear when", "example"}
)
VERIFIED: tuple[Verified, ...] = ("statute", "guidance", "inference")
STATUSES: tuple[ExampleStatus, ...] = ("met", "gap", "unclear", "not_applicable")

SCOPES: dict[str, Scope] = {
    "in its discussion": "discussion",
    "in the letter": "letter",
    "in the rights": "rights",
    "in the request": "request",
    "in the thread": "thread",
}

FIELDS: dict[str, str] = {
    "claim": "the claim as the letter names it",
    "provision": "its provision in normal form",
    "section": "the section that the provision belongs to",
    "limbs": "the limbs that could have been named",
    "title": "what the exemption is about",
    "authority": "the authority that wrote",
    "statute": "the statute of the pack",
    "regulator": "the regulator of the pack",
    "evidence": "the first words that the status rests on",
    "kind": "the kind of the letter",
    "pending": "the claims that are not decided yet",
    "received": "the day on which the request was received",
    "due": "the last working day for an answer",
    "dated": "the date of the letter",
    "asked": "the day on which a review was asked for",
    "review_due": "the last working day for a review",
    "items": "the documents of a schedule that are withheld without an exemption",
}
"""What `say` and `advise` may hold in braces."""


REGIMES_WITHOUT_PACK: tuple[str, ...] = ("eisr2004", "other")
"""Regimes that letters are recognised to fall under though no pack covers them."""


class AttributeSpec(NamedTuple):
    """One attribute: the English words, whose it is, what it takes, and one sentence."""

    words: str
    of: Literal["claim", "notice", "both"]
    argument: Literal["", "provision", "kind", "regime", "authority"]
    doc: str


ATTRIBUTES: dict[str, AttributeSpec] = {
    spec.words.replace(" ", "-"): spec
    for spec in (
        AttributeSpec("withholds", "claim", "", "The claim withholds information."),
        AttributeSpec(
            "neither confirms nor denies",
            "claim",
            "",
            "The claim refuses to say whether the information is held.",
        ),
        AttributeSpec(
            "refuses",
            "both",
            "",
            "The claim refuses the request itself (cost, vexatious); the notice refuses anything.",
        ),
        AttributeSpec("is qualified", "claim", "", "A public interest test applies."),
        AttributeSpec("is absolute", "claim", "", "No public interest test applies."),
        AttributeSpec(
            "is undetermined", "claim", "", "The letter does not say enough to know the test."
        ),
        AttributeSpec(
            "is prejudice-based", "claim", "", "The exemption needs a likely harm to something."
        ),
        AttributeSpec(
            "needs its limb", "claim", "", "The section has several limbs, so one must be named."
        ),
        AttributeSpec(
            "is unnamed", "claim", "", "The letter refuses without naming any provision."
        ),
        AttributeSpec(
            "cites", "claim", "provision", "The claim is P, or a limb or condition below P."
        ),
        AttributeSpec("kind is", "notice", "kind", "The letter is of this kind."),
        AttributeSpec("regime is", "notice", "regime", "The letter answers under this regime."),
        AttributeSpec("makes a claim", "notice", "", "The letter relies on any provision."),
        AttributeSpec("is pending", "notice", "", "A decision is still to come."),
        AttributeSpec("is cut off", "notice", "", "The text ends before the letter does."),
        AttributeSpec("authority is", "notice", "authority", "The authority is of this type."),
    )
}

NAME = regex(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
"""What phrases and rules may be called."""

PROVISION = regex(r"(?:s|reg)\d+[A-Z]*(?:\([a-z]+\)|\(\d+[A-Z]*\))*")
"""Normal form of a provision: s22A(1)(b)(i), s40(5B)(a)(i), reg12(4)(a)."""


def attributes_table() -> str:
    """The attributes as the Markdown table that rules/README.md holds."""
    rows = ["| attribute | of | holds when |", "|---|---|---|"]
    for spec in ATTRIBUTES.values():
        argument = {"": "", "provision": " P", "kind": " K", "regime": " R", "authority": " T"}
        words = spec.words + argument[spec.argument]
        rows.append(f"| `{words}` | {spec.of} | {spec.doc} |")
    return "\n".join(rows) + "\n"
