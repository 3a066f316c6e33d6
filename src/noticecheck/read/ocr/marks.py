"""Marks of lists that text recognition misread, mended where those before and after are certain.

Only a mark that stands alone between its neighbours is mended, never a number in a sentence: what
a citation says cannot be told from what stands around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from noticecheck.late import regex
from noticecheck.read.layout import Word

_MARK = regex(r"(\(?)(\d{1,2}|[ivx]{1,5}|[A-Za-z])([.)])")
_LIKE_BRACKETED = regex(r"\W?\w{0,3}\W?[)\]}]")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_STROKES = str.maketrans("1lI|", "iiii")
_LONGEST = 5
"""Characters of a misread mark."""
_SAME_EDGE = 0.3
"""Of the size of the letters: marks of one list begin as near to one upright."""
_WIDEST = 2.5
"""Times the size of the letters."""

_Reading = tuple[str, str, int]
"""What a mark is made of: its brackets, the kind of its number, and the number."""


def mended(words: Sequence[Word]) -> list[Word]:
    """The words of a page with the misread marks of its lists as their neighbours show them."""
    starts = _starts(words)
    new: dict[int, str] = {}
    for index in starts:
        mark = words[index]
        if _MARK.fullmatch(mark.text):
            edge = [i for i in starts if _is_below_or_above(words[i], mark)]
            new.update(_mends(words, edge))
    return [
        replace(word, text=new[index]) if index in new else word for index, word in enumerate(words)
    ]


def _starts(words: Sequence[Word]) -> list[int]:
    """The first words of the lines of a page, from top to bottom."""
    order = sorted(range(len(words)), key=lambda i: -_height(words[i]))
    found: list[int] = []
    line = float("inf")
    for index in order:
        if line - _height(words[index]) > 0.5 * words[index].size:
            found.append(index)
            line = _height(words[index])
        elif words[index].box[0] < words[found[-1]].box[0]:
            found[-1] = index
    return found


def _height(word: Word) -> float:
    return (word.box[1] + word.box[3]) / 2


def _is_below_or_above(word: Word, mark: Word) -> bool:
    return abs(word.box[0] - mark.box[0]) <= _SAME_EDGE * mark.size


def _mends(words: Sequence[Word], edge: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Words on the edge of a list that are other marks, with what they are."""
    for position, index in enumerate(edge):
        after = [words[i].text for i in edge[position + 1 : position + 3]]
        before = words[edge[position - 1]].text if position else ""
        word = words[index]
        if len(word.text) > _LONGEST or word.box[2] - word.box[0] > _WIDEST * word.size:
            continue
        mark = _between(before, after[0]) if after else ""
        if mark and _may_be(word.text, mark):
            yield index, mark
            continue
        first = _first(*after) if len(after) == 2 else ""
        if first and _LIKE_BRACKETED.fullmatch(word.text) and _may_be(word.text, first):
            yield index, first


def _may_be(seen: str, mark: str) -> bool:
    """Whether a mark may be a misread one: it is none of its own, or one of the same strokes."""
    shape = _readings(mark)[0][0]
    return seen.translate(_STROKES) == mark or all(own[0] != shape for own in _readings(seen))


def _between(before: str, after: str) -> str:
    """The mark between two; "" where there is room for none, or for several."""
    for shape, kind, number in _readings(before):
        if (shape, kind, number + 2) in _readings(after):
            return _written(shape, kind, number + 1)
    return ""


def _first(second: str, third: str) -> str:
    """The first mark of a list, by the two after it; "" where they are no such marks."""
    for shape, kind, number in _readings(second):
        if number == 2 and (shape, kind, 3) in _readings(third):
            return _written(shape, kind, 1)
    return ""


def _readings(text: str) -> list[_Reading]:
    found = _MARK.fullmatch(text)
    if found is None:
        return []
    shape, number = f"{found[1]}%{found[3]}", found[2]
    readings = []
    if number.isdigit():
        readings.append((shape, "figure", int(number)))
    if number in _ROMAN:
        readings.append((shape, "roman", _ROMAN.index(number) + 1))
    if len(number) == 1 and number.isalpha():
        kind = "small" if number.islower() else "capital"
        readings.append((shape, kind, ord(number.lower()) - ord("a") + 1))
    return readings


def _written(shape: str, kind: str, number: int) -> str:
    if kind == "figure":
        return shape.replace("%", str(number))
    if kind == "roman":
        return shape.replace("%", _ROMAN[number - 1])
    letter = chr(ord("a") + number - 1)
    return shape.replace("%", letter if kind == "small" else letter.upper())
