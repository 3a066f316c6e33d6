"""`noticecheck rules impact`: which verdicts over letters a change of the rules turns."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from noticecheck.commands import console
from noticecheck.commands.options import ConfigFile, Debug, Isolated, Packs, RuleFolders
from noticecheck.errors import ReadError, UsageError, visible

if TYPE_CHECKING:
    from noticecheck.impact import Impact
    from noticecheck.model import Document

_CORPUS = Path("corpus")


def impact(
    base: Annotated[
        str,
        typer.Argument(
            metavar="BASE", help="What to compare with: a folder of rules, or a revision of git."
        ),
    ],
    letters: Annotated[
        list[str] | None,
        typer.Argument(metavar="[LETTER...]", help="Letters or folders of them; corpus/ if none."),
    ] = None,
    rules: RuleFolders = None,
    pack: Packs = None,
    config: ConfigFile = None,
    isolated: Isolated = False,
    debug: Debug = False,
) -> None:
    """Show which verdicts and statuses come out otherwise than under the rules of BASE.

    Exit codes: 0; 1 when some do; 2 broken rules, or no such BASE.
    """
    from noticecheck.checker import load
    from noticecheck.commands.settings import STDIN, plan_of
    from noticecheck.impact import impact as compare
    from noticecheck.read import Reader, expand

    paths = expand(letters or [_corpus()])
    after = plan_of([STDIN], config, isolated, rules, pack).checker(STDIN)
    with _rules_of(base) as folder:
        before = load(rules or (), pack, root=folder)

    def documents(reader: Reader) -> Iterator[Document]:
        for path in paths:
            for one in reader.read_all(path):
                if isinstance(one, ReadError):
                    console.complain(str(one))
                else:
                    yield one

    with Reader() as reader:
        found = compare(documents(reader), before, after)
    for line in _lines(found):
        console.out(f"{line}\n")
    raise typer.Exit(1 if found.turns else 0)


def _corpus() -> str:
    if not _CORPUS.is_dir():
        raise UsageError("there is no corpus/ here: name the letters to compare on")
    return str(_CORPUS)


@contextmanager
def _rules_of(base: str) -> Iterator[Path]:
    """A folder with the rules of a base: itself, or what git has of the built-in rules there."""
    if Path(base).is_dir():
        yield Path(base)
        return
    from noticecheck.language.roots import default_root

    where = _git(default_root(), base, "rev-parse", "--show-toplevel", "--show-prefix")
    top, _, prefix = where.decode().rstrip("\n").partition("\n")
    # After `--end-of-options` no name of a revision is taken for an option.
    tree = f"{base}:{prefix}".removesuffix("/")
    packed = _git(Path(top), base, "archive", "--format=tar", "--end-of-options", tree)
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(folder, filter="data")
        yield Path(folder)


def _git(folder: Path, base: str, *command: str) -> bytes:
    """What git prints of a command; UsageError, with its last line, where it does not."""
    try:
        done = subprocess.run(["git", *command], cwd=folder, capture_output=True, check=False)
    except OSError:
        raise UsageError(f"{visible(base)}: no such folder, and there is no git to ask") from None
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UsageError(
            f"{visible(base)}: neither a folder of rules nor a revision of the built-in ones"
            + (f" ({visible(reason[-1])})" if reason else "")
        )
    return done.stdout


def _lines(found: Impact) -> Iterator[str]:
    from noticecheck.report.words import count

    letter = ""
    for turn in found.turns:
        if turn.letter != letter:
            letter = turn.letter
            yield letter
        name = " ".join(part for part in (turn.rule or "verdict", turn.subject) if part)
        yield f"  {name}: {turn.before} -> {turn.after}"
    if found.turns:
        yield ""
    for (rule, before, after), number in sorted(found.by_rule.items()):
        yield f"{rule}: {before} -> {after}: {number:,}"
    letters, turned = count(found.letters, "letter"), count(len(found.verdicts), "verdict")
    yield f"{letters}, {turned} turned"
