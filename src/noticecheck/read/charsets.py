"""Which encoding is meant by what mails and pages call theirs, and the text it makes of bytes."""

from __future__ import annotations

import codecs

from noticecheck.late import regex
from noticecheck.read.text import decode

# Text in UTF-8 or Windows-1252 often names the other, or Latin-1; `decode` tells them apart.
_TOLD_APART = frozenset(("utf-8", "utf-8-sig", "ascii", "iso8859-1", "cp1252"))
# What goes by the name of a standard is in the larger encoding that programs made of it.
_WIDER = {
    "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932",
    "big5": "big5hkscs", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
}  # fmt: skip
_OTHER_NAMES = {
    "gb-2312-80": "gb18030", "csgb2312": "gb18030", "ks-c-5601-1989": "cp949",
    "iso-8859-8-i": "iso8859-8", "iso-8859-8-e": "iso8859-8", "iso-8859-6-i": "iso8859-6",
}  # fmt: skip
_CODE_PAGE = regex(r"(?:windows|win|cp|ibm|ms)-?(\d{3,5})[a-z]?\Z")
# Encodings of Python's that are none of text in mails or pages, and slow.
_NONE = frozenset(("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs"))
# Where an encoding of the ISO has control characters, those of Windows are meant.
_WINDOWS = {byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0xA0)}
_LONGEST = 40


def codec_of(name: str) -> str:
    """The codec for an encoding under any of its names; "" where the bytes must tell it."""
    plain = name.strip(" \t'\"").lower().replace("_", "-")
    while plain.startswith("x-"):
        plain = plain[2:]
    code_page = _CODE_PAGE.match(plain)
    plain = _OTHER_NAMES.get(plain, f"cp{code_page[1]}" if code_page else plain)
    if not plain.isascii() or len(plain) > _LONGEST or "\0" in plain:
        return ""
    try:
        "".encode(plain)
        codec = codecs.lookup(plain).name
    except (LookupError, ValueError):
        return ""
    codec = _WIDER.get(codec, codec)
    return "" if codec in _TOLD_APART or codec.replace("-", "_") in _NONE else codec


def decode_named(data: bytes, name: str) -> str:
    """The text of bytes in a named encoding, where that can be true. Raises Unreadable."""
    codec = codec_of(name)
    if not codec:
        return decode(data)
    wide = codec.startswith(("utf-16", "utf-32"))
    if (b"\0" not in data) if wide else not data.isascii():
        # Hardly anything but UTF-8 can be read as UTF-8.
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    try:
        text = data.decode(codec, "replace")
    except (LookupError, ValueError):
        return decode(data)
    return text.translate(_WINDOWS) if codec.startswith("iso8859") else text
