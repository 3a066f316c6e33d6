"""A sample of an audit, and what its labels say of the audit: who is drawn, what each stands for,
and that the intervals hold what they promise."""

from __future__ import annotations

import csv
import json
import random
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from noticecheck.audit import estimate, manifest, sample
from noticecheck.audit.places import folder
from noticecheck.audit.tables import ASSESSMENTS, ERRORS, NOTICES
from noticecheck.audit.weighted import Found
from noticecheck.audit.weighted import estimate as weighted
from noticecheck.errors import UsageError
from noticecheck.read import read

KINDS = [
    *[("partial_refusal", "gaps")] * 10, *[("full_refusal", "no_gap_found")] * 6,
    *[("other", "not_a_refusal")] * 3, ("ncnd", "unclear"),
]  # fmt: skip
COLUMNS = {name: name for name in ("text", "path", "id", "authority", "date")}
CLAIM = {"provision": "s43(2)", "effect": "withhold", "test": "qualified", "conditions": []}


def audited(root: Path, number: int = 100, **columns: Any) -> str:
    """An audit of so many letters, by hand: kinds and authorities in turn."""
    letters, out = root / "letters", root / "out"
    letters.mkdir(parents=True)
    out.mkdir()
    rows = []
    for n in range(number):
        path = letters / f"{n:04}.txt"
        path.write_text(f"Letter {n}.\n", encoding="utf-8")
        kind, verdict = KINDS[n % len(KINDS)]
        row = {
            "letter": f"{n:016x}", "path": path.name, "sha256": read(str(path)).sha256,
            "authority": f"Council {n % 7}", "kind": kind, "verdict": verdict, "claims": [],
        }  # fmt: skip
        rows.append(row | {name: values(n) for name, values in columns.items()})
    write(out, "notices", NOTICES, rows)
    write(out, "assessments", ASSESSMENTS, [])
    write(out, "errors", ERRORS, [])
    told = {"settings": {"columns": COLUMNS}, "sources": [{"source": str(letters)}]}
    manifest.write(folder(str(out)), told)
    return str(out)


def write(out: Path, name: str, schema: pa.Schema, rows: Sequence[dict[str, Any]]) -> None:
    pq.write_table(pa.Table.from_pylist(list(rows), schema), out / f"{name}.parquet")


def drawn(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(out, "sample.jsonl").read_text("utf-8").splitlines()]


def test_a_sample_holds_letters_and_blank_labels_and_no_verdict(tmp_path: Path) -> None:
    out = audited(tmp_path)
    told = sample.draw(out, 20)
    letters = drawn(out)
    assert len(letters) == 20 == len({one["slug"] for one in letters})
    for one in letters:
        number = int(one["slug"], 16)
        assert one["text"] == f"Letter {number}.\n"
        assert one["path"] == f"{number:04}.txt"
        assert (one["kind"], one["claims"], one["checks"]) == (None, None, {})
        kind, verdict = KINDS[number % len(KINDS)]
        assert kind not in one.values() and verdict not in one.values()
    assert "20 of 100 letters drawn" in told and "partial_refusal" in told


def test_the_order_of_a_sample_tells_nothing_of_the_strata(tmp_path: Path) -> None:
    out = audited(tmp_path)
    sample.draw(out, 40)
    kinds = [KINDS[int(one["slug"], 16) % len(KINDS)][0] for one in drawn(out)]
    changes = sum(a != b for a, b in pairwise(kinds))
    assert changes > len(set(kinds)) * 2


def test_the_same_seed_draws_the_same_letters(tmp_path: Path) -> None:
    outs = [audited(tmp_path / name) for name in "abc"]
    for out, seed in zip(outs, (1, 1, 2), strict=True):
        sample.draw(out, 20, seed)
    first, again, other = (Path(out, "sample.jsonl").read_bytes() for out in outs)
    assert first == again != other


