"""Passages: where they begin and end, and whose words they are."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from noticecheck.checker import Checker
from noticecheck.model import Region, Span
from noticecheck.notice.blocks import find_blocks, label_of, looks_like_heading
from noticecheck.notice.sentences import split_sentences
from noticecheck.read import read_bytes
from short_letters import (
    FOIA,
    RIGHTS,
    check,
    document,
    letter,
    parse,
    part_of,
    passage_of,
    provisions,
)

Blocks = Callable[[str], list[tuple[str, str]]]


@pytest.fixture
def blocks(checker: Checker) -> Blocks:
    """Kind and words of every block of a text."""

    def found(text: str) -> list[tuple[str, str]]:
        return [
            (b.kind, " ".join(text[b.span.start : b.span.end].split()))
            for b in find_blocks(text, checker.matcher.scan(text))
        ]

    return found


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text, Span(0, len(text)))]


# --- layout ---------------------------------------------------------------------------------------


def test_blank_lines_part_paragraphs(blocks: Blocks) -> None:
    assert blocks("We hold it.\n\nWe refuse to give it.") == [
        ("paragraph", "We hold it."),
        ("paragraph", "We refuse to give it."),
    ]


def test_hard_wrapped_lines_stay_together(blocks: Blocks) -> None:
    text = (
        "The unit prices are withheld under section 43(2) because a rival could use them to\n"
        "undercut the supplier in the tender that opens in the autumn, and the Council would\n"
        "then pay more.\n"
    )
    assert len(blocks(text)) == 1


@pytest.mark.parametrize(
    "paragraph",
    [
        "If you remain dissatisfied, you may apply to the\nInformation Commissioner, Wycliffe House, "
        "Water\nLane, Wilmslow SK9 5AF (section 50 of the Act).",
        "If you remain dissatisfied, you may apply to the Information\nCommissioner, Wycliffe House, "
        "Water Lane, Wilmslow SK9 5AF (section\n50 of the Act).",
        "The names of junior staff are withheld under\nRegulation 12(5)(a) of the Freedom of Information\n"
        "Act 2000.",
    ],
)
def test_wrapped_lines_that_begin_with_names_stay_together(blocks: Blocks, paragraph: str) -> None:
    long = "It is the policy of this authority not to release information of that sort at all."
    wide = f"{long} It never did."
    assert [text for _, text in blocks(f"{wide}\n\n{paragraph}")] == [
        wide,
        paragraph.replace("\n", " "),
    ]


@pytest.mark.parametrize("end", ["They are exempt under section 43(2) of the", "They fall under"])
def test_a_line_that_breaks_off_goes_on_however_long_lines_are(blocks: Blocks, end: str) -> None:
    wide = "You can ask for a review within 40 working days by writing to the Clerk. " * 3
    text = f"We are withholding the unit prices in the catering contract. {end}\nAct."
    assert len(blocks(f"Dear Ms Quill\n\n{text}\n\n{wide}")) == 3


def test_items_of_a_list_stay_apart_though_one_ends_with_and(blocks: Blocks) -> None:
    wide = "You can ask for a review within 40 working days by writing to the Clerk. " * 3
    assert (
        len(blocks(f"{wide}\n\nthe prices of the contract; and\nMs Hale's reports\n\n{wide}")) == 4
    )


def test_lines_of_one_length_that_begin_with_capitals_may_be_a_list(blocks: Blocks) -> None:
    lines = [
        "What did the bolts cost you",
        "Who chose the supplier then",
        "When is the next tender",
    ]
    assert [text for _, text in blocks("\n".join(lines) + "\n\n" + "We hold it. " * 9)][:3] == lines


def test_a_dash_at_the_start_of_a_wrapped_line_begins_no_item(blocks: Blocks) -> None:
    text = (
        "The opinion is that it would be likely to inhibit the views of\n"
        "the managers who wrote in the margins of that paper, the three\n"
        "- since their argument has not ended - and the clerks who read\n"
        "it at the time.\n"
    )
    assert len(blocks(text)) == 1


@pytest.mark.parametrize("cited", ["s.31(1)(a)\n– (c)", "Section\n22", "sec.\n31(1)(a)"])
def test_a_citation_goes_on_over_the_end_of_a_line(blocks: Blocks, cited: str) -> None:
    text = f"The unit prices are withheld under {cited} of the Freedom of Information Act 2000."
    assert [kind for kind, _ in blocks(f"{text}\n\n{'We hold all of it. ' * 4}")] == [
        "paragraph",
        "paragraph",
    ]


def test_one_line_a_paragraph(blocks: Blocks) -> None:
    line = (
        "The unit prices are withheld because a rival could use them to undercut the supplier. " * 3
    )
    assert len(blocks(f"{line}\n{line}\n{line}")) == 3


def test_bullets_and_numbers_begin_items(blocks: Blocks) -> None:
    text = "We withhold:\n- the unit prices\n- the names\n\n1. We hold the list.\n2. We do not.\n"
    assert [kind for kind, _ in blocks(text)][-4:] == ["item"] * 4


@pytest.mark.parametrize("labels", ["(a) (b)", "a. b.", "(i) (ii)", "1. 2."])
def test_a_label_that_counts_on_begins_an_item(blocks: Blocks, labels: str) -> None:
    one, other = labels.split()
    text = (
        "Against release: the end of a case that is there to protect those very tenants, who would say no\n"
        "more; what comes of it will stand in the register in either event, and in the local papers too.\n\n"
        f"{one} internal review: reply to this message and quote the number of the case\n"
        f"{other} the Commissioner: at the address below\n"
    )
    assert len(blocks(text)) == 3


def test_table_rows_stand_alone(blocks: Blocks) -> None:
    text = "| Item | Exemption |\n| Prices | section 43(2) |\n| Names | section 40(2) |\n"
    assert [kind for kind, _ in blocks(text)] == ["row"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "Section 43(2) - Commercial interests",
        "PUBLIC INTEREST TEST",
        "## Public interest test",
        "**Public interest test**",
        "Public Interest Test:",
        "Reasons for decision",
        "2. Commercial Interests",
    ],
)
def test_headings(text: str) -> None:
    assert looks_like_heading(text)


@pytest.mark.parametrize(
    "text",
    [
        "The unit prices are withheld under section 43(2).",
        "We do not hold this.",
        "and the supplier would be undercut by a rival in the autumn",
        "Subject: your request",
        "the unit prices;",
    ],
)
def test_no_headings(text: str) -> None:
    assert not looks_like_heading(text)


def test_a_closing_is_no_heading(blocks: Blocks) -> None:
    assert [kind for kind, _ in blocks("We refuse.\n\nYours sincerely\n\nA Clerk, Records Team\n")][
        1
    ] == "paragraph"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2. We hold it", "2"),
        ("(b) We hold it", "b"),
        ("iv) We hold it", "iv"),
        ("Q3. How many?", "q 3"),
        ("Question 3: how many?", "q 3"),
        ("Annex A - prices", "annex a"),
        ("Item 4", "item 4"),
        ("We hold it", ""),
        ("A rival could", ""),
        ("I am sorry", ""),
        ("2024 was the year", ""),
    ],
)
def test_labels(text: str, label: str) -> None:
    assert label_of(text) == label


def test_passages_know_their_heading(checker: Checker) -> None:
    parsed = parse(checker, f"Section 43(2) - Prices\n\nThe prices are withheld {FOIA}.\n")
    passage = passage_of(parsed, "The prices")
    assert passage.heading is not None
    heading = parsed.passages[passage.heading]
    assert parsed.document.quote(heading.span) == "Section 43(2) - Prices"


# --- sentences ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("We hold it. We refuse.", ["We hold it.", "We refuse."]),
        ("Why? Because it is exempt.", ["Why?", "Because it is exempt."]),
        ("It is exempt under s. 43(2). We refuse.", ["It is exempt under s. 43(2).", "We refuse."]),
        ("See reg. 12(5)(e) of it. We refuse.", ["See reg. 12(5)(e) of it.", "We refuse."]),
        ("Mr. Vale asked. We refuse.", ["Mr. Vale asked.", "We refuse."]),
        ("It cost 3.5 million. We refuse.", ["It cost 3.5 million.", "We refuse."]),
        ("Prices, e.g. Those of bolts, are exempt.", ["Prices, e.g. Those of bolts, are exempt."]),
        ('He said "never." We refuse.', ['He said "never."', "We refuse."]),
        ("It is exempt.[2] We refuse.", ["It is exempt.[2]", "We refuse."]),
        ("One sentence only", ["One sentence only"]),
        ("It is exempt.\nWe refuse.", ["It is exempt.", "We refuse."]),
    ],
)
def test_sentences(text: str, wanted: list[str]) -> None:
    assert sentences(text) == wanted


# --- parts ----------------------------------------------------------------------------------------

LETTER = f"""We use some essential cookies to make this website work.

