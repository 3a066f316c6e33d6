"""Which body wrote the letter, and of what sort it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from noticecheck.late import regex
from noticecheck.match import Matches
from noticecheck.model import Passage, Span
from noticecheck.notice.sender import Named, is_sender

# Names are told by their capitals, which phrases do not see: here is how a name is built, in
# rules/ are the nouns that make it the name of a public body.
_HIDDEN = "\0"
_GAP = "\0* \0*"
"""One blank: more of them part the columns of a letterhead."""
_WORD = r"[A-Z][\w'’&.-]*"
_RUN = regex(rf"\b{_WORD}(?:{_GAP}(?:{_WORD}|of|the|and|for|&|with|,))*")
_NEXT_WORD = regex(rf"\b{_WORD}")
_TAIL = regex(
    rf"(?:{_GAP}(?:of|for|NHS|Foundation|Trust|FT)(?:{_GAP}the)?(?:{_GAP}{_WORD})*"
    rf"(?:{_GAP}(?:and|&){_GAP}{_WORD})*)?"
)
_OF = regex(
    rf"{_GAP}(?:of|for)(?:{_GAP}the)?{_GAP}{_WORD}"
    rf"(?:,?{_GAP}(?:{_WORD}|and|&|of|for|the)(?=[ \0]|$))*"
)
_MARK = regex(r"[*_#]")
_HEAD_OF_NAME = regex(
    rf"\b(?:{_WORD}(?<![.]){_GAP})*?{_WORD}(?<![.])(?:{_GAP}(of|for)(?:{_GAP}the)?)?[ \0]*\Z"
)
_WORDS_OF_NAME = regex(rf"[ \0]*(?:the{_GAP})?{_WORD}(?:{_GAP}(?:{_WORD}|of|the|and|for|&))*")
_LINKS = regex(r"\b(?:of|for)\b")
_TAIL_WORD = regex(r"[ \0]*(?:NHS |Foundation )*(?:NHS|Foundation|Trust)(?=[ ,.\0]*\Z| [a-z])")
_END_OF_NAME = regex(r"[ \0]*(?:$|[,|:–—-])")
_LOWER = regex(r"\b(?!(?:of|the|and|for)\b)[a-z]{2}")
_LEFT_OVER = regex(r"(?: (?:of|for|the|and|with|in|on|&))+\Z")
_CAPITALS = regex(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_VOWEL = regex(r"[AEIOUY]")
_SMALL = frozenset(("of", "the", "and", "for", "with", "on", "in", "upon"))
_SHORT = frozenset(("ST", "DR", "MR", "MRS", "MS", "LTD", "RD", "MT"))
_ABBREVIATED = frozenset(("UK", "NI", "ICB", "PSNI", "HMRC", "MOD", "UKRI"))
_NOUNS = ("body-name", "body-noun-of", "body-noun")
"""Phrases without which a line names no body."""
_FEWEST_WORDS = 2
_TOP_OF_A_LINE = 400
_MOST_AT_TOP = 10
"""Passages in which a letterhead stands."""
_LINE_OF_ADDRESS = 100
"""Characters of a line that tells where a body is."""
_MOST_LINES = 3
"""Over which one name runs."""
_TYPES = {
    "authority-of-the-union": "central_government",
    "authority-not-devolved": "other",
    "authority-parliament": "parliament",
    "authority-northern-ireland": "northern_ireland",
    "authority-scottish": "scottish",
    "authority-police": "police",
    "authority-nhs": "nhs",
    "authority-school": "school",
    "authority-university": "university",
    "authority-local": "local",
    "authority-central-government": "central_government",
}
"""Phrase to type, in the order in which a name is tried for them: the Police Service of Northern
Ireland is northern_ireland, but the Northern Ireland Office a department in London."""


def authority(text: str, passages: Sequence[Passage], matches: Matches) -> Named | None:
    """The body that writes: the first one that stands as senders do, near the top or in the
    signature, else the first public one that is named there, else the one named most often."""
    own = [p for p in passages if p.part not in ("thread", "request")]
    near = [
        named
        for group in (_top(own), own[-12:])
        for span in _joined(text, group)
        for named in _bodies(text, span, matches)
    ]
    for named in near:
        if is_sender(named, text, own, matches):
            return replace(named, sure=True)
    # A firm that writes the letter stands as senders do; any other is a contractor, or a neighbour.
    if public := [named for named in near if not _is_private(named, matches)]:
        return public[0]
    everywhere = [
        named
        for span in _joined(text, own)
        for named in _bodies(text, span, matches)
        if not _is_private(named, matches)
    ]
    names = [named.name for named in everywhere]
    return max(everywhere, key=lambda named: names.count(named.name), default=None)


def _is_private(named: Named, matches: Matches) -> bool:
    return matches.has("private-body", named.span, denied=None)


def _top(passages: Sequence[Passage]) -> Sequence[Passage]:
    """The first passages; the menus of a page and the heads of mails do not count as such."""
    own = [index for index, passage in enumerate(passages) if passage.part != "furniture"]
    return passages[: own[_MOST_AT_TOP]] if len(own) > _MOST_AT_TOP else passages


def authority_type(named: Named | None, matches: Matches) -> str | None:
    """What sort of body the name shows; None where it shows none."""
    if named is None:
        return None
    found = (kind for name, kind in _TYPES.items() if matches.has(name, named.span, denied=None))
    return next(found, None)


def bodies(
    kind: str | None, passages: Sequence[Passage], matches: Matches, *, certain: bool
) -> list[str | None]:
    """What sorts of body it may be of; only the one, where that is certain."""
    both = not certain and may_be_of_northern_ireland(kind, passages, matches)
    return [kind, "northern_ireland"] if both else [kind]


def may_be_of_northern_ireland(
    kind: str | None, passages: Sequence[Passage], matches: Matches
) -> bool:
    """The letterhead or the signature names a place there, and the name of the body does not say
    what it is: a council of Northern Ireland is under the law of one."""
    if kind not in (None, "local", "nhs", "school", "university", "police", "other"):
        return False
    own = [p for p in passages if p.part not in ("thread", "request", "rights")]
    lines = [p.span for p in (*_top(own), *own[-_MOST_AT_TOP:]) if len(p.sentences) == 1]
    return matches.has(
        "place-in-northern-ireland",
        *(span for span in lines if span.end - span.start <= _LINE_OF_ADDRESS),
    )


def _joined(text: str, passages: Sequence[Passage]) -> Iterator[Span]:
    """The spans of passages, one for those that only the end of a line parts."""
    span: Span | None = None
    for passage in passages:
        between = text[span.end : passage.span.start] if span else ""
        if span and between.count("\n") == 1 and not between.strip():
            span = Span(span.start, passage.span.end)
            continue
        if span:
            yield span
        span = passage.span
    if span:
        yield span


def _bodies(text: str, span: Span, matches: Matches) -> Iterator[Named]:
    """Public bodies named in a span, line by line: those with the noun before "of" come first.

    A line is one of the letter, with those after it into which a name runs on.
    """
    for start, line in _lines(text, span, matches):
        if not matches.has_any(_NOUNS, Span(start, start + len(line)), denied=None):
            continue
        if named := _whole_name(line, start, matches):
            yield named
        for pattern in (_noun_first, _noun_last):
            for first, end in pattern(line, start, matches):
                if named := _body(line, start, first, end, matches):
                    yield named


def _whole_name(line: str, start: int, matches: Matches) -> Named | None:
    """A name without a noun that says what it is of, alone in its line or at the top of it: "NHS
    Lothian"."""
    for first, end in _nouns("body-name", line, start, matches):
        alone = not line[:first].strip(" \0") and _END_OF_NAME.match(line, end)
        if alone and not matches.has("not-the-sender", Span(start, start + len(line)), denied=None):
            name = " ".join(line[first:end].split())
            name = _titled(name) if name.isupper() else name
            return Named(name, Span(start + first, start + end))
    return None


