"""Numbered questions of a request, and whether each has its answer somewhere in the letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from noticecheck.late import dataclass, regex
from noticecheck.match import Matches
from noticecheck.model import Passage, Span

_FEWEST = 2
"""Questions, and answers that go by their number, from which a letter answers by number."""
_MOST = 60
"""The highest number taken for that of a question."""
_NUMBERED = regex(r"(?:(?:q|part|point|item|request) )?(\d{1,2})[a-z]?")
_INLINE = regex(r"(?<![\w.,£(-])\(?(?:[Qq]\.? ?)?(\d{1,2})[).:](?=\s)")
# Numbers, and what joins them; what they number is in rules/.
_ONE = r"\(?\d{1,2}[a-z]?\)?"
_LIST = rf"(?P<list>{_ONE}(?:\s?(?:,|and|&|to|or|-|–|through)+\s?(?:(?:and|or|q)\s?)*{_ONE})*)"
_BEHIND_NOUN = regex(rf"\.?\s?{_LIST}", re.IGNORECASE)
_SHORT = regex(rf"\bqs?\.? ?(?:nos?\.? )?{_LIST}", re.IGNORECASE)
""" "Q2", "qs 2 to 4"."""
_ONE_OF_LIST = regex(
    r"(?P<first>\d{1,2})[a-z]?\)?(?:\s?(?:to|-|–|through)\s?\(?(?P<last>\d{1,2}))?"
)
_OPENING = regex(r"\W*[Qq]?(\d{1,2}(?:\s?(?:,|and|&|to|-|–)\s?[Qq]?\d{1,2})+)[.):]")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_ORDINAL = regex(
    rf"\b({'|'.join((*_ORDINALS, 'last', 'final'))})\s(?:of your\s)?(?:\w+\s)?$", re.IGNORECASE
)
_LONGEST_ORDINAL = 40
"""Characters before a noun in which its ordinal stands."""
_TITLE_NUMBER = regex(r"\W*q?\.?\s?\d{1,2}[a-z]?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the request by its number."""

    number: int
    span: Span
    """Where the letter repeats it; else where the answer to its neighbour stands."""
    answered: bool
    empty: bool = False
    """Its number stands in the answer, with nothing behind it."""


def numbered_questions(
    text: str, passages: Sequence[Passage], matches: Matches
) -> tuple[Question, ...]:
    """The numbered questions of the request, where the letter answers by their numbers; else none.

    An answer goes by a number where it stands under the question, bears the number or names it
    ("as to questions 2 to 4"). Words that speak of every question answer all.
    """
    asked = _asked(text, passages, matches)
    labelled = _labelled(passages)
    if not asked:
        asked = {n: passages[i].span for n, i in labelled.items() if _names_question(passages[i])}
        first, last = min(asked, default=0), max(asked, default=0)
        asked |= {n: asked[last] for n in range(first, last) if n not in asked}
    if len(asked) < _FEWEST:
        return ()
    under = _answered_below(passages)
    empty = {n for n, i in labelled.items() if _is_empty(text, passages, i, matches)} - under
    named = set(_named(text, passages, max(asked), matches))
    answered = under | (set(labelled) - empty) | named
    if len(answered & set(asked)) < _FEWEST:
        return ()
    own = [p.span for p in passages if p.part in ("response", "rights")]
    if matches.within("speaks-of-every-question", own):
        answered |= set(asked)
    return tuple(Question(n, asked[n], n in answered, n in empty - named) for n in sorted(asked))


def _asked(text: str, passages: Sequence[Passage], matches: Matches) -> dict[int, Span]:
    asked: dict[int, Span] = {}
    for passage in passages:
        number = _number(passage.label)
        if passage.part == "request" and not number:
            asked = _in_a_row(text, passage) | asked
        elif number and (passage.part == "request" or _asks(text, passage, matches)):
            asked.setdefault(number, passage.span)
    # A list that does not begin at the beginning was cut, or its numbers are something else.
    return asked if 1 in asked and max(asked) < 2 * len(asked) else {}


