"""Where a letter says that information can be had: by wording, or by an address of the web."""

from __future__ import annotations

import re
from collections.abc import Iterable

from noticecheck.evaluate.context import Context
from noticecheck.late import regex
from noticecheck.match import apart_from
from noticecheck.model import Span

_WEB_ADDRESS = regex(
    r"(?<![\w@.-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}/[\w%~-]", re.IGNORECASE
)
"""With a path and without "www": "northford.example/accounts". A mail address has no path."""


def places(context: Context, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Where the spans say where something can be had; the regulator's own pages are none."""
    asked = tuple(spans)
    text = context.notice.document.text
    addresses = (
        Span(*found.span())
        for span in asked
        for found in _WEB_ADDRESS.finditer(text, span.start, span.end)
    )
    named = {*context.matches.within("place", asked), *addresses}
    return apart_from(sorted(named), context.matches.within("regulator", asked))
