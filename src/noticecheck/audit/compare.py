"""What changed between two audits of the same letters: verdicts, claims and statuses, by rule.

Two audits with other rules, or with another version, say where the new one judges otherwise. Over
other letters a difference says nothing of rules, so that is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from noticecheck.audit import store
from noticecheck.audit.places import save
from noticecheck.errors import UsageError, visible
from noticecheck.report.cells import csv_lines
from noticecheck.report.layout import cut_start

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NAMED = 5
"""Letters named under each change in the terminal."""
COLUMNS = (
    "what", "path", "letter", "rule", "element", "level", "subject", "effect", "before", "after",
)  # fmt: skip
NOTHING = "none"
"""Stands where a rule did not apply, or a claim was not there."""

# Every letter by what it is: errors have a path and not always a hash.
_UNKNOWN = """
    select path from {one}.notices as n
    where not exists (select 1 from {other}.notices as o where o.letter = n.letter)
        and not exists (select 1 from {other}.errors as e where e.path = n.path)
"""
_CHANGES = f"""
    create table changes as
    with
    -- A letter that only one of them could judge has changed once, not in everything.
    both_judged as (
        select letter, b.path, b.verdict as before, a.verdict as after,
            b.kind as kind_before, a.kind as kind_after
        from before.notices as b join after.notices as a using (letter)
    ),
    verdicts as (
        select 'verdict' as what, path, letter, null as rule, null as element, null as level,
            null as subject, null as effect, before, after
        from both_judged where before <> after
    ),
    kinds as (
        select 'kind' as what, path, letter, null as rule, null as element, null as level,
            null as subject, null as effect, coalesce(kind_before, '{NOTHING}') as before,
            coalesce(kind_after, '{NOTHING}') as after
        from both_judged where kind_before is distinct from kind_after
    ),
    claims as (
        select 'claim' as what, j.path, letter, null as rule, null as element, null as level,
            provision as subject, effect,
            case when b.test is null then '{NOTHING}' else b.test end as before,
            case when a.test is null then '{NOTHING}' else a.test end as after
        from (select distinct letter, provision, effect, coalesce(test, '') as test
              from before.claims) as b
            full join (select distinct letter, provision, effect, coalesce(test, '') as test
                       from after.claims) as a
                using (letter, provision, effect)
            join both_judged as j using (letter)
        where b.test is distinct from a.test
    ),
    statuses as (
        select 'status' as what, j.path, letter, rule, coalesce(a.element, b.element) as element,
            coalesce(a.level, b.level) as level, nullif(subject, '') as subject,
            nullif(effect, '') as effect, coalesce(b.status, '{NOTHING}') as before,
            coalesce(a.status, '{NOTHING}') as after
        from (select letter, rule, coalesce(subject, '') as subject,
                     coalesce(effect, '') as effect, element, level, status
              from before.assessments) as b
            full join (select letter, rule, coalesce(subject, '') as subject,
                              coalesce(effect, '') as effect, element, level, status
                       from after.assessments) as a
                using (letter, rule, subject, effect)
            join both_judged as j using (letter)
        where b.status is distinct from a.status
    ),
    failed as (
        select 'error' as what, path, letter, null as rule, null as element, null as level,
            null as subject, null as effect, verdict as before, 'error' as after
        from before.notices where letter not in (select letter from after.notices)
        union all
        select 'error' as what, path, letter, null as rule, null as element, null as level,
            null as subject, null as effect, 'error' as before, verdict as after
        from after.notices where letter not in (select letter from before.notices)
    )
    select * from verdicts union all select * from kinds union all select * from claims
    union all select * from statuses union all select * from failed
