"""What a word may be in the name of a person, and the names that have been found."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import field

from noticecheck.late import dataclass
from noticecheck.model import Span
from noticecheck.notice.personal.words import NAMELIKE, Words

MOST_WORDS = 6
"""Words of one name."""
_MOST_PARTICLES = 3


@dataclass
class Found:
    """The names found, and the words by which they are known again."""

    spans: list[Span] = field(default_factory=list)
    certain: set[str] = field(default_factory=set)
    """Keys of words that certainly belong to a name."""
    likely: set[str] = field(default_factory=set)
    """Keys of words that look like one."""


class Names:
    """Judges words and keeps names; `barred` are words that belong to something else.

    Words of names of `companies` are barred, and tell of the company where they stand again.
    """

    def __init__(
        self, words: Words, barred: Collection[int], companies: Collection[int] = ()
    ) -> None:
        self.words = words
        self.barred = {*barred, *companies}
        self.titles = words.marked("personal-title")
        self.bodies = words.marked("institution")
        self.offices = words.marked("office-holder")
        self.everyday = words.marked("everyday-word", "post-nominal")
        self.given = words.marked("given-name")
        self.ambiguous = words.marked("given-name-or-word")
        self.particles = words.marked("name-particle")
        self.surnames = words.marked("surname-or-word")
        self.small = words.small_but(barred)
        self.companies = frozenset(words[index].key for index in companies)
        self.found = Found()

    def is_namelike(self, index: int) -> bool:
        """A capital that belongs to nothing else."""
        return self.words[index].shape in NAMELIKE and index not in self.barred

    def is_body(self, index: int) -> bool:
        """A noun of bodies or offices."""
        return index in self.bodies or index in self.offices

    def is_word(self, index: int) -> bool:
        """An everyday word that is no surname either."""
        return index in self.everyday and index not in self.surnames

    def is_plain(self, index: int) -> bool:
        """A word that no list explains: where names stand it is one, even if the letter also
        has it in small letters."""
        return not (self.is_word(index) or self.is_body(index) or index in self.titles)

    def is_common(self, index: int) -> bool:
        """A word that is none of a name, or that the letter also uses in small letters."""
        if index in self.given or self.words[index].shape == "initial":
            return False
        return (
            index in self.everyday
            or self.is_body(index)
            or index in self.titles
            or self.words[index].key in self.small
        )

    def certain(self, run: Sequence[int]) -> None:
        """Keep what is a name by where it stands."""
        self._keep(run, self.found.certain)

    def certain_but_words(self, run: Sequence[int]) -> None:
        """A name of which what is also a word is no sign by itself."""
        words = [i for i in run if self.is_common(i)]
        self.certain([i for i in run if i not in words])
        self.likely(words)

    def likely(self, run: Sequence[int]) -> None:
        """Keep what looks like a name."""
        self._keep(run, self.found.likely)

    def _keep(self, run: Sequence[int], keys: set[str]) -> None:
        for index in run:
            word = self.words[index]
            self.found.spans.append(word.span)
            if len(word.key) > 1 and index not in self.particles and index not in self.barred:
                keys.add(word.key)

    def run_from(self, first: int, *, small: bool = False) -> list[int]:
        """The words of a name from its first one on, whatever that is."""
        run: list[int] = []
        index = first
        while index < len(self.words) and len(run) < MOST_WORDS:
            namelike = self.is_namelike(index) or (small and not run)
            particle = index in self.particles and self.particle_leads(index)
            if not namelike and not particle:
                break
            if index in self.barred or self.is_body(index):
                break
            if run and not particle and not self.may_follow(run, index):
                break
            run.append(index)
            if not self.words.joined[index]:
                break
            index += 1
        return run

    def particle_leads(self, index: int) -> bool:
        """ "van der Berg"."""
        for _ in range(_MOST_PARTICLES):
            if index not in self.particles or not self.words.joined[index]:
                return False
            index += 1
            if self.is_namelike(index) and index not in self.everyday:
                return True
        return False

    def may_follow(self, run: Sequence[int], index: int) -> bool:
        """Whether a word may belong to a name that begins with these.

        Behind initials or a given name, a word is a surname: "J. Young".
        """
        if not self.is_common(index):
            return True
        if not run or self.is_body(index) or self.is_word(index):
            return False
        if index in self.surnames and run[0] in self.ambiguous:
            return len(run) == 1
        return all(self.words[i].shape == "initial" or i in self.given for i in run)
