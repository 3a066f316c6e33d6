"""`noticecheck annotate`: the copy and its name, and what is refused with the letter untouched."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from every_format import source
from every_format_docx import write_docx
from every_format_pdf import write_pdf
from noticecheck import cli
from noticecheck.read import Reader, read_bytes

pytestmark = pytest.mark.usefixtures("rules_loaded_once")
Run = Callable[..., tuple[int, str, str]]
GAPS = "fails_every_rule.txt"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    # In this process: what reads in another is tested with the readers.
    monkeypatch.setattr(Reader, "prepare", lambda *_: None)
    monkeypatch.setattr(Reader, "read_bytes", lambda _, data, path: read_bytes(data, path))

    def go(*arguments: str | Path) -> tuple[int, str, str]:
        code = cli.run(["annotate", *map(str, arguments)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    yield go


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "draft.docx"
    path.write_bytes(write_docx(source(GAPS)))
    return path


def test_the_copy_stands_beside_the_letter(run: Run, letter: Path) -> None:
    before = letter.read_bytes()
    code, out, err = run(letter)
    copy = letter.with_name("draft-checked.docx")
    assert (code, err) == (0, "")
    assert out == (f"{copy}: a summary, 20 gaps, 1 unclear point, 7 points of good practice\n")
    assert letter.read_bytes() == before
    assert sorted(path.name for path in letter.parent.iterdir()) == ["draft-checked.docx",
                                                                     "draft.docx"]  # fmt: skip
    # What an officer has done with the copy is not lost, and it can be checked again.
    assert "there already; give --overwrite" in run(letter)[2]
    assert run(letter, "--overwrite")[0] == 0
    assert run(copy)[1].startswith(str(letter.with_name("draft-checked-2.docx")))
    assert letter.with_name("draft-checked-2.docx").read_bytes() == copy.read_bytes()


def test_a_pdf_twice(run: Run, tmp_path: Path) -> None:
    letter, once, twice = (tmp_path / name for name in ("a.pdf", "b.pdf", "c.pdf"))
    letter.write_bytes(write_pdf(source(GAPS)))
    assert run(letter, "-o", once)[0] == 0
    assert run(once, "-o", twice)[0] == 0
    assert once.read_bytes() == twice.read_bytes()


def test_without_the_library_for_pdf(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = tmp_path / "a.pdf"
    letter.write_bytes(write_pdf(source(GAPS)))
    for name in [name for name in sys.modules if name.startswith("noticecheck.annotate.pdf")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("noticecheck.annotate.pdf", raising=False)
    monkeypatch.setitem(sys.modules, "pypdf", None)
    code, _, err = run(letter)
    assert code == 2 and "pip install 'noticecheck[annotate]'" in err


def test_only_what_the_law_requires_is_commented_on(run: Run, letter: Path) -> None:
    assert "a summary, 20 gaps, 1 unclear point\n" in run(letter, "--level", "must")[1]


def test_the_letter_itself_is_never_written_to(run: Run, letter: Path) -> None:
    link = letter.with_name("same.docx")
    link.symlink_to(letter)
    for target in (letter, link):
        code, _, err = run(letter, "-o", target, "--overwrite")
        assert code == 2 and "that is the letter itself" in err
    assert zipfile.ZipFile(letter).testzip() is None


@pytest.mark.parametrize(
    ("name", "content", "advice"),
    [
        ("a.txt", b"Dear Ms Hale, exempt under section 43(2).", "--output html:report.html"),
        ("a.html", b"<html><body>Exempt</body></html>", "--output html:report.html"),
        ("a.eml", b"From: a@b.example\n\nExempt", "--output html:report.html"),
        ("a.rtf", rb"{\rtf1 Exempt}", "save it as .docx"),
        ("a.docx", b"<?xml version='1.0'?><pkg:package xmlns:pkg='p'/>", "save it"),
    ],
)
def test_what_takes_no_comments(
    run: Run, tmp_path: Path, name: str, content: bytes, advice: str
) -> None:
    letter = tmp_path / name
    letter.write_bytes(content)
    code, out, err = run(letter)
    assert (code, out) == (2, "") or (name == "a.docx" and code == 3)
    assert err.count("\n") == 1 and advice in err
    assert list(tmp_path.iterdir()) == [letter]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "the file is empty"),
        (b"PK\x03\x04 not really", "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
    ],
)
def test_what_cannot_be_read(run: Run, tmp_path: Path, content: bytes, why: str) -> None:
    letter = tmp_path / "a.docx"
    letter.write_bytes(content)
    code, out, err = run(letter)
    assert (code, out) == (3, "")
    assert err.count("\n") == 1 and why in err
    assert letter.read_bytes() == content and list(tmp_path.iterdir()) == [letter]


def test_where_nothing_can_be_written(run: Run, letter: Path, tmp_path: Path) -> None:
    for target, why in ((tmp_path, "that is a folder"), (tmp_path / "no" / "a.docx", "no folder")):
        code, _, err = run(letter, "-o", target)
        assert code == 2 and why in err
    assert run("-")[0] == 2


def test_a_letter_that_is_not_assessed_says_so_in_its_summary(run: Run, tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph(
        "Dear Ms Hale\nThe information is excepted under regulation 10(5)(e) of the Environmental "
        "Information (Scotland) Regulations 2004 and so we refuse your request."
    )
    letter = tmp_path / "a.docx"
    document.save(str(letter))
    code, out, _ = run(letter)
    assert code == 3 and out.endswith(": a summary\n")
    (comment,) = docx.Document(str(tmp_path / "a-checked.docx")).comments
    assert "could not be assessed" in comment.text
