"""Files after an accident, of every format: each gives whole documents, or one line that says why not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given

from programs import without_programs
from promises import assert_read_or_refused
from strategies import examples, files


@pytest.fixture(scope="module", autouse=True)
def no_other_programs() -> Iterator[None]:
    files.sound_files()  # Made beforehand: mails draw their boundaries from `random`.
    with without_programs():
        yield


@examples(120)
@given(files.damaged)
def test_damaged_files_are_read_or_refused(file: files.File) -> None:
    assert_read_or_refused(file.data, file.name)


def test_sound_files_of_every_format_are_read() -> None:
    assert {file.name.rpartition(".")[2] for file in files.sound_files()} >= {
        "pdf",
        "docx",
        "eml",
        "msg",
    }
    for file in files.sound_files():
        assert_read_or_refused(file.data, file.name)
