"""Which sentences weigh the public interest: by their words, their heading, or their passage."""

from __future__ import annotations

from noticecheck.evaluate.context import Context
from noticecheck.model import Passage, Span

TITLE = 40
"""Characters of a title that runs into its paragraph."""
_NEARBY = 4
"""Passages over which a weighing goes on behind the one that turns to it."""


def is_balance(context: Context, sentence: Span, passage: Passage) -> bool:
    """Whether a sentence belongs to a weighing: by its words, its heading, or its passage."""
    matches = context.matches
    if _is_of_prosecutors(context, passage):
        return False
    if matches.has("public-interest", sentence, denied=None) or _weighs(context, sentence, None):
        return True
    if _goes_on_weighing(context, passage):
        return True
    # A weighing begins with what speaks for disclosure, or with its title.
    upto = Span(passage.span.start, sentence.end)
    if matches.has("disclosure-side", upto):
        return True
    first = passage.sentences[0]
    title = matches.opens("balance-title", first)
    if title and (len(matches.normal.within(first)) <= TITLE or _is_label(context, title)):
        return True
    if passage.heading is not None:
        heading = context.notice.passages[passage.heading]
        if matches.has_any(("public-interest", "for-disclosure", "factors-headed"), heading.span):
            return True
    return (
        matches.has_any(("public-interest", "balance-concluded"), passage.span)
        or _weighs(context, passage.span)
    ) and (
        matches.has_any(("public-interest", "for-disclosure"), upto)
        or _weighs(context, upto)
        or (
            matches.has("begins-to-weigh", upto)
            and matches.has("balance-concluded", Span(sentence.start, passage.span.end))
        )
    )


def _is_label(context: Context, title: Span) -> bool:
    """ "Balance: for it ...": a colon or a dash stands behind the title."""
    behind = context.matches.normal.within(Span(title.end, title.end + 2)).lstrip()
    return behind[:1] in (":", "-")


def _weighs(context: Context, span: Span, denied: bool | None = False) -> bool:
    """Sides are weighed; a submission "that set out both sides" was put to a qualified person."""
    return any(
        not context.matches.has("sides-put-before", context.sentence_at(hit))
        for hit in context.matches.within("weighing", (span,), denied=denied)
    )


def _is_of_prosecutors(context: Context, passage: Passage) -> bool:
    """The only public interest that a passage speaks of is that in prosecuting."""
    matches = context.matches
    prosecuting = matches.within("interest-in-prosecuting", (passage.span,), denied=None)
    return bool(prosecuting) and all(
        any(hit.overlaps(span) for span in prosecuting)
        for hit in matches.within("public-interest", (passage.span,), denied=None)
    )


def _goes_on_weighing(context: Context, passage: Passage) -> bool:
    """A paragraph that concludes, behind one that turns to the public interest."""
    matches = context.matches
    passages = context.notice.passages
    index = context.passage_at(passage.span)
    return matches.has("balance-concluded", passage.span) and any(
        before.heading == passage.heading
        and matches.opens("turns-to-balance", before.span) is not None
        for before in passages[max(0, index - _NEARBY) : index]
    )
