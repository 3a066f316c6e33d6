"""Twenty letters of the corpus as structured blocks, from which the other `every_format_` modules
make every form in which a letter may come.

    python tests/every_format.py FOLDER [FORM ...]     writes them all, to be looked at
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import accumulate, groupby
from pathlib import Path
from typing import Literal

LETTERS_FOLDER = Path(__file__).resolve().parent.parent / "corpus" / "letters"

LETTERS: dict[str, date] = {
    "everything_met.txt": date(2025, 3, 27),
    "fails_every_rule.txt": date(2025, 3, 10),
    "fails_holding.md": date(2023, 11, 17),
    "cannot_say_cost.md": date(2024, 10, 2),
    "fails_silent.txt": date(2023, 9, 21),
    "loc_02_clerk_diary.txt": date(2011, 11, 9),
    "loc_04_bus_review.txt": date(2014, 6, 18),
    "loc_05_apprentice.txt": date(2024, 1, 26),
    "loc_10_watch_review.txt": date(2023, 6, 15),
    "loc_11_quarry.txt": date(2022, 7, 29),
    "loc_14_ridgeway.txt": date(2012, 10, 8),
    "loc_19_clinic_lists.txt": date(2021, 9, 20),
    "nat_03_railpaper.txt": date(2024, 2, 16),
    "nat_07_casefile.txt": date(2021, 11, 2),
    "nat_09_bronzes.txt": date(2023, 9, 13),
    "nat_10_tobacco.txt": date(2017, 11, 21),
    "nat_14_homes.txt": date(2021, 7, 6),
    "nat_15_harbour.txt": date(2013, 2, 25),
    "nat_18_coach.txt": date(2009, 8, 4),
    "nat_21_stampduty.txt": date(2026, 2, 10),
}
"""Each letter with the day on which it was sent: long and short ones; headings, numbered requests
with answers, lists, tables, notes; the three Acts; reviews, holding letters, cost, neither
confirming nor denying, several exemptions, and letters that refuse nothing."""

BULLET = "-"


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item or table row, or the short lines of an address."""

    kind: Literal["heading", "paragraph", "item", "row", "lines"]
    text: str = ""
    label: str = ""
    """What numbers it, as it is shown ("1.", "(a)"); BULLET for a bullet."""
    parts: tuple[str, ...] = ()
    """The cells of a row, or the lines of an address."""
    tight: bool = False
    """It follows the block before it without a blank line."""

    @property
    def words(self) -> str:
        """Its text with its label, on one line."""
        if self.kind == "row":
            return " | ".join(self.parts)
        if self.kind == "lines":
            return " / ".join(self.parts)
        return f"{self.label} {self.text}" if self.label else self.text


@dataclass(frozen=True, slots=True)
class Source:
    """One letter: its name, the bytes that the corpus has, and its blocks."""

    name: str
    data: bytes
    blocks: tuple[Block, ...]

    @property
    def dated(self) -> date:
        return LETTERS[self.name]

    @property
    def authority(self) -> str:
        """What stands first in the letterhead."""
        first = self.blocks[0]
        return first.parts[0] if first.parts else first.text


@cache
def source(name: str) -> Source:
    """One letter of the corpus, cut into blocks."""
    data = (LETTERS_FOLDER / name).read_bytes()
    return Source(name, data, parse(data.decode(), markdown=name.endswith(".md")))


def runs(blocks: Sequence[Block]) -> Iterator[tuple[bool, list[Block]]]:
    """The blocks with the rows of each table together; True for a table."""
    # A row that does not follow tightly begins another table.
    tables = accumulate(block.kind == "row" and not block.tight for block in blocks)
    for (is_table, _), group in groupby(
        zip(blocks, tables, strict=True), lambda pair: (pair[0].kind == "row", pair[1])
    ):
        yield is_table, [block for block, _ in group]


_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


def numbers(blocks: Sequence[Block]) -> Iterator[tuple[Block, tuple[str, str, int, int] | None]]:
    """Each block with what numbers it: number format, shape, series and position in the series.

    The shape is the label with "%" for the number. A label that does not go on with a series of
    its shape begins a new one.
    """
    last: dict[tuple[str, str], tuple[int, int]] = {}
    count = 0
    for block in blocks:
        if not block.label or block.label == BULLET:
            yield block, None
            continue
        number = re.sub(r"[().]", "", block.label)
        shape = block.label.replace(number, "%")
        readings = list(_readings(number))
        goes_on = [r for r in readings if last.get((r[0], shape), (0, -9))[1] + 1 == r[1]]
        form, position = (goes_on or sorted(readings, key=lambda r: r[1]))[0]
        if not goes_on:
            count += 1
            last[form, shape] = (count, position)
        series = last[form, shape][0]
        last[form, shape] = (series, position)
        yield block, (form, shape, series, position)


def _readings(number: str) -> Iterator[tuple[str, int]]:
    if number.isdigit():
        yield "decimal", int(number)
    if number in _ROMAN:
        yield "lowerRoman", _ROMAN.index(number) + 1
    if len(number) == 1 and number.isalpha():
        yield "lowerLetter" if number.islower() else "upperLetter", ord(number.lower()) - 96


_LABEL = re.compile(r"\s*(\(?(?:\d{1,2}|[a-z]|[ivx]{1,4}|[A-Z](?=\. .{40}))[.)])\s+(?=\S)")
_MARK = re.compile(r"\s*[-*•]\s+(?=\S)")
_RULE = re.compile(r"\s*[-=+|\s]{3,}$")
_NO_HEADING = re.compile(r"(Dear|Hello|Yours|Regards|Best|With|Mrs?|Ms|Enc)\b|.*[.,;:!?]$")
_LONGEST_WRAPPED = 110


