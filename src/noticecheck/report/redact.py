"""Report -> the same report with personal data blanked, for sharing.

    redact(report, notice.find_personal(parsed, matches), is_of_files)

Every character but blanks becomes "█", one for one, so that all offsets stay true.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from noticecheck.late import dataclass, regex
from noticecheck.model import Assessment, Document, Notice, Region, Report, Span

BLOCK = "█"
NOTE = "Names, addresses and numbers are blanked. Look this report over before you share it."

_WORD = regex(r"[^\W_]+(?:['’][^\W\d_]+)*")
_FEWEST_LETTERS = 2
_SHORT = 3
_LONG_NUMBER = 5
"""Digits from which on a number by itself tells something."""
_DAY = regex(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_FOLDERS = regex(r"^.*[/\\](?=.)", re.DOTALL)
_MEMBER = regex(r"^(?P<file>.*?\.[A-Za-z]{2,5})#(?P<name>.*)$", re.DOTALL)
_SETTINGS = ".noticecheck.toml"
_SOURCE = regex(r"""(?P<path>[^()":,;\s][^()":,;]*\.toml)(?=:\d|\))""")
"""Where a warning says what a reader has written."""
_SUFFIX = regex(r"\.[A-Za-z]\w{0,4}$")
_NAMED_FILES = (
    regex(
        r"(?<=attachment )(?P<name>.+?)"
        r"(?=, it was not read| is named in the text| is named on the page|: )"
    ),
    regex(r"(?:^|(?<=: ))(?P<name>[^:]+?)(?= in the archive)"),
    regex(r"(?<=the archive also holds )(?P<name>.+)$"),
    regex(r"(?<=it is described as \")(?P<name>.+)(?=\")"),
    regex(r"(?<=linked, not included: )(?P<name>.+)(?=: download )"),
    regex(r"(?:^|(?<=: ))(?P<name>[^:]+?)(?=, attached within the PDF)"),
)
"""Where warnings of the readers name a file that belongs to a letter."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What the blanked words of a letter are, to find them again outside its text."""

    forms: frozenset[str]
    """Words as the letter writes them."""
    keys: frozenset[str]
    """The same in small letters, and the numbers of the reference."""
    runs: tuple[tuple[str, ...], ...]
    """The words of a stretch that is blanked whole, in small letters: ("foi", "22", "0613")."""
    open: frozenset[str]
    """Words that the letter shows, in small letters."""
    quotes: tuple[tuple[str, str], ...]
    """What messages quote, and how it looks blanked."""
    is_of_files: Callable[[str], bool]
    """Whether a word is one that files of letters are named with, and tells nothing of persons."""


def redact(report: Report, spans: Iterable[Span], is_of_files: Callable[[str], bool]) -> Report:
    """The report with these spans of its text blanked, and with them all that repeats them.

    Blanked as well: the reference, the folders of the path, and words of file names that the
    letter itself does not show, but for those that all files are named with (`is_of_files`).
    Assessments, offsets and the digest of the file stay.
    """
    blanked = sorted(spans)
    old = report.document
    # What nobody has parsed may hold anything.
    unread = report.notice is None
    text = _blank(old.text) if unread else _blank_spans(old.text, blanked)
    known = _known(report, blanked, text, is_of_files)
    document = _document(old, text, known)
    # Why a letter was not assessed is said last.
    last = len(report.warnings) - (report.verdict == "not_assessed")
    warnings = [_warning(warning, known) for warning in report.warnings]
    note = () if NOTE in warnings else (NOTE,)
    return replace(
        report,
        document=document,
        notice=None if report.notice is None else _notice(report.notice, document, known),
        assessments=tuple(_assessment(point, known) for point in report.assessments),
        corrections=tuple(
            replace(
                one,
                what=_said(one.what, known),
                reason=_said(one.reason, known),
                source=_source(one.source, known),
            )
            for one in report.corrections
        ),
        levels=tuple(replace(one, source=_source(one.source, known)) for one in report.levels),
        warnings=(*warnings[:last], *note, *warnings[last:]),
    )


def _blank(text: str) -> str:
    return "".join(char if char.isspace() else BLOCK for char in text)


def _blank_spans(text: str, spans: Sequence[Span]) -> str:
    pieces: list[str] = []
    position = 0
    for span in spans:
        start, end = max(span.start, position), min(span.end, len(text))
        if start < end:
            pieces += [text[position:start], _blank(text[start:end])]
            position = end
    return "".join([*pieces, text[position:]])


def _known(
    report: Report, spans: Sequence[Span], text: str, is_of_files: Callable[[str], bool]
) -> _Known:
    document = report.document
    stretches = [document.quote(span) for span in spans]
    reference = (report.notice.reference or "") if report.notice is not None else ""
    stretches += [reference] if reference else []
    numbers = {w.lower() for w in _WORD.findall(reference) if re.search(r"\d{3}", w)}
    shown = frozenset(_WORD.findall(text))
    forms = {
        word
        for stretch in stretches
        for word in _WORD.findall(stretch)
        # The "FOI" of "FOI/22/1187" is no name.
        if _tells(word)
        # Nor is a town of an address when the letter shows the name of its council.
        and not ({word, word.upper()} & shown)
        and not (re.search(r"\d", stretch) and is_of_files(word))
    }
    runs = {tuple(w.lower() for w in _WORD.findall(stretch)) for stretch in stretches}
    quoted = {span for point in report.assessments for span in point.evidence}
    if report.notice is not None:
        quoted.update(report.notice.absent)
    pairs: set[tuple[str, str]] = set()
    for span in quoted:
        before, after = document.quote(span), text[span.start : span.end]
        if before != after and len(before) > _SHORT:
            pairs |= {(before, after), (" ".join(before.split()), " ".join(after.split()))}
    return _Known(
        forms=frozenset(forms),
        keys=frozenset(form.lower() for form in forms) | numbers,
        runs=tuple(sorted(run for run in runs if len(run) > 1 and _is_telling_run(run))),
        open=frozenset(word.lower() for word in shown),
        quotes=tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair))),
        is_of_files=is_of_files,
    )


