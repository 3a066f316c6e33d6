"""Names and numbers of those whose title is said: "Mr Hale", "PC 1482 Marsh", "Sgt. 882"."""

from __future__ import annotations

import re

from noticecheck.late import regex
from noticecheck.model import Span
from noticecheck.notice.personal.names import Names

_LISTED = regex(r",?\s{1,2}|\s?&\s?")
_AND = frozenset({"and", "a"})
_MOST_OTHERS = 12
_COLLAR = regex(
    r"\.?[ \t]{1,2}\(?(?:no\.? ?)?(?P<own>\d{2,6})(?![\w.,/-]{0,20}\d)(?! (?:miles|hours|days)\b)"
)
_FEWEST_OF_OFFICER = 3
"""Digits of the number of an officer whose title is written out."""
_YEAR = regex(r"(?:19|20)\d\d")


class Titles:
    """Looks behind every title."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.words = names.words
        self.text = names.words.text

    def find(self) -> None:
        """All names and numbers behind titles."""
        for index in sorted(self.names.titles):
            self._titled(index)
        for hit in self.words.matches.of("numbered-title"):
            self._numbered(hit.span)

    def _titled(self, index: int) -> None:
        """ "Mr Hale", "Dr. J. van der Berg", "mrs hale"; not "Lord Chancellor"."""
        title = self.words[index]
        small = title.shape == "small"
        if small and index not in self.words.marked("plain-title"):
            return
        if not self.words.joined[index]:
            return
        first = index + 1
        if re.fullmatch(r"\d{1,6}", self.words[first].key) and self.words.joined[first]:
            first += 1  # "PC 1482 Marsh"
        if self._is_titled_again(first):
            return  # The last title of several is the one that counts.
        run = self.names.run_from(first, small=small)
        if run and not self._may_be_titled(index, run[0]):
            return
        if run and self._is_honoured(index, run[-1]):
            return
        self.names.certain(run)
        if run and index in self.words.marked("numbered-title"):
            self._numbered(Span(title.start, self.words[run[-1]].end))
        if run and index in self.words.marked("plural-title"):
            self._others(run[-1])

    def _is_honoured(self, title: int, last: int) -> bool:
        """ "Sir Humphry Davy School"."""
        return (
            title in self.words.marked("honours")
            and self.words.joined[last]
            and last + 1 in self.names.bodies
            and self.names.is_namelike(last + 1)
        )

    def _is_titled_again(self, index: int) -> bool:
        return (
            index in self.names.titles
            and self.words.joined[index]
            and self.names.is_namelike(index + 1)
        )

    def _others(self, index: int) -> None:
        """ "Councillors Hale, Roe and Foe": those behind the first."""
        for _ in range(_MOST_OTHERS):
            following = index + 1
            if following < len(self.words) and self.words[following].key in _AND:
                index, following = following, following + 1
            if following >= len(self.words) or not _LISTED.fullmatch(self.words.gap(index)):
                return
            run = self.names.run_from(following)
            if not run or self.names.is_common(run[0]):
                return
            self.names.certain(run)
            index = run[-1]

    def _may_be_titled(self, index: int, first: int) -> bool:
        """Not of "MS Excel", "Major Incident", "the dr said"."""
        title = self.words[index]
        word = self.names.is_word(first)
        if index not in self.words.marked("plain-title"):
            return not word
        if title.shape == "capitals" and self.words[first].shape == "capital":
            return not word
        return title.shape != "small" or first not in self.names.everyday

    def _numbered(self, title: Span) -> None:
        """ "Sgt. 882"; not "an officer 200 miles away" and not "Inspector 2019"."""
        number = _COLLAR.match(self.text, title.end)
        name = self.text[title.start : title.end]
        if number is None or name.islower():
            return
        own = number["own"]
        written_out = len(own) >= _FEWEST_OF_OFFICER and not _YEAR.fullmatch(own)
        if name.isupper() or written_out:
            self.names.found.spans.append(Span(*number.span("own")))