def test_strata_stand_for_all_letters_and_authorities_by_size(tmp_path: Path) -> None:
    out = audited(tmp_path, 210)
    sample.draw(out, 60)
    strata = sample.read_strata(out).strata
    assert sum(one.letters for one in strata) == 210
    assert sum(len(one.slugs) * one.weight for one in strata) == pytest.approx(210)
    assert min(len(one.slugs) for one in strata) >= sample.LEAST
    largest = max(strata, key=lambda one: one.letters)
    assert largest.weight == max(one.weight for one in strata), "small strata are drawn from more"
    councils = Counter(int(slug, 16) % 7 for slug in largest.slugs)
    assert max(councils.values()) - min(councils[n] for n in range(7)) <= 1


def test_copies_and_what_was_not_assessed_are_left_out(tmp_path: Path) -> None:
    out = audited(
        tmp_path,
        duplicate_of=lambda n: f"{0:016x}" if n % 2 else None,
        verdict=lambda n: "not_assessed" if n % 10 == 0 else KINDS[n % len(KINDS)][1],
    )
    told = sample.draw(out, 1000)
    numbers = {int(one["slug"], 16) for one in drawn(out)}
    assert numbers == {n for n in range(100) if n % 2 == 0 and n % 10}
    assert "50 letters left out that say the same as another" in told
    assert "10 letters left out that could not be assessed" in told


def test_a_sample_is_not_replaced_by_another(tmp_path: Path) -> None:
    out = audited(tmp_path)
    sample.draw(out, 20)
    before = Path(out, "sample.jsonl").read_bytes()
    sample.draw(out, 20)
    with pytest.raises(UsageError, match="another sample was drawn here"):
        sample.draw(out, 21)
    assert Path(out, "sample.jsonl").read_bytes() == before


def test_letters_that_have_changed_since_are_told(tmp_path: Path) -> None:
    out = audited(tmp_path)
    for path in (tmp_path / "letters").iterdir():
        path.write_text("another", encoding="utf-8")
    with pytest.raises(UsageError, match="is not as it was when it was audited"):
        sample.draw(out, 5)
    assert not Path(out, "sample.jsonl").exists()


def test_an_audit_without_letters_gives_no_sample(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no letter in this audit"):
        sample.draw(audited(tmp_path, 0), 5)


SIZES = st.dictionaries(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("xyz")), st.integers(1, 5000), min_size=1
)


@given(SIZES, st.integers(1, 400))
def test_strata_get_what_they_have_and_no_more(sizes: dict[tuple[str, str], int], n: int) -> None:
    joined = sample.join_small(sizes, n)
    assert sum(joined.values()) == sum(sizes.values())
    given = sample.allocate(joined, n)
    assert sum(given.values()) == min(n, sum(sizes.values()))
    for name, number in given.items():
        assert min(sample.LEAST, joined[name], n) <= number <= joined[name]


@given(SIZES, st.integers(1, 400))
def test_a_larger_stratum_gets_no_fewer_letters(sizes: dict[tuple[str, str], int], n: int) -> None:
    given = sample.allocate(sample.join_small(sizes, n), n)
    joined = sample.join_small(sizes, n)
    in_order = sorted(given, key=lambda name: joined[name])
    for small, large in pairwise(in_order):
        assert given[small] <= given[large] + 1


# The estimate.


def labelled(out: str, **points: Any) -> str:
    """Labels of all letters of the sample; `points` give parts of them by the number of one."""
    lines = []
    for one in drawn(out):
        data: dict[str, Any] = {"slug": one["slug"], "kind": None, "claims": [], "checks": {}}
        for name, values in points.items():
            data[name] = values(int(one["slug"], 16))
        lines.append(json.dumps(data) + "\n")
    path = Path(out, "sample.settled.jsonl")
    path.write_text("".join(lines), encoding="utf-8")
    return str(path)


def rows(out: str) -> dict[tuple[str, str], dict[str, str]]:
    with Path(out, "estimate.csv").open(encoding="utf-8", newline="") as file:
        return {(row["what"], row["measure"]): row for row in csv.DictReader(file)}


