"""A house's say in the judging of one letter: what `check` calls, in the order of its stages."""

from __future__ import annotations

from collections.abc import Mapping

from noticecheck.corrections.apply import Corrected, correct
from noticecheck.corrections.levels import told_of_levels, with_levels
from noticecheck.corrections.model import House
from noticecheck.corrections.suppress import set_aside
from noticecheck.corrections.told import told_of_corrections, told_of_set_aside
from noticecheck.law import Catalogue
from noticecheck.match import Matches
from noticecheck.model import Assessment, LevelSet, Notice


def as_readers_say(
    house: House | None, parsed: Notice, matches: Matches, law: Mapping[str, Catalogue]
) -> Corrected:
    """What the letter says as readers correct it, and what is to be told of that."""
    if house is None:
        return Corrected(parsed, (), ())
    certain = house.sender is not None and house.sender.type is not None
    found = correct(parsed, house.corrections, matches, law, house.today, certain=certain)
    return Corrected(
        found.notice, found.applied, (*told_of_corrections(found.applied), *found.warnings)
    )


def as_the_house_has_it(
    house: House | None, assessments: tuple[Assessment, ...]
) -> tuple[tuple[Assessment, ...], tuple[LevelSet, ...], tuple[str, ...]]:
    """The assessments at the levels of a house, those marked that are suppressed, the rules of
    other levels, and what is to be told of all that."""
    if house is None:
        return assessments, (), ()
    points, levels = with_levels(assessments, house.levels)
    points, told = set_aside(points, house.corrections.suppressions, house.today)
    said = (told_of_levels(levels), *told_of_set_aside(points), *told)
    return points, levels, tuple(filter(None, said))
