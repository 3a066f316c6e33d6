"""How well the reports of letters agree with labels that people gave those letters.

Points that a label leaves open (null or "unclear") do not count. A report's "unclear" on a point
that the label decides counts half: honest, but no answer yet.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import field

from noticecheck.labels import ELEMENTS_OF_CLAIMS, ELEMENTS_OF_NOTICE, Label, Point
from noticecheck.late import dataclass
from noticecheck.model import Assessment, Report, Status, worst

NOT_READ = "not read"
BINS = {0.0: "below 0.5", 0.5: "0.5 to 0.7", 0.7: "0.7 to 0.9", 0.9: "0.9 and above"}
"""Where the bins of confidence begin, and their names."""
_SUREST = BINS[0.9]


@dataclass(frozen=True, slots=True)
class RuleTally:
    """How often one rule gave each status, and how often a label confirms or denies it."""

    rule: str
    met: int
    gap: int
    unclear: int
    not_applicable: int
    right: int
    wrong: int


@dataclass(frozen=True, slots=True)
class Bin:
    """Assessments that are about equally sure, and how many of them hold."""

    name: str
    number: int
    held: int


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Measures by name, each between 0 and 1; a tally for each rule; and every disagreement."""

    letters: int
    without_report: int
    measures: Mapping[str, float]
    rules: tuple[RuleTally, ...]
    reliability: tuple[Bin, ...]
    """From the least sure assessments to the surest: whether what is sure does hold."""
    misses: tuple[str, ...]


@dataclass
class _Tally:
    """The counts as they grow over the letters."""

    kinds: Counter[bool] = field(default_factory=Counter)
    claims: Counter[str] = field(default_factory=Counter)
    elements: dict[str, Counter[tuple[str, str]]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    """For each element, how often (labelled status, reported status) came up."""
    rules: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    bins: Counter[tuple[str, bool]] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)


def measure(pairs: Iterable[tuple[Label, Report | None]]) -> Accuracy:
    """Compare each label with the report of its letter; None where there is no report.

    A letter that is missing or could not be read is not left out of the figures: whatever its
    label decides counts as wrong.
    """
    tally = _Tally()
    letters = without = 0
    for label, report in pairs:
        letters += 1
        if report is None:
            without += 1
            tally.misses.append(f"{label.slug}: no report")
        notice = report.notice if report else None
        assessments = report.assessments if report else ()
        claims = {(c.provision, c.effect) for c in notice.claims} if notice else set()
        _compare_kind(tally, label, notice.kind if notice else None)
        _compare_claims(tally, label, claims)
        _compare_points(tally, label, assessments if notice else None)
        _count_false_gaps(tally, label, assessments)
        _count_rules(tally, label, assessments)
        _count_confidence(tally, label, assessments)
    rules = tuple(_rule_tally(name, counts) for name, counts in sorted(tally.rules.items()))
    bins = tuple(
        Bin(name, tally.bins[name, True] + tally.bins[name, False], tally.bins[name, True])
        for name in BINS.values()
    )
    return Accuracy(letters, without, _measures(tally), rules, bins, tuple(tally.misses))


def _compare_kind(tally: _Tally, label: Label, kind: str | None) -> None:
    if not label.kinds:
        return
    right = kind in label.kinds
    tally.kinds[right] += 1
    if not right:
        tally.misses.append(
            f"{label.slug}: kind is {kind or NOT_READ}, label says {' or '.join(label.kinds)}"
        )


def _compare_claims(tally: _Tally, label: Label, found: Set[tuple[str, str]]) -> None:
    if label.claims is None:
        return
    tally.claims["hit"] += len(label.claims & found)
    tally.claims["false"] += len(found - label.claims)
    tally.claims["missed"] += len(label.claims - found)
    for provision, effect in sorted(found - label.claims):
        tally.misses.append(f"{label.slug}: claim {provision} ({effect}) is not in the label")
    for provision, effect in sorted(label.claims - found):
        tally.misses.append(f"{label.slug}: claim {provision} ({effect}) was not found")


def _compare_points(tally: _Tally, label: Label, assessments: Sequence[Assessment] | None) -> None:
    for point in label.points:
        if point.want is None:
            continue
        got = NOT_READ if assessments is None else answer(point, assessments)
        tally.elements[point.element][point.want, got] += 1
        if got != point.want and (point.want, got) != ("not_applicable", "met"):
            tally.misses.append(
                f"{label.slug}: {point.element}{_of(point)} is {got}, label says {point.want}"
            )


def _of(point: Point) -> str:
    return f" of {point.key}" if point.key else ""


def answer(point: Point, assessments: Iterable[Assessment]) -> Status:
    """The worst status that any must rule gave about a labelled point."""
    return worst(a.status for a in assessments if a.level == "must" and concerns(a, point))


