"""Report -> what a page shows of it: findings with numbers, and the letter cut where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from noticecheck.evaluate.wording import long_date
from noticecheck.late import dataclass
from noticecheck.model import Level, Report, Span, Status
from noticecheck.report import words
from noticecheck.report.about import set_aside
from noticecheck.report.claim_rows import ClaimRow, claim_rows, letter_points
from noticecheck.report.items import Item, items, quotes_refusal, set_aside_items
from noticecheck.report.layout import place
from noticecheck.report.schedule import ScheduleRow, schedule_rows
from noticecheck.report.statutes import link
from noticecheck.report.verdict import verdict_sentence

Tone = Literal["gap", "unclear", "better", "note"]
TONES: tuple[tuple[Tone, Level, Status], ...] = (
    ("gap", "must", "gap"),
    ("unclear", "must", "unclear"),
    ("better", "should", "gap"),
    ("note", "should", "unclear"),
    ("note", "info", "note"),
)
"""In the order in which findings are told; the first that applies to a word decides its mark."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the letter that a finding rests on."""

    anchor: str
    label: str
    """What it is, where it is not what the finding is about: "The refusal"."""
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Law:
    """A provision or guidance behind a finding, and the page it can be read on."""

    citation: str
    link: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One point of a report, with a number that the letter refers to."""

    number: int
    anchor: str
    tone: Tone
    texts: tuple[str, ...]
    question: str
    """What a person should answer; "" where nothing is open."""
    advice: tuple[str, ...]
    laws: tuple[Law, ...]
    quotes: tuple[Quote, ...]
    sure: float
    """The least share of such findings that holds, among its claims."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the letter that is marked alike throughout."""

    text: str
    tone: Tone | None
    claim: bool
    """It cites what the letter relies on."""
    anchors: tuple[str, ...]
    """Of the quotes that begin with it."""
    ends: tuple[Finding, ...]
    """The findings whose quotes end with it."""
    left_open: bool
    """A template left it open."""


@dataclass(frozen=True, slots=True)
class Aside:
    """Findings of one rule that do not count, and why."""

    texts: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """All that is shown of one report."""

    anchor: str
    path: str
    verdict: str
    """One of `model.Verdict`."""
    sentence: str
    facts: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    claims: tuple[ClaimRow, ...]
    points: tuple[tuple[str, Status], ...]
    schedule: tuple[ScheduleRow, ...]
    findings: tuple[Finding, ...]
    aside: tuple[Aside, ...]
    met: tuple[str, ...]
    """The duties that are met, each once."""
    left_open: int
    """How many places a template left open."""
    letter: tuple[Piece, ...]

    def of(self, tone: Tone) -> list[Finding]:
        """The findings of one tone."""
        return [finding for finding in self.findings if finding.tone == tone]


def page(report: Report, anchor: str = "letter") -> Page:
    """What is shown of a report; anchors begin with `anchor`, so that several share a page."""
    found = tuple(_findings(report, anchor))
    shown = report.warnings[:-1] if report.verdict == "not_assessed" else report.warnings
    return Page(
        anchor,
        report.document.path,
        report.verdict,
        verdict_sentence(report),
        tuple(_facts(report)),
        tuple(shown),
        tuple(claim_rows(report)),
        tuple(letter_points(report)),
        tuple(schedule_rows(report)),
        tuple(finding for finding, _ in found),
        tuple(_aside(item) for item in set_aside_items(report)),
        tuple(dict.fromkeys(_met(report))),
        len(report.notice.placeholders) if report.notice else 0,
        tuple(_pieces(report, found, anchor)),
    )


def _findings(report: Report, anchor: str) -> Iterator[tuple[Finding, tuple[Span, ...]]]:
    number = 0
    for tone, level, status in TONES:
        for item in items(report, level, status):
            number += 1
            yield _finding(report, item, tone, number, f"{anchor}-{number}"), item.spans


def _finding(report: Report, item: Item, tone: Tone, number: int, anchor: str) -> Finding:
    document = report.document
    label = "The refusal" if item.about_letter and quotes_refusal(report, item) else ""
    quotes = (
        Quote(f"{anchor}-w{rank}", label, place(document, span), document.quote(span))
        for rank, span in enumerate(item.spans, 1)
    )
    return Finding(
        number,
        anchor,
        tone,
        tuple(item.messages) or (item.points[0].rule,),
        item.question if tone == "unclear" else "",
        tuple(item.advice),
        tuple(Law(citation, link(citation)) for citation in item.law),
        tuple(quotes),
        min(point.confidence for point in item.points),
    )


def _facts(report: Report) -> Iterator[tuple[str, str]]:
    notice = report.notice
    if notice is None:
        return
    yield "What it is", words.KINDS[notice.kind]
    if notice.regimes:
        yield "Law", ", ".join(words.REGIMES.get(name, name) for name in notice.regimes)
    if notice.authority:
        yield "From", notice.authority
    if notice.reference:
        yield "Reference", notice.reference
    if notice.received:
        yield "Request received", long_date(notice.received)
    if notice.dated:
        yield "Letter dated", long_date(notice.dated)


def _met(report: Report) -> Iterator[str]:
    """What the letter has, of what the law requires: one line for each element and subject."""
    for point in report.assessments:
        if point.level == "must" and point.status == "met" and point.element in words.MET:
            subject = words.provision(point.subject) if point.subject else ""
            yield words.MET[point.element].format(subject=subject)


def _aside(item: Item) -> Aside:
    return Aside(
        tuple(item.messages) or (item.points[0].rule,),
        tuple(dict.fromkeys(set_aside(point) for point in item.points)),
    )


def _pieces(
    report: Report, found: Sequence[tuple[Finding, tuple[Span, ...]]], anchor: str
) -> Iterator[Piece]:
    """The letter from beginning to end, cut wherever a mark begins or ends."""
    text, notice = report.document.text, report.notice
    cited = [c.span for claim in (notice.claims if notice else ()) for c in claim.citations]
    # What is only noted would crowd the letter.
    marks = [
        (span, finding, quote.anchor)
        for finding, spans in found
        if finding.tone != "note"
        for span, quote in zip(spans, finding.quotes, strict=True)
    ]
    left = notice.placeholders if notice else ()
    rows = notice.items if notice else ()
    starts = [(span, quoted) for span, _, quoted in marks]
    starts += [(row.span, f"{anchor}-i{number}") for number, row in enumerate(rows, 1)]
    edges = {0, len(text), *(row.span.start for row in rows)}
    for span in (*cited, *left, *(span for span, _, _ in marks)):
        edges |= {span.start, span.end}
    ranks = [tone for tone, _, _ in TONES]
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        here = Span(start, end)
        over = [
            finding.tone
            for span, finding, _ in marks
            # What the letter lacks as a whole is no fault of the words that refuse.
            if span.contains(here) and not finding.quotes[0].label
        ]
        yield Piece(
            text[start:end],
            next((tone for tone in ranks if tone in over), None),
            any(span.contains(here) for span in cited),
            tuple(name for span, name in starts if span.start == start),
            tuple(dict.fromkeys(finding for span, finding, _ in marks if span.end == end)),
            any(span.contains(here) for span in left),
        )
