"""A house's say in the judging of one letter: what `check` calls, in the order of its stages."""

from __future__ import annotations

from collections.abc import Mapping

from noticecheck.corrections.apply import correct
from noticecheck.corrections.levels import told_of_levels, with_levels
from noticecheck.corrections.model import House
from noticecheck.corrections.suppress import set_aside
from noticecheck.corrections.told import told_of_corrections, told_of_past, told_of_set_aside
from noticecheck.law import Catalogue
from noticecheck.match import Matches
from noticecheck.model import Assessment, Correction, LevelSet, Notice


def as_readers_say(
    house: House, parsed: Notice, matches: Matches, law: Mapping[str, Catalogue]
) -> tuple[Notice, tuple[Correction, ...], tuple[str, ...]]:
    """What the letter says as readers correct it, what was applied, and what is to be told."""
    certain = house.sender is not None and house.sender.type is not None
    found = correct(parsed, house.corrections, matches, law, house.today, certain=certain)
    told = (*told_of_corrections(found.applied), *found.warnings)
    return found.notice, found.applied, told


def as_the_house_has_it(
    house: House, assessments: tuple[Assessment, ...]
) -> tuple[tuple[Assessment, ...], tuple[LevelSet, ...], tuple[str, ...]]:
    """The assessments at the levels of a house, those marked that are suppressed, the rules of
    other levels, and what is to be told of all that."""
    points, levels = with_levels(assessments, house.levels)
    points, told = set_aside(points, house.corrections.suppressions, house.today)
    named = [(line.pattern, line.source) for line in house.levels]
    named += [(one.rule, one.origin.source) for one in house.corrections.suppressions]
    said = (told_of_levels(levels), *told_of_set_aside(points), *told, *told_of_past(named))
    return points, levels, tuple(filter(None, said))
