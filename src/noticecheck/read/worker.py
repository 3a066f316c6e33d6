"""The process that reads documents of strangers, apart from the one that judges them.

It answers on standard output for each document that comes on standard input. A request is one
line of JSON, `{"path", "size"}`, and the bytes. An answer is one line of JSON: `{"more": seconds}`
any number of times, where the work is slow by its nature, then `{"letters": [...]}` or
`{"reason": "..."}`. JSON, because what comes from a broken process must not be able to do anything.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from contextlib import suppress
from typing import Any, BinaryIO

from noticecheck.model import Place, Region, Span
from noticecheck.read import read_letters
from noticecheck.read.extract import Extract, Letter, Reading, Unreadable
from noticecheck.read.limits import MEMORY, MORE_SECONDS, SECONDS

_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG of prctl(2)."""


def main() -> None:
    """Read what is asked for until there is nothing more on standard input."""
    requests = sys.stdin.buffer
    # What a library prints must not get among the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    limit_memory()
    # What this process has started ends with it: an exception goes through every `finally`.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    end_with_parent()
    while line := requests.readline():
        request = json.loads(line)
        data = requests.read(request["size"])
        limit_time()
        _send(answers, _answer(data, request["path"], answers))


def _answer(data: bytes, path: str, answers: BinaryIO) -> dict[str, Any]:
    reading = Reading(more_time=lambda seconds: _send(answers, {"more": seconds}))
    try:
        return {"letters": [pack(letter) for letter in read_letters(data, path, reading)]}
    except Unreadable as reason:
        return {"reason": str(reason)}


def _send(answers: BinaryIO, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer).encode("ascii") + b"\n")
    answers.flush()


def end_with_parent() -> None:
    """Have the system end this process with the one that started it. No effect but on Linux."""
    if sys.platform != "linux":
        return
    import ctypes

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGTERM)


def limit_memory() -> None:
    """Keep this process small; programs that it starts may ask for more. No effect on Windows."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_time() -> None:
    """End this process where nobody is left to stop it. No effect on Windows."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    until = int(used.ru_utime + used.ru_stime + SECONDS + MORE_SECONDS) + 1
    if hard == resource.RLIM_INFINITY or until < hard:
        resource.setrlimit(resource.RLIMIT_CPU, (until, hard))


def pack(letter: Letter) -> dict[str, Any]:
    """A letter as plain lists, strings and numbers."""
    extract = letter.extract
    return {
        "name": letter.name,
        "media_type": letter.media_type,
        "text": extract.text,
        "regions": [[r.span.start, r.span.end, r.kind, r.name] for r in extract.regions],
        "pages": extract.pages,
        "warnings": extract.warnings,
        "incomplete": extract.incomplete,
        "places": [
            [p.span.start, p.span.end, p.page, p.box, p.paragraph, p.part, p.confidence]
            for p in extract.places
        ],
    }


def unpack(packed: dict[str, Any]) -> Letter:
    """The letter that `pack` made into plain values."""
    extract = Extract(
        text=packed["text"],
        regions=tuple(Region(Span(s, e), kind, name) for s, e, kind, name in packed["regions"]),
        pages=None if packed["pages"] is None else tuple(packed["pages"]),
        warnings=tuple(packed["warnings"]),
        incomplete=packed["incomplete"],
        places=tuple(
            Place(Span(s, e), page, None if box is None else tuple(box), *rest)
            for s, e, page, box, *rest in packed["places"]
        ),
    )
    return Letter(packed["name"], packed["media_type"], extract)


if __name__ == "__main__":
    main()
