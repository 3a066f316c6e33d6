"""case.toml: what is told of the letters of a case under one law."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from noticecheck.errors import UsageError
from noticecheck.language.model import Pack
from noticecheck.language.roots import CASE_FILE
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
    "estimate-missed": (*_TWO, "day", "dated"),
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


def wordings_of(packs: Iterable[Pack]) -> Mapping[str, Mapping[str, CaseWording]]:
    """The wordings of packs, by name."""
    return {pack.name: load_wordings(Path(pack.directory)) for pack in packs}
