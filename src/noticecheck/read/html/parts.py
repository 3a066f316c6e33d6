"""Which elements of a page are its furniture, hidden, struck out or footnotes, and which its words.

A letter must not lose a part to a name: an element that holds the main part, or more than half of
the running words, is the page's frame, whatever it is called.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import field
from typing import Literal

from lxml import etree

from noticecheck.late import dataclass, regex

Role = Literal["", "furniture", "hidden", "footnote", "struck", "unseen", "restated"]
"""`hidden` is a block that the browser does not show, `unseen` some words within a line; what is
`restated` is written elsewhere in the text."""

BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
     "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
     "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "listing", "main", "menu",
     "nav", "p", "plaintext", "pre", "search", "section", "select", "summary", "table",
     "textarea", "v:textbox", "xmp")
)  # fmt: skip
LINES = frozenset(("li", "tr", "td", "th", "ul", "ol", "tbody", "thead", "tfoot", "option"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "summary", "legend", "dt", "caption"))

_ALWAYS = frozenset(("nav", "search", "select", "datalist"))
_OUTSIDE = frozenset(("header", "footer"))
"""Furniture of the page; within an article they are the article's own head and foot."""
_ROLES = frozenset(
    ("navigation", "banner", "contentinfo", "search", "menubar", "menu", "dialog", "alertdialog",
     "toolbar")
)  # fmt: skip
_EVIDENT_KINDS = _ALWAYS | _OUTSIDE | {"aside", "dialog"}
# Without an attribute these are nothing but what they say.
_PLAIN = frozenset(
    ("p", "b", "i", "u", "em", "strong", "span", "a", "br", "li", "ul", "ol", "td", "th", "tr",
     "tbody", "table", "div", "font", "h2", "h3", "h4", "sup", "sub", "o:p", "img")
)  # fmt: skip
_NEVER = frozenset(("html", "body", "main", "article", "h1"))
# A page's own frame often carries such words as well ("has-cookie-banner", "category-menu").
_NAME = regex(
    r"cookie|onetrust|breadcrumb|skip-?(?:to|link|nav|content)|navigation|menu|footer|sidebar"
    r"|banner|back-to-top|masthead"
    r"|(?<![^-])(?:nav|navbar|topnav|subnav|sidenav|mainnav|share|sharing|sharethis|addtoany"
    r"|addthis|sharedaddy|social|pager|pagination|newsletter|subscribe|search|searchbox"
    r"|searchform|login|toolbar|ribbon|ribbonrow|view-html-prefix|modal"
    r"|popup|offcanvas|lightbox|webchat|livechat|translate|gtranslate|language-(?:switcher|selector)"
    r"|related(?!-?(?:documents?|downloads?|files?|resources?)))(?![^-])"
)
_PAGE_HEAD = regex(r"(?<!.)(?:(?:site|global|main|top)-)?header(?!.)")
_LAYOUT = regex(
    r"(?<![^-])(?:has|with|without|no|one|two|three|layout|mso[a-z]*|category|tag|term|postid)"
    r"(?![^-])"
)
_ASKS = regex(
    r"(?<![^-])(?:feedback|rating|rate|useful|helpful|survey|poll|comments?|respond|print|tools"
    r"|toc|table-of-contents|contents-list|on-this-page|jump-?links?)"
    r"(?![^-])"
)
_COOKIES = regex(r"cookie|onetrust")
_CAPITAL = regex(r"(?<=[a-z0-9])(?=[A-Z])")
_HIDING = regex(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_STRIKING = regex(r"text-decoration[a-z-]*\s*:[^;]{0,60}line-through", re.IGNORECASE)
_FOOTNOTE = regex(r"(?<![^-])(?:footnotes?|endnotes?)(?![^-])")
_FOOTNOTE_STYLE = regex(r"mso-element\s*:\s*(?:foot|end)note", re.IGNORECASE)
_FOOTNOTE_ROLES = frozenset(("doc-footnote", "doc-endnote", "doc-endnotes"))
_PANEL = regex(
    r"(?<![^-])(?:accordions?|panels?|collaps\w*|tabs?|tabpanel|tabcontent|toggle\w*|expand\w*"
    r"|details|answers?|faqs?|hidden-?content)(?![^-])"
)
_CONTROLS = frozenset(("input", "select", "textarea", "button"))

_LONGEST = 1500
"""Longer text than this that is not mostly links is no menu, whatever its class says."""
_LONGEST_QUESTION = 600
_NEXT_TO_NOTHING = 100


@dataclass(slots=True)
class _Open:
    """What is known so far of an element that is being measured."""

    index: int
    text: int = 0
    links: int = 0
    running: int = 0
    """Text outside links and outside the page's evident furniture."""
    controls: bool = False
    evident: bool = False


@dataclass(slots=True)
class Sizes:
    """Measures of every element of a page, by its number in document order."""

    text: array[int] = field(default_factory=lambda: array("l"))
    links: array[int] = field(default_factory=lambda: array("l"))
    running: array[int] = field(default_factory=lambda: array("l"))
    within: array[int] = field(default_factory=lambda: array("l"))
    """How many elements stand in it."""
    controls: bytearray = field(default_factory=bytearray)
    frames: set[int] = field(default_factory=set)
    """The main part and all that holds it."""
    panels: set[str] = field(default_factory=set)
    """Ids of what a control of the page opens."""

    def append(self) -> None:
        """Room for one more element."""
        self.text.append(0)
        self.links.append(0)
        self.running.append(0)
        self.within.append(0)
        self.controls.append(0)

    def mostly_links(self, index: int) -> bool:
        return self.links[index] * 2 > self.text[index]

    def is_frame(self, index: int) -> bool:
        """True for what the page's words stand in."""
        return index in self.frames or (
            self.running[index] * 2 > self.running[0] and not self.mostly_links(index)
        )


def measure(root: etree._Element) -> Sizes:
    """The sizes of every element, in one pass, so that nesting costs nothing."""
    sizes = Sizes()
    stack: list[_Open] = []
    best = (0, -1)
    articles = set_apart = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if event == "start":
            text = element.text
            length = len(text.strip()) if text else 0
            evident = bool(len(element.attrib) or tag in _EVIDENT_KINDS) and _is_evident(
                element, str(tag), articles > 0
            )
            set_apart += evident
            articles += tag in ("main", "article")
            stack.append(_Open(len(sizes.text), length, 0, length, False, evident))
            sizes.append()
            if len(element.attrib) and (tag in ("button", "a") or element.get("aria-controls")):
                _note_panels(element, sizes.panels)
            continue
        done = stack.pop()
        index = done.index
        set_apart -= done.evident
        articles -= tag in ("main", "article")
        if tag == "a":
            done.links, done.running = done.text, 0
        sizes.text[index], sizes.links[index] = done.text, done.links
        sizes.running[index] = done.running
        sizes.within[index] = len(sizes.text) - index - 1
        done.controls = done.controls or tag in _CONTROLS
        sizes.controls[index] = done.controls
        # Words in a part called main outweigh any that stand in a part called article.
        rank = 1 if tag == "article" else 0
        if tag == "main" or element.get("role") == "main":
            rank = 2
        if rank and not set_apart and done.running and (rank, done.running) > best:
            best = (rank, done.running)
            sizes.frames = {index, *(above.index for above in stack)}
        if not stack:
            break
        text = element.tail
        tail = len(text.strip()) if text else 0
        above = stack[-1]
        above.text += done.text + tail
        above.links += done.links
        above.running += tail + (0 if done.evident else done.running)
        above.controls = above.controls or done.controls
    return sizes


def role_of(element: etree._Element, tag: str, index: int, sizes: Sizes, inside: bool) -> Role:
    """What an element is to the letter; `inside` an article, or the main part."""
    if tag in _PLAIN and not len(element.attrib):
        return ""
    style = element.get("style", "")[:2000]
    frame = index in sizes.frames
    if tag in ("del", "s", "strike") or ("line-through" in style and _STRIKING.search(style)):
        return "" if sizes.is_frame(index) else "struck"
    if not frame and _is_furniture(element, tag, index, sizes, inside):
        return "furniture"
    if not frame and _is_hidden(element, tag, style) and not _is_panel(element, sizes.panels):
        if sizes.is_frame(index):
            return ""
        return "hidden" if tag in BLOCKS or tag in LINES else "unseen"
    if (tag in BLOCKS or tag in LINES) and not frame and _is_footnote(element, style):
        return "footnote"
    return ""


def _is_furniture(
    element: etree._Element, tag: str, index: int, sizes: Sizes, inside: bool
) -> bool:
    if tag in _NEVER or element.get("role") == "main":
        return False
    short = sizes.running[index] <= _LONGEST or sizes.mostly_links(index)
    if tag in _ALWAYS or _is_cookies(element):
        return True
    if _is_evident(element, tag, inside):
        # Not where the page says next to nothing else.
        elsewhere = sizes.running[0] > _NEXT_TO_NOTHING or bool(sizes.frames)
        few = sizes.running[index] < sizes.running[0] + _NEXT_TO_NOTHING
        return short and (elsewhere or few)
    if sizes.is_frame(index):
        return False
    if tag == "form":
        return short
    named = f"{element.get('class', '')} {element.get('id', '')}".strip()[:300]
    if not named:
        return False
    if tag not in BLOCKS and tag not in LINES:
        return tag in ("a", "span") and "skip" in named.lower() and _is_named(_NAME, named)
    if short and (_is_named(_NAME, named) or (not inside and _is_named(_PAGE_HEAD, named))):
        return True
    return (
        _is_named(_ASKS, named)
        and sizes.running[index] <= _LONGEST_QUESTION
        and (bool(sizes.controls[index]) or sizes.mostly_links(index))
    )


def _is_named(pattern: re.Pattern[str], named: str) -> bool:
    for name in named.split():
        name = _CAPITAL.sub("-", name).replace("_", "-").lower()
        if pattern.search(name) and not _LAYOUT.search(name):
            return True
    return False


def _is_evident(element: etree._Element, tag: str, inside: bool) -> bool:
    """Furniture whose words say nothing about where the letter is, such as a cookie notice."""
    return (
        tag in _ALWAYS
        or tag in ("aside", "dialog")
        or (tag in _OUTSIDE and not inside)
        or element.get("role", "").lower() in _ROLES
        or _is_cookies(element)
    )


def _is_cookies(element: etree._Element) -> bool:
    named = f"{element.get('class', '')} {element.get('id', '')}"[:300]
    return (
        _COOKIES.search(named.lower()) is not None
        and element.tag not in _NEVER
        and _is_named(_COOKIES, named)
    )


def _is_hidden(element: etree._Element, tag: str, style: str) -> bool:
    return (
        element.get("hidden") is not None
        or (tag == "dialog" and element.get("open") is None)
        or _HIDING.search(style) is not None
    )


def _is_panel(element: etree._Element, panels: set[str]) -> bool:
    """True for what a click shows, such as a section of an accordion."""
    if element.get("id") in panels or element.get("role") == "tabpanel":
        return True
    named = f"{element.get('class', '')} {element.get('id', '')}"[:300]
    above = element.getparent()
    if above is not None:
        named += " " + above.get("class", "")[:300]
    return any(
        _PANEL.search(_CAPITAL.sub("-", name).replace("_", "-").lower()) for name in named.split()
    )


def _note_panels(element: etree._Element, panels: set[str]) -> None:
    for name in ("aria-controls", "href", "data-target", "data-bs-target", "data-toggle-target"):
        value = element.get(name, "")[:500]
        if name != "aria-controls":
            value = value[1:] if value.startswith("#") else ""
        panels.update(value.split())


def _is_footnote(element: etree._Element, style: str) -> bool:
    if element.get("role", "") in _FOOTNOTE_ROLES or _FOOTNOTE_STYLE.search(style):
        return True
    named = f"{element.get('class', '')} {element.get('id', '')}".strip()[:300]
    return bool(named) and _is_named(_FOOTNOTE, named)
