"""report.html: the figures of an audit and the words they rest on, in one file without network.

Letters are written by strangers: whatever comes from them or from a source is cleaned of what
cannot be seen and escaped by the template, and the page's own policy lets nothing run or load but
the one script that it brings.
"""

from __future__ import annotations

import base64
import hashlib
import shlex
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from noticecheck.audit import charts, evidence, figures, rates, store, words
from noticecheck.audit.places import save
from noticecheck.late import dataclass
from noticecheck.report.layout import clean, shorten
from noticecheck.report.words import KINDS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from jinja2 import Environment

NAME = "report.html"
MOST_ERRORS = 50
MOST_SOURCES = 5
LONGEST_PATH = 160


@dataclass(frozen=True, slots=True)
class Faults:
    """What could not be judged, by the stage at which it failed, and the first of each."""

    stages: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, str, str, str | None, int | None], ...]
    """Path, stage and reason, and where it is found again."""


def write(out: str | Path) -> None:
    """Write report.html from the tables of the audit in this folder."""
    save(f"{str(out).rstrip('/')}/{NAME}", [render(out)])


def render(out: str | Path) -> str:
    """The page as text."""
    with store.opened(out) as connection:
        figures.prepare(connection)
        found = figures.gather(connection)
        quotes = evidence.gather(connection, str(out))
        faults = _faults(connection)
    style, script = _part("report.css"), _part("report.js")
    return (
        _environment()
        .get_template("report.html.jinja")
        .render(
            figures=found,
            evidence=quotes,
            faults=faults,
            run=_run(store.manifest(out)),
            out=shlex.quote(Path(str(out)).name or "."),
            style=style,
            script=script,
            policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
            "base-uri 'none'; form-action 'none'",
            most_quotes=evidence.MOST_QUOTES,
            most_nested=figures.MOST_NESTED,
        )
    )


def _part(name: str) -> str:
    return (files("noticecheck.audit") / "templates" / name).read_text("utf-8")


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    def shown(value: object) -> object:
        """What the template prints, whatever it is: nothing that cannot be seen."""
        return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    environment = Environment(
        loader=PackageLoader("noticecheck.audit"),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "quote": lambda text: shorten(str(text)),
        "path": lambda text: _middle(clean(str(text))),
        "count": lambda number: f"{number:,}",
        "share": rates.share_words,
        "interval": rates.interval_words,
        "few_letters": rates.few_words,
        "own": Markup,
        "argument": lambda text: shlex.quote(clean(str(text))),
    }
    environment.globals |= {
        "charts": charts,
        "words": words,
        "kinds": KINDS,
        "few": rates.FEW,
        "next_to_none": rates.NEXT_TO_NONE,
        "plural": _plural,
    }
    return environment


def _plural(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _middle(path: str) -> str:
    """A path with its start left out where it is very long; its end tells letters apart."""
    return path if len(path) <= LONGEST_PATH else f"…{path[1 - LONGEST_PATH :]}"


def _faults(connection: DuckDBPyConnection) -> Faults:
    stages = connection.execute(
        "select stage, count(*) from errors group by stage order by 2 desc, 1"
    ).fetchall()
    rows = connection.execute(
        "select path, stage, reason, source, row from errors order by path, row, stage "
        f"limit {MOST_ERRORS}"
    ).fetchall()
    return Faults(tuple(stages), tuple(rows))


def _run(manifest: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    """What was audited and with what, as far as the manifest says it."""
    told: list[tuple[str, str]] = []
    if sources := manifest.get("sources"):
        # While an audit is under way its sources are names; then what was found there, too.
        names = [str(one.get("source") if isinstance(one, dict) else one) for one in sources]
        more = f" and {len(names) - MOST_SOURCES:,} more" if len(names) > MOST_SOURCES else ""
        told.append(("Letters from", ", ".join(names[:MOST_SOURCES]) + more))
    settings = manifest.get("settings", {})
    for key, title in (
        ("version", "noticecheck"),
        ("packs", "Rules of"),
        ("rules_hash", "Hash of the rules"),
        ("as_of", "Law where the date is open"),
    ):
        value = settings.get(key)
        if value:
            text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            told.append((title, text[:16] if key == "rules_hash" else text))
    return told
