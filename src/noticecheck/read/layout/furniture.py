"""What surrounds the text of pages: running headers and footers, page numbers, footnotes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from noticecheck.late import dataclass, regex
from noticecheck.model import Box
from noticecheck.read.layout.lines import Line, rows_of

_ZONE = 0.2
"""Of a page's height, at its top and at its foot, where furniture stands."""
_MOST_ROWS = 8
"""At either end of a page that can be furniture."""
_SHIFT = 6.0
"""Points by which furniture moves from page to page, at most."""
_NUMBER = regex(r"\d+")
_PAGE_NUMBER = regex(r"(?i)\W*(?:page|p\.|pg\.?)\s*\d{1,4}(?:\s*(?:of|/|-)\s*\d{1,4})?\W*")
_BARE_NUMBER = regex(r"\W{0,3}(\d{1,4})(?:\s*(?:of|/)\s*(\d{1,4}))?\W{0,3}")
_NOTE_MARK = regex(r"\[?(\d{1,2}|[*†‡§]{1,2})[\].)]?(?!\d)")
_REFERENCE = regex(r"""\[(\d{1,2})\][.,;:!?)"'’”]*$|([*†‡]{1,2})[.,;:!?)"'’”]*$""")
_ALONE = 1.5
"""Times its height: a number so far below all else at the foot of a page counts the pages."""
_AT_FOOT = 0.12
"""Of a page's height: where such a number stands."""
_MARGIN = 0.35
"""Of a page's width, at its left: where numbers of lines stand."""
_FEWEST_NUMBERED = 15
_SMALLER = 0.93
"""Of the size of the body: letters of a footnote are not larger."""

Row = list[Line]


@dataclass(frozen=True)
class Surroundings:
    """The lines of one page, parted."""

    head: tuple[Row, ...]
    body: tuple[Line, ...]
    notes: tuple[Row, ...]
    """Rows of footnotes, from top to bottom."""
    foot: tuple[Row, ...]


def part_pages(pages: Sequence[tuple[Box, Sequence[Line]]]) -> list[Surroundings]:
    """Each page, given as its frame and its lines, with what is furniture kept apart."""
    counted = [_line_numbers(frame, lines) for frame, lines in pages]
    rows = [
        rows_of([line for line in lines if id(line) not in numbers] if numbers else lines)
        for (_, lines), numbers in zip(pages, counted, strict=True)
    ]
    frames = [frame for frame, _ in pages]
    heads = _running(rows, frames, top=True)
    feet = _running([list(reversed(page)) for page in rows], frames, top=False)
    body_size = _usual_size(line for page in rows for row in page for line in row)
    result: list[Surroundings] = []
    for page, head, foot, numbers in zip(rows, heads, feet, counted, strict=True):
        last = len(page) - 1
        below = {last - index for index in foot} - set(head)
        inner = [row for index, row in enumerate(page) if index not in below.union(head)]
        notes = _notes(inner, body_size, _referred(inner))
        body = inner[: len(inner) - notes]
        result.append(
            Surroundings(
                tuple(page[index] for index in head),
                tuple(line for row in body for line in row),
                tuple(inner[len(inner) - notes :]),
                (
                    *(page[index] for index in sorted(below)),
                    *([list(numbers.values())] if numbers else ()),
                ),
            )
        )
    return result


def _line_numbers(frame: Box, lines: Sequence[Line]) -> dict[int, Line]:
    """The numbers along the left edge that count the lines of a page."""
    edge = frame[0] + _MARGIN * (frame[2] - frame[0])
    alone = [line for line in lines if len(line.words) == 1 and line.right < edge]
    numbers = {
        int(line.text): line
        for line in sorted(alone, key=lambda line: line.top)
        if line.text.isdecimal() and len(line.text) < 4
    }
    count = next(n for n in range(len(numbers) + 1) if n + 1 not in numbers)
    if count < _FEWEST_NUMBERED:
        return {}
    found = [numbers[n + 1] for n in range(count)]
    steps = [above.bottom - below.bottom for above, below in pairwise(found)]
    if min(steps) <= 0 or max(steps) > 1.2 * min(steps):
        return {}
    own = {id(line): line for line in found}
    right = max(line.right for line in found)
    others = [
        line
        for line in lines
        if id(line) not in own and found[-1].bottom < (line.bottom + line.top) / 2 < found[0].top
    ]
    # Numbers of rows stand in a table, in whose rows more than one cell follows.
    cells = sum(len(row) > 1 for row in rows_of(others))
    clear = all(line.left > right for line in others)
    return own if clear and cells < 0.3 * count else {}


