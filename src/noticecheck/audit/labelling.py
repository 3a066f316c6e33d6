"""A reader's answers about a letter: which question is next, what an answer means, the label.

Answers are kept as they were typed, by the name of their question; everything else follows from
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from noticecheck.audit.questions import (
    CLAIMS,
    COMPLETE,
    ELEMENTS,
    KIND,
    KINDS,
    NOTHING_OWED,
    REGIME,
    REGIMES,
    STATUS_WORDS,
    STATUSES,
    UNCLEAR,
    Words,
)
from noticecheck.labels import ELEMENTS_OF_CLAIMS, ELEMENTS_OF_NOTICE
from noticecheck.late import dataclass, regex
from noticecheck.law import Provision
from noticecheck.model import UNNAMED

Answers = Mapping[str, str]
Claims = tuple[tuple[str, str], ...]

_REFUSING = frozenset(("s12", "s14"))
_TYPED = regex(
    r"(?i)(?P<unit>sections?|ss?\.?|regulations?|regs?\.?)?\s*"
    r"(?P<number>\d{1,3}[a-z]{0,2}(?:\s*\([0-9a-z]{1,5}\))*)\s*(?P<effect>[a-z]*)"
)
_EFFECTS = {
    "": "", "w": "withhold", "withhold": "withhold", "n": "ncnd", "ncnd": "ncnd", "r": "refuse",
    "refuse": "refuse",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked next."""

    name: str
    """"kind", or "explains_why s40(2)": the name under which the answer is kept."""
    ask: str
    define: str
    hint: str
    """What may be typed."""


def next_question(answers: Answers) -> Question | None:
    """The first question that is not answered; None when the label is complete."""
    return next((one for one in _questions(answers) if one.name not in answers), None)


def check(question: Question, typed: str, answers: Answers) -> None:
    """ValueError says what is wrong with an answer."""
    if question.name == "kind":
        _kinds(typed)
    elif question.name == "regimes":
        _regimes(typed)
    elif question.name in ("complete", "nothing_owed"):
        _yes(typed)
    elif question.name == "claims":
        _claims(typed, _regimes(answers.get("regimes", UNCLEAR)))
    else:
        _status(typed)


def label(slug: str, reader: str, answers: Answers) -> dict[str, Any]:
    """The label, in the format of `labels`, that the answers to all questions make."""
    kinds = _kinds(answers["kind"])
    regimes = _regimes(answers["regimes"])
    claims = _claims(answers["claims"], regimes)
    checks: dict[str, Any] = {
        element: _status(answers[element]) if element in answers else "na"
        for element in ELEMENTS_OF_NOTICE
    }
    for element in ELEMENTS_OF_CLAIMS:
        checks[element] = {
            key: _status(answers[f"{element} {key}"])
            for key in _keys(claims)
            if f"{element} {key}" in answers
        }
    return {
        "slug": slug,
        "kind": kinds[0] if len(kinds) == 1 else list(kinds) or None,
        "regimes": list(regimes) or None,
        "claims": None if claims is None else [
            {"provision": provision, "effect": effect}
            for provision, effect in claims if provision != UNNAMED
        ],
        # Not asked: no figure rests on what is named and not relied on.
        "mentions": None,
        "checks": checks,
        "complete": _yes(answers["complete"]),
        "reader": reader,
    }  # fmt: skip


def answers_of(made: Mapping[str, Any]) -> dict[str, str]:
    """The answers that a label was made of, as they would be typed."""
    kinds = made["kind"] if isinstance(made["kind"], list) else [made["kind"]]
    typed = {one: letter for letter, one in REGIMES.items()}
    answers = {
        "kind": ", ".join(filter(None, kinds)) or UNCLEAR,
        "regimes": "".join(typed[one] for one in made.get("regimes") or ()) or UNCLEAR,
        "complete": "n" if made.get("complete") is False else "y",
    }
    checks = made.get("checks") or {}
    claims = made["claims"]
    named = [f"{one['provision']} {one['effect']}" for one in claims or ()]
    if any(UNNAMED in (checks.get(element) or {}) for element in ELEMENTS_OF_CLAIMS):
        named.append(UNNAMED)
    answers["claims"] = UNCLEAR if claims is None else ", ".join(named)
    values = [checks.get(element) or UNCLEAR for element in ELEMENTS_OF_NOTICE]
    answers["nothing_owed"] = "y" if set(values) == {"na"} else "n"
    for element, value in zip(ELEMENTS_OF_NOTICE, values, strict=True):
        answers[element] = "unclear" if value == UNCLEAR else value
    for element in ELEMENTS_OF_CLAIMS:
        for key, value in (checks.get(element) or {}).items():
            answers[f"{element} {key}"] = value or "unclear"
    return answers


def understood(question: Question, typed: str, answers: Answers) -> str:
    """What an answer was taken to be, where that is not what was typed."""
    if question.name == "kind":
        return ", ".join(_kinds(typed)) or "cannot be told"
    if question.name == "regimes":
        return ", ".join(_regimes(typed)) or "cannot be told"
    if question.name == "claims":
        claims = _claims(typed, _regimes(answers.get("regimes", UNCLEAR)))
        if claims is None:
            return "cannot be told"
        return ", ".join(f"{provision} ({effect})" for provision, effect in claims) or "none"
    if question.name in ("complete", "nothing_owed"):
        return "yes" if _yes(typed) else "no"
    return _status(typed)


