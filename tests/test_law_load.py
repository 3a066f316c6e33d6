"""Faults in provisions.toml: each is one line with file, place and what is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from noticecheck.errors import RuleErrors
from noticecheck.law import Catalogue, list_provisions, load_catalogue

SECTION = """["s1"]
title = "One"
role = "bare"
basis = "class"
test = "qualified"
from = 2005-01-01
source = "the Act"
"""


def load(tmp_path: Path, text: str) -> Catalogue:
    path = tmp_path / "pack" / "provisions.toml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return load_catalogue(path)


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ('["s1"\n', "1:6: P001", "is not TOML"),
        (SECTION + '["s1(1)"]\nrole = "ncnd"\n', "8:1: P002", "s1(1): `title` is missing"),
        (
            SECTION + '["s1(1)"]\ntitle = "x"\nrole = "exemption"\n',
            "8:1: P002",
            "s1(1): `role` must be disclosure, ncnd, ",
        ),
        (
            SECTION + '["s1(1)"]\ntitle = "x"\nrole = "ncnd"\nlimp = "must"\n',
            "8:1: P002",
            "no key `limp` here",
        ),
        ('["s1"]\ntitle = "x"\nrole = "bare"\n', "1:1: P002", "basis, test, from, source: missing"),
        (SECTION + 'limb = "must"\nverified = "inference"\n', "1:1: P002", "must cannot rest"),
        (SECTION + 'default = "absolute"\n', "1:1: P002", "only with conditional"),
        (SECTION.replace("qualified", "conditional"), "1:1: P002", "a conditional test needs one"),
        (SECTION + '["section 2"]\ntitle = "x"\nrole = "bare"\n', "8:1: P003", "normal form"),
        (SECTION + 'ncnd_limb = ["1(2)"]\n', "1:1: P003", "normal form"),
        (
            SECTION.replace("qualified", "conditional")
            + 'default = "qualified"\nchanges = [{ test = "absolute", authorities = ["council"] }]\n',
            "1:1: P003",
            "no type of authority",
        ),
        (SECTION + '["s2(1)"]\ntitle = "x"\nrole = "ncnd"\n', "8:1: P004", "no table for s2"),
        (SECTION + 'ncnd_limb = ["s1(9)"]\n', "1:1: P005", "refers to s1(9)"),
        (
            SECTION + SECTION.replace('["s1"]', '["s1 [again]"]'),
            "1:1: P006",
            "two versions in force on 2005-01-01",
        ),
    ],
)
def test_fault_is_reported_with_its_place(
    tmp_path: Path, text: str, place: str, message: str
) -> None:
    with pytest.raises(RuleErrors) as caught:
        load(tmp_path, text)
    line = str(caught.value)
    assert f"provisions.toml:{place} " in line
    assert message in line


def test_all_faults_are_reported_at_once(tmp_path: Path) -> None:
    text = SECTION + '["s2(1)"]\ntitle = "x"\nrole = "ncnd"\n["s3"]\ntitle = "x"\nrole = "odd"\n'
    with pytest.raises(RuleErrors) as caught:
        load(tmp_path, text)
    assert [error.code for error in caught.value.errors] == ["P004", "P002"]


def test_toml_that_is_nested_too_deeply_or_begins_with_a_mark(tmp_path: Path) -> None:
    with pytest.raises(RuleErrors, match=r"provisions\.toml:1:1: P001 .* nested too deeply"):
        load(tmp_path, "x = " + "[" * 100_000)
    (tmp_path / "other").mkdir()
    assert load(tmp_path / "other", f"\ufeff{SECTION}").known("s1")


def test_provisions_are_listed_without_being_checked() -> None:
    text = SECTION + '["s2 [old]"]\nalso = ["(1)"]\n["s3"]\nalso = 3\n[what]\n'
    assert list_provisions(b"\xef\xbb\xbf" + text.encode()) >= {"s1", "s2", "s2(1)", "s3"}
    for broken in (b"\xff", b"x =", b"x = " + b"[" * 100_000):
        assert list_provisions(broken) == frozenset()


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(RuleErrors, match="P001 cannot be read"):
        load_catalogue(tmp_path / "provisions.toml")


def test_a_table_takes_from_above_what_it_leaves_out(tmp_path: Path) -> None:
    catalogue = load(
        tmp_path,
        SECTION
        + 'topic = ["price*"]\nverified = "guidance"\nlimb = "must"\nnames = ["one"]\n'
        + '["s1(1)"]\ntitle = "x"\nrole = "disclosure"\n'
        + '["s1(1) [old]"]\ntitle = "y"\nrole = "disclosure"\nfrom = 2000-01-01\nuntil = 2004-12-31\n',
    )
    entry = catalogue.get("s1(1)")
    assert entry is not None
    assert (entry.basis, entry.test, entry.topic) == ("class", "qualified", ("price*",))
    assert entry.source == "the Act"
    # What says how the table itself is to be cited is its own.
    assert (entry.limb, entry.names, entry.verified) == ("none", (), "statute")
    assert [item.title for item in catalogue.entries("s1(1)")] == ["y", "x"]
    old = catalogue.get("s1(1)", date(2004, 12, 31))
    assert old is not None and old.title == "y"
    assert catalogue.name == "pack"
