"""Every citation of a text.

A regular expression finds where one may start; cited_paths.py reads it from there.
Both work on normal text (match/normal.py). They give raw references: a unit and parts such as
("40", "5b", "a", "i"); which Act they belong to is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from noticecheck.late import dataclass, regex
from noticecheck.match import Matches
from noticecheck.model import Span
from noticecheck.notice.cited_paths import read_provisions, with_what_is_in_front

_LONGEST = 160
"""Characters of one citation, however many provisions it names."""
_EXCEPTION = regex(r"(?:the )?exceptions?")
_EXEMPTION = regex(r"(?:the )?exemptions?")
_END_LETTERS = regex(r"[a-z]+$")
_LATER_NUMBER = regex(r"(?<![\w£(\[.])(?:(?<!\d,)\d{3}|\d{1,2})[a-c]? $")
"""Right before what it counts; "000" of "25,000" is none."""

_UNITS = {
    "s": r"sect[il1]ons?|sect?s?|ss?|§{1,2}|adran(?:nau)?|exemptions?",
    "reg": r"regulations?|regs?|rheoliad(?:au)?|exceptions?",
}
_KEYWORD = "|".join(f"(?P<{unit}>{words})" for unit, words in _UNITS.items())
_START = regex(
    rf"""
    (?<![\w£$.@/'-])(?:the[ ])?(?:{_KEYWORD})[ .:\-]{{0,3}}(?:of[ ]the[ ]act[ ])?
        (?=\(?\d|twelve\b|fourteen\b|twenty|thirty|forty)
    | (?<![\w£$./(-])(?:foia?|(?P<eir>eirs?)|act|act[ ]2000|foisa),?[ ](?=\d{{2}}[a-c]?[ ]?\()
    | (?<![\w£$./)+-])(?=(?:1[23]|2[1-9]|3\d|4[0-4])[ab]?[ ]?\([ ]?\d[ab]?[ ]?\))
    | (?<![\w£$./)+-])(?=30[ ]?\(b\)[ ]?\(ii?\))
    | (?<=under[ ])(?=(?:12|14|2[1-9]|3\d|4[0-4])a?[ ](?:of[ ]the|foi))
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """One citation as written: unit, parts of each provision, and its length in normal text."""

    unit: str
    """ "s" or "reg"; "" when the text has no keyword."""
    parts: tuple[tuple[str, ...], ...]
    length: int


def find_references(
    matches: Matches, within: Span | None = None
) -> Iterator[tuple[int, Reference]]:
    """Every citation of a text, or of a span of it, with its start in the normal text; in order,
    none inside another."""
    normal = matches.normal
    low, high = normal.locate(within) if within else (0, len(normal.text))
    text = normal.text[low:high]
    numbered = _behind_other_nouns(matches, within)
    done = 0
    for match in _START.finditer(text):
        if match.start() < done or (not match.group() and low + match.start() - 1 in numbered):
            continue
        body = text[match.end() : match.end() + _LONGEST].split("\n", 1)[0]
        read = read_provisions(_up_to_quantity(body, low + match.end(), matches))
        if read is None:
            continue
        parts, length = read
        unit = next((unit for unit in ("s", "reg") if match[unit]), "")
        if match["eir"]:
            unit = "reg"
        if _EXCEPTION.match(match.group()):
            unit = "reg" if len(parts[0]) > 1 else ""
        if (
            _EXEMPTION.match(match.group())
            and len(parts[0]) == 1
            and (int(re.sub(r"\D", "", parts[0][0])) not in range(21, 45))
        ):
            continue
        begin, end = match.start(), match.end() + length
        if text.startswith("of ", begin - 3, begin):
            parts, begin = with_what_is_in_front(text, begin, parts, done)
        yield low + begin, Reference(unit, parts, end - begin)
        done = end


def _behind_other_nouns(matches: Matches, within: Span | None) -> frozenset[int]:
    """Where in the normal text the nouns end that have numbers of their own: "article 12(5)(b)"."""
    normal, name = matches.normal, "numbers-something-else"
    spans = (
        matches.within(name, (within,), denied=None)
        if within
        else [hit.span for hit in matches.of(name)]
    )
    ends = (normal.locate(span)[1] for span in spans)
    return frozenset(end for end in ends if normal.text[end : end + 1] == " ")


def _up_to_quantity(body: str, start: int, matches: Matches) -> str:
    """What may be read of a citation at a place of the normal text: "sections 31 and 40 pages" ends
    before "40"."""
    if not body:
        return body
    window = matches.normal.source(start, start + len(body))
    for hit in matches.within("makes-a-quantity", (window,), denied=None):
        number = _LATER_NUMBER.search(body, 1, matches.normal.locate(hit)[0] - start)
        if number:
            return body[: number.start()]
    return body


def cites(span: Span, matches: Matches) -> bool:
    """Whether a span names any provision."""
    return next(find_references(matches, span), None) is not None


def normal_form(unit: str, parts: tuple[str, ...]) -> str:
    """Parts as read to normal form: "s" and ("40", "5b", "a") to "s40(5B)(a)"."""
    head = _END_LETTERS.sub(lambda m: m.group().upper(), parts[0])
    limbs = "".join(f"({limb.upper() if limb[0].isdigit() else limb})" for limb in parts[1:])
    return f"{unit}{head}{limbs}"
