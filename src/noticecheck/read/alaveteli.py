"""A saved page of a request site that runs Alaveteli: each of its messages is a letter.

The page is known by its structure, not by its address: blocks named "incoming-1" (from the
authority) or "outgoing-1" (from the requester), of the class "correspondence", in versions of the
software from 2009 on. What other people wrote beneath (annotations) is no letter, and is counted.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from lxml import etree

from noticecheck.late import dataclass, regex
from noticecheck.read.extract import Extract, Flow, Letter, one_line
from noticecheck.read.formats import MEDIA_TYPES
from noticecheck.read.html.links import Elsewhere
from noticecheck.read.html.lists import Lists
from noticecheck.read.html.parts import Role, Sizes
from noticecheck.read.html.source import CUT_OFF, decode_page, parse_page, words_of
from noticecheck.read.html.walk import write
from noticecheck.read.limits import MAX_MEMBERS

_NAME = regex(r"(?:incoming|outgoing)-\d{1,12}\Z")
_HINT = regex(r"\bid\s*=\s*[\"']?(?:incoming|outgoing)-\d")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_PICTURE = regex(r"\.(?:png|jpe?g|gif|bmp|webp)\Z", re.IGNORECASE)
_DATA = regex(r"\.(?:xlsx?|xlsm|ods|csv|tsv|xml|json|kml|shp)\Z", re.IGNORECASE)
_FEW_WORDS = 1500
"""A message that says less beside an attachment may be no more than its covering words."""
_HARDLY_ANY = 200


@dataclass(frozen=True, slots=True)
class _Request:
    """What the head of the page says of all its messages."""

    title: str
    requester: str
    authority: str


def read_messages(data: bytes) -> list[Letter] | None:
    """The messages of the page in their order; None for any other page. Raises Unreadable."""
    source = decode_page(data)
    if _HINT.search(source) is None:
        return None
    page = parse_page(source)
    letters = messages(page.root) if page is not None else []
    if page is not None and page.cut_off and letters:
        last = letters[-1].extract
        last = replace(last, warnings=(*last.warnings, CUT_OFF), incomplete=True)
        letters[-1] = replace(letters[-1], extract=last)
    return letters or None


def messages(root: etree._Element) -> list[Letter]:
    """Each message as a letter, those of the requester too; the first tells what was left out."""
    request = _request(root)
    letters: list[Letter] = []
    left_out: list[str] = []
    found = _found(root)
    if len(found) > MAX_MEMBERS:
        left_out.append(f"only the first {MAX_MEMBERS} of {len(found)} messages are read")
    for element in found[:MAX_MEMBERS]:
        # A message that was sent again is told of in a line without its words.
        if _body(element) is not None or _hidden_notice(element) is not None:
            name = element.get("id", "")
            letters.append(Letter(name, MEDIA_TYPES["html"], _message(element, request)))
    annotations = sum(1 for element in root.iter("div") if _has(element, "comment_in_request"))
    if annotations:
        noun = "1 annotation" if annotations == 1 else f"{annotations} annotations"
        left_out.append(f"{noun} by readers of the page left out: no part of the correspondence")
    if letters and left_out:
        first = letters[0].extract
        first = replace(first, warnings=(*first.warnings, *left_out))
        letters[0] = replace(letters[0], extract=first)
    return letters


def _found(root: etree._Element) -> list[etree._Element]:
    """The blocks of messages, in order; none within another."""
    found: list[etree._Element] = []
    around: etree._Element | None = None
    tags = ("div", "section", "article", "li")
    for event, element in etree.iterwalk(root, events=("start", "end"), tag=tags):
        if event == "end":
            around = None if element is around else around
        elif around is None and _is_message(element):
            around = element
            found.append(element)
    return found


def _is_message(element: etree._Element) -> bool:
    name = element.get("id", "")
    return bool(_NAME.match(name)) and (
        _has(element, "correspondence") or _has(element, name.partition("-")[0])
    )


def _message(element: etree._Element, request: _Request) -> Extract:
    body = _body(element)
    head = _head(element, body)
    shown: list[etree._Element] = []
    while body is not None and body is not element:
        shown.append(body)
        body = body.getparent()

    def role(part: etree._Element, tag: str, index: int, sizes: Sizes, inside: bool) -> Role:
        if part is head:
            return "restated"
        if part.getparent() is element and part not in shown:
            # Controls of the site, and what the site itself makes of the message.
            return "furniture"
        names = part.get("class", "").split() if part.get("class") else ()
        controls = "attachments" in names or "unfold_link" in names or "hidden_message" in names
        return "furniture" if controls else ""

    words = write(element, Lists(), Elsewhere(), role)
    flow = Flow()
    flow.open("header")
    flow.exact("\n".join(_header(element, head, request)))
    flow.close()
    flow.block()
    asked = element.get("id", "").startswith("outgoing")
    if asked:
        flow.open("request")
    flow.append(words)
    if asked:
        flow.close()
    warnings, incomplete = _missing(element, words)
    return flow.extract((*warnings, *words.warnings), incomplete or words.incomplete)


def _header(element: etree._Element, head: etree._Element | None, request: _Request) -> list[str]:
    """Sender, recipient, day and subject in the form of a mail's."""
    author, day = _author_and_day(head)
    if element.get("id", "").startswith("incoming"):
        sender, recipient = author or request.authority, request.requester
    else:
        sender, recipient = author or request.requester, request.authority
    lines = (("From", sender), ("To", recipient), ("Date", day), ("Subject", request.title))
    return [f"{name}: {text}" for name, text in lines if text] or ["From: unknown"]


