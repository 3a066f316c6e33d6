"""Plain text and Markdown: bytes to code points, nothing else changed but line ends."""

from __future__ import annotations

import codecs

from noticecheck.late import regex
from noticecheck.read.extract import Extract, Unreadable, normalise_lines

_BOMS: tuple[tuple[bytes, str], ...] = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Not tab, line feed, vertical tab, form feed, carriage return, NEL, or DOS's end of file.
_ODD = regex("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x84\x86-\x9f\ufffd]")
# Above this share of control characters, data is not a letter. Letters have none; random bytes
# have one in eight.
_MOST_CONTROLS = 0.02

# The beginning of a character in UTF-8, with less behind it than belongs to it.
_BEGUN = regex(
    rb"(?:[\xc2-\xf4]|[\xe1-\xec\xee\xef][\x80-\xbf]|\xe0[\xa0-\xbf]|\xed[\x80-\x9f]"
    rb"|[\xf1-\xf3][\x80-\xbf]{1,2}|\xf0[\x90-\xbf][\x80-\xbf]?|\xf4[\x80-\x8f][\x80-\xbf]?)\Z"
)
# First bytes of no-break spaces, pounds, quotation marks and dashes; no English word ends in what
# Windows-1252 reads them as.
_COMMON = (b"\xc2", b"\xe2")
CUT = "the file ends within a character: what follows is missing"

BINARY = "binary data, not a letter: open it in the program that made it and save it as .pdf"


def _windows_1252(byte: int) -> str:
    return bytes([byte]).decode("cp1252", "replace")


# A byte that UTF-8 cannot read arrives as a surrogate; it is then what Windows-1252 says it is.
_FALLBACK = {0xDC00 + byte: _windows_1252(byte) for byte in range(0x80, 0x100)}


def decode(data: bytes) -> str:
    """The code points of text in UTF-8, UTF-16 or UTF-32 with a mark, or Windows-1252.

    A file in UTF-8 with single bytes of Windows-1252 in it is read byte by byte. What neither
    can read becomes U+FFFD. A character that the end of the data cuts is left out. Raises
    Unreadable for binary data.
    """
    data = data[: len(data) - cut_bytes(data)]
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = data[len(bom) :].decode(encoding, "replace")
            break
    else:
        if encoding := _unmarked_utf16(data):
            return data.decode(encoding, "replace")
        if b"\0" in data:
            raise Unreadable(BINARY)
        text = of_bytes(data)
    if is_binary(text):
        raise Unreadable(BINARY)
    return text


def of_bytes(data: bytes) -> str:
    """Bytes in UTF-8, where need be with single ones of Windows-1252, as text of whatever kind."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape").translate(_FALLBACK)


def cut_bytes(data: bytes) -> int:
    """How many bytes at the end of data in UTF-8 begin a character whose rest is missing.

    One such byte alone, behind nothing but ASCII, may be Windows-1252: "café".
    """
    tail = _BEGUN.search(data[-3:])
    if tail is None:
        return 0
    length = len(tail[0])
    try:
        whole = data[: len(data) - length].decode("utf-8")
    except UnicodeDecodeError:
        return 0
    told = length > 1 or tail[0] in _COMMON or not whole.isascii()
    return length if told else 0


def _unmarked_utf16(data: bytes) -> str:
    """The byte order of English in UTF-16 without a mark: every other byte is zero; else ""."""
    sample = data[:4096]
    half = len(sample) // 2
    zeros = (sample[0::2].count(0), sample[1::2].count(0))
    if half < 2 or max(zeros) < 0.8 * half or min(zeros) > 0.02 * half:
        return ""
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def is_binary(text: str) -> bool:
    """True when it holds a NUL, or more control or lost characters than any letter."""
    if "\0" in text:
        return True
    odd = sum(1 for _ in _ODD.finditer(text))
    # A short text may hold a few stray characters.
    return odd > max(2, len(text) * _MOST_CONTROLS)


def read_text(data: bytes) -> Extract:
    """Text exactly as written, with line ends as line feeds; U+FFFD and an end within a character
    are named in a warning."""
    text = normalise_lines(decode(data))
    lost = text.count("\ufffd")
    warnings: tuple[str, ...] = ()
    if lost:
        noun = "character" if lost == 1 else "characters"
        warnings = (f"{lost} {noun} could not be decoded and read as \ufffd",)
    ends = cut_bytes(data) > 0
    return Extract(text, warnings=(*warnings, CUT) if ends else warnings, incomplete=ends)
