"""Blocks to passages: whose words each is, and what part of the letter it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from noticecheck.law import Catalogue
from noticecheck.match import Matches
from noticecheck.model import Document, Part, Passage
from noticecheck.notice.blocks import MAIL_HEADER, Block, find_blocks
from noticecheck.notice.rights import tells_of_rights
from noticecheck.notice.sentences import split_sentences
from noticecheck.notice.statute import is_statute
from noticecheck.notice.threads import is_mail_head, passes_on, starts_thread
from noticecheck.notice.writers import find_others, objects

_QUESTION = re.compile(r"\?\W*$")
_INLINE_NUMBER = re.compile(r"(?<![\w)])\((?:[Qq]\.? ?)?(\d{1,2})\)")
_OPEN_QUOTE = re.compile(r"""^\W*["“‘][\w(]""")
_NEVER_OF_THE_LETTER = ("hidden", "nav")
"""Furniture that is not shown, or leads elsewhere."""
_LONGEST_REQUEST = 60
"""Blocks."""
_OWN: tuple[Part, ...] = ("response", "rights", "statute")
_APART = 2
"""Blocks from what stands on one page to the same on the next, at least."""
_LONGEST_LINE = 160
"""Characters of the title of an annex, with a line below it."""
_LONGEST_TITLE = 6
"""Words."""


def find_passages(
    document: Document, matches: Matches, acts: Sequence[Catalogue] = ()
) -> tuple[Passage, ...]:
    """All passages of a document in order, each with its part, sentences, label and heading.

    `acts` are those whose text, where it is set out, is to be told from the letter's own.
    """
    text = document.text
    blocks = find_blocks(text, matches)
    parts = _set_out_statute(blocks, _parts(document, blocks, matches), matches, acts)
    passages: list[Passage] = []
    heading: int | None = None
    for index, (block, part) in enumerate(zip(blocks, parts, strict=True)):
        sentences = (
            (block.span,) if block.kind in ("heading", "row") else split_sentences(text, block.span)
        )
        if block.kind == "heading":
            heading = index
        passages.append(
            Passage(
                block.span,
                block.kind,
                part,
                sentences,
                block.label,
                None if block.kind == "heading" else heading,
            )
        )
    return tuple(passages)


def _parts(document: Document, blocks: list[Block], matches: Matches) -> list[Part]:
    text = document.text
    furniture = [r.span for r in document.regions if r.kind in ("furniture", "header")]
    shown = [
        r.span
        for r in document.regions
        if r.kind == "furniture" and r.name not in _NEVER_OF_THE_LETTER
    ]
    threads = [r.span for r in document.regions if r.kind == "thread"]
    asked = [r.span for r in document.regions if r.kind == "request"]
    others = find_others(document, blocks, matches)
    repeated = _repeated(text, blocks, matches)
    parts: list[Part] = []
    thread = False
    forwarded = head = False
    closed = answering = False
    leaflet = False
    greeted: Block | None = None
    request: str = ""
    request_until = 0
    last_number = 0
    attachments = [r for r in document.regions if r.kind == "attachment"]
    attached = [r.span.start for r in attachments]
    # The line that names an attachment is written by the reader.
    titles = {f"[Attachment: {r.name}]" for r in attachments}
    for index, block in enumerate(blocks):
        words = text[block.span.start : block.span.end]
        while attached and block.span.end > attached[0]:
            # A letter of its own begins, whatever the mail around it has been through.
            attached.pop(0)
            thread = closed = leaflet = answering = False
            greeted, request = None, ""
            last_number = 0
        marked = words in titles or any(span.contains(block.span) for span in furniture)
        begins = (
            not (thread or marked)
            # Below a letterhead and nothing else stands no older message.
            and any(part != "furniture" for part in parts)
            and starts_thread(text, blocks, index, closed, greeted, matches)
        )
        if begins and not forwarded:
            above = [b for b, part in zip(blocks, parts, strict=False) if part != "furniture"]
            forwarded = head = passes_on(text, above, block, matches)
            if forwarded:
                # What stands above are the words of whoever passes the letter on.
                parts = ["furniture" if part == "furniture" else "thread" for part in parts]
                closed = leaflet = False
                greeted, request = None, ""
        thread = thread or (begins and not head)
        head = head and (begins or is_mail_head(words))
        if head:
            parts.append("furniture")
            continue
        if block.salutation and not greeted:
            greeted = block
        closed = closed or block.closing
        leaflet = leaflet or _is_leaflet(matches, block, closed)
        if marked or words in repeated:
            below = "response" in parts and any(span.contains(block.span) for span in shown)
            told = below and _is_rights_of_the_letter(matches, block, text)
            parts.append("rights" if told else "furniture")
            continue
        if any(span.contains(block.span) for span in asked):
            parts.append("request")
            continue
        if any(span.contains(block.span) for span in others.released):
            parts.append("furniture")
            continue
        covers = others.cover is not None and others.cover.contains(block.span)
        if thread or covers or any(span.overlaps(block.span) for span in threads):
            parts.append("furniture" if _is_furniture(matches, block) else "thread")
            continue
        if _is_furniture(matches, block) or (
            MAIL_HEADER.match(words) and index < 12 and len(words) < 200
        ):
            parts.append("furniture")
            continue
        if leaflet:
            parts.append("rights" if _is_rights(matches, block, text) else "statute")
            continue
        if block.quoted and not forwarded:
            parts.append("request")
            continue
        if index < request_until and not _answers(block, words, matches):
            parts.append("request")
            continue
        request_until = _answer_heading(blocks, index, text, matches)
        number = _number(block.label)
        if request == "in" and number == 1 and last_number >= 2:
            request = ""  # the numbers begin anew: these are the answers
            answering = True
        last_number = number or last_number
        request = _request_state(request, block, text, matches)
        if request == "opening" and answering and number:
            request = ""  # "Question 2:" over its answer
        if request in ("in", "quote"):
            parts.append("request")
            last_number = max([last_number, *map(int, _INLINE_NUMBER.findall(words))])
            if request == "quote" and re.search(r"[\"”’']\W*$", words):
                request = ""
            continue
        if request == "opening":
            request = "in"
            parts.append("response")
            continue
        if _is_rights(matches, block, text):
            parts.append("rights")
        elif _asks_only(block, words, matches):
            parts.append("request")
        else:
            parts.append("response")
    own = [b for b, part in zip(blocks, parts, strict=True) if part in _OWN]
    if not attachments and objects(text, own, matches):
        return ["request" if part in _OWN else part for part in parts]
    return _after_headings(text, blocks, parts, matches)


