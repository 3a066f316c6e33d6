"""Phrases of all files put together: extensions, unknown names, cycles, and size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from noticecheck.errors import RuleError, suggest
from noticecheck.language import model
from noticecheck.language.blocks import PhraseBlock, RuleSource
from noticecheck.language.conditions import Use, phrases_of
from noticecheck.language.model import Choice, Include, Item, Maybe, Pattern, Phrase, Rule
from noticecheck.language.source import Source

MAX_INCLUDE_DEPTH = 6
MAX_WORDS = 4000


def link_phrases(files: Sequence[RuleSource], errors: list[RuleError]) -> dict[str, Phrase]:
    """Every phrase by name with the wordings of its extensions; faults are added to `errors`."""
    defined: dict[str, tuple[Source, PhraseBlock]] = {}
    patterns: dict[str, list[Pattern]] = {}
    for source, block in _phrase_blocks(files, extends=False):
        start = block.block.head.start
        if block.name in defined:
            other_source, other = defined[block.name]
            line = other_source.place(other.block.head.start).line
            where = f"{Path(other_source.path).name}, line {line}"
            message = f"phrase `{block.name}` is already defined ({where})"
            hint = f"`extend phrase {block.name}`"
            errors.append(source.make_error("R107", start, message, hint))
        else:
            defined[block.name] = (source, block)
            patterns[block.name] = list(block.patterns)
    for source, block in _phrase_blocks(files, extends=True):
        if block.name in defined:
            patterns[block.name] += block.patterns
        elif block.name:
            hint = suggest(block.name, defined)
            message = f"there is no phrase `{block.name}` to extend"
            errors.append(source.make_error("R108", block.block.head.start, message, hint))
    faults = _unknown(files, defined)
    errors += faults
    cycles = _cycles(files, defined)
    errors += cycles
    phrases = {
        name: Phrase(name, tuple(patterns[name]), source.place(block.block.head.start))
        for name, (source, block) in defined.items()
    }
    if not faults and not cycles:
        errors += _too_large(files, phrases)
    return phrases


def used_phrases(
    phrases: Mapping[str, Phrase], own: Iterable[str], rules: Iterable[Rule]
) -> dict[str, Phrase]:
    """The phrases named by `own` and by rules, with all that they include, in their old order."""
    wanted = set(own)
    for rule in rules:
        wanted |= rule_phrases(rule)
    waiting = list(wanted)
    while waiting:
        for pattern in phrases[waiting.pop()].patterns:
            new = set(includes(pattern.sequence)) - wanted
            wanted |= new
            waiting += new
    return {name: phrase for name, phrase in phrases.items() if name in wanted}


def rule_phrases(rule: Rule) -> set[str]:
    """The names of the phrases that the conditions of a rule use."""
    conditions = [rule.force, *rule.or_instead]
    conditions += [exception.condition for exception in rule.unless]
    conditions += [doubt.condition for doubt in rule.unclear_when]
    conditions += [rule.subject.condition] if rule.subject.condition is not None else []
    return set().union(*(phrases_of(condition) for condition in conditions))


def includes(sequence: model.Sequence) -> Iterator[str]:
    """The names of the phrases that a wording includes."""
    for item in sequence.items:
        match item:
            case Include(name):
                yield name
            case Choice(options):
                for option in options:
                    yield from includes(option)
            case Maybe(inner):
                yield from includes(inner)
            case _:
                pass


def _phrase_blocks(
    files: Sequence[RuleSource], *, extends: bool
) -> Iterator[tuple[Source, PhraseBlock]]:
    for file in files:
        for block in file.blocks:
            if isinstance(block, PhraseBlock) and block.extends == extends:
                yield file.source, block


def _phrase_uses(files: Sequence[RuleSource]) -> Iterator[tuple[Source, str | None, Use]]:
    """Every use of a phrase: its file, the phrase that it stands in if any, and the use."""
    for file in files:
        for block in file.blocks:
            inside = block.name if isinstance(block, PhraseBlock) else None
            for use in block.uses:
                if use.kind == "phrase":
                    yield file.source, inside, use


def _unknown(files: Sequence[RuleSource], defined: Iterable[str]) -> list[RuleError]:
    known = set(defined)
    return [
        source.make_error(
            "R101", use.offset, f"there is no phrase `{use.name}`", suggest(use.name, known)
        )
        for source, _, use in _phrase_uses(files)
        if use.name not in known
    ]


def _cycles(files: Sequence[RuleSource], defined: Iterable[str]) -> list[RuleError]:
    """One fault for each phrase's include that leads back to that phrase."""
    graph: dict[str, dict[str, tuple[Source, int]]] = {name: {} for name in defined}
    for source, inside, use in _phrase_uses(files):
        if inside in graph and use.name in graph:
            graph[inside].setdefault(use.name, (source, use.offset))
    errors: list[RuleError] = []
    reported: set[frozenset[str]] = set()
    for name in graph:
        path = _way_back(graph, name)
        if path and frozenset(path) not in reported:
            reported.add(frozenset(path))
            source, offset = graph[name][path[1]]
            way = " → ".join(f"<{each}>" for each in path)
            message = f"phrases include each other: {way}"
            errors.append(source.make_error("R109", offset, message))
    return errors


def _way_back(graph: Mapping[str, Mapping[str, object]], start: str) -> list[str]:
    """The shortest way along includes from a phrase to itself; empty when there is none."""
    ways = [[start]]
    seen: set[str] = set()
    for way in ways:
        for name in graph[way[-1]]:
            if name == start:
                return [*way, name]
            if name not in seen:
                seen.add(name)
                ways.append([*way, name])
    return []


def _too_large(files: Sequence[RuleSource], phrases: Mapping[str, Phrase]) -> list[RuleError]:
    """Phrases that become too large or too deep once their includes are filled in."""
    sizes: dict[str, tuple[int, int]] = {}

    def size(name: str) -> tuple[int, int]:
        """Words and depth of a phrase; free of cycles, as checked before."""
        if name not in sizes:
            measured = [measure(pattern.sequence) for pattern in phrases[name].patterns]
            words = sum(each for each, _ in measured)
            sizes[name] = (words, 1 + max((depth for _, depth in measured), default=0))
        return sizes[name]

    def measure(sequence: model.Sequence) -> tuple[int, int]:
        parts = [measure_item(item) for item in sequence.items]
        return sum(words for words, _ in parts), max(depth for _, depth in parts)

    def measure_item(item: Item) -> tuple[int, int]:
        match item:
            case Include(name):
                return size(name)
            case Choice(options):
                parts = [measure(option) for option in options]
                return sum(words for words, _ in parts), max(depth for _, depth in parts)
            case Maybe(inner):
                return measure(inner)
            case _:
                return 1, 0

    errors: list[RuleError] = []
    seen: set[str] = set()
    for source, inside, use in _phrase_uses(files):
        if inside is None or inside in seen or inside not in phrases:
            continue
        words, depth = size(inside)
        inner = [size(name) for p in phrases[inside].patterns for name in includes(p.sequence)]
        # Of phrases that include each other only the innermost at fault is reported.
        if depth > MAX_INCLUDE_DEPTH and all(d <= MAX_INCLUDE_DEPTH for _, d in inner):
            message = f"includes of <{inside}> are nested more than {MAX_INCLUDE_DEPTH} deep"
            errors.append(source.make_error("R028", use.offset, message))
        if words > MAX_WORDS and all(w <= MAX_WORDS for w, _ in inner):
            message = f"<{inside}> has {words} words with its includes, more than {MAX_WORDS}"
            errors.append(source.make_error("R027", use.offset, message))
        seen.add(inside)
    return errors
