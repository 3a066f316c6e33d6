"""ODT, RTF and DOC: through LibreOffice where it is installed, else one clear line."""

from __future__ import annotations

import http.server
import io
import os
import signal
import stat
import struct
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from noticecheck.read import extract_bytes, office
from noticecheck.read.extract import Reading, Unreadable
from noticecheck.read.formats import BROKEN, PASSWORD
from noticecheck.read.office import find_program, read_office
from noticecheck.read.office.freeze import freeze_fields
from noticecheck.read.program import started

PROGRAM = find_program()
needs_libreoffice = pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not installed")
needs_posix = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script for a shell")
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63600000000200015e62d7c50000000049454e44ae426082"
)
RTF = rb"{\rtf1\ansi Dear Ms A\par The rates are exempt.\par}"


def letter(day: str) -> bytes:
    """A letter with whatever a letter has; its day is a field."""
    document = python_docx.Document()
    paragraph = document.add_paragraph("Date: ")
    for kind, words in (
        ("begin", ""),
        ("", ' DATE \\@ "yyyy-MM-dd" '),
        ("separate", ""),
        ("", day),
        ("end", ""),
    ):
        run = paragraph.add_run(words if words == day else "")
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        elif words != day:
            mark = OxmlElement("w:instrText")
            mark.text = words
        else:
            continue
        run._r.append(mark)
    document.add_heading("Your request", 1)
    document.add_paragraph("Dear Ms A")
    for words in ("first", "second"):
        document.add_paragraph(words, style="List Number")
    document.add_paragraph("point", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ["Exemption", "Why", "s40(2)", "personal"], strict=True):
        cell.text = words
    document.sections[0].header.paragraphs[0].text = "Council"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def open_document(body: str, manifest: str = "") -> bytes:
    """An OpenDocument text with this body."""
    office_names = "urn:oasis:names:tc:opendocument:xmlns"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "META-INF/manifest.xml",
            f'<m:manifest xmlns:m="{office_names}:manifest:1.0"><m:file-entry m:full-path="/" '
            'm:media-type="application/vnd.oasis.opendocument.text"/><m:file-entry '
            f'm:full-path="content.xml" m:media-type="text/xml">{manifest}</m:file-entry></m:manifest>',
        )
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{office_names}:office:1.0" '
            f'xmlns:text="{office_names}:text:1.0" xmlns:draw="{office_names}:drawing:1.0" '
            f'xmlns:svg="{office_names}:svg-compatible:1.0" '
            'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body>'
            f"<office:text>{body}</office:text></office:body></office:document-content>",
        )
    return buffer.getvalue()


def compound_file(flags: int) -> bytes:
    """A .doc of which the main stream has nothing but its beginning."""
    stream = b"\xec\xa5".ljust(10, b"\0") + flags.to_bytes(2, "little")
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[0x1E:0x22] = struct.pack("<HH", 9, 6)
    header[0x30:0x40] = struct.pack("<I4xII", 1, 4096, 0xFFFFFFFE)
    header[0x44:0x48] = b"\xfe\xff\xff\xff"
    header[0x4C:] = struct.pack("<I", 0) + b"\xff" * 432
    table = struct.pack("<12I", 0xFFFFFFFD, 0xFFFFFFFE, *range(3, 10), 0xFFFFFFFE, 0, 0)

    def entry(name: str, first: int, size: int) -> bytes:
        letters = (name + "\0").encode("utf-16-le")
        return letters.ljust(0x40, b"\0") + struct.pack("<H50xII4x", len(letters), first, size)

    directory = entry("Root Entry", 0xFFFFFFFE, 0) + entry("WordDocument", 2, 4096)
    sectors = (table.ljust(512, b"\xff"), directory.ljust(512, b"\0"), stream.ljust(4096, b"\0"))
    return bytes(header) + b"".join(sectors)


