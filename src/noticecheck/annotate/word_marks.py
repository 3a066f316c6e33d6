"""The marks of comments between the runs of a paragraph; a run is split where one stands in it."""

from __future__ import annotations

import copy
from collections.abc import Collection

from lxml import etree

from noticecheck.annotate.word_places import Anchor, characters
from noticecheck.read.docx.xml import SPACE, described, keeps_blanks, local, value

_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")


def mark(anchor: Anchor, identity: int) -> None:
    """Put the marks of one comment around the words that it is about."""
    _begin(anchor, _new(anchor.first, "commentRangeStart", identity))
    end = _new(anchor.last, "commentRangeEnd", identity)
    last = list(characters(anchor.last))
    if last:
        text, index = last[-1 if anchor.end is None else anchor.end]
        run = text.getparent()
        assert run is not None
        if anchor.end is not None:
            _split(run, text, index + 1)
        _add_after(run, end)
    else:
        anchor.last.append(end)
    reference = etree.Element(end.tag.replace("commentRangeEnd", "r"))
    reference.append(_new(anchor.last, "commentReference", identity))
    # Not within the change that somebody else tracked: it would become a part of that.
    outer = end
    while (above := outer.getparent()) is not None and above is not anchor.last:
        outer = above
    _add_after(outer, reference)


def _begin(anchor: Anchor, begin: etree._Element) -> None:
    first = list(characters(anchor.first))
    if not first:
        at = 1 if len(anchor.first) and local(anchor.first[0]) == "pPr" else 0
        anchor.first.insert(at, begin)
        return
    text, index = first[anchor.start or 0]
    run = text.getparent()
    assert run is not None
    split = _split(run, text, index) if anchor.start is not None else None
    (run if split is None else split).addprevious(begin)


def remove_marks(root: etree._Element, identities: Collection[str]) -> None:
    """Take away the marks of these comments, and the runs that hold nothing else."""
    for element in list(described(root, *_MARKS)):
        if (value(element, "id") or "") not in identities:
            continue
        run = element.getparent()
        assert run is not None
        alone = local(run) == "r" and all(local(e) == "rPr" or e is element for e in run)
        _remove(run if alone else element)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    # What stands behind it stays: blanks between the elements.
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _new(near: etree._Element, name: str, identity: int) -> etree._Element:
    word = f"{{{etree.QName(near).namespace}}}"
    element = etree.Element(f"{word}{name}")
    element.set(f"{word}id", str(identity))
    return element


def _add_after(element: etree._Element, new: etree._Element) -> None:
    """Behind an element and the marks of comments that stand there already."""
    following = element.getnext()
    while following is not None and _is_mark(following):
        element, following = following, following.getnext()
    tail, element.tail = element.tail, None
    element.addnext(new)
    new.tail = tail


def _is_mark(element: etree._Element) -> bool:
    if local(element) == "r":
        return any(local(inner) == "commentReference" for inner in element)
    return local(element) == "commentRangeEnd"


def _split(run: etree._Element, text: etree._Element, index: int) -> etree._Element | None:
    """Split a run before a character of one of its texts; the new run behind it, which begins
    there, or None where nothing would be left on one side."""
    words = text.text or ""
    before = [e for e in text.itersiblings(preceding=True) if local(e) != "rPr"]
    behind = list(text.itersiblings())
    if (index == 0 and not before) or (index >= len(words) and not behind):
        return None
    new = etree.Element(run.tag)
    for name, content in run.attrib.items():
        new.set(name, content)
    properties = next((e for e in run if local(e) == "rPr"), None)
    if properties is not None:
        new.append(copy.deepcopy(properties))
    if index == 0:
        new.append(text)
    elif index < len(words):
        if not keeps_blanks(text):
            # Blanks at the outer edges are not shown, and would be once blanks are kept.
            words, index = words.strip(" "), index - (len(words) - len(words.lstrip(" ")))
        rest = copy.deepcopy(text)
        rest.tail = None
        text.text, rest.text = words[:index], words[index:]
        text.set(SPACE, "preserve")
        rest.set(SPACE, "preserve")
        new.append(rest)
    for element in behind:
        new.append(element)
    new.tail, run.tail = run.tail, None
    run.addnext(new)
    return new
