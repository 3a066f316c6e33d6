"""Writes compound files (OLE), and Outlook messages (.msg) as files of that kind.

make_msg(subject="Re: 24/1", sender="Clerk <clerk@council.example>", body="Dear Ms A", …)
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parseaddr
from typing import Union

Tree = Mapping[str, Union[bytes, "Tree"]]

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SECTOR, MINI_SECTOR, MINI_CUTOFF = 512, 64, 4096
FREE, END, FAT_SECTOR, DIFAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
NONE = 0xFFFFFFFF


# Compound files -----------------------------------------------------------------------------


@dataclass
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    left: int = NONE
    right: int = NONE
    child: int = NONE
    start: int = END


def compound_file(tree: Tree) -> bytes:
    """A file of 512-byte sectors with these streams (bytes) and storages (trees)."""
    entries = [_Entry("Root Entry", 5)]
    _add_children(entries, tree)
    mini, mini_fat = bytearray(), list[int]()
    body, fat = bytearray(), list[int]()

    def store(data: bytes) -> int:
        return _chain(body, fat, data, SECTOR)

    for entry in entries:
        if entry.kind == 2 and entry.data:
            small = len(entry.data) < MINI_CUTOFF
            entry.start = (
                _chain(mini, mini_fat, entry.data, MINI_SECTOR) if small else store(entry.data)
            )
    entries[0].data = bytes(mini)
    entries[0].start = store(bytes(mini))
    mini_fat_data = b"".join(struct.pack("<I", value) for value in mini_fat)
    mini_fat_start = store(mini_fat_data)
    directory_start = store(b"".join(map(_packed, entries)))
    return _with_header(
        body, fat, directory_start, mini_fat_start, -(-len(mini_fat_data) // SECTOR)
    )


def _add_children(entries: list[_Entry], tree: Tree) -> None:
    waiting = [(0, tree)]
    while waiting:
        parent, children = waiting.pop()
        first = len(entries)
        names = sorted(children, key=lambda name: (len(name), name.upper()))
        for number, name in enumerate(names, first):
            content = children[name]
            if isinstance(content, bytes):
                entries.append(_Entry(name, 2, content))
            else:
                entries.append(_Entry(name, 1))
                waiting.append((number, content))
        entries[parent].child = _balance(entries, first, len(entries))


def _balance(entries: list[_Entry], start: int, end: int) -> int:
    if start >= end:
        return NONE
    middle = (start + end) // 2
    entries[middle].left = _balance(entries, start, middle)
    entries[middle].right = _balance(entries, middle + 1, end)
    return middle


def _packed(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le")
    return (
        (name + b"\0\0").ljust(64, b"\0")
        + struct.pack("<HBB3I", len(name) + 2, entry.kind, 1, entry.left, entry.right, entry.child)
        + bytes(16 + 4 + 16)
        + struct.pack("<IQ", entry.start if entry.kind != 1 else 0, len(entry.data))
    )


def _chain(out: bytearray, table: list[int], data: bytes, size: int) -> int:
    """Append data in sectors of a size and chain them; the first one."""
    if not data:
        return END
    start = len(table)
    count = -(-len(data) // size)
    out += data.ljust(count * size, b"\0")
    table += [*range(start + 1, start + count), END]
    return start


def _with_header(
    body: bytearray, fat: list[int], directory: int, mini_fat: int, minis: int
) -> bytes:
    fats = difats = 0
    while True:
        wanted = -(-(len(fat) + fats + difats) // 128)
        indexes = max(0, -(-(wanted - 109) // 127))
        if (wanted, indexes) == (fats, difats):
            break
        fats, difats = wanted, indexes
    first_fat = len(fat)
    first_difat = first_fat + fats
    whole = [*fat, *[FAT_SECTOR] * fats, *[DIFAT_SECTOR] * difats]
    whole += [FREE] * (fats * 128 - len(whole))
    sectors = list(range(first_fat, first_fat + fats))
    difat = b""
    for number in range(difats):
        chosen = sectors[109 + number * 127 : 109 + (number + 1) * 127]
        chosen += [FREE] * (127 - len(chosen))
        following = first_difat + number + 1 if number + 1 < difats else END
        difat += struct.pack("<128I", *chosen, following)
    header = MAGIC + bytes(16) + struct.pack(
        "<5H6x9I", 0x3E, 3, 0xFFFE, 9, 6, 0, fats, directory, 0, MINI_CUTOFF, mini_fat, minis,
        first_difat if difats else END, difats,
    )  # fmt: skip
    listed = (sectors[:109] + [FREE] * 109)[:109]
    return b"".join(
        (header, struct.pack("<109I", *listed), body, struct.pack(f"<{len(whole)}I", *whole), difat)
    )


# Messages -----------------------------------------------------------------------------------

UNICODE, STRING8, BINARY, OBJECT = 0x001F, 0x001E, 0x0102, 0x000D
INTEGER, BOOLEAN, TIME = 0x0003, 0x000B, 0x0040


@dataclass
class Msg:
    """A message; as an attachment of another one, it is embedded in it."""

    subject: str = ""
    sender: str = ""
    to: Sequence[str] = ()
    date: datetime | None = None
    body: str | None = None
    html: bytes | str | None = None
    rtf: bytes | None = None
    """Rich text, which is packed."""
    attachments: Sequence[tuple[str, bytes | Msg] | Attachment] = ()
    headers: str = ""
    """As they came with the mail."""
    kind: str = "IPM.Note"
    code_page: int | None = None
    """Texts are in this code page, not in Unicode."""
    body_code_page: int | None = None
    """That of the body in HTML."""
    properties: Sequence[tuple[int, int, object]] = field(default=())
    """Further ones: number, type, value."""


@dataclass
class Attachment:
    """An attachment with more than a name and bytes."""

    name: str
    content: bytes | Msg | Tree | None
    media_type: str = ""
    method: int | None = None
    content_id: str = ""
    hidden: bool = False


def make_msg(
    subject: str = "",
    sender: str = "",
    to: Sequence[str] = (),
    date: datetime | None = None,
    body: str | None = None,
    html: bytes | str | None = None,
    rtf: bytes | None = None,
    attachments: Sequence[tuple[str, bytes | Msg] | Attachment] = (),
    **more: object,
) -> bytes:
    """The bytes of a message; `more` as in `Msg`."""
    return compound_file(
        msg_tree(Msg(subject, sender, to, date, body, html, rtf, attachments, **more))
    )  # type: ignore[arg-type]


def msg_tree(msg: Msg, embedded: bool = False) -> dict[str, bytes | Tree]:
    """The storages and streams of a message."""
    string = UNICODE if msg.code_page is None else STRING8
    values: list[tuple[int, int, object]] = [(0x001A, string, msg.kind)]
    texts = ((0x0037, msg.subject), (0x1000, msg.body), (0x007D, msg.headers or None))
    values += [(number, string, text) for number, text in texts if text is not None]
    if msg.sender:
        name, address = parseaddr(msg.sender)
        values += [(0x0C1A, string, name), (0x0C1E, string, "SMTP"), (0x0C1F, string, address)]
    if isinstance(msg.html, bytes):
        values.append((0x1013, BINARY, msg.html))
    elif msg.html is not None:
        values.append((0x1013, string, msg.html))
    if msg.rtf is not None:
        values.append((0x1009, BINARY, pack_rich_text(msg.rtf)))
    if msg.date:
        values.append((0x0039, TIME, msg.date))
    if msg.code_page is not None:
        values.append((0x3FFD, INTEGER, msg.code_page))
    if msg.body_code_page is not None:
        values.append((0x3FDE, INTEGER, msg.body_code_page))
    values += msg.properties
    counts = struct.pack(
        "<8x4I", len(msg.to), len(msg.attachments), len(msg.to), len(msg.attachments)
    )
    tree = _storage(values, counts if embedded else counts + bytes(8), msg.code_page)
    for number, person in enumerate(msg.to):
        name, address = parseaddr(person)
        tree[f"__recip_version1.0_#{number:08X}"] = _storage(
            [(0x0C15, INTEGER, 1), (0x3001, string, name or address), (0x39FE, string, address)],
            bytes(8),
            msg.code_page,
        )
    for number, item in enumerate(msg.attachments):
        one = item if isinstance(item, Attachment) else Attachment(*item)
        tree[f"__attach_version1.0_#{number:08X}"] = _attachment(one, string, msg.code_page)
    if not embedded:
        tree["__nameid_version1.0"] = {f"__substg1.0_000{n}0102": b"" for n in (2, 3, 4)}
    return tree


def _attachment(one: Attachment, string: int, code_page: int | None) -> dict[str, bytes | Tree]:
    values: list[tuple[int, int, object]] = []
    if isinstance(one.content, bytes):
        method = 1
        values.append((0x3701, BINARY, one.content))
    else:
        method = 5 if isinstance(one.content, Msg) else 6 if one.content is not None else 7
    values.append((0x3705, INTEGER, one.method if one.method is not None else method))
    named = (
        (0x3707, one.name),
        (0x3001, one.name),
        (0x370E, one.media_type),
        (0x3712, one.content_id),
    )
    values += [(number, string, text) for number, text in named if text]
    if one.hidden:
        values.append((0x7FFE, BOOLEAN, True))
    tree = _storage(values, bytes(8), code_page)
    if isinstance(one.content, Msg):
        tree["__substg1.0_3701000D"] = msg_tree(one.content, embedded=True)
    elif one.content is not None and not isinstance(one.content, bytes):
        tree["__substg1.0_3701000D"] = one.content
    return tree


def _storage(
    values: Sequence[tuple[int, int, object]], header: bytes, code_page: int | None
) -> dict[str, bytes | Tree]:
    tree: dict[str, bytes | Tree] = {}
    entries = bytearray(header)
    for number, kind, value in values:
        fixed = b""
        if kind in (INTEGER, BOOLEAN):
            fixed = struct.pack("<q", int(value))  # type: ignore[call-overload]
        elif isinstance(value, datetime):
            ticks = (value - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds() * 10_000_000
            fixed = struct.pack("<Q", int(ticks))
        else:
            if kind == UNICODE:
                value = str(value).encode("utf-16-le")
            elif kind == STRING8:
                value = str(value).encode(
                    "utf-8" if code_page == 65001 else f"cp{code_page or 1252}"
                )
            assert isinstance(value, bytes)
            tree[f"__substg1.0_{number:04X}{kind:04X}"] = value
            fixed = struct.pack("<II", len(value) + {UNICODE: 2, STRING8: 1}.get(kind, 0), 0)
        entries += struct.pack("<HHI", kind, number, 6) + fixed
    tree["__properties_version1.0"] = bytes(entries)
    return tree


# Packed rich text ---------------------------------------------------------------------------

_START = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "
    rb"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n" + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)


def pack_rich_text(data: bytes) -> bytes:
    """Rich text as a message holds it (LZFu), with references into what came before."""
    whole = _START + data
    position = len(_START)
    tokens: list[bytes] = []
    while position < len(whole):
        window = max(0, position - 4000)
        length = 0
        for wanted in range(min(17, len(whole) - position), 1, -1):
            found = whole.find(whole[position : position + wanted], window, position)
            if found != -1:
                length = wanted
                tokens.append(struct.pack(">H", found % 4096 << 4 | wanted - 2))
                break
        if not length:
            tokens.append(whole[position : position + 1])
        position += length or 1
    tokens.append(struct.pack(">H", position % 4096 << 4))
    out = bytearray()
    for start in range(0, len(tokens), 8):
        run = tokens[start : start + 8]
        out.append(sum(1 << bit for bit, token in enumerate(run) if len(token) == 2))
        out += b"".join(run)
    return struct.pack("<IIII", len(out) + 12, len(data), 0x75465A4C, 0) + bytes(out)
