"""What programs call: letters in, reports out, a report in any format. docs/api.md shows each.

The names that `import noticecheck` offers stay as they are within a major version.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from noticecheck.checker import Checker, load
from noticecheck.choices import FailOn, Format
from noticecheck.errors import ReadError, UsageError
from noticecheck.model import Document, Report
from noticecheck.read import Reader

if TYPE_CHECKING:
    from noticecheck.corrections import House

Rules = Checker | Sequence[Path]
"""Rules that are loaded already, or folders of rules that add to the built-in ones."""


def check(
    path: str | Path, *, rules: Rules = (), packs: Sequence[str] | None = None,
    received: date | None = None, dated: date | None = None, as_of: date | None = None,
    house: House | None = None,
) -> Report:  # fmt: skip
    """The report on the one letter of a file.

    Raises ReadError for what cannot be read and for several letters, RuleErrors for broken rules.
    """
    checker = _checker(rules, packs)
    with Reader() as reader:
        document = reader.read(str(path))
    return checker.check(document, received=received, dated=dated, as_of=as_of, house=house)


def check_text(
    text: str | bytes, name: str = "letter.txt", *, rules: Rules = (),
    packs: Sequence[str] | None = None, received: date | None = None, dated: date | None = None,
    as_of: date | None = None, house: House | None = None,
) -> Report:  # fmt: skip
    """The report on a letter that is no file here: its text, or the bytes of its file.

    `name` is the path of the report; of bytes its suffix tells the format where they do not.
    Raises ReadError and RuleErrors as `check` does.
    """
    document = read_text(text, name)
    checker = _checker(rules, packs)
    return checker.check(document, received=received, dated=dated, as_of=as_of, house=house)


def check_all(
    paths: Iterable[str | Path], *, rules: Rules = (), packs: Sequence[str] | None = None,
    as_of: date | None = None,
) -> Iterator[Report]:  # fmt: skip
    """A report on each letter of files, folders, patterns and archives, as it is made.

    What cannot be read has a report too, whose verdict is `not_assessed` and whose last warning
    says why. A folder or pattern without a letter raises ReadError when it is met.
    """
    checker = _checker(rules, packs)
    for letter in _read_all(paths):
        if isinstance(letter, ReadError):
            yield checker.not_assessed(letter.path, letter.reason, letter.sha256)
        else:
            yield checker.check(letter, as_of=as_of)


def _read_all(paths: Iterable[str | Path]) -> Iterator[Document | ReadError]:
    """The letters of every file, each file once."""
    from noticecheck.read.paths import NothingFound, find, identity

    seen: set[str] = set()
    with Reader() as reader:
        for path in paths:
            for found in find(str(path)):
                if isinstance(found, NothingFound):
                    raise found
                if isinstance(found, ReadError):
                    yield found
                elif identity(found) not in seen:
                    seen.add(identity(found))
                    yield from reader.read_all(found)


def read_text(text: str | bytes, name: str = "letter.txt") -> Document:
    """The document that a text is, or the bytes of a file; `name` is its path.

    Bytes are read within limits of size and time, in a process of their own. Raises ReadError.
    """
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    with Reader() as reader:
        return reader.read_bytes(data, name)


def load_house(
    letter: str | Path, config: str | Path | None = None, *, today: date | None = None
) -> House | None:
    """What a configuration and the letter's companion file say of it; None where they say nothing.

    It holds corrections, suppressions, levels and what is known of the authority; the packs, rules
    and phrases that a configuration names are not loaded by it. Raises ConfigErrors.
    """
    from noticecheck.config.find import find_companion
    from noticecheck.config.read import read_companion, read_config
    from noticecheck.config.settings import settings_for

    path = Path(letter).resolve()
    companion = find_companion(str(path))
    settings = settings_for(
        read_config(str(Path(config).resolve())) if config else None,
        read_companion(companion) if companion else None,
        str(path),
    )
    return settings.house(today or date.today())


def render(
    report: Report | Iterable[Report], format: Format = "terminal", *,
    rules: Checker | None = None, fail_on: FailOn = "must",
) -> str:  # fmt: skip
    """One report, or several together, as text in one of `FORMATS`.

    With the rules, findings are called by the titles of their rules, and sarif holds the law's
    words. `fail_on` is for junit. Raises UsageError for another format.
    """
    from noticecheck.report.about import about_rules
    from noticecheck.report.formats import REPORTERS

    if format not in REPORTERS:
        raise UsageError(f'there is no format "{format}"; formats are {", ".join(REPORTERS)}')
    reports = [report] if isinstance(report, Report) else list(report)
    about = about_rules(rules.ruleset.rules if rules else (), [fail_on] * len(reports))
    return REPORTERS[format](reports, about)


def redacted(report: Report, *, rules: Checker | None = None) -> Report:
    """The same report for sharing: names, addresses and numbers of persons are blanked."""
    return (rules or load()).redacted(report)


def _checker(rules: Rules, packs: Sequence[str] | None) -> Checker:
    if not isinstance(rules, Checker):
        return load(rules, packs)
    if packs is not None:
        raise UsageError("these rules are loaded already: name the packs to load_rules")
    return rules
