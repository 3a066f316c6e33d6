"""The parts of a letter that refuse something else without citing: what argues them argues no
claim that another part cites."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from noticecheck.late import dataclass, regex
from noticecheck.match import Matches
from noticecheck.model import Passage
from noticecheck.notice.numbering import Topics
from noticecheck.notice.sentences import asks

_TITLE = 49
"""Characters of a title that runs into its paragraph."""
_DECIMAL = regex(r"\d+\.\d+\s+(?:[-–]\s+)?[A-Z]?\w[^.?!]{0,70}\Z")
_MARK = regex(r"(?<![\w(.)])\((\w{1,2})\)")
_REFUSES = ("withholds", "withheld-mark", "refuses-generally", "exempt-mark")
_OF_ALL = ("heading-of-reasons", "public-interest", "for-disclosure", "for-withholding",
           "factors-headed", "rights-opening")  # fmt: skip
"""Phrases of headings over what may be about every part."""
_ARGUES = ("reason-connective", "harm-named")


@dataclass(slots=True)
class _Part:
    """What begins with a heading, a number or a title of the same make."""

    series: str
    passages: list[int] = field(default_factory=list)


def other_parts(
    text: str, passages: Sequence[Passage], own: Sequence[Topics], matches: Matches
) -> frozenset[int]:
    """Passages of the parts that refuse without citing, where a part of the same make cites."""
    parts = _parts(text, passages, matches)
    citing = {part.series for part in parts if any(own[i] for i in part.passages)}
    return frozenset(
        index
        for part in parts
        if part.series in citing
        and not any(own[i] for i in part.passages)
        and _refuses(part, passages, matches)
        for index in part.passages
    )


def _parts(text: str, passages: Sequence[Passage], matches: Matches) -> list[_Part]:
    parts: list[_Part] = []
    current: _Part | None = None
    for index, passage in enumerate(passages):
        asked = passage.part == "request" and passage.kind == "heading"
        if passage.part != "response" and not asked:
            current = None
            continue
        series = _series(text, passage, matches)
        if series:
            current = _Part(series)
            parts.append(current)
        elif passage.kind == "heading":
            current = None
        if current is not None:
            current.passages.append(index)
    return parts


def _series(text: str, passage: Passage, matches: Matches) -> str:
    """Of what make the beginning of a part is; "" for a passage that begins none."""
    words = text[passage.span.start : passage.span.end]
    if passage.kind == "heading" and matches.has_any(_OF_ALL, passage.span):
        return ""
    if passage.label and passage.kind in ("heading", "item"):
        return f"{passage.kind} {family(passage.label)}"
    if _DECIMAL.match(words):
        return "decimal"
    return "title" if _is_titled(text, passage, matches) else ""


def _is_titled(text: str, passage: Passage, matches: Matches) -> bool:
    """ "Loan fee and insurance value. These are exempt ...": a title, and what it is refused by."""
    if len(passage.sentences) == 1 or passage.kind != "paragraph":
        return False
    first, second, *_ = passage.sentences
    return (
        first.end - first.start <= _TITLE
        and len(text[first.start : first.end].split()) > 1
        and not matches.has_any((*_REFUSES, "in-own-name", "addressed"), first)
        and matches.has_any(_REFUSES, second)
    )


def family(label: str) -> str:
    """What a label counts: "document 4" documents, "b" letters, "2" numbers."""
    kind, _, name = label.rpartition(" ")
    return kind or ("number" if name.isdigit() else "letter")


def _refuses(part: _Part, passages: Sequence[Passage], matches: Matches) -> bool:
    """Something is refused in the part, by words that do not speak of other parts as well."""
    spans = [passages[index].span for index in part.passages]
    return matches.has_any(_REFUSES, *spans) and not matches.has_any(
        ("applies-to-all", "same-reason"), *spans
    )


def other_answers(
    passages: Sequence[Passage], own: Sequence[Topics], matches: Matches
) -> frozenset[int]:
    """Passages that begin with a question of the request and answer it without citing or arguing,
    where one that begins so cites: "Who is it? Tablewell Ltd."."""
    answers = {
        index
        for index, passage in enumerate(passages)
        if passage.part == "response"
        and len(passage.sentences) > 1
        and asks(matches.normal.within(passage.sentences[0]))
        and not matches.has_any((*_OF_ALL, *_REFUSES), passage.sentences[0])
        and (own[index] or not matches.has_any(_ARGUES, *passage.sentences[1:]))
    }
    citing = {index for index in answers if own[index]}
    return frozenset(answers - citing) if citing else frozenset()


def names_other_part(words: str, passages: Sequence[Passage], labels: Mapping[str, Topics]) -> bool:
    """The marks that a passage names, "(1)", are all of items that cite nothing, beside others
    that do."""
    named = {match[1].lower() for match in _MARK.finditer(words)}
    items = {p.label for p in passages if p.part == "response" and p.kind in ("item", "heading")}
    return (
        bool(named)
        and named <= items - set(labels)
        and all(any(family(label) == family(mark) for label in labels) for mark in named)
    )


def is_of_another_part(passage: Passage, labels: Mapping[str, Topics], matches: Matches) -> bool:
    """A document, annex or schedule of its own that cites nothing, beside others that do."""
    return (
        " " in passage.label
        and passage.label not in labels
        and passage.kind in ("heading", "item")
        and any(family(label) == family(passage.label) for label in labels)
        and not matches.has_any(("applies-to-all", "same-reason"), passage.span)
    )
