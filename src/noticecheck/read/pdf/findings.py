"""What is to be told of the pages of a PDF: which were not read or may be wrong, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from noticecheck.late import dataclass
from noticecheck.read.formats import BROKEN

_SCAN = (
    "a scan without a text layer: run text recognition (OCR) on it, or ask for the letter as text"
)
_GARBLED = "its text layer cannot be decoded: print it to a new PDF with text recognition (OCR)"
_BLANK = "its pages are blank: get the letter again, or save it as PDF once more"
_EMPTY = "a form whose fields are empty: fill it in and save it, or ask for the letter itself"
_MOST_NAMED = 12
"""Pages or files that one warning names."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is to be told of a page."""

    single: str
    several: str
    unread: bool = True
    """Words of the page are missing, or may be."""


_NOT_READ = (": it was not read", ": they were not read")
BARE = Fault("has no text layer" + _NOT_READ[0], "have no text layer" + _NOT_READ[1])
WORDLESS = Fault(
    "has no text layer, and text recognition (OCR) found no words on it" + _NOT_READ[0],
    "have no text layer, and text recognition (OCR) found no words on them" + _NOT_READ[1],
)
UNDECODED = Fault(
    "has text that cannot be decoded" + _NOT_READ[0],
    "have text that cannot be decoded" + _NOT_READ[1],
)
BROKEN_PAGE = Fault("is broken" + _NOT_READ[0], "are broken" + _NOT_READ[1])
DAMAGED = Fault(
    "is damaged within: what cannot be decoded of it was not read; get the letter again",
    "are damaged within: what cannot be decoded of them was not read; get the letter again",
)
BEYOND = Fault(
    "comes after more text than a letter holds: it was not read; save the letter alone",
    "come after more text than a letter holds: they were not read; save the letter alone",
)
PICTURE = Fault(
    "is a picture with a few words of text: the picture was not read",
    "are pictures with a few words of text: the pictures were not read",
)
RECOGNISED = Fault(
    "was read by text recognition (OCR): compare its words with the page",
    "were read by text recognition (OCR): compare their words with the pages",
    unread=False,
)
UNSURE = Fault(
    "could hardly be recognised, words may be wrong or missing: scan it again at 300 dpi, "
    "or ask for the letter as text",
    "could hardly be recognised, words may be wrong or missing: scan them again at 300 dpi, "
    "or ask for the letter as text",
)
HIDDEN = Fault(
    "is a scan with hidden text from text recognition (OCR): compare its words with the page",
    "are scans with hidden text from text recognition (OCR): compare their words with the pages",
    unread=False,
)
OUTSIDE = Fault(
    "has words outside what is seen of it: they were left out",
    "have words outside what is seen of them: they were left out",
    unread=False,
)
NOTES = Fault(
    "has notes put onto it: they are read as no words of the letter",
    "have notes put onto them: they are read as no words of the letter",
    unread=False,
)


@dataclass
class Findings:
    """What was found while the pages were read."""

    until: float
    faults: dict[Fault, list[int]] = field(default_factory=dict)
    characters: int = 0
    tried: int = 0
    """Pages given to text recognition."""
    empty_fields: int = 0
    reasons: list[str] = field(default_factory=list)
    """Why text recognition did not work, each once."""

    def add(self, fault: Fault, number: int) -> None:
        self.faults.setdefault(fault, []).append(number)

    def because(self, reason: str) -> None:
        if reason not in self.reasons:
            self.reasons.append(reason)


def why_nothing(findings: Findings) -> str:
    """Why a document has no words at all, and what to do."""
    faults = findings.faults
    if DAMAGED in faults:
        return BROKEN["pdf"]
    if UNDECODED in faults:
        return _GARBLED
    if findings.empty_fields and BARE not in faults and BROKEN_PAGE not in faults:
        return _EMPTY
    if BARE in faults:
        return "; ".join([_SCAN, *findings.reasons])
    if WORDLESS in faults:
        return (
            "a scan in which text recognition (OCR) found no words: "
            "scan it again at 300 dpi, or ask for the letter as text"
        )
    return BROKEN["pdf"] if BROKEN_PAGE in faults else _BLANK


def about(numbers: Sequence[int], fault: Fault, reasons: Sequence[str]) -> str:
    """A warning about some pages."""
    if len(numbers) == 1:
        line = f"page {numbers[0]} {fault.single}"
    else:
        line = f"pages {listed([str(number) for number in numbers])} {fault.several}"
    return "; ".join([line, *reasons]) if fault in (BARE, PICTURE) else line


def listed(names: Sequence[str]) -> str:
    """Names as a sentence has them; no more than a reader takes in."""
    if len(names) > _MOST_NAMED:
        names = [*names[: _MOST_NAMED - 1], f"{len(names) - _MOST_NAMED + 1} more"]
    return ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0]
