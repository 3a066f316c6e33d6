"""Where rule files are: the built-in root, the files of several roots, and their hash.

Reads files and nothing else, so that a cache can be asked before the parser is loaded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from noticecheck.errors import UsageError

PACK_FILE = "pack.toml"


@dataclass(frozen=True, slots=True)
class RuleFile:
    """One file of a rules root: where it is, the pack folder it lies in, and its bytes."""

    path: Path
    relative: str
    """Path within the root, with forward slashes."""
    pack: str | None
    """Name of the folder at the top of the root; None for loose files."""
    data: bytes


@dataclass(frozen=True, slots=True)
class RootFiles:
    """The files that are in use once replaced packs are left out, in path order."""

    files: tuple[RuleFile, ...]

    @property
    def rules(self) -> tuple[RuleFile, ...]:
        return tuple(file for file in self.files if file.path.suffix == ".rule")

    @property
    def packs(self) -> tuple[RuleFile, ...]:
        return tuple(file for file in self.files if _is_pack_file(file))

    @property
    def hash(self) -> str:
        """sha256 over path and content of every file."""
        digest = hashlib.sha256()
        for file in self.files:
            head = f"{file.relative}\0{len(file.data)}\0"
            digest.update(head.encode())
            digest.update(file.data)
        return digest.hexdigest()


def default_root() -> Path:
    """The built-in rules: those of the installed package, else `rules/` beside `src/`.

    Raises UsageError when neither is there.
    """
    package = Path(__file__).resolve().parent.parent
    installed = package / "rules"
    if installed.is_dir():
        return installed
    for parent in package.parents:
        if (parent / "rules").is_dir() and (parent / "src").is_dir():
            return parent / "rules"
    raise UsageError("no built-in rules found: reinstall noticecheck, or give a folder by --rules")


def read_roots(roots: Sequence[Path]) -> RootFiles:
    """The files of all roots, later roots replacing packs for which they hold a pack.toml.

    Raises UsageError for a root that is no folder or a file that cannot be read.
    """
    files: list[RuleFile] = []
    for root in roots:
        if not root.is_dir():
            raise UsageError(f"{root}: no such folder of rules")
        found = _files_of(root)
        replaced = {file.pack for file in found if _is_pack_file(file)}
        files = [file for file in files if file.pack is None or file.pack not in replaced]
        files += found
    return RootFiles(tuple(files))


def fingerprint(roots: Sequence[Path]) -> str:
    """The hash that the RuleSet of these roots has, without parsing anything."""
    return read_roots(roots).hash


def _is_pack_file(file: RuleFile) -> bool:
    return file.pack is not None and file.relative == f"{file.pack}/{PACK_FILE}"


def _files_of(root: Path) -> list[RuleFile]:
    files: list[RuleFile] = []
    for path in root.rglob("*"):
        relative = path.relative_to(root)
        hidden = any(part.startswith(".") for part in relative.parts)
        if hidden or path.suffix not in (".rule", ".toml") or not path.is_file():
            continue
        pack = relative.parts[0] if len(relative.parts) > 1 else None
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UsageError(f"{path}: cannot be read ({error.strerror})") from error
        files.append(RuleFile(path, relative.as_posix(), pack, data))
    return sorted(files, key=lambda file: file.relative)
