"""The cache on disk: it saves work, follows what it was made of, and never stops anybody."""

from __future__ import annotations

import os
import pickle
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noticecheck import cache
from noticecheck.checker import Checker, load
from noticecheck.compiled import code_of, from_code
from noticecheck.errors import RuleErrors
from noticecheck.match.compile import compile_phrases
from noticecheck.read import read

LETTER = Path(__file__).resolve().parent.parent / "corpus" / "letters" / "everything_met.txt"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def entry(folder: Path) -> Path:
    (only,) = folder.glob("*.cache")
    return only


def twice(key: str = "key") -> tuple[list[str], list[str]]:
    """What two programs get that ask for the same, and what each had to work out."""
    made: list[str] = []

    def compute() -> list[str]:
        made.append("made")
        return ["value"]

    return [cache.remembered(key, list, compute)[0] for _ in range(2)], made


def test_what_was_made_is_not_made_again(folder: Path) -> None:
    assert twice() == (["value", "value"], ["made"])


@pytest.mark.parametrize("kept", [b"", b"x", pickle.dumps(["other"]), b"\0" * 400])
def test_a_damaged_entry_is_made_anew(folder: Path, kept: bytes) -> None:
    twice()
    whole = entry(folder).read_bytes()
    entry(folder).write_bytes(kept)
    assert twice() == (["value", "value"], ["made"])
    assert entry(folder).read_bytes() == whole
    entry(folder).write_bytes(whole[:-1])
    assert twice() == (["value", "value"], ["made"])


def pieces_of(folder: Path, words: list[bytes]) -> list[bytes]:
    """What a program gets that asks a cache for pieces."""
    kept = cache.remembered("pieces", cache.Pieces, lambda: cache.Pieces.of(words))
    return [kept[number] for number in range(len(words))]


