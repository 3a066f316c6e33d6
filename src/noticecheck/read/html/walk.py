"""One walk over a page's elements that writes its text: lines, lists, rows, regions."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from noticecheck.late import regex
from noticecheck.model import RegionKind
from noticecheck.read.extract import Extract, Flow
from noticecheck.read.html.links import Elsewhere, LeftOut, is_signature
from noticecheck.read.html.lists import Lists, is_word_mark, word_mark
from noticecheck.read.html.parts import BLOCKS, HEADINGS, LINES, Role, Sizes, measure, role_of
from noticecheck.read.html.rows import is_data_row, is_pair, rows_below
from noticecheck.read.html.source import words_of

RoleOf = Callable[[etree._Element, str, int, Sizes, bool], Role]

_TERMS = ("dt", "dd")
_CELL = " | "
_CONTROL = regex(r"[\x00-\x08\x0e-\x1f]")
_LINE_END = regex(r"\r\n?|[\x0b\x0c]")
_BLANK = " \t\n\r\f\xa0"
_KEPT_BLANKS = frozenset(("pre", "listing", "xmp", "plaintext", "textarea"))
_MOSTLY_HIDDEN = "most words of the page are hidden on it: open all its sections and save it again"


def write(
    root: etree._Element, lists: Lists, elsewhere: Elsewhere, role: RoleOf = role_of
) -> Extract:
    """The text of an element with all in it, and what the page does not show of the letter."""
    return _Walk(root, lists, elsewhere, role).extract()


class _Walk:
    """A stack of open regions, lists and rows; no recursion."""

    def __init__(
        self, root: etree._Element, lists: Lists, elsewhere: Elsewhere, role: RoleOf
    ) -> None:
        self._root = root
        self._role = role
        self._sizes = measure(root)
        self._flow = Flow()
        self._lists = lists
        self._elsewhere = elsewhere
        self._index = 0
        self._regions: list[tuple[etree._Element, RegionKind]] = []
        self._feet: list[etree._Element] = []
        """The foot of an article, the signature of a mail."""
        self._in_furniture = 0
        self._hidden: etree._Element | None = None
        self._row: etree._Element | None = None
        self._shared_rows = 0
        """Rows still to come that a cell of a row above reaches into."""
        self._row_is_shared = False
        """A table row, or the term of a definition, that is written on one line."""
        self._kept_blanks: list[etree._Element] = []
        self._muted: etree._Element | None = None
        self._muted_words: list[str] = []
        self._left_out = LeftOut()
        self._gather: list[str] | None = None
        self._blocks: list[int] = []
        self._articles = self._headings = self._anchors = 0
        self._said = self._hides = 0

    def extract(self) -> Extract:
        for event, element in etree.iterwalk(self._root, events=("start", "end")):
            if event == "start":
                self._start(element)
                self._text(element.text)
            else:
                self._end(element)
                if element is not self._root:
                    self._text(element.tail)
        warnings, incomplete = self._elsewhere.warnings(self._said)
        told = [*warnings, *self._left_out.warnings()]
        if self._hides > self._said:
            told.append(_MOSTLY_HIDDEN)
            incomplete = True
        return self._flow.extract(tuple(told), incomplete)

    def _text(self, text: str | None) -> None:
        if self._muted is not None:
            self._muted_words.append(text or "")
            return
        if text and _CONTROL.search(text) is not None:
            text = _CONTROL.sub("", text)
        if not text:
            return
        if "\r" in text or "\f" in text or "\v" in text:
            # They are in the page as references (&#13;), or in the page's own source.
            text = _LINE_END.sub("\n", text)
        length = len(text.strip())
        if not self._in_furniture and not self._anchors:
            self._elsewhere.words(text, self._said)
            self._said += length
        elif self._hidden is not None:
            self._hides += length
        if self._kept_blanks and self._row is None:
            self._exact(text)
        elif length:
            self._flow.words(text)
        else:
            # A lone no-break space is no word.
            self._flow.words(" ")

    def _exact(self, text: str) -> None:
        body = text.lstrip(_BLANK)
        lead = text[: len(text) - len(body)]
        self._breaks(lead.count("\n"))
        if body:
            body = body.rstrip(_BLANK)
            self._flow.exact(lead.rpartition("\n")[2] + body)
            self._breaks(text[len(lead) + len(body) :].count("\n"))
        if text[-1] in " \t\xa0":
            self._flow.words(" ")

    def _breaks(self, count: int) -> None:
        if count:
            self._flow.line() if count == 1 else self._flow.block()

    def _start(self, element: etree._Element) -> None:
        index = self._index
        self._index += 1
        if self._muted is not None:
            return
        tag = str(element.tag)
        role: Role = ""
        if not self._in_furniture:
            role = self._role(element, tag, index, self._sizes, self._articles > 0)
            if tag == "button" and not self._headings and not _opens(element):
                role = "furniture"
            elif role == "footnote" and any(kind == "footnote" for _, kind in self._regions):
                role = ""
        if role in ("struck", "unseen", "restated"):
            self._mute(element, self._left_out.of(role))
            return
        if role or (tag in BLOCKS and tag not in _TERMS):
            self._flow.block()
        if role:
            self._open(element, tag, role)
        elif tag == "blockquote" and _is_mail_quote(element):
            self._flow.open("thread")
            self._regions.append((element, "thread"))
        if tag in BLOCKS or tag in LINES:
            self._blocks.append(index)
        self._articles += tag in ("main", "article")
        self._headings += tag in HEADINGS
        if tag == "footer" or (len(element.attrib) and is_signature(element)):
            self._feet.append(element)
        if tag in _KEPT_BLANKS or (len(element.attrib) and _keeps_blanks(element)):
            self._kept_blanks.append(element)
        if tag in ("ol", "ul", "menu", "dir"):
            self._list_edge()
            self._lists.start(element)
        elif tag in ("li", "option"):
            self._flow.line()
            mark = self._lists.mark(element) if tag == "li" else ""
            if mark:
                self._flow.prefix(mark)
        elif tag in ("tr", "td", "th", "dt", "dd"):
            self._start_row(element, tag, index)
        else:
            self._start_inline(element, tag, index)

    def _start_inline(self, element: etree._Element, tag: str, index: int) -> None:
        if tag == "br":
            self._flow.line_break()
        elif tag == "button":
            # It stands apart from the words around it.
            self._flow.words(" ")
        elif tag == "q":
            self._flow.words("“")
        elif tag == "a":
            self._anchors += 1
            if not self._in_furniture:
                apart = bool(self._blocks) and self._sizes.mostly_links(self._blocks[-1])
                apart = apart and not self._feet
                self._elsewhere.link(element, apart)
        elif tag == "input":
            # Forms that are only shown say the answer in fields that nobody can change.
            if element.get("readonly") is not None or element.get("disabled") is not None:
                shown = element.get("type", "text") in ("text", "date", "email", "number")
                self._flow.words(element.get("value", "") if shown else "")
        elif tag == "img" and not self._in_furniture:
            self._elsewhere.picture(element)
        elif tag == "sup" and self._sizes.text[index] <= 3:
            number = words_of(element).strip()
            if number.isdecimal():
                # Otherwise "section 40" with note 1 would read as section 401.
                self._flow.words(f"[{number}]")
                self._mute(element, None)
        elif tag == "span" and is_word_mark(element):
            mark = word_mark(element)
            if mark:
                self._flow.prefix(mark)
            self._mute(element, None)

    def _start_row(self, element: etree._Element, tag: str, index: int) -> None:
        if tag == "tr":
            self._flow.line()
            if self._row is None and is_data_row(element):
                self._hold(element)
                below = rows_below(element)
                self._row_is_shared = self._shared_rows > 0 or below > 0
                self._shared_rows = max(self._shared_rows - 1, below)
                if self._row_is_shared:
                    self._flow.open("merged")
        elif tag == "dt" and self._row is None and is_pair(element, index, self._sizes):
            self._flow.line()
            self._hold(element)
        elif self._row is None:
            self._flow.block()
        elif element.getprevious() is not None:
            self._flow.separate(_CELL)

    def _end(self, element: etree._Element) -> None:
        if self._muted is not None:
            if element is self._muted:
                if self._gather is not None:
                    self._gather.append("".join(self._muted_words))
                self._muted, self._gather = None, None
                self._muted_words = []
            return
        tag = str(element.tag)
        if tag == "q":
            self._flow.words("”")
        elif tag == "button":
            self._flow.words(" ")
        elif tag == "a":
            self._anchors -= 1
        elif tag in ("ol", "ul", "menu", "dir"):
            self._lists.end()
        if self._kept_blanks and self._kept_blanks[-1] is element:
            self._kept_blanks.pop()
        if self._feet and self._feet[-1] is element:
            self._feet.pop()
        was_region = bool(self._regions) and self._regions[-1][0] is element
        if was_region:
            self._in_furniture -= self._regions.pop()[1] == "furniture"
            self._flow.close()
            if element is self._hidden:
                self._hidden = None
        if tag in ("ol", "ul", "menu", "dir"):
            self._list_edge()
        self._end_row(element, tag)
        self._articles -= tag in ("main", "article")
        self._headings -= tag in HEADINGS
        if tag in BLOCKS or tag in LINES:
            self._blocks.pop()
        if was_region or (tag in BLOCKS and tag not in _TERMS):
            self._flow.block()
        elif tag in ("li", "option"):
            self._flow.line()

    def _end_row(self, element: etree._Element, tag: str) -> None:
        if tag == "tr":
            if self._row is element:
                if self._row_is_shared:
                    self._flow.close()
                self._row_is_shared = False
            self._free(element)
            self._flow.line()
        elif self._row is None:
            if tag in ("td", "th", "dt", "dd"):
                self._flow.block()
        elif tag == "dd" and self._row is element.getprevious():
            self._free(self._row)
            self._flow.line()

    def _hold(self, element: etree._Element) -> None:
        self._row = element
        self._flow.hold_lines()

    def _free(self, element: etree._Element) -> None:
        if self._row is element:
            self._row = None
            self._flow.free_lines()

    def _open(self, element: etree._Element, tag: str, role: Role) -> None:
        kind: RegionKind = "footnote" if role == "footnote" else "furniture"
        self._flow.open(kind, {"footnote": "", "hidden": "hidden"}.get(role, tag))
        self._regions.append((element, kind))
        self._in_furniture += kind == "furniture"
        if role == "hidden":
            self._hidden = element

    def _mute(self, element: etree._Element, gather: list[str] | None) -> None:
        self._muted, self._gather = element, gather

    def _list_edge(self) -> None:
        """A blank line around a list, but not around a list within a list."""
        if self._lists:
            self._flow.line()
        else:
            self._flow.block()


def _opens(button: etree._Element) -> bool:
    """True for the button that is the title of a section."""
    return button.get("aria-expanded") is not None or button.get("aria-controls") is not None


def _keeps_blanks(element: etree._Element) -> bool:
    style = element.get("style", "")[:500]
    return "white-space" in style and "pre" in style.partition("white-space")[2].partition(";")[0]


def _is_mail_quote(element: etree._Element) -> bool:
    return (
        "gmail_quote" in element.get("class", "").split()
        or element.get("type", "").lower() == "cite"
    )
