"""Reports -> one page of HTML that opens without network and runs nothing.

Letters are written by strangers: the template escapes all that comes from them, and the page's own
policy lets nothing load or run.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from noticecheck.errors import visible
from noticecheck.model import Report
from noticecheck.report import words
from noticecheck.report.about import About
from noticecheck.report.layout import clean, harmless
from noticecheck.report.schedule import HEADER, schedule_sentence
from noticecheck.report.view import page
from noticecheck.version import VERSION

if TYPE_CHECKING:
    from jinja2 import Environment

_LIKELY = 0.85
"""Confidence below which a page says that a finding is not certain."""


def to_html(reports: Sequence[Report], about: About) -> str:
    """Write the page: a contents list where there are several letters, then each of them."""
    del about
    environment = page_environment()
    assert environment.loader is not None
    style = environment.loader.get_source(environment, "report.css")[0]
    pages = [page(report, f"letter{number}") for number, report in enumerate(reports, 1)]
    whole = environment.get_template("report.html.jinja")
    return whole.render(
        pages=pages,
        style=style,
        policy=f"default-src 'none'; style-src 'sha256-{_digest(style)}'; base-uri 'none'; "
        "form-action 'none'",
        packs=sorted({pack for report in reports for pack in report.packs}),
        hashes=sorted({report.rules_hash for report in reports}),
        version=VERSION,
    )


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@lru_cache(maxsize=1)
def page_environment() -> Environment:
    """What pages are written with; the web page adds templates of its own."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("noticecheck.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "own": Markup,
        "clean": clean,
        "letter": harmless,
        "path": lambda text: visible(text, keep=""),
    }
    environment.globals |= {
        "words": words,
        "likely": _LIKELY,
        "schedule_header": HEADER,
        "schedule_sentence": schedule_sentence,
        "statuses": {"gap": "✗", "unclear": "?", "met": "✓", "not_applicable": "–", "note": "✓"},
    }
    return environment
