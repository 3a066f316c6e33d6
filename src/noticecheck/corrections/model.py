"""The frozen types of what readers and houses say: corrections, suppressions, levels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from noticecheck.model import Effect, Sender

Gives = Literal["explanation", "public-interest"]
HouseLevel = Literal["must", "should", "info", "off"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Why somebody says something, for how long, and where it is written."""

    reason: str
    until: date | None = None
    """The last day on which it holds; None for good."""
    source: str = ""
    """Such as "letter.noticecheck.toml:3"; empty for what was said on a screen."""
    for_many: bool = False
    """It is said of several letters at once, of which some may give it nothing to do."""

    def has_expired(self, today: date) -> bool:
        return self.until is not None and self.until < today


@dataclass(frozen=True, slots=True)
class ClaimCorrection:
    """A claim that is none, that was overlooked, or that is another one."""

    provision: str
    """The claim that is meant, in normal form: "s40(2)"."""
    origin: Origin
    effect: Effect | None = None
    """Only the claim with this effect; None for any."""
    words: str = ""
    """Only where these words stand in the letter; for a claim that was overlooked, where it is."""
    relied_on: bool | None = None
    """False: it is no claim. True: it is one."""
    limb: str | None = None
    """The provision that is really relied on."""
    is_effect: Effect | None = None
    """The effect that it really has."""


@dataclass(frozen=True, slots=True)
class ReasonCorrection:
    """These words are the reason for a claim, or weigh the public interest for it."""

    provision: str
    words: tuple[str, ...]
    gives: Gives
    origin: Origin
    effect: Effect | None = None


@dataclass(frozen=True, slots=True)
class Suppression:
    """Findings of a rule are known and are not to fail a build."""

    rule: str
    """Full id, id without its pack, or a pattern with `*`."""
    origin: Origin
    subject: str | None = None
    """A provision, "unnamed", or "notice" for the letter as a whole; None for any."""
    effect: Effect | None = None


@dataclass(frozen=True, slots=True)
class Corrections:
    """All that readers say of one letter."""

    claims: tuple[ClaimCorrection, ...] = ()
    reasons: tuple[ReasonCorrection, ...] = ()
    suppressions: tuple[Suppression, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.claims or self.reasons or self.suppressions)

    def __add__(self, other: Corrections) -> Corrections:
        return Corrections(
            (*self.claims, *other.claims),
            (*self.reasons, *other.reasons),
            (*self.suppressions, *other.suppressions),
        )


NOTHING = Corrections()


@dataclass(frozen=True, slots=True)
class LevelRule:
    """The level that a house gives the rules of a pattern; of several the last one counts."""

    pattern: str
    level: HouseLevel
    source: str = ""


@dataclass(frozen=True, slots=True)
class House:
    """All that a letter is judged with besides the rules: what is known of its author, the house's
    own levels, and what readers say of the letter."""

    sender: Sender | None = None
    levels: tuple[LevelRule, ...] = ()
    corrections: Corrections = NOTHING
    today: date = date.max
    """The day by which it is decided what has expired; whoever builds it knows the day."""
