"""Real files out of public packages are read as a person reads them: `samples.toml` says what must
be true of each. They are not kept here: `samples.py` fetches them."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import tarfile
from collections.abc import Iterable
from dataclasses import replace
from email.message import EmailMessage
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from noticecheck.errors import ReadError
from noticecheck.model import Document
from noticecheck.read import read_bytes
from samples import Missing, Package, Sample, from_pypi, load, unpack

FOLDER = os.environ.get("NOTICECHECK_SAMPLES", "")
SAMPLES = [sample for package in load() for sample in package.samples]
KEYS = (
    "path name within wrong words never lines pages warnings refused needs schema "
    "plain furniture thread footnote attachment"
)


def marked(sample: Sample) -> Any:
    wrong = sample.expected.get("wrong")
    marks = [pytest.mark.xfail(reason=str(wrong), strict=True)] if wrong else []
    return pytest.param(sample, id=str(sample.place), marks=marks)


def read_sample(sample: Sample) -> Document:
    data = Path(FOLDER, sample.place).read_bytes()
    name = str(sample.expected.get("name", PurePosixPath(sample.path).name))
    if attached := sample.expected.get("within"):
        mail = EmailMessage()
        mail["From"] = "officer@council.example"
        mail["To"] = "asker@home.example"
        mail["Subject"] = "Your request"
        mail.add_attachment(data, "application", "ms-tnef", filename=str(attached))
        data, name = mail.as_bytes(), "mail.eml"
    return read_bytes(data, name)


def in_order(text: str, wanted: Iterable[str]) -> list[str]:
    """Those of the wanted words that do not follow the ones before them."""
    position, missing = 0, []
    for words in wanted:
        found = text.find(words, position)
        if found == -1:
            missing.append(words)
        else:
            position = found + len(words)
    return missing


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.skipif(not FOLDER, reason="NOTICECHECK_SAMPLES names no folder: see tests/samples.py")
@pytest.mark.parametrize("sample", [marked(s) for s in SAMPLES if "schema" not in s.expected])
def test_a_sample_is_read_as_it_looks(sample: Sample) -> None:
    expected: dict[str, Any] = dict(sample.expected)
    program = expected.get("needs")
    if program and not shutil.which(program):
        pytest.skip(f"{program} is not installed")
    if "refused" in expected:
        with pytest.raises(ReadError) as refusal:
            read_sample(sample)
        assert str(refusal.value).endswith(f": {expected['refused']}")
        return

    document = read_sample(sample)

    text = one_line(document.text)
    assert not in_order(text, expected.get("words", ()))
    assert not [words for words in expected.get("never", ()) if words in text]
    lines = [one_line(line) for line in document.text.split("\n")]
    for line in expected.get("lines", ()):
        assert line in lines, f"no line {line!r} after the ones before it in {lines}"
        del lines[: lines.index(line) + 1]
    if "pages" in expected:
        assert document.pages is not None
        assert len(document.pages) == expected["pages"]
    beginnings = expected.get("warnings", ())
    assert len(document.warnings) == len(beginnings), document.warnings
    for warning, beginning in zip(document.warnings, beginnings, strict=True):
        assert warning.startswith(beginning)
    check_regions(document, expected)
    check_invariants(document)


def check_regions(document: Document, expected: dict[str, Any]) -> None:
    """The words stand where they must, inside or outside the regions of the document."""
    for kind in ("furniture", "thread", "footnote", "attachment"):
        inside = " ".join(
            document.text[r.span.start : r.span.end] for r in document.regions if r.kind == kind
        )
        assert not [w for w in expected.get(kind, ()) if w not in one_line(inside)], kind
    plain = list(document.text)
    for region in document.regions:
        if region.kind != "header":
            plain[region.span.start : region.span.end] = " " * (region.span.end - region.span.start)
    outside = one_line("".join(plain))
    assert not [w for w in expected.get("plain", ()) if w not in outside]


def check_invariants(document: Document) -> None:
    """What holds of every document, whatever it is."""
    end = 0
    for place in document.places:
        assert end <= place.span.start < place.span.end <= len(document.text)
        assert 0 <= place.confidence <= 1
        end = place.span.end
    for region in document.regions:
        assert 0 <= region.span.start < region.span.end <= len(document.text)
    pages = list(document.pages or ())
    assert pages == sorted(pages)
    assert all(0 <= start <= len(document.text) for start in pages)
    document.text.encode("utf-8")
    assert not [c for c in document.text if not c.isprintable() and c < " " and c not in "\n\t"]


def test_the_catalogue_says_something_of_each_sample() -> None:
    known = set(KEYS.split())
    for sample in SAMPLES:
        assert set(sample.expected) <= known, sample.place
        told = set(sample.expected) - {"path", "name", "within", "wrong", "needs"}
        assert told, f"nothing must be true of {sample.place}"
        assert ".." not in sample.place.parts
        assert not sample.place.is_absolute()
    assert len({sample.place for sample in SAMPLES}) == len(SAMPLES)


def archive_of(folder: Path, files: dict[str, str], link: str = "") -> Package:
    """A source archive thing-1.tar.gz of these files, with no samples named in it."""
    path = folder / "thing-1.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        for name, text in files.items():
            member = tarfile.TarInfo(f"thing-1/{name}")
            member.size = len(text)
            tar.addfile(member, io.BytesIO(text.encode()))
        if link:
            member = tarfile.TarInfo(f"thing-1/{link}")
            member.type, member.linkname = tarfile.SYMTYPE, "/etc/hostname"
            tar.addfile(member)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Package("pypi", "thing", "1", path.name, digest, ())


def test_only_the_named_files_leave_an_archive(tmp_path: Path) -> None:
    files = {"kept.txt": "ok", "left.txt": "ok", "../../escaped.txt": "ok"}
    package = archive_of(tmp_path, files, link="link.txt")
    kept, link = (
        replace(package, samples=(Sample("thing", path, {}),)) for path in ("kept.txt", "link.txt")
    )
    archive, out = tmp_path / package.archive, tmp_path / "out"

    unpack(kept, archive, out)

    assert [path.name for path in out.rglob("*") if path.is_file()] == ["kept.txt"]
    assert not (tmp_path / "escaped.txt").exists()
    with pytest.raises(Missing, match="holds no link"):
        unpack(link, archive, out)
    with pytest.raises(Missing, match="sha256 differs"):
        unpack(replace(kept, sha256="0" * 64), archive, out)


@pytest.mark.skipif(find_spec("pip") is None, reason="pip is not installed")
def test_no_code_of_a_package_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trace = tmp_path / "it ran"
    code = f"open({str(trace)!r}, 'w')\nfrom setuptools import setup\nsetup(name='thing')\n"
    package = archive_of(tmp_path, {"PKG-INFO": "Name: thing\nVersion: 1\n", "setup.py": code})
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    archives = tmp_path / "archives"

    from_pypi([package], archives)

    assert [path.name for path in archives.iterdir()] == [package.archive]
    assert not trace.exists()


def test_a_registry_without_the_package_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    with pytest.raises(Missing, match=r"^pip: .*thing==1[^\n]*$"):
        from_pypi([Package("pypi", "thing", "1", "thing-1.tar.gz", "0" * 64, ())], tmp_path)
