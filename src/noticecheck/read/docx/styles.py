"""What the styles of a DOCX say about whether text is shown."""

from __future__ import annotations

from lxml import etree

from noticecheck.read.docx.xml import child, local, switched, value


class Styles:
    """Which styles hide their text."""

    def __init__(self, root: etree._Element | None) -> None:
        own: dict[str, bool | None] = {}
        parents: dict[str, str] = {}
        self._usual = ""
        for element in root if root is not None else ():
            if local(element) != "style":
                continue
            name = value(element, "styleId") or ""
            own[name] = switched(child(element, "rPr", "vanish"))
            parents[name] = value(child(element, "basedOn")) or ""
            is_default = (value(element, "default") or "") in ("1", "true", "on")
            if is_default and value(element, "type") == "paragraph":
                self._usual = name
        everywhere = switched(child(root, "docDefaults", "rPrDefault", "rPr", "vanish"))
        self._hidden: dict[str, bool | None] = {}
        for name in own:
            self._hidden[name] = _inherited(name, own, parents)
        self._everywhere = bool(everywhere)

    def hides(self, paragraph_style: str | None, character_style: str | None = None) -> bool:
        """Whether text in these styles is hidden, unless its run says otherwise."""
        for style in (character_style, paragraph_style or self._usual):
            hidden = self._hidden.get(style or "")
            if hidden is not None:
                return hidden
        return self._everywhere


def _inherited(
    name: str, own: dict[str, bool | None], parents: dict[str, str], limit: int = 100
) -> bool | None:
    """What a style says, or the nearest of those that it is based on."""
    for _ in range(limit):
        if own.get(name) is not None:
            return own[name]
        if name not in parents:
            break
        name = parents[name]
    return None