def _request_state(state: str, block: Block, text: str, matches: Matches) -> str:
    """ "opening" at what introduces the request, "in" or "quote" inside it, "" outside."""
    words = text[block.span.start : block.span.end]
    heading = block.kind == "heading"
    last = split_sentences(text, block.span)[-1]
    opens = matches.has("request-opening", last) or (
        heading and matches.has("request-heading", block.span)
    )
    opens = opens and not matches.has("reply-follows", block.span)
    ends_open = bool(re.search(r"[:,-]\W*$", words)) or heading
    if state and _answers(block, words, matches):
        return ""
    if state in ("in", "quote"):
        begins = matches.opens("asks-for", block.span)
        asking = begins or matches.has("request-like", block.span)
        titles = block.kind == "heading" and not _QUESTION.search(words) and not opens
        if (
            titles
            and not asking
            and not (block.label and not matches.has("response-opening", block.span))
        ):
            return ""
        if opens and ends_open and block.kind != "heading":
            return "opening"
        if state == "quote":
            return "quote"
        if _OPEN_QUOTE.match(words) and not re.search(r"[\"”]\W*$", words):
            return "quote"
        if matches.has("response-opening", block.span) and not begins:
            return ""
        if re.search(r"\bI\b", words):
            return "in"
        if _answered(words):
            return "" if block.kind != "item" else "in"
        asks = (
            _OPEN_QUOTE.match(words)
            or _QUESTION.search(words)
            or asking
            or block.kind in ("item", "row")
            or block.label
        )
        return "in" if asks else ""
    if opens and ends_open:
        return "opening"
    return ""


def _answers(block: Block, words: str, matches: Matches) -> bool:
    """The authority speaks: it answers or refuses, and does not ask in the first person."""
    asks = re.search(r"(?i)\b(?:i|my|me)\b|\?\W*$", words)
    return (_operative(matches, block) and not asks) or matches.has("i-refuse", block.span)


def _answer_heading(blocks: list[Block], index: int, text: str, matches: Matches) -> int:
    """Behind a heading over the request: where the next one stands, if that is over the answer."""
    block = blocks[index]
    if block.kind != "heading" or not matches.has("request-heading", block.span):
        return 0
    for later in range(index + 1, min(index + _LONGEST_REQUEST, len(blocks))):
        heading = blocks[later]
        words = text[heading.span.start : heading.span.end]
        if heading.kind != "heading" or re.search(r"[:?,;]\W*$", words):
            continue
        if matches.has("response-heading", heading.span) and len(words.split()) <= _LONGEST_TITLE:
            return later
        if not heading.label:
            return 0
    return 0


def _number(label: str) -> int:
    digits = re.sub(r"\D", "", label)
    return int(digits[:3]) if digits else 0


def _operative(matches: Matches, block: Block) -> bool:
    """Words by which an authority answers or refuses."""
    return matches.has_any(("applies", "discloses", "not-held"), block.span)


def _answered(words: str) -> bool:
    """A question with its answer behind it in one block."""
    return bool(re.search(r"\?[\"”’)]*\s+(?=[^?]*[a-z0-9])[^?]{12,}$", words))


def _asks_only(block: Block, words: str, matches: Matches) -> bool:
    """A numbered question that an answer follows: every sentence of it asks."""
    return bool(
        _QUESTION.search(words)
        and len(words) < 700
        and (block.label or matches.opens("asks-for", block.span))
        and block.kind != "heading"
        and not re.search(r"[.](?:\s|$)", re.sub(r"^\W*\w{1,3}\.", "", words)[:-1])
    )


