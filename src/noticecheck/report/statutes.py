"""Where the law that a report cites can be read, on legislation.gov.uk."""

from __future__ import annotations

from noticecheck.late import regex

_CITED = regex(r"(?P<act>FOIA 2000|EIR 2004|FOISA 2002), (?:s|reg)\.\s?(?P<number>\d+[A-Z]*)")
_PAGES = {
    "FOIA 2000": "ukpga/2000/36/section",
    "EIR 2004": "uksi/2004/3391/regulation",
    "FOISA 2002": "asp/2002/13/section",
}


def link(citation: str) -> str | None:
    """The page of a provision as rules cite it: "FOIA 2000, s.17(1)(c)"; None for other sources."""
    found = _CITED.match(citation)
    if found is None:
        return None
    return f"https://www.legislation.gov.uk/{_PAGES[found['act']]}/{found['number']}"