@pytest.fixture
def leftovers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing may stay behind in the folder for temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield
    assert list(folder.iterdir()) == []


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a script of this name on the path, alone."""
    program = folder / "soffice"
    program.write_text(f"#!{sys.executable}\nimport os, sys, time, subprocess\n{script}")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(folder))


def reason(data: bytes, name: str) -> str:
    with pytest.raises(Unreadable) as caught:
        extract_bytes(data, name)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.odt", open_document("<text:p>x</text:p>"), "an OpenDocument text"),
        ("a.rtf", RTF, "rich text"),
        ("a.doc", compound_file(0), "an old .doc"),
    ],
)
def test_without_libreoffice(
    name: str, data: bytes, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(office, "_PLACES", ())
    assert reason(data, name) == (
        f"{kind}, which is read where LibreOffice is installed: install it, or save the letter as "
        ".docx or .pdf"
    )


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("a.odt", open_document("x", "<m:encryption-data/>"), PASSWORD),
        ("a.doc", compound_file(0x0100), PASSWORD),
        ("a.odt", open_document("<broken"), BROKEN["odt"]),
        ("a.odt", open_document("x" * 11_000_000), "it unpacks to far more than a letter holds: "
         "save the letter alone and try again"),
        ("a.odt", open_document("<x>" * 300 + "</x>" * 300),
         "its elements lie too deep within one another: save it as .pdf and try again"),
        ("a.rtf", b"{\\rtfoo", BROKEN["rtf"]),
        ("a.rtf", b"{\\rtf1 {\\pict\\bin2000000000 x}}", BROKEN["rtf"]),
        ("a.doc", compound_file(0)[:1100], BROKEN["doc"]),
    ],
)  # fmt: skip
def test_refused_before_anything_is_started(
    name: str, data: bytes, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "find_program", lambda: pytest.fail("it looked for a program"))
    assert reason(data, name) == line


FAILED = (
    "rich text, which LibreOffice could not open here, nor any other letter: look whether it runs, "
    "or save the letter as .docx or .pdf"
)


@needs_posix
@pytest.mark.usefixtures("leftovers")
@pytest.mark.parametrize("script", ["", "sys.exit(1)", "os.abort()"])
def test_a_program_that_opens_nothing(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, script)
    assert reason(RTF, "a.rtf") == FAILED


@needs_posix
def test_a_program_that_cannot_be_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, monkeypatch, "")
    (tmp_path / "soffice").write_bytes(b"\x7fELF of another machine")
    assert reason(RTF, "a.rtf") == FAILED


@needs_posix
@pytest.mark.usefixtures("leftovers")
def test_a_letter_that_the_program_does_not_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = (
        "folder = sys.argv[sys.argv.index('--outdir') + 1]\n"
        "if b'rates' in open(sys.argv[-1], 'rb').read(): sys.exit(1)\n"
        "os.makedirs(folder)\nopen(os.path.join(folder, 'letter.docx'), 'w').write('PK')"
    )
    stand_in(tmp_path, monkeypatch, script)
    assert reason(RTF, "a.rtf") == BROKEN["rtf"]


@needs_posix
def test_without_a_place_for_what_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, monkeypatch, "")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    line = reason(RTF, "a.rtf")
    assert line.startswith("rich text, and there is no folder for the files that are made")
    assert "(no such file or directory)" in line and "TMPDIR" in line


@needs_libreoffice
def test_a_path_that_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find_program", lambda: PROGRAM)
    monkeypatch.setenv("PATH", "")
    assert "The rates are exempt." in extract_bytes(RTF, "a.rtf")[1].text


@needs_posix
@pytest.mark.usefixtures("leftovers")
def test_a_program_that_makes_rubbish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = (
        "folder = sys.argv[sys.argv.index('--outdir') + 1]\nos.makedirs(folder)\n"
        "open(os.path.join(folder, 'letter.docx'), 'w').write('PK rubbish')"
    )
    stand_in(tmp_path, monkeypatch, script)
    assert reason(RTF, "a.rtf") == BROKEN["rtf"]


@needs_posix
@pytest.mark.usefixtures("leftovers")
def test_a_program_that_hangs_ends_with_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pids = tmp_path / "pids"
    script = (
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"open({str(pids)!r}, 'w').write(f'{{os.getpid()}} {{child.pid}}')\ntime.sleep(60)"
    )
    stand_in(tmp_path, monkeypatch, script)
    monkeypatch.setattr(office, "CONVERT_SECONDS", 2.0)
    assert reason(RTF, "a.rtf") == (
        "LibreOffice takes too long to open it: save it as .docx or .pdf and try again"
    )
    own, child = map(int, pids.read_text().split())
    until = time.monotonic() + 5
    while any(map(_runs, (own, child))) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _runs(own) and not _runs(child)


def _runs(pid: int) -> bool:
    """Whether a process is alive; one that nobody has buried yet is dead."""
    try:
        os.kill(pid, 0)
        stat = Path(f"/proc/{pid}/stat").read_text()
    except ProcessLookupError:
        return False
    except FileNotFoundError:  # not Linux, or gone since
        return not Path("/proc/self").exists()
    return stat.rpartition(")")[2].split()[0] != "Z"


@needs_posix
@pytest.mark.parametrize("name", ["soffice", "tesseract"])
def test_a_reader_that_is_told_to_end_takes_the_program_along(name: str, tmp_path: Path) -> None:
    pids, temporary, program = tmp_path / "pids", tmp_path / "temporary", tmp_path / name
    temporary.mkdir()
    program.write_text(
        f'#!/bin/sh\n[ "$1" = --list-langs ] && echo eng && exit\nsleep 60 &\n'
        f'echo "$$ $!" > {pids}.new && mv {pids}.new {pids}\nwait\n'
    )
    program.chmod(0o755)
    call = {
        "soffice": f"from noticecheck.read import extract_bytes; extract_bytes({RTF!r}, 'a.rtf')",
        "tesseract": "from noticecheck.read.ocr.tesseract import rows; from PIL import Image; "
        "rows(Image.new('L', (9, 9)), 50)",
    }[name]
    code = f"import signal, sys; signal.signal(signal.SIGTERM, lambda *_: sys.exit(7)); {call}"
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "TMPDIR": str(temporary)}
    reader = subprocess.Popen([sys.executable, "-c", code], env=environment)
    until = time.monotonic() + 20
    while not pids.exists() and reader.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    reader.terminate()
    assert reader.wait(20) == 7
    assert not any(map(_runs, map(int, pids.read_text().split())))
    assert list(temporary.iterdir()) == []


@needs_posix
def test_a_program_that_has_just_been_started_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def popen(*arguments: Any, **options: Any) -> subprocess.Popen[bytes]:
        begun.append(real(*arguments, **options))
        signal.raise_signal(signal.SIGTERM)
        return begun[0]

    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(7))
    try:
        monkeypatch.setattr(subprocess, "Popen", popen)
        with pytest.raises(SystemExit), started(["/bin/sleep", "60"], {}):
            pytest.fail("the signal was lost")
        assert begun[0].poll() is not None
    finally:
        signal.signal(signal.SIGTERM, before)
        begun[0].kill()


@needs_posix
def test_what_the_program_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    seen = tmp_path / "seen"
    script = (
        "import resource\n"
        f"open({str(seen)!r}, 'w').write(repr((resource.getrlimit(resource.RLIMIT_AS)[0], "
        "os.environ.get('NO_PROXY'), sys.argv)))"
    )
    stand_in(tmp_path, monkeypatch, script)
    monkeypatch.setenv("NO_PROXY", "*")
    before = resource.getrlimit(resource.RLIMIT_AS)
    asked: list[float] = []
    with pytest.raises(Unreadable):
        read_office(RTF, "rtf", Reading(more_time=asked.append))
    memory, proxy, arguments = eval(seen.read_text())
    assert resource.getrlimit(resource.RLIMIT_AS) == before
    assert memory == office.CONVERT_MEMORY and proxy is None
    assert "--headless" in arguments and arguments[-1].endswith("letter.rtf")
    # For the letter, and for one that can surely be opened.
    assert len(asked) == 2 and min(asked) > office.CONVERT_SECONDS


def converted(data: bytes, to: str, folder: Path) -> bytes:
    """A document as LibreOffice writes it in another format."""
    (folder / "a.docx").write_bytes(data)
    command = [str(PROGRAM), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
               "--convert-to", to, "--outdir", str(folder / "out"), str(folder / "a.docx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return next((folder / "out").iterdir()).read_bytes()


def with_words(data: bytes, old: str, new: str) -> bytes:
    """The same file with other words of the same length, in all its encodings."""
    if not data.startswith(b"PK"):
        data = data.replace(old.encode("utf-16-le"), new.encode("utf-16-le"))
        return data.replace(old.encode(), new.encode())
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as was, zipfile.ZipFile(buffer, "w") as archive:
        for name in was.namelist():
            archive.writestr(name, was.read(name).replace(old.encode(), new.encode()))
    return buffer.getvalue()


@needs_libreoffice
@pytest.mark.usefixtures("leftovers")
@pytest.mark.parametrize("to", ["odt", "rtf", "doc:MS Word 97"])
def test_the_same_letter_in_each_format(to: str, tmp_path: Path) -> None:
    # LibreOffice computes the day when it writes the file; a day of long ago is put in its place.
    today, day = date.today().isoformat(), "2011-11-11"
    _, expected = extract_bytes(letter(day), "a.docx")
    data = with_words(converted(letter(day), to, tmp_path), today, day)
    _, found = extract_bytes(data, f"a.{to[:3]}")
    assert (found.text, found.regions) == (expected.text, expected.regions)
    assert day in found.text and expected.places and not found.places


@pytest.mark.parametrize(
    ("data", "frozen"),
    [
        (rb"{\field{\*\fldinst DATE}{\fldrslt 1 May}}", rb"{\field{\*\fldsaved DATE}{\fldrslt 1 May}}"),
        (rb"{\field{\fldinst{\b  PAGEREF x}}{\fldrslt 3}}", rb"{\field{\*\fldsaved{\b  PAGEREF x}}{\fldrslt 3}}"),
        (rb"{\field{\*\fldinst{\b FORMCHECKBOX}}}", rb"{\field{\*\fldinst{\b FORMCHECKBOX}}}"),
        (rb"{\field{\*\fldinst{HYPERLINK x}}} {\*\fldinst TIME}", rb"{\field{\*\fldinst{HYPERLINK x}}} {\*\fldsaved TIME}"),
    ],
)  # fmt: skip
def test_fields_of_rich_text_stay_as_saved(data: bytes, frozen: bytes) -> None:
    assert freeze_fields(data, "rtf") == frozen


def test_a_broken_doc_is_left_to_the_program() -> None:
    for data in (compound_file(0), compound_file(0)[:700], b"\xd0\xcf", bytes(2000)):
        assert freeze_fields(data, "doc") == data


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """An address on this machine, and the paths that were asked for there."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def handle_one_request(self) -> None:
            asked.append(self.rfile.readline().decode())
            self.close_connection = True

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


