"""Outlook's rich text: unpacked, and back to the HTML or plain text that it was made from.

After Microsoft's [MS-OXRTFCP] (packing) and [MS-OXRTFEX] (HTML and text within rich text).
"""

from __future__ import annotations

import struct
from dataclasses import replace

from noticecheck.late import dataclass, regex
from noticecheck.read.extract import Unreadable
from noticecheck.read.limits import MAX_RICH_TEXT

_PACKED = 0x75465A4C
_UNPACKED = 0x414C454D
_WINDOW = 4096
_START = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "
    rb"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
"""What the window holds before the first byte."""
_BROKEN = "its rich text is broken: save the message again, or as .eml"
_TOO_LONG = "its rich text is too long: save the letter as a file of its own"

_TOKEN = regex(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(\r\n|[^a-zA-Z])|([{}])"
    rb"|([^\\{}\r\n]+)|[\r\n]+|\\"
)
_SKIPPED = frozenset(
    (b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"fldinst", b"generator",
     b"header", b"headerl", b"headerr", b"headerf", b"footer", b"footerl", b"footerr", b"footerf",
     b"listtable", b"listoverridetable", b"themedata", b"datastore", b"xmlnstbl", b"rsidtbl")
)  # fmt: skip
_CHARACTERS = {
    b"tab": "\t", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
    b"bullet": "•", b"endash": "–", b"emdash": "—", b"emspace": " ", b"enspace": " ",
    b"par": "\n", b"line": "\n", b"sect": "\n", b"page": "\n", b"row": "\n", b"cell": " | ",
    b"softline": "\n", b"nestcell": " | ", b"nestrow": "\n",
}  # fmt: skip
_SYMBOLS = {b"~": "\xa0", b"_": "\u2011", b"-": "", b"\\": "\\", b"{": "{", b"}": "}"}
_LINE_ENDS = (b"\n", b"\r", b"\r\n")
_CODE_PAGES = {
    77: 10000, 128: 932, 129: 949, 130: 1361, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258,
    177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250,
}  # fmt: skip
"""Of a font's character set, where it is not that of the document."""
_CHARSETS = {
    1200: "utf-16-le", 10000: "mac-roman", 20127: "us-ascii", 20866: "koi8-r", 21866: "koi8-u",
    936: "gb18030", 50220: "iso2022_jp", 50221: "iso2022_jp", 50222: "iso2022_jp",
    51932: "euc_jp", 51949: "euc_kr", 54936: "gb18030", 52936: "hz", 65000: "utf-7", 65001: "utf-8",
}  # fmt: skip
_DEEPEST = 2000


def charset_of(code_page: int | None) -> str:
    """The name of the encoding that Windows has under a number; "" where none is known."""
    if not code_page or code_page < 0:
        return ""
    if 28591 <= code_page <= 28606:
        return f"iso-8859-{code_page - 28590}"
    name = _CHARSETS.get(code_page, f"cp{code_page}")
    try:
        "".encode(name)
    except LookupError:
        return ""
    return name


def unpack_rich_text(data: bytes) -> bytes:
    """The rich text that a message holds packed (LZFu). Raises Unreadable."""
    if len(data) < 16:
        raise Unreadable(_BROKEN)
    size, form = struct.unpack_from("<4xII", data)
    if size > MAX_RICH_TEXT:
        raise Unreadable(_TOO_LONG)
    if form == _UNPACKED:
        return data[16 : 16 + size]
    if form != _PACKED:
        raise Unreadable(_BROKEN)
    # One buffer holds the window and all that was written: a place in the window is one in it.
    out = bytearray(_START)
    whole = len(_START) + size
    position = 16
    while position < len(data) and len(out) < whole:
        flags = data[position]
        position += 1
        for bit in range(8):
            if position >= len(data):
                break
            if not flags >> bit & 1:
                out.append(data[position])
                position += 1
                continue
            pair = int.from_bytes(data[position : position + 2], "big")
            position += 2
            offset, length = pair >> 4, (pair & 15) + 2
            back = (len(out) - offset) % _WINDOW
            if not back:
                # A reference to where the next byte will be is the end.
                return bytes(out[len(_START) : whole])
            start = len(out) - back
            if start < 0:
                out += bytes(length)
                continue
            for source in range(start, start + length):
                out.append(out[source])
    return bytes(out[len(_START) : whole])


def stated_size(data: bytes) -> int:
    """How many bytes packed rich text says that it holds."""
    return int.from_bytes(data[4:8], "little")


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within one group."""

    skipped: bool = False
    tag: bool = False
    """Within the HTML that the rich text carries beside its own marks."""
    own: bool = False
    """These marks are rich text's own, and not of the HTML."""
    hidden: bool = False
    font: int = -1
    fallback: int = 1
    """Characters that stand after each Unicode one for old readers."""


