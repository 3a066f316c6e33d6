"""How far the basis of each rule and provision was verified, as lines and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from noticecheck.language.model import Rule
from noticecheck.law import Entry
from noticecheck.report.layout import columns, wrap

_TITLE = 30
"""Columns that a title has at least."""


def to_lines(
    rules: Sequence[Rule], entries: Sequence[tuple[str, Entry]], width: int
) -> Iterable[str]:
    """A line for each rule and each provision (its pack beside it), with titles wrapped."""
    cells = [[rule.full_id, rule.level, rule.verified, ""] for rule in rules]
    titles = [rule.title for rule in rules]
    cells += [[f"{pack}/{entry.provision}", "", entry.verified, ""] for pack, entry in entries]
    titles += [entry.title for _, entry in entries]
    for row, title in zip(columns(cells), titles, strict=True):
        head = "".join(row)
        yield from wrap(title, max(width, len(head) + _TITLE), head)


def to_json(
    rules: Sequence[Rule], entries: Sequence[tuple[str, Entry]], *, ascii_only: bool = False
) -> str:
    """One object: `rules`, and `provisions` with the days on which each is the law."""
    return json.dumps(
        {
            "rules": [
                {
                    "rule": rule.full_id,
                    "title": rule.title,
                    "element": rule.element,
                    "level": rule.level,
                    "verified": rule.verified,
                    "law": [law.citation for law in rule.law],
                    "sources": list(rule.sources),
                }
                for rule in rules
            ],
            "provisions": [
                {
                    "pack": pack,
                    "provision": str(entry.provision),
                    "title": entry.title,
                    "verified": entry.verified,
                    "source": entry.source,
                    "from": entry.in_force_from.isoformat(),
                    "until": entry.in_force_to.isoformat() if entry.in_force_to else None,
                    "decided_by": entry.decided_by,
                }
                for pack, entry in entries
            ],
        },
        indent=2,
        ensure_ascii=ascii_only,
    )