@needs_libreoffice
def test_nothing_is_fetched(
    listener: tuple[str, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, asked = listener
    monkeypatch.setenv("NO_PROXY", "*")
    secret = tmp_path / "secret.txt"
    secret.write_text("of another file")
    data = open_document(
        '<text:p>Dear Ms A<draw:frame svg:width="5cm" svg:height="5cm" text:anchor-type="as-char">'
        f'<draw:image xlink:href="{address}/picture.png" xlink:type="simple"/></draw:frame></text:p>'
        f'<text:section text:name="a"><text:section-source xlink:href="{secret.as_uri()}"/>'
        "<text:p>kept</text:p></text:section>"
    )
    _, extract = extract_bytes(data, "a.odt")
    assert asked == []
    assert extract.text == "Dear Ms A\n\nkept"


@needs_libreoffice
def test_an_object_within_rich_text_is_named() -> None:
    name = b"Package\0"
    embedded = b"\x01\x05\0\0\x02\0\0\0" + len(name).to_bytes(4, "little") + name
    embedded += bytes(8) + (4).to_bytes(4, "little") + b"data"
    data = (
        rb"{\rtf1\ansi Dear Ms A\par {\object\objemb\objw900\objh900{\*\objclass Package}"
        rb"{\*\objdata " + embedded.hex().encode() + rb"}{\result {\pict\pngblip "
        + PICTURE.hex().encode() + rb"}}}\par}"
    )  # fmt: skip
    _, extract = extract_bytes(data, "a.rtf")
    assert extract.text == "Dear Ms A"
    assert any("object" in warning for warning in extract.warnings)
