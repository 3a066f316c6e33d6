"""A house's own levels for rules: between evaluating and reporting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from noticecheck.corrections.model import LevelRule
from noticecheck.language.past import past_rule
from noticecheck.model import Assessment, LevelSet


def names(pattern: str, rule: str) -> bool:
    """Whether a pattern names a rule: by its full id, by that without the pack, or by one that it
    had before."""
    if fnmatchcase(rule, pattern) or fnmatchcase(rule.partition("/")[2], pattern):
        return True
    past = past_rule(pattern)
    return past is not None and past.now == rule


def with_levels(
    assessments: Sequence[Assessment], levels: Sequence[LevelRule]
) -> tuple[tuple[Assessment, ...], tuple[LevelSet, ...]]:
    """The assessments at the levels of the house, without those of rules that it switches off;
    and the rules whose level is not their own."""
    kept: list[Assessment] = []
    changed: dict[str, LevelSet] = {}
    for one in assessments:
        line = next((line for line in reversed(levels) if names(line.pattern, one.rule)), None)
        if line is None or line.level == one.level:
            kept.append(one)
            continue
        changed[one.rule] = LevelSet(one.rule, one.level, line.level, line.source)
        if line.level != "off":
            status = one.status
            # What info rules have in the place of a gap.
            if status in ("gap", "note"):
                status = "note" if line.level == "info" else "gap"
            kept.append(replace(one, level=line.level, status=status, rule_level=one.level))
    return tuple(kept), tuple(changed.values())


def told_of_levels(changed: Sequence[LevelSet]) -> str:
    """What a report says of them first; "" where there are none."""
    if not changed:
        return ""
    shown = [f"{one.rule} ({one.own}, now {one.level})" for one in changed[:3]]
    more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
    sources = dict.fromkeys(one.source.rpartition(":")[0] or one.source for one in changed)
    where = f" ({', '.join(filter(None, sources))})" if any(sources) else ""
    noun = "1 rule has" if len(changed) == 1 else f"{len(changed)} rules have"
    return f"By your own settings{where} {noun} another level: {', '.join(shown)}{more}."
