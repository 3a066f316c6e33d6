"""Characters of the symbol fonts, which have codes of their own, as what they look like."""

from __future__ import annotations

from noticecheck.late import regex

PRIVATE = regex("[\uf020-\uf0ff]")
"""Where word processors keep the characters of symbol fonts."""
_UNKNOWN = "▪"
_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x2B: "✉", 0x4A: "☺", 0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "☐",
    0x70: "☐", 0x71: "☐", 0x72: "☐", 0x73: "•", 0x75: "◆", 0x76: "❖", 0x77: "•", 0x78: "☒",
    0x9F: "•", 0xA0: "▪", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑",
    0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "•", 0x98: "•",
    0xA2: "■", 0xA3: "☐", 0x2A: "☐", 0x30: "☐",
}  # fmt: skip
_WINGDINGS_3 = {0x7D: "▸", 0x67: "←", 0x66: "←", 0x22: "→"}
_WEBDINGS = {0x61: "✓", 0x72: "✗", 0x63: "☐", 0x67: "■", 0x3D: "•"}
_GREEK = dict(
    zip(
        range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True
    )
) | dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True))  # fmt: skip
_SYMBOL = _GREEK | {
    0x22: "∀", 0x24: "∃", 0x2D: "−", 0x2A: "∗", 0x27: "∋", 0x40: "≅", 0x7E: "∼", 0xA2: "′",
    0xA3: "≤", 0xA5: "∞", 0xA7: "♣", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓",
    0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠",
    0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xD0: "∠", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD6: "√",
    0xDE: "⇒", 0xE2: "®", 0xE3: "©", 0xE4: "™",
}  # fmt: skip
_USUAL = _WINGDINGS | {0xB7: "•"}
_FONTS = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
}


def is_symbol_font(font: str) -> bool:
    """Whether the letters of a font are pictures, or Greek."""
    return font.lower() in _FONTS


def symbol(code: int, font: str) -> str:
    """One character of a font as it looks; a small square for a picture without a like."""
    table = _FONTS.get(font.lower())
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if table is None:
        # An ordinary font: its characters are what they are, wherever they are kept.
        shown = chr(low) if 0x20 <= low < 0x110000 and not 0xD800 <= low < 0xE000 else ""
        return shown if shown.isprintable() else ""
    if low > 0xFF:
        return chr(code) if code < 0x110000 and chr(code).isprintable() else _UNKNOWN
    if low == 0x20:
        return " "
    digits_and_marks = table is _SYMBOL and 0x20 < low < 0x7F
    return table.get(low, chr(low) if digits_and_marks else _UNKNOWN)


def symbols(text: str, font: str) -> str:
    """A text in a symbol font, or with characters of one, as it looks."""
    if is_symbol_font(font):
        return "".join(symbol(ord(character), font) for character in text)
    # The font comes from a style: these are the bullets and ticks of the usual ones.
    return PRIVATE.sub(lambda found: _USUAL.get(ord(found.group()) - 0xF000, _UNKNOWN), text)
