"""Report -> the notes that are written into the letter: what is missing, the law, what to write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from noticecheck.annotate.where import place_of
from noticecheck.late import dataclass
from noticecheck.match import Matches
from noticecheck.model import ANNOTATOR, Assessment, Level, Report, Span
from noticecheck.report import words
from noticecheck.report.verdict import verdict_sentence

AUTHOR = ANNOTATOR
"""Who has written the notes; those by this author are replaced by the next run."""
Colour = Literal["gap", "unclear", "advice", "summary"]
_COLOURS: tuple[Colour, ...] = ("gap", "unclear", "advice", "summary")
"""The most important first."""


class CannotAnnotate(Exception):  # noqa: N818 - the command makes it a UsageError with the path
    """Why nothing can be written into a letter, and what to do."""


@dataclass(frozen=True, slots=True)
class Note:
    """One comment: the words it stands at (None for the top of the letter), title and text."""

    span: Span | None
    colour: Colour
    title: str
    text: tuple[str, ...]
    """Its paragraphs."""

    @property
    def whole(self) -> str:
        """Title and text, a paragraph a line."""
        return "\n".join((self.title, *self.text))


def notes(report: Report, matches: Matches, lowest: Level = "should") -> tuple[Note, ...]:
    """The summary, then a note for each gap and unclear point in the order of the letter.

    `matches` are those of the document's text; `lowest` is the lowest level that is told of, as in
    the report on the terminal: points of good practice that are unclear are told with `info`.
    """
    points = [point for point in report.assessments if _is_told(point, lowest)]
    found = [_note(point, report, matches) for point in points]
    # A note on some words of a sentence comes after one on all of it, and so lies upon it.
    found.sort(key=_order)
    return (_summary(report, points), *found)


def _order(note: Note) -> tuple[int, int, int]:
    span = note.span or Span(0, 0)
    return span.start, -span.end, _COLOURS.index(note.colour)


def _is_told(point: Assessment, lowest: Level) -> bool:
    if point.set_aside is not None:
        # The summary counts these: nobody is to do anything about them.
        return False
    if point.level == "must":
        return point.status in ("gap", "unclear")
    if lowest == "must":
        return False
    if point.level == "should" and point.status == "gap":
        return True
    return lowest == "info" and point.status in ("note", "unclear")


def _note(point: Assessment, report: Report, matches: Matches) -> Note:
    law = "; ".join(point.law)
    span = place_of(point, report.notice, matches) if report.notice else None
    if point.level != "must":
        title, colour = ("Good practice", "advice") if point.status == "gap" else ("Note", "advice")
    elif point.status == "gap":
        title, colour = "Required by law", "gap"
    else:
        title, colour = "Not clear: please look", "unclear"
    text = [point.message]
    if point.status == "unclear" and point.element in words.QUESTIONS:
        text.insert(0, words.question(point.element, [point.subject]))
    if point.advice:
        text.append(f"{_ADVICE[point.status == 'unclear']}: {point.advice}")
    return Note(span, colour, f"{title} ({law})", tuple(text))  # type: ignore[arg-type]


_ADVICE = {False: "What to write", True: "If it does not say so"}


def _summary(report: Report, points: Sequence[Assessment]) -> Note:
    """The verdict, how many notes there are, and what limits the check."""
    counts = [
        (sum(_kind(point) == kind for point in points), one, many)
        for kind, one, many in (
            ("gap", "on what the law requires", "on what the law requires"),
            ("unclear", "on what is not clear", "on what is not clear"),
            ("advice", "on good practice", "on good practice"),
        )
    ]
    told = [words.count(number, one, many) for number, one, many in counts if number]
    text = [verdict_sentence(report)]
    if told:
        text.append(f"Notes at their places in the letter: {', '.join(told)}.")
    limits = report.warnings[:-1] if report.verdict == "not_assessed" else report.warnings
    text.extend(f"Note: {warning}" for warning in limits)
    if report.verdict != "not_assessed":
        text.append(words.DISCLAIMER)
    return Note(None, "summary", "noticecheck: summary", tuple(text))


def _kind(point: Assessment) -> str:
    if point.level != "must":
        return "advice"
    return "gap" if point.status == "gap" else "unclear"
