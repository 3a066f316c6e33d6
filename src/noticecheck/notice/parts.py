"""Blocks to passages: whose words each is, and what part of the letter it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from noticecheck.late import dataclass
from noticecheck.law import Catalogue
from noticecheck.match import Matches
from noticecheck.model import Document, Part, Passage, Span
from noticecheck.notice.answer_lists import answers_in_lists
from noticecheck.notice.blocks import MAIL_HEADER, Block, find_blocks
from noticecheck.notice.furniture import is_furniture, repeated_lines
from noticecheck.notice.request import Asked, asks_only, part_of_request
from noticecheck.notice.rights import is_rights, is_rights_of_the_letter
from noticecheck.notice.sentences import asks, split_sentences
from noticecheck.notice.statute import apart_from_statute, note_statute
from noticecheck.notice.threads import is_mail_head, passes_on, stands_by, starts_thread
from noticecheck.notice.under_headings import after_headings
from noticecheck.notice.writers import Others, find_others, objects

_NEVER_OF_THE_LETTER = ("hidden", "nav")
"""Furniture that is not shown, or leads elsewhere."""
_OWN: tuple[Part, ...] = ("response", "rights", "statute")
_DECIDES = ("applies", "refuses-generally")
_HEAD = 12
"""Blocks at the top of a message among which its head stands."""


def find_passages(
    document: Document, matches: Matches, acts: Sequence[Catalogue] = ()
) -> tuple[Passage, ...]:
    """All passages of a document in order, each with its part, sentences, label and heading.

    `acts` are those whose text, where it is set out, is to be told from the letter's own.
    """
    text = document.text
    blocks = find_blocks(text, matches)
    parts, older = _parts(document, blocks, matches)
    parts = note_statute(blocks, parts, matches, acts)
    since = len(text) if older is None else blocks[older].span.start
    blocks, parts = apart_from_statute(blocks, parts, text, matches, acts)
    passages: list[Passage] = []
    heading: int | None = None
    for index, (block, part) in enumerate(zip(blocks, parts, strict=True)):
        sentences = (
            (block.span,) if block.kind in ("heading", "row") else split_sentences(text, block.span)
        )
        if block.kind == "heading" and part != "furniture":
            heading = index
        passages.append(
            Passage(
                block.span,
                block.kind,
                part,
                sentences,
                block.label,
                None if block.kind == "heading" else heading,
                block.span.start >= since,
            )
        )
    return tuple(passages)


@dataclass(frozen=True, slots=True)
class _Letter:
    """What is known of a document before its blocks are gone through."""

    document: Document
    blocks: list[Block]
    matches: Matches
    others: Others
    repeated: set[str]
    """Running headers and footers."""
    furniture: list[Span]
    shown: list[Span]
    """The furniture that readers of the letter see."""
    threads: list[Span]
    asked: list[Span]
    titles: set[str]
    """The lines that name attachments, which the reader has written."""

    def words(self, block: Block) -> str:
        return self.document.quote(block.span)


@dataclass(slots=True)
class _Progress:
    """What has begun or ended above the block that is read next."""

    attached: list[int]
    """Where the attachments begin that are still to come."""
    begun: int = 0
    """Index of the first block of the message or attachment that is being read."""
    parts: list[Part] = field(default_factory=list)
    """Of the blocks above."""
    thread: bool = False
    forwarded: bool = False
    inline: bool = False
    """The answers stand within the requester's own message, which is quoted."""
    older: int | None = None
    """Index of the block with which an older message begins that the letter stands by."""
    head: bool = False
    """The fields at the head of the message that is passed on."""
    closed: bool = False
    leaflet: bool = False
    greeted: Block | None = None
    request: Asked = field(default_factory=Asked)


