"""Letters of an audit, read again from its sources: the tables do not hold their texts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from itertools import chain

from noticecheck.audit import manifest
from noticecheck.audit.pieces import Columns, Piece, Size
from noticecheck.audit.places import folder
from noticecheck.audit.rows import storable
from noticecheck.audit.sources import items, pieces
from noticecheck.audit.work import documents
from noticecheck.errors import UsageError
from noticecheck.model import Document

Name = tuple[str, str]
"""The path of a letter, which another may share, and the SHA-256 that it had."""


def read_again(out: str, wanted: Collection[Name]) -> dict[Name, str]:
    """The texts of letters.

    Raises UsageError for one that is not there any more, or not as it was.
    """
    made = manifest.read(folder(out))
    if made is None:
        raise UsageError(f"{out}: has no {manifest.FILE}, which says where its letters are")
    columns = Columns(**made["settings"]["columns"])
    names = sorted({path for path, _ in wanted})
    texts: dict[Name, str] = {}
    sources = [one["source"] for one in made["sources"]]
    found_in = (found for _, found in pieces(sources, Size(), apart_from=out))
    for piece in chain.from_iterable(found_in):
        if not isinstance(piece, Piece) or len(texts) == len(wanted):
            continue
        for item in items(piece, columns):
            if not _leads_to_one(storable(item.name), names) or item.error:
                continue
            for found in documents(item):
                if isinstance(found, Document):
                    name = storable(found.path), found.sha256
                    if name in wanted:
                        texts[name] = found.text
    missing = sorted(name for name in wanted if name not in texts)
    if missing:
        raise UsageError(
            f"{missing[0][0]}: is not as it was when it was audited, or not there: run this where "
            f"the audit was run, with the same letters ({len(missing)} such in the sample)"
        )
    return texts


def _leads_to_one(name: str, names: Sequence[str]) -> bool:
    """Whether a file or row has one of these paths, or holds a letter that has."""
    place = bisect_left(names, name)
    return place < len(names) and names[place].startswith(name)
