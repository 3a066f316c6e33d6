"""Where the names that have been found stand once more: "Hale said", "JaneHale", "hale's"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from noticecheck.model import Span
from noticecheck.notice.personal.names import Names
from noticecheck.notice.personal.words import NAMELIKE

_MOST_BESIDE = 4
"""Words beside a name that may belong to it."""


def spread(names: Names, fixed: Collection[int], kept: Collection[str]) -> Iterator[Span]:
    """Every place of the words of names, but for those that are `fixed`.

    `kept` are keys by which a name that is only likely is not known again.
    """
    words = names.words
    finder = _Spread(names, fixed, kept)
    for index in range(len(words)):
        if finder.is_named(index):
            yield words[index].span
            yield from finder.beside(index)


class _Spread:
    def __init__(self, names: Names, fixed: Collection[int], kept: Collection[str]) -> None:
        words = names.words
        self.words = words
        self.certain = names.found.certain
        self.likely = names.found.likely - set(kept)
        self.barred = fixed
        self.small = names.small
        self.common = words.marked("institution", "office-holder", "everyday-word")
        self.no_names = self.common | words.marked(
            "personal-title", "post-nominal", "before-a-thing"
        )
        self.everyday_surnames = words.marked("surname-or-word", "given-name-or-word")

    def is_named(self, index: int) -> bool:
        """Whether a word stands for the person whose name it is."""
        word = self.words[index]
        if index in self.barred:
            return False
        if self._is_broken(index) or (index and self._is_broken(index - 1)):
            return True
        if word.shape == "small" and self._is_pair(index):
            return True
        key = word.key
        known = key in self.certain
        if not known and word.shape in NAMELIKE and key in self.likely:
            return index not in self.common and len(key) > 2
        if not known:
            return self._holds_name(index)
        if index in self.common:
            return word.shape in NAMELIKE and self._beside_name(index)
        if word.shape in NAMELIKE or word.shape == "mixed":
            return True
        return len(key) > 3 and index not in self.everyday_surnames

    def _is_pair(self, index: int) -> bool:
        """One of two known names in small letters: "jane hale"."""
        if not self._may_be_name(index):
            return False
        joined = self.words.joined
        after = joined[index] and self._may_be_name(index + 1)
        return after or (index > 0 and joined[index - 1] and self._may_be_name(index - 1))

    def _may_be_name(self, index: int) -> bool:
        key = self.words[index].key
        return index not in self.common and (key in self.certain or key in self.likely)

    def _is_broken(self, index: int) -> bool:
        """ "Tar-" at the end of a line and "rant" in the next one."""
        if index + 1 >= len(self.words) or not re.fullmatch(
            r"[-\u2010\u00ad]\s*\n[\s>]*", self.words.gap(index)
        ):
            return False
        return self.words[index].key + self.words[index + 1].key in self.certain

    def _holds_name(self, index: int) -> bool:
        """ "JaneHale", "hale2019", "the Hales"."""
        word = self.words[index]
        if word.shape == "mixed":
            return any(len(k) > 3 and k in self.certain for k in re.split(r"\d+", word.key))
        if word.shape == "capital":
            if word.key.endswith("s") and len(word.key) > 4 and word.key[:-1] in self.certain:
                return index not in self.common
            pieces = re.findall(r"[A-Z][^A-Z]+", self.words.text[word.start : word.end])
            return len(pieces) > 1 and any(len(p) > 3 and p.lower() in self.certain for p in pieces)
        return False

    def _beside_name(self, index: int) -> bool:
        """ "Mr Law" once more as "Jane Law"."""
        titles = self.words.marked("personal-title")
        return any(
            0 <= other < len(self.words)
            and self.words.joined[joint]
            and (self.words[other].key in self.certain or other in titles)
            for other, joint in ((index - 1, index - 1), (index + 1, index))
        )

    def beside(self, index: int) -> Iterator[Span]:
        """Initials and other names that stand with a known one: "J. R. Hale"."""
        if self.words[index].key not in self.certain:
            return
        for step in (-1, 1):
            other = index + step
            for _ in range(_MOST_BESIDE):
                if not (0 <= other < len(self.words) and self._goes_with(other, other - step)):
                    break
                yield self.words[other].span
                other += step

    def _goes_with(self, index: int, named: int) -> bool:
        word = self.words[index]
        if not self.words.joined[min(index, named)] or word.shape not in NAMELIKE:
            return False
        if word.key in self.certain or index in self.barred or index in self.no_names:
            return False
        if word.shape == "capital":
            return word.key not in self.small
        return index < named