def _tells(word: str) -> bool:
    """Whether a blanked word shows something by itself; the 4 of "4 Mill Lane" does not."""
    digits = sum(map(str.isdigit, word))
    if digits:
        return digits >= _LONG_NUMBER or (digits < len(word) and len(word) > 3)
    return len(word) >= _FEWEST_LETTERS and (word != word.lower() or len(word) > 3)


def _is_telling_run(run: tuple[str, ...]) -> bool:
    return any(char.isdigit() for word in run for char in word) or len("".join(run)) > 3


def _document(old: Document, text: str, known: _Known) -> Document:
    """The document with its blanked text, and names of files that tell nothing."""
    # A mail of many lines has few parts.
    parts = {part: _part(part, known) for part in {place.part for place in old.places}}
    return replace(
        old,
        text=text,
        path=_path(old.path, known),
        regions=tuple(_region(region, known) for region in old.regions),
        places=tuple(
            replace(place, part=parts[place.part]) if place.part else place for place in old.places
        ),
        warnings=tuple(_warning(warning, known) for warning in old.warnings),
    )


def _region(region: Region, known: _Known) -> Region:
    return replace(region, name=_file(region.name, known)) if region.name else region


def _part(part: str, known: _Known) -> str:
    return "/".join(_file(name, known) for name in part.split("/"))


def _notice(notice: Notice, document: Document, known: _Known) -> Notice:
    return replace(
        notice,
        document=document,
        reference=None if notice.reference is None else _blank(notice.reference),
        authority=None if notice.authority is None else _said(notice.authority, known),
    )


def _assessment(point: Assessment, known: _Known) -> Assessment:
    aside = point.set_aside
    if aside is not None:
        reason, source = _said(aside.reason, known), _source(aside.source, known)
        aside = replace(aside, reason=reason, source=source)
    message, advice = _said(point.message, known), _said(point.advice, known)
    return replace(point, message=message, advice=advice, set_aside=aside)


def _said(text: str, known: _Known) -> str:
    """A sentence of a report without what it repeats of the blanked words."""
    for before, after in known.quotes:
        text = text.replace(before, after)
    # Short words of addresses are words of any message: "The".
    return _blank_words(text, known.runs, lambda word: len(word) > _SHORT and word in known.forms)


def _source(source: str, known: _Known) -> str:
    """Where somebody wrote something: the name of a letter in it without telling words."""
    path, colon, line = source.rpartition(":")
    return _settings_file(path or source, known) + (colon + line if path else "")


def _settings_file(path: str, known: _Known) -> str:
    name = _FOLDERS.sub("", path)
    stem, dot, rest = name.partition(_SETTINGS)
    return _file(stem, known) + dot + rest if dot and stem else name


def _warning(warning: str, known: _Known) -> str:
    warning = _SOURCE.sub(lambda found: _settings_file(found["path"], known), warning)
    for pattern in _NAMED_FILES:
        warning = pattern.sub(lambda found: _file(found["name"], known), warning)
    return _said(warning, known)


def _path(path: str, known: _Known) -> str:
    """The name of a file, of an archive with what lies in it: no folders, no telling words."""
    member = _MEMBER.match(path)
    if member and not member["name"].startswith((" ", ".")):
        return f"{_path(member['file'], known)}#{_path(member['name'], known)}"
    return _file(_FOLDERS.sub("", path), known)


def _file(name: str, known: _Known) -> str:
    """A file's name with words blanked that the letter does not show, or only where blanked."""
    suffix = _SUFFIX.search(name)
    stem = name[: suffix.start()] if suffix else name
    blanked = _blank_words(stem, known.runs, lambda word: _is_telling(word, known))
    return blanked + name[len(stem) :]


def _is_telling(word: str, known: _Known) -> bool:
    """Whether a word of a file's name may tell who asked."""
    key = word.lower()
    if key in known.keys:
        return True
    digits = sum(map(str.isdigit, word))
    if digits == len(word):
        return digits >= _LONG_NUMBER and not _DAY.fullmatch(word)
    return not (key in known.open or (digits and len(word) < 4) or known.is_of_files(word))


def _blank_words(
    text: str, runs: Sequence[tuple[str, ...]], is_telling: Callable[[str], bool]
) -> str:
    """A text without the words that tell something, and without stretches of blanked words."""
    words = list(_WORD.finditer(text))
    blanked = {index for index, word in enumerate(words) if is_telling(word.group())}
    keys = [word.group().lower() for word in words]
    present = set(keys)
    for run in runs:
        if not present.issuperset(run):
            continue
        for start in range(len(keys) - len(run) + 1):
            if tuple(keys[start : start + len(run)]) == run:
                blanked.update(range(start, start + len(run)))
    return _blank_spans(text, [Span(*words[index].span()) for index in sorted(blanked)])
