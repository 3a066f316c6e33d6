"""PDF: its pages to words and those to text; pages without text are recognised where that works."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from noticecheck.read.extract import Extract, Reading, Unreadable, one_line
from noticecheck.read.formats import BROKEN, PASSWORD
from noticecheck.read.layout import PageWords, lay_out
from noticecheck.read.limits import (
    MAX_CHARACTERS,
    MAX_PAGES,
    MAX_RECOGNISED_PAGES,
    MORE_SECONDS,
    RECOGNISE_SECONDS,
)
from noticecheck.read.pdf.fields import added_to
from noticecheck.read.pdf.garbled import is_garbled
from noticecheck.read.pdf.scan import has_few_words, has_hidden_words, is_blank, is_picture
from noticecheck.read.pdf.scan import recognise as recognise_page
from noticecheck.read.pdf.streams import damaged_pages
from noticecheck.read.pdf.words import Raw, words_of

SCAN = (
    "a scan without a text layer: run text recognition (OCR) on it, or ask for the letter as text"
)
_GARBLED = "its text layer cannot be decoded: print it to a new PDF with text recognition (OCR)"
_BLANK = "its pages are blank: get the letter again, or save it as PDF once more"
_EMPTY = "a form whose fields are empty: fill it in and save it, or ask for the letter itself"
_XFA = (
    "a form whose fields only some programs show (XFA), they were not read: "
    "print it to a new PDF and check that"
)
_XFA_FORMS = (pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND)
_POOR = 0.6
"""Below this mean confidence what was recognised is not to be relied on."""
_MOST_NAMED = 12
"""Pages or files that one warning names."""
_NO_LETTERS = frozenset((".xml", ".json", ".p7s", ".p7m", ".sig", ".joboptions", ".css", ".js"))


@dataclass(frozen=True, slots=True)
class _Fault:
    """What is to be told of a page."""

    single: str
    several: str
    unread: bool = True
    """Words of the page are missing, or may be."""


_NOT_READ = (": it was not read", ": they were not read")
_BARE = _Fault("has no text layer" + _NOT_READ[0], "have no text layer" + _NOT_READ[1])
_WORDLESS = _Fault(
    "has no text layer, and text recognition (OCR) found no words on it" + _NOT_READ[0],
    "have no text layer, and text recognition (OCR) found no words on them" + _NOT_READ[1],
)
_UNDECODED = _Fault(
    "has text that cannot be decoded" + _NOT_READ[0],
    "have text that cannot be decoded" + _NOT_READ[1],
)
_BROKEN_PAGE = _Fault("is broken" + _NOT_READ[0], "are broken" + _NOT_READ[1])
_DAMAGED = _Fault(
    "is damaged within: what cannot be decoded of it was not read; get the letter again",
    "are damaged within: what cannot be decoded of them was not read; get the letter again",
)
_BEYOND = _Fault(
    "comes after more text than a letter holds: it was not read; save the letter alone",
    "come after more text than a letter holds: they were not read; save the letter alone",
)
_PICTURE = _Fault(
    "is a picture with a few words of text: the picture was not read",
    "are pictures with a few words of text: the pictures were not read",
)
_RECOGNISED = _Fault(
    "was read by text recognition (OCR): compare its words with the page",
    "were read by text recognition (OCR): compare their words with the pages",
    unread=False,
)
_UNSURE = _Fault(
    "could hardly be recognised, words may be wrong or missing: scan it again at 300 dpi, "
    "or ask for the letter as text",
    "could hardly be recognised, words may be wrong or missing: scan them again at 300 dpi, "
    "or ask for the letter as text",
)
_HIDDEN = _Fault(
    "is a scan with hidden text from text recognition (OCR): compare its words with the page",
    "are scans with hidden text from text recognition (OCR): compare their words with the pages",
    unread=False,
)
_OUTSIDE = _Fault(
    "has words outside what is seen of it: they were left out",
    "have words outside what is seen of them: they were left out",
    unread=False,
)
_NOTES = _Fault(
    "has notes put onto it: they are read as no words of the letter",
    "have notes put onto them: they are read as no words of the letter",
    unread=False,
)


@dataclass
class _Findings:
    """What was found while the pages were read."""

    until: float
    faults: dict[_Fault, list[int]] = field(default_factory=dict)
    characters: int = 0
    tried: int = 0
    """Pages given to text recognition."""
    empty_fields: int = 0
    reasons: list[str] = field(default_factory=list)
    """Why text recognition did not work, each once."""

    def add(self, fault: _Fault, number: int) -> None:
        self.faults.setdefault(fault, []).append(number)

    def because(self, reason: str) -> None:
        if reason not in self.reasons:
            self.reasons.append(reason)


def read_pdf(data: bytes, reading: Reading) -> Extract:
    """The text of all pages, with the offset of each; what was not read is named in warnings."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD
        raise Unreadable(PASSWORD if locked else BROKEN["pdf"]) from error
    try:
        return _read(document, reading)
    finally:
        document.close()


