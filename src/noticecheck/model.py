"""The frozen vocabulary that travels between the stages: Document, Notice, Report and their parts.

Nothing here reads, parses or judges. Offsets are always code points of `Document.text`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from noticecheck.late import dataclass

Part = Literal["furniture", "request", "response", "statute", "rights", "thread"]
PassageKind = Literal["heading", "paragraph", "item", "row"]
RegionKind = Literal["furniture", "header", "thread", "request", "attachment", "footnote", "merged"]
Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points of a PDF page, whose origin is its lower left corner."""
Effect = Literal["withhold", "ncnd", "refuse"]
Test = Literal["qualified", "absolute", "undetermined", "none"]
MentionRole = Literal[
    "statute", "request", "thread", "negated", "other_act", "withdrawn", "procedural",
    "hypothetical",
]  # fmt: skip
ItemStatus = Literal["withheld", "part", "released", "unknown"]
Status = Literal["met", "gap", "unclear", "not_applicable", "note"]
Level = Literal["must", "should", "info"]
Verdict = Literal["no_gap_found", "gaps", "unclear", "not_a_refusal", "not_assessed"]
Kind = Literal[
    "other",
    "acknowledgement",
    "internal_review",
    "public_interest_extension",
    "ncnd",
    "cost_limit",
    "vexatious_or_repeated",
    "not_held",
    "partial_refusal",
    "full_refusal",
    "full_disclosure",
]
KINDS: tuple[Kind, ...] = Kind.__args__  # type: ignore[attr-defined]
ELEMENTS: tuple[str, ...] = (
    "states_refusal",
    "specifies_exemption",
    "explains_why",
    "public_interest",
    "pending_estimate",
    "complaints_procedure",
    "right_to_regulator",
    "cost_or_vexatious_stated",
    "time_limit",
    "confirms_holding",
    "advice_and_assistance",
    "regime",
    "consistency",
    "quality",
)
UNNAMED = "unnamed"
ANNOTATOR = "noticecheck"
"""The author of the notes that noticecheck writes into letters; they are no words of a letter."""
_WORST_LAST: tuple[Status, ...] = ("not_applicable", "note", "met", "unclear", "gap")


def worst(statuses: Iterable[Status]) -> Status:
    """The status that counts where there are several: a gap, then what is unclear, then met."""
    return max(statuses, key=_WORST_LAST.index, default="not_applicable")


