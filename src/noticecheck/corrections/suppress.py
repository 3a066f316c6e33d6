"""Findings that are known and are not to fail a build: between evaluating and reporting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from noticecheck.corrections.apply import expired
from noticecheck.corrections.levels import names
from noticecheck.corrections.model import Suppression
from noticecheck.model import Assessment, SetAside

COUNTED = ("gap", "unclear", "note")
"""The statuses that anybody might set aside."""


def set_aside(
    assessments: Sequence[Assessment], suppressions: Sequence[Suppression], today: date
) -> tuple[tuple[Assessment, ...], tuple[str, ...]]:
    """The assessments, those marked that are suppressed, which keep their status; and warnings for
    suppressions that have expired or have nothing to do."""
    live = [one for one in suppressions if not one.origin.has_expired(today)]
    warnings = [
        expired(one.origin, f"the suppression of {one.rule}")
        for one in suppressions
        if one not in live
    ]
    used: set[Suppression] = set()
    result: list[Assessment] = []
    for point in assessments:
        fits = [one for one in live if point.status in COUNTED and _fits(one, point)]
        used.update(fits)
        if fits:
            origin = fits[0].origin
            why = SetAside("suppression", origin.reason, origin.until, origin.source)
            point = replace(point, set_aside=why)
        result.append(point)
    for one in live:
        if one not in used and not one.origin.for_many:
            at = f"{one.origin.source}: " if one.origin.source else ""
            what = f"the suppression of {one.rule}{_about(one)}"
            warnings.append(f"{at}{what} has nothing to suppress: it can go.")
    return tuple(result), tuple(warnings)


def _about(one: Suppression) -> str:
    return f" for {one.subject}" if one.subject else ""


def _fits(one: Suppression, point: Assessment) -> bool:
    subject = point.subject or "notice"
    return (
        names(one.rule, point.rule)
        and one.subject in (None, subject)
        and one.effect in (None, point.effect)
    )
