"""What no change of form may alter, for letters put together at random."""

from __future__ import annotations

import random
import re
import textwrap
from dataclasses import replace
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaded import the_checker
from noticecheck.checker import Checker
from noticecheck.evaluate import evaluate
from noticecheck.match import Matches
from noticecheck.model import Report
from short_letters import FOIA, check, document, statuses

quick = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

CLAIMS = (
    f"The unit prices are withheld under section 43(2) {FOIA}, because a rival could undercut the "
    "supplier in the tender that opens in the autumn.",
    f"The names are withheld under section 40(2) {FOIA}, as junior clerks would not expect it.",
    f"We neither confirm nor deny that we hold anything more, under section 31(3) {FOIA}.",
    f"Counsel's opinion is exempt from disclosure under section 42(1) {FOIA}.",
    f"The patrol times are refused under section 31 {FOIA}.",
    f"Section 38(1)(a) - Health and safety\n\nThe rota is withheld under section 38(1)(a) {FOIA}, since a "
    "nurse was followed home from her shift in March and a list of shifts would make that easy.",
    f"The following are withheld under section 43(2) {FOIA}:\n\n- the day rates of the three engineers\n"
    "\n- the margin in the last column of the table",
    "You asked what was paid for the bolts, and whether section 41 had been thought of.",
    f"We refuse the second part under section 12(1) {FOIA}, since to answer it would exceed the "
    "appropriate limit.",
)
REMARKS = (
    "Residents want to see how the contract was priced. Against that, a supplier undercut by a rival "
    "would cost taxpayers more. On balance the public interest favours withholding the prices.",
    "The public interest test has been applied and favours withholding.",
    "We have considered section 36 but do not rely on it.",
    "The invoices are enclosed with this letter, together with a plan of the depot and its yard.",
    "Public interest test\n\nOpenness about money speaks for disclosure. A rival that learns the rates "
    "would win the next tender by pennies, which taxpayers would pay for. The balance favours "
    "withholding.",
    "A separate letter with the public interest reasons will follow within ten days of this one.",
)
REVIEW = (
    "If you are unhappy with this answer, you can ask for an internal review by writing to the Clerk.",
    "Should you wish us to look at the decision again, please write to the Head of Service.",
)
REGULATOR = (
    "If you remain dissatisfied, you may apply to the Information Commissioner for a decision.",
    "You then have the right to complain to the Information Commissioner, whose address is on the web.",
)

letters = st.builds(
    lambda claims, remarks, rights: [
        "Dear Ms Hale",
        "Thank you for your request of last month under the Freedom of Information Act 2000.",
        *claims,
        *remarks,
        *rights,
        "Yours sincerely",
        "A Clerk, Records Team",
    ],
    st.lists(st.sampled_from(CLAIMS), min_size=1, max_size=3, unique=True),
    st.lists(st.sampled_from(REMARKS), max_size=2, unique=True),
    st.lists(st.sampled_from((*REVIEW, *REGULATOR)), max_size=3, unique=True),
)


def outcome(report: Report) -> tuple[object, ...]:
    assert report.notice is not None
    return report.verdict, report.notice.kind, statuses(report)


def joined(paragraphs: list[str], blank: str = "\n\n") -> str:
    return blank.join(paragraphs) + "\n"


def wrapped(text: str, width: int) -> str:
    return "\n\n".join(
        textwrap.fill(paragraph, width, break_long_words=False, break_on_hyphens=False)
        for paragraph in text.split("\n\n")
    )


@quick
@given(paragraphs=letters)
def test_spans_lie_in_the_text(checker: Checker, paragraphs: list[str]) -> None:
    text = joined(paragraphs)
    report = check(checker, text)
    assert report.notice is not None
    parsed = report.notice
    spans = [p.span for p in parsed.passages]
    spans += [s for p in parsed.passages for s in p.sentences]
    spans += [s for c in parsed.claims for s in c.discussion]
    spans += [c.span for one in parsed.claims for c in one.citations]
    spans += [m.span for m in parsed.mentions]
    spans += [s for a in report.assessments for s in a.evidence]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@quick
@given(
    paragraphs=letters, blanks=st.sampled_from(["\n\n\n", "\n \n\n", "\n\n\t\n\n\n", "\r\n\r\n"])
)
def test_blank_lines_change_nothing(checker: Checker, paragraphs: list[str], blanks: str) -> None:
    assert outcome(check(checker, joined(paragraphs, blanks))) == outcome(
        check(checker, joined(paragraphs))
    )


@quick
@given(paragraphs=letters, width=st.integers(50, 110))
def test_wrapping_changes_nothing(checker: Checker, paragraphs: list[str], width: int) -> None:
    text = joined([wrapped(p, width) for p in paragraphs])
    assert outcome(check(checker, text)) == outcome(check(checker, joined(paragraphs)))


