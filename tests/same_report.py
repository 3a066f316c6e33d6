"""What must be the same in two reports on one letter, and whether each points to the right place."""

from __future__ import annotations

import email.policy
import html
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.parser import BytesParser
from itertools import pairwise

import pypdfium2
from lxml import etree

from noticecheck.model import Document, Place, Report, Span

Facts = dict[str, object]
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OF_THE_HEAD = ("dated", "reference", "authority")
"""What one letter misread is enough to change: a scan need not have it right."""
_LABEL = re.compile(r"^\s*(?:[-•]|\(?\w{1,4}[.)])\s+")


def facts(report: Report) -> Facts:
    """All that must not depend on the form in which a letter comes."""
    notice = report.notice
    found: Facts = {"verdict": report.verdict}
    if notice is not None:
        found["kind"] = notice.kind
        found["regimes"] = notice.regimes
        found["received"] = notice.received
        found["complete"] = notice.complete
        if not any(place.confidence < 1 for place in report.document.places):
            found |= {name: getattr(notice, name) for name in _OF_THE_HEAD}
        for claim in notice.claims:
            found[f"claim {claim.provision} {claim.effect}"] = (claim.test, claim.conditions)
    for assessment in report.assessments:
        found[assessment.key] = assessment.status
    return found


def differences(wanted: Facts, got: Facts) -> list[str]:
    """Each fact that is not the same, in one line."""
    return [
        f"{key}: {wanted.get(key, 'absent')} -> {got.get(key, 'absent')}"
        for key in dict.fromkeys((*wanted, *got))
        if wanted.get(key, "absent") != got.get(key, "absent")
        and not (key in _OF_THE_HEAD and _is_same_head(key, wanted, got))
    ]


def _is_same_head(key: str, wanted: Facts, got: Facts) -> bool:
    """Whether what the head of a letter says may differ so: a scan says nothing of it, a mail has
    a day where the letter has none, and a narrow column breaks a name in two."""
    if key not in wanted or key not in got:
        return True
    before, after = wanted[key], got[key]
    if key == "dated":
        return before is None
    if key == "authority" and isinstance(before, str) and isinstance(after, str):
        return before in after or after in before
    return False


def spans(report: Report) -> Iterator[tuple[str, Span]]:
    """Every span to which a report points, with what points there."""
    for assessment in report.assessments:
        for span in assessment.evidence:
            yield assessment.key, span
    for claim in report.notice.claims if report.notice else ():
        for citation in claim.citations:
            yield f"claim {claim.provision} {claim.effect}", citation.span


def letters_of(text: str) -> str:
    """The letters and digits alone: without blanks, hyphens, marks and kinds of quotes."""
    return re.sub(r"[\W_]+", "", text).lower()


def quotes(report: Report) -> Counter[str]:
    """What a report quotes, in letters and digits, with what quotes it."""
    document = report.document
    return Counter(f"{key} {letters_of(document.quote(span))}" for key, span in spans(report))


def faults(document: Document) -> list[str]:
    """What is wrong with the places and regions of a document; [] where all is right."""
    found = []
    whole = Span(0, len(document.text))
    for place in document.places:
        if place.span.start >= place.span.end or not whole.contains(place.span):
            found.append(f"{place.span} of a place does not lie in the text")
        if not 0 <= place.confidence <= 1:
            found.append(f"confidence {place.confidence}")
        if place.page is not None and place.page < 1:
            found.append(f"page {place.page}")
        if place.box and (place.box[0] > place.box[2] or place.box[1] > place.box[3]):
            found.append(f"box {place.box} is inside out")
    for before, after in pairwise(document.places):
        if before.span.end > after.span.start:
            found.append(f"{before.span} and {after.span} overlap or are not in order")
    for region in document.regions:
        if region.span.start >= region.span.end or not whole.contains(region.span):
            found.append(f"{region.span} of a {region.kind} does not lie in the text")
    return found


