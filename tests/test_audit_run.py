"""An audit loses no letter and counts none twice, whatever ends it or one of its workers."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pytest

import audit_work as work
from noticecheck.audit import run
from noticecheck.audit.places import Folder
from noticecheck.checker import Checker
from noticecheck.errors import UsageError
from share import every

FAULTS = {"EXIT": "crash", "SEGFAULT": "crash", "RAISE": "check", "MEMORY": "limit"}
SOUND = [f"{name} letter {number}" for number, name in enumerate(["clean", "gaps"] * 9)]


@pytest.fixture
def checks_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Checker, "check", work.fake_check)


@pytest.fixture
def undisturbed(tmp_path: Path, checks_quickly: None) -> tuple[Path, dict[str, bytes]]:
    """A folder of letters, and what its audit comes to."""
    source = work.write_letters(tmp_path / "letters", [*SOUND, "RAISE it", ""])
    work.audit(source, out=tmp_path / "whole")
    return source, work.contents(tmp_path / "whole")


class Killed(BaseException):
    """Stands for the end of the process: nothing is put in order after it."""


@contextmanager
def killed_at(monkeypatch: pytest.MonkeyPatch, write: int) -> Iterator[list[int]]:
    """A run that ends in the middle of a certain write, or right after it where that is odd."""
    counted = [0]
    real = Folder.writing

    @contextmanager
    def writing(self: Folder, name: str) -> Iterator[IO[bytes]]:
        counted[0] += 1
        is_last = counted[0] == write // 2
        if is_last and not write % 2:
            Path(self.path(f"{name}.half.new")).write_bytes(b"half")
            raise Killed
        with real(self, name) as file:
            yield file
        if is_last:
            raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Folder, "writing", writing)
        yield counted


def test_killed_at_any_write_the_same_command_ends_in_the_same_tables(
    undisturbed: tuple[Path, dict[str, bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, wanted = undisturbed
    with killed_at(monkeypatch, -1) as counted:
        work.audit(source, out=tmp_path / "counted")
    # Half of them in the middle, half right after.
    for write in every(3, range(2, 2 * counted[0] + 2)):
        out = tmp_path / f"killed-{write}"
        with killed_at(monkeypatch, write), pytest.raises(Killed):
            work.audit(source, out=out)
        result = work.audit(source, out=out)
        assert work.contents(out) == wanted, write
        assert (result.letters, result.errors) == (18, 2)
        assert not [path for path in out.rglob("*") if path.suffix in (".new", ".arrow")]


def test_what_was_done_before_is_not_done_again(
    undisturbed: tuple[Path, dict[str, bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, _ = undisturbed
    with killed_at(monkeypatch, 7), pytest.raises(Killed):
        work.audit(source, out=tmp_path / "out")
    done = len(list((tmp_path / "out/shards").glob("*.arrow")))
    assert done
    assert work.audit(source, out=tmp_path / "out").earlier == 4 * done
    assert work.audit(source, out=tmp_path / "out").earlier == 20


def test_letters_that_have_changed_are_read_anew(
    undisturbed: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    source, wanted = undisturbed
    (source / "900.txt").write_text("gaps more", encoding="utf-8")
    work.audit(source, out=tmp_path / "whole")
    assert work.seen(tmp_path / "whole")["900.txt"] == "gaps"
    (source / "900.txt").unlink()
    work.audit(source, out=tmp_path / "whole")
    assert work.contents(tmp_path / "whole") == wanted


def test_tables_that_were_damaged_or_deleted_are_made_anew(
    undisturbed: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    source, wanted = undisturbed
    (tmp_path / "whole/errors.parquet").unlink()
    (tmp_path / "whole/notices.parquet").write_bytes(b"PAR1")
    work.audit(source, out=tmp_path / "whole")
    assert work.contents(tmp_path / "whole") == wanted


def test_a_damaged_shard_is_made_anew_on_the_next_run(
    undisturbed: tuple[Path, dict[str, bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, wanted = undisturbed
    out = tmp_path / "out"
    with killed_at(monkeypatch, 9), pytest.raises(Killed):
        work.audit(source, out=out)
    shard = next((out / "shards").glob("*.arrow"))
    data = bytearray(shard.read_bytes())
    data[-40] ^= 1
    shard.write_bytes(data)
    with pytest.raises(UsageError, match="same command again"):
        work.audit(source, out=out)
    work.audit(source, out=out)
    assert work.contents(out) == wanted


@pytest.mark.parametrize("option", [{"packs": ("eir2004",)}, {"rules_hash": "other"}])
def test_an_audit_made_with_something_else_is_refused(
    undisturbed: tuple[Path, dict[str, bytes]], tmp_path: Path, option: dict[str, Any]
) -> None:
    source, wanted = undisturbed
    with pytest.raises(UsageError, match="--restart"):
        work.audit(source, out=tmp_path / "whole", **option)
    other = work.write_letters(tmp_path / "other", ["clean"])
    with pytest.raises(UsageError, match="other sources"):
        work.audit(other, out=tmp_path / "whole")
    assert work.contents(tmp_path / "whole") == wanted


def test_restart_begins_anew_and_leaves_the_files_of_others(
    undisturbed: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    source, wanted = undisturbed
    own = tmp_path / "whole/notes.txt"
    own.write_text("mine", encoding="utf-8")
    manifest = json.loads((tmp_path / "whole/manifest.json").read_text(encoding="utf-8"))
    manifest["settings"]["rules_hash"] = "other"
    (tmp_path / "whole/manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    result = work.audit(source, out=tmp_path / "whole", restart=True)
    assert result.earlier == 0
    assert work.contents(tmp_path / "whole") == wanted
    assert own.read_text(encoding="utf-8") == "mine"


def test_where_shards_end_does_not_show_in_the_tables(
    undisturbed: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    source, wanted = undisturbed
    work.audit(source, out=tmp_path / "other", shard=7)
    assert work.contents(tmp_path / "other") == wanted


@contextmanager
def room_for(monkeypatch: pytest.MonkeyPatch, most: int) -> Iterator[None]:
    """A disk on which so many bytes can be written, and no more."""
    real = Folder.writing
    left = [most]

    @contextmanager
    def writing(self: Folder, name: str) -> Iterator[Any]:
        with real(self, name) as file:
            yield Narrow(file)

    class Narrow:
        closed = False

        def __init__(self, file: IO[bytes]) -> None:
            self.file = file

        def write(self, data: bytes) -> int:
            left[0] -= len(data)
            if left[0] < 0:
                raise OSError(errno.ENOSPC, "No space left on device")
            return self.file.write(data)

        def __getattr__(self, attribute: str) -> Any:
            return getattr(self.file, attribute)

    with monkeypatch.context() as patch:
        patch.setattr(Folder, "writing", writing)
        yield


@pytest.mark.parametrize("room", [0, 3000, 12_000, 40_000, 60_000, 64_000])
def test_a_full_disk_is_one_clear_line_and_the_audit_goes_on_later(
    undisturbed: tuple[Path, dict[str, bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    room: int,
) -> None:  # fmt: skip
    source, wanted = undisturbed
    with room_for(monkeypatch, room), pytest.raises(UsageError) as caught:
        work.audit(source, out=tmp_path / "out")
    assert "no space left" in str(caught.value) and "same command again" in str(caught.value)
    assert not list((tmp_path / "out").rglob("*.new"))
    work.audit(source, out=tmp_path / "out")
    assert work.contents(tmp_path / "out") == wanted


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs the limits of POSIX")
def test_letters_that_end_a_worker_or_break_a_limit_are_rows_and_harm_no_other(
    tmp_path: Path,
) -> None:
    faults = {**FAULTS, "SLEEP": "limit", "LOOP": "limit"}
    texts = [*SOUND[:5], *faults, *SOUND[5:]]
    source = work.write_letters(tmp_path / "letters", texts)
    order = work.order(source, out=tmp_path / "out", shard=6, seconds=1.0)
    result = run.audit(order, work.processes)
    found = work.seen(tmp_path / "out")
    told = [found[f"{number:03}.txt"] for number in range(len(texts))]
    assert told[5 : 5 + len(faults)] == list(faults.values())
    assert set(told[:5] + told[5 + len(faults) :]) == {"no_gap_found", "gaps"}
    assert result.letters == len(SOUND)
    assert [path.name for path in (tmp_path / "out/shards").iterdir()] == ["fingerprints.parquet"]
    sound = work.write_letters(tmp_path / "sound", [])
    for path in sorted(source.iterdir()):
        if path.read_text(encoding="utf-8") not in faults:
            shutil.copy(path, sound / path.name)
    run.audit(work.order(sound, out=tmp_path / "sound-out"), work.processes)
    for table in ("notices", "assessments"):
        one, other = (work.rows(tmp_path / name, table) for name in ("out", "sound-out"))
        # They were read from two folders.
        assert [row | {"source": None} for row in one] == [row | {"source": None} for row in other]


def test_a_letter_whose_rows_cannot_be_written_is_a_row_and_harms_no_other(
    tmp_path: Path, checks_quickly: None
) -> None:
    source = work.write_letters(tmp_path / "letters", [*SOUND[:6], "ODD", *SOUND[6:9]])
    work.audit(source, out=tmp_path / "out", shard=8)
    found = work.seen(tmp_path / "out")
    assert found.pop("006.txt") == "check"
    assert len(found) == 9 and set(found.values()) == {"no_gap_found", "gaps"}