def _parts(
    document: Document, blocks: list[Block], matches: Matches
) -> tuple[list[Part], int | None]:
    """The part of every block, and where an older message begins that the letter stands by."""
    attachments = [r for r in document.regions if r.kind == "attachment"]
    letter = _Letter(
        document, blocks, matches,
        others=find_others(document, blocks, matches),
        repeated=repeated_lines(document.text, blocks, matches),
        furniture=[r.span for r in document.regions if r.kind in ("furniture", "header")],
        shown=[r.span for r in document.regions
               if r.kind == "furniture" and r.name not in _NEVER_OF_THE_LETTER],
        threads=[r.span for r in document.regions if r.kind == "thread"],
        asked=[r.span for r in document.regions if r.kind == "request"],
        titles={f"[Attachment: {r.name}]" for r in attachments},
    )  # fmt: skip
    progress = _Progress([r.span.start for r in attachments])
    for index in range(len(blocks)):
        # First the part: what is known of those above may change with it.
        part = _part(letter, index, progress)
        progress.parts.append(part)
    parts = progress.parts
    own = [b for b, part in zip(blocks, parts, strict=True) if part in _OWN]
    if not attachments and objects(document.text, own, matches):
        return ["request" if part in _OWN else part for part in parts], None
    parts = _with_answers(document.text, blocks, parts, matches)
    return after_headings(document.text, blocks, parts, matches), progress.older


def _with_answers(
    text: str, blocks: list[Block], parts: list[Part], matches: Matches
) -> list[Part]:
    """What stands in a list of answers is none of the request: "1. 14. 2. None. 3. Refused."."""
    listed = answers_in_lists(text, [block.span for block in blocks], matches)
    return [
        "response"
        if part == "request"
        and index in listed
        and not blocks[index].quoted
        and not asks(text[blocks[index].span.start : blocks[index].span.end])
        and not matches.has("request-like", blocks[index].span)
        else part
        for index, part in enumerate(parts)
    ]


def _part(letter: _Letter, index: int, progress: _Progress) -> Part:
    """The part of the next block; what begins or ends with it is noted."""
    block, matches = letter.blocks[index], letter.matches
    while progress.attached and block.span.end > progress.attached[0]:
        # A letter of its own begins, whatever the mail around it has been through.
        progress.attached.pop(0)
        if _is_brought(letter, index, progress):
            progress.begun = index
        progress.thread = progress.closed = progress.leaflet = False
        progress.greeted, progress.request = None, Asked(progress.request.until)
    words = letter.words(block)
    marked = words in letter.titles or _within(block, letter.furniture)
    _note_older_mail(letter, index, marked, progress)
    if progress.head:
        return "furniture"
    if block.salutation and not progress.greeted:
        progress.greeted = block
    progress.closed = progress.closed or block.closing
    progress.inline = progress.inline or (
        not block.quoted and matches.has("answers-inline", block.span)
    )
    progress.leaflet = progress.leaflet or _is_leaflet(matches, block, progress.closed)
    if marked or words in letter.repeated:
        below = "response" in progress.parts and _within(block, letter.shown)
        told = below and is_rights_of_the_letter(block.span, letter.document.text, matches)
        return "rights" if told else "furniture"
    return _by_place(letter, index, progress) or _by_words(letter, index, progress)


def _is_brought(letter: _Letter, index: int, progress: _Progress) -> bool:
    """An attachment with a decision in it, below a message without: where it begins with the head
    of a mail, it is the letter, and no older mail or document that is released."""
    own = [
        block.span
        for block, part in zip(letter.blocks, progress.parts, strict=False)
        if part == "response"
    ]
    first = letter.blocks[index].span.start
    end = progress.attached[0] if progress.attached else len(letter.document.text)
    return not letter.matches.has_any(_DECIDES, *own) and letter.matches.has_any(
        _DECIDES, Span(first, end)
    )


