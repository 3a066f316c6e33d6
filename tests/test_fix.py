"""fix: paragraphs for the gaps of a letter, at their places; with the prompts answered none is left."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafts import PACKS, answered, setting
from loaded import the_checker
from noticecheck.checker import Checker
from noticecheck.cli import run
from noticecheck.drafting.mend import Mending, mend
from noticecheck.drafting.plain import difference, is_plain, mended
from noticecheck.model import Document, Level, Report
from noticecheck.read import read_bytes
from share import every
from short_letters import document

CORPUS = Path(__file__).parent.parent / "corpus" / "letters"
LETTERS = sorted(CORPUS.glob("*.txt"))
ROUNDS = 3
"""An exemption that an officer names when asked brings duties of its own."""
LETTER = """\
Hale Borough Council
3 March 2025

Dear Ms Bell

Thank you for your request for the unit prices in the contract for the harbour wall, and for the
names of the surveyors who measured it last winter. We have handled it under the Freedom of
Information Act 2000.

The unit prices are withheld under section 43(2). They are commercially sensitive.

The surveyors' names are withheld under section 40(2), as they are personal data.

Yours sincerely

Ann Marsh
"""


def mending(checker: Checker, letter: Document, level: Level = "must") -> Mending:
    report = checker.check(letter)
    _, matches = checker.parse(letter)
    here = {pack: setting(pack) for pack in PACKS}
    return mend(report, matches, here, level)


def fixed(checker: Checker, data: bytes, level: Level = "must") -> bytes:
    letter = read_bytes(data, "letter.txt")
    assert is_plain(data, letter)
    return mended(data, letter, mending(checker, letter, level).insertions)


def pack_of(data: bytes) -> str:
    if b"Scotland" in data:
        return "foisa2002"
    return "eir2004" if b"Environmental Information Regulations" in data else "foia2000"


@pytest.mark.parametrize("path", every(3, LETTERS), ids=lambda path: path.stem)
def test_no_must_gap_is_left_once_the_prompts_are_answered(path: Path, checker: Checker) -> None:
    """But for those that fix itself says that nothing to add can mend."""
    data = path.read_bytes()
    for _ in range(ROUNDS):
        data = fixed(checker, data)
        text = answered(data.decode("utf-8"), pack_of(data), ours_only=True)
        data = text.encode()
    letter = read_bytes(data, "letter.txt")
    still = {a.key for a in checker.check(letter).assessments
             if a.status == "gap" and a.level == "must"}  # fmt: skip
    assert still <= {gap.key for gap in mending(checker, letter).left}


@pytest.mark.parametrize("pack", PACKS)
def test_each_paragraph_meets_the_rules_that_it_says_it_meets(pack: str, checker: Checker) -> None:
    """In every letter that a rule itself gives as one with a gap."""
    wording = setting(pack).wording
    for rule in checker.ruleset.rules:
        if rule.pack != pack or rule.id in wording.change or not wording.meeting(rule.id):
            continue
        for example in rule.examples:
            before = document(example.text)
            days = {"received": example.received, "as_of": example.dated}
            if rule.full_id not in gaps(checker.check(before, **days)):
                continue
            _, matches = checker.parse(before, **days)
            found = mend(checker.check(before, **days), matches, {pack: setting(pack)})
            new = mended(example.text.encode(), before, found.insertions).decode()
            after = document(answered(new, pack, ours_only=True))
            assert rule.full_id not in gaps(checker.check(after, **days)), example.title


def gaps(report: Report) -> set[str]:
    return {a.rule for a in report.assessments if a.status == "gap"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-8-sig"])
@pytest.mark.parametrize("last", ["", "newline"])
def test_line_ends_encoding_and_end_of_file_stay_as_they_are(
    end: str, encoding: str, last: str, checker: Checker
) -> None:
    text = LETTER.replace("Ann Marsh\n", "Ann Märsh – £9" + ("\n" if last else ""))
    old = text.replace("\n", end).encode(encoding)
    new = fixed(checker, old)
    lines = [line for line in old.split(end.encode()) if line]
    assert [line for line in new.split(end.encode()) if line in lines] == lines
    assert new.endswith(end.encode()) == bool(last)
    shown = new.decode(encoding)
    assert "[reason: say" in shown
    assert end == "\r\n" or "\r\n" not in shown
    assert "\n" not in shown.replace(end, "")


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(LETTERS), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_nothing_of_the_letter_is_lost(path: Path, end: str, ends: bool) -> None:
    text = path.read_text(encoding="utf-8").rstrip("\n") + ("\n" if ends else "")
    old = text.replace("\n", end).encode()
    added = iter(fixed(the_checker(), old, "should").splitlines())
    assert all(line in added for line in old.splitlines()), "in its order"


@pytest.mark.skipif(shutil.which("patch") is None, reason="there is no program patch here")
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("last", [b"", b"\n"])
def test_patch_applies_the_diff(end: bytes, last: bytes, tmp_path: Path, checker: Checker) -> None:
    old = (LETTER.rstrip("\n").encode() + last).replace(b"\n", end)
    new = fixed(checker, old)
    letter = tmp_path / "letter.txt"
    letter.write_bytes(old)
    subprocess.run(
        ["patch", "--binary", "--quiet", str(letter)], input=difference(old, new, "letter.txt"),
        check=True,
    )  # fmt: skip
    assert letter.read_bytes() == new


def test_each_paragraph_stands_where_it_belongs(checker: Checker) -> None:
    new = fixed(checker, LETTER.encode()).decode()
    order = [
        "commercially sensitive", "Section 43(2) applies because", "43(2) is a qualified exemption",
        "surveyors' names", "What we withhold under section 40(2)", "internal review",
        "Information\nCommissioner", "Yours sincerely",
    ]  # fmt: skip
    flat = new.replace("\n", " ")
    places = [flat.index(words.replace("\n", " ")) for words in order]
    assert places == sorted(places)


def test_each_exemption_gets_a_balance_of_its_own(checker: Checker) -> None:
    text = (
        "The plans are withheld under sections 42(1) and 43(2) of the Freedom of Information Act "
        "2000, since our solicitor wrote them in confidence and a rival could undercut the firm.\n"
    )
    new = fixed(checker, text.encode()).decode()
    assert new.count("is a qualified exemption") == new.count("On balance") == 2


def test_the_only_limb_is_named_and_the_law_stands_at_the_top(checker: Checker) -> None:
    text = "Dear Ms Bell\n\nWe withhold the advice under section 42: our solicitor wrote it.\n"
    new = fixed(checker, text.encode(), "should").decode()
    assert "we rely on section 42(1) of the Freedom" in new
    assert new.index("We have handled your request under") < new.index("We withhold")


def test_a_letter_that_is_broken_by_hand_stays_so(checker: Checker) -> None:
    widest = max(len(line) for line in LETTER.split("\n"))
    new = fixed(checker, LETTER.encode()).decode()
    assert max(len(line) for line in new.split("\n")) <= widest


def test_a_letter_in_ascii_stays_in_ascii(checker: Checker) -> None:
    assert fixed(checker, LETTER.encode(), "should").isascii()


def test_what_is_filled_in_from_the_profile_is_no_prompt(checker: Checker) -> None:
    letter = document(LETTER)
    report = checker.check(letter)
    _, matches = checker.parse(letter)
    bare = setting("foia2000")
    without = replace(bare, writer=replace(bare.writer, review_address="", review_email=""))
    texts = [
        "\n".join(p for one in mend(report, matches, {"foia2000": s}).insertions
                  for p in one.paragraphs)
        for s in (bare, without)
    ]  # fmt: skip
    assert "review@hale.example" in texts[0]
    assert "[insert the address for reviews]" in texts[1]


def test_wrong_words_are_not_mended_by_more_words(checker: Checker) -> None:
    text = (
        "We neither confirm nor deny that we hold this, under section 40(2) of the Freedom of "
        "Information Act 2000, as the two clerks would be known by it to all their neighbours.\n"
    )
    found = mending(checker, document(text))
    assert "foia2000/s17-1-b-fit" in {gap.rule for gap in found.left}


@pytest.mark.usefixtures("rules_loaded_once")
def test_the_command_writes_a_diff_or_the_mended_letter(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    letter, new = tmp_path / "letter.txt", tmp_path / "mended.txt"
    letter.write_text(LETTER, encoding="utf-8")
    assert run(["fix", str(letter)]) == 1
    assert capfdbinary.readouterr().out.startswith(b"--- ")
    assert run(["fix", str(letter), "--write", str(new)]) == 1
    assert letter.read_text(encoding="utf-8") == LETTER
    assert "[reason: say" in new.read_text(encoding="utf-8")
    assert run(["fix", str(letter), "--write", str(new)]) == 2
    assert b"is there already" in capfdbinary.readouterr().err


@pytest.mark.usefixtures("rules_loaded_once")
def test_a_word_document_gets_no_diff_but_the_places(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    from docx import Document as Word

    word = Word()
    for paragraph in LETTER.split("\n\n"):
        word.add_paragraph(paragraph)
    path = tmp_path / "letter.docx"
    word.save(str(path))
    assert run(["fix", str(path)]) == 1
    shown = capfdbinary.readouterr().out.decode()
    assert "--- " not in shown
    assert "as they are personal data.”" in shown
    assert run(["fix", str(path), "--write", str(tmp_path / "new.docx")]) == 2
