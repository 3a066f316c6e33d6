"""Documents of strangers, letter by letter: of files, of archives, of pages saved as pictures.

What needs more than decoding is read in a process of its own, with limits on memory and time.

with Reader() as reader:
    for document in reader.read_all("case.zip"):
        ...
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import TracebackType

from noticecheck.errors import ReadError
from noticecheck.late import dataclass
from noticecheck.model import Document
from noticecheck.read.archive import Budget, Member, members
from noticecheck.read.case import Case
from noticecheck.read.clock import TimeLeft
from noticecheck.read.extract import Letter, Reading, Unreadable
from noticecheck.read.formats import (
    MEDIA_TYPES,
    SUFFIXES,
    Format,
    form_of,
    suffix_of,
    with_true_name,
)
from noticecheck.read.limits import MAX_BYTES, MORE_SECONDS, SECONDS
from noticecheck.read.pages import packed, runs
from noticecheck.read.paths import load
from noticecheck.read.process import Process

_IN_THIS_PROCESS: tuple[Format, ...] = ("text", "markdown")
"""Decoding is all that they need."""
_NO_LETTER = "an archive without a letter in it"
_NOT_HERE = "only {} can be read here: copy its text and paste that"
_PICTURE = "a picture: if it is a letter, check it alone"


class Reader:
    """Reads documents one after the other; a context manager, so that its process ends."""

    def __init__(
        self, seconds: float = SECONDS, more_seconds: float = MORE_SECONDS, debug: bool = False,
        only: Sequence[Format] = (),
    ) -> None:  # fmt: skip
        """With `debug` it reads in this process, and raises what the readers themselves raise; with
        `only` it reads files of these formats alone, in this process: where there is no other."""
        self._debug = debug
        self._only = only
        self._all_seconds = seconds + more_seconds
        self._process = Process(seconds)

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
        self._process.close()

    def prepare(self, paths: Sequence[str]) -> None:
        """Start the process where it will be needed, so that it is ready in time."""
        forms = (SUFFIXES.get(suffix_of(path), "text") for path in paths)
        if not self._debug and any(form not in _IN_THIS_PROCESS for form in forms):
            self._process.start()

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
        time_left = TimeLeft(self._all_seconds)
        yield from self._read(data, path, Reading(), _Limits(Budget(), time_left))

    def _single(self, path: str, found: Sequence[Document | ReadError]) -> Document:
        if len(found) != 1:
            raise ReadError(path, f"it holds {len(found)} letters: read them with read_all")
        if isinstance(found[0], ReadError):
            raise found[0]
        return found[0]

    def _read(
        self, data: bytes, path: str, reading: Reading, limits: _Limits
    ) -> Iterator[Document | ReadError]:
        try:
            form = form_of(data, path)
            if self._only and form not in self._only:
                raise Unreadable(_NOT_HERE.format(", ".join(self._only)))
            if form == "zip":
                yield from self._archive(data, path, reading.deeper(), limits)
            else:
                for letter in self._letters(form, data, path, limits.time_left):
                    yield to_document(letter, data, path)
        except Unreadable as reason:
            if self._debug and reason.__cause__ is not None:
                raise
            yield ReadError(path, str(reason), _digest(data) if len(data) <= MAX_BYTES else "")

    def _archive(
        self, data: bytes, path: str, reading: Reading, limits: _Limits
    ) -> Iterator[Document | ReadError]:
        """The letters of an archive; an annex is a part of the letter that it belongs to."""
        case = Case()
        pictures: list[Member] = []
        for member in members(data, limits.budget):
            name = f"{path}/{member.name}"
            if _is_picture(member):
                pictures.append(member)
            elif reason := _no_letter(member):
                case.pass_over(member, reason)
            elif member.reason:
                case.add(member, [ReadError(name, member.reason)])
            else:
                case.add(member, self._read(member.data, name, reading, limits))
        if case.letters:
            for member in pictures:
                case.pass_over(member, _PICTURE)
        else:
            self._pictures(pictures, path, case, limits)
        if not case.letters and not case.annexes:
            beside = f": it holds {case.beside[0]}" if case.beside else ""
            raise Unreadable(_NO_LETTER + beside)
        yield from case.documents(len(path) + 1)

    def _pictures(self, pictures: Sequence[Member], path: str, case: Case, limits: _Limits) -> None:
        """The pictures of an archive whose letter is one of them, as far as one can tell."""
        only_pictures = not case.annexes
        for run in runs(pictures):
            for found in self._scan(run, path, limits.time_left):
                if only_pictures or isinstance(found, Document):
                    case.add(run[0], [found])
                else:
                    case.pass_over(run[0], found.reason)

    def _scan(
        self, pages: Sequence[Member], path: str, time_left: TimeLeft
    ) -> Iterator[Document | ReadError]:
        """A letter that was saved as pictures, one a page."""
        name = f"{path}/{pages[0].name}"
        data = pages[0].data if len(pages) == 1 else packed(pages)
        # Of what the user has, and the same every time.
        pictures = b"".join(page.data for page in pages)
        try:
            for letter in self._letters("image", data, name, time_left):
                yield to_document(replace(letter, media_type=MEDIA_TYPES["image"]), pictures, name)
        except Unreadable as reason:
            yield ReadError(name, str(reason), _digest(pictures))

    def _letters(self, form: Format, data: bytes, path: str, time_left: TimeLeft) -> list[Letter]:
        if self._debug or form in (*_IN_THIS_PROCESS, *self._only):
            from noticecheck.read import read_letters

            # Several pictures come packed, so of them it is to be found out anew.
            return read_letters(data, path, form=form if form in _IN_THIS_PROCESS else None)
        return self._process.ask(data, path, time_left)


@dataclass(frozen=True, slots=True)
class _Limits:
    """What all members of one file share."""

    budget: Budget
    time_left: TimeLeft


def _is_picture(member: Member) -> bool:
    try:
        return not member.reason and form_of(member.data, member.name) == "image"
    except Unreadable:
        return False


def _no_letter(member: Member) -> str:
    """Why a file in an archive is none that could be a letter; "" for one that could be."""
    if member.reason or suffix_of(member.name) in SUFFIXES:
        return ""
    try:
        form = form_of(member.data, member.name)
    except Unreadable as reason:
        return str(reason)
    return "its name is not that of a letter" if form in ("text", "html") else ""


def to_document(letter: Letter, data: bytes, path: str) -> Document:
    """The document that a letter of a file is."""
    extract = with_true_name(letter, path).extract
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
