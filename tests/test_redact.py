"""Redaction: what leads to a person is blanked everywhere, what the law says stays readable."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import work
from loaded import report_on
from noticecheck import cli
from noticecheck.checker import Checker, load
from noticecheck.match.compile import compile_phrases
from noticecheck.model import Place, Region, Report, Span
from noticecheck.notice.personal import find_personal
from noticecheck.read import read_bytes
from noticecheck.report import to_dict, to_json, to_jsonl_line, to_terminal
from noticecheck.report.redact import BLOCK, redact
from share import every
from short_letters import document

LETTERS = sorted((Path(__file__).parent.parent / "corpus" / "letters").iterdir())
BODY = (
    "Thank you for your request under the Freedom of Information Act 2000. The prices are withheld "
    "under section 43(2), because a rival could undercut the supplier in the coming tender. On "
    "balance the public interest favours withholding."
)
quick = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def checker(checker: Checker) -> Checker:
    """One that looks for the phrases of redaction, too, in one scan."""
    return replace(checker, matcher=compile_phrases(checker.ruleset.phrases))


def personal(checker: Checker, text: str) -> tuple[Span, ...]:
    return find_personal(*checker.parse(document(text)))


def blanked(checker: Checker, report: Report, spans: tuple[Span, ...]) -> Report:
    return redact(report, spans, checker.is_of_files)


def redacted(checker: Checker, report: Report) -> Report:
    return blanked(checker, report, personal(checker, report.document.text))


def shown(checker: Checker, text: str) -> str:
    """The text as a redacted report has it."""
    return redacted(checker, checker.check(document(text))).document.text


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text))


def hides(checker: Checker, text: str, *hidden: str) -> str:
    """Assert that none of these words is left."""
    left = shown(checker, text)
    for one in hidden:
        assert not words(one) & words(left), f"{one!r} is left in {left!r}"
    return left


# --- names of persons ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "hidden"),
    [
        ("Dear Ms Hale", "Hale"),
        ("Dear Jane,", "Jane"),
        ("Dear Xanthe Quorn,", "Xanthe Quorn"),
        ("dear jane", "jane"),
        ("Hi Jane -", "Jane"),
        ("Good afternoon Tomos", "Tomos"),
        ("Annwyl Mrs Llywelyn-Puw", "Llywelyn Puw"),
        ("Dear Mr. O'Brien:", "O'Brien"),
        ("Dear Mr O’Brien", "O Brien"),
        ("Dear Mrs McAllister", "McAllister"),
        ("Dear Dr van der Meulen", "Meulen"),
        ("Dear Prof. Al-Rashid", "Rashid"),
        ("Dear Ms Wójcik-Świętek", "Wójcik Świętek"),
        ("Dear Mr and Mrs Ogilvy", "Ogilvy"),
        ("Dear Mr & Mrs J Ogilvy", "Ogilvy J"),
        ("DEAR MR HALE", "HALE"),
        ("Dear Cllr Mrs Penrose", "Penrose"),
        ("Dear Councillor Oyelaran", "Oyelaran"),
        ("Dear Mr May", "May"),
        ("Dear Ms Young", "Young"),
        ("Dear Ms Li", "Li"),
        ("**Dear Ms Hale**", "Hale"),
        ("> Dear Graham", "Graham"),
        ("Dear Ha\u00adle family", "Ha le"),
        ("Dear Ms Ha1e", "Ha1e"),
        ("hello there jane,", "jane"),
        ("Annwyl / Dear Dr Trevanion", "Trevanion"),
    ],
)  # fmt: skip
def test_the_name_in_a_salutation_goes(checker: Checker, line: str, hidden: str) -> None:
    hides(checker, f"{line}\n\n{BODY}\n", hidden)


@pytest.mark.parametrize(
    "line",
    ["Dear Sir or Madam", "Dear Sir/Madam", "Dear Freedom of Information Team", "Dear Requester",
     "Dear Sheffield City Council,", "Dear applicant"],
)  # fmt: skip
def test_a_salutation_to_nobody_stays(checker: Checker, line: str) -> None:
    assert line in shown(checker, f"{line}\n\n{BODY}\n")


@pytest.mark.parametrize(
    ("signature", "hidden"),
    [
        ("Yours sincerely\n\nJane Hale\nInformation Officer", "Jane Hale"),
        ("Yours faithfully,\n\n\nJ. R. Hale", "J R Hale"),
        ("Yours sincerely\nP M Hebden (Mrs)", "P M Hebden"),
        ("Regards, Jane", "Jane"),
        ("Kind regards\njane", "jane"),
        ("Kind regards,\n\nOluwadamilola", "Oluwadamilola"),
        ("Yours sincerely,\nDr Siôn ap Gwilym FRCS", "Siôn Gwilym"),
        ("Yours sincerely\n\nKatarzyna Dąbrowska-Żak, Head of Legal Services", "Katarzyna Dąbrowska Żak"),
        ("Best wishes\nHALE, Jane", "HALE Jane"),
        ("Yours sincerely\nSuperintendent G. Oyinlola", "Oyinlola"),
        ("Yn gywir\n\nGwenllian Parri\nSwyddog", "Gwenllian Parri"),
        ("Many thanks\nRajveer Sandhu MSc", "Rajveer Sandhu"),
    ],
)  # fmt: skip
def test_the_name_in_a_signature_goes(checker: Checker, signature: str, hidden: str) -> None:
    hides(checker, f"Dear Sir\n\n{BODY}\n\n{signature}\n", hidden)


@pytest.mark.parametrize(
    ("sentence", "hidden"),
    [
        ("We spoke to Mr Ferncastle about it.", "Ferncastle"),
        ("The decision was taken by Det Insp Quorn and PC 1482 Marsh.", "Quorn Marsh 1482"),
        ("It was seen by DC Quillfeather, DS Roe and Sgt Ames.", "Quillfeather Roe Ames"),
        ("The Chair, Sir Gwilym Pask, agreed.", "Gwilym Pask"),
        ("The Rt Hon Dame Ottoline Greaves wrote.", "Ottoline Greaves"),
        ("You asked for the emails of Tom Baker and of Ngozi Okonjo-Field.", "Tom Baker Ngozi Okonjo"),
        ("You asked what Zbyszek Ptaszyński had said.", "Zbyszek Ptaszyński"),
        ("You asked for letters from J.R. Hartigan to A. McKechnie.", "Hartigan McKechnie"),
        ("The note of Priya Lindqvist-Boyd is attached.", "Priya Lindqvist Boyd"),
        ("Maria de la Cruz and Abdul al-Rashid were there.", "Maria Cruz Abdul Rashid"),
        ("My name is Quorn.", "Quorn"),
        ("Case officer: Xanthe Quorn", "Xanthe Quorn"),
        ("Name: Quorn, Xanthe", "Xanthe Quorn"),
        ("For the attention of Xanthe Quorn", "Xanthe Quorn"),
        ("Contact | Xanthe Quorn | Records", "Xanthe Quorn"),
        ("I asked Jane about it.", "Jane"),
        ("Yesterday Xanthe Quorn wrote.", "Xanthe Quorn"),
        ("Chief Constable Xanthe Quorn wrote.", "Xanthe Quorn"),
        ("It was Dale Winter and Grace Young.", "Dale Winter Grace Young"),
        ("Councillors Quorn, Marsh and Ames left.", "Quorn Marsh Ames"),
        ("It cites Quorn, X. (2019).", "Quorn X"),
        ("Юлия Иванова, 李伟 and محمد علي wrote.", "Юлия Иванова 李伟 محمد علي"),
        ("Interview with Xanthe Quorn", "Xanthe Quorn"),
        ("We met Mr\nQuorn there.", "Quorn"),
    ],
)  # fmt: skip
def test_names_in_the_letter_go(checker: Checker, sentence: str, hidden: str) -> None:
    hides(checker, f"Dear Sir\n\n{sentence}\n\n{BODY}\n", hidden)


@pytest.mark.parametrize(
    ("sentence", "hidden"),
    [
        ("Hargreaves told us that the file was lost.", "Hargreaves"),
        ("We asked Hargreaves for his notes.", "Hargreaves"),
        ("According to Oyelaran, it was lost.", "Oyelaran"),
        ("Yesterday Pemberthy resigned.", "Pemberthy"),
        ("Kit said that the meeting was cancelled.", "Kit"),
        ("Joy and Hope attended the meeting.", "Joy Hope"),
        ("I spoke with Mark on the telephone.", "Mark"),
        ("Singh, Kaur and Gill were present.", "Kaur Gill"),
        ("A letter from Hargreaves to Pemberthy is held.", "Hargreaves Pemberthy"),
        ("Hargreaves' statement and Pemberthy’s reply are held.", "Hargreaves Pemberthy"),
        ("The Hargreaves family complained.", "Hargreaves"),
        ("My daughter Aoiffe and your son Bertrand-Luc left.", "Aoiffe Bertrand Luc"),
        ("The tenant (Mohamuud) complained.", "Mohamuud"),
        ("Ms Hale, Kowalczyk and Ames were seen.", "Kowalczyk Ames"),
        ("It was JANE SMITH who wrote.", "JANE SMITH"),
        ("It was XANTHE QUORN who wrote.", "XANTHE QUORN"),
        ("It was seen by Xanthe QUORN as well.", "Xanthe QUORN"),
        ("Ms d'Aramitz replied.", "Aramitz"),
        ("| Name | Post |\n|---|---|\n| Ames R | Warden |\n| Zbyszko | Clerk |", "Ames Zbyszko"),
        ("Post\tName\nWarden\tAmes R\nClerk\tZbyszko", "Ames Zbyszko"),
        ("c.c. Xanthe Quorn, R Wimpole", "Xanthe Quorn Wimpole"),
    ],
)  # fmt: skip
def test_a_name_goes_that_only_its_doings_show(
    checker: Checker, sentence: str, hidden: str
) -> None:
    hides(checker, f"Dear Sir\n\n{BODY}\n\n{sentence}\n\n{BODY}\n", hidden)


@pytest.mark.parametrize(
    "sentence",
    [
        "Kent Police told us that it holds nothing.", "Parliament asked for the figures.",
        "Leeds City Council wrote to Bradford and Wakefield.", "Nobody told us so.",
        "Having said that, bidders were told. Contractors complained.", "They met in May.",
        "Will you grant the request? May we ask for more? Mark the box.",
        "Emails between Defra and Natural England are withheld.", "We asked in April and June.",
        "Hope and joy are no reasons. The Grant and the Bill were agreed.",
        "NCND applies; RIPA, PACE and the CPIA apply.", "The Council's reply is late.",
        "THE INFORMATION IS EXEMPT: PERSONAL DATA", "From January to March we asked Ofsted.",
        "| Element | Reason |\n| Name | Section 40(2) |\n| Salary | Section 43(2) |",
    ],
)  # fmt: skip
def test_bodies_and_words_that_do_the_same_stay(checker: Checker, sentence: str) -> None:
    assert sentence in shown(checker, f"Dear Ms Hale\n\n{BODY}\n\n{sentence}\n\n{BODY}\n")


@pytest.mark.parametrize(
    "sentence",
    [
        "Hale said so.", "That is Hale's view.", "That is HALE’S view.", "The Hales live there.",
        "They hale from hale.", "See Jane-Hale-3.pdf.", "J R Hale and J. Hale wrote.",
        "See https://letters.example/jane-hale/page.", "Write to @JaneHale.", "Ha-\nle wrote.",
        "JaneHale wrote.", "Mail jhale@hale.example or foi@janehale.example.", "hale2024 wrote.",
    ],
)  # fmt: skip
def test_a_name_goes_wherever_it_stands_again(checker: Checker, sentence: str) -> None:
    left = hides(checker, f"Dear Ms Hale\n\nDear Jane\n\n{BODY}\n\n{sentence}\n", "Hale hale HALE")
    assert not re.search("hale", left, re.IGNORECASE)


def test_accents_and_hidden_marks_do_not_hide_a_name(checker: Checker) -> None:
    text = f"Dear Ms Świętek\n\n{BODY}\n\nSwietek and S\u0301wi\u0119tek and Świę\u200btek wrote.\n"
    left = shown(checker, text)
    assert " and " in left
    assert not re.search("tek", left)


@pytest.mark.parametrize(
    ("head", "hidden"),
    [
        ("From: Alasdair Penrose <a.penrose@mail.example>\nTo: FOI <foi@council.example>", "Alasdair Penrose"),
        ('To: "Penrose, Alasdair" <ap@mail.example>; Xanthe Quorn', "Penrose Alasdair Xanthe Quorn ap"),
        ("Cc: Quorn\nSubject: bins", "Quorn"),
        ("On 3 May 2024, at 10:02, Xanthe Quorn <x@mail.example> wrote:", "Xanthe Quorn"),
        ("To | Dr Anselm Roke", "Anselm Roke"),
        ("**From:** Xanthe Quorn", "Xanthe Quorn"),
    ],
)  # fmt: skip
def test_names_in_the_head_of_a_mail_go(checker: Checker, head: str, hidden: str) -> None:
    hides(checker, f"{head}\n\nDear Sir\n\n{BODY}\n", hidden)


def test_an_office_in_the_head_of_a_mail_stays(checker: Checker) -> None:
    head = "From: Information Governance <foi@council.example>\nTo: Legal Services"
    assert head in shown(checker, f"{head}\n\nDear Ms Hale\n\n{BODY}\n")


# --- addresses and numbers -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Ms J Hale\n4 Acacia Avenue\nLittle Wickham\nBorley\nBX1 2AB", "Acacia Little Wickham Borley BX1 2AB"),
        ("JANE HALE\nFLAT 3, ROSE COURT\nMILL LANE\nBORLEY\nBX12 3CD", "JANE HALE FLAT ROSE MILL BORLEY 3"),
        ("Rose Cottage,\nStoke-on-the-Water,\nBX1 2AB", "Rose Cottage Stoke Water"),
        ("I live at 14b Mill Lane, Borley and I want to know.", "14b Mill Lane Borley"),
        ("Address: 14 Mill Lane, Borley", "14 Mill Lane Borley"),
        ("Home address:\nThe Old Forge\nBorley", "Old Forge Borley"),
        ("We visited 112-114 Great North Road last week.", "112 114 Road"),
        ("It was sent to Rose Cottage, Mill Lane, Borley BX1 2AB by post.", "Rose Mill Borley BX1"),
        ("Postcode bx1 2ab", "bx1 2ab"),
        ("She moved to The Old Rectory, Thornwick last year.", "Rectory Thornwick"),
        ("The house called Tŷ Gwyn, Llanfihangel, was inspected.", "Gwyn Llanfihangel"),
    ],
)  # fmt: skip
def test_postal_addresses_go(checker: Checker, text: str, hidden: str) -> None:
    hides(checker, f"{text}\n\nDear Sir\n\n{BODY}\n", hidden)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Mail jane.hale@gmail.example now", "jane hale gmail"),
        ("Mail j.hale@borley.example now", "hale"),
        ("Mail jane [at] post [dot] example now", "jane post"),
        ("Mail jane dot h at post dot example now", "jane post"),
        ("Mail request-430621-ceea07e7@asking.example now", "430621 ceea07e7"),
        ("See https://borley.example/user/jhale?token=abc", "jhale abc"),
        ("See http://borley.example/doc/1234567", "1234567"),
        ("Follow @jane_h on it", "jane h"),
        ("Mail jane_at_post.example now", "jane post"),
        ("Mail jane @ post .example now", "jane post"),
        ("It came from 192.168.44.17 then", "192 168 44 17"),
        ("Skype xquorn99 then", "xquorn99"),
    ],
)  # fmt: skip
def test_electronic_addresses_go(checker: Checker, text: str, hidden: str) -> None:
    hides(checker, f"Dear Sir\n\n{text}\n\n{BODY}\n", hidden)


@pytest.fixture(scope="module")
def with_sites(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    """One that takes invented sites for those of a public body and of requesters."""
    folder = tmp_path_factory.mktemp("rules")
    (folder / "sites.rule").write_text(
        'extend phrase public-domain\n    "borley.example"\n\n'
        'extend phrase social-site\n    "(chat.example|asking.example)"\n',
        encoding="utf-8",
    )
    return load([folder])


@pytest.mark.parametrize(
    ("line", "secret"),
    [
        ("Mail j.hale@borley.example", "j.hale"),
        ("See https://chat.example/janehale/status/17", "janehale/status/17"),
        ("See https://www.asking.example/request/bins_12", "request/bins_12"),
    ],
)
def test_of_a_known_site_only_what_leads_to_somebody_goes(
    with_sites: Checker, line: str, secret: str
) -> None:
    report = with_sites.check(document(f"Dear Sir\n\n{line} now\n\n{BODY}\n"))
    left = with_sites.redacted(report).document.text.splitlines()[2]
    assert left == f"{line.replace(secret, BLOCK * len(secret))} now"


@pytest.mark.parametrize(
    "number",
    [
        "01632 960 144", "(01632) 960144", "+44 1632 960144", "+44 (0)1632 960 144", "07700 900123",
        "020 7946 0958", "0044 20 7946 0958", "01632-960-144", "01632960144", "+353 1 496 0000",
        "QQ 12 34 56 C", "AB123456C", "943 476 5919", "AB12 CDE", "AB12CDE", "A123 BCD",
        "FOI-2023/0123", "FOI 22-0613", "106224/N", "IR1234", "RFI7890", "CRM/12/345", "24/0937",
        "IC-159669-K7L8", "IAU/FOI/22-1187", "25/00412/PR", "1184/21/AB", "HMPD-N 0611/24",
        "2018030000548", "123456789", "12345678", "4929 1234 5678 9012", "4567496",
    ],
)  # fmt: skip
def test_numbers_of_persons_and_cases_go(checker: Checker, number: str) -> None:
    left = shown(checker, f"Dear Sir\n\nThis is {number}, we think.\n\n{BODY}\n")
    assert f"This is {BLOCK}" in left
    assert not re.search(r"\w", left.split("This is ")[1].split(", we think")[0].replace(BLOCK, ""))


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Our ref: FOI/22/1187", "22 1187"),
        ("Our Ref JH/77/b", "JH 77"),
        ("Your reference: JH/AB", "JH AB"),
        ("Ref. no. 7741", "7741"),
        ("Case number: 88", "88"),
        ("Payroll number 1234", "1234"),
        ("call extension 4410", "4410"),
        ("Account no. 1234 5678, sort code 12-34-56", "1234 5678 12 34 56"),
        ("Crime reference 42/1234/21", "42 1234 21"),
        ("He was born on 3 May 1970 there.", "3 May 1970"),
        ("DOB: 03/05/1970", "03 05 1970"),
        ("Date of birth | 3rd May 1970", "3rd 1970"),
        ("She lives at flat 3b now", "3b"),
        ("PO Box 4771", "4771"),
        ("Collar number 4471", "4471"),
    ],
)  # fmt: skip
def test_what_a_label_names_goes(checker: Checker, text: str, hidden: str) -> None:
    hides(checker, f"Dear Sir\n\n{text}\n\n{BODY.replace('Act 2000', 'Act')}\n", hidden)


# --- what stays ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "The Freedom of Information Act 2000 and the Data Protection Act 2018 apply.",
        "Section 40(2) by virtue of section 40(3A)(a), and regulation 12(5)(e), apply.",
        "Section 31(1)(a): Law Enforcement",
        "Section 43(2) - Commercial Interests",
        "Public Interest Test",
        "Information Intended for Future Publication",
        "Kent Police and the Department for Work and Pensions replied.",
        "The Chief Constable and the Home Secretary agreed in May.",
        "Contact the Information Commissioner's Office, Wycliffe House, Water Lane, Wilmslow, "
        "Cheshire SK9 5AF, telephone 0303 123 1113, www.ico.org.uk or casework@ico.org.uk.",
        "The Scottish Information Commissioner, Kinburn Castle, Doubledykes Road, St Andrews, "
        "KY16 9DS.",
        "See paragraph 1.2.3.4, or visit our website @ www.borley.example.",
        "Write to foi@borley.example or freedom.of.information@borley.example.",
        "We will reply within 20 working days, by 3 April 2025, at 10:30.",
        "It cost £12345, £1,234,567.89 and 45 per cent of 600,000.",
        "There were 12,345 requests in 2018/19 and 2019-2020, and 12345 records.",
        "See the Environmental Information Regulations 2004 (SI 2004/3391).",
        "See decision notice FS50123456 and EA/2012/0123, and [2012] UKUT 440 (AAC).",
        "Regulation (EU) 2016/679, Article 5(1)(a), Schedule 2 and Annex B.",
        "The Monitoring Officer, the Head of Legal Services and the Chief Executive agreed.",
        "Lord Chancellor, Lord Advocate and Prime Minister",
        "Next Steps and Right of Appeal",
        "The University of Westbrook and Borley Parish Council own it.",
        "What You Asked For",
        "The A38, the M25 and the B3284 were closed.",
        "It is in the Microsoft Excel file, in MS Word and on the NHS Digital website.",
        "On Monday 3 March 2025 the Upper Tribunal and the Court of Appeal sat.",
        "FREEDOM OF INFORMATION REQUEST: PUBLIC INTEREST TEST",
        "PRIVATE AND CONFIDENTIAL",
        "I'm sorry. We've looked. There is more.",
        "To Whom It May Concern",
        "Swyddog Llywodraethu Gwybodaeth",
        "A. The log: section 31(1)(a)",
        "Cabinet Office, Home Office, House of Commons and Crown Prosecution Service",
    ],
)  # fmt: skip
def test_what_the_law_needs_stays(checker: Checker, sentence: str) -> None:
    left = shown(checker, f"Dear Ms Hale\n\n{BODY}\n\n{sentence}\n\nYours sincerely\n\nA Quorn\n")
    assert sentence in left


def test_a_surname_that_is_a_word_leaves_the_word(checker: Checker) -> None:
    text = f"Dear Ms Young\n\n{BODY}\n\nIt is about young people. Ms Young lives at home.\n"
    left = shown(checker, text)
    assert "about young people" in left
    assert "Young" not in left


def test_a_month_that_is_a_name_stays_in_dates(checker: Checker) -> None:
    left = shown(checker, f"Dear Mr May\n\nYou wrote on 3 May 2024.\n\n{BODY}\n")
    assert "on 3 May 2024" in left
    assert f"Dear Mr {BLOCK * 3}\n" in left


# --- the report ------------------------------------------------------------------------------

PRIVATE = (
    "Our ref: FOI/22/1187\n\nMs Xanthe Quorn\n4 Acacia Avenue\nBorley\nBX1 2AB\n\nDear Ms Quorn\n\n"
    "Thank you for your letter, Ms Quorn. The prices that Quorn wants are withheld under section "
    "43(2) of the Freedom of Information Act 2000. Ask Tom Baker on 01632 960 144.\n\n"
    "See Annex C, attached, for our reasons.\n\nYours sincerely\n\nTom Baker\n"
)
SECRETS = ("Quorn", "Xanthe", "Acacia", "Borley", "BX1", "2AB", "1187", "Baker", "960")


def private_report(checker: Checker, path: str = "letter.txt", **changes: object) -> Report:
    doc = replace(document(PRIVATE), path=path, **changes)  # type: ignore[arg-type]
    return checker.check(doc)


def printed(report: Report) -> list[str]:
    return [to_json(report), to_jsonl_line(report), to_terminal(report, lowest="info")]


def test_the_checker_redacts_as_tests_do(checker: Checker) -> None:
    report = private_report(checker)
    assert checker.redacted(report) == redacted(checker, report)


def test_no_reporter_prints_what_is_blanked(checker: Checker) -> None:
    report = redacted(checker, private_report(checker))
    for text in printed(report):
        assert not words(text) & set(SECRETS)
    assert report.notice is not None
    assert report.notice.reference == BLOCK * len("FOI/22/1187")
    assert report.notice.document is report.document


def test_messages_and_warnings_that_quote_are_blanked(checker: Checker) -> None:
    report = private_report(checker)
    start = PRIVATE.index("The prices that Quorn")
    quote = PRIVATE[start : PRIVATE.index(". Ask")]
    point = replace(
        report.assessments[0], message=f'It says "{quote}" to Xanthe Quorn.', advice="Ask Baker.",
        evidence=(Span(start, start + len(quote)),),
    )  # fmt: skip
    left = redacted(
        checker,
        replace(report, assessments=(point,), warnings=("Not here (\"Ask Tom Baker on 01632 960 144\").",)),
    )  # fmt: skip
    for text in (left.assessments[0].message, left.assessments[0].advice, *left.warnings):
        assert not words(text) & set(SECRETS)
    assert left.assessments[0].message.startswith('It says "The prices that █████ wants')
    assert "section\n43(2)".replace("\n", " ") in left.assessments[0].message.replace("\n", " ")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/home/xanthe/quorn case/refusal.pdf", "refusal.pdf"),
        ("C:\\Users\\Xanthe\\refusal.pdf", "refusal.pdf"),
        ("xanthe-quorn_foi.refusal.pdf", "██████-█████_foi.refusal.pdf"),
        ("Jane Smith FOI refusal.pdf", "████ █████ FOI refusal.pdf"),
        ("FOI 22 1187.txt", "███ ██ ████.txt"),
        ("letters.zip#Quorn/Quorn 2.eml", "letters.zip#█████ 2.eml"),
        ("case.html#incoming-1234567", "case.html#incoming-███████"),
        ("section 43 notice 2024-05-03.pdf", "section 43 notice 2024-05-03.pdf"),
        ("-", "-"),
        ("", ""),
    ],
)  # fmt: skip
def test_paths_keep_only_words_that_tell_nothing(
    checker: Checker, path: str, expected: str
) -> None:
    assert redacted(checker, private_report(checker, path)).document.path == expected


def test_a_document_without_text_shows_no_name(checker: Checker) -> None:
    report = checker.not_assessed("/home/jane/Jane Hale refusal.pdf", "broken")
    assert blanked(checker, report, ()).document.path == "████ ████ refusal.pdf"


def test_names_of_attachments_are_blanked(checker: Checker) -> None:
    name = "Xanthe Quorn refusal.pdf"
    report = private_report(
        checker,
        regions=(Region(Span(0, 5), "attachment", name),),
        places=(Place(Span(0, 5), part=f"{name}/body"),),
        warnings=(
            "attachment Zaphod Beeble.docx, it was not read: it is broken",
            "the archive also holds Zaphod photo.png",
        ),
    )
    left = redacted(checker, report)
    assert left.document.regions[0].name == "██████ █████ refusal.pdf"
    assert left.document.places[0].part == "██████ █████ refusal.pdf/body"
    for warnings in (left.warnings, left.document.warnings):
        assert not {"Zaphod", "Beeble"} & words(" ".join(warnings))
        assert warnings[0].endswith(".docx, it was not read: it is broken")


@pytest.mark.parametrize(
    "warning",
    [
        "Zaphod Beeble.docx in the archive, it was not read: it is broken",
        "attachment files.zip: Zaphod Beeble.docx in the archive: a page is missing",
        "attachment Zaphod Beeble.pdf is named in the text, not in it: check it as well",
        'a picture on the page is not read; it is described as "Zaphod Beeble at a desk in 2021"',
        "attachment Zaphod.pdf is named on the page, not in it: download it and check it",
        'documents are linked, not included: "Zaphod.pdf" and "Beeble.pdf": download them and '
        "check them too",
        "Zaphod.docx and Beeble.docx, attached within the PDF, were not read: save and check them",
    ],
)
def test_no_warning_names_a_file_that_names_somebody(checker: Checker, warning: str) -> None:
    (left, *_) = redacted(checker, private_report(checker, warnings=(warning,))).warnings
    assert not {"Zaphod", "Beeble"} & words(left)
    assert left.split(":")[-1][-9:] == warning.split(":")[-1][-9:]
    assert len(left) == len(warning)


def spans_of(node: Any) -> list[dict[str, Any]]:
    """Every place that a report gives, in its order."""
    if isinstance(node, list):
        return [span for one in node for span in spans_of(one)]
    if not isinstance(node, dict):
        return []
    own = [{"part": "", **node}] if "start" in node else []
    return own + [span for one in node.values() for span in spans_of(one)]


def test_an_authority_that_is_called_like_a_person_is_blanked(checker: Checker) -> None:
    report = private_report(checker)
    assert report.notice is not None
    notice = replace(report.notice, authority="Office of Xanthe Quorn")
    left = redacted(checker, replace(report, notice=notice))
    assert left.notice is not None and left.notice.authority == "Office of ██████ █████"


def test_what_nobody_parsed_is_blanked_whole(checker: Checker) -> None:
    report = checker.not_assessed(document("Jane Hale\n4 Mill Lane\n"), "broken")
    left = checker.redacted(report)
    assert left.document.text == "████ ████\n█ ████ ████\n"


def test_a_line_of_a_million_characters_is_searched_to_its_end(checker: Checker) -> None:
    notice, _ = checker.parse(document("Dear Sir\n"))
    text = "word" * 250_000 + " and Ms Quorn"
    found = find_personal(replace(notice, document=document(text)), checker.matcher.scan(text))
    assert [text[span.start : span.end] for span in found] == ["Quorn"]


def holds(checker: Checker, report: Report, spans: tuple[Span, ...]) -> None:
    """What must be true of every redacted report."""
    text = report.document.text
    left = blanked(checker, report, spans)
    assert list(spans) == sorted(spans)
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert len(left.document.text) == len(text)
    inside = [False] * len(text)
    for span in spans:
        inside[span.start : span.end] = [True] * (span.end - span.start)
    for before, after, hidden in zip(text, left.document.text, inside, strict=True):
        assert after == (BLOCK if hidden and not before.isspace() else before)
    assert blanked(checker, left, spans) == left
    assert [a.key for a in left.assessments] == [a.key for a in report.assessments]
    assert [a.evidence for a in left.assessments] == [a.evidence for a in report.assessments]
    places = spans_of(to_dict(left))
    assert [{**one, "text": "", "part": ""} for one in spans_of(to_dict(report))] == [
        {**one, "text": "", "part": ""} for one in places
    ]
    assert all(one["text"] == left.document.text[one["start"] : one["end"]] for one in places)
    if report.notice is not None:
        cited = [c.span for claim in report.notice.claims for c in claim.citations]
        cited += [mention.span for mention in report.notice.mentions]
        assert not any(span.overlaps(one) for span in spans for one in cited)


@pytest.mark.parametrize("path", every(6, LETTERS), ids=lambda path: path.name)
def test_every_letter_of_the_corpus(checker: Checker, path: Path) -> None:
    report = report_on(path)
    doc = report.document
    assert report.notice is not None
    spans = find_personal(report.notice, checker.matcher.scan(doc.text))
    holds(checker, report, spans)
    left = blanked(checker, report, spans)
    secret = {
        word
        for span in spans
        for word in re.findall(r"[^\W_]{4,}", doc.quote(span))
        if word not in words(left.document.text) and not re.fullmatch(r"(19|20)\d\d", word)
    }
    assert secret
    # What the program says by itself is no secret, whatever words it uses.
    fixed = words(to_json(replace(left, document=replace(left.document, text=""))))
    for text in printed(left):
        assert not (words(text) - fixed) & secret


syllables = st.lists(
    st.sampled_from(["qua", "zor", "bly", "fen", "ñol", "wye", "tró", "gup", "mav", "żek", "ödd"]),
    min_size=2, max_size=4,
).map("".join)  # fmt: skip
unheard_of = syllables.map(str.capitalize)


@quick
@given(
    first=unheard_of, last=unheard_of, other=unheard_of, title=st.sampled_from(["Ms", "Dr", "PC"])
)
def test_names_that_no_list_holds_are_found(
    checker: Checker, first: str, last: str, other: str, title: str
) -> None:
    text = (
        f"{first} {last}\n4 Mill Lane\n\nDear {title} {last}\n\n{BODY}\n\n"
        f"{last}'s letter, that of {first.upper()} {last.upper()} and {first}-{last}.pdf came. "
        f"We asked {first} {last} and told {last}.\n\nYours sincerely\n\n{other}\nClerk\n\n"
        f"-----Original Message-----\nFrom: {first} {last} <{first}@mail.example>\n\n"
        f"> Dear {other}\n> bins\n> {first.lower()} {last.lower()}\n"
    )
    left = {word.lower() for word in words(shown(checker, text))}
    leaked = left & {first.lower(), last.lower(), other.lower()}
    if leaked:  # The report of pytest would hold every phrase.
        pytest.fail(f"{leaked} in {text!r}", pytrace=False)


pieces = st.sampled_from(
    ["Ms Hale", "Dear ", "\n", "\n\n", " ", "section 40(2)", "FOI/22/1187", "@", ".", ",", "BX1 2AB",
     "4 Mill Lane", "Yours sincerely", "Jane", "HALE", "hale", "'s", "-", "+44 1632 960144", "|", ":",
     "From: ", "Our ref", "jane.hale@mail.example", "https://x.example/hale?a", "born ", "3 May 1970", "é",
     "\u200b", "\u0301", "(", "[1]", "Kent Police", "\t", "J", "R.", "de", "░", "ﬁ", "İ", "ß"]
)  # fmt: skip


@quick
@given(text=st.lists(pieces, min_size=1, max_size=60).map("".join))
def test_any_text_keeps_its_length_and_its_citations(checker: Checker, text: str) -> None:
    parsed, _ = checker.parse(document(text))
    report = replace(checker.check(document(text)), notice=parsed)
    holds(checker, report, find_personal(parsed, checker.matcher.scan(text)))


UNITS = (
    "Jane Hale wrote. ", "Dear Jane\n", "1", "a@", "Yours sincerely\n", "A. ", "0 ", "x.y/", "É",
    "BX1 2AB ", "Mill Lane, ", "From: a, b, c\n", "FOI/1", "van der ", "Mr ", "-", "Ref: ", "@a",
    "Address:\n", "Jane ", "Jane\n", "Hale, ", "1 Street ", "a b@c.d ", "(0",
)  # fmt: skip


def calls(checker: Checker, text: str) -> int:
    """How many functions finding calls, without the reading of the letter."""
    parsed = replace(checker.parse(document("Dear Ms Hale\n"))[0], document=document(text))
    matches = checker.matcher.scan(text)
    return work.calls(lambda: find_personal(parsed, matches))


@pytest.mark.parametrize("unit", [*UNITS, "".join(UNITS) + PRIVATE], ids=[*UNITS, "all"])
def test_the_work_of_finding_is_linear(checker: Checker, unit: str) -> None:
    short = (unit * 5_000)[: max(2_000, len(unit))]
    calls(checker, unit)
    assert calls(checker, short * 4) < 1.4 * 4 * calls(checker, short)


def test_the_json_stays_valid(checker: Checker) -> None:
    report = redacted(checker, private_report(checker))
    assert json.loads(to_json(report))["notice"]["reference"] == BLOCK * 11


@pytest.mark.usefixtures("rules_loaded_once")
def test_complaints_about_files_name_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "Jane Hale"
    folder.mkdir()
    broken = folder / "Jane Hale refusal.pdf"
    broken.write_bytes(b"broken")
    (folder / "note.txt").write_text("Hi Jane", encoding="utf-8")
    missing = [str(folder / "none.txt"), str(folder / "hale*.eml")]
    cli.run(["check", "--redact", str(folder), *missing])
    told = capsys.readouterr().err
    assert len(told.splitlines()) == 4
    assert "████ ████ refusal.pdf: not a PDF" in told and "no such file" in told
    for secret in ("Jane", "Hale", "hale", str(tmp_path)):
        assert secret not in told
    cli.run(["check", str(broken)])
    assert str(broken) in capsys.readouterr().err


@pytest.mark.parametrize(("number", "kept"), [("20481133", False), ("20240511", True)])
def test_eight_digits_are_a_day_only_where_there_is_such_a_day(
    checker: Checker, number: str, kept: bool
) -> None:
    text = f"Dear Ms A\n\nThe file on account {number} is exempt under section 40(2).\n"
    shared = checker.redacted(checker.check(read_bytes(text.encode(), "a.txt")))
    assert (number in shared.document.text) == kept
