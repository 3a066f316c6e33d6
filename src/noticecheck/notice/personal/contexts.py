"""Names by where they stand: salutation, signature, the head of a mail, labels."""

from __future__ import annotations

import re
from collections.abc import Sequence

from noticecheck.late import regex
from noticecheck.model import Span
from noticecheck.notice.personal.names import MOST_WORDS, Names
from noticecheck.notice.personal.tables import named_cells
from noticecheck.notice.personal.words import Word

_FIELD = regex(
    r"^[>\s*_|]{0,12}(?:from|to|cc|bcc|c\.c\.?|copied to|copy to|sender|reply-to|sent by"
    r"|on behalf of|attendees|organizer)"
    r"[*_ ]{0,4}(?::|\|)[*_ ]{0,4}(?P<value>[^\n]{1,2000})",
    re.IGNORECASE | re.MULTILINE,
)
_WROTE = regex(
    r"^[>\s]{0,12}(?:on|le|ar) [^\n]{5,80}?\d[,:]?(?: at)? (?P<value>[^\n\d]{2,120}?)"
    r"\s?(?:<[^\n>]{0,200}>)?\s?wrote:",
    re.IGNORECASE | re.MULTILINE,
)
_PARTS = regex(r"(?:(?![ \t]{2}|\t)[^;,<>\"()\[\]|/])+")
_COLON = regex(
    r"[ \t]*[*_]{0,3}[ \t]*(?::|\||[-–](?= ))[*_|]{0,4}[ \t]*(?:\n[ \t]*)?(?P<value>[^\n]{1,160})"
)
_LINE_START = regex(r"\n[>\s*_|#\"'“-]{0,12}$")
_GREETED = regex(r"[^\n,:;!?–|([]{0,80}")
_LINE = regex(r"[^\n]+")
_ALONE = regex(
    r"(?:^|\n)[ \t]*\n[> \t]*(?P<name>[^\W\d_][\w'’-]{1,30}(?: [^\W\d_][\w'’-]{1,30})?),"
    r"[ \t]*\n[> \t]*\n"
)
_GREETED_ALONE = regex(
    r"[ \t]{1,3}[^\W\d_][\w'’.-]{0,30}(?:[ \t]{1,2}[^\W\d_][\w'’.-]{0,30}){0,2}[ \t]{0,2}[,!\n–-]"
)
_CLOSED = regex(r"[ \t]*(?:$|\n|[,.!–-]{1,3}[ \t]*)")
_NAME_BELOW = regex(
    r"[^\n]{0,60}\n(?:[> \t]*\n){0,3}[> \t]*(?P<name>[^\W\d_][^\n,;:?!]{1,40}),?[ \t]*(?:\n|$)"
)
_NAME_BELOW_COMMA = regex(
    r"(?:^|\n)[> \t]*(?P<above>[^\W\d_][^\n,]{1,30}),[ \t]*\n(?:[> \t]*\n)?[> \t]*"
    r"(?P<name>[^\W\d_][\w'’-]{1,30}(?: [^\W\d_][\w'’-]{1,30}){0,2})[ \t]*(?=\n[> \t]*(?:\n|$)|$)"
)
"""A short line that ends in a comma, and a name alone below it."""
_SIGNED = 6
"""Lines below "Yours sincerely" that may hold the name."""
_MOST_SMALL = 3
_MOST_GREETED = 4
"""Words after "Dear" of which small ones may be names, too."""


