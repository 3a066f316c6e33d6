"""What else changes when a letter loses the words that meet a point, and whether it may."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from noticecheck.labels import Label, Point
from noticecheck.late import dataclass
from noticecheck.law import Provision
from noticecheck.model import UNNAMED, Report, Span, Status, worst
from noticecheck.mutation.table import Allowed
from noticecheck.mutation.words import places_of

Subject = tuple[str, str | None, str | None]
"""Element, provision and effect, as an assessment has them."""


@dataclass(frozen=True, slots=True)
class Change:
    """A point whose status is another one after the words of a different point were taken out."""

    element: str
    subject: str | None
    effect: str | None
    before: Status
    after: Status
    allowed: bool


@dataclass(frozen=True, slots=True)
class Losses:
    """What else lost words, and may therefore change whatever the table says."""

    points: frozenset[str]
    """Names of points whose own words stand in a sentence that lost some."""
    names: frozenset[str]
    """Provisions that lost a citation: such a claim may go, or be made under another name."""

    def explain(self, key: Subject) -> bool:
        """Whether they explain that the status of a point is another one."""
        element, subject, effect = key
        if {f"{element} {subject or ''}".rstrip(), f"{element} {subject}#{effect}"} & self.points:
            return True
        if subject is None or not self.names:
            return False
        return subject == UNNAMED or _section(subject) in set(map(_section, self.names))


def losses_of(label: Label, report: Report, lost: Sequence[Span]) -> Losses:
    """The points and claims, besides the one that is meant, that lose words."""
    claims = report.notice.claims if report.notice else ()
    names = {
        claim.provision
        for claim in claims
        if any(citation.span.overlaps(span) for citation in claim.citations for span in lost)
    }
    return Losses(_touched(label, report, lost), frozenset(names))


def _touched(label: Label, report: Report, lost: Sequence[Span]) -> frozenset[str]:
    passages = report.notice.passages if report.notice else ()
    sentences = [sentence for passage in passages for sentence in passage.sentences]
    hurt = [s for s in sentences if any(s.overlaps(span) for span in lost)]
    return frozenset(
        name
        for name, quotes in label.parts.items()
        for quote in quotes
        for place in places_of(quote, report.document.text)
        if any(place.overlaps(span) for span in (*hurt, *lost))
    )


def changes_of(
    point: Point, before: Report, after: Report, allowed: Allowed, losses: Losses
) -> Iterator[Change]:
    old, new = worst_statuses(before), worst_statuses(after)
    for key in sorted({*old, *new}, key=str):
        element, subject, effect = key
        was, now = old.get(key, "not_applicable"), new.get(key, "not_applicable")
        own = element == point.element and subject == point.subject
        if was == now or (own and point.effect in (None, effect)):
            continue
        rises = now == "met" and was in ("gap", "unclear")
        scope = _scope(point, subject)
        goes = scope == "letter" and now == "not_applicable" and element in allowed.letter_goes
        fits = goes or losses.explain(key) or element in allowed.scopes[scope]
        yield Change(element, subject, effect, was, now, fits and not rises)


def worst_statuses(report: Report) -> dict[Subject, Status]:
    """For each element of each subject, the worst status that a must rule gave it."""
    found: dict[Subject, Status] = {}
    for one in report.assessments:
        if one.level == "must":
            key = (one.element, one.subject, one.effect)
            found[key] = worst((found.get(key, one.status), one.status))
    return found


def _scope(point: Point, subject: str | None) -> str:
    """How a subject stands to the point that lost its words; one of SCOPES."""
    if subject is None:
        return "letter"
    return "same_claim" if subject == point.subject else "other_claims"


def _section(subject: str) -> str:
    return subject if subject == UNNAMED else str(Provision.parse(subject).section)