Dear Ms Hale

You asked for the following information:

1. The unit prices paid for bolts
2. The names of the buyers

Our response

The unit prices are withheld under section 43(2) {FOIA}. A rival could undercut the supplier.

{RIGHTS}
Yours sincerely

A Clerk

-----Original Message-----
From: K Hale
Sent: 2 May 2024
To: Records
Subject: bolts

Please send the unit prices. I think that section 40(2) does not apply.
"""


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("essential cookies", "furniture"),
        ("The unit prices paid", "request"),
        ("The names of the buyers", "request"),
        ("A rival could", "response"),
        ("internal review", "rights"),
        ("apply to the Information Commissioner", "rights"),
        ("I think that section 40(2)", "thread"),
    ],
)
def test_parts_of_a_letter(checker: Checker, words: str, part: str) -> None:
    assert part_of(parse(checker, LETTER), words) == part


@pytest.mark.parametrize(
    "request_",
    [
        'You wrote:\n\n"Please send me the list of suppliers and what each was paid."',
        "You asked:\n\nPlease send me the list of suppliers and what each was paid.",
        "Your request\n\nPlease send me the list of suppliers and what each was paid.",
        "> Please send me the list of suppliers and what each was paid.",
        "You requested the following information:\n\n- the list of suppliers and what each was paid",
        "I refer to your request, which reads as follows:\n\nI would like the list of suppliers and what "
        "each was paid.",
    ],
)
def test_the_request_is_told_from_the_answer(checker: Checker, request_: str) -> None:
    parsed = parse(
        checker,
        f"Dear Ms Hale\n\n{request_}\n\nWe have decided to withhold it under section 43(2) {FOIA}.\n",
    )
    assert part_of(parsed, "each was paid") == "request"
    assert part_of(parsed, "We have decided") == "response"


def test_numbered_questions_with_answers_between(checker: Checker) -> None:
    parsed = parse(
        checker,
        f"""Dear Ms Hale

