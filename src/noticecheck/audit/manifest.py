"""The manifest of an audit: what it was made of, by which rules, and how far it is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from noticecheck.audit.places import Folder
from noticecheck.errors import UsageError

FILE = "manifest.json"
SCHEMA = "noticecheck.manifest/1"
UNDER_WAY, FINISHED = "under way", "finished"

_CALLED = {
    "version": "another version of noticecheck",
    "rules_hash": "other rules",
    "packs": "other packs",
    "levels": "other levels of rules",
    "as_of": "another --as-of",
    "columns": "other names of columns",
    "limits": "other limits",
}


def read(out: Folder) -> dict[str, Any] | None:
    """The manifest of a folder; None where there is none. Raises UsageError."""
    if not out.has(FILE):
        return None
    try:
        data = json.loads(out.read(FILE))
    except ValueError:
        data = None
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise UsageError(f"{out.url}/{FILE}: not the manifest of an audit: choose another --out")
    return data


def write(out: Folder, data: dict[str, Any]) -> None:
    text = json.dumps({"schema": SCHEMA, **data}, indent=1)
    out.write(FILE, text.encode("ascii") + b"\n")


def refuse_others(
    out: Folder, found: dict[str, Any], settings: dict[str, Any], sources: Sequence[str]
) -> None:
    """Raises UsageError where an audit was made with something else than it is to go on with."""
    before = found.get("settings", {})
    other = [called for name, called in _CALLED.items() if before.get(name) != settings.get(name)]
    if [one["source"] for one in found.get("sources", ())] != list(dict.fromkeys(sources)):
        other.append("other sources")
    if other:
        raise UsageError(
            f"{out.url}: the audit there was made with {' and '.join(other)}: choose another "
            "--out, or make it anew with --restart"
        )
