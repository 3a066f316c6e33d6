"""Words to lines: which words stand together on a line, and which lines stand side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from noticecheck.late import dataclass, regex
from noticecheck.model import Box

_CELL = 1.0
"""A gap as wide as the letters are high, or wider, may part columns."""
_FEWEST_GAPS = 20
"""Between words of a page, which show how wide its blanks are."""
TERMINAL = regex(r"""[.:;?!]["'’”)\]]*$""")
"""At the end of a line that ends a sentence."""
LOWER = regex(r"""["'(\[“‘]*[a-z]""")
"""At the beginning of a line that begins no sentence."""
# "¢" and "©" are what text recognition makes of bullets.
_LIST_MARK = regex(
    r"[-–*•▪◦·o●■¢©§\u2043\u25aa\u25cb\uf000-\uf0ff]|\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?"
)
_OVERLAP = 0.4
"""Of the height of the lower one that words of one line share, at least."""
_FEWEST_SPACED = 4
"""Letters from which on single letters in a row are one spaced word."""
_SMALL = 0.85
"""Of the size of a line: the letters of a note's number are not larger."""
_RAISED = 0.1
"""Of the size of a line: so much higher they stand at least."""
_TOUCHING = 0.1
"""Of the size of the letters: two words with no more between them are one."""
_WINDOW = 40
"""Lines of a row among which one that stands above another is looked for."""
_RIGHT_TO_LEFT = regex("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without blanks, as a page shows it."""

    text: str
    box: Box
    """In points of the page, the origin in its lower left corner."""
    line: int
    """The line that its source puts it on; words of one line stand in reading order."""
    size: float
    """Of its letters, in points."""
    confidence: float = 1.0
    """How sure text recognition is, from 0 to 1; 1 for text that is text."""
    bold: bool = False


@dataclass(frozen=True)
class Line:
    """Words beside one another, from left to right, with nothing wide between them."""

    words: tuple[Word, ...]
    left: float
    bottom: float
    right: float
    top: float
    size: float

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @cached_property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)


def line_of(words: Sequence[Word]) -> Line:
    """A line of these words; its height is that of its largest letters."""
    if len(words) == 1:
        word = words[0]
        left, bottom, right, top = word.box
        return Line((word,), left, bottom, right, top, word.size)
    largest = max(words, key=lambda word: word.size * len(word.text))
    return Line(
        tuple(words),
        min(word.box[0] for word in words),
        largest.box[1],
        max(word.box[2] for word in words),
        largest.box[3],
        largest.size,
    )


def overlap(a: Line, b: Line) -> float:
    """The share of the height of the lower of two lines that both cover."""
    lower = min(a.height, b.height)
    return (min(a.top, b.top) - max(a.bottom, b.bottom)) / lower if lower > 0 else 0.0


def lines_of(words: Sequence[Word]) -> list[Line]:
    """The words of a page as lines, from top to bottom; what stands far to the side is a line of
    its own. A list mark stays with what it marks."""
    pieces: list[Line] = []
    run: list[Word] = []
    cell = _cell(words)
    for word in words:
        if run and _parts(run, word, cell):
            pieces.append(line_of(run))
            run = []
        if run and -_TOUCHING < (word.box[0] - run[-1].box[2]) / word.size < _TOUCHING / 2:
            # A blank that its source made up.
            run[-1] = together([run[-1], word])
        else:
            run.append(word)
    if run:
        pieces.append(line_of(run))
    lines: list[Line] = []
    for row in rows_of(pieces):
        lines += _joined(row, cell)
    return lines


