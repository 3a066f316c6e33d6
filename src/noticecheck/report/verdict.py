"""Report -> its verdict in plain words."""

from __future__ import annotations

from noticecheck.model import Kind, Report
from noticecheck.report import words
from noticecheck.report.items import items

_NO_REFUSALS: tuple[Kind, ...] = ("public_interest_extension", "internal_review", "not_held")


def reason_not_assessed(report: Report) -> str:
    """Why a document was not assessed: what the checks said last, without a full stop."""
    last = report.warnings[-1] if report.warnings else "no reason is known"
    return last.removeprefix("Not assessed: ").rstrip(".")


def verdict_sentence(report: Report) -> str:
    """The verdict in one plain sentence; a second one where points are unclear beside gaps.

    It counts what the report lists: one for each rule.
    """
    gaps = len(items(report, "must", "gap"))
    unclear = len(items(report, "must", "unclear"))
    aside = len(items(report, "must", "gap", set_aside=True))
    if report.verdict == "unclear":
        aside = len(items(report, "must", "unclear", set_aside=True))
    others = f" {words.count(aside, 'more is', 'more are')} set aside." if aside else ""
    kind: Kind = report.notice.kind if report.notice else "other"
    if report.verdict == "not_assessed":
        return f"This letter could not be assessed: {reason_not_assessed(report)}."
    if report.verdict == "not_a_refusal":
        return f"This is not a refusal: it is {words.KINDS[kind]}."
    if report.verdict == "unclear":
        if not unclear:
            return f"What is not clear in this letter is set aside: {words.count(aside, 'point')}."
        verb = "point is" if unclear == 1 else "points are"
        return f"A person should look at this letter: {unclear} {verb} not clear.{others}"
    if report.verdict == "no_gap_found":
        return "Nothing that the law requires was found missing."
    noun = "letter" if kind in _NO_REFUSALS else "refusal"
    by_house = any(item.set_by_house for item in items(report, "must", "gap"))
    who = "the law or your own rules require" if by_house else "the law requires"
    text = f"This {noun} leaves out {words.count(gaps, 'thing')} that {who}.{others}"
    if not gaps:
        text = f"What this {noun} leaves out is set aside: {words.count(aside, 'thing')}."
    if unclear:
        text += f" {words.count(unclear, 'more point is', 'more points are')} not clear."
    return text
