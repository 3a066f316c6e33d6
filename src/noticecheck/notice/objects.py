"""What each claim withholds, by the words of the sentence that claims it: "the bank details"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from noticecheck.late import regex
from noticecheck.match import Matches
from noticecheck.model import Passage, Span
from noticecheck.notice.cited import section_of
from noticecheck.notice.claims import Found
from noticecheck.notice.conclusions import concludes_a_balance

Words = frozenset[str]
_WORD = regex(r"[a-z]{4,}")
_ENDS = regex(r"[:;,]")
_COMMON = ("boilerplate", "relies-on", "withholds", "exemption-nature", "act-named")
"""Phrases of words that tell no claim from another."""
_SEVERAL = 2
_ENOUGH = 2
"""Words by which a passage names what a claim withholds, where there are so many."""


def objects_of(found: Sequence[Found], matches: Matches) -> tuple[Words, ...]:
    """For each claim the words of what it withholds that no other claim shares."""
    named = [_object(claim, found, matches) for claim in found]
    return tuple(
        words - frozenset(w for j, other in enumerate(named) if j != i for w in other)
        for i, words in enumerate(named)
    )


def _object(claim: Found, found: Sequence[Found], matches: Matches) -> Words:
    """The words of the first sentence that cites this claim and no other, up to its because."""
    section = section_of(claim.provision)
    others = {
        cited.sentence
        for other in found
        if section_of(other.provision) != section
        for cited in other.cited
    }
    for sentence, citations in _by_sentence(claim).items():
        if sentence in others:
            continue
        # Behind the first citation, or else behind the last: between them stand citations.
        for citation in dict.fromkeys((citations[0], citations[-1])):
            words = _words(_before_reasons(sentence, citation, matches), matches)
            if words:
                return words
    return frozenset()


def _by_sentence(claim: Found) -> dict[Span, list[Span]]:
    """The citations of a claim by the sentence that they stand in."""
    found: dict[Span, list[Span]] = {}
    for cited in claim.cited:
        found.setdefault(cited.sentence, []).append(cited.span)
    return found


def _before_reasons(sentence: Span, citation: Span, matches: Matches) -> Span:
    ends = [hit.start for hit in matches.within("reason-connective", (sentence,), denied=None)]
    normal = matches.normal.within(Span(citation.end, sentence.end))
    mark = _ENDS.search(normal)
    if mark:
        ends.append(citation.end + mark.start())
    return Span(
        sentence.start, min((end for end in ends if end > citation.end), default=sentence.end)
    )


def _words(span: Span, matches: Matches) -> Words:
    common = matches.within_any(_COMMON, (span,), denied=None)
    covered = sorted(map(matches.normal.locate, common))
    starts = [first for first, _ in covered]
    reach = list(accumulate((last for _, last in covered), max))
    start, end = matches.normal.locate(span)

    def is_common(at: int) -> bool:
        before = bisect_right(starts, at)
        return before > 0 and at < reach[before - 1]

    return frozenset(
        word.group().removesuffix("s")
        for word in _WORD.finditer(matches.normal.text, start, end)
        if not is_common(word.start())
    )


def weighed_for(
    passage: Passage, objects: Sequence[Words], claims: frozenset[int], matches: Matches
) -> frozenset[int]:
    """Of several claims those of whose objects, and of no others, a weighing speaks."""
    if len(claims) < _SEVERAL or not (
        matches.has("balance-concluded", passage.span) or concludes_a_balance(passage, matches)
    ):
        return frozenset()
    said = _words(passage.span, matches)
    touched = frozenset(index for index in claims if objects[index] & said)
    named = frozenset(
        index
        for index in touched
        if len(objects[index] & said) >= min(_ENOUGH, len(objects[index]))
    )
    if touched != named:
        return frozenset()
    weighing = frozenset(
        word
        for sentence in passage.sentences
        if matches.has_any(("public-interest", "balance-concluded"), sentence)
        for word in _words(sentence, matches)
    )
    return named if all(objects[index] & weighing for index in named) else frozenset()
