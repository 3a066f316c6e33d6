"""List numbers as letters and Roman numerals, for HTML and DOCX."""

from __future__ import annotations

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def format_number(number: int, style: str) -> str:
    """A list number in the style of HTML's `type`: 1, a, A, i or I."""
    if style in ("a", "A") and 1 <= number <= 702:
        first, last = divmod(number - 1, 26)
        letters = (chr(96 + first) if first else "") + chr(97 + last)
        return letters if style == "a" else letters.upper()
    if style in ("i", "I") and 1 <= number <= 39:
        numeral = ""
        for value, sign in _ROMAN:
            while number >= value:
                numeral += sign
                number -= value
        return numeral if style == "i" else numeral.upper()
    return str(number)
