"""What can be said of an audit in numbers: rates by element, authority, exemption and year.

A letter that says nearly the same as an earlier one is left out of every rate. A **point** is one
duty under one element for one subject of a letter: a claim, a refusal that names no provision, or
the letter as a whole. Where several rules of level must make up the duty, the worst counts: a gap,
then what is unclear. What is unclear is in the number of points and is neither met nor a gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from noticecheck.audit.rates import Rate
from noticecheck.audit.store import SECTION
from noticecheck.late import dataclass
from noticecheck.model import ELEMENTS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_AUTHORITIES = 50
MOST_NESTED = 25
"""Authorities that are shown under each element."""
MOST_EXEMPTIONS = 100
MOST_RULES = 200
JUDGED = ("no_gap_found", "unclear", "gaps")
"""Verdicts on letters that owe something under a rule of level must."""

_LETTERS = """
    create table letters as
    select letter, coalesce(authority, '') as authority, year, kind, verdict,
        case verdict when 'gaps' then 2 when 'unclear' then 1 else 0 end as worst
    from notices
    where duplicate_of is null
"""
_POINTS = f"""
    create table points as
    select letter, any_value(l.authority) as authority, any_value(l.year) as year, element, subject,
        effect, max(case status when 'gap' then 2 when 'unclear' then 1 else 0 end) as worst,
        case when subject is null then null
             when subject = 'unnamed' then 'unnamed'
             else {SECTION.format("subject")} end as section,
        -- A claim is under one Act; for the letter as a whole several packs may have a say.
        min(split_part(rule, '/', 1)) as regime
    from assessments join letters as l using (letter)
    where level = 'must' and status in ('met', 'gap', 'unclear')
    group by letter, element, subject, effect
"""
_TALLY = """
    select {outer_keys} sum(m)::bigint, sum(met)::bigint, sum(gap)::bigint, sum(unclear)::bigint,
        count(*), sum(m) * sum(m) / sum(m * m)::double
    from (
        select {keys} letter, count(*) as m, count(*) filter (worst = 0) as met,
            count(*) filter (worst = 2) as gap, count(*) filter (worst = 1) as unclear
        from {source}
        group by {keys} letter
    )
    {grouping}
"""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many points there are, in how many letters, and how they came out."""

    of: int
    met: int
    gap: int
    unclear: int
    letters: int
    effective: float

    def rate(self, hits: int) -> Rate:
        return Rate(hits, self.of, self.letters, self.effective)

    @property
    def met_rate(self) -> Rate:
        return self.rate(self.met)

    @property
    def gap_rate(self) -> Rate:
        return self.rate(self.gap)


NONE = Tally(0, 0, 0, 0, 0, 0.0)


@dataclass(frozen=True, slots=True)
class Overview:
    """Every letter of the audit is in one of these numbers, and where it counts."""

    letters: int
    duplicates: int
    errors: int
    """Rows of the table of errors: letters and parts of sources that could not be judged."""
    not_assessed: int
    not_a_refusal: int
    judged: Tally
    """Letters that owe something: `met` are those without a gap and with nothing unclear."""
    incomplete: int
    """Of those that are counted, the ones that are cut off or point to what is not there."""
    kinds: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Exemption:
    """How often a provision is relied on, and how its reasons fare."""

    regime: str
    section: str
    claims: int
    letters: int
    named: Tally
    reasons: Tally
    public_interest: Tally


@dataclass(frozen=True, slots=True)
class RuleFigure:
    """One rule, of any level, over all subjects that it applies to."""

    rule: str
    element: str
    level: str
    law: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Figures:
    """All that report.html says in numbers; bounded, however many letters there are."""

    overview: Overview
    elements: tuple[tuple[str, Tally], ...]
    authorities: tuple[tuple[str, Tally], ...]
    """Letters that owe something, of the authorities with the most of them."""
    all_authorities: int
    exemptions: tuple[Exemption, ...]
    all_exemptions: int
    years: tuple[tuple[int | None, Tally], ...]
    rules: tuple[RuleFigure, ...]
    all_rules: int
    by_authority: dict[str, dict[str, Tally]]
    """By element, then authority: of the first of the authorities above."""
    by_year: dict[str, dict[int | None, Tally]]


def prepare(connection: DuckDBPyConnection) -> None:
    """Make the tables letters and points, which every figure is drawn from."""
    connection.execute(_LETTERS)
    connection.execute(_POINTS)


def gather(connection: DuckDBPyConnection) -> Figures:
    """All figures of the audit that is open; `prepare` comes first."""
    judged = f"(select * from letters where verdict in {JUDGED})"
    authorities = tallies(
        connection, judged, ("authority",), order="count(*) desc, authority", most=MOST_AUTHORITIES
    )
    (several,) = _row(connection, f"select count(distinct authority) from {judged}")
    exemptions, all_exemptions = _exemptions(connection)
    rules, all_rules = _rules(connection)
    elements = {key[0]: tally for key, tally in tallies(connection, "points", ("element",))}
    return Figures(
        _overview(connection, judged),
        tuple((name, elements[name]) for name in ELEMENTS if name in elements),
        tuple((key[0], tally) for key, tally in authorities),
        several,
        exemptions,
        all_exemptions,
        tuple((key[0], t) for key, t in tallies(connection, judged, ("year",), order="year")),
        rules,
        all_rules,
        _nested(connection, "authority", [key[0] for key, _ in authorities[:MOST_NESTED]]),
        _nested(connection, "year", None),
    )


