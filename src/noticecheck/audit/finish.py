"""What follows the tables: what is made of them, and that nothing else is left behind."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from noticecheck.audit import manifest, plan, shards
from noticecheck.audit.merge import FILES
from noticecheck.audit.places import NEW, Folder
from noticecheck.errors import UsageError

_BLOCK = 1024 * 1024


def is_there(module: str) -> bool:
    """Whether a part of the audit has been built."""
    return find_spec(f"noticecheck.audit.{module}") is not None


def call(module: str, function: str, *arguments: object) -> Any:
    """What a function of a part of the audit gives; raises UsageError where it is not built."""
    if not is_there(module):
        raise UsageError(f"this version of noticecheck has no audit.{module}")
    return getattr(import_module(f"noticecheck.audit.{module}"), function)(*arguments)


def finish(out: Folder) -> None:
    """Mark letters that say the same, and write the page and the summary."""
    for module, function in (("similar", "mark"), ("page", "write"), ("summary", "write")):
        if is_there(module):
            call(module, function, out.url)


def digests(out: Folder) -> dict[str, str]:
    """The digest of each table that there is."""
    found = {}
    for name in list(FILES.values())[:3]:
        with suppress(FileNotFoundError):
            found[name] = _digest(out, name)
    return found


def tidy(out: Folder, *, everything: bool = False) -> None:
    """Remove the shards and what was half written, or else all that an audit writes."""
    kept = "" if everything else FILES["fingerprints"]
    # First, since without it nothing else is taken for an audit.
    if everything:
        out.remove(manifest.FILE)
    for name in out.names(shards.FOLDER):
        path = f"{shards.FOLDER}/{name}"
        if path != kept and (
            name.endswith((".arrow", shards.AT, NEW)) or path in (plan.FILE, *FILES.values())
        ):
            out.remove(path)
    for name in out.names(""):
        if name.endswith(NEW) or (everything and name in FILES.values()):
            out.remove(name)


def _digest(out: Folder, name: str) -> str:
    digest = hashlib.sha256()
    with out.open(name) as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
