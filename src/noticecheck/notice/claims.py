"""From roles to claims: what is relied on, at the deepest level named, with its effect."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from noticecheck.law import Catalogue, Provision
from noticecheck.match import Matches
from noticecheck.model import Citation, Effect, Mention, MentionRole, Passage, Span
from noticecheck.notice.blocks import is_closing
from noticecheck.notice.cited import Cited
from noticecheck.notice.effects import Setting, effects_of
from noticecheck.notice.pending import is_pending

_ACT_BEHIND = re.compile(r"^\W*(?:of|in|under) (?:the|that) \w+")
_MARK = 60
"""Length up to which a sentence that cites is a mark rather than a statement."""
_OWN_VOICE = re.compile(r"\b(?:we|our|i|my)\b")
_TERMS = {"s12": "cost-limit", "s14": "vexatious"}
"""Sections that letters rely on in the statute's own terms, and the phrase of those terms."""
NOT_HELD = frozenset({("eir2004", "reg12(4)(a)"), ("foisa2002", "s17"), ("foisa2002", "s17(1)")})
"""Regimes with their provision by which information that is not held is refused."""
_NOT_HERE = ("hypothetical", "not-relied-on", "considered-earlier")
"""Phrases of sentences that do not refuse this request in the terms that they use."""


@dataclass(frozen=True, slots=True)
class Found:
    """A claim before its discussion and test are known."""

    provision: str
    regime: str
    effect: Effect
    cited: tuple[Cited, ...]
    conditions: tuple[str, ...]
    confidence: float

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(
            Citation(span, (self.provision,), self.regime)
            for span in dict.fromkeys(cited.span for cited in self.cited)
        )


def section_of(provision: str) -> str:
    return str(Provision.parse(provision).section)


def find_claims(
    cited: Sequence[Cited],
    passages: Sequence[Passage],
    matches: Matches,
    catalogues: Mapping[str, Catalogue],
    default: str,
) -> tuple[list[Found], list[Mention]]:
    """Claims in the order in which the letter first relies on them, and all other provisions."""
    refuses = _letter_refuses(passages, matches)
    response = [p for p in passages if p.part == "response"]
    undecided = is_pending([s for p in response for s in p.sentences], matches)
    not_held = matches.has("not-held", *(p.span for p in response))
    denials = [c for c in cited if c.role in ("negated", "withdrawn")]
    live = [
        c
        for c in cited
        if (
            (c.role == "relied" and (refuses or _marks(c, passages, matches)))
            or (c.role == "recited" and (refuses or (not_held and _of_what_is_not_held(c))))
            or (c.role == "hypothetical" and undecided and _is_provisional(c, matches))
        )
        and not _set_aside_elsewhere(c, denials, matches)
    ]
    live = _still_upheld(live, passages, matches)
    live = _but_nothing_is_withheld(live, response, matches)
    live = _not_given_up(live, passages, matches)
    live = _of_the_letter(live, passages, matches)
    by_passage: dict[int, list[Cited]] = defaultdict(list)
    for one in cited:
        by_passage[one.passage].append(one)
    families: dict[tuple[str, str], list[Cited]] = defaultdict(list)
    for one in live:
        families[one.regime, section_of(one.provision)].append(one)
    found: list[Found] = []
    for (regime, _), members in families.items():
        found.extend(_family(members, Setting(passages, by_passage, matches, catalogues[regime])))
    found = _fold_into_other_sections(found, catalogues)
    found = [_by_way_of(claim, found, catalogues) for claim in found]
    found.extend(_by_their_terms(found, cited, passages, matches, catalogues, default))
    found.sort(key=lambda claim: min(c.span.start for c in claim.cited) if claim.cited else 0)
    claimed = {(c.regime, section_of(c.provision)) for c in found}
    mentions = [
        Mention(c.provision, c.regime, _mention_role(c), c.span)
        for c in cited
        if c.role not in ("relied", "procedural")
        and (c.regime, section_of(c.provision)) not in claimed
        and catalogues[c.regime].known(c.provision)
    ]
    return found, mentions


