"""Reports made by hand, so that reporters are tested without the stages before them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from noticecheck.model import (
    Assessment,
    Citation,
    Claim,
    Document,
    Mention,
    Notice,
    Report,
    Span,
)

TEXT = """Millbrook District Council
Our ref: FOI/2024/118
12 March 2024

Dear Ms Hale

You asked on 14 February 2024 for the tender scores, the names of the bidders and any
police correspondence about the tender.

The names are exempt under section 40(2) because the bidders are sole traders.
The scores are exempt under section 43(2). The public interest favours withholding.
We neither confirm nor deny that we hold police correspondence, by virtue of section 31(3).
Section 17 of the Act requires us to say so.

If you are unhappy you can complain to the Information Commissioner.
"""


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def document(path: str = "letters/tender.txt", text: str = TEXT) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(path=path, text=text, media_type="text/plain", sha256=digest)


def claim(provision: str, effect: str, test: str, words: str) -> Claim:
    cited = Citation(span(words), (provision,), "foia2000")
    return Claim(provision, "foia2000", effect, test, (cited,))  # type: ignore[arg-type]


def point(rule, element, status, subject=None, effect=None, *, level="must", message="", advice="",
          law=(), words=()) -> Assessment:  # fmt: skip
    return Assessment(
        f"foia2000/{rule}", element, level, subject, effect, status, message, advice, tuple(law),
        tuple(span(text) for text in words),
    )  # fmt: skip


CLAIMS = (
    claim("s40(2)", "withhold", "absolute", "section 40(2)"),
    claim("s43(2)", "withhold", "qualified", "section 43(2)"),
    claim("s31(3)", "ncnd", "qualified", "section 31(3)"),
)
NOTICE = Notice(
    document=document(),
    kind="full_refusal",
    regimes=("foia2000",),
    authority="Millbrook District Council",
    authority_type="local",
    reference="FOI/2024/118",
    received=date(2024, 2, 14),
    dated=date(2024, 3, 12),
    passages=(),
    claims=CLAIMS,
    mentions=(Mention("s17", "foia2000", "statute", span("Section 17")),),
    unnamed=None,
    unnamed_discussion=(),
    complete=True,
)
POINTS = (
    point("s17-1-a", "states_refusal", "met"),
    point("s17-1-b", "specifies_exemption", "met", "s40(2)", "withhold"),
    point("s17-1-b", "specifies_exemption", "met", "s43(2)", "withhold"),
    point("s17-1-b", "specifies_exemption", "met", "s31(3)", "ncnd"),
    point("s17-1-c", "explains_why", "met", "s40(2)", "withhold"),
    point(
        "s17-1-c", "explains_why", "gap", "s43(2)", "withhold",
        message="The notice relies on section 43(2) without giving any reason of its own.",
        advice="Say what about this information makes section 43(2) apply to it.",
        law=["FOIA 2000, s.17(1)(c)"],
        words=["The scores are exempt under section 43(2)."],
    ),
    point(
        "s17-1-c", "explains_why", "unclear", "s31(3)", "ncnd",
        message="The notice gives no reason for neither confirming nor denying under section 31(3).",
        advice="Say why confirming or denying would itself cause harm, as far as that can be said.",
        law=["FOIA 2000, s.17(1)(c)", "FOIA 2000, s.17(4)"],
        words=["We neither confirm nor deny that we hold police correspondence, by virtue of section 31(3)."],
    ),
    point("s17-3-b", "public_interest", "not_applicable", "s40(2)", "withhold"),
    point(
        "s17-3-b", "public_interest", "gap", "s43(2)", "withhold",
        message="The notice relies on section 43(2), a qualified exemption, without saying why the "
        "public interest favours withholding.",
        advice="Set out what speaks for and against disclosing the information withheld under "
        "section 43(2), and why the balance favours withholding.",
        law=["FOIA 2000, s.17(3)(b)"],
        words=["The public interest favours withholding."],
    ),
    point("s17-3-a", "public_interest", "unclear", "s31(3)", "ncnd",
          message="The notice does not weigh the public interest in confirming or denying.",
          advice="Say why the public interest favours neither confirming nor denying.",
          law=["FOIA 2000, s.17(3)(a)"], words=["section 31(3)"]),
    point("s17-7-a", "complaints_procedure", "gap",
          message="The notice does not say how to complain to the authority.",
          advice="Give the particulars of the complaints procedure, or say that there is none.",
          law=["FOIA 2000, s.17(7)(a)"]),
    point("s17-7-b", "right_to_regulator", "met",
          words=["complain to the Information Commissioner"]),
    point("s45-time", "quality", "gap", level="should",
          message="The notice does not say within what time to ask for a review.",
          advice="Say within what time.", law=["s.45 Code of Practice, 5.3"]),
    point("length", "quality", "note", level="info", message="The letter is short."),
)  # fmt: skip
REPORT = Report(
    document=document(),
    notice=NOTICE,
    assessments=POINTS,
    verdict="gaps",
    decided_by=tuple(p.key for p in POINTS if p.status == "gap" and p.level == "must"),
    packs=("foia2000@1.0",),
    rules_hash="0" * 64,
)


def clean_report() -> Report:
    kept = tuple(p for p in POINTS if p.status == "met")
    return replace(REPORT, assessments=kept, verdict="no_gap_found", decided_by=())


def unclear_report() -> Report:
    kept = tuple(p for p in POINTS if p.status in ("met", "unclear"))
    text = "The letter breaks off in the middle of a sentence: its end may be missing."
    decided = tuple(p.key for p in kept if p.status == "unclear")
    return replace(
        REPORT, assessments=kept, verdict="unclear", decided_by=decided, warnings=(text,)
    )


def acknowledgement() -> Report:
    notice = replace(NOTICE, kind="acknowledgement", claims=(), mentions=(), received=None)
    return replace(REPORT, notice=notice, assessments=(), verdict="not_a_refusal", decided_by=())


def unreadable() -> Report:
    empty = Document("letters/scan.pdf", "", "application/pdf", "")
    return Report(empty, None, (), "not_assessed", (), ("foia2000@1.0",), "0" * 64,
                  ("this PDF has no text: run text recognition on it first",))  # fmt: skip


SAMPLES = {
    "gaps": lambda: REPORT,
    "clean": clean_report,
    "unclear": unclear_report,
    "acknowledgement": acknowledgement,
    "unreadable": unreadable,
}