def concerns(assessment: Assessment, point: Point) -> bool:
    return (
        assessment.element == point.element
        and (point.subject is None or assessment.subject == point.subject)
        and (point.effect is None or assessment.effect in (None, point.effect))
    )


def _count_false_gaps(tally: _Tally, label: Label, assessments: Sequence[Assessment]) -> None:
    """Count gaps about a claim where the label, which knows the claims, has nothing due."""
    if label.claims is None:
        return
    for assessment in assessments:
        element, subject = assessment.element, assessment.subject
        if assessment.level != "must" or assessment.status != "gap" or subject is None:
            continue
        if element in ELEMENTS_OF_CLAIMS and not any(
            point.element == element and point.subject == subject for point in label.points
        ):
            tally.elements[element]["not_applicable", "gap"] += 1
            tally.misses.append(f"{label.slug}: {element} of {subject} is gap, nothing is due")


def _count_rules(tally: _Tally, label: Label, assessments: Sequence[Assessment]) -> None:
    """Count each rule's statuses; `right` and `wrong` only where a label decides the point.

    A rule that is met where the label has a gap is wrong only if no other rule of the same
    element found the gap: one element may need several rules.
    """
    for assessment in assessments:
        counts = tally.rules[assessment.rule]
        counts[assessment.status] += 1
        if assessment.level != "must" or assessment.status not in ("met", "gap"):
            continue
        point = next((p for p in label.points if p.want and concerns(assessment, p)), None)
        if point is None:
            continue
        if assessment.status == "gap":
            counts["right" if point.want == "gap" else "wrong"] += 1
        elif point.want != "gap":
            counts["right"] += 1
        elif answer(point, assessments) != "gap":
            counts["wrong"] += 1


def _count_confidence(tally: _Tally, label: Label, assessments: Sequence[Assessment]) -> None:
    """Count how many assessments hold, by confidence; only those that decide a labelled point."""
    for one in assessments:
        held = _holds(one, label, assessments) if one.level == "must" else None
        if held is not None:
            least = max(bound for bound in BINS if bound <= one.confidence)
            tally.bins[BINS[least], held] += 1


def _holds(one: Assessment, label: Label, assessments: Sequence[Assessment]) -> bool | None:
    """Whether readers say the same, or leave open what is unclear; None where that is not known.

    Where one rule of an element finds a gap, that another one is met decides nothing.
    """
    point = next((p for p in label.points if concerns(one, p)), None)
    if point is None:
        known = label.claims is not None and one.element in ELEMENTS_OF_CLAIMS
        return False if known and one.subject is not None and one.status == "gap" else None
    if one.status != answer(point, assessments):
        return None
    if point.want is None:
        return True if one.status == "unclear" else None
    return _worth(point.want, one.status) == 1


def _rule_tally(name: str, counts: Counter[str]) -> RuleTally:
    names = ("met", "gap", "unclear", "not_applicable", "right", "wrong")
    return RuleTally(name, *(counts[key] for key in names))


def _measures(tally: _Tally) -> dict[str, float]:
    measures: dict[str, float] = {}
    if tally.kinds:
        measures["kind accuracy"] = tally.kinds[True] / tally.kinds.total()
    measures |= _shares("claims", *(tally.claims[name] for name in ("hit", "false", "missed")))
    found: Counter[str] = Counter()
    for element in (*ELEMENTS_OF_CLAIMS, *ELEMENTS_OF_NOTICE):
        pairs = tally.elements.get(element)
        if not pairs:
            continue
        points = sum(_worth(want, got) * number for (want, got), number in pairs.items())
        measures[f"{element} accuracy"] = points / pairs.total()
        for (want, got), number in pairs.items():
            if got == "gap":
                found["true" if want == "gap" else "false"] += number
            elif want == "gap":
                found["missed"] += number
    measures |= _shares("gap", *(found[name] for name in ("true", "false", "missed")))
    sure = tally.bins[_SUREST, True] + tally.bins[_SUREST, False]
    return measures | ({"sure accuracy": tally.bins[_SUREST, True] / sure} if sure else {})


def _worth(want: str, got: str) -> float:
    """1 for agreement, a half for "unclear"; a duty met though it does not arise is agreement."""
    if got == want or (want, got) == ("not_applicable", "met"):
        return 1.0
    return 0.5 if got == "unclear" else 0.0


def _shares(what: str, hit: int, false: int, missed: int) -> dict[str, float]:
    """Precision where anything was found, recall where anything was to be found."""
    wholes = {f"{what} precision": hit + false, f"{what} recall": hit + missed}
    return {name: hit / whole for name, whole in wholes.items() if whole}
