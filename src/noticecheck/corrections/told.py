"""What is set aside or corrected, in the words that every report begins with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from noticecheck.language.past import past_rule
from noticecheck.model import Assessment, Correction, Status

_NAMES: Mapping[Status, str] = {"gap": "gap", "unclear": "unclear point", "note": "note"}
_HOW = {"suppression": "suppressed", "baseline": "known before"}
_MOST = 6


def told_of_set_aside(assessments: Sequence[Assessment]) -> tuple[str, ...]:
    """A sentence for what is suppressed and one for what a baseline knows, each counted."""
    found: list[str] = []
    for by, how in _HOW.items():
        points = [p for p in assessments if p.set_aside is not None and p.set_aside.by == by]
        if not points:
            continue
        groups: dict[tuple[str, date | None, str], list[str]] = {}
        for point in points:
            why = point.set_aside
            assert why is not None
            rules = groups.setdefault((why.reason, why.until, why.source), [])
            rules += [point.rule] if point.rule not in rules else []
        told = [_group(rules, *key, quote=by == "suppression") for key, rules in groups.items()]
        found.append(f"{_counted(points)} {how}: {'; '.join(told)}.")
    return tuple(found)


def told_of_corrections(corrections: Sequence[Correction]) -> tuple[str, ...]:
    """A sentence for each correction that was applied."""
    return tuple(
        f"Corrected by a reader: {one.what} ({_why(one.reason, one.until, one.source)})."
        for one in corrections
    )


def told_of_past(named: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """A sentence for each id that a rule has no more, of pairs of an id and where it is written."""
    found: list[str] = []
    for pattern, source in named:
        past = past_rule(pattern)
        if past is not None:
            at = f"{source}: " if source else ""
            then = f"write {past.now}" if past.now else "the line can go"
            found.append(f"{at}the rule {pattern} {past.told()}; {then}.")
    return tuple(dict.fromkeys(found))


def _counted(points: Sequence[Assessment]) -> str:
    counts = Counter(point.status for point in points)
    parts = [
        f"{counts[status]} {name}{'' if counts[status] == 1 else 's'}"
        for status, name in _NAMES.items()
        if counts[status]
    ]
    return " and ".join(parts)


def _group(rules: list[str], reason: str, until: date | None, source: str, *, quote: bool) -> str:
    more = f" and {len(rules) - _MOST} more rules" if len(rules) > _MOST else ""
    named = ", ".join(rules[:_MOST]) + more
    return f"{named} ({_why(reason, until, source) if quote else source})"


def _why(reason: str, until: date | None, source: str) -> str:
    parts = [f'"{" ".join(reason.split())}"', f"until {until:%Y-%m-%d}" if until else "", source]
    return ", ".join(filter(None, parts))
