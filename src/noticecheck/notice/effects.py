"""What an authority does with a provision: withhold, neither confirm nor deny, or refuse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from noticecheck.late import dataclass
from noticecheck.law import Catalogue
from noticecheck.match import Matches
from noticecheck.model import Effect, Passage, Span
from noticecheck.notice.cited import Cited

WITHHOLDS = ("withholds", "withheld-mark")
"""Phrases by which something is held back."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the citations of one regime are judged by: the letter they stand in, and its law."""

    passages: Sequence[Passage]
    cited_by_passage: Mapping[int, Sequence[Cited]]
    matches: Matches
    catalogue: Catalogue
    _denying: dict[tuple[int, str], dict[Span, Span]] = field(default_factory=dict)

    def limbs_of_denial(self, passage: int, regime: str) -> Mapping[Span, Span]:
        """The sentences of a passage with a provision that is for neither confirming nor denying,
        and for nothing else; and where each names the first of those."""
        key = (passage, regime)
        if key not in self._denying:
            limbs: dict[Span, Span] = {}
            for cited in self.cited_by_passage[passage]:
                name = cited.provision
                denies = cited.regime == regime and self.catalogue.fits(name, "ncnd")
                if denies and not self.catalogue.fits(name, "withhold"):
                    limbs.setdefault(cited.sentence, cited.span)
            self._denying[key] = limbs
        return self._denying[key]


def effects_of(name: str, own: Sequence[Cited], setting: Setting) -> list[Effect]:
    """What the authority does with the provision: its role decides, else the words around it.
    Nothing is done with one that only names what a limb of denial protects."""
    catalogue, passages, matches = setting.catalogue, setting.passages, setting.matches
    if catalogue.fits(name, "refuse"):
        return ["refuse"]
    fits_ncnd = catalogue.fits(name, "ncnd")
    fits_withhold = catalogue.fits(name, "withhold")
    if fits_ncnd is True and fits_withhold is False:
        return ["ncnd"]
    near = [_effect_nearby(c, passages, matches) for c in own]
    if fits_withhold is True and fits_ncnd is False:
        if all(
            _is_protected_by_a_limb(one, effect, setting)
            for effect, one in zip(near, own, strict=True)
        ):
            return []
        meant = [
            effect
            for effect, one in zip(near, own, strict=True)
            if effect is not None
            and matches.has("neither-confirm-nor-deny", passages[one.passage].span)
            and not setting.limbs_of_denial(one.passage, one.regime)
        ]
        return ["ncnd"] if meant and all(e == "ncnd" for e in meant) else ["withhold"]
    said = [e for e in near if e is not None]
    if not said:
        return ["withhold"]
    denies = said.count("ncnd") * 2
    return [said[0]] if denies == len(said) else ["ncnd" if denies > len(said) else "withhold"]


def _is_protected_by_a_limb(cited: Cited, effect: Effect | None, setting: Setting) -> bool:
    """ "We neither confirm nor deny under section 30(3), by virtue of section 30(1)(a)": nothing is
    withheld under section 30(1)(a), which says what section 30(3) is about."""
    limb = setting.limbs_of_denial(cited.passage, cited.regime).get(cited.sentence)
    if limb is None:
        return False
    if effect == "ncnd":
        return True
    between = Span(min(limb.end, cited.span.start), cited.span.start)
    joined = setting.matches.opens("by-way-of", between)
    return joined is not None and not setting.matches.has_any(
        (*WITHHOLDS, "relies-on"), Span(joined.end, cited.span.start)
    )


def _effect_nearby(cited: Cited, passages: Sequence[Passage], matches: Matches) -> Effect | None:
    """ "ncnd" or "withhold" by the nearest operative words: the sentence, the passage, then those
    before it down to the last heading that does not itself cite."""
    own = passages[cited.passage]
    for span in (cited.sentence, own.span):
        denies = matches.has("neither-confirm-nor-deny", span)
        withholds = matches.has_any(WITHHOLDS, span)
        if denies != withholds:
            return "ncnd" if denies else "withhold"
        if denies and withholds:
            return _closest(cited.span, span, matches)
    for index in range(cited.passage - 1, max(-1, cited.passage - 5), -1):
        passage = passages[index]
        if passage.part not in ("response", "statute"):
            continue
        denies = matches.has("neither-confirm-nor-deny", passage.span)
        withholds = matches.has_any(WITHHOLDS, passage.span)
        if denies or withholds:
            return "ncnd" if denies else "withhold"
    for passage in passages[cited.passage + 1 : cited.passage + 3]:
        if matches.has("neither-confirm-nor-deny", passage.span) and own.kind == "heading":
            return "ncnd"
    return None


def _closest(at: Span, within: Span, matches: Matches) -> Effect:
    def distance(names: Sequence[str]) -> tuple[int, int]:
        """How many semicolons lie between, and how many characters."""
        hits = [h for name in names for h in matches.within(name, (within,))]
        return min(
            (
                (matches.normal.within(_between(hit, at)).count(";"), abs(hit.start - at.start))
                for hit in hits
            ),
            default=(10**6, 0),
        )

    denies = distance(["neither-confirm-nor-deny"])
    return "ncnd" if denies <= distance(WITHHOLDS) else "withhold"


def _between(one: Span, other: Span) -> Span:
    first, second = sorted((one, other))
    return Span(min(first.end, second.start), second.start)
