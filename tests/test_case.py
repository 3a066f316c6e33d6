"""Several letters of one request: what they show together, and what they must not be accused of."""

from __future__ import annotations

import io
import json
import os
import re
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from jsonschema import validate

from loaded import report_on, the_checker
from noticecheck import cli
from noticecheck.case import Case, case_of, to_dict, to_text, wordings_of
from noticecheck.case.wording import FIELDS, load_wordings
from noticecheck.checker import Checker
from noticecheck.errors import UsageError
from noticecheck.model import Report
from short_letters import FOIA, RIGHTS, check

ROOT = Path(__file__).parent.parent
CASES = sorted(path for path in (ROOT / "corpus" / "cases").iterdir() if path.is_dir())
GOLDEN = Path(__file__).parent / "golden" / "cases"
SCHEMA = json.loads((ROOT / "docs" / "case.schema.json").read_text(encoding="utf-8"))


def case(*reports: Report) -> Case:
    return case_of(reports, wordings_of(the_checker().ruleset.packs))


def reports_of(folder: Path) -> list[Report]:
    return [report_on(path) for path in sorted(folder.glob("*.txt"))]


def names(found: Case) -> list[str]:
    return [one.name for one in found.findings]


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_cases_are_as_they_were(folder: Path) -> None:
    found = case(*reports_of(folder))
    text = to_text(found).replace(f"{ROOT}/", "")
    text = re.sub(r"(?m)^(\d\. ).*/(?=corpus|\d-)", r"\1", text)
    golden = GOLDEN / f"{folder.name}.txt"
    if os.environ.get("NOTICECHECK_WRITE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
    validate(to_dict(found), SCHEMA)


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_the_order_of_dated_letters_does_not_matter(folder: Path) -> None:
    found = {case(*order).findings for order in permutations(reports_of(folder))}
    assert len(found) == 1


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_every_quote_stands_in_its_letter_and_a_letter_alone_shows_nothing(folder: Path) -> None:
    found = case(*reports_of(folder))
    for one in found.findings:
        for told in one.told:
            notice = found.letters[told.letter].notice
            assert notice is not None
            edges = {s.start for p in notice.passages for s in (*p.sentences, p.span)}
            assert told.span.start in edges, "a quote begins where a sentence does"
    for report in reports_of(folder):
        assert case(report).findings == ()


def test_the_same_letter_twice_is_one(checker: Checker) -> None:
    report = report_on(CASES[0] / "1-answer.txt")
    found = case(report, report)
    assert len(found.letters) == 1 and found.findings == ()
    assert "the same letter is there already" in found.warnings[0]


ANSWER = f"3 March 2025\n\nDear Ms Quill\n\nWe withhold the prices under section 43(2) {FOIA}.\n\n{RIGHTS}"
REASONS = (
    "since a rival could undercut the supplier in the next tender, and taxpayers would pay more"
)


def review(text: str) -> str:
    return f"7 April 2025\n\nDear Ms Quill\n\nOutcome of internal review\n\n{text}\n\n{RIGHTS}"


def test_what_a_review_gives_is_put_right_and_what_it_lacks_stays_open(checker: Checker) -> None:
    first = check(checker, ANSWER)
    later = check(
        checker,
        review(f"I uphold the refusal of the prices under section 43(2) {FOIA}, {REASONS}."),
    )
    found = case(first, later)
    by_rule = {one.rule: one.name for one in found.findings}
    assert by_rule["foia2000/s17-1-c"] == "put-right"
    assert by_rule["foia2000/s17-3-b"] == "still-open"
    assert [one.rule for one in found.open_gaps] == ["foia2000/s17-3-b"]


def test_a_limb_of_the_same_section_is_no_other_exemption(checker: Checker) -> None:
    first = check(checker, ANSWER.replace("43(2)", "31(1)(a)"))
    later = check(
        checker, review(f"I uphold the refusal under section 31(1)(b) {FOIA}, {REASONS}.")
    )
    assert not {"dropped", "added"} & set(names(case(first, later)))


def test_an_exemption_that_is_dropped_leaves_none_of_its_gaps_open(checker: Checker) -> None:
    first = check(checker, ANSWER)
    later = check(
        checker, review(f"I withhold the prices under section 41(1) {FOIA} instead, {REASONS}.")
    )
    found = case(first, later)
    assert {"dropped", "added"} <= set(names(found))
    assert not any(one.subject == "s43(2)" for one in found.open_gaps)


def test_a_review_that_gives_all_leaves_nothing_open(checker: Checker) -> None:
    later = check(checker, review("I do not uphold the refusal. The prices are attached in full."))
    assert case(check(checker, ANSWER), later).open_gaps == ()


def test_letters_of_other_law_are_not_held_against_each_other(checker: Checker) -> None:
    other = review(
        "I uphold the refusal of the prices under regulation 12(5)(e) of the Environmental "
        f"Information Regulations 2004, {REASONS}."
    )
    assert case(check(checker, ANSWER), check(checker, other)).open_gaps == ()


def test_other_references_and_missing_dates_are_said_not_judged() -> None:
    one, two = reports_of(ROOT / "corpus" / "cases" / "prices")
    assert one.notice is not None and two.notice is not None
    one = replace(one, notice=replace(one.notice, dated=None, reference="FOI-1234"))
    two = replace(two, notice=replace(two.notice, reference="FOI-9876"))
    found = case(one, two)
    assert found.ordered_by == "given" and any("order given" in text for text in found.warnings)
    assert any("different references (FOI-1234 and FOI-9876)" in text for text in found.warnings)


def test_an_estimate_that_was_kept_is_not_missed(checker: Checker) -> None:
    holding, answer = reports_of(ROOT / "corpus" / "cases" / "policing")
    assert "estimate-missed" in names(case(holding, answer))
    assert answer.notice is not None
    in_time = replace(answer, notice=replace(answer.notice, dated=date(2024, 12, 2)))
    assert "estimate-missed" not in names(case(holding, in_time))


def holding(day: str, estimate: str) -> str:
    return (
        f"{day}\n\nDear Ms Quill\n\nWe hold the prices. Section 43(2) {FOIA} applies, {REASONS}. We "
        "need more time to weigh the public interest and expect to decide by "
        f"{estimate}.\n\n{RIGHTS}"
    )


def test_the_last_estimate_that_came_in_time_counts(checker: Checker) -> None:
    answer = check(checker, ANSWER.replace("3 March 2025", "28 July 2025"))
    first = check(checker, holding("3 June 2025", "1 July 2025"))
    for day, missed in (("30 June 2025", ()), ("4 July 2025", ("holding letter of 4 July 2025",))):
        found = case(first, check(checker, holding(day, "29 July 2025")), answer)
        told = [one.message for one in found.findings if one.name == "estimate-missed"]
        assert len(told) == len(missed)
        assert all(later in message for later, message in zip(missed, told, strict=True))


def test_two_holding_letters_tell_once_of_what_the_answer_rests_on(checker: Checker) -> None:
    found = case(
        check(checker, holding("3 June 2025", "1 July 2025")),
        check(checker, holding("30 June 2025", "29 July 2025")),
        check(checker, ANSWER.replace("43(2)", "40(2)").replace("3 March", "28 July")),
    )
    assert names(found).count("extension-dropped") == 1
    assert names(found).count("extension-other") == 1


@pytest.mark.parametrize("law", ["under the Freedom of Information Act 2000", "about the prices"])
def test_a_review_that_answers_nothing_leaves_every_gap_for_a_person_to_see(
    checker: Checker, law: str
) -> None:
    first = check(checker, ANSWER.replace("43(2)", "31"))
    agrees = f"Dear Ms Quill\n\nInternal review of the answer to your request {law}\n\nI agree with it entirely. The appeal is dismissed."
    later = check(checker, f"7 April 2025\n\n{agrees}\n\n{RIGHTS}")
    gaps = {
        point.rule
        for point in first.assessments
        if (point.level, point.status) == ("must", "gap")
        and point.element not in ("time_limit", "complaints_procedure", "regime", "consistency")
    }
    found = case(first, later)
    told = {one.rule for one in found.findings if one.name in ("still-open", "still-unclear")}
    assert gaps and told == gaps
    given = check(checker, review("I do not uphold it. The prices are attached in full."))
    assert not {"still-open", "still-unclear"} & set(names(case(first, given)))


def test_every_pack_tells_in_words_and_a_broken_file_says_where(tmp_path: Path) -> None:
    for pack in the_checker().ruleset.packs:
        assert set(load_wordings(Path(pack.directory))) <= FIELDS.keys()
        assert "still-open" in load_wordings(Path(pack.directory))
    assert load_wordings(tmp_path) == {}
    for text, said in (
        ("[nothing]\nlevel='info'\nsay='x'", "nothing is found that is called `nothing`"),
        ("[added]\nlevel='high'\nsay='x'", "level"),
        ("[added]\nlevel='info'\nsay='{claims}'", "added: there is no field `{claims}`"),
        ("[added", "not TOML"),
    ):
        (tmp_path / "case.toml").write_text(text)
        with pytest.raises(UsageError, match=re.escape(said)):
            load_wordings(tmp_path)


@pytest.mark.usefixtures("rules_loaded_once")
def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    letters = [str(path) for path in sorted((ROOT / "corpus" / "cases" / "prices").glob("*.txt"))]
    assert cli.run(["case", *letters, "--isolated"]) == 1
    assert "Still missing: required by law" in capsys.readouterr().out
    assert cli.run(["case", *letters, "--format", "json", "--fail-on", "never", "--isolated"]) == 0
    validate(json.loads(capsys.readouterr().out), SCHEMA)
    assert cli.run(["case", "nowhere.txt", "--isolated"]) == 3


def test_letters_that_are_sent_together_are_a_case_on_the_page() -> None:
    pytest.importorskip("fastapi", reason="the page needs the extra `web`")
    from noticecheck.read.archive import packed
    from noticecheck.web.result import Result, result_page

    page = result_page(
        [Result(r, r.document, (), "", "") for r in reports_of(ROOT / "corpus" / "cases" / "prices")],
        the_checker(), "",
    )  # fmt: skip
    assert "What the letters show together" in page and "does not put it right" in page

    import zipfile

    with zipfile.ZipFile(
        io.BytesIO(packed([("a.txt", b"1"), ("a.txt", b"2"), ("x/y", b"3")]))
    ) as z:
        assert [z.read(name) for name in z.namelist()] == [b"1", b"2", b"3"]
