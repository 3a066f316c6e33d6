"""The facts about schedules: what they list as withheld, and what they name no exemption for."""

from __future__ import annotations

from noticecheck.evaluate.context import Context, Shown, Subject
from noticecheck.model import Item, Notice

_LONGEST = 60
"""Characters of a description that a message repeats."""
_MOST_NAMED = 5
"""Items that a message names; of more it gives the number."""


def withheld_items_listed(context: Context, subject: Subject) -> Shown:
    listed = [item for item in _own(context) if item.status in ("withheld", "part")]
    return tuple(item.span for item in listed) or None


def item_without_exemption(context: Context, subject: Subject) -> Shown:
    lacking = [item for item in _own(context) if item.lacks_exemption and not item.doubtful]
    return tuple(item.span for item in lacking) or None


def item_perhaps_without_exemption(context: Context, subject: Subject) -> Shown:
    lacking = [item for item in _own(context) if item.lacks_exemption and item.doubtful]
    return tuple(item.span for item in lacking) or None


def _own(context: Context) -> tuple[Item, ...]:
    """The items of a letter that is under this pack's law first: they are judged once."""
    first = context.notice.regimes[:1] == (context.pack,)
    return context.notice.items if first else ()


def items_in_words(notice: Notice) -> str:
    """The items that name no exemption, as a message speaks of them: "item 2 (Board minute)"."""
    lacking = [item for item in notice.items if item.lacks_exemption]
    certain = [item for item in lacking if not item.doubtful] or lacking
    named = [_named(item, notice) for item in certain[:_MOST_NAMED]]
    more = len(certain) - _MOST_NAMED
    *first, last = [*named, f"{more} more"] if more > 0 else named or [""]
    return f"{', '.join(first)} and {last}" if first else last


def _named(item: Item, notice: Notice) -> str:
    words = " ".join(notice.document.quote(item.description).split())
    words = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"
    return f"item {item.label} ({words})" if item.label else f"“{words}”"
