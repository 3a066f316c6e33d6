"""Builds the page that needs no server: static files, with Python that runs in the browser.

    python tools/build_static.py [OUT]     OUT is build/page unless said otherwise

Takes Pyodide from npm, at the version and hash below, and what noticecheck needs at the versions
and hashes of uv.lock; a library that is compiled must have a wheel for browsers there (PEP 783).
Lays all of it into one folder, which loads nothing from elsewhere. Node.js loads the page's Python
once, to leave what that works out beside it: the page then starts in seconds. Needs '.[dev]', pip,
npm and node.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from pathlib import Path

from noticecheck.web.alone import start
from noticecheck.web.result import ASSETS, asset_of

ROOT = Path(__file__).resolve().parent.parent
PYODIDE = "pyodide@314.0.7"
INTEGRITY = (
    "sha512-0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+"
    "HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="
)
"""As npm has it. With another version comes another Python: see PYTHON and PLATFORM."""
PYTHON = "3.14"
PLATFORM = "pyemscripten_2026_0_wasm32"
RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
NEEDED = ("jinja2", "pydantic", "pyparsing", "pypdfium2")
"""Of what noticecheck requires, what this page uses; with all that these require."""
FASTER = {"markupsafe"}
"""Packages without a wheel for browsers that do without their compiled part."""
SCRIPTS = ("alone.js", "worker.js")


def main(out: Path) -> None:
    """Build the folder anew."""
    shutil.rmtree(out, ignore_errors=True)
    (out / "assets").mkdir(parents=True)
    (out / "index.html").write_text(start(), encoding="utf-8")
    for name in ASSETS:
        (out / "assets" / name).write_bytes(asset_of(name))
    for name in SCRIPTS:
        shutil.copy(ROOT / "src" / "noticecheck" / "web" / "assets" / name, out / "assets")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        runtime(work, out / "python")
        wheels(locked(NEEDED), work / "wheels")
        run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(work / "wheels"))
        app = out / "python" / "app.zip"
        join(sorted((work / "wheels").glob("*.whl")), app)
        run("node", str(ROOT / "tools" / "warm.mjs"), str(out / "python"))
    size = sum(file.stat().st_size for file in out.rglob("*") if file.is_file())
    print(f"{out}: {size / 1e6:.1f} MB, of which the check {app.stat().st_size / 1e6:.1f} MB")


def runtime(work: Path, out: Path) -> None:
    """Python for browsers, without the list of where more could be fetched from."""
    name = run("npm", "pack", "--silent", PYODIDE, "--pack-destination", str(work)).split()[-1]
    data = (work / name).read_bytes()
    found = "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode()
    if found != INTEGRITY:
        sys.exit(f"{PYODIDE}: its hash is {found}, not {INTEGRITY}")
    with tarfile.open(work / name) as archive:
        archive.extractall(work, filter="data")
    out.mkdir()
    for file in RUNTIME:
        shutil.copy(work / "package" / file, out)
    lock = json.loads((work / "package" / "pyodide-lock.json").read_text(encoding="utf-8"))
    lock["packages"] = {}
    (out / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")


def locked(names: tuple[str, ...]) -> dict[str, str]:
    """What these packages are and require in uv.lock: by name a line for pip, with all hashes."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    known = {package["name"]: package for package in lock["package"]}
    found: dict[str, str] = {}
    left = list(names)
    while left:
        package = known[left.pop()]
        if package["name"] not in found:
            hashes = " ".join(f"--hash={wheel['hash']}" for wheel in package["wheels"])
            found[package["name"]] = f"{package['name']}=={package['version']} {hashes}"
            left += [needed["name"] for needed in package.get("dependencies", ())]
    return found


def wheels(lines: dict[str, str], out: Path) -> None:
    """Fetch the wheels: those for browsers, and for FASTER any."""
    for browser in (True, False):
        wanted = out.with_suffix(".browser" if browser else ".any")
        names = (name for name in lines if (name in FASTER) is not browser)
        wanted.write_text("\n".join(lines[name] for name in names))
        place = ("--platform", PLATFORM, "--python-version", PYTHON, "--implementation", "cp")
        run(
            sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--require-hashes",
            "--only-binary=:all:", *(place if browser else ()), "-d", str(out), "-r", str(wanted),
        )  # fmt: skip


def join(parts: list[Path], out: Path) -> None:
    """One archive of what all wheels hold, without what only this machine could run."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as joined:
        for part in parts:
            with zipfile.ZipFile(part) as wheel:
                drop = part.name.partition("-")[0] in FASTER
                for name in wheel.namelist():
                    if not (drop and name.endswith((".so", ".pyd"))):
                        joined.writestr(name, wheel.read(name))


def run(*command: str) -> str:
    """What a command prints; where it fails, so does this, with what it said."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command[:4])}: {done.stderr[-2000:] or done.stdout[-2000:]}")
    return done.stdout


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "page")
