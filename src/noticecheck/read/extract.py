"""What a reader of one format hands back, and the writer with which readers build text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from noticecheck.late import dataclass, regex
from noticecheck.model import Place, Region, RegionKind, Span
from noticecheck.read.limits import MAX_DEPTH

_TOO_DEEP = "too many mails or archives within one another: save it as a file of its own"
_BLANKS = regex(r"[ \t\n\r\f]+")


def _no_more_time(seconds: float) -> None:
    """In this process there is no limit that could be raised."""


class Unreadable(Exception):  # noqa: N818 - it never leaves this package
    """Why a document cannot be read, before the path is known; becomes a ReadError."""


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of one document with what its format says about it; offsets are code points."""

    text: str
    regions: tuple[Region, ...] = ()
    pages: tuple[int, ...] | None = None
    warnings: tuple[str, ...] = ()
    incomplete: bool = False
    places: tuple[Place, ...] = ()
    """As in `Document`."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of a file; most files hold one, an archive or a page of messages several."""

    name: str
    """What tells it from the others in its file; "" for the file itself."""
    media_type: str
    extract: Extract


@dataclass(frozen=True, slots=True)
class Reading:
    """What surrounds a document while it is read."""

    depth: int = 0
    """How many mails and archives it lies within."""
    more_time: Callable[[float], None] = _no_more_time
    """Asks for so many seconds more before work that is slow by its nature, such as OCR."""

    def deeper(self) -> Reading:
        """The same for what lies within this document; raises Unreadable beyond MAX_DEPTH."""
        if self.depth >= MAX_DEPTH:
            raise Unreadable(_TOO_DEEP)
        return replace(self, depth=self.depth + 1)


def cut(extract: Extract, most: int) -> Extract:
    """The first `most` characters of a text, and a warning where there are more."""
    if len(extract.text) <= most:
        return extract
    kept = Span(0, most)
    warning = f"only the first {most:,} characters were read: save the letter alone"
    return Extract(
        extract.text[:most],
        tuple(
            Region(_moved(r.span, kept, 0), r.kind, r.name)
            for r in extract.regions
            if r.span.overlaps(kept)
        ),
        None if extract.pages is None else tuple(min(page, most) for page in extract.pages),
        (*extract.warnings, warning),
        True,
        tuple(
            replace(place, span=_moved(place.span, kept, 0))
            for place in extract.places
            if place.span.overlaps(kept)
        ),
    )


