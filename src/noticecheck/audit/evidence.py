"""The words that gaps rest on: some of them for each element and authority, and how many in all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_AUTHORITIES = 10
"""Shown under an element: those with the most gaps."""
MOST_QUOTES = 3
"""Shown of an authority under an element."""

_GAPS = """
    select a.letter, a.element, l.authority, a.subject, a.rule, a.message, a.line, a.page, a.quote,
        a.start
    from assessments as a join letters as l using (letter)
    where a.level = 'must' and a.status = 'gap'
"""
# Few are kept of each group while all are read: no sorting of all gaps.
_QUOTES = """
    select element, authority, count(*), count(distinct letter), min_by(
        {'letter': letter, 'subject': subject, 'rule': rule, 'message': message, 'line': line,
         'page': page, 'quote': quote},
        {'letter': letter, 'start': coalesce(start, -1), 'rule': rule,
         'subject': coalesce(subject, '')},
        $most)
    from gaps
    group by element, authority
    qualify row_number() over (
        partition by element order by count(*) desc, authority) <= $authorities
    order by element, count(*) desc, authority
"""


@dataclass(frozen=True, slots=True)
class Quote:
    """A gap of one letter, with the words that it rests on, if there are any."""

    path: str
    subject: str | None
    rule: str
    message: str
    line: int | None
    page: int | None
    words: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """Of one authority under one element: some of its gaps, and the number of all of them."""

    authority: str
    gaps: int
    letters: int
    quotes: tuple[Quote, ...]


def gather(connection: DuckDBPyConnection) -> dict[str, tuple[Shown, ...]]:
    """By element, the authorities with the most gaps; `figures.prepare` comes first."""
    rows = connection.execute(
        _QUOTES.replace("from gaps", f"from ({_GAPS})"),
        {"most": MOST_QUOTES, "authorities": MOST_AUTHORITIES},
    ).fetchall()
    names = _names(connection, [quote["letter"] for row in rows for quote in row[4]])
    shown: dict[str, tuple[Shown, ...]] = {}
    for element, authority, gaps, letters, quotes in rows:
        listed = tuple(
            Quote(
                names[quote["letter"]][0],
                quote["subject"],
                quote["rule"],
                quote["message"] or "",
                quote["line"],
                quote["page"],
                quote["quote"],
                names[quote["letter"]][1],
            )
            for quote in quotes
        )
        one = Shown(authority, gaps, letters, listed)
        shown[element] = (*shown.get(element, ()), one)
    return shown


def _names(
    connection: DuckDBPyConnection, letters: Sequence[str]
) -> dict[str, tuple[str, str | None]]:
    """The path of each letter, and its address on the web where the source gives one."""
    columns = {row[0] for row in connection.execute("describe notices").fetchall()}
    url = "url::varchar" if "url" in columns else "null"
    rows = connection.execute(
        f"select letter, path, {url} from notices where letter in (select unnest(?))",
        [sorted(set(letters))],
    ).fetchall()
    # Nothing but the web: an address comes with the letters, and may be anything.
    return {
        letter: (path, address if _is_web(address) else None) for letter, path, address in rows
    }


def _is_web(address: str | None) -> bool:
    return address is not None and address.lower().startswith(("https://", "http://"))
