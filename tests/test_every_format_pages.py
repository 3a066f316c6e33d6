"""The same letter gives the same report, whichever way it comes: PDF and DOCX."""

from __future__ import annotations

import pytest

from every_format_check import Comparison, document
from every_format_docx import DELETED
from every_format_forms import FORMS


@pytest.mark.parametrize("form", [n for n, f in FORMS.items() if f.family in ("pdf", "docx")])
def test_same_report(letters: Comparison, form: str) -> None:
    letters.check(form)


def test_what_was_taken_out_of_a_draft_is_not_read() -> None:
    assert DELETED not in document("docx-tracked", "nat_14_homes.txt").text
