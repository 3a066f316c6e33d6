"""Configurations and companion files, read and validated into frozen types."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from noticecheck.config.faults import TomlFile, faults_of, read_toml
from noticecheck.config.find import PYPROJECT_FILE
from noticecheck.config.paths import is_literal, is_under
from noticecheck.corrections.model import (
    ClaimCorrection,
    Corrections,
    LevelRule,
    Origin,
    ReasonCorrection,
    Suppression,
)
from noticecheck.errors import ConfigErrors, RuleError
from noticecheck.language.roots import PHRASES_FILE, RuleFile

if TYPE_CHECKING:
    from noticecheck.config.schema import CompanionTable, ConfigTable, Said, Table
    from noticecheck.model import Effect

T = TypeVar("T", bound="Table")
_Asked = Callable[["Said"], bool]
_SECTIONS = ("claims", "reasons", "suppress")


@dataclass(frozen=True)
class Companion:
    """What a letter's companion file says."""

    file: TomlFile
    table: CompanionTable

    def corrections(self, member: str) -> Corrections:
        """What it says of a letter; `member` is its name within an archive or a mailbox."""
        return _corrections(
            self.file,
            self.table,
            lambda said: said.letter is None or is_under(said.letter, member),
            lambda said: said.letter is None and bool(member),
        )


@dataclass(frozen=True)
class Config:
    """A configuration file, and its folder, from which its paths are meant."""

    path: str
    file: TomlFile
    table: ConfigTable

    @cached_property
    def folder(self) -> Path:
        return Path(self.path).parent

    def relative(self, path: str) -> str:
        """The path of a letter from the folder, with forward slashes; "" for one elsewhere."""
        full = Path(path)
        under = full.is_relative_to(self.folder)
        return full.relative_to(self.folder).as_posix() if under else ""

    def corrections(self, relative: str) -> Corrections:
        """What it says of the letter at a path."""
        return _corrections(
            self.file,
            self.table,
            lambda said: said.paths is None or any(is_under(p, relative) for p in said.paths),
            lambda said: said.paths is None or not all(map(is_literal, said.paths)),
        )

    @cached_property
    def phrases(self) -> RuleFile | None:
        """The house's phrases as the rule file that they stand for."""
        if not self.table.phrases:
            return None
        lines = [line for line, _ in self._phrase_lines]
        data = ("\n".join(lines) + "\n").encode()
        return RuleFile(Path(self._phrases_path), PHRASES_FILE, None, data)

    @property
    def _phrases_path(self) -> str:
        return f"{self.file.path}.rule"

    @property
    def _phrase_lines(self) -> list[tuple[str, tuple[str | int, ...]]]:
        """The lines of that rule file, each with the key that it comes from."""
        lines: list[tuple[str, tuple[str | int, ...]]] = []
        for name, wordings in self.table.phrases.items():
            lines.append((f"extend phrase {name}", ("phrases", name)))
            for number, wording in enumerate(wordings):
                quoted = wording.replace('"', '\\"')
                lines.append((f'    "{quoted}"', ("phrases", name, number)))
        return lines

    def in_place(self, error: RuleError) -> RuleError:
        """A fault of a house phrase at its line of this file; any other fault as it is."""
        lines = self._phrase_lines
        if error.place.path != self._phrases_path or error.place.line > len(lines):
            return error
        _, key = lines[error.place.line - 1]
        return self.file.fault("C006", key, error.message, error.suggestion)