1. How many bolts did you buy last year?

We bought 4,000 bolts.

2. What was paid for each of them?

This is withheld under section 43(2) {FOIA}.
""",
    )
    assert part_of(parsed, "How many bolts") == "request"
    assert part_of(parsed, "We bought") == "response"
    assert part_of(parsed, "What was paid") == "request"
    assert part_of(parsed, "This is withheld") == "response"


@pytest.mark.parametrize(
    "heading", ["Relevant legislation", "Extract from the Act", "What the Act says"]
)
def test_statute_under_its_heading(checker: Checker, heading: str) -> None:
    parsed = parse(
        checker,
        f"""The prices are withheld under section 43(2) {FOIA}.

{heading}

(2) Information is exempt information if its disclosure under this Act would prejudice interests.
""",
    )
    assert part_of(parsed, "(2) Information is exempt") == "statute"
    assert part_of(parsed, "The prices are withheld") == "response"


def test_what_is_said_right_behind_the_text_of_an_act_is_no_part_of_it(checker: Checker) -> None:
    text = """Freedom of Information Act 2000

Section 1(1) of the Act states:
Any person making a request for information to a public authority
is entitled-
(a) to be informed in writing by the public authority whether it holds
information of the description specified in the request, and
(b) if that is the case, to have that information communicated to him.
There are no figures held of the patients who had nowhere to go to
when they left the ward.
"""
    passages = parse(checker, text).passages
    assert [p.part for p in passages][-2:] == ["statute", "response"]
    assert text[passages[-1].span.start :].startswith("There are no figures")


@pytest.mark.parametrize(
    "heading", ["Your right to complain", "Complaints procedure", "If you are unhappy", "Appeals"]
)
def test_rights_under_their_heading(checker: Checker, heading: str) -> None:
    parsed = parse(
        checker,
        f"The prices are withheld under section 43(2) {FOIA}.\n\n{heading}\n\n"
        "The Clerk's address is 1 High Street.\n",
    )
    assert part_of(parsed, "The Clerk's address") == "rights"


def test_a_claim_under_a_heading_of_rights_is_still_the_answer(checker: Checker) -> None:
    parsed = parse(
        checker,
        f"Your request and your right to complain\n\nThe prices are withheld; we rely on section 43(2) {FOIA}.\n",
    )
    assert part_of(parsed, "The prices are withheld") == "response"


def test_what_the_format_marks_is_taken_over(checker: Checker) -> None:
    text = "Menu Home Contact\n\nWe refuse under section 43(2).\n\nOlder mail with section 40(2)."
    regions = (
        Region(Span(0, 17), "furniture"),
        Region(Span(text.index("Older"), len(text)), "thread"),
    )
    parsed, _ = checker.parse(document(text, regions=regions))
    assert [p.part for p in parsed.passages] == ["furniture", "response", "thread"]


def test_page_headers_are_furniture(checker: Checker) -> None:
    page = "OFFICIAL - Page {}\n\nThe answer to part {} is set out here in a sentence or two.\n\n"
    parsed = parse(checker, "".join(page.format(n, n) for n in range(1, 5)))
    assert {
        p.part for p in parsed.passages if parsed.document.quote(p.span).startswith("OFFICIAL")
    } == {"furniture"}


def test_every_word_lies_in_one_passage(checker: Checker) -> None:
    parsed = parse(checker, LETTER)
    covered = [False] * len(LETTER)
    for passage in parsed.passages:
        for place in range(passage.span.start, passage.span.end):
            assert not covered[place]
            covered[place] = True
    left = {c for c, seen in zip(LETTER, covered, strict=True) if not seen}
    assert not any(c.isalnum() for c in left)


def test_passages_hold_their_sentences_in_order(checker: Checker) -> None:
    for passage in parse(checker, LETTER).passages:
        assert passage.sentences
        assert list(passage.sentences) == sorted(passage.sentences)
        assert all(passage.span.contains(sentence) for sentence in passage.sentences)


def test_between_the_headings_request_and_response_the_requester_speaks(checker: Checker) -> None:
    text = f"""Request

