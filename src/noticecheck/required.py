"""The phrases that the program itself relies on, whatever rules are loaded."""

from __future__ import annotations

from collections.abc import Mapping

from noticecheck import evaluate, notice
from noticecheck.errors import Place, RuleError, RuleErrors
from noticecheck.language.model import RuleSet
from noticecheck.law import Catalogue

CODES: dict[str, str] = {"R190": "a phrase that reading letters asks for, and no rule file has"}


def required_phrases() -> dict[str, str]:
    """Name and purpose of every phrase that the program itself relies on."""
    return {**notice.REQUIRED, **notice.PERSONAL, **evaluate.REQUIRED}


def catalogue_phrases(catalogues: Mapping[str, Catalogue]) -> dict[str, str]:
    """Name and purpose of every phrase that the provisions of the packs ask for."""
    found: dict[str, str] = {}
    for pack, catalogue in catalogues.items():
        for section, phrase in catalogue.descriptions().items():
            found.setdefault(phrase, f"it describes the exemption of {section} in {pack}")
    return found


def require_phrases(ruleset: RuleSet, catalogues: Mapping[str, Catalogue]) -> None:
    """Raises RuleErrors for phrases that rules and packs have not."""
    required = required_phrases() | catalogue_phrases(catalogues)
    missing = [
        RuleError(
            "R190",
            Place("personal.rule" if name in notice.PERSONAL else "shared.rule", 1, 1),
            f"phrase `{name}` is missing: noticecheck reads letters by it ({purpose})",
        )
        for name, purpose in required.items()
        if name not in ruleset.phrases
    ]
    if missing:
        raise RuleErrors(missing)
