"""What is known of one provision: a table of provisions.toml."""

from __future__ import annotations

from datetime import date
from typing import Literal

from noticecheck.late import dataclass
from noticecheck.law.provision import Provision
from noticecheck.model import Test

Role = Literal["disclosure", "ncnd", "bare", "supporting", "purpose", "certificate", "procedural"]
Basis = Literal["prejudice", "class", "necessity", "cost", "discretionary", "none"]
EntryTest = Literal["qualified", "absolute", "conditional", "none"]
LimbLevel = Literal["must", "should", "none"]
Verified = Literal["statute", "guidance", "inference"]
DecidedBy = Literal["received", "dealt_with"]
AuthorityType = Literal[
    "parliament", "northern_ireland", "scottish", "central_government", "local", "police", "nhs",
    "school", "university", "other",
]  # fmt: skip
AUTHORITY_TYPES: tuple[str, ...] = AuthorityType.__args__  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Change:
    """What turns a conditional provision into another test: an authority, a date or a condition."""

    test: Test
    conditions: tuple[Provision, ...] = ()
    """Holds where the notice relies on one of these, or on anything below them."""
    authorities: tuple[str, ...] = ()
    """Holds for these types of authority."""
    before: date | None = None
    """Holds when the date that chooses the law lies before this day."""

    def cites(self, provision: Provision) -> bool:
        return any(condition.covers(provision) for condition in self.conditions)


@dataclass(frozen=True)
class Entry:
    """One provision in one version: a table of provisions.toml."""

    provision: Provision
    title: str
    role: Role
    basis: Basis
    test: EntryTest
    default_test: Test
    """The test while nothing in `changes` holds; the same as `test` unless that is conditional."""
    changes: tuple[Change, ...]
    formal: bool
    """The public interest test is owed on the words of the law, and guidance makes little of it:
    a missing balance is never reported above unclear."""
    limb: LimbLevel
    """Level at which citing exactly this, and nothing below it, is reported."""
    ncnd_limb: tuple[Provision, ...]
    """For a section: the provision(s) under which one may neither confirm nor deny."""
    ncnd_through: Provision | None
    """The general power under which this exemption may be named when neither confirming nor
    denying (FOISA s18, EIR reg 12(6)); None where the exemption has a limb of its own, or none."""
    ncnd_through_from: date | None
    """The first day on which it may be named so; None where that is as old as the provision."""
    condition_of: tuple[Provision, ...]
    """Provisions into which a citation of this one rolls up as a condition."""
    partners: tuple[Provision, ...]
    """One of these must be cited or described with it: s31(2) for s31(1)(g)."""
    names: tuple[str, ...]
    """Titles under which letters speak of the section, lower case."""
    words: tuple[str, ...]
    """The statute's own words, short, by which a recital is recognised."""
    topic: tuple[str, ...]
    """What a reason for it is about: words, `stem*` as in the rule language, several words."""
    only_topic: bool
    """No reason is one that is about nothing of `topic`: which enactment forbids, for s44."""
    weighs_within: bool
    """Absolute, yet interests are weighed in deciding whether it applies: personal data."""
    described_by: str | None
    """The phrase by which a letter describes the exemption without naming the provision."""
    needs: str
    """What a notice that relies on it must show, in our own words."""
    in_force_from: date
    in_force_to: date | None
    decided_by: DecidedBy | None
    """Which date of the request chooses between versions; None where there is one version."""
    verified: Verified
    source: str

    def in_force(self, on: date) -> bool:
        """True when this version is the law on that day (both ends are included)."""
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)
