"""Who wrote, under which reference, when, and when the request came."""

from __future__ import annotations

from datetime import date

import pytest

from noticecheck.checker import Checker
from noticecheck.law import AUTHORITY_TYPES
from noticecheck.match import normalise
from noticecheck.notice.authority import _TYPES
from noticecheck.notice.dates import find_dates
from short_letters import FOIA, document, parse

BODY = f"Dear Ms Hale\n\nThe prices are withheld under section 43(2) {FOIA}.\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("3 April 2025", date(2025, 4, 3)),
        ("3rd April 2025", date(2025, 4, 3)),
        ("3 Apr 2025", date(2025, 4, 3)),
        ("3rd of April, 2025", date(2025, 4, 3)),
        ("April 3, 2025", date(2025, 4, 3)),
        ("03/04/2025", date(2025, 4, 3)),
        ("3/4/25", date(2025, 4, 3)),
        ("03.04.2025", date(2025, 4, 3)),
        ("2025-04-03", date(2025, 4, 3)),
        ("Thursday 3 April 2025", date(2025, 4, 3)),
        ("3 Ebrill 2025", date(2025, 4, 3)),
        ("31/12/2024", date(2024, 12, 31)),
    ],
)
def test_dates(text: str, wanted: date) -> None:
    assert [d.day for d in find_dates(normalise(f"on {text} we").text)] == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "31 February 2025",
        "12/25/2024",
        "section 3.4.2",
        "3 of 25",
        "may 2025",
        "1/2",
        "99 June 2024",
    ],
)
def test_no_dates(text: str) -> None:
    assert find_dates(normalise(f"on {text} we").text) == []


def test_a_date_without_a_year_takes_the_year_given() -> None:
    assert find_dates("by 3 june") == []
    assert [d.day for d in find_dates("by 3 june", 2024)] == [date(2024, 6, 3)]


@pytest.mark.parametrize(
    ("top", "wanted"),
    [
        ("12 May 2024", date(2024, 5, 12)),
        ("Date: 12 May 2024", date(2024, 5, 12)),
        ("Sent: 12 May 2024 10:31", date(2024, 5, 12)),
        ("Dyddiad: 12 Mai 2024", date(2024, 5, 12)),
        ("Your request of 3 May 2024 reached us.", None),
        ("Date received: 3 May 2024\nDate of reply: 12 May 2024", date(2024, 5, 12)),
        ("Response sent\n\n12 May 2024", date(2024, 5, 12)),
        ("Request received\n\n3 May 2024", None),
        ("Response due: 12 May 2024", None),
        ("Published 12 May 2024", None),
        ("Contract ending 31 March 2027", None),
        ("Minutes of 12 May 2024", None),
        ("The report will be published on 12 May 2024.", None),
        ("Ref AB/1 12 May 2024", date(2024, 5, 12)),
    ],
)
def test_date_of_the_letter(checker: Checker, top: str, wanted: date | None) -> None:
    assert parse(checker, f"{top}\n\n{BODY}").dated == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Thank you for your request, which we received on 3 May 2024.", date(2024, 5, 3)),
        ("Your request was received on 03/05/2024.", date(2024, 5, 3)),
        ("Your request reached us on 3 May 2024.", date(2024, 5, 3)),
        ("Thank you for your request dated 3 May 2024.", None),
        ("We received your request for a review on 3 May 2024.", None),
        ("Your request dated 2 May 2024, which we received on 3 May 2024.", date(2024, 5, 3)),
        ("Your letter dated 30 April 2024 reached us on 3 May 2024.", date(2024, 5, 3)),
        ("Your request for information was received on 3 May 2024.", date(2024, 5, 3)),
        (
            "Thank you for your request about buses, which we received on 3 May 2024.",
            date(2024, 5, 3),
        ),
        ("Date received: 3 May 2024", date(2024, 5, 3)),
        ("The auditors' report was received on 3 May 2024.", None),
        ("The tenders that you ask about arrived on 3 May 2024.", None),
        ("Your request for calls received between 3 May 2024 and today is refused.", None),
        ("The receipt of 3 May 2024 is the one you mean.", None),
        ("We received your letter of 3 May 2024.", None),
        ("We thank you for your request.", None),
    ],
)
def test_date_of_receipt(checker: Checker, words: str, wanted: date | None) -> None:
    assert parse(checker, f"20 May 2024\n\nDear Ms Hale\n\n{words}\n\n{BODY}").received == wanted


