"""What every passage of a letter is about: the claims that it cites, those of its heading or its
label, or those that the passage before it speaks of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from noticecheck.late import dataclass, regex
from noticecheck.match import Matches
from noticecheck.model import Passage, Span
from noticecheck.notice.claims import Found
from noticecheck.notice.lines import goes_on_with_a_row
from noticecheck.notice.numbering import (
    Topics,
    continues_list,
    labels_of,
    named_labels,
    numbered_throughout,
)
from noticecheck.notice.objects import objects_of, weighed_for
from noticecheck.notice.other_parts import is_of_another_part, names_other_part
from noticecheck.notice.row_words import rows_spoken_of, words_of_rows

_LONGEST_TITLE = 49
"""Characters of a title that runs into its paragraph."""
_TITLE_LEAD = regex(r"^\W*(?:the|annex \w|[a-z\d][.)])?\W*")
_MARK = regex(r"\(\w\)")
_NONE: Topics = frozenset()
_SIDES = ("for-disclosure", "for-withholding", "factors-headed")
"""Phrases of headings over one side of a weighing."""
_NUMBERS = regex(r"(?<![\w£.])(?:1[23]|2[1-9]|3\d|4[0-4])[Aa]?(?![\w%.,/]\d|\w)")


@dataclass(frozen=True, slots=True)
class _Letter:
    """What is known of a letter before its passages are gone through."""

    text: str
    passages: Sequence[Passage]
    own: Sequence[Topics]
    """The claims that each passage cites."""
    found: Sequence[Found]
    matches: Matches
    labels: dict[str, Topics]
    all_numbered: bool
    general_headings: int
    """How many headings over a weighing cite nothing."""
    absolute: Topics
    """The claims for which nothing is weighed."""
    objects: tuple[frozenset[str], ...]
    """The words of what each claim withholds."""
    row_words: Mapping[str, Topics]
    """The words that only rows of one exemption have."""

    def words(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def named(self, span: Span) -> Topics:
        """The claims of the items that a passage names at its start."""
        return named_labels(span, self.text, self.labels, self.matches)


@dataclass(frozen=True, slots=True)
class _Under:
    """What the passages above leave to the next one."""

    current: Topics = _NONE
    """What the last passage was about."""
    titled: Topics = _NONE
    """What the last title was about."""
    style: str = ""
    """How a title that cites looks."""


def spread(
    text: str,
    passages: Sequence[Passage],
    own: Sequence[Topics],
    found: Sequence[Found],
    matches: Matches,
    absolute: Topics = _NONE,
) -> list[Topics]:
    """Topics of every passage: its own, or those of its label, or those that it goes on with.

    `absolute` are the claims for which no public interest is weighed.
    """
    own = _of_whole_rows(text, passages, own)
    general_headings = sum(
        1
        for p, t in zip(passages, own, strict=True)
        if p.kind == "heading" and not t and matches.has("public-interest", p.span)
    )
    letter = _Letter(
        text, passages, own, found, matches, labels_of(passages, own),
        numbered_throughout(passages), general_headings, absolute, objects_of(found, matches),
        words_of_rows(passages, own, matches),
    )  # fmt: skip
    every_claim: Topics = frozenset(range(len(found)))
    # The claims cited before each passage.
    before = list(accumulate(own, frozenset.union, initial=_NONE))
    result: list[Topics] = []
    under = _Under()
    for index, passage in enumerate(passages):
        if passage.part in ("furniture", "thread", "request", "rights"):
            result.append(_NONE)
            if passage.part in ("rights", "request"):
                under = _Under(style=under.style)
            continue
        everything = before[index] or every_claim
        if passage.kind == "heading":
            under = _under_heading(letter, index, under, everything)
        else:
            under = replace(under, current=_of_words(letter, index, under, everything))
        result.append(under.current)
    return _backfill(passages, result)


def _of_whole_rows(text: str, passages: Sequence[Passage], own: Sequence[Topics]) -> list[Topics]:
    """Own topics where a line that goes on with the cells of a row shares what the row is about."""
    result = list(own)
    first = 0
    for index, passage in enumerate(passages):
        if not goes_on_with_a_row(text, passage):
            first = index
        elif passages[first].kind == "row":
            shared = frozenset().union(*result[first : index + 1])
            result[first : index + 1] = [shared] * (index + 1 - first)
    return result


def _under_heading(letter: _Letter, index: int, under: _Under, everything: Topics) -> _Under:
    """What a heading leaves to the passages under it."""
    passage, matches = letter.passages[index], letter.matches
    words = letter.words(passage.span)
    several = len(letter.found) > 1
    topics = _titled(letter, index)
    if topics:
        # Headings that follow each other at once are one list.
        if index > 0 and letter.passages[index - 1].kind == "heading" and letter.own[index - 1]:
            topics = under.current | topics
        return _Under(topics, topics, _style(words))
    if passage.label and passage.label in letter.labels:
        labelled = letter.labels[passage.label]
        return replace(under, current=labelled, titled=labelled)
    marked = several and len(_MARK.findall(words)) == 1
    if marked and (named := letter.named(passage.span)):
        return replace(under, current=named)
    unlabelled = several and not passage.label
    if unlabelled and matches.has("heading-of-all", passage.span, denied=None):
        return replace(under, current=everything)
    if matches.has("public-interest", passage.span):
        same = not under.titled or _style(words) == under.style
        if (same and letter.general_headings == 1) or not under.current:
            return replace(under, current=everything)
        return under
    if not matches.has("heading-of-reasons", passage.span, denied=None):
        on_a_side = under.current and matches.has_any(_SIDES, passage.span)
        return under if on_a_side else _Under(style=under.style)
    return under if under.current else replace(under, current=everything)


def _titled(letter: _Letter, index: int) -> Topics:
    """The claims that a heading itself names: by citing them, by number, or in other words."""
    passage, matches = letter.passages[index], letter.matches
    topics = letter.own[index]
    if not topics and matches.has("public-interest", passage.span):
        topics = _numbered(letter.words(passage.span), letter.found)
    if not topics and passage.part == "response":
        topics = _described(passage.span, letter.found, matches)
    return topics


def _of_words(letter: _Letter, index: int, under: _Under, everything: Topics) -> Topics:
    """What a passage that is no heading is about."""
    passage, matches = letter.passages[index], letter.matches
    topics = letter.own[index]
    weighed = everything - letter.absolute
    if not topics and (named := weighed_for(passage, letter.objects, weighed, matches)):
        return named
    if not topics and _run_in_balance(letter.text, passage, matches):
        return everything
    turns = matches.opens("turns-to-balance", passage.sentences[0])
    if not topics and turns and weighed and under.current <= letter.absolute:
        # What is weighed behind the argument of an absolute exemption is weighed for the others.
        return weighed
    topics = topics or _weighed_for_all(letter, passage, weighed) or _run_in_title(letter, passage)
    if topics:
        return under.titled if topics < under.titled and passage.kind != "row" else topics
    behind_a_table = passage.kind == "paragraph" and letter.passages[index - 1].kind == "row"
    if behind_a_table or matches.has("of-every-exemption", passage.sentences[0]):
        return _labelled(letter, index, under.titled, everything)
    return _labelled(letter, index, under.titled, under.current)


def _weighed_for_all(letter: _Letter, passage: Passage, weighed: Topics) -> Topics:
    """All that is weighed, where a paragraph of the weighing says that it holds for "both"."""
    matches = letter.matches
    if matches.has_any(("public-interest", "weighing"), passage.span) and any(
        matches.has("applies-to-all", s) and matches.has("balance-concluded", s)
        for s in passage.sentences
    ):
        return weighed
    return _NONE


def _run_in_title(letter: _Letter, passage: Passage) -> Topics:
    """The claims that a title at the start of a passage describes."""
    first = passage.sentences[0]
    alone = len(passage.sentences) == 1
    if passage.kind == "row" or alone or first.end - first.start > _LONGEST_TITLE:
        return _NONE
    if letter.matches.has("exempt-mark", first):
        # "(1) is exempt." titles nothing.
        return _NONE
    return _described(first, letter.found, letter.matches)


def _labelled(letter: _Letter, index: int, titled: Topics, current: Topics) -> Topics:
    """What a passage is about by its label, or by those that it names; else what it goes on
    with."""
    passage = letter.passages[index]
    several = len(letter.found) > 1
    if passage.label and passage.label in letter.labels:
        return letter.labels[passage.label]
    if several and _of_another_part(letter, passage):
        return _NONE
    if several and (named := letter.named(passage.span)):
        return named
    if several and _next_answer(letter, index, titled):
        return _NONE
    if several and not titled and passage.kind == "paragraph" and passage.part == "response":
        cited = any(letter.own[:index])
        of_rows = rows_spoken_of(passage, letter.row_words, letter.matches, cited=cited)
        return of_rows or current
    return current


def _of_another_part(letter: _Letter, passage: Passage) -> bool:
    """The passage is of a part that cites nothing, or speaks of such parts alone."""
    if is_of_another_part(passage, letter.labels, letter.matches):
        return True
    return names_other_part(letter.words(passage.span), letter.passages, letter.labels)


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
    title = _TITLE_LEAD.sub("", matches.normal.within(heading))
    title = title.strip(" .:*#")
    if len(title) < 6 or len(title.split()) > 8 or len(found) < 2:
        return _NONE
    if matches.opens("title-of-a-side", heading):
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


def _next_answer(letter: _Letter, index: int, titled: Topics) -> bool:
    """A numbered item that answers the next question, not the next step of an argument."""
    passage = letter.passages[index]
    return (
        bool(passage.label)
        and passage.kind == "item"
        and not letter.all_numbered
        and not titled
        and not letter.matches.has("public-interest", passage.span)
        and not continues_list(letter.passages, index)
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