@quick
@given(paragraphs=letters, seed=st.integers(0, 10**6))
def test_case_of_body_text_changes_nothing(
    checker: Checker, paragraphs: list[str], seed: int
) -> None:
    """Words within a sentence; sentence starts and one-letter labels keep their case."""
    choose = random.Random(seed)

    def turn(match: re.Match[str]) -> str:
        return choose.choice([str.lower, str.upper, str.title])(match.group())

    body = [
        p if "\n" in p else re.sub(r"(?<=[a-z,] )[A-Za-z]{4,}\b(?!\.)", turn, p)
        for p in paragraphs[1:-2]
    ]
    turned = [paragraphs[0], *body, *paragraphs[-2:]]
    assert outcome(check(checker, joined(turned))) == outcome(check(checker, joined(paragraphs)))


@quick
@given(paragraphs=letters)
def test_deleting_rights_never_turns_a_gap_into_met(
    checker: Checker, paragraphs: list[str]
) -> None:
    before = statuses(check(checker, joined(paragraphs)))
    after = statuses(
        check(checker, joined([p for p in paragraphs if p not in (*REVIEW, *REGULATOR)]))
    )
    for key, status in before.items():
        assert not (status == "gap" and after.get(key) == "met"), key
    refused = any(status != "not_applicable" for status in after.values())
    assert not refused or after["foia2000/s17-7-a"] == after["foia2000/s17-7-b"] == "gap"


@quick
@given(paragraphs=letters)
def test_deleting_the_balance_never_turns_a_gap_into_met(
    checker: Checker, paragraphs: list[str]
) -> None:
    before = statuses(check(checker, joined(paragraphs)))
    after = statuses(check(checker, joined([p for p in paragraphs if p not in REMARKS])))
    for key, status in before.items():
        if "s17-3" in key or "s17-1-c" in key:
            assert not (status == "gap" and after.get(key) == "met"), key


@quick
@given(paragraphs=letters)
def test_a_thread_below_changes_nothing(checker: Checker, paragraphs: list[str]) -> None:
    thread = (
        "-----Original Message-----\nFrom: K Hale\nSent: 2 May 2024 10:31\nTo: Records\nSubject: bolts\n\n"
        "Please send the prices. Section 43(2) does not apply, and I know that I can ask for an internal "
        "review and go to the Information Commissioner.\n"
    )
    assert outcome(check(checker, joined([*paragraphs, thread]))) == outcome(
        check(checker, joined(paragraphs))
    )


@quick
@given(paragraphs=letters, marks=st.sampled_from(["bold", "nbsp", "curly"]))
def test_marks_change_nothing(checker: Checker, paragraphs: list[str], marks: str) -> None:
    text = joined(paragraphs)
    if marks == "bold":
        turned = re.sub(r"section (\d+(?:\(\d\))?)", r"section **\1**", text)
    elif marks == "nbsp":
        turned = re.sub(r"section (\d)", "section\u00a0\\1", text)
    else:
        turned = text.replace("'", "\u2019")
    assert outcome(check(checker, turned)) == outcome(check(checker, text))


@cache
def found_in(words: str) -> Matches:
    """What stands in a few words; the letters put together have many of them in common."""
    return the_checker().matcher.scan(words)


@quick
@given(paragraphs=letters)
def test_phrases_lead_back_to_the_source(checker: Checker, paragraphs: list[str]) -> None:
    """What a phrase finds in the text, it finds again in those words alone, spread over lines."""
    text = joined([wrapped(p, 40) for p in paragraphs]).replace("section ", "section\u00a0")
    matches = checker.matcher.scan(text)
    for name, hits in matches.starting(""):
        for hit in hits:
            words = text[hit.span.start : hit.span.end]
            assert words == words.strip()
            again = found_in(words).of(name)
            assert any(h.span.start == 0 and h.span.end == len(words) for h in again), (name, words)


@quick
@given(paragraphs=letters, seed=st.integers(0, 10**6))
def test_order_of_rules_changes_nothing(checker: Checker, paragraphs: list[str], seed: int) -> None:
    parsed, matches = checker.parse(document(joined(paragraphs)))
    rules = list(checker.ruleset.rules)
    random.Random(seed).shuffle(rules)
    turned = replace(checker.ruleset, rules=tuple(rules))
    assert set(evaluate(turned, parsed, matches, checker.catalogues)) == set(
        evaluate(checker.ruleset, parsed, matches, checker.catalogues)
    )


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=200))
def test_any_text_gets_a_report(checker: Checker, text: str) -> None:
    report = check(checker, text)
    assert report.verdict in ("not_a_refusal", "not_assessed", "gaps", "unclear", "no_gap_found")
    for assessment in report.assessments:
        assert all(0 <= s.start <= s.end <= len(text) for s in assessment.evidence)
