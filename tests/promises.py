"""What the program promises of any input: shared by property tests and by the fuzzer (fuzz/)."""

from __future__ import annotations

from noticecheck.errors import ReadError, RuleErrors
from noticecheck.language.blocks import parse_file
from noticecheck.language.format import format_text
from noticecheck.model import Document
from noticecheck.read import Reader
from noticecheck.read.extract import Unreadable

OUR_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NameError,
    RecursionError,
    TypeError,
)
"""What broken bytes may make a library raise, but code of ours only by mistake."""


def assert_whole(document: Document) -> None:
    """What every document that was read keeps to."""
    length = len(document.text)
    assert document.text.strip()
    assert "\r" not in document.text
    for region in document.regions:
        assert 0 <= region.span.start < region.span.end <= length, region
        assert document.quote(region.span).strip(), region
    done = 0
    for place in document.places:
        assert done <= place.span.start < place.span.end <= length, place
        done = place.span.end
    if document.pages is not None:
        assert list(document.pages) == sorted(document.pages)
        assert document.pages[0] == 0 and document.pages[-1] <= length
    for warning in document.warnings:
        assert _is_one_line(warning), warning


def assert_read_or_refused(data: bytes, name: str) -> None:
    """A file gives documents that are whole, or one line that says why not.

    What makes code of our own stumble is an error, though the reader would refuse the file for it.
    """
    try:
        found = list(Reader(debug=True).read_all_bytes(data, name))
    except Unreadable as reason:
        _blame(reason.__cause__)
        return
    assert found
    for each in found:
        if isinstance(each, ReadError):
            assert each.reason and _is_one_line(str(each)), str(each)
        else:
            assert_whole(each)


def _blame(cause: BaseException | None) -> None:
    """Raise the fault behind a refusal where it is ours: raised by a line of noticecheck."""
    if not isinstance(cause, OUR_FAULTS) or cause.__traceback__ is None:
        return
    last = cause.__traceback__
    while last.tb_next is not None:
        last = last.tb_next
    if last.tb_frame.f_globals.get("__name__", "").startswith("noticecheck."):
        raise cause


def _is_one_line(text: str) -> bool:
    return len(text.splitlines()) == 1


def assert_rules_read_or_refused(text: str) -> None:
    """The faults of a rule file lie in it; a file that can be read comes to rest in its layout."""
    source = parse_file("a.rule", text).source
    lines = source.text.split("\n")
    for error in source.errors:
        assert 1 <= error.place.line <= len(lines)
        assert 1 <= error.place.column <= len(lines[error.place.line - 1]) + 1
        assert len(str(error).splitlines()) in (1, 3), str(error)
    try:
        formatted = format_text(text)
    except RuleErrors as faults:
        assert faults.errors
        return
    assert format_text(formatted) == formatted
    again = parse_file("a.rule", formatted).source
    assert sorted(e.code for e in again.errors) == sorted(e.code for e in source.errors)