def _usual_size(lines: Iterable[Line]) -> float:
    """The size of most letters."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[round(line.size, 1)] += sum(len(word.text) for word in line.words)
    return counts.most_common(1)[0][0] if counts else 0.0


def _text(row: Row) -> str:
    return " ".join(line.text for line in row)


def _running(pages: Sequence[Sequence[Row]], frames: Sequence[Box], top: bool) -> list[list[int]]:
    """Which rows of each page, counted from its edge inward, stand on other pages as well."""
    groups: dict[str, list[tuple[int, int, float, tuple[str, ...]]]] = defaultdict(list)
    for number, (page, frame) in enumerate(zip(pages, frames, strict=True)):
        for index, row in enumerate(page[:_MOST_ROWS]):
            depth = frame[3] - row[0].top if top else row[0].bottom - frame[1]
            if depth > _ZONE * (frame[3] - frame[1]):
                break
            words = _text(row)
            numbers = tuple(_NUMBER.findall(words))
            key = " ".join(_NUMBER.sub("0", words).lower().split())
            groups[key].append((number, index, depth, numbers))
    running: set[tuple[int, int]] = set()
    for key, members in groups.items():
        if key == "0":
            # A number alone: it counts the pages, or it is none of theirs.
            members = [m for m in members if _counts(m, members)]
        for number, index, depth, numbers in members:
            if any(
                other[0] != number
                and abs(other[2] - depth) <= _SHIFT
                and _steps(number, numbers, other[0], other[3])
                for other in _near(members, number)
            ):
                running.add((number, index))
    chosen: list[list[int]] = []
    for number, page in enumerate(pages):
        own: list[int] = []
        for index, row in enumerate(page[:_MOST_ROWS]):
            lone = not top and not index and _is_lone_number(page, frames[number])
            alone = lone or (
                _depth(row, frames[number], top) <= _ZONE
                and _is_page_number(_text(row), number, len(pages))
            )
            if (number, index) in running or alone:
                own.append(index)
            elif index:
                # One line may stand outside what runs, such as a date; it is none of it.
                break
        chosen.append(own)
    return chosen


def _is_lone_number(upward: Sequence[Row], frame: Box) -> bool:
    """Whether the lowest row of a page is a number far below the others."""
    last = upward[0]
    if len(upward) < 3 or not _BARE_NUMBER.fullmatch(_text(last)):
        return False
    gap = min(line.bottom for line in upward[1]) - last[0].top
    return _depth(last, frame, top=False) <= _AT_FOOT and gap > _ALONE * last[0].height


def _depth(row: Row, frame: Box, top: bool) -> float:
    height = frame[3] - frame[1]
    return (frame[3] - row[0].top if top else row[0].bottom - frame[1]) / height


def _near(
    members: Sequence[tuple[int, int, float, tuple[str, ...]]], number: int
) -> list[tuple[int, int, float, tuple[str, ...]]]:
    """The members on the pages next to one, and at both ends: enough to tell, in linear time."""
    if len(members) <= 8:
        return list(members)
    position = next(i for i, member in enumerate(members) if member[0] >= number)
    return [*members[max(0, position - 3) : position + 4], *members[:2]]


def _counts(
    member: tuple[int, int, float, tuple[str, ...]],
    members: Sequence[tuple[int, int, float, tuple[str, ...]]],
) -> bool:
    """Whether a number alone goes up with the pages."""
    return any(
        other[0] != member[0] and int(other[3][0]) - int(member[3][0]) == other[0] - member[0]
        for other in _near(members, member[0])
        if len(other[3][0]) < 6 and len(member[3][0]) < 6
    )


def _steps(page: int, numbers: tuple[str, ...], other: int, others: tuple[str, ...]) -> bool:
    """Whether all numbers are the same but one, which goes up with the pages."""
    changed = [(a, b) for a, b in zip(numbers, others, strict=True) if a != b]
    if not changed:
        return True
    return len(changed) == 1 and all(
        len(a) < 6 and len(b) < 6 and int(b) - int(a) == other - page for a, b in changed
    )


def _is_page_number(words: str, page: int, pages: int) -> bool:
    if _PAGE_NUMBER.fullmatch(words):
        return True
    bare = _BARE_NUMBER.fullmatch(words)
    return bare is not None and int(bare[1]) == page + 1 and (bare[2] is not None or pages > 1)


def _referred(rows: Sequence[Row]) -> set[str]:
    """The numbers and signs behind words that send a reader to a note."""
    return {
        found[1] or found[2]
        for row in rows
        for line in row
        for word in line.words
        if (found := _REFERENCE.search(word.text)) and found.start()
    }


def _notes(rows: Sequence[Row], body_size: float, referred: set[str]) -> int:
    """How many rows at the foot of a page are footnotes: in smaller letters, behind a mark that
    stands in the text or is raised."""
    marked = 0
    for count, row in enumerate(reversed(rows), 1):
        if max(line.size for line in row) > _SMALLER * body_size:
            break
        first = row[0].words[0]
        mark = _NOTE_MARK.match(first.text)
        alone = len(row) == 1 and len(row[0].words) == 1
        if mark and not alone and (mark[1] in referred or first.size < _SMALLER * row[0].size):
            marked = count
    return marked if marked < len(rows) else 0


def starts_note(row: Row) -> bool:
    """Whether a row begins a footnote, by the mark that stands first."""
    return _NOTE_MARK.match(row[0].words[0].text) is not None
