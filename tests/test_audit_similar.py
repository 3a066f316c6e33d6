"""Letters that say nearly the same: what is a copy, what is boilerplate, and that nothing else
than the letters and their order decides it."""

from __future__ import annotations

import random
import string
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noticecheck.audit import boilerplate, duplicates
from noticecheck.audit.similar import FINGERPRINTS, NOTICES, PRINTS, fingerprint, mark
from noticecheck.audit.tables import NOTICES as COLUMNS
from noticecheck.errors import UsageError

TEMPLATE = """
{council}
Our reference: {reference}
{date}

Dear {name},

Thank you for your request of {asked}, which we have dealt with under the Freedom of Information
Act 2000. You asked for the plans and the costs of the new swimming pool.

We hold {pages} pages that fall within your request. We have decided not to disclose them, since
they are exempt from disclosure under section {section} of the Act.

{reasons}

If you are unhappy with the way in which we have handled your request, you may ask for an internal
review within two months of the date of this letter by writing to {mail}. If you remain unhappy
after that, you may complain to the Information Commissioner, who can be reached at Wycliffe House,
Water Lane, Wilmslow, Cheshire.

Yours sincerely,
{officer}
"""
MARKET = (
    "The pages show how the bidders for the work have made up their prices. The contract is to be "
    "let again next spring, and those who know what the others asked for would ask for no less. "
    "People want to see that their money is well spent, but a worse price would cost them more."
)
DRAFT = (
    "The pages are drafts which officers have written for members to choose from. No choice has "
    "been made so far, and officers would be slower to put unwelcome figures on paper if the first "
    "of them were read in public. Openness speaks for giving them out, though not before the vote."
)
# fmt: off
USUAL = {
    "council": "Aldermoor Borough Council", "reference": "FOI/2024/1187", "date": "3 March 2024",
    "name": "Mr Birch", "asked": "12 February 2024", "pages": "41", "section": "43(2)",
    "reasons": MARKET, "mail": "foi@aldermoor.example", "officer": "Ruth Ellery",
}
# fmt: on
A = "Aldermoor Borough Council"


def letter(**other: str) -> str:
    return TEMPLATE.format(**{**USUAL, **other})


def tables(
    folder: Path, letters: Sequence[tuple[str | None, str]], rows: int = 1000
) -> list[dict[str, object]]:
    """Mark letters, given with their authorities; the notices then."""
    (folder / "shards").mkdir(parents=True, exist_ok=True)
    notices, prints = [], []
    for number, (authority, text) in enumerate(letters):
        whose = {"letter": f"{number:016x}", "authority": authority}
        notices.append({**whose, "path": f"{number}.txt", "sha256": "", "verdict": "gaps"})
        prints.append({**whose, **asdict(fingerprint(text))})
    keys = [pa.field("letter", pa.string()), pa.field("authority", pa.string())]
    table = pa.Table.from_pylist(notices, COLUMNS)
    pq.write_table(table, folder / NOTICES, row_group_size=rows, compression="zstd")
    table = pa.Table.from_pylist(prints, pa.schema([*keys, *FINGERPRINTS]))
    pq.write_table(table, folder / PRINTS, row_group_size=rows)
    mark(str(folder))
    marked = pq.read_table(folder / NOTICES)
    assert marked.schema.equals(COLUMNS)
    found: list[dict[str, object]] = marked.to_pylist()
    return found


def originals(folder: Path, texts: Sequence[str], authority: str | None = A) -> list[int]:
    """For each letter the number of its original, or its own."""
    rows = tables(folder, [(authority, text) for text in texts])
    return [
        number if row["duplicate_of"] is None else int(str(row["duplicate_of"]), 16)
        for number, row in enumerate(rows)
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Ms Okonkwo-Hale"},
        {"date": "17th of December 2023", "asked": "21/11/2023"},
        {"reference": "RFI 00293 (24)", "pages": "1,204"},
        {"mail": "information.rights@aldermoor.example/foi", "officer": "J. P. Tarrant"},
        {"pages": "ninety"},
        {"name": "Dr Ünal", "date": "1 May 2021", "pages": "7", "officer": "The FOI Team"},
    ],
    ids=lambda other: " ".join(other),
)
def test_other_names_dates_and_numbers_make_a_copy(tmp_path: Path, other: dict[str, str]) -> None:
    assert originals(tmp_path, [letter(), letter(**other)]) == [0, 0]


