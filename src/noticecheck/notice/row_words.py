"""Which rows of a schedule a paragraph speaks of: by words that only those rows have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from noticecheck.late import regex
from noticecheck.match import Matches
from noticecheck.model import Passage, Span
from noticecheck.notice.numbering import Topics

_NONE: Topics = frozenset()
_WORD = regex(r"(?<![\w(.])(?:\d{1,2} [a-z]{3,9}|[a-z]{4,})(?![\w(])")
"""A word, or a day with its month."""
_OPENING = 90
"""Characters in which a paragraph says what it is about."""
_LONGEST_ROW = 260


def words_of_rows(
    passages: Sequence[Passage], own: Sequence[Topics], matches: Matches
) -> Mapping[str, Topics]:
    """Each word that only rows of one exemption have, with the claims of those rows; none where
    all rows cite the same."""
    claims: dict[str, set[Topics]] = {}
    cited: set[Topics] = set()
    for index, (passage, topics) in enumerate(zip(passages, own, strict=True)):
        beside = [*passages[max(0, index - 1) : index], *passages[index + 1 : index + 2]]
        if not _is_entry(passage) or not any(map(_is_entry, beside)):
            continue
        if topics:
            cited.add(topics)
        for word in _words(passage.span, matches):
            claims.setdefault(word, set()).add(topics)
    if len(cited) < 2:
        return {}
    return {word: next(iter(of)) for word, of in claims.items() if len(of) == 1 and of != {_NONE}}


def rows_spoken_of(
    passage: Passage, words: Mapping[str, Topics], matches: Matches, *, cited: bool
) -> Topics:
    """The claims of the rows whose words open a paragraph; of one kind of rows only, where nothing
    is `cited` before it: a paragraph that tells what was asked for has words of all."""
    first = passage.sentences[0]
    opening = Span(first.start, min(first.end, first.start + _OPENING))
    of = {words[word] for word in _words(opening, matches) if words.get(word)}
    return frozenset[int]().union(*of) if cited or len(of) == 1 else _NONE


def _is_entry(passage: Passage) -> bool:
    """A row, or a short entry of a list, which may look like a title."""
    if passage.part != "response":
        return False
    short = passage.span.end - passage.span.start <= _LONGEST_ROW
    return passage.kind == "row" or (
        short and bool(passage.label) and passage.kind in ("item", "heading")
    )


def _words(span: Span, matches: Matches) -> frozenset[str]:
    normal = matches.normal
    taken = matches.within("withheld-mark", (span,), denied=None)
    start = normal.locate(span)[0]
    marks = [normal.locate(mark) for mark in taken]
    return frozenset(
        word.group()
        for word in _WORD.finditer(normal.within(span))
        if not any(low <= start + word.start() < high for low, high in marks)
    )
