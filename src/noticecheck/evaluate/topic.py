"""What a reason for an exemption is about, by the catalogue, and whether a discussion is."""

from __future__ import annotations

import re
from functools import lru_cache

from noticecheck.evaluate.context import Context, Subject, discussion_of
from noticecheck.model import Claim, Span


def topic_words(context: Context, subject: Subject) -> re.Pattern[str] | None:
    """What the catalogue says that a reason for the subject's provision is about."""
    if not isinstance(subject, Claim):
        return None
    entry = context.catalogues[subject.regime].get(subject.provision)
    if entry is None or not entry.topic:
        return None
    return _expression(entry.topic)


@lru_cache(maxsize=500)
def _expression(topic: tuple[str, ...]) -> re.Pattern[str]:
    words = (re.escape(w.rstrip("*")) + (r"\w*" if w.endswith("*") else r"\b") for w in topic)
    return re.compile(rf"\b(?:{'|'.join(words)})")


def is_on_topic(context: Context, subject: Subject) -> bool:
    """Whether the reasons are about what they must be about, where nothing else is a reason."""
    topic = topic_words(context, subject)
    if not isinstance(subject, Claim) or topic is None:
        return True
    entry = context.catalogues[subject.regime].nearest(subject.provision)
    if entry is None or not entry.only_topic:
        return True
    normal = context.matches.normal
    for sentence, _ in context.sentences(discussion_of(subject)):
        start, end = normal.locate(sentence)
        own = _own_act(context, sentence)
        for hit in topic.finditer(normal.text, start, end):
            if not any(a <= hit.start() < b for a, b in own):
                return True
    return False


def _own_act(context: Context, sentence: Span) -> list[tuple[int, int]]:
    """Where a sentence names the Act of the letter, or a provision of it."""
    normal = context.matches.normal
    spans = list(context.citations_in(sentence))
    for pack in context.catalogues:
        spans.extend(context.matches.within(f"act-of-{pack}", (sentence,), denied=None))
    return [normal.locate(span) for span in spans]
