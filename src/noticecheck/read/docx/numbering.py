"""The numbers that a word processor shows before list paragraphs, from a DOCX's numbering part."""

from __future__ import annotations

import re
from dataclasses import field

from lxml import etree

from noticecheck.late import dataclass, regex
from noticecheck.read.docx.numbers import write_number
from noticecheck.read.docx.xml import BLANKS, alternative, child, integer, local, switched, value

_LEVELS = 9
_LARGEST = 999_999
_LONGEST = 100
"""Characters of what stands before a paragraph, without its numbers."""
_WORDS = regex(r"[^\W\d_]{2}")
BULLET = "-"


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    pattern: str
    legal: bool
    custom: str
    """The series of a number form of one's own: "001, 002, 003, ..."."""
    restart: int | None
    """Begins again after a level above this one (counted from 1); None: after any; 0: never."""
    picture: bool
    """Its bullet is a picture."""


@dataclass(slots=True)
class Numbering:
    """All lists of one document, with how far each has counted; labels are asked for in order."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    """By abstractNumId."""
    lists: dict[str, str] = field(default_factory=dict)
    """numId to abstractNumId."""
    own_levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    """numId to the levels that this list defines anew."""
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    """numId to level to the number at which that list starts again."""
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Paragraph style to (numId, level)."""
    usual: str = ""
    """The style of paragraphs that name none."""
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _restarted: set[tuple[str, int]] = field(default_factory=set)

    def begin(self) -> None:
        """Another part begins, such as a header: all lists begin anew."""
        self._counts.clear()
        self._restarted.clear()

    def label(self, properties: etree._Element | None) -> str:
        """What stands before a paragraph with these properties: "1.", "(a)", "-", or ""."""
        place = self._place(properties)
        if place is None:
            return ""
        number, depth = place
        level = self._level(number, depth)
        if level is None:
            return ""
        if level.form == "bullet":
            return _bullet(level)
        self._count(number, depth, level)
        return self._render(number, depth, level)

    def _place(self, properties: etree._Element | None) -> tuple[str, int] | None:
        inherited = self.styles.get(value(child(properties, "pStyle")) or self.usual)
        own = child(properties, "numPr")
        if own is None:
            return inherited
        number = value(child(own, "numId"))
        if number is None:
            number = inherited[0] if inherited else "0"
        depth = integer(value(child(own, "ilvl")), inherited[1] if inherited else 0)
        # The list with the number 0 takes a paragraph out of its style's list.
        return None if number == "0" else (number, depth)

    def _level(self, number: str, depth: int) -> _Level | None:
        own = self.own_levels.get(number, {}).get(depth)
        if own is not None:
            return own
        return self.levels.get(self.lists.get(number, ""), {}).get(depth)

    def _start(self, number: str, depth: int, level: _Level) -> int:
        return self.restarts.get(number, {}).get(depth, level.start)

    def _count(self, number: str, depth: int, level: _Level) -> None:
        counts = self._counts.setdefault(self.lists.get(number, ""), {})
        start = self._start(number, depth, level)
        restarts = depth in self.restarts.get(number, {}) and (number, depth) not in self._restarted
        if restarts:
            self._restarted.add((number, depth))
        counts[depth] = start if restarts or depth not in counts else counts[depth] + 1
        counts[depth] = min(counts[depth], _LARGEST)
        for above in range(depth):
            # A level that was left out counts as begun.
            passed = self._level(number, above)
            if above not in counts and passed is not None:
                counts[above] = self._start(number, above, passed)
        for deeper in range(depth + 1, _LEVELS):
            if deeper in counts:
                below = self._level(number, deeper)
                if below is None or below.restart is None or depth < below.restart:
                    del counts[deeper]

    def _render(self, number: str, depth: int, level: _Level) -> str:
        counts = self._counts[self.lists.get(number, "")]

        def shown(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            other = self._level(number, at)
            if other is None or at > depth or other.form in ("none", "bullet"):
                return ""
            form = "decimal" if level.legal else other.form
            return write_number(counts.get(at, other.start), form, other.custom)

        return re.sub(r"%([1-9])", shown, level.pattern).strip()


def _bullet(level: _Level) -> str:
    """A dash for every bullet, as in a plain letter; words where a list has words instead."""
    text = level.pattern.strip()
    if _WORDS.search(text):
        return text
    return BULLET if text or level.picture else ""


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
    for number, abstract in result.lists.items():
        # Lists of one list style count together.
        target = result.styles.get(links.get(abstract, ""))
        if target is not None:
            result.lists[number] = result.lists.get(target[0], "")
    return result


def _read_levels(
    abstract: etree._Element, identity: str, style_levels: dict[tuple[str, str], int]
) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for element in abstract:
        if local(element) == "lvl":
            depth = integer(value(element, "ilvl"), 0)
            style = value(child(element, "pStyle"))
            if style:
                style_levels[identity, style] = depth
            levels[depth] = _read_level(element)
    return levels


def _read_level(element: etree._Element) -> _Level:
    restart = value(child(element, "lvlRestart"))
    form = child(element, "numFmt")
    if form is None:
        choice = child(element, "AlternateContent")
        form = child(alternative(choice), "numFmt") if choice is not None else None
    return _Level(
        start=integer(value(child(element, "start")), 0),
        form=value(form) or "decimal",
        pattern=(value(child(element, "lvlText")) or "")[:_LONGEST].translate(BLANKS),
        legal=bool(switched(child(element, "isLgl"))),
        custom=value(form, "format") or "",
        restart=None if restart is None else integer(restart, 0),
        picture=child(element, "lvlPicBulletId") is not None,
    )


def _read_list(element: etree._Element, result: Numbering) -> None:
    number = value(element, "numId") or ""
    result.lists[number] = value(child(element, "abstractNumId")) or ""
    for override in element:
        if local(override) != "lvlOverride":
            continue
        depth = integer(value(override, "ilvl"), 0)
        own = child(override, "lvl")
        if own is not None:
            result.own_levels.setdefault(number, {})[depth] = _read_level(own)
        start = value(child(override, "startOverride"))
        if start is not None:
            result.restarts.setdefault(number, {})[depth] = integer(start, 1)


def _read_styles(
    styles: etree._Element | None, result: Numbering, style_levels: dict[tuple[str, str], int]
) -> None:
    numbers: dict[str, str] = {}
    depths: dict[str, int] = {}
    parents: dict[str, str] = {}
    for element in styles if styles is not None else ():
        if local(element) != "style":
            continue
        name = value(element, "styleId") or ""
        parents[name] = value(child(element, "basedOn")) or ""
        is_default = (value(element, "default") or "") in ("1", "true", "on")
        if is_default and value(element, "type") == "paragraph":
            result.usual = name
        properties = child(element, "pPr", "numPr")
        number = value(child(properties, "numId"))
        if number is not None:
            numbers[name] = number
        depth = value(child(properties, "ilvl"))
        if depth is not None:
            depths[name] = integer(depth, 0)
    for name in parents:
        ancestors = _ancestors(name, parents)
        number = next((numbers[a] for a in ancestors if a in numbers), "0")
        if number == "0":
            continue
        abstract = result.lists.get(number, "")
        # The level may name the style, and the style may name its level.
        levels = (depths.get(a, style_levels.get((abstract, a))) for a in ancestors)
        result.styles[name] = (number, next((d for d in levels if d is not None), 0))


def _ancestors(name: str, parents: dict[str, str], limit: int = 50) -> list[str]:
    """A style and those that it is based on, nearest first."""
    found: list[str] = []
    while name in parents and name not in found and len(found) < limit:
        found.append(name)
        name = parents[name]
    return found
