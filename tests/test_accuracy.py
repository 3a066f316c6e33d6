"""`eval`: labels are read strictly, and agreement is counted as documented."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import report_samples as samples
from noticecheck.accuracy import measure
from noticecheck.commands.evaluate import _below, _parse_minimums, _read_floors, measure_names
from noticecheck.errors import UsageError
from noticecheck.labels import Label, load_labels, parse_label
from noticecheck.model import Report

LABEL: dict[str, Any] = {
    "slug": "tender",
    "kind": ["full_refusal", "ncnd"],
    "claims": [
        {"provision": "s40(2)", "effect": "withhold"},
        {"provision": "s43(2)", "effect": "withhold"},
        {"provision": "s31(3)", "effect": "ncnd"},
    ],
    "checks": {
        "states_refusal": "met",
        "complaints_procedure": "gap",
        "right_to_regulator": "met",
        "pending_estimate": "na",
        "specifies_exemption": {"s40(2)": "met", "s43(2)": "met", "s31(3)": "met"},
        "explains_why": {"s40(2)": "met", "s43(2)": "gap", "s31(3)": "gap"},
        "public_interest": {"s43(2)": "gap", "s31(3)": "unclear"},
    },
}


def score(report: Report | None = samples.REPORT, **changes: Any) -> dict[str, float]:
    label = parse_label({**LABEL, **changes})
    return dict(measure([(label, report)]).measures)


def checks(**changes: Any) -> dict[str, Any]:
    return {**LABEL["checks"], **changes}


def test_agreement_on_everything_but_one_unclear_point() -> None:
    got = score()
    # The one that is unclear is as sure in the sample as the others are.
    assert got.pop("sure accuracy") == pytest.approx(10 / 11)
    assert got.pop("explains_why accuracy") == pytest.approx(2.5 / 3)
    assert got.pop("gap recall") == pytest.approx(3 / 4)
    assert set(got.values()) == {1.0}


def test_kind() -> None:
    assert score(kind="not_held")["kind accuracy"] == 0
    assert "kind accuracy" not in score(kind=None)


def test_claims() -> None:
    claims = [{"provision": "s40(2)", "effect": "withhold"}, {"provision": "s1", "effect": "ncnd"}]
    got = score(claims=claims)
    assert got["claims precision"] == pytest.approx(1 / 3)
    assert got["claims recall"] == pytest.approx(1 / 2)
    assert "claims recall" not in score(claims=None)


def test_a_duty_met_though_it_does_not_arise_is_agreement() -> None:
    assert score(checks=checks(states_refusal="na"))["states_refusal accuracy"] == 1
    assert score(checks=checks(complaints_procedure="na"))["complaints_procedure accuracy"] == 0


def test_a_gap_where_nothing_is_due_is_false_only_if_the_claims_are_known() -> None:
    nothing = checks(public_interest={})
    assert score(checks=nothing)["public_interest accuracy"] == 0
    assert "public_interest accuracy" not in score(checks=nothing, claims=None)


def test_a_key_may_name_the_effect() -> None:
    label = parse_label(
        {"slug": "a", "checks": {"explains_why": {"s31(3)": "met", "s31(3)#ncnd": "gap"}}}
    )
    assert [(p.subject, p.effect) for p in label.points] == [
        ("s31(3)", "withhold"),
        ("s31(3)", "ncnd"),
    ]
    got = measure([(label, samples.REPORT)]).misses
    assert got == (
        "a: explains_why of s31(3) is not_applicable, label says met",
        "a: explains_why of s31(3)#ncnd is unclear, label says gap",
    )


def test_letters_without_a_report_are_counted() -> None:
    label = parse_label(LABEL)
    result = measure([(label, None), (replace(label, slug="b"), samples.unreadable())])
    assert (result.letters, result.without_report) == (2, 1)
    assert result.measures["claims recall"] == result.measures["kind accuracy"] == 0
    assert result.measures["gap recall"] == 0


def test_nothing_counts_as_right_for_a_letter_that_was_not_read() -> None:
    lucky = parse_label({"slug": "a", "kind": "other", "checks": {"pending_estimate": "na"}})
    for report in (None, samples.unreadable()):
        result = measure([(lucky, report)])
        assert dict(result.measures) == {"kind accuracy": 0, "pending_estimate accuracy": 0}
        assert "a: kind is not read, label says other" in result.misses
        assert set(score(report).values()) == {0.0}
    undecided = parse_label({"slug": "a", "kind": None, "checks": {"pending_estimate": None}})
    assert measure([(undecided, None)]).measures == {}


def test_rules_are_tallied() -> None:
    rows = {row.rule: row for row in measure([(parse_label(LABEL), samples.REPORT)]).rules}
    explains = rows["foia2000/s17-1-c"]
    assert (explains.met, explains.gap, explains.unclear) == (1, 1, 1)
    assert (explains.right, explains.wrong) == (2, 0)
    wrong = parse_label({**LABEL, "checks": checks(complaints_procedure="met")})
    rows = {row.rule: row for row in measure([(wrong, samples.REPORT)]).rules}
    assert (rows["foia2000/s17-7-a"].right, rows["foia2000/s17-7-a"].wrong) == (0, 1)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[]", "must be a JSON object"),
        ("{}", 'needs a "slug"'),
        ('{"slug": "a", "kind": "refusal"}', "unknown kind 'refusal'"),
        ('{"slug": "a", "claims": {}}', '"claims" must be a list'),
        ('{"slug": "a", "claims": [{"provision": "s1", "effect": "x"}]}', "needs a"),
        ('{"slug": "a", "checks": {"nonsense": "met"}}', 'unknown element "nonsense"'),
        ('{"slug": "a", "checks": {"explains_why": {"s1": "fine"}}}', "explains_why is 'fine'"),
        ('{"slug": "a", "checks": {"explains_why": "met"}}', "must be a JSON object"),
        ('{"slug": "ok"}', 'slug "ok" is already on line 1'),
        ("[" * 100_000, "nested too deeply"),
        ('{"slug": "../../x"}', "no name within the folder letters"),
        ('{"slug": "/etc/passwd"}', "no name within the folder letters"),
        (r'{"slug": "..\\x"}', "no name within the folder letters"),
        (r'{"slug": "a\u001b[2J"}', "no name within the folder letters"),
        ('{"slug": "a", "file": "../x.txt"}', "no name within the folder letters"),
        ('{"slug": "a", "kind": [[]]}', '"kind" must be the name of a kind'),
        ('{"slug": "a", "kind": {}}', '"kind" must be the name of a kind'),
    ],
)
def test_a_bad_label_names_its_line(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text(f'{{"slug": "ok"}}\n\n{line}\n', encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        load_labels(path)
    assert str(caught.value).startswith(f"{path}:3: ") and reason in str(caught.value)
    assert str(caught.value).isprintable()


def test_labels_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text('{"slug": "a", "file": "sub/a.txt"}\r\n', encoding="utf-8-sig")
    assert [(label.slug, label.file) for label in load_labels(path)] == [("a", "sub/a.txt")]


def test_files_of_labels_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        load_labels(tmp_path / "labels.jsonl")
    (tmp_path / "labels.jsonl").write_bytes(b"\xff")
    with pytest.raises(UsageError, match=r"labels\.jsonl: is not UTF-8 text; save it as UTF-8"):
        load_labels(tmp_path / "labels.jsonl")
    with pytest.raises(UsageError, match=r"cannot be read \(Is a directory\)"):
        load_labels(tmp_path)
    (tmp_path / "labels.jsonl").write_text("\n")
    with pytest.raises(UsageError, match="no labels"):
        load_labels(tmp_path / "labels.jsonl")


def test_floors(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_text('"kind accuracy" = 0.85\n"gap recall" = 1\n')
    floors = _read_floors(path)
    assert floors == {"kind accuracy": 0.85, "gap recall": 1.0}
    assert set(floors) <= set(measure_names())
    assert _below(floors, {"kind accuracy": 0.85}) == [
        "gap recall was not measured, and its floor is 1.000"
    ]
    assert _below(floors, {"kind accuracy": 0.8, "gap recall": 1.0}) == [
        "kind accuracy is 0.800, below its floor of 0.850"
    ]
    path.write_text("kind = ")
    with pytest.raises(UsageError, match="not TOML"):
        _read_floors(path)
    with pytest.raises(UsageError, match="cannot be read"):
        _read_floors(tmp_path / "none.toml")


def test_minimums() -> None:
    assert _parse_minimums(["claims precision=0.9"]) == {"claims precision": 0.9}
    for text in ("claims precision", "claims precision=x", "claims precision=90"):
        with pytest.raises(UsageError):
            _parse_minimums([text])


def test_the_labels_of_the_corpus_are_read() -> None:
    path = Path(__file__).resolve().parent.parent / "corpus" / "labels.jsonl"
    labels: list[Label] = load_labels(path)
    assert len(labels) == len([x for x in path.read_text().splitlines() if json.loads(x)])
