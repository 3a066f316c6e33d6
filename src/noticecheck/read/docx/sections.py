"""Which headers and footers of a DOCX are in effect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from noticecheck.read.docx.package import Relation
from noticecheck.read.docx.xml import child, described, local, switched, value

_KINDS = ("first", "default", "even")


def margins(
    body: etree._Element,
    settings: etree._Element | None,
    relations: Mapping[str, Relation],
    side: str,
) -> Iterator[str]:
    """The parts that hold a header (or footer) that some page shows, each once, in their order."""
    has_even = bool(switched(child(settings, "evenAndOddHeaders")))
    # A section without a header of some kind has that of the section before.
    current: dict[str, str] = {}
    seen: set[str] = set()
    for section in described(body, "sectPr"):
        parent = section.getparent()
        if parent is not None and local(parent) == "sectPrChange":
            continue
        for element in section:
            if local(element) == f"{side}Reference":
                relation = relations.get(value(element, "id") or "")
                if relation is not None and not relation.external:
                    current[value(element, "type") or "default"] = relation.target
        has_first = bool(switched(child(section, "titlePg")))
        for kind in _KINDS:
            in_effect = {"first": has_first, "even": has_even}.get(kind, True)
            target = current.get(kind)
            if in_effect and target and target not in seen:
                seen.add(target)
                yield target