def _cell(words: Sequence[Word]) -> float:
    """How wide a gap may part columns, in sizes of the letters: wider on a page whose words all
    stand far apart, as a typewriter puts them."""
    gaps = [
        (word.box[0] - last.box[2]) / word.size
        for last, word in pairwise(words)
        if word.line == last.line and word.size > 0
    ]
    # Numbers that stand so are a table.
    prose = sum(word.text[:1].isalpha() for word in words)
    if len(gaps) < _FEWEST_GAPS or prose < 0.6 * len(words):
        return _CELL
    usual = sorted(gaps)[len(gaps) // 2]
    alike = sum(abs(gap - usual) < 0.3 * usual for gap in gaps)
    if not _CELL / 2 < usual < _CELL * 2 or alike < 0.7 * len(gaps):
        return _CELL
    return max(_CELL, 1.6 * usual)


def _parts(run: Sequence[Word], word: Word, cell: float) -> bool:
    """Whether a word does not go on with the words before it."""
    last = run[-1]
    if word.line != last.line:
        return True
    left, bottom, _, top = word.box
    _, last_bottom, last_right, last_top = last.box
    lower = min(top - bottom, last_top - last_bottom)
    if min(top, last_top) - max(bottom, last_bottom) < _OVERLAP * lower:
        return True
    if left < last.box[0] - 0.5:
        # Words from right to left stand in their order already.
        return not _RIGHT_TO_LEFT.match(word.text)
    if left - last_right <= cell * max(word.size, last.size):
        return False
    return not (len(run) == 1 and _LIST_MARK.fullmatch(last.text))


def rows_of(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines that stand at one height together, from left to right; from top to bottom."""
    rows: list[list[Line]] = []
    tallest: Line | None = None
    for line in sorted(lines, key=lambda line: (-(line.bottom + line.top), line.left)):
        if (
            tallest is not None
            and overlap(tallest, line) > 0.5
            and not _is_below(line, rows[-1][-_WINDOW:])
        ):
            rows[-1].append(line)
            if line.size > tallest.size:
                tallest = line
        else:
            rows.append([line])
            tallest = line
    for row in rows:
        row.sort(key=lambda line: line.left)
    return rows


def _is_below(line: Line, row: Sequence[Line]) -> bool:
    """Whether a line stands below one of a row, both beside larger letters."""
    return any(
        min(line.right, other.right) - max(line.left, other.left) > 0.5 * line.size
        and overlap(line, other) <= 0.5
        for other in row
    )


def _joined(row: Sequence[Line], cell: float) -> list[Line]:
    """The lines of a row, those close to each other as one; what is drawn twice counts once."""
    if len(row) == 1:
        return [_unspaced(row[0])]
    groups: list[list[Word]] = []
    right = float("-inf")
    for line in row:
        close = groups and line.left - right <= cell * line.size
        marked = groups and len(groups[-1]) == 1 and _LIST_MARK.fullmatch(groups[-1][0].text)
        if close or marked:
            _glue(groups[-1], line)
        else:
            groups.append(list(line.words))
        right = max(right, line.right) if close or marked else line.right
    return [_unspaced(_with_notes(line_of(_drawn_once(group)))) for group in groups]


def _glue(group: list[Word], line: Line) -> None:
    """Adds the words of a line to those before it; where no gap is between two, they are one."""
    last, first = group[-1], line.words[0]
    gap = first.box[0] - last.box[2]
    same = abs(first.size - last.size) < 0.1 * last.size
    if same and -_TOUCHING * first.size < gap < _TOUCHING * first.size:
        group[-1:] = [together([last, first]), *line.words[1:]]
    else:
        group.extend(line.words)


def _with_notes(line: Line) -> Line:
    """A line whose small raised letters stand with the word before: numbers of notes in brackets,
    the end of "12th" as it is."""
    if all(word.size > _SMALL * line.size for word in line.words):
        return line
    words: list[Word] = []
    raised = False
    for word in line.words:
        last = words[-1] if words else None
        if (
            last is not None
            and word.size <= _SMALL * line.size
            and word.box[1] > line.bottom + _RAISED * line.size
            and -0.2 * line.size < word.box[0] - last.box[2] < 0.3 * line.size
            and len(word.text) <= 3
        ):
            note = word.text.isdecimal()
            words[-1] = together(
                [last, replace(word, text=f"[{word.text}]" if note else word.text)]
            )
            raised = True
            continue
        if raised and word.box[0] - words[-1].box[2] < _TOUCHING * line.size:
            words[-1] = together([words[-1], word])
        else:
            words.append(word)
        raised = False
    return line_of(words)


def _drawn_once(words: Sequence[Word]) -> list[Word]:
    """Words from left to right without those that cover one of the same letters."""
    if any(_RIGHT_TO_LEFT.match(word.text) for word in words):
        return list(words)
    kept: list[Word] = []
    for word in sorted(words, key=lambda word: word.box[0]):
        left, _, right, _ = word.box
        twice = any(
            other.text == word.text
            and min(right, other.box[2]) - max(left, other.box[0]) > 0.6 * (right - left)
            for other in kept[-2:]
        )
        if not twice:
            kept.append(word)
    return kept


def _unspaced(line: Line) -> Line:
    """A line whose words are spaced out letter by letter, with the letters joined to words."""
    words = line.words
    if sum(len(word.text) == 1 for word in words) < max(_FEWEST_SPACED, 0.6 * len(words)):
        return line
    result: list[Word] = []
    position = 0
    while position < len(words):
        end = position
        while end < len(words) and len(words[end].text) == 1 and words[end].text.isalpha():
            end += 1
        if end - position >= _FEWEST_SPACED:
            result += _spaced_words(words[position:end])
            position = end
        else:
            result += words[position : max(end, position + 1)]
            position = max(end, position + 1)
    return line_of(result)


def _spaced_words(letters: Sequence[Word]) -> list[Word]:
    gaps = [b.box[0] - a.box[2] for a, b in pairwise(letters)]
    usual = sorted(gaps)[len(gaps) // 2]
    groups: list[list[Word]] = [[letters[0]]]
    for letter, gap in zip(letters[1:], gaps, strict=True):
        if gap > 1.6 * usual + 0.5:
            groups.append([])
        groups[-1].append(letter)
    return [together(group) for group in groups]


def together(words: Sequence[Word]) -> Word:
    """Several words as one, without blanks between them."""
    first = words[0]
    lefts, bottoms, rights, tops = zip(*(word.box for word in words), strict=True)
    return Word(
        "".join(word.text for word in words),
        (min(lefts), min(bottoms), max(rights), max(tops)),
        first.line,
        first.size,
        min(word.confidence for word in words),
        first.bold,
    )


def is_list_mark(word: str) -> bool:
    """Whether a word is a bullet, or a number or letter such as "(a)" and "1."."""
    return _LIST_MARK.fullmatch(word) is not None


def runs_on(above: Line, below: Line) -> bool:
    """Whether the words themselves show that a sentence goes on in the next line."""
    last = above.words[-1].text
    first = below.words[0].text
    return bool(LOWER.match(first)) and not TERMINAL.search(last) and not is_list_mark(first)
