"""Schedules of documents: tables and lists that say of each whether it is withheld, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from noticecheck.late import dataclass, regex
from noticecheck.match import Matches
from noticecheck.model import Claim, Document, Item, ItemStatus, Passage, Span
from noticecheck.notice.cited import Cited, section_of
from noticecheck.notice.tables import Row, Table

_STATUSES: tuple[tuple[ItemStatus, str], ...] = (
    ("part", "item-in-part"),
    ("withheld", "item-withheld"),
    ("released", "item-released"),
)
"""What is done with a document, and the phrase for it; the first that stands in the cell."""
_YES_OR_NO: Mapping[tuple[bool, bool], ItemStatus] = {
    (True, True): "withheld",
    (False, True): "released",
    (True, False): "released",
    (False, False): "withheld",
}
"""By the answer, and whether the title of the column asks what is withheld."""
_EMPTY = regex(r"\W*\Z")
_CODE_BEFORE = regex(
    r"(?<![\w(.])(?P<code>[A-Z]\d?|[A-Za-z]{3,8})\W{0,3}\s?[-–=:|]\s?\W*(?:\w+ ){0,4}$"
)
_KEY_REACH = 160
"""Characters before a provision in which a key can stand: a code and a few words."""
_CODE = regex(r"\W*(?P<code>[A-Za-z]\d?|[A-Za-z]{3,8})(?=\W|$)")
_NUMBERS = regex(
    r"[\s.:]*(?:nos?\.?\s*|numbers?\s*)?(?P<list>\(?\w{1,3}\)?(?:\s*(?:,|and|or|to|&|-|–)\s*\(?\d{1,3}\)?)*)",
    re.IGNORECASE,
)
_RANGE = regex(r"(\d{1,3})\s*(?:to|-|–)\s*(\d{1,3})")
_MOST_IN_RANGE = 300
_TAIL = regex(r"[\s.](?:[-–—]+|\()\s*|[:;|]\s+|,\s+(?=\w)")
"""What parts the description of an entry of a list from what is said of it."""
_NOTE = regex(r"[*†‡]|\[\d{1,2}\]|[¹²³]")
"""The mark of a note."""
_LONGEST_ENTRY = 260
_FEWEST_NAMED = 2
"""Entries of a list that name an exemption, from which on one without it stands out."""
_TEXTS_WITH_TRUE_CELLS = (
    "text/plain", "text/markdown", "text/html",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)  # fmt: skip
"""Formats in which an empty cell is seen to be one; a PDF has words on a page, and no cells."""


@dataclass(frozen=True, slots=True)
class _Letter:
    """What items are judged by."""

    text: str
    passages: Sequence[Passage]
    matches: Matches
    relied: Sequence[Cited]
    """The citations by which the letter refuses."""
    codes: Mapping[str, tuple[str, ...]]
    """Letters and colours that the letter explains, and the provisions that they stand for."""
    true_cells: bool

    def named_in(self, span: Span) -> tuple[str, ...]:
        return tuple(dict.fromkeys(c.provision for c in self.relied if span.contains(c.span)))


def find_items(
    document: Document,
    passages: Sequence[Passage],
    tables: Sequence[Table],
    cited: Sequence[Cited],
    claims: Sequence[Claim],
    matches: Matches,
) -> tuple[Item, ...]:
    """The documents of all schedules of a letter that claims something, in reading order."""
    if not claims:
        return ()
    sections = {(c.regime, section_of(c.provision)) for c in claims}
    relied = [c for c in cited if (c.regime, section_of(c.provision)) in sections
              and c.role in ("relied", "recited")]  # fmt: skip
    letter = _Letter(
        document.text, passages, matches, relied, _codes(document.text, relied, matches),
        document.media_type in _TEXTS_WITH_TRUE_CELLS,
    )  # fmt: skip
    items: list[Item] = []
    for table in tables:
        items += _items_of_table(table, letter)
    items += _items_of_lists(letter)
    # The Regulations have their exceptions in one regulation.
    kinds = {c.provision if c.regime == "eir2004" else section_of(c.provision) for c in claims}
    if len(kinds) < 2 or _speaks_of_all(letter):
        # Whoever reads "all of it is exempt under section 40(2)" needs no more beside each.
        items = [replace(item, doubtful=True) if item.lacks_exemption else item for item in items]
    return tuple(sorted((_as_told(item, letter) for item in items), key=lambda i: i.span))


def _codes(text: str, relied: Sequence[Cited], matches: Matches) -> dict[str, tuple[str, ...]]:
    """The key of the letter: "A - section 40(2); B - section 43(2)", "Yellow = section 40(2)"."""
    codes: dict[str, list[str]] = {}
    for one in relied:
        near = max(one.sentence.start, one.span.start - _KEY_REACH)
        line = max(text.rfind("\n", near, one.span.start) + 1, near)
        before = _CODE_BEFORE.search(text, line, one.span.start)
        if before is None:
            continue
        code = before["code"]
        if len(code) > 2 and not matches.fills("key-colour", Span(*before.span("code"))):
            continue
        if len(code) <= 2 and not code[0].isupper():
            continue
        codes.setdefault(code.lower(), []).append(one.provision)
    return {code: tuple(dict.fromkeys(named)) for code, named in codes.items()}


def _items_of_table(table: Table, letter: _Letter) -> list[Item]:
    decision, named = table.decision, table.exemptions
    described = table.column("item", "label", "other")
    if table.other or described is None or {"code", "question"} & {*table.roles}:
        return []
    if named is None and decision is None:
        return []
    rows = [row for row in table.rows if any(row.cells)]
    naming = sum(bool(letter.named_in(row.span)) for row in rows)
    if not naming or (named is None and naming < _FEWEST_NAMED):
        return []
    items: list[Item] = []
    above: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    for row in rows:
        if sum(cell is not None for cell in row.cells) == 1 and letter.named_in(row.span):
            # "Withheld under section 42", across the table, over the rows below.
            group = letter.named_in(row.span)
            continue
        item = _item(table, row, above, letter)
        if group and item.lacks_exemption:
            item = replace(item, provisions=group)
        if naming < _FEWEST_NAMED and item.lacks_exemption:
            item = replace(item, doubtful=True)
        items.append(item)
        above = item.provisions or above
    return items


def _item(table: Table, row: Row, above: tuple[str, ...], letter: _Letter) -> Item:
    """One row: its words in the columns of the table, as far as each is known to be in its own."""
    matches = letter.matches
    decision, named = table.decision, table.exemptions
    decided = row.cells[decision] if decision is not None else None
    cell = row.cells[named] if named is not None else None
    status = _status(table, decided, letter)
    if decision is not None and status == "unknown" and not row.cells[-1]:
        # A cell is lost, and those behind it have moved.
        moved = (c for c in row.cells if c and _is_nothing_but_status(c, letter))
        status = next((_status_of(cell, letter.matches) for cell in moved), status)
    provisions = letter.named_in(row.span)
    doubtful = not (row.fits and letter.true_cells and decided)
    if not provisions and cell is not None and matches.fills("as-above", cell):
        provisions = above
    if not provisions and cell is not None:
        provisions = _by_code(cell, letter)
    if decision is None:
        status = _by_its_exemption(table, cell, provisions, letter)
        doubtful = True
    doubtful = doubtful or _says_more(table, row, letter)
    label = letter.passages[row.passage].label
    at = table.column("item", "other", "label")
    description = (row.cells[at] if at is not None else None) or row.span
    return Item(label, description, status, provisions, row.span, doubtful and not provisions)


def _says_more(table: Table, row: Row, letter: _Letter) -> bool:
    """Beside a decision, a row has words that may stand for an exemption or point to one: in its
    column or one of comments, behind the decision itself, or at the foot of the table."""
    if len(table.columns("decision")) > 1 or _NOTE.search(letter.text, *row.span):
        return True
    decided = row.cells[table.decision] if table.decision is not None else None
    if decided is not None and not _is_nothing_but_status(decided, letter):
        return True
    return any(
        cell is not None
        and role in ("exemption", "section", "comment")
        and not _EMPTY.match(letter.text, cell.start, cell.end)
        and not letter.matches.fills("item-names-none", cell)
        for cell, role in zip(row.cells, table.roles, strict=True)
    )


def _status(table: Table, cell: Span | None, letter: _Letter) -> ItemStatus:
    """What the cell of decisions says: in words, or yes or no to what its title asks."""
    if cell is None:
        return "unknown"
    matches = letter.matches
    title = table.titles[table.decision or 0]
    asks_withheld = matches.has("column-of-withholding", title, denied=None)
    if asks_withheld or matches.has("column-of-release", title, denied=None):
        for yes, name in ((True, "cell-yes"), (False, "cell-no")):
            if matches.fills(name, cell):
                return _YES_OR_NO[yes, asks_withheld]
    return _status_of(cell, matches)


def _status_of(span: Span, matches: Matches) -> ItemStatus:
    if matches.has("item-not-in-question", span, denied=None):
        return "unknown"
    for status, name in _STATUSES:
        if matches.has(name, span):
            return status
    return "unknown"


def _by_its_exemption(
    table: Table, cell: Span | None, provisions: tuple[str, ...], letter: _Letter
) -> ItemStatus:
    """Without a column of decisions: what names an exemption is withheld; what names none is so
    where the words above the table say that it lists what is withheld."""
    said = _status_of(cell, letter.matches) if cell else "unknown"
    if said != "unknown":
        return said
    if provisions:
        return "withheld"
    above = letter.passages[table.heading - 1] if table.heading else None
    listed = above is not None and letter.matches.has("list-of-the-withheld", above.span)
    dash = cell is not None and letter.matches.fills("item-names-none", cell)
    return "withheld" if listed and not dash else "unknown"


def _by_code(cell: Span, letter: _Letter) -> tuple[str, ...]:
    """The provisions of the letters or colours of a key that stand in a cell."""
    found: list[str] = []
    position = cell.start
    while hit := _CODE.match(letter.text, position, cell.end):
        named = letter.codes.get(hit["code"].lower())
        if named is None:
            return ()
        found += named
        position = hit.end()
    return tuple(dict.fromkeys(found))


def _is_nothing_but_status(cell: Span, letter: _Letter) -> bool:
    names = (*(name for _, name in _STATUSES), "cell-yes", "cell-no")
    return any(letter.matches.fills(name, cell) for name in names)


def _items_of_lists(letter: _Letter) -> Iterator[Item]:
    """Entries of lists of which some name an exemption at their end: "2. Minute - withheld"."""
    run: list[Item | None] = []
    for index in range(len(letter.passages) + 1):
        entry = None
        if index < len(letter.passages):
            passage = letter.passages[index]
            # A short entry looks like a title.
            listed = passage.kind == "item" or (passage.kind == "heading" and passage.label)
            if listed and passage.part == "response":
                entry = _entry(passage, letter)
                run.append(entry)
                continue
        known = [item for item in run if item is not None]
        naming = sum(bool(item.provisions) for item in known)
        if naming >= _FEWEST_NAMED and len(known) == len(run):
            yield from known
        run = []


def _entry(passage: Passage, letter: _Letter) -> Item | None:
    """An entry that says, behind a dash or a comma, what is done with what it describes."""
    span, matches = passage.span, letter.matches
    if span.end - span.start > _LONGEST_ENTRY or len(passage.sentences) > 2:
        return None
    for part in _TAIL.finditer(letter.text, span.start, span.end):
        tail = Span(part.end(), span.end)
        opened = next(((s, n) for s, n in _STATUSES if matches.opens(n, tail)), None)
        if opened is None:
            continue
        status, name = opened
        provisions = letter.named_in(tail)
        return Item(
            passage.label, Span(span.start, part.start()), status, provisions, span,
            not provisions and not matches.fills(name, tail),
        )  # fmt: skip
    return None


def _speaks_of_all(letter: _Letter) -> bool:
    """A sentence outside the schedule names an exemption for everything that is withheld."""
    return any(
        letter.matches.has("of-every-item", c.sentence, denied=None)
        for c in letter.relied
        if letter.passages[c.passage].kind not in ("row", "heading")
    )


def _as_told(item: Item, letter: _Letter) -> Item:
    """The item with what the letter says of it by its number: "document 7 is exempt under ..."."""
    if not item.lacks_exemption or not item.label:
        return item
    doubtful = item.doubtful
    for passage in letter.passages:
        if passage.kind == "row" or passage.part != "response" or passage.span == item.span:
            continue
        for sentence in passage.sentences:
            if not _speaks_of(item.label, sentence, letter):
                continue
            named = letter.named_in(sentence)
            if named:
                return replace(item, provisions=named, doubtful=False)
            doubtful = True
    return replace(item, doubtful=doubtful)


def _speaks_of(label: str, sentence: Span, letter: _Letter) -> bool:
    for noun in letter.matches.within("listed-item", (sentence,), denied=None):
        numbers = _NUMBERS.match(letter.text, noun.end, sentence.end)
        if numbers is None:
            continue
        words = numbers["list"].lower()
        if label in re.findall(r"\w+", words):
            return True
        if label.isdecimal() and any(
            int(first) <= int(label) <= min(int(last), int(first) + _MOST_IN_RANGE)
            for first, last in _RANGE.findall(words)
        ):
            return True
    return False
