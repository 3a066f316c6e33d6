"""What can be tried anywhere of how the program does on Windows: its paths, and what it has not."""

from __future__ import annotations

import signal
from pathlib import PurePath, PurePosixPath, PureWindowsPath

import pytest

from noticecheck.audit import limits
from noticecheck.config.paths import is_under
from noticecheck.report.sarif import uri


@pytest.mark.parametrize(
    ("path", "form", "expected"),
    [
        ("letters/a b.txt", PurePosixPath, "letters/a%20b.txt"),
        ("/srv/letters/a.txt", PurePosixPath, "file:///srv/letters/a.txt"),
        ("-", PurePosixPath, "stdin"),
        ("letters\\a b.txt", PureWindowsPath, "letters/a%20b.txt"),
        ("C:\\letters\\a.txt", PureWindowsPath, "file:///C:/letters/a.txt"),
        ("c:/letters/a%.txt", PureWindowsPath, "file:///c:/letters/a%25.txt"),
        ("\\\\host\\share\\a b.txt", PureWindowsPath, "file://host/share/a%20b.txt"),
    ],
)  # fmt: skip
def test_sarif_names_a_file_in_the_form_of_every_system(
    path: str, form: type[PurePath], expected: str
) -> None:
    assert uri(path, form) == expected


@pytest.mark.parametrize(
    "pattern", ["letters\\2024\\*.txt", ".\\letters/2024\\a.txt", "letters\\", "letters\\**\\a.*"]
)
def test_patterns_of_a_configuration_may_have_backslashes(pattern: str) -> None:
    assert is_under(pattern, "letters/2024/a.txt")
    assert not is_under(pattern, "other/2024/b.doc")


def test_a_letter_is_read_where_there_are_no_alarms_and_no_limits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(signal, "SIGALRM")
    monkeypatch.setattr(limits, "resource", None)
    limits.limit_memory(1)
    with limits.time_limited(0.001):
        read = sum(range(100_000))
    limits.free_of_limits()
    assert read == 4_999_950_000
