"""What of a letter is in another language than English, the only one that the rules are for."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from noticecheck.late import regex
from noticecheck.match import Matches
from noticecheck.model import Passage, Span
from noticecheck.notice.lines import is_salutation

_WORD = regex(r"(?<!\S)[^\W\d_A-Z]+(?:['’][^\W\d_A-Z]+)?[.,;:]?(?!\S)")
"""A word of a sentence: in small letters, and no part of an address."""
_FEWEST_WORDS = 15
"""A name, an address or a title in another language tells nobody anything of law."""
_ENGLISH_SHARE = 0.05
_FEWEST_IN_CLAUSE = 6
"""Words of a clause in another language, within English: a title or a saying has fewer."""
_FOREIGN_SHARE = 0.3
"""Of the words of such a clause, those that are small ones of the language, or no English has."""
_CLAUSE = regex(r"[^,;:.!?()\n–—]+")
_QUOTED = regex(r"[\"“«][^\"”»\n]{1,300}[\"”»]")
_WITHOUT_BLANKS = regex(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Letters of Thai, Lao, Khmer, Japanese and Chinese."""
_UNUSUAL = regex(r"[^\W\d_\x00-\x7f]")
"""A letter that no English word has."""
_OF_OTHERS = ("foreign", "welsh")
"""The phrases of the small words of other languages."""
_MARKED = regex(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")
"""A word with a letter that English words do not have."""


def foreign(text: str, passages: Sequence[Passage], matches: Matches) -> tuple[Span, ...]:
    """The paragraphs, and the clauses in English ones, that are not in English, of a letter that
    says them in no other language.

    A letter that greets its reader twice, once in each language, says everything in English too.
    """
    own = [p for p in passages if p.part in ("response", "rights", "statute")]
    shares = {p.span: _share(text, p.span, matches) for p in own}
    if _is_foreign(shares.values()):
        return tuple(p.span for p in own if p.kind != "heading")
    if sum(p.part == "response" and is_salutation(p.span, matches) for p in passages) > 1:
        return ()
    found: list[Span] = []
    for passage in own:
        if passage.kind not in ("paragraph", "item"):
            continue
        if _is_foreign((shares[passage.span],)):
            found.append(passage.span)
        else:
            found += _foreign_clauses(text, passage.span, matches)
    return tuple(found)


def _foreign_clauses(text: str, paragraph: Span, matches: Matches) -> list[Span]:
    """The clauses of a paragraph in another language; what is quoted is a title, or asked for."""
    if not (
        matches.has_any(_OF_OTHERS, paragraph, denied=None)
        or _UNUSUAL.search(text, paragraph.start, paragraph.end)
    ):
        return []
    quoted = [Span(*q.span()) for q in _QUOTED.finditer(text, paragraph.start, paragraph.end)]
    clauses = (Span(*c.span()) for c in _CLAUSE.finditer(text, paragraph.start, paragraph.end))
    return [
        clause
        for clause in clauses
        if not any(quote.overlaps(clause) for quote in quoted)
        and _is_foreign_clause(text, clause, matches)
    ]


def _count(written: str) -> int:
    """The words; where a script has no blanks between them, its letters stand for them."""
    letters = 0 if written.isascii() else len(_WITHOUT_BLANKS.findall(written))
    return len(_WORD.findall(written)) + letters


def _is_foreign_clause(text: str, clause: Span, matches: Matches) -> bool:
    written = text[clause.start : clause.end]
    if len(_WITHOUT_BLANKS.findall(written)) >= _FEWEST_IN_CLAUSE:
        return True
    words = len(_WORD.findall(written))
    if words < _FEWEST_IN_CLAUSE:
        return False
    marks = len(_MARKED.findall(written)) + sum(
        matches.count(name, clause, denied=None) for name in _OF_OTHERS
    )
    if marks < _FOREIGN_SHARE * words:
        return False
    return matches.count("english", clause, denied=None) < marks / 4


def _share(text: str, span: Span, matches: Matches) -> tuple[int, int]:
    """The words of a passage, and how many of them are small ones of English."""
    return _count(text[span.start : span.end]), matches.count("english", span, denied=None)


def _is_foreign(shares: Collection[tuple[int, int]]) -> bool:
    words = sum(words for words, _ in shares)
    english = sum(english for _, english in shares)
    return words >= _FEWEST_WORDS and english < _ENGLISH_SHARE * words
