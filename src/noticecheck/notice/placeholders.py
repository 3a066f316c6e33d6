"""What a template left open in a letter: "[insert date]", "{{ reason }}", "[reason: …]".

A placeholder says nothing: the letter is read with a blank in its place, so that no prompt for a
reason is taken for one. Found is only what is surely none of the letter's own words: not
"[redacted]", "[name withheld]", "[1]", "[sic]", "[2011] UKUT 17" or an address in angle brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from noticecheck.late import regex
from noticecheck.match import Matches
from noticecheck.model import Document, Span

BLANK = "\u25a1"
LONGEST = 600
"""Characters of a placeholder: what is longer is text in brackets."""

_MARKS = regex(r"[\[<{\u00ab$]")
_FIELD = regex(
    r"""\{\{[^{}\n]{0,80}\}\} | \{%[^{}\n]{0,80}%\} | \$\{[^{}\n]{1,60}\}
      | \{[a-z]+_[a-z_]+\} | <<[A-Za-z][\w\ '-]{1,40}>> | \u00ab[A-Za-z]\w{1,40}\u00bb
      | \[\ ?[\u25cf\u2022]\ ?\]""",
    re.VERBOSE,
)
_BRACKETED = {"[": "]", "<": ">"}
_BRACKET = regex(r"[\[\]<>]|\n[ \t]*\n")
_LABEL = regex(r"\s*[A-Za-z][A-Za-z' /-]{1,40}:\s*")
_DOTS = regex(r"\s*(?:\u2026|\.{3,})\s*$")
_NO_FIELD = regex(r"[@/\\=]|https?:|\.\w")


def placeholders(text: str, matches: Matches) -> tuple[Span, ...]:
    """Where a text has them, in its order, without overlaps."""
    if not _MARKS.search(text):
        return ()
    found: list[Span] = []
    for span in sorted((*_fields(text), *_prompts(text, matches))):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return tuple(found)


def blanked(document: Document, spans: Sequence[Span]) -> Document:
    """The same document with nothing where the placeholders stand; every offset stays the same."""
    pieces: list[str] = []
    end = 0
    for span in spans:
        pieces.append(document.text[end : span.start])
        pieces.append(re.sub(r"\S", BLANK, document.quote(span)))
        end = span.end
    return replace(document, text="".join((*pieces, document.text[end:])))


def _fields(text: str) -> Iterator[Span]:
    """The fields of programs that merge letters."""
    for match in _FIELD.finditer(text):
        yield Span(*match.span())


def _prompts(text: str, matches: Matches) -> Iterator[Span]:
    """What stands in brackets and asks whoever writes the letter for something."""
    for opening, closing in _BRACKETED.items():
        start = text.find(opening)
        while start != -1:
            end = _closing(text, start, opening, closing)
            if end is not None and _is_prompt(text, Span(start + 1, end), opening, matches):
                yield Span(start, end + 1)
                start = end
            start = text.find(opening, start + 1)


def _closing(text: str, start: int, opening: str, closing: str) -> int | None:
    """Where a bracket is closed; None where that is too far, or in another paragraph."""
    depth = 0
    for mark in _BRACKET.finditer(text, start, start + LONGEST):
        if mark.group() == opening:
            depth += 1
        elif mark.group() == closing:
            depth -= 1
            if depth == 0:
                return mark.start()
        elif mark.group().startswith("\n"):
            return None
    return None


def _is_prompt(text: str, inside: Span, opening: str, matches: Matches) -> bool:
    words = text[inside.start : inside.end]
    if not words.strip() or (opening == "<" and _NO_FIELD.search(words)):
        return False
    if matches.opens("asks-to-fill", inside) or matches.fills("field-to-fill", inside):
        return True
    label = _LABEL.match(words)
    if label is None:
        return False
    rest = Span(inside.start + label.end(), inside.end)
    return bool(_DOTS.match(words, label.end())) or matches.opens("asks-to-fill", rest) is not None
