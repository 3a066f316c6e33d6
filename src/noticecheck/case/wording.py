"""case.toml: what is told of the letters of a case under one law."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from noticecheck.errors import UsageError
from noticecheck.language.model import Pack
from noticecheck.language.roots import CASE_FILE
from noticecheck.tables import Table, read_table

NAMES = (
    "still-open", "still-unclear", "put-right", "dropped", "added", "estimate-missed",
    "extension-dropped", "extension-other", "no-decision", "receipts-differ",
)  # fmt: skip
"""What can be found; a pack tells of those that it has words for."""


class CaseWording(Table):
    """The words for one finding; `say` and `advise` may hold fields in braces."""

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
    if unknown := sorted(set(found) - set(NAMES)):
        raise UsageError(f"{path}: nothing is found that is called `{unknown[0]}`")
    return found


def wordings_of(packs: Iterable[Pack]) -> Mapping[str, Mapping[str, CaseWording]]:
    """The wordings of packs, by name."""
    return {pack.name: load_wordings(Path(pack.directory)) for pack in packs}