def test_day_of_receipt_without_a_year_is_the_last_one_before_the_letter(checker: Checker) -> None:
    for received, wanted in (("3 May", date(2024, 5, 3)), ("12 December", date(2023, 12, 12))):
        words = f"Thank you for your request, which we received on {received}."
        assert (
            parse(checker, f"20 May 2024\n\nDear Ms Hale\n\n{words}\n\n{BODY}").received == wanted
        )


def test_receipt_given_by_the_user_wins(checker: Checker) -> None:
    text = f"Your request was received on 3 May 2024.\n\n{BODY}"
    parsed, _ = checker.parse(document(text), received=date(2024, 5, 1))
    assert parsed.received == date(2024, 5, 1)


@pytest.mark.parametrize(
    ("top", "name", "kind"),
    [
        ("Borley Parish Council", "Borley Parish Council", "local"),
        ("Northmoor Constabulary", "Northmoor Constabulary", "police"),
        ("University of Westbrook", "University of Westbrook", "university"),
        ("Department for Tides", "Department for Tides", "central_government"),
        ("Ministry of Bridges", "Ministry of Bridges", "central_government"),
        ("Eastvale NHS Foundation Trust", "Eastvale NHS Foundation Trust", "nhs"),
        ("Hillside Primary School", "Hillside Primary School", "school"),
        ("House of Commons", "House of Commons", "parliament"),
        ("House of Lords", "House of Lords", "parliament"),
        # A department in London; what is devolved decides, and names of councils tell their country.
        ("Northern Ireland Office", "Northern Ireland Office", "central_government"),
        ("Scotland Office", "Scotland Office", "central_government"),
        (
            "Northern Ireland Human Rights Commission",
            "Northern Ireland Human Rights Commission",
            "other",
        ),
        (
            "Police Service of Northern Ireland",
            "Police Service of Northern Ireland",
            "northern_ireland",
        ),
        ("Belfast City Council", "Belfast City Council", "northern_ireland"),
        ("Fife Council", "Fife Council", "scottish"),
        ("NHS Lothian", "NHS Lothian", "scottish"),
        ("NHS TAYSIDE, Ninewells", "NHS Tayside", "scottish"),
        ("NHS Highland Board", "NHS Highland Board", "scottish"),
        ("Scottish Water", "Scottish Water", "scottish"),
        ("NHS England", "NHS England", "nhs"),
        ("PSNI", "PSNI", "northern_ireland"),
        ("BORLEY PARISH COUNCIL", "Borley Parish Council", "local"),
        ("**Borley** Parish Council", "Borley Parish Council", "local"),
        ("Coast &amp; Dale Care Board", "Coast & Dale Care Board", None),
        ("Ann Smith    Borley Parish Council", "Borley Parish Council", "local"),
        ("Dear Borley Parish Council", "Borley Parish Council", "local"),
        ("UNIVERSITY OF WESTBROOK", "University of Westbrook", "university"),
        ("EASTVALE NHS FOUNDATION TRUST", "Eastvale NHS Foundation Trust", "nhs"),
        ("ST MARY’S PRIMARY SCHOOL", "St Mary’s Primary School", "school"),
        ("BORLEY PARISH COUNCIL, Civic Centre", "Borley Parish Council", "local"),
        # Over two lines.
        ("Northbrook District\nCouncil", "Northbrook District Council", "local"),
        ("NORTHBROOK DISTRICT\nCOUNCIL", "Northbrook District Council", "local"),
        ("**Northbrook District**\n**Council**", "Northbrook District Council", "local"),
        ("Northbrook\nDistrict Council", "Northbrook District Council", "local"),
        ("Eastvale NHS\nFoundation Trust", "Eastvale NHS Foundation Trust", "nhs"),
        (
            "Eastvale Hospital\nNHS Foundation Trust",
            "Eastvale Hospital NHS Foundation Trust",
            "nhs",
        ),
        ("University of\nWestbrook", "University of Westbrook", "university"),
        ("Department for\nTides", "Department for Tides", "central_government"),
        (
            "I write on behalf of Northbrook District\nCouncil about it.",
            "Northbrook District Council",
            "local",
        ),
        ("Borley Parish Council\nCivic Centre", "Borley Parish Council", "local"),
        ("Ann Smith\nBorley Parish Council", "Borley Parish Council", "local"),
        ("Information Team\nBorley Parish Council\nTrust Square", "Borley Parish Council", "local"),
    ],
)
def test_authority(checker: Checker, top: str, name: str, kind: str) -> None:
    parsed = parse(checker, f"{top}\n\n{BODY}")
    assert parsed.authority == name
    assert parsed.authority_type == kind


