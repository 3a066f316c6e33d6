"""Numbers that lead to one person or case: telephones, references, dates of birth, plates."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from noticecheck.late import regex
from noticecheck.match import Matches
from noticecheck.model import Span

_TELEPHONE = regex(
    r"""(?<![\d/£$€.,\w-])
    (?: (?:\+\d{1,3}|\(\+\d{1,3}\)|0044|\(0044\))
        [ .-]{0,2}(?:\(0\)[ .-]{0,2})?\d(?:[ .-]{0,2}\d){6,11}
      | (?:0[1-9]\d{0,4}|\(0[1-9]\d{0,4}\))(?:[ .-]{0,3}\d){5,9}
    )(?!\d)
    (?: [ ,]{0,2}(?:\(?ext(?:ension|n)?|x)[ .:]{0,2}\d{2,6} )?""",
    re.VERBOSE | re.IGNORECASE,
)
_FEWEST_OF_TELEPHONE = 9
_SHAPED = regex(
    r"""(?<![\w£$€.,/-])
    (?: [A-Z]{2}[ ]?\d{2}[ ]?\d{2}[ ]?\d{2}[ ]?[A-D]      # National Insurance
      | \d{3}[ -]\d{3}[ -]\d{4}                                       # NHS
      | \d{2}-\d{2}-\d{2}(?=[ ,;]{1,3}(?:and[ ])?\d{8})               # sort code, account
      | \d{4}[ -]\d{4}[ -]\d{4}[ -]\d{2,4}                            # bank card
      | [A-Z]{2}\d{2}[ ][A-Z]{3} | [A-Z]{2}\d{2}[A-HJ-PR-Z]{3}        # vehicle
      | [A-Z]\d{3}[ ][A-Z]{3}
      | [A-Z]{2,5}9{0,3}[ ]?\d{6}[ ]?[A-Z9]{2}[ ]?\d[A-Z]{2}               # driving licence
      | (?!F[ES])(?=(?:[A-Z]*\d){4})(?=(?:\d*[A-Z]){2})[A-Z\d]{9,24}  # letters among digits
      | [A-Z]{2}\d{2}(?:[ ]\d{4}){3,5}[ ]?\d{0,4}                     # IBAN
    )(?![\w])""",
    re.VERBOSE,
)
_LETTERS_FIRST = regex(
    r"(?<![\w£$€./-])(?P<prefix>[A-Z]{1,8}(?:[-/_][A-Z]{1,8}){0,3})(?P<gap>[-/_:.#]|[ ]{0,2})"
    r"(?P<number>\d{2,12}[A-Z]{0,4})(?P<rest>(?:[-/_.][A-Za-z0-9]{1,16}){0,6})(?!\w)"
)
_DIGITS_FIRST = regex(
    r"(?<![\w£$€.,/+-])(?P<first>\d{1,8})[-/_](?P<second>[A-Z]{0,6}\d{1,8}|[A-Z]{1,8})"
    r"(?P<rest>(?:[-/_][A-Za-z0-9]{1,16}){0,6})(?!\w|[.,]\d)"
)
_RUN = regex(r"(?<![£$€])(?<![£$€] )(?<![\d.,])\d{5,40}(?:[A-Za-z]{0,3}\b)?(?![\d]|[.,]\d)")
_NETWORK = regex(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]?\d)")
"""The address of a computer; "1.2.3.4" is the number of a paragraph."""
_NETWORK_OR_CARD = regex(
    r"(?<![\w:])(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}"
    r"|(?=[0-9a-f:]{0,40}::)(?:[0-9a-f]{1,4}:{1,2}){1,7}[0-9a-f]{0,4}"
    r"|(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2})(?![\w:])",
    re.IGNORECASE,
)
"""The longer address of a computer, and that of its network card."""
_FEWEST_OF_NETWORK = 7
_ROAD = regex(r"[ABM]\d{1,4}(?:\([A-Z]\))?")
_DECISION = regex(r"F[ES][A-Z]{0,2}\d{7,8}")
"""A decision notice of a regulator, which is published."""
_YEARS = regex(r"(?:19|20)\d\d[-/](?:(?:19|20)\d\d|\d\d)")
_MONTH = regex(r"\d{1,2}[-/](?:19|20)\d\d")
_YEAR = regex(r"(?:19|20)\d\d")
_DAY = regex(
    r"\d{1,2}[-/.]\d{1,2}[-/.](?:\d\d){1,2}|(?:19|20)\d\d-\d\d-\d\d"
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
)
_PERCENT = regex(r"\s?%")
_PLURAL = regex(r"\s[a-z-]+s\b")
_BEFORE = 24
"""Characters before a number that may say what it counts."""
_VALUE = regex(
    r"[ \t\xa0]*(?:(?:no|number|nos|id|ref|reference)\b\.?)?[ \t\xa0]*"
    r"(?P<mark>[:=|#*_.\u2013-]{0,4}(?:\s?is\b|\s?was\b)?[*_|:]{0,3})\s{0,12}"
    r"(?P<value>\S[^\n|]{0,60})",
    re.IGNORECASE,
)
_NUMBERED = regex(
    r"(?:[A-Z]{1,12}(?:[-/ ]{1,3}|(?=\d))){0,4}"
    r"(?=[\w/.#-]{0,30}\d)#?[A-Za-z0-9][\w/.-]*(?:\s?[/-]\s?\w+|[ ][A-Z0-9]*\d[\w/-]*){0,6}"
)
_LETTERED = regex(r"[A-Za-z]{1,6}(?:[/.-][A-Za-z0-9]{1,10}){1,5}(?!\w)|[A-Z]{2,6}(?=\s*$)")
_FEWEST_OF_REFERENCE = 4
_OWN_DIGITS = regex(r"(?=[+\w]*\d)[+\w][\w/.+-]*(?:[ -]\d[\w/.-]*){0,6}")
_HANDLE = regex(r"[\"'“‘]?(?P<own>\w[\w.-]{2,40})")
_NEAR_BIRTH = 24


def find_numbers(text: str, matches: Matches, days: Sequence[Span]) -> Iterator[Span]:
    """Numbers of persons and cases; `days` are dates, which stay unless somebody was born then."""
    yield from _births(matches, days)
    yield from _labelled(text, matches, days)
    yield from _handles(text, matches)
    for span in _by_shape(text, matches):
        if not _meets(span, days):
            yield span


def _births(matches: Matches, days: Sequence[Span]) -> Iterator[Span]:
    starts = [day.start for day in days]
    for hit in matches.of("birth"):
        index = bisect_left(starts, hit.span.end)
        if index < len(days) and days[index].start - hit.span.end <= _NEAR_BIRTH:
            yield days[index]


def _labelled(text: str, matches: Matches, days: Sequence[Span]) -> Iterator[Span]:
    """What stands behind "Our ref:" and "payroll number"."""
    for hit in matches.of("reference-label"):
        found = _VALUE.match(text, hit.span.end)
        if not found:
            continue
        start = found.start("value")
        numbered = _NUMBERED.match(found["value"])
        if numbered is None and re.search(r"[:|=]", found["mark"]):
            numbered = _LETTERED.match(found["value"])
        if numbered is None:
            continue
        words = numbered.group().rstrip(" .,-/")
        span = Span(start, start + len(words))
        if _DECISION.match(words) or matches.at("public-number", start, span.end):
            continue
        if not _meets(span, days) and _is_reference(words, found["mark"]):
            yield span
    for hit in matches.of("number-label"):
        found = _VALUE.match(text, hit.span.end)
        own = found and _OWN_DIGITS.match(found["value"])
        if found and own:
            start = found.start("value")
            span = Span(start, start + len(own.group().rstrip(" .,-/")))
            if not _meets(span, days):
                yield span


def _handles(text: str, matches: Matches) -> Iterator[Span]:
    """ "Username: mossy_badger", "under the username hgubbins62"; not "a username was given"."""
    for hit in matches.of("handle-label"):
        found = _VALUE.match(text, hit.span.end)
        own = found and _HANDLE.match(found["value"])
        if found and own:
            word = own["own"].rstrip(".-")
            if re.search(r"[:|=]", found["mark"]) or re.search(r"[\d_]|[a-z]\.[a-z]", word):
                start = found.start("value") + own.start("own")
                yield Span(start, start + len(word))


def _is_reference(words: str, mark: str) -> bool:
    """Not "request 2", and no year."""
    if _YEAR.fullmatch(words) or _YEARS.fullmatch(words):
        return False
    if re.search(r"[:|=#]", mark):
        return True
    compact = re.sub(r"\W", "", words)
    return len(compact) >= _FEWEST_OF_REFERENCE and not re.fullmatch(r"\d{1,3}\w?", compact)


def _by_shape(text: str, matches: Matches) -> Iterator[Span]:
    for found in _TELEPHONE.finditer(text):
        if sum(map(str.isdigit, found.group())) >= _FEWEST_OF_TELEPHONE:
            yield Span(*found.span())
    for found in _SHAPED.finditer(text):
        yield Span(*found.span())
    for found in _NETWORK.finditer(text):
        if sum(map(str.isdigit, found.group())) >= _FEWEST_OF_NETWORK:
            yield Span(*found.span())
    for found in _NETWORK_OR_CARD.finditer(text):
        if sum(map(str.isalnum, found.group())) >= _FEWEST_OF_NETWORK:
            yield Span(*found.span())
    for found in _LETTERS_FIRST.finditer(text):
        if _is_case(found, matches):
            yield Span(*found.span())
    for found in _DIGITS_FIRST.finditer(text):
        if _is_pair(found) and not _is_public(matches, found.start()):
            yield Span(*found.span())
    for found in _RUN.finditer(text):
        if not (
            _DAY.fullmatch(found.group())
            or _DECISION.search(text, max(0, found.start() - 4), found.end())
            or _counts(text, Span(*found.span()), matches)
            or _is_public(matches, found.start())
        ):
            yield Span(*found.span())


def _is_case(found: re.Match[str], matches: Matches) -> bool:
    """ "FOI 22-0613" and "IR1234", not "FOIA 2000" and "FS50123456"."""
    digits = sum(map(str.isdigit, found["number"] + found["rest"]))
    if matches.at("public-number", found.start("prefix"), found.end()):
        return False
    if _ROAD.fullmatch(found.group()) or _DECISION.fullmatch(found.group()):
        return False
    if found["gap"] in (" ", "  ") and not found["rest"]:
        return len(found["prefix"]) > 1 and digits >= 3 and not _YEAR.fullmatch(found["number"])
    return digits >= 3 and (len(found["prefix"]) > 1 or digits >= _FEWEST_OF_REFERENCE)


def _is_pair(found: re.Match[str]) -> bool:
    """ "24/0937" and "106224/N", not "2018/19", "18-24" and "3/4/2020"."""
    words, first, second = found.group(), found["first"], found["second"]
    if _YEARS.fullmatch(words) or _DAY.fullmatch(words) or _MONTH.fullmatch(words):
        return False
    digits = sum(map(str.isdigit, words))
    if digits < 5:
        return digits >= 3 and not second.isdigit() and "/" in words
    is_range = second.isdigit() and not found["rest"] and "-" in words
    return not (is_range and second[0] != "0" and int(first) < int(second) < 20 * int(first))


def _counts(text: str, number: Span, matches: Matches) -> bool:
    """The number counts something: "12345 visitors", "about 12345"."""
    noun = number.end + 1
    before = Span(max(0, number.start - _BEFORE), number.start)
    return (
        _PERCENT.match(text, number.end) is not None
        or (
            _PLURAL.match(text, number.end) is not None
            and matches.at("no-plural", noun, len(text)) is None
        )
        or matches.at("counted-behind", noun, len(text)) is not None
        or any(
            hit.end + 1 == number.start
            for hit in matches.within("before-a-count", (before,), denied=None)
        )
    )


def _is_public(matches: Matches, start: int) -> bool:
    """Before a number stands that it is published law, a standard, or money: "SI 2004/3391"."""
    return any(
        hit.end <= start and start - hit.end <= 3
        for hit in matches.within("public-number", (Span(max(0, start - 16), start),), denied=None)
    )


def _meets(span: Span, days: Sequence[Span]) -> bool:
    """Whether a date lies in a span, or a span in a date."""
    index = bisect_left(days, span.start + 1, key=lambda day: day.end)
    return index < len(days) and days[index].start < span.end
