"""Rule folders to one RuleSet, or to all their faults at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from noticecheck.errors import Place, RuleError, RuleErrors, UsageError, meant, suggest
from noticecheck.language.blocks import PhraseBlock, RuleBlock, RuleSource, parse_file
from noticecheck.language.model import Pack, Rule, RuleSet
from noticecheck.language.packs import read_pack
from noticecheck.language.pattern import parse_phrase
from noticecheck.language.phrases import link_phrases, used_phrases
from noticecheck.language.roots import (
    PACK_FILE,
    PROVISIONS_FILE,
    RootFiles,
    RuleFile,
    default_root,
    read_roots,
)
from noticecheck.language.vocabulary import REGIMES_WITHOUT_PACK
from noticecheck.law import list_provisions

__all__ = ["default_root", "load", "load_files", "load_packs", "parse_phrase"]

Parse = Callable[[str, str, str], RuleSource]
"""Path, text and pack of a rule file to what can be read of it."""


def load(
    roots: Sequence[Path], packs: Sequence[str] | None = None, more: Sequence[RuleFile] = ()
) -> RuleSet:
    """The rules of all roots; the first is the built-in one, later ones add to it or replace, and
    so do `more` files, which lie in none.

    With `packs`, only the rules of these packs, and of the other packs' phrases those in use.
    Raises RuleErrors with every fault of every file, UsageError for an unknown folder or pack.
    """
    return load_files(read_roots(roots, more), packs)


def load_packs(roots: Sequence[Path]) -> tuple[Pack, ...]:
    """The packs of all roots, without their rules; raises RuleErrors with the faults of each."""
    errors: list[RuleError] = []
    packs = _read_packs(read_roots(roots), errors)
    if errors:
        raise RuleErrors(errors)
    return tuple(packs.values())


def load_files(
    files: RootFiles, packs: Sequence[str] | None = None, parse: Parse | None = None
) -> RuleSet:
    """The rules of files that are read; `parse` may remember what it has parsed before."""
    parse = parse or parse_file
    errors = [_unread(file) for file in files.unread]
    known = _read_packs(files, errors)
    parsed: list[tuple[RuleFile, RuleSource]] = []
    for file in files.rules:
        source = _parse(file, errors, parse)
        if source is not None:
            parsed.append((file, source))
    folders = {file.pack for file in files.packs if file.pack}
    _check_folders(parsed, folders, errors)
    _check_provisions(parsed, files, errors)
    rules = _collect_rules(parsed, folders, errors)
    phrases = link_phrases([source for _, source in parsed], errors)
    for _, source in parsed:
        errors.extend(source.source.errors)
    if errors:
        raise RuleErrors(sorted(dict.fromkeys(errors), key=_order))
    if packs is not None:
        _check_names(packs, known)
        known = {name: pack for name, pack in known.items() if name in packs}
        rules = [rule for rule in rules if rule.pack in known]
        own = {
            block.name
            for file, source in parsed
            for block in source.blocks
            if isinstance(block, PhraseBlock) and (file.pack is None or file.pack in known)
        }
        phrases = used_phrases(phrases, own, rules)
    return RuleSet(tuple(known.values()), phrases, tuple(rules), files.hash)


def _check_names(packs: Sequence[str], known: dict[str, Pack]) -> None:
    for name in packs:
        if name not in known:
            there = ", ".join(known)
            raise UsageError(f"there is no pack {name} (there are: {there}){meant(name, known)}")


def _read_packs(files: RootFiles, errors: list[RuleError]) -> dict[str, Pack]:
    packs: dict[str, Pack] = {}
    for file in files.packs:
        pack, faults = read_pack(file)
        errors.extend(faults)
        if pack is not None:
            packs[pack.name] = pack
    return packs


def _parse(file: RuleFile, errors: list[RuleError], parse: Parse) -> RuleSource | None:
    path = str(file.path)
    try:
        text = file.data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = file.data[: error.start]
        place = Place(path, before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
        errors.append(RuleError("R019", place, "this file is not UTF-8 text: save it as UTF-8"))
        return None
    return parse(path, text, file.pack or "")


def _check_folders(
    parsed: list[tuple[RuleFile, RuleSource]], folders: set[str], errors: list[RuleError]
) -> None:
    """Every folder with rule files is a pack, in this root or an earlier one."""
    seen: set[Path] = set()
    for file, source in parsed:
        if file.pack is None or file.pack in folders:
            continue
        folder = file.path.parents[file.relative.count("/") - 1]
        if folder not in seen:
            seen.add(folder)
            message = f"folder {file.pack} is no pack: it has no pack.toml"
            hint = suggest(file.pack, folders)
            errors.append(source.source.make_error("R110", 0, message, hint))


def _unread(file: RuleFile) -> RuleError:
    """The fault of a file that nothing reads: its author thinks that it counts."""
    if file.relative == f"{file.pack}/{PROVISIONS_FILE}":
        why = f"folder {file.pack} has no {PACK_FILE} beside it, so it replaces no pack"
    else:
        why = f"a folder of rules holds .rule files, and packs with {PACK_FILE}, {PROVISIONS_FILE}"
    hint = suggest(file.path.name, (PACK_FILE, PROVISIONS_FILE))
    return RuleError("R117", Place(str(file.path), 1, 1), f"nothing reads this: {why}", "", hint)


def _check_provisions(
    parsed: list[tuple[RuleFile, RuleSource]], files: RootFiles, errors: list[RuleError]
) -> None:
    """Every provision that a rule names stands in the provisions of its pack, if it has any."""
    known: dict[str | None, frozenset[str]] = {}
    data = {file.pack: file.data for file in files.provisions}
    for file, each in parsed:
        uses = [use for block in each.blocks for use in block.uses if use.kind == "provision"]
        if uses and file.pack in data and file.pack not in known:
            known[file.pack] = list_provisions(data[file.pack])
        provisions = known.get(file.pack)
        for use in uses if provisions else ():
            if provisions and use.name not in provisions:
                message = f"pack {file.pack} has no provision `{use.name}`"
                hint = _nearest(use.name, provisions)
                errors.append(each.source.make_error("R116", use.offset, message, hint))


def _nearest(name: str, provisions: frozenset[str]) -> str:
    """The provision most like an unknown one: of the same section if that is known."""
    above = name.rpartition("(")[0]
    while above and above not in provisions:
        above = above.rpartition("(")[0]
    if not above:
        return suggest(name, sorted(provisions))
    beside = sorted(other for other in provisions if other.startswith(f"{above}("))
    return suggest(name, beside) or f"`{above}`"


def _collect_rules(
    parsed: list[tuple[RuleFile, RuleSource]], folders: set[str], errors: list[RuleError]
) -> list[Rule]:
    """The rules in file order; no two of one pack have the same name."""
    rules: list[Rule] = []
    first: dict[tuple[str, str], Place] = {}
    regimes = {*folders, *REGIMES_WITHOUT_PACK}
    for file, each in parsed:
        source = each.source
        for block in each.blocks:
            if not isinstance(block, RuleBlock):
                continue
            start = block.block.head.start
            for use in block.uses:
                if use.kind == "regime" and use.name not in regimes:
                    message = f"there is no regime `{use.name}`"
                    errors.append(
                        source.make_error("R112", use.offset, message, suggest(use.name, regimes))
                    )
            if file.pack is None:
                message = f"rule `{block.id}` stands outside of a pack: put it in a pack's folder"
                errors.append(source.make_error("R111", start, message))
            elif block.id:
                other = first.setdefault((file.pack, block.id), source.place(start))
                if other != source.place(start):
                    where = f"{Path(other.path).name}, line {other.line}"
                    message = f"rule `{block.id}` is already in this pack ({where})"
                    errors.append(source.make_error("R106", start, message))
            if block.rule is not None:
                rules.append(block.rule)
    return rules


def _order(error: RuleError) -> tuple[str, int, int, str]:
    place = error.place
    return place.path, place.line, place.column, error.code
