"""What no change of form may alter, for the letters of corpus/: the kind of a letter, and every must."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from loaded import report_on, the_checker
from noticecheck.checker import Checker
from noticecheck.evaluate import evaluate
from noticecheck.model import Report
from noticecheck.read import read_bytes
from noticecheck.report import to_jsonl_line

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (ROOT / "corpus" / "letters", ROOT / "corpus" / "unseen" / "letters")
LETTERS = {
    path.name: path
    for folder in FOLDERS
    for path in sorted(folder.iterdir())
    if path.suffix in (".txt", ".md")
}
GROUPS = 6
FEWEST = 5
"""Letters are taken together in so many groups: a test for each would only be slow."""
BREAK = re.compile(r"(\n[ \t]*(?:\n[ \t]*)+)")
LISTED = re.compile(r"^\s*(?:[-*•>|#]|\(?\w{1,4}[.)]\s|\[)")
APART = re.compile(r"\S {2,}\S|[\t|]")
ANNEX = re.compile(r"^(?=ANNEX [A-Z]$)", re.MULTILINE)
QUESTION = """

-----Original Message-----
From: A Requester
Sent: 2 May 2024 10:31
To: Information Requests
Subject: my question

Dear Sir or Madam,

Please send me what I asked for. I know that sections 41 and 44 do not apply, that section 35(1)(a) is
for ministers, and that I can ask for an internal review and go to the Information Commissioner.

A Requester
"""
OLDER_ANSWER = """

From: Information Requests
Sent: 12 April 2024 16:02
To: A Requester
Subject: RE: your earlier request