def _is_furniture(matches: Matches, block: Block) -> bool:
    """Furniture shows at once; a letter on one line with a disclaimer behind it is none."""
    hits = matches.within("furniture", (block.span,))
    if not hits or hits[0].start - block.span.start >= 300:
        return False
    length = block.span.end - block.span.start
    return (
        length < 200 or not _argues(matches, block) or matches.has("confidential-mail", block.span)
    )


def _is_rights(matches: Matches, block: Block, text: str) -> bool:
    """The block is about complaints, not an argument that ends with them, and refuses nothing."""
    sentences = split_sentences(text, block.span)
    telling = [tells_of_rights(sentence, matches) for sentence in sentences]
    return (
        any(telling)
        and (telling.index(True) <= 1 or 2 * sum(telling) >= len(telling))
        and not _argues(matches, block)
        and not matches.has_any(
            ("refuses-generally", "refuses-whole-request", "cost-limit", "vexatious",
             "balance-concluded"),
            block.span,
        )
    )  # fmt: skip


def _is_rights_of_the_letter(matches: Matches, block: Block, text: str) -> bool:
    """The rights that a letter ends with, in what a page marks as its foot; what sites say of
    cookies, data and services is none."""
    return _is_rights(matches, block, text) and not matches.has(
        "rights-of-a-site", block.span, denied=None
    )


def _is_leaflet(matches: Matches, block: Block, closed: bool) -> bool:
    """A general explanation of exemptions begins, behind the letter or under a leaflet's title."""
    if closed and matches.has("leaflet-says", block.span):
        return True
    return block.kind == "heading" and (
        matches.has("leaflet-title", block.span)
        or (closed and matches.has("leaflet-heading", block.span))
    )


def _repeated(text: str, blocks: list[Block], matches: Matches) -> set[str]:
    """Short lines that stand on three pages or more: running headers and footers. The rows of a
    table, which look alike too, stand close together."""
    counts: dict[str, int] = {}
    last: dict[str, int] = {}
    for index, block in enumerate(blocks):
        words = text[block.span.start : block.span.end]
        if len(words) < 130:
            key = re.sub(r"\d+", "0", words)
            if index - last.get(key, -_APART) >= _APART:
                counts[key] = counts.get(key, 0) + 1
            last[key] = index
    return {
        words
        for block in blocks
        if len(words := text[block.span.start : block.span.end]) < 130
        and counts[re.sub(r"\d+", "0", words)] >= 3
        and not block.label.startswith(("q ", "question "))
        and (words.upper() == words or matches.has("running-header", block.span, denied=None))
        and not re.search(r"(?i)section|exempt|regulation|s\.?\s?\d\d", words)
    }


def _after_headings(
    text: str, blocks: list[Block], parts: list[Part], matches: Matches
) -> list[Part]:
    """Statute under a heading that recites; rights under a heading that opens them."""
    under: Part | None = None
    for index, block in enumerate(blocks):
        if parts[index] in ("thread", "furniture", "request"):
            continue
        recites = matches.has("recital-heading", block.span)
        if block.kind == "heading":
            under = None
            if recites:
                under = parts[index] = "statute"
            elif (
                matches.has("rights-opening", block.span)
                and not matches.has("reviews", block.span)
                and any(
                    part == "response" and b.kind != "heading" and not b.salutation
                    for b, part in zip(blocks[:index], parts, strict=False)
                )
            ):
                under = parts[index] = "rights"
            continue
        words = text[block.span.start : block.span.end]
        titled = matches.opens("annex-title", block.span) is not None and len(words) < _LONGEST_LINE
        if recites and (titled or words.rstrip("*_ ").endswith(":")):
            under = parts[index] = "statute"
        elif under == "statute" or (under == "rights" and parts[index] == "response"
                                    and not _argues(matches, block)):  # fmt: skip
            parts[index] = under
    return parts


def _set_out_statute(
    blocks: list[Block], parts: list[Part], matches: Matches, acts: Sequence[Catalogue]
) -> list[Part]:
    """The text of an Act, set out behind the letter or in an annex, with its own headings."""
    annexed = quoted = False
    for index, block in enumerate(blocks):
        titled = block.kind == "heading" and matches.has("annex-title", block.span)
        annexed = annexed or block.closing or titled
        if not annexed or parts[index] not in ("response", "rights", "statute"):
            continue
        goes_on = quoted and bool(block.label) and block.kind != "heading"
        quoted = not matches.has("withheld-mark", block.span) and (
            is_statute(matches.normal.within(block.span), acts)
            or (goes_on and not matches.has_any(("withholds", "discloses"), block.span))
        )
        if not quoted:
            continue
        parts[index] = "statute"
        above = index - 1
        while above >= 0 and blocks[above].kind == "heading" and parts[above] == "response":
            if not matches.has_any(("section-mark", "annex-title"), blocks[above].span):
                break
            parts[above] = "statute"
            above -= 1
    return parts


def _argues(matches: Matches, block: Block) -> bool:
    return matches.has("refuses", block.span)
