"""Checks of an editor's documents: one for each version, none for what is out of date."""

from __future__ import annotations

import asyncio
import threading

import pytest

from noticecheck.lsp.checks import Checks


def test_all_who_ask_for_a_version_wait_for_one_check() -> None:
    begun: list[int] = []

    def work() -> int:
        begun.append(1)
        return 7

    async def ask() -> list[int]:
        checks: Checks[int] = Checks()
        together = await asyncio.gather(*(checks.of("a", 1, work) for _ in range(4)))
        return [*together, await checks.of("a", 1, work)]

    assert asyncio.run(ask()) == [7] * 5
    assert len(begun) == 1


def test_an_older_version_that_has_not_begun_is_left_out() -> None:
    release = threading.Event()
    begun: list[str] = []

    def work(name: str) -> str:
        begun.append(name)
        release.wait(10)
        return name

    async def ask() -> tuple[str, bool]:
        checks: Checks[str] = Checks()
        other = asyncio.create_task(checks.of("other", 1, lambda: work("other")))
        await asyncio.sleep(0)
        old = asyncio.create_task(checks.of("a", 1, lambda: work("old")))
        await asyncio.sleep(0)
        new = asyncio.create_task(checks.of("a", 2, lambda: work("new")))
        for _ in range(3):  # that it is cancelled reaches the thread's queue one turn later
            await asyncio.sleep(0)
        release.set()
        found = await new
        await asyncio.gather(old, other, return_exceptions=True)
        return found, old.cancelled()

    assert asyncio.run(ask()) == ("new", True)
    assert begun == ["other", "new"]


def test_a_question_that_is_taken_back_takes_no_answer_from_another() -> None:
    async def ask() -> int:
        checks: Checks[int] = Checks()
        kept = asyncio.create_task(checks.of("a", 1, lambda: 7))
        back = asyncio.create_task(checks.of("a", 1, lambda: 7))
        await asyncio.sleep(0)
        back.cancel()
        return await kept

    assert asyncio.run(ask()) == 7


def test_a_check_that_failed_is_tried_again() -> None:
    async def ask() -> int:
        checks: Checks[int] = Checks()
        with pytest.raises(ZeroDivisionError):
            await checks.of("a", 1, lambda: 1 // 0)
        return await checks.of("a", 1, lambda: 7)

    assert asyncio.run(ask()) == 7
