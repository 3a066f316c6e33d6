"""Letters put together of what letters consist of, from openings to oddities; all of it invented."""

from __future__ import annotations

from hypothesis import strategies as st

from strategies import citations

_ACTS = (
    "of the Freedom of Information Act 2000",
    "of the Act",
    "FOIA",
    "",
    "of the Environmental Information Regulations 2004",
    "of the Freedom of Information (Scotland) Act 2002",
    "of the Data Protection Act 2018",
)
OPENINGS = (
    "Dear Ms Quill",
    "Our ref: FOI 2024/117\nDate: 4 March 2024\n\nDear Mr Tanner",
    "HARROW VALE COUNCIL\nTown Hall, Market Street\n\nDear Sir or Madam",
    "Freedom of Information request: the tender for the depot",
    "Annwyl Ms Quill / Dear Ms Quill",
)
REQUESTS = (
    "Thank you for your request of 5 February 2024 under the Freedom of Information Act 2000.",
    "You asked: “Please send me the prices, and tell me whether section 43 applies.”",
    "You asked for the following:\n\n1. the unit prices\n2. the names of the panel\n\nOur answer is below.",
    "Your request was received on 31/01/2024 and has been dealt with under the Act.",
    "1. What did the bolts cost?\n\nThe prices are exempt, see below.\n\n2. Who chose them?\n\nMr A Dale.",
)
THINGS = (
    "unit prices",
    "names of junior staff",
    "patrol times",
    "advice of counsel",
    "draft report",
)
_CLAIMS = (
    "The {thing} are withheld under {cited} {act}.",
    "We are refusing this part of your request. {cited} {act} applies to the {thing}.",
    "We neither confirm nor deny that we hold the {thing}, by virtue of {cited} {act}.",
    "{cited}\n\nThe {thing} are exempt {act}, since a rival could undercut the supplier in autumn.",
    "We have considered {cited} but do not rely on it for the {thing}.",
    "The {thing} (exempt: {cited} {act}) have been removed from the enclosed pages.",
    "- the {thing}: {cited}\n- the rest: enclosed",
    "To find the {thing} would exceed the appropriate limit, so that section 12(1) {act} applies.",
)
REASONS = (
    "A rival that learns the rates would win the next tender by pennies, and the town would pay.",
    "Disclosure would be likely to prejudice the commercial interests of the supplier.",
    "The nurse was followed home from her shift in March, and a list of shifts would make that easy.",
    "It is the long-standing policy of this authority not to release such information.",
)
BALANCES = (
    "Residents want to see how money is spent. Against that, the town would pay more next year. On "
    "balance the public interest in maintaining the exemption outweighs that in disclosure.",
    "Public interest test\n\nFactors for disclosure:\n- openness\n\nFactors against:\n- the coming tender"
    "\n\nThe balance favours withholding.",
    "The public interest test has been applied.",
    "We need until 2 April 2024 to weigh the public interest and will write again by then.",
)
RIGHTS = (
    "If you are unhappy with this answer, you can ask for an internal review within 40 working days "
    "by writing to the Clerk.",
    "If you remain dissatisfied, you may apply to the Information Commissioner, Wycliffe House, Water "
    "Lane, Wilmslow SK9 5AF (section 50 of the Act).",
    "We have no complaints procedure.",
)
TABLES = (
    "| Item | Rate | Exemption |\n|---|---|---|\n| Bolts | withheld | s43(2) |\n| Nuts | £2 | none |",
    "Document        Decision        Reason\nPlan of depot   withheld        section 43(2)\n"
    "Invoice 7       released        -",
    "Item\tDecision\nMemo of 3 May\twithheld, s.40(2)\n",
)
MAILS = (
    "-----Original Message-----\nFrom: K Quill\nSent: 5 February 2024 10:31\nTo: Records\nSubject: bolts"
    "\n\nPlease send the prices. Section 41 does not apply.",
    "On Mon, 5 Feb 2024 at 10:31, K Quill wrote:\n> Please send the prices.\n> > Section 43(2)?\n",
    "From: Records\nTo: K Quill\nSubject: RE: bolts\n\nWe refuse your earlier request under section 22.",
)
ODDITIES = (
    "Page 1 of 2",
    "\f",
    "_" * 60,
    "**Section 43(2)** – *commercial interests*",
    "S E C T I O N  4 3",
    "section\u00a040\u00ad(2)\u200b",
    "\ufb01nancial interests: s43\u20112",
    "sections 1 to 99, 31(1)(a)-(zzz) and 40(((2)))",
    "[DRAFT - insert exemption here]",
    "ANNEX A",
    "(a)\n(b)\n(c)",
    "word " * 120,
    "\u202eesrever",
    "\U0001f600\U0001f600",
    "e\u0301tat, İstanbul, ẞ, ǆ",
    "'\"‘“«",
    "<b>section 43</b> &amp; &lt;40&gt;",
    "Section",
    "s.",
    "31 June 2024, 00/00/0000, 29 February 2023",
)
ENDINGS = ("Yours sincerely\n\nA Clerk\nRecords Team", "Regards,\nRecords", "")


@st.composite
def _claim(draw: st.DrawFn) -> str:
    return draw(st.sampled_from(_CLAIMS)).format(
        thing=draw(st.sampled_from(THINGS)),
        cited=draw(citations.written).text,
        act=draw(st.sampled_from(_ACTS)),
    )


def _some(words: tuple[str, ...], most: int = 2) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(words), max_size=most, unique=True)


def _paragraphs(odd: bool) -> st.SearchStrategy[tuple[str, ...]]:
    @st.composite
    def made(draw: st.DrawFn) -> tuple[str, ...]:
        middle = [
            *draw(st.lists(_claim(), max_size=3)),
            *draw(_some(REASONS)),
            *draw(_some(BALANCES)),
            *draw(_some(TABLES, 1)),
        ]
        if odd:
            middle += draw(_some(ODDITIES, 4))
            middle += draw(st.lists(st.text(max_size=30), max_size=1))
            middle = draw(st.permutations(middle))
        parts = [
            draw(st.sampled_from(OPENINGS)),
            *draw(_some(REQUESTS, 1)),
            *middle,
            *draw(_some(RIGHTS, 3)),
            draw(st.sampled_from(ENDINGS)),
            *draw(_some(MAILS, 1)),
        ]
        return tuple(part for part in parts if part)

    return made()


plain = _paragraphs(odd=False)
"""The paragraphs of a letter that a careful officer might write; a paragraph may have lines."""
odd = _paragraphs(odd=True)
"""The same in any order, with what copying, scanning and templates leave behind."""


def joined(paragraphs: tuple[str, ...]) -> str:
    """The text of a letter, with a blank line between its paragraphs."""
    return "\n\n".join(paragraphs) + "\n"