class Span(NamedTuple):
    """A half-open range of code points, `start` included and `end` not, of a document's text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a document that its format marks: menu, mail header, quoted mail, attachment, a
    message that the requester wrote, or a row of a table with a cell that other rows share."""

    span: Span
    kind: RegionKind
    name: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch of text stands in its file, besides the line of the text."""

    span: Span
    page: int | None = None
    """Counted from 1."""
    box: Box | None = None
    paragraph: int | None = None
    """Which `w:p` of a DOCX body it is, in document order, counted from 1, empty ones too."""
    part: str = ""
    """Which part of a mail: "body", or the names of attachments from the outer to the inner one,
    with "/" between them."""
    confidence: float = 1.0
    """How sure text recognition (OCR) is of the words, from 0 to 1; 1 for text that is text."""


@dataclass(frozen=True)
class Document:
    """The text of one file, with where it came from and what could not be read of it."""

    path: str
    text: str
    media_type: str
    sha256: str
    pages: tuple[int, ...] | None = None
    """Offset at which each page starts; None for formats without pages."""
    regions: tuple[Region, ...] = ()
    warnings: tuple[str, ...] = ()
    incomplete: bool = False
    """The reader itself knows that text is missing, such as a page without a text layer."""
    places: tuple[Place, ...] = ()
    """In the order of the text, without overlaps; formats that know nothing but lines have none."""

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        position = self.text.find("\n")
        while position != -1:
            starts.append(position + 1)
            position = self.text.find("\n", position + 1)
        return starts

    def line(self, offset: int) -> int:
        """The line, counted from 1, on which an offset stands."""
        return bisect_right(self._line_starts, offset)

    def page(self, offset: int) -> int | None:
        """The page, counted from 1, on which an offset stands; None without pages."""
        if self.pages is None:
            return self.place(Span(offset, offset + 1)).page
        return max(1, bisect_right(self.pages, offset))

    @cached_property
    def _place_starts(self) -> list[int]:
        return [place.span.start for place in self.places]

    def place(self, span: Span) -> Place:
        """Where a span begins in its file; the box holds all of it that stands on that page."""
        first = max(0, bisect_right(self._place_starts, span.start) - 1)
        last = bisect_left(self._place_starts, span.end, lo=first)
        touched = [place for place in self.places[first:last] if place.span.overlaps(span)]
        if not touched:
            return Place(span)
        start = touched[0]
        together = [p for p in touched if (p.page, p.part) == (start.page, start.part)]
        boxes = [place.box for place in together if place.box is not None]
        return replace(
            start,
            span=span,
            box=_around(boxes),
            confidence=min(place.confidence for place in touched),
        )

    def quote(self, span: Span) -> str:
        """The words of a span, exactly as the document has them."""
        return self.text[span.start : span.end]


def _around(boxes: Sequence[Box]) -> Box | None:
    """The smallest box that holds all of these; None for none."""
    if not boxes:
        return None
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, paragraph, list item or table row, with the part of the letter it belongs to."""

    span: Span
    kind: PassageKind
    part: Part
    sentences: tuple[Span, ...]
    label: str = ""
    """What numbers or letters it, in normal form: "2", "b", "iv", "q3"; "" without a number."""
    heading: int | None = None
    """Index of the heading passage that it stands under."""
    older: bool = False
    """It is of an older message below, which the letter says still stands."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A span that names one or more provisions of a resolved Act."""

    span: Span
    provisions: tuple[str, ...]
    regime: str
    """Name of the pack ("foia2000"), or "other" for any other Act."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The authority relies on this provision."""

    provision: str
    regime: str
    effect: Effect
    test: Test
    citations: tuple[Citation, ...]
    conditions: tuple[str, ...] = ()
    discussion: tuple[Span, ...] = ()
    """The passages that argue it, whole, in the order of the letter."""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Mention:
    """A provision that is named but not relied on, with the reason why it is not."""

    provision: str
    regime: str
    role: MentionRole
    span: Span


@dataclass(frozen=True, slots=True)
class Item:
    """One document of a schedule: a row of a table, or an entry of a list."""

    label: str
    """What numbers it, in normal form; "" without a number."""
    description: Span
    status: ItemStatus
    provisions: tuple[str, ...]
    """What the letter names for it: beside it, by "ditto" or a key, or where it speaks of it."""
    span: Span
    doubtful: bool = False
    """Whether anything is named for it is for a person to see: a cell may be shared or lost."""

    @property
    def lacks_exemption(self) -> bool:
        """It is withheld, all or part, and nothing is seen that says under what."""
        return self.status in ("withheld", "part") and not self.provisions


@dataclass(frozen=True, slots=True)
class Dated:
    """A day, and the words that give it."""

    day: date
    span: Span


@dataclass(frozen=True, slots=True)
class Sender:
    """What is known of the authority from elsewhere; it wins over what the letter seems to say."""

    name: str | None = None
    type: str | None = None
    """One of law.AUTHORITY_TYPES."""
    school: bool | None = None
    """False: no school, whatever its name is."""
    law: str | None = None
    """The pack that a letter is under which names no law."""


