"""What is shipped: the wheel has the rules, an editable install finds them, the lock is public."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from loaded import the_rules
from noticecheck.version import VERSION

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SHOW = """
import noticecheck
from noticecheck.language.roots import default_root
print(noticecheck.__file__)
print(default_root())
print(sum(1 for path in default_root().rglob("*") if path.suffix in (".rule", ".toml")))
"""


def run(*arguments: str, path: Path | None = None) -> str:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    if path:
        environment["PYTHONPATH"] = str(path)
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run("-m", "hatchling", "build", "-t", "wheel", "-d", str(folder))
    (built,) = folder.glob("*.whl")
    return built


def files_of_rules() -> set[str]:
    rules = ROOT / "rules"
    return {p.relative_to(rules).as_posix() for p in rules.rglob("*") if p.is_file()}


def test_the_wheel_has_every_file_of_rules(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    prefix = "noticecheck/rules/"
    assert {n.removeprefix(prefix) for n in names if n.startswith(prefix)} == files_of_rules()
    assert "noticecheck/py.typed" in names
    assert not [name for name in names if name.startswith(("tests", "corpus", "tools"))]
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_an_installed_wheel_finds_its_own_rules(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    run("-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", str(site), str(wheel))
    package, rules, number = run("-c", SHOW, path=site).split("\n")[:3]
    assert Path(package) == site / "noticecheck" / "__init__.py"
    assert Path(rules) == site / "noticecheck" / "rules"
    expected = [name for name in files_of_rules() if name.endswith((".rule", ".toml"))]
    assert int(number) == len(expected) > 0
    listed = json.loads(run("-m", "noticecheck", "rules", "list", "--format", "json", path=site))
    assert {each["rule"] for each in listed["rules"]} == {
        rule.full_id for rule in the_rules().rules
    }
    assert run("-m", "noticecheck", "--version", path=site) == f"noticecheck {VERSION}\n"


def test_a_source_tree_finds_the_rules_beside_src() -> None:
    _, rules, _ = run("-c", SHOW, path=ROOT / "src").split("\n")[:3]
    assert Path(rules) == ROOT / "rules"


def test_the_version_is_the_same_everywhere() -> None:
    assert PROJECT["project"]["version"] == VERSION
    assert f"## {VERSION} " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_lock_has_hashes_and_names_public_hosts_only() -> None:
    text = (ROOT / "uv.lock").read_text(encoding="utf-8")
    assert set(re.findall(r"https?://([^/\"]+)", text)) == {"pypi.org", "files.pythonhosted.org"}
    for package in tomllib.loads(text)["package"]:
        if "registry" not in package["source"]:
            continue
        files = [*package.get("wheels", []), *([package["sdist"]] if "sdist" in package else [])]
        assert files and all(file["hash"].startswith("sha256:") for file in files), package["name"]


def test_the_lock_covers_the_dependencies() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    locked = {package["name"] for package in lock["package"]}
    extras = PROJECT["project"]["optional-dependencies"].values()
    wanted = [*PROJECT["project"]["dependencies"], *(one for extra in extras for one in extra)]
    names = {re.split(r"[^A-Za-z0-9._-]", text)[0].lower() for text in wanted}
    assert names <= locked


def test_the_lock_is_of_these_requirements() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    (own,) = [
        package for package in lock["package"] if package["name"] == PROJECT["project"]["name"]
    ]
    wanted = {
        re.split(r"[<>=!~; \[]", requirement)[0]
        for group in (
            PROJECT["project"]["dependencies"],
            *PROJECT["project"]["optional-dependencies"].values(),
        )
        for requirement in group
    }
    assert {each["name"] for each in own["metadata"]["requires-dist"]} == wanted
