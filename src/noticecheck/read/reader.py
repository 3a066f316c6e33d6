"""Documents of strangers, read in a process of their own with limits on memory and time.

with Reader() as reader:
    for document in reader.read_all("case.zip"):
        ...
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from types import TracebackType

from noticecheck.errors import ReadError
from noticecheck.model import Document
from noticecheck.read.archive import Budget, Member, members
from noticecheck.read.extract import Extract, Flow, Letter, Reading, Unreadable
from noticecheck.read.formats import IMAGE_SUFFIXES, SUFFIXES, Format, form_of, suffix_of
from noticecheck.read.limits import MAX_BYTES, MORE_SECONDS, SECONDS
from noticecheck.read.paths import load

_IN_THIS_PROCESS: tuple[Format, ...] = ("text", "markdown")
"""Decoding is all that they need."""
_LAST_SECONDS = 2.0
_TOO_SLOW = "it takes longer to read than any letter does: save it anew, or as text, and try again"
_CRASHED = "it makes the reader fail: save it anew, or as text, and try again"
OUT_OF_MEMORY = "it needs more memory than any letter does: save it anew, or as text, and try again"
_WHOSE = "it is named as an annex, and which letter it belongs to is not known: it is unclear"
_NO_LETTER = "an archive without a letter in it"
_START = "import sys; sys.path[:] = {path!r}; from noticecheck.read.worker import main; main()"


class Reader:
    """Reads documents one after the other; a context manager, so that its process ends."""

    def __init__(
        self, seconds: float = SECONDS, more_seconds: float = MORE_SECONDS, debug: bool = False
    ) -> None:
        """With `debug` it reads in this process, and raises what the readers themselves raise."""
        self._debug = debug
        self._seconds = seconds
        self._more_seconds = more_seconds
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process that reads, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        _kill(process)
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        process.wait()

    def prepare(self, paths: Sequence[str]) -> None:
        """Start the process where it will be needed, so that it is ready in time."""
        forms = (SUFFIXES.get(suffix_of(path), "text") for path in paths)
        if not self._debug and any(form not in _IN_THIS_PROCESS for form in forms):
            self._start()

    def read(self, path: str) -> Document:
        """The one letter of a file, or of standard input for "-"; raises ReadError."""
        return self._single(path, list(self.read_all(path)))

    def read_bytes(self, data: bytes, path: str) -> Document:
        """As `read`, from bytes; the path gives name and suffix."""
        return self._single(path, list(self.read_all_bytes(data, path)))

    def read_all(self, path: str) -> Iterator[Document | ReadError]:
        """Every letter of a file; an error, not raised, stands in the place of what is unread."""
        try:
            data = load(path)
        except ReadError as error:
            yield error
            return
        yield from self.read_all_bytes(data, path)

    def read_all_bytes(self, data: bytes, path: str) -> Iterator[Document | ReadError]:
        """As `read_all`, from bytes; the path gives name and suffix."""
        yield from self._read(data, path, Reading(), Budget())

    def _single(self, path: str, found: Sequence[Document | ReadError]) -> Document:
        if len(found) != 1:
            raise ReadError(path, f"it holds {len(found)} letters: read them with read_all")
        if isinstance(found[0], ReadError):
            raise found[0]
        return found[0]

    def _read(
        self, data: bytes, path: str, reading: Reading, budget: Budget
    ) -> Iterator[Document | ReadError]:
        try:
            form = form_of(data, path)
            if form == "zip":
                yield from self._archive(data, path, reading.deeper(), budget)
            else:
                for letter in self._letters(form, data, path):
                    yield to_document(letter, data, path)
        except Unreadable as reason:
            if self._debug and reason.__cause__ is not None:
                raise
            yield ReadError(path, str(reason), _digest(data) if len(data) <= MAX_BYTES else "")

    def _archive(
        self, data: bytes, path: str, reading: Reading, budget: Budget
    ) -> Iterator[Document | ReadError]:
        """The letters of an archive; an annex is a part of the letter that it belongs to."""
        case = _Case()
        for member in members(data, budget):
            if reason := _no_letter(member):
                case.beside.append(f"{member.name}, which was not read: {reason}")
                case.incomplete = case.incomplete or member.is_annex or _is_picture(member)
                continue
            name = f"{path}/{member.name}"
            found: Iterable[Document | ReadError] = (ReadError(name, member.reason),)
            if not member.reason:
                found = self._read(member.data, name, reading, budget)
            if member.is_annex:
                case.annexes.extend((member.title, one) for one in found)
            else:
                case.letters.extend(found)
        if not case.letters and not case.annexes:
            beside = f": it holds {case.beside[0]}" if case.beside else ""
            raise Unreadable(_NO_LETTER + beside)
        yield from case.documents(len(path) + 1)

    def _letters(self, form: Format, data: bytes, path: str) -> list[Letter]:
        if self._debug or form in _IN_THIS_PROCESS:
            from noticecheck.read import read_letters

            return read_letters(data, path)
        return self._ask(data, path)

    def _ask(self, data: bytes, path: str) -> list[Letter]:
        """Have the other process read a document; raises Unreadable."""
        process = self._start()
        clock = _Clock(process, self._seconds, self._more_seconds)
        request = json.dumps({"path": path, "size": len(data)}).encode("ascii")
        try:
            assert process.stdin is not None and process.stdout is not None
            process.stdin.write(request + b"\n" + data)
            process.stdin.flush()
            while line := process.stdout.readline():
                answer = json.loads(line)
                if "more" not in answer:
                    break
                clock.allow(answer["more"])
        except (OSError, ValueError):
            line = b""
        finally:
            clock.stop()
        if not line:
            self.close()
            if clock.rang:
                raise Unreadable(_TOO_SLOW)
            # What C code does when memory runs out.
            out_of_memory = process.returncode in (-signal.SIGABRT, 134)
            raise Unreadable(OUT_OF_MEMORY if out_of_memory else _CRASHED)
        if "reason" in answer:
            raise Unreadable(answer["reason"])
        from noticecheck.read.worker import unpack

        return [unpack(letter) for letter in answer["letters"]]

    def _start(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            # The folder that we are in is no place to import from.
            path = [entry for entry in sys.path if entry]
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", _START.format(path=path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        return self._process


class _Clock:
    """Ends a process when its time is up."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float, more: float) -> None:
        self._process = process
        self._seconds = seconds
        self._more = more
        self.rang = False
        self._timer = self._wind(seconds)

    def allow(self, seconds: float) -> None:
        """Begin anew with so many seconds on top, as long as there are any left to give."""
        self._timer.cancel()
        granted = min(seconds, self._more)
        self._more -= granted
        self._timer = self._wind(self._seconds + granted)

    def stop(self) -> None:
        self._timer.cancel()

    def _wind(self, seconds: float) -> threading.Timer:
        timer = threading.Timer(seconds, self._ring)
        timer.daemon = True
        timer.start()
        return timer

    def _ring(self) -> None:
        self.rang = True
        _kill(self._process)


