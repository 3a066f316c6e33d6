"""case.toml: what is told of the letters of a case under one law."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from noticecheck.builtin import default_root
from noticecheck.errors import UsageError
from noticecheck.evaluate.wording import long_date
from noticecheck.language.model import Pack
from noticecheck.language.roots import CASE_FILE
from noticecheck.model import Kind
from noticecheck.tables import Table, check_fields, read_table

_TWO = ("first", "later")
_GAP = (*_TWO, "what", "advice")
_CLAIM = (*_TWO, "claim")
FIELDS: Mapping[str, tuple[str, ...]] = {
    "still-open": _GAP,
    "still-unclear": _GAP,
    "put-right": _GAP,
    "dropped": _CLAIM,
    "added": _CLAIM,
    "estimate-missed": (*_TWO, "day"),
    "extension-dropped": _CLAIM,
    "extension-other": _CLAIM,
    "no-decision": (),
    "receipts-differ": ("days",),
}
"""What can be found, and what its words may hold in braces."""


class CaseWording(Table):
    """The words for one finding; `say` and `advise` may hold its FIELDS."""

    level: Literal["must", "should", "info"]
    law: str = ""
    say: str
    advise: str = ""


class _Called(Table):
    acknowledgement: str
    public_interest_extension: str
    internal_review: str
    answer: str


class LetterNames(Table):
    """How letters are named: the case.toml beside the packs; `called` by their kind."""

    dated: str
    undated: str
    called: _Called

    def name(self, kind: Kind, dated: date | None, number: int) -> str:
        """The name of a letter, the `number`th of its case, counted from 1."""
        called = getattr(self.called, kind, self.called.answer)
        if dated is None:
            return self.undated.format(called=called, number=number)
        return self.dated.format(called=called, day=long_date(dated))


@dataclass(frozen=True, slots=True)
class CaseWordings:
    """The words for cases under some packs."""

    names: LetterNames
    packs: Mapping[str, Mapping[str, CaseWording]]
    """By pack, then by the name of the finding."""


@cache
def load_names() -> LetterNames:
    """The built-in names of letters; raises UsageError, which names the file and what is wrong."""
    path = default_root() / CASE_FILE
    found = read_table(path, LetterNames)
    check_fields(f"{path}: dated", found.dated, ("called", "day"))
    check_fields(f"{path}: undated", found.undated, ("called", "number"))
    return found


def load_wordings(folder: Path) -> Mapping[str, CaseWording]:
    """The wordings of a pack by the name of the finding; none where it has no case.toml.

    Raises UsageError, which names the file and what is wrong.
    """
    path = folder / CASE_FILE
    if not path.is_file():
        return {}
    found = read_table(path, dict[str, CaseWording])
    for name, words in found.items():
        if name not in FIELDS:
            raise UsageError(f"{path}: nothing is found that is called `{name}`")
        for text in (words.say, words.advise):
            check_fields(f"{path}: {name}", text, FIELDS[name])
    return found


def wordings_of(packs: Iterable[Pack]) -> CaseWordings:
    """The words for cases under these packs."""
    own = {pack.name: load_wordings(Path(pack.directory)) for pack in packs}
    return CaseWordings(load_names(), own)