def read_config(path: str) -> Config:
    """Read and validate a configuration; ConfigErrors with every fault, each with file and line."""
    from noticecheck.config.schema import ConfigTable

    top = ("tool", "noticecheck") if Path(path).name == PYPROJECT_FILE else ()
    file = read_toml(path, top)
    table = _validated(ConfigTable, file)
    faults = [
        file.fault(
            "C003", (section, number, "letter"),
            "`letter` is for companion files; in a configuration say `paths`",
        )
        for section in _SECTIONS
        for number, said in enumerate(getattr(table, section))
        if said.letter is not None
    ]  # fmt: skip
    for name, wordings in table.phrases.items():
        faults += [
            file.fault("C006", ("phrases", name, n), "a wording stands on one line")
            for n, wording in enumerate(wordings)
            if "\n" in wording or "\r" in wording
        ]
        if not name.replace("-", "").isalnum():
            faults.append(file.fault("C006", ("phrases", name), f"`{name}` is no name of a phrase"))
    if faults:
        raise ConfigErrors(faults)
    return Config(str(Path(path).absolute()), file, table)


def read_companion(path: str) -> Companion:
    """Read and validate a companion file; ConfigErrors with every fault."""
    from noticecheck.config.schema import CompanionTable

    file = read_toml(path)
    table = _validated(CompanionTable, file)
    faults = [
        file.fault(
            "C003", (section, number, "paths"),
            "`paths` is for configurations; this file is beside its letter",
        )
        for section in _SECTIONS
        for number, said in enumerate(getattr(table, section))
        if said.paths is not None
    ]  # fmt: skip
    if faults:
        raise ConfigErrors(faults)
    return Companion(file, table)


def _validated(kind: type[T], file: TomlFile) -> T:
    from pydantic import ValidationError

    try:
        return kind.model_validate(file.table)
    except ValidationError as error:
        raise ConfigErrors(faults_of(error, file, kind)) from None


def levels_of(file: TomlFile, levels: Mapping[str, str], *key: str | int) -> list[LevelRule]:
    """The levels of a table, each with its line."""
    return [
        LevelRule(pattern, level, file.source(*key, "levels", pattern))  # type: ignore[arg-type]
        for pattern, level in levels.items()
    ]


def _corrections(
    file: TomlFile,
    table: CompanionTable,
    applies: _Asked,
    for_many: _Asked,
) -> Corrections:
    def origin(said: Said, section: str, number: int) -> Origin:
        source = file.source(section, number)
        return Origin(said.reason, said.until, source, for_many(said))

    def claim(text: str) -> tuple[str, Effect | None]:
        provision, _, effect = text.partition("#")
        return provision, effect or None  # type: ignore[return-value]

    claims: list[ClaimCorrection] = []
    for number, one in enumerate(table.claims):
        if applies(one):
            provision, effect = claim(one.claim)
            claims.append(
                ClaimCorrection(
                    provision, origin(one, "claims", number), effect, one.words or "",
                    one.relied_on, one.limb, one.effect,
                )
            )  # fmt: skip
    reasons: list[ReasonCorrection] = []
    for number, reason in enumerate(table.reasons):
        if applies(reason):
            provision, effect = claim(reason.claim)
            words = (reason.words,) if isinstance(reason.words, str) else tuple(reason.words)
            why = origin(reason, "reasons", number)
            reasons.append(ReasonCorrection(provision, words, reason.is_, why, effect))
    suppressions: list[Suppression] = []
    for number, known in enumerate(table.suppress):
        if applies(known):
            subject, effect = claim(known.subject or "")
            why = origin(known, "suppress", number)
            suppressions.append(Suppression(known.rule, why, subject or None, effect))
    return Corrections(tuple(claims), tuple(reasons), tuple(suppressions))


def rules_named(
    file: TomlFile, table: CompanionTable | ConfigTable
) -> Sequence[tuple[str, tuple[str | int, ...]]]:
    """Every pattern of rules that a file names, and its key."""
    found: list[tuple[str, tuple[str | int, ...]]] = [
        (one.rule, ("suppress", number, "rule")) for number, one in enumerate(table.suppress)
    ]
    found += [(name, ("levels", name)) for name in getattr(table, "levels", ())]
    for number, override in enumerate(getattr(table, "overrides", ())):
        found += [(name, ("overrides", number, "levels", name)) for name in override.levels]
    return found
