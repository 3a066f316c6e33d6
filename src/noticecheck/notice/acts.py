"""Which Act a citation belongs to: by the name beside it, by "that Act", or by the letter."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable
from functools import cached_property

from noticecheck.late import dataclass, regex
from noticecheck.law import ACT_PREFIX
from noticecheck.match import Matches
from noticecheck.model import Span

OTHER = "other"
_OURS = frozenset(("foia2000", "foisa2002", "eir2004", "eisr2004"))
"""The Acts and Regulations that the program itself knows, by their packs or without one."""
_GENERAL = "foia2000"
"""The Act whose names are those of other countries' Acts, too, but for their year."""
_CLAUSE_END = regex(r"[.;\n](?:\s|$)")
_AHEAD = 150
_BEHIND = 70
_PARAGRAPH = 500
# Where a name may stand beside a citation is a matter of order and brackets, which phrases do not
# see; what may stand there is in rules/.
_DIRECT = regex(r",? ?\(?(?:of |in |under )?(?:the |that )?")
_LEAD = regex(
    r"""(?:[ ]?\([^()\n]{1,60}\))?,?[ ]?
        (?:-[ ][a-z ]{3,40}[ ])?
        (?:(?:of|in|under|from)[ ]|,[ ]?)?
        (?P<which>the[ ]|that[ ]|this[ ]|those[ ]|said[ ]|same[ ]|our[ ]|both[ ])*""",
    re.VERBOSE,
)
_TIED = regex(r"\b(?:of|in|under|from) (?:the |that |this |those |said |same |our |both )*$")
_YEAR = regex(r" (?:19|20)\d\d\b")
_LAST_YEAR = regex(r" (?:19|20)\d\d$")
_YEAR_ACT = regex(r"((?:19|20)\d\d) act\b")
_YEARS = {"2000": "foia2000", "2002": "foisa2002"}
_NAME = regex(r"(?!(?:as|on|because|which|since|where|and|or|to|is|are)\b)(?:[a-z'&(),-]+ ){0,9}")
_TO_CITATION = regex(r"(?: act)?(?: 20\d\d)?(?: \(\w+\))?[,:]? (?:- )?")
_OTHER_GAP = regex(
    r"(?: (?:19|20)\d\d)?[,:]?(?: \(?sections? \d+\w?(?:\(\w+\))*\)?,?(?: and)?(?: to| in)?)?"
    r" (?:- )?(?:the )?\(?"
)
_OTHER_BEFORE = regex(rf"(?P<name>(?:[a-z'&()]+ ){{1,6}}act){_OTHER_GAP.pattern}$")
_THE_ACT = regex(r"(?:\w+ ){0,4}?(?:the|this|that) act")
_OTHER_DATED = regex(r"\b(?!information )[a-z]+ (?:act|regulations) (?:19|20)\d\d")
_LIMBS = regex(r"(?:\([a-z0-9]+\))* ?")
_ASIDE = regex(r"[ ,(]{0,2}")