def _read(document: Any, reading: Reading) -> Extract:
    form = document.get_formtype()
    if form == pdfium.FORMTYPE_ACRO_FORM:
        document.init_forms()
    count = len(document)
    if count < 1:
        raise Unreadable(BROKEN["pdf"])
    findings = _Findings(monotonic() + MORE_SECONDS - RECOGNISE_SECONDS)
    for number in damaged_pages(document, min(count, MAX_PAGES)):
        findings.add(_DAMAGED, number)
    pages = [
        _page(document, number, findings, reading) for number in range(1, min(count, MAX_PAGES) + 1)
    ]
    if not any(page.words or page.aside for page in pages):
        raise Unreadable(_XFA if form in _XFA_FORMS else _why_nothing(findings))
    extract = lay_out(pages)
    warnings = [
        _about(numbers, fault, findings.reasons) for fault, numbers in findings.faults.items()
    ]
    incomplete = any(fault.unread for fault in findings.faults)
    if count > MAX_PAGES:
        first = MAX_PAGES + 1
        beyond = f"page {count} was" if count == first else f"pages {first} to {count} were"
        warnings.append(f"{beyond} not read: split the file")
        incomplete = True
    if form in _XFA_FORMS:
        warnings.append(_XFA)
        incomplete = True
    attached = _attached(document)
    if attached:
        names = _listed(attached)
        verb, them = ("was", "it") if len(attached) == 1 else ("were", "them")
        warnings.append(f"{names}, attached within the PDF, {verb} not read: save and check {them}")
        incomplete = incomplete or any(_may_be_letter(name) for name in attached)
    return replace(extract, warnings=tuple(warnings), incomplete=incomplete)


def _page(document: Any, number: int, findings: _Findings, reading: Reading) -> PageWords:
    """The words of one page; a broken page does not hide the others."""
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        return _nothing(_BROKEN_PAGE, number, findings)
    try:
        return _words(page, number, findings, reading)
    except pypdfium2.PdfiumError:
        return _nothing(_BROKEN_PAGE, number, findings)
    finally:
        page.close()


def _nothing(fault: _Fault, number: int, findings: _Findings) -> PageWords:
    findings.add(fault, number)
    return PageWords(number, (0.0, 0.0, 1.0, 1.0), ())


