"""Any number of invented letters to measure with: those of corpus/, put together anew.

    python bench/letters.py N OUT [--seed S] [--characters C]

OUT is a folder (1,000 letters in each folder below it), or a table: .jsonl or .parquet, with the
columns id, authority, date and text. A letter has the head and end of one letter of the corpus and,
in between, its paragraphs among those of others; names, numbers and days are others in each. The
same N, seed and length give the same letters. They make sense as little as they need to: what is
measured is time, never judgement.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHARACTERS = 5500
BLOCK = 2000
FIRST_DAY, DAYS = date(2005, 1, 4), 7300
_BEGINNINGS = (
    "Al", "Bar", "Bren", "Cal", "Cor", "Dal", "Elm", "Fen", "Gar", "Hal", "Ing", "Kel", "Lan",
    "Mar", "Nor", "Os", "Pen", "Ros", "Sel", "Thor", "Ul", "Wen", "Yar",
)  # fmt: skip
_ENDS = (
    "by", "combe", "dale", "den", "field", "ford", "ham", "ley", "low", "mere", "more", "ness",
    "sett", "stead", "thorpe", "ton", "wick", "worth",
)  # fmt: skip
_KINDS = ("Council", "Borough Council", "County Council", "NHS Trust", "Police", "College")
_TITLED = re.compile(
    r"\b(Mr|Mrs|Ms|Miss|Dr|Dear|Reverend|Councillor)\.? ([A-Z][\w'-]+ )?([A-Z][\w'-]+)"
)
_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{4,}\b")
# Not those of the law: a word before them says what they number.
_NUMBER = re.compile(
    r"(?<![\w(./-])(?<!Act )(?<!ection )(?<!ections )(?<!ulation )(?<!ulations )\d{3,}(?![\w(])"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_LAW = """
Information Freedom Commissioner Ombudsman Tribunal Regulations Environmental Protection Scottish
Scotland Parliament Office Government Minister Department January February March April August
September October November December England Wales Britain Section Regulation Schedule Article
Crown Majesty Kingdom Public Officer Internal Review Court House Lords Commons Cabinet Treasury
Cheshire Wilmslow Wycliffe Water Castle Andrews
"""
_OF_THE_LAW = frozenset(_LAW.split())
"""Words that a letter would not be one without."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A letter of the corpus, taken apart."""

    head: tuple[str, ...]
    body: tuple[str, ...]
    end: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A letter that was put together."""

    id: str
    authority: str
    day: date
    text: str


def corpus() -> list[Parts]:
    """The plain-text letters of the corpus, in the order of their names."""
    files = sorted((ROOT / "corpus").glob("**/letters/*.txt"))
    return [parts for file in files if (parts := _apart(file.read_text(encoding="utf-8")))]


def letters(number: int, seed: int, characters: int = CHARACTERS) -> Iterator[Made]:
    """So many letters; each depends on its own number and the seed alone."""
    stock = corpus()
    for index in range(number):
        chance = random.Random(f"{seed} {index}")
        yield _made(index, stock, chance, characters)


def _apart(text: str) -> Parts | None:
    paragraphs = [one.strip("\n") for one in re.split(r"\n[ \t]*\n", text) if one.strip()]
    if len(paragraphs) < 6:
        return None
    return Parts(tuple(paragraphs[:2]), tuple(paragraphs[2:-2]), tuple(paragraphs[-2:]))


def _made(index: int, stock: Sequence[Parts], chance: random.Random, characters: int) -> Made:
    frame = chance.choice(stock)
    # Lengths spread as those of letters do: many short ones, a few long.
    wanted = max(1200, characters * chance.lognormvariate(-0.08, 0.4))
    body = [*frame.body]
    held = sum(map(len, (*frame.head, *body, *frame.end)))
    while held < wanted:
        other = chance.choice(stock)
        start = chance.randrange(len(other.body))
        run = other.body[start : start + chance.randint(1, 4)]
        place = chance.randrange(len(body) + 1)
        body[place:place] = run
        held += sum(map(len, run))
    authority = f"{_name(chance)} {chance.choice(_KINDS)}"
    day = FIRST_DAY + timedelta(chance.randrange(DAYS))
    text = "\n\n".join((authority, *frame.head, *body, *frame.end)) + "\n"
    return Made(f"letter-{index:08d}", authority, day, _renamed(text, chance))


def _renamed(text: str, chance: random.Random) -> str:
    """The same with other names and numbers; a name stays the same within a letter."""
    names: dict[str, str] = {}

    def other(word: str) -> str:
        if word in _OF_THE_LAW:
            return word
        return names.setdefault(word, _name(chance))

    def person(found: re.Match[str]) -> str:
        first = f"{other(found[2].strip())} " if found[2] else ""
        return f"{found[1]} {first}{other(found[3])}"

    def number(found: re.Match[str]) -> str:
        if _YEAR.fullmatch(found[0]):
            return found[0]
        return str(chance.randrange(10 ** (len(found[0]) - 1), 10 ** len(found[0])))

    text = _TITLED.sub(person, text)
    text = _CAPITAL.sub(lambda found: other(found[0]), text)
    return _NUMBER.sub(number, text)


def _name(chance: random.Random) -> str:
    return chance.choice(_BEGINNINGS) + chance.choice(("", "", "ber", "ding", "ing", "ter")) + (
        chance.choice(_ENDS)
    )  # fmt: skip


def write(made: Iterator[Made], out: Path) -> None:
    """Write letters as a folder, or as a table where the name is that of one."""
    if out.suffix == ".jsonl":
        out.parent.mkdir(parents=True, exist_ok=True)
        with out.open("w", encoding="utf-8") as file:
            for one in made:
                file.write(json.dumps(_row(one), ensure_ascii=False) + "\n")
    elif out.suffix == ".parquet":
        _write_parquet(made, out)
    else:
        for index, one in enumerate(made):
            folder = out / f"{index // 1000:05d}"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{one.id}.txt").write_text(one.text, encoding="utf-8")


def _write_parquet(made: Iterator[Made], out: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, pa.string()) for name in ("id", "authority", "date", "text")])
    out.parent.mkdir(parents=True, exist_ok=True)
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        rows: list[dict[str, str]] = []
        for one in made:
            rows.append(_row(one))
            if len(rows) == BLOCK:
                writer.write_table(pa.Table.from_pylist(rows, schema=schema))
                rows = []
        if rows:
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))


def _row(one: Made) -> dict[str, str]:
    return {
        "id": one.id, "authority": one.authority, "date": one.day.isoformat(), "text": one.text
    }  # fmt: skip


def main() -> None:
    """Read the arguments and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("number", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--characters", type=int, default=CHARACTERS)
    chosen = parser.parse_args()
    write(letters(chosen.number, chosen.seed, chosen.characters), chosen.out)


if __name__ == "__main__":
    main()
