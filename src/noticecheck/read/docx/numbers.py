"""List numbers as word processors write them: letters, Roman numerals, words, circles."""

from __future__ import annotations

import re

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
_MARKS = "*†‡§"
_LARGEST_ROMAN = 3999
_MOST_LETTERS = 30
"""Of one label, as the word processor repeats the letter after z."""


def number_in_words(number: int) -> str:
    """ "twenty-one"; digits from ten thousand on."""
    if not 0 <= number < 10_000:
        return str(number)
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    many, rest = divmod(number, size)
    return f"{number_in_words(many)} {name}" + (f" {number_in_words(rest)}" if rest else "")


def _ordinal_word(number: int) -> str:
    words = number_in_words(number)
    head, mark, last = words.rpartition("-") if "-" in words else words.rpartition(" ")
    if last in _ORDINALS:
        ordinal = _ORDINALS[last]
    elif last.endswith("y"):
        ordinal = f"{last[:-1]}ieth"
    else:
        ordinal = f"{last}th"
    return f"{head}{mark}{ordinal}"


def _ordinal(number: int) -> str:
    teens = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _letters(number: int) -> str:
    """a to z, then aa, bb to zz, as word processors count (web pages: aa, ab)."""
    times, letter = divmod(number - 1, 26)
    return chr(97 + letter) * min(times + 1, _MOST_LETTERS) if number > 0 else str(number)


def _roman(number: int) -> str:
    if not 0 < number <= _LARGEST_ROMAN:
        return str(number)
    numeral = ""
    for size, sign in _ROMAN:
        times, number = divmod(number, size)
        numeral += sign * times
    return numeral


def _signs(number: int, first: str, last: int, zero: str = "") -> str:
    """Signs that stand in Unicode one after the other from `first`, up to the number `last`."""
    if number == 0 and zero:
        return zero
    return chr(ord(first) + number - 1) if 0 < number <= last else str(number)


def write_number(number: int, form: str, pattern: str = "") -> str:
    """A number in a `numFmt` of the format; `pattern` is that of the form "custom"."""
    if form == "lowerLetter":
        return _letters(number)
    if form == "upperLetter":
        return _letters(number).upper()
    if form == "lowerRoman":
        return _roman(number)
    if form == "upperRoman":
        return _roman(number).upper()
    if form == "ordinal":
        return _ordinal(number)
    if form == "cardinalText":
        return _capital(number_in_words(number))
    if form == "ordinalText":
        return _capital(_ordinal_word(number))
    if form == "decimalZero":
        return f"{number:02d}"
    if form == "custom":
        # "001, 002, 003, ...": the first of the series shows how wide it is.
        zeros = re.match(r"0*\d", pattern)
        return f"{number:0{len(zeros[0])}d}" if zeros and len(zeros[0]) < 10 else str(number)
    if form == "hex":
        return f"{number:X}"
    if form == "numberInDash":
        return f"- {number} -"
    if form == "chicago":
        return _MARKS[(number - 1) % 4] * min((number - 1) // 4 + 1, _MOST_LETTERS)
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese"):
        return _signs(number, "①", 20, "⓪")
    if form == "decimalEnclosedParen":
        return _signs(number, "⑴", 20)
    if form == "decimalEnclosedFullstop":
        return _signs(number, "⒈", 20)
    return str(number)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
