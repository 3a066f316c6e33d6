"""Numbers and letters before passages: which claims they stand for, and what they count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from noticecheck.late import regex
from noticecheck.match import Matches
from noticecheck.model import Passage, Span

Topics = frozenset[int]
"""Indices of the claims that a passage is about."""
_NONE: Topics = frozenset()
_PLURAL = regex(r"(?:es|s)$")
_LABELS = regex(
    r"\s?\(?(?P<first>\d{1,2}|[A-Za-z])\)?"
    r"(?:\s?(?:,|and|to|-|&)\s?\(?(?P<second>\d{1,2}|[A-Za-z])\)?)*(?!\w)",
    re.IGNORECASE,
)
"""What stands behind "items" or "annex"."""
_Q = regex(r"\bqs?(?=\d)", re.IGNORECASE)
"""Of "Q2", in one word with its number."""
_OPENING = 160
"""Characters in which a passage says what it is about."""


def answers_by_question(passages: Sequence[Passage]) -> bool:
    """The letter takes the request question by question: an answer argues its own question."""
    questions = sum(
        before.part == "request" and after.part == "response"
        for before, after in pairwise(passages)
    )
    labelled = sum(bool(p.label) and p.kind == "item" and p.part == "response" for p in passages)
    return questions >= 2 or (labelled >= 3 and not numbered_throughout(passages))


def numbered_throughout(passages: Sequence[Passage]) -> bool:
    """Every paragraph has a number: then numbers tell nothing of questions and answers."""
    body = [p for p in passages if p.part == "response" and p.kind in ("paragraph", "item")
            and p.span.end - p.span.start > 80]  # fmt: skip
    numbered = sum(p.label.isdigit() for p in body)
    return len(body) >= 4 and numbered >= 0.7 * len(body)


def continues_list(passages: Sequence[Passage], index: int) -> bool:
    """A lettered point of an argument rather than the next answer: the passage before ends open."""
    label = passages[index].label
    return label in ("a", "i") or any(
        p.label in ("a", "i") for p in passages[max(0, index - 4) : index]
    )


def labels_of(passages: Sequence[Passage], own: Sequence[Topics]) -> dict[str, Topics]:
    """Label to claims, for labels that stand beside citations of few claims."""
    labels: dict[str, set[int]] = {}
    for passage, topics in zip(passages, own, strict=True):
        if passage.label and topics and passage.part == "response":
            labels.setdefault(passage.label, set()).update(topics)
    return {label: frozenset(topics) for label, topics in labels.items()}


def named_labels(span: Span, text: str, labels: dict[str, Topics], matches: Matches) -> Topics:
    """Claims of the items that the opening words name: "Annexes A and C", "item (b)"."""
    named: set[int] = set()
    opening = Span(span.start, min(span.end, span.start + _OPENING))
    nouns = [*matches.within("labelled-part", (opening,), denied=None)]
    nouns += [Span(*q.span()) for q in _Q.finditer(text, opening.start, opening.end)]
    for noun in nouns:
        found = _LABELS.match(text, noun.end, opening.end)
        kind = _PLURAL.sub("", matches.normal.within(noun))
        for letter in (found["first"], found["second"]) if found else ():
            if letter:
                name = letter.lower()
                for label in (f"{kind} {name}", f"q {name}", name):
                    named |= labels.get(label, _NONE)
    return frozenset(named)