def _questions(answers: Answers) -> Iterator[Question]:
    """All questions, as far as the answers tell; those that cannot arise are not asked."""
    numbers = f"1 to {len(KINDS)}, or {UNCLEAR}"
    yield _question("kind", KIND, numbers)
    yield _question("regimes", REGIME, f"f, e, s, or {UNCLEAR}")
    yield _question("complete", COMPLETE, "y or n")
    yield _question(
        "claims", CLAIMS, f"such as s31(1)(a), s40(2) ncnd; unnamed; Enter for none; {UNCLEAR}"
    )
    if "claims" not in answers or "regimes" not in answers:
        return
    claims = _claims(answers["claims"], _regimes(answers["regimes"]))
    if claims == ():
        yield _question("nothing_owed", NOTHING_OWED, "y or n")
        if _yes(answers.get("nothing_owed", "y")):
            return
    for key in _keys(claims):
        for element in ELEMENTS_OF_CLAIMS:
            # Whether the public interest is to be weighed depends on the exemption.
            if key != UNNAMED or element != "public_interest":
                yield _question(f"{element} {key}", ELEMENTS[element], STATUS_WORDS, _shown(key))
    effects = {effect for _, effect in claims or ()}
    for element in ELEMENTS_OF_NOTICE:
        if element == "cost_or_vexatious_stated" and claims is not None and "refuse" not in effects:
            continue
        if element == "states_refusal" and effects == {"refuse"}:
            continue
        yield _question(element, ELEMENTS[element], STATUS_WORDS)


def _question(name: str, words: Words, hint: str, claim: str = "") -> Question:
    return Question(name, words.ask.replace("{claim}", claim), words.define, hint)


def _keys(claims: Claims | None) -> list[str]:
    """The subjects of which elements are asked, as labels write them: "s31(3)#ncnd"."""
    if claims is None:
        return []
    withheld = {provision for provision, effect in claims if effect == "withhold"}
    return [
        f"{provision}#ncnd" if effect == "ncnd" and provision in withheld else provision
        for provision, effect in claims
        if effect != "refuse"
    ]


def _shown(key: str) -> str:
    provision, _, effect = key.partition("#")
    if provision == UNNAMED:
        return "The refusal without a provision"
    return f"{provision} ({effect})" if effect else provision


def _kinds(typed: str) -> tuple[str, ...]:
    if typed.strip() == UNCLEAR:
        return ()
    names = list(KINDS)
    found: list[str] = []
    for word in re.split(r"[,\s]+", typed.strip()):
        if word in KINDS:
            found.append(word)
        elif word.isdecimal() and 1 <= int(word) <= len(names):
            found.append(names[int(word) - 1])
        else:
            raise ValueError(f"a number from 1 to {len(names)}, or ? where it cannot be told")
    return tuple(dict.fromkeys(found))


def _regimes(typed: str) -> tuple[str, ...]:
    plain = typed.strip().lower()
    if plain == UNCLEAR:
        return ()
    letters = [char for char in plain if char not in ", "]
    if not letters or any(char not in REGIMES for char in letters):
        raise ValueError("f, e or s, or more than one of them, or ? where it cannot be told")
    return tuple(dict.fromkeys(REGIMES[char] for char in letters))


def _yes(typed: str) -> bool:
    plain = typed.strip().lower()
    if plain not in ("y", "yes", "n", "no"):
        raise ValueError("y or n")
    return plain[0] == "y"


def _status(typed: str) -> str:
    plain = typed.strip().lower()
    if plain in STATUSES.values():
        return plain
    if plain not in STATUSES:
        raise ValueError("m, g, u or n")
    return STATUSES[plain]


def _claims(typed: str, regimes: Sequence[str]) -> Claims | None:
    if typed.strip() == UNCLEAR:
        return None
    found: dict[tuple[str, str], None] = {}
    for part in re.split(r"[,;]", typed):
        if part.strip():
            found[_claim(part.strip(), regimes)] = None
    return tuple(found)


def _claim(part: str, regimes: Sequence[str]) -> tuple[str, str]:
    if part.lower() == UNNAMED:
        return UNNAMED, "withhold"
    match = _TYPED.fullmatch(re.sub(r"(?<=\d)\.(\d+[A-Za-z]?)", r"(\1)", part))
    effect = _EFFECTS.get(match["effect"].lower()) if match else None
    if match is None or effect is None:
        raise ValueError(f'"{part}" is no provision: write it like s31(1)(a), with ncnd after it')
    unit = "reg" if (match["unit"] or "").lower().startswith("reg") else "s"
    if not match["unit"] and list(regimes) == ["eir2004"]:
        unit = "reg"
    try:
        provision = str(Provision.parse(unit + _normal(match["number"])))
    except ValueError as error:
        raise ValueError(str(error)) from None
    section = provision.partition("(")[0]
    return provision, effect or ("refuse" if section in _REFUSING else "withhold")


def _normal(number: str) -> str:
    """As statutes write it: 40 (5b)(A) as 40(5B)(a)."""
    plain = "".join(number.split())
    return re.sub(r"\d+[a-z]+", lambda m: m[0].upper(), plain.lower())
