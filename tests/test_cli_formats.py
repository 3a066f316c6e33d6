"""`noticecheck check` on files that hold several letters, and reports that are to be shared."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from noticecheck import cli

Run = Callable[..., tuple[int, str, str]]
"""Arguments to exit code, stdout and stderr."""
LETTERS = Path(__file__).resolve().parent.parent / "corpus" / "letters"
GAPS = LETTERS / "nat_20_escorts.txt"


@pytest.fixture
def run(rules_loaded_once: None, capsys: pytest.CaptureFixture[str]) -> Run:
    def go(*arguments: object) -> tuple[int, str, str]:
        code = cli.run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return go


def case(path: Path, *files: tuple[str, bytes]) -> Path:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files:
            archive.writestr(name, content)
    path.write_bytes(buffer.getvalue())
    return path


def test_an_archive_of_several_letters_gives_a_list(run: Run, tmp_path: Path) -> None:
    path = case(
        tmp_path / "case.zip",
        ("1.txt", GAPS.read_bytes()),
        ("2.txt", (LETTERS / "everything_met.txt").read_bytes()),
        ("3.pdf", b"broken"),
        ("data.csv", b"a,b"),
    )
    code, out, err = run("check", path, "--format", "json")
    reports = json.loads(out)
    assert [r["document"]["path"] for r in reports] == [
        f"{path}/{n}" for n in ("1.txt", "2.txt", "3.pdf")
    ]
    assert [r["verdict"] for r in reports] == ["gaps", "no_gap_found", "not_assessed"]
    assert code == 3 and err.count("\n") == 1 and f"{path}/3.pdf: not a PDF" in err
    assert "data.csv" in reports[0]["document"]["warnings"][0]


def test_an_archive_of_one_letter_gives_one_report(run: Run, tmp_path: Path) -> None:
    path = case(tmp_path / "case.zip", ("letter.txt", GAPS.read_bytes()))
    assert json.loads(run("check", path, "--format", "json")[1])["verdict"] == "gaps"
    assert "leaves out 2 things" in run("check", path)[1]


def test_a_shared_report_names_nobody(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "C Oyelaran refusal 106224.txt"
    text = GAPS.read_text(encoding="utf-8").replace("people lying", "Mr Adeyemi Oyelaran lying")
    path.write_text(text.replace("from the 2015", "from 07700 900123"), encoding="utf-8")
    for form in ("terminal", "json", "jsonl"):
        plain = run("check", path, "--format", form)[1]
        shared = run("check", path, "--format", form, "--redact")[1]
        assert "106224/N" in plain and "Oyelaran" in plain
        for secret in ("106224", "Oyelaran", "Hebblethwaite", str(tmp_path), "07700"):
            assert secret not in shared
        assert "S38(1)(a)" in shared and "HM Prison Directorate" in shared
    report = json.loads(run("check", path, "--format", "json", "--redact")[1])
    whole = json.loads(run("check", path, "--format", "json")[1])
    assert report["verdict"] == whole["verdict"]
    assert report["decided_by"] == whole["decided_by"]
    assert [len(e["text"]) for a in report["assessments"] for e in a["evidence"]] == [
        len(e["text"]) for a in whole["assessments"] for e in a["evidence"]
    ]
    assert any("blanked" in warning for warning in report["document"]["warnings"])


def test_what_could_not_be_read_is_shared_without_its_folders(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"broken")
    report = json.loads(run("check", path, "--format", "json", "--redact")[1])
    assert report["document"]["path"] == "a.pdf" and report["verdict"] == "not_assessed"


def test_a_fault_of_a_reader_can_be_seen(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(b"Subject: x\n\nWe refuse.\n")

    def fail(*_: object) -> None:
        raise ZeroDivisionError("ours")

    monkeypatch.setattr("noticecheck.read.mail.email.read_email", fail)
    with pytest.raises(Exception) as caught:
        run("check", path, "--debug")
    assert isinstance(caught.value.__cause__, ZeroDivisionError)


def test_pictures_in_a_folder_are_counted(run: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_bytes(GAPS.read_bytes())
    for name in ("a.jpg", "b.png", "c.tif"):
        (tmp_path / name).write_bytes(b"x")
    code, out, err = run("check", tmp_path, "--format", "json")
    assert code == 1 and "assessments" in out
    line = "noticecheck: 3 pictures in {} were not read: name those that are letters\n"
    assert err == line.format(tmp_path)
    assert run("check", tmp_path, "--redact")[2] == line.format("a folder")