@dataclass(frozen=True)
class Acts:
    """The Acts that a letter names; places are those of its normal text."""

    matches: Matches

    @cached_property
    def _named(self) -> list[tuple[int, int, str]]:
        """Start, end and pack of every name, the longest of those that overlap."""
        hits = [
            (*self._place(hit.span), name.removeprefix(ACT_PREFIX))
            for name, hits in self.matches.starting(ACT_PREFIX)
            for hit in hits
        ]
        named: list[tuple[int, int, str]] = []
        for start, end, pack in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
            if not named or end > named[-1][1]:
                named.append((start, end, pack))
        return self._as_meant(named)

    def _as_meant(self, named: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
        """A general name, "the FOI Act", is short for the Act of another country's pack where the
        letter names that one, and by nothing that is theirs alone any Act of this one."""
        packs = {pack for _, _, pack in named}
        theirs = packs - _OURS
        if len(theirs) != 1 or packs & _OURS - {_GENERAL}:
            return named
        if self.matches.of("uk-act-with-its-year"):
            return named
        (meant,) = theirs
        return [(start, end, meant) for start, end, _ in named]

    @cached_property
    def _by_year(self) -> dict[str, str]:
        """The packs whose Acts letters call by their year alone, "the 2000 Act"."""
        text = self.matches.normal.text
        theirs = {
            year[0].strip(): pack
            for start, end, pack in self._named
            if pack not in _OURS and (year := _LAST_YEAR.search(text, start, end))
        }
        return _YEARS | theirs

    def _place(self, span: Span) -> tuple[int, int]:
        return self.matches.normal.locate(span)

    def _within(self, start: int, end: int) -> list[tuple[int, int, str]]:
        first = bisect_left(self._named, (start,))
        last = bisect_left(self._named, (end,))
        return [named for named in self._named[first:last] if named[1] <= end]

    def _at(self, phrase: str, start: int, end: int) -> bool:
        """Whether a phrase begins at a place of the normal text."""
        if start >= end:
            return False
        source = self.matches.normal.source(start, end)
        return self.matches.at(phrase, source.start, source.end) is not None

    def counts(self, spans: Iterable[Span]) -> Counter[str]:
        """How often each access regime is named in some spans."""
        return Counter(pack for span in spans for _, _, pack in self._within(*self._place(span)))

    @cached_property
    def _regulations(self) -> str:
        """What "the Regulations" are: Scotland's where the letter names those more often."""
        counts = Counter(pack for _, _, pack in self._named)
        return "eisr2004" if counts["eisr2004"] > counts["eir2004"] else "eir2004"

    def of(self, start: int, end: int, unit: str, default: str) -> str:
        """The pack that a citation at [start, end) of the normal text belongs to, or "other".

        `default` is the pack that "the Act" means in this letter.
        """
        text = self.matches.normal.text
        stop = _end_of_clause(text, end)
        opened = _start_of_clause(text, start)
        fallback = self._regulations if unit == "reg" else default
        for lead, phrase in ((_LIMBS, "other-section-of"), (_ASIDE, "section-of-this")):
            begin = lead.match(text, end, stop)
            named = phrase == "other-section-of" and ")" in text[start:end]
            if begin and not named and self._at(phrase, begin.end(), stop):
                return OTHER
        direct = _DIRECT.match(text, end, stop)
        for named_start, _, pack in self._within(end, stop):
            if direct and named_start == direct.end():
                return pack
        for _, named_end, pack in self._within(opened, start):
            if _TO_CITATION.fullmatch(text, named_end, start):
                return pack
        return self._after(end, stop, start, fallback) or self._before(opened, start) or fallback

    def _after(self, end: int, stop: int, start: int, fallback: str) -> str | None:
        """The Act of a name behind the citation that is tied to it: "section 12 of the ..."."""
        text = self.matches.normal.text
        lead = _LEAD.match(text, end, stop)
        if lead is None:
            return None
        tied = _TIED.search(text, end, lead.end()) is not None
        if tied and (year := _YEAR_ACT.match(text, lead.end(), stop)):
            return self._by_year.get(year[1], OTHER)
        name = self._law(lead.end(), stop)
        if name is None or not (tied or (_YEAR.match(text, name[1]) and lead[0].strip(" ,") == "")):
            return None
        if inner := self._within(*name):
            return inner[0][2]
        if text[name[0] : name[1]] not in ("act", "regulations"):
            return OTHER
        if (lead["which"] or "").strip() in ("that", "this", "those", "same"):
            return self._last_named(start, fallback)
        return fallback

    def _law(self, start: int, stop: int) -> tuple[int, int] | None:
        """The name of a law or document at a place: a few words up to the noun for it."""
        if start >= stop:
            return None
        window = self.matches.normal.source(start, stop)
        for hit in self.matches.within("law-noun", (window,), denied=None):
            noun, end = self._place(hit)
            if self.matches.has("names-no-law", self.matches.normal.source(start, end)):
                return None
            if _NAME.fullmatch(self.matches.normal.text, start, noun):
                return start, end
        return None

    def _before(self, opened: int, start: int) -> str | None:
        """ "other" where another Act is named right before the citation."""
        text = self.matches.normal.text
        if start > opened:
            window = self.matches.normal.source(opened, start)
            for hit in self.matches.within("data-protection-act", (window,), denied=None):
                if _OTHER_GAP.fullmatch(text, self._place(hit)[1], start):
                    return OTHER
        found = _OTHER_BEFORE.search(text, opened, start)
        if found is None or self._within(*found.span("name")):
            return None
        return None if _THE_ACT.fullmatch(found["name"]) else OTHER

    def _last_named(self, position: int, fallback: str) -> str:
        """The Act named last before a position within its paragraph."""
        text = self.matches.normal.text
        begin = max(text.rfind("\n", 0, position) + 1, position - _PARAGRAPH)
        latest = max(self._within(begin, position), default=(-1, -1, fallback))
        others = [found.start() for found in _OTHER_DATED.finditer(text, begin, position)]
        return OTHER if others and others[-1] > latest[0] else latest[2]


def _end_of_clause(text: str, end: int) -> int:
    found = _CLAUSE_END.search(text, end, end + _AHEAD)
    return found.start() if found else min(len(text), end + _AHEAD)


def _start_of_clause(text: str, start: int) -> int:
    begin = max(0, start - _BEHIND)
    ends = [found.end() for found in _CLAUSE_END.finditer(text, begin, start)]
    return ends[-1] if ends else begin


def default_regime(
    counts: Counter[str],
    *,
    uk_named: bool = True,
    scottish: bool = False,
    chosen: str | None = None,
    with_sections: Collection[str] = ("foia2000", "foisa2002"),
) -> str:
    """What "the Act" means: of those `with_sections`, not regulations, the one that is named most
    often, the UK's where none is.

    A letter under Scotland's may say "freedom of information" often, and name the Act once or,
    where the rights lead to the Scottish Commissioner, never: `uk_named` is whether the other Act
    is named by what is its name alone, `scottish` whether the rights lead there. Where the letter
    names no law, it is under the one that was chosen for it.
    """
    if chosen and not uk_named and not counts.keys() - {chosen, "foia2000"}:
        return chosen
    if "foisa2002" in counts and (scottish or not uk_named):
        return "foisa2002"
    if scottish and not uk_named:
        return "foisa2002"
    named = [pack for pack in counts if pack in with_sections]
    # The first of those that are named equally often: counts are in the order of the letter.
    return max(named, key=lambda pack: counts[pack], default="foia2000")
