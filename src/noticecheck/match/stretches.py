"""What stands in one sentence, as columns: the places of phrases, and which of them are denied."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from noticecheck.late import regex

Place = tuple[int, int, int, int]
"""Start and end of a place in its sentence, the phrases that stand there, one bit each, and 1 where
they are denied."""


class Stretch(NamedTuple):
    """Places of phrases in one sentence, in the order of their starts, as columns."""

    starts: array[int]
    ends: array[int]
    phrases: tuple[int, ...]
    denials: array[int]
    plain: int
    """The phrases that stand there and are not denied, one bit each."""
    denied: int
    end: int
    """Of all places together."""


MOST_PLACES = 100
"""Of a stretch: whoever looks for a phrase looks through all of them."""
_NEGATION = regex(r"\b(?:not|never|neither|nor|no longer|nothing|without|no)")
_DENIAL_REACH = 60
_DENIAL = regex(
    r"""(?:\b(?:not|never|neither|nor|no\ longer|nothing|without|no))
        (?:[ ](?!(?:will|would|can|could|shall|may|who|which|and|but)[ ])[^ \n.;:!?]+){0,2}
        [ ]["'(]?$""",
    re.VERBOSE,
)
_CLAUSE_BEFORE = regex(r"\b(?:if|should|when|where|while|unless|although|though)\b[^.;:!?]*$")
"""What a comma ends: "if you are not happy, the Commissioner can decide"."""
_CLAUSE_REACH = 120


def denied_at(text: str, start: int) -> int:
    """1 where a negation stands just before a place, in the same clause, else 0."""
    denial = _DENIAL.search(text, max(0, start - _DENIAL_REACH), start)
    if denial is None:
        return 0
    before = denial.start()
    return int(
        "," not in denial[0]
        or _CLAUSE_BEFORE.search(text, max(0, before - _CLAUSE_REACH), before) is None
    )


def with_denials(sentence: str, places: Mapping[tuple[int, int], int]) -> list[Place]:
    """The places in order, each with whether it is denied."""
    negation = _NEGATION.search(sentence)
    reach = negation.end() if negation else len(sentence)
    denials: dict[int, int] = {}
    whole: list[Place] = []
    for (start, end), phrases in sorted(places.items()):
        if start > reach and start not in denials:
            denials[start] = denied_at(sentence, start)
        whole.append((start, end, phrases, denials.get(start, 0)))
    return whole


def stretches_of(places: Sequence[Place]) -> Iterator[Stretch]:
    """The places of a sentence, in order, as stretches of at most MOST_PLACES."""
    for at in range(0, len(places), MOST_PLACES):
        yield stretch_of(places[at : at + MOST_PLACES])


def stretch_of(places: Sequence[Place]) -> Stretch:
    """Places, at least one, as columns."""
    starts, ends, phrases, denials = zip(*places, strict=True)
    plain = denied = 0
    for _, _, here, negated in places:
        if negated:
            denied |= here
        else:
            plain |= here
    return Stretch(
        array("i", starts), array("i", ends), phrases, array("b", denials), plain, denied, max(ends)
    )