def _of_the_letter(
    live: Sequence[Cited], passages: Sequence[Passage], matches: Matches
) -> list[Cited]:
    """Without sections that only a leaflet names: behind the signature, in a passage that refuses
    nothing, where the letter itself relies on others."""
    closed = next(
        (i for i, p in enumerate(passages) if is_closing(p.span, matches)),
        len(passages),
    )
    within = {section_of(c.provision) for c in live if c.passage < closed}
    if not within:
        return list(live)
    return [
        c
        for c in live
        if c.passage < closed
        or section_of(c.provision) in within
        or passages[c.passage].kind == "row"
        or _withholds_here(passages[c.passage].span, matches)
        or _answers_here(c.passage, passages, matches)
    ]


def _withholds_here(span: Span, matches: Matches) -> bool:
    """Something is marked as withheld, or the authority says that it withholds."""
    return matches.has("withheld-mark", span) or (
        matches.has("withholds", span)
        and _OWN_VOICE.search(matches.normal.within(span)) is not None
    )


def _answers_here(index: int, passages: Sequence[Passage], matches: Matches) -> bool:
    """The answer to a numbered question: "A. Exempt under section 40(2)."."""
    passage = passages[index]
    asked = index > 0 and (passages[index - 1].part == "request" or passages[index - 1].label)
    return bool(passage.label or asked) and matches.has("exempt-mark", passage.sentences[0])


def _of_what_is_not_held(cited: Cited) -> bool:
    return (cited.regime, cited.provision) in NOT_HELD


def _is_provisional(cited: Cited, matches: Matches) -> bool:
    return matches.has("provisionally-applied", cited.sentence)


def _but_nothing_is_withheld(
    live: Sequence[Cited], response: Sequence[Passage], matches: Matches
) -> list[Cited]:
    """Where nothing is withheld in the end, a provision that no sentence before applies, and that
    none behind withholds by, is only discussed: "On section 41(1), the fee was agreed with us"."""
    said = matches.within("withholds-nothing", [p.span for p in response], denied=None)
    if not said:
        return list(live)
    return [
        c
        for c in live
        if c.span.start > said[-1].start
        or matches.has_any(("withholds", "relies-on", "refuses-generally"), c.sentence)
    ]


def _not_given_up(
    live: Sequence[Cited], passages: Sequence[Passage], matches: Matches
) -> list[Cited]:
    """Without the exemptions of an Act that a later sentence gives up together."""
    given_up = [
        (sentence, f"act-of-{regime}", regime)
        for passage in passages
        if passage.part == "response"
        for sentence in passage.sentences
        if matches.has("act-given-up", sentence, denied=None)
        for regime in {cited.regime for cited in live}
    ]
    return [
        cited
        for cited in live
        if not any(
            regime == cited.regime
            and cited.span < sentence
            and matches.has(act, sentence, denied=None)
            for sentence, act, regime in given_up
        )
    ]


def _still_upheld(
    live: Sequence[Cited], passages: Sequence[Passage], matches: Matches
) -> list[Cited]:
    """Where a review overturns the decision and upholds nothing, what the decision cited is no
    longer relied on."""
    spans = [p.span for p in passages if p.part == "response"]
    overturned = matches.within("upholds", spans, denied=True) or matches.within("withdrawn", spans)
    given = matches.within("discloses-in-full", spans)
    reviews = matches.within("reviews", spans) or any(
        p.kind == "heading" and matches.opens("review-title", p.span) for p in passages
    )
    if matches.within("upholds", spans) or not reviews:
        return list(live)
    if given and not matches.has_any(("withholds", "refuses-generally"), *_later(spans, given)):
        return []
    if not overturned:
        return list(live)
    return [c for c in live if not matches.has("considered-earlier", c.sentence)]


def _later(spans: Sequence[Span], hits: Sequence[Span]) -> list[Span]:
    return [span for span in spans if span.end > hits[0].start]


