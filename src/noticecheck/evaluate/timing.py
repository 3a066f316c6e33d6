"""The facts of time: when the request came, when the letter was written, and what lies between."""

from __future__ import annotations

from dataclasses import replace

from noticecheck.evaluate.context import Context, Shown, Subject
from noticecheck.model import Span
from noticecheck.notice.dates import find_dates

_SIXTY = 60
_ANY_YEAR = 2000
"""Stands for the year of a day in an undated letter, where only the day matters."""


def date_estimated(context: Context, subject: Subject) -> Shown:
    """A day after the letter's own, or a period that can be counted, for the decision."""
    dated = context.notice.dated
    found: list[Span] = []
    for passage in context.passages("response"):
        for sentence in passage.sentences:
            words = context.matches.normal.within(sentence)
            if context.matches.has("determinable-period", sentence):
                found.append(sentence)
                continue
            later = [
                found.day
                for found in find_dates(words, dated.year if dated else _ANY_YEAR)
                if dated is None or found.day > dated
            ]
            told = context.matches.opens("restates-request", sentence)
            if later and not told and context.matches.has("expects-decision", sentence):
                found.append(sentence)
    return tuple(found) or None


def letter_dated(context: Context, subject: Subject) -> Shown:
    """The date of the letter, its own or given beside it, is known."""
    return None if context.notice.dated is None else _dated_at(context)


def receipt_dated(context: Context, subject: Subject) -> Shown:
    """The day of receipt, from the letter or given beside it, and the letter's own are known."""
    if context.notice.received is None or context.notice.dated is None:
        return None
    return (*(found.span for found in context.notice.receipts[:1]), *_dated_at(context))


def working_days_late(context: Context, subject: Subject) -> Shown:
    """The letter is dated after the last day for an answer, on any reading of the time, and tells
    of nothing in between from which the time might run anew."""
    latest, dated = context.latest_due, context.notice.dated
    if latest is None or dated is None or dated <= latest:
        return None
    if _several_receipts(context) or _days_between(context):
        return None
    return receipt_dated(context, subject)


def sixty_days_past(context: Context, subject: Subject) -> Shown:
    """The letter is dated after the sixtieth working day on any way of counting, which is the most
    that a school has, whatever its terms are."""
    days, received = context.catalogue.working_days, context.notice.received
    latest = replace(days, limit=_SIXTY).latest_due(received) if days and received else None
    dated = context.notice.dated
    if latest is None or dated is None or dated <= latest or _several_receipts(context):
        return None
    return receipt_dated(context, subject)


def working_days_unclear(context: Context, subject: Subject) -> Shown:
    """The time cannot be counted, or the letter is late on one reading and not on another."""
    shown, dated = receipt_dated(context, subject), context.notice.dated
    if shown is None or dated is None:
        return None
    if dates_impossible(context, subject) is not None or context.due is None:
        return shown
    if dated <= context.due or working_days_late(context, subject) is not None:
        return None
    return (*(found.span for found in context.notice.receipts), *_dated_at(context))


def dates_impossible(context: Context, subject: Subject) -> Shown:
    """The request would have come after the answer to it, or a date that is needed is none."""
    received, dated = context.notice.received, context.notice.dated
    if received is not None and dated is not None:
        return receipt_dated(context, subject) if dated < received else None
    return context.notice.impossible_days or None


def calendar_lacking(context: Context, subject: Subject) -> Shown:
    """Receipt and letter are dated, and the working days between them cannot be told."""
    return receipt_dated(context, subject) if context.due is None else None


def _dated_at(context: Context) -> tuple[Span, ...]:
    """Where the letter gives its own date."""
    at = context.notice.dated_at
    return (at,) if at else ()


def _days_between(context: Context) -> bool:
    """The letter tells of another day after the receipt and before its own."""
    received, dated = context.notice.received, context.notice.dated
    return (
        received is not None
        and dated is not None
        and any(
            received < found.day < dated
            for passage in context.passages("response")
            if passage.span != context.notice.dated_at
            for found in find_dates(context.matches.normal.within(passage.span), dated.year)
        )
    )


def _several_receipts(context: Context) -> bool:
    """The letter itself gives more than one day: of a first request, say, and of a changed one."""
    days = {found.day for found in context.notice.receipts}
    return len(days) > 1 and context.notice.received in days
