"""The numbers that a word processor shows before list paragraphs, from a DOCX's numbering part."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from noticecheck.read.numerals import format_number

_STYLES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_LEVELS = 9


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


def _integer(text: str | None, default: int) -> int:
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    pattern: str
    legal: bool


@dataclass(slots=True)
class Numbering:
    """All lists of one document, with how far each has counted; labels are asked for in order."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    """numId to abstractNumId."""
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    """numId to level to the number at which that list starts again."""
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Paragraph style to (numId, level)."""
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _restarted: set[tuple[str, int]] = field(default_factory=set)

    def label(self, properties: etree._Element | None) -> str:
        """What stands before a paragraph with these properties: "1.", "(a)", "-", or ""."""
        place = self._place(properties)
        if place is None:
            return ""
        number, depth = place
        abstract = self.lists.get(number, "")
        level = self.levels.get(abstract, {}).get(depth)
        if level is None:
            return ""
        if level.form == "bullet":
            return "-"
        self._count(number, abstract, depth, level)
        return self._render(abstract, depth, level)

    def _place(self, properties: etree._Element | None) -> tuple[str, int] | None:
        inherited = self.styles.get(value(child(properties, "pStyle")) or "")
        own = child(properties, "numPr")
        if own is None:
            return inherited
        number = value(child(own, "numId"))
        if number is None:
            number = inherited[0] if inherited else "0"
        depth = _integer(value(child(own, "ilvl")), inherited[1] if inherited else 0)
        # The list with the number 0 takes a paragraph out of its style's list.
        return None if number == "0" else (number, depth)

    def _count(self, number: str, abstract: str, depth: int, level: _Level) -> None:
        counts = self._counts.setdefault(abstract, {})
        restart = self.restarts.get(number, {}).get(depth)
        if restart is not None and (number, depth) not in self._restarted:
            self._restarted.add((number, depth))
            counts[depth] = restart
        else:
            counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in range(depth + 1, _LEVELS):
            counts.pop(deeper, None)

    def _render(self, abstract: str, depth: int, level: _Level) -> str:
        counts = self._counts[abstract]

        def number(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            shown = self.levels[abstract].get(at)
            if shown is None or shown.form == "none":
                return ""
            form = "decimal" if level.legal else shown.form
            return format_number(counts.get(at, shown.start), _STYLES.get(form, "1"))

        return re.sub(r"%([1-9])", number, level.pattern).strip()


def read_numbering(numbering: etree._Element | None, styles: etree._Element | None) -> Numbering:
    """The lists that the numbering part defines and the styles part uses; either may be None."""
    result = Numbering()
    links: dict[str, str] = {}
    style_levels: dict[tuple[str, str], int] = {}
    for element in numbering if numbering is not None else ():
        if local(element) == "abstractNum":
            identity = value(element, "abstractNumId") or ""
            link = value(child(element, "numStyleLink"))
            if link:
                links[identity] = link
            result.levels[identity] = _read_levels(element, identity, style_levels)
        elif local(element) == "num":
            _read_list(element, result)
    _read_styles(styles, result, style_levels)
    for identity, style in links.items():
        target = result.styles.get(style)
        if target is not None:
            linked = result.lists.get(target[0], "")
            result.levels[identity] = result.levels.get(linked, {})
    return result


def _read_levels(
    abstract: etree._Element, identity: str, style_levels: dict[tuple[str, str], int]
) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for element in abstract:
        if local(element) != "lvl":
            continue
        depth = _integer(value(element, "ilvl"), 0)
        style = value(child(element, "pStyle"))
        if style:
            style_levels[identity, style] = depth
        levels[depth] = _Level(
            start=_integer(value(child(element, "start")), 0),
            form=value(child(element, "numFmt")) or "decimal",
            pattern=value(child(element, "lvlText")) or "",
            legal=child(element, "isLgl") is not None,
        )
    return levels


def _read_list(element: etree._Element, result: Numbering) -> None:
    number = value(element, "numId") or ""
    result.lists[number] = value(child(element, "abstractNumId")) or ""
    for override in element:
        if local(override) == "lvlOverride":
            start = value(child(override, "startOverride"))
            if start is not None:
                depth = _integer(value(override, "ilvl"), 0)
                result.restarts.setdefault(number, {})[depth] = _integer(start, 1)


def _read_styles(
    styles: etree._Element | None, result: Numbering, style_levels: dict[tuple[str, str], int]
) -> None:
    own: dict[str, tuple[str, int]] = {}
    parents: dict[str, str] = {}
    for element in styles if styles is not None else ():
        if local(element) != "style":
            continue
        name = value(element, "styleId") or ""
        parents[name] = value(child(element, "basedOn")) or ""
        properties = child(element, "pPr", "numPr")
        number = value(child(properties, "numId"))
        if number is not None:
            abstract = result.lists.get(number, "")
            depth = _integer(
                value(child(properties, "ilvl")), style_levels.get((abstract, name), 0)
            )
            own[name] = (number, depth)
    for name in parents:
        ancestor, seen = name, {""}
        while ancestor not in seen:
            if ancestor in own:
                if own[ancestor][0] != "0":
                    result.styles[name] = own[ancestor]
                break
            seen.add(ancestor)
            ancestor = parents.get(ancestor, "")
