"""The pack is found by its entry point, its examples hold, and its letters are read as labelled.

Where it is not installed, its entry point is laid on the path for these tests, as by an installer.
"""

from __future__ import annotations

import shutil
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from noticecheck.accuracy import measure
from noticecheck.checker import Checker, load
from noticecheck.examples import run_examples
from noticecheck.labels import load_labels
from noticecheck.model import Report
from noticecheck.read import read_bytes

HERE = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ACT = "the Freedom of Information Act 2014"
REFUSED = "Dear Ms Quill\n\nI have decided to refuse the rates under section 36(1)(b) of"


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checker]:
    """The rules that are loaded where nothing is asked for."""
    with pytest.MonkeyPatch.context() as patch:
        if not entry_points(group="noticecheck.packs", name="foi2014"):
            patch.setattr(sys, "path", [*sys.path, str(laid_out(tmp_path_factory))])
        yield load()


def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what an installer makes of the project."""
    folder = tmp_path_factory.mktemp("site-packages")
    shutil.copytree(HERE / "noticecheck_pack_ireland", folder / "noticecheck_pack_ireland")
    about = folder / f"noticecheck_pack_ireland-{PROJECT['version']}.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Name: {PROJECT['name']}\nVersion: {PROJECT['version']}\n")
    ((group, points),) = PROJECT["entry-points"].items()
    lines = [f"[{group}]", *(f"{name} = {value}" for name, value in points.items())]
    (about / "entry_points.txt").write_text("\n".join(lines) + "\n")
    return folder


def check(checker: Checker, text: str) -> Report:
    return checker.check(read_bytes(text.encode(), "letter.txt"))


def test_it_is_loaded_with_the_built_in_packs(checker: Checker) -> None:
    names = [pack.name for pack in checker.ruleset.packs]
    assert names.count("foi2014") == 1 and {"foia2000", "eir2004", "foisa2002"} < set(names)


def test_nothing_of_it_is_run(checker: Checker) -> None:
    assert "noticecheck_pack_ireland" not in sys.modules
    assert not list(HERE.glob("noticecheck_pack_ireland/**/*.py"))


def test_its_examples_hold(checker: Checker) -> None:
    rules = [rule for rule in checker.ruleset.rules if rule.pack == "foi2014"]
    wrong = [
        f"{rule.id}: {result.example.title}: is {result.got}"
        for rule in rules
        for result in run_examples(checker, rule)
        if not result.ok
    ]
    assert len(rules) == 12 and not wrong


def test_only_what_was_read_in_the_act_is_owed(checker: Checker) -> None:
    for rule in checker.ruleset.rules:
        if rule.pack == "foi2014" and rule.level == "must":
            assert rule.verified == "statute"
            assert all(law.citation.startswith("FOI Act 2014 (Ireland), s") for law in rule.law)


@pytest.mark.parametrize(
    "text",
    [
        f"{REFUSED} {ACT}.",
        f"Your request under {ACT}\n\n{REFUSED} the FOI Act.",
        f"Your request under {ACT}\n\n{REFUSED} the Act.",
        f"Your request under {ACT}\n\n{REFUSED} the 2014 Act.",
        f"The FOI Act: the FOI Act, the FOI Act.\n\n{REFUSED} {ACT}.",
    ],
)
def test_a_letter_that_names_the_act_is_under_it(checker: Checker, text: str) -> None:
    report = check(checker, text)
    assert report.notice is not None and report.notice.regimes == ("foi2014",)
    assert [claim.provision for claim in report.notice.claims] == ["s36(1)(b)"]
    assert {a.rule.partition("/")[0] for a in report.assessments} == {"foi2014"}


@pytest.mark.parametrize(
    ("text", "regime"),
    [
        ("section 43(2) of the Freedom of Information Act 2000", "foia2000"),
        ("section 43(2) of the FOI Act", "foia2000"),
        (f"section 43(2) of the FOI Act 2000; {ACT} of Ireland does not apply", "foia2000"),
        ("section 33(1)(b) of the Freedom of Information (Scotland) Act 2002", "foisa2002"),
    ],
)
def test_letters_of_the_united_kingdom_are_judged_as_before(
    checker: Checker, text: str, regime: str
) -> None:
    report = check(checker, f"Dear Ms Quill\n\nWe withhold the rates under {text}.\n")
    assert report.notice is not None and report.notice.regimes == (regime,)


def test_a_vexatious_request_is_not_refused_under_the_number_of_another_act(
    checker: Checker,
) -> None:
    words = "We refuse your request. It is a vexatious request, the ninth in a month."
    report = check(checker, f"Dear Ms Quill\n\nYour request under {ACT}\n\n{words}\n")
    assert report.notice is not None and not report.notice.claims
    assert report.notice.unnamed is not None


def test_its_letters_are_read_as_labelled(checker: Checker) -> None:
    floors = tomllib.loads((HERE / "corpus" / "floors.toml").read_text(encoding="utf-8"))
    letters = {
        label.slug: (label, (HERE / "corpus" / "letters" / f"{label.slug}.txt").read_bytes())
        for label in load_labels(HERE / "corpus" / "labels.jsonl")
    }
    measured = measure(
        (label, checker.check(read_bytes(data, slug))) for slug, (label, data) in letters.items()
    )
    assert len(letters) == 6 and measured.without_report == 0
    assert {n: measured.measures[n] for n in floors if measured.measures[n] < floors[n]} == {}
