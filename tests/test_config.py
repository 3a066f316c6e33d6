"""Configuration: where it is found, what it says, what is wrong with it, and where values are from."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from noticecheck import cli
from noticecheck.config.find import find_config
from noticecheck.config.paths import is_under
from noticecheck.config.places import places_of
from test_corrections import LETTER

ROOT = Path(__file__).resolve().parent.parent
Done = tuple[int, str, str]
Run = Callable[..., Done]


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two letters, in which the commands run."""
    (tmp_path / ".git").mkdir()
    for name in ("letter.txt", "schools/trip.txt"):
        path = tmp_path / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(LETTER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(house: Path, rules_loaded_once: None, capsys: pytest.CaptureFixture[str]) -> Run:
    def go(*arguments: str) -> Done:
        code = cli.run(arguments)
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return code, printed.out, printed.err

    return go


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")


def report(run: Run, *arguments: str) -> dict[str, object]:
    _, out, err = run("check", "--format", "json", *arguments)
    assert out, err
    found: dict[str, object] = json.loads(out)
    return found


# --- where it is found ------------------------------------------------------------------------


def test_it_is_found_upward_and_the_nearest_counts(house: Path) -> None:
    write("noticecheck.toml", "")
    write("templates/schools/pyproject.toml", "[tool.noticecheck]\n")
    write("templates/pyproject.toml", "[tool.other]\nname = 'noticecheck'\n")
    assert find_config(str(house / "templates"), {}) == str(house / "noticecheck.toml")
    nearest = str(house / "templates/schools/pyproject.toml")
    assert find_config(str(house / "templates/schools"), {}) == nearest
    write("templates/schools/noticecheck.toml", "")
    assert find_config(str(house / "templates/schools"), {}) == nearest.replace("pyproject", "noticecheck")  # fmt: skip


def test_the_search_ends_at_the_repository_and_at_home(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("noticecheck.toml", "")
    (house / "templates/.git").write_text("gitdir: elsewhere")
    assert find_config(str(house / "templates/schools"), {}) is None
    (house / "templates/.git").unlink()
    monkeypatch.setenv("HOME", str(house / "templates"))
    assert find_config(str(house / "templates/schools"), {}) is None


def test_stdin_has_the_configuration_of_the_working_folder(run: Run) -> None:
    write("noticecheck.toml", '[authority]\nname = "Harbour Office"\n')
    assert "Harbour Office" in run("config", "show", "-")[1]


def test_without_one_nothing_of_it_is_loaded(house: Path) -> None:
    program = (
        "import sys; from noticecheck.commands.settings import Given, plan;"
        "plan(Given(), ['templates/letter.txt']);"
        "print([m for m in sys.modules if m.startswith(('pydantic', 'noticecheck.config.'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True,
        env={"PYTHONPATH": str(ROOT / "src"), "HOME": str(house)},
    )  # fmt: skip
    assert done.stdout.strip() == "['noticecheck.config.find']"


# --- what it says -----------------------------------------------------------------------------


def test_all_of_it_at_once(run: Run) -> None:
    write(
        "noticecheck.toml",
        """
        fail-on = "should"
        [authority]
        name = "Harbour Office"
        type = "local"
        [levels]
        "s17-7-*" = "info"
        [[overrides]]
        paths = ["templates/schools/**"]
        fail-on = "never"
        authority = { type = "school" }
        levels = { "foia2000/s17-3-b" = "off" }
        [[suppress]]
        rule = "s17-3-b"
        paths = ["templates/letter.txt"]
        reason = "being rewritten"
        """,
    )
    letter = report(run, "templates/letter.txt")
    assert letter["notice"]["authority"] == "Harbour Office"  # type: ignore[index]
    assert [a["set_aside"]["source"] for a in letter["assessments"] if "set_aside" in a] == [  # type: ignore[attr-defined]
        "noticecheck.toml:12"
    ]
    schema = json.loads((ROOT / "docs/report.schema.json").read_text(encoding="utf-8"))
    school = report(run, "templates/schools/trip.txt")
    assert {"rule": "foia2000/s17-3-b", "own": "must", "level": "off", "source": "noticecheck.toml:11"} in school["levels"]  # type: ignore[operator]  # fmt: skip
    for one in (letter, school):
        jsonschema.validate(one, schema)
    assert run("check", "templates/schools/trip.txt")[0] == 0


def test_the_command_line_wins_and_isolated_heeds_nothing(run: Run) -> None:
    write("noticecheck.toml", 'format = "jsonl"\nfail-on = "never"\n')
    write("templates/letter.noticecheck.toml", "nonsense")
    assert run("check", "--isolated", "templates/letter.txt")[0] == 1
    Path("templates/letter.noticecheck.toml").unlink()
    code, out, _ = run("check", "templates/letter.txt")
    assert code == 0 and out.startswith('{"schema"')
    code, out, _ = run("check", "--fail-on", "must", "--format", "terminal", "templates/letter.txt")
    assert code == 1 and out.startswith("templates/letter.txt\n")
    code, _, err = run(
        "check", "--isolated", "--config", "noticecheck.toml", "templates/letter.txt"
    )
    assert code == 2 and "cannot go together" in err


def test_a_configuration_can_be_given(run: Run) -> None:
    write("else/where.toml", 'fail-on = "never"\n')
    write("noticecheck.toml", "broken")
    assert run("check", "--config", "else/where.toml", "templates/letter.txt")[0] == 0


def test_phrases_and_rules_of_the_house(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the loader of its own: these are other rules."""
    write("noticecheck.toml", 'rules = ["our"]\n[phrases]\nregulator = ["the harbour [\\"watch\\"] master"]\n')  # fmt: skip
    write("our/more.rule", 'extend phrase public-interest\n    "if we got it wrong"\n')
    cli.run(["check", "--format", "json", "templates/letter.txt"])
    with_phrases = json.loads(capsys.readouterr().out)["rules"]["hash"]
    cli.run(["check", "--isolated", "--format", "json", "templates/letter.txt"])
    assert json.loads(capsys.readouterr().out)["rules"]["hash"] != with_phrases
    write("noticecheck.toml", '[phrases]\nregulator = [\n  "the (harbour",\n]\nregulatr = ["x"]\n')
    assert cli.run(["check", "templates/letter.txt"]) == 2
    err = capsys.readouterr().err
    assert "noticecheck.toml:3:1: C006 `(` is not closed" in err
    assert "noticecheck.toml:5:1: C006 there is no phrase `regulatr` to extend - did you mean `regulator`?" in err  # fmt: skip


def test_show_says_where_every_value_comes_from(run: Run) -> None:
    write("noticecheck.toml", 'fail-on = "never"\n[authority]\ntype = "nhs"\n')
    write(
        "templates/letter.noticecheck.toml",
        '[[suppress]]\nrule = "s17-3-b"\nreason = "known"\n',
    )
    code, out, _ = run("config", "show", "templates/letter.txt", "--pack", "foia2000")
    rows = {re.split(r"\s{2,}", line)[0]: re.split(r"\s{2,}", line)[1:] for line in out.split("\n")}
    assert code == 0
    assert rows["fail-on"] == ["never", "noticecheck.toml:1"]
    assert rows["packs"] == ["foia2000", "command line"]
    assert rows["level"] == ["should", "default"]
    assert rows["authority.type"] == ["nhs", "noticecheck.toml:3"]
    assert rows["suppress.s17-3-b"] == ["known", "templates/letter.noticecheck.toml:1"]
    shown = json.loads(run("config", "show", "templates/letter.txt", "--format", "json")[1])
    assert shown["configuration"] == "noticecheck.toml"
    assert {"key": "baseline", "value": None, "source": "default"} in shown["settings"]


# --- what is wrong with it --------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, told",
    [
        ("a = ?", "noticecheck.toml:1:5: C001 not readable as TOML: Invalid value"),
        ('# ours\nfail_on = "must"', "noticecheck.toml:2:1: C002 there is no key `fail_on` here"),
        ('# ours\nfail_on = "must"', "did you mean `fail-on`?"),
        ('[authority]\nnmae = "x"', ":2:1: C002 there is no key `nmae` here (there are: name, type"),
        ('fail-on = "shoud"', ':1:1: C003 `fail-on` must be must, should, unclear or never, not "shoud" - did you mean `should`?'),
        ("packs = 3", ":1:1: C003 `packs` must be a list"),
        ('[levels]\n\n"s17-3-b" = 1', ":3:1: C003 `s17-3-b` must be must, should, info or off"),
        ('[levels]\n"s17-3-q" = "off"', ":2:1: C004 there is no rule `s17-3-q` - did you mean `s17-3-"),
        ('packs = ["foia2001"]', ":1:1: C005 there is no pack foia2001 (there are: "),
        ('[authority]\nlaw = "foisa"', ":2:1: C005 there is no pack foisa"),
        ('rules = [\n  "gone",\n]', ":2:1: C007 there is no folder of rules gone"),
        ('[authority]\ntype = "local"\nschool = true', ":1:1: C003 `authority`: `school` and `type` do not agree"),
        ('[[suppress]]\nrule = "s17-3-b"', ":1:1: C003 `reason` is missing"),
        ('[[suppress]]\nrule = "s17-3-b"\nreason = ""', ":3:1: C003 `reason` must not be empty"),
        ('[[suppress]]\nrule = "s17-3-b"\nreason = "x"\nuntil = "2027"', ":4:1: C003 `until` must be a day"),
        ('[[suppress]]\nrule = "s17-3-b"\nreason = "x"\nletter = "x"', ":4:1: C003 `letter` is for companion files"),
        ('[[claims]]\nclaim = "section 4"\nreason = "x"', ':2:1: C003 `claim`: "section 4" is no provision'),
        ('[[claims]]\nclaim = "s4#deny"\nreason = "x"', ":2:1: C003 `claim`: #deny is no effect"),
        ('[[claims]]\nclaim = "s4"\nreason = "x"', ":1:1: C003 `claims`: say what is so"),
        ('[[claims]]\nclaim = "s4"\nreason = "x"\nrelied-on = true', "needs `words`"),
        ('[[reasons]]\nclaim = "s4"\nreason = "x"\nis = "explanation"\nwords = 3', ":5:1: C003 `words` must be text, or a list of texts"),
        ('[[overrides]]\npaths = []', ":2:1: C003 `paths` must not be empty"),
        ('[phrases]\nregulator = ["two\\nlines"]', ":2:1: C006 a wording stands on one line"),
    ],
)  # fmt: skip
def test_every_fault_has_file_line_and_key(run: Run, text: str, told: str) -> None:
    write("noticecheck.toml", text)
    code, out, err = run("check", "templates/letter.txt")
    assert code == 2 and out == ""
    assert told in err
    assert err.endswith("noticecheck: 1 fault in the configuration\n")
    code, _, checked = run("config", "check", "noticecheck.toml")
    assert (code, checked) == (2, err)


@pytest.mark.parametrize(
    "text, told",
    [
        ('baseline = "gone.json"', "noticecheck.toml:1: `baseline`: "),
        ('# ours\noutput = ["csv:a", "html:a"]', "noticecheck.toml:2: `output`: "),
        ("fail-on = must", "noticecheck.toml:1:11: C001 not readable as TOML: Invalid value; text"),
    ],
)
def test_what_a_run_cannot_use_names_its_line_too(run: Run, text: str, told: str) -> None:
    write("noticecheck.toml", text)
    code, out, err = run("check", "templates/letter.txt")
    assert (code, out) == (2, "") and told in err


def test_faults_in_pyproject_stand_at_their_lines(run: Run) -> None:
    write("pyproject.toml", '[project]\nname = "x"\n\n[tool.noticecheck]\npackz = ["foia2000"]\n')
    code, _, err = run("check", "templates/letter.txt")
    assert code == 2 and err.startswith("pyproject.toml:5:1: C002 there is no key `packz` here")


def test_what_is_not_utf_8_or_cannot_be_read(run: Run) -> None:
    Path("noticecheck.toml").write_bytes(b'x = "\xff"')
    assert "C001 not UTF-8 text" in run("check", "templates/letter.txt")[2]
    Path("noticecheck.toml").unlink()
    Path("noticecheck.toml").mkdir()
    assert "C001 cannot be read (is a directory)" in run("check", "templates/letter.txt")[2]
    code, _, err = run("check", "--config", "gone.toml", "templates/letter.txt")
    assert code == 2 and "gone.toml:1:1: C001 cannot be read (no such file or directory)" in err


def test_all_faults_of_all_files_before_any_letter_is_judged(run: Run) -> None:
    write("noticecheck.toml", "x = 1\ny = 2\n")
    write("templates/schools/trip.noticecheck.toml", "z = 3\n")
    code, out, err = run("check", "templates")
    assert code == 2 and out == "" and err.count(": C002 ") == 3


# --- companions -------------------------------------------------------------------------------


def test_a_companion_is_found_by_either_name_and_not_by_both(run: Run) -> None:
    said = '[[suppress]]\nrule = "s17-3-b"\nreason = "known"\n'
    write("templates/letter.txt.noticecheck.toml", said)
    assert run("check", "templates/letter.txt")[0] == 0
    write("templates/letter.noticecheck.toml", said)
    code, _, err = run("check", "templates/letter.txt")
    assert code == 2 and "are both of letter.txt" in err


def test_a_folder_of_letters_says_nothing_of_its_settings(run: Run) -> None:
    write("templates/noticecheck.toml", "")
    write("templates/letter.noticecheck.toml", "")
    assert run("check", "templates")[2] == ""


def test_check_finds_companions_without_a_letter(run: Run) -> None:
    write("templates/gone.noticecheck.toml", "")
    write("templates/letter.noticecheck.toml", "")
    code, _, err = run("config", "check", "templates")
    assert code == 2 and "templates/gone.noticecheck.toml:1:1: C007 no letter gone" in err
    Path("templates/gone.noticecheck.toml").unlink()
    assert run("config", "check", "templates")[1] == "templates/letter.noticecheck.toml: in order\n"


def test_a_letter_of_an_archive_is_meant_by_its_name(run: Run, house: Path) -> None:
    import zipfile

    with zipfile.ZipFile("case.zip", "w") as archive:
        archive.writestr("one.txt", LETTER)
        archive.writestr("two.txt", LETTER)
    write("case.noticecheck.toml", '[[suppress]]\nrule = "s17-3-b"\nreason = "known"\nletter = "two.txt"\n')  # fmt: skip
    reports = json.loads(run("check", "--format", "json", "case.zip")[1])
    aside = {r["document"]["path"]: any("set_aside" in a for a in r["assessments"]) for r in reports}  # fmt: skip
    assert aside == {"case.zip/one.txt": False, "case.zip/two.txt": True}


# --- places, paths, schemas, documentation ----------------------------------------------------


@pytest.mark.parametrize(
    "pattern, under, not_under",
    [
        ("schools/**", ["schools/a.txt", "schools/b/c.txt"], ["a.txt", "old/schools/a.txt"]),
        ("schools", ["schools/a.txt", "old/schools/a.txt"], ["schools.txt"]),
        ("*.docx", ["a.docx", "x/y/b.docx"], ["a.doc"]),
        ("in/*.txt", ["in/a.txt"], ["in/x/a.txt"]),
        ("**/draft-?.txt", ["draft-1.txt", "x/draft-2.txt"], ["draft-10.txt"]),
        ("./a/b.txt", ["a/b.txt"], ["x/a/b.txt"]),
        ("a [1].txt", ["a [1].txt"], ["a 1.txt"]),
    ],
)
def test_patterns_of_paths(pattern: str, under: list[str], not_under: list[str]) -> None:
    assert all(is_under(pattern, path) for path in under)
    assert not any(is_under(pattern, path) for path in not_under)


@given(st.lists(st.sampled_from(["a", "b", "[", "]", '"', "'", "#", "=", "\\", "{", "é"]), max_size=8))  # fmt: skip
def test_the_line_of_a_key_whatever_stands_in_the_value_before(value: list[str]) -> None:
    quoted = json.dumps("".join(value), ensure_ascii=False)
    places = places_of(f"first = {quoted}\n[t]\nlist = [\n{quoted},\n]\n[[u]]\nlast = 1\n")
    assert [places.line(key) for key in (("first",), ("t", "list", 0), ("u", 0, "last"))] == [
        1,
        4,
        7,
    ]


@pytest.mark.parametrize("page", ["configuration", "corrections"])
def test_the_examples_of_the_documentation(run: Run, page: str) -> None:
    text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```toml\n# (\S+)\n(.*?)```", text, re.DOTALL)
    assert blocks
    for name, block in blocks:
        kind = "corrections" if name.endswith(".noticecheck.toml") else "noticecheck"
        write(f"templates/{name}", block)
        write("templates/our-rules/more.rule", 'extend phrase place\n    "at the harbour office"\n')
        code, _, err = run("config", "check", "templates" if kind == "corrections" else f"templates/{name}")  # fmt: skip
        assert code == 0, f"{block}\n{err}"
        if name != "pyproject.toml":
            import tomllib

            schema = json.loads((ROOT / f"docs/{kind}.schema.json").read_text(encoding="utf-8"))
            table = json.loads(json.dumps(tomllib.loads(block), default=str))
            jsonschema.validate(table, schema)
        Path(f"templates/{name}").unlink()


@pytest.mark.usefixtures("rules_loaded_once")
def test_the_schemas_are_those_of_the_program() -> None:
    from test_readme import the_generator

    assert the_generator().write_whole_files(write=False) is False, "run: python tools/generate.py"
