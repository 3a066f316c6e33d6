"""The kept seeds of the fuzzer, among them what it once found: each breaks no promise any more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from containers import CONTAINERS
from programs import without_programs
from seeds import as_input, seeds_of
from targets import TARGETS


@pytest.fixture(scope="module", autouse=True)
def no_other_programs() -> Iterator[None]:
    with without_programs():
        yield


@pytest.mark.parametrize("target", TARGETS)
def test_seeds_break_no_promise(target: str) -> None:
    for path in seeds_of(target):
        try:
            TARGETS[target](as_input(target, path))
        except Exception as error:
            error.add_note(f"seed {path.name}")
            raise


def test_there_is_a_seed_of_every_kind_of_file() -> None:
    assert {path.suffix for path in seeds_of("readers")} == set(CONTAINERS)
