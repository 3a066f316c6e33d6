"""A new rule file with a prompt for everything that its author has to say (`rules new`)."""

from __future__ import annotations

from noticecheck.errors import UsageError, meant, visible
from noticecheck.language.vocabulary import NAME
from noticecheck.model import ELEMENTS

_TEMPLATE = """\
# Replace every prompt in ‹ › by your own words, then run `noticecheck rules test`:
# the file loads as soon as no prompt is left. Delete these comments, and the clauses
# that the rule does not need. The language on one page: rules/README.md

rule {rule_id} "‹what to do, as an order: Give the public interest reasons›"
    element  {element}
    # What it rests on, and how far you have verified that: statute, guidance or inference.
    law      "‹{pack}: the provision that asks for it›"  "‹its words›"
    verified ‹statute, guidance or inference›
    # the notice [when …], each claim [that …], or each refusal [that …]
    for      ‹whom it is for›
    # must: the statute says so; should: the Code or guidance says so; info: worth knowing.
    must     ‹the condition that meets it›
    # One more `example met` for each `or instead`, one `example not_applicable` for each `unless`.
    or instead  ‹another condition that meets it›
    unless   ‹when it does not apply›  under "‹the provision that says so›"
    unclear when  ‹when a person should look›
    say      "‹what is missing, in one sentence; {{claim}} is the provision relied on›"
    advise   "‹what to write instead›"

    example met "‹what this letter has›"
        \"\"\"
        ‹a few sentences of a letter that meets the rule›
        \"\"\"

    example met "‹what this letter has instead›"
        \"\"\"
        ‹a few sentences of a letter that meets the other condition›
        \"\"\"

    example gap "‹what this letter lacks›"
        \"\"\"
        ‹a few sentences of a letter with the gap›
        \"\"\"

    example not_applicable "‹why it does not apply›"
        \"\"\"
        ‹a few sentences of a letter that the rule does not apply to›
        \"\"\"

    example unclear "‹what is open›"
        \"\"\"
        ‹a few sentences of a letter that leaves it open›
        \"\"\"
"""


def scaffold(rule_id: str, pack: str, element: str) -> str:
    """The text of a new rule file; raises UsageError for a name, pack or element that cannot be."""
    if not NAME.fullmatch(rule_id):
        raise UsageError(
            f"{rule_id}: a rule is named with small letters, digits and hyphens, such as s17-1-a"
        )
    if not NAME.fullmatch(pack):
        raise UsageError(
            f"--pack {visible(pack)}: a pack is named with small letters, digits and hyphens, such "
            "as foia2000"
        )
    if element not in ELEMENTS:
        also = meant(element, ELEMENTS) or f" (there are: {', '.join(ELEMENTS)})"
        raise UsageError(f"{element}: there is no such element{also}")
    return _TEMPLATE.format(rule_id=rule_id, pack=pack, element=element)
