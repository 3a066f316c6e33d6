"""Whole sentences around what was found in a letter, for those who read it quoted elsewhere."""

from __future__ import annotations

from noticecheck.model import Notice, Span


def whole_sentences(notice: Notice, span: Span) -> Span:
    """The sentences that a span lies in; the span itself where it lies in none."""
    touched = [
        sentence
        for passage in notice.passages
        if passage.span.overlaps(span)
        for sentence in passage.sentences
        if sentence.overlaps(span)
    ]
    if not touched:
        return span
    return Span(min(span.start, touched[0].start), max(span.end, touched[-1].end))