Please send me:

1. the options report
2. what it cost

I don't want to hear that section 31 is in play. The council should know that it is no secret.

Response

The report cost £300. It is exempt under section 22(1) {FOIA}, as it goes to Cabinet in May.
"""
    parsed = parse(checker, text)
    assert provisions(parsed) == {"s22(1)"}
    assert part_of(parsed, "The council should know") == "request"
    assert part_of(parsed, "The report cost") == "response"


def test_refusal_under_a_heading_over_the_request_is_not_the_requesters(checker: Checker) -> None:
    text = f"""Your request

You asked for the options report. We are withholding it under section 22(1) {FOIA}.

Response to your second question

The report cost £300.
"""
    assert provisions(parse(checker, text)) == {"s22(1)"}


FORWARDED = """\
From: FOI Team <foi@council.example>
Sent: 18 November 2024 10:00
To: C Hale
Subject: Your request

Dear Ms Hale

The names are exempt under section 40(2) of the Freedom of Information Act 2000: they would tell
readers who complained. You may ask for an internal review.

Yours sincerely

A Clerk
"""


@pytest.mark.parametrize(
    "above",
    [
        "FYI - they refused again. What do you think?\n\nCaroline\n\n---------- Forwarded message ---------\n",
        "Hi\n\nBegin forwarded message:\n\n",
        "From: C Hale <c@x.example>\nTo: b@y.example\nSubject: FW: Your request\n\nSee below.\n\nCaroline\n\n",
    ],
)
def test_a_letter_that_is_passed_on(checker: Checker, above: str) -> None:
    older = "\n-----Original Message-----\nFrom: C Hale\nTo: foi\n\nWhy not section 38?\n"
    report = checker.check(read_bytes((above + FORWARDED + older).encode(), "a.txt"))
    assert report.notice is not None
    assert [claim.provision for claim in report.notice.claims] == ["s40(2)"]
    parts = {p.part for p in report.notice.passages if p.span.end <= len(above)}
    assert parts <= {"thread", "furniture"}


@pytest.mark.parametrize(
    "above",
    [
        "From: Clerk\nTo: C Hale\nSubject: RE: Your request\n\nDear Ms Hale\n\nWe will review it.\n\n"
        "Yours sincerely\nA Clerk\n\n",
        "Subject: FW: Your request\nTo: C Hale\n\nThe file is exempt under section 22(1).\n\nA Clerk\n\n",
    ],
)
def test_an_older_letter_below_an_answer(checker: Checker, above: str) -> None:
    report = checker.check(read_bytes((above + FORWARDED).encode(), "a.txt"))
    assert report.notice is not None
    assert "s40(2)" not in [claim.provision for claim in report.notice.claims]


# --- pages and letterheads ------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["Page 1 of 2", "- page 1 of 2 -", "Page 3"])
def test_a_page_number_alone_is_no_block(blocks: Blocks, number: str) -> None:
    first = "The rates are withheld, since a rival that knew what the supplier charges for its"
    second = "engineers would win the next tender by a penny.\n\nWe looked at both sides."
    whole = [("paragraph", f"{first} {number} {second.splitlines()[0]}")]
    assert blocks(f"{first}\n\n{number}\n\n{second}")[:1] == whole
    apart = blocks(f"We hold it.\n\n{number}\n\nWe refuse to give it.")
    assert apart == [("paragraph", "We hold it."), ("paragraph", "We refuse to give it.")]


@pytest.mark.parametrize("text", ["", "\n", "Page 1 of 1\n", "\n\nPage 1\n\n"])
def test_a_text_may_have_no_block(blocks: Blocks, text: str) -> None:
    assert blocks(text) == []


def test_a_paragraph_that_refuses_before_its_disclaimer_is_no_furniture(checker: Checker) -> None:
    text = letter(
        "The unit costs are withheld under section 43(2), since a rival could undercut the firm. "
        "This message may contain confidential matter meant only for the person it is addressed to."
    )
    assert provisions(check(checker, text)) == {"s43(2)"}


def test_a_paragraph_that_goes_on_over_a_page_is_no_furniture(checker: Checker) -> None:
    text = (
        "Dear Ms Quill\n\nIf you are not content you can ask the Secretary within two months for a\n\n"
        "Page 1 of 2\n\nreview of this decision, and after that the Information Commissioner.\n"
    )
    assert part_of(parse(checker, text), "If you are not") == "rights"


def test_lines_of_a_letterhead_stay_apart_where_lines_are_short(blocks: Blocks) -> None:
    head = "Information Rights Unit, Tollgate Road, Wendlemere WM1 4PX"
    mark = "Our ref: FOI 004417/24                        12 March 2024"
    body = "We have looked at your request again and have\nfound that the prices in the contract of June\ncannot be given to you."
    assert [words for _, words in blocks(f"{head}\n{mark}\n\n{body}")][:2] == [
        head,
        " ".join(mark.split()),
    ]
    title = "FREEDOM OF INFORMATION REQUEST\nDated 27 November"
    assert [words for _, words in blocks(f"{title}\n\n{body}")][:2] == title.split("\n")


def test_numbered_lines_that_fill_the_page_are_a_list(blocks: Blocks) -> None:
    first = "Part 1 (how many finds there were in each month) - provided in Table 1."
    second = "Part 2 (how each find was made) - withheld, section 31(1)(f)."
    body = "If the split were known, prisoners and those who supply them would see\nwhich methods hardly ever succeed and would be likely to shift to the\nroutes that they are meant to close."
    found = blocks(f"{first}\n{second}\n\n{body}")
    assert found[:2] == [("item", first), ("item", second)]


@pytest.mark.parametrize("width", range(60, 100, 3))
def test_titles_below_lines_that_a_program_fills(blocks: Blocks, width: int) -> None:
    reason = (
        "The prices would help a rival to undercut the supplier when the tender opens in the autumn, "
        "and so the interest in keeping them from view is the greater for now, as the contract has "
        "yet to be won and the other bidders would be likely to learn what they have to beat"
    )
    lines = [f"{reason[:-n] if n else reason}." for n in (0, 4, 8, 13, 17)]
    title = "Documents 4 to 6 - section 43(2)"
    text = "\n".join(f"{title}\n{textwrap.fill(line, width)}" for line in lines)
    assert [words for _, words in blocks(text)] == [w for line in lines for w in (title, line)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Review: Head of Governance, 2 Bell Street. Then:", "paragraph"),
        ("Not content? Ask the Clerk for a review:", "paragraph"),
        ("Review and complaints:", "heading"),
        ("Annex A. The prices:", "heading"),
        ("Section 43. Commercial interests:", "heading"),
    ],
)
def test_what_holds_the_end_of_a_sentence_is_no_title(blocks: Blocks, line: str, kind: str) -> None:
    below = "The Information Commissioner, Wycliffe House, Wilmslow."
    assert blocks(f"{line}\n\n{below}") == [(kind, line), ("paragraph", below)]


def test_a_list_that_goes_on_below_a_line_of_middling_length(blocks: Blocks) -> None:
    items = ["1. how many gates there are", f"2. {'the settings of a gate ' * 2}at", "3. the names"]
    body = "We hold what you asked for in the first of these three points, and\nnothing of what is asked in the other two, for the reasons that are\nset out below.\n"
    assert [words for _, words in blocks("\n".join(items) + f"\n\n{body}")][:3] == items


TITLES = (
    "FOI request 1123",
    "Freedom of Information Act 2000: your request",
    "Your request of 14 May 2024",
    "Freedom of Information request - rates",
)
BY_ONE_OFFICER = (
    "I rely on section 43(2) for the rates, as a rival would undercut our supplier in the autumn.",
    "I find section 43(2) engaged for the rates. A rival would undercut our supplier in the autumn.",
    "Thank you for writing. The rates are exempt under section 43(2). I think a rival would gain.",
    "I hold the rates, but they are exempt under section 43(2): a rival would undercut the supplier.",
    "The rates are exempt under section 43(2). I carried out the public interest test.",
    "Thank you for your email.\n\nThe rates are exempt under section 43(2). I have weighed them up.",
)


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("said", BY_ONE_OFFICER)
def test_under_the_title_of_a_letter_one_officer_speaks(
    checker: Checker, title: str, said: str
) -> None:
    assert provisions(parse(checker, f"Dear Ms Quill\n\n{title}\n\n{said}\n\n{RIGHTS}")) == {
        "s43(2)"
    }


def test_under_the_title_of_a_letter_names_may_be_removed(checker: Checker) -> None:
    said = "The names have been removed as they are personal data."
    parsed = parse(checker, f"Dear Ms Quill\n\nFOI request 1123\n\n{said}\n\n{RIGHTS}")
    assert part_of(parsed, said) == "response"
    assert parsed.unnamed is not None


def test_under_a_title_what_asks_is_still_the_request(checker: Checker) -> None:
    parsed = parse(
        checker,
        "Dear Ms Quill\n\nFOI request 1123\n\nI would like the rates. Please do not tell me that they "
        "are exempt under section 43(2).\n\nWe enclose the rates.\n",
    )
    assert part_of(parsed, "I would like") == "request"
    assert provisions(parsed) == set()


def test_under_your_request_who_asks_goes_on_in_the_first_person(checker: Checker) -> None:
    parsed = parse(
        checker,
        "Dear Ms Quill\n\nYour request\n\nI run a shop by the quay. The rates were said to be exempt "
        "under section 43(2).\n\nOur answer\n\nWe enclose the rates.\n",
    )
    assert provisions(parsed) == set()