def _words(page: Any, number: int, findings: _Findings, reading: Reading) -> PageWords:
    if findings.characters > MAX_CHARACTERS:
        return _nothing(_BEYOND, number, findings)
    raw = words_of(page, number, MAX_CHARACTERS + 1)
    findings.characters += raw.characters
    if raw.outside:
        findings.add(_OUTSIDE, number)
    words = _with_added(page, raw.words, number, findings)
    if is_garbled(words):
        found = _recognised(page, raw, number, findings, reading)
        return found or _nothing(_UNDECODED, number, findings)
    if not words.words and not words.aside:
        if is_blank(page):
            return words
        return _recognised(page, raw, number, findings, reading) or _nothing(
            _BARE if findings.reasons else _WORDLESS, number, findings
        )
    if raw.pictures and has_few_words(words) and is_picture(page, raw.frame):
        if has_hidden_words(page):
            findings.add(_HIDDEN, number)
            return words
        found = _recognised(page, raw, number, findings, reading)
        if found is None:
            findings.add(_PICTURE, number)
        return found or words
    return words


def _with_added(page: Any, words: PageWords, number: int, findings: _Findings) -> PageWords:
    """The words of a page with those of its fields and notes."""
    if not pdfium.FPDFPage_GetAnnotCount(page.raw):
        return words
    added = added_to(page, words.words)
    findings.empty_fields += len(added.empty)
    if added.notes:
        findings.add(_NOTES, number)
    return replace(words, words=[*words.words, *added.words], aside=[*words.aside, *added.notes])


def _recognised(
    page: Any, raw: Raw, number: int, findings: _Findings, reading: Reading
) -> PageWords | None:
    """The words of a page by text recognition; None where that does not work or finds none."""
    from noticecheck.read import ocr

    missing = ocr.why_not()
    if missing:
        findings.because(f"to read scans, {missing}")
        return None
    if findings.tried >= MAX_RECOGNISED_PAGES or monotonic() > findings.until:
        findings.because(
            f"text recognition reads {MAX_RECOGNISED_PAGES} pages of a file, within ten minutes: "
            "split the file"
        )
        return None
    findings.tried += 1
    try:
        found = recognise_page(page, number, raw.frame, reading)
    except Unreadable as reason:
        findings.because(str(reason))
        return None
    if not found.words.words:
        return None
    findings.add(_RECOGNISED, number)
    if found.confidence < _POOR:
        findings.add(_UNSURE, number)
    return found.words


def _why_nothing(findings: _Findings) -> str:
    """Why a document has no words at all, and what to do."""
    faults = findings.faults
    if _DAMAGED in faults:
        return BROKEN["pdf"]
    if _UNDECODED in faults:
        return _GARBLED
    if findings.empty_fields and _BARE not in faults and _BROKEN_PAGE not in faults:
        return _EMPTY
    if _BARE in faults:
        return "; ".join([SCAN, *findings.reasons])
    if _WORDLESS in faults:
        return (
            "a scan in which text recognition (OCR) found no words: "
            "scan it again at 300 dpi, or ask for the letter as text"
        )
    return BROKEN["pdf"] if _BROKEN_PAGE in faults else _BLANK


def _about(numbers: Sequence[int], fault: _Fault, reasons: Sequence[str]) -> str:
    """A warning about some pages."""
    if len(numbers) == 1:
        line = f"page {numbers[0]} {fault.single}"
    else:
        line = f"pages {_listed([str(number) for number in numbers])} {fault.several}"
    return "; ".join([line, *reasons]) if fault in (_BARE, _PICTURE) else line


def _listed(names: Sequence[str]) -> str:
    """Names as a sentence has them; no more than a reader takes in."""
    if len(names) > _MOST_NAMED:
        names = [*names[: _MOST_NAMED - 1], f"{len(names) - _MOST_NAMED + 1} more"]
    return ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0]


def _attached(document: Any) -> list[str]:
    """The names of the files that are attached within a document."""
    names: list[str] = []
    for index in range(min(document.count_attachments(), 1000)):
        try:
            name = document.get_attachment(index).get_name()
        except pypdfium2.PdfiumError:
            name = ""
        names.append(one_line(name) or "a file without a name")
    return names


def _may_be_letter(name: str) -> bool:
    return not any(name.lower().endswith(suffix) for suffix in _NO_LETTERS)