def test_a_corrected_word_and_other_lines_make_a_copy(tmp_path: Path) -> None:
    flowing = "\n\n".join(" ".join(part.split()) for part in letter().split("\n\n"))
    texts = [letter(), letter().replace("handled", "treated"), flowing]
    assert originals(tmp_path, texts) == [0, 0, 0]


def test_letters_in_capitals_are_compared_too(tmp_path: Path) -> None:
    texts = [letter().upper(), letter(reasons=DRAFT).upper(), letter(pages="12").upper()]
    assert originals(tmp_path, texts) == [0, 1, 0]


@pytest.mark.parametrize(
    "other",
    [
        {"reasons": DRAFT},
        {"section": "36(2)"},
        {"section": "43(1)"},
        {"reasons": MARKET + " " + DRAFT},
        {"reasons": MARKET.partition(". People")[0] + "."},
        {"reasons": ""},
    ],
    ids=["reasons", "section", "limb", "more", "no balance", "none"],
)
def test_other_reasons_or_another_provision_make_another_letter(
    tmp_path: Path, other: dict[str, str]
) -> None:
    assert originals(tmp_path, [letter(), letter(name="Mrs Lowe", **other)]) == [0, 1]


def test_other_reasons_tell_letters_apart_in_a_long_template(tmp_path: Path) -> None:
    annex = " ".join(f"The scheme says of {word}s that they are kept." for word in words(120, 5))
    texts = [letter(reasons=reasons + "\n\n" + annex) for reasons in (MARKET, DRAFT, MARKET)]
    assert originals(tmp_path, texts) == [0, 1, 0]


def test_letters_of_two_authorities_are_no_copies(tmp_path: Path) -> None:
    rows = tables(tmp_path, [(A, letter()), ("Barfield", letter()), (None, letter())])
    assert [row["duplicate_of"] for row in rows] == [None, None, None]


@pytest.mark.parametrize("text", ["", "Please see the document attached.", "§§ 12 ???", "\ud800"])
def test_what_hardly_says_anything_is_no_copy(tmp_path: Path, text: str) -> None:
    assert originals(tmp_path, [text, text]) == [0, 1]


def test_the_first_of_the_source_is_the_original(tmp_path: Path) -> None:
    texts = [letter(reasons=DRAFT), letter(), letter(name="A"), letter(reasons=DRAFT, name="B")]
    assert originals(tmp_path, texts) == [0, 1, 1, 0]
    assert originals(tmp_path, texts[::-1]) == [0, 1, 1, 0]


def test_an_audit_without_letters_stays_one(tmp_path: Path) -> None:
    assert tables(tmp_path, []) == []


def test_tables_of_two_audits_are_refused(tmp_path: Path) -> None:
    tables(tmp_path, [(A, letter()), (A, letter(reasons=DRAFT))])
    kept = (tmp_path / PRINTS).read_bytes()
    tables(tmp_path, [(A, letter())])
    (tmp_path / PRINTS).write_bytes(kept)
    before = (tmp_path / NOTICES).read_bytes()
    with pytest.raises(UsageError, match="not of one audit"):
        mark(str(tmp_path))
    assert (tmp_path / NOTICES).read_bytes() == before
    assert [path.name for path in tmp_path.glob("notices*")] == [NOTICES]


def test_marking_again_changes_nothing(tmp_path: Path) -> None:
    tables(tmp_path, [(A, letter()), (A, letter(name="B")), (A, letter(reasons=DRAFT))])
    before = (tmp_path / NOTICES).read_bytes()
    mark(str(tmp_path))
    assert (tmp_path / NOTICES).read_bytes() == before


def test_boilerplate_is_what_other_letters_of_the_authority_have(tmp_path: Path) -> None:
    rows = tables(
        tmp_path,
        [
            (A, letter()),
            (A, letter(reasons=DRAFT)),
            (A, "The gritting of lanes is done by night, and no map is drawn of which are done."),
            (A, letter(name="B")),
            ("Barfield", letter()),
            (None, letter()),
            (None, letter()),
        ],
    )
    shares = [row["boilerplate"] for row in rows]
    words_in_all = fingerprint(letter()).words
    own = fingerprint(MARKET).words
    assert shares[0] == pytest.approx(1 - own / words_in_all, abs=0.001)
    assert shares[3] == shares[0], "a copy is as much boilerplate as its original"
    assert shares[2] == 0
    assert shares[4:] == [None, None, None], "alone with its authority, or none known"


def test_a_copy_makes_no_boilerplate(tmp_path: Path) -> None:
    rows = tables(tmp_path, [(A, letter()), (A, letter(name="B"))])
    assert [row["boilerplate"] for row in rows] == [None, None]


