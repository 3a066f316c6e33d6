"""What a letter made from a template would lack at best, whatever its fields are filled with.

    asked = matcher.scan(fields_as_words(document))
    template = open_fields(document, asked)        the fields, and the text without them
    lint = judge(template, report, asked)          the report is on that text

A field stands for text that nobody knows. A duty that one near enough could fulfil is left to it;
what no field can fulfil is a gap in every letter that is made from the template.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from noticecheck.match import Matches
from noticecheck.model import UNNAMED, Assessment, Claim, Document, Notice, Report, Span
from noticecheck.notice.placeholders import blanked, placeholders

_FIELD = re.compile(
    r"""\[(?!\d|\s*\]|sic\]|(?i:redacted|name\ withheld|names?\ removed)\b)[^\[\]\n]{1,300}
        (?:\n[^\[\]\n]{1,300}){0,3}\]
      | <(?![^<>]*[@/\\=])[A-Za-z][^<>\n]{0,80}> | \{\{?[^{}\n]{1,80}\}?\}
      | <<[^<>\n]{1,80}>> | \u00ab[^\u00ab\u00bb\n]{1,60}\u00bb
      | \b[Xx]{2,}(?:/[Xx]{2,})*\b | _{3,} | (?:\.{5,}|\u2026{2,})""",
    re.VERBOSE,
)
_OF_RIGHTS = frozenset({"complaints_procedure", "right_to_regulator"})
_WEIGHED = "public-interest"
"""The phrase of what a field for the public interest is called."""
_PURPOSES = ("field-of-reasons", "field-of-a-detail", "field-of-rights", "field-of-an-exemption")
_BEHIND_SECTION = re.compile(r"(?i)\b(?:sections?|regulations?|reg\.?|s\.?)\s*$")


@dataclass(frozen=True, slots=True)
class Template:
    """A template, its fields, and the same text with nothing in their places."""

    document: Document
    fields: tuple[Span, ...]
    without: Document


@dataclass(frozen=True, slots=True)
class Point:
    """Something that the fixed text does not say, and the field that could."""

    assessment: Assessment
    field: Span | None


@dataclass(frozen=True, slots=True)
class Lint:
    """What is found of one template."""

    template: Template
    report: Report
    """On the text without what stands in the fields."""
    gaps: tuple[Point, ...]
    left: tuple[Point, ...]
    """What a field could say."""
    unclear: tuple[Point, ...]


def fields_as_words(document: Document) -> str:
    """The text in which phrases are looked for: "case_reference" is two words."""
    return document.text.replace("_", " ")


def open_fields(document: Document, matches: Matches) -> Template:
    """The fields of a template: more than would be sure to be one in a letter that was sent."""
    found: list[Span] = []
    spans = [Span(*match.span()) for match in _FIELD.finditer(document.text)]
    asked = matches.within("placeholder", (Span(0, len(document.text)),), denied=None)
    for span in sorted((*spans, *placeholders(document.text, matches), *asked)):
        if not found or span.start >= found[-1].end:
            found.append(span)
        else:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
    return Template(document, tuple(found), blanked(document, found))


def judge(template: Template, report: Report, asked: Matches) -> Lint:
    """What the fixed text lacks, and which of that a field could say; `asked` are the phrases of
    the template with its fields."""
    gaps: list[Point] = []
    left: list[Point] = []
    unclear: list[Point] = []
    notice = report.notice
    for one in report.assessments:
        about_fields = one.rule.endswith("/placeholder-left")
        if notice is None or one.level == "info" or one.element == "time_limit" or about_fields:
            continue
        if one.status not in ("gap", "unclear") or one.set_aside is not None:
            continue
        field = next(_fields_for(one, notice, template.fields, asked), None)
        if field is not None:
            left.append(Point(one, field))
        else:
            (gaps if one.status == "gap" else unclear).append(Point(one, None))
    return Lint(template, report, tuple(gaps), tuple(left), tuple(unclear))


def _fields_for(
    gap: Assessment, notice: Notice, fields: Sequence[Span], asked: Matches
) -> Iterator[Span]:
    """The fields that could hold what is missing, the likeliest first."""
    near = _near(gap, notice)
    purposes = {
        field: {name for name in _PURPOSES if asked.has(name, field, denied=None)}
        for field in fields
    }
    likely = "field-of-reasons"
    if gap.element == "specifies_exemption":
        likely = "field-of-an-exemption"
        for field in fields:
            if _BEHIND_SECTION.search(notice.document.text[: field.start]):
                purposes[field] = {likely}
    weighs = {
        f
        for f in fields
        if gap.element == "public_interest" and asked.has(_WEIGHED, f, denied=None)
    }
    for field in sorted(fields, key=lambda f: (f not in weighs, likely not in purposes[f], f)):
        of, alone = purposes[field], _is_alone(notice, field)
        if gap.element in _OF_RIGHTS:
            could = "field-of-rights" in of and alone
        elif gap.element == "specifies_exemption":
            could = likely in of or (_within(field, near) and "field-of-a-detail" not in of)
        elif gap.subject is not None:
            could = _within(field, near) and (field in weighs or likely in of or not of)
        else:
            could = alone and not of
        if could:
            yield field


def _near(gap: Assessment, notice: Notice) -> tuple[Span, ...]:
    """The passages that argue a claim, and the one behind them."""
    claim = next((c for c in notice.claims if _is_of(gap, c)), None)
    spans = list(claim.discussion) if claim else []
    if claim is not None:
        spans += [citation.span for citation in claim.citations]
    if gap.subject == UNNAMED:
        spans += [*notice.unnamed_discussion, *filter(None, [notice.unnamed])]
    passages = notice.passages
    own = {i for i, p in enumerate(passages) if any(p.span.overlaps(span) for span in spans)}
    behind = {i + 1 for i in own if i + 1 < len(passages) and passages[i + 1].part != "rights"}
    return tuple(passages[i].span for i in sorted(own | behind))


def _is_of(gap: Assessment, claim: Claim) -> bool:
    return (gap.subject, gap.effect) == (claim.provision, claim.effect)


def _within(field: Span, spans: Sequence[Span]) -> bool:
    return any(span.overlaps(field) for span in spans)


def _is_alone(notice: Notice, field: Span) -> bool:
    """The field is a paragraph of its own."""
    text = notice.document.text
    start, end = text.rfind("\n", 0, field.start) + 1, text.find("\n", field.end)
    line = text[start : field.start] + text[field.end : end if end >= 0 else len(text)]
    return not re.search(r"\w", line)
