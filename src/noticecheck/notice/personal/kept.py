"""Names that stay readable: of companies, "Frank Roberts & Sons Ltd", and cases, "Hogan v ICO"."""

from __future__ import annotations

from noticecheck.late import regex
from noticecheck.notice.personal.words import NAMELIKE, Words

_AMPERSAND = regex(r"[ \t]?&[ \t]?")
_VERSUS = regex(r"(?<=[\w)\]])[ ](?:v|vs|versus)\b\.?[ ](?=[A-Z(])")
_PARTIES = regex(r"[ ,()&]{1,3}")
_LISTS_PARTIES = frozenset({"and", "the", "of", "for"})
_MOST_OF_PARTIES = 12
_MOST_WORDS = 6
_LONGEST_ABBREVIATION = 3
"""Letters of "plc" and "llp", which are signs in small letters, too; "group" is none."""


def find_companies(words: Words) -> set[int]:
    """The words of names that end in a form of companies."""
    found: set[int] = set()
    forms = words.marked("company-form")
    stops = words.marked("personal-title", "office-holder", "greets", "before-a-thing")
    for form in sorted(forms):
        word = words[form]
        if word.shape == "small" and len(word.key) > _LONGEST_ABBREVIATION:
            continue
        first = _first_word(words, form, stops)
        # "Mr Hale and Roe Ltd": where a title stands, the name is that of a person.
        if first < form and first - 1 not in words.marked("personal-title"):
            found.update(range(first, form + 1))
    return found


def _first_word(words: Words, form: int, stops: frozenset[int]) -> int:
    """Where the name begins that ends in this form."""
    first = form
    while first > 0 and form - first < _MOST_WORDS:
        before = first - 1
        if words[before].key == "and" and before > 0 and form - first <= 1:
            before -= 1  # "Price and Holloway Ltd", of which each is one word
            alone = before == 0 or not words.joined[before - 1]
            if not alone and words[before - 1].shape in NAMELIKE:
                return first
        elif not (words.joined[before] or _AMPERSAND.fullmatch(words.gap(before))):
            return first
        if before in stops or words[before].shape not in (*NAMELIKE, "mixed"):
            return first
        first = before
    return first


def find_cases(words: Words) -> set[int]:
    """The words of the parties of cases; not those with a title, which are spoken of otherwise."""
    found: set[int] = set()
    for versus in _VERSUS.finditer(words.text):
        found.update(_parties(words, words.after(versus.start()) - 1, -1))
        found.update(_parties(words, words.after(versus.end()), 1))
    return found


def _parties(words: Words, index: int, step: int) -> list[int]:
    """The words of one side of a case, from the one next to "v" on; nothing behind a title."""
    party: list[int] = []
    titles = words.marked("personal-title")
    while 0 <= index < len(words) and len(party) < _MOST_OF_PARTIES:
        word = words[index]
        if index in titles and index not in words.marked("title-of-a-party"):
            return []
        joins = bool(party) and word.key in _LISTS_PARTIES
        if not joins and word.shape not in (*NAMELIKE, "mixed"):
            break
        party.append(index)
        gap = words.gap(index - 1 if step < 0 else index) if index + step >= 0 else "\n"
        if not (words.joined[min(index, max(0, index + step))] or _PARTIES.fullmatch(gap)):
            break
        index += step
    return party
