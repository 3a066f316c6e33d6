"""`noticecheck eval`: how well the checks agree with letters that people have labelled."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from noticecheck.commands import console
from noticecheck.commands.options import Debug, Packs, RuleFolders
from noticecheck.errors import ReadError, UsageError

_OF_MUTATION = ("mutation fell", "mutation clean")

if TYPE_CHECKING:
    from noticecheck.accuracy import Accuracy
    from noticecheck.checker import Checker
    from noticecheck.labels import Label
    from noticecheck.model import Report
    from noticecheck.mutation import Change, Mutant, Mutation


def evaluate(
    folder: Annotated[
        Path,
        typer.Argument(metavar="DIR", help="A folder with labels.jsonl and a folder letters."),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    minimum: Annotated[
        list[str] | None,
        typer.Option(
            "--min",
            metavar="'MEASURE=N'",
            help="Exit with 1 when a measure is lower, as in 'claims precision=0.9'. May be "
            "given several times.",
        ),
    ] = None,
    floors: Annotated[
        Path | None,
        typer.Option("--floors", metavar="FILE", help="A TOML file with a number per measure."),
    ] = None,
    show: Annotated[int, typer.Option("--show", min=0, help="How many misses to print.")] = 40,
    mutated: Annotated[
        bool,
        typer.Option(
            "--mutate",
            help="Instead, take the words that meet each point out of its letter, and see that the "
            "point falls.",
        ),
    ] = False,
    rules: RuleFolders = None,
    pack: Packs = None,
    debug: Debug = False,
) -> None:
    """Measure accuracy against labelled letters.

    Prints it per element and per rule, with the misses. With --mutate, for each element how many
    points fall when the words that the labels quote for them ("parts") are taken out, with those
    that do not, and with what changes besides.

    Exit codes: 0; 1 when a measure lies below its floor; 2 wrong usage, such as a broken label.
    """
    from noticecheck.accuracy import measure
    from noticecheck.checker import load
    from noticecheck.labels import load_labels

    floor, asked = _read_floors(floors), _parse_minimums(minimum or ())
    _refuse_unknown({**floor, **asked})
    wanted = {name: least for name, least in floor.items() if is_of_mutation(name) == mutated}
    wanted |= asked
    labels = load_labels(folder / "labels.jsonl")
    checker = load(rules or (), pack or None)
    if mutated:
        _mutate(checker, folder, labels, wanted, as_json, debug)
    accuracy = measure(_reports(checker, folder, labels, debug))
    missed = _below(wanted, accuracy.measures)
    if wanted and accuracy.without_report:
        missed.append(f"{accuracy.without_report} letters have no report")
    if as_json:
        console.out(json.dumps({**asdict(accuracy), "below_floor": missed}, indent=2) + "\n")
    else:
        console.out(_to_text(accuracy, show))
    for line in missed:
        console.complain(line)
    raise typer.Exit(1 if missed else 0)


def _mutate(
    checker: Checker,
    folder: Path,
    labels: Sequence[Label],
    wanted: Mapping[str, float],
    as_json: bool,
    debug: bool,
) -> NoReturn:
    """Print what becomes of letters without the words that meet their points."""
    from noticecheck.mutation import TABLE_FILE, mutate, read_table

    table = read_table(TABLE_FILE.read_text(encoding="utf-8"), str(TABLE_FILE))
    quoted = [label for label in labels if label.parts]
    if not quoted:
        raise UsageError(f'{folder / "labels.jsonl"}: no label has "parts" to take out')
    result = mutate(_reports(checker, folder, quoted, debug), checker.check, table)
    missed = _below(wanted, result.measures)
    if as_json:
        console.out(json.dumps({**asdict(result), "below_floor": missed}, indent=2) + "\n")
    else:
        console.out(_mutation_to_text(result))
    for line in missed:
        console.complain(line)
    raise typer.Exit(1 if missed else 0)


def _reports(
    checker: Checker, folder: Path, labels: Sequence[Label], debug: bool
) -> Iterator[tuple[Label, Report | None]]:
    from noticecheck.read import Reader

    with Reader() as reader:
        for label in labels:
            try:
                yield label, checker.check(reader.read(str(_letter(folder, label))))
            except ReadError as error:
                console.complain(str(error))
                yield label, None
            except Exception as error:
                # As in check: a fault of ours on one letter is a letter without a report.
                if debug:
                    raise
                console.complain(f"{label.slug}: noticecheck failed ({console.describe(error)})")
                yield label, None


def _letter(folder: Path, label: Label) -> Path:
    """The file of a label: the one that it names, else the one with its slug."""
    letters = folder / "letters"
    if label.file:
        return letters / label.file
    plain = letters / f"{label.slug}.txt"
    if plain.exists():
        return plain
    others = sorted(path for path in letters.glob("*") if path.stem == label.slug)
    return others[0] if others else plain


def measure_names() -> tuple[str, ...]:
    """Every name that a floor may have."""
    from noticecheck.labels import ELEMENTS_OF_CLAIMS, ELEMENTS_OF_NOTICE

    elements = (f"{name} accuracy" for name in (*ELEMENTS_OF_CLAIMS, *ELEMENTS_OF_NOTICE))
    fixed = ("kind accuracy", "claims precision", "claims recall")
    return (*fixed, *elements, "gap precision", "gap recall", "sure accuracy", *_OF_MUTATION)


def is_of_mutation(measure: str) -> bool:
    """Whether a measure is one of --mutate; floors of the others do not count there."""
    return measure in _OF_MUTATION


def _read_floors(path: Path | None) -> dict[str, float]:
    from noticecheck.builtin import read_toml

    data = read_toml(path) if path else {}
    return {name: _number(value, f'{path}: "{name}"') for name, value in data.items()}


def _parse_minimums(texts: Sequence[str]) -> dict[str, float]:
    minimums = {}
    for text in texts:
        name, equals, value = text.rpartition("=")
        if not equals:
            raise UsageError(f'--min: "{text}" needs a number, as in "claims precision=0.9"')
        minimums[name.strip()] = _number(value, f'--min "{name.strip()}"')
    return minimums


def _number(value: object, where: str) -> float:
    try:
        number = float(str(value))
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise UsageError(f"{where}: {value} is not a number between 0 and 1")
    return number


def _refuse_unknown(wanted: Mapping[str, float]) -> None:
    known = measure_names()
    for name in wanted:
        if name not in known:
            raise UsageError(f'there is no measure "{name}"; one of: {", ".join(known)}')


def _below(wanted: Mapping[str, float], measures: Mapping[str, float]) -> list[str]:
    """A line for each measure under its floor; one that no letter measures is under it too."""
    lines = []
    for name, floor in wanted.items():
        value = measures.get(name)
        if value is None:
            lines.append(f"{name} was not measured, and its floor is {floor:.3f}")
        elif value < floor:
            lines.append(f"{name} is {value:.3f}, below its floor of {floor:.3f}")
    return lines


def _to_text(accuracy: Accuracy, show: int) -> str:
    lines = [f"{accuracy.letters} letters, {accuracy.without_report} without a report", ""]
    lines += _measured(accuracy.measures)
    lines += ["", f"  {'rule':34}   met   gap unclear    na right wrong"]
    lines += [
        f"  {row.rule:34}{row.met:6}{row.gap:6}{row.unclear:8}{row.not_applicable:6}"
        f"{row.right:6}{row.wrong:6}"
        for row in accuracy.rules
    ]
    lines += ["", f"  {'confidence':34}number  held"]
    lines += [f"  {bin.name:34}{bin.number:6}{bin.held:6}" for bin in accuracy.reliability]
    if accuracy.misses:
        lines += ["", f"{len(accuracy.misses)} misses"]
        lines += [f"  - {miss}" for miss in accuracy.misses[:show]]
        if len(accuracy.misses) > show:
            lines.append(f"  (and {len(accuracy.misses) - show} more)")
    return "\n".join(lines) + "\n"


def _measured(measures: Mapping[str, float]) -> list[str]:
    return [f"  {name:34}{value:.3f}" for name, value in measures.items()]


def _mutation_to_text(result: Mutation) -> str:
    lines = [f"{result.letters} letters with quoted parts, {len(result.mutants)} mutants", ""]
    lines += _measured(result.measures)
    lines += ["", f"  {'':26}mutants  fell survived  besides: allowed  not  (not met at first)"]
    lines += [
        f"  {row.element:26}{row.mutants:7}{row.fell:6}{row.survived:9}{row.allowed:18}"
        f"{row.not_allowed:5}{row.unmet:8}"
        for row in result.elements
    ]
    survivors = [mutant for mutant in result.mutants if not mutant.fell]
    strays = [
        (mutant, change)
        for mutant in result.mutants
        for change in mutant.changes
        if not change.allowed
    ]
    lines += _listed("survivors", [_survivor(mutant) for mutant in survivors])
    lines += _listed("changes that are not allowed", [_stray(*pair) for pair in strays])
    lines += _listed("points that were not met at first", result.unmet)
    return "\n".join(lines) + "\n"


def _listed(title: str, items: Sequence[str]) -> list[str]:
    return ["", f"{len(items)} {title}", *(f"  - {item}" for item in items)] if items else []


def _survivor(mutant: Mutant) -> str:
    quotes = "; ".join(f'"{quote}"' for quote in mutant.quotes)
    return f"{_point(mutant)} is {mutant.status} without {quotes}"


def _stray(mutant: Mutant, change: Change) -> str:
    effect = f"#{change.effect}" if change.effect else ""
    of = f" of {change.subject}{effect}" if change.subject else ""
    return f"{_point(mutant)}: {change.element}{of} from {change.before} to {change.after}"


def _point(mutant: Mutant) -> str:
    return f"{mutant.slug}: {mutant.element}" + (f" of {mutant.key}" if mutant.key else "")
