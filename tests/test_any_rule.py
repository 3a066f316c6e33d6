"""Rule files after an editor's slip: faults lie in the file, and what can be read comes to rest."""

from __future__ import annotations

from hypothesis import given

from noticecheck.language.load import default_root
from promises import assert_rules_read_or_refused
from strategies import examples
from strategies.rules import edited_files

SHIPPED = tuple(path.read_text(encoding="utf-8") for path in sorted(default_root().rglob("*.rule")))


@examples(100)
@given(edited_files(SHIPPED))
def test_edited_rules_are_read_or_refused(text: str) -> None:
    assert_rules_read_or_refused(text)
