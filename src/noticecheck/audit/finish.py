"""What follows the tables: what is made of them, and that nothing else is left behind."""

from __future__ import annotations

import hashlib
from contextlib import suppress

from noticecheck.audit import manifest, plan, shards
from noticecheck.audit.merge import FILES
from noticecheck.audit.places import Folder
from noticecheck.writing import NEW

_BLOCK = 1024 * 1024


def finish(out: Folder) -> None:
    """Mark letters that say the same, and write the page and the summary."""
    # Each is large, and needs libraries that planning and checking do not.
    from noticecheck.audit import page, similar, summary

    similar.mark(out.url)
    page.write(out.url)
    summary.write(out.url)


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
