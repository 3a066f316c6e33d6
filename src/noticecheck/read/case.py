"""The letters of an archive, each with the annexes that belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace

from noticecheck.errors import ReadError
from noticecheck.late import dataclass
from noticecheck.model import Document
from noticecheck.read.archive import Member
from noticecheck.read.extract import Extract, Flow, one_line
from noticecheck.read.formats import IMAGE_SUFFIXES, suffix_of
from noticecheck.read.mail.attached import is_logo

_WHOSE = "it is named as an annex, and which letter it belongs to is not known: it is unclear"
_LONGEST_NAME = 300


@dataclass(slots=True)
class Case:
    """What an archive holds: letters, annexes with their titles, and files that are neither."""

    letters: list[Document | ReadError] = field(default_factory=list)
    annexes: list[tuple[str, Document | ReadError]] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    incomplete: bool = False
    """What was not read may belong to a letter."""

    def add(self, member: Member, found: Iterable[Document | ReadError]) -> None:
        """What was found in one of its files."""
        if member.is_annex:
            self.annexes.extend((member.title, one) for one in found)
        else:
            self.letters.extend(found)

    def pass_over(self, member: Member, reason: str) -> None:
        """A file that is no letter; an annex or the picture of a page may belong to one."""
        self.beside.append(f"{one_line(member.name, _LONGEST_NAME)}, which was not read: {reason}")
        is_picture = suffix_of(member.name) in IMAGE_SUFFIXES
        may_be_page = is_picture and not is_logo(member.name, member.data)
        self.incomplete = self.incomplete or member.is_annex or may_be_page

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


def _join(letter: Document, annexes: Sequence[Document | ReadError], skip: int) -> Document:
    """A letter with its annexes behind it, as a mail has attachments."""
    flow = Flow()
    flow.append(_extract(letter), one_line(letter.path[skip:], _LONGEST_NAME))
    warnings = list(letter.warnings)
    incomplete = letter.incomplete
    for annex in annexes:
        name = one_line(annex.path[skip:], _LONGEST_NAME)
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
