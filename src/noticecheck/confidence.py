"""How sure a report is of an assessment: of those like it, the share that held on labelled letters.

An assessment is no surer than its status is for its element, than the claim that it is about, and
than text recognition (OCR) is of the words that it rests on. rules/confidence.toml has the shares.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from noticecheck.builtin import CONFIDENCE_FILE, default_root, read_toml
from noticecheck.errors import UsageError
from noticecheck.late import dataclass
from noticecheck.model import ELEMENTS, UNNAMED, Assessment, Claim, Notice, Status

_OTHERS = "others"
_CAPS = ("little", "listed", "unnamed")
_STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True, slots=True)
class Shares:
    """How often assessments hold, by status and element, and what makes them less sure."""

    shares: Mapping[Status, Mapping[str, float]]
    """For each status by element; "others" for elements and levels that no label speaks of."""
    little: float
    """Characters of a discussion below which a claim may only be listed."""
    listed: float
    """The most that a gap of such a claim can have."""
    unnamed: float
    """The most that an assessment of a refusal without a provision can have."""


def load_shares(path: Path | None = None) -> Shares:
    """The built-in shares, or those of a file; raises UsageError, which names what is wrong."""
    path = path or default_root() / CONFIDENCE_FILE
    data = read_toml(path)
    if wrong := set(data) ^ {*_CAPS, *_STATUSES}:
        raise UsageError(f"{path}: {sorted(wrong)[0]!r} is missing, or none of its keys")
    little, listed, unnamed = (_number(path, name, data[name]) for name in _CAPS)
    shares = {status: _by_element(path, status, data[status]) for status in _STATUSES}
    if max(listed, unnamed) > 1:
        raise UsageError(f"{path}: listed and unnamed are shares, and at most 1")
    return Shares(shares, little, listed, unnamed)


def _by_element(path: Path, status: str, data: Any) -> Mapping[str, float]:
    if not isinstance(data, dict) or _OTHERS not in data:
        raise UsageError(f"{path}: {status} must be a table with a line for {_OTHERS}")
    for name, share in data.items():
        if name not in (*ELEMENTS, _OTHERS):
            raise UsageError(f"{path}: {status}: {name!r} is no element")
        if _number(path, f"{status}: {name}", share) > 1:
            raise UsageError(f"{path}: {status}: {name} is a share, and at most 1")
    return dict(data)


def _number(path: Path, name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise UsageError(f"{path}: {name} must be a number, and not below 0")
    return float(value)


def graded(
    assessments: tuple[Assessment, ...], notice: Notice, shares: Shares
) -> tuple[Assessment, ...]:
    """The same assessments, each with its confidence."""
    claims = {(claim.provision, claim.effect): claim for claim in notice.claims}

    def claim_of(one: Assessment) -> Claim | None:
        return claims.get((one.subject, one.effect)) if one.subject and one.effect else None

    return tuple(
        replace(one, confidence=_confidence(one, claim_of(one), notice, shares))
        for one in assessments
    )


def _confidence(
    assessment: Assessment, claim: Claim | None, notice: Notice, shares: Shares
) -> float:
    by_element = shares.shares[assessment.status]
    measured = assessment.element if assessment.level == "must" else _OTHERS
    most = [by_element.get(measured, by_element[_OTHERS]), _recognised(assessment, notice)]
    if claim is not None:
        most.append(claim.confidence)
        argued = sum(span.end - span.start for span in claim.discussion)
        if assessment.status == "gap" and argued < shares.little:
            most.append(shares.listed)
    elif assessment.subject == UNNAMED:
        most.append(shares.unnamed)
    return round(min(most), 2)


def _recognised(assessment: Assessment, notice: Notice) -> float:
    """How sure text recognition is of the words, at their best."""
    if not notice.document.places:
        return 1.0
    places = (notice.document.place(span) for span in assessment.evidence)
    return max((place.confidence for place in places), default=1.0)
