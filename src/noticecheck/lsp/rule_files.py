"""What an editor shows of a rule file: faults, completions, definitions, hovers, layout."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path

from lsprotocol import types as lsp

from noticecheck.errors import RuleError, RuleErrors
from noticecheck.installed import all_roots
from noticecheck.language.blocks import PhraseBlock, RuleBlock, RuleSource, parse_file
from noticecheck.language.facts import FACTS
from noticecheck.language.format import format_text
from noticecheck.language.lint import lint
from noticecheck.language.load import load_files
from noticecheck.language.roots import PACK_FILE, RootFiles, default_root, read_roots
from noticecheck.language.vocabulary import (
    ATTRIBUTES,
    CLAUSES,
    LEVELS,
    REPEATABLE,
    SCOPES,
    STATUSES,
    VERIFIED,
)
from noticecheck.late import dataclass, regex
from noticecheck.lsp.positions import Lines
from noticecheck.model import ELEMENTS

SOURCE = "noticecheck rules"
_OPEN_PHRASE = regex(r"<([a-z0-9-]*)$")
_NAME = regex(r"[A-Za-z0-9-]+")
_WORD = regex(r"[\w<>-]+|\S|")
_CLOSED = {"element": ELEMENTS, "verified": VERIFIED, "example": STATUSES}
"""What may follow a keyword, where that is one of a few words."""
_CONDITIONS = ("for", *LEVELS, "or instead", "unless", "unclear when")


@dataclass
class Parsed:
    """What was parsed of each file, so that typing in one of them parses that one alone."""

    _kept: dict[str, tuple[str, str, RuleSource]] = field(default_factory=dict)

    def __call__(self, path: str, text: str, pack: str) -> RuleSource:
        kept = self._kept.get(path)
        if kept is None or kept[:2] != (text, pack):
            kept = (text, pack, parse_file(path, text, pack))
            self._kept[path] = kept
        return kept[2]


@dataclass(frozen=True, slots=True)
class Definition:
    """Where a phrase is defined or extended, with its wordings."""

    name: str
    path: str
    line: int
    column: int
    extends: bool
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleFiles:
    """The rule files that count together with the one in the editor."""

    sources: tuple[RuleSource, ...]
    faults: tuple[RuleError, ...]
    doubts: tuple[RuleError, ...]
    definitions: Mapping[str, tuple[Definition, ...]]


def root_of(path: Path) -> Path:
    """The folder of rules that a file belongs to: above its pack, or its own folder."""
    built_in = {file.pack for file in read_roots([default_root()]).packs}
    for folder in path.parents:
        if (folder / PACK_FILE).is_file() or folder.name in built_in:
            return folder.parent
    return path.parent


def read_files(
    path: Path,
    texts: Mapping[Path, str],
    parsed: Parsed,
    roots: Sequence[Path] = (),
    required: Collection[str] = (),
) -> RuleFiles:
    """The rules around a file, with the unsaved texts of the editor in place of those on disk."""
    own = root_of(path)
    folders = dict.fromkeys(root.resolve() for root in (*all_roots(roots), own))
    files = _with_texts(read_roots(list(folders)), texts)
    faults: tuple[RuleError, ...] = ()
    doubts: tuple[RuleError, ...] = ()
    try:
        doubts = tuple(lint(load_files(files, parse=parsed), required))
    except RuleErrors as errors:
        faults = errors.errors
    sources = tuple(
        parsed(str(file.path), file.data.decode("utf-8", "replace"), file.pack or "")
        for file in files.rules
    )
    return RuleFiles(sources, faults, doubts, _definitions(sources))


def _with_texts(files: RootFiles, texts: Mapping[Path, str]) -> RootFiles:
    open_texts = {path.resolve(): text.encode() for path, text in texts.items()}
    return replace(
        files,
        files=tuple(
            replace(file, data=open_texts.get(file.path.resolve(), file.data))
            for file in files.files
        ),
    )


def _definitions(sources: Sequence[RuleSource]) -> dict[str, tuple[Definition, ...]]:
    """By name, the definition of each phrase first and then what extends it."""
    found: dict[str, list[Definition]] = {}
    for each in sources:
        for block in each.blocks:
            if isinstance(block, PhraseBlock) and block.name:
                place = each.source.place(each.source.text.find(block.name, block.block.head.start))
                wordings = tuple(pattern.source for pattern in block.patterns)
                found.setdefault(block.name, []).append(
                    Definition(
                        block.name, place.path, place.line, place.column, block.extends, wordings
                    )
                )
    return {name: tuple(sorted(each, key=lambda d: d.extends)) for name, each in found.items()}


def diagnostics(files: RuleFiles, path: str, lines: Lines) -> list[lsp.Diagnostic]:
    """The faults of one file, and where there is none anywhere, what is doubtful in it."""
    if all(each.source.path != path for each in files.sources):
        told = "Not checked: save this file in a folder of rules first."
        return [lsp.Diagnostic(lines.range(0, 1), told, lsp.DiagnosticSeverity.Information)]
    return [
        _diagnostic(error, lines, severity)
        for errors, severity in (
            (files.faults, lsp.DiagnosticSeverity.Error),
            (files.doubts, lsp.DiagnosticSeverity.Warning),
        )
        for error in errors
        if error.place.path == path
    ]


def _diagnostic(error: RuleError, lines: Lines, severity: lsp.DiagnosticSeverity) -> lsp.Diagnostic:
    start = lines.start(error.place.line - 1) + error.place.column - 1
    word = _WORD.match(lines.text, start)
    hint = f" - did you mean {error.suggestion}?" if error.suggestion else ""
    return lsp.Diagnostic(
        lines.range(start, word.end() if word else start),
        f"{error.message}{hint}",
        severity,
        code=error.code,
        source=SOURCE,
    )


def completions(files: RuleFiles, lines: Lines, at: lsp.Position) -> list[lsp.CompletionItem]:
    """What may be typed at a position: phrases after `<`, the words of a clause, its keyword."""
    offset = lines.offset(at)
    before = lines.text[lines.start(at.line) : offset]
    if _OPEN_PHRASE.search(before):
        closing = "" if lines.text[offset : offset + 1] == ">" else ">"
        return [
            _item(name, lsp.CompletionItemKind.Function, _wordings(each), name + closing)
            for name, each in sorted(files.definitions.items())
        ]
    if not before[:1].isspace() or before.count('"') % 2:
        return []
    if not before.strip() or _NAME.fullmatch(before.lstrip()):
        return [_item(k, lsp.CompletionItemKind.Keyword) for k in _next_clauses(lines, at.line)]
    keyword = next((k for k in sorted(CLAUSES, reverse=True) if before.split()[0] == k), "")
    if keyword in _CLOSED:
        return [_item(word, lsp.CompletionItemKind.EnumMember) for word in _CLOSED[keyword]]
    if any(before.lstrip().startswith(f"{k} ") for k in _CONDITIONS) or not keyword:
        return _condition_words()
    return []


def _condition_words() -> list[lsp.CompletionItem]:
    facts = [_item(name, lsp.CompletionItemKind.Value, doc) for name, (_, doc) in FACTS.items()]
    attributes = [
        _item(spec.words, lsp.CompletionItemKind.Property, spec.doc) for spec in ATTRIBUTES.values()
    ]
    return facts + attributes + [_item(text, lsp.CompletionItemKind.Keyword) for text in SCOPES]


def _next_clauses(lines: Lines, number: int) -> list[str]:
    """The keywords that may begin a line: not before one that stands above it, in their order."""
    last = -1
    for above in range(number - 1, -1, -1):
        text = lines.line(above)
        if text and not text[0].isspace():
            break
        last = max(last, _rank(text))
    return [k for i, k in enumerate(CLAUSES) if i > last or (i == last and k in REPEATABLE)]


def _rank(line: str) -> int:
    """The place of the clause that a line begins in the order of clauses; -1 for none."""
    ranks = [i for i, k in enumerate(CLAUSES) if line.lstrip().startswith(f"{k} ")]
    return max(ranks, default=-1)


def _item(
    label: str, kind: lsp.CompletionItemKind, doc: str = "", insert: str | None = None
) -> lsp.CompletionItem:
    return lsp.CompletionItem(label, kind=kind, documentation=doc or None, insert_text=insert)


def _wordings(definitions: Sequence[Definition]) -> str:
    texts = [f'"{text}"' for each in definitions for text in each.wordings]
    more = f"\nand {len(texts) - 12} more" if len(texts) > 12 else ""
    return "\n".join(texts[:12]) + more


def name_at(lines: Lines, at: lsp.Position) -> tuple[str, int, int]:
    """The name at a position with its start and end; "" where there is none."""
    offset = lines.offset(at)
    start = lines.start(at.line)
    for found in _NAME.finditer(lines.line(at.line)):
        if start + found.start() <= offset <= start + found.end():
            return found[0], start + found.start(), start + found.end()
    return "", offset, offset


def definition(files: RuleFiles, lines: Lines, at: lsp.Position) -> tuple[Definition, ...]:
    """Where the phrase at a position is defined and extended."""
    return files.definitions.get(name_at(lines, at)[0], ())


def references(files: RuleFiles, name: str) -> list[tuple[str, int, int]]:
    """Path and half-open range of every `<name>`; offsets are those of the file's own text."""
    return [
        (each.source.path, found.start() + 1, found.end() - 1)
        for each in files.sources
        for found in re.finditer(f"<{re.escape(name)}>", each.source.code)
    ]


