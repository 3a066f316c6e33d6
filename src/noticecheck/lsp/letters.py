"""What an editor shows of a letter: diagnostics, hovers, quick fixes, outline. Pure functions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from lsprotocol import types as lsp

from noticecheck.checker import Checker
from noticecheck.corrections import House
from noticecheck.language.model import Rule
from noticecheck.late import dataclass
from noticecheck.lsp.judging import Judging
from noticecheck.lsp.paragraphs import paragraph
from noticecheck.lsp.positions import Encoding, Lines
from noticecheck.model import Assessment, Claim, Document, Report, Span
from noticecheck.report import statutes, words
from noticecheck.report.about import findings, set_aside
from noticecheck.report.verdict import reason_not_assessed

SOURCE = "noticecheck"
MAX_CHARACTERS = 200_000
"""Longer than any letter: a book opened by chance must not keep the machine busy."""
_LEVELS: Mapping[str, lsp.DiagnosticSeverity] = {
    "must": lsp.DiagnosticSeverity.Error,
    "should": lsp.DiagnosticSeverity.Warning,
    "info": lsp.DiagnosticSeverity.Hint,
}


@dataclass(frozen=True, slots=True)
class Letter:
    """A version of a letter in an editor, with its report; None where there is nothing to judge."""

    uri: str
    lines: Lines
    report: Report | None
    trouble: str = ""
    """Why there is no report, although there is text."""


def check_letter(
    checker: Checker,
    uri: str,
    text: str,
    encoding: Encoding = "utf-16",
    *,
    markdown: bool = False,
    house: House | None = None,
) -> Letter:
    """Check the text of an editor; never raises: a fault of the checker is told as trouble."""
    lines = Lines(text, encoding)
    if not lines.text.strip():
        return Letter(uri, lines, None)
    if len(lines.text) > MAX_CHARACTERS:
        length = f"{len(lines.text):,} characters"
        return Letter(
            uri, lines, None, f"Not assessed: {length} are more than a letter has "
            f"({MAX_CHARACTERS:,} at most)."
        )  # fmt: skip
    media_type = "text/markdown" if markdown else "text/plain"
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    try:
        report = checker.check(Document(uri, lines.text, media_type, digest), house=house)
    except Exception as error:
        fault = f"{type(error).__name__}: {error}".splitlines()[0]
        return Letter(
            uri, lines, None, f"Not assessed: this is a fault of noticecheck ({fault}). "
            "The letter may be all right; please report it."
        )  # fmt: skip
    return Letter(uri, lines, report)


def diagnostics(letter: Letter, rules: Mapping[str, Rule]) -> list[lsp.Diagnostic]:
    """Every finding of a letter where it stands."""
    if letter.report is None:
        return [_general(letter, letter.trouble)] if letter.trouble else []
    if letter.report.verdict == "not_assessed":
        return [_general(letter, f"Not assessed: {reason_not_assessed(letter.report)}.")]
    return [_diagnostic(letter, point, rules) for point in findings(letter.report)]


def _general(letter: Letter, message: str) -> lsp.Diagnostic:
    first = len(letter.lines.text) - len(letter.lines.text.lstrip())
    end = letter.lines.text.find("\n", first)
    return lsp.Diagnostic(
        letter.lines.range(first, len(letter.lines.text) if end == -1 else end),
        message,
        lsp.DiagnosticSeverity.Information,
        source=SOURCE,
    )


def _diagnostic(letter: Letter, point: Assessment, rules: Mapping[str, Rule]) -> lsp.Diagnostic:
    first, *further = _places(letter, point)
    rule = rules.get(point.rule)
    told = rule.title if rule else point.rule
    aside = f"[{set_aside(point)}] " if point.set_aside else ""
    page = next((url for law in point.law if (url := statutes.link(law))), None)
    return lsp.Diagnostic(
        letter.lines.range(*first),
        f"{aside}{point.message}\n{point.advice}\n({'; '.join(point.law)})",
        _severity(point),
        code=point.rule,
        code_description=lsp.CodeDescription(page) if page else None,
        source=SOURCE,
        related_information=[
            lsp.DiagnosticRelatedInformation(
                lsp.Location(letter.uri, letter.lines.range(*span)), f"also for: {told}"
            )
            for span in further
        ]
        or None,
        data={"key": point.key},
    )


def _severity(point: Assessment) -> lsp.DiagnosticSeverity:
    if point.status == "unclear":
        return lsp.DiagnosticSeverity.Information
    if point.status == "note" or point.set_aside is not None:
        return lsp.DiagnosticSeverity.Hint
    return _LEVELS[point.level]


def _places(letter: Letter, point: Assessment) -> Sequence[Span]:
    """The words that a finding rests on, else those of its claim, else the letter's first ones."""
    if point.evidence:
        return point.evidence
    report = letter.report
    notice = report.notice if report else None
    for claim in notice.claims if notice else ():
        if (claim.provision, claim.effect) == (point.subject, point.effect):
            return [citation.span for citation in claim.citations[:1]]
    if notice and notice.unnamed:
        return [notice.unnamed]
    spans = [p.span for p in notice.passages if p.part == "response"] if notice else []
    return spans[:1] or [Span(0, len(letter.lines.line(0)))]


