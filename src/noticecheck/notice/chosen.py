"""What is made of a letter where packs were chosen, which its own words need not agree with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from noticecheck.law import Catalogue
from noticecheck.match import Matches
from noticecheck.model import Claim, Document, Notice, Sender, Span
from noticecheck.notice.parse import parse
from noticecheck.notice.relied import refuses_as_not_held


def parse_under(
    chosen: str,
    document: Document,
    matches: Matches,
    catalogues: Mapping[str, Catalogue],
    *,
    received: date | None = None,
    dated: date | None = None,
    as_of: date | None = None,
    known: Sender | None = None,
) -> Notice:
    """Read a letter under the chosen law; what is under that by its own words stays as it is.

    What a letter under other law cites without an Act beside it is read as of the chosen one. What
    it refuses by the other law's provisions is, under the chosen one, refused without any.
    """

    def read(forced: bool) -> Notice:
        return parse(
            document, matches, catalogues, received=received, dated=dated, as_of=as_of,
            chosen=chosen, forced=forced, known=known,
        )  # fmt: skip

    own = read(forced=False)
    if chosen in own.regimes:
        return own
    found = read(forced=catalogues[chosen].counts_sections)
    claims = tuple(claim for claim in found.claims if claim.regime == chosen)
    # That something is not held is said by a provision of one law, and without any under another.
    refused = [c for c in (*found.claims, *own.claims) if not refuses_as_not_held(c)]
    lost = _not_among(claims, refused)
    unnamed = found.unnamed or own.unnamed
    if unnamed is None and lost:
        unnamed = _sentence_of(lost[0], own)
    argued = (
        *found.unnamed_discussion, *own.unnamed_discussion,
        *(span for claim in lost for span in claim.discussion),
    )  # fmt: skip
    return replace(
        found,
        kind=found.kind if claims and not lost else own.kind,
        regimes=(chosen,),
        claims=claims,
        unnamed=unnamed,
        unnamed_discussion=tuple(sorted({*argued, unnamed})) if unnamed else (),
        own_regimes=own.regimes,
    )


def _not_among(kept: Sequence[Claim], claims: Sequence[Claim]) -> list[Claim]:
    """The claims at places where none is that is kept."""
    places = {citation.span for claim in kept for citation in claim.citations}
    return [c for c in claims if not any(one.span in places for one in c.citations)]


def _sentence_of(claim: Claim, notice: Notice) -> Span:
    """The sentence with the first citation of a claim."""
    place = claim.citations[0].span
    sentences = (s for p in notice.passages for s in p.sentences)
    return next((s for s in sentences if s.contains(place)), place)


def part_under(parsed: Notice, loaded: Sequence[str]) -> Notice:
    """The part of a letter that is under the packs that are loaded."""
    return replace(
        parsed,
        regimes=tuple(regime for regime in parsed.regimes if regime in loaded),
        claims=tuple(claim for claim in parsed.claims if claim.regime in loaded),
        mentions=tuple(one for one in parsed.mentions if one.regime in loaded),
        unnamed=parsed.unnamed if parsed.regimes[:1] and parsed.regimes[0] in loaded else None,
    )


def of_other_law(parsed: Notice, loaded: Sequence[str]) -> str | None:
    """Why none of the loaded packs has a say: the letter is under other law."""
    if any(regime in loaded for regime in parsed.regimes):
        return None
    return (
        f"it seems to be under {' and '.join(parsed.regimes)}, and of that no rules are loaded "
        f"(loaded: {', '.join(loaded)}); of several packs, none overrides what a letter names"
    )


def other_law_named(
    parsed: Notice, loaded: Sequence[str], names: Mapping[str, str]
) -> tuple[str, ...]:
    """That a letter is by its own words under other law than it was judged by, or is so in part.

    `names` are those of the laws.
    """

    def told(regimes: Sequence[str]) -> str:
        return " and ".join(f"the {names.get(name, name)}" for name in regimes)

    if parsed.own_regimes:
        return (
            f"By its own words this letter is under {told(parsed.own_regimes)}. It was judged "
            f"under {told(parsed.regimes)}, as was asked (--pack).",
        )
    others = [regime for regime in parsed.regimes if regime not in loaded]
    if not others:
        return ()
    return (
        f"What this letter decides under {told(others)} was not judged: no rules for that were "
        "asked for (--pack).",
    )