def _asks(text: str, passage: Passage, matches: Matches) -> bool:
    """A question that stands in one paragraph with its answer."""
    if passage.part != "response":
        return False
    first = text[passage.span.start : passage.sentences[0].end]
    return "?" in first or matches.opens("asks-for", passage.span) is not None


def _in_a_row(text: str, passage: Passage) -> dict[int, Span]:
    """The questions that one paragraph counts: "(1) how many, (2) where and (3) when"."""
    found: dict[int, Span] = {}
    for expected, match in enumerate(
        _INLINE.finditer(text, passage.span.start, passage.span.end), 1
    ):
        if int(match[1]) != expected:
            break
        found[expected] = passage.span
    return found


def _labelled(passages: Sequence[Passage]) -> dict[int, int]:
    """Number of an answer to the first passage that bears it."""
    found: dict[int, int] = {}
    for index, passage in enumerate(passages):
        number = _number(passage.label)
        if number and passage.part == "response":
            found.setdefault(number, index)
    return found


def _answered_below(passages: Sequence[Passage]) -> set[int]:
    """Numbers of the questions that an answer follows before the next one.

    The last of a list of questions is followed by whatever comes next: it counts where several
    lists have an answer below.
    """
    alone: set[int] = set()
    listed: set[int] = set()
    run: list[int] = []
    for passage, behind in zip(passages, (*passages[1:], None), strict=True):
        number = _number(passage.label)
        if passage.part == "request" and number:
            run.append(number)
        elif run and _is_answer(passage, behind):
            (listed if len(run) > 1 else alone).add(run[-1])
            run = []
    return alone | listed if len(alone | listed) >= _FEWEST else alone


def _is_answer(passage: Passage, behind: Passage | None) -> bool:
    """Something that the authority says; a heading only where a short answer looks like one."""
    if passage.part not in ("response", "rights"):
        return False
    asks_next = behind is not None and behind.part == "request"
    return passage.kind != "heading" or bool(passage.label) or asks_next


def _named(text: str, passages: Sequence[Passage], last: int, matches: Matches) -> Iterator[int]:
    for passage in passages:
        if passage.part not in ("response", "rights"):
            continue
        start, end = passage.span.start, passage.span.end
        if opening := _OPENING.match(text, start, end):
            yield from _listed(opening[1])
        nouns = matches.within("asked-part", (passage.span,), denied=None)
        lists = [(noun.start, _BEHIND_NOUN.match(text, noun.end, end)) for noun in nouns]
        lists += [(short.start(), short) for short in _SHORT.finditer(text, start, end)]
        for begin, found in lists:
            # The number of the passage itself, as in "Question 2:", answers only with words behind.
            listed = tuple(_listed(found["list"])) if found else ()
            if listed != (_number(passage.label),) or text[start:begin].strip(" *_#>"):
                yield from listed
        for noun in nouns:
            if found := _ORDINAL.search(
                text, max(start, noun.start - _LONGEST_ORDINAL), noun.start
            ):
                name = found[1].lower()
                yield _ORDINALS.index(name) + 1 if name in _ORDINALS else last


def _listed(words: str) -> Iterable[int]:
    for match in _ONE_OF_LIST.finditer(words):
        first = int(match["first"])
        last = int(match["last"] or first)
        yield from range(first, min(last, first + _MOST) + 1)


def _names_question(passage: Passage) -> bool:
    return passage.label.startswith("q ")


def _is_empty(text: str, passages: Sequence[Passage], index: int, matches: Matches) -> bool:
    """The number of an answer, and the next number or the end of the answers right behind it."""
    span = passages[index].span
    title = matches.opens("answer-title", span)
    number = _TITLE_NUMBER.match(text, title.end if title else span.start, span.end)
    if number is None or re.search(r"\w", text[number.end() : span.end]):
        return False
    behind = passages[index + 1] if index + 1 < len(passages) else None
    return behind is not None and (
        behind.part == "rights" or (bool(_number(behind.label)) and behind.part == "response")
    )


def _number(label: str) -> int:
    match = _NUMBERED.fullmatch(label)
    number = int(match[1]) if match else 0
    return number if number <= _MOST else 0