def _lines(text: str, span: Span, matches: Matches) -> Iterator[tuple[int, str]]:
    """Where each line of a span begins, and its top, plain."""
    parts: list[str] = []
    begin = start = span.start
    for line in text[span.start : span.end].split("\n"):
        plain = _plain(line)
        if parts and (len(parts) == _MOST_LINES or not _goes_on(parts[-1], plain, start, matches)):
            yield begin, " ".join(parts)[:_TOP_OF_A_LINE]
            parts, begin = [], start
        parts.append(plain)
        start += len(line) + 1
    yield begin, " ".join(parts)[:_TOP_OF_A_LINE]


def _goes_on(before: str, line: str, start: int, matches: Matches) -> bool:
    """Whether a name that a line ends with goes on in the next one, which begins at `start`."""
    before, line = before[-_TOP_OF_A_LINE:], line[:_TOP_OF_A_LINE]
    rest = _WORDS_OF_NAME.match(line)
    if rest is None:
        return False
    tail = _TAIL_WORD.match(line)
    ends = [end for _, end in _nouns("body-noun", line[: rest.end()], start, matches)]
    if not (tail or ends or _LINKS.search(before[-20:])):
        return False
    head = _HEAD_OF_NAME.search(before)
    if head is None:
        return False
    if head[1]:
        # It ends with "of" or "for".
        return rest[0][:1].isupper()
    if tail:
        return _ends_with_noun(before, start - 1, matches)
    if not ends:
        return False
    alone = Span(start, start + ends[0])
    if not _is_generic(alone, matches):
        return False
    # Lines of a letterhead stand for themselves; those of a sentence go on.
    return not line[ends[0] :].strip(" ,.\0") or _LOWER.search(before[: head.start()]) is not None