def parse(text: str, *, markdown: bool = False) -> tuple[Block, ...]:
    """Cut the text of a letter, hard-wrapped or not, into blocks."""
    text = _plain(text)
    widest = max(len(line) for line in text.splitlines())
    width = widest if widest <= _LONGEST_WRAPPED else 0
    blocks: list[Block] = []
    greeted = closed = False
    for chunk in re.split(r"\n(?:[ \t]*\n)+", text.strip("\n")):
        lines = chunk.split("\n")
        found = list(_table(lines)) or list(_prose(lines, width))
        for index, block in enumerate(found):
            block = replace(block, tight=index > 0)
            titles = block.kind == "paragraph" and index == 0 and greeted and not closed
            titles = titles and len(block.text) < 90 and not _NO_HEADING.match(block.text)
            if block.text.startswith("#"):
                block = replace(block, kind="heading", text=block.text.lstrip("# "))
            elif titles:
                block = replace(block, kind="heading")
            blocks.append(block)
        first = lines[0].strip()
        greeted = greeted or bool(re.match(r"(Annwyl / )?Dear|Hello", first)) or "DECISION" in first
        closed = closed or first.startswith(("Yours", "Best wishes", "Signed"))
    return tuple(blocks)


def _plain(text: str) -> str:
    """Without the marks of Markdown, which some of the .txt letters have too."""
    text = re.sub(r"\*\*(\S[^*\n]*)\*\*", r"\1", text)
    text = re.sub(r"(?<![\w*])[*`](\S[^*`\n]*?)[*`](?![\w*])", r"\1", text)
    return re.sub(r"\[([^\]\n]+)\]\(https?://[^)\n]+\)", r"\1", text)


def _table(lines: Sequence[str]) -> Iterator[Block]:
    """The rows of a table, drawn with bars or set in columns; nothing for other lines."""
    bars = all(line.lstrip().startswith(("|", "+")) for line in lines)
    if bars:
        cells = [line.strip().strip("|").split("|") for line in lines if not _RULE.match(line)]
    else:
        cells = [re.split(r"\s{2,}|\t", line.strip()) for line in lines]
        if len(lines) < 2 or any(len(row) < 2 for row in cells):
            return
        if any(_LABEL.match(line) or _MARK.match(line) for line in lines):
            return
    rows: list[list[str]] = []
    for row in ([cell.strip() for cell in row] for row in cells):
        if bars and rows and not row[0]:
            rows[-1] = [f"{a} {b}".strip() for a, b in zip(rows[-1], row, strict=True)]
        else:
            rows.append(row)
    widest = max(len(row) for row in rows)
    for row in rows:
        yield Block("row", parts=tuple(row + [""] * (widest - len(row))))


def _prose(lines: Sequence[str], width: int) -> Iterator[Block]:
    """Paragraphs, items and addresses; `width` is where the letter is wrapped, or 0."""
    joined: list[str] = []
    full = False
    for line in (line for line in lines if not _RULE.match(line)):
        # In running text, a line may happen to begin with "(ii)".
        begins = (_LABEL.match(line) or _MARK.match(line)) and (line[0] == " " or not full)
        word = line.split()[0]
        indented = bool(joined) and line.startswith("    ") and _LABEL.match(joined[-1])
        fills = width and full and len(joined[-1]) and not begins
        if joined and not begins and (fills or indented):
            above = joined[-1]
            hyphen = re.search(r"[a-z]-$", above) and word[0].islower()
            joined[-1] = above[:-1] + line.strip() if hyphen else f"{above} {line.strip()}"
        else:
            joined.append(line.rstrip())
        following = lines[lines.index(line) + 1 :]
        next_word = following[0].split()[0] if following and following[0].strip() else ""
        full = bool(next_word) and len(line) + 1 + len(next_word) >= 0.86 * width
    plain = [line for line in joined if not (_LABEL.match(line) or _MARK.match(line))]
    if len(plain) == len(joined) > 1 and all(len(line) < 100 for line in joined):
        # What stands at both ends of one line in a letterhead are two lines.
        parts = [part for line in joined for part in re.split(r"\s{6,}", line.strip())]
        yield Block("lines", parts=tuple(" ".join(part.split()) for part in parts))
        return
    for line in joined:
        text = " ".join(line.split())
        if mark := _MARK.match(line):
            yield Block("item", " ".join(line[mark.end() :].split()), BULLET)
        elif label := _LABEL.match(line):
            rest = " ".join(line[label.end() :].split())
            short = len(joined) == 1 and len(rest) < 60 and not re.search(r"[.,;:!?\"]$", rest)
            yield Block("heading" if short else "item", rest, label[1])
        elif re.search(r"\S\s{6,}\S", line.strip()):
            yield Block("lines", parts=tuple(re.split(r"\s{6,}", line.strip())))
        else:
            yield Block("paragraph", text)


def main(arguments: Sequence[str]) -> None:
    """Write every form of every letter into a folder."""
    from every_format_forms import FORMS, make

    folder = Path(arguments[0])
    for form in arguments[1:] or FORMS:
        (folder / form).mkdir(parents=True, exist_ok=True)
        for name in LETTERS:
            made = make(form, name)
            (folder / form / made.name).write_bytes(made.data)


if __name__ == "__main__":
    main(sys.argv[1:])
