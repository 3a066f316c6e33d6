"""Draws letters of an audit to be checked by hand, so that what is found of them holds for all.

The strata are what the letters were found to be: kind and verdict. Within one, letters are drawn at
even steps in the order of their authorities, so that these are represented by their size. Small
strata are drawn from more densely than large ones; `strata.json` says by how much, so that
`audit --estimate` can weigh that up. Readers do not see that file: it tells the verdicts.
"""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import chain
from math import sqrt
from typing import TYPE_CHECKING, Any

from noticecheck.audit.places import Folder, folder
from noticecheck.errors import UsageError
from noticecheck.late import dataclass

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SAMPLE = "sample.jsonl"
STRATA = "strata.json"
SCHEMA = "noticecheck.sample/1"
Name = tuple[str, str]
"""Kind and verdict."""
REST: Name = ("the rest", "the rest")
LEAST = 2
"""Letters of a stratum, if it has them: of one alone, nothing can be said of how letters vary."""

_DRAWN_FROM = "duplicate_of is null and verdict <> 'not_assessed'"


@dataclass(frozen=True, slots=True)
class Stratum:
    """Letters that were found to be alike, and which of them are in the sample."""

    kind: str
    verdict: str
    letters: int
    """In the audit."""
    slugs: tuple[str, ...]

    @property
    def weight(self) -> float:
        """How many letters of the audit each letter of the sample stands for."""
        return self.letters / len(self.slugs)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sample, without its letters."""

    seed: int
    strata: tuple[Stratum, ...]
    copies: int
    """Letters that were left out since they say the same as another."""
    not_assessed: int


def draw(out: str, n: int, seed: int = 1) -> str:
    """Write sample.jsonl, with n letters in a random order, and strata.json; what to say of it.

    The same seed and tables give the same letters, and the letters are read again from their
    sources. Raises UsageError where there are none, or where a sample is there already.
    """
    from noticecheck.audit.again import read_again
    from noticecheck.audit.store import opened

    where = folder(out)
    with opened(out) as tables:
        drawn = _draw(tables, n, seed)
        if not drawn.strata:
            raise UsageError(f"{out}: there is no letter in this audit that could be drawn")
        rows = _rows(tables, [slug for stratum in drawn.strata for slug in stratum.slugs])
    _refuse_to_replace(where, drawn)
    # A path may be that of several letters, with other texts.
    names = {row["slug"]: (row["path"], row.pop("sha256")) for row in rows}
    texts = read_again(out, set(names.values()))
    # The order of the strata would tell the verdicts.
    random.Random(f"{seed} order").shuffle(rows)
    lines = [json.dumps(_blank(row, texts[names[row["slug"]]]), ensure_ascii=False) for row in rows]
    where.write(STRATA, _to_json(drawn))
    where.write(SAMPLE, ("\n".join(lines) + "\n").encode("utf-8", "backslashreplace"))
    return _told(drawn, out)


def read_strata(out: str) -> Drawn:
    """The strata of the sample of an audit; raises UsageError where there is none."""
    where = folder(out)
    if not where.has(STRATA):
        raise UsageError(f"{out}: no sample was drawn here; noticecheck audit --sample N draws one")
    try:
        data = json.loads(where.read(STRATA))
        if data.pop("schema") != SCHEMA:
            raise ValueError
        strata = tuple(
            Stratum(**{**one, "slugs": tuple(one["slugs"])}) for one in data.pop("strata")
        )
        return Drawn(strata=strata, **data)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UsageError(f"{out}/{STRATA}: not what noticecheck audit --sample writes") from None


def allocate(sizes: Mapping[Any, int], n: int) -> dict[Any, int]:
    """How many letters to draw of each stratum, given in an order that settles ties.

    At least LEAST of each, or all that it has, and the others in proportion to the root of its
    size: between an equal number of each, best for comparing strata, and a number by size, best
    for the whole.
    """
    wanted = {name: min(size, LEAST, n) for name, size in sizes.items()}
    for _ in range(min(n, sum(sizes.values())) - sum(wanted.values())):
        open_ones = [name for name, size in sizes.items() if wanted[name] < size]
        # The one that is furthest behind its share (the method of Sainte-Laguë).
        best = max(open_ones, key=lambda name: sqrt(sizes[name]) / (2 * wanted[name] + 1))
        wanted[best] += 1
    return wanted


def join_small(sizes: Mapping[Name, int], n: int) -> dict[Name, int]:
    """The strata, of which the smallest are one where half of n would not do for LEAST of each."""
    in_order = dict(sorted(sizes.items(), key=lambda item: (-item[1], item[0])))
    most = max(1, n // (2 * LEAST))
    if len(in_order) <= most:
        return in_order
    names = list(in_order)
    kept = {name: in_order[name] for name in names[: most - 1]}
    return kept | {REST: sum(in_order[name] for name in names[most - 1 :])}


def _draw(tables: DuckDBPyConnection, n: int, seed: int) -> Drawn:
    found = tables.execute(
        f"select coalesce(kind, 'other'), verdict, count(*) from notices where {_DRAWN_FROM} "
        "group by all"
    ).fetchall()
    sizes = join_small({(kind, verdict): number for kind, verdict, number in found}, n)
    strata = []
    for name, number in allocate(sizes, n).items():
        condition, values = _condition(name, list(sizes))
        # Even steps from a random place on, in whole numbers.
        start = random.Random(f"{seed} {name}").randrange(sizes[name])
        places = [(start + turn * sizes[name]) // number for turn in range(number)]
        slugs = tables.execute(
            f"""
            select letter from (
                select letter, row_number() over (
                    order by authority nulls first, md5(concat(?, letter)), path
                ) - 1 as place
                from notices where {_DRAWN_FROM} and {condition}
            ) where list_contains(?, place) order by place
            """,
            [f"{seed} ", *values, places],
        ).fetchall()
        kind, verdict = name
        strata.append(Stratum(kind, verdict, sizes[name], tuple(slug for (slug,) in slugs)))
    left = tables.execute(
        "select count(*) filter (where duplicate_of is not null and verdict <> 'not_assessed'), "
        "count(*) filter (where verdict = 'not_assessed') from notices"
    ).fetchone()
    copies, not_assessed = left or (0, 0)
    return Drawn(seed, tuple(strata), copies, not_assessed)


def _condition(name: Name, names: Sequence[Name]) -> tuple[str, list[Any]]:
    """What is true of the letters of a stratum."""
    if name != REST:
        return "coalesce(kind, 'other') = ? and verdict = ?", list(name)
    others = [one for one in names if one != REST]
    condition = "not (coalesce(kind, 'other') = ? and verdict = ?)"
    return " and ".join(["true", *[condition] * len(others)]), [*chain.from_iterable(others)]


def _rows(tables: DuckDBPyConnection, slugs: Sequence[str]) -> list[dict[str, Any]]:
    found = tables.execute(
        "select letter, path, sha256, authority, strftime(date, '%Y-%m-%d') from notices "
        "where list_contains(?, letter) order by letter, path",
        [list(slugs)],
    ).fetchall()
    names = ("slug", "path", "sha256", "authority", "date")
    return [dict(zip(names, row, strict=True)) for row in found]


def _blank(row: Mapping[str, Any], text: str) -> dict[str, Any]:
    blank: dict[str, Any] = {
        "kind": None,
        "regimes": None,
        "claims": None,
        "mentions": [],
        "checks": {},
    }
    return {**row, **blank, "complete": None, "text": text}


def _refuse_to_replace(where: Folder, drawn: Drawn) -> None:
    """Labels belong to one sample: another one must not come into its place unnoticed."""
    if where.has(STRATA) and read_strata(where.url) != drawn:
        raise UsageError(
            f"{where.url}: another sample was drawn here; move {SAMPLE} and {STRATA} away, with "
            "the labels that belong to them, to draw a new one"
        )


def _to_json(drawn: Drawn) -> bytes:
    return json.dumps({"schema": SCHEMA, **asdict(drawn)}, indent=1).encode() + b"\n"


def _told(drawn: Drawn, out: str) -> str:
    """The strata with their weights, for whoever draws and not for readers."""
    number = sum(len(stratum.slugs) for stratum in drawn.strata)
    in_all = sum(stratum.letters for stratum in drawn.strata)
    lines = [
        f"{number:,} of {in_all:,} letters drawn into {out}/{SAMPLE}",
        "",
        f"  {'kind':28}{'verdict':18}{'letters':>9}{'drawn':>7}{'weight':>9}",
    ]
    lines += [
        f"  {one.kind:28}{one.verdict:18}{one.letters:9,}{len(one.slugs):7,}{one.weight:9.1f}"
        for one in drawn.strata
    ]
    lines += [""]
    if drawn.copies:
        lines.append(f"{_letters(drawn.copies)} left out that say the same as another")
    if drawn.not_assessed:
        lines.append(f"{_letters(drawn.not_assessed)} left out that could not be assessed")
    lines.append(
        f"to check them: noticecheck label {out}/{SAMPLE} --reader NAME (do not show readers this "
        f"list or {STRATA})"
    )
    return "\n".join(lines)


def _letters(number: int) -> str:
    return f"{number:,} {'letter' if number == 1 else 'letters'}"
