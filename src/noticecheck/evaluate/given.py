"""What a letter gives although it neither confirms nor denies that there is any of it."""

from __future__ import annotations

from noticecheck.evaluate.context import Context, Shown, Subject
from noticecheck.evaluate.own_words import own_words
from noticecheck.late import regex
from noticecheck.model import Claim, Span

_NEARBY = 12
"""Characters before a thing in which a word tells that something else is about it."""
_LAST_WORD = regex(r"(\w+)\W*\Z")


def given_all_the_same(context: Context, subject: Subject) -> Shown:
    """What a denial speaks of is named again, behind it, as the very thing that is given:
    "whether we hold any complaints ... The two complaints are enclosed."."""
    if not isinstance(subject, Claim) or subject.effect != "ncnd":
        return None
    matches = context.matches
    denied: set[str] = set()
    found: list[Span] = []
    for sentence in context.letter_sentences:
        # The procedure for complaints goes with every letter.
        of_rights = matches.has("procedure-for-complaints", sentence)
        if denied and not of_rights and not matches.has("conditional", sentence):
            found.extend(
                sentence
                for hit in matches.within("given-here", (sentence,))
                if _thing_before(context, sentence, hit) & denied
            )
        if matches.has("neither-confirm-nor-deny", sentence, denied=None):
            denied |= own_words(context, sentence, frozenset())
    return tuple(found) or None


def _thing_before(context: Context, sentence: Span, hit: Span) -> frozenset[str]:
    """The word right before "is enclosed", as it stands in a sentence of its own."""
    before = Span(sentence.start, hit.start)
    word = _LAST_WORD.search(context.notice.document.text, before.start, before.end)
    if word is None:
        return frozenset()
    thing = Span(*word.span(1))
    # "The policy on complaints is enclosed": a policy is given, and no complaint.
    lead = Span(max(sentence.start, thing.start - _NEARBY), thing.start)
    if context.matches.has("about-a-thing", lead):
        return frozenset()
    return own_words(context, thing, frozenset())
