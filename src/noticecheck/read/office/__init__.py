"""ODT, RTF and DOC, read by way of LibreOffice: it makes a DOCX of them, out of reach of all else.

The program runs without a window, without macros, links or network, in a folder of its own that
is gone afterwards.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from noticecheck.read.docx import read_docx
from noticecheck.read.extract import Extract, Reading, Unreadable
from noticecheck.read.formats import BROKEN, Format
from noticecheck.read.limits import CONVERT_MEMORY, CONVERT_SECONDS, MAX_BYTES
from noticecheck.read.office.check import refuse_early
from noticecheck.read.office.freeze import freeze_fields
from noticecheck.read.program import started

_NAMES: dict[Format, str] = {
    "odt": "an OpenDocument text",
    "rtf": "rich text",
    "doc": "an old .doc",
}
_NO_PROGRAM = (
    "{name}, which is read where LibreOffice is installed: install it, or save the letter as "
    ".docx or .pdf"
)
_FAILED = (
    "{name}, which LibreOffice could not open here, nor any other letter: look whether it runs, or "
    "save the letter as .docx or .pdf"
)
_NO_PLACE = (
    "{name}, and there is no folder for the files that are made while it is read ({cause}): free "
    "or name one with TMPDIR, or save the letter as .docx or .pdf"
)
_TOO_SLOW = "LibreOffice takes too long to open it: save it as .docx or .pdf and try again"
_TOO_LARGE = "LibreOffice makes too large a file of it: save it as .docx or .pdf and try again"
_PROGRAMS = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/opt/libreoffice/program/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
_SURELY_GOOD = rb"{\rtf1\ansi Dear Ms Hale\par}"
_OPTIONS = (
    "--headless", "--invisible", "--norestore", "--nologo", "--nolockcheck", "--nodefault",
    "--nofirststartwizard",
)  # fmt: skip
_SLACK = 20.0
"""Seconds for what comes before and after the conversion."""
_SECURITY = "Office.Common/Security/Scripting"
_INTERNET = "Inet/Settings"
_SETTINGS: tuple[tuple[str, str, str], ...] = (
    (_SECURITY, "DisableMacrosExecution", "true"),
    (_SECURITY, "MacroSecurityLevel", "3"),
    (_SECURITY, "BlockUntrustedRefererLinks", "true"),
    (_SECURITY, "DisableActiveContent", "true"),
    (_SECURITY, "ExecutePlugins", "false"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Writer/Content/Update", "Field", "false"),
    ("Office.Writer/Content/Update", "Chart", "false"),
    ("Office.Java/VirtualMachine", "Enable", "false"),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Common/Misc", "CrashReport", "false"),
    # A proxy that is not there: nothing leaves the machine, whatever a document links to.
    (_INTERNET, "ooInetProxyType", "2"),
    (_INTERNET, "ooInetHTTPProxyName", "127.0.0.1"),
    (_INTERNET, "ooInetHTTPProxyPort", "9"),
    (_INTERNET, "ooInetHTTPSProxyName", "127.0.0.1"),
    (_INTERNET, "ooInetHTTPSProxyPort", "9"),
    (_INTERNET, "ooInetFTPProxyName", "127.0.0.1"),
    (_INTERNET, "ooInetFTPProxyPort", "9"),
    (_INTERNET, "ooInetNoProxy", ""),
)


def read_office(data: bytes, form: Format, reading: Reading) -> Extract:
    """The visible text of an ODT, RTF or DOC; raises Unreadable, also without LibreOffice."""
    refuse_early(data, form)
    program = find_program()
    if program is None:
        raise Unreadable(_NO_PROGRAM.format(name=_NAMES[form]))
    try:
        frozen = freeze_fields(data, form)
    except OSError:
        raise Unreadable(BROKEN[form]) from None
    reading.more_time(CONVERT_SECONDS + _SLACK)
    converted = _converted(program, frozen, form, form)
    if converted is None:
        # Whose fault that is, shows where the program is given what it can surely open.
        reading.more_time(CONVERT_SECONDS + _SLACK)
        works = _converted(program, _SURELY_GOOD, "rtf", form) is not None
        raise Unreadable(BROKEN[form] if works else _FAILED.format(name=_NAMES[form]))
    extract = read_docx(converted, reading)
    # The paragraphs of the converted file are in no file that the user has.
    return replace(extract, places=())


_OWN_FOLDERS = ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")


def find_program() -> str | None:
    """Where LibreOffice is; None where it is not installed."""
    for name in _PROGRAMS:
        if found := shutil.which(name):
            return found
    return next((place for place in _PLACES if os.access(place, os.X_OK)), None)


def _converted(program: str, data: bytes, form: Format, named: Format) -> bytes | None:
    """A document as DOCX, None where the program makes none of it; raises Unreadable."""
    try:
        with tempfile.TemporaryDirectory(
            prefix="noticecheck-", ignore_cleanup_errors=True
        ) as folder:
            return _convert(program, data, form, Path(folder))
    except OSError as error:
        cause = (error.strerror or "input error").lower()
        raise Unreadable(_NO_PLACE.format(name=_NAMES[named], cause=cause)) from None


def _convert(program: str, data: bytes, form: Format, folder: Path) -> bytes | None:
    source = folder / f"letter.{form}"
    source.write_bytes(data)
    profile = folder / "profile"
    _write_profile(profile)
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        *_OPTIONS,
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder / "out"),
        str(source),
    ]
    try:
        _run(command, folder)
    except OSError:
        # What is there is no program, or there is no room for one more.
        return None
    result = folder / "out" / "letter.docx"
    if not result.is_file():
        return None
    if result.stat().st_size > MAX_BYTES:
        raise Unreadable(_TOO_LARGE)
    return result.read_bytes()


def _run(command: list[str], folder: Path) -> None:
    """Run the program to its end, or to the end of its time; it leaves no process behind."""
    environment = {n: value for n, value in os.environ.items() if "proxy" not in n.lower()}
    # What it leaves behind goes with the folder.
    environment |= dict.fromkeys(_OWN_FOLDERS, str(folder))
    # It is a script, which calls others by their names.
    environment["PATH"] = environment.get("PATH") or os.defpath
    with started(command, environment, folder, memory=CONVERT_MEMORY) as process:
        try:
            process.wait(CONVERT_SECONDS)
        except subprocess.TimeoutExpired:
            raise Unreadable(_TOO_SLOW) from None


def _write_profile(folder: Path) -> None:
    """The settings under which the program runs, as it keeps them itself."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    target = folder / "user" / "registrymodifications.xcu"
    target.parent.mkdir(parents=True)
    target.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>',
        encoding="utf-8",
    )
