"""Who wrote the letter, under what reference, when, and when the request came."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from noticecheck.match import Matches
from noticecheck.model import Passage, Span

_BODY = (
    r"Council|Trust|Police|Constabulary|University|Department|Ministry|Authority|Board|Office|"
    r"Agency|Commission|Commissioner|College|Academy|Academies|School|Museum|Hospital|Hospitals|"
    r"Service|Services|Corporation|Directorate|Inspectorate|Ombudsman|Assembly|Parliament|"
    r"Federation|Limited|Ltd|Command|Executive|Gallery|Archive|Archives|Regulator|Institute|NHS"
)
_WORD = r"[A-Z][\w'’&.-]*"
_JOINED = rf"(?:{_WORD}|of|the|and|for|&|with|,)"
_ENDS = re.compile(
    rf"\b({_WORD}(?: {_JOINED})*? ?(?:{_BODY})\b"
    rf"(?: (?:of|for|NHS|Foundation|Trust)(?: the)?(?: {_WORD})*(?: (?:and|&) {_WORD})*)?)"
)
_STARTS = re.compile(
    rf"\b((?:Royal |Metropolitan |London )?"
    rf"(?:University|Department|Ministry|House|College|Office|Board|Borough|Corporation|"
    rf"Commission|Police Service|Bank|Academy) (?:of|for)(?: the)?(?: {_WORD})"
    rf"(?:,? (?:{_WORD}|and|&|of|for|the)(?= |$))*)"
)
_LEAD = re.compile(
    r"^(?:(?:The|Does|Did|Do|What|Which|Who|How|Dear|Our|Your|This|That|From|To|A|An|In|If|Please|And|Of|"
    r"For|At|On|By|With|Re|I|We|Yours|Kind|Interim|Head|Thank|Following|As|When|Where|Under|Re:|Is|Are|"
    r"Has|Have|Can|Could|While|Since|After|Before|Sincerely|Faithfully|Regards)\b[ ,:]*)+"
)
_GENERIC = re.compile(
    rf"(?:the|of|and|for|&|{_BODY}|Support|Headquarters|Foundation|[ ,])+", re.IGNORECASE
)
_NOT_AUTHORITY = re.compile(
    r"Information Commissioner|First-tier|Freedom of Information|Post Office|Data Protection|"
    r"Information (?:Rights|Governance|Access)|Cabinet Office issued",
    re.IGNORECASE,
)
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
_TYPES = (
    ("parliament", r"house of (?:commons|lords)"),
    ("northern_ireland", r"northern ireland|psni|stormont|\bni\b|the executive office|"
                         r"department (?:for communities|for infrastructure|for the economy|"
                         r"of agriculture, environment|of finance|of justice|of education)"),
    ("scottish", r"scottish|scotland|\bfoisa\b"),
    ("police", r"police|constabulary"),
    ("nhs", r"\bnhs\b|health board|hospital"),
    ("school", r"school|academ(?:y|ies)"),
    ("university", r"university|college"),
    ("local", r"council|borough|parish|fire authority|fire and rescue"),
    ("central_government", r"department (?:for|of)|ministry|\bhm |home office|cabinet office|"
                           r"treasury|foreign"),
)  # fmt: skip


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


def authority_name(text: str, passages: Sequence[Passage]) -> str | None:
    """The body that writes: the first one named near the top, else in the signature, else the one
    that is named most often."""
    own = [p for p in passages if p.part not in ("thread", "request")]
    for group in (own[:10], own[-12:], own):
        names = [name for p in group for name in _names(text[p.span.start : p.span.end])]
        if names and group is not own:
            return names[0]
        if names:
            return max(names, key=names.count)
    return None


def _names(words: str) -> list[str]:
    """Names of public bodies in a passage, in order."""
    found: list[tuple[int, str]] = []
    for line in re.sub(r"[*_#|]+|&amp;", " ", words).split("\n"):
        line = _title_case(line[:400])
        for pattern in (_STARTS, _ENDS):
            for match in pattern.finditer(line):
                name = _LEAD.sub("", " ".join(match.group(1).split()).strip(" ,.-"))
                if (
                    len(name.split()) >= 2
                    and not _NOT_AUTHORITY.search(name)
                    and not _GENERIC.fullmatch(name)
                ):
                    found.append((match.start(), name))
    return [name for _, name in found]


def _title_case(line: str) -> str:
    return line.title() if line.isupper() else line


def authority_type(name: str | None, normal_text: str) -> str | None:
    """What sort of body the name shows; None where it shows none."""
    if name is None:
        return None
    lowered = name.lower()
    return next((kind for kind, words in _TYPES if re.search(words, lowered)), None)


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
