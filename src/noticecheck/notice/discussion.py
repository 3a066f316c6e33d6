"""Which words argue which claim: under its heading, beside its citation, under its label, or in
what is said of several at once."""

from __future__ import annotations

from collections.abc import Sequence

from noticecheck.match import Matches
from noticecheck.model import Passage, Span, Test
from noticecheck.notice.cited import Cited, section_of
from noticecheck.notice.claims import Found
from noticecheck.notice.lines import is_closing, is_salutation
from noticecheck.notice.numbering import Topics, answers_by_question
from noticecheck.notice.other_parts import other_answers, other_parts
from noticecheck.notice.topics import spread

_NONE: Topics = frozenset()


def discussions(
    text: str,
    passages: Sequence[Passage],
    found: Sequence[Found],
    cited: Sequence[Cited],
    matches: Matches,
    tests: Sequence[Test],
) -> list[tuple[Span, ...]]:
    """For each claim the spans that argue it, in order; `tests` are those of the claims."""
    if not found:
        return []
    absolute = frozenset(index for index, test in enumerate(tests) if test == "absolute")
    own = _cited_topics(passages, found)
    topics = spread(text, passages, own, found, matches, absolute)
    if len({(c.regime, c.provision) for c in found}) == 1 and not answers_by_question(passages):
        everything = frozenset(range(len(found)))
        section = section_of(found[0].provision)
        others = {
            c.passage
            for c in cited
            if c.role not in ("procedural", "request") and section_of(c.provision) != section
        }
        others |= other_parts(text, passages, own, matches)
        others |= other_answers(passages, own, matches)
        topics = [
            everything if p.part == "response" and (own[i] or i not in others) else _NONE
            for i, p in enumerate(passages)
        ]
    spans: list[list[Span]] = [[] for _ in found]
    opening, closing = _body(passages, own, matches)
    for index, passage in enumerate(passages):
        if passage.part != "response" or not topics[index]:
            continue
        if not own[index] and (index <= opening or index in closing):
            continue
        for claim, part in _share(passage, index, topics[index], found, matches):
            spans[claim].append(part)
    return [tuple(dict.fromkeys(parts)) for parts in spans]


def _body(
    passages: Sequence[Passage], own: Sequence[Topics], matches: Matches
) -> tuple[int, frozenset[int]]:
    """Index of the salutation (-1 without), and the passages of the signature, which ends where
    an annex or a citation begins, or a longer passage."""
    opening = -1
    signature: set[int] = set()
    after = False
    for index, passage in enumerate(passages):
        span = passage.span
        greets = passage.part != "thread" and is_salutation(span, matches)
        if opening < 0 and index < 40 and greets:
            opening = index
        if is_closing(span, matches):
            after = True
        elif after and (
            span.end - span.start > 120
            or passage.kind == "row"
            or own[index]
            or (passage.kind == "heading" and matches.opens("annex-title", span))
        ):
            after = False
        if after:
            signature.add(index)
    return opening, frozenset(signature)


def _cited_topics(passages: Sequence[Passage], found: Sequence[Found]) -> list[Topics]:
    topics: list[set[int]] = [set() for _ in passages]
    for claim, one in enumerate(found):
        for cited in one.cited:
            topics[cited.passage].add(claim)
    return [frozenset(t) for t in topics]


def _share(
    passage: Passage, index: int, topics: Topics, found: Sequence[Found], matches: Matches
) -> list[tuple[int, Span]]:
    """The whole passage for each of its claims; or, where its sentences cite different claims,
    to each claim the sentences from its own citation to the next one."""
    if len(topics) < 2:
        return [(claim, passage.span) for claim in topics]
    claims: dict[Span, set[int]] = {}
    for claim in topics:
        for c in found[claim].cited:
            if c.passage == index:
                claims.setdefault(c.sentence, set()).add(claim)
    cited = [(s, frozenset(claims.get(s, ()))) for s in passage.sentences]
    named = [t for _, t in cited if t]
    if not named or (len(set(named)) < 2 and named[0] == topics):
        return [(claim, passage.span) for claim in sorted(topics)]
    shares: list[tuple[int, Span]] = []
    current = topics if any(t < topics for t in named[:1]) and not cited[0][1] else named[0]
    first = next(s for s, mine in cited if mine)
    one_section = len({section_of(found[claim].provision) for claim in topics}) == 1
    if current == topics and one_section and matches.has("adds-another", first):
        # "He was also of the opinion that section 36(2)(c) is engaged": what stands before it
        # is about the other limbs.
        current = topics - named[0]
    for sentence, mine in cited:
        current = mine or current
        shared = topics if matches.has("applies-to-all", sentence) else current
        shares.extend((claim, sentence) for claim in sorted(shared))
    return shares
