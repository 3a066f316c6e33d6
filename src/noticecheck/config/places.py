"""On which lines of a TOML file its keys stand: tomllib reads their values and forgets that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Key = tuple[str | int, ...]

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_KEY = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEADER = re.compile(rf"\s*\[(?P<array>\[)?\s*(?P<key>{_KEY})\s*\]")
_PAIR = re.compile(rf"\s*(?P<key>{_KEY})\s*=")
_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"""|'
    r"'''.*?'''|"
    r'"(?:[^"\\\n]|\\.)*"|'
    r"'[^'\n]*'|#[^\n]*|[\[{\]}]|\n",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Places:
    """The lines of a file's keys, counted from 1."""

    lines: Mapping[Key, int]
    text: str

    def line(self, key: Key) -> int:
        """The line of a key; of one within a value, that of the value; 1 for the whole file."""
        while key and key not in self.lines:
            key = key[:-1]
        return self.lines.get(key, 1)

    def source_line(self, key: Key) -> str:
        lines = self.text.split("\n")
        number = self.line(key)
        return lines[number - 1] if number <= len(lines) else ""


def places_of(text: str) -> Places:
    """The places of every table and key of a TOML file that tomllib can read."""
    text = text.replace("\r\n", "\n")
    lines: dict[Key, int] = {}
    counts: dict[Key, int] = {}
    table: Key = ()
    for number, statement in _statements(text):
        if header := _HEADER.match(statement):
            table = ()
            parts = _parts(header["key"])
            for at, part in enumerate(parts):
                table = (*table, part)
                if header["array"] and at == len(parts) - 1:
                    counts[table] = counts.get(table, -1) + 1
                if table in counts:
                    table = (*table, counts[table])
                lines.setdefault(table, number)
            lines.setdefault(tuple(parts), number)
        elif pair := _PAIR.match(statement):
            key = table
            for part in _parts(pair["key"]):
                key = (*key, part)
                lines.setdefault(key, number)
            for item, line in _items(statement[pair.end() :], number):
                lines.setdefault((*key, item), line)
    return Places(lines, text)


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each header or pair with the line that it begins on; values may run over several lines."""
    start = depth = 0
    header = False
    for token in _TOKEN.finditer(text):
        word = token.group()
        if word in "[{" and word.strip():
            header = header or (depth == 0 and not text[start : token.start()].strip(" \t["))
            depth += 1
        elif word in "]}" and word.strip():
            depth -= 1
        elif word == "\n" and depth <= 0:
            yield text.count("\n", 0, start) + 1, text[start : token.start()]
            start, depth = token.end(), 0
    yield text.count("\n", 0, start) + 1, text[start:]


def _items(value: str, first: int) -> Iterator[tuple[int, int]]:
    """The strings of a list with their lines: of a list of wordings each has its own."""
    if not value.lstrip().startswith("["):
        return
    number = 0
    for token in _TOKEN.finditer(value):
        if token.group()[0] in "\"'":
            yield number, first + value.count("\n", 0, token.start())
            number += 1


def _parts(key: str) -> tuple[str, ...]:
    return tuple(_unquoted(part) for part in re.findall(_PART, key))


def _unquoted(part: str) -> str:
    if part[0] == "'":
        return part[1:-1]
    if part[0] == '"':
        return re.sub(r"\\(.)", r"\1", part[1:-1])
    return part