"""
_ORDER = (
    "case what when 'error' then 0 when 'verdict' then 1 when 'kind' then 2 when 'claim' then 3"
    " else 4 end, path, rule, subject, effect"
)
_HEADINGS = {
    "error": "Letters that only one of the two could judge",
    "verdict": "Verdicts",
    "kind": "Kinds of letter",
    "claim": "Claims, by provision",
    "status": "Statuses, by element and rule",
}


def run(before: str | Path, after: str | Path, table: str | Path | None = None) -> str:
    """The changes for the terminal; all of them, one a row, as CSV to `table` if that is given."""
    first, second = store.find(before), store.find(after)
    with store.opened(after) as connection:
        for schema, files in (("before", first), ("after", second)):
            connection.execute(f"create schema {schema}")
            store.make_views(connection, files, prefix=f"{schema}.")
        _require_same_letters(connection, before, after)
        connection.execute(_CHANGES)
        if table is not None:
            save(str(table), _as_csv(connection))
        return "".join(f"{line}\n" for line in _lines(connection, before, after, table))


def _require_same_letters(
    connection: DuckDBPyConnection, before: str | Path, after: str | Path
) -> None:
    for one, other, in_one, in_other in (
        ("before", "after", before, after),
        ("after", "before", after, before),
    ):
        query = _UNKNOWN.format(one=one, other=other)
        number, example = _one(connection, f"select count(*), min(path) from ({query})")
        if number:
            letters = "1 letter" if number == 1 else f"{number:,} letters"
            raise UsageError(
                f"{_shown(in_one)} and {_shown(in_other)} are audits of different letters, and a "
                f"comparison would say nothing of rules or versions: the first of these has "
                f"{letters} that the other has not, such as {visible(example, keep='')}; audit "
                "the same sources twice"
            )


def _lines(
    connection: DuckDBPyConnection,
    before: str | Path,
    after: str | Path,
    table: str | Path | None,
) -> Iterator[str]:
    letters, changed = _one(
        connection,
        "select (select count(*) from (select letter from before.notices"
        " union select letter from after.notices)), (select count(distinct letter) from changes)",
    )
    first, second = _made_with(before), _made_with(after)
    yield f"Before: {_shown(before)}{first and f' ({first})'}"
    yield f"After:  {_shown(after)}{second and f' ({second})'}"
    if first and first == second:
        yield "Both were made by the same version with the same rules."
    yield f"{changed:,} of {letters:,} {'letter' if letters == 1 else 'letters'} changed."
    for what, heading in _HEADINGS.items():
        rows = _groups(connection, what)
        if rows:
            yield ""
            yield heading
        for label, number, count, old, new, examples in rows:
            noun = "letter" if count == 1 else "letters"
            times = "" if number == count else f"{number:,} times in "
            yield f"  {label + ': ' if label else ''}{old} -> {new}: {times}{count:,} {noun}"
            for path in examples:
                yield f"    {cut_start(path, 74)}"
            if count > len(examples):
                yield f"    and {count - len(examples):,} more"
    if changed and table is not None:
        yield ""
        yield f"All changes, one a row: {_shown(table)}"


def _groups(connection: DuckDBPyConnection, what: str) -> Sequence[Sequence[Any]]:
    """Changes of one sort with the same before and after: how many, and the first letters."""
    label = {
        "claim": "subject || ' (' || effect || ')'",
        "status": "element || ', ' || rule || ' (' || level || ')'",
    }.get(what, "''")
    return connection.execute(
        f"""select label, sum(times)::bigint, count(*), before, after, list_sort(min(path, {NAMED}))
        from (select {label} as label, letter, path, before, after, count(*) as times
              from changes where what = ? group by all)
        group by label, before, after order by label, before, after""",
        [what],
    ).fetchall()


def _as_csv(connection: DuckDBPyConnection) -> Iterator[str]:
    yield csv_lines([COLUMNS])
    connection.execute(f"select {', '.join(COLUMNS)} from changes order by {_ORDER}")
    while rows := connection.fetchmany(1000):
        yield csv_lines(rows)


def _one(connection: DuckDBPyConnection, query: str) -> tuple[Any, ...]:
    row = connection.execute(query).fetchone()
    assert row is not None, "an aggregate has one row"
    return tuple(row)


def _made_with(place: str | Path) -> str:
    """The version and the rules of an audit, as far as its manifest tells them."""
    settings = store.manifest(place).get("settings", {})
    version, rules = settings.get("version"), settings.get("rules_hash")
    told = [f"noticecheck {version}"] if version else []
    told += [f"rules {rules[:12]}"] if rules else []
    return visible(", ".join(told), keep="")


def _shown(place: str | Path) -> str:
    return visible(str(place), keep="")
