"""The text of an Act set out in a letter, known by its words in provisions.toml."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from noticecheck.law import Catalogue, runs_of
from noticecheck.match import Matches
from noticecheck.model import Part, Span
from noticecheck.notice.blocks import Block
from noticecheck.notice.sentences import split_sentences

_FEWEST = 5
"""Runs of a passage from which on they tell."""
_SHARE = 0.4
"""Share of a passage's runs that an Act has too."""


def is_statute(span: Span, catalogues: Sequence[Catalogue], matches: Matches) -> bool:
    """Whether a passage is the text of one of these Acts, nearly to the word."""
    runs = runs_of(matches.normal.within(span))
    if len(runs) < _FEWEST or _speaks(span, matches):
        return False
    return _known(runs, catalogues) >= _SHARE * len(runs)


def _known(runs: Sequence[tuple[str, ...]], catalogues: Sequence[Catalogue]) -> int:
    return sum(any(run in catalogue.runs for catalogue in catalogues) for run in runs)


def _may_go_on(span: Span, catalogues: Sequence[Catalogue], matches: Matches) -> bool:
    """A numbered line behind the text of an Act may be its next limb; not one of many words, of
    which the Act has none, as in a letter whose paragraphs are numbered."""
    runs = runs_of(matches.normal.within(span))
    return not _speaks(span, matches) and (len(runs) < _FEWEST or _known(runs, catalogues) > 0)


def _speaks(span: Span, matches: Matches) -> bool:
    """An Act never says "we" or "you"; whoever applies it does. Its "(i)" is no "I"."""
    normal = matches.normal
    return any(
        not normal.text.startswith(")", normal.locate(hit)[1])
        for hit in matches.within("never-in-an-act", (span,), denied=None)
    )


def note_statute(
    blocks: list[Block], parts: list[Part], matches: Matches, acts: Sequence[Catalogue]
) -> list[Part]:
    """The parts, with "statute" for the text of an Act that is set out behind the letter or in an
    annex, with its own headings."""
    annexed = quoted = False
    for index, block in enumerate(blocks):
        titled = block.kind == "heading" and matches.has("annex-title", block.span)
        annexed = annexed or block.closing or titled
        if not annexed or parts[index] not in ("response", "rights", "statute"):
            continue
        goes_on = quoted and bool(block.label) and block.kind != "heading"
        quoted = not matches.has("withheld-mark", block.span) and (
            is_statute(block.span, acts, matches)
            or (
                goes_on
                and parts[index] != "rights"
                and not matches.has_any(("withholds", "discloses"), block.span)
                and _may_go_on(block.span, acts, matches)
            )
        )
        if not quoted:
            continue
        parts[index] = "statute"
        above = index - 1
        while above >= 0 and blocks[above].kind == "heading" and parts[above] == "response":
            if not matches.has_any(("section-mark", "annex-title"), blocks[above].span):
                break
            parts[above] = "statute"
            above -= 1
    return parts


def apart_from_statute(
    blocks: list[Block], parts: list[Part], text: str, matches: Matches, acts: Sequence[Catalogue]
) -> tuple[list[Block], list[Part]]:
    """Blocks and parts, with what the authority says on a line of its own right behind the text of
    an Act, and in the same paragraph, as its response."""
    cut: list[Block] = []
    of: list[Part] = []
    for block, part in zip(blocks, parts, strict=True):
        own = _own_words_behind(block, text, matches, acts) if part == "statute" else None
        if own is None:
            cut.append(block)
            of.append(part)
            continue
        start = block.span.start
        cut += [
            replace(block, span=Span(start, start + len(text[start:own].rstrip()))),
            replace(block, span=Span(own, block.span.end), kind="paragraph", label=""),
        ]
        of += [part, "response"]
    return cut, of


def _own_words_behind(
    block: Block, text: str, matches: Matches, acts: Sequence[Catalogue]
) -> int | None:
    """Where the first sentence begins from which on the Act has nothing of what is said."""
    if block.kind == "heading":
        return None
    sentences = split_sentences(text, block.span)
    shared = [
        any(run in act.runs for act in acts for run in runs_of(matches.normal.within(sentence)))
        for sentence in sentences
    ]
    if not any(shared):
        return None
    last = max(index for index, known in enumerate(shared) if known)
    behind = sentences[last + 1 :]
    if not behind or "\n" not in text[sentences[last].end : behind[0].start]:
        return None
    return behind[0].start
