"""How far two readers agree about the same letters, and where they do not.

Cohen's kappa says how much of the agreement is more than chance: 1 for all, 0 for none beyond it
(J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement
20, 1960). Its interval is that of the raw agreement, with the agreement by chance held fixed; what
stands in one letter is counted as `rates` counts it, so that ten claims of one letter are not taken
for ten letters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from noticecheck.audit.labelling import answers_of
from noticecheck.audit.rates import FEW, Rate, wilson
from noticecheck.audit.session import read_lines
from noticecheck.errors import UsageError
from noticecheck.labels import ELEMENTS_OF_CLAIMS, ELEMENTS_OF_NOTICE, parse_label
from noticecheck.late import dataclass

OPEN = "unclear"
"""What a reader says who cannot tell; an answer like the others."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What two readers say about one point."""

    slug: str
    point: str
    """As labels name it: "explains_why s40(2)"."""
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two readers agree on points of one sort."""

    name: str
    rate: Rate
    """Of the raw agreement."""
    chance: float
    """The agreement to be expected of readers who answer so often but at random."""

    @property
    def kappa(self) -> float | None:
        """None where both always give the same answer: then nothing could have been otherwise."""
        return self._beyond_chance(self.rate.share)

    @property
    def interval(self) -> tuple[float, float] | None:
        if self.rate.interval is None:
            return None
        low, high = (self._beyond_chance(end) for end in self.rate.interval)
        return None if low is None or high is None else (low, high)

    def _beyond_chance(self, share: float | None) -> float | None:
        if share is None or self.chance >= 1:
            return None
        return (share - self.chance) / (1 - self.chance)


def agreement(name: str, pairs: Sequence[Pair]) -> Agreement:
    """The agreement over some points, of one letter or of several."""
    both = Counter(pair.first == pair.second for pair in pairs)
    in_letters = Counter(pair.slug for pair in pairs)
    first, second = Counter(p.first for p in pairs), Counter(p.second for p in pairs)
    number = len(pairs)
    squares = sum(count * count for count in in_letters.values())
    rate = Rate(both[True], number, len(in_letters), number * number / squares if squares else 0.0)
    chance = sum(first[one] * second[one] for one in first) / number**2 if number else 0.0
    return Agreement(name, rate, chance)


def compare(first: Path, second: Path) -> str:
    """The agreement of two files of labels, and each disagreement, as text."""
    ours, theirs = read_labels(first), read_labels(second)
    both = [slug for slug in ours if slug in theirs]
    if not both:
        raise UsageError(f"{first} and {second}: have no letter in common")
    pairs = [pair for slug in both for pair in _pairs(slug, ours[slug], theirs[slug])]
    lines = [f"{_letters(len(both))} that both readers have labelled", *_alone(ours, theirs), ""]
    lines.append(f"  {'':26}{'letters':>8}{'points':>8}{'the same':>10}{'kappa':>8}  95 in 100")
    for name in ("kind", "regimes", "complete", *ELEMENTS_OF_CLAIMS, *ELEMENTS_OF_NOTICE):
        some = [pair for pair in pairs if pair.point.partition(" ")[0] == name]
        if some:
            lines.append(_row(agreement(name, some)))
    lines += ["", *_claims([(slug, ours[slug], theirs[slug]) for slug in both])]
    if len(both) < FEW:
        lines += ["", f"{_letters(len(both))} are few: the intervals say how little is known."]
    lines += [
        "kappa: 1 is full agreement, 0 no more than chance. \"-\": both readers always gave the",
        "same answer, so that agreement by chance cannot be told from any other.",
        "", *_disagreements(pairs, both, ours, theirs, (first.name, second.name)),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def settling(
    first: Path, second: Path
) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    """By letter, the answers that two readers share, and what each says where they do not."""
    ours, theirs = read_labels(first), read_labels(second)
    known: dict[str, dict[str, str]] = {}
    hints: dict[str, dict[str, str]] = {}
    for slug in ours.keys() & theirs.keys():
        one, other = answers_of(_in_order(ours[slug])), answers_of(_in_order(theirs[slug]))
        known[slug] = {name: typed for name, typed in one.items() if other.get(name) == typed}
        hints[slug] = {
            name: f"{first.name}: {one.get(name, 'not asked') or 'none'} · "
            f"{second.name}: {other.get(name, 'not asked') or 'none'}"
            for name in one.keys() | other.keys()
            if one.get(name) != other.get(name)
        }
    return known, hints


def read_labels(path: Path) -> dict[str, dict[str, Any]]:
    """Labels as they are written, by slug; raises UsageError."""
    found: dict[str, dict[str, Any]] = {}
    for number, row in read_lines(path):
        try:
            slug = parse_label(row).slug
        except ValueError as error:
            raise UsageError(f"{path}:{number}: {error}") from None
        if slug in found:
            raise UsageError(f'{path}:{number}: there are two labels of "{slug}"')
        found[slug] = row
    return found


def _in_order(label: Mapping[str, Any]) -> dict[str, Any]:
    """The same label with its claims in order: which one was typed first says nothing."""
    claims = label.get("claims")
    if claims is None:
        return {**label, "claims": None}
    return {**label, "claims": sorted(claims, key=lambda one: (one["provision"], one["effect"]))}


def _pairs(slug: str, ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> Iterator[Pair]:
    """Points that both were asked about."""
    for name in ("kind", "regimes", "complete"):
        yield Pair(slug, name, _text(ours.get(name)), _text(theirs.get(name)))
    mine, other = ours.get("checks") or {}, theirs.get("checks") or {}
    for element in ELEMENTS_OF_NOTICE:
        if element in mine and element in other:
            yield Pair(slug, element, _text(mine[element]), _text(other[element]))
    for element in ELEMENTS_OF_CLAIMS:
        here, there = mine.get(element) or {}, other.get(element) or {}
        for key in here:
            if key in there:
                yield Pair(slug, f"{element} {key}", _text(here[key]), _text(there[key]))


def _text(value: object) -> str:
    if value is None:
        return OPEN
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return " or ".join(sorted(map(str, value)))
    return "na" if value == "not_applicable" else str(value)


def _claims(letters: Sequence[tuple[str, Mapping[str, Any], Mapping[str, Any]]]) -> list[str]:
    """How far they find the same claims; kappa needs the claims that neither found, which have no
    number, so that this is the share of all that were found (positive agreement)."""
    both = only_first = only_second = same = decided = 0
    for _, ours, theirs in letters:
        if ours.get("claims") is None or theirs.get("claims") is None:
            continue
        one, other = _claim_set(ours), _claim_set(theirs)
        decided += 1
        same += one == other
        both += len(one & other)
        only_first += len(one - other)
        only_second += len(other - one)
    if not decided:
        return []
    low, high = wilson(same / decided, decided)
    lines = [
        f"claims: both find {both}, only the first reader {only_first}, only the second "
        f"{only_second}"
    ]
    if both + only_first + only_second:
        share = 2 * both / (2 * both + only_first + only_second)
        lines[0] += f" (positive agreement {share:.2f})"
    lines.append(f"the same claims in {same} of {_letters(decided)} ({low:.2f} to {high:.2f})")
    return lines


def _claim_set(label: Mapping[str, Any]) -> set[tuple[str, str]]:
    return {(one["provision"], one["effect"]) for one in label["claims"]}


def _row(found: Agreement) -> str:
    rate = found.rate
    kappa = "-" if found.kappa is None else f"{found.kappa:.2f}"
    interval = "" if found.interval is None else "{:.2f} to {:.2f}".format(*found.interval)
    raw = f"{rate.hits} of {rate.of}" if rate.few else f"{rate.hits / rate.of:.0%}"
    return f"  {found.name:26}{rate.letters:8}{rate.of:8}{raw:>10}{kappa:>8}  {interval}".rstrip()


def _alone(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[str]:
    return [
        f"{_letters(number)} only the {which} reader has labelled: not counted"
        for which, number in (
            ("first", len(ours.keys() - theirs.keys())),
            ("second", len(theirs.keys() - ours.keys())),
        )
        if number
    ]


def _disagreements(
    pairs: Sequence[Pair], slugs: Sequence[str], ours: Mapping[str, Any],
    theirs: Mapping[str, Any], names: tuple[str, str],
) -> list[str]:  # fmt: skip
    lines: list[str] = []
    for slug in slugs:
        mine = [
            f"    {p.point}: {p.first} · {p.second}"
            for p in pairs
            if p.slug == slug and p.first != p.second
        ]
        one, other = (
            None if label.get("claims") is None else _claim_set(label)
            for label in (ours[slug], theirs[slug])
        )
        if one != other:
            mine.insert(0, f"    claims: {_listed(one)} · {_listed(other)}")
        if mine:
            lines += [f"  {slug}", *mine]
    if not lines:
        return ["They disagree on nothing."]
    return [f"To settle ({names[0]} · {names[1]}):", *lines]


def _listed(claims: set[tuple[str, str]] | None) -> str:
    if claims is None:
        return OPEN
    return ", ".join(f"{provision} ({effect})" for provision, effect in sorted(claims)) or "none"


def _letters(number: int) -> str:
    return f"{number:,} {'letter' if number == 1 else 'letters'}"
