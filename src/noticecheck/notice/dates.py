"""The days that a letter tells: its own, and that of the receipt of the request."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from noticecheck.late import dataclass, regex
from noticecheck.match import Matches
from noticecheck.model import Dated, Passage, Span
from noticecheck.notice.blocks import MAIL_HEADER
from noticecheck.notice.lines import is_salutation, names_attachment

_MONTHS = (
    ("january", "jan", "ionawr"),
    ("february", "feb", "chwefror"),
    ("march", "mar", "mawrth"),
    ("april", "apr", "ebrill"),
    ("may", "mai"),
    ("june", "jun", "mehefin"),
    ("july", "jul", "gorffennaf"),
    ("august", "aug", "awst"),
    ("september", "sept", "sep", "medi"),
    ("october", "oct", "hydref"),
    ("november", "nov", "tachwedd"),
    ("december", "dec", "rhagfyr"),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_DATE = regex(
    rf"""\b(?:
      (?P<d1>\d{{1,2}})(?:\^?(?:st|nd|rd|th))?(?:\ of)?\ (?P<m1>{"|".join(_MONTH)})\b,?
          (?:\ (?P<y1>\d{{4,6}}|\d\d(?!\d)))?
    | (?P<m2>{"|".join(_MONTH)})\ (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\ (?P<y2>(?:19|20)\d\d)
    | (?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)
    | (?P<d4>\d{{1,2}})[/.](?P<m4>\d{{1,2}})[/.](?P<y4>(?:19|20)?\d\d)
    )(?![\w/])""",
    re.VERBOSE,
)
_WORD = regex(r"[^\W_]+")
_TOP = 40
"""Passages among which the date of the letter stands."""
_LABEL = 40
"""Characters before a date that may say what date it is."""
_LABEL_WORDS = 3
"""Words of a line that says what date the next line holds."""
_LINE = 130
"""Characters of a line of the letterhead."""
_FEW_WORDS = 12
"""Words beside a date that stands alone: "London, Monday 3 May 2024"."""
_HEAD = 4
"""Passages that may give the date of a letter in which nobody is greeted."""
_YEARS = range(1900, 2100)
"""Of letters and of the papers that they speak of; "1825" and "20255" are slips of the pen."""
_LEAP_YEAR = 2000
"""Stands for a year that is not told, in which every day of a calendar exists."""
_NEAR = 70
"""Characters between the request, its receipt and the day."""
_WEEKDAY = regex(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*,?(?: the)? $")
_OTHER_DAY = regex(r"\b(?:dated|of)(?: the)? $")
_RELATIVE = regex(r",? which (?:[a-z'-]+ ){0,4}$")


@dataclass(frozen=True, slots=True)
class Received:
    """What a letter may say the receipt of, by the phrases that tell it."""

    what: str
    no_receipt: str
    """What tells, before the day, that something else was received."""


REQUEST = Received("own-request", "not-first-receipt")
REVIEW = Received("request-for-review", "no-receipt-of-review")


@dataclass(frozen=True, slots=True)
class Day:
    """A date in a normal text, and where it stands."""

    start: int
    end: int
    day: date


def find_dates(normal_text: str, default_year: int | None = None) -> list[Day]:
    """Every date of a normal text; 03/04/2025 is 3 April. A date without a year takes
    `default_year`, or is left out."""
    found: list[Day] = []
    for match in _DATE.finditer(normal_text):
        groups = match.groupdict()
        for n in "1234":
            if groups.get(f"d{n}"):
                year = groups.get(f"y{n}")
                month = groups[f"m{n}"]
                number = int(month) if month.isdigit() else _MONTH[month]
                value = _date(int(groups[f"d{n}"]), number, year, default_year)
                if value:
                    found.append(Day(match.start(), match.end(), value))
    return found


def _date(day: int, month: int, year: str | None, default: int | None) -> date | None:
    full = (int(year) + 2000 if len(year) == 2 else int(year)) if year else default
    if full is None or (year and full not in _YEARS):
        return None
    try:
        return date(full, month, day)
    except ValueError:
        return None


def impossible_days(
    passages: Sequence[Passage], matches: Matches, dated: date | None
) -> tuple[Span, ...]:
    """Where the letter gives itself, or the receipt of the request, a day that no calendar has
    ("31 February"), and where it says that the request came after the day of the letter."""
    own = [p for p in passages if p.part not in ("thread", "request")]
    greeted = next((i for i, p in enumerate(own) if is_salutation(p.span, matches)), _HEAD)
    tops = [p.span for p in own[:greeted] if p.span.end - p.span.start <= _LINE]
    told = [
        sentence
        for passage in own
        for sentence in passage.sentences
        if matches.has("received-on", sentence)
        and matches.has("own-request", sentence, denied=None)
    ]
    late = [came.span for came in receipts(own, matches, None) if dated and came.day > dated]
    places = [*([] if dated else tops), *told]
    return (*(span for place in places for span in _no_days(place, matches)), *late)


def _no_days(place: Span, matches: Matches) -> list[Span]:
    """The dates in a line or sentence whose day its month does not have, without a month, or on
    another day of the week."""
    start = matches.normal.locate(place)[0]
    found = []
    words = matches.normal.within(place)
    for match in _DATE.finditer(words):
        days = find_dates(match[0], _LEAP_YEAR)
        # With dots it may be the number of a paragraph.
        unknown = not days and "." not in match[0]
        if unknown or (days and _on_another_weekday(words[: match.start()], days[0].day)):
            found.append(matches.normal.source(start + match.start(), start + match.end()))
    return found


def _on_another_weekday(before: str, day: date) -> bool:
    """ "Monday 19 December 2025", which was a Friday; a year that is not told is not judged."""
    told = _WEEKDAY.search(before)
    if told is None or day.year == _LEAP_YEAR:
        return False
    return not day.strftime("%A").lower().startswith(told[1])


def letter_date(passages: Sequence[Passage], matches: Matches) -> Dated | None:
    """The date of the letter: one that stands alone above the salutation, or that is called the
    date of the letter.

    What a letter says itself goes before the head of the mail that brings it, which may be that of
    somebody who passed it on; of several heads the one right above the letter counts.
    """
    message, *attached = _segments(passages, matches)
    for segment in (message, *attached):
        own = [
            passage
            for index, passage in enumerate(segment)
            if passage.part != "furniture" or _is_line_of_date(segment, index, matches)
        ]
        found = _dates(own, matches)
        if found:
            return found[0]
    # A message that tells of rights is a letter itself; others only bring what is attached.
    answers = any(passage.part == "rights" for passage in message)
    for segment in (message, *attached) if answers else (*attached, message):
        first = next((i for i, p in enumerate(segment) if p.part == "response"), len(segment))
        found = _dates([p for p in segment[:first] if p.part == "furniture"], matches)
        found = found or _dates(segment, matches)
        if found:
            return found[-1]
    return None


def _segments(passages: Sequence[Passage], matches: Matches) -> list[Sequence[Passage]]:
    """The letter, or the message and each letter attached to it."""
    starts = [
        index
        for index, passage in enumerate(passages)
        if passage.part == "furniture" and names_attachment(passage.span, matches)
    ]
    parts = [passages[a:b] for a, b in pairwise([0, *starts, len(passages)])]
    letters = [part for part in parts[1:] if any(is_salutation(p.span, matches) for p in part)]
    # Nobody is greeted in a formal notice, which may stand in an archive by itself.
    return [parts[0], *(letters if letters or parts[0] else parts[1:])]


def _is_line_of_date(passages: Sequence[Passage], index: int, matches: Matches) -> bool:
    """A line "Date: 3 May 2024" by itself: of the letter, where no other field of a mail's head
    stands above or below it."""

    def field(place: int) -> re.Match[str] | None:
        if not 0 <= place < len(passages):
            return None
        return MAIL_HEADER.match(matches.normal.within(passages[place].span))

    own = field(index)
    return bool(own and "date" in own[0] and not field(index - 1) and not field(index + 1))


def _dates(passages: Sequence[Passage], matches: Matches) -> list[Dated]:
    """The days at the top of a letter that may be its date."""
    greeted = next(
        (i for i, p in enumerate(passages) if is_salutation(p.span, matches)), len(passages)
    )
    before: Span | None = None
    dates: list[Dated] = []
    for index, passage in enumerate(passages[:_TOP]):
        if passage.part in ("thread", "request"):
            before = None
            continue
        words = matches.normal.within(passage.span)
        days = find_dates(words) if len(words) <= _LINE else []
        for day in days:
            called = _called(passage.span, day, before, matches)
            beside = len(_WORD.findall(words[: day.start] + words[day.end :]))
            alone = (
                index < greeted
                and len({other.day for other in days}) == 1
                and beside <= _FEW_WORDS * len(days)
                and not _OTHER_DAY.search(words[: day.start])
                # "First reply: 2 May": what a label calls by another name is another day.
                and not words[: day.start].rstrip().endswith(":")
            )
            if called == "letter" or (alone and not called):
                dates.append(Dated(day.day, passage.span))
        before = passage.span
    return dates


def _called(line: Span, day: Day, before: Span | None, matches: Matches) -> str:
    """What the words before a date, or the line before it, call the date: "letter", "other", ""."""
    start = matches.normal.locate(line)[0]
    label = matches.normal.source(start + max(0, day.start - _LABEL), start + day.start)
    spans = [label] if day.start else []
    if before and not spans and len(_WORD.findall(matches.normal.within(before))) <= _LABEL_WORDS:
        spans = [before]
    if matches.has("other-date", *spans, denied=None):
        return "other"
    return "letter" if matches.has("letter-date", *spans, denied=None) else ""


def receipts(
    passages: Sequence[Passage], matches: Matches, dated: date | None, of: Received = REQUEST
) -> list[Dated]:
    """The days on which the request came, or what else is to be looked for, where the letter says
    so: "your request, which we received on 3 May".

    A day without a year is the last such day up to the date of the letter.
    """
    found: list[Dated] = []
    for passage in passages:
        # "Thank you for asking for a review" looks like what tells of the right to one.
        if passage.part == "thread" or (passage.part == "rights" and of is not REVIEW):
            continue
        for sentence in passage.sentences:
            day = _receipt(sentence, matches, dated, of)
            if day is not None:
                found.append(Dated(day, sentence))
    return found


def _receipt(sentence: Span, matches: Matches, dated: date | None, of: Received) -> date | None:
    verbs = matches.within("received-on", (sentence,))
    if not verbs:
        return None
    words = matches.normal.within(sentence)
    start = matches.normal.locate(sentence)[0]

    def place(span: Span) -> tuple[int, int]:
        low, high = matches.normal.locate(span)
        return low - start, high - start

    own = [place(hit) for hit in matches.within(of.what, (sentence,), denied=None)]
    for verb in verbs:
        low, high = place(verb)
        # "Received: 3 May", "Request received 3 May"
        first = len(_WORD.findall(words[:low])) <= 1
        labelled = of is REQUEST and first and len(words) <= _LINE
        if not labelled and not any(
            _of_request(words, start, request, (low, high), matches) for request in own
        ):
            continue
        for year in (dated.year, dated.year - 1) if dated else (None,):
            for day in find_dates(words[high : high + _NEAR], year):
                told = matches.normal.source(start, start + high + day.start)
                before = words[: high + day.start]
                if _OTHER_DAY.search(before) or _on_another_weekday(before, day.day):
                    continue
                if matches.has(of.no_receipt, told):
                    continue
                if dated is None or day.day <= dated:
                    return day.day
                break
    return None


def _of_request(
    words: str, start: int, request: tuple[int, int], verb: tuple[int, int], matches: Matches
) -> bool:
    """Whether it is the request that was received, not what it asks for."""
    if verb[1] <= request[0]:
        return len(words[verb[1] : request[0]].split()) <= 1
    between = words[request[1] : verb[0]]
    if _RELATIVE.search(between):
        return len(between) <= 4 * _NEAR
    gap = matches.normal.source(start + request[1], start + max(verb[0], request[1] + 1))
    return len(between) <= _NEAR and not matches.has("about-a-subject", gap, denied=None)
