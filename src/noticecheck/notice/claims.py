"""From roles to claims: what is relied on, at the deepest level named, with its effect."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from noticecheck.late import dataclass
from noticecheck.law import Catalogue, Provision
from noticecheck.match import Matches
from noticecheck.model import Citation, Effect, Mention, MentionRole, Passage, Span
from noticecheck.notice.cited import Cited, section_of
from noticecheck.notice.conclusions import concludes_a_balance
from noticecheck.notice.effects import WITHHOLDS, Setting, effects_of
from noticecheck.notice.relied import refuses_as_not_held, relied_on
from noticecheck.notice.roles import TERMS

_NOT_HERE = ("hypothetical", "not-relied-on", "considered-earlier")
"""Phrases of sentences that do not refuse this request in the terms that they use."""


_OWN_WORDS = (
    "withholds", "withheld-mark", "bare-claim", "disclosure-barred", "neither-confirm-nor-deny",
    "public-interest-pending",
)  # fmt: skip
"""Phrases with which an authority refuses or withholds without citing."""


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


def find_claims(
    cited: Sequence[Cited],
    passages: Sequence[Passage],
    matches: Matches,
    catalogues: Mapping[str, Catalogue],
    default: str,
) -> tuple[list[Found], list[Mention]]:
    """Claims in the order in which the letter first relies on them, and all other provisions."""
    live = relied_on(cited, passages, matches)
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
    found = [_by_way_of(claim, found, matches, catalogues) for claim in found]
    found = _without_what_is_protected(found, passages, matches)
    found.extend(_by_their_terms(found, cited, passages, matches, catalogues, default))
    found.sort(key=lambda claim: min(c.span.start for c in claim.cited) if claim.cited else 0)
    claimed = {(c.regime, section_of(c.provision)) for c in found}
    mentions = [
        Mention(c.provision, c.regime, _mention_role(c), c.span)
        for c in cited
        if c.role != "procedural"
        and (c.regime, section_of(c.provision)) not in claimed
        and catalogues[c.regime].known(c.provision)
    ]
    return found, mentions


def _mention_role(cited: Cited) -> MentionRole:
    match cited.role:
        case "recited" | "relied":
            return "statute"
        case "spoken_of":
            return "hypothetical"
        case role:
            return role


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
    if any(map(refuses_as_not_held, members)) and setting.matches.has("not-held", *response):
        return True
    others = [c for cited in setting.cited_by_passage.values() for c in cited if c.role == "relied"]
    if not others and setting.matches.has("exemption-kept", *response):
        # What is kept in the end can only be what the recital tells of.
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
            here = [c for c in setting.cited_by_passage.get(index, ()) if c.role != "procedural"]
            citing = {cited.sentence for cited in here}
            names: tuple[str, ...] = _OWN_WORDS
            if index == member.passage:
                names = (*_OWN_WORDS, "exemption-nature")
            elif (
                index > member.passage
                and concludes_a_balance(passage, setting.matches)
                # What relies on another section is weighed for that.
                and not any(
                    cited.role == "relied"
                    and section_of(cited.provision) != section_of(member.provision)
                    for cited in here
                )
            ):
                return True
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


def _by_way_of(
    claim: Found, found: Sequence[Found], matches: Matches, catalogues: Mapping[str, Catalogue]
) -> Found:
    """Scotland's section 18 names another exemption: that one, too, neither confirms nor denies,
    and so does one that is only supposed: "if it did, it would be exempt under section 36(1)"."""
    catalogue = catalogues[claim.regime]
    entry = catalogue.get(claim.provision)
    goals = {entry.ncnd_through} if entry is not None else set()
    if all(matches.has("supposed-exempt", cited.sentence) for cited in claim.cited):
        goals = {entry.ncnd_through for entry in catalogue}
    denials = [
        Provision.parse(c.provision)
        for c in found
        if c.regime == claim.regime and c.effect == "ncnd"
    ]
    denied = any(g.covers(d) or d.covers(g) for g in goals if g is not None for d in denials)
    return replace(claim, effect="ncnd") if claim.effect == "withhold" and denied else claim


def _without_what_is_protected(
    found: Sequence[Found], passages: Sequence[Passage], matches: Matches
) -> list[Found]:
    """Where the letter does nothing but neither confirm nor deny, without the limbs that only name
    what the denial protects: "if there were a file, section 30(1)(a) would cover it"."""
    denied = {(c.regime, section_of(c.provision)) for c in found if c.effect == "ncnd"}

    def is_applied(cited: Cited) -> bool:
        return matches.has_any(WITHHOLDS, passages[cited.passage].span) or (
            matches.has("relies-on", cited.sentence)
            and not matches.has_any(("conditional", "supposing"), cited.sentence)
        )

    def is_protected(claim: Found) -> bool:
        of_denial = (claim.regime, section_of(claim.provision)) in denied
        return claim.effect == "withhold" and of_denial and not any(map(is_applied, claim.cited))

    protected = [claim for claim in found if is_protected(claim)]
    if any(claim.effect != "ncnd" and claim not in protected for claim in found):
        return list(found)
    return [claim for claim in found if claim not in protected]


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
    for section, phrase in TERMS.items():
        if section in sections or section in set_aside or environmental:
            continue
        if not catalogues[default].fits(section, "refuse"):  # another country's section 12
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
