"""Which Act a citation belongs to: by the name beside it, by "that Act", or by the letter."""

from __future__ import annotations

import re

_NAMED = (
    ("eisr2004", r"environmental information ?\(scotland\)(?: regulations)?|eisrs?\b|ei\(s\)rs?"),
    ("foisa2002", r"freedom of information ?\(scotland\)(?: act)?|foisa\b|foi\(s\)a"),
    ("eir2004", r"environmental information regulations?|eirs?\b|"
                r"rheoliadau gwybodaeth amgylcheddol"),
    ("foia2000", r"freedom of information(?: act| legislation)?|foi act|foia\b|"
                 r"deddf rhyddid gwybodaeth"),
)  # fmt: skip
_ANY = re.compile("|".join(f"(?P<{pack}>{names})" for pack, names in _NAMED))
_LAWLIKE = (
    r"act|regulations?|order|code|directive|gdpr|measure|rules|scheme|guidance|constitution|report|"
    r"contract|agreement|policy|strategy|dpa|deed|lease|schedule|annex|plan|standing orders|"
    r"convention|charter|licence|manual|handbook|treaty|document|decision notice"
)
_AFTER = re.compile(
    rf"""^(?:[ ]?\([^()\n]{{1,60}}\))?,?[ ]?
        (?:-[ ][a-z ]{{3,40}}[ ])?
        (?:(?:of|in|under|from|to)[ ]|,[ ]?)?
        (?P<which>the[ ]|that[ ]|this[ ]|those[ ]|said[ ]|our[ ]|both[ ])*
        (?P<name>(?:(?:19|20)\d\d[ ]act)|(?!(?:as|on|because|which|since|where|and|or|to|is|are)\b)
                 (?:[a-z'&(),-]+[ ]){{0,9}}?(?:{_LAWLIKE}))\b(?:[ ](?P<year>(?:19|20)\d\d))?
    """,
    re.VERBOSE,
)
_DIRECT = re.compile(r"^,? ?\(?(?:of |in |under )?(?:the |that )?")
_BEFORE = re.compile(
    r"(?P<name>(?:[a-z'&()]+ ){1,6}act|dpa|gdpr|data protection act)(?: (?:19|20)\d\d)?[,:]? "
    r"(?:- )?(?:the )?\(?$"
)
_NOT_FOI_NOUN = re.compile(
    r"^(?:\([a-z0-9]+\))* ?(?:agreements?|aftercare|payments?|funding|monies|works|undertakings?|"
    r"notices? (?:was|were|served|is served)|"
    r"contributions?|orders?|officers?|engineers?|teams?|schemes?|works|assessments?|patients?|appeals?|consents?)\b"
)
_LOCAL = re.compile(
    r"^[ ,(]{0,2}(?:above|below|overleaf|of this (?:letter|response|notice|report|reply)|"
    r"of that (?:guidance|report|document|letter))"
)


def act_of(text: str, start: int, end: int, unit: str, default: str) -> str:
    """The pack a citation at [start, end) of a normal text belongs to, or "other".

    `default` is the pack that "the Act" means in this letter.
    """
    after = re.split(r"[.;\n](?:\s|$)", text[end : end + 150], maxsplit=1)[0]
    before = re.split(r"[.;\n](?:\s|$)", text[max(0, start - 70) : start])[-1]
    fallback = "eir2004" if unit == "reg" else default
    if _NOT_FOI_NOUN.match(after) or _LOCAL.match(after):
        return "other"
    direct = _DIRECT.match(after)
    if direct and (named := _ANY.match(after, direct.end())):
        return named.lastgroup or fallback
    if named := re.search(rf"(?:{_ANY.pattern})(?: act)?(?: 20\d\d)?(?: \(\w+\))?[,:]? (?:- )?$",
                          before):  # fmt: skip
        return named.lastgroup or fallback
    found = _AFTER.match(after)
    if found and _introduced(after, found):
        name = found["name"].strip()
        if inner := _ANY.search(name):
            return inner.lastgroup or fallback
        if re.fullmatch(r"\d{4} act", name):
            return {"2000": "foia2000", "2002": "foisa2002"}.get(name[:4], "other")
        if name in ("act", "regulations"):
            which = (found["which"] or "").strip()
            return (
                _last_named(text, start, fallback)
                if which in ("that", "this", "those")
                else (fallback)
            )
        return "other"
    if (prior := _BEFORE.search(before)) and not _ANY.search(prior["name"]):
        name = prior["name"]
        if not re.fullmatch(r"(?:\w+ ){0,4}?(?:the|this|that|under the|of the) act", name):
            return "other"
    return fallback


def _introduced(after: str, found: re.Match[str]) -> bool:
    """Whether the name is tied to the citation ("of the ..."), not just later in the sentence."""
    lead = after[: found.start("name")]
    if re.search(r"\b(?:of|in|under|from|to) (?:the |that |this |those |said |our |both )*$", lead):
        return True
    return found["year"] is not None and bool(re.fullmatch(r",? ?", lead))


def _last_named(text: str, position: int, fallback: str) -> str:
    """The Act named last before a position within its paragraph."""
    paragraph = text[max(0, position - 500) : position].rsplit("\n", 1)[-1]
    latest, pack = -1, fallback
    for named in _ANY.finditer(paragraph):
        latest, pack = named.start(), named.lastgroup or fallback
    for other in re.finditer(
        r"\b(?!information )[a-z]+ (?:act|regulations) (?:19|20)\d\d", paragraph
    ):
        if other.start() > latest:
            latest, pack = other.start(), "other"
    return pack


def named_regimes(text: str) -> dict[str, int]:
    """How often each access regime is named in a normal text."""
    counts: dict[str, int] = {}
    for match in _ANY.finditer(text):
        if match.lastgroup:
            counts[match.lastgroup] = counts.get(match.lastgroup, 0) + 1
    return counts


def default_regime(counts: dict[str, int]) -> str:
    """What "the Act" means: Scotland's where it is the one that is named, else the UK's."""
    return "foisa2002" if counts.get("foisa2002", 0) > counts.get("foia2000", 0) else "foia2000"
