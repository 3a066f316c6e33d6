"""What is fuzzed: three functions of bytes, each of which raises when the program breaks a promise.

They need no fuzzer: run.py gives them what atheris makes up, tests/test_fuzz_seeds.py the seeds.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from containers import CONTAINERS, KINDS
from noticecheck.language.load import default_root
from noticecheck.language.load import load as load_rules
from noticecheck.law import Provision
from noticecheck.match import Matcher
from noticecheck.match.compile import compile_phrases
from noticecheck.notice.citations import find_references, normal_form
from promises import assert_read_or_refused, assert_rules_read_or_refused


def readers(data: bytes) -> None:
    """Every format: the first byte says how the file is named, or in what the others are packed."""
    if data:
        read_as(KINDS[data[0] % len(KINDS)], data[1:])


def read_as(kind: str, data: bytes) -> None:
    """Read bytes as a file of one kind of KINDS."""
    name, pack = CONTAINERS[kind]
    assert_read_or_refused(pack(data), name)


@cache
def _matcher() -> Matcher:
    """Of the phrases that citations are read by."""
    phrases = load_rules([default_root()]).phrases
    return compile_phrases(phrases, {"numbers-something-else", "makes-a-quantity"})


def citations(data: bytes) -> None:
    """The citation grammar: what is found stands in the text, apart and in order, and once more
    written in normal form it says the same."""
    matches = _matcher().scan(data.decode(errors="replace"))
    done = 0
    for start, reference in find_references(matches):
        assert done <= start and reference.length > 0
        done = start + reference.length
        assert done <= len(matches.normal.text)
        assert reference.parts
        for parts in reference.parts:
            written = normal_form(reference.unit or "s", parts)
            try:
                provision = Provision.parse(written)
            except ValueError:
                continue  # No provision of any Act has such a number.
            assert str(provision) == written


def rules(data: bytes) -> None:
    """The rule grammar."""
    assert_rules_read_or_refused(data.decode(errors="replace"))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "readers": readers,
    "citations": citations,
    "rules": rules,
}
