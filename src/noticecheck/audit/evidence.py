"""The words that gaps rest on: some of them for each element and authority, and how many in all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

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
class Quote:
    """A gap of one letter, with the words that it rests on, if there are any."""

    path: str
    url: str | None
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


def gather(connection: DuckDBPyConnection) -> dict[str, tuple[Shown, ...]]:
    """By element, the authorities with the most gaps; `figures.prepare` comes first."""
    rows = connection.execute(_QUOTES).fetchall()
    names = _names(connection, [quote["letter"] for row in rows for quote in row[4]])
    shown: dict[str, tuple[Shown, ...]] = {}
    for element, authority, gaps, letters, quotes in rows:
        listed = tuple(
            Quote(*names[quote["letter"]], quote["subject"], **quote["found"]) for quote in quotes
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
    return {letter: (path, address if _is_web(address) else None) for letter, path, address in rows}


def _is_web(address: str | None) -> bool:
    return address is not None and address.lower().startswith(("https://", "http://"))
