"""The paragraph that a quick fix adds for a gap, and where it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from noticecheck.drafting.mend import Insertion, mend
from noticecheck.errors import NoticecheckError
from noticecheck.lsp.judging import Judging
from noticecheck.model import Assessment, Passage, Report, Span


def paragraph(report: Report, gap: Assessment, judging: Judging | None) -> tuple[int, str]:
    """Where to insert a paragraph for a gap, and its text with the blank lines around it: that of
    `noticecheck fix`, or the advice in brackets where no paragraph mends it."""
    text = report.document.text
    added = _of_fix(report, gap, judging)
    if added is None:
        at, words = _place(report, gap), f"[{' '.join((gap.advice or gap.message).split())}]"
    else:
        at = 0 if added.before else _end_of_line(text, added.offset)
        words = "\n\n".join(added.paragraphs)
    before = "" if at == 0 else "\n" if text[at - 1] == "\n" else "\n\n"
    after = "\n" if at == len(text) or (at and text[at] == "\n") else "\n\n"
    return at, f"{before}{words}{after}"


def _of_fix(report: Report, gap: Assessment, judging: Judging | None) -> Insertion | None:
    if judging is None or judging.setting is None:
        return None
    pack = gap.rule.partition("/")[0]
    try:
        setting = judging.setting(pack)
    except NoticecheckError:  # a pack of the house's own without paragraphs
        return None
    alone = replace(report, assessments=(replace(gap, set_aside=None),))
    matches = judging.checker.matcher.scan(report.document.text)
    found = mend(alone, matches, {pack: setting}, gap.level)
    return found.insertions[0] if found.insertions else None


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
