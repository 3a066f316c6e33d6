"""The same letter gives the same report, whichever way it comes: scans.

With NOTICECHECK_ALL_TOOLS=scans every letter is read in every form, scans too, and a missing program
is a failure.
"""

from __future__ import annotations

import pytest

from every_format_check import Comparison
from every_format_forms import FORMS


@pytest.mark.parametrize("form", [n for n, f in FORMS.items() if f.family == "scan"])
def test_scan(letters: Comparison, form: str) -> None:
    """Claims are the same; a status is the same or unclear, and no gap is new."""
    letters.check_scan(form)
