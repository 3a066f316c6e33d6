"""HTML to text: paragraphs, lists and table rows keep their lines; menus become furniture.

What a browser does not show is no part of the letter, but is never lost in silence: hidden blocks
stand in the text as furniture, unless they are what a click opens; words that are hidden or struck
out within a line are left out and named in a warning, as are pictures and documents that the page
only links to. Words for screen readers alone are said, and so stay.
"""

from __future__ import annotations

from lxml import etree

from noticecheck.read.extract import Extract, Unreadable
from noticecheck.read.html.links import Elsewhere
from noticecheck.read.html.lists import read_lists
from noticecheck.read.html.source import CUT_OFF, Source, decode_page, parse_page, words_of
from noticecheck.read.html.walk import write

_TOO_DEEP = "its elements are nested too deeply to read: save the page as text, and try again"
_SCRIPTED = "a page without words, which a script fills in: print it to a PDF and check that"


def read_html(data: bytes) -> Extract:
    """The visible text of a page, with furniture and quoted mail as regions."""
    return html_to_text(decode_page(data))


def html_to_text(source: str) -> Extract:
    """As `read_html`, for HTML that is decoded already. Raises Unreadable."""
    page = parse_page(source)
    shown = _shown_source(page.root) if page is not None else None
    if shown is not None:
        page = parse_page(shown)
    if page is None:
        return Extract("")
    extract = _page_to_text(page)
    if not extract.text.strip():
        if page.cut_off:
            raise Unreadable(_TOO_DEEP)
        if page.scripted:
            raise Unreadable(_SCRIPTED)
    return extract


def _page_to_text(page: Source) -> Extract:
    elsewhere = Elsewhere()
    for address in page.framed:
        elsewhere.frame(address)
    extract = write(page.root, read_lists(page.styles), elsewhere)
    if not page.cut_off:
        return extract
    return Extract(extract.text, extract.regions, None, (CUT_OFF, *extract.warnings), True)


def _shown_source(root: etree._Element) -> str | None:
    """The page whose source this one shows, as browsers save it; None for any other page."""
    body = root.find("body")
    if body is None or body.get("id") != "viewsource":
        return None
    return "".join(words_of(line) for line in body.iter("pre"))
