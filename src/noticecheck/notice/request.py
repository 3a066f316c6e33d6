"""The requester's words in a letter: what introduces them, what goes on with them, and where the
authority answers."""

from __future__ import annotations

import re
from typing import Literal

from noticecheck.late import dataclass, regex
from noticecheck.match import Matches
from noticecheck.model import Part, Span
from noticecheck.notice.blocks import Block
from noticecheck.notice.citations import cites
from noticecheck.notice.sentences import asks, split_sentences

State = Literal["", "opening", "in", "quote"]
_OPEN_END = regex(r"[:,-]\W*$")
_NO_DIGIT = regex(r"\D")
_I = regex(r"\bI\b")
"""By its capital, which phrases do not see, it is told from the "i" of a list."""
_INLINE_NUMBER = regex(r"(?<![\w)])\((?:[Qq]\.? ?)?(\d{1,2})\)")
_LABEL_ENDS = regex(r"[ \t]*\d{0,3}[ \t]*:")
_ANSWER_NUMBER = regex(r"A\.? ?\d{1,3}[.:)]")
_OPEN_QUOTE = regex(r"""^\W*["“‘][\w(]""")
_FIGURES = regex(r"(?<![\w/.])(?!(?:19|20)\d\d\b)[£<]?\d[\d,.]*%?(?![\w/)])")
"""Figures, but for years."""
_FEWEST_FIGURES = 2
_LONGEST_REQUEST = 60
"""Blocks."""
_TITLE = 40
"""Characters in which a block names the section that it argues."""
_LONGEST_TITLE = 6
_LONGEST_LABEL = 2
"""Words."""


@dataclass(slots=True)
class Asked:
    """How far the request has been told above the block that is read next."""

    until: int = 0
    """Under a heading over the request: index of the heading over the answer."""
    state: State = ""
    last_number: int = 0
    """The highest number in the request so far."""
    opened_by: int = 0
    """The number of the paragraph that introduced it."""
    lettered: bool = False
    """What is asked for has letters, beside the numbers of the paragraphs."""
    answering: bool = False
    """The numbers have begun anew, with the answers."""
    closed: bool = False
    """The letter is signed: below, "Question 8" stands over reasons."""
    titled: bool = False
    """It was the title of the letter that opened it: below, the officer may say "I" as well."""


def part_of_request(
    text: str, blocks: list[Block], index: int, asked: Asked, matches: Matches
) -> Part | None:
    """The part of a block that is of the request, or introduces it; None for any other."""
    block = blocks[index]
    words = text[block.span.start : block.span.end]
    if _is_labelled_question(blocks, index, text, matches):
        asked.state = ""
        return "request"
    if index < asked.until and (
        not _answers(block, words, matches) or matches.has("requester-asks", block.span)
    ):
        return "request"
    asked.until = _answer_heading(blocks, index, text, matches)
    number = _number(block.label)
    if asked.state == "in" and number == 1 and asked.last_number >= 2:
        asked.state = ""  # the numbers begin anew: these are the answers
        asked.answering = True
    if asked.state == "in" and asked.lettered and number == asked.opened_by + 1 > 1:
        asked.state = ""  # "1. You asked for: (a) the plan (b) the cost. 2. As to (a), ..."
    asked.last_number = number or asked.last_number
    asked.state = _next_state(asked, block, text, matches)
    if asked.state == "opening":
        asked.titled = _is_title_of_the_letter(blocks, index, text)
    if asked.state == "opening" and asked.answering and number:
        asked.state = ""  # "Question 2:" over its answer
    if asked.state == "opening":
        asked.opened_by, asked.lettered = number, False
    if asked.state in ("in", "quote"):
        asked.lettered = block.label.isalpha() if block.label else asked.lettered
        asked.last_number = max([asked.last_number, *map(int, _INLINE_NUMBER.findall(words))])
        if asked.state == "quote" and re.search(r"[\"”’']\W*$", words):
            asked.state = ""
        return "request"
    if asked.state == "opening":
        asked.state = "in"
        return "response"
    return None


def _next_state(asked: Asked, block: Block, text: str, matches: Matches) -> State:
    """ "opening" at what introduces the request, "in" or "quote" inside it, "" outside."""
    state = asked.state
    words = text[block.span.start : block.span.end]
    heading = block.kind == "heading"
    last = split_sentences(text, block.span)[-1]
    opens = matches.has("request-opening", last) or (
        heading and matches.has("request-heading", block.span)
    )
    # "If you want a review" heads what the reader may do.
    leads = heading and (
        matches.opens("conditional", block.span) is not None
        or (asked.closed and matches.has("part-by-number", block.span))
    )
    opens = opens and not leads and not matches.has("reply-follows", block.span)
    ends_open = bool(_OPEN_END.search(words)) or heading
    if state and _answers(block, words, matches, titled=asked.titled):
        return ""
    if state in ("in", "quote"):
        begins = matches.opens("asks-for", block.span)
        asking = begins or matches.has("request-like", block.span)
        titles = block.kind == "heading" and not asks(words) and not opens
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
        if asked.titled and _thanks_the_requester(matches, block):
            return ""
        if block.kind == "row" and len(_FIGURES.findall(words)) >= _FEWEST_FIGURES:
            return ""  # a table is filled in by who answers
        if _I.search(words) and not asked.titled:
            return "in"
        if _answered(words):
            return "" if block.kind != "item" else "in"
        goes_on = (
            _OPEN_QUOTE.match(words)
            or asks(words)
            or asking
            or block.kind in ("item", "row")
            or block.label
        )
        return "in" if goes_on else ""
    if opens and ends_open:
        return "opening"
    return ""


