"""Each part of each letter is taken out in turn, and what becomes of it is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from noticecheck.accuracy import answer
from noticecheck.errors import UsageError
from noticecheck.labels import ELEMENTS_OF_CLAIMS, ELEMENTS_OF_NOTICE, Label, Point
from noticecheck.late import dataclass
from noticecheck.law import Provision
from noticecheck.model import UNNAMED, Document, Notice, Report, Span, Status
from noticecheck.mutation.changes import Change, changes_of, losses_of
from noticecheck.mutation.table import Allowed, Table
from noticecheck.mutation.words import places_of, without


@dataclass(frozen=True, slots=True)
class Mutant:
    """A letter without the words that met one point, and what became of it."""

    slug: str
    element: str
    key: str
    """The claim, as the label writes it; "" for the notice."""
    quotes: tuple[str, ...]
    status: Status
    fell: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """The count of one element; `unmet` are points that were not met before any word was lost."""

    element: str
    mutants: int
    fell: int
    survived: int
    allowed: int
    not_allowed: int
    unmet: int


@dataclass(frozen=True, slots=True)
class Mutation:
    """Measures by name, each between 0 and 1; a row for each element; and every mutant."""

    letters: int
    measures: Mapping[str, float]
    elements: tuple[Row, ...]
    mutants: tuple[Mutant, ...]
    unmet: tuple[str, ...]
    """Points that the label says are met and the report does not: nothing to fall from."""


def mutate(
    pairs: Iterable[tuple[Label, Report | None]], check: Callable[[Document], Report], table: Table
) -> Mutation:
    """Take each part out of each letter that has labelled parts; None where there is no report.

    Raises UsageError for a part that quotes what its letter does not say.
    """
    mutants: list[Mutant] = []
    unmet: list[Point] = []
    lines: list[str] = []
    letters = 0
    for label, report in pairs:
        if not label.parts:
            continue
        letters += 1
        for point in label.points:
            if point.name not in label.parts:
                continue
            if report is None or answer(point, report.assessments) != "met":
                unmet.append(point)
                lines.append(f"{label.slug}: {point.name}")
            else:
                mutants.append(_mutant(label, point, report, check, table[point.element]))
    return Mutation(
        letters, _measures(mutants), tuple(_rows(mutants, unmet)), tuple(mutants), tuple(lines)
    )


def _mutant(
    label: Label,
    point: Point,
    report: Report,
    check: Callable[[Document], Report],
    allowed: Allowed,
) -> Mutant:
    quotes = tuple(
        quote for name in _names(label, point, allowed) for quote in label.parts.get(name, ())
    )
    lost = _lost(label, quotes, report.document.text)
    mutated = check(without(report.document, lost))
    status = answer(point, mutated.assessments)
    losses = losses_of(label, report, lost)
    changes = tuple(changes_of(point, report, mutated, allowed, losses))
    fell = status in ("gap", "unclear") or (
        status == "not_applicable" and allowed.may_go and _is_gone(point, mutated.notice)
    )
    return Mutant(label.slug, point.element, point.key, quotes, status, fell, changes)


def _names(label: Label, point: Point, allowed: Allowed) -> Iterator[str]:
    """The parts whose words are taken out for a point, by their names in the label."""
    yield point.name
    beside = [other for other in label.points if allowed.limbs and _is_limb_beside(other, point)]
    for one in (point, *beside):
        if one is not point:
            yield one.name
        for element in allowed.together:
            yield f"{element} {one.key}"


def _is_limb_beside(other: Point, point: Point) -> bool:
    """Another limb of the section that a point is about."""
    return (
        other.element == point.element
        and other.key != point.key
        and other.subject is not None
        and point.subject is not None
        and UNNAMED not in (other.subject, point.subject)
        and Provision.parse(other.subject).section == Provision.parse(point.subject).section
    )


def _lost(label: Label, quotes: Sequence[str], text: str) -> list[Span]:
    lost: list[Span] = []
    for quote in quotes:
        places = places_of(quote, text)
        if not places:
            raise UsageError(f'{label.slug}: "parts" quotes words that the letter lacks: "{quote}"')
        lost += places
    return lost


def _is_gone(point: Point, notice: Notice | None) -> bool:
    """Whether the claim that a point was about is no longer made; a letter is always there."""
    if point.subject is None or notice is None:
        return True
    return not any(
        claim.provision == point.subject and point.effect in (None, claim.effect)
        for claim in notice.claims
    )


def _measures(mutants: Sequence[Mutant]) -> dict[str, float]:
    if not mutants:
        return {}
    clean = sum(all(change.allowed for change in mutant.changes) for mutant in mutants)
    return {
        "mutation fell": sum(mutant.fell for mutant in mutants) / len(mutants),
        "mutation clean": clean / len(mutants),
    }


def _rows(mutants: Sequence[Mutant], unmet: Sequence[Point]) -> Iterator[Row]:
    lacking = Counter(point.element for point in unmet)
    for element in (*ELEMENTS_OF_NOTICE, *ELEMENTS_OF_CLAIMS):
        own = [mutant for mutant in mutants if mutant.element == element]
        changes = [change.allowed for mutant in own for change in mutant.changes]
        fell = sum(mutant.fell for mutant in own)
        if own or lacking[element]:
            yield Row(element, len(own), fell, len(own) - fell, sum(changes),
                      len(changes) - sum(changes), lacking[element])  # fmt: skip