@dataclass(frozen=True, slots=True)
class GivenReason:
    """A reader says that these words explain a claim, or weigh the public interest for it."""

    subject: str
    """The provision of the claim, or "unnamed"."""
    effect: Effect | None
    """None for every claim of the provision."""
    gives: Literal["explanation", "public-interest"]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """What a letter says, in the law's terms: kind, dates, passages, claims and mentions."""

    document: Document
    kind: Kind
    regimes: tuple[str, ...]
    authority: str | None
    authority_type: str | None
    reference: str | None
    received: date | None
    dated: date | None
    passages: tuple[Passage, ...]
    claims: tuple[Claim, ...]
    mentions: tuple[Mention, ...]
    unnamed: Span | None
    """The sentence that refuses without naming any provision, if the letter has one."""
    unnamed_discussion: tuple[Span, ...]
    complete: bool
    absent: tuple[Span, ...] = ()
    """Where the letter points to an annex, attachment or second letter that is not here."""
    receipts: tuple[Dated, ...] = ()
    """Every day on which the letter says that a request came, in reading order."""
    review_receipts: tuple[Dated, ...] = ()
    """Every day on which the letter says that a review was asked for, in reading order."""
    dated_at: Span | None = None
    """Where the letter gives its own date."""
    impossible_days: tuple[Span, ...] = ()
    """Where the letter gives a day that there is not, or a receipt after its own date."""
    as_of: date | None = None
    """The day whose law applies where the letter leaves its own open; given, never read."""
    own_regimes: tuple[str, ...] = ()
    """By its own words the letter is under this law; the one that it is read under was chosen."""
    foreign: tuple[Span, ...] = ()
    """The paragraphs in another language, which nobody says in English too."""
    items: tuple[Item, ...] = ()
    """The documents of the letter's schedules, in reading order."""
    placeholders: tuple[Span, ...] = ()
    """What a template left open; the letter was read as if nothing stood there."""
    given_reasons: tuple[GivenReason, ...] = ()
    """What a reader says of it, never what was found in it."""
    discloses: tuple[Span, ...] = ()
    """Where the letter gives information."""
    authority_sure: bool = False
    """The authority is given, or its name stands where a sender's does; else it may be another's
    that the letter only names, to whom nobody should write."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """Why a finding is not to fail a build: somebody suppresses it, or a baseline knows it."""

    by: Literal["suppression", "baseline"]
    reason: str
    until: date | None
    """The last day on which it holds."""
    source: str
    """Where that is written: "letter.noticecheck.toml:3"."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a reader says of a letter, as it was applied: "s40(2) is not relied on"."""

    what: str
    reason: str
    until: date | None
    source: str


@dataclass(frozen=True, slots=True)
class LevelSet:
    """The level that a house gives a rule, in the place of the rule's own."""

    rule: str
    own: Level
    level: Literal["must", "should", "info", "off"]
    source: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """One rule applied to one subject: a claim, an unnamed refusal, or the notice as a whole."""

    rule: str
    """Full id with the pack: "foia2000/s17-3-b"."""
    element: str
    level: Level
    subject: str | None
    """Provision of the claim, "unnamed", or None for the notice."""
    effect: Effect | None
    status: Status
    message: str
    advice: str
    law: tuple[str, ...]
    evidence: tuple[Span, ...]
    confidence: float = 1.0
    """Of assessments like this one, the share that holds."""
    rule_level: Level | None = None
    """The level of the rule itself, where a house has set another."""
    set_aside: SetAside | None = None

    @property
    def key(self) -> str:
        """Identifies the assessment within a report: "foia2000/s17-3-b@s31(1)(a)#withhold"."""
        subject = f"@{self.subject}" if self.subject else ""
        effect = f"#{self.effect}" if self.effect else ""
        return f"{self.rule}{subject}{effect}"


@dataclass(frozen=True, slots=True)
class Report:
    """All assessments of one document, with the verdict and the assessments that decide it."""

    document: Document
    notice: Notice | None
    """None when the document could not be read."""
    assessments: tuple[Assessment, ...]
    verdict: Verdict
    decided_by: tuple[str, ...]
    packs: tuple[str, ...]
    """Name and version of every pack in use: "foia2000@1.0"."""
    rules_hash: str
    warnings: tuple[str, ...] = field(default=())
    """The document's warnings, then why it was not assessed or what is missing."""
    corrections: tuple[Correction, ...] = ()
    """What readers say of the letter, as far as it was applied."""
    levels: tuple[LevelSet, ...] = ()
    """The rules that would have had a say, and to which a house gives another level."""
