"""Schedules of documents: read as items with their exemptions; what names none is found, and a table
of something else is no schedule."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from noticecheck.checker import Checker
from noticecheck.model import Report
from noticecheck.read import read as read_file
from noticecheck.report import to_dict
from short_letters import RIGHTS, check, letter, provisions, status

RULE = "foia2000/s17-1-b-items"
BODY = (
    "Dear Ms Quill\n\nWe withhold some of the documents that you asked for under the Freedom of "
    "Information Act 2000. The schedule says which.\n\n"
)
ENDING = "\n\nYours sincerely\n\nThe Clerk\n"
PIPES = """| No. | Document | Date | Decision | Exemption |
|-----|----------|------|----------|-----------|
| 1 | E-mail to the surveyor | 3 May 2024 | Withheld | 42 |
| 2 | Minute of the board | 4 May 2024 | Withheld | {cell} |
| 3 | Price list | 5 May 2024 | Released in part | 40(2), 43(2) |
| 4 | Agenda | 6 May 2024 | Released | - |
"""


def read(checker: Checker, table: str, more: str = "") -> Report:
    return check(checker, BODY + table + "\n\n" + more + ENDING)


def items(report: Report) -> list[tuple[str, str, tuple[str, ...]]]:
    assert report.notice
    return [(item.label, item.status, item.provisions) for item in report.notice.items]


def judged(report: Report, rule: str = RULE) -> str | None:
    return next((a.status for a in report.assessments if a.rule == rule), None)


def test_rows_become_items_and_their_cells_claims(checker: Checker) -> None:
    report = read(checker, PIPES.format(cell="s.36(2)(b)(i)"))
    assert items(report) == [
        ("1", "withheld", ("s42",)),
        ("2", "withheld", ("s36(2)(b)(i)",)),
        ("3", "part", ("s40(2)", "s43(2)")),
        ("4", "released", ()),
    ]
    # A bare number is a citation under this title, and its claim owes reasons like any other.
    assert provisions(report) == {"s42", "s36(2)(b)(i)", "s40(2)", "s43(2)"}
    assert judged(report) == "met"
    gap = next(a for a in report.assessments if (a.rule, a.subject) == ("foia2000/s17-1-c", "s42"))
    assert gap.status == "gap"
    assert "E-mail to the surveyor" in report.document.quote(gap.evidence[0])


@pytest.mark.parametrize("cell", ["", " ", "-", "–", "n/a", "None"])
def test_an_item_without_an_exemption_is_a_gap(checker: Checker, cell: str) -> None:
    report = read(checker, PIPES.format(cell=cell))
    found = next(a for a in report.assessments if a.rule == RULE)
    assert found.status == "gap"
    assert found.message == (
        "The schedule withholds item 2 (Minute of the board) without naming an exemption."
    )
    assert [report.document.quote(span)[:27] for span in found.evidence] == [
        "| 2 | Minute of the board |"
    ]


@pytest.mark.parametrize(
    ("cell", "named"),
    [("ditto", ("s42",)), ("as above", ("s42",)), ("Same", ("s42",)), ("B", ("s24(1)",)),
     ("A and B", ()), ("A, B", ("s31(1)(a)", "s24(1)")), ("yellow", ("s41(1)",))],
)  # fmt: skip
def test_what_a_cell_points_to_is_named(
    checker: Checker, cell: str, named: tuple[str, ...]
) -> None:
    key = (
        "Information is redacted under:\n\nA – section 31(1)(a)\n\nB – section 24(1)\n\n"
        "Yellow = section 41(1)\n"
    )
    report = read(checker, PIPES.format(cell=cell), key)
    assert items(report)[1] == ("2", "withheld", named)
    assert judged(report) == ("met" if named else "unclear")


@pytest.mark.parametrize(
    "more",
    [
        "Document 2 was discussed with the bank before it was written down.",
        "Items 1 to 3 are sensitive.",
        "All of the documents are exempt under section 42.",
        "The remaining documents are withheld under section 43(2).",
    ],
)
def test_what_the_letter_may_say_elsewhere_is_for_a_person_to_see(
    checker: Checker, more: str
) -> None:
    assert judged(read(checker, PIPES.format(cell=""), more)) == "unclear"


def test_what_the_letter_says_of_an_item_by_its_number_is_its_exemption(checker: Checker) -> None:
    report = read(checker, PIPES.format(cell=""), "Document 2 is exempt under section 41(1).")
    assert items(report)[1] == ("2", "withheld", ("s41(1)",))
    assert judged(report) == "met"


def test_one_exemption_for_all_leaves_an_empty_cell_unclear(checker: Checker) -> None:
    table = PIPES.replace("40(2), 43(2)", "42").format(cell="")
    assert judged(read(checker, table)) == "unclear"


@pytest.mark.parametrize(
    "table",
    [
        # Tabs, one a cell.
        "No\tDocument\tDecision\tExemption\n1\tE-mail\tWithheld\ts.42\n2\tMinute\tWithheld\t\n"
        "3\tPrice list\tWithheld\ts.43(2)",
        # Blanks that line up.
        "No   Document       Decision     Exemption\n1    E-mail         Withheld     s.42\n"
        "2    Minute         Withheld\n3    Price list     Withheld     s.43(2)",
        # The exemption before the decision.
        "| No | Document | Exemption | Released? |\n| 1 | E-mail | s.42 | No |\n"
        "| 2 | Minute |  | No |\n| 3 | Price list | 43(2) | In part |\n| 4 | Map | | Yes |",
        # "Withheld?" asks the other way about.
        "| No | Document | Withheld? | FOI exemption |\n| 1 | E-mail | Yes | 42 |\n"
        "| 2 | Minute | Yes | |\n| 3 | Price list | Y | 43(2) |\n| 4 | Map | No | |",
        # A list.
        "1. E-mail of 3 May – withheld, s.42\n2. Minute of 4 May – withheld\n"
        "3. Price list – redacted, s.43(2)\n4. Map - released",
    ],
)
def test_an_item_without_an_exemption_in_other_shapes(checker: Checker, table: str) -> None:
    report = read(checker, table)
    assert judged(report) == "gap"
    lacking = [item.label for item in report.notice.items if item.lacks_exemption]  # type: ignore[union-attr]
    assert lacking == ["2"]


@pytest.mark.parametrize(
    "table",
    [
        # A cell too few, and not at the end.
        "| No | Document | Date | Decision | Exemption |\n| 1 | E-mail | 1 May | Withheld | s42 |\n"
        "| 2 | Minute | Withheld |\n| 3 | Price list | 3 May | Withheld | s43(2) |",
        # Words that are no number.
        "| No | Document | Decision | Exemption |\n| 1 | E-mail | Withheld | s42 |\n"
        "| 2 | Minute | Withheld | personal data |\n| 3 | Price list | Withheld | s43(2) |",
        # Something is said beside it.
        "| No | Document | Decision | Exemption | Comments |\n| 1 | E-mail | Withheld | s42 | |\n"
        "| 2 | Minute | Withheld | | names of staff |\n| 3 | Price list | Withheld | s43(2) | |",
        # What is withheld is only what the table is said to list.
        "The documents that are withheld are these.\n\n| No | Document | Exemption |\n"
        "| 1 | E-mail | s42 |\n| 2 | Minute | |\n| 3 | Price list | s43(2) |",
        # The row goes on below.
        "No   Document       Decision     Exemption\n1    E-mail         Withheld     s.42\n"
        "2    Minute of      Withheld\n     the board\n3    Price list     Withheld     s.43(2)",
        # A note at the foot of the table may say it.
        "| No | Document | Decision | Exemption |\n| 1 | E-mail | Withheld | s42 |\n"
        "| 2 | Minute* | Withheld | |\n| 3 | Price list | Withheld | s43(2) |",
        # A review has decided twice.
        "| No | Document | Decision | Decision on review | Exemption |\n"
        "| 1 | E-mail | Withheld | Withheld | s42 |\n| 2 | Minute | Released | Withheld | |\n"
        "| 3 | Price list | Withheld | Withheld | s43(2) |",
        # Behind the decision is more.
        "| No | Document | Decision | Exemption |\n| 1 | E-mail | Withheld | s42 |\n"
        "| 2 | Minute | Withheld - see the letter | |\n| 3 | Price list | Withheld | s43(2) |",
        # The column is empty but for one cell.
        "| No | Document | Decision | Exemption |\n| 1 | E-mail | Withheld | s42, s43(2) |\n"
        "| 2 | Minute | Withheld | |\n| 3 | Price list | Withheld | |",
    ],
)
def test_a_table_that_is_broken_or_speaks_otherwise_is_unclear_at_most(
    checker: Checker, table: str
) -> None:
    assert judged(read(checker, table)) == "unclear"


@pytest.mark.parametrize(
    "row",
    [
        "| 2 | Minute | Withheld - duplicate of 1 | |",
        "| 2 | Minute | Not provided - out of scope | |",
        "| 2 | Minute | Not held | |",
        "| 2 | Minute | Previously released | |",
        "| Withheld under section 42 | | | |\n| 2 | Minute | Withheld | |",
    ],
)
def test_a_row_that_needs_no_exemption_of_its_own(checker: Checker, row: str) -> None:
    table = (
        "| No | Document | Decision | Exemption |\n| 1 | E-mail | Withheld | s42 |\n"
        f"| 3 | Price list | Withheld | s43(2) |\n{row}"
    )
    assert judged(read(checker, table)) == "met"


def test_a_review_that_releases_leaves_nothing_to_name(checker: Checker) -> None:
    table = (
        "| No | Document | First decision | Decision on review | Exemption |\n"
        "| 1 | E-mail | Withheld | Withheld | s42 |\n| 2 | Minute | Withheld | Released | |\n"
        "| 3 | Price list | Withheld | Withheld | s43(2) |"
    )
    assert judged(read(checker, table)) == "met"


FEES = "| Work | Hours | Cost |\n| Search | 25 | £40 |\n| Reading | 31 | £43 |"
NO_SCHEDULES = {
    "fees": FEES,
    "figures": "| Year | Requests | Withheld |\n| 2022 | 43 | 12 |\n| 2023 | 40 | 14 |",
    "how often each was used": "| Exemption | Times used |\n| s40(2) | 31 |\n| s43(2) | 12 |",
    "contents": "Section      Title              Page\n21           Introduction       12\n"
    "22           Staff              40",
    "contacts": "| Name | Title | Room |\n| Records | Clerk | 43 |\n| Estates | Surveyor | 31 |",
    "offences": "| Act | Section | Offence | Cases |\n| Road Traffic Act 1988 | 36 | Signs | 12 |\n"
    "| Highways Act 1980 | 31(3) | Paths | 40 |",
    "a register with sections": "| Document | Section | Author |\n| Plan | 43 | Estates |\n"
    "| Map | 31 | Roads |",
    "earlier decisions": "| Ref | Date received | Decision | Exemption |\n"
    "| 101 | 3 May 2023 | Refused | s31(1)(a) |\n| 102 | 4 May 2023 | Refused | |",
}  # fmt: skip


@pytest.mark.parametrize("table", NO_SCHEDULES.values(), ids=[*NO_SCHEDULES])
def test_what_is_no_schedule(checker: Checker, table: str) -> None:
    report = read(checker, table, "The names are withheld under section 41(1).")
    assert items(report) == []
    assert provisions(report) == {"s41(1)"}
    assert judged(report) is None


def test_a_table_of_the_requester_is_no_schedule(checker: Checker) -> None:
    asked = "You asked:\n\n> " + PIPES.format(cell="").replace("\n", "\n> ")
    report = check(
        checker, BODY + asked + "\n\nThe names are withheld under section 41(1)." + ENDING
    )
    assert (items(report), provisions(report)) == ([], {"s41(1)"})


def test_a_schedule_under_the_regulations(checker: Checker) -> None:
    table = PIPES.replace("Exemption", "EIR exception").replace("| 42 |", "| 12(4)(d) |")
    table = table.replace("40(2), 43(2)", "13(1)").format(cell="")
    act = "Environmental Information Regulations 2004"
    report = check(checker, (BODY + table + ENDING).replace("Freedom of Information Act 2000", act))
    assert provisions(report) == {"reg12(4)(d)", "reg13(1)"}
    assert judged(report, "eir2004/r14-3-a-items") == "gap"


CELLS = (
    ("No.", "Document", "Decision", "Exemption"),
    ("1", "E-mail", "Withheld", "42"),
    ("2", "Minute", "Withheld", ""),
    ("3", "Price list", "Withheld", "43(2)"),
)


def word(path: Path, *, shared: bool = False) -> Path:
    document = docx.Document()
    for paragraph in BODY.strip().split("\n\n"):
        document.add_paragraph(paragraph)
    table = document.add_table(0, 4)
    for row in CELLS:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    if shared:
        table.cell(1, 3).merge(table.cell(2, 3))
    document.save(str(path))
    return path


def web(path: Path, *, shared: bool = False) -> Path:
    rows = ["".join(f"<td>{words}</td>" for words in row) for row in CELLS]
    if shared:
        rows[1] = rows[1].replace("<td>42", '<td rowspan="2">42')
        rows[2] = rows[2].removesuffix("<td></td>")
    body = "".join(f"<p>{words}</p>" for words in BODY.strip().split("\n\n"))
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    path.write_text(f"<html><body>{body}<table>{table}</table></body></html>", encoding="utf-8")
    return path


@pytest.mark.parametrize("make", [word, web])
def test_a_cell_that_rows_share_is_no_empty_cell(checker: Checker, tmp_path: Path, make) -> None:  # type: ignore[no-untyped-def]
    suffix = {word: "docx", web: "html"}[make]
    apart = checker.check(read_file(str(make(tmp_path / f"apart.{suffix}"))))
    shared = checker.check(read_file(str(make(tmp_path / f"shared.{suffix}", shared=True))))
    assert (judged(apart), judged(shared)) == ("gap", "unclear")
    assert provisions(apart) == provisions(shared) == {"s42", "s43(2)"}


def test_the_items_stand_in_the_report_of_a_letter_that_has_any(checker: Checker) -> None:
    listed = to_dict(read(checker, PIPES.format(cell="")))["notice"]["items"]
    assert [{**item, "span": item["span"]["line"]} for item in listed][1] == {
        "label": "2", "description": "Minute of the board", "status": "withheld",
        "provisions": [], "span": 8,
    }  # fmt: skip
    assert "items" not in to_dict(read(checker, FEES))["notice"]


CORPUS = Path(__file__).parent.parent / "corpus" / "letters"
JUDGED = {
    "sch_01_culvert.txt": "met",
    "sch_02_culvertb.txt": "gap",
    "sch_03_ferry.txt": "met",
    "sch_04_orchard.txt": "met",
    "sch_05_library.docx": "met",
    "sch_06_depot.docx": "met",
    "sch_07_marsh.html": "met",
    "sch_08_pier.html": "unclear",
    "sch_09_tram.pdf": "met",
    "sch_10_kiln.txt": "gap",
    "sch_11_brae.txt": "met",
    "sch_12_no_schedules.txt": None,
}


@pytest.mark.parametrize(("name", "status"), JUDGED.items())
def test_the_letters_of_the_corpus(checker: Checker, name: str, status: str | None) -> None:
    report = checker.check(read_file(str(CORPUS / name)))
    found = [a.status for a in report.assessments if a.rule.endswith("-items")]
    assert found == ([status] if status else [])


EXPLAINED = (
    "The minute records what members thought of the plan in confidence, and they would not speak "
    "so freely if it were published."
)


def test_a_paragraph_explains_the_rows_that_it_speaks_of(checker: Checker) -> None:
    table = PIPES.format(cell="36(2)(b)(i)")
    parsed = read(checker, table, EXPLAINED).notice
    assert parsed
    explained = {
        claim.provision
        for claim in parsed.claims
        if any(parsed.document.quote(span) == EXPLAINED for span in claim.discussion)
    }
    assert explained == {"s36(2)(b)(i)"}


def test_a_paragraph_that_names_no_row_may_explain_them_all(checker: Checker) -> None:
    words = "All of it would hand a rival the means to undercut the firm that supplies us."
    parsed = read(checker, PIPES.format(cell="36(2)(b)(i)"), words).notice
    assert parsed
    assert all(
        any(parsed.document.quote(span) == words for span in claim.discussion)
        for claim in parsed.claims
    )


def test_a_cell_that_runs_over_lines_is_one(checker: Checker) -> None:
    """The reason stands in the lines above the one that cites, and below it."""
    text = letter(
        "No. | You asked             | We reply\n"
        "1   | How many are empty    | 46\n"
        "2   | Floor area of each    | Published already. Open the asset\n"
        "    |                       | register on data.hale.example, tab 3.\n"
        "    |                       | s21(1): you can readily get\n"
        "    |                       | it there.\n"
        "3   | Cost of guarding them | 77,902 pounds",
        RIGHTS,
    )
    assert status(check(checker, text), "explains_why") == "met"
