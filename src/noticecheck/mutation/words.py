"""Words are found in a document, and taken out of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from noticecheck.model import Document, Span

_MARKS = {"'": "['\u2018\u2019]", '"': '["\u201c\u201d]', "-": "[-\u2010-\u2015]"}
_PLAIN = str.maketrans({
    **dict.fromkeys("\u2018\u2019", "'"),
    **dict.fromkeys("\u201c\u201d", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015", "-"),
})  # fmt: skip


def places_of(quote: str, text: str) -> list[Span]:
    """Where quoted words stand, every time; blanks, line breaks and forms of quotes are alike.

    "section 31" is not quoted by "section 31(1)(a)".
    """
    words = quote.translate(_PLAIN).split()
    loose = ("".join(_MARKS.get(mark, re.escape(mark)) for mark in word) for word in words)
    before = r"(?<!\w)" if words[0][0].isalnum() else ""
    behind = r"(?![\w(])" if re.search(r"[\w)]$", words[-1]) else ""
    pattern = before + r"\s+".join(loose) + behind
    return [Span(*match.span()) for match in re.finditer(pattern, text)]


def without(document: Document, lost: Sequence[Span]) -> Document:
    """The document without some of its words; pages, regions and places keep to what is left."""
    starts, ends, kept, position = [], [], [], 0
    for span in _joined(lost):
        kept.append(document.text[position : span.start])
        starts.append(span.start)
        ends.append(span.end)
        position = span.end
    kept.append(document.text[position:])
    gone = [0]
    for start, end in zip(starts, ends, strict=True):
        gone.append(gone[-1] + end - start)

    def moved(offset: int) -> int:
        index = bisect_right(starts, offset)
        if index and offset < ends[index - 1]:
            return starts[index - 1] - gone[index - 1]
        return offset - gone[index]

    def shrunk(span: Span) -> Span:
        return Span(moved(span.start), moved(span.end))

    regions = (replace(region, span=shrunk(region.span)) for region in document.regions)
    places = (replace(place, span=shrunk(place.span)) for place in document.places)
    return replace(
        document,
        text="".join(kept),
        pages=None if document.pages is None else tuple(map(moved, document.pages)),
        regions=tuple(region for region in regions if region.span.start < region.span.end),
        places=tuple(place for place in places if place.span.start < place.span.end),
    )


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The same stretches without overlaps, in order."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