def tallies(
    connection: DuckDBPyConnection,
    source: str,
    keys: Sequence[str],
    *,
    order: str = "",
    most: int | None = None,
    parameters: Sequence[Any] = (),
) -> list[tuple[tuple[Any, ...], Tally]]:
    """Points of a source (a table or a query in brackets), by these of its columns."""
    listed = "".join(f"{key}, " for key in keys)
    grouping = f"group by {', '.join(keys)} order by {order or ', '.join(keys)}" if keys else ""
    query = _TALLY.format(keys=listed, outer_keys=listed, source=source, grouping=grouping)
    if most is not None:
        query += f" limit {most}"
    rows = connection.execute(query, list(parameters)).fetchall()
    width = len(keys)
    return [(row[:width], Tally(*row[width:])) for row in rows if row[width]]


def _overview(connection: DuckDBPyConnection, judged: str) -> Overview:
    letters, duplicates, incomplete = _row(
        connection,
        "select count(*), count(duplicate_of),"
        " count(*) filter (duplicate_of is null and not complete) from notices",
    )
    (errors,) = _row(connection, "select count(*) from errors")
    not_assessed, not_a_refusal = _row(
        connection,
        "select count(*) filter (verdict = 'not_assessed'),"
        " count(*) filter (verdict = 'not_a_refusal') from letters",
    )
    found = tallies(connection, judged, ())
    kinds = connection.execute(
        "select coalesce(kind, 'other'), count(*) from letters where verdict <> 'not_assessed'"
        " group by all order by 2 desc, 1"
    ).fetchall()
    return Overview(
        letters,
        duplicates,
        errors,
        not_assessed,
        not_a_refusal,
        found[0][1] if found else NONE,
        incomplete,
        tuple((kind, number) for kind, number in kinds),
    )


def _exemptions(connection: DuckDBPyConnection) -> tuple[tuple[Exemption, ...], int]:
    claimed = (
        "select regime, section, count(*), count(distinct letter) from claims"
        " where duplicate_of is null and effect <> 'refuse' group by regime, section"
    )
    rows = connection.execute(
        f"{claimed} order by count(*) desc, regime, section limit {MOST_EXEMPTIONS}"
    ).fetchall()
    (number,) = _row(connection, f"select count(*) from ({claimed})")
    of_claims = "(select * from points where section is not null and section <> 'unnamed')"
    found = dict(tallies(connection, of_claims, ("regime", "section", "element")))

    def tally(regime: str, section: str, element: str) -> Tally:
        return found.get((regime, section, element), NONE)

    return tuple(
        Exemption(
            regime,
            section,
            claims,
            letters,
            tally(regime, section, "specifies_exemption"),
            tally(regime, section, "explains_why"),
            tally(regime, section, "public_interest"),
        )
        for regime, section, claims, letters in rows
    ), number


def _rules(connection: DuckDBPyConnection) -> tuple[tuple[RuleFigure, ...], int]:
    """Rules in the order of their levels, those with the most gaps first."""
    applied = """(
        select rule, element, level, law, letter, subject, effect,
            case when status in ('gap', 'note') then 2 when status = 'unclear' then 1
                 else 0 end as worst
        from assessments join (select letter from letters) using (letter)
        where status in ('met', 'gap', 'note', 'unclear'))"""
    found = tallies(
        connection,
        applied,
        ("rule", "element", "level"),
        order="case level when 'must' then 0 when 'should' then 1 else 2 end, sum(gap) desc, rule",
        most=MOST_RULES,
    )
    (number,) = _row(connection, "select count(distinct rule) from assessments")
    laws = dict(
        connection.execute("select rule, min(law) from assessments group by rule").fetchall()
    )
    return tuple(
        RuleFigure(rule, element, level, laws.get(rule) or "", tally)
        for (rule, element, level), tally in found
    ), number


def _nested(
    connection: DuckDBPyConnection, key: str, wanted: Sequence[str] | None
) -> dict[str, dict[Any, Tally]]:
    """Tallies of points by element and another column, only for the values wanted."""
    source = (
        "points" if wanted is None else f"(select * from points where {key} in (select unnest(?)))"
    )
    nested: dict[str, dict[Any, Tally]] = {}
    found = tallies(
        connection, source, ("element", key), parameters=[] if wanted is None else [list(wanted)]
    )
    for (element, value), tally in found:
        nested.setdefault(element, {})[value] = tally
    return nested


def _row(connection: DuckDBPyConnection, query: str) -> tuple[Any, ...]:
    row = connection.execute(query).fetchone()
    assert row is not None, "an aggregate has one row"
    return tuple(row)
