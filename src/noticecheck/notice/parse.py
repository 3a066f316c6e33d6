"""Document to Notice: the order in which a letter is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from noticecheck.law import Catalogue, LawDays
from noticecheck.match import Matches
from noticecheck.model import Claim, Document, Kind, Mention, Notice, Passage, Sender
from noticecheck.notice import header
from noticecheck.notice.acts import Acts, default_regime
from noticecheck.notice.addressed import is_about_access, is_addressed
from noticecheck.notice.authority import authority, authority_type, bodies
from noticecheck.notice.cited import Cited, cited_provisions
from noticecheck.notice.claims import Found, find_claims
from noticecheck.notice.completeness import absent, cut_off, letter_elsewhere
from noticecheck.notice.dates import REVIEW, impossible_days, letter_date, receipts
from noticecheck.notice.discussion import discussions
from noticecheck.notice.kind import Signals, decide, signals
from noticecheck.notice.languages import foreign
from noticecheck.notice.parts import find_passages
from noticecheck.notice.schedule import find_items
from noticecheck.notice.sender import Named
from noticecheck.notice.tables import find_tables
from noticecheck.notice.tests_of import tests_of
from noticecheck.notice.unnamed import around_refusal, described_refusal, unnamed_refusal

_NO_CLAIMS: frozenset[Kind] = frozenset({"acknowledgement", "other"})
_BY_ITS_TERMS = 0.8
"""The confidence of a claim that cites nothing."""


def parse(
    document: Document,
    matches: Matches,
    catalogues: Mapping[str, Catalogue],
    *,
    received: date | None = None,
    dated: date | None = None,
    as_of: date | None = None,
    chosen: str | None = None,
    forced: bool = False,
    known: Sender | None = None,
) -> Notice:
    """Read a letter: passages, citations, claims, kind, dates. `received` and `dated` override the
    days that it gives itself; `as_of` is the day whose law applies to a letter without a date, and
    `chosen` the law of one that names none; `forced`, that of one that names another, too. What is
    `known` of the authority wins over what the letter shows."""
    text = document.text
    passages = find_passages(document, matches, tuple(catalogues.values()))
    acts = Acts(matches)
    counts = _acts_named(document, passages, acts, matches)
    own = [p.span for p in passages if p.part in ("response", "rights", "statute")]
    scottish = _sends_to_scotland(passages, matches)
    # A body of Scotland that leads there and says "the Freedom of Information Act" means its own.
    sender = authority(text, passages, matches)
    at_home = scottish and sender and matches.has("body-of-scotland", sender.span, denied=None)
    default = default_regime(
        counts,
        uk_named=matches.has("uk-act-with-its-year" if at_home else "uk-act-named", *own),
        scottish=scottish,
        chosen=chosen or (known.law if known else None),
        with_sections=[name for name, each in catalogues.items() if each.counts_sections],
    )
    if chosen and forced:
        default = chosen
    tables = find_tables(document, passages, matches)
    cited = cited_provisions(text, passages, acts, catalogues, default, tables)
    found, mentions = find_claims(cited, passages, matches, catalogues, default)
    seen = signals(text, passages, found, matches)
    unnamed = unnamed_refusal(text, passages, found, seen, matches)
    refusals = [*(c.span for claim in found for c in claim.cited), *([unnamed] if unnamed else ())]
    # Hardly anybody else neither confirms nor denies under a section that is for nothing else.
    denies = any(claim.effect == "ncnd" and "(" in claim.provision for claim in found)
    about = denies or is_about_access(text, passages, refusals, acts, matches)
    if not (about and is_addressed(text, passages, matches)):
        # What looks like a refusal is none that this is about, but it is told of.
        mentions = [*mentions, *map(_mention, found)] if not seen.reported else mentions
        found, unnamed, seen = [], None, replace(seen, pending=False)
    elif _is_no_decision(found, seen, matches):
        found, unnamed = [], None
    body = _type_of(known, sender, matches)
    day = letter_date(passages, matches)
    dated = dated or (day.day if day else None)
    received_on = receipts(passages, matches, dated)
    came = received or (received_on[0].day if received_on else None)
    days = LawDays.of(came, dated, as_of)
    claims = _as_recognised(
        document,
        _claims(
            text, passages, found, cited, matches, catalogues,
            bodies(body, passages, matches, certain=_is_certain(known)), days,
        ),
    )  # fmt: skip
    if unnamed is None and not seen.pending:
        unnamed = described_refusal(passages, claims, cited, catalogues, matches)
    weighs = not claims or any(c.test in ("qualified", "undetermined") for c in claims)
    elsewhere = letter_elsewhere(document, passages, matches)
    items = find_items(document, passages, tables, cited, claims, matches)
    given = tuple(item.span for item in items if item.status in ("released", "part"))
    seen = replace(seen, discloses=(*seen.discloses, *given))
    kind = decide(
        found,
        unnamed is not None,
        seen if weighs else replace(seen, pending=False),
        denies=unnamed is not None and matches.has("denies-generally", unnamed),
    )
    if kind in _NO_CLAIMS:
        unnamed = None
    return Notice(
        document=document,
        kind=kind,
        regimes=_regimes(found, counts, default),
        authority=(known.name if known else None) or (sender.name if sender else None),
        authority_sure=bool(known and known.name) or bool(sender and sender.sure),
        authority_type=body,
        reference=header.reference(text, passages, matches),
        received=came,
        dated=dated,
        passages=passages,
        claims=claims,
        mentions=tuple(mentions),
        unnamed=unnamed,
        unnamed_discussion=around_refusal(passages, unnamed) if unnamed else (),
        complete=not (document.incomplete or elsewhere or cut_off(text, passages, matches)),
        absent=(*elsewhere, *absent(document, passages, matches)),
        receipts=tuple(received_on),
        review_receipts=tuple(receipts(passages, matches, dated, of=REVIEW)),
        dated_at=day.span if day else None,
        impossible_days=impossible_days(passages, matches, dated),
        as_of=as_of,
        foreign=foreign(text, passages, matches),
        items=items,
        discloses=seen.discloses,
    )


def _type_of(known: Sender | None, named: Named | None, matches: Matches) -> str | None:
    """What sort of body it is: as is known, else as its name shows."""
    if known is not None and known.type is not None:
        return known.type
    shown = authority_type(named, matches)
    return None if shown == "school" and known and known.school is False else shown


def _is_certain(known: Sender | None) -> bool:
    return known is not None and known.type is not None


def _acts_named(
    document: Document, passages: Sequence[Passage], acts: Acts, matches: Matches
) -> Counter[str]:
    """How often each Act is named by the letter: by what is attached to a mail, where that names
    one and the mail itself decides nothing."""
    own = [p.span for p in passages if p.part in ("response", "rights", "statute")]
    attached = [region.span for region in document.regions if region.kind == "attachment"]
    brought = [span for span in own if any(region.contains(span) for region in attached)]
    named = acts.counts(brought)
    message = [span for span in own if span not in brought]
    decides = matches.has_any(("applies", "refuses-generally"), *message)
    return acts.counts(own) if decides or not named else named


def _mention(claim: Found) -> Mention:
    first = claim.citations[0]
    return Mention(claim.provision, claim.regime, "hypothetical", first.span)


def _is_no_decision(found: Sequence[Found], seen: Signals, matches: Matches) -> bool:
    """A news report; or an acknowledgement, a question or a transfer in which no citation stands
    in a sentence that applies it."""
    if seen.reported:
        return True
    undecided = seen.acknowledges or seen.transfers or seen.clarifies
    if seen.clarifies and not any(one.confidence > _BY_ITS_TERMS for one in found):
        # Nothing is cited: that a wider search would cost too much only advises.
        return True
    return (
        undecided
        and not seen.pending
        and not any(matches.has("applies", cited.sentence) for one in found for cited in one.cited)
    )


def _claims(
    text: str,
    passages: Sequence[Passage],
    found: Sequence[Found],
    cited: Sequence[Cited],
    matches: Matches,
    catalogues: Mapping[str, Catalogue],
    bodies: Sequence[str | None],
    days: LawDays,
) -> tuple[Claim, ...]:
    tests = tests_of(found, catalogues, bodies, days)
    argued = discussions(text, passages, found, cited, matches, tests)
    return tuple(
        Claim(
            provision=one.provision,
            regime=one.regime,
            effect=one.effect,
            test=test,
            citations=one.citations,
            conditions=one.conditions,
            discussion=spans,
            confidence=one.confidence,
        )
        for one, test, spans in zip(found, tests, argued, strict=True)
    )


def _as_recognised(document: Document, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, with no more confidence than text recognition has in their best citation."""
    if all(place.confidence == 1.0 for place in document.places):
        return tuple(claims)
    return tuple(
        replace(claim, confidence=round(claim.confidence * max(
            document.place(citation.span).confidence for citation in claim.citations
        ), 2))
        for claim in claims
    )  # fmt: skip


def _regimes(found: Sequence[Found], counts: Mapping[str, int], default: str) -> tuple[str, ...]:
    claimed = dict.fromkeys(f.regime for f in found)
    # Section 39(2) of Scotland's Act only hands the request over to Scotland's Regulations.
    handed_over = bool(found) and all(f.provision in ("s39", "s39(2)") for f in found)
    if counts.get("eisr2004", 0) and (handed_over or not (found or counts.get("foisa2002", 0))):
        return ("eisr2004",)
    if claimed:
        return tuple(claimed)
    named = sorted((name for name in counts if name != "eisr2004"), key=lambda n: -counts[n])
    if default != "foia2000" and named[:1] == ["foia2000"]:
        # "Freedom of information" alone counts as the UK's Act.
        return (default,)
    return (named[0],) if named else (default,)


def _sends_to_scotland(passages: Sequence[Passage], matches: Matches) -> bool:
    """The rights lead to the Scottish Information Commissioner, and not to Wilmslow."""
    rights = [p.span for p in passages if p.part == "rights"]
    return matches.has("scottish-regulator", *rights) and not matches.has(
        "regulator-address", *rights
    )
