"""Under what reference and when the letter was written, and when the request came."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from noticecheck.match import Matches
from noticecheck.model import Passage, Span

_REFERENCE = re.compile(
    r"\b(?:our\s+)?(?:ref(?:erence)?|case|request|foi|eir|rfi|ein cyf)"
    r"(?:\s*(?:no|number|nos|numbers|ref|reference|id))?\s*[.:#]*\s*(?:no\.?|number)?\s*[:.]?\s*"
    r"(?P<ref>(?=[^\s]*\d)[A-Z0-9][A-Za-z0-9/._-]{2,28}(?:\s?[/-]\s?[A-Za-z0-9]+)*)",
    re.IGNORECASE,
)
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
_DATE = re.compile(
    rf"""\b(?:
      (?P<d1>\d{{1,2}})(?:\^?(?:st|nd|rd|th))?(?:\ of)?\ (?P<m1>{"|".join(_MONTH)})\b,?
          (?:\ (?P<y1>(?:19|20)\d\d|\d\d(?!\d)))?
    | (?P<m2>{"|".join(_MONTH)})\ (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\ (?P<y2>(?:19|20)\d\d)
    | (?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)
    | (?P<d4>\d{{1,2}})[/.](?P<m4>\d{{1,2}})[/.](?P<y4>(?:19|20)?\d\d)
    )(?![\w/])""",
    re.VERBOSE,
)
Dated = tuple[date, Span]
"""A day, and the words that give it."""


def find_dates(normal_text: str, default_year: int | None = None) -> list[tuple[int, date]]:
    """Every date of a normal text with its position; 03/04/2025 is 3 April. A date without a year
    takes `default_year`, or is left out."""
    found: list[tuple[int, date]] = []
    for match in _DATE.finditer(normal_text):
        groups = match.groupdict()
        for n in "1234":
            if groups.get(f"d{n}"):
                year = groups.get(f"y{n}")
                month = groups[f"m{n}"]
                number = int(month) if month.isdigit() else _MONTH[month]
                value = _date(int(groups[f"d{n}"]), number, year, default_year)
                if value:
                    found.append((match.start(), value))
    return found


def _date(day: int, month: int, year: str | None, default: int | None) -> date | None:
    full = (int(year) + 2000 if len(year) == 2 else int(year)) if year else default
    if full is None:
        return None
    try:
        return date(full, month, day)
    except ValueError:
        return None


def letter_date(passages: Sequence[Passage], matches: Matches) -> Dated | None:
    """The date of the letter: one that stands alone or after "Date" or "Sent" near its top."""
    for passage in passages[:25]:
        words = matches.normal.within(passage.span)
        if passage.part in ("thread", "request"):
            continue
        dates = find_dates(words)
        if (
            dates
            and (
                len(words) < 45
                or re.search(r"\b(?:date|dated|sent|dyddiad|published|date of decision)\W", words)
                or (passage.kind in ("heading", "row") and len(words) < 130)
            )
            and not re.search(r"your (?:request|letter)|received|reads|opinion", words[:60])
        ):
            return dates[0][1], passage.span
    return None


def receipts(passages: Sequence[Passage], matches: Matches, dated: date | None) -> list[Dated]:
    """The days on which a request came, where the letter says so in words like "received on".

    A day without a year is the last such day up to the date of the letter.
    """
    found: list[Dated] = []
    for passage in passages:
        if passage.part in ("thread", "rights"):
            continue
        for sentence in passage.sentences:
            for hit in matches.within("received-on", (sentence,)):
                words = matches.normal.within(sentence)
                start = matches.normal.locate(hit)[0] - matches.normal.locate(sentence)[0]
                near = words[max(0, start - 40) : start + 90]
                if not re.search(r"receiv|reach|arriv|came in|receipt", near):
                    continue
                if re.search(r"\b(?:review|complaint|clarif|within|days of)\b", near):
                    continue
                day = _first_day(words[start:], dated)
                if day is not None:
                    found.append((day, sentence))
                    break
    return found


def _first_day(words: str, dated: date | None) -> date | None:
    """The first date of these words, unless it lies after the date of the letter."""
    years = (dated.year, dated.year - 1) if dated else (None,)
    for year in years:
        days = find_dates(words, year)
        if days and (dated is None or days[0][1] <= dated):
            return days[0][1]
    return None


def reference(text: str, passages: Sequence[Passage]) -> str | None:
    """The authority's reference, from near the top of the letter."""
    for passage in passages[:20]:
        if passage.part in ("thread", "request"):
            continue
        words = text[passage.span.start : min(passage.span.end, passage.span.start + 400)]
        for match in _REFERENCE.finditer(words):
            value = match["ref"].strip(" .,-/")
            if not re.fullmatch(r"(?:19|20)\d\d|\d{1,2}", value):
                return value
    return None
