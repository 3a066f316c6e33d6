"""A letter as the form of a page carries it, so that the server need not keep it."""

from __future__ import annotations

import json

from noticecheck.model import Document, Place, Region, Span

_REGIONS = {"furniture", "header", "thread", "request", "attachment", "footnote", "merged"}


class Broken(ValueError):  # noqa: N818 - it is caught where it arises
    """The form does not hold what the page put into it."""


def pack(document: Document) -> str:
    """A document as JSON, which no browser changes a line end of."""
    return json.dumps(
        {
            "path": document.path,
            "text": document.text,
            "media_type": document.media_type,
            "sha256": document.sha256,
            "pages": document.pages,
            "regions": [[*r.span, r.kind, r.name] for r in document.regions],
            "warnings": document.warnings,
            "incomplete": document.incomplete,
            "places": [
                [*p.span, p.page, p.box, p.paragraph, p.part, p.confidence] for p in document.places
            ],
        }
    )


def unpack(data: bytes) -> Document:
    """The document that `pack` packed; raises Broken for anything else."""
    try:
        held = json.loads(data)
        document = Document(
            path=_text(held["path"]),
            text=_text(held["text"]),
            media_type=_text(held["media_type"]),
            sha256=_text(held["sha256"]),
            pages=None if held["pages"] is None else tuple(int(n) for n in held["pages"]),
            regions=tuple(
                Region(Span(int(s), int(e)), kind, _text(name))
                for s, e, kind, name in held["regions"]
                if kind in _REGIONS
            ),
            warnings=tuple(_text(one) for one in held["warnings"]),
            incomplete=held["incomplete"],
            places=tuple(
                Place(Span(int(s), int(e)), page, None if box is None else tuple(box), *rest)
                for s, e, page, box, *rest in held["places"]
            ),
        )
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        raise Broken from None
    length = len(document.text)
    spans = [*(r.span for r in document.regions), *(p.span for p in document.places)]
    if any(not 0 <= span.start <= span.end <= length for span in spans):
        raise Broken
    return document


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
