"""Reading text and Markdown, finding files, and what holds for every format."""

from __future__ import annotations

import hashlib
import io
import sys
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from noticecheck.errors import ReadError
from noticecheck.read import expand, expand_all, read, read_bytes
from noticecheck.read.formats import SUFFIXES
from promises import assert_whole


def test_text_file_as_written(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_bytes("Dear Ms A\r\n\r\ns40(2)\u00a0– &nbsp;<b>x</b>\rEnd \n".encode())
    document = read(str(letter))
    assert document.text == "Dear Ms A\n\ns40(2)\u00a0– &nbsp;<b>x</b>\nEnd \n"
    assert document.path == str(letter)
    assert document.media_type == "text/plain"
    assert document.sha256 == hashlib.sha256(letter.read_bytes()).hexdigest()
    assert (document.pages, document.regions, document.warnings) == (None, (), ())
    assert document.incomplete is False


def test_markdown_is_kept() -> None:
    document = read_bytes(b"# Head\n\n**section 12** of the _Act_\n", "a.MD")
    assert document.text == "# Head\n\n**section 12** of the _Act_\n"
    assert document.media_type == "text/markdown"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = "The “public interest” – £5 at the café\n"
    assert read_bytes(text.encode(encoding), "a.txt").text == text


def test_big_endian_utf16() -> None:
    assert read_bytes(b"\xfe\xff" + "£1 – yes".encode("utf-16-be"), "a.txt").text == "£1 – yes"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(encoding: str) -> None:
    words = "Dear Ms A\n\nWe refuse under section 40(2) – it is about “others”.\n"
    assert read_bytes(words.encode(encoding), "a.txt").text == words


def test_single_windows_bytes_in_utf8() -> None:
    data = "café costs £5 ".encode() + b"\x93quoted\x94"
    assert read_bytes(data, "a.txt").text == "café costs £5 “quoted”"


CUT_INSIDE = "The council’s costs were £250 – the clerk’s"


@pytest.mark.parametrize("character", ["’", "£", "–", "😀"])
def test_a_file_that_ends_within_a_character_is_cut_off(character: str) -> None:
    last = character.encode()
    for kept in range(1, len(last)):
        document = read_bytes(CUT_INSIDE.encode() + last[:kept], "a.txt")
        assert document.text == CUT_INSIDE
        assert document.incomplete
        assert "within a character" in document.warnings[-1]
    assert not read_bytes((CUT_INSIDE + character).encode(), "a.txt").incomplete


@pytest.mark.parametrize("kept", [1, 2])
def test_the_only_quotation_mark_may_be_cut(kept: int) -> None:
    document = read_bytes(b"the clerk" + "’".encode()[:kept], "a.txt")
    assert (document.text, document.incomplete) == ("the clerk", True)


@pytest.mark.parametrize("text", ["at the café", "Café £", "the clerk’s café", "he said “no”"])
def test_windows_text_may_end_in_any_letter(text: str) -> None:
    document = read_bytes(text.encode("cp1252"), "a.txt")
    assert (document.text, document.incomplete) == (text, False)


def test_separators_of_unicode_end_lines_and_paragraphs() -> None:
    document = read_bytes("Dear Ms A\u2029We refuse it.\u2028Yours".encode(), "a.txt")
    assert document.text == "Dear Ms A\n\nWe refuse it.\nYours"


def test_bytes_of_no_encoding_are_named() -> None:
    document = read_bytes(b"The Act \x81 applies\n", "a.txt")
    assert document.text == "The Act \ufffd applies\n"
    assert document.warnings == ("1 character could not be decoded and read as \ufffd",)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(b"Dear Ms A")

    monkeypatch.setattr(sys, "stdin", Stdin())
    document = read("-")
    assert (document.path, document.text, document.media_type) == ("-", "Dear Ms A", "text/plain")


@pytest.mark.parametrize(
    ("data", "path", "media_type"),
    [
        (b"<!DOCTYPE html><p>Hello", "-", "text/html"),
        (b"\n<!-- saved -->\n<html><body>Hello", "letter", "text/html"),
        (b"<html><body>Hello", "letter.txt", "text/html"),
        (b"<p>Hello", "letter.htm", "text/html"),
        (b"<p>Hello", "letter.txt", "text/plain"),
        (b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\n\nHello", "-", "message/rfc822"),
        (b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\n\nHello", "a.txt", "text/plain"),
        (b"From: A\nTo: B\n\nHello", "-", "text/plain"),
        (b"From: A\nTo: B\n\nHello", "a.eml", "message/rfc822"),
        (b"Hello", "letter.log", "text/plain"),
    ],
)
def test_content_first_suffix_second(data: bytes, path: str, media_type: str) -> None:
    assert read_bytes(data, path).media_type == media_type


# Finding files


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (
        "b.txt",
        "a.pdf",
        "notes.log",
        "labels.jsonl",
        ".hidden.txt",
        "sub/c.docx",
        "sub/deep/d.eml",
        ".git/e.txt",
        "sub/.f.md",
        "empty/x.log",
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_folder_is_walked(folder: Path) -> None:
    assert expand([str(folder)]) == [
        str(folder / name) for name in ("a.pdf", "b.txt", "sub/c.docx", "sub/deep/d.eml")
    ]


@pytest.mark.parametrize(
    ("paths", "found"),
    [
        (["notes.log", "b.txt"], ["notes.log", "b.txt"]),
        ([".hidden.txt"], [".hidden.txt"]),
        (["*"], ["a.pdf", "b.txt", "sub/c.docx", "sub/deep/d.eml"]),
        (["*.log"], ["notes.log"]),
        (["**/*.txt"], ["b.txt"]),
        (["sub/**"], ["sub/c.docx", "sub/deep/d.eml"]),
        (["**/*.eml", "b.txt"], ["sub/deep/d.eml", "b.txt"]),
        (["b.txt", "./b.txt", "sub/../b.txt", "*.txt"], ["b.txt"]),
        (["-", "b.txt", "-"], ["-", "b.txt"]),
        ([], []),
    ],
)
def test_expand(folder: Path, paths: list[str], found: list[str]) -> None:
    assert [Path(path).as_posix() for path in expand(paths)] == found


def test_a_file_with_glob_marks_in_its_name(folder: Path) -> None:
    Path("letter[1].txt").write_text("x")
    assert expand(["letter[1].txt"]) == ["letter[1].txt"]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("nowhere.txt", "nowhere.txt: no such file or folder: check the path"),
        ("b.txt ", "b.txt : no such file: the path begins or ends with a blank"),
        ("*.odd", "*.odd: no letters match this pattern: check it, or name the files"),
        (
            "empty",
            "empty: a folder with no letters in it (text, HTML, PDF, Word, OpenDocument, RTF, mail or ZIP): "
            "check the path",
        ),
        ("a\0b", "a\\x00b: not a possible path: check how it is written"),
    ],
)
def test_paths_that_lead_nowhere(folder: Path, path: str, line: str) -> None:
    with pytest.raises(ReadError) as caught:
        expand([path])
    assert str(caught.value) == line


def test_the_other_files_are_still_found(folder: Path) -> None:
    found, errors = expand_all(["b.txt", "nowhere.txt", "empty", "notes.log"])
    assert found == ["b.txt", "notes.log"]
    assert [error.path for error in errors] == ["nowhere.txt", "empty"]


# Properties

# Separators of lines and paragraphs (Zl, Zp) end lines.
TEXT = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")) | st.sampled_from("\n\t ")
).filter(lambda text: text.strip() and not text.startswith("\ufeff"))
NAMES = st.sampled_from(["-", "a", "a.doc", "a.xyz", *(f"a{suffix}" for suffix in SUFFIXES)])
STARTS = st.sampled_from(
    [
        b"",
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"<html>",
        b"\xff\xfe",
        b"From: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n",
        b"{\\rtf",
    ]
)


@given(text=TEXT.filter(lambda text: "\ufffd" not in text))
@settings(max_examples=200, deadline=None)
def test_text_round_trip(text: str) -> None:
    for name in ("a.txt", "a.md", "a.unknown"):
        assert read_bytes(text.encode(), name).text == text


# Single accented letters between ASCII ones, so that no bytes happen to be UTF-8 as well.
WINDOWS = st.lists(
    st.tuples(st.sampled_from("é£€“”–’…ñ"), st.text("abc 1\n", min_size=1)), min_size=1
).map(lambda pairs: "".join(high + low for high, low in pairs))


@given(text=WINDOWS)
@settings(max_examples=200, deadline=None)
def test_windows_text_round_trip(text: str) -> None:
    assert read_bytes(text.encode("cp1252"), "a.txt").text == text


@pytest.fixture(scope="module", autouse=True)
def no_other_programs() -> Iterator[None]:
    """Thousands of invented files are no work for LibreOffice or tesseract."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("noticecheck.read.office.find_program", lambda: None)
        patch.setattr("noticecheck.read.ocr.why_not", lambda: "not here")
        yield


@given(start=STARTS, data=st.binary(max_size=400), name=NAMES)
@settings(max_examples=600, deadline=None)
@example(start=b"", data=b"", name="a.txt")
def test_any_bytes_are_read_or_refused(start: bytes, data: bytes, name: str) -> None:
    try:
        document = read_bytes(start + data, name)
    except ReadError as error:
        assert str(error).startswith(f"{name}: ")
        assert "\n" not in str(error)
    else:
        assert_whole(document)


MARKUP = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<ul>",
            "</ul>",
            "<ol start=3>",
            "<li>",
            "</li>",
            "<table>",
            "<tr>",
            "<td>",
            "</td>",
            "</tr>",
            "</table>",
            "<nav>",
            "</nav>",
            "<blockquote type=cite>",
            "</blockquote>",
            "<br>",
            "<pre>",
            "</pre>",
            "word ",
            "two words",
            " ",
            "\n",
            "&amp;",
            "<div class=menu>",
            "</div>",
            "<script>",
            "</script>",
            "<!-- c -->",
            "<li value=x>",
            "<main>",
            "<form>",
        ]
    ),
    max_size=40,
)


@given(parts=MARKUP)
@settings(max_examples=400, deadline=None)
def test_any_markup_keeps_regions_inside(parts: list[str]) -> None:
    try:
        document = read_bytes("".join(parts).encode(), "a.html")
    except ReadError:
        return
    assert_whole(document)
    assert "\n\n\n" not in document.text or "<pre>" in parts


# How real files break: any format, cut off or with bytes changed.


def flat_docx(words: str) -> bytes:
    """A letter whose words are a paragraph, a formula and the sign of a list."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    inner = (
        f"<w:p><w:r><w:t>{words}</w:t></w:r><w:oMath><w:r><w:t>{words}</w:t></w:r></w:oMath></w:p>"
        "<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>"
    )
    numbers = (
        "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/>"
        f"<w:lvlText w:val='{words}'/></w:lvl></w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    )
    relations = (
        f"<Relationships><Relationship Id='n' Type='{space}/numbering' Target='numbering.xml'/>"
        "</Relationships>"
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        root = f"<w:document xmlns:w='{space}'><w:body>{inner}</w:body></w:document>"
        archive.writestr("word/document.xml", root)
        archive.writestr("word/_rels/document.xml.rels", relations)
        archive.writestr(
            "word/numbering.xml", f"<w:numbering xmlns:w='{space}'>{numbers}</w:numbering>"
        )
    return data.getvalue()


def mail_of(words: str) -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "Your request"
    mail.set_content(words.encode(), "text", "plain", cte="base64")
    mail.add_attachment(words.encode(), "text", "plain", cte="base64", filename="a.txt")
    mail.add_attachment(f"<pre>{words}".encode(), "text", "html", cte="base64", filename="a.html")
    return mail.as_bytes()


FORMS: dict[str, Callable[[str], bytes]] = {
    "a.txt": str.encode,
    "a.md": str.encode,
    "a.html": lambda words: f"<main><p>{words}</p><pre>{words}</pre><ul><li>{words}</ul>".encode(),
    "a.docx": lambda words: flat_docx(words.replace("\f", "")),
    "a.eml": mail_of,
}


@pytest.mark.parametrize("name", FORMS)
@given(
    ends=st.lists(
        st.sampled_from(["\r", "\r\n", "\n", "&#13;", "&#xD;&#10;", " ", "x", "\x0c", "\t"]),
        max_size=9,
    )
)
@settings(max_examples=40, deadline=None)
def test_no_line_end_but_one(name: str, ends: list[str]) -> None:
    document = read_bytes(FORMS[name](f"Dear Ms A{''.join(ends)}Refused"), name)
    assert "\r" not in document.text
    assert not any("\r" in warning or "\n" in warning for warning in document.warnings)
    assert "Dear" in document.text and "efused" in document.text


@given(data=st.data())
@settings(max_examples=300, deadline=None)
def test_damaged_files_are_read_or_refused(samples: dict[str, bytes], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(samples)))
    content = bytearray(samples[name])
    for _ in range(data.draw(st.integers(0, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(1, len(content)) | st.just(len(content)))
    try:
        document = read_bytes(bytes(content[:end]), name)
    except ReadError as error:
        assert "\n" not in str(error)
    else:
        assert_whole(document)


@pytest.fixture(scope="session")
def samples() -> dict[str, bytes]:
    from email.message import EmailMessage

    import docx
    from reportlab.pdfgen.canvas import Canvas

    pdf = io.BytesIO()
    canvas = Canvas(pdf, pageCompression=0)
    canvas.drawString(72, 700, "Refused under section 40(2)")
    canvas.showPage()
    canvas.save()
    word = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Refused", style="List Number")
    document.add_table(2, 2).cell(0, 0).text = "s40"
    document.save(word)
    mail = EmailMessage()
    mail["From"] = "A <a@b.example>"
    mail.set_content("See attached")
    mail.add_alternative("<p>See attached</p>", subtype="html")
    mail.add_attachment(pdf.getvalue(), maintype="application", subtype="pdf", filename="a.pdf")
    return {"a.pdf": pdf.getvalue(), "a.docx": word.getvalue(), "a.eml": mail.as_bytes()}