def _ends_with_noun(line: str, end: int, matches: Matches) -> bool:
    """Whether a line that ends there is the name of a body to its end."""
    start = end - len(line)
    return any(last == len(line) for _, last in _nouns("body-noun", line, start, matches))


def _plain(line: str) -> str:
    """A line of the same length with its marks hidden, in title case where all is capitals."""
    plain = _MARK.sub(_HIDDEN, line).replace("|", " ").replace("&amp;", "&" + 4 * _HIDDEN)
    return _titled(plain) if plain.isupper() else plain


def _titled(capitals: str) -> str:
    """Words in capitals as a name is written in a sentence, of the same length."""
    titled = _CAPITALS.sub(lambda word: _one_titled(word[0], not word.start()), capitals)
    return titled if len(titled) == len(capitals) else capitals


def _one_titled(word: str, is_first: bool) -> str:
    if word.lower() in _SMALL and not is_first:
        return word.lower()
    if not _VOWEL.search(word) and word not in _SHORT:
        # An abbreviation: NHS, HM, DWP.
        return word
    return word if word in _ABBREVIATED else word[:1] + word[1:].lower()


def _nouns(name: str, line: str, start: int, matches: Matches) -> list[tuple[int, int]]:
    """Where capitalised nouns of a phrase stand in a line that begins at `start`."""
    spans = matches.within(name, (Span(start, start + len(line)),), denied=None)
    found = [(span.start - start, span.end - start) for span in spans]
    return [(first, end) for first, end in found if line[first].isupper()]


def _noun_first(line: str, start: int, matches: Matches) -> Iterator[tuple[int, int]]:
    """ "University of Westbrook"."""
    done = 0
    for first, end in _nouns("body-noun-of", line, start, matches):
        rest = _OF.match(line, end)
        if rest and first >= done:
            done = rest.end()
            yield first, done


def _noun_last(line: str, start: int, matches: Matches) -> Iterator[tuple[int, int]]:
    """ "Borley Parish Council"."""
    nouns = _nouns("body-noun", line, start, matches)
    for run in _RUN.finditer(line) if nouns else ():
        word: re.Match[str] | None = run
        while word:
            first = word.start()
            end = next((e for s, e in nouns if s > first and e <= run.end()), None)
            while end is not None and (further := _adjoining(line, end, run.end(), nouns)):
                end = further
            tail = None if end is None else _TAIL.match(line, end)
            if tail is None:
                break
            yield first, tail.end()
            word = _NEXT_WORD.search(line, tail.end(), run.end())


def _adjoining(line: str, end: int, last: int, nouns: Sequence[tuple[int, int]]) -> int | None:
    """Where a noun right behind another one ends: "University Hospitals NHS Trust"."""
    return next((e for s, e in nouns if s > end and e <= last and line[end:s] == " "), None)


def _body(line: str, start: int, first: int, end: int, matches: Matches) -> Named | None:
    """The name without the words of the sentence before it; None where it names no sender."""
    while lead := matches.at("before-a-name", start + first, start + end):
        first = lead.end - start
        first += len(line[first:end]) - len(line[first:end].lstrip(" ,:.\0"))
    name = " ".join(line[first:end].replace(_HIDDEN, "").split()).strip(" ,.-")
    name = _titled(_LEFT_OVER.sub("", name)) if name.isupper() else _LEFT_OVER.sub("", name)
    span = Span(start + first, start + end)
    if len(name.split()) < _FEWEST_WORDS or matches.has("not-the-sender", span, denied=None):
        return None
    names_none = _is_generic(span, matches, "part-of-a-body")
    return None if names_none else Named(name, span)


def _is_generic(span: Span, matches: Matches, *also: str) -> bool:
    """Only words that any body may have: "the Council and the Trust"; or those of other phrases."""
    position = span.start
    for hit in sorted(
        hit
        for name in ("body-noun", "any-name", *also)
        for hit in matches.within(name, (span,), denied=None)
    ):
        if re.search(r"\w", matches.normal.within(Span(position, max(position, hit.start)))):
            return False
        position = max(position, hit.end)
    return not re.search(r"\w", matches.normal.within(Span(position, span.end)))
