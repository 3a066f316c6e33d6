"""HTML to text: paragraphs, lists and table rows keep their lines; menus become furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree
from lxml import html as lxml_html

from noticecheck.read.extract import Extract, Flow, Unreadable
from noticecheck.read.numerals import format_number
from noticecheck.read.text import decode

_DROPPED = frozenset(
    ("head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object")
)
_FURNITURE = frozenset(("nav", "header", "footer", "aside", "form", "dialog"))
_FURNITURE_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "menubar"))
_FURNITURE_NAME = re.compile(
    r"cookie|banner|menu|breadcrumb|navigation|footer|sidebar|skip-?link", re.IGNORECASE
)
# A page's own frame often carries such words as well ("has-cookie-banner").
_NEVER_FURNITURE = frozenset(("html", "body", "main", "article", "h1"))
_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog",
     "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
     "h4", "h5", "h6", "header", "hr", "legend", "main", "nav", "p", "pre", "section", "summary",
     "table")
)  # fmt: skip
# Blocks that need more than one line, so that a table cell with them is layout, not data.
_TALL = frozenset(("table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"))
_CELL = " | "
_CONTROLS = {code: None for code in range(0x20) if chr(code) not in "\t\n\r\f"}
# Longer text than this that is not mostly links is no menu, whatever its class says.
_LONGEST = 1500
_CUT_OFF = "elements are nested too deeply: the text from there on was not read"
_TOO_DEEP = "its elements are nested too deeply to read: save the page as text, and try again"

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.I)


def read_html(data: bytes) -> Extract:
    """The visible text of a page, with furniture and quoted mail as regions."""
    return html_to_text(_decode(data))


def html_to_text(source: str) -> Extract:
    """As `read_html`, for HTML that is decoded already."""
    # An encoding named inside the text no longer holds, and lxml refuses to see one in XHTML.
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", source).replace("\r\n", "\n")
    # Without huge_tree, text that stands deep within layout tables is lost in silence.
    parser = lxml_html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(source, parser) if source.strip() else None
    except etree.XMLSyntaxError:
        # A page without any element, such as a lone comment.
        root = None
    if root is None:
        return Extract("")
    etree.strip_elements(root, *_DROPPED, with_tail=False)
    cut_off = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    extract = _Page(root).extract((_CUT_OFF,) if cut_off else (), cut_off)
    if cut_off and not extract.text.strip():
        raise Unreadable(_TOO_DEEP)
    return extract


def _decode(data: bytes) -> str:
    found = _META_CHARSET.search(data[:4096])
    if found and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = found.group(1).decode("ascii").lower()
        # Pages in UTF-8 that claim Latin-1 are common, and `decode` reads both rightly.
        if name not in ("utf-8", "utf8", "iso-8859-1", "windows-1252", "utf-16", "us-ascii"):
            try:
                return data.decode(name, "replace")
            except (LookupError, UnicodeError):
                pass
    return decode(data)


@dataclass(slots=True)
class _Size:
    """Characters of text in an element, those in links, and whether it holds the main part."""

    text: int = 0
    links: int = 0
    holds_main: bool = False


class _Page:
    """One walk over a page; a stack of open lists and regions, no recursion."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._flow = Flow()
        self._lists: list[tuple[str, int]] = []
        self._regions: list[etree._Element] = []
        self._in_furniture = 0
        self._rows: list[etree._Element] = []
        self._pre = 0
        self._sizes = _measure(root)

    def extract(self, warnings: tuple[str, ...], incomplete: bool) -> Extract:
        for event, element in etree.iterwalk(self._root, events=("start", "end")):
            if event == "start":
                self._start(element)
                self._text(element.text)
            else:
                self._end(element)
                if element is not self._root:
                    self._text(element.tail)
        return self._flow.extract(warnings, incomplete)

    def _text(self, text: str | None) -> None:
        if not text:
            return
        text = text.translate(_CONTROLS)
        if self._pre:
            self._flow.exact(text)
        else:
            self._flow.words(text)

    def _start(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag in _BLOCKS:
            self._flow.block()
        if not self._in_furniture and self._is_furniture(element, tag):
            self._flow.open("furniture", tag)
            self._regions.append(element)
            self._in_furniture += 1
        elif tag == "blockquote" and _is_mail_quote(element):
            self._flow.open("thread")
            self._regions.append(element)
        if tag == "br":
            self._flow.line_break()
        elif tag == "pre":
            self._pre += 1
        elif tag in ("ol", "ul"):
            self._list_edge()
            self._lists.append((tag, _number(element.get("start"), 1)))
        elif tag == "li":
            self._flow.line()
            self._flow.prefix(self._list_mark(element))
        elif tag == "tr":
            self._flow.line()
            if not self._rows and _is_data_row(element):
                self._rows.append(element)
                self._flow.hold_lines()
        elif tag in ("td", "th"):
            if not self._rows:
                self._flow.block()
            elif element.getprevious() is not None:
                self._flow.separate(_CELL)

    def _end(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if self._regions and self._regions[-1] is element:
            self._regions.pop()
            self._flow.close()
            if not _is_mail_quote(element):
                self._in_furniture -= 1
        if tag == "pre":
            self._pre -= 1
        elif tag in ("ol", "ul"):
            self._lists.pop()
            self._list_edge()
        elif tag == "tr":
            if self._rows and self._rows[-1] is element:
                self._rows.pop()
                self._flow.free_lines()
            self._flow.line()
        elif tag in ("td", "th") and not self._rows:
            self._flow.block()
        if tag in _BLOCKS:
            self._flow.block()
        elif tag == "li":
            self._flow.line()

    def _list_edge(self) -> None:
        """A blank line around a list, but not around a list within a list."""
        if self._lists:
            self._flow.line()
        else:
            self._flow.block()

    def _list_mark(self, item: etree._Element) -> str:
        if not self._lists or self._lists[-1][0] == "ul":
            return "-"
        number = _number(item.get("value"), self._lists[-1][1])
        self._lists[-1] = ("ol", number + 1)
        parent = item.getparent()
        style = (parent.get("type") or "1") if parent is not None else "1"
        return f"{format_number(number, style)}."

    def _is_furniture(self, element: etree._Element, tag: str) -> bool:
        if tag in _NEVER_FURNITURE:
            return False
        role = element.get("role", "").lower()
        by_kind = tag in _FURNITURE or role in _FURNITURE_ROLES
        names = f"{element.get('class', '')} {element.get('id', '')} {role}"
        if not by_kind and _FURNITURE_NAME.search(names) is None:
            return False
        size = self._sizes[element]
        # A frame around the whole page (ASP.NET's form, a wrapper "page-with-menu") is none.
        if size.holds_main or size.text * 2 > self._sizes[self._root].text:
            return False
        return by_kind or size.text <= _LONGEST or size.links * 2 > size.text


def _measure(root: etree._Element) -> dict[etree._Element, _Size]:
    """The size of every element, in one pass, so that nesting costs nothing."""
    sizes: dict[etree._Element, _Size] = {}
    stack: list[_Size] = [_Size()]
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            stack.append(_Size(text=len((element.text or "").strip())))
            continue
        size = sizes[element] = stack.pop()
        if element.tag == "a":
            size.links = size.text
        above = stack[-1]
        above.text += size.text + len((element.tail or "").strip())
        above.links += size.links
        above.holds_main |= size.holds_main or element.tag in ("main", "article")
    return sizes


def _is_mail_quote(element: etree._Element) -> bool:
    return element.tag == "blockquote" and (
        "gmail_quote" in element.get("class", "").split()
        or element.get("type", "").lower() == "cite"
    )


def _is_data_row(row: etree._Element) -> bool:
    """True for a row of short cells; a row that lays out a page has tall or single ones."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    if len(cells) < 2:
        return False
    for cell in cells:
        paragraphs = 0
        for child in cell.iterdescendants():
            if child.tag in ("p", "div"):
                paragraphs += 1
            if paragraphs > 1 or child.tag in _TALL:
                return False
    return True


def _number(value: str | None, default: int) -> int:
    try:
        number = int(value) if value else default
    except ValueError:
        return default
    return number if abs(number) < 1_000_000 else default