def hover(files: RuleFiles, lines: Lines, at: lsp.Position) -> lsp.Hover | None:
    """What a phrase matches, or what a fact or attribute says."""
    name, start, end = name_at(lines, at)
    inside = lines.text[start - 1 : start] == "<" or "phrase" in lines.line(at.line).split()[:2]
    if name in files.definitions and inside:
        told = f"phrase `{name}`\n\n```\n{_wordings(files.definitions[name])}\n```"
    elif name in FACTS:
        of, doc = FACTS[name]
        told = f"fact `{name}`, of a {of}\n\n{doc}"
    else:
        return None
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, told), lines.range(start, end))


def formatted(lines: Lines) -> list[lsp.TextEdit]:
    """The edit that lays a file out as `noticecheck rules fmt` does; none for one with faults."""
    try:
        text = format_text(lines.text)
    except RuleErrors:
        return []
    return [] if text == lines.text else [lsp.TextEdit(lines.whole(), text)]


def rules_in(source: RuleSource, lines: Lines) -> list[lsp.DocumentSymbol]:
    """The rules and phrases of a file, for its outline."""
    found = []
    for block in source.blocks:
        head = lines.range(block.block.head.start, block.block.head.end)
        if isinstance(block, RuleBlock):
            found.append(
                lsp.DocumentSymbol(
                    block.id or "rule", lsp.SymbolKind.Class, head, head, block.title
                )
            )
        else:
            found.append(
                lsp.DocumentSymbol(block.name or "phrase", lsp.SymbolKind.String, head, head)
            )
    return found
