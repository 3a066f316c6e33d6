"""A reader's work on a sample, kept answer by answer: it can be stopped at any moment.

Beside `sample.jsonl` stand, for a reader called anna, `sample.anna.answers`, one line for each
answer as it was typed, and `sample.anna.jsonl`, the labels that are complete. The first holds all;
the second is made from it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import Any

from noticecheck.audit.labelling import Question, check, label, next_question
from noticecheck.errors import UsageError
from noticecheck.late import dataclass, regex

SCHEMA = "noticecheck.answers/1"
_NAME = regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of a sample; what it was found to be is not known here."""

    slug: str
    path: str
    text: str


@dataclass
class Session:
    """Letters, and the answers so far; each answer is on the disk before the next is asked for."""

    reader: str
    letters: Sequence[Letter]
    answers_file: Path
    labels_file: Path
    known: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Answers that need not be asked for, by slug."""
    _given: dict[str, dict[str, str]] = field(default_factory=dict)
    """By slug and question, what was answered here."""
    _order: list[tuple[str, str]] = field(default_factory=list)
    """Slug and question of each answer, in the order in which they were given."""
    _size: int = 0
    """Of the file of answers, as far as this session knows it."""

    def at(self) -> tuple[Letter, Question] | None:
        """The letter to work on and the question to ask; None when all is done."""
        for letter in self.letters:
            question = next_question(self.answers(letter.slug))
            if question is not None:
                return letter, question
        return None

    def done(self) -> int:
        """How many letters are complete."""
        return sum(next_question(self.answers(one.slug)) is None for one in self.letters)

    def answers(self, slug: str) -> dict[str, str]:
        return {**self.known.get(slug, {}), **self._given.get(slug, {})}

    def answer(self, letter: Letter, question: Question, typed: str) -> None:
        """Keep an answer; ValueError says what is wrong with it."""
        check(question, typed, self.answers(letter.slug))
        self._append({"slug": letter.slug, "question": question.name, "answer": typed})
        self._keep(letter.slug, question.name, typed)
        if next_question(self.answers(letter.slug)) is None:
            self.write_labels()

    def undo(self) -> str | None:
        """Take the last answer back, also one about the letter before; the question it was for."""
        if not self._order:
            return None
        self._append({"undo": True})
        slug, name = self._order[-1]
        was_complete = next_question(self.answers(slug)) is None
        self._take_back()
        if was_complete:
            self.write_labels()
        return name

    def write_labels(self) -> None:
        """Write the labels of all letters that are complete, in the order of the sample."""
        lines = []
        for letter in self.letters:
            answers = self.answers(letter.slug)
            if next_question(answers) is None:
                lines.append(json.dumps(label(letter.slug, self.reader, answers)) + "\n")
        new = self.labels_file.with_name(f"{self.labels_file.name}.new")
        new.write_text("".join(lines), encoding="utf-8")
        new.replace(self.labels_file)

    def _append(self, entry: Mapping[str, object]) -> None:
        line = json.dumps(entry).encode() + b"\n"
        with self.answers_file.open("ab") as file:
            if file.tell() != self._size:
                raise UsageError(
                    f"{self.answers_file}: someone else is labelling as {self.reader}: each "
                    "reader needs a name of their own (--reader)"
                )
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
        self._size += len(line)

    def _resume(self, head: Mapping[str, object]) -> None:
        """Take up the answers that there are, or begin the file."""
        try:
            data = self.answers_file.read_bytes()
        except FileNotFoundError:
            data = b""
        whole = data[: data.rfind(b"\n") + 1]
        if not whole:
            self.answers_file.write_bytes(b"")
            self._append(head)
            return
        if len(whole) < len(data):
            # The last line was being written when the session ended.
            os.truncate(self.answers_file, len(whole))
        self._size = len(whole)
        try:
            first, *rest = [json.loads(line) for line in whole.splitlines()]
            if first.get("schema") != SCHEMA:
                raise ValueError
            if first != head:
                raise UsageError(
                    f"{self.answers_file}: these answers are about another sample: give another "
                    "--reader, or move them away"
                )
            for entry in rest:
                self._replay(entry)
        except (ValueError, KeyError, IndexError, AttributeError, TypeError):
            raise UsageError(
                f"{self.answers_file}: not what this version of noticecheck label writes: move it "
                "away to begin anew"
            ) from None

    def _replay(self, entry: Mapping[str, Any]) -> None:
        if "undo" in entry:
            self._take_back()
            return
        slug, typed = entry["slug"], entry["answer"]
        question = next_question(self.answers(slug))
        if question is None or question.name != entry["question"]:
            raise ValueError
        check(question, typed, self.answers(slug))
        self._keep(slug, question.name, typed)

    def _keep(self, slug: str, name: str, typed: str) -> None:
        self._given.setdefault(slug, {})[name] = typed
        self._order.append((slug, name))

    def _take_back(self) -> None:
        slug, name = self._order.pop()
        del self._given[slug][name]


def open_session(
    sample: Path, reader: str, known: Mapping[str, Mapping[str, str]] | None = None
) -> Session:
    """The work of a reader on a sample, where it was left; raises UsageError."""
    if not _NAME.fullmatch(reader):
        raise UsageError(
            f'--reader: "{reader}" should be letters, digits, "-" and "_", such as anna'
        )
    letters = read_sample(sample)
    digest = hashlib.sha256()
    for letter in letters:
        digest.update(f"{letter.slug}\0{letter.text}\0".encode("utf-8", "surrogatepass"))
    stem = sample.name.removesuffix(".jsonl")
    session = Session(
        reader,
        letters,
        sample.with_name(f"{stem}.{reader}.answers"),
        sample.with_name(f"{stem}.{reader}.jsonl"),
        known or {},
    )
    try:
        session._resume({"schema": SCHEMA, "reader": reader, "sample": digest.hexdigest()})
        session.write_labels()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"{session.answers_file}: cannot be written ({reason})") from None
    return session


def read_sample(path: Path) -> list[Letter]:
    """The letters that `audit --sample` drew; raises UsageError."""
    letters = []
    for number, row in read_lines(path):
        try:
            letters.append(Letter(str(row["slug"]), str(row["path"]), str(row["text"])))
        except KeyError as error:
            raise UsageError(
                f"{path}:{number}: has no {error}: not a sample that noticecheck audit --sample "
                "drew"
            ) from None
    if not letters:
        raise UsageError(f"{path}: has no letters")
    return letters


def read_lines(path: Path) -> list[tuple[int, dict[str, Any]]]:
    """The objects of a file of JSON lines, with the numbers of their lines; raises UsageError."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
        found = [(number, json.loads(line)) for number, line in enumerate(lines, 1) if line.strip()]
    except FileNotFoundError:
        raise UsageError(f"{path}: there is no such file") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({(error.strerror or '').lower()})") from None
    except ValueError:
        raise UsageError(f"{path}: not a file of JSON lines in UTF-8") from None
    for number, row in found:
        if not isinstance(row, dict):
            raise UsageError(f"{path}:{number}: not a JSON object")
    return found