def _note_older_mail(letter: _Letter, index: int, marked: bool, progress: _Progress) -> None:
    """Note where an older message begins, and where the head of one that is passed on ends."""
    block, text, parts = letter.blocks[index], letter.document.text, progress.parts
    begins = (
        not (progress.thread or marked)
        # Below a letterhead and nothing else stands no older message.
        and any(part != "furniture" for part in parts[progress.begun :])
        and starts_thread(
            text, letter.blocks, index, progress.closed, progress.greeted, letter.matches
        )
    )
    if begins and not progress.forwarded and progress.older is None:
        above = [b for b, part in zip(letter.blocks, parts, strict=False) if part != "furniture"]
        progress.forwarded = progress.head = passes_on(text, above, block, letter.matches)
        if progress.forwarded:
            # What stands above are the words of whoever passes the letter on.
            progress.parts = ["furniture" if part == "furniture" else "thread" for part in parts]
        elif stands_by(text, above, letter.blocks[index:], letter.matches):
            progress.older, progress.head = index, True
        if progress.head:
            progress.closed = progress.leaflet = False
            progress.greeted = None
            progress.request.state = ""
    progress.thread = progress.thread or (begins and not progress.head)
    progress.head = progress.head and (begins or is_mail_head(letter.words(block)))


def _by_place(letter: _Letter, index: int, progress: _Progress) -> Part | None:
    """The part of a block by where it stands, whatever the authority says in it."""
    block, words, others = letter.blocks[index], letter.words(letter.blocks[index]), letter.others
    if _within(block, letter.asked):
        return "request"
    if _within(block, others.released):
        return "furniture"
    looks_furnished = is_furniture(letter.document.text, block, letter.matches)
    covers = others.cover is not None and others.cover.contains(block.span)
    stood_by = progress.older is not None or progress.inline
    in_thread = not stood_by and any(span.overlaps(block.span) for span in letter.threads)
    if progress.thread or covers or in_thread:
        return "furniture" if looks_furnished else "thread"
    if looks_furnished and "response" in progress.parts:
        # "Page 1 of 1 | Disagree? Write to the Secretary for a fresh look"
        told = is_rights_of_the_letter(block.span, letter.document.text, letter.matches)
        return "rights" if told else "furniture"
    if looks_furnished or (
        MAIL_HEADER.match(words) and index - progress.begun < _HEAD and len(words) < 200
    ):
        return "furniture"
    if progress.leaflet:
        return (
            "rights" if is_rights(block.span, letter.document.text, letter.matches) else "statute"
        )
    return "request" if block.quoted and not (progress.forwarded or stood_by) else None


def _by_words(letter: _Letter, index: int, progress: _Progress) -> Part:
    """The part of a block by what it says: the request, its answer, or where to complain."""
    text, block, matches = letter.document.text, letter.blocks[index], letter.matches
    progress.request.closed = progress.closed
    part = part_of_request(text, letter.blocks, index, progress.request, matches)
    if part:
        return part
    if _is_rights(letter, block) or _goes_on_with_rights(matches, block, progress):
        return "rights"
    return "request" if asks_only(block, letter.words(block), matches) else "response"


def _within(block: Block, spans: Sequence[Span]) -> bool:
    return any(span.contains(block.span) for span in spans)


def _is_rights(letter: _Letter, block: Block) -> bool:
    """The block tells of rights; "Internal review: a chief officer" titles an outcome."""
    text, matches = letter.document.text, letter.matches
    titles = block.kind == "heading" and "@" not in letter.words(block)
    if titles and matches.opens("review-title", block.span):
        return False
    return is_rights(block.span, text, matches)


def _goes_on_with_rights(matches: Matches, block: Block, progress: _Progress) -> bool:
    """Behind whom to ask for a review, whatever names the Commissioner: "ICO: ico.org.uk"."""
    return (
        progress.parts[-1:] == ["rights"]
        and matches.has("regulator", block.span)
        and not matches.has("refuses", block.span)
    )


def _is_leaflet(matches: Matches, block: Block, closed: bool) -> bool:
    """A general explanation of exemptions begins, behind the letter or under a leaflet's title."""
    if closed and matches.has("leaflet-says", block.span):
        return True
    return block.kind == "heading" and (
        matches.has("leaflet-title", block.span)
        or (closed and matches.has("leaflet-heading", block.span))
    )
