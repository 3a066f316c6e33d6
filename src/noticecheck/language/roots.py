"""Which files the rules of several roots are, and their hash.

Reads files and nothing else, so that a cache can be asked before the parser is loaded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from noticecheck.builtin import CONFIDENCE_FILE, PAST_FILE, READING_FILE, default_root
from noticecheck.errors import UsageError
from noticecheck.late import dataclass

__all__ = [
    "CASE_FILE", "DRAFT_FILE", "EXAMPLES_FILE", "HOLIDAYS_FILE", "LETTER_FILE", "PACK_FILE",
    "PHRASES_FILE",
    "PROVISIONS_FILE",
    "RootFiles", "RuleFile",
    "default_root", "fingerprint", "read_roots",
]  # fmt: skip

PACK_FILE = "pack.toml"
PROVISIONS_FILE = "provisions.toml"
HOLIDAYS_FILE = "bank-holidays.toml"
DRAFT_FILE = "draft.toml"
"""The paragraphs that a pack drafts notices from: no report depends on it."""
CASE_FILE = "case.toml"
"""What is told of several letters of one request: no report depends on it."""
LETTER_FILE = "letter.toml"
"""What a requester can do under a pack, and the words for it: no report depends on it."""
EXAMPLES_FILE = "examples.toml"
"""Letters that are examples for many rules of a pack: no report depends on it either."""
PHRASES_FILE = "phrases-of-the-house.rule"
"""What a house adds to phrases, which stands in no folder of rules."""
MAX_FILE_BYTES = 4_000_000
MAX_FILES = 5_000
MAX_BYTES = 40_000_000
"""Of one folder of rules: more than a hundred times what the rules that are built in have."""
_BESIDE_RULES = (DRAFT_FILE, LETTER_FILE, CASE_FILE)
_BESIDE_PACKS = (PAST_FILE, LETTER_FILE, CASE_FILE)
"""Files of the built-in root that no report depends on: what all packs have alike."""
_BUILT_IN = (HOLIDAYS_FILE, READING_FILE, CONFIDENCE_FILE)
"""Files that only the built-in root has."""


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
    unread: tuple[RuleFile, ...] = ()
    """Files that look as if they counted, and that nothing reads."""

    @property
    def rules(self) -> tuple[RuleFile, ...]:
        return tuple(file for file in self.files if file.path.suffix == ".rule")

    @property
    def packs(self) -> tuple[RuleFile, ...]:
        return tuple(file for file in self.files if _is_pack_file(file))

    @property
    def provisions(self) -> tuple[RuleFile, ...]:
        return tuple(file for file in self.files if _is_at_top(file, PROVISIONS_FILE))

    @property
    def hash(self) -> str:
        """sha256 over path and content of every file."""
        digest = hashlib.sha256()
        for file in self.files:
            head = f"{file.relative}\0{len(file.data)}\0"
            digest.update(head.encode())
            digest.update(file.data)
        return digest.hexdigest()


def read_roots(roots: Sequence[Path], more: Sequence[RuleFile] = ()) -> RootFiles:
    """The files of all roots, later roots replacing packs for which they hold a pack.toml, and
    `more` files, which lie in none.

    Raises UsageError for a root that is no folder or holds no rules, or a file that cannot be
    read.
    """
    files: list[RuleFile] = []
    unread: list[RuleFile] = []
    for root in roots:
        if not _is_folder(root):
            raise UsageError(f"{root}: no such folder of rules")
        found = _files_of(root)
        own = {file.pack for file in found if _is_pack_file(file)}
        files = [file for file in files if file.pack is None or file.pack not in own]
        before = len(unread)
        for file in found:
            if any(_is_at_top(file, name) for name in _BESIDE_RULES):
                continue
            if root == roots[0] and file.relative in _BESIDE_PACKS:
                continue
            if _is_at_top(file, EXAMPLES_FILE) and file.pack in own:
                continue
            counts = file.path.suffix == ".rule" or _is_pack_file(file)
            counts |= _is_at_top(file, PROVISIONS_FILE) and file.pack in own
            counts |= root == roots[0] and file.relative in _BUILT_IN
            (files if counts else unread).append(file)
        if len(unread) == before and not any(_says_something(file) for file in found):
            raise UsageError(f"{root}: no rule in it; give a folder that holds .rule files")
    return RootFiles((*files, *more), tuple(unread))


def fingerprint(roots: Sequence[Path]) -> str:
    """The hash that the RuleSet of these roots has, without parsing anything."""
    return read_roots(roots).hash


def _is_pack_file(file: RuleFile) -> bool:
    return _is_at_top(file, PACK_FILE)


def _is_at_top(file: RuleFile, name: str) -> bool:
    """Whether it is the file of this name that stands right in the folder of a pack."""
    return file.pack is not None and file.relative == f"{file.pack}/{name}"


def _is_folder(root: Path) -> bool:
    try:
        return root.is_dir()
    except OSError:  # a path that is too long, or in a folder that is closed to us
        return False


def _says_something(file: RuleFile) -> bool:
    """Whether it is a pack.toml, a draft.toml, or a rule file with more than comments."""
    lines = (line.strip() for line in file.data.splitlines())
    says = any(line and not line.startswith(b"#") for line in lines)
    return (
        _is_at_top(file, DRAFT_FILE)
        or _is_pack_file(file)
        or (file.path.suffix == ".rule" and says)
    )


def _files_of(root: Path) -> list[RuleFile]:
    files: list[RuleFile] = []
    left = MAX_BYTES
    for path in root.rglob("*"):
        relative = path.relative_to(root)
        hidden = any(part.startswith(".") for part in relative.parts)
        if hidden or path.suffix not in (".rule", ".toml"):
            continue
        if not path.is_file():
            raise UsageError(
                f"{path}: not a file; only files have names that end with {path.suffix}"
            )
        pack = relative.parts[0] if len(relative.parts) > 1 else None
        try:
            with path.open("rb") as opened:
                data = opened.read(MAX_FILE_BYTES + 1)
        except OSError as error:
            raise UsageError(f"{path}: cannot be read ({error.strerror})") from error
        if len(data) > MAX_FILE_BYTES:
            raise UsageError(f"{path}: a file of rules has at most {MAX_FILE_BYTES:,} bytes")
        left -= len(data)
        if left < 0 or len(files) == MAX_FILES:
            raise UsageError(
                f"{root}: a folder of rules has at most {MAX_FILES:,} files and {MAX_BYTES:,} bytes"
            )
        files.append(RuleFile(path, relative.as_posix(), pack, data))
    return sorted(files, key=lambda file: file.relative)
