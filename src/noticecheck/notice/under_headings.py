"""What a heading makes of the blocks under it: the text of an Act, or the rights to complain."""

from __future__ import annotations

from noticecheck.match import Matches
from noticecheck.model import Part
from noticecheck.notice.blocks import Block

_LONGEST_LINE = 160
"""Characters of the title of an annex, with a line below it."""


def after_headings(
    text: str, blocks: list[Block], parts: list[Part], matches: Matches
) -> list[Part]:
    """Statute under a heading that recites; rights under a heading that opens them."""
    under: Part | None = None
    for index, block in enumerate(blocks):
        if parts[index] in ("thread", "furniture", "request"):
            continue
        recites = matches.has("recital-heading", block.span)
        if block.kind == "heading":
            under = None
            if recites:
                under = parts[index] = "statute"
            elif (
                matches.has("rights-opening", block.span)
                and not matches.has("reviews", block.span)
                and any(
                    part == "response" and b.kind != "heading" and not b.salutation
                    for b, part in zip(blocks[:index], parts, strict=False)
                )
            ):
                under = parts[index] = "rights"
            continue
        if under == "statute" and _ends_recital(block, matches):
            under = None
        words = text[block.span.start : block.span.end]
        titled = matches.opens("annex-title", block.span) is not None and len(words) < _LONGEST_LINE
        if recites and (titled or words.rstrip("*_ ").endswith(":")):
            under = parts[index] = "statute"
        elif under == "statute" or (under == "rights" and parts[index] == "response"
                                    and not matches.has("refuses", block.span)):  # fmt: skip
            parts[index] = under
    return parts


def _ends_recital(block: Block, matches: Matches) -> bool:
    """The authority speaks again under "What the Act says": an answer, a table of answers, what
    is withheld by "us", or the end of the letter."""
    if block.closing or block.label.startswith("q "):
        return True
    if block.kind == "row":
        return matches.has_any(("withheld-mark", "cell-given", "request-like"), block.span)
    own = (
        matches.has("in-own-name", block.span, denied=None)
        or matches.opens("therefore", block.span) is not None
    )
    return own and matches.has_any(
        (
            "withholds",
            "discloses",
            "weighing",
            "cost-limit",
            "vexatious",
            "refuses-generally",
            "refuses-whole-request",
        ),
        block.span,
    )
