"""The text of an Act set out in a letter, known by its words in provisions.toml."""

from __future__ import annotations

from collections.abc import Sequence

from noticecheck.law import Catalogue, runs_of
from noticecheck.match import Matches
from noticecheck.model import Part, Span
from noticecheck.notice.blocks import Block

_FEWEST = 5
"""Runs of a passage from which on they tell."""
_SHARE = 0.4
"""Share of a passage's runs that an Act has too."""


def is_statute(span: Span, catalogues: Sequence[Catalogue], matches: Matches) -> bool:
    """Whether a passage is the text of one of these Acts, nearly to the word."""
    runs = runs_of(matches.normal.within(span))
    if len(runs) < _FEWEST or _speaks(span, matches):
        return False
    known = sum(any(run in catalogue.runs for catalogue in catalogues) for run in runs)
    return known >= _SHARE * len(runs)


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
            or (goes_on and not matches.has_any(("withholds", "discloses"), block.span))
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
