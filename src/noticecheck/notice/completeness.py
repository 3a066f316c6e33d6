"""Is this the whole letter: where the text breaks off, and what it points to that is not here."""

from __future__ import annotations

import re
from collections.abc import Sequence

from noticecheck.late import regex
from noticecheck.match import Matches
from noticecheck.model import Document, Passage, Span
from noticecheck.notice.blocks import PAGE_MARK
from noticecheck.notice.lines import is_closing, is_salutation, names_attachment

_NOUN = 5
"""Letters by which singular and plural of a noun are the same."""
_DIGIT = regex(r"\d")
_LITTLE_MORE = regex(r"[^.]{0,160}[.:]?\s*")
_ENDS_IN_ADDRESS = regex(r"(?:www\.|://|@)\S+$|\.(?:uk|com|org|net|wales|scot)(?:/\S*)?$")
_DOTS = regex(r"\w\s?(?:\.\.\.|…)\W*$")
_IN_SENTENCE = regex(r"(?:^|\s)[a-z][\w’'-]*,? (?:[a-z][\w’'-]*,? ){1,}[a-z][\w’'-]*[,:–-]?$")
"""Three words or more in small letters, and no stop."""
_BEHIND_COMMA = regex(r",\s[a-z]{1,4}$")
_LONG = 60
"""Characters of a paragraph that is no line of an address or a list."""
_FEW_WORDS = 12
"""Words in which a message says that the letter is attached, names left out."""
_LAST = 8
"""Passages at the end among which a letter is signed."""


def cut_off(text: str, passages: Sequence[Passage], matches: Matches) -> bool:
    """The text stops in the middle of the letter: in a sentence, at a mark that says so, or
    before its last page."""
    own = [p for p in passages if p.part in ("response", "rights", "statute")]
    if not own:
        return False
    last = own[-1]
    words = text[last.span.start : last.span.end].rstrip()
    if any(matches.opens("signs-off", p.span) for p in own[-_LAST:]):
        return False
    if _pages_missing(text) or matches.within("cut-mark", (last.span,), denied=None):
        return True
    dots = {words, text[last.span.end :].strip()} & {"...", "…", "[...]", "[…]"}
    if dots or _DOTS.search(words) or _breaks_off(words, last):
        return True
    if any(p.part == "rights" for p in passages):
        return False
    announced = matches.within("announces-below", (last.span,), denied=None)
    return bool(announced) and bool(_LITTLE_MORE.fullmatch(text, announced[-1].end, last.span.end))


def absent(document: Document, passages: Sequence[Passage], matches: Matches) -> tuple[Span, ...]:
    """Where the letter points to an annex, attachment or leaflet that the text does not hold."""
    titles = [p.span for p in passages if p.kind in ("heading", "item")]
    attached = [r for r in document.regions if r.kind == "attachment"]
    here = _nouns(titles, matches)
    for region in attached:
        # The line over an attachment bears its name.
        above = document.text.rfind("\n", 0, max(0, region.span.start - 2)) + 1
        here |= _nouns([Span(above, region.span.start)], matches)
    found: list[Span] = []
    for passage in passages:
        if passage.part not in ("response", "rights"):
            continue
        reasoned = [s for s in passage.sentences if matches.has("public-interest", s)]
        for hit in (
            *matches.within("elsewhere", passage.sentences),
            *matches.within("in-an-annex", reasoned),
        ):
            if attached and matches.within("attached", [hit], denied=None):
                continue
            named = _nouns([hit], matches)
            if named and not named & here:
                found.append(hit)
    return tuple(found)


def letter_elsewhere(
    document: Document, passages: Sequence[Passage], matches: Matches
) -> tuple[Span, ...]:
    """Where a covering letter says that the answer itself is attached, and nothing is."""
    # A letter that tells of the rights to complain is the answer itself.
    if any(region.kind == "attachment" for region in document.regions) or any(
        p.part == "rights" for p in passages
    ):
        return ()
    own = [s for p in passages if p.part == "response" for s in p.sentences]
    return tuple(
        s for s in own if matches.has("answer-attached", s) and not matches.has("in-an-annex", s)
    )


def only_attached(text: str, passages: Sequence[Passage], matches: Matches) -> bool:
    """A few words of which all that they tell is that something is attached, which is not here."""
    words = 0
    says = False
    for passage in passages:
        if names_attachment(passage.span, matches):
            return False
        if passage.part == "thread":
            break
        said = matches.has("says-attached", passage.span)
        if passage.part == "furniture" or (is_salutation(passage.span, matches) and not said):
            continue
        if is_closing(passage.span, matches):
            break
        written = text[passage.span.start : passage.span.end]
        words += len(written.split())
        if words > _FEW_WORDS or _DIGIT.search(written):
            return False
        says = says or said
    return says


def _breaks_off(words: str, passage: Passage) -> bool:
    if passage.kind not in ("paragraph", "heading") or _ENDS_IN_ADDRESS.search(words):
        return False
    if _IN_SENTENCE.search(words) or _BEHIND_COMMA.search(words):
        return True
    long = passage.kind == "paragraph" and passage.part != "rights" and len(words) > _LONG
    return long and bool(re.search(r"[a-z,:]$", words))


def _pages_missing(text: str) -> bool:
    """Every page is marked "page 1 of 3", and the last mark is not that of the last page."""
    marks = [(int(page), int(pages)) for page, pages in PAGE_MARK.findall(text)]
    return bool(marks) and max(page for page, _ in marks) < min(pages for _, pages in marks)


def _nouns(spans: Sequence[Span], matches: Matches) -> set[str]:
    """What is named as enclosed, by its first letters: "annexes" are annexes under "Annex A"."""
    hits = matches.within("enclosure", spans, denied=None)
    return {matches.normal.within(hit)[:_NOUN] for hit in hits}