@pytest.mark.parametrize(
    ("letter", "name", "sure"),
    [
        (f"Hale Borough Council\n\n{BODY}", "Hale Borough Council", True),
        (f"{BODY}\nYours sincerely\n\nRegulatory Services, Hale Council", "Hale Council", True),
        (f"{BODY}\nYours sincerely\n\nParking Services\nHale Council", "Hale Council", True),
        (f"From: Access to Information, Hale Council\n\n{BODY}", "Hale Council", True),
        (f"{BODY}\nI write on behalf of Hale Council.\n", "Hale Council", True),
        (f"{BODY}\nHale Council holds the rest.\n", "Hale Council", True),
        (f"University of Hale\nOffice of the Secretary\n\n{BODY}", "University of Hale", True),
        (f"Hale Harbour Commissioners\n\n{BODY}", "Hale Harbour Commissioners", True),
        (f"Bay Hospitals NHS FT\n\n{BODY}", "Bay Hospitals NHS FT", True),
        # A department, an officer, a company that the request is about, the title of a document.
        (f"To Parking Services\n\n{BODY}", None, False),
        (f"{BODY}\nYours sincerely\n\nHead of Democratic Services", None, False),
        (f"{BODY}\nYours sincerely\n\nChief Executive, as our qualified person", None, False),
        (f"{BODY}\nOn 4 November the University refused it.\n", None, False),
        (f"{BODY}\nYou asked what Skyhawk Systems Ltd was paid.\n", None, False),
        (f"Dear Ms Hale\n\nBorley Construction Limited\n\n{BODY}" + "We paid it.\n\n" * 4,
         None, False),
        (f"FOI2024/03316: Naming of the Northern Gallery\n\n{BODY}",
         "Naming of the Northern Gallery", False),
    ],
)  # fmt: skip
def test_who_sends_a_letter_is_told_from_whom_it_names(
    checker: Checker, letter: str, name: str | None, sure: bool
) -> None:
    parsed = parse(checker, letter)
    assert (parsed.authority, parsed.authority_sure) == (name, sure)


def test_the_commissioner_is_not_the_sender(checker: Checker) -> None:
    text = f"{BODY}\nYou may apply to the Information Commissioner's Office for a decision.\n"
    assert parse(checker, text).authority is None


def test_every_type_of_authority_has_its_names(checker: Checker) -> None:
    names = {name for name in checker.ruleset.phrases if name.startswith("authority-")}
    assert names == set(_TYPES)
    assert {*_TYPES.values(), "other"} == set(AUTHORITY_TYPES)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Our ref: FOI/2024/117", "FOI/2024/117"),
        ("Reference: RFI-00231", "RFI-00231"),
        ("Our reference: 24-0093", "24-0093"),
        ("Case number: 8812345", "8812345"),
        ("FOI 9114 - We acknowledge your request", "9114"),
        ("Ref: 118 / 2023-24", "118 / 2023-24"),
        ("Freedom of Information Act 2000", None),
        ("Request of 2024", None),
    ],
)
def test_reference(checker: Checker, line: str, wanted: str | None) -> None:
    assert parse(checker, f"{line}\n\n{BODY}").reference == wanted
