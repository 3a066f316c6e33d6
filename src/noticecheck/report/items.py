"""Assessments -> the items that a report lists: one for each rule, whatever number of claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest

from noticecheck.late import dataclass
from noticecheck.model import ELEMENTS, Assessment, Level, Report, Span, Status
from noticecheck.report import words

_CLAIM = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for the claim in a sentence that is the same for several claims."""


@dataclass(frozen=True, slots=True)
class Item:
    """What one rule found, with one status, about one or more claims or about the letter."""

    points: tuple[Assessment, ...]
    """At least one; all of the same rule."""

    @property
    def law(self) -> tuple[str, ...]:
        """The provisions behind the rule."""
        return self.points[0].law

    @property
    def set_by_house(self) -> str:
        """The level that the rule itself has, where the house has set another; else ""."""
        return self.points[0].rule_level or ""

    @property
    def about_letter(self) -> bool:
        """Whether this concerns the letter as a whole, not a claim."""
        return self.points[0].subject is None

    @property
    def spans(self) -> tuple[Span, ...]:
        """The words that this rests on, each once, the first of every claim before the others."""
        ranks = zip_longest(*(point.evidence for point in self.points))
        return tuple(dict.fromkeys(span for rank in ranks for span in rank if span is not None))

    @property
    def question(self) -> str:
        """What a person should answer where this is unclear; names every claim."""
        return words.question(self.points[0].element, [point.subject for point in self.points])

    @property
    def messages(self) -> list[str]:
        """What is said of the claims, every claim by its name."""
        said: list[str] = []
        for text, claims in _alike((point.message, point.subject) for point in self.points):
            if claims and _CLAIM not in text:
                text += f" This concerns {words.each_of(claims)}."
            said.append(_filled(text, claims, words.each_of))
        return said

    @property
    def short_messages(self) -> list[str]:
        """What is said of claims that have been named above."""
        return self._short((point.message, point.subject) for point in self.points)

    @property
    def advice(self) -> list[str]:
        """What to ask the authority to do about claims that have been named above."""
        return self._short((point.advice, point.subject) for point in self.points)

    def _short(self, texts: Iterable[tuple[str, str | None]]) -> list[str]:
        """Sentences that say "these" instead of names, unless there are several sentences."""
        alike = _alike(texts)
        name = words.these if len(alike) == 1 else words.each_of
        return [_filled(text, claims, name) for text, claims in alike]


def items(report: Report, level: Level, status: Status, *, set_aside: bool = False) -> list[Item]:
    """The items of one level and status, in the order of the elements: those that count, or those
    that are set aside."""
    rules: dict[str, list[Assessment]] = {}
    for point in report.assessments:
        counts = (point.set_aside is not None) == set_aside
        if point.level == level and point.status == status and counts:
            rules.setdefault(point.rule, []).append(point)
    found = [Item(tuple(points)) for points in rules.values()]
    return sorted(found, key=lambda item: ELEMENTS.index(item.points[0].element))


def set_aside_items(report: Report) -> list[Item]:
    """All that is set aside, gaps before what is unclear, what the law requires before the rest."""
    kinds: tuple[tuple[Level, Status], ...] = (
        ("must", "gap"), ("must", "unclear"), ("should", "gap"), ("should", "unclear"),
        ("info", "note"),
    )  # fmt: skip
    return [i for level, status in kinds for i in items(report, level, status, set_aside=True)]


def quotes_refusal(report: Report, item: Item) -> bool:
    """Whether what is quoted is where the letter refuses, for want of words about the point."""
    notice = report.notice
    if notice is None:
        return False
    refusals = [citation.span for claim in notice.claims for citation in claim.citations]
    refusals += [notice.unnamed] if notice.unnamed else []
    return any(span.overlaps(refusal) for span in item.spans for refusal in refusals)


def _alike(texts: Iterable[tuple[str, str | None]]) -> list[tuple[str, list[str]]]:
    """Texts with the claims that each is about; what differs only in the claim becomes one text.

    Texts that agree up to a colon become one as well, and what they list is put together.
    """
    heads: dict[str, tuple[list[str], list[str]]] = {}
    for text, subject in texts:
        claim = subject if subject != "unnamed" else None
        if claim:
            text = re.sub(rf"\b{re.escape(words.provision(claim))}(?![\w(])", _CLAIM, text)
        head, _, listed = text.partition(": ")
        lists, claims = heads.setdefault(head, ([], []))
        if listed and listed not in lists:
            lists.append(listed)
        if claim and claim not in claims:
            claims.append(claim)
    return [(_joined(head, lists), claims) for head, (lists, claims) in heads.items() if head]


def _joined(head: str, lists: Sequence[str]) -> str:
    """A text with all that is listed after its colon."""
    *others, last = lists or [""]
    listed = "; ".join([*(text.removesuffix(".") for text in others), last])
    return f"{head}: {listed}" if listed else head


def _filled(text: str, claims: list[str], name: Callable[[list[str]], str]) -> str:
    """A text with the claims put back; one claim is always named."""
    if not claims:
        return text
    return text.replace(_CLAIM, name(claims) if len(claims) > 1 else words.each_of(claims))