def assess(out: str, statuses: dict[int, tuple[str, str | None, str]]) -> None:
    """Give letters one assessment each: element, subject, status."""
    write(
        Path(out), "assessments", ASSESSMENTS,
        [
            {"letter": f"{n:016x}", "rule": "foia2000/x", "element": element, "level": "must",
             "subject": subject, "effect": "withhold" if subject else None, "status": status}
            for n, (element, subject, status) in statuses.items()
        ],
    )  # fmt: skip


def test_letters_count_for_those_that_they_stand_for(tmp_path: Path) -> None:
    """All kinds are right but the rarest: its letters are drawn more densely, and weigh less."""
    out = audited(tmp_path, 200)
    sample.draw(out, 60)
    path = labelled(
        out, kind=lambda n: KINDS[n % len(KINDS)][0] if n % len(KINDS) != 19 else "other"
    )
    estimate.run(out, path)
    kind = rows(out)["kind", "agreement"]
    assert float(kind["share"]) == pytest.approx(1 - 10 / 200, abs=0.0001)
    assert int(kind["hits"]) / int(kind["cases"]) < 0.95
    assert float(kind["low"]) < float(kind["share"]) < float(kind["high"]) < 1


def test_precision_and_recall_of_gaps_and_claims(tmp_path: Path) -> None:
    # The audit finds s43(2) everywhere; readers do not in every fourth letter, and find s40(2) in
    # every second one.
    out = audited(tmp_path, claims=lambda n: [CLAIM])
    sample.draw(out, 100)
    assess(out, {n: ("explains_why", "s43(2)", "gap" if n % 10 < 4 else "met") for n in range(100)})
    gap = {0, 1, 2, 4}

    def claims(n: int) -> list[dict[str, str]]:
        found = [] if n % 4 == 3 else [{"provision": "s43(2)", "effect": "withhold"}]
        return found + ([{"provision": "s40(2)", "effect": "withhold"}] if n % 2 else [])

    def checks(n: int) -> dict[str, Any]:
        if n % 4 == 3:
            return {}
        return {"explains_why": {"s43(2)": "gap" if n % 10 in gap else "met"}}

    text = estimate.run(out, labelled(out, claims=claims, checks=checks))
    found = rows(out)
    assert float(found["claims", "precision"]["share"]) == pytest.approx(0.75)
    assert float(found["claims", "recall"]["share"]) == pytest.approx(75 / 125)
    raised = [n for n in range(100) if n % 10 < 4]
    wanted = [n for n in range(100) if n % 4 != 3 and n % 10 in gap]
    true = len([n for n in raised if n in wanted])
    precision = found["explains_why", "precision"]
    assert (int(precision["hits"]), int(precision["cases"])) == (true, len(raised))
    recall = found["explains_why", "recall"]
    assert (int(recall["hits"]), int(recall["cases"])) == (true, len(wanted))
    assert found["all elements", "recall"]["share"] == recall["share"]
    assert found["public_interest", "recall"]["share"] == ""
    assert "nothing is known of" in text and "public_interest recall" in text


def test_what_readers_leave_open_does_not_count_and_unclear_is_not_found(tmp_path: Path) -> None:
    out = audited(tmp_path)
    sample.draw(out, 100)
    statuses = {n: ("right_to_regulator", None, "unclear" if n % 2 else "gap") for n in range(100)}
    assess(out, statuses)
    says = {0: "gap", 1: "gap", 2: "unclear", 3: None}
    path = labelled(out, checks=lambda n: {"right_to_regulator": says[n % 4]})
    estimate.run(out, path)
    found = rows(out)
    assert found["right_to_regulator", "recall"]["cases"] == "50"
    assert float(found["right_to_regulator", "recall"]["share"]) == pytest.approx(0.5)
    assert float(found["right_to_regulator", "precision"]["share"]) == 1


