"""The words of a sentence that are its own: no formula of notices, no words of the statute."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from noticecheck.evaluate.context import Context, Subject
from noticecheck.late import regex
from noticecheck.law import Provision
from noticecheck.model import Claim, Span

_FORMULAS = (
    "boilerplate", "courtesy", "recital", "relies-on", "refuses", "personal-data-formula",
    "bare-claim", "exemption-nature", "no-balance-needed", "balance-asserted", "balance-concluded",
    "public-interest", "neither-confirm-nor-deny", "procedural-sentence", "opinion-formalities",
)  # fmt: skip
_BODIES = ("private-body", "body-noun")
_CAPITALS = regex(r"(?:[A-Z][\w'’&-]* (?:(?:of|and|&) )?)+\Z")
_NAME = 60
"""Characters of a name, before the word that makes it the name of a body."""
_SENTENCE = 8
"""Words of a sentence that is in English only where one of the commonest words is among them."""
_WORD = regex(r"[a-z][a-z'-]{2,}|£[\d,.]+|\b\d{1,3}(?:,\d{3})+\b")


def own_words(context: Context, sentence: Span, statute: frozenset[str]) -> frozenset[str]:
    """Words of a sentence that no formula covers and that the statute does not use."""
    return context.once(("words", sentence), lambda: _uncovered(context, sentence)) - statute


def _uncovered(context: Context, sentence: Span) -> frozenset[str]:
    """Stems of the words of a sentence that no formula covers."""
    matches = context.matches
    if sentence.start >= sentence.end:
        return frozenset()
    start, end = matches.normal.locate(sentence)
    text = matches.normal.text[start:end]
    if len(text.split()) >= _SENTENCE and not matches.has("english", sentence, denied=None):
        # The other half of a letter in two languages says the same once more.
        return frozenset()
    covered = _covered(context, sentence)
    starts = [a for a, _ in covered]
    # How far what begins up to there reaches.
    reach = list(accumulate((b for _, b in covered), max))
    words = set()
    for match in _WORD.finditer(text):
        index = bisect_right(starts, start + match.start()) - 1
        if index >= 0 and start + match.end() <= reach[index]:
            continue
        word = match.group().strip("'-")
        stem = _stem(word)
        if stem:
            words.add(stem)
    return frozenset(words)


def _covered(context: Context, sentence: Span) -> list[tuple[int, int]]:
    normal = context.matches.normal
    spans = (
        *context.matches.within_any(_FORMULAS, (sentence,), denied=None),
        *context.citations_in(sentence),
        *_names_of_bodies(context, sentence),
    )
    return sorted(normal.locate(span) for span in spans)


def _names_of_bodies(context: Context, sentence: Span) -> Iterator[Span]:
    """Whose interests are meant, by name, is no reason: "those of Lumen Optics Ltd"."""
    text = context.notice.document.text
    for noun in context.matches.within_any(_BODIES, (sentence,), denied=None):
        if text[noun.start].isupper():
            before = _CAPITALS.search(text[max(sentence.start, noun.start - _NAME) : noun.start])
            if before:
                yield Span(noun.start - len(before[0]), noun.end)


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def statute_words(context: Context, subject: Subject) -> frozenset[str]:
    """Stems of the words that the statute uses for this provision and those above it."""
    if not isinstance(subject, Claim):
        return frozenset()
    catalogue = context.catalogues[subject.regime]
    texts: list[str] = []
    section = Provision.parse(subject.provision).section
    for beside in catalogue.below(section):
        texts.extend((*beside.words, beside.title))
    for name in (subject.provision, *subject.conditions):
        provision: Provision | None = Provision.parse(name)
        while provision is not None:
            entry = catalogue.get(provision)
            if entry is not None:
                texts.extend((*entry.words, *entry.names, entry.title))
            if str(provision) == subject.provision:
                for below in catalogue.below(provision):
                    texts.extend((*below.words, below.title))
            provision = provision.parent
    return frozenset[str]().union(*map(_stems, texts))


def sender_words(context: Context) -> frozenset[str]:
    """Stems of the words of the authority's name, which it may call itself by."""
    return _stems(context.notice.authority or "")


@lru_cache(maxsize=5_000)
def _stems(text: str) -> frozenset[str]:
    """Stems of the words of a title or of a provision: there are some hundreds of them."""
    return frozenset(_stem(word) for word in _WORD.findall(text.lower()))
