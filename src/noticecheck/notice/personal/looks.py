"""Names by how they look: capitals that are words of nothing else, given names, initials."""

from __future__ import annotations

from noticecheck.late import regex
from noticecheck.notice.personal.names import Names
from noticecheck.notice.personal.words import NAMELIKE

_SENTENCE_END = regex(r"[.!?:>]\s{1,3}$|\n\s*$")
_FULL_LINE = 50
"""Characters of a line that is more than a heading or a signature."""
_FEWEST_OF_UNKNOWN = 2
_LONGEST_RUN = 8
_LONGEST_SHORT = 3
"""Letters of an abbreviation at least, where nothing else tells."""
_SHOUTED = regex(r"(?=.*[aeiouy])\w{4,}")
_VOWEL = regex("[aeiouy]")
_LAST_FIRST = regex(r",[ ]?[A-Z](?:\.|[ ]?[A-Z]?[ ]?(?:\n|$|[|;]))")
_GOES_ON = regex(r"\.,? [a-z]")
_OWNS = regex(r"['’`]")
_SAINT = frozenset({"st", "saint", "the"})


class Looks:
    """Looks at every run of capitals."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.words = names.words
        self.text = names.words.text

    def find(self) -> None:
        """Two or more capitals that are no words of anything else, and given names."""
        index = 0
        while index < len(self.words):
            end = index + 1
            if self.words[index].shape == "uncased":
                self.names.found.spans.append(self.words[index].span)
            if self.names.is_namelike(index):
                while (
                    end < len(self.words)
                    and self.words.joined[end - 1]
                    and (self.names.is_namelike(end) or self._bridges(end))
                ):
                    end += 1
                self._split(index, end)
                self._listed_last_first(end - 1)
            index = end

    def _listed_last_first(self, index: int) -> None:
        """ "Hale, J. R."."""
        word = self.words[index]
        gap = self.text[word.end : word.end + 8]
        if self._is_filed_name(index):
            self.names.certain([index, index + 1])
        if word.shape == "capital" and not self.names.is_common(index) and _LAST_FIRST.match(gap):
            self.names.certain([index, index + 1])

    def _is_filed_name(self, index: int) -> bool:
        """ "GUBBINS, Horatio"."""
        if index + 1 >= len(self.words) or self.words.gap(index) not in (", ", ","):
            return False
        word, following = self.words[index], self.words[index + 1]
        return (
            (word.shape, following.shape) == ("capitals", "capital")
            and _SHOUTED.fullmatch(word.key) is not None
            and not {index, index + 1} & self.words.marked("public-name")
            and not self.names.is_common(index)
            and not self.names.is_common(index + 1)
            and self.names.is_namelike(index + 1)
        )

    def _bridges(self, index: int) -> bool:
        return index in self.names.particles and self.names.particle_leads(index)

    def _split(self, start: int, end: int) -> None:
        """The names in a run of capitals: what stands between the common words of it."""
        index = start
        while index < end:
            if not self._opens(index, end):
                index += 1
                continue
            last = index + 1
            while last < min(end, index + _LONGEST_RUN) and not self._ends(last):
                if not self._bridges(last) and not self.names.may_follow(range(index, last), last):
                    break
                last += 1
            self._judge(range(start, end), list(range(index, last)))
            index = last

    def _ends(self, index: int) -> bool:
        return self.names.is_body(index) or index in self.names.titles

    def _opens(self, index: int, end: int) -> bool:
        if index in self.names.particles and self.words[index].shape == "small":
            return False
        return not self.names.is_common(index) or self._is_first_name(index, end)

    def _is_first_name(self, index: int, end: int) -> bool:
        """A given name, or a word that may be one before a word that is no common one."""
        if index in self.names.given:
            return True
        if index not in self.names.ambiguous or self.words[index].shape != "capital":
            return False
        following = index + 1
        if following == end:
            return False
        return following in self.names.surnames or not self.names.is_common(following)

    def _judge(self, whole: range, run: list[int]) -> None:
        """Whether some words of a run are a name, and how certain that is."""
        while len(run) > 2 and self.words[run[-1]].shape == "initial":
            run.pop()
        shapes = [self.words[i].shape for i in run]
        first, following = run[0], run[-1] + 1
        body = following in whole and following in self.names.bodies
        if all(shape == "initial" for shape in shapes):
            return
        if shapes[0] == "initial":
            if self._are_initials(first) and not body and shapes[1] != "small":
                self.names.certain_but_words(run)
        elif self._is_first_name(first, whole.stop):
            if len(run) == 1:
                if shapes[0] == "capital" and not body:
                    self._single(first)
            elif body:
                if not self._in_running_text(first):
                    self.names.likely(run)
            else:
                self.names.certain_but_words(run)
        elif self._is_likely(whole, run) or self._is_shouted(run) or self._is_cut(run):
            self.names.likely(run)

    def _in_running_text(self, index: int) -> bool:
        """Where the name before a noun of bodies is that of the body: "Humphry Davy School"."""
        start = self.words[index].start
        begin = self.text.rfind("\n", max(0, start - _FULL_LINE), start)
        end = self.text.find("\n", start, start + _FULL_LINE)
        return begin == -1 < start or end == -1 or end - begin > _FULL_LINE

    def _is_likely(self, whole: range, run: list[int]) -> bool:
        """Two capitals of which nothing is known, and nothing else that explains them."""
        shapes = [self.words[i].shape for i in run]
        first = run[0]
        if shapes.count("capital") < _FEWEST_OF_UNKNOWN or "capitals" in shapes:
            return False
        if self._has_article(first) or self.words[first].key in _SAINT:
            return False
        if self._is_place(run):
            return False
        if any(i in self.names.bodies for i in range(run[-1] + 1, whole.stop)):
            return False
        before = first - 1
        return (
            first == whole.start
            or before in self.names.offices
            or (before == whole.start and self._begins_sentence(before))
        )

    def _is_place(self, run: list[int]) -> bool:
        """ "at Temple Sowerby" and "Little Langdale"; not "at Xanthe Quorn's house"."""
        before, end = run[0] - 1, self.words[run[-1]].end
        if run[0] in self.words.marked("begins-a-place"):
            return True
        if run[-1] in self.words.marked("ends-a-place"):
            return True
        return (
            before in self.words.marked("before-a-place")
            and self.words[before].shape == "small"
            and self.words.joined[before]
            and not _OWNS.match(self.text, end)
        )

    def _is_cut(self, run: list[int]) -> bool:
        """ "Hepzibah G. said", where the sentence goes on."""
        end = self.words[run[-1]].end
        return [self.words[i].shape for i in run] == ["capital", "initial"] and bool(
            _GOES_ON.match(self.text, end)
        )

    def _is_shouted(self, run: list[int]) -> bool:
        """ "XANTHE QUORN" and "Xanthe QUORN" among small words; not "CCTV ANPR"."""
        shapes = [self.words[i].shape for i in run]
        shouted = [
            self.words[i].key for i, shape in zip(run, shapes, strict=True) if shape == "capitals"
        ]
        if len(run) < _FEWEST_OF_UNKNOWN or "capitals" not in shapes or "initial" in shapes:
            return False
        if self._has_article(run[0]) or any(i in self.names.bodies for i in (run[-1] + 1,)):
            return False
        before, last = run[0] - 1, run[-1]
        small = (
            before >= 0 and self.words.joined[before] and self.words[before].shape == "small"
        ) or (self.words.joined[last] and self.words[last + 1].shape == "small")
        return small and all(len(key) > _LONGEST_SHORT and _VOWEL.search(key) for key in shouted)

    def _begins_sentence(self, index: int) -> bool:
        """ "Yesterday" of "Yesterday Xanthe Quorn wrote"."""
        start = self.words[index].start
        return start < 1 or bool(_SENTENCE_END.search(self.text, max(0, start - 4), start))

    def _are_initials(self, index: int) -> bool:
        """ "J. Hale", "JR Hale"; not "Annex B Letters" and not "A Guide"."""
        word = self.words[index]
        pointed = self.text[word.end : word.end + 1] == "."
        if index and self.words.joined[index - 1] and self.words[index - 1].shape in NAMELIKE:
            return pointed and not self.names.is_common(index - 1)
        following = self.words[index + 1].shape if index + 1 < len(self.words) else "small"
        return pointed or word.key not in ("a", "i") or following == "initial"

    def _single(self, index: int) -> None:
        before = index - 1
        saint = before >= 0 and self.words.joined[before] and self.words[before].key in _SAINT
        if not saint:
            self.names.likely([index])

    def _has_article(self, first: int) -> bool:
        before = first - 1
        return (
            before >= 0
            and before in self.words.marked("before-a-thing")
            and not self.text[self.words[before].end : self.words[first].start].strip("\"'“‘ \n\t")
        )
