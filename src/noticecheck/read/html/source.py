"""A page's bytes to a tree of elements that holds what a browser would show, and little else."""

from __future__ import annotations

import re

from lxml import etree

from noticecheck.late import dataclass, regex
from noticecheck.read.charsets import codec_of, decode_named
from noticecheck.read.extract import Unreadable, normalise_lines
from noticecheck.read.limits import MAX_FRAMES_WITHIN, MAX_TAGS
from noticecheck.read.text import decode

_META_CHARSET = regex(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.I)
_XML_DECLARATION = regex(r"^\s*<\?xml[^>]*\?>")
# The parser drops what stands behind the end of the page; browsers show it.
_PAGE_END = regex(r"</(?:body|html)\s*>", re.IGNORECASE)
_FORMATTING = regex(
    r"</?(?:b|i|u|em|strong|font|small|big|tt|center|code|cite|label)\b[^<>]*>", re.IGNORECASE
)
# Never shown by a browser that runs scripts; the rest of the page is as if they were not there.
_DROPPED = (
    "head", "script", "style", "template", "svg", "math", "iframe", "object", "embed", "canvas",
    "video", "audio", "applet", "noframes", "noembed",
)  # fmt: skip
_SHOWN_TEMPLATE = ("shadowrootmode", "shadowroot")
_BREAK_OUT = ("p", "div", "table", "ul", "ol", "h1", "h2", "h3", "li")
"""A browser ends a drawing where one of these begins."""

CUT_OFF = "elements are nested too deeply: the text from there on was not read"
_TOO_MANY = "a page of too many elements: save the part with the letter, or print it to a PDF"
_FRAMESET = "a page of frames, whose words are in other files: save the frame with the letter"


@dataclass(frozen=True, slots=True)
class Source:
    """A page that is ready to be walked."""

    root: etree._Element
    cut_off: bool
    """The parser gave up where elements are nested too deeply."""
    styles: tuple[str, ...]
    framed: tuple[str, ...]
    """Addresses of documents and pages that this one shows in a frame."""
    scripted: bool


def decode_page(data: bytes) -> str:
    """The code points of a page; what its head says of its encoding counts where it can be true."""
    found = _META_CHARSET.search(data[:4096])
    if found and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = found.group(1).decode("ascii")
        # What the head is read as has a byte for each of its characters.
        if not codec_of(name).startswith("utf"):
            return decode_named(data, name)
    return decode(data)


def parse_page(source: str, within: int = 0) -> Source | None:
    """The tree of a page; None where it has no element. Raises Unreadable for one beyond limits.

    `within` is the number of pages in whose frames it stands.
    """
    if source.count("<") > MAX_TAGS:
        raise Unreadable(_TOO_MANY)
    # An encoding named inside the text no longer holds, and lxml refuses to see one in XHTML.
    source = _PAGE_END.sub("", _XML_DECLARATION.sub("", normalise_lines(source)))
    root, cut_off = _parse(source)
    if cut_off:
        # Formatting that is never closed nests; the text needs none of it.
        root, cut_off = _parse(_FORMATTING.sub("", source))
    if root is None:
        return None
    if root.find("frameset") is not None:
        raise Unreadable(_FRAMESET)
    styles = tuple(style.text or "" for style in root.iter("style"))
    scripted = next(root.iter("script"), None) is not None
    framed = _open_frames(root, within)
    _keep_shown(root)
    etree.strip_elements(root, *_DROPPED, with_tail=False)
    _choose_noscript(root)
    return Source(root, cut_off, styles, framed, scripted)


def words_of(element: etree._Element) -> str:
    """All the text in an element, as it stands in the source."""
    return "".join(str(text) for text in element.itertext())


def _parse(source: str) -> tuple[etree._Element | None, bool]:
    # Without huge_tree, text that stands deep within layout tables is lost in silence.
    parser = etree.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(source, parser) if source.strip() else None
    except etree.XMLSyntaxError:
        # A page without any element, such as a lone comment.
        root = None
    return root, any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def _open_frames(root: etree._Element, within: int) -> tuple[str, ...]:
    """Put pages that are written into a frame's own tag in its place; name the others."""
    framed: list[str] = []
    for frame in list(root.iter("iframe", "object", "embed")):
        inner = frame.get("srcdoc")
        if inner and within < MAX_FRAMES_WITHIN:
            page = parse_page(inner, within + 1)
            frame.text = None
            frame.tag = "div"
            for name in list(frame.attrib):
                del frame.attrib[name]
            if page is not None:
                framed += page.framed
                frame.append(page.root)
                page.root.tag = "div"
            continue
        framed.append(frame.get("src") or frame.get("data") or ("srcdoc" if inner else ""))
    return tuple(address for address in framed if address)


def _keep_shown(root: etree._Element) -> None:
    """Shadow trees are shown, and a drawing that was never closed holds the rest of the page."""
    for template in root.iter("template"):
        if any(template.get(name) is not None for name in _SHOWN_TEMPLATE):
            template.tag = "div"
    drawings: list[etree._Element] = []
    broken: list[etree._Element] = []
    tags = ("svg", "math", *_BREAK_OUT)
    for event, element in etree.iterwalk(root, events=("start", "end"), tag=tags):
        if element.tag not in ("svg", "math"):
            broken += drawings if event == "start" else []
            # A drawing is broken once, however many paragraphs it holds.
            drawings = [] if event == "start" else drawings
        elif event == "start":
            drawings.append(element)
        elif drawings and drawings[-1] is element:
            drawings.pop()
    for element in broken:
        element.tag = "div"


def _choose_noscript(root: etree._Element) -> None:
    """What a page says without scripts is left out, unless it says nothing else."""
    if next(root.iter("noscript"), None) is None:
        return
    inside = outside = depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += (1 if event == "start" else -1) if element.tag == "noscript" else 0
        length = len(((element.text if event == "start" else element.tail) or "").strip())
        inside += length if depth else 0
        outside += 0 if depth else length
    if outside < inside / 4:
        for copy in root.iter("noscript"):
            copy.tag = "div"
    else:
        etree.strip_elements(root, "noscript", with_tail=False)
