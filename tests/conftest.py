"""What many tests share: the checker with the rules of this repository, loaded once."""

from __future__ import annotations

import pytest

from noticecheck.checker import Checker, load


@pytest.fixture(scope="session")
def checker() -> Checker:
    """Rules, catalogues and matcher as `noticecheck check` loads them."""
    return load()
