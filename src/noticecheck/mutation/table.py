"""The table of what may change besides when a letter loses the words that meet a point."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from noticecheck.errors import UsageError
from noticecheck.labels import ELEMENTS_OF_CLAIMS, ELEMENTS_OF_NOTICE
from noticecheck.late import dataclass
from noticecheck.model import ELEMENTS

TABLE_FILE = Path(__file__).resolve().parent / "table.toml"
SCOPES = ("same_claim", "other_claims", "letter")
_GOES = "letter_goes"


@dataclass(frozen=True, slots=True)
class Allowed:
    """What may happen besides when the words that meet an element are taken out."""

    may_go: bool
    """Its own status may become not_applicable: the words were the claim itself."""
    together: tuple[str, ...]
    """Elements of the same claim whose words are taken out as well, since they may meet it too."""
    limbs: bool
    """The words for other limbs of the same section are taken out too: one argument serves them."""
    scopes: Mapping[str, frozenset[str]]
    """For each of SCOPES the elements whose status may change there."""
    letter_goes: frozenset[str]
    """Elements of the letter that may become not_applicable: the duty goes with the words."""


Table = Mapping[str, Allowed]


def read_table(text: str, name: str) -> Table:
    """The table of what may change; raises UsageError, which names what is wrong in it."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name}: not TOML: {error}") from None
    known = (*ELEMENTS_OF_CLAIMS, *ELEMENTS_OF_NOTICE)
    if set(data) != set(known):
        raise UsageError(f"{name}: must have one table for each of {', '.join(known)}")
    return {element: _allowed(data[element], f"{name}: {element}") for element in known}


def _allowed(data: Mapping[str, Any], where: str) -> Allowed:
    if unknown := set(data) - {"may_go", "together", "limbs", _GOES, *SCOPES}:
        raise UsageError(f"{where}: has {sorted(unknown)[0]!r}, which is none of its keys")
    together = tuple(data.get("together", ()))
    scopes = {scope: frozenset(data.get(scope, ())) for scope in SCOPES}
    goes = frozenset(data.get(_GOES, ()))
    for elements in (together, goes, *scopes.values()):
        if strange := set(elements) - set(ELEMENTS):
            raise UsageError(f"{where}: {sorted(strange)[0]!r} is no element")
    limbs = data.get("limbs") is True
    return Allowed(data.get("may_go") is True, together, limbs, scopes, goes)