We are refusing your earlier request under section 22(1) of the Freedom of Information Act 2000, as the
report will be published in June. The public interest favours waiting, since everybody should read it at
the same time.
"""
PAGE_1, PAGE_2 = "Page 1 of 2\n\n", "\n\nPage 2 of 2\n"
EXPECTED = {
    # It says itself that it is passed on: what stands below is the letter.
    ("loc_07_exclusions.txt", "an older answer"),
}


def outcome(report: Report) -> dict[str, str]:
    """The kind of a letter and the status of every must."""
    found = {one.key: str(one.status) for one in report.assessments if one.level == "must"}
    return {**found, "kind": report.notice.kind if report.notice else "not read"}


@cache
def text_of(name: str) -> str:
    return LETTERS[name].read_text(encoding="utf-8").replace("\r\n", "\n")


def judged(text: str, name: str) -> Report:
    return the_checker().check(read_bytes(text.encode(), name))


def blocks(text: str) -> list[str]:
    """Blocks of lines, and between them what parts them."""
    return BREAK.split(text)


def is_prose(block: str) -> bool:
    """Whether its lines may be broken elsewhere: no list, no table, no line that stands for itself."""
    lines = block.split("\n")
    if any(LISTED.match(line) or APART.search(line) for line in lines):
        return False
    if len({len(line) - len(line.lstrip()) for line in lines}) > 1:
        return False
    if len(lines) == 1:
        return len(block) > 100
    flows = any(line.rstrip()[-1:] not in ".:;?!" for line in lines)
    return flows and all(len(line) >= 60 for line in lines[:-1])


def wrapped(width: int) -> Callable[[str], str]:
    def wrap(block: str) -> str:
        indent = block[: len(block) - len(block.lstrip(" "))]
        return textwrap.fill(
            " ".join(block.split()), width, initial_indent=indent, subsequent_indent=indent,
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip

    return lambda text: "".join(wrap(b) if is_prose(b) else b for b in blocks(text))


def blank_lines(text: str) -> str:
    return BREAK.sub("\n\n \n\n", text)


def page_between(text: str) -> str:
    """The end of a page before a paragraph in the middle."""
    parts = blocks(text)
    prose = [i for i, part in enumerate(parts) if i and is_prose(part)]
    if not prose:
        return text
    middle = prose[len(prose) // 2]
    parts[middle] = PAGE_1 + parts[middle]
    return "".join(parts).rstrip("\n") + PAGE_2


def page_within(text: str) -> str:
    """The end of a page in the middle of a sentence in the middle."""
    parts = blocks(text)
    long = [i for i, part in enumerate(parts) if is_prose(part) and part.count("\n") > 1]
    if not long:
        return text
    middle = long[len(long) // 2]
    lines = parts[middle].split("\n")
    half = len(lines) // 2
    parts[middle] = "\n".join(lines[:half]) + "\n\n" + PAGE_1 + "\n".join(lines[half:])
    return "".join(parts).rstrip("\n") + PAGE_2


def typeset(text: str) -> str:
    """Curly quotes, and blanks that do not break before a number."""
    text = re.sub(r"\b([Ss]ections?|[Rr]egulations?) (?=\d)", "\\1\u00a0", text)
    text = re.sub(r"(?<=\w)'(?=\w)", "\u2019", text)
    return re.sub(r'"([^"\n]*)"', "\u201c\\1\u201d", text)


def headings(turn: Callable[[str], str]) -> Callable[[str], str]:
    def change(text: str) -> str:
        notice, _ = the_checker().parse(read_bytes(text.encode(), "letter.txt"))
        whole, end, parts = notice.document.text, 0, []
        for passage in notice.passages:
            if passage.kind == "heading" and passage.part != "furniture":
                parts += [
                    whole[end : passage.span.start],
                    turn(notice.document.quote(passage.span)),
                ]
                end = passage.span.end
        return "".join([*parts, whole[end:]])

    return change


def annexes_turned_round(text: str) -> str:
    """The last annex first; at least two of them stand at the end of a letter."""
    letter, *annexes = ANNEX.split(text)
    turned = (annex.strip() + "\n\n" for annex in reversed(annexes))
    return letter + "".join(turned) if len(annexes) > 1 else text


def annexes_first(text: str) -> str:
    """The annexes stand above the signature."""
    letter, *annexes = ANNEX.split(text)
    above, sign_off, below = letter.partition("Yours sincerely")
    if not annexes or not sign_off:
        return text
    return above + "".join(annexes).strip() + "\n\n" + sign_off + below


CHANGES: dict[str, Callable[[str], str]] = {
    "wrapped at 50": wrapped(50),
    "wrapped at 72": wrapped(72),
    "wrapped at 100": wrapped(100),
    "a paragraph a line": wrapped(10**6),
    "blank lines": blank_lines,
    "a page ends between paragraphs": page_between,
    "a page ends within a sentence": page_within,
    "a question below": lambda text: text.rstrip("\n") + QUESTION,
    "an older answer": lambda text: text.rstrip("\n") + OLDER_ANSWER,
    "typeset": typeset,
    "headings in capitals": headings(str.upper),
    "headings in title case": headings(str.title),
    "headings in sentence case": headings(str.capitalize),
    "annexes turned round": annexes_turned_round,
    "annexes first": annexes_first,
}


def changed(change: str, group: int | None = None) -> Iterator[tuple[str, str]]:
    """The letters of a group that a change does alter, with their new text."""
    for index, name in enumerate(LETTERS):
        if group in (None, index % GROUPS) and (name, change) not in EXPECTED:
            text = CHANGES[change](text_of(name))
            if text != text_of(name):
                yield name, text


def differences(name: str, text: str) -> list[str]:
    wanted, got = outcome(report_on(LETTERS[name])), outcome(judged(text, name))
    return [
        f"{name}: {key} from {wanted.get(key)} to {got.get(key)}"
        for key in dict.fromkeys((*wanted, *got))
        if wanted.get(key) != got.get(key)
    ]


@pytest.mark.parametrize("change", [name for name in CHANGES if not name.startswith("annexes")])
def test_form_changes_no_status(change: str) -> None:
    """Each change with one group of the letters, another one for each change."""
    group = list(CHANGES).index(change) % GROUPS
    letters = list(changed(change, group))
    if len(letters) < FEWEST:
        letters += changed(change, (group + 1) % GROUPS)
    assert len(letters) >= FEWEST
    assert [line for name, text in letters for line in differences(name, text)] == []


@pytest.mark.parametrize("change", ["annexes turned round", "annexes first"])
def test_annexes_may_stand_elsewhere(change: str) -> None:
    letters = list(changed(change))
    assert letters
    assert [line for name, text in letters for line in differences(name, text)] == []


SOME = (
    "everything_met.txt",
    "nat_10_tobacco.txt",
    "loc_13_heat_network.txt",
    "fails_every_rule.txt",
)


@pytest.mark.parametrize("name", SOME)
def test_order_of_rules_and_packs_changes_nothing(checker: Checker, name: str) -> None:
    parsed, matches = checker.parse(read_bytes(text_of(name).encode(), name))
    wanted = set(evaluate(checker.ruleset, parsed, matches, checker.catalogues))
    for seed in range(3):
        rules, packs = list(checker.ruleset.rules), list(checker.ruleset.packs)
        random.Random(seed).shuffle(rules)
        random.Random(seed).shuffle(packs)
        turned = replace(checker.ruleset, rules=tuple(rules), packs=tuple(packs))
        law = {pack.name: checker.law[pack.name] for pack in packs}
        other = replace(checker, ruleset=turned, law=law)
        again, found = other.parse(read_bytes(text_of(name).encode(), name))
        assert again == parsed
        assert set(evaluate(turned, again, found, law)) == wanted


_REPORTS = (
    "import sys; from noticecheck.checker import load; from noticecheck.read import read;"
    "from noticecheck.report import to_jsonl_line; checker = load();"
    "[print(to_jsonl_line(checker.check(read(path)))) for path in sys.argv[1:]]"
)


def test_the_seed_of_hashes_changes_nothing() -> None:
    """A process with another seed than this one, which is what it is, prints the same."""
    paths = [LETTERS[name] for name in SOME]
    seed = "31337" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", _REPORTS, *map(str, paths)],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines() == [to_jsonl_line(report_on(path)) for path in paths]
