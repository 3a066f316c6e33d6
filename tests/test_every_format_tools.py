"""The same letter gives the same report, whichever way it comes: what needs LibreOffice, and scans.

With NOTICECHECK_ALL_TOOLS=1 every letter is read in every form but scans (with NOTICECHECK_ALL_TOOLS=scans
in these too), and a missing program is a failure.
"""

from __future__ import annotations

import pytest

from every_format_check import Comparison
from every_format_forms import FORMS


@pytest.mark.parametrize("form", [n for n, f in FORMS.items() if f.family == "office"])
def test_same_report(letters: Comparison, form: str) -> None:
    letters.check(form)


@pytest.mark.parametrize("form", [n for n, f in FORMS.items() if f.family == "scan"])
def test_scan(letters: Comparison, form: str) -> None:
    """Claims are the same; a status is the same or unclear, and no gap is new."""
    letters.check_scan(form)
