"""Catalogue: what is known about every citable provision of one enactment, and how to ask it.

    entry = catalogue.get("s40(2)", date(2018, 3, 1))
    catalogue.test_of("s37(1)(a)", "withhold", authority_type="northern_ireland")   # "qualified"
    catalogue.limb_level("s31", "withhold")                                         # "must"

The facts stand in rules/<pack>/provisions.toml; nothing in here knows a particular section.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Literal

from noticecheck.late import dataclass
from noticecheck.law.entry import DecidedBy, Entry, Role
from noticecheck.law.provision import Provision
from noticecheck.law.runs import Run
from noticecheck.law.working_days import WorkingDays
from noticecheck.model import Effect, Test

ACT_PREFIX = "act-of-"
"""Phrases of this prefix hold the names of a pack's Act: `act-of-foia2000` those of foia2000."""


@dataclass(frozen=True)
class Catalogue:
    """Every citable provision of one enactment; each has one entry per version, oldest first."""

    name: str
    """Name of the pack: "foia2000"."""
    versions: Mapping[Provision, tuple[Entry, ...]]
    """In the order of the statute."""
    shared: frozenset[Provision]
    """Provisions that exist and need no entry of their own: the one above speaks for them."""
    runs: frozenset[Run] = frozenset()
    """Runs of words of the provisions: what the text of the enactment is known by."""
    working_days: WorkingDays | None = None
    """How the time for an answer is counted; None where nothing is known of it."""

    def __iter__(self) -> Iterator[Entry]:
        for entries in self.versions.values():
            yield from entries

    def entries(self, provision: str | Provision) -> tuple[Entry, ...]:
        """Every version of exactly this provision, oldest first; () without any."""
        return self.versions.get(_provision(provision), ())

    def known(self, provision: str | Provision) -> bool:
        """True when such a provision exists, or once existed."""
        found = _provision(provision)
        return found in self.versions or found in self.shared

    def get(self, provision: str | Provision, on: date | None = None) -> Entry | None:
        """The entry that speaks for a provision, in the version of that day.

        A provision below the last entry of its branch takes the nearest one above it. One that
        the catalogue would have to know, and does not, has none (s31(1)(z)). Without a date, or
        where no version was in force on it, the answer is the latest version: ask
        `Entry.in_force` whether it applies.
        """
        found = _provision(provision)
        if found not in self.versions and found not in self.shared:
            above = self.nearest(found)
            if above is None or self.children(above.provision):
                return None
        return self.nearest(found, on)

    def nearest(self, provision: str | Provision, on: date | None = None) -> Entry | None:
        """The entry of the provision, or else of the nearest one above it that has any."""
        current: Provision | None = _provision(provision)
        while current is not None:
            entries = self.versions.get(current)
            if entries:
                if on is not None:
                    for entry in entries:
                        if entry.in_force(on):
                            return entry
                return entries[-1]
            current = current.parent
        return None

    def children(self, provision: str | Provision) -> tuple[Provision, ...]:
        """The provisions one level below, in the order of the statute."""
        return self._children.get(_provision(provision), ())

    def below(self, provision: str | Provision) -> tuple[Entry, ...]:
        """The latest entry of everything below a provision, at any depth."""
        return self._below.get(_provision(provision), ())

    @cached_property
    def _children(self) -> Mapping[Provision, tuple[Provision, ...]]:
        found: dict[Provision, list[Provision]] = {}
        for item in self.versions:
            if item.parent is not None:
                found.setdefault(item.parent, []).append(item)
        return {above: tuple(items) for above, items in found.items()}

    @cached_property
    def _below(self) -> Mapping[Provision, tuple[Entry, ...]]:
        found: dict[Provision, list[Entry]] = {}
        for item, entries in self.versions.items():
            above = item.parent
            while above is not None:
                found.setdefault(above, []).append(entries[-1])
                above = above.parent
        return {above: tuple(entries) for above, entries in found.items()}

    @cached_property
    def _begun(self) -> date:
        """The day on which the enactment itself began."""
        return min(each.in_force_from for each in self)

    @cached_property
    def counts_sections(self) -> bool:
        """An Act, whose provisions are sections; those of Regulations are regulations."""
        return all(entry.provision.unit == "s" for entry in self)

    def section_names(self) -> Mapping[str, tuple[str, ...]]:
        """The names under which letters title each section: {"s43": ("trade secrets", …)}."""
        return {
            str(item): entries[-1].names
            for item, entries in self.versions.items()
            if entries[-1].names
        }

    def descriptions(self) -> Mapping[str, str]:
        """The phrase that describes each exemption: {"s43": "describes-commerce"}."""
        return {
            str(item): entries[-1].described_by
            for item, entries in self.versions.items()
            if entries[-1].described_by
        }

    def decided_by(self, provision: str | Provision) -> DecidedBy | None:
        """Which date chooses the law for a provision: the one to give as `on`.

        "received" is the day the request was received, "dealt_with" the day of the notice.
        """
        entry = self.nearest(provision)
        return entry.decided_by if entry else None

    def in_force(
        self, provision: str | Provision, on: Collection[date], effect: Effect = "withhold"
    ) -> bool | None:
        """Whether a provision was the law for an effect on each of these days; None where on some
        only.

        Without a day, what is the law today counts as in force, and what was once is open.
        """
        found = _provision(provision)
        entry = self.nearest(found)
        if entry is None:
            return False
        if not on:
            return True if entry.in_force_to is None else None
        through = entry.ncnd_through_from if effect == "ncnd" else None
        if through is not None and min(on) < through:
            return None if max(on) >= through else False
        # Nothing is decided by the day on which the enactment itself began.
        first = self._begun
        entries = self.entries(entry.provision)
        answers = {any(each.in_force(max(day, first)) for each in entries) for day in on}
        return answers.pop() if len(answers) == 1 else None

    def limb_level(
        self, provision: str | Provision, effect: Effect, conditions: Sequence[str] = ()
    ) -> Literal["must", "should"] | None:
        """The level at which it is reported that a claim goes no deeper than this provision.

        None where it is precise enough. A condition that was cited below the provision counts as
        having gone deeper (reg13 with reg13(2A)(a)). Source: s17(1)(b) with the ICO's line to
        take 101 on exemptions with several limbs.
        """
        found = _provision(provision)
        deeper = [item for item in map(_provision, conditions) if found.covers(item)]
        for item in deeper or [found]:
            entry = self.get(item)
            if entry is None or entry.limb == "none" or entry.provision != item:
                return None
        entry = self.get(found)
        if entry is None or entry.limb == "none" or entry.provision != found:
            return None
        return entry.limb

    def limbs(self, provision: str | Provision, effect: Effect) -> tuple[str, ...]:
        """What could be cited instead of a bare provision, for a message: ("s43(1)", "s43(2)").

        The provisions below it (where there are none, below its section) that carry the effect
        and need no further limb; superseded ones and mere conditions are left out.
        """
        found = _provision(provision)
        entry = self.nearest(found)
        if effect == "ncnd" and entry is not None and entry.ncnd_through is not None:
            effect = "withhold"
        for base in (found, found.section):
            carrying = [item for item in self.below(base) if _is_precise(item, effect)]
            if carrying:
                break
        return tuple(
            str(item.provision)
            for item in carrying
            # The outermost precise provision is enough: s30(1)(a), not its (i) and (ii).
            if not any(
                other is not item and other.provision.covers(item.provision) for other in carrying
            )
        )

    def fits(
        self, provision: str | Provision, effect: Effect, conditions: Sequence[str] = ()
    ) -> bool | None:
        """Whether a provision can carry the effect that the wording has; None if it is open.

        Neither confirming nor denying needs a limb that excludes the duty to confirm; withholding
        needs one that makes information exempt. A bare section that has both is open.
        """
        found = _provision(provision)
        entry = self.nearest(found)
        if entry is None:
            return None
        below = [item for item in map(_provision, conditions) if found.covers(item)]
        answers = {self._fits(item, effect) for item in below} or {self._fits(found, effect)}
        return True if True in answers else None if None in answers else False

    def _fits(self, found: Provision, effect: Effect) -> bool | None:
        entry = self.nearest(found)
        if entry is None:
            return None
        if entry.basis in ("cost", "discretionary"):
            return True if effect == "refuse" else None
        if effect == "refuse":
            return None
        if effect == "ncnd" and entry.ncnd_through is not None:
            return True
        if entry.role != "bare":
            return entry.role in _ROLES[effect]
        below = self.below(entry.provision)
        carried = any(_carries(item, effect) for item in below)
        other = any(_carries(item, "withhold" if effect == "ncnd" else "ncnd") for item in below)
        return None if carried and other else carried

    def test_of(
        self,
        provision: str | Provision,
        effect: Effect,
        conditions: Sequence[str] = (),
        authority_type: str | None = None,
        on: date | None = None,
    ) -> Test:
        """Whether the public interest has to be weighed for a claim.

        "undetermined" where the notice leaves it open or the law is unsettled: never a ground for
        reporting a gap. `on` is the date that `decided_by` names. Conditions that point different
        ways leave it undetermined. Sources: FOIA s2(3), EIR regs 12(1), 13(1), FOISA s2(2).
        """
        entry = self.nearest(provision, on)
        if entry is None:
            return "undetermined"
        if effect == "ncnd" and entry.ncnd_through is not None:
            return self.test_of(entry.ncnd_through, effect, conditions, authority_type, on)
        for change in entry.changes:
            early = change.before is not None and on is not None and on < change.before
            if early or (authority_type is not None and authority_type in change.authorities):
                return change.test
        cited = [_provision(condition) for condition in conditions]
        results = {change.test for change in entry.changes for item in cited if change.cites(item)}
        if len(results) > 1:
            return "undetermined"
        return results.pop() if results else entry.default_test


_ROLES: Mapping[Effect, frozenset[Role]] = {
    "withhold": frozenset({"disclosure", "supporting"}),
    "ncnd": frozenset({"ncnd"}),
    "refuse": frozenset({"procedural"}),
}
_LIMB_ROLE: Mapping[Effect, Role] = {
    "withhold": "disclosure",
    "ncnd": "ncnd",
    "refuse": "procedural",
}


def _carries(entry: Entry, effect: Effect) -> bool:
    """True for a limb that has the effect, by itself or through a general power."""
    through = effect == "ncnd" and entry.ncnd_through is not None
    return through or entry.role == _LIMB_ROLE[effect]


def _is_precise(entry: Entry, effect: Effect) -> bool:
    """True for a limb that is the law today and that a notice can name as it stands."""
    return (
        entry.role == _LIMB_ROLE[effect]
        and entry.limb == "none"
        and entry.in_force_to is None
        and not entry.condition_of
    )


def _provision(value: str | Provision) -> Provision:
    return value if isinstance(value, Provision) else Provision.parse(value)