def _marks(cited: Cited, passages: Sequence[Passage], matches: Matches) -> bool:
    """A citation down to a limb, or one that titles or fills a cell: it marks what is withheld."""
    return (
        "(" in cited.provision
        or passages[cited.passage].kind in ("heading", "row")
        or matches.has("relies-on", cited.sentence)
        or _stands_alone(cited, matches)
        or (
            cited.sentence.end - cited.sentence.start <= _MARK
            and matches.has("exempt-mark", cited.sentence)
        )
    )


def _stands_alone(cited: Cited, matches: Matches) -> bool:
    """A sentence that is nothing but the citation, with its Act: "2 and 3. Section 12."."""
    before = matches.normal.within(Span(cited.sentence.start, cited.span.start))
    after = matches.normal.within(Span(cited.span.end, cited.sentence.end))
    named = _ACT_BEHIND.match(after) is not None
    words = re.findall(r"[a-z]{2,}", f"{before} {after}")
    return len(words) <= (5 if named else 1)


def _set_aside_elsewhere(one: Cited, denials: Sequence[Cited], matches: Matches) -> bool:
    """The letter says that it does not rely on the provision, and does not apply it after that."""
    goal = Provision.parse(one.provision)
    own = [
        c
        for c in denials
        if c.regime == one.regime
        and (Provision.parse(c.provision).covers(goal) or goal.covers(Provision.parse(c.provision)))
    ]
    if not own or one in own:
        return bool(own)
    return one.span < own[-1].span or not matches.has("relies-on", one.sentence)


def _mention_role(cited: Cited) -> MentionRole:
    match cited.role:
        case "recited" | "relied":
            return "statute"
        case role:
            return role


def _letter_refuses(passages: Sequence[Passage], matches: Matches) -> bool:
    spans = [p.span for p in passages if p.part == "response"]
    return matches.has_any(
        ("refuses", "refuses-generally", "withheld-mark", "refuses-whole-request",
         "public-interest-pending", "vexatious", "cost-limit"),
        *spans,
    )  # fmt: skip


def _family(members: Sequence[Cited], setting: Setting) -> list[Found]:
    """The claims of one section: conditions rolled up, bare citations merged into deeper ones."""
    catalogue = setting.catalogue
    if all(m.role == "recited" for m in members) and not _supported(members, setting):
        return []
    targets: dict[str, list[Cited]] = defaultdict(list)
    conditions: dict[str, list[str]] = defaultdict(list)
    for member in members:
        target, condition = _rolled_up(member.provision, members, catalogue)
        targets[target].append(member)
        if condition:
            conditions[target].append(condition)
    names = [Provision.parse(name) for name in targets]
    deepest = [str(p) for p in names if not any(p.covers(o) and p != o for o in names)]
    main = [n for n in deepest if not _interprets(n, catalogue)]
    deepest = main or deepest
    if len(deepest) > 1:
        strong = [n for n in deepest if any(c.role == "relied" for c in targets[n])]
        deepest = strong or deepest
    result: list[Found] = []
    for name in deepest:
        own = targets[name]
        above = [
            c
            for other, cited in targets.items()
            if other != name and Provision.parse(other).covers(Provision.parse(name))
            for c in cited
        ]
        for effect in effects_of(name, own, setting):
            confidence = 0.95 if any(c.role == "relied" for c in own) else 0.7
            result.append(
                Found(
                    name,
                    own[0].regime,
                    effect,
                    tuple(sorted([*own, *above], key=lambda c: c.span)),
                    tuple(dict.fromkeys(conditions[name])),
                    confidence,
                )
            )
    return result


def _interprets(name: str, catalogue: Catalogue) -> bool:
    """A provision that only defines or limits: no claim where the section has another."""
    entry = catalogue.get(name)
    return entry is not None and entry.role in ("supporting", "purpose", "certificate")


