"""Rules that are no more: what their ids stand for now. rules/past.toml lists them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from noticecheck.builtin import PAST_FILE, default_root, read_toml
from noticecheck.late import dataclass


@dataclass(frozen=True, slots=True)
class PastRule:
    """A rule that a version has shipped and a later one has not under that id."""

    id: str
    """With the pack: "foia2000/s17-3-b"."""
    became: Literal["renamed", "withdrawn"]
    version: str
    """The first that has it no more."""
    reason: str
    now: str | None = None
    """The full id that it has now; None for one that was withdrawn."""

    def told(self) -> str:
        """What became of it, as a clause: "was renamed to ... in 0.3.0 (why)"."""
        to = f" to {self.now}" if self.now else ""
        return f"was {self.became}{to} in {self.version} ({self.reason})"


@cache
def past_rules() -> Mapping[str, PastRule]:
    """All of them, by full id. Raises UsageError for a file that cannot be read."""
    entries = read_toml(default_root() / PAST_FILE).get("rule", [])
    return {entry["id"]: PastRule(**entry) for entry in entries}


def past_rule(name: str) -> PastRule | None:
    """What became of a rule, by its full id or by that without the pack; None for any other name.

    An id that several packs had stands for none of them: who means one says the pack.
    """
    found = [one for id_, one in past_rules().items() if name in (id_, id_.partition("/")[2])]
    return found[0] if len(found) == 1 else None
