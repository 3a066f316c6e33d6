"""Whether every Python that is here makes the same reports, under whatever it has to work.

    python tools/compat.py            what CI runs: letters of every format
    python tools/compat.py --tests    all letters, and the core of the tests, under each

Each Python from 3.11 on that is found (this one, those of pyenv, python3.11 and so on) gets an
environment with noticecheck in it, and checks letters of corpus/: as it is, without a network, in
the C locale, and where nothing can be written, with no home and no cache. Every report has to be
the same as the first. What cannot be tried here is named. Exits with 1 where a report differs, or a
test fails.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LETTERS = ROOT / "corpus" / "letters"
VERSIONS = ("3.11", "3.12", "3.13", "3.14")
FORMATS = (".txt", ".md", ".html", ".eml", ".docx", ".pdf")
CORE = (
    "tests/test_acts.py", "tests/test_cache.py", "tests/test_check.py", "tests/test_citations.py",
    "tests/test_claims.py", "tests/test_cli_streams.py", "tests/test_evaluate.py",
    "tests/test_facts.py", "tests/test_installed.py", "tests/test_late.py",
    "tests/test_language_errors.py",
    "tests/test_language_load.py", "tests/test_law_catalogue.py", "tests/test_match.py",
    "tests/test_read_docx.py", "tests/test_read_email.py", "tests/test_read_html.py",
    "tests/test_read_pdf.py", "tests/test_report_terminal.py",
)  # fmt: skip
"""Every stage, and what is nearest to Python: classes and expressions built late, the cache."""


@dataclass(frozen=True)
class Setting:
    """What a check has to do with: words before its command, and its environment."""

    name: str
    before: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)

    def works(self) -> bool:
        """Whether such a setting can be made here."""
        return not self.before or run((*self.before, "true")).returncode == 0


SETTINGS = (
    Setting("as it is"),
    Setting("without a network", ("unshare", "-r", "-n")),
    Setting(
        "LANG=C",
        environment={"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ),
    Setting(
        "a file system that is read-only",
        ("unshare", "-r", "-m", "sh", "-c", 'mount -o remount,bind,ro / && exec "$@"', "sh"),
        {"HOME": "/nonexistent"},
    ),
)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--tests", action="store_true", help="all letters, and the core tests")
    whole: bool = options.parse_args().tests
    found = interpreters()
    for version in VERSIONS:
        if version not in found:
            print(f"Python {version}: not tried, it is not on this machine")
    settings = [setting for setting in SETTINGS if setting.works()]
    for setting in SETTINGS:
        if setting not in settings:
            print(f"{setting.name}: not tried, {setting.before[0]} may not do it here")
    chosen = letters(whole)
    with (
        tempfile.TemporaryDirectory() as folder,
        ThreadPoolExecutor(1 if whole else os.cpu_count()) as side_by_side,
    ):
        tries = [
            side_by_side.submit(try_one, version, python, Path(folder), settings, chosen, whole)
            for version, python in found.items()
        ]
        faults = sum(each.result() for each in tries)
    print(f"{len(found)} Pythons, {len(chosen)} letters, {faults or 'no'} faults")
    return 1 if faults else 0


def interpreters() -> dict[str, Path]:
    """One Python of each version, by its version; this one before all others."""
    places = [Path(sys.executable)]
    pyenv = Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser()
    places += sorted(pyenv.glob("versions/3.*/bin/python"), reverse=True)
    places += [Path(path) for v in VERSIONS if (path := shutil.which(f"python{v}"))]
    found: dict[str, Path] = {}
    for place in places:
        asked = run((str(place), "-c", "import sys; print('%d.%d' % sys.version_info[:2])"))
        if asked.returncode == 0 and (version := asked.stdout.strip()) in VERSIONS:
            found.setdefault(version, place)
    return dict(sorted(found.items()))


def letters(whole: bool) -> list[str]:
    """The letters of the corpus, or a few of each format."""
    by_format = {
        suffix: sorted(str(path.relative_to(ROOT)) for path in LETTERS.glob(f"*{suffix}"))
        for suffix in FORMATS
    }
    return [name for names in by_format.values() for name in (names if whole else names[:4])]


FIRST: dict[str, str] = {}
"""The reports that all others are held against."""


def try_one(
    version: str,
    python: Path,
    work: Path,
    settings: Sequence[Setting],
    chosen: Sequence[str],
    whole: bool,
) -> int:
    """Try one Python in every setting; returns how many faults there are."""
    own = install(python, work / version, "dev" if whole else "")
    faults = 0
    for setting in settings:
        began = time.monotonic()
        done = check(own, setting, chosen, work)
        same = done.stdout == FIRST.setdefault("reports", done.stdout) and done.returncode == 1
        faults += not same
        said = "the same reports" if same else f"NOT THE SAME: {complaint(done)}"
        tell(f"Python {version}, {setting.name}: {said}", began)
    if whole:
        began = time.monotonic()
        done = run((str(own), "-m", "pytest", "-n", "2", "-q", "-p", "no:cacheprovider", *CORE))
        faults += done.returncode != 0
        failed = re.findall(r"^(?:FAILED|ERROR) .*", done.stdout, re.MULTILINE)
        said = "; ".join(failed) or ("all passed" if not done.returncode else complaint(done))
        tell(f"Python {version}, core of the tests: {said}", began)
    return faults


def tell(line: str, began: float) -> None:
    print(f"{line} ({time.monotonic() - began:.1f} s)", flush=True)


def install(python: Path, folder: Path, extra: str) -> Path:
    """An environment with noticecheck; returns its Python."""
    need(run((str(python), "-m", "venv", str(folder))))
    own = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    what = f"{ROOT}[{extra}]" if extra else str(ROOT)
    need(run((str(own), "-m", "pip", "install", "-q", "--disable-pip-version-check", what)))
    return own


def check(
    python: Path, setting: Setting, chosen: Sequence[str], home: Path
) -> subprocess.CompletedProcess[str]:
    """Reports on the letters, as lines of JSON; behind them, how many lines a person is shown."""
    command = (*setting.before, str(python), "-m", "noticecheck", "check", "--isolated")
    environment = {"HOME": str(home), **setting.environment}
    done = run((*command, "--format", "jsonl", *chosen), environment)
    shown = run((*command, *chosen), environment)
    done.stdout += f"{shown.returncode} {len(shown.stdout.splitlines())}\n"
    done.stderr += shown.stderr
    return done


def complaint(done: subprocess.CompletedProcess[str]) -> str:
    return f"exit {done.returncode} {done.stderr.strip()[-300:]}"


def need(done: subprocess.CompletedProcess[str]) -> None:
    if done.returncode:
        sys.exit(f"{' '.join(done.args)}: {complaint(done)}")


def run(
    command: Sequence[str], more: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "NOTICECHECK_"))}
    try:
        return subprocess.run(
            command, cwd=ROOT, env={**kept, **(more or {})}, capture_output=True, check=False,
            encoding="utf-8", errors="surrogateescape",
        )  # fmt: skip
    except OSError as error:
        return subprocess.CompletedProcess(command, 127, "", str(error))


if __name__ == "__main__":
    sys.exit(main())
