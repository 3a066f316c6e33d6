"""Which claims have their public interest weighed: the test of each, by the law of its day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from noticecheck.law import Catalogue, LawDays
from noticecheck.model import Test
from noticecheck.notice.claims import Found


def tests_of(
    found: Sequence[Found],
    catalogues: Mapping[str, Catalogue],
    bodies: Sequence[str | None],
    days: LawDays,
) -> list[Test]:
    """The test of each claim; `bodies` are the sorts of body that the authority may be of."""
    return [_test_of(one, catalogues[one.regime], bodies, days) for one in found]


def _test_of(
    found: Found, catalogue: Catalogue, bodies: Sequence[str | None], days: LawDays
) -> Test:
    """The test by the law of the day that decides it; "undetermined" where that day is not told
    and the law changed at about that time, or where it is not known of what sort the body is."""
    by = catalogue.decided_by(found.provision) or "dealt_with"
    on: set[date | None] = {*days.choosing(by)} or {None}
    tests = {
        catalogue.test_of(found.provision, found.effect, found.conditions, body, day)
        for day in on
        for body in bodies
    }
    return tests.pop() if len(tests) == 1 else "undetermined"
