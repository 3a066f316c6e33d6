"""Drafts for tests: who writes them, and what an officer would answer to each prompt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from loaded import the_checker
from noticecheck.builtin import default_root
from noticecheck.drafting.filled import Setting
from noticecheck.drafting.paragraphs import load_wording
from noticecheck.drafting.render import to_text
from noticecheck.drafting.skeleton import skeleton
from noticecheck.drafting.wanted import Wanted, wanted
from noticecheck.drafting.writer import Writer
from noticecheck.errors import UsageError

TODAY = date(2025, 3, 3)
COUNCIL = Writer(
    "Hale Borough Council",
    "Information Rights, Town Hall, Hale",
    "review@hale.example",
    type="local",
)
DEPARTMENT = Writer(
    "Department for Harbours", "", "review@harbours.example", type="central_government"
)
PACKS = ("foia2000", "eir2004", "foisa2002")
PROMPT = re.compile(r"\[([^\[\]]*)\]")
ANSWERS = {
    "insert the date of this letter": "3 March 2025",
    "insert reference": "FOI 2025-114",
    "insert the requester's name": "Ms Bell",
    "insert the date of receipt": "10 February 2025",
    "insert the date on which the review was asked for": "10 February 2025",
    "insert the reviewer's post": "the Head of Legal Services",
    "insert your name and post": "Ann Marsh, Information Officer",
    "insert the qualified person's post": "the Monitoring Officer",
    "insert the date of the opinion": "20 February 2025",
    "insert from whom, at least by kind": "a supplier",
    "insert the date by which you expect to decide": "24 March 2025",
    "insert the date of the answer": "5 January 2025",
    "insert the date of asking": "17 February 2025",
    "insert the authority that prepares it": "Marlow County Council",
    "insert the month of completion": "June 2025",
    "insert the name of the authority": "Hale Borough Council",
    "insert the address for reviews": "review@hale.example",
    "limit": "£450, which is 18 hours of work at £25 an hour",
    "request": "the unit prices in the contract for the harbour wall",
    "information": "the unit prices in schedule 4 of the harbour contract",
    "enclosed": "the contract without that schedule",
    "outcome": "the first answer is upheld in full",
    "reason": "a rival that learned of this before the spring would be likely to use it against the "
    "people of Hale, who told us of it in confidence, and the harbour works would stop",
    "place": "it is published at https://www.hale.example/harbour, free of charge",
    "weighing": "residents have a legitimate interest in how the money was spent, which the "
    "published totals serve, so that disclosure is not necessary, and the two surveyors would not "
    "expect it",
    "publication": "the full survey, on our website at https://www.hale.example/survey, in May 2025",
    "law": "section 9 of the Statistics of Trade Act 1947",
    "purpose": "section 31(2)(c)",
    "defence": "nothing in the prices shows a wrong that the public would need to know of",
    "estimate": "we would have to search 4,000 paper files by hand, at 10 minutes per file, which is "
    "667 hours",
    "burden": "4,000 paper files would have to be searched by hand, which would take 667 hours and "
    "keep the planning team from all other work for a term",
    "advice": "the files of one year, such as 2024",
    "requests": "yours of 10 February and of 12 February 2025",
    "for": "people want to see how the harbour contract was priced, and whether the money was well "
    "spent",
    "against": "a supplier that is undercut in the coming tender would cost every taxpayer more, and "
    "the works would be late",
    "conclusion": "the published totals already tell people what the harbour costs, and a spoiled "
    "tender would cost them more",
    "exemption": "section 35(1)(a)",
    "interest": "national security",
    "emissions": "The information does not relate to information on emissions (regulation 12(9))",
    "search": "the planning officer searched the register and the paper files of 2019 and found no "
    "survey",
    "part": "who took no part in the first answer",
    "holder": "Marlow County Council may hold the survey",
}  # fmt: skip


NAMED = {
    "foia2000": "section 43(2)",
    "eir2004": "regulation 12(5)(e)",
    "foisa2002": "section 33(1)(b)",
}
_LIMBS = "limb: say which of "


def answered(text: str, pack: str = "foia2000", *, ours_only: bool = False) -> str:
    """A draft with every prompt answered; KeyError names one that nobody has an answer for, unless
    it may be none of ours."""

    def answer(prompt: re.Match[str]) -> str:
        label = " ".join(prompt[1].split())
        if label == "insert the provision, down to its limb":
            return NAMED[pack]
        if label.startswith(_LIMBS):
            return label.removeprefix(_LIMBS).split(",")[0].split(" or ")[0]
        known = label if label.startswith("insert ") else label.partition(":")[0]
        return ANSWERS.get(known, prompt[0]) if ours_only else ANSWERS[known]

    return PROMPT.sub(answer, text)


@cache
def setting(pack: str, kind: str = "full_refusal", writer: Writer = COUNCIL) -> Setting:
    checker = the_checker()
    packs = {p.name: p for p in checker.ruleset.packs}
    wording = load_wording([default_root()], pack, checker.ruleset)
    return Setting(packs[pack], checker.catalogues[pack], wording, writer, kind)


def claim(pack: str, provision: str) -> Wanted:
    here = setting(pack)
    return wanted(provision, here.catalogue, here.wording, "local", TODAY)


@cache
def citable(pack: str) -> tuple[str, ...]:
    """Every provision of a pack that a refusal can rest on today."""
    found = []
    for provision in setting(pack).catalogue.versions:
        try:
            claim(pack, str(provision))
        except UsageError:
            continue
        found.append(str(provision))
    return tuple(found)


def draft(
    pack: str,
    provisions: Sequence[str],
    kind: str = "full_refusal",
    writer: Writer = COUNCIL,
) -> str:
    claims = [claim(pack, provision) for provision in provisions]
    return to_text(skeleton(setting(pack, kind, writer), claims))