def read_rich_text(data: bytes) -> tuple[str, bool]:
    """The HTML or plain text within rich text, and whether it is HTML. Raises Unreadable."""
    if not data.lstrip().startswith(b"{\\rtf"):
        raise Unreadable(_BROKEN)
    return _Reader(data).read()


class _Reader:
    """One pass over rich text; groups are a stack."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._out: list[str] = []
        self._bytes = bytearray()
        self._states: list[_State] = []
        self._state = _State()
        self._html = False
        self._star = False
        self._left = 0
        self._page = 1252
        self._fonts: dict[int, int] = {}
        self._font_table = 0
        self._default_font = -1
        self._font = -1
        self._high = 0

    def read(self) -> tuple[str, bool]:
        position = 0
        data = self._data
        while position < len(data):
            found = _TOKEN.match(data, position)
            if found is None:
                break
            position = found.end()
            word, number, code, symbol, brace, text = found.groups()
            if brace:
                self._flush()
                if not self._brace(brace):
                    break
            elif word:
                if word == b"bin":
                    position += max(0, int(number or 0))
                self._word(word, int(number) if number else None)
            elif code:
                self._byte(bytes([int(code, 16)]))
            elif symbol:
                self._symbol(symbol)
            elif text:
                self._byte(text)
        self._flush()
        return "".join(self._out).replace("\0", ""), self._html

    def _brace(self, brace: bytes) -> bool:
        """Whether the text goes on after a brace."""
        self._star = False
        self._left = 0
        if brace == b"{":
            if len(self._states) >= _DEEPEST:
                raise Unreadable(_BROKEN)
            self._states.append(self._state)
            return True
        if not self._states:
            return False
        self._state = self._states.pop()
        if self._font_table > len(self._states):
            self._font_table = 0
        return bool(self._states)

    def _word(self, word: bytes, number: int | None) -> None:
        self._flush()
        star, self._star = self._star, False
        if self._left and word != b"u":
            self._left -= 1
            return
        if word in (b"f", b"fcharset") and self._font_table:
            self._define_font(word, number or 0)
        elif word == b"f":
            self._state = replace(self._state, font=number or 0)
        elif word == b"htmltag" and self._html:
            self._state = replace(self._state, tag=True, skipped=False)
        elif word in _SKIPPED or star:
            if word == b"fonttbl":
                self._font_table = len(self._states)
            self._state = replace(self._state, skipped=True)
        elif word == b"htmlrtf":
            self._state = replace(self._state, own=number != 0)
        elif word == b"v":
            self._state = replace(self._state, hidden=number != 0)
        elif word == b"uc":
            self._state = replace(self._state, fallback=max(0, min(number or 0, 100)))
        elif word == b"u":
            self._unicode(number or 0)
        elif word == b"fromhtml":
            self._html = True
        elif word == b"ansicpg":
            self._page = number or self._page
        elif word == b"deff":
            self._default_font = number or 0
        elif word == b"plain":
            self._state = replace(self._state, font=-1, hidden=False)
        elif word in _CHARACTERS:
            self._put(_CHARACTERS[word])

    def _define_font(self, word: bytes, number: int) -> None:
        if word == b"f":
            self._font = number
        else:
            self._fonts[self._font] = _CODE_PAGES.get(number, 0)

    def _unicode(self, number: int) -> None:
        code = number & 0xFFFF
        self._left = self._state.fallback
        if 0xD800 <= code < 0xDC00:
            self._high = code
            return
        if 0xDC00 <= code < 0xE000:
            if not self._high:
                return
            code = 0x10000 + ((self._high - 0xD800) << 10) + (code - 0xDC00)
        self._high = 0
        self._put(chr(code))

    def _symbol(self, symbol: bytes) -> None:
        self._flush()
        if symbol == b"*":
            self._star = True
        elif self._left:
            self._left -= 1
        elif symbol in _LINE_ENDS:
            self._put("\n")
        else:
            self._put(_SYMBOLS.get(symbol, ""))

    def _byte(self, text: bytes) -> None:
        if self._left:
            used = min(self._left, len(text))
            self._left -= used
            text = text[used:]
        if self._is_shown():
            self._bytes += text

    def _flush(self) -> None:
        """What was held back, since a character may have several bytes, is text."""
        if self._bytes:
            font = self._state.font if self._state.font >= 0 else self._default_font
            page = self._fonts.get(font) or self._page
            charset = charset_of(page) or "cp1252"
            self._out.append(self._bytes.decode(charset, "replace"))
            self._bytes.clear()

    def _put(self, text: str) -> None:
        if self._is_shown():
            self._out.append(text)

    def _is_shown(self) -> bool:
        state = self._state
        if state.skipped or (state.hidden and not self._html):
            return False
        return state.tag or not (self._html and state.own)
