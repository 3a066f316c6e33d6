"""From paths to files: what cannot be used is named, and the rest is still found."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from noticecheck.errors import ReadError
from noticecheck.read import expand, expand_all
from noticecheck.read.paths import NothingFound, find, identity, load, of_passed_over

NOT_A_FILE = "not a file: name a letter, or - for standard input"
needs_posix = pytest.mark.skipif(os.name != "posix", reason="needs pipes and links")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("a.txt", "b/c.txt", "closed/d.txt", "e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def closed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder, with a folder in it that cannot be listed, even by root."""
    listed = os.scandir

    def scandir(path: str = ".") -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    return folder


def reason(path: str) -> str:
    with pytest.raises(ReadError) as caught:
        load(path)
    return caught.value.reason


@pytest.mark.parametrize("path", [".", "*"])
def test_a_closed_folder_does_not_stop_the_others(closed: Path, path: str) -> None:
    found, errors = expand_all([path])
    assert sorted(Path(name).as_posix() for name in found) == ["a.txt", "b/c.txt", "e.txt"]
    line = "closed: permission denied: make it readable for you and try again"
    assert [str(error) for error in errors] == [line]


def test_a_closed_folder_is_not_an_empty_one(closed: Path) -> None:
    (error,) = find("closed")
    assert isinstance(error, ReadError) and not isinstance(error, NothingFound)


def test_a_file_in_a_closed_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str, **_: object) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "lstat", refuse)
    (error,) = find("closed/nowhere.txt")
    assert isinstance(error, ReadError) and error.reason.startswith("permission denied")


@pytest.mark.parametrize("path", ["", "a\0b", "\ud800", "*/" * 3000])
def test_impossible_paths(folder: Path, path: str) -> None:
    (error,) = find(path)
    assert isinstance(error, ReadError)
    assert error.reason == "not a possible path: check how it is written"
    assert identity("a\0b") == "a\0b"


def test_a_path_that_is_too_long(folder: Path) -> None:
    (error,) = find("a" * 5000)
    assert isinstance(error, ReadError) and "too long" in error.reason


def test_a_file_is_no_folder(folder: Path) -> None:
    (error,) = find("a.txt/b.txt")
    assert isinstance(error, ReadError)
    assert error.reason == reason("a.txt/b.txt") == "no such file or folder: check the path"


@needs_posix
def test_a_pipe_with_a_name_is_not_waited_for(folder: Path) -> None:
    os.mkfifo("f.txt")
    Path("link.txt").symlink_to("f.txt")
    assert reason("f.txt") == reason("link.txt") == reason(os.devnull) == NOT_A_FILE
    assert "f.txt" in expand(["*.txt"]) and "f.txt" in expand(["."])


@needs_posix
@pytest.mark.parametrize("name", ["/dev/fd/{}", "/proc/self/fd/{}"])
def test_a_pipe_of_the_shell_is_read(name: str) -> None:
    reader, writer = os.pipe()
    path = name.format(reader)
    if not Path(path).exists():
        pytest.skip(f"no {path} here")
    os.write(writer, b"Dear Ms Hale")
    os.close(writer)
    assert expand([path]) == [path]
    assert load(path) == b"Dear Ms Hale"
    os.close(reader)


@needs_posix
def test_links_in_a_folder(folder: Path) -> None:
    Path("gone.txt").symlink_to("nowhere.txt")
    Path("other.txt").symlink_to("a.txt")
    Path("round").symlink_to(".")
    Path("folder.txt").symlink_to("b")
    assert expand(["."]) == ["a.txt", "e.txt", "gone.txt", "b/c.txt", "closed/d.txt"]
    assert reason("gone.txt") == "no such file or folder: check the path"


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="there is no /proc here")
@pytest.mark.parametrize("path", ["/proc/self/status", "/dev/zero", "/dev/fd/{}"])
def test_what_the_system_calls_a_file(path: str, folder: Path) -> None:
    with Path(os.devnull).open("rb") as other:
        name = path.format(other.fileno())
        assert reason(name) == NOT_A_FILE
        Path("link.txt").symlink_to(name)
        assert reason("link.txt") == NOT_A_FILE


def test_what_a_folder_passes_over_is_counted(folder: Path) -> None:
    for name in ("p.jpg", "b/q.PNG", "b/.r.png", "reply", "b/notes.odd"):
        Path(name).write_bytes(b"Dear Ms Hale")
    for path in (".", "*"):
        passed_over: list[str] = []
        assert all(isinstance(found, str) for found in find(path, passed_over))
        names = sorted(Path(name).name for name in passed_over)
        assert names == ["notes.odd", "p.jpg", "q.PNG", "reply"], path
        assert of_passed_over(path, passed_over) == (
            f"2 pictures and 2 other files in {path} were not read: name those that are letters"
        )
    named: list[str] = []
    assert [*find("*.jpg", named), *named] == ["p.jpg"]


@pytest.mark.parametrize(
    "passed_over, said",
    [
        ([], ""),
        (["b/q.PNG"], "1 picture in b was not read: name it if it is a letter"),
        (["b/reply"], "1 file in b was not read: name it if it is a letter"),
        (["b/x", "b/y.log"], "2 files in b were not read: name those that are letters"),
        (["b/x", "b/q.gif"], "1 picture and 1 other file in b were not read: name those that are letters"),
    ],
)  # fmt: skip
def test_what_is_said_of_files_passed_over(passed_over: list[str], said: str) -> None:
    assert of_passed_over("b", passed_over) == said


def test_letters_without_a_suffix(folder: Path) -> None:
    files = {
        "reply": b"%PDF-1.7 ...",
        "mail": b"From: a@b.example\nMessage-ID: <1>\nSubject: x\n\nDear Ms A\n",
        "page": b"<!doctype html><p>Dear Ms A",
        "README": b"How to make this program.",
        "picture": b"\x89PNG\r\n\x1a\n\0",
        "program": b"\x7fELF\0",
        "empty": b"",
    }
    for name, content in files.items():
        (folder / "b" / name).write_bytes(content)
    assert expand(["b"]) == ["b/c.txt", "b/mail", "b/page", "b/reply"]
    assert expand(["b/*"]) == expand(["b"])
