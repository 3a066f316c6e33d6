"""Whether any package that uv.lock names is known to be vulnerable, by pip-audit.

    python tools/audit.py            1 where one is, or where pip-audit fails otherwise

Advisories come from a service. Where that is not reached, as behind a mirror that has packages and
no advisories, nothing is known: this says so, in so many words, and exits with 0, or with 1 under
--strict. Nothing is ever taken for safe because nobody could be asked.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

LOCK = Path(__file__).resolve().parent.parent / "uv.lock"
SERVICES = ("pypi", "osv")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--strict", action="store_true", help="not to be able to ask is a failure")
    strict: bool = options.parse_args().strict
    pins = locked()
    questions = [(service, batch) for service in SERVICES for batch in batches(pins)]
    answers = [each for question in questions for each in ask(*question)]
    found = {
        f"{each['name']} {each['version']}: {one['id']}, mended in {one['fix_versions'] or 'none'}"
        for each in answers
        for one in each.get("vulns", ())
    }
    asked = {(each["name"], each["version"]) for each in answers if "vulns" in each}
    for line in sorted(found):
        print(line)
    if asked:
        print(f"{len(asked)} packages audited, {len(found) or 'no'} known vulnerabilities")
    unknown = len({*pins} - asked)
    if unknown:
        print(f"NOT AUDITED: for {unknown} of {len(pins)} locked packages nobody could be asked")
    return 1 if found or (unknown and strict) else 0


def locked() -> list[tuple[str, str]]:
    """Name and version of every package of a registry in uv.lock."""
    packages = tomllib.loads(LOCK.read_text(encoding="utf-8"))["package"]
    return sorted({(p["name"], p["version"]) for p in packages if "registry" in p["source"]})


def batches(pins: list[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """The same in lists without a package twice: for some Pythons another version is locked."""
    first = dict(reversed(pins))
    rest = [(name, version) for name, version in pins if first[name] != version]
    return [[*first.items()], *(batches(rest) if rest else [])]


def ask(service: str, pins: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """What a service says of each package: `vulns`, or that it was skipped; [] if not reached."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "requirements.txt"
        wanted.write_text("".join(f"{name}=={version}\n" for name, version in pins))
        done = subprocess.run(
            [
                sys.executable, "-m", "pip_audit", "-r", str(wanted), "--no-deps", "--disable-pip",
                "-s", service, "-f", "json", "--progress-spinner", "off",
            ],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    try:
        answer: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        why = (done.stderr.strip() or "no answer").split("\n")[-1]
        print(f"{service}: not reached ({why[:160]})", file=sys.stderr)
        return []
    return answer


if __name__ == "__main__":
    sys.exit(main())