class Contexts:
    """Looks for names context by context."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.words = names.words
        self.text = names.words.text
        self.matches = names.words.matches

    def find(self) -> None:
        """All names, each context after the other."""
        for hit in self.matches.of("before-a-person"):
            self._introduced(hit.span.end)
        for hit in self.matches.of("greets"):
            self._greeted(hit.span)
        for hit in self.matches.of("greets-in-mail"):
            if _GREETED_ALONE.match(self.text, hit.span.end):
                self._greeted(hit.span)
        for hit in self.matches.of("signs-off"):
            self._signed(hit.span)
        for hit in self.matches.of("ends-mail"):
            self._ended(hit.span)
        for below in _NAME_BELOW_COMMA.finditer(self.text):
            above = Span(*below.span("above"))
            if not self.matches.within("greets", (above,), denied=None):
                self._signature(Span(*below.span("name")), near=True)
        for pattern in (_FIELD, _WROTE):
            for line in pattern.finditer(self.text):
                self._listed(Span(*line.span("value")))
        for hit in self.matches.of("personal-label"):
            label = _COLON.match(self.text, hit.span.end)
            if label and self._begins_cell(hit.span.start):
                self._listed(Span(*label.span("value")))
        for cell in named_cells(self.text, self.matches):
            self._listed(cell)
        for line in _ALONE.finditer(self.text):
            run = list(self.words.within(Span(*line.span("name"))))
            if all(self.names.is_namelike(i) and not self.names.is_common(i) for i in run):
                self.names.certain(run)

    def _begins_cell(self, offset: int) -> bool:
        """Whether a line or the cell of a row begins here, but for marks."""
        before = self.text[max(0, offset - 14) : offset]
        return "|" in before[-3:] or _LINE_START.search("\n" * (offset < 14) + before) is not None

    def _introduced(self, end: int) -> None:
        """ "My name is Jane Hale"."""
        first = self.words.after(end)
        gap = self.text[end : self.words[first].start] if first < len(self.words) else "."
        if re.fullmatch(r"[ \t:*_-]{0,5}\n?[ \t]*", gap):
            run = self.names.run_from(first)
            if run and not self.names.is_common(run[0]):
                self.names.certain(run)

    def _greeted(self, greeting: Span) -> None:
        """ "Dear Ms Hale", "hi jane,"."""
        if not self._begins_cell(greeting.start):
            return
        rest = _GREETED.match(self.text, greeting.end)
        assert rest is not None
        indices = list(self.words.within(Span(*rest.span())))
        if any(self.names.is_body(i) for i in indices):
            return
        ends = self.text[rest.end() : rest.end() + 1] in (",", "\n", "", ":", "!", "-", "–", ";")
        nobody = self.words.marked("greeted-nobody")
        titles = self.names.titles | self.words.marked("greets")
        whole = ends and len(indices) <= _MOST_GREETED
        somebody = not nobody & set(indices)
        run: list[int] = []
        for index in indices:
            word = self.words[index]
            if index in titles or index in nobody or not _may_be_misread(word):
                continue
            small = word.shape == "small" and index not in self.names.particles
            if small and not whole:
                break
            named = somebody or index in self.names.given
            if small and (index in self.names.everyday or not named):
                continue
            if not whole and run and not self.words.joined[index - 1]:
                break
            if not whole and index in self.names.everyday:
                break
            run.append(index)
        self.names.certain([i for i in run if i not in self.names.barred])

    def _signed(self, closing: Span) -> None:
        """The name below "Yours sincerely", or behind it."""
        if not self._begins_cell(closing.start):
            return
        lines = 0
        for line in _LINE.finditer(self.text, closing.end, closing.end + 800):
            if not line.group().strip(" \t>"):
                continue
            if lines == 0 and line.start() == closing.end:
                first = self.words.within(Span(*line.span()))
                if len(first) > 1 and self.words[first[0]].shape == "small":
                    return  # "Many thanks for your letter"
            if lines > _SIGNED or line.end() - line.start() > 120:
                return
            lines += 1
            self._signature(Span(*line.span()), lines <= 3)

    def _ended(self, closing: Span) -> None:
        """ "Rgds" with the name behind or below it, "Thanks again for your help" above a name."""
        if not self._begins_cell(closing.start):
            return
        if _CLOSED.match(self.text, closing.end):
            self._signed(closing)
            return
        below = _NAME_BELOW.match(self.text, closing.end)
        if below:
            self._signature(Span(*below.span("name")), near=True)

    def _signature(self, line: Span, near: bool) -> None:
        """A name on a line of its own, or before a comma or an office."""
        part = _PARTS.search(self.text, line.start, line.end)
        if part is None:
            return
        if near:
            self._listed(line)
        indices = list(self.words.within(Span(*part.span())))
        run: list[int] = []
        for index in indices:
            if index in self.names.titles and not run:
                continue
            if index in self.words.marked("post-nominal") and run:
                break
            small = self.words[index].shape == "small" and near and len(indices) <= 2
            namelike = self.names.is_namelike(index) or index in self.names.particles or small
            if not namelike or self.names.is_body(index):
                break
            if not (self.names.is_plain(index) or self.names.may_follow(run, index)):
                break
            run.append(index)
        if all(self.words[i].shape == "initial" for i in run):
            return
        full = len(run) == len(indices)
        named = any(i in self.names.given or self.words[i].shape == "initial" for i in run)
        if not run or not (named or (near and full and not self._is_acronym(run))):
            return
        if any(self.words[i].shape == "small" for i in run):
            self.names.certain(run)
        else:
            self.names.certain_but_words(run)

    def _is_acronym(self, run: Sequence[int]) -> bool:
        """ "FOI", alone."""
        return (
            len(run) == 1
            and self.words[run[0]].shape == "capitals"
            and (len(self.words[run[0]].key) <= 5 and run[0] not in self.names.given)
        )

    def _listed(self, value: Span) -> None:
        """Names behind a label or in the head of a mail, between commas or brackets."""
        short: list[list[int]] = []
        named = False
        for part in _PARTS.finditer(self.text, value.start, value.end):
            if "@" in part.group() or "\n" in part.group():
                continue
            indices = list(self.words.within(Span(*part.span())))
            run: list[int] = []
            if self._is_small_name(indices):
                self.names.certain(indices)
                continue
            for index in indices:
                if index in self.names.titles and not run:
                    continue
                if self.words[index].shape == "mixed" or self.names.is_body(index):
                    run = []
                    break
                if index in self.words.marked("post-nominal") and run:
                    break
                namelike = self.names.is_namelike(index) or index in self.names.particles
                plain = namelike and self.names.is_plain(index)
                if not plain and not self.names.may_follow(run, index):
                    run = run if any(i in self.names.given for i in run) else []
                    break
                run.append(index)
            run = [i for i in run if i not in self.names.barred]
            if run and self._is_acronym(run):
                short.append(run)
            elif run and len(run) <= MOST_WORDS:
                self.names.certain_but_words(run)
                named = True
        for run in short if named else ():
            self.names.certain(run)  # "HALE, Jane"

    def _is_small_name(self, indices: Sequence[int]) -> bool:
        """ "jane hale", behind a label."""
        return (
            0 < len(indices) <= _MOST_SMALL
            and indices[0] in self.names.given
            and self.words[indices[0]].shape == "small"
            and not any(i in self.names.everyday or self.names.is_body(i) for i in indices)
        )


def _may_be_misread(word: Word) -> bool:
    """A word that may be a name, "Ha1e" too, but no number."""
    return word.shape != "mixed" or (word.key[0].isalpha() and word.key[-1].isalpha())
