"""Report -> the documents of a letter's schedules, and under what each is withheld."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from noticecheck.late import dataclass
from noticecheck.model import Item, ItemStatus, Report, Span, Status
from noticecheck.report import words
from noticecheck.report.layout import place, shorten

HEADER = ("No.", "Document", "What is said of it", "Under")
STATUSES: Mapping[ItemStatus, str] = {
    "withheld": "withheld",
    "part": "withheld in part",
    "released": "released",
    "unknown": "not said",
}
NOTHING = "NO exemption named"
UNSURE = "look: no exemption seen"
_LENGTH = 120


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """One document of a schedule."""

    number: str
    """As the schedule numbers it; else where it stands."""
    description: str
    said: str
    """One of `STATUSES`."""
    under: str
    status: Status
    """Whether an exemption is named for it: `not_applicable` where none has to be."""
    span: Span

    @property
    def texts(self) -> list[str]:
        """The row as the header has it."""
        return [self.number, self.description, self.said, self.under]


def schedule_rows(report: Report) -> list[ScheduleRow]:
    """A row for each document, in the order of the letter; none for a letter without a schedule."""
    found = report.notice.items if report.notice else ()
    return [_row(report, item) for item in found]


def _row(report: Report, item: Item) -> ScheduleRow:
    document = report.document
    under, status = _under(item)
    return ScheduleRow(
        item.label or place(document, item.span),
        shorten(document.quote(item.description), _LENGTH),
        STATUSES[item.status],
        under,
        status,
        item.span,
    )


def _under(item: Item) -> tuple[str, Status]:
    if item.provisions:
        return ", ".join(words.provision(name) for name in item.provisions), "met"
    if not item.lacks_exemption:
        return "", "not_applicable"
    return (UNSURE, "unclear") if item.doubtful else (NOTHING, "gap")


def schedule_sentence(rows: Sequence[ScheduleRow]) -> str:
    """How many documents there are, and how many of each kind."""
    counts = Counter(row.said for row in rows)
    told = [f"{counts[said]} {said}" for said in STATUSES.values() if counts[said]]
    return f"{words.count(len(rows), 'document')}: {', '.join(told)}"
