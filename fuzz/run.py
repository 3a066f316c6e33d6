"""Fuzz one target with atheris:

    python fuzz/run.py TARGET [FOLDER] [-max_total_time=1800 ...]     with options of libFuzzer

Starts from the kept seeds. Inputs that reach something new are written into FOLDER, if there is
one; what breaks a promise is written to crash-... in the folder where this runs.
"""

from __future__ import annotations

import pkgutil
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import atheris

HERE = Path(__file__).resolve().parent
INSTRUMENTED = {
    "readers": ("noticecheck.read", "noticecheck.late", "email", "zipfile", "olefile"),
    "citations": ("noticecheck.notice", "noticecheck.match"),
    "rules": ("noticecheck.language",),
}
"""Packages by target. What is native code, such as PDFium and libxml2, cannot be instrumented, and
pyparsing would be ten times slower while its own code says nothing of the grammar."""
LONGEST = {"readers": 8000, "citations": 400, "rules": 2500}
"""Bytes of one input."""
SLOW = 20
"""Seconds for one input, which the instruments make some five times slower."""


def main(arguments: list[str]) -> None:
    sys.path[:0] = [str(HERE), str(HERE.parent / "tests")]
    name, *others = arguments
    folders = [word for word in others if not word.startswith("-")]
    with atheris.instrument_imports(include=list(INSTRUMENTED[name])):
        for package in INSTRUMENTED[name]:
            if package.startswith("noticecheck."):
                _import_whole(package)
        targets = import_module("targets")
    kept, without_programs = import_module("seeds"), import_module("programs").without_programs
    with tempfile.TemporaryDirectory() as seeds, without_programs():
        for path in kept.seeds_of(name):
            (Path(seeds) / path.name).write_bytes(kept.as_input(name, path))
        options = [f"-dict={HERE / 'dictionaries' / name}.dict", f"-timeout={SLOW}"]
        options += [f"-max_len={LONGEST[name]}", "-print_final_stats=1"]
        given = [word for word in others if word.startswith("-")]
        # What is new goes into the first folder.
        atheris.Setup([sys.argv[0], *options, *given, *folders, seeds], targets.TARGETS[name])
        # Rules are loaded at the first use, which is no part of the time that is given.
        for path in kept.seeds_of(name):
            targets.TARGETS[name](kept.as_input(name, path))
        atheris.Fuzz()


def _import_whole(name: str) -> None:
    """A package with all that is in it: what is imported later is not instrumented."""
    package = import_module(name)
    for module in pkgutil.walk_packages(getattr(package, "__path__", []), f"{name}."):
        import_module(module.name)


if __name__ == "__main__":
    main(sys.argv[1:])
