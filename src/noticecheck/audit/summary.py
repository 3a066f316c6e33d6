"""summary.csv: the columns of the Cabinet Office's quarterly statistics, filled from letters.

The columns are those of the data file that the Cabinet Office publishes with its statistics on
freedom of information in central government, in its order (as of the annual file for 2024). What
letters cannot tell is empty, never guessed; docs/audit.md says what each column means here. Columns
of our own follow, each with `noticecheck:` before its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from noticecheck.audit import store
from noticecheck.audit.places import save
from noticecheck.audit.rates import of_letters
from noticecheck.report.cells import csv_lines

NAME = "summary.csv"

_GRANTED, _PART, _FULL = "Granted in full", " Partially withheld", " Fully withheld"
_SECTIONS: Mapping[str, str] = {
    "S(22) - Information intended for future publication": "s22",
    "S(22A) - Research intended for future publication": "s22A",
    "S(23) - Information supplied by, or relating to, bodies dealing with security matters": "s23",
    "S(24) - National security": "s24",
    "S(26) - Defence": "s26",
    "S(27) - International relations": "s27",
    "S(28) - Relations within the United Kingdom": "s28",
    "S(29) - The economy": "s29",
    "S(30) - Investigations and proceedings conducted by public authorities": "s30",
    "S(31) - Law enforcement": "s31",
    "S(32) - Court records, etc": "s32",
    "S(33) - Audit functions": "s33",
    "S(34) - Parliamentary privilege": "s34",
    "S(35) - Formulation of Government policy, etc": "s35",
    "S(36) - Prejudice to effective conduct of public affairs": "s36",
    "S(37) - Communications with His Majesty, etc and honours": "s37",
    "S(38) - Health and Safety": "s38",
    "S(39) - Environmental information": "s39",
    "S(40) - Personal information": "s40",
    "S(41) - Information provided in confidence": "s41",
    "S(42) - Legal professional privilege": "s42",
    "S(43) - Commercial interests": "s43",
    "S(44) - Prohibitions on disclosure": "s44",
    "3(a) - Exempt personal data": "personal",
    "4(a) - Information not held": "reg12(4)(a)",
    "4(b) - Manifestly unreasonable": "reg12(4)(b)",
    "4(c) - Too general": "reg12(4)(c)",
    "4(d) - Work in progress / incomplete data": "reg12(4)(d)",
    "4(e) - Internal communications": "reg12(4)(e)",
    "5(a) - Adverse effect on international relations, defence, national security, public safety":
        "reg12(5)(a)",
    "5(b) - Adverse effect on course of justice or conduct of enquiries": "reg12(5)(b)",
    "5(c) - Adverse effect on intellectual property rights": "reg12(5)(c)",
    "5(d) - Impinges on confidentiality of a public authority's work": "reg12(5)(d)",
    "5(e) - Impinges on confidentiality of commercial or industrial information": "reg12(5)(e)",
    "5(f) - Adverse effect on interests of person who provided the information": "reg12(5)(f)",
    "5(g) - Adverse effect on protection of environment to which information relates":
        "reg12(5)(g)",
}  # fmt: skip
_DAYS_EXTENDED = (
    "5 or Less", "6 to 10", "11 to 15", "16 to 20", "21 to 30", "31 to 40", "41 to 60", "61 to 80",
    "81 to 100", "More than 100",
)  # fmt: skip
_DAYS_REVIEWED = (
    "10 or less", "11 to 20", "21 to 40", "41 to 60", "61 to 80", "81 to 100", "More than 100",
)  # fmt: skip
COLUMNS: tuple[str, ...] = (
    "Quarter",
    "Government body",
    "Total requests received",
    "Requests Processed",
    "Requests on-hold or lapsed",
    "Requests still being processed",
    "Requests handled under EIRs",
    "Total requests received (excluding on-hold and lapsed)",
    "20-day deadline met",
    "Permitted extension to 20-day deadline",
    "Late response (i.e. 20-day deadline missed)",
    "Percentage of requests meeting 20-day deadline",
    'Percentage of requests "in time" (i.e. meeting deadline or with permitted extension)',
    "Total requests received (excluding on-hold and lapsed).1",
    "Requests where advice and assistance provided",
    "Requests where information not held",
    'Total "resolvable" requests',
    f"Initial Outcome {_GRANTED}",
    f"Initial Outcome {_PART}",
    f"Initial Outcome {_FULL}",
    "Initial Outcome Response not yet provided",
    "Percentage of resolvable requests granted in full",
    "Percentage of resolvable requests withheld in full",
    "Fully refused - vexatious",
    "Fully refused - repeated",
    "Fully refused - cost limit",
    "Fully refused - exemption",
    *_SECTIONS,
    "Total exemptions and exceptions applied",
    "Number of requests where an exemption was claimed",
    "Total Section 21 exemptions used",
    "S21 Partly Exempt",
    "S21 Fully Exempt",
    "S21 20-day deadline met",
    "S21 Late response (i.e. 20-day deadline missed)",
    "S21 Percentage of requests meeting 20-day deadline",
    "Total Internal Reviews",
    "Internal Reviews with outcome known",
    "IR number upheld in full",
    "IR number upheld in part",
    "IR number overturned",
    "IR percentage upheld in full",
    "ICO Total Complaints",
    "ICO Complaints with known outcome",
    "ICO Number upheld in full",
    "ICO Number upheld in part",
    "ICO Number overturned",
    "ICO Percentage upheld in full",
    "PIT Total Requests Extended",
    "PIT Number Completed",
    *(f"PIT {days}" for days in _DAYS_EXTENDED),
    "IR Total Reviews Completed",
    *(f"IR {days}" for days in _DAYS_REVIEWED),
    "PIT uncompleted prev year Total last year",
    *(f"PIT uncompleted prev year {days}" for days in _DAYS_EXTENDED),
    "IR uncompleted prev year Total last year",
    *(f"IR uncompleted prev year {days}" for days in _DAYS_REVIEWED),
)
OWN = (
    "noticecheck: letters counted",
    "noticecheck: duplicates left out",
    "noticecheck: answers that show both dates",
    "noticecheck: meeting 20-day deadline, 95% interval from",
    "noticecheck: meeting 20-day deadline, 95% interval to",
    "noticecheck: granted in full, 95% interval from",
    "noticecheck: granted in full, 95% interval to",
    "noticecheck: withheld in full, 95% interval from",
    "noticecheck: withheld in full, 95% interval to",
    "noticecheck: refused under section 14, which subsection not told",
)
# Letters under the Scottish Act are not of this table: its sections have other numbers.
_LETTERS = """
    create table counted as
    select letter, coalesce(authority, '') as authority, kind, duplicate_of is null as counts,
        year("date") as year, quarter("date") as quarter,
        list_contains(regimes, 'eir2004') as environmental,
        kind in ('full_disclosure', 'partial_refusal', 'full_refusal', 'ncnd', 'cost_limit',
                 'vexatious_or_repeated', 'not_held') as answers
    from notices
    where verdict <> 'not_assessed' and not coalesce(list_contains(regimes, 'foisa2002'), false)
