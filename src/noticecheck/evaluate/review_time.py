"""The facts of the time for a review: when it was asked for, and when its outcome was written."""

from __future__ import annotations

from datetime import date

from noticecheck.evaluate.context import Context, Shown, Subject


def review_dated(context: Context, subject: Subject) -> Shown:
    """The day on which a review was asked for, and that of its outcome, are known."""
    notice = context.notice
    if not notice.review_receipts or notice.dated is None:
        return None
    spans = [one.span for one in notice.review_receipts[:1]]
    return (*spans, *((notice.dated_at,) if notice.dated_at else ()))


def review_late(context: Context, subject: Subject) -> Shown:
    """The outcome is dated after the last day for it, on any way of counting."""
    days, dated = context.review_days, context.notice.dated
    received = _days_of_receipt(context)
    latest = days.latest_due(max(received)) if days and received else None
    if latest is None or dated is None or dated <= latest:
        return None
    return review_dated(context, subject)


def review_time_unclear(context: Context, subject: Subject) -> Shown:
    """The time cannot be counted, or the outcome is late on one way of counting only."""
    shown, dated, due = review_dated(context, subject), context.notice.dated, context.review_due
    if shown is None or dated is None:
        return None
    if due is None:
        return shown
    return shown if dated > due and review_late(context, subject) is None else None


def _days_of_receipt(context: Context) -> list[date]:
    return [one.day for one in context.notice.review_receipts]
