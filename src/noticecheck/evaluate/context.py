"""What rules are evaluated against: a notice, the places of phrases in it, the law, a subject."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import field
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

from noticecheck.late import dataclass
from noticecheck.law import Catalogue, WorkingDays
from noticecheck.match import Matches
from noticecheck.model import UNNAMED, Claim, Effect, Notice, Passage, Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unnamed:
    """The subject of a refusal that names no provision."""

    span: Span
    discussion: tuple[Span, ...]


Subject = Claim | Unnamed | None
"""None stands for the notice as a whole."""

Shown = tuple[Span, ...] | None
"""The words that show a fact (perhaps none in particular), or None where it does not hold."""


@dataclass(frozen=True)
class Context:
    """One notice, seen from one pack."""

    notice: Notice
    matches: Matches
    catalogues: Mapping[str, Catalogue]
    pack: str
    _memo: dict[Hashable, object] = field(default_factory=dict, repr=False, compare=False)

    @property
    def catalogue(self) -> Catalogue:
        return self.catalogues[self.pack]

    @property
    def due(self) -> date | None:
        """The last working day for an answer; None without a day of receipt, or where the bank
        holidays are not known."""
        days, received = self.catalogue.working_days, self.notice.received
        return days.due(received) if days and received else None

    @property
    def latest_due(self) -> date | None:
        """The last day for an answer on any way of counting; None as for `due`."""
        days, received = self.catalogue.working_days, self.notice.received
        return days.latest_due(received) if days and received else None

    @property
    def review_days(self) -> WorkingDays | None:
        """The working days for a review; None where the law gives it no number of them."""
        days = self.catalogue.working_days
        return days.for_reviews() if days else None

    @property
    def review_due(self) -> date | None:
        """The last working day for a review; None as for `due`."""
        days, received = self.review_days, self.notice.review_receipts
        return days.due(received[0].day) if days and received else None

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of this pack's regime."""
        return tuple(c for c in self.notice.claims if c.regime == self.pack)

    @cached_property
    def unnamed(self) -> Unnamed | None:
        """The unnamed refusal, where the letter's regime is this pack's."""
        notice = self.notice
        if notice.unnamed is None or notice.regimes[:1] != (self.pack,):
            return None
        return Unnamed(notice.unnamed, notice.unnamed_discussion)

    def passages(self, *parts: str) -> tuple[Passage, ...]:
        return tuple(p for p in self.notice.passages if p.part in parts)

    def uncovered(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Passages without the sentences that only say that the letter is attached."""
        found: list[Span] = []
        for span in spans:
            covers = any(span.contains(note) for note in self._covering)
            sentences = [s for s, _ in self.sentences((span,))] if covers else [span]
            found += [s for s in sentences if s not in self._covering]
        return tuple(found)

    @cached_property
    def _covering(self) -> frozenset[Span]:
        """The sentences that say the letter is attached, where all that is cited stands there."""
        attached = [r.span for r in self.notice.document.regions if r.kind == "attachment"]
        cited = self._citations
        if not cited or not all(any(a.contains(c) for a in attached) for c in cited):
            return frozenset()
        return frozenset(
            sentence
            for passage in self.passages("response", "rights")
            for sentence in passage.sentences
            if not any(a.contains(sentence) for a in attached)
            and self.matches.has("answer-attached", sentence, denied=None)
        )

    @cached_property
    def letter(self) -> tuple[Span, ...]:
        """The authority's own words: what can satisfy a duty."""
        return self.uncovered(p.span for p in self.passages("response", "rights"))

    @cached_property
    def letter_sentences(self) -> tuple[Span, ...]:
        passages = self.passages("response", "rights")
        return tuple(s for p in passages for s in p.sentences if s not in self._covering)

    @cached_property
    def _sentences(self) -> tuple[tuple[Span, int], ...]:
        """Every sentence with the index of its passage, in order."""
        return tuple(
            (sentence, index)
            for index, passage in enumerate(self.notice.passages)
            for sentence in passage.sentences
        )

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence, _ in self._sentences]

    def sentences(self, discussion: tuple[Span, ...]) -> tuple[tuple[Span, int], ...]:
        """The sentences that lie in a discussion, each with the index of its passage."""
        found: list[tuple[Span, int]] = []
        for span in sorted(set(discussion)):
            first = bisect_left(self._sentence_starts, span.start)
            for sentence, index in self._sentences[first:]:
                if sentence.start >= span.end:
                    break
                if span.contains(sentence):
                    found.append((sentence, index))
        return tuple(dict.fromkeys(found))

    def sentence_at(self, span: Span) -> Span:
        """The sentence that a span starts in."""
        at = bisect_right(self._sentence_starts, span.start) - 1
        if at < 0 or span.start >= self._sentences[at][0].end:
            return span
        return self._sentences[at][0]

    @cached_property
    def _citations(self) -> list[Span]:
        return sorted({c.span for claim in self.notice.claims for c in claim.citations})

    def citations_in(self, span: Span) -> list[Span]:
        """The citations of any claim that lie in a span."""
        found: list[Span] = []
        for citation in self._citations[bisect_left(self._citations, Span(span.start, 0)) :]:
            if citation.start >= span.end:
                break
            if citation.end <= span.end:
                found.append(citation)
        return found

    @cached_property
    def _passage_starts(self) -> list[int]:
        return [passage.span.start for passage in self.notice.passages]

    def passage_at(self, span: Span) -> int:
        """Index of the passage that a span starts in."""
        return max(0, bisect_right(self._passage_starts, span.start) - 1)

    @cached_property
    def sharing(self) -> Counter[int]:
        """How many different provisions each passage argues."""
        counts: Counter[int] = Counter()
        for claim in {c.provision: c for c in self.notice.claims}.values():
            counts.update({self.passage_at(span) for span in claim.discussion})
        return counts

    def memo(self, name: str, subject: Subject, compute: Callable[[], T]) -> T:
        """What `compute` gives for a subject, computed once."""
        return self.once((name, name_of(subject), effect_of(subject)), compute)

    def once(self, key: Hashable, compute: Callable[[], T]) -> T:
        """What `compute` gives for a key, computed once."""
        if key not in self._memo:
            self._memo[key] = compute()
        return cast(T, self._memo[key])


def discussion_of(subject: Subject) -> tuple[Span, ...]:
    return () if subject is None else subject.discussion


def hits(context: Context, name: str, spans: tuple[Span, ...]) -> Shown:
    """Where a phrase stands in some spans; None where it does not."""
    return context.matches.within(name, spans) or None


def name_of(subject: Subject) -> str | None:
    """As reports name it: the provision, "unnamed", or None."""
    if isinstance(subject, Claim):
        return subject.provision
    return UNNAMED if isinstance(subject, Unnamed) else None


def effect_of(subject: Subject) -> Effect | None:
    return subject.effect if isinstance(subject, Claim) else None
