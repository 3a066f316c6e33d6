"""Under what reference the letter was written."""

from __future__ import annotations

import re
from collections.abc import Sequence

from noticecheck.model import Passage

_REFERENCE = re.compile(
    r"\b(?:our\s+)?(?:ref(?:erence)?|case|request|foi|eir|rfi|ein cyf)"
    r"(?:\s*(?:no|number|nos|numbers|ref|reference|id))?\s*[.:#]*\s*(?:no\.?|number)?\s*[:.]?\s*"
    r"(?P<ref>(?=[^\s]*\d)[A-Z0-9][A-Za-z0-9/._-]{2,28}(?:\s?[/-]\s?[A-Za-z0-9]+)*)",
    re.IGNORECASE,
)


def reference(text: str, passages: Sequence[Passage]) -> str | None:
    """The authority's reference, from near the top of the letter."""
    for passage in passages[:20]:
        named = text.startswith("[Attachment:", passage.span.start)
        if passage.part in ("thread", "request") or named:
            continue
        words = text[passage.span.start : min(passage.span.end, passage.span.start + 400)]
        for match in _REFERENCE.finditer(words):
            value = match["ref"].strip(" .,-/")
            if not re.fullmatch(r"(?:19|20)\d\d|\d{1,2}", value):
                return value
    return None
