"""Opens the tables of a finished audit in DuckDB."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from noticecheck.errors import UsageError, visible
from noticecheck.late import dataclass

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TABLES = ("notices", "assessments", "errors")
MANIFEST = "manifest.json"
MEMORY = "512MB"
"""What the figures may take; what is more goes to a temporary file."""

# The section that a provision belongs to, as people count exemptions: s31 of s31(1)(a), but
# reg12(5)(e) as it stands, since each letter of regulation 12(4) and (5) is an exception.
SECTION = r"""coalesce(
    nullif(regexp_extract({0}, '^reg12\([45]\)\([a-g]\)'), ''),
    nullif(regexp_extract({0}, '^(reg|s)[0-9]+[A-Z]*'), ''),
    {0})"""
_CLAIMS = f"""
    select letter, path, authority, "date", year, kind, duplicate_of,
        claim.provision as provision,
        {SECTION.format("claim.provision")} as section,
        case when starts_with(claim.provision, 'reg') then 'eir2004'
             when not list_contains(regimes, 'foisa2002') then 'foia2000'
             when not list_contains(regimes, 'foia2000') then 'foisa2002'
             when list_position(regimes, 'foia2000') < list_position(regimes, 'foisa2002')
             then 'foia2000' else 'foisa2002' end as regime,
        claim.effect as effect, claim.test as test, claim.conditions as conditions,
        claim.confidence as confidence
    from (select *, unnest(claims) as claim from notices)
"""
# What of a path DuckDB would take for a pattern.
_PATTERN = str.maketrans({"*": "[*]", "?": "[?]", "[": "[[]"})


@dataclass(frozen=True, slots=True)
class Files:
    """Where the tables of an audit are."""

    folder: str
    """An absolute path, or the address of a folder on a file system that fsspec knows."""

    def table(self, name: str) -> str:
        return _join(self.folder, f"{name}.parquet")

    @property
    def remote(self) -> bool:
        return "://" in self.folder


def find(out: str | Path) -> Files:
    """The audit in a folder; UsageError where there is none, or one that is not finished."""
    folder = str(out)
    if "://" not in folder:
        folder = os.path.abspath(folder)  # noqa: PTH100 - a path may not be one that exists
    files = Files(folder)
    missing = [name for name in TABLES if not _exists(files.table(name))]
    if not missing:
        return files
    shown = visible(str(out), keep="")
    if _exists(_join(folder, MANIFEST)):
        raise UsageError(
            f"{shown}: this audit is not finished ({missing[0]}.parquet is not there); run the "
            "same noticecheck audit again, which goes on where it was"
        )
    raise UsageError(
        f"{shown}: here is no audit ({missing[0]}.parquet is not there); noticecheck audit "
        "makes one"
    )


@contextmanager
def opened(out: str | Path, *, memory: str = MEMORY) -> Iterator[DuckDBPyConnection]:
    """A connection with the views notices, assessments, errors and claims, for our own queries.

    It may spill into a temporary folder, so that its memory does not grow with the audit.
    """
    import duckdb

    files = find(out)
    with tempfile.TemporaryDirectory(prefix="noticecheck-") as folder:
        connection = duckdb.connect(
            str(Path(folder) / "figures.duckdb"),
            config={"memory_limit": memory, "temp_directory": str(Path(folder) / "spill")},
        )
        try:
            connection.execute("set preserve_insertion_order = false")
            connection.execute("set enable_progress_bar = false")
            make_views(connection, files)
            yield connection
        finally:
            connection.close()


def make_views(connection: DuckDBPyConnection, files: Files, prefix: str = "") -> None:
    """Make the views of an audit, their names after a prefix, in the schema in use."""
    import duckdb

    if files.remote:
        import fsspec

        connection.register_filesystem(fsspec.filesystem(files.folder.split("://", 1)[0]))
    try:
        for name in TABLES:
            place = literal(pattern(files.table(name)))
            connection.execute(f"create view {prefix}{name} as select * from read_parquet({place})")
        claims = _CLAIMS.replace("from notices)", f"from {prefix}notices)")
        connection.execute(f"create view {prefix}claims as {claims}")
    except duckdb.Error as error:
        raise UsageError(
            f"{visible(files.folder, keep='')}: its tables cannot be read ({one_line(error)})"
        ) from None


def pattern(place: str) -> str:
    """A path as DuckDB takes paths: as a pattern, which only this path fits."""
    return place.translate(_PATTERN)


def literal(text: str) -> str:
    """Text as SQL quotes it."""
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def one_line(error: BaseException) -> str:
    """What DuckDB says of an error, on one line and without the picture of the place."""
    kept: list[str] = []
    for line in str(error).splitlines():
        if line.startswith("LINE "):
            break
        if line.strip():
            kept.append(line.strip())
    text = "; ".join(kept) or type(error).__name__
    return visible(text if len(text) <= 400 else f"{text[:399]}…", keep="")


def manifest(out: str | Path) -> dict[str, Any]:
    """What the audit says of itself; empty where it says nothing."""
    place = _join(str(out), MANIFEST)
    if not _exists(place):
        return {}
    import fsspec

    with fsspec.open(place, "rb") as file:
        try:
            found = json.loads(file.read())
        except ValueError:
            return {}
    return found if isinstance(found, dict) else {}


def _join(folder: str, name: str) -> str:
    return f"{folder.rstrip('/')}/{name}" if "://" in folder else str(Path(folder) / name)


def _exists(place: str) -> bool:
    if "://" not in place:
        return Path(place).is_file()
    import fsspec

    filesystem, path = fsspec.core.url_to_fs(place)
    return bool(filesystem.isfile(path))
