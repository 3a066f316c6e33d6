"""What in a letter leads to a person: names, addresses, numbers; for reports that are shared."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from noticecheck.match import Matches
from noticecheck.model import Notice, Span
from noticecheck.notice.dates import find_dates
from noticecheck.notice.personal.contexts import Contexts
from noticecheck.notice.personal.doings import Doings
from noticecheck.notice.personal.electronic import find_electronic, names_in_hosts
from noticecheck.notice.personal.kept import find_cases, find_companies
from noticecheck.notice.personal.looks import Looks
from noticecheck.notice.personal.names import Names
from noticecheck.notice.personal.numbers import find_numbers
from noticecheck.notice.personal.places import Addresses
from noticecheck.notice.personal.spread import spread
from noticecheck.notice.personal.titles import Titles
from noticecheck.notice.personal.words import Words

_NEAR = 60
"""Characters between the parts of one address."""


def find_personal(notice: Notice, matches: Matches) -> tuple[Span, ...]:
    """Where names, addresses and numbers of persons stand, in order and without overlaps.

    Rather too much than too little; but citations, dates, public bodies, and how the regulator is
    reached stay.
    """
    text = notice.document.text
    words = Words(text, matches)
    cited = _citations(notice)
    days = _days(matches)
    authority = _authority(notice, words)
    regulator = _regulator(matches)
    electronic = find_electronic(text, matches)
    fixed = words.touching((*cited, *days))
    barred = fixed | words.touching((*electronic.everywhere, *authority, *regulator))
    companies = find_companies(words)
    names = Names(words, barred | find_cases(words), companies)
    Titles(names).find()
    Contexts(names).find()
    Looks(names).find()
    Doings(names).find()
    kept = {words[index].key for span in authority[:1] for index in words.within(span)}
    kept |= {words[index].key for index in companies}
    public = fixed | words.touching((*regulator, *authority, *electronic.everywhere))
    found = [
        *names.found.spans,
        *spread(names, fixed, kept),
        *electronic.personal,
        *names_in_hosts(text, electronic, names.found.certain, names.found.likely),
        *Addresses(words, public).find(),
        *find_numbers(text, matches, days),
        *_places_of(text, notice.reference),
    ]
    return _without(_merged(found), _merged([*cited, *regulator]))


def _authority(notice: Notice, words: Words) -> list[Span]:
    """Where the authority is named; a name that begins as that of a person shows none."""
    spans = list(_places_of(words.text, notice.authority))
    first = {words.after(span.start) for span in spans}
    return (
        [] if first & words.marked("given-name", "given-name-or-word", "personal-title") else spans
    )


def _regulator(matches: Matches) -> list[Span]:
    """How the regulator is reached; "Water Lane" is a place of it only near its own house."""
    sure = [hit.span for hit in matches.of("regulator-contact")]
    starts = [span.start for span in sure]
    found = list(sure)
    for hit in matches.of("regulator-place"):
        index = bisect_left(starts, hit.span.start)
        before = sure[index - 1 : index] if index else []
        if any(
            near.start - hit.span.end <= _NEAR and hit.span.start - near.end <= _NEAR
            for near in (*before, *sure[index : index + 1])
        ):
            found.append(hit.span)
    return sorted(found)


def _citations(notice: Notice) -> list[Span]:
    cited = [citation.span for claim in notice.claims for citation in claim.citations]
    return cited + [mention.span for mention in notice.mentions]


def _days(matches: Matches) -> list[Span]:
    """The dates of a letter, those without a year too."""
    normal = matches.normal
    return [normal.source(day.start, day.end) for day in find_dates(normal.text, 2000)]


def _places_of(text: str, words: str | None) -> Iterator[Span]:
    """Every place of some words, whatever the blanks between them."""
    if words and words.strip():
        pattern = r"\s+".join(re.escape(word) for word in words.split())
        for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE):
            yield Span(*found.span())


def _merged(spans: Iterable[Span]) -> list[Span]:
    """In order; those that overlap as one."""
    merged: list[Span] = []
    for span in sorted(set(spans)):
        if span.start >= span.end:
            continue
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged


def _without(spans: Sequence[Span], others: Sequence[Span]) -> tuple[Span, ...]:
    """What is left of spans where others are cut out; both in order and without overlaps."""
    left: list[Span] = []
    index = 0
    for span in spans:
        start = span.start
        while index < len(others) and others[index].end <= start:
            index += 1
        at = index
        while at < len(others) and others[at].start < span.end:
            if others[at].start > start:
                left.append(Span(start, others[at].start))
            start = max(start, others[at].end)
            at += 1
        if start < span.end:
            left.append(Span(start, span.end))
    return tuple(left)
