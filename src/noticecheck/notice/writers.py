"""Whose words a message is: of the authority that answers, or of somebody else.

A mail to an authority, a requester's words above a letter that is passed on, and documents that
are released with a letter may all speak of exemptions; none of them relies on one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from noticecheck.late import dataclass
from noticecheck.match import Matches
from noticecheck.model import Document, Span
from noticecheck.notice.blocks import Block
from noticecheck.notice.sentences import asks, is_quoted

_FEWEST = 2
"""Signs by which a message that answers nothing is the requester's, where none is plain alone."""
_TELLS = ("speaks-to-requester", "answer-attached", "balance-concluded", "factors-headed",
          "complaint-invited")  # fmt: skip
_ANSWERS_ONLY = ("complaint-invited", "i-refuse", "announces-review")
"""What no requester writes to an authority: rights to complain, a decision of one's own."""
_ANSWERS = ("applies", "refuses-generally", "discloses", "not-held")


@dataclass(frozen=True, slots=True)
class _Message:
    """A mail's own words, or one of its attachments, with its blocks."""

    span: Span
    name: Span | None
    """Of an attachment."""
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Others:
    """What of a document is not written by the authority that answers."""

    cover: Span | None = None
    """The requester's words above a letter that is passed on."""
    released: tuple[Span, ...] = ()
    """Attached documents that tell the requester nothing."""


def objects(text: str, blocks: Sequence[Block], matches: Matches) -> bool:
    """Who asks writes to the authority: of "my request", of what "you" refused."""
    spans = [block.span for block in blocks]
    own = matches.within("i-complain", spans, denied=None)
    if any(
        not any(hit.overlaps(complaint) for complaint in own)
        for name in _ANSWERS_ONLY
        for hit in matches.within(name, spans)
    ):
        return False
    return _speaks("requester-asks", _FEWEST, text, blocks, matches) or _speaks(
        "requester-appeals", 1, text, blocks, matches
    )


def passes_on_own(text: str, blocks: Sequence[Block], matches: Matches) -> bool:
    """Who asked shows the answer to others, above it: "here is what they sent me"."""
    return _speaks("requester-tells", 1, text, blocks, matches)


def _speaks(name: str, fewest: int, text: str, blocks: Sequence[Block], matches: Matches) -> bool:
    asks = tells = 0
    for block in blocks:
        asks += _apart(
            hit
            for hit in matches.within(name, (block.span,), denied=None)
            if not is_quoted(text, block.span, hit)
        )
        tells += _apart(matches.within("speaks-to-requester", (block.span,), denied=None))
    return asks >= fewest and asks > tells


def find_others(document: Document, blocks: Sequence[Block], matches: Matches) -> Others:
    """What stands in a mail beside the letter: a requester's cover, and released documents."""
    mail, *attached = _messages(document, blocks)
    if not attached:
        return Others()
    letters = [one for one in attached if _is_letter(document.text, one, matches)]
    if letters and passes_on_own(document.text, mail.blocks, matches):
        answers, cover = letters, mail.span
    else:
        answers, cover = [mail, *letters], None
    is_here = letters or not matches.has("answer-attached", mail.span)
    if not is_here or not any(matches.has_any(_ANSWERS, one.span) for one in answers):
        return Others(cover)
    return Others(cover, tuple(one.span for one in attached if one not in letters))


def _messages(document: Document, blocks: Sequence[Block]) -> list[_Message]:
    text = document.text
    attached = [region for region in document.regions if region.kind == "attachment"]
    starts = [0, *(region.span.start for region in attached), len(text)]
    messages = []
    for index, (start, end) in enumerate(pairwise(starts)):
        # The line above an attachment, "[Attachment: name]": its name alone.
        name = text.rfind(": ", 0, start) + 1
        messages.append(
            _Message(
                Span(start, end),
                Span(name, start) if index else None,
                tuple(b for b in blocks if start <= b.span.start < end),
            )
        )
    return messages


def _is_letter(text: str, message: _Message, matches: Matches) -> bool:
    """An attachment that tells the requester something, by its words or by its name."""
    if any(b.salutation or b.closing or _is_question(b, text) for b in message.blocks):
        return True
    if matches.has_any(_TELLS, *(block.span for block in message.blocks)):
        return True
    return message.name is not None and matches.has_any(
        ("enclosure", "names-an-answer"), message.name
    )


def _is_question(block: Block, text: str) -> bool:
    words = text[block.span.start : block.span.end]
    return asks(words) or block.label.lower().startswith("q")


def _apart(hits: Iterable[Span]) -> int:
    """How many places the hits stand at; those that overlap are one."""
    count, end = 0, -1
    for hit in hits:
        count += hit.start >= end
        end = max(end, hit.end)
    return count