@pytest.mark.parametrize("system", ["posix", "windows"])
def test_pieces_lie_apart_and_are_given_back_one_by_one(
    folder: Path, system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if system == "windows":
        monkeypatch.delattr(os, "pread", raising=False)
    words = [b"one", b"", b"three" * 100]
    assert [pieces_of(folder, words) for _ in range(2)] == [words, words]
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        there_and_back = pickle.loads(pickle.dumps(cache.Pieces.of(words), protocol))
        assert [there_and_back[number] for number in range(3)] == words


def test_a_damaged_piece_is_empty_and_the_others_are_whole(folder: Path) -> None:
    words = [b"first piece", b"second piece"]
    pieces_of(folder, words)
    whole = entry(folder).read_bytes()
    entry(folder).write_bytes(whole.replace(b"first", b"f*rst"))
    assert pieces_of(folder, words) == [b"", b"second piece"]


def test_pieces_of_an_entry_that_another_program_renews_stay_readable(folder: Path) -> None:
    words = [b"first piece", b"second piece"]
    pieces_of(folder, words)
    kept = cache.remembered("pieces", cache.Pieces, lambda: cache.Pieces.of(words))
    new = folder / "another.new"
    new.write_bytes(b"another")
    new.replace(entry(folder))
    assert [kept[number] for number in range(2)] == words


@pytest.mark.parametrize("cut", [1, 8, 20, 40, 200])
def test_an_entry_whose_pieces_are_cut_off_is_made_anew(folder: Path, cut: int) -> None:
    words = [b"first piece", b"second piece"]
    pieces_of(folder, words)
    whole = entry(folder).read_bytes()
    entry(folder).write_bytes(whole[:-cut])
    assert pieces_of(folder, words) == words
    assert entry(folder).read_bytes() == whole


def test_an_entry_of_another_kind_is_made_anew(folder: Path) -> None:
    cache.remembered("key", dict, dict)
    assert twice() == (["value", "value"], ["made"])


@pytest.mark.skipif(os.name == "nt", reason="files have no such modes on Windows")
def test_what_others_may_write_is_not_read(folder: Path) -> None:
    twice()
    entry(folder).chmod(0o666)
    assert twice() == (["value", "value"], ["made"])


def test_without_a_place_to_write_everything_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("in the way")
    for place in (str(in_the_way), str(in_the_way / "below"), ""):
        monkeypatch.setenv(cache.VARIABLE, place)
        assert twice() == (["value", "value"], ["made", "made"])
    assert in_the_way.read_text() == "in the way"


def test_what_is_no_value_to_keep_is_given_all_the_same(folder: Path) -> None:
    assert cache.remembered("key", type(lambda: 1), lambda: lambda: 1)() == 1
    assert list(folder.glob("*")) == []


def test_errors_are_told_each_time(folder: Path) -> None:
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            cache.remembered("key", float, lambda: 1 / 0)


def test_only_the_last_used_entries_stay(folder: Path) -> None:
    for number in range(cache.MOST_ENTRIES + 3):
        twice(f"key {number}")
        os.utime(max(folder.glob("*.cache"), key=lambda one: one.stat().st_mtime_ns), (number,) * 2)
    assert len(list(folder.glob("*.cache"))) == cache.MOST_ENTRIES


def test_a_checker_from_the_cache_judges_as_a_new_one(folder: Path, checker: Checker) -> None:
    document = read(str(LETTER))
    made, kept = load(), load()
    assert made.check(document) == kept.check(document) == checker.check(document)
    assert dict(kept.ruleset.phrases) == dict(checker.ruleset.phrases)
    assert kept.redacted(kept.check(document)) == checker.redacted(checker.check(document))
    # The compiled expressions are the rear part of the entry: damaged, they are compiled again.
    (largest,) = (one for one in folder.glob("*.cache") if one.stat().st_size > 5_000_000)
    data = bytearray(largest.read_bytes())
    data[len(data) // 2 :: 100] = b"\xff" * len(data[len(data) // 2 :: 100])
    largest.write_bytes(data)
    damaged = load()
    assert damaged.matcher.codes is not None
    assert damaged.matcher.codes[len(damaged.matcher.sources) - 1] == b""
    assert damaged.check(document) == checker.check(document)
    assert largest.read_bytes() == data


def test_changed_rules_are_read_anew(folder: Path, tmp_path: Path) -> None:
    mine = tmp_path / "rules"
    mine.mkdir()
    for wording in ("we shan't", "no dice"):
        text = f'extend phrase refuses-generally\n    "{wording}"\n'
        (mine / "house.rule").write_text(text, encoding="utf-8")
        matches = load([mine]).matcher.scan(f"Sorry: {wording}.")
        assert matches.of("refuses-generally"), wording


def test_faults_of_rules_are_told_although_a_sound_set_is_kept(
    folder: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "rules"
    mine.mkdir()
    (mine / "house.rule").write_text('extend phrase refuses-generally\n    "no dice"\n')
    load([mine])
    (mine / "stray.toml").write_text("x = 1\n")
    with pytest.raises(RuleErrors, match=re.escape("stray.toml")):
        load([mine])


@pytest.fixture(scope="module")
def both_forms(checker: Checker) -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    """Loaded and compiled; not made within an example, whose time is limited."""
    phrases = compile_phrases(checker.ruleset.phrases, ["refuses-generally", "public-interest"])
    sources = phrases.sources[:40]
    return [(from_code(source, code_of(source)), re.compile(source)) for source in sources]


@given(text=st.text(alphabet=" abcdefghilmnoprstuvwy,.'\n-", max_size=80))
def test_loaded_expressions_find_what_compiled_ones_find(
    both_forms: list[tuple[re.Pattern[str], re.Pattern[str]]], text: str
) -> None:
    for loaded, compiled in both_forms:
        assert loaded.flags == compiled.flags
        assert [m.span() for m in loaded.finditer(text)] == [
            m.span() for m in compiled.finditer(text)
        ]


@pytest.mark.parametrize("code", [b"", b"abc", b"\xff\xff\xff\xff"])
def test_code_of_another_python_is_not_needed(code: bytes) -> None:
    assert from_code("b+", code).search("abbc").span() == (1, 3)  # type: ignore[union-attr]
