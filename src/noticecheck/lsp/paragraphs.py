"""The paragraph that a quick fix adds for a gap, and where it goes."""

from __future__ import annotations

from collections.abc import Sequence

from noticecheck.model import Assessment, Passage, Report, Span


def paragraph(report: Report, gap: Assessment) -> tuple[int, str]:
    """Where to insert a paragraph for a gap, and its text with the blank lines around it.

    The one place to change for better texts: this one is the advice in brackets, for the officer
    to write out, since nobody else knows the reasons.
    """
    text = report.document.text
    at = _place(report, gap)
    before = "" if at == 0 else "\n" if text[at - 1] == "\n" else "\n\n"
    return at, f"{before}[{' '.join((gap.advice or gap.message).split())}]" + (
        "\n" if text[at : at + 1] == "\n" else "\n\n" if at < len(text) else "\n"
    )


def _place(report: Report, gap: Assessment) -> int:
    """Behind the last passage that argues the claim; else behind the authority's last paragraph."""
    notice = report.notice
    if notice is None:
        return len(report.document.text)
    own = [c for c in notice.claims if (c.provision, c.effect) == (gap.subject, gap.effect)]
    spans = [span for claim in own for span in claim.discussion]
    spans += [citation.span for claim in own for citation in claim.citations]
    if not own:
        kinds = [p for p in notice.passages if p.part == "rights"]
        kinds = kinds or [p for p in notice.passages if p.part == "response"]
        prose = [p.span for p in kinds if p.kind != "heading"]
        spans = [
            span for span in prose if report.document.quote(span).rstrip().endswith((".", ":"))
        ]
        spans = spans[-1:] or prose[-1:]
    return _end_of_line(report.document.text, _behind(notice.passages, spans))


def _behind(passages: Sequence[Passage], spans: Sequence[Span]) -> int:
    if not spans:
        return passages[-1].span.end if passages else 0
    last = max(spans, key=lambda span: span.end)
    return max([last.end, *(p.span.end for p in passages if p.span.overlaps(last))])


def _end_of_line(text: str, offset: int) -> int:
    found = text.find("\n", offset)
    return len(text.rstrip("\n")) if found == -1 else found
