"""The options that several commands share, and the dates that people type."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from noticecheck.errors import UsageError
from noticecheck.late import regex

Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")]
NoColor = Annotated[bool, typer.Option("--no-color", help="Use no colours.")]
RuleFolders = Annotated[
    list[Path] | None,
    typer.Option(
        "--rules",
        metavar="DIR",
        help="A folder with rules of your own, which add to the built-in packs or replace "
        "them. May be given several times.",
    ),
]
Packs = Annotated[
    list[str] | None,
    typer.Option(
        "--pack",
        metavar="NAME",
        help="Judge letters under this pack, whatever law they name: one that names another is "
        "said to. Given several times, each letter is judged under those of them that it names.",
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="Apply the law of this day where a letter leaves its date open.",
    ),
]
Received = Annotated[
    str | None,
    typer.Option("--received", metavar="DATE", help="The day on which the request came in."),
]
Dated = Annotated[
    str | None,
    typer.Option("--dated", metavar="DATE", help="The day on which the letter was sent."),
]
ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="A configuration, in the place of the one that is found upward from the letter.",
    ),
]
Isolated = Annotated[
    bool,
    typer.Option("--isolated", help="Heed no configuration and no letter.noticecheck.toml."),
]
Level = Literal["must", "should", "info"]

# fmt: off
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")
# fmt: on
_ISO = regex(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = regex(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_WORDS = regex(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?\s+(\d{4})")


def parse_date(text: str | None, option: str) -> date | None:
    """Read a date as people in the UK write it; UsageError names the option and the text.

    Understood are 2025-04-03, 3/4/2025 (3 April, never 4 March), 3.4.2025 and "3 April 2025".
    """
    if text is None:
        return None
    plain = text.strip().lower()
    try:
        if match := _ISO.fullmatch(plain):
            year, month, day = match.groups()
            return date(int(year), int(month), int(day))
        if match := _NUMBERS.fullmatch(plain):
            day, month, year = match.groups()
            return date(int(year), int(month), int(day))
        if match := _WORDS.fullmatch(plain):
            day, name, year = match.groups()
            months = [i for i, full in enumerate(_MONTHS, 1) if full.startswith(name)]
            return date(int(year), months[0], int(day))
    except (ValueError, IndexError):
        pass
    raise UsageError(f'{option}: "{text}" is not a date; write it as 2025-04-03 or 3/4/2025')
