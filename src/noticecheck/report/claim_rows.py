"""Report -> the table of claims: each named, each explained, the public interest weighed or not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from noticecheck.late import dataclass
from noticecheck.model import Assessment, Claim, Report, Status, worst
from noticecheck.report import words

HEADER = ("Relied on", "In order to", "Named", "Explained", "Public interest")
_ELEMENTS = ("specifies_exemption", "explains_why", "public_interest")


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim, or a refusal that names no provision, and how it does on each element."""

    subject: str
    """As it is said aloud: "section 31(1)(a)"."""
    aim: str
    cells: tuple[str, ...]
    """One for each element, of `words.CELLS` or what stands for it."""
    statuses: tuple[Status, ...]

    @property
    def texts(self) -> list[str]:
        """The row as the header has it."""
        return [self.subject, self.aim, *self.cells]


def claim_rows(report: Report) -> list[ClaimRow]:
    """A row for each claim in the order of the letter; none for a letter that claims nothing."""
    if report.notice is None:
        return []
    musts = [point for point in report.assessments if point.level == "must"]
    pending = report.notice.kind == "public_interest_extension"
    rows = [
        _row_of_claim(claim, [p for p in musts if _is_about(p, claim)], pending)
        for claim in report.notice.claims
    ]
    unnamed = [point for point in musts if point.subject == "unnamed"]
    if unnamed:
        rows.append(_row("(no section named)", words.EFFECTS["withhold"], unnamed, known=False))
    return rows


def _row_of_claim(claim: Claim, about: Sequence[Assessment], pending: bool) -> ClaimRow:
    known = claim.test != "undetermined"
    row = _row(words.provision(claim.provision), words.EFFECTS[claim.effect], about, known=known)
    lifted = any(point.element == "public_interest" for point in about)
    if claim.test == "qualified" and lifted and row.cells[-1] == words.CELLS["not_applicable"]:
        last = words.NOT_YET if pending else words.EXCUSED
        return ClaimRow(row.subject, row.aim, (*row.cells[:-1], last), row.statuses)
    return row


def _row(subject: str, aim: str, points: Sequence[Assessment], *, known: bool) -> ClaimRow:
    """Named, explained, public interest; the last depends on whether the exemption is `known`."""
    statuses = tuple(worst_of(p for p in points if p.element == name) for name in _ELEMENTS)
    cells = [words.CELLS[status] for status in statuses]
    if statuses[-1] == "not_applicable" and not known:
        cells[-1] = words.CANNOT_TELL
    return ClaimRow(subject, aim, tuple(cells), statuses)


def letter_points(report: Report) -> list[tuple[str, Status]]:
    """The duties that concern the letter as a whole, where they arise, and how each is met."""
    found: list[tuple[str, Status]] = []
    for element, label in words.POINTS.items():
        status = worst_of(
            p for p in report.assessments if p.level == "must" and p.element == element
        )
        if status != "not_applicable":
            found.append((label, status))
    return found


def worst_of(points: Iterable[Assessment]) -> Status:
    """The status that counts among several points."""
    return worst(point.status for point in points)


def _is_about(point: Assessment, claim: Claim) -> bool:
    return point.subject == claim.provision and point.effect in (None, claim.effect)
