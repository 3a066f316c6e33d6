"""Checks the forms of a letter against the report on it as plain text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pytest

from every_format import source
from every_format_forms import FORMS, make, missing, names_for
from every_format_pdf import write_pdf
from noticecheck.checker import Checker
from noticecheck.model import Document, Report
from noticecheck.read import read_bytes
from same_report import Original, differences, facts, faults, misplaced, quotes
from share import ALL_TOOLS

PLAIN = "utf-8"
"""The form with which the others are compared."""
_LIKE = {"msg": "mail", "msg-html": "mail-html", "msg-docx": "mail-docx"}
"""Forms that have the same places as another, which is easier to look into."""


def letters_for(form: str) -> list[str]:
    """The letters that are made in a form.

    Skips, or fails where all programs should be there, if one that the form needs is missing.
    """
    if program := missing(form):
        reason = f"{program} is not installed"
        if ALL_TOOLS:
            pytest.fail(reason)
        pytest.skip(reason)
    return names_for(form)


@dataclass
class Comparison:
    """A checker, with the reports on the letters as plain text."""

    checker: Checker
    _reports: dict[Document, Report] = field(default_factory=dict)

    def plain(self, name: str) -> Report:
        """The report on a letter as plain text."""
        return self.report(PLAIN, name)

    def report(self, form: str, name: str) -> Report:
        """The report on a letter in one form; forms that are read alike are judged once."""
        read = document(form, name)
        alike = replace(read, sha256="")
        if alike not in self._reports:
            self._reports[alike] = self.checker.check(read)
        return self._reports[alike]

    def check(self, form: str) -> None:
        """Each letter has the same report in this form, and what it quotes is where it says."""
        names = letters_for(form)
        assert _said({name: self.differs(form, name) for name in names}) == ""

    def differs(self, form: str, name: str) -> list[str]:
        """How a letter in this form differs, and what of it is in the wrong place."""
        wanted, got = self.plain(name), self.report(form, name)
        before, after = quotes(wanted), quotes(got)
        return [
            *differences(facts(wanted), facts(got)),
            *(f"quotes no more: {words}" for words in before - after),
            *(f"quotes instead: {words}" for words in after - before),
            *faults(got.document),
            *misplaced(got, original(form, name)),
        ]

    def check_scan(self, form: str) -> None:
        """As `check`, but what recognition garbles may be unclear; never is a gap new."""
        names = letters_for(form)
        assert _said({name: self.scan_differs(form, name) for name in names}) == ""

    def scan_differs(self, form: str, name: str) -> list[str]:
        """How a scanned letter differs by more than what may be unclear."""
        wanted, got = facts(self.plain(name)), self.report(form, name)
        seen = facts(got)
        allowed = [
            key
            for key, value in seen.items()
            if value == "unclear" or (key == "verdict" and wanted[key] != "gaps" != value)
        ]
        for key in allowed:
            wanted[key] = seen[key]
        # What is asked only where something else is met is then not asked.
        wanted = {k: v for k, v in wanted.items() if k in seen or v != "met"}
        places = got.document.places
        if not places or max(place.confidence for place in places) == 1:
            return ["nothing says that it was recognised"]
        return [
            *differences(wanted, seen),
            *faults(got.document),
            *misplaced(got, original(form, name)),
        ]


def _said(lines: Mapping[str, Sequence[str]]) -> str:
    """The lines under the name of their letter, to be compared with one glance."""
    return "\n".join(f"{name}: {line[:300]}" for name, own in lines.items() for line in own)


def document(form: str, name: str) -> Document:
    """A letter in one form, read."""
    made = make(form, name)
    return read_bytes(made.data, made.name)


def original(form: str, name: str) -> Original:
    """The file that was read, to look into with other means."""
    if form == "scan-pdf":
        # The picture shows what stood in the text layer.
        return Original(write_pdf(source(name)), "pdf")
    form = _LIKE.get(form, form)
    family = FORMS[form].family
    return Original(make(form, name).data, FORMS[form].suffix if family != "scan" else "")
