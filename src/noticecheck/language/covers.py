"""Whether one wording of a phrase says nothing that another does not say already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from noticecheck.language.model import Choice, Gap, Include, Item, Maybe, Phrase, Sequence, Word

GAP_WORDS = 6
MAX_READINGS = 100

Reading = tuple[Word, ...]


def covers(wide: Sequence, narrow: tuple[Reading, ...], phrases: Mapping[str, Phrase]) -> bool:
    """True when each of these readings, of which there is one, is from end to end one of `wide`."""
    return bool(narrow) and all(
        len(reading) in _ends(wide, reading, 0, phrases) for reading in narrow
    )


def written_out(sequence: Sequence) -> tuple[Reading, ...]:
    """Every reading of a wording; none for one with gaps or includes, or with more than 100."""
    found: list[Reading] = []
    for reading in islice(_readings(sequence), MAX_READINGS + 1):
        if reading is None or len(found) == MAX_READINGS:
            return ()
        found.append(reading)
    return tuple(found)


def _readings(sequence: Sequence) -> Iterator[Reading | None]:
    """The words that a wording may stand for; None for one that cannot be written out."""
    if not sequence.items:
        yield ()
        return
    first, rest = sequence.items[0], Sequence(sequence.items[1:])
    for head in _item_readings(first):
        for tail in _readings(rest):
            yield None if head is None or tail is None else head + tail


def _item_readings(item: Item) -> Iterator[Reading | None]:
    match item:
        case Word():
            yield (item,)
        case Choice(options):
            for option in options:
                yield from _readings(option)
        case Maybe(inner):
            yield ()
            yield from _readings(inner)
        case Gap() | Include():
            yield None


def _ends(
    sequence: Sequence, reading: Reading, start: int, phrases: Mapping[str, Phrase]
) -> set[int]:
    """Where a match of the sequence that starts at a word of the reading may end."""
    positions = {start}
    for item in sequence.items:
        positions = set().union(
            *(_item_ends(item, reading, position, phrases) for position in positions)
        )
    return positions


def _item_ends(item: Item, reading: Reading, at: int, phrases: Mapping[str, Phrase]) -> set[int]:
    match item:
        case Word(text, stem):
            if at == len(reading):
                return set()
            word = reading[at]
            same = word.text == text and (stem or not word.stem)
            return {at + 1} if same or (stem and word.text.startswith(text)) else set()
        case Gap():
            return set(range(at, min(at + GAP_WORDS, len(reading)) + 1))
        case Choice(options):
            return set().union(*(_ends(option, reading, at, phrases) for option in options))
        case Maybe(inner):
            return {at} | _ends(inner, reading, at, phrases)
        case Include(name):
            patterns = phrases[name].patterns if name in phrases else ()
            return set().union(*(_ends(p.sequence, reading, at, phrases) for p in patterns))