@dataclass
class Original:
    """A file, opened with other means than the program's, to look up what stands where."""

    data: bytes
    suffix: str
    inner: dict[str, Original] = field(default_factory=dict)
    _pages: list[pypdfium2.PdfTextPage] = field(default_factory=list)
    _paragraphs: list[str] = field(default_factory=list)
    _body: str = ""

    def __post_init__(self) -> None:
        if self.suffix == "pdf":
            document = pypdfium2.PdfDocument(self.data)
            self._pages = [page.get_textpage() for page in document]
        elif self.suffix == "docx":
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
                root = etree.fromstring(archive.read("word/document.xml"))
            body = root.find(f"{_W}body")
            assert body is not None
            self._paragraphs = [
                "".join(t.text or "" for t in p.iter(f"{_W}t")) for p in body.iter(f"{_W}p")
            ]
        elif self.suffix == "zip":
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
                for name in archive.namelist():
                    self.inner[name] = Original(archive.read(name), name.rpartition(".")[2])
        elif self.suffix == "eml":
            self._open_mail()

    def _open_mail(self) -> None:
        message = BytesParser(policy=email.policy.default).parsebytes(self.data)
        body = message.get_body(("plain", "html"))
        self._body = body.get_content() if body is not None else ""
        for part in message.iter_attachments():
            if part.get_content_type() == "message/rfc822":
                (held,) = part.iter_parts()
                self.inner[f"{held['Subject']}.eml"] = Original(held.as_bytes(), "eml")
            else:
                name = part.get_filename() or ""
                self.inner[name] = Original(part.get_content(), name.rpartition(".")[2])

    def lacks(self, quote: str, place: Place, part: str | None = None) -> str:
        """Why the words of a quote do not stand at its place; "" where they do."""
        part = place.part if part is None else part
        name, _, rest = part.partition("/")
        if name in self.inner:
            return self.inner[name].lacks(quote, place, rest)
        # The name of a member of an archive may hold a stroke.
        for name, inner in self.inner.items():
            if part == name or part.startswith(f"{name}/"):
                return inner.lacks(quote, place, part[len(name) + 1 :])
        if self.suffix == "eml":
            if part != "body":
                return f"part {part!r}"
            words = _LABEL.sub("", quote).split(" | ")[0]
            return _missing(words, html.unescape(re.sub(r"<[^>]+>", " ", self._body)), "the body")
        if self.suffix == "zip" or part:
            return f"part {part!r}"
        if self.suffix == "pdf":
            return self._lacks_box(quote, place)
        if self.suffix == "docx":
            number = place.paragraph
            if number is None or not 1 <= number <= len(self._paragraphs):
                return f"paragraph {number}"
            # Of a row, the first cell is a paragraph; numbers before paragraphs are made by Word.
            start = " ".join(_LABEL.sub("", quote).split(" | ")[0].split()[:4])
            return _missing(start, self._paragraphs[number - 1], f"paragraph {number}")
        return ""

    def _lacks_box(self, quote: str, place: Place) -> str:
        if place.page is None or place.box is None or not 1 <= place.page <= len(self._pages):
            return f"page {place.page}, box {place.box}"
        inside = self._pages[place.page - 1].get_text_bounded(*place.box)
        shown = letters_of(inside)
        words = [word for word in map(letters_of, quote.split()) if word]
        there = [word for word in words if word in shown]
        # A quote that goes on to the next page has only its beginning here.
        whole = letters_of(quote)
        begins = any(whole.startswith(shown[at:]) for at in range(len(shown) - len(words[0]) + 1))
        if not begins and (words[0] not in shown or len(there) < 0.9 * len(words)):
            return f"page {place.page} has {inside[:60]!r} there"
        if len(shown) > 2 * len(letters_of(quote)) + 400 and not self._is_in_columns(quote, place):
            return f"the box of {len(shown)} letters is too large for {quote[:60]!r}"
        return ""

    def _is_in_columns(self, quote: str, place: Place) -> bool:
        """The quote begins at the foot of one column, and ends at the head of the next."""
        assert place.page is not None and place.box is not None
        left, bottom, right, top = place.box
        page = self._pages[place.page - 1]
        middle = (left + right) / 2
        foot = letters_of(page.get_text_bounded(left, bottom, middle, (bottom + top) / 2))
        head = letters_of(page.get_text_bounded(middle, (bottom + top) / 2, right, top))
        words = [word for word in map(letters_of, quote.split()) if word]
        return words[0] in foot and words[-1] in head


def _missing(quote: str, text: str, where: str) -> str:
    return "" if letters_of(quote) in letters_of(text) else f"{where} has no {quote[:60]!r}"


def misplaced(report: Report, original: Original) -> list[str]:
    """Each span of a report that is not where its place says, or has none."""
    document = report.document
    found = []
    lines = document.text.split("\n")
    headers = [region.span for region in document.regions if region.kind == "header"]
    for key, span in spans(report):
        quote = document.quote(span)
        if not quote or quote != quote.strip():
            found.append(f"{key}: {quote!r}")
            continue
        first = quote.split("\n")[0]
        if first not in lines[document.line(span.start) - 1]:
            found.append(f"{key}: line {document.line(span.start)} has no {first[:60]!r}")
        if any(header.contains(span) for header in headers):
            continue
        if lack := original.lacks(quote, document.place(span)):
            found.append(f"{key}: {lack}")
    return found
