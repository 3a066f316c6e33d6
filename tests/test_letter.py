"""What a requester does next: steps with their days, and letters that assert only what is sure."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaded import report_on, the_checker
from noticecheck import cli
from noticecheck.checker import Checker
from noticecheck.errors import UsageError
from noticecheck.letter import (
    After,
    Letter,
    after,
    commissioner,
    next_steps,
    no_answer,
    review,
    steps_without_answer,
    wording_of,
)
from noticecheck.letter.render import as_docx
from noticecheck.model import Kind, Notice, Report
from noticecheck.report.layout import clean
from noticecheck.report.words import QUESTIONS
from short_letters import FOIA, RIGHTS, check

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden" / "letters"
CORPUS = sorted((ROOT / "corpus" / "letters").glob("*.txt"))
TODAY = date(2025, 3, 10)
PACKS = ("eir2004", "foia2000", "foisa2002")


def notice_of(checker: Checker, text: str) -> Notice:
    notice = check(checker, text).notice
    assert notice is not None
    return notice


def followed(report: Report) -> After | None:
    return after(report, the_checker(), today=TODAY)


# --- steps --------------------------------------------------------------------------------------


def test_foia_review_and_complaint_are_usual_and_counted_from_the_letter(checker: Checker) -> None:
    letter = (
        f"Borley Council\n\n3 March 2025\n\nThe prices are withheld under section 43(2) {FOIA}.\n"
    )
    found = followed(check(checker, letter))
    assert found is not None
    ask, outcome, complain = found.steps
    assert (ask.by, ask.basis) == (date(2025, 5, 1), "usual")
    assert "40 working days from the date of the letter" in ask.when
    assert outcome.by is None and outcome.when.startswith("within 20 working days")
    assert (complain.by, complain.basis, complain.contact) == (
        None,
        "usual",
        "ico.org.uk/foicomplaints",
    )


def test_scottish_times_are_the_laws_own(checker: Checker) -> None:
    wording = wording_of(checker, "foisa2002")
    days = checker.catalogues["foisa2002"].working_days
    notice = notice_of(
        checker, "The prices are withheld under section 33(1)(b) of the Freedom of Information "
        "(Scotland) Act 2002.\n",
    )  # fmt: skip
    in_time = replace(notice, received=date(2025, 1, 6), dated=date(2025, 1, 20))
    late = replace(notice, received=date(2025, 1, 6), dated=date(2025, 3, 3))
    undated = replace(notice, received=None, dated=None)
    first = next_steps(in_time, wording, days, TODAY)[0]
    assert first.basis == "required by law" and "the last day for an answer" in first.when
    assert first.by == date(2025, 3, 31), "forty days behind 3 February, the twentieth"
    assert "from the date of the letter" in next_steps(late, wording, days, TODAY)[0].when
    assert next_steps(undated, wording, days, TODAY)[0].by is None
    reviewed = replace(notice, kind="internal_review", dated=date(2025, 3, 27))
    (apply,) = next_steps(reviewed, wording, days, TODAY)
    assert apply.by == date(2025, 9, 26) and "Scottish Information Commissioner" in apply.what


def test_months_end_before_the_day_that_there_is_not(checker: Checker) -> None:
    notice = notice_of(checker, f"The prices are withheld under section 43(2) {FOIA}.\n")
    notice = replace(notice, kind="internal_review", dated=date(2024, 8, 31))
    (apply,) = next_steps(notice, wording_of(checker, "foisa2002"), None, TODAY)
    assert apply.by == date(2025, 2, 27)


def test_what_decides_nothing_has_no_steps(checker: Checker) -> None:
    assert followed(check(checker, "Dear Ms Quill\n\nThe canteen closes at noon.\n")) is None


def test_where_no_answer_came_the_day_is_over_and_steps_follow(checker: Checker) -> None:
    days = checker.catalogues["foia2000"].working_days
    due, *others = steps_without_answer(
        wording_of(checker, "foia2000"), days, date(2025, 1, 6), TODAY
    )
    assert (due.by, due.basis) == (date(2025, 2, 3), "required by law")
    assert [step.by for step in others] == [None, None]


DAYS = st.dates(date(2012, 1, 1), date(2025, 12, 31))


@settings(max_examples=60, deadline=None)
@given(received=st.none() | DAYS, dated=st.none() | DAYS, pack=st.sampled_from(PACKS),
       kind=st.sampled_from(["full_refusal", "internal_review", "not_held", "acknowledgement"]))  # fmt: skip
def test_no_day_comes_before_the_one_it_counts_from(
    received: date | None, dated: date | None, pack: str, kind: Kind
) -> None:
    checker = the_checker()
    notice = replace(
        notice_of(checker, f"The prices are withheld under section 43(2) {FOIA}.\n"),
        received=received, dated=dated, kind=kind,
    )  # fmt: skip
    for step in next_steps(
        notice, wording_of(checker, pack), checker.catalogues[pack].working_days, TODAY
    ):
        assert step.by is None or (
            step.by > min(filter(None, (received, dated))) and str(step.by.year) in step.when
        )


def test_a_day_that_has_passed_is_called_so_with_what_is_usual_from_there() -> None:
    checker = the_checker()
    for pack, since in (("foia2000", "need not"), ("eir2004", "need not"), ("foisa2002", "20(6)")):
        notice = notice_of(checker, f"The prices are withheld under section 43(2) {FOIA}.\n")
        wording, days = wording_of(checker, pack), checker.catalogues[pack].working_days
        notice = replace(notice, dated=date(2024, 3, 4))
        ask, outcome, _ = next_steps(notice, wording, days, TODAY)
        assert ask.passed and ask.when.endswith("; that day has passed") and since in ask.note
        assert not outcome.passed
        ask, *_ = next_steps(notice, wording, days, ask.by or TODAY)
        assert not ask.passed and "passed" not in ask.when, "the last day is open to its end"


def test_a_letter_that_comes_late_asks_why(checker: Checker) -> None:
    text = (
        f"Borley Council\n\n4 March 2024\n\nThe prices are withheld under section 43(2) {FOIA}.\n"
    )
    found = followed(check(checker, text))
    assert found is not None and "[late: " in found.letters["review"].text
    assert "[late: " not in found.letters["commissioner"].text, "no review has come out yet"
    in_time = followed(check(checker, text.replace("2024", "2025")))
    assert in_time is not None and "[late: " not in in_time.letters["review"].text


def test_a_school_has_sixty_working_days_at_most(checker: Checker) -> None:
    wording, days = wording_of(checker, "foia2000"), checker.catalogues["foia2000"].working_days
    due, *_ = steps_without_answer(wording, days, date(2025, 1, 6), TODAY, school=True)
    assert due.by == date(2025, 4, 1) and "of a school" in due.what and not due.passed
    of_others = wording_of(checker, "eir2004")
    days = checker.catalogues["eir2004"].working_days
    due, again, _ = steps_without_answer(of_others, days, date(2025, 1, 6), TODAY, school=True)
    assert (due.by, again.by) == (date(2025, 2, 3), date(2025, 4, 1)), "the Act's own alone"


# --- letters ------------------------------------------------------------------------------------


def letters_of(report: Report) -> Sequence[Letter]:
    found = followed(report)
    return tuple(found.letters.values()) if found else ()


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_only_what_is_sure_is_asserted_and_every_quote_is_the_letters(path: Path) -> None:
    report = report_on(path)
    points = {point.key: point for point in report.assessments}
    for letter in letters_of(report):
        for key in letter.cited:
            point = points[key]
            assert (point.level, point.status, point.set_aside) == ("must", "gap", None)
            assert point.confidence >= 0.85
        assert not set(letter.cited) & set(letter.asked)
        flat = " ".join(clean(report.document.text).translate({8220: 8216, 8221: 8217}).split())
        quotes = re.findall(r"“(?:\.\.\. )?([^”]*?)(?: \.\.\.)?”", letter.text)
        assert len(quotes) == len(set(quotes)) == letter.text.count("“"), "none twice"
        assert all(quote in flat for quote in quotes)
        assert "{" not in letter.text and "Please please" not in letter.text
        assert letter.text.count("[your name]") == 2


def test_a_gap_of_a_claim_shows_the_words_that_make_the_claim(checker: Checker) -> None:
    report = check(checker, f"The prices are withheld under section 43(2) {FOIA}.\n")
    letter = review(report, wording_of(checker, "foia2000"))
    assert f"Your letter says: “The prices are withheld under section 43(2) {FOIA}.” Please" in (
        letter.text
    )


def test_nobody_is_written_to_whom_the_letter_only_names(checker: Checker) -> None:
    text = f"Dear Ms Hale\n\nYou asked what Skyhawk Systems Ltd was paid. That is withheld under section 43(2) {FOIA}.\n"
    found = followed(check(checker, text))
    assert found is not None and found.steps[0].what == "Ask the authority for an internal review"
    for letter in found.letters.values():
        assert "Skyhawk" not in letter.subject + letter.paragraphs[2]
        assert "[insert the name of the authority]" in letter.text


def test_brackets_that_the_authority_wrote_are_nothing_to_fill_in(checker: Checker) -> None:
    text = f"Borley Council\n\n3 March 2025\n\nThe “unit prices” of [name removed] are withheld under section 43(2) {FOIA}.\n"
    letter = review(check(checker, text), wording_of(checker, "foia2000"))
    assert "“The ‘unit prices’ of [name removed] are withheld" in letter.text
    assert letter.prompts and not any("removed" in prompt for prompt in letter.prompts)
    made = docx.Document(BytesIO(as_docx(letter.subject, letter.text)))
    marked = [run.text for p in made.paragraphs for run in p.runs if run.font.highlight_color]
    assert tuple(marked) == letter.prompts


def test_a_quote_is_a_sentence_even_where_few_words_of_it_were_found(checker: Checker) -> None:
    text = "Borley Council\n\n3 March 2025\n\nWe need more time to consider the public interest in the\nprices, which is a hard question.\n\nThis is under the Freedom of Information Act 2000.\n"
    letter = review(check(checker, text), wording_of(checker, "foia2000"))
    whole = "“We need more time to consider the public interest in the prices, which is a hard question.”"
    assert letter.text.count(whole) == 1, "and none is quoted twice"


def test_a_holding_letter_is_held_to_its_own_estimate(checker: Checker) -> None:
    text = (
        "Borley Council\n\n3 February 2025\n\nWe hold the prices, and section 43(2) "
        f"{FOIA} applies, as a rival could undercut the supplier. We need more time to weigh the "
        "public interest and expect to decide by DAY.\n"
    )
    found = followed(check(checker, text.replace("DAY", "3 March 2025")))
    assert found is not None
    expected = next(step for step in found.steps if step.what == "The decision is expected")
    assert (expected.by, expected.passed) == (date(2025, 3, 3), True)
    assert "[answer: their letter expected a decision by 3 March 2025" in (
        found.letters["review"].text
    )
    found = followed(check(checker, text.replace("DAY", "10 March 2025")))
    assert found is not None and "[answer:" not in found.letters["review"].text


def test_several_exemptions_are_named_each_and_a_refusal_without_any_as_the_rule_has_it(
    checker: Checker,
) -> None:
    text = f"Borley Council\n\n3 March 2025\n\nThe prices are withheld under sections 43(2) and 31(1)(a) {FOIA}.\n"
    letter = review(check(checker, text), wording_of(checker, "foia2000"))
    assert "relies on each of sections 43(2) and 31(1)(a) without saying why the public" in (
        letter.text
    )
    unnamed = f"Borley Council\n\n3 March 2025\n\nYour request under the Freedom of Information Act 2000\n\nWe refuse to give you the prices.\n\n{RIGHTS}"
    report = check(checker, unnamed)
    points = tuple(replace(point, confidence=1.0) for point in report.assessments)
    letter = review(replace(report, assessments=points), wording_of(checker, "foia2000"))
    assert "{claim}" not in letter.text and "without naming the section of the Act" in letter.text


def test_a_letter_to_the_authority_speaks_of_its_letter_and_of_me() -> None:
    for path in CORPUS:
        for to, letter in (found.letters if (found := followed(report_on(path))) else {}).items():
            own = letter.text
            assert not re.search(r"the requester may|that you can (?:go|take|apply)", own), (
                path.stem
            )
            if to == "review":
                assert not re.search(r"^(?:- )?(?:The letter|The notice|Does the)", own, re.M)


def test_an_acknowledgement_is_nothing_to_complain_of(checker: Checker) -> None:
    report = check(
        checker, "Thank you for your request under the Freedom of Information Act 2000, which we "
        "received on 6 January 2025. You will have an answer within 20 working days.\n",
    )  # fmt: skip
    assert report.notice is not None and report.notice.kind == "acknowledgement"
    found = followed(report)
    assert found is not None and found.letters == {}
    assert (found.steps[0].what, found.steps[0].by) == (
        "The answer to your request is due",
        date(2025, 2, 3),
    )


def test_a_letter_that_takes_more_time_is_not_called_an_answer() -> None:
    found = followed(report_on(ROOT / "corpus" / "letters" / "fails_pending.txt"))
    assert found is not None
    text = found.letters["review"].text
    assert "In your letter of 3 May 2022 you take more time" in text and "your answer" not in text
    assert "was due" not in "".join(step.what for step in found.steps)


def test_what_is_unclear_is_asked_and_not_asserted(checker: Checker) -> None:
    for path in CORPUS:
        letters = (found.letters if (found := followed(report_on(path))) else {}).values()
        for letter in letters:
            if not letter.cited:
                assert "falls short" not in letter.text and "could not find" not in letter.text
            assert "Does this apply here?" not in letter.text
            assert "name an exemption that it does not name" not in letter.text


def test_every_sure_gap_of_the_law_is_told(checker: Checker) -> None:
    report = check(checker, f"We refuse to give you the prices under section 43(2) {FOIA}.\n")
    for letter in letters_of(report):
        assert {key.partition("@")[0] for key in letter.cited} >= {
            "foia2000/s17-7-a",
            "foia2000/s17-7-b",
        }
        assert "FOIA 2000, s.17(7)(b)" in letter.text


def test_a_gap_that_is_not_sure_is_a_question(checker: Checker) -> None:
    report = check(checker, f"We refuse to give you the prices under section 43(2) {FOIA}.\n")
    doubted = replace(
        report, assessments=tuple(replace(point, confidence=0.5) for point in report.assessments)
    )
    letter = review(doubted, wording_of(checker, "foia2000"))
    assert letter.cited == () and letter.asked
    assert "FOIA 2000" not in letter.text and "?" in letter.text


def test_a_letter_that_lacks_nothing_is_accused_of_nothing() -> None:
    report = report_on(ROOT / "corpus" / "letters" / "everything_met.txt")
    letter = review(report, wording_of(the_checker(), "foia2000"))
    assert letter.cited == letter.asked == ()
    assert "requires the following" not in letter.text and "[your argument" in letter.text


def test_after_a_review_only_the_regulator_is_left(checker: Checker) -> None:
    text = f"Outcome of internal review\n\nI uphold the decision to withhold the prices under section 43(2) {FOIA}.\n\n{RIGHTS}"
    found = followed(check(checker, text))
    assert found is not None and list(found.letters) == ["commissioner"]
    assert "outcome of its internal review" in found.letters["commissioner"].text


def test_no_letter_speaks_to_the_authority_as_if_it_had_asked() -> None:
    """Rules speak to the requester: a letter that quotes them must not call the authority "you"."""
    checker = the_checker()
    for rule in checker.ruleset.rules:
        says = wording_of(checker, rule.pack).says
        if rule.level == "must" and rule.element != "regime" and re.search(r"\byou\b", rule.say):
            assert rule.full_id in says, rule.full_id
        assert not re.search(r"\byou\b", says.get(rule.full_id, "")), rule.full_id


def test_what_is_unclear_is_asked_in_words_and_not_by_the_number_of_a_provision() -> None:
    checker = the_checker()
    for rule in checker.ruleset.rules:
        asked = rule.level == "must" and rule.element != "regime"
        if asked and rule.element not in QUESTIONS:
            assert rule.id in wording_of(checker, rule.pack).wonders, rule.full_id


def test_a_link_holds_the_letter_or_says_that_it_does_not() -> None:
    short = Letter("A subject & more", ("One.", "Two?"))
    asked = parse_qs(urlsplit(short.mailto).query)
    assert asked == {"subject": ["A subject & more"], "body": ["One.\r\n\r\nTwo?\r\n"]}
    long = Letter("A subject", ("word " * 500,))
    assert short.fits_link and not long.fits_link
    assert parse_qs(urlsplit(long.mailto).query)["body"] == ["[paste the letter here]"]


def test_a_word_file_has_the_paragraphs_with_prompts_in_yellow() -> None:
    made = docx.Document(BytesIO(as_docx("A subject\x00", "One\x0b [fill in].\r\n\r\nTwo\nlines.")))
    assert [p.text for p in made.paragraphs] == ["A subject", "One [fill in].", "Two\nlines."]
    marked = [run.text for p in made.paragraphs for run in p.runs if run.font.highlight_color]
    assert marked == ["[fill in]"]


def test_a_pack_without_wording_says_what_to_do(tmp_path: Path, checker: Checker) -> None:
    with pytest.raises(UsageError, match="there is no pack nope; there are"):
        wording_of(checker, "nope")
    (tmp_path / "foia2000").mkdir()
    broken = tmp_path / "foia2000" / "letter.toml"
    for text, said in (
        ("certain = 1", "letter.toml: `contact` is missing"),
        ("certain = [", "letter.toml: not TOML"),
        (
            (ROOT / "rules" / "foia2000" / "letter.toml").read_text().replace("{dated}", "{datd}"),
            "there is no field `{datd}`",
        ),
        *(
            (
                (ROOT / "rules" / "foia2000" / "letter.toml").read_text().replace(old, new),
                f"letter.toml: {said}",
            )
            for old, new, said in (
                ('"s17-7-b" = "', '"s17-7-b" = "{law} ', "says.s17-7-b: there is no field `{law}`"),
                ("I have had no answer.", "{dated}", "reminder.opening: there is no field"),
                ("{law}).{quote}", "{law:d}).{quote}", "review.gap: there is no field `{law}`"),
                ("do what {law}", "do what {authority}", "wonders.other: there is no field"),
                ("[your name]", "[your name] {", "head: a brace is open"),
            )
        ),
    ):
        broken.write_text(text)
        after.__globals__["_loaded"].cache_clear()
        with pytest.raises(UsageError, match=re.escape(said)):
            wording_of(checker, "foia2000", (tmp_path,))


# --- the command, and letters as they were ------------------------------------------------------


CASES = {
    "foia-review": "corpus/letters/loc_03_ward_systems.txt --to review",
    "foia-commissioner": "corpus/letters/fails_silent.txt --to commissioner",
    "eir-review": "corpus/letters/loc_21_overflowb.txt --to review",
    "eir-of-a-review": "corpus/letters/loc_14_ridgeway.txt --to review",
    "foia-more-time": "corpus/letters/fails_pending.txt --to review",
    "foisa-review": "corpus/letters/nua_04_swing_bridge.txt --to review",
    "foisa-commissioner": "corpus/letters/nua_04_swing_bridge.txt --to commissioner",
    "nothing-missing": "corpus/letters/everything_met.txt",
    "foia-reminder": "--no-reply --received 2025-01-06 --dated 2025-02-10 --authority Borley",
    "foisa-silence": "--no-reply --received 2025-01-06 --dated 2025-02-10 --pack foisa2002 --to commissioner",
    "school-reminder": "--no-reply --received 2025-01-06 --dated 2025-02-10 --authority Kiln-Academy",
    "school-silence": "--no-reply --received 2025-01-06 --dated 2025-05-10 --authority Kiln-Academy --to commissioner",
    "not-of-parking-services": "corpus/letters/nat_13_gallery.txt",
    "eir-reminder": "--no-reply --received 2025-01-06 --dated 2025-02-10 --pack eir2004",
}


@pytest.mark.usefixtures("rules_loaded_once")
@pytest.mark.parametrize("name", CASES)
def test_letters_are_as_they_were(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("noticecheck.commands.letter.today", lambda: TODAY)
    assert cli.run(["letter", *CASES[name].split(), "--isolated"]) == 0
    told = capsys.readouterr()
    text = f"{told.out}\n-- told besides\n{told.err}"
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("NOTICECHECK_WRITE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
    assert all(len(line) <= 80 for line in (told.out + told.err).splitlines()[1:])


@pytest.mark.usefixtures("rules_loaded_once")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("", "name one letter, or give --no-reply"),
        ("a.txt --no-reply", "name one letter, or give --no-reply"),
        ("--no-reply", "--no-reply needs --received"),
        (
            "--no-reply --received 2025-01-06 --dated 2025-02-03",
            "not late yet: its time ends on 3 February 2025",
        ),
        ("--no-reply --received 2030-01-06 --dated 2025-02-03", "that day is still to come"),
        ("--no-reply --received 1999-01-06", "working days are known for 2005 to"),
        ("--no-reply --received 2025-01-06 --pack nope", "there is no pack nope"),
        ("corpus/letters/everything_met.txt -o letter.pdf", "must end with .txt or .docx"),
        ("corpus/letters/nat_21_stampduty.txt", "it decides nothing on a request"),
    ],
)
def test_what_cannot_be_written(
    arguments: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert cli.run(["letter", *arguments.split(), "--isolated"]) == 2
    err = capsys.readouterr().err
    assert said in err and err.count("\n") == 1


@pytest.mark.usefixtures("rules_loaded_once")
def test_a_file_or_a_link(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = str(ROOT / "corpus" / "letters" / "everything_met.txt")
    out = tmp_path / "letter.docx"
    assert cli.run(["letter", letter, "-o", str(out), "--mailto", "--isolated"]) == 0
    assert capsys.readouterr().out.startswith("mailto:?subject=Request%20for%20an%20internal")
    assert docx.Document(str(out)).paragraphs[0].text.startswith("Request for an internal review")
    assert cli.run(["letter", letter, "-o", str(out), "--isolated"]) == 2, "it is not overwritten"


def test_the_regulator_of_the_letter_is_written_to(checker: Checker) -> None:
    text = "The prices are withheld under section 33(1)(b) of the Freedom of Information (Scotland) Act 2002.\n"
    letter = commissioner(check(checker, text), wording_of(checker, "foisa2002"))
    assert "To the Scottish Information Commissioner:" in letter.text
    assert "section 50" not in letter.text
    silent = no_answer(wording_of(checker, "foia2000"), "commissioner", date(2025, 1, 6), None)
    assert "[date: say when the answer was due]" in silent.text