def normalise_lines(text: str) -> str:
    """The text with every line end (CR LF, CR or U+2028) as a single line feed, and two of them for
    the end of a paragraph (U+2029)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\u2028", "\n").replace("\u2029", "\n\n")


def one_line(text: str, limit: int = 80) -> str:
    """Foreign words made fit for a message: printable, on one line, cut after `limit`."""
    clean = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"


class Flow:
    """Builds text from pieces; holds back breaks, blanks and prefixes until words follow them.

    So no text begins or ends with blank lines, and every region begins and ends with words.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._breaks = 0
        self._space = False
        self._prefix = ""
        self._separator = ""
        self._inline = 0
        self._open: list[tuple[RegionKind, str, int | None]] = []
        self._regions: list[Region] = []
        self._places: list[Place] = []
        self.paragraph: int | None = None
        """Number of the paragraph in which the next words stand, where the format counts them."""

    def words(self, text: str) -> None:
        """Running text, with every run of blanks as one; no-break spaces stay."""
        collapsed = _BLANKS.sub(" ", text)
        if collapsed.startswith(" "):
            self._space = True
        words = collapsed.strip(" ")
        if words:
            self._write(words)
            self._space = collapsed.endswith(" ")

    def exact(self, text: str) -> None:
        """Text whose blanks and line breaks are kept as they are."""
        if text.strip():
            self._write(text.strip("\n"))
        elif text:
            self._space = True
        if text.endswith("\n"):
            self.line()

    def line(self) -> None:
        """What follows begins on a new line."""
        self._want(1)

    def block(self) -> None:
        """What follows begins after a blank line."""
        self._want(2)

    def line_break(self) -> None:
        """One explicit line break; two in a row make a blank line."""
        self._want(min(self._breaks + 1, 2))

    def prefix(self, mark: str) -> None:
        """A list mark that stands before the next words."""
        self._prefix = f"{mark} "

    def separate(self, mark: str) -> None:
        """A mark between the cells of a row, dropped where nothing stands before it on the line."""
        if self._length and not self._breaks:
            self._separator += mark

    def hold_lines(self) -> None:
        """Until `free_lines`, breaks are blanks: a table row stays on one line."""
        self._inline += 1

    def free_lines(self) -> None:
        """End of `hold_lines`."""
        self._inline -= 1

    def open(self, kind: RegionKind, name: str = "") -> None:
        """A region begins with the next words."""
        self._open.append((kind, name, None))

    def close(self) -> None:
        """The region opened last ends with the words written last."""
        kind, name, start = self._open.pop()
        if start is not None:
            self._regions.append(Region(Span(start, self._length), kind, name))

    def append(self, extract: Extract, part: str = "") -> None:
        """All the words of another document, its regions and places moved to where it now stands.

        `part` is the name under which it is found in this document.
        """
        text = extract.text.strip("\n").rstrip()
        if not text:
            return
        self._write(text)
        skipped = len(extract.text) - len(extract.text.lstrip("\n"))
        offset = self._length - len(text) - skipped
        kept = Span(skipped, skipped + len(text))
        for region in extract.regions:
            if region.span.overlaps(kept):
                span = _moved(region.span, kept, offset)
                self._regions.append(Region(span, region.kind, region.name))
        self._places.extend(_moved_places(extract, kept, offset, part))

    def attachment(self, name: str, extract: Extract) -> None:
        """A document that belongs to what was written before, under its name."""
        self.block()
        self.exact(f"[Attachment: {name}]")
        self.block()
        self.open("attachment", name)
        self.append(extract, name)
        self.close()

    def extract(self, warnings: tuple[str, ...] = (), incomplete: bool = False) -> Extract:
        """All that was written; regions in the order of their start, wider ones first."""
        regions = sorted(self._regions, key=lambda r: (r.span.start, -r.span.end))
        return Extract(
            "".join(self._parts), tuple(regions), None, warnings, incomplete, tuple(self._places)
        )

    def _want(self, breaks: int) -> None:
        if self._inline:
            self._space = True
        else:
            self._breaks = max(self._breaks, breaks)

    def _write(self, text: str) -> None:
        if self._length:
            if self._breaks:
                self._put("\n" * self._breaks)
            elif self._separator:
                self._put(self._separator)
            elif self._space:
                self._put(" ")
        # Those that wait for their first words are the last ones opened.
        for index in range(len(self._open) - 1, -1, -1):
            kind, name, start = self._open[index]
            if start is not None:
                break
            self._open[index] = (kind, name, self._length)
        start = self._length
        self._put(self._prefix + text)
        if self.paragraph is not None:
            self._places.append(Place(Span(start, self._length), paragraph=self.paragraph))
        self._breaks = 0
        self._space = False
        self._prefix = self._separator = ""

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def _moved(span: Span, kept: Span, offset: int) -> Span:
    """The part of a span that lies in what was kept of a text, where it stands now."""
    return Span(max(span.start, kept.start) + offset, min(span.end, kept.end) + offset)


def _moved_places(extract: Extract, kept: Span, offset: int, part: str) -> Iterator[Place]:
    """The places of a document that now stands in another; words without a place get one."""
    position = kept.start
    for place in extract.places:
        if not place.span.overlaps(kept):
            continue
        if part and extract.text[position : place.span.start].strip():
            yield Place(Span(position + offset, place.span.start + offset), part=part)
        inner = f"{part}/{place.part}" if part and place.part else part or place.part
        yield replace(place, span=_moved(place.span, kept, offset), part=inner)
        position = place.span.end
    if part and extract.text[position : kept.end].strip():
        yield Place(Span(position + offset, kept.end + offset), part=part)
