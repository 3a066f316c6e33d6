"""PDF: its pages to words and those to text; pages without text are recognised where that works."""

from __future__ import annotations

from dataclasses import replace
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
from noticecheck.read.pdf.fields import added_to, take_off_own_notes
from noticecheck.read.pdf.findings import (
    BARE,
    BEYOND,
    BROKEN_PAGE,
    DAMAGED,
    HIDDEN,
    NOTES,
    OUTSIDE,
    PICTURE,
    RECOGNISED,
    UNDECODED,
    UNSURE,
    WORDLESS,
    Fault,
    Findings,
    about,
    listed,
    why_nothing,
)
from noticecheck.read.pdf.garbled import is_garbled
from noticecheck.read.pdf.scan import has_few_words, has_hidden_words, is_blank, is_picture
from noticecheck.read.pdf.scan import recognise as recognise_page
from noticecheck.read.pdf.streams import damaged_pages
from noticecheck.read.pdf.words import Raw, words_of

_XFA = (
    "a form whose fields only some programs show (XFA), they were not read: "
    "print it to a new PDF and check that"
)
_XFA_FORMS = (pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND)
_POOR = 0.6
"""Below this mean confidence what was recognised is not to be relied on."""
_NO_LETTERS = frozenset((".xml", ".json", ".p7s", ".p7m", ".sig", ".joboptions", ".css", ".js"))


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
    findings = Findings(monotonic() + MORE_SECONDS - RECOGNISE_SECONDS)
    for number in damaged_pages(document, min(count, MAX_PAGES)):
        findings.add(DAMAGED, number)
    pages = [
        _page(document, number, findings, reading) for number in range(1, min(count, MAX_PAGES) + 1)
    ]
    if not any(page.words or page.aside for page in pages):
        raise Unreadable(_XFA if form in _XFA_FORMS else why_nothing(findings))
    extract = lay_out(pages)
    warnings = [
        about(numbers, fault, findings.reasons) for fault, numbers in findings.faults.items()
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
        names = listed(attached)
        verb, them = ("was", "it") if len(attached) == 1 else ("were", "them")
        warnings.append(f"{names}, attached within the PDF, {verb} not read: save and check {them}")
        incomplete = incomplete or any(_may_be_letter(name) for name in attached)
    return replace(extract, warnings=tuple(warnings), incomplete=incomplete)


def _page(document: Any, number: int, findings: Findings, reading: Reading) -> PageWords:
    """The words of one page; a broken page does not hide the others."""
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        return _nothing(BROKEN_PAGE, number, findings)
    try:
        return _words(page, number, findings, reading)
    except pypdfium2.PdfiumError:
        return _nothing(BROKEN_PAGE, number, findings)
    finally:
        page.close()


def _nothing(fault: Fault, number: int, findings: Findings) -> PageWords:
    findings.add(fault, number)
    return PageWords(number, (0.0, 0.0, 1.0, 1.0), ())


def _words(page: Any, number: int, findings: Findings, reading: Reading) -> PageWords:
    if findings.characters > MAX_CHARACTERS:
        return _nothing(BEYOND, number, findings)
    take_off_own_notes(page)
    raw = words_of(page, number, MAX_CHARACTERS + 1)
    findings.characters += raw.characters
    if raw.outside:
        findings.add(OUTSIDE, number)
    words = _with_added(page, raw.words, number, findings)
    if is_garbled(words):
        found = _recognised(page, raw, number, findings, reading)
        return found or _nothing(UNDECODED, number, findings)
    if not words.words and not words.aside:
        if is_blank(page):
            return words
        return _recognised(page, raw, number, findings, reading) or _nothing(
            BARE if findings.reasons else WORDLESS, number, findings
        )
    if raw.pictures and has_few_words(words) and is_picture(page, raw.frame):
        if has_hidden_words(page):
            findings.add(HIDDEN, number)
            return words
        found = _recognised(page, raw, number, findings, reading)
        if found is None:
            findings.add(PICTURE, number)
        return found or words
    return words


def _with_added(page: Any, words: PageWords, number: int, findings: Findings) -> PageWords:
    """The words of a page with those of its fields and notes."""
    if not pdfium.FPDFPage_GetAnnotCount(page.raw):
        return words
    added = added_to(page, words.words)
    findings.empty_fields += len(added.empty)
    if added.notes:
        findings.add(NOTES, number)
    return replace(words, words=[*words.words, *added.words], aside=[*words.aside, *added.notes])


def _recognised(
    page: Any, raw: Raw, number: int, findings: Findings, reading: Reading
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
    findings.add(RECOGNISED, number)
    if found.confidence < _POOR:
        findings.add(UNSURE, number)
    return found.words


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
