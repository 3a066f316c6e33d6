"""case.toml: what is told of the letters of a case under one law."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from noticecheck.builtin import read_toml
from noticecheck.errors import UsageError
from noticecheck.language.model import Pack
from noticecheck.language.roots import CASE_FILE

NAMES = (
    "still-open", "still-unclear", "put-right", "dropped", "added", "estimate-missed",
    "extension-dropped", "extension-other", "no-decision", "receipts-differ",
)  # fmt: skip
"""What can be found; a pack tells of those that it has words for."""


class CaseWording(BaseModel):
    """The words for one finding; `say` and `advise` may hold fields in braces."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

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
    table = read_toml(path)
    try:
        found = {name: CaseWording.model_validate(value) for name, value in table.items()}
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UsageError(f"{path}: {where}: {first['msg'][:1].lower()}{first['msg'][1:]}") from None
    if unknown := sorted(set(found) - set(NAMES)):
        raise UsageError(f"{path}: nothing is found that is called `{unknown[0]}`")
    return found


def wordings_of(packs: Iterable[Pack]) -> Mapping[str, Mapping[str, CaseWording]]:
    """The wordings of packs, by name."""
    return {pack.name: load_wordings(Path(pack.directory)) for pack in packs}
