"""The screen of `noticecheck label`: a letter in pages, then questions, one line typed for each."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING

from noticecheck.commands import console
from noticecheck.errors import visible

if TYPE_CHECKING:
    from noticecheck.audit.session import Session

_WIDEST = 80
_HELP = "d what this means · l the letter again · /word where it says word · z undo · q stop here"
_CLEAR = "\x1b[H\x1b[2J\x1b[3J"


class Stopped(Exception):  # noqa: N818 - nothing is wrong
    """The reader has had enough for now."""


class Screen:
    """Shows letters and asks, until all is labelled or the reader stops."""

    def __init__(self, session: Session, hints: Mapping[str, Mapping[str, str]]) -> None:
        self._session = session
        self._hints = hints
        self._shown = ""
        """Slug of the letter that was shown last."""

    def run(self) -> None:
        try:
            while self._step():
                pass
        except (Stopped, EOFError):
            console.out("\n")

    def _step(self) -> bool:
        """Ask the next question; tells whether there was one."""
        place = self._session.at()
        if place is None:
            return False
        letter, question = place
        if self._shown != letter.slug:
            self._shown = letter.slug
            if not self._show(letter.text):
                return self._undo()
            self._head()
        self._ask(question.ask, self._choices(question.name), letter.slug, question.name)
        while True:
            typed = self._read(f"{question.hint} > ")
            if typed == "z":
                return self._undo()
            if typed == "d":
                self._say(question.define)
            elif typed == "l":
                if not self._show(letter.text):
                    return self._undo()
                self._ask(question.ask, self._choices(question.name), letter.slug, question.name)
            elif typed == "h":
                self._say(_HELP)
            elif typed.startswith("/"):
                self._find(letter.text, typed[1:].strip())
            else:
                try:
                    self._session.answer(letter, question, typed)
                except ValueError as error:
                    self._say(f"Not understood: {error}. (h for help)")
                    continue
                self._confirm(question.name, typed, letter.slug)
                return True

    def _confirm(self, name: str, typed: str, slug: str) -> None:
        """Say what an answer was taken for, where it is not plain from what was typed."""
        from noticecheck.audit.labelling import Question, understood

        if name in ("kind", "regimes", "claims"):
            question = Question(name, "", "", "")
            taken = understood(question, typed, self._session.answers(slug))
            self._say(f"= {taken}")

    def _choices(self, name: str) -> list[str]:
        from noticecheck.audit.questions import KINDS

        if name != "kind":
            return []
        return [f"{n:4} {kind:26} {words}" for n, (kind, words) in enumerate(KINDS.items(), 1)]

    def _undo(self) -> bool:
        name = self._session.undo()
        self._say("There is nothing to undo." if name is None else f"Taken back: {name}")
        return True

    def _head(self) -> None:
        done, in_all = self._session.done(), len(self._session.letters)
        console.out(
            f"\nLetter {done + 1} of {in_all}, reader {self._session.reader}. h for help.\n"
        )

    def _ask(self, ask: str, choices: list[str], slug: str, name: str) -> None:
        console.out("\n" + "\n".join([*self._wrapped(ask), *choices]) + "\n")
        hint = self._hints.get(slug, {}).get(name)
        if hint:
            self._say(hint)

    def _say(self, text: str) -> None:
        console.out("\n".join(self._wrapped(visible(text), "  ")) + "\n")

    def _find(self, text: str, word: str) -> None:
        lines = self._lines(text, indent=4)
        found = [line for line in lines if word and word.lower() in line.lower()]
        rows = max(4, _rows() - 4)
        for line in found[:rows]:
            console.out(f"  | {line}\n")
        if len(found) > rows:
            self._say(f"and {len(found) - rows} lines more; l shows the letter")
        if not found:
            self._say(f"the letter does not say {word!r} on any line")

    def _show(self, text: str) -> bool:
        """The letter, page by page; False where the reader takes the last answer back instead."""
        lines = self._lines(text)
        height = max(4, _rows() - 2)
        pages = [lines[at : at + height] for at in range(0, len(lines), height)] or [[]]
        number = 0
        while True:
            if sys.stdout.isatty():
                console.out(_CLEAR)
            console.out("\n".join(pages[number]) + "\n")
            last = number == len(pages) - 1
            onward = "questions" if last else "next"
            back = " · b back" if number else ""
            rest = "" if last else " · a questions"
            typed = self._read(
                f"-- page {number + 1} of {len(pages)} · Enter {onward}{back}{rest} · q stop > "
            )
            if typed == "b":
                number = max(0, number - 1)
            elif typed == "a" or (not typed and last):
                return True
            elif typed == "z":
                return False
            elif not typed:
                number += 1

    def _lines(self, text: str, indent: int = 0) -> list[str]:
        lines: list[str] = []
        for line in text.split("\n"):
            shown = visible(line.expandtabs(4)).rstrip()
            lines += textwrap.wrap(shown, _width() - indent) or [""]
        # Of several empty lines one is enough.
        kept = [
            line for at, line in enumerate(lines) if line.strip() or (at and lines[at - 1].strip())
        ]
        return [line.rstrip() for line in kept]

    def _wrapped(self, text: str, indent: str = "") -> list[str]:
        width = _width()
        return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent)

    def _read(self, prompt: str) -> str:
        console.out(prompt)
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        typed = line.strip()
        if typed == "q":
            raise Stopped
        return typed


def _width() -> int:
    return min(_WIDEST, shutil.get_terminal_size((_WIDEST, 24)).columns) - 1


def _rows() -> int:
    return shutil.get_terminal_size((_WIDEST, 24)).lines
