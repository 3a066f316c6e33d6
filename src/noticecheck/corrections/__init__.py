"""What readers and houses say of letters and rules, applied in one place each.

`correct` changes what a letter is taken to claim, between parsing and evaluating; `set_aside`
marks findings that are not to fail a build, and `with_levels` gives rules a house's own levels,
between evaluating and reporting. All are pure: the command line and a web page call the same.
"""

from noticecheck.corrections.apply import Corrected, correct
from noticecheck.corrections.levels import told_of_levels, with_levels
from noticecheck.corrections.model import (
    NOTHING,
    ClaimCorrection,
    Corrections,
    House,
    LevelRule,
    Origin,
    ReasonCorrection,
    Suppression,
)
from noticecheck.corrections.suppress import set_aside

__all__ = [
    "NOTHING",
    "ClaimCorrection",
    "Corrected",
    "Corrections",
    "House",
    "LevelRule",
    "Origin",
    "ReasonCorrection",
    "Suppression",
    "correct",
    "set_aside",
    "told_of_levels",
    "with_levels",
]
