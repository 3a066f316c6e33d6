"""Which words argue which claim: under its heading, beside its citation, under its label, or in
what is said of several at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from noticecheck.match import Matches
from noticecheck.model import Passage, Span
from noticecheck.notice.blocks import is_closing, is_salutation
from noticecheck.notice.claims import Found, section_of
from noticecheck.notice.numbering import (
    Topics,
    answers_by_question,
    continues_list,
    labels_of,
    named_labels,
    numbered_throughout,
)
from noticecheck.notice.roles import Cited

_MARK = re.compile(r"\(\w\)")
_NONE: Topics = frozenset()
_SIDES = ("for-disclosure", "for-withholding", "factors-headed")
"""Phrases of headings over one side of a weighing."""
_NUMBERS = re.compile(r"(?<![\w£.])(?:1[23]|2[1-9]|3\d|4[0-4])[Aa]?(?![\w%.,/]\d|\w)")


def discussions(
    text: str,
    passages: Sequence[Passage],
    found: Sequence[Found],
    cited: Sequence[Cited],
    matches: Matches,
) -> list[tuple[Span, ...]]:
    """For each claim the spans that argue it, in order."""
    own = _cited_topics(passages, found)
    topics = _spread(text, passages, own, found, matches)
    if len({(c.regime, c.provision) for c in found}) == 1 and not answers_by_question(passages):
        everything = frozenset(range(len(found)))
        section = section_of(found[0].provision)
        others = {
            c.passage
            for c in cited
            if c.role not in ("procedural", "request") and section_of(c.provision) != section
        }
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


def _spread(
    text: str,
    passages: Sequence[Passage],
    own: Sequence[Topics],
    found: Sequence[Found],
    matches: Matches,
) -> list[Topics]:
    """Topics of every passage: its own, or those of its label, or those that it goes on with."""
    count = len(found)
    all_numbered = numbered_throughout(passages)
    labels = labels_of(passages, own)
    result: list[Topics] = []
    current = _NONE
    titled = _NONE
    style = ""
    general_headings = sum(
        1
        for p, t in zip(passages, own, strict=True)
        if p.kind == "heading" and not t and matches.has("public-interest", p.span)
    )
    # The claims cited before each passage.
    before = list(accumulate(own, frozenset.union, initial=_NONE))
    for index, passage in enumerate(passages):
        words = text[passage.span.start : passage.span.end]
        if passage.part in ("furniture", "thread", "request", "rights"):
            result.append(_NONE)
            if passage.part in ("rights", "request"):
                current = titled = _NONE
            continue
        topics = own[index]
        everything = before[index] or frozenset(range(count))
        if passage.kind == "heading":
            if not topics and matches.has("public-interest", passage.span):
                topics = _numbered(words, found)
            if not topics and passage.part == "response":
                topics = _described(passage.span, found, matches)
            if topics:
                in_a_list = index > 0 and passages[index - 1].kind == "heading" and own[index - 1]
                current = titled = (current | topics) if in_a_list else topics
                style = _style(words)
            elif passage.label and passage.label in labels:
                current = titled = labels[passage.label]
            elif (
                count > 1
                and len(_MARK.findall(words)) == 1
                and (named := named_labels(words, labels))
            ):
                current = named
            elif (
                count > 1
                and not passage.label
                and matches.has("heading-of-all", passage.span, denied=None)
            ):
                current = everything
            elif matches.has("public-interest", passage.span):
                same = not titled or _style(words) == style
                if (same and general_headings == 1) or not current:
                    current = everything
            elif not matches.has("heading-of-reasons", passage.span, denied=None):
                if not (current and matches.has_any(_SIDES, passage.span)):
                    current = titled = _NONE
            elif not current:
                current = everything
            result.append(current)
            continue
        if not topics and _run_in_balance(text, passage, matches):
            current = everything
            result.append(current)
            continue
        if not topics and (
            (passage.kind == "paragraph" and passages[index - 1].kind == "row")
            or matches.has("of-every-exemption", passage.sentences[0])
        ):
            current = everything
        if not topics and passage.kind in ("item", "paragraph") and len(passage.sentences) > 1:
            first = passage.sentences[0]
            if first.end - first.start < 50:
                topics = _described(first, found, matches)
        if not topics:
            named = named_labels(words, labels) if count > 1 else _NONE
            if passage.label and passage.label in labels:
                topics = labels[passage.label]
            elif named:
                topics = named
            elif count > 1 and _next_answer(passages, index, titled, all_numbered, matches):
                topics = _NONE
            else:
                topics = current
        elif topics < titled and passage.kind != "row":
            topics = titled
        current = topics
        result.append(topics)
    return _backfill(passages, result)


def _numbered(words: str, found: Sequence[Found]) -> Topics:
    """Claims whose sections a heading gives as bare numbers: "22A, 36 and 43 together"."""
    numbers = {match.group().upper() for match in _NUMBERS.finditer(words)}
    return frozenset(
        index
        for index, claim in enumerate(found)
        if re.sub(r"^(?:s|reg)|\(.*$", "", claim.provision) in numbers
    )


def _run_in_balance(text: str, passage: Passage, matches: Matches) -> bool:
    """The passage opens with the title of a weighing: "Public interest." or "Balance:"."""
    first = passage.sentences[0]
    opening = text[first.start : first.end].split(":")[0]
    return len(opening.split()) <= 5 and matches.has_any(
        ("public-interest", "factors-headed"), Span(first.start, first.start + len(opening))
    )


def _described(heading: Span, found: Sequence[Found], matches: Matches) -> Topics:
    """Claims whose own sentence names what a heading titles: "the legal note (section 42(1))"."""
    title = re.sub(r"^\W*(?:the|annex \w|[a-z\d][.)])?\W*", "", matches.normal.within(heading))
    title = title.strip(" .:*#")
    if len(title) < 6 or len(title.split()) > 8 or len(found) < 2:
        return _NONE
    nearest: dict[int, int] = {}
    for index, claim in enumerate(found):
        for cited in claim.cited:
            sentence = matches.normal.within(cited.sentence)
            at = sentence.find(title)
            if at >= 0:
                start = matches.normal.locate(cited.span)[0]
                offset = start - matches.normal.locate(cited.sentence)[0]
                if offset > at:
                    nearest[index] = min(nearest.get(index, 10**6), offset - at)
    if not nearest:
        return _NONE
    closest = min(nearest.values())
    return frozenset(i for i, distance in nearest.items() if distance == closest)


def _next_answer(
    passages: Sequence[Passage],
    index: int,
    titled: Topics,
    all_numbered: bool,
    matches: Matches,
) -> bool:
    """A numbered item that answers the next question, not the next step of an argument."""
    passage = passages[index]
    return (
        bool(passage.label)
        and passage.kind == "item"
        and not all_numbered
        and not titled
        and not matches.has("public-interest", passage.span)
        and not continues_list(passages, index)
    )


def _backfill(passages: Sequence[Passage], topics: list[Topics]) -> list[Topics]:
    """What stands before the first citation of its section belongs to that citation."""
    cited_at = [bool(t) for t in topics]
    for index in range(len(passages) - 2, -1, -1):
        passage, following = passages[index], passages[index + 1]
        if (
            not topics[index]
            and any(cited_at[index + 1 : index + 3])
            and passage.part == "response"
            and passage.kind == "paragraph"
            and following.part == "response"
            and following.kind != "heading"
            and following.heading == passage.heading
            and not following.label
        ):
            topics[index] = topics[index + 1]
    return topics


def _style(words: str) -> str:
    plain = re.sub(r"[*_#]+", "", words).strip()
    mark = re.match(r"\W*", words)
    case = "upper" if plain.upper() == plain else "title"
    numbered = "numbered" if re.match(r"^\W*(?:\d{1,2}|[A-Za-z])[.)]", plain) else ""
    return f"{mark.group().strip() if mark else ''}{case}{numbered}"


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
    for sentence, mine in cited:
        current = mine or current
        shared = topics if matches.has("applies-to-all", sentence) else current
        shares.extend((claim, sentence) for claim in sorted(shared))
    return shares
