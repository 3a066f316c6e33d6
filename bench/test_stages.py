"""The stages of a check, one by one, over letters of corpus/: `pytest bench -n 0`.

Needs the extra `dev`. What the matcher remembers of sentences is forgotten before each round, as no
letter of an audit has been met before; what it knows of words is not.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from noticecheck import evaluate, notice
from noticecheck.checker import Checker, load
from noticecheck.match import normalise
from noticecheck.model import Document
from noticecheck.read import read
from noticecheck.report import to_jsonl_line

LETTERS = Path(__file__).parents[1] / "corpus" / "letters"
ROUNDS = 5


@cache
def checker() -> Checker:
    return load()


@cache
def documents() -> tuple[Document, ...]:
    found = tuple(read(str(path)) for path in sorted(LETTERS.glob("*.txt"))[::4])
    for document in found:
        checker().check(document)
    return found


def _measure(benchmark: Callable[..., object], stage: Callable[[], object]) -> None:
    benchmark.pedantic(stage, setup=checker().matcher.forget, rounds=ROUNDS)  # type: ignore[attr-defined]
    letters = len(documents())
    characters = sum(len(document.text) for document in documents())
    benchmark.extra_info |= {"letters": letters, "characters": characters}  # type: ignore[attr-defined]


def test_read(benchmark: Callable[..., object]) -> None:
    paths = [document.path for document in documents()]
    _measure(benchmark, lambda: [read(path) for path in paths])


def test_normal_text(benchmark: Callable[..., object]) -> None:
    _measure(benchmark, lambda: [normalise(document.text) for document in documents()])


def test_scan(benchmark: Callable[..., object]) -> None:
    matcher = checker().matcher
    _measure(benchmark, lambda: [matcher.scan(document.text) for document in documents()])


def test_parse(benchmark: Callable[..., object]) -> None:
    law = checker().law
    scanned = [(one, checker().matcher.scan(one.text)) for one in documents()]
    _measure(benchmark, lambda: [notice.parse(one, found, law) for one, found in scanned])


def test_evaluate(benchmark: Callable[..., object]) -> None:
    parsed = [checker().parse(document) for document in documents()]
    rules, law = checker().ruleset, checker().law
    _measure(
        benchmark, lambda: [evaluate.evaluate(rules, one, found, law) for one, found in parsed]
    )


def test_check(benchmark: Callable[..., object]) -> None:
    _measure(benchmark, lambda: [checker().check(document) for document in documents()])


def test_report(benchmark: Callable[..., object]) -> None:
    reports = [checker().check(document) for document in documents()]
    _measure(benchmark, lambda: [to_jsonl_line(report) for report in reports])