"""
_IN_TIME = """
    create table timed as
    select letter, max(case status when 'gap' then 2 when 'unclear' then 1 else 0 end) as worst
    from assessments
    where element = 'time_limit' and level = 'must' and status in ('met', 'gap', 'unclear')
    group by letter
"""
_RELIED_ON = """
    create table relied as
    select letter,
        list(distinct case
            when starts_with(provision, 'reg13') or starts_with(provision, 'reg12(3)')
                or starts_with(provision, 'reg5(3)') then 'personal'
            else section end) filter (effect in ('withhold', 'ncnd')) as sections,
        bool_or(provision = 's14(1)') as vexatious, bool_or(provision = 's14(2)') as repeated
    from claims
    group by letter
"""
_EVERY = """
    create table every as
    select c.*, t.worst as late, coalesce(r.sections, []) as sections,
        coalesce(r.vexatious, false) as vexatious, coalesce(r.repeated, false) as repeated
    from counted as c left join timed as t using (letter) left join relied as r using (letter)
"""
_ROWS = """
    select year, {quarter} as part, authority, count(*) filter (not counts),
        count(*) filter (counts), {counts}
    from every group by year, part, authority
    {only}
"""


def write(out: str | Path) -> None:
    """Write summary.csv from the tables of the audit in this folder."""
    save(f"{str(out).rstrip('/')}/{NAME}", lines(out))


def lines(out: str | Path) -> Iterator[str]:
    """The file in pieces: a row for each quarter and body, and for each year and body."""
    counts = _counts()
    listed = ", ".join(f"count(*) filter (counts and ({test}))" for test in counts.values())
    by_quarter = _ROWS.format(quarter="quarter", counts=listed, only="")
    by_year = _ROWS.format(quarter="null::bigint", counts=listed, only="having year is not null")
    order = "order by year desc nulls last, part desc nulls first, authority"
    yield csv_lines([(*COLUMNS, *OWN)])
    with store.opened(out) as connection:
        for statement in (_LETTERS, _IN_TIME, _RELIED_ON, _EVERY):
            connection.execute(statement)
        connection.execute(f"{by_quarter} union all {by_year} {order}")
        while rows := connection.fetchmany(1000):
            for year, part, authority, duplicates, letters, *numbers in rows:
                known = dict(zip(counts, numbers, strict=True))
                cells = _cells(known, duplicates, letters)
                cells |= {"Quarter": _quarter(year, part), "Government body": authority}
                yield csv_lines([[cells.get(name) for name in (*COLUMNS, *OWN)]])


def _counts() -> dict[str, str]:
    """What letters are counted for, by the column, or a name of our own in small letters."""
    fully = "kind in ('full_refusal', 'ncnd')"
    vexatious = "kind = 'vexatious_or_repeated'"
    s21 = "answers and list_contains(sections, 's21')"
    return {
        "Requests Processed": "answers",
        "Requests handled under EIRs": "answers and environmental",
        "20-day deadline met": "answers and late = 0",
        "Late response (i.e. 20-day deadline missed)": "answers and late = 2",
        "Requests where information not held": "kind = 'not_held'",
        f"Initial Outcome {_GRANTED}": "kind = 'full_disclosure'",
        f"Initial Outcome {_PART}": "kind = 'partial_refusal'",
        f"Initial Outcome {_FULL}": f"{fully} or kind = 'cost_limit' or {vexatious}",
        "Fully refused - vexatious": f"{vexatious} and vexatious and not repeated",
        "Fully refused - repeated": f"{vexatious} and repeated and not vexatious",
        OWN[-1]: f"{vexatious} and vexatious = repeated",
        "Fully refused - cost limit": "kind = 'cost_limit'",
        "Fully refused - exemption": fully,
        **{
            name: f"answers and list_contains(sections, '{section}')"
            for name, section in _SECTIONS.items()
        },
        "Number of requests where an exemption was claimed": f"{fully} or kind = 'partial_refusal'",
        "Total Section 21 exemptions used": s21,
        "S21 Partly Exempt": f"{s21} and kind = 'partial_refusal'",
        "S21 Fully Exempt": f"{s21} and {fully}",
        "S21 20-day deadline met": f"{s21} and late = 0",
        "S21 Late response (i.e. 20-day deadline missed)": f"{s21} and late = 2",
        "PIT Total Requests Extended": "kind = 'public_interest_extension'",
        "IR Total Reviews Completed": "kind = 'internal_review'",
    }


def _cells(known: Mapping[str, int], duplicates: int, letters: int) -> dict[str, Any]:
    """A row by column: what is counted, and what follows from that by adding and dividing."""
    cells: dict[str, Any] = dict(known)
    granted, full = known[f"Initial Outcome {_GRANTED}"], known[f"Initial Outcome {_FULL}"]
    resolvable = granted + full + known[f"Initial Outcome {_PART}"]
    cells['Total "resolvable" requests'] = resolvable
    cells["Total exemptions and exceptions applied"] = sum(known[name] for name in _SECTIONS)
    cells[OWN[0]], cells[OWN[1]] = letters, duplicates
    met = known["20-day deadline met"]
    timed = met + known["Late response (i.e. 20-day deadline missed)"]
    cells[OWN[2]] = timed
    for column, first, hits, of in (
        ("Percentage of requests meeting 20-day deadline", 3, met, timed),
        ("Percentage of resolvable requests granted in full", 5, granted, resolvable),
        ("Percentage of resolvable requests withheld in full", 7, full, resolvable),
    ):
        rate = of_letters(hits, of)
        if rate.share is not None and rate.interval is not None:
            cells[column] = _percentage(rate.share)
            cells[OWN[first]], cells[OWN[first + 1]] = map(_percentage, rate.interval)
    return cells


def _percentage(share: float) -> float:
    return round(100 * share, 2)


def _quarter(year: int | None, part: int | None) -> str | None:
    if year is None:
        return None
    return str(year) if part is None else f"Q{part} {year}"