@dataclass(slots=True)
class _Case:
    """What an archive holds: letters, annexes with their titles, and files that are neither."""

    letters: list[Document | ReadError] = field(default_factory=list)
    annexes: list[tuple[str, Document | ReadError]] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    incomplete: bool = False
    """What was not read may belong to a letter."""

    def documents(self, skip: int) -> Iterator[Document | ReadError]:
        """Each letter, with what it should tell of its archive; `skip` leads to names in it."""
        readable = [letter for letter in self.letters if isinstance(letter, Document)]
        own: dict[int, list[Document | ReadError]] = {}
        apart: list[Document | ReadError] = []
        for title, annex in self.annexes:
            letter = _letter_of(title, readable)
            if letter is not None:
                own.setdefault(id(letter), []).append(annex)
            elif isinstance(annex, Document):
                apart.append(replace(annex, warnings=(*annex.warnings, _WHOSE), incomplete=True))
            else:
                apart.append(annex)
        joined = [
            _join(letter, own[id(letter)], skip)
            if isinstance(letter, Document) and id(letter) in own
            else letter
            for letter in self.letters
        ]
        notes = tuple(f"the archive also holds {name}" for name in self.beside)
        for one in (*joined, *apart):
            if isinstance(one, Document):
                incomplete = one.incomplete or self.incomplete
                one = replace(one, warnings=(*one.warnings, *notes), incomplete=incomplete)
            yield one


def _letter_of(title: str, letters: Sequence[Document]) -> Document | None:
    """The letter that an annex belongs to: the only one, or the only one that names it."""
    if len(letters) == 1:
        return letters[0]
    words = r"[\W_]+".join(map(re.escape, title.split()))
    naming = [
        letter
        for letter in letters
        if title and re.search(rf"(?<!\w){words}(?!\w)", letter.text, re.IGNORECASE)
    ]
    return naming[0] if len(naming) == 1 else None


def _is_picture(member: Member) -> bool:
    return suffix_of(member.name) in IMAGE_SUFFIXES


def _join(letter: Document, annexes: Sequence[Document | ReadError], skip: int) -> Document:
    """A letter with its annexes behind it, as a mail has attachments."""
    flow = Flow()
    flow.append(_extract(letter), letter.path[skip:])
    warnings = list(letter.warnings)
    incomplete = letter.incomplete
    for annex in annexes:
        name = annex.path[skip:]
        if isinstance(annex, ReadError):
            warnings.append(f"attachment {name}, it was not read: {annex.reason}")
            incomplete = True
            continue
        flow.attachment(name, _extract(annex))
        warnings.extend(f"attachment {name}: {warning}" for warning in annex.warnings)
        incomplete = incomplete or annex.incomplete
    whole = flow.extract(tuple(warnings), incomplete)
    return replace(
        letter, text=whole.text, regions=whole.regions, pages=None, places=whole.places,
        warnings=whole.warnings, incomplete=whole.incomplete,
    )  # fmt: skip


def _extract(document: Document) -> Extract:
    return Extract(document.text, document.regions, document.pages, places=document.places)


def _no_letter(member: Member) -> str:
    """Why a file in an archive is none that could be a letter; "" for one that could be."""
    if member.reason or suffix_of(member.name) in SUFFIXES:
        return ""
    try:
        form = form_of(member.data, member.name)
    except Unreadable as reason:
        return str(reason)
    if form == "image":
        return "a picture: if it is a letter, check it alone"
    if form in ("text", "html"):
        return "its name is not that of a letter"
    return ""


def to_document(letter: Letter, data: bytes, path: str) -> Document:
    """The document that a letter of a file is."""
    extract = letter.extract
    return Document(
        path=f"{path}#{letter.name}" if letter.name else path,
        text=extract.text,
        media_type=letter.media_type,
        sha256=_digest(data),
        pages=extract.pages,
        regions=extract.regions,
        warnings=extract.warnings,
        incomplete=extract.incomplete,
        places=extract.places,
    )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process, which gets a moment to put things in order, with all that it has started."""
    with suppress(OSError, subprocess.TimeoutExpired):
        process.terminate()
        process.wait(_LAST_SECONDS)
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
