"""What a letter claims, corrected by what readers say: between parsing and evaluating."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from noticecheck.corrections.model import ClaimCorrection, Corrections, Origin, ReasonCorrection
from noticecheck.corrections.words import find_words
from noticecheck.law import Catalogue
from noticecheck.match import Matches
from noticecheck.model import (
    UNNAMED,
    Citation,
    Claim,
    Correction,
    Effect,
    GivenReason,
    Mention,
    Notice,
    Span,
)
from noticecheck.notice.again import with_claims

_EFFECTS: Mapping[Effect, str] = {
    "withhold": "to withhold information",
    "ncnd": "to neither confirm nor deny",
    "refuse": "to refuse the request",
}
_GIVES = {"explanation": "explained", "public-interest": "weighed"}


@dataclass(frozen=True, slots=True)
class Corrected:
    """A notice as readers have it, what was applied, and what could not be."""

    notice: Notice
    applied: tuple[Correction, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """What one correction makes of the claims; without claims, why it makes nothing of them."""

    claims: tuple[Claim, ...] | None
    told: str
    mentions: tuple[Mention, ...] = ()


def correct(
    notice: Notice,
    corrections: Corrections,
    matches: Matches,
    catalogues: Mapping[str, Catalogue],
    today: date,
    *,
    certain: bool = False,
) -> Corrected:
    """Apply the corrections of claims and reasons, each in its turn, to what a letter says.

    What has expired, or finds nothing to change, is told in a warning. `certain`: see with_claims.
    """
    applied: list[Correction] = []
    warnings: list[str] = []

    def take(origin: Origin, told: str, done: bool) -> None:
        if done:
            applied.append(Correction(told, origin.reason, origin.until, origin.source))
        elif not origin.for_many:
            warnings.append(f"{_at(origin)}{told}.")

    claims, mentions = notice.claims, notice.mentions
    for one in corrections.claims:
        if one.origin.has_expired(today):
            warnings.append(expired(one.origin, f"what is said of {one.provision}"))
            continue
        step = _claim_step(one, claims, notice, catalogues)
        take(one.origin, step.told, step.claims is not None)
        claims = claims if step.claims is None else step.claims
        mentions = (*mentions, *step.mentions)
    if claims != notice.claims:
        notice = replace(notice, mentions=mentions)
        notice = with_claims(notice, claims, matches, catalogues, certain=certain)
    given: list[GivenReason] = []
    for reason in corrections.reasons:
        if reason.origin.has_expired(today):
            warnings.append(expired(reason.origin, f"the reason for {reason.provision}"))
            continue
        found, told = _reason(reason, notice)
        take(reason.origin, told, found is not None)
        given += [found] if found else []
    notice = replace(notice, given_reasons=tuple(given)) if given else notice
    return Corrected(notice, tuple(applied), tuple(warnings))


def expired(origin: Origin, what: str) -> str:
    """The warning for what no longer holds."""
    day = f"{origin.until:%Y-%m-%d}" if origin.until else ""
    return f"{_at(origin)}{what} held until {day} and counts no more: look at it again."


def _at(origin: Origin) -> str:
    return f"{origin.source}: " if origin.source else ""


def _claim_step(
    one: ClaimCorrection,
    claims: tuple[Claim, ...],
    notice: Notice,
    catalogues: Mapping[str, Catalogue],
) -> _Step:
    places = find_words(one.words, notice.document.text) if one.words else ()
    if one.words and not places:
        return _Step(None, f'the words "{one.words}" do not stand in the letter')
    meant = [
        claim
        for claim in claims
        if claim.provision == one.provision and one.effect in (None, claim.effect)
    ]
    if one.relied_on is True:
        # Without words: where the letter names it, though it was not taken to rely on it.
        named_at = tuple(m.span for m in notice.mentions if m.provision == one.provision)
        if not (places or named_at):
            return _Step(
                None,
                f"the letter is not seen to name {one.provision}: give the words that rely on it",
            )
        return _added(one, claims, places or named_at, notice, catalogues)
    if not meant:
        named = ", ".join(dict.fromkeys(claim.provision for claim in claims)) or "none"
        return _Step(None, f"the letter makes no claim {_name(one)} (its claims: {named})")
    if one.relied_on is False:
        return _removed(one, claims, meant, places)
    return _changed(one, claims, meant, catalogues)


def _name(one: ClaimCorrection) -> str:
    return one.provision + (f"#{one.effect}" if one.effect else "")


def _removed(
    one: ClaimCorrection,
    claims: Sequence[Claim],
    meant: Sequence[Claim],
    places: Sequence[Span],
) -> _Step:
    """Without the claim, or without its citations in some words; each becomes a mention."""
    kept: list[Claim] = []
    gone: list[tuple[Claim, Citation]] = []
    for claim in claims:
        if claim not in meant:
            kept.append(claim)
            continue
        rest = [
            c for c in claim.citations if places and not any(p.overlaps(c.span) for p in places)
        ]
        gone += [(claim, c) for c in claim.citations if c not in rest]
        kept += [replace(claim, citations=tuple(rest))] if rest else []
    if not gone:
        return _Step(None, f'{one.provision} is not cited in the words "{one.words}"')
    mentions = [
        Mention(claim.provision, claim.regime, "negated", citation.span) for claim, citation in gone
    ]
    where = f' in "{one.words}"' if places else ""
    told = f"{one.provision} is not relied on{where}"
    return _Step(tuple(kept), told, tuple(dict.fromkeys(mentions)))


def _added(
    one: ClaimCorrection,
    claims: tuple[Claim, ...],
    places: Sequence[Span],
    notice: Notice,
    catalogues: Mapping[str, Catalogue],
) -> _Step:
    """With the claim that these words make; or with more words for one that was found."""
    regime = _regime_of(one.provision, notice, catalogues)
    if regime is None:
        return _Step(None, f"no law that the letter is under has a provision {one.provision}")
    effect = one.is_effect or one.effect or _usual_effect(one.provision, catalogues[regime])
    told = f"{one.provision} is relied on {_EFFECTS[effect]}"
    citations = tuple(Citation(span, (one.provision,), regime) for span in places)
    for index, claim in enumerate(claims):
        if (claim.provision, claim.effect) == (one.provision, effect):
            new = [
                c
                for c in citations
                if not any(c.span.overlaps(other.span) for other in claim.citations)
            ]
            if not new:
                return _Step(None, f"{told} as noticecheck found itself: this line can go")
            joined = sorted((*claim.citations, *new), key=lambda c: c.span)
            merged = replace(claim, citations=tuple(joined))
            return _Step((*claims[:index], merged, *claims[index + 1 :]), told)
    claim = Claim(one.provision, regime, effect, "undetermined", citations)
    ordered = sorted((*claims, claim), key=lambda c: c.citations[0].span)
    return _Step(tuple(ordered), told)


def _changed(
    one: ClaimCorrection,
    claims: Sequence[Claim],
    meant: Sequence[Claim],
    catalogues: Mapping[str, Catalogue],
) -> _Step:
    """With another limb or effect; what then is the same claim as another one joins it."""
    limb = one.limb or one.provision
    result: list[Claim] = []
    for claim in claims:
        if claim in meant:
            if catalogues[claim.regime].get(limb) is None:
                return _Step(None, f"{claim.regime} has no provision {limb}")
            cited = tuple(replace(c, provisions=(limb,)) for c in claim.citations)
            claim = replace(
                claim,
                provision=limb,
                effect=one.is_effect or claim.effect,
                citations=cited if one.limb else claim.citations,
            )
        same = [
            i
            for i, other in enumerate(result)
            if (other.provision, other.effect) == (claim.provision, claim.effect)
        ]
        if same:
            other = result[same[0]]
            joined = sorted((*other.citations, *claim.citations), key=lambda c: c.span)
            result[same[0]] = replace(other, citations=tuple(dict.fromkeys(joined)))
        else:
            result.append(claim)
    told = f"what was taken for {_name(one)} is {limb}"
    told += f", relied on {_EFFECTS[one.is_effect]}" if one.is_effect else ""
    return _Step(tuple(result), told)


def _regime_of(provision: str, notice: Notice, catalogues: Mapping[str, Catalogue]) -> str | None:
    """The law that has the provision: one that the letter is under, before any other."""
    names = [*notice.regimes, *(name for name in catalogues if name not in notice.regimes)]
    known = (n for n in names if n in catalogues and catalogues[n].get(provision) is not None)
    return next(known, None)


def _usual_effect(provision: str, catalogue: Catalogue) -> Effect:
    entry = catalogue.get(provision)
    refuses = entry is not None and entry.role == "procedural"
    return "refuse" if refuses else "ncnd" if entry and entry.role == "ncnd" else "withhold"


def _reason(one: ReasonCorrection, notice: Notice) -> tuple[GivenReason | None, str]:
    """The reason that a reader points at, or why it cannot be taken, in words."""
    subjects = {claim.provision for claim in notice.claims}
    subjects |= {UNNAMED} if notice.unnamed else set()
    if one.provision not in subjects:
        named = ", ".join(sorted(subjects)) or "none"
        return None, f"the letter makes no claim {one.provision} (its claims: {named})"
    spans: list[Span] = []
    for words in one.words:
        found = find_words(words, notice.document.text)
        if not found:
            return None, f'the words "{words}" do not stand in the letter'
        spans += found
    quoted = " and ".join(f'"{" ".join(words.split())}"' for words in one.words)
    given = GivenReason(one.provision, one.effect, one.gives, tuple(sorted(spans)))
    what = "the public interest" if one.gives == "public-interest" else "the refusal"
    return given, f"{what} is {_GIVES[one.gives]} for {one.provision} by {quoted}"
