"""Files as they arrive: sound ones of every format, and what is left of them after an accident."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from hypothesis import strategies as st

from every_format import LETTERS
from every_format_forms import FORMS, make
from seeds import seeds_of

_LETTER = next(iter(LETTERS))
SUFFIXES = (".txt", ".md", ".html", ".pdf", ".docx", ".odt", ".rtf", ".doc", ".eml", ".msg", ".zip",
            ".png", "")  # fmt: skip


@dataclass(frozen=True, slots=True)
class File:
    """The name of a file and its bytes."""

    name: str
    data: bytes

    def __repr__(self) -> str:
        return f"File({self.name!r}, {len(self.data)} bytes: {self.data[:60]!r}...)"


@cache
def sound_files() -> tuple[File, ...]:
    """The seeds of the fuzzer, and one letter of the corpus in every form that needs no program."""
    small = [File(p.name, p.read_bytes()) for p in seeds_of("readers") if p.suffix in SUFFIXES]
    letter = [make(name, _LETTER) for name, form in FORMS.items() if not form.needs]
    return (*small, *(File(made.name, made.data) for made in letter))


# Deferred: to make the files takes a second, which only tests that want them are to spend.
sound = st.deferred(lambda: st.sampled_from(sound_files()))


@st.composite
def truncated(draw: st.DrawFn) -> File:
    """The first bytes, the last ones, or both without those between."""
    file = draw(sound)
    start = draw(st.integers(0, len(file.data)))
    end = draw(st.integers(start, len(file.data)))
    kept = draw(
        st.sampled_from((file.data[:end], file.data[start:], file.data[:start] + file.data[end:]))
    )
    return File(file.name, kept)


@st.composite
def flipped(draw: st.DrawFn) -> File:
    """A few bits turned round."""
    file = draw(sound)
    data = bytearray(file.data)
    for _ in range(draw(st.integers(1, 8))):
        data[draw(st.integers(0, len(data) - 1))] ^= 1 << draw(st.integers(0, 7))
    return File(file.name, bytes(data))


@st.composite
def spliced(draw: st.DrawFn) -> File:
    """The beginning of one file and the end of another one."""
    first, second = draw(sound), draw(sound)
    start = draw(st.integers(0, len(first.data)))
    end = draw(st.integers(0, len(second.data)))
    return File(first.name, first.data[:start] + second.data[end:])


@st.composite
def misnamed(draw: st.DrawFn) -> File:
    """Under the suffix of another format."""
    return File("letter" + draw(st.sampled_from(SUFFIXES)), draw(sound).data)


damaged = st.one_of(truncated(), flipped(), spliced(), misnamed())
"""Any file after an accident."""