def _is_title_of_the_letter(blocks: list[Block], index: int, text: str) -> bool:
    """A heading beside the salutation that says more than "Your request"."""
    block = blocks[index]
    beside = blocks[max(index - 1, 0) : index + 3]
    return (
        block.kind == "heading"
        and len(text[block.span.start : block.span.end].split()) > _LONGEST_LABEL
        and any(other.salutation for other in beside)
    )


def _is_labelled_question(blocks: list[Block], index: int, text: str, matches: Matches) -> bool:
    """ "Question: the costs of each practice", where "Answer: …" comes next."""
    if index + 1 == len(blocks):
        return False
    question, answer = blocks[index], blocks[index + 1]
    return (
        question.label.startswith("q ") or _is_labelled("question-label", question, text, matches)
    ) and (
        _ANSWER_NUMBER.match(text, answer.span.start) is not None
        or _is_labelled("answer-label", answer, text, matches)
    )


def _is_labelled(name: str, block: Block, text: str, matches: Matches) -> bool:
    label = matches.opens(name, block.span)
    return label is not None and _LABEL_ENDS.match(text, label.end, block.span.end) is not None


def _answers(block: Block, words: str, matches: Matches, *, titled: bool = False) -> bool:
    """The authority speaks: it answers or refuses, and does not ask in the first person."""
    first_person = matches.has("says-i", block.span, denied=None) and (
        not titled or matches.opens("asks-for", block.span)
    )
    asked = asks(words) or first_person
    says = (
        _operative(matches, block)
        or (titled and matches.has("refuses-generally", block.span))
        or _argues_a_section(matches, block)
    )
    # Under the title of a letter "I am writing on behalf of the Council" begins the answer.
    withholds = (
        titled
        and matches.has_any(("withholds", "leaves-undone"), block.span)
        and cites(block.span, matches)
    )
    appeals = matches.has_any(("requester-asks", "requester-appeals"), block.span)
    return (
        (says and not asked) or matches.has("i-refuse", block.span) or (withholds and not appeals)
    )


def _thanks_the_requester(matches: Matches, block: Block) -> bool:
    """ "Thank you for your letter of 3 May", by which no request begins."""
    return matches.opens("thanks-for-writing", block.span) is not None and not matches.has_any(
        ("requester-asks", "requester-appeals"), block.span
    )


def _argues_a_section(matches: Matches, block: Block) -> bool:
    """ "Part 1 - section 31(1)(a), as a burglar could use it": who asks argues for no exemption."""
    opening = Span(block.span.start, min(block.span.end, block.span.start + _TITLE))
    return (
        cites(opening, matches)
        and matches.has("reason-connective", block.span)
        and not matches.has_any(("conditional", "requester-asks"), block.span)
    )


def _answer_heading(blocks: list[Block], index: int, text: str, matches: Matches) -> int:
    """Behind a heading over the request: where the next one stands, if that is over the answer."""
    block = blocks[index]
    if block.kind != "heading" or not matches.has("request-heading", block.span):
        return 0
    for later in range(index + 1, min(index + _LONGEST_REQUEST, len(blocks))):
        heading = blocks[later]
        words = text[heading.span.start : heading.span.end]
        if heading.kind == "heading" and matches.fills("response-heading", heading.span):
            return later
        if heading.kind != "heading" or re.search(r"[:?,;]\W*$", words):
            continue
        if matches.has("response-heading", heading.span) and len(words.split()) <= _LONGEST_TITLE:
            return later
        if not heading.label:
            return 0
    return 0


def _number(label: str) -> int:
    digits = _NO_DIGIT.sub("", label)
    return int(digits[:3]) if digits else 0


def _operative(matches: Matches, block: Block) -> bool:
    """Words by which an authority answers or refuses."""
    return matches.has_any(("applies", "discloses", "not-held"), block.span)


def _answered(words: str) -> bool:
    """A question with its answer behind it in one block."""
    return bool(re.search(r"\?[\"”’)]*\s+(?=[^?]*[a-z0-9])[^?]{12,}$", words))


def asks_only(block: Block, words: str, matches: Matches) -> bool:
    """A numbered question that an answer follows: every sentence of it asks."""
    return bool(
        asks(words)
        and len(words) < 700
        and (block.label or matches.opens("asks-for", block.span))
        and block.kind != "heading"
        and not re.search(r"[.](?:\s|$)", re.sub(r"^\W*\w{1,3}\.", "", words)[:-1])
    )
