"""What a reader says on the page is wrong, as the form carries it, and as corrections."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from noticecheck.corrections import (
    ClaimCorrection,
    Corrections,
    Origin,
    ReasonCorrection,
    Suppression,
)
from noticecheck.late import regex
from noticecheck.law import Provision
from noticecheck.model import Effect

What = Literal["not_claim", "limb", "claim", "explanation", "public-interest", "aside"]
WHATS: tuple[What, ...] = What.__args__  # type: ignore[attr-defined]
EFFECTS: tuple[Effect, ...] = ("withhold", "ncnd", "refuse")
_ORIGIN = Origin("said on the page")
_LONGEST = 2_000
_KEYWORD = regex(r"^(?:sections?|ss?|regulations?|regs?)\.?", re.IGNORECASE)
_LETTERED = regex(r"\b[0-9]+[a-z]{1,2}\b")


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a reader says."""

    what: What
    about: str
    """A provision, or for "aside" a rule."""
    effect: str = ""
    words: str = ""
    limb: str = ""


def normal(provision: str) -> str:
    """A provision as people write it, in normal form: "Section 40 (2)" is "s40(2)".

    Raises ValueError.
    """
    plain = _KEYWORD.sub("", "".join(provision.split()))
    unit = "reg" if "reg" in provision.lower() else "s"
    return str(Provision.parse(unit + _LETTERED.sub(lambda n: n[0].upper(), plain)))


def read_said(texts: Iterable[str]) -> tuple[Said, ...]:
    """What the form carries; what is not of its kind is left out."""
    found: list[Said] = []
    for text in texts:
        try:
            values = json.loads(text)
            one = Said(*(str(value)[:_LONGEST] for value in values))  # type: ignore[arg-type]
        except (ValueError, TypeError):
            continue
        if one.what in WHATS and one not in found:
            found.append(one)
    return tuple(found)


def write_said(one: Said) -> str:
    """As the form carries it."""
    return json.dumps([one.what, one.about, one.effect, one.words, one.limb])


def from_form(fields: Sequence[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """All that is said once a form has been sent, and what was given as a provision and is none.

    Fields: `said` what was said before, `fix` a button that says something, `undo` a button
    that takes back; `limb:ABOUT#EFFECT`, `explanation:…` and `public-interest:…` what was
    written; `claim` and `claim-words` a claim that was overlooked.
    """
    said = [value for name, value in fields if name == "said"]
    undone = {value for name, value in fields if name == "undo"}
    said = [text for text in said if text not in undone]
    said += [value for name, value in fields if name == "fix"]
    plain = dict(fields)
    none: list[str] = []
    for name, value in fields:
        what, _, subject = name.partition(":")
        about, _, effect = subject.partition("#")
        if name == "claim":
            what, words = "claim", plain.get("claim-words", "").strip()
        if not value.strip() or not (subject or what == "claim"):
            continue
        try:
            if what == "limb":
                said.append(write_said(Said("limb", about, effect, "", normal(value))))
            elif what == "claim":
                said.append(write_said(Said("claim", normal(value), "", words)))
            elif what in ("explanation", "public-interest"):
                said.append(write_said(Said(cast(What, what), about, effect, value.strip())))
        except ValueError:
            none.append(value)
    return said, none


def to_corrections(said: Sequence[Said]) -> Corrections:
    """As the stages have it."""
    claims: list[ClaimCorrection] = []
    reasons: list[ReasonCorrection] = []
    asides: list[Suppression] = []
    for one in said:
        effect = next((known for known in EFFECTS if known == one.effect), None)
        if one.what == "aside":
            asides.append(Suppression(one.about, _ORIGIN))
        elif one.what in ("explanation", "public-interest"):
            reasons.append(ReasonCorrection(one.about, (one.words,), one.what, _ORIGIN, effect))
        elif one.what == "limb":
            claims.append(ClaimCorrection(one.about, _ORIGIN, effect, limb=one.limb))
        else:
            relied = one.what == "claim"
            claims.append(ClaimCorrection(one.about, _ORIGIN, effect, one.words, relied))
    return Corrections(tuple(claims), tuple(reasons), tuple(asides))


def in_words(one: Said, texts: Mapping[str, str]) -> str:
    """What a reader said, for the list on the page."""
    return texts[f"said_{one.what.replace('-', '_')}"].format(
        about=one.about, words=one.words, limb=one.limb
    )
