"""The corpus is whole: letters and labels belong together, and labels say only what letters hold."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest

from loaded import report_on
from noticecheck.checker import Checker
from noticecheck.model import ELEMENTS, KINDS, UNNAMED, Effect, Report
from noticecheck.read import read

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
LETTERS = CORPUS / "letters"
SOURCES = CORPUS / "sources"
LABELS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (CORPUS / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    if line.strip()
]
BY_CLAIM = ("specifies_exemption", "explains_why", "public_interest")
BY_NOTICE = (
    "states_refusal",
    "pending_estimate",
    "complaints_procedure",
    "right_to_regulator",
    "cost_or_vexatious_stated",
)
VALUES = {"met", "gap", "unclear", "na", None}
REGIMES = {"foia2000", "eir2004", "foisa2002"}
PROVISION = re.compile(r"(s|reg)\d+[A-Z]*(\([0-9a-zA-Z]+\))*")
# The regulators, whom a letter has to name, have real addresses; all other senders are invented.
REGULATORS = {"ico.org.uk", "foi.scot", "itspublicknowledge.info"}


def file_of(label: dict[str, Any]) -> str:
    """The name of the letter that a label is about."""
    return str(label.get("file", f"{label['slug']}.txt"))


def squeeze(text: str) -> str:
    """The text with every run of white space made one blank, and quotes and dashes made plain."""
    plain = text.translate(str.maketrans("’‘“”–\u00a0", "''\"\"- "))
    return " ".join(plain.split())


@cache
def text_of(name: str) -> str:
    """The text of a letter as the program reads it."""
    return read(str(LETTERS / name)).text


def by_slug(labels: list[dict[str, Any]]) -> pytest.MarkDecorator:
    """Runs a test once for each of these labels."""
    return pytest.mark.parametrize("label", labels, ids=[label["slug"] for label in labels])


def test_size() -> None:
    assert len(LABELS) >= 60
    assert len({Path(file_of(label)).suffix for label in LABELS}) >= 6


def test_each_letter_has_one_label_and_the_reverse() -> None:
    slugs = [label["slug"] for label in LABELS]
    assert len(slugs) == len(set(slugs))
    assert sorted(map(file_of, LABELS)) == sorted(path.name for path in LETTERS.iterdir())
    assert all(Path(file_of(label)).stem == label["slug"] for label in LABELS)


@by_slug(LABELS)
def test_words_of_a_label_are_the_allowed_ones(label: dict[str, Any]) -> None:
    assert set(label) - {"file", "parts"} == {
        "slug",
        "kind",
        "regimes",
        "claims",
        "mentions",
        "checks",
        "complete",
    }
    kinds = label["kind"] if isinstance(label["kind"], list) else [label["kind"]]
    assert set(kinds) <= {*KINDS, None}
    assert set(label["regimes"]) <= REGIMES
    assert isinstance(label["complete"], bool)
    for claim in label["claims"] or []:
        assert PROVISION.fullmatch(claim["provision"]), claim
        assert claim["effect"] in get_args(Effect), claim
    assert all(PROVISION.fullmatch(mention) for mention in label["mentions"])
    checks = label["checks"]
    assert set(checks) == {*BY_CLAIM, *BY_NOTICE} <= set(ELEMENTS)
    assert {checks[element] for element in BY_NOTICE} <= VALUES


@by_slug(LABELS)
def test_checks_are_about_the_claims(label: dict[str, Any]) -> None:
    claims = {claim["provision"] for claim in label["claims"] or []}
    refusals = {c["provision"] for c in label["claims"] or [] if c["effect"] == "refuse"}
    for element in BY_CLAIM:
        checks = label["checks"][element]
        assert set(checks.values()) <= VALUES
        subjects = {key.partition("#")[0] for key in checks}
        if label["claims"] is not None:
            assert subjects <= claims | {UNNAMED}, element
        assert not subjects & refusals, "costs and vexatious requests owe section 17(5) only"
    if label["claims"] and all(claim["effect"] == "refuse" for claim in label["claims"]):
        assert label["checks"]["states_refusal"] in ("unclear", None)
    if label["kind"] == "internal_review":
        assert label["checks"]["complaints_procedure"] == "na"
    if label["kind"] == "public_interest_extension":
        assert set(label["checks"]["public_interest"].values()) <= {"na"}


@by_slug([label for label in LABELS if "parts" in label])
def test_parts_are_words_of_the_letter(label: dict[str, Any]) -> None:
    text = squeeze(text_of(file_of(label)))
    checks = label["checks"]
    met = {element for element in BY_NOTICE if checks[element] == "met"}
    met |= {
        f"{element} {key}"
        for element in BY_CLAIM
        for key in checks[element]
        if checks[element][key] == "met"
    }
    assert set(label["parts"]) == met
    for point, quotes in label["parts"].items():
        for quote in quotes:
            assert squeeze(quote) in text, f"{point}: {quote}"


def test_parts_of_the_unseen_letters_are_words_of_them() -> None:
    folder = CORPUS / "unseen"
    for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        text = squeeze(read(str(folder / "letters" / file_of(label))).text)
        for point, quotes in label["parts"].items():
            for quote in quotes:
                assert squeeze(quote) in text, f"{label['slug']}, {point}: {quote}"


@by_slug(LABELS)
def test_mail_addresses_are_invented(label: dict[str, Any]) -> None:
    for domain in re.findall(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)", text_of(file_of(label))):
        invented = "example" in domain.split(".") or domain.endswith(".gov.uk")
        assert invented or domain in REGULATORS, domain


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    pytest.importorskip("docx")
    pytest.importorskip("reportlab")
    spec = importlib.util.spec_from_file_location("corpus_build", CORPUS / "build.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up by name while it loads.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_built_letters_say_what_their_sources_say(builder: ModuleType, tmp_path: Path) -> None:
    built = builder.build(SOURCES, tmp_path)
    assert [path.name for path in built] == sorted(
        path.name for path in LETTERS.iterdir() if path.suffix in builder.BUILDERS
    )
    for path in built:
        assert read(str(path)).text == text_of(path.name), path.name


def test_a_build_is_the_same_every_time(builder: ModuleType, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    builder.build(SOURCES, first)
    builder.build(SOURCES, second)
    for path in first.iterdir():
        assert path.read_bytes() == (second / path.name).read_bytes(), path.name


def gaps(report: Report) -> set[str]:
    """The rules of the FOIA pack that the program finds a letter to fail."""
    return {
        a.rule for a in report.assessments if a.status == "gap" and a.rule.startswith("foia2000/")
    }


def test_one_letter_meets_everything() -> None:
    assert gaps(report_on(LETTERS / "everything_met.txt")) == set()


# What no letter can fail beside a bare section that is plainly refused: to say nothing of a refusal,
# to name nothing, to leave the decision open, to leave it open where nothing is to decide,
# to name no Act, or to rest on the work alone; and a schedule, which it has not.
APART = {
    "fails_silent.txt": {"foia2000/s17-1-a"},
    "fails_cost.txt": {"foia2000/s17-1-b", "foia2000/s17-5"},
    "fails_pending.txt": {"foia2000/s17-2", "foia2000/s17-1-b-pending"},
    "fails_act.txt": {"foia2000/regime-named"},
    "fails_absolute.txt": {"foia2000/s10-3-qualified"},
    "sch_02_culvertb.txt": {"foia2000/s17-1-b-items"},
}
# What only a letter fails that is read under a law of somebody's choice, and only a school.
NOT_HERE = {"foia2000/regime-chosen", "foia2000/s10-4-school"}


def test_one_letter_fails_every_rule_that_one_letter_can(checker: Checker) -> None:
    rules = [r for r in checker.ruleset.rules if r.pack == "foia2000"]
    must = {rule.full_id for rule in rules if rule.level == "must"}
    failed = gaps(report_on(LETTERS / "fails_every_rule.txt"))
    assert failed & must == must - set().union(*APART.values()) - NOT_HERE
    assert {"foia2000/s17-1-b-precise", "foia2000/s17-3-both"} <= failed


@pytest.mark.parametrize("name", APART)
def test_the_other_rules_are_failed_by_letters_of_their_own(name: str) -> None:
    assert APART[name] <= gaps(report_on(LETTERS / name))
