"""Packs of other distributions: found by their entry point, never run, and never in place of ours."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from noticecheck.builtin import default_root
from noticecheck.errors import UsageError
from noticecheck.installed import all_roots, installed_roots
from noticecheck.language.load import load_packs

PACK = """
name = "{name}"
version = "1.0"
statute = "Byelaws Act 1999"
short_name = "BA"
regulator = "Reeve"
jurisdiction = "Hale"
elements = ["quality"]
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the path where distributions are installed."""
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    return tmp_path


def install(site: Path, name: str = "byelaws", *, value: str | None = None) -> Path:
    """A distribution with a pack of this name; returns its package."""
    package = site / f"pack_{name}"
    (package / name).mkdir(parents=True)
    (package / name / "pack.toml").write_text(PACK.format(name=name), encoding="utf-8")
    about = site / f"pack_{name}-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Name: pack-{name}\nVersion: 1.0\n", encoding="utf-8")
    entry = f"[noticecheck.packs]\n{name} = {value or f'pack_{name}'}\n"
    (about / "entry_points.txt").write_text(entry, encoding="utf-8")
    return package


def test_what_has_no_entry_point_is_not_looked_at(site: Path) -> None:
    install(site)
    (site / "pack_byelaws-1.0.dist-info" / "entry_points.txt").write_text("[console_scripts]\n")
    assert all_roots() == (default_root(),)


def test_an_installed_pack_stands_between_ours_and_those_asked_for(
    site: Path, tmp_path: Path
) -> None:
    package = install(site)
    assert installed_roots() == (package,)
    assert all_roots([tmp_path]) == (default_root(), package, tmp_path)
    assert all_roots(root=tmp_path) == (tmp_path, package)
    assert "byelaws" in [pack.name for pack in load_packs(all_roots())]


def test_nothing_of_it_is_run(site: Path) -> None:
    package = install(site)
    (package / "__init__.py").write_text("raise SystemExit('run')\n", encoding="utf-8")
    assert installed_roots() == (package,)
    assert package.name not in sys.modules


def test_the_same_package_named_twice_is_one(site: Path) -> None:
    package = install(site)
    entry = "[noticecheck.packs]\none = pack_byelaws\ntwo = pack_byelaws\n"
    (site / "pack_byelaws-1.0.dist-info" / "entry_points.txt").write_text(entry)
    assert installed_roots() == (package,)


@pytest.mark.parametrize("value", ["no_such_package", "json.decoder", "json:loads", "json.", "sys"])
def test_an_entry_point_names_a_package_at_the_top(site: Path, value: str) -> None:
    install(site, value=value)
    with pytest.raises(UsageError, match=r"entry point byelaws of pack-byelaws .* no package"):
        installed_roots()


def test_a_pack_of_ours_is_not_replaced_by_installing_another(site: Path) -> None:
    install(site, "foia2000")
    with pytest.raises(UsageError, match="its pack foia2000 is there already, from noticecheck"):
        installed_roots()


def test_two_distributions_cannot_bring_the_same_pack(site: Path) -> None:
    install(site)
    other = site / "other" / "byelaws"
    other.mkdir(parents=True)
    (other / "pack.toml").write_text(PACK.format(name="byelaws"), encoding="utf-8")
    entry = "[noticecheck.packs]\nbyelaws = pack_byelaws\nmore = other\n"
    (site / "pack_byelaws-1.0.dist-info" / "entry_points.txt").write_text(entry)
    with pytest.raises(
        UsageError, match=r"more .* its pack byelaws is there already, from the entry"
    ):
        installed_roots()


def test_a_folder_of_the_path_that_is_not_there_is_no_fault(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = install(site)
    monkeypatch.setattr(sys, "path", [*sys.path, "", str(site / "none"), str(package / "x.zip")])
    assert installed_roots() == (package,)
