"""The text as phrases and citations read it: one case, one blank, plain quotes, no marks.

Every normal character knows the source characters that it stands for, so a match leads back to
the words that the user sees.
"""

from __future__ import annotations

import itertools
import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

from noticecheck.late import dataclass, regex
from noticecheck.model import Span

PARAGRAPH_BREAK = "\n"

_SPECIAL = regex(
    r"""
      (?P<hyphenation> (?<=[^\W\d_])[-\u2010\u00ad][ \t]*\n[ \t]*
                       (?=[a-z])(?![\w.-]{0,60}@) )
    | (?P<address>     (?<=[\w.])-\n[ \t]*(?=[a-z][\w.-]{0,60}@) )
    | (?P<can>         (?i:\bcan(?:not\b|['\u2019]?t\b)) )
    | (?P<will>        (?i:\bwon['\u2019]?t\b) )
    | (?P<negation>    (?i:(?<=[a-z])n['\u2019]t\b | (?<=\bis)nt\b
                       | (?<=\b(?:do|is))nt\b | (?<=\b(?:are|was|did|has|had))nt\b
                       | (?<=\b(?:does|were|have))nt\b | (?<=\b(?:would|could))nt\b) )
    | (?P<have>        (?i:(?<=[a-z])['\u2019]ve\b) )
    | (?P<are>         (?i:(?<=[a-z])['\u2019]re\b) )
    | (?P<shall>       (?i:(?<=[a-z])['\u2019]ll\b) )
    | (?P<am>          (?i:(?<=\bi)['\u2019]m\b) )
    | (?P<is>          (?i:(?:(?<=\bit)|(?<=\bhe)|(?<=\bthat)|(?<=\bwhat)|(?<=\bshe)
                       |(?<=\bthere)|(?<=\bhere))['\u2019]s\b) )
    | (?P<label>       [^\S\n]*\n[^\S\n]*(?=\(?[a-z\d]{1,3}\)[ \t]+["\u201c]?[A-Z\u00a30-9]) )
    | (?P<paragraph>   [^\S\n]*\n(?:[^\S\n]|>)*\n[\s>]* )
    | (?P<line>        [^\S\n]*\n(?:[^\S\n]*>)*[^\S\n]* )
    | (?P<blank>       [^\S\n]+ )
    | (?P<entity>      &(?:\#\d{1,6}|\#x[0-9a-fA-F]{1,5}|[a-zA-Z]{2,8}\d{0,2}); )
    | (?P<tag>         </?(?:b|i|u|em|strong|sup|sub|a|span|font|br|p|div|li|ul|ol|h[1-6]|td|tr|th)
                       (?:\s[^<>\n]{0,300})?/?> )
    | (?P<footnote>    (?<![Ss]ection[ ])(?<![Ss]ection[ ]\d\d)\[\d{1,2}\] )
    | (?P<mark>        \*+|_{2,}|^\#{1,6}[ ]|\\(?=[^\w\s]) )
    | (?P<misread>     \bl(?=n[a-z]{2}|[fs]\b) )
    | (?P<zero>        (?<=\d)[Oo](?=\(\d)|(?<=(?<!\w)[sS][. ])[Oo](?=\d) )
    | (?P<invisible>   [\u00ad\u200b\u200c\u200d\u2060\ufeff] )
    | (?P<letter>      [\ufb00-\ufb04\u2026] )
    """,
    re.VERBOSE | re.MULTILINE,
)
_CANDIDATE = regex(
    r"""
    [\s&<\[*\\_\#\-\u2010\u00adcCwWnNlOo'\u2019\u200b-\u200d\u2060\ufeff\ufb00-\ufb04\u2026]
    (?: (?<=\ )(?=\s)
      | (?<=[nN])(?=['\u2019]?[tT]\b)
      | (?<=[oO])(?=[\d(])
      | (?<=[cC])(?=[aA][nN])
      | (?<=l)(?=[nfs])
      | (?<=[wW])(?=[oO][nN])
      | (?<=['\u2019])(?=(?i:ve|re|ll|m|s)\b)
      | (?<=[^\ a-zA-Z_\-\u2010'\u2019])
      | (?<=_)(?=_)
      | (?<=[-\u2010])(?=[\ \t\n])
    )
    """,
    re.VERBOSE,
)
"""Where a special place may begin. It opens with a set of characters, so all others are passed over
at the speed of C; a lone blank between words is one to itself."""
_ALIKE = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032`\u00b4", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
}
"""Quotes and dashes, one for one."""
_UNLIKE = regex(f"[{''.join(_ALIKE)}]")
_PLAIN = {
    **_ALIKE,
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\u2026": "...",
}  # fmt: skip


_EXPANDED = {
    "can": "can not", "will": "will not", "negation": " not", "have": " have",
    "are": " are", "shall": " will", "am": " am", "is": " is", "misread": "i", "zero": "0",
}  # fmt: skip
"""Contractions are read in full, so that one wording serves "cannot", "can't" and "can not", or
"we've" and "we have"; a scanned "lnformation" is read as it was meant."""
_SHORTENED = (("n't", " not"), ("'ve", " have"), ("'re", " are"), ("'ll", " will"), ("i'm", "i am"))
_WITH_IS = frozenset({"it's", "that's", "there's", "here's", "what's", "he's", "she's"})


@dataclass(frozen=True)
class Normal:
    """Normal text and, for each of its characters, where its source starts and ends."""

    text: str
    starts: array[int]
    ends: array[int]

    def source(self, start: int, end: int) -> Span:
        """The span of the source text that a non-empty range of the normal text stands for."""
        return Span(self.starts[start], self.ends[end - 1])

    def locate(self, span: Span) -> tuple[int, int]:
        """The range of the normal text whose source lies within a span of the source text."""
        return (
            bisect_left(self.starts, span.start),
            bisect_right(self.ends, span.end),
        )

    def within(self, span: Span) -> str:
        """The normal text of a span of the source text."""
        start, end = self.locate(span)
        return self.text[start:end]

    @cached_property
    def length(self) -> int:
        return len(self.text)


def _lower(text: str) -> str:
    """Lower case that keeps the number of characters."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)


def normalise(text: str) -> Normal:
    """The text in one case, with one blank between words and one line break between paragraphs.

    Contractions are in full; quotes, dashes, ligatures and entities are plain; hyphenation at a
    line's end is joined; bold marks, tags, footnote numbers and invisible characters are left out.
    Linear in the length of the text.
    """
    lowered = _UNLIKE.sub(lambda mark: _ALIKE[mark.group()], _lower(text))
    places = array("q", range(len(text) + 1))
    pieces: list[str] = []
    starts = array("q")
    ends = array("q")

    def put(piece: str, start: int, end: int) -> None:
        pieces.append(piece)
        starts.extend([start] * len(piece))
        ends.extend([end] * len(piece))

    def copy(start: int, end: int) -> None:
        pieces.append(lowered[start:end])
        starts.extend(places[start:end])
        ends.extend(places[start + 1 : end + 1])

    position = 0
    for match in _special_places(text):
        start, end = match.span()
        if position < start:
            copy(position, start)
        position = end
        kind = match.lastgroup
        if kind in ("paragraph", "label"):
            put(PARAGRAPH_BREAK, start, end)
        elif kind in _EXPANDED:
            put(_EXPANDED[kind], start, end)
        elif kind in ("line", "blank"):
            if pieces and pieces[-1][-1:] not in (" ", PARAGRAPH_BREAK):
                put(" ", start, end)
        elif kind == "address":
            put("-", start, end)
        elif kind == "entity":
            put(_entity(match.group()), start, end)
        elif kind == "tag":
            if re.match(r"</?(?:br|p|div|li|ul|ol|h\d|td|tr|th)\b", match.group(), re.IGNORECASE):
                put(" ", start, end)
        elif kind == "letter":
            put(_PLAIN[match.group()], start, end)
    if position < len(text):
        copy(position, len(text))
    return Normal("".join(pieces), starts, ends)


def _special_places(text: str) -> Iterator[re.Match[str]]:
    """Everything that normal text has otherwise, in order, but for lone blanks between words.

    A blank at the beginning, or behind another special place, may be one too many: it is given.
    """
    done = 0
    for candidate in itertools.chain((0,), (m.start() for m in _CANDIDATE.finditer(text))):
        start = candidate
        while start >= done and (match := _SPECIAL.match(text, start)):
            yield match
            start = done = match.end()
            if text[start : start + 1] != " ":
                break


def plain_word(word: str) -> str:
    """A word of a phrase as normal text has it: "don't" as "do not", "we've" as "we have"."""
    if word == "cannot" or word == "can't":
        return "can not"
    if word == "won't":
        return "will not"
    if word in _WITH_IS:
        return f"{word[:-2]} is"
    for short, full in _SHORTENED:
        if word.endswith(short):
            return (word.removesuffix(short) + full).strip()
    return word


def _entity(entity: str) -> str:
    # Late: its table of entities is large, and few letters have one.
    import html

    plain = html.unescape(entity)
    plain = _PLAIN.get(plain, " " if plain.isspace() else plain)
    return _lower(plain)
