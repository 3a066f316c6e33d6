"""What rules are evaluated against: a notice, the places of phrases in it, the law, a subject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from noticecheck.law import Catalogue
from noticecheck.match import Matches
from noticecheck.model import UNNAMED, Claim, Effect, Notice, Passage, Span


@dataclass(frozen=True, slots=True)
class Unnamed:
    """The subject of a refusal that names no provision."""

    span: Span
    discussion: tuple[Span, ...]


Subject = Claim | Unnamed | None
"""None stands for the notice as a whole."""


@dataclass(frozen=True)
class Context:
    """One notice, seen from one pack."""

    notice: Notice
    matches: Matches
    catalogues: Mapping[str, Catalogue]
    pack: str

    @property
    def catalogue(self) -> Catalogue:
        return self.catalogues[self.pack]

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

    @cached_property
    def letter(self) -> tuple[Span, ...]:
        """The authority's own words: what can satisfy a duty."""
        return tuple(p.span for p in self.passages("response", "rights"))

    @cached_property
    def letter_sentences(self) -> tuple[Span, ...]:
        return tuple(s for p in self.passages("response", "rights") for s in p.sentences)

    @cached_property
    def _sentences(self) -> tuple[tuple[Span, Passage], ...]:
        return tuple((s, p) for p in self.notice.passages for s in p.sentences)

    def sentences(self, discussion: tuple[Span, ...]) -> tuple[tuple[Span, Passage], ...]:
        """The sentences that lie in a discussion, each with its passage."""
        wanted = sorted(discussion)
        return tuple(
            (sentence, passage)
            for sentence, passage in self._sentences
            if any(span.contains(sentence) for span in wanted)
        )

    def sentence_at(self, span: Span) -> Span:
        """The sentence that a span starts in."""
        return next((s for s, _ in self._sentences if s.start <= span.start < s.end), span)


def discussion_of(subject: Subject) -> tuple[Span, ...]:
    return () if subject is None else subject.discussion


def name_of(subject: Subject) -> str | None:
    """As reports name it: the provision, "unnamed", or None."""
    if isinstance(subject, Claim):
        return subject.provision
    return UNNAMED if isinstance(subject, Unnamed) else None


def effect_of(subject: Subject) -> Effect | None:
    return subject.effect if isinstance(subject, Claim) else None