def _author_and_day(head: etree._Element | None) -> tuple[str, str]:
    if head is None:
        return "", ""
    shown = _first(head, "correspondence__header__author")
    if shown is None:
        shown = _first(head, "correspondence__header__from--with-delivery-status")
    time = next(head.iter("time"), None)
    dated = _first(head, "correspondence__header__date")
    day = _day(time.get("datetime", "")) if time is not None else ""
    for written in (time, dated):
        day = day or (_line(written) if written is not None else "")
    if shown is not None:
        author = _line(shown)
    else:
        # Older pages: a heading of several lines, of which the last is the day.
        lines = [" ".join(str(text).split()) for text in head.itertext()]
        lines = [line for line in lines if line and line != "From:"]
        if not day and lines:
            day = lines.pop()
        author = ", ".join(line.removeprefix("From:").strip(" ,") for line in lines)
    written_day = _line(time) if time is not None else day
    return author.removesuffix(written_day).removesuffix(day).strip(" ,"), day


def _day(moment: str) -> str:
    """A day in words, which nobody reads as another one; "" for what is no day."""
    try:
        day = date.fromisoformat(moment[:10])
    except ValueError:
        return ""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _missing(element: etree._Element, words: Extract) -> tuple[list[str], bool]:
    """What the message has besides its words, and whether the letter may be there."""
    said = _said(words)
    warnings: list[str] = []
    incomplete = False
    for name in _attachments(element):
        warnings.append(
            f"attachment {name} is named on the page, not in it: download it and check it"
        )
        if said < _HARDLY_ANY or not (_PICTURE.search(name) or _DATA.search(name)):
            incomplete = incomplete or said < _FEW_WORDS
    if _hidden_notice(element) is not None and not said:
        warnings.append("the site hides this message: ask the requester for it")
        incomplete = True
    elif _is_folded(words):
        warnings.append(
            "its quoted words are folded away: show the quoted sections and save the page again"
        )
        incomplete = True
    return warnings, incomplete


def _attachments(element: etree._Element) -> list[str]:
    names: list[str] = []
    for listed in element.iter("div", "ul"):
        if not _has(listed, "attachments"):
            continue
        for attachment in listed.iter("li", "p"):
            if not _has(attachment, "attachment"):
                continue
            named = _first(attachment, "attachment__name")
            if named is None:
                named = next(attachment.iter("strong", "b"), None)
            names.append(_line(named if named is not None else attachment) or "without a name")
    return names[:MAX_MEMBERS]


def _is_folded(words: Extract) -> bool:
    """True for a message of nothing but quoted words; the site shows its subject in their place."""
    folded = any(region.name == "span" for region in words.regions)
    return folded and (not _said(words) or "[Subject only]" in words.text)


def _said(words: Extract) -> int:
    """Characters of the message itself."""
    said = 0
    position = 0
    for region in words.regions:
        said += len(words.text[position : region.span.start].strip())
        position = max(position, region.span.end)
    return said + len(words.text[position:].strip())


def _request(root: etree._Element) -> _Request:
    title = next((_line(heading) for heading in root.iter("h1") if _line(heading)), "")
    requester = authority = ""
    for link in root.iter("a"):
        above = link.getparent()
        if above is None or not _is_subtitle(above):
            continue
        address = link.get("href", "")
        if "/user/" in address and not requester:
            requester = _line(link)
        elif "/body/" in address and not authority:
            authority = _line(link)
    return _Request(title, requester, authority)


def _is_subtitle(element: etree._Element) -> bool:
    return _has(element, "request-header__subtitle") or _has(element, "subtitle")


def _body(element: etree._Element) -> etree._Element | None:
    return _first(element, "correspondence_text")


def _head(element: etree._Element, body: etree._Element | None) -> etree._Element | None:
    """The part with sender and day, which stands before the words."""
    named = _first(element, "correspondence__header")
    if named is not None:
        return named
    return next((part for part in element if part.tag in ("h2", "h3") and part is not body), None)


def _hidden_notice(element: etree._Element) -> etree._Element | None:
    return next((p for p in element.iter("p") if p.get("id") == "hidden_message"), None)


def _first(element: etree._Element, name: str) -> etree._Element | None:
    return next((part for part in element.iterdescendants() if _has(part, name)), None)


def _has(element: etree._Element, name: str) -> bool:
    return name in element.get("class", "").split()


def _line(element: etree._Element) -> str:
    return one_line(words_of(element), 200)
