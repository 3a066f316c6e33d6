"""Several letters of one request, held against each other.

    case_of(reports, wordings_of(packs))  ->  Case: letters in order, and findings
    to_text(case), to_dict(case)

What one letter lacks is in its own report. Here is what became of it: put right by a later letter,
still open, or dropped; and what an earlier letter announced that a later one did not keep to.
"""

from noticecheck.case.compare import case_of
from noticecheck.case.model import Case, CaseFinding, Told
from noticecheck.case.shown import GROUPS, to_dict, to_text
from noticecheck.case.wording import CaseWording, CaseWordings, wordings_of

__all__ = [
    "GROUPS", "Case", "CaseFinding", "CaseWording", "CaseWordings", "Told",
    "case_of", "to_dict", "to_text", "wordings_of",
]  # fmt: skip
