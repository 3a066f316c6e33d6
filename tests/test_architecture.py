"""The layers of the program: who may import whom, who may print, who may open files."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from noticecheck.law import ACT_PREFIX
from noticecheck.required import required_phrases

PACKAGE = Path(__file__).parent.parent / "src" / "noticecheck"
MODULES = sorted(PACKAGE.rglob("*.py"))

# A module may import what stands in a lower row, and its own folder. Neighbours in a row that
# know nothing of each other are kept apart by FORBIDDEN.
LAYERS = (
    ("compiled",),
    ("late",),
    ("errors", "choices", "model", "version", "toml", "builtin", "cache"),
    ("writing", "tables", "installed"),
    ("law",),
    ("read", "language", "match"),
    ("notice",),
    ("evaluate",),
    ("corrections",),
    ("report", "drafting", "confidence", "config", "required"),
    ("annotate",),
    ("checker",),
    ("api", "labels", "accuracy", "mutation", "examples", "impact"),
    ("case", "letter"),
    ("audit", "web", "lsp"),
    ("commands",),
    ("cli",),
    ("__main__",),
)
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
TOP = ("commands", "cli")
FORBIDDEN = {("notice", "language"), ("language", "notice"), ("read", "language"),
             ("read", "match"), ("language", "read"), ("match", "read"),
             ("report", "drafting"), ("drafting", "report")}  # fmt: skip
FORMAT_LIBRARIES = {"pypdfium2", "pypdf", "lxml", "docx", "email", "zipfile", "olefile", "PIL",
                    "subprocess"}  # fmt: skip
# Who knows formats: one takes documents apart, one puts notes into them, one writes drafts.
FORMATS = ("read", "annotate", "drafting")
# Who opens files, and which: nobody else does.
OPENERS = {
    "cache": "what it has written itself",
    "builtin": "the tables that come with the program, and floors",
    "installed": "what installed distributions say of their entry points",
    "read": "documents",
    "writing": "what is written",
    "api": "nothing: it hands bytes to the reader",
    "language": "rule files",
    "law": "provisions.toml and bank-holidays.toml",
    "labels": "labels.jsonl",
    "config": "configurations, companion files and baselines",
    "audit": "tables, archives and mailboxes of letters, and its own tables, pages and questions",
    "web": "what its pages load, and the letters to try that come with it",
    "commands": "the table of mutations, and what it writes: rule files, letters",
}
OPENING = {"open", "read_text", "read_bytes", "write_text", "write_bytes"}


def layer(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            base = node.module or ""
            yield base
            if base == "noticecheck":
                yield from (f"noticecheck.{alias.name}" for alias in node.names)


def names(modules: list[Path]) -> list[str]:
    return [path.relative_to(PACKAGE).as_posix() for path in modules]


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_imports_go_down_only(path: Path) -> None:
    own = layer(path)
    if own == "__init__":
        return
    assert own in RANK, f"{own} is not in LAYERS: say where it stands"
    for name in imports(path):
        parts = name.split(".")
        if parts[0] != "noticecheck" or len(parts) < 2 or parts[1] not in RANK:
            continue
        other = parts[1]
        assert RANK[other] <= RANK[own], f"{own} imports {name}, which is above it"
        assert (own, other) not in FORBIDDEN, f"{own} may not know {other}"


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_only_the_command_line_prints_or_exits(path: Path) -> None:
    if layer(path) in TOP:
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("print", "exit", "quit", "input"), f"line {node.lineno}"
        if isinstance(node, ast.Attribute):
            spelt = ast.unparse(node)
            assert spelt not in ("sys.exit", "sys.stdout", "sys.stderr", "os._exit"), spelt
        if isinstance(node, ast.Raise) and node.exc is not None:
            assert "SystemExit" not in ast.unparse(node.exc), f"line {node.lineno}"


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_only_read_opens_documents(path: Path) -> None:
    own = layer(path)
    if own not in FORMATS:
        used = {name.split(".")[0] for name in imports(path)} & FORMAT_LIBRARIES
        if path == PACKAGE / "commands" / "impact.py":
            used -= {"subprocess"}  # it asks git for the rules of a revision
        assert not used, f"{used} are for {FORMATS}"
    if own in OPENERS:
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            assert name not in OPENING, f"line {node.lineno}: {own} opens a file"


def test_commands_import_the_stages_late() -> None:
    """At the top of cli and commands stand only light modules: start-up time counts."""
    light = {"noticecheck.choices", "noticecheck.errors", "noticecheck.late", "noticecheck.version",
             "noticecheck.writing"}  # fmt: skip
    for path in MODULES:
        if layer(path) not in TOP:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in tree.body:
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("noticecheck"):
                module = node.module or ""
                assert module in light or module.split(".")[1] == "commands", f"{path}: {module}"


def test_every_module_has_a_docstring() -> None:
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        assert not text.strip() or ast.get_docstring(ast.parse(text)), path


def test_required_phrases_are_those_that_the_program_asks_for() -> None:
    """None is listed in vain, and none is asked for that no rule file has to have."""
    rules = PACKAGE.parent.parent / "rules"
    shared = "\n".join(path.read_text(encoding="utf-8") for path in rules.glob("*.rule"))
    phrases = set(re.findall(r"^phrase (\S+)", shared, re.MULTILINE))
    asked = {
        node.value
        for path in MODULES
        if layer(path) in ("notice", "evaluate", "checker", "drafting")
        for node in ast.walk(without_required(ast.parse(path.read_text(encoding="utf-8"))))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    by_prefix = {name for name in phrases if name.startswith(ACT_PREFIX)}
    assert (asked & phrases) | by_prefix == set(required_phrases())


def without_required(tree: ast.Module) -> ast.Module:
    """A module but for its list of required phrases."""
    body = [node for node in tree.body if "REQUIRED" not in ast.unparse(node).split("=")[0]]
    return ast.Module(body, [])
