"""The process that reads: several documents, limits on time and memory, crashes, archives."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from noticecheck.errors import ReadError
from noticecheck.model import Document, Span
from noticecheck.read import Reader, limits, read
from noticecheck.read import process as process_module
from noticecheck.read.extract import Extract, Letter
from noticecheck.read.ocr import why_not
from noticecheck.read.process import OUT_OF_MEMORY
from noticecheck.read.worker import pack, unpack

MAIL = b"From: foi@a.example\nSubject: Your request\n\nDear Ms A\n\nWe refuse.\n"
_WORKER = """\
import sys; sys.path[:] = {path!r}
import os, time
from noticecheck import read
from noticecheck.read import worker
real = worker.read_letters
def read_letters(data, path, reading):
{body}
    return real(data, path, reading)
out = os.fdopen(os.dup(1), "wb")
def answer(line):
    out.write(line + bytes([10]))
    out.flush()
worker.read_letters = read_letters
worker.main()
"""


needs_recognition = pytest.mark.skipif(why_not() is not None, reason=str(why_not()))


@pytest.fixture
def reader() -> Iterator[Reader]:
    with Reader(seconds=20, more_seconds=1) as reader:
        yield reader


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """What the reading process does, before it reads, for a document with "hostile" in its path."""

    def install(deed: str) -> None:
        body = f"    if 'hostile' in path:\n        {deed}"
        # Only the place of the paths is filled in later.
        start = _WORKER.replace("{body}", body.replace("{", "{{").replace("}", "}}"))
        monkeypatch.setattr(process_module, "_START", start)

    return install


def only(found: Iterator[Document | ReadError]) -> Document | ReadError:
    (one,) = found
    return one


def reason(found: Iterator[Document | ReadError]) -> str:
    error = only(found)
    assert isinstance(error, ReadError)
    return error.reason


def zipped(*members: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


def test_one_process_reads_many_documents(reader: Reader) -> None:
    first = reader.read_bytes(MAIL, "a.eml")
    process = reader._process.running
    second = reader.read_bytes(MAIL, "b.eml")
    assert reader._process.running is process
    assert first.text == second.text
    assert first.text.endswith("We refuse.")
    assert first.place(Span(first.text.index("refuse"), len(first.text))).part == "body"


def test_the_process_ends_with_the_reader() -> None:
    with Reader() as reader:
        reader.read_bytes(MAIL, "a.eml")
        process = reader._process.running
        assert process is not None
    assert process.poll() is not None


def test_plain_text_needs_no_process(reader: Reader) -> None:
    assert reader.read_bytes(b"We refuse.", "a.txt").text == "We refuse."
    assert reader._process.running is None


@pytest.mark.parametrize(
    ("deed", "line"),
    [
        ("time.sleep(60)", "it takes longer to read than any letter does"),
        ("exec('while True: pass')", "it takes longer to read than any letter does"),
        ("os.abort()", OUT_OF_MEMORY),
        ("os._exit(0)", "it makes the reader fail"),
        ("os.kill(os.getpid(), 11)", "it makes the reader fail"),
        ("print('noise', flush=True); os._exit(1)", "it makes the reader fail"),
        ("raise RuntimeError('ours')", "it makes the reader fail"),
        ("answer(b'[1]')", "it makes the reader fail"),
        ("answer(b'{}')", "it makes the reader fail"),
        ("answer(b'[' * 100_000)", "it makes the reader fail"),
        ("answer(b'{\"more\": []}')", "it makes the reader fail"),
        ('answer(b\'{"letters": [{"name": 1}]}\')', "it makes the reader fail"),
        ("while True: answer(b'{\"more\": 1e9}'); time.sleep(0.01)", "it takes longer to read"),
    ],
)
def test_a_hostile_document_ends_in_one_line_and_the_others_go_on(
    hostile: Callable[[str], None], deed: str, line: str
) -> None:
    hostile(deed)
    with Reader(seconds=1.5, more_seconds=1) as reader:
        found = reason(reader.read_all_bytes(MAIL, "hostile.eml"))
        assert found.startswith(line) and "\n" not in found
        after = only(reader.read_all_bytes(MAIL, "a.eml"))
        assert isinstance(after, Document)


def test_what_a_library_prints_is_no_answer(hostile: Callable[[str], None], reader: Reader) -> None:
    hostile("os.write(1, b'noise\\n')")
    assert reader.read_bytes(MAIL, "hostile.eml").text.endswith("We refuse.")


def test_slow_work_gets_more_time_but_not_without_end(hostile: Callable[[str], None]) -> None:
    hostile("reading.more_time(5); time.sleep(1.5)")
    with Reader(seconds=1, more_seconds=5) as reader:
        assert isinstance(only(reader.read_all_bytes(MAIL, "hostile.eml")), Document)
    with Reader(seconds=1, more_seconds=0.2) as reader:
        assert reason(reader.read_all_bytes(MAIL, "hostile.eml")).startswith("it takes longer")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit for a process of ours")
def test_memory_is_limited(hostile: Callable[[str], None], reader: Reader) -> None:
    hostile("held = bytearray(3_000_000_000)")
    found = reason(reader.read_all_bytes(MAIL, "hostile.eml"))
    assert found in (
        OUT_OF_MEMORY,
        "it makes the reader fail: save it anew, or as text, and try again",
    )
    assert isinstance(only(reader.read_all_bytes(MAIL, "a.eml")), Document)


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="there are no groups of processes here")
def test_what_it_started_ends_with_it(hostile: Callable[[str], None], tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    hostile(
        "import subprocess; subprocess.Popen(['sh', '-c', 'sleep 2; touch "
        + str(mark)
        + "']); time.sleep(60)"
    )
    with Reader(seconds=1, more_seconds=1) as reader:
        reason(reader.read_all_bytes(MAIL, "hostile.eml"))
    time.sleep(2)
    assert not mark.exists()


def test_the_folder_we_are_in_is_not_imported_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.eml").write_bytes(MAIL)
    assert read("a.eml").text.endswith("We refuse.")


def test_letters_survive_the_way_between_the_processes() -> None:
    from noticecheck.model import Place, Region

    extract = Extract(
        "Ein “Wort” \ud800 \x00",
        (Region(Span(0, 3), "thread", "é"),),
        (0, 4),
        ("a", "b"),
        True,
        (Place(Span(0, 3), 1, (1.0, 2.5, 3.0, 4.0), None, "body/x.pdf", 0.5), Place(Span(4, 5))),
    )
    letter = Letter("one", "text/plain", extract)
    import json

    assert unpack(json.loads(json.dumps(pack(letter)))) == letter


# Archives


def test_the_members_of_an_archive_share_their_time(hostile: Callable[[str], None]) -> None:
    hostile("time.sleep(60)")
    slow = [(f"hostile {n}.eml", MAIL) for n in range(50)]
    data = zipped(("a.eml", MAIL), *slow, ("z.txt", b"We refuse."))
    with Reader(seconds=1.5, more_seconds=1) as reader:
        first, *others, last = reader.read_all_bytes(data, "case.zip")
        after = only(reader.read_all_bytes(MAIL, "a.eml"))
    assert all(isinstance(one, Document) for one in (first, last, after))
    reasons = [one.reason for one in others if isinstance(one, ReadError)]
    assert len(reasons) == 50
    assert reasons[0].startswith("it takes longer to read than any letter does")
    assert set(reasons[2:]) == {
        "its archive takes longer to read than any case does: take it out and check it alone"
    }


def picture(words: str) -> bytes:
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("L", (1240, 1754), 255)
    ImageDraw.Draw(page).text((100, 100), words, font=ImageFont.load_default(36), fill=0)
    buffer = io.BytesIO()
    page.save(buffer, "PNG", dpi=(150, 150))
    return buffer.getvalue()


def test_a_member_without_a_name_is_told_of() -> None:
    """As the fuzzer found: a name ends at its first zero."""
    letter = b"Dear Ms Hale\n\nWe refuse your request under section 43(2)."
    data = zipped(("a.txt", letter), ("b.txt", letter)).replace(b"b.txt", b"\0.txt")
    with Reader(debug=True) as reader:
        document = only(reader.read_all_bytes(data, "case.zip"))
    assert isinstance(document, Document) and document.path == "case.zip/a.txt"
    assert any("unnamed" in warning for warning in document.warnings)


@needs_recognition
def test_pictures_that_run_on_are_the_pages_of_a_letter() -> None:
    data = zipped(
        ("scan_10.png", picture("of the Act.\n\nYours sincerely")),
        ("scan_9.png", picture("Dear Ms Hale\n\nWe refuse your request under section 43")),
        ("Other.png", picture("Dear Ms Hale\n\nThank you for your letter of May")),
    )
    for debug in (False, True):
        with Reader(debug=debug) as reader:
            letter, other = reader.read_all_bytes(data, "case.zip")
        assert isinstance(letter, Document) and isinstance(other, Document)
        assert (letter.path, other.path) == ("case.zip/scan_9.png", "case.zip/Other.png")
        assert letter.text.split()[:3] == ["Dear", "Ms", "Hale"]
        assert "section 43" in letter.text and letter.text.endswith("Yours sincerely")
        assert letter.pages is not None and len(letter.pages) == 2
        assert letter.place(Span(len(letter.text) - 5, len(letter.text))).page == 2
        assert "scan_9.png to scan_10.png" in letter.warnings[0]
        assert letter.media_type == "image/*"


@needs_recognition
def test_an_annex_of_a_scanned_letter() -> None:
    data = zipped(("Annex A.txt", b"Reasons."), ("scan.png", picture("Dear Ms Hale: see Annex A.")))
    with Reader() as reader:
        document = only(reader.read_all_bytes(data, "case.zip"))
    assert isinstance(document, Document) and document.path == "case.zip/scan.png"
    assert document.text.startswith("Dear Ms Hale")
    assert document.text.endswith("[Attachment: Annex A.txt]\n\nReasons.")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_files_of_one_name_are_told_apart(reader: Reader) -> None:
    data = zipped(*(("x/a.txt", text) for text in (b"One.", b"Two.", b"Three.")))
    found = list(reader.read_all_bytes(data, "case.zip"))
    assert [(one.path, one.text) for one in found if isinstance(one, Document)] == [
        ("case.zip/x/a.txt", "One."),
        ("case.zip/x/a (2).txt", "Two."),
        ("case.zip/x/a (3).txt", "Three."),
    ]


def test_pictures_beside_a_letter_are_named(reader: Reader) -> None:
    data = zipped(("a.txt", b"We refuse."), ("scan.png", picture("x")))
    document = only(reader.read_all_bytes(data, "case.zip"))
    assert isinstance(document, Document) and document.incomplete
    assert "scan.png, which was not read: a picture" in document.warnings[0]


def test_a_logo_beside_a_letter_leaves_nothing_open(reader: Reader) -> None:
    for name, incomplete in (("case/logo.png", False), ("image001.png", False), ("p.png", True)):
        data = zipped(("a.txt", b"We refuse."), (name, picture("x")))
        document = only(reader.read_all_bytes(data, "case.zip"))
        assert isinstance(document, Document) and document.incomplete == incomplete
        assert name in document.warnings[0]


def test_names_in_an_archive_are_shown_on_one_line(reader: Reader) -> None:
    evil = "Annex A\n\nWe rely on section 40.\x1b[2J.txt"
    data = zipped(("a.txt", b"See Annex A."), (evil, b"Reasons."), ("b\n\x1b.csv", b"a,b"))
    document = only(reader.read_all_bytes(data, "case.zip"))
    assert isinstance(document, Document)
    assert document.text.count("\n") == 4 and "\x1b" not in document.text
    assert all(word.isprintable() for word in document.warnings)


def test_each_letter_of_an_archive_is_one(reader: Reader) -> None:
    data = zipped(("case/1 refusal.eml", MAIL), ("case/2 review.txt", b"Dear Ms A, we uphold it."))
    found = list(reader.read_all_bytes(data, "case.zip"))
    assert [d.path for d in found] == ["case.zip/case/1 refusal.eml", "case.zip/case/2 review.txt"]
    assert [d.media_type for d in found if isinstance(d, Document)] == [
        "message/rfc822",
        "text/plain",
    ]


def test_an_annex_belongs_to_the_only_letter(reader: Reader) -> None:
    data = zipped(("Annex A.txt", b"Reasons."), ("letter.txt", b"See Annex A."))
    document = only(reader.read_all_bytes(data, "case.zip"))
    assert isinstance(document, Document)
    assert document.path == "case.zip/letter.txt"
    assert document.text == "See Annex A.\n\n[Attachment: Annex A.txt]\n\nReasons."
    assert [document.place(Span(i, i + 1)).part for i in (0, len(document.text) - 1)] == [
        "letter.txt",
        "Annex A.txt",
    ]


def test_an_annex_that_cannot_be_read_leaves_the_letter_incomplete(reader: Reader) -> None:
    data = zipped(("Annex A.pdf", b"broken"), ("letter.txt", b"See Annex A."))
    document = only(reader.read_all_bytes(data, "case.zip"))
    assert isinstance(document, Document) and document.incomplete
    assert document.warnings[0].startswith("attachment Annex A.pdf, it was not read: ")


def test_of_several_letters_an_annex_belongs_to_the_one_that_names_it(reader: Reader) -> None:
    data = zipped(
        ("03 Annex A - costs.txt", b"Reasons."),
        ("a.txt", b"We have your request."),
        ("b.txt", b"See Annex A."),
    )
    first, second = reader.read_all_bytes(data, "case.zip")
    assert isinstance(first, Document) and isinstance(second, Document)
    assert first.text == "We have your request." and second.text.endswith("Reasons.")


def test_an_annex_of_nobody_knows_which_letter_is_incomplete(reader: Reader) -> None:
    data = zipped(("Annex A.txt", b"Reasons."), ("a.txt", b"See Annex A."), ("b.txt", b"Annex A?"))
    found = list(reader.read_all_bytes(data, "case.zip"))
    assert [isinstance(one, Document) and one.incomplete for one in found] == [False, False, True]


def test_an_unread_annex_leaves_the_letter_incomplete(reader: Reader) -> None:
    data = zipped(("Annex A.xlsx", b"PK"), ("a.txt", b"See Annex A."))
    document = only(reader.read_all_bytes(data, "case.zip"))
    assert isinstance(document, Document) and document.incomplete


def test_what_is_no_letter_is_named(reader: Reader) -> None:
    data = zipped(("a.txt", b"We refuse."), ("data.csv", b"a,b"), ("__MACOSX/._a.txt", b"\0"))
    document = only(reader.read_all_bytes(data, "case.zip"))
    assert isinstance(document, Document)
    assert document.warnings == (
        "the archive also holds data.csv, which was not read: its name is not that of a letter",
    )


def test_one_broken_letter_does_not_hide_the_others(reader: Reader) -> None:
    data = zipped(("a.pdf", b"broken"), ("b.txt", b"We refuse."))
    broken, whole = reader.read_all_bytes(data, "case.zip")
    assert isinstance(broken, ReadError) and broken.path == "case.zip/a.pdf"
    assert isinstance(whole, Document)


def nested(depth: int) -> bytes:
    data = b"We refuse."
    name = "a.txt"
    for _ in range(depth):
        data, name = zipped((name, data)), "a.zip"
    return data


def test_archives_within_archives(reader: Reader) -> None:
    assert isinstance(only(reader.read_all_bytes(nested(limits.MAX_DEPTH), "a.zip")), Document)
    assert "within one another" in reason(
        reader.read_all_bytes(nested(limits.MAX_DEPTH + 1), "a.zip")
    )


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (zipped(), "an archive without a letter in it"),
        (
            zipped(("data.csv", b"a,b")),
            "an archive without a letter in it: it holds data.csv, which",
        ),
        (zipped(("a.txt", b"x"))[:-30], "a broken archive: download it again"),
        (zipped(("a.txt", b" " * 20_000_000)), "it unpacks to far more than it holds"),
        (zipped(*((f"{n}.txt", b"") for n in range(1001))), "an archive of more than 1000 files"),
        (
            zipped(*((str(n) * 30_000, b"") for n in range(10, 30))),
            "an archive of more than 1000 files",
        ),
    ],
    ids=["empty", "no letter", "cut off", "bomb", "many files", "long list"],
)
def test_archives_that_are_refused(reader: Reader, data: bytes, line: str) -> None:
    assert reason(reader.read_all_bytes(data, "a.zip")).startswith(line)


def test_archives_within_an_archive_share_its_limits(reader: Reader) -> None:
    many = zipped(*((f"{n}.txt", b"We refuse.") for n in range(300)))
    data = zipped(*((f"{n}.zip", many) for n in range(5)))
    found = list(reader.read_all_bytes(data, "a.zip"))
    assert sum(isinstance(one, Document) for one in found) <= limits.MAX_MEMBERS
    assert any("more than 1000 files" in one.reason for one in found if isinstance(one, ReadError))


def test_members_that_lie_within_one_another(reader: Reader) -> None:
    data = zipped(("a.txt", b"We refuse." * 9), ("b.txt", b"We refuse." * 9))
    end = data.rindex(b"PK\x05\x06")
    second = data.rindex(b"PK\x01\x02", 0, end)
    # The list says that the second member is as long as the whole file.
    lying = bytearray(data)
    lying[second + 20 : second + 24] = len(data).to_bytes(4, "little")
    assert reason(reader.read_all_bytes(bytes(lying), "a.zip")).startswith("a broken archive")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
def test_the_process_ends_with_the_program(tmp_path: Path) -> None:
    letter = tmp_path / "a.eml"
    letter.write_bytes(MAIL)
    script = (
        "import os, signal, sys\n"
        "from noticecheck.read import Reader\n"
        "reader = Reader()\n"
        f"reader.read({str(letter)!r})\n"
        "print(reader._process.running.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    pid = int(done.stdout)
    for _ in range(100):
        if not Path(f"/proc/{pid}").exists() or "Z" in Path(f"/proc/{pid}/stat").read_text()[:40]:
            return
        time.sleep(0.05)
    pytest.fail("it lives on")


def test_a_size_that_lies(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    from noticecheck.read import archive

    monkeypatch.setattr(archive, "MAX_BYTES", 1000)
    data = zipped(("a.txt", b"We refuse. " * 1000), ("b.txt", b"We refuse."))
    lying = data.replace((11000).to_bytes(4, "little"), (9).to_bytes(4, "little"))
    first, second = reader.read_all_bytes(lying, "a.zip")
    assert isinstance(first, ReadError) and isinstance(second, Document)


def test_paths_in_archives_stay_names(reader: Reader, tmp_path: Path) -> None:
    data = zipped(("../../evil.txt", b"We refuse."))
    assert isinstance(only(reader.read_all_bytes(data, str(tmp_path / "a.zip"))), Document)
    assert list(tmp_path.rglob("*")) == []
