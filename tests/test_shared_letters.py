"""Labelled letters that lie beside the repository, where there are any: the floors of accuracy."""

from __future__ import annotations

from pathlib import Path

import pytest

from noticecheck.accuracy import measure
from noticecheck.checker import Checker
from noticecheck.labels import Label, load_labels
from noticecheck.model import Report
from noticecheck.read import read
from short_letters import claims

Reports = dict[Path, list[tuple[Label, Report]]]
BESIDE = Path(__file__).resolve().parents[2] / "shared"
REAL = BESIDE / "notices"
INVENTED = BESIDE / "corpus"
FLOORS = {
    "kind accuracy": 0.92,
    "claims precision": 0.97,
    "claims recall": 0.97,
    "states_refusal accuracy": 0.97,
    "specifies_exemption accuracy": 0.97,
    "explains_why accuracy": 0.94,
    "public_interest accuracy": 0.97,
    "pending_estimate accuracy": 0.97,
    "complaints_procedure accuracy": 0.97,
    "right_to_regulator accuracy": 0.97,
    "cost_or_vexatious_stated accuracy": 0.97,
    "gap precision": 0.93,
    "gap recall": 0.88,
}
SEEDS = {
    "seed_mps_2023_lfr": {
        ("s22", "withhold"),
        ("s31(1)(a)", "withhold"),
        ("s40(2)", "withhold"),
        ("s42(1)", "withhold"),
        ("s43(2)", "withhold"),
        ("s23(5)", "ncnd"),
        ("s24(2)", "ncnd"),
        ("s31(3)", "ncnd"),
    },
    "seed_mps_2018_afr": {("s24(2)", "ncnd"), ("s31(3)", "ncnd")},
}


def needs(folder: Path) -> pytest.MarkDecorator:
    """Skips a test where the folder with labelled letters does not lie beside the repository."""
    return pytest.mark.skipif(
        not (folder / "labels.jsonl").is_file(),
        reason=f"the labelled letters {folder.parent.name}/{folder.name} are not beside the "
        "repository",
    )


def labels(folder: Path) -> list[Label]:
    path = folder / "labels.jsonl"
    return load_labels(path) if path.is_file() else []


def letter(folder: Path, label: Label) -> Path:
    return folder / "letters" / (label.file or f"{label.slug}.txt")


@pytest.fixture(scope="module")
def reports(checker: Checker) -> Reports:
    """The report of every labelled letter, by folder."""
    return {
        folder: [
            (label, checker.check(read(str(letter(folder, label))))) for label in labels(folder)
        ]
        for folder in (REAL, INVENTED)
    }


@pytest.mark.parametrize(
    "folder", [pytest.param(REAL, marks=needs(REAL)), pytest.param(INVENTED, marks=needs(INVENTED))],
    ids=["real", "invented"],
)  # fmt: skip
@pytest.mark.parametrize("name", FLOORS)
def test_floor(reports: Reports, folder: Path, name: str) -> None:
    result = measure(reports[folder])
    assert result.measures[name] >= FLOORS[name], "\n".join(result.misses)


@pytest.mark.parametrize(
    "folder", [pytest.param(REAL, marks=needs(REAL)), pytest.param(INVENTED, marks=needs(INVENTED))],
    ids=["real", "invented"],
)  # fmt: skip
def test_every_letter_has_a_report(reports: Reports, folder: Path) -> None:
    result = measure(reports[folder])
    assert result.letters == len(labels(folder)) > 40
    assert result.without_report == 0


@needs(REAL)
@pytest.mark.parametrize("slug", SEEDS)
def test_seed_letter_has_exactly_its_claims(reports: Reports, slug: str) -> None:
    report = next(report for label, report in reports[REAL] if label.slug == slug)
    assert claims(report) == SEEDS[slug]


@needs(REAL)
@pytest.mark.parametrize("slug", SEEDS)
def test_seed_letter_agrees_with_every_point_of_its_label(reports: Reports, slug: str) -> None:
    pair = [pair for pair in reports[REAL] if pair[0].slug == slug]
    assert measure(pair).misses == ()
