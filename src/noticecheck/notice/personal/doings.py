"""Names by what is told of them: "Hargreaves said", "a letter from Kit", "Quorn's statement"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from noticecheck.late import regex
from noticecheck.notice.personal.names import MOST_WORDS, Names

_LISTING = frozenset({"and", "to", "a", "ac"})
_BETWEEN = regex(r",[ ](?:and[ ])?|[ ](?:and|to|&|a|ac)[ ]")
"""What stands between names, "Quorn to Ames" of letters, too; also in Welsh."""
_OWNS = regex(r"['’`]s?[ ]")
_LIST_GOES_ON = regex(r"[ ]?[,;.)\n]|[ ]and\b|$")
_SENTENCE_START = regex(r"(?:^|[.!?:>|]\s{0,3}|\n[\s>*_-]{0,6})$")
_SHOUTED = regex(r"(?=.*[aeiouy])\w{5,}")
"""Capitals that are no abbreviation."""
_MOST_LISTED = 12
_NEAR = 5
"""Words before a bracket that may say that a person stands in it."""


class Doings:
    """Looks for words that nothing else explains where only persons are spoken of."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.words = names.words
        self.text = names.words.text
        self.matches = names.words.matches
        self.public = names.words.marked("public-name", "before-a-thing")

    def find(self) -> None:
        """All of them, and those who are listed with a known one."""
        for hit in self.matches.of("does-as-person"):
            verb = self.words.after(hit.span.start)
            if verb and self.text[self.words[verb - 1].end : hit.span.start] == " ":
                self._listed_before(self._run_before(verb - 1))
        for hit in self.matches.of("person-comes-next"):
            self._listed_behind(self._first_behind(hit.span.end), certain=False)
        for hit in self.matches.of("kin-comes-next"):
            self._listed_behind(self._first_behind(hit.span.end), certain=True)
        for hit in self.matches.of("person-has"):
            thing = self.words.after(hit.span.start)
            own = thing < len(self.words) and self.words[thing].shape == "small"
            if (
                thing
                and own
                and _OWNS.fullmatch(self.text, self.words[thing - 1].end, self.words[thing].start)
            ):
                self._keep(self._run_before(thing - 1), certain=False)
        for hit in self.matches.of("family-of-person"):
            noun = self.words.after(hit.span.start)
            if noun and self.words.joined[noun - 1]:
                self._keep(self._run_before(noun - 1, article=True), certain=False)
        self._in_brackets()
        self._alone_in_sentences()
        self._with_known_ones()

    def _is_unknown(self, index: int) -> bool:
        """A capital of which nothing is known but that it may be a name."""
        word = self.words[index]
        shouted = word.shape == "capitals" and _SHOUTED.fullmatch(word.key)
        if not (word.shape == "capital" or shouted) or not self.names.is_namelike(index):
            return False
        if index in self.public or self.names.is_body(index) or index in self.names.titles:
            return False
        if index in self.names.ambiguous:
            return True
        return not self.names.is_common(index) and word.key not in self.names.companies

    def _run_before(self, last: int, *, article: bool = False) -> list[int]:
        """The name that ends with this word; nothing where a part of it is something else."""
        run: list[int] = []
        index = last
        while index >= 0 and len(run) < MOST_WORDS:
            initial = self.words[index].shape == "initial" and index not in self.names.barred
            if self._is_unknown(index) or (initial and run):
                run.insert(0, index)
            elif self.words[index].shape in ("capital", "capitals") and run:
                # "Yesterday Quorn wrote", but not "Thames Quorn wrote".
                return run if self._begins_sentence(index) or article else []
            else:
                break
            if index == 0 or not self.words.joined[index - 1]:
                break
            index -= 1
        before = run[0] - 1 if run else -1
        the = before >= 0 and self.words[before].key in ("the", "a", "an")
        return [] if the and not article else run

    def _run_behind(self, first: int) -> list[int]:
        """The name that begins with this word; nothing where a body is called so."""
        run: list[int] = []
        index = first
        while index < len(self.words) and len(run) < MOST_WORDS:
            initial = self.words[index].shape == "initial" and index not in self.names.barred
            if not (initial or self._is_unknown(index)):
                if run and (self.names.is_body(index) or index in self.public):
                    return [] if self.words[index].shape != "small" else run
                break
            run.append(index)
            if not self.words.joined[index]:
                break
            index += 1
        return run if any(self._is_unknown(i) for i in run) else []

    def _first_behind(self, end: int) -> int:
        first = self.words.after(end)
        if first < len(self.words) and self.text[end : self.words[first].start] in (" ", "\n"):
            return first
        return len(self.words)

    def _listed_before(self, run: list[int]) -> None:
        """ "Singh, Kaur and Gill": from the last one back."""
        for _ in range(_MOST_LISTED):
            if not run:
                return
            self._keep(run, certain=False)
            before = run[0] - 1
            if before > 0 and self.words[before].key in _LISTING:
                before -= 1
            if before < 0 or not self._are_listed(before, run[0]):
                return
            run = self._run_before(before)

    def _listed_behind(self, first: int, *, certain: bool) -> None:
        """ "Singh, Kaur and Gill": from the first one on."""
        for _ in range(_MOST_LISTED):
            run = self._run_behind(first)
            if not run:
                return
            self._keep(run, certain=certain)
            first = self._next_listed(run[-1])
            certain = False

    def _next_listed(self, index: int) -> int:
        """The word that begins the next part of a list; the number of all words for none."""
        following = index + 1
        if following < len(self.words) and self.words[following].key in _LISTING:
            following += 1
        if following < len(self.words) and self._are_listed(index, following):
            return following
        return len(self.words)

    def _are_listed(self, one: int, other: int) -> bool:
        start, end = self.words[one].end, self.words[other].start
        return end - start < 8 and _BETWEEN.fullmatch(self.text, start, end) is not None

    def _keep(self, run: Sequence[int], *, certain: bool) -> None:
        """A word that may be none is blanked here, and elsewhere only where no sentence begins."""
        for index in run:
            if index in self.names.ambiguous:
                self.names.found.spans.append(self.words[index].span)
            elif certain:
                self.names.certain([index])
            else:
                self.names.likely([index])

    def _begins_sentence(self, index: int) -> bool:
        start = self.words[index].start
        return _SENTENCE_START.search(self.text, max(0, start - 10), start) is not None

    def _in_brackets(self) -> None:
        """ "the tenant (Mohamud)"."""
        persons = self.names.offices
        for found in re.finditer(r"[ ]\((?P<name>[^()\n]{2,40})\)", self.text):
            first = self.words.after(found.start("name"))
            before = range(max(0, first - _NEAR), first)
            if not any(i in persons and self.words[i].shape == "small" for i in before):
                continue
            run = self._run_behind(first)
            lettered = any(self.words[i].shape == "initial" for i in run)  # "(Grade O)"
            if run and not lettered and self.words[run[-1]].end == found.end("name"):
                self._keep(run, certain=False)

    def _alone_in_sentences(self) -> None:
        """ "spoke with Mark on Tuesday": a given name that is a word, with its capital."""
        for index in sorted(self.names.ambiguous):
            before = index - 1
            if before < 0 or not self.words.joined[before] or not self._is_unknown(index):
                continue
            if self.words[before].shape != "small" or before in self.public:
                continue
            following = index + 1
            alone = not self.words.joined[index] or self.words[following].shape == "small"
            if alone:
                self.names.found.spans.append(self.words[index].span)

    def _with_known_ones(self) -> None:
        """ "Ms Hale, Kowalczyk and Ames": those who stand in a list behind a known name."""
        for index in range(len(self.words) - 1):
            if self.words[index].key in self.names.found.certain:
                run = self._run_behind(self._next_listed(index))
                if run and _LIST_GOES_ON.match(self.text, self.words[run[-1]].end):
                    self._keep(run, certain=True)
