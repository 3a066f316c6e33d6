"""What a case is: letters in order, and findings that rest on more than one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from noticecheck.model import Level, Report, Span, Status


@dataclass(frozen=True, slots=True)
class Told:
    """Words of one of the letters that a finding rests on."""

    letter: int
    """Its place in the case, from 0."""
    span: Span


@dataclass(frozen=True, slots=True)
class CaseFinding:
    """One thing that the letters show together."""

    name: str
    """As in case.toml: "still-open"."""
    level: Level
    status: Status
    """gap: the law or good practice is not kept; unclear: a person should look; note: a fact."""
    subject: str | None
    message: str
    advice: str
    law: str
    told: tuple[Told, ...]
    rule: str | None = None
    """The rule of the earlier letter whose gap it is about."""


@dataclass(frozen=True, slots=True)
class Case:
    """The letters of one request in order, and what they show together."""

    letters: tuple[Report, ...]
    ordered_by: Literal["dates", "given"]
    findings: tuple[CaseFinding, ...]
    warnings: tuple[str, ...] = ()

    @property
    def open_gaps(self) -> tuple[CaseFinding, ...]:
        """What the law requires and no letter of the case has given yet."""
        return tuple(one for one in self.findings if one.level == "must" and one.status == "gap")
