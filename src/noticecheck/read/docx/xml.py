"""Small steps through the XML of office documents, by local names: namespaces differ by version."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from noticecheck.read.extract import Unreadable

_TOO_DEEP = "its elements lie too deep within one another: save it as .pdf and try again"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
BLANKS = {9: " ", 10: " ", 13: " "}
_OFF = frozenset(("0", "false", "off", "none"))


def parse_xml(content: bytes) -> etree._Element:
    """The root of one XML part; raises Unreadable for one that is nested too deeply.

    Whatever else is wrong with it, such as a DTD, is an error of lxml or a ValueError. The parser
    refuses more than 256 levels, so that walks over the tree may recurse.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        # Not that of entities within one another.
        if "excessive depth" in str(error).lower():
            raise Unreadable(_TOO_DEEP) from error
        raise
    if root.getroottree().docinfo.internalDTD is not None:
        # No word processor writes one; its entities would drop words in silence.
        raise ValueError("a document type of its own")
    return root


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; "" for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first descendant along a path of local names, one a level."""
    for name in names:
        if element is None:
            return None
        element = next((c for c in element if local(c) == name), None)
    return element


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """An attribute by its local name; None without element or attribute."""
    if element is None:
        return None
    for key, content in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(content)
    return None


def words_in(element: etree._Element) -> str:
    """The text of an element; line ends and tabs, which have elements of their own, are blanks."""
    text = element.text or ""
    if "\n" in text or "\t" in text or "\r" in text:
        text = text.translate(BLANKS)
    return text


def keeps_blanks(element: etree._Element) -> bool:
    """Whether blanks at the edges of its text count: the nearest element around says so."""
    while True:
        stated = element.get(SPACE)
        parent = element.getparent()
        if stated is not None or parent is None:
            return stated == "preserve"
        element = parent


def integer(text: str | None, default: int) -> int:
    """A number of up to nine digits; the default for anything else."""
    try:
        return int(text) if text is not None and len(text) < 10 else default
    except ValueError:
        return default


def switched(element: etree._Element | None) -> bool | None:
    """Whether a property is on; None where it is not given."""
    if element is None:
        return None
    return (value(element) or "on").lower() not in _OFF


def described(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """All descendants with these local names, in document order."""
    return root.iter(*(f"{{*}}{name}" for name in names))


def alternative(element: etree._Element) -> etree._Element:
    """The first of several renderings of the same content."""
    return next((c for c in element if local(c) in ("Choice", "Fallback")), element)