def test_few_letters_are_told_in_words(tmp_path: Path) -> None:
    out = audited(tmp_path)
    sample.draw(out, 12)
    path = Path(labelled(out, kind=lambda n: "other"))
    lines = path.read_text("utf-8").splitlines()
    other = json.dumps({"slug": "elsewhere", "kind": "other"})
    path.write_text("\n".join([*lines[:5], other]), encoding="utf-8")
    text = estimate.run(out, str(path))
    assert "5 of 12 letters of the sample are labelled" in text
    assert "less than 30 letters" in text
    assert "not of this sample, and not counted: 1" in text
    assert f"they stand for {stands_for(out, lines[:5]):,} letters" in text


def stands_for(out: str, lines: Sequence[str]) -> int:
    slugs = {json.loads(line)["slug"] for line in lines}
    strata = sample.read_strata(out).strata
    return sum(one.letters for one in strata if slugs & set(one.slugs))


def test_labels_of_another_sample_are_refused(tmp_path: Path) -> None:
    out = audited(tmp_path)
    labels = tmp_path / "labels.jsonl"
    labels.write_text('{"slug": "elsewhere"}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="no sample was drawn"):
        estimate.run(out, str(labels))
    sample.draw(out, 12)
    with pytest.raises(UsageError, match="no label of a letter of the sample"):
        estimate.run(out, str(labels))
    Path(out, "strata.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UsageError, match="not what noticecheck audit --sample writes"):
        estimate.run(out, str(labels))


FOUND = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 5), st.integers(0, 5)).map(
        lambda t: Found(t[0], min(t[1], t[2]), t[2])
    ),
    max_size=40,
)
LETTERS = {0: 1000, 1: 200, 2: 50, 3: 40}


@given(FOUND)
def test_a_share_lies_within_its_interval(found: list[Found]) -> None:
    one = weighted(found, LETTERS)
    if one is None:
        assert not any(letter.cases for letter in found)
        return
    assert 0 <= one.low <= one.share + 1e-9 and one.share - 1e-9 <= one.high <= 1
    assert one.low < one.high
    assert 0 < one.effective <= one.letters + 1e-9


# Each letter of a stratum fares like the others: what is left of the variance is rounding.
@example([Found(0, 1, 2), Found(0, 1, 2), Found(0, 1, 2), Found(1, 0, 1), Found(1, 0, 1)])
@given(FOUND.filter(lambda found: any(one.cases for one in found)))
def test_misses_instead_of_hits_turn_the_interval_round(found: list[Found]) -> None:
    one = weighted(found, LETTERS)
    turned = weighted([Found(f.stratum, f.cases - f.hits, f.cases) for f in found], LETTERS)
    assert one is not None and turned is not None
    assert (turned.low, turned.high) == pytest.approx((1 - one.high, 1 - one.low))


def test_where_letters_weigh_alike_it_is_the_plain_share() -> None:
    found = [Found(0, n % 4 != 0, 1) for n in range(80)]
    one = weighted(found, {0: 800})
    assert one is not None
    assert one.share == pytest.approx(0.75)
    assert one.effective == pytest.approx(79)


@pytest.mark.parametrize("share", [0.6, 0.9, 0.98])
def test_intervals_hold_the_truth_as_often_as_they_say(share: float) -> None:
    draw = random.Random(7)
    sizes = {0: 5000, 1: 1500, 2: 300}
    shares = {0: share, 1: share * 0.9, 2: share * 0.5}
    truth = sum(sizes[n] * shares[n] for n in sizes) / sum(sizes.values())
    held = 0
    for _ in range(300):
        found = []
        for stratum, number in ((0, 30), (1, 20), (2, 10)):
            for _ in range(number):
                cases = draw.choice((1, 1, 3))
                # The claims of one letter fare alike half of the time.
                whole = draw.random() < shares[stratum]
                hits = sum(
                    whole if draw.random() < 0.5 else draw.random() < shares[stratum]
                    for _ in range(cases)
                )
                found.append(Found(stratum, hits, cases))
        one = weighted(found, sizes)
        assert one is not None
        held += one.low <= truth <= one.high
    assert held >= 0.93 * 300
