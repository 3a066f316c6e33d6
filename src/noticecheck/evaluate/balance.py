"""The balance that is struck for a claim: what is laid on the scales, and what is concluded."""

from __future__ import annotations

from collections.abc import Sequence

from noticecheck.evaluate.context import Context, Subject, discussion_of
from noticecheck.evaluate.reasons import FACTOR, Said, count_words, said
from noticecheck.evaluate.topic import topic_words
from noticecheck.evaluate.weighing import is_balance
from noticecheck.model import Span
from noticecheck.notice.conclusions import settles

_HALF_FACTOR = 2
"""Distinct words of its own in a conclusion that are worth a person's look."""
_SHORT_FACTOR = 3
"""Distinct words of its own in each of two sentences that are worth it."""


def factors(context: Context, subject: Subject) -> tuple[Span, ...]:
    """Sentences of the weighing that say something of their own, be it in a list of short items."""
    weighed = [s for s in said(context, subject) if s.balances]
    found = tuple(s.span for s in weighed if len(s.words) >= FACTOR)
    items = [
        s for s in weighed if context.notice.passages[context.passage_at(s.span)].kind == "item"
    ]
    if not found and count_words(items) >= FACTOR:
        return tuple(s.span for s in items if s.words)
    return found or _said_before(context, subject, weighed)


def _said_before(context: Context, subject: Subject, weighed: Sequence[Said]) -> tuple[Span, ...]:
    """The reason to which a conclusion points back: "That risk outweighs the public interest"."""
    if not any(context.matches.opens("as-said-before", one.span) for one in weighed):
        return ()
    return tuple(
        one.span for one in said(context, subject) if not one.balances and len(one.words) >= FACTOR
    )


def half_factors(context: Context, subject: Subject) -> tuple[Span, ...]:
    """What is too little for a factor: a conclusion that names a harm in a few words of its own,
    what leads to one, or short sentences of the weighing that together say as much as one."""
    short = [s for s in said(context, subject) if s.balances and len(s.words) >= _SHORT_FACTOR]
    if len(short) > 1:
        return tuple(s.span for s in short)
    return tuple(
        one.span
        for one in said(context, subject)
        if one.balances
        and context.matches.has("balance-concluded", one.span, denied=None)
        and (
            (len(one.words) >= _HALF_FACTOR and _names_a_harm(context, subject, one))
            or context.matches.has("interest-named", one.span)
        )
    ) or (_leading_to_conclusion(context, subject) or _given_above(context, subject))


def _given_above(context: Context, subject: Subject) -> tuple[Span, ...]:
    """A weighing that only points back to the reasons: "Against: the harm set out above"."""
    sentences = said(context, subject)
    argued = [one.span.start for one in sentences if not one.balances and len(one.words) >= FACTOR]
    return tuple(
        one.span
        for one in sentences
        if one.balances
        and context.matches.has("harm-given-above", one.span, denied=None)
        and min(argued, default=one.span.end) < one.span.start
    )


def _names_a_harm(context: Context, subject: Subject, one: Said) -> bool:
    """A harm by its name, or by a word of its own what this exemption is there to prevent."""
    topic = topic_words(context, subject)
    return context.matches.has("harm-named", one.span) or (
        topic is not None and any(map(topic.search, one.words))
    )


def _leading_to_conclusion(context: Context, subject: Subject) -> tuple[Span, ...]:
    """What a paragraph that cites nothing says before it concludes with "so", where the reasons for
    the exemption stand elsewhere: a weighing, perhaps."""
    sentences = said(context, subject)
    argued_in = {context.passage_at(s.span) for s in sentences if len(s.words) >= FACTOR}
    found: list[Span] = []
    for last in sentences:
        index = context.passage_at(last.span)
        passage = context.notice.passages[index].span
        if (
            context.matches.opens("therefore", last.span) is not None
            and context.matches.has("balance-concluded", last.span, denied=None)
            and not context.citations_in(passage)
            and argued_in - {index}
        ):
            before = Span(passage.start, last.span.start)
            found.extend(
                one.span
                for one in sentences
                if before.contains(one.span) and len(one.words) >= FACTOR
            )
    return tuple(found)


def conclusion(context: Context, subject: Subject) -> tuple[Span, ...]:
    """Sentences of the discussion that conclude the weighing."""
    return tuple(
        sentence
        for sentence, index in context.sentences(discussion_of(subject))
        if concludes(context, sentence)
        and (
            context.notice.passages[index].kind != "heading"
            or context.matches.has("for-withholding", sentence)
        )
        and is_balance(context, sentence, context.notice.passages[index])
    )


def concludes(context: Context, sentence: Span) -> bool:
    """The sentence says which side prevails; that disclosure "does not outweigh" says it too."""
    matches = context.matches
    passage = context.notice.passages[context.passage_at(sentence)]
    return (
        matches.has("balance-concluded", sentence)
        or settles(sentence, passage, matches)
        or any(
            not matches.has("withholding-side", Span(sentence.start, hit.start), denied=None)
            for hit in matches.within("balance-concluded", (sentence,), denied=True)
        )
    )