def hover(letter: Letter, checker: Checker, position: lsp.Position) -> lsp.Hover | None:
    """The findings at a position, and the law of the provision that is named there."""
    report = letter.report
    if report is None or report.notice is None:
        return None
    offset = letter.lines.offset(position)
    told: list[str] = []
    at: Span | None = None
    for provision, regime, span in _named(report):
        if _holds(span, offset):
            at = span
            told += _law(checker, provision, regime)
    for point in findings(report):
        for span in _places(letter, point):
            if _holds(span, offset):
                at = at or span
                law = "; ".join(point.law)
                told.append(f"**{point.status}**: {point.message}\n\n{point.advice}\n\n{law}")
                break
    if at is None or not told:
        return None
    value = "\n\n---\n\n".join(dict.fromkeys(told))
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, value), letter.lines.range(*at))


def _holds(span: Span, offset: int) -> bool:
    return span.start <= offset <= span.end


def _named(report: Report) -> Iterator[tuple[str, str, Span]]:
    """Every provision that a letter relies on or mentions, with its regime and its place."""
    notice = report.notice
    for claim in notice.claims if notice else ():
        for citation in claim.citations:
            yield claim.provision, claim.regime, citation.span
    for mention in notice.mentions if notice else ():
        yield mention.provision, mention.regime, mention.span


def _law(checker: Checker, provision: str, regime: str) -> list[str]:
    """What the catalogue knows of a provision, as Markdown; nothing of one that it has not."""
    catalogue = checker.law.get(regime)
    entry = catalogue.nearest(provision) if catalogue else None
    if entry is None:
        return []
    named = f"**{words.provision(provision)}**: {entry.title} ({entry.test})"
    statute = [f"> {text}" for text in entry.words]
    return ["\n\n".join([named, *statute, *([entry.needs] if entry.needs else [])])]


def code_actions(
    letter: Letter, shown: Sequence[lsp.Diagnostic], judging: Judging | None = None
) -> list[lsp.CodeAction]:
    """For each gap among the diagnostics shown, the edit that inserts its paragraph."""
    if letter.report is None:
        return []
    points = {point.key: point for point in letter.report.assessments if point.status == "gap"}
    found = []
    for diagnostic in shown:
        key = diagnostic.data.get("key") if isinstance(diagnostic.data, dict) else None
        if key not in points:
            continue
        at, text = paragraph(letter.report, points[key], judging)
        edit = lsp.TextEdit(letter.lines.range(at, at), text)
        found.append(
            lsp.CodeAction(
                f"Insert a paragraph for {points[key].rule}",
                lsp.CodeActionKind.QuickFix,
                diagnostics=[diagnostic],
                edit=lsp.WorkspaceEdit(changes={letter.uri: [edit]}),
            )
        )
    return found


def symbols(letter: Letter) -> list[lsp.DocumentSymbol]:
    """The claims of a letter, each where it is first made, for the outline."""
    notice = letter.report.notice if letter.report else None
    return [_symbol(letter, claim) for claim in notice.claims] if notice else []


def _symbol(letter: Letter, claim: Claim) -> lsp.DocumentSymbol:
    at = letter.lines.range(*claim.citations[0].span)
    name = words.provision(claim.provision)
    return lsp.DocumentSymbol(name, lsp.SymbolKind.Key, at, at, f"{claim.effect}, {claim.test}")
