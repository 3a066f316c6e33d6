"""The words that gaps rest on: some of them for each element and authority, and how many in all."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from noticecheck.audit.places import is_url
from noticecheck.late import dataclass

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_AUTHORITIES = 10
"""Shown under an element: those with the most gaps."""
MOST_QUOTES = 3
"""Shown of an authority under an element."""

# One of each point, though several rules may find it wanting. Which are shown is left to the id of
# the letter, which knows nothing of what it says.
_GAPS = """
    select letter, element, any_value(l.authority) as authority, subject, effect,
        min_by({'rule': rule, 'message': message, 'line': line, 'page': page, 'quote': quote},
               {'start': coalesce(start, -1), 'rule': rule}) as found
    from assessments join letters as l using (letter)
    where level = 'must' and status = 'gap'
    group by letter, element, subject, effect
"""
# Few are kept of each group while all are read: no sorting of all gaps.
_QUOTES = f"""
    select element, authority, count(*), count(distinct letter), min_by(
        {{'letter': letter, 'subject': subject, 'found': found}},
        {{'letter': letter, 'subject': coalesce(subject, ''), 'effect': coalesce(effect, '')}},
        {MOST_QUOTES})
    from ({_GAPS})
    group by element, authority
    qualify row_number() over (
        partition by element order by count(*) desc, authority) <= {MOST_AUTHORITIES}
    order by element, count(*) desc, authority
"""


@dataclass(frozen=True, slots=True)
class Whence:
    """A letter, and where it is found again."""

    letter: str
    path: str
    link: str | None
    """To the letter, on the web or in a file of its own."""
    source: str | None
    """The table, mailbox or archive that it is in; none where it has a file of its own."""
    source_link: str | None
    row: int | None


@dataclass(frozen=True, slots=True)
class Quote:
    """A gap of one letter, with the words that it rests on, if there are any."""

    whence: Whence
    subject: str | None
    rule: str
    message: str | None
    line: int | None
    page: int | None
    quote: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """Of one authority under one element: some of its gaps, and the number of all of them."""

    authority: str
    gaps: int
    letters: int
    quotes: tuple[Quote, ...]


def gather(connection: DuckDBPyConnection, out: str) -> dict[str, tuple[Shown, ...]]:
    """By element, the authorities with the most gaps; `figures.prepare` comes first."""
    rows = connection.execute(_QUOTES).fetchall()
    found = _whence(connection, [one["letter"] for row in rows for one in row[4]], out)
    shown: dict[str, tuple[Shown, ...]] = {}
    for element, authority, gaps, letters, quotes in rows:
        listed = tuple(
            Quote(found[one["letter"]], one["subject"], **one["found"]) for one in quotes
        )
        one = Shown(authority, gaps, letters, listed)
        shown[element] = (*shown.get(element, ()), one)
    return shown


def _whence(connection: DuckDBPyConnection, letters: Sequence[str], out: str) -> dict[str, Whence]:
    """Where each letter is found again."""
    columns = {row[0] for row in connection.execute("describe notices").fetchall()}
    url = "url::varchar" if "url" in columns else "null"
    rows = connection.execute(
        f"select letter, path, source, row, {url} from notices where letter in (select unnest(?))",
        [sorted(set(letters))],
    ).fetchall()
    return {row[0]: _one(out, *row) for row in rows}


def _one(
    out: str, letter: str, path: str, source: str | None, row: int | None, url: str | None
) -> Whence:
    link = link_to(source, out)
    # The name of a letter with a file of its own ends that of the file, or begins with it.
    plain = (source or "").replace(os.sep, "/")
    is_own = row is None and (plain.endswith(path) or path.startswith(plain))
    # Nothing but the web: an address comes with the letters, and may be anything.
    web = url if url is not None and _is_web(url) else None
    if is_own:
        return Whence(letter, path, web or link, None, None, None)
    return Whence(letter, path, web, source, link, row)


def link_to(source: str | None, out: str) -> str | None:
    """A link from a page in the folder of an audit to a file; None where that leads nowhere.

    It is relative, so that it tells nothing of this machine, and has no scheme that could be
    anything else than a file beside the page.
    """
    if not source or is_url(source):
        return source if source and _is_web(source) else None
    if is_url(out):
        return None
    try:
        if not Path(source).is_file():
            return None
        relative = os.path.relpath(source, out)
    except (OSError, ValueError):
        # On another drive, or no path at all.
        return None
    return quote(relative.replace(os.sep, "/"))


def _is_web(address: str) -> bool:
    return address.lower().startswith(("https://", "http://"))
