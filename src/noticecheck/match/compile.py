"""Phrases to a Matcher: their wordings, once each, and the tables in which they are looked up."""

from __future__ import annotations

import marshal
from collections.abc import Collection, Mapping, Sequence

from noticecheck.language.model import Phrase
from noticecheck.language.model import Sequence as Wording
from noticecheck.late import regex
from noticecheck.match.expressions import expression, wordings
from noticecheck.match.heads import heads
from noticecheck.match.matcher import ANY, STEM, Matcher
from noticecheck.match.needs import Need, crosses_sentences, is_single, most_telling, needs

_WORD = regex(r"\w+")


def compile_phrases(phrases: Mapping[str, Phrase], names: Collection[str] | None = None) -> Matcher:
    """A matcher for phrases, or those of them in `names`; includes are known and without cycles.

    Phrases that include one another share their wordings: each is looked for once.
    """
    numbers: dict[int, int] = {}
    different: list[Wording] = []
    of_phrase: dict[str, tuple[int, ...]] = {}
    for name, phrase in phrases.items():
        if names is not None and name not in names:
            continue
        found = []
        for sequence in wordings(phrase, phrases):
            if id(sequence) not in numbers:
                numbers[id(sequence)] = len(different)
                different.append(sequence)
            found.append(numbers[id(sequence)])
        of_phrase[name] = tuple(dict.fromkeys(found))
    tables: dict[str, dict[str, dict[str, list[int]]]] = {
        "heads": {}, "marks": {}, "crossing": {}, "single": {},
    }  # fmt: skip
    for number, sequence in enumerate(different):
        kind = _kind(sequence, phrases)
        for first, second in heads(sequence, phrases):
            table = tables["marks" if kind == "heads" and not _WORD.match(first) else kind]
            # The second word may stand beyond the mark that ends the sentence of the first.
            key = second if kind == "heads" else ANY
            table.setdefault(first, {}).setdefault(key, []).append(number)
    settled = {
        kind: {first: _settled(seconds) for first, seconds in table.items()}
        for kind, table in tables.items()
    }
    needed, meets = _needed(different, phrases)
    words = {*meets, *settled["single"], *settled["heads"]}.union(*settled["heads"].values())
    return Matcher(
        of_phrase,
        tuple(expression(sequence, phrases) for sequence in different),
        {first: marshal.dumps(seconds) for first, seconds in settled["heads"].items()},
        {mark: found[ANY] for mark, found in settled["marks"].items()},
        needed,
        meets,
        {first: found[ANY] for first, found in settled["crossing"].items()},
        {word: found[ANY] for word, found in settled["single"].items()},
        frozenset(word for word in words if word.endswith(STEM)),
    )


def _kind(sequence: Wording, phrases: Mapping[str, Phrase]) -> str:
    """In which table a wording is looked up."""
    if crosses_sentences(sequence, phrases):
        return "crossing"
    return "single" if is_single(sequence, phrases) else "heads"


def _settled(seconds: Mapping[str, Sequence[int]]) -> dict[str, tuple[int, ...]]:
    return {second: tuple(dict.fromkeys(numbers)) for second, numbers in seconds.items()}


def _needed(
    different: Sequence[Wording], phrases: Mapping[str, Phrase]
) -> tuple[tuple[int, ...], Mapping[str, int]]:
    """What each wording needs, and what each word meets; bits as the needs are first met with."""
    bits: dict[Need, int] = {}
    needed = []
    for sequence in different:
        needed.append(0)
        for need in most_telling(needs(sequence, phrases)):
            needed[-1] |= bits.setdefault(need, 1 << len(bits))
    meets: dict[str, int] = {}
    for need, bit in bits.items():
        for word in need:
            meets[word] = meets.get(word, 0) | bit
    return tuple(needed), meets
