"""Sentences that tell of complaints: to the authority, and to the Information Commissioner."""

from __future__ import annotations

import re

from noticecheck.match import Matches
from noticecheck.model import Span

_SCOTTISH = re.compile(r"scottish information commissioner|foi\.scot|itspublicknowledge|kinburn")


def offers_review(sentence: Span, matches: Matches, *, in_rights: bool = False) -> bool:
    """The sentence offers to look at the decision again, or says where to complain within the
    authority; a review by the Commissioner or by another body is none."""
    if matches.normal.within(sentence).rstrip(" \"')*_").endswith("?"):
        return False
    outside = any(
        matches.has(name, sentence) for name in ("regulator", "wrong-body", "regulator-address")
    )
    presumed = matches.within("review-presumed", (sentence,))
    again = [
        hit
        for hit in matches.within("look-again", (sentence,))
        if not any(span.overlaps(hit) for span in presumed)
    ]
    if again and matches.has("reviews", sentence):
        return False
    if again:
        return not outside or _before_regulator(again[0], sentence, matches)
    if in_rights and not outside and matches.has("approach-regulator", sentence):
        return matches.has("way-to-complain", sentence)
    invited = matches.within("complaint-invited", (sentence,))
    if not invited or not matches.has("way-to-complain", sentence):
        return False
    if not matches.has("addressed", sentence):
        return False
    return not outside or _before_regulator(invited[0], sentence, matches)


def _before_regulator(offer: Span, sentence: Span, matches: Matches) -> bool:
    """The authority's own review is named first, then the Commissioner."""
    bodies = [
        hit
        for name in ("regulator", "wrong-body", "regulator-address")
        for hit in matches.within(name, (sentence,))
    ]
    words = matches.normal.within(offer)
    return (
        "independent" not in words
        and offer.end <= min(b.start for b in bodies)
        and bool(
            re.search(
                r"\b(?:and|then|after|following|afterwards|once|before|first|will|;)\b|[;,]",
                matches.normal.within(Span(offer.end, min(b.start for b in bodies) + 1)),
            )
        )
    )


def offers_regulator(
    sentence: Span, in_rights: bool, matches: Matches, *, scottish: bool
) -> Span | None:
    """Where the sentence tells of the right to go to the Commissioner of the regime."""
    named = matches.within("regulator", (sentence,))
    if not named or not any(
        matches.has(name, sentence) for name in ("approach-regulator", "regulator-address")
    ):
        return None
    if not in_rights and not matches.has("addressed", sentence):
        return None
    is_scottish = bool(_SCOTTISH.search(matches.normal.within(sentence)))
    return named[0] if is_scottish == scottish else None


def tells_of_rights(sentence: Span, matches: Matches) -> bool:
    """Whether a sentence belongs to the complaints part of a letter."""
    if offers_review(sentence, matches) and matches.has("addressed", sentence):
        return True
    return matches.has("no-review-procedure", sentence) or any(
        offers_regulator(sentence, False, matches, scottish=scottish) for scottish in (False, True)
    )
