"""Sentences of a discussion that argue nothing, whatever words they have of their own."""

from __future__ import annotations

from noticecheck.evaluate.context import Context
from noticecheck.model import Span
from noticecheck.notice.sentences import asks, is_quoted

_OF_THE_DELAY = ("time-needed", "public-interest-pending", "promises-reply")
"""Phrases of sentences that tell what is still to be decided, or when."""


def tells_of_the_delay(context: Context, sentence: Span) -> bool:
    matches = context.matches
    if matches.has("awaits-others", sentence):
        return True
    told = matches.has_any(_OF_THE_DELAY, sentence) or (
        matches.has_any(("undecided", "expects-decision"), sentence)
        and matches.has("public-interest", sentence)
    )
    return told and not matches.has("reason-connective", sentence)


def restates(context: Context, sentence: Span) -> bool:
    """The sentence asks, tells what was asked for, or what the requester argued."""
    matches = context.matches
    text = context.notice.document.text
    passage = context.notice.passages[context.passage_at(sentence)].span
    inside = Span(sentence.start + 1, max(sentence.start + 1, sentence.end - 1))
    return (
        asks(text[sentence.start : sentence.end])
        or is_quoted(text, passage, inside)
        or matches.opens("restates-request", sentence) is not None
        or matches.opens("requester-argues", sentence) is not None
    )


def argues_nothing(context: Context, sentence: Span) -> bool:
    """It helps, cautions, tells what was said before, or only what there is and is given."""
    matches = context.matches
    if matches.has("argues-nothing", sentence, denied=None):
        return True
    tells = matches.has_any(("tells-what-there-is", "discloses"), sentence)
    return (
        tells
        and not matches.has("reason-connective", sentence)
        and ":" not in (context.notice.document.text[sentence.start : sentence.end - 1])
    )


def beside_a_balance(context: Context) -> bool:
    """A conclusion names another claim that neither confirms nor denies: it is weighed for that."""
    return any(
        context.matches.has("balance-concluded", context.sentence_at(citation.span))
        for claim in context.notice.claims
        if claim.effect == "ncnd" and claim.test == "qualified"
        for citation in claim.citations
    )
