"""What is released: a wheel that is the same whoever builds it, tried in an empty environment, and
the list of all that it brings along.

    python tools/release.py [--out dist]

Builds the wheel and the source twice, in two folders, at two times, and compares them byte by byte.
Installs the wheel with what it requires into an empty environment, counts the rules there, and
checks a letter. Lists that environment in dist/sbom.cdx.json (CycloneDX 1.6, validated). Needs
'.[dev,release]'; exits with 1 at the first thing that does not hold.
"""

from __future__ import annotations

import argparse
import filecmp
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LETTER = ROOT / "corpus" / "letters" / "everything_met.txt"
SBOM = "sbom.cdx.json"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--out", type=Path, default=ROOT / "dist")
    out: Path = options.parse_args().out
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        built = build_twice(work)
        python = install(work / "empty", built["whl"])
        print(
            f"in an empty environment: {count_rules(python, work)} rules, all that the source has"
        )
        bill = list_contents(python, work / SBOM)
        print(f"{SBOM}: {bill} components, each with version and package URL")
        out.mkdir(parents=True, exist_ok=True)
        for file in (*built.values(), work / SBOM):
            shutil.copy2(file, out)
            print(out / file.name)


def build_twice(work: Path) -> dict[str, Path]:
    """The files of a release by their kind, whl and gz; each came out the same twice."""
    first, second = build(work / "one", "UTC"), build(work / "two", "UTC-9")
    for kind, file in first.items():
        if not filecmp.cmp(file, second[kind], shallow=False):
            sys.exit(f"{file.name}: two builds of the same source are not the same")
        print(f"{file.name}: two builds, the same bytes")
    return first


def build(work: Path, zone: str) -> dict[str, Path]:
    """Build what git knows of the tree, in a copy whose files are new, by the clock of a zone."""
    source, out = work / "source", work / "dist"
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in listed.rstrip("\0").split("\0"):
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, source / name)
    run(sys.executable, "-m", "hatchling", "build", "-d", str(out), cwd=source, TZ=zone)
    time.sleep(2.1)  # the times of files in an archive are kept to two seconds
    return {file.suffix.lstrip("."): file for file in out.iterdir()}


def install(folder: Path, wheel: Path) -> Path:
    """The Python of an environment that holds the wheel, what it requires, and nothing else."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    run(str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", str(wheel))
    return python


def count_rules(python: Path, work: Path) -> int:
    """How many rules are installed, as many as the source has; a letter is checked by them."""
    command = (str(python), "-m", "noticecheck")
    found = run(*command, "rules", "list", "--format", "json", cwd=work)
    number = len(json.loads(found)["rules"])
    shown = sum(
        line.startswith("rule ")
        for file in (ROOT / "rules").rglob("*.rule")
        for line in file.read_text(encoding="utf-8").split("\n")
    )
    if number != shown:
        sys.exit(f"the wheel has {number} rules, and the source {shown}")
    report = json.loads(run(*command, "check", "--format", "json", str(LETTER), cwd=work))
    if report["verdict"] != "no_gap_found":
        sys.exit(f"{LETTER.name}: the installed program says {report['verdict']}")
    return number


def list_contents(python: Path, bill: Path) -> int:
    """Write what the environment holds but for its installer; returns how many components."""
    run(str(python), "-m", "pip", "uninstall", "-q", "-y", "setuptools", "pip")
    run(
        sys.executable, "-m", "cyclonedx_py", "environment",
        "--pyproject", str(ROOT / "pyproject.toml"),
        "--short-PURLs", "--output-reproducible", "--validate", "--spec-version", "1.6",
        "--output-format", "JSON", "--output-file", str(bill), str(python),
    )  # fmt: skip
    listed = json.loads(bill.read_text(encoding="utf-8"))["components"]
    unknown = [each["name"] for each in listed if not (each.get("version") and each.get("purl"))]
    if unknown:
        sys.exit(f"{bill.name}: no version or package URL of {', '.join(unknown)}")
    return len(listed)


def run(*command: str, cwd: Path = ROOT, **more: str) -> str:
    """What a command writes; ends the program with what it complains of."""
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "SOURCE_DATE_EPOCH")}
    done = subprocess.run(
        command, cwd=cwd, env=kept | more, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)}: failed\n{done.stderr or done.stdout}")
    return done.stdout


if __name__ == "__main__":
    main()
