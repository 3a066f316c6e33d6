"""letter.toml: what a requester can do under one law, and the words of the letters for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel

from noticecheck.builtin import default_root
from noticecheck.errors import UsageError
from noticecheck.language.roots import LETTER_FILE
from noticecheck.tables import Table, check_fields, read_table

Stage = Literal["acknowledged", "holding", "answer", "review", "none"]
"""How far a request has come: received, put off, answered, reviewed, or without any answer."""
Since = Literal["request", "answer", "due", "asking", "outcome", "estimate"]
"""From when time counts; `due`: the last day for the answer, or the answer where that is later."""
Addressee = Literal["review", "commissioner"]
"""The authority, to review what it has done, or the regulator."""
_ALWAYS = ("authority", "statute", "regulator", "received", "reference")
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "head": _ALWAYS,
    "end": _ALWAYS,
    "what": ("authority", "statute", "regulator"),
    "review": (*_ALWAYS, "dated"),
    "commissioner": (*_ALWAYS, "dated"),
    "late_at": (*_ALWAYS, "dated", "estimate"),
    "says": ("claim",),
    "reminder": (*_ALWAYS, "due"),
    "silence": (*_ALWAYS, "due"),
    "gap": (*_ALWAYS, "dated", "message", "law", "advice", "quote"),
    "quote": ("quote",),
    "question": ("question",),
    "heads": (),
    "wonders": ("law",),
    "by": ("time", "since", "day"),
    "within": ("time", "since"),
    "own": ("day", "since"),
    "reference": ("reference",),
}
"""What texts may hold in braces, by the key that is nearest to them; others hold none."""


class Within(Table):
    """How long there is: so many of one unit, from a day; none at all: that day itself."""

    count: int
    unit: Literal["working days", "weeks", "months"]
    since: Since


class StepTable(Table):
    """One step, and at which stages it comes."""

    at: list[Stage]
    what: str
    basis: Literal["required by law", "usual"]
    law: str
    note: str = ""
    passed: str = ""
    """In place of the note, where the last day lies behind."""
    letter: Addressee | None = None
    """The letter that the step is done with."""
    school: bool | None = None
    """True: for schools alone, False: for others alone."""
    contact: bool = False
    """Whether the regulator's address belongs to it."""
    within: Within | None = None


class LetterTable(Table):
    """The texts of one letter; each is a paragraph."""

    subject: str
    opening: str
    opening_at: Mapping[Stage, str] = {}
    """Openings in place of the usual one, by how far the request has come."""
    history: Mapping[Stage, str] = {}
    school: str = ""
    """The opening where a school has not answered, whose last day is known to have passed."""
    school_unsure: str = ""
    """The same where it may not have passed, as nobody knows here when the school was closed."""
    gaps: str = ""
    gap: str = ""
    quote: str = ""
    nothing_certain: str = ""
    questions: str = ""
    question: str = ""
    heads: Mapping[str, str] = {}
    """How a message or question begins, and how it begins in this letter."""
    late: str = ""
    """What stands before the argument where the last day for the letter has passed."""
    late_at: Mapping[Stage, str] = {}
    """The same in place of it, by how far the request has come."""
    argument: str
    closing: str


class _File(Table):
    contact: str
    school_longest: int | None = None
    certain: float
    head: str
    end: str
    step: list[StepTable]
    review: LetterTable
    commissioner: LetterTable
    reminder: LetterTable
    silence: LetterTable
    says: Mapping[str, str] = {}
    asks: Mapping[str, str] = {}
    wonders: Mapping[str, str] = {}


class _Time(Table):
    by: str
    within: str
    own: str
    passed: str
    unknown: Mapping[Since, str]


class _Since(Table):
    request: str
    answer: str
    due: str
    asking: str
    outcome: str
    estimate: str


class _Prompts(Table):
    dated: str
    received: str
    authority: str
    due: str


class Common(Table):
    """What is said alike under every law: the letter.toml beside the packs."""

    authority: str
    reference: str
    time: _Time
    since: _Since
    prompts: _Prompts


class Wording(Table):
    """The steps and letters of a pack."""

    pack: str
    statute: str
    regulator: str
    contact: str
    """Where the regulator is reached."""
    longest: int | None
    """Working days that a school has at most; None where it has no more than others."""
    certain: float
    """Only gaps of which at least this share holds are asserted in a letter."""
    head: str
    end: str
    steps: tuple[StepTable, ...]
    letters: Mapping[str, LetterTable]
    says: Mapping[str, str]
    """What a letter says in place of the message of a rule, by its full id."""
    asks: Mapping[str, str]
    """What it asks for in place of the advice of a rule."""
    wonders: Mapping[str, str]
    """What it asks about an element that is unclear; `other`: about those without a question."""
    common: Common


def has_wording(roots: Sequence[Path], pack: str) -> bool:
    """Whether one of the folders has wording for a pack."""
    return any((root / pack / LETTER_FILE).is_file() for root in roots)


def load_wording(
    roots: Sequence[Path], pack: str, statute: str, regulator: str, rules: Collection[str]
) -> Wording:
    """The wording of a pack, from the last of the folders that has it.

    Raises UsageError, which names the file and the key, and what to do where there is none.
    """
    found = [path for root in roots if (path := root / pack / LETTER_FILE).is_file()]
    if not found:
        raise UsageError(
            f"pack {pack} has no {LETTER_FILE}, so that no letter can be written under it; put one "
            f"into its folder (rules/foia2000/{LETTER_FILE} shows how)"
        )
    path = found[-1]
    read = read_table(path, _File)
    letters = {
        name: getattr(read, name) for name in ("review", "commissioner", "reminder", "silence")
    }
    for table_name, of_rules in (("says", read.says), ("asks", read.asks)):
        for rule in of_rules:
            if rule not in rules:
                raise UsageError(f"{path}: {table_name}: there is no rule `{rule}`")
    _check_fields(path, read)
    return Wording(
        pack=pack, statute=statute, regulator=regulator, contact=read.contact,
        longest=read.school_longest,
        certain=read.certain, head=read.head, end=read.end, steps=tuple(read.step),
        letters=letters, wonders=read.wonders, common=_common(),
        says={f"{pack}/{rule}": text for rule, text in read.says.items()},
        asks={f"{pack}/{rule}": text for rule, text in read.asks.items()},
    )  # fmt: skip


@cache
def _common() -> Common:
    path = default_root() / LETTER_FILE
    found = read_table(path, Common)
    _check_fields(path, found)
    return found


def _check_fields(path: Path, value: object, where: tuple[str, ...] = ()) -> None:
    """Every brace in every text names a field that is known where the text stands."""
    if isinstance(value, str):
        check_fields(f"{path}: {'.'.join(where)}", value, _fields_at(where))
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            _check_fields(path, getattr(value, name), (*where, name))
    elif isinstance(value, Mapping):
        for key, one in value.items():
            _check_fields(path, one, (*where, key))
    elif isinstance(value, list):
        for one in value:
            _check_fields(path, one, where)


def _fields_at(where: tuple[str, ...]) -> tuple[str, ...]:
    for name in reversed(where):
        if name in _FIELDS:
            return _FIELDS[name]
    return ()
