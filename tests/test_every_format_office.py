"""The same letter gives the same report, whichever way it comes: what needs LibreOffice.

With NOTICECHECK_ALL_TOOLS=1 every letter is read in every form but scans, and a missing program is a
failure.
"""

from __future__ import annotations

import pytest

from every_format_check import Comparison
from every_format_forms import FORMS


@pytest.mark.parametrize("form", [n for n, f in FORMS.items() if f.family == "office"])
def test_same_report(letters: Comparison, form: str) -> None:
    letters.check(form)
