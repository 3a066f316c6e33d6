"""Baselines as files: read whole or refused, written whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

from noticecheck.corrections.baseline import SCHEMA, Known
from noticecheck.errors import UsageError
from noticecheck.version import VERSION
from noticecheck.writing import write_whole

_AGAIN = "write it again by --write-baseline"


def read_baseline(path: str) -> dict[str, Known]:
    """What a baseline knows, by fingerprint; UsageError for one that cannot be used."""
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        reason = (error.strerror or "error").lower()
        raise UsageError(f"{path}: the baseline cannot be read ({reason}): {_AGAIN}") from None
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: the baseline is not JSON ({error}): {_AGAIN}") from None
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise UsageError(f"{path}: not a baseline of noticecheck ({SCHEMA}): {_AGAIN}")
    try:
        known = [Known(**entry) for entry in data["findings"]]
    except (KeyError, TypeError):
        raise UsageError(f"{path}: the baseline is damaged: {_AGAIN}") from None
    texts = [(one.fingerprint, one.path, one.rule, one.status) for one in known]
    if not all(isinstance(text, str) for each in texts for text in each):
        raise UsageError(f"{path}: the baseline is damaged: {_AGAIN}")
    return {one.fingerprint: one for one in known}


def write_baseline(path: str, known: Sequence[Known]) -> None:
    """Write a baseline under another name first; UsageError where that cannot be done."""
    ordered = sorted(
        known, key=lambda one: (one.path, one.rule, one.subject or "", one.effect or "")
    )
    entries = ",\n".join("  " + json.dumps(one.as_dict(), ensure_ascii=False) for one in ordered)
    head = f' "schema": "{SCHEMA}",\n "tool": "noticecheck {VERSION}",\n'
    text = f'{{\n{head} "findings": [\n{entries}\n ]\n}}\n'
    write_whole(path, text)


def path_for(baseline: str, document: str) -> str:
    """The path of a letter from the folder of a baseline, with forward slashes; a name for stdin.

    A letter of an archive keeps its name there behind a #.
    """
    if document == "-":
        return document
    folder = os.path.dirname(os.path.realpath(baseline))  # noqa: PTH120
    try:
        return Path(os.path.relpath(os.path.realpath(document), folder)).as_posix()
    except ValueError:  # another drive
        return Path(document).as_posix()