def words(number: int, seed: int) -> list[str]:
    chosen = random.Random(seed)
    return ["".join(chosen.choices(string.ascii_lowercase, k=7)) for _ in range(number)]


def templates(draw: random.Random, letters: int) -> list[tuple[str | None, str]]:
    """Letters from few templates, some of them copies, a few of them nearly so."""
    reasons = [" ".join(words(60, seed)) for seed in range(6)]
    made: list[tuple[str | None, str]] = []
    for number in range(letters):
        body = draw.choice(reasons).split()
        for _ in range(draw.choice([0, 0, 1, 2, 9])):
            body[draw.randrange(len(body))] = draw.choice(words(50, 99))
        text = letter(name=f"Mr {number}", pages=str(number), reasons=" ".join(body))
        made.append((draw.choice([A, "Barfield", None]), text))
    return made


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), cut=st.integers(1, 30))
def test_how_the_rows_are_cut_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, seed: int, cut: int
) -> None:
    letters = templates(random.Random(seed), 40)
    whole = tables(tmp_path_factory.mktemp("a"), letters)
    assert tables(tmp_path_factory.mktemp("b"), letters, rows=cut) == whole


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_an_original_comes_first_and_is_no_copy_itself(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    letters = templates(random.Random(seed), 40)
    rows = tables(tmp_path_factory.mktemp("a"), letters)
    by_id = {row["letter"]: row for row in rows}
    for row in rows:
        if row["duplicate_of"] is not None:
            original = by_id[row["duplicate_of"]]
            assert str(original["letter"]) < str(row["letter"])
            assert original["duplicate_of"] is None
            assert original["authority"] == row["authority"]
        assert row["boilerplate"] is None or 0 <= float(str(row["boilerplate"])) <= 1


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_nearly_every_copy_is_found_that_comparing_all_letters_finds(seed: int) -> None:
    letters = [text for _, text in templates(random.Random(seed), 60)]
    prints = prints_of(letters)
    missed = 0
    found = duplicates.find_originals(prints)
    for number in range(len(letters)):
        firsts = np.array([n for n in range(number) if found[n] == n], np.int32)
        alike = duplicates._first_alike(prints, number, firsts)
        missed += (number if alike is None else alike) != found[number]
    assert missed <= 1


def test_buckets_that_are_too_full_are_not_gone_through(monkeypatch: pytest.MonkeyPatch) -> None:
    letters = [letter(reasons=" ".join(words(40, seed))) for seed in range(30)]
    looked: list[int] = []
    inner = duplicates._first_alike
    monkeypatch.setattr(duplicates, "LONGEST_LOOK", 5)
    monkeypatch.setattr(
        duplicates,
        "_first_alike",
        lambda prints, one, others: looked.append(len(others)) or inner(prints, one, others),
    )
    assert list(duplicates.find_originals(prints_of(letters))) == list(range(30))
    assert max(looked, default=0) <= 5 * 6


def test_boilerplate_is_the_same_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    letters = templates(random.Random(3), 60)
    whole = tables(tmp_path / "a", letters)
    monkeypatch.setattr(boilerplate, "AT_ONCE", 50)
    assert tables(tmp_path / "b", letters) == whole


def prints_of(letters: Sequence[str]) -> duplicates.Prints:
    made = [fingerprint(text) for text in letters]
    return duplicates.Prints(
        np.zeros(len(made), np.int32),
        np.array([one.words for one in made], np.int32),
        np.array([one.cited for one in made], np.int64),
        np.frombuffer(b"".join(one.bands for one in made), "<u8").reshape(len(made), -1),
        np.frombuffer(b"".join(one.counts for one in made), "u1").reshape(len(made), -1),
    )


@given(st.text(max_size=300))
def test_any_text_has_a_fingerprint_of_the_right_size(text: str) -> None:
    made = fingerprint(text)
    assert len(made.lengths) * 4 == len(made.sentences)
    assert int(np.frombuffer(made.lengths, "<u2").sum()) == made.words
    assert pa.Table.from_pylist([asdict(made)], FINGERPRINTS).num_rows == 1
    assert made == fingerprint(text)


def test_a_worker_loads_nothing_that_is_large_and_not_needed() -> None:
    made = "from noticecheck.audit.scheduler import prepare; import noticecheck.audit.work, sys; "
    told = "prepare(2**31); print({'scipy', 'duckdb', 'jinja2', 'pandas'} & {*sys.modules})"
    found = subprocess.run([sys.executable, "-c", made + told], capture_output=True, check=True)
    assert found.stdout.decode().strip() == "set()"