def _supported(members: Sequence[Cited], setting: Setting) -> bool:
    """A recital alone is a claim where the authority, in a sentence beside it that cites nothing,
    refuses or withholds: "Section 40(2) exempts ... We have removed the names."."""
    passages = setting.passages
    response = [p.span for p in passages if p.part == "response"]
    if any(map(_of_what_is_not_held, members)) and setting.matches.has("not-held", *response):
        return True
    for member in members:
        rest = Span(member.span.end, max(member.sentence.end, member.span.end))
        turns = setting.matches.within("clause-turn", (rest,), denied=None)
        if any(setting.matches.has("withholds", Span(turn.start, rest.end)) for turn in turns):
            return True
        for index in range(max(0, member.passage - 1), min(len(passages), member.passage + 2)):
            passage = passages[index]
            if passage.part != "response" or passage.kind == "heading":
                continue
            citing = {
                cited.sentence
                for cited in setting.cited_by_passage.get(index, ())
                if cited.role != "procedural"
            }
            names = ["withholds", "withheld-mark", "bare-claim", "disclosure-barred",
                     "neither-confirm-nor-deny", "public-interest-pending"]  # fmt: skip
            if index == member.passage:
                names.append("exemption-nature")
            if setting.matches.has_any(
                names, *(sentence for sentence in passage.sentences if sentence not in citing)
            ):
                return True
    return False


def _rolled_up(
    provision: str, members: Sequence[Cited], catalogue: Catalogue
) -> tuple[str, str | None]:
    """Where a condition belongs, and the condition; else the provision itself."""
    entry = catalogue.get(provision)
    if entry is None or not entry.condition_of:
        return provision, None
    named = [m.provision for m in members]
    for target in entry.condition_of:
        goal = target
        for name in named:
            if goal.covers(Provision.parse(name)):
                return name, provision
    return str(entry.condition_of[0]), provision


def _fold_into_other_sections(
    found: list[Found], catalogues: Mapping[str, Catalogue]
) -> list[Found]:
    """Conditions whose provision is of another section: regulation 12(3) of regulation 13."""
    result: list[Found] = []
    present = {(c.regime, c.provision) for c in found}
    seen: set[tuple[str, str, str]] = set()
    for claim in found:
        entry = catalogues[claim.regime].get(claim.provision)
        target = str(entry.condition_of[0]) if entry is not None and entry.condition_of else None
        if target and (claim.regime, target) in present and target != claim.provision:
            continue
        provision = target or claim.provision
        key = (claim.regime, provision, claim.effect)
        if key in seen:
            continue
        seen.add(key)
        result.append(replace(claim, provision=provision))
    return result


def _by_way_of(claim: Found, found: Sequence[Found], catalogues: Mapping[str, Catalogue]) -> Found:
    """Scotland's section 18 names another exemption: that one, too, neither confirms nor denies."""
    entry = catalogues[claim.regime].get(claim.provision)
    through = str(entry.ncnd_through) if entry is not None and entry.ncnd_through else None
    if claim.effect != "withhold" or through is None:
        return claim
    goal = Provision.parse(through)
    if any(c.regime == claim.regime and c.effect == "ncnd"
           and (goal.covers(Provision.parse(c.provision))
                or Provision.parse(c.provision).covers(goal)) for c in found):  # fmt: skip
        return replace(claim, effect="ncnd")
    return claim


def _by_their_terms(
    found: Sequence[Found],
    cited: Sequence[Cited],
    passages: Sequence[Passage],
    matches: Matches,
    catalogues: Mapping[str, Catalogue],
    default: str,
) -> list[Found]:
    """Sections 12 and 14 relied on in the statute's own terms, without their number."""
    if default not in catalogues:
        return []
    sections = {section_of(c.provision) for c in found}
    set_aside = {
        section_of(c.provision) for c in cited if c.role in ("negated", "withdrawn", "hypothetical")
    }
    environmental = any(c.regime == "eir2004" for c in found)
    result: list[Found] = []
    for section, phrase in _TERMS.items():
        if section in sections or section in set_aside or environmental:
            continue
        for passage_index, passage in enumerate(passages):
            if passage.part != "response":
                continue
            hits = [
                hit
                for hit in matches.within(phrase, passage.sentences)
                if not any(
                    sentence.contains(hit) and matches.has_any(_NOT_HERE, sentence)
                    for sentence in passage.sentences
                )
            ]
            if hits:
                one = Cited(section, default, hits[0], passage_index, hits[0], "relied")
                result.append(Found(section, default, "refuse", (one,), (), 0.8))
                break
    return result
