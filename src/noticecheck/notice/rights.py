"""Sentences and passages that tell of complaints: to the authority, and to the Information
Commissioner."""

from __future__ import annotations

from noticecheck.match import Matches
from noticecheck.model import Span
from noticecheck.notice.offers import (
    OFFERS,
    asks_if_unhappy,
    of_other_business,
    offers_review,
    turns_to_reader,
)
from noticecheck.notice.sentences import split_sentences

_FEW = 5
"""Sentences of a passage that tells of nothing but rights."""
_WAYS = ("approach-regulator", "regulator-address")
"""Phrases that tell how to go to the Commissioner."""
_TELLING = (*OFFERS, "no-review-procedure", "regulator")
"""Phrases without which nothing tells of rights."""


def offers_regulator(
    sentence: Span, in_rights: bool, matches: Matches, *, scottish: bool, led: bool = False
) -> Span | None:
    """Where the sentence tells of the right to go to the Commissioner of the regime.

    `led` says that the sentence before asks whether the reader is unhappy.
    """
    named = _leads_to_regulator(sentence, in_rights, led, matches)
    is_scottish = matches.has("scottish-regulator", sentence, denied=None)
    return named if is_scottish == scottish else None


def _leads_to_regulator(
    sentence: Span, in_rights: bool, led: bool, matches: Matches
) -> Span | None:
    """Where the sentence tells of the right to go to the Commissioner of either country."""
    if not matches.has("regulator", sentence) or of_other_business(sentence, matches):
        return None
    # "Still unhappy?" says already what the Commissioner is for.
    ways = (*_WAYS, "regulator-found") if led else _WAYS
    told = matches.has_any(ways, sentence) or (
        (in_rights or led) and matches.has("next-in-line", sentence, denied=None)
    )
    if not told or not (in_rights or led or matches.has("addressed", sentence)):
        return None
    return matches.within("regulator", (sentence,))[0]


def names_regulator(sentence: Span, matches: Matches, *, scottish: bool) -> bool:
    """The Commissioner of the regime is named there, whatever is said of him: "ICO: ico.org.uk"."""
    is_scottish = matches.has("scottish-regulator", sentence, denied=None)
    return matches.has("regulator", sentence) and is_scottish == scottish


def tells_of_rights(sentence: Span, matches: Matches) -> bool:
    """Whether a sentence belongs to the complaints part of a letter."""
    if offers_review(sentence, matches) and (
        matches.has("addressed", sentence) or turns_to_reader(sentence, matches)
    ):
        return True
    if matches.has("no-review-procedure", sentence):
        return True
    return _leads_to_regulator(sentence, False, False, matches) is not None


def _tells_both(span: Span, matches: Matches) -> bool:
    """Wanting a decision changed, somebody to write to and the Commissioner, in one passage."""
    return (
        matches.has("regulator", span)
        and not matches.has("public-interest", span, denied=None)
        and not matches.has("discloses", span)
        and matches.has("wants-it-changed", span, denied=None)
        and matches.has("names-somebody", span, denied=None)
        and matches.has_any(("approach-regulator", "regulator-address", "regulator-found"), span)
    )


def is_rights(span: Span, text: str, matches: Matches) -> bool:
    """The passage is about complaints, not an argument that ends with them, and refuses nothing."""
    if not matches.has_any(_TELLING, span, denied=None):
        return False
    sentences = split_sentences(text, span)
    asked = [False, *(asks_if_unhappy(sentence, matches) for sentence in sentences)]
    telling = [
        # "Disagree? The Secretary, within 40 working days, for a fresh look"
        tells_of_rights(sentence, matches) or (led and offers_review(sentence, matches, led=True))
        for sentence, led in zip(sentences, asked, strict=False)
    ]
    return (
        (
            (any(telling) and (telling.index(True) <= 1 or 2 * sum(telling) >= len(telling)))
            or (len(sentences) <= _FEW and _tells_both(span, matches))
        )
        and not matches.has("refuses", span)
        # "You asked for a review. I have made it, and section 43(2) applies."
        and not (matches.has("announces-review", span) and matches.has("relies-on", span))
        and not matches.has_any(
            ("refuses-generally", "refuses-whole-request", "cost-limit", "vexatious",
             "balance-concluded"),
            span,
        )
    )  # fmt: skip


def is_rights_of_the_letter(span: Span, text: str, matches: Matches) -> bool:
    """The rights that a letter ends with, in what a page marks as its foot; what sites say of
    cookies, data and services is none."""
    return is_rights(span, text, matches) and not matches.has("rights-of-a-site", span, denied=None)
