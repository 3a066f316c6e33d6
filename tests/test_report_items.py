"""What is listed once for several claims: nothing is said twice, and no claim is lost."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

import report_samples as samples
from loaded import report_on
from noticecheck.checker import Checker
from noticecheck.model import Assessment, Report
from noticecheck.report import to_summary, to_terminal, words
from noticecheck.report.items import items
from noticecheck.report.verdict import verdict_sentence
from short_letters import RIGHTS, check

LETTERS = sorted((Path(__file__).parent.parent / "corpus" / "letters").iterdir())
SECTIONS = (
    "21, 22, 22A, 23, 24, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40(2), 41, 42, "
    "43(2), 31(1)(a), 31(1)(b), 38(1)(a), 38(1)(b), 26(1)(a), 27(1)(a) and 44"
)
MANY = (
    "You asked for the tender file.\n\nThe information is exempt under sections "
    f"{SECTIONS} of the Freedom of Information Act 2000.\n"
)


def gap(subject: str | None, *, rule: str = "r", **changes: object) -> Assessment:
    name = words.provision(subject)
    made = samples.point(
        rule, "explains_why", "gap", subject, None if subject is None else "withhold",
        message=f"Nothing is said about {name}.", advice=f"Explain {name}.", law=["An Act, s.1"],
    )  # fmt: skip
    return replace(made, **changes)


def report(*points: Assessment) -> Report:
    return replace(samples.REPORT, assessments=points)


def listed(text: str, heading: str = "MISSING") -> list[str]:
    """The numbered items under a heading, each as one line of words."""
    blocks = re.split(r"\n\n(?=[A-Z]{3}[A-Z ]+:|This shows)", text)
    part = next((part for part in blocks if part.startswith(heading)), "")
    return [" ".join(item.split()) for item in re.split(r"\n(?= ?\d+\. )", part)[1:]]


def named(text: str) -> set[str]:
    """Every provision in a text: "31(1)(a)"."""
    return set(re.findall(r"\b\d+[A-Z]?(?:\(\w+\))*(?![\w(])", text))


def test_claims_with_the_same_gap_are_one_item() -> None:
    made = report(gap("s31(1)(a)"), gap("s40(2)"), gap("s43(2)"))
    assert listed(to_terminal(made)) == [
        "1. Nothing is said about each of sections 31(1)(a), 40(2) and 43(2). Law: An Act, s.1 "
        "Ask the authority to: explain each of these sections."
    ]
    assert verdict_sentence(made) == "This refusal leaves out 1 thing that the law requires."


def test_one_claim_is_named_in_every_sentence() -> None:
    (item,) = listed(to_terminal(report(gap("s31(1)(a)"))))
    assert "about section 31(1)(a)." in item and "to: explain section 31(1)(a)." in item


def test_two_rules_are_two_items() -> None:
    made = report(gap("s31(1)(a)"), gap("s31(1)(a)", rule="q"), gap("s40(2)"))
    assert [named(item) & {"31(1)(a)", "40(2)"} for item in listed(to_terminal(made))] == [
        {"31(1)(a)", "40(2)"},
        {"31(1)(a)"},
    ]


def test_a_section_is_not_taken_for_the_start_of_another() -> None:
    texts = {"message": "Section 31 lacks section 31(1)(a).", "advice": "Mend section 31."}
    (item,) = items(report(gap("s31", **texts), gap("s3", message="Look at section 31.")),
                    "must", "gap")  # fmt: skip
    assert item.messages == [
        "Section 31 lacks section 31(1)(a). This concerns section 31.",
        "Look at section 31. This concerns section 3.",
    ]


def test_what_is_listed_after_a_colon_is_put_together() -> None:
    one = gap("s30", message="Part of section 30 is meant: section 30(1) or section 30(2).")
    two = gap("s31", message="Part of section 31 is meant: section 31(1) or section 31(3).")
    (item,) = items(report(one, two), "must", "gap")
    assert item.messages == [
        "Part of each of sections 30 and 31 is meant: section 30(1) or section 30(2); "
        "section 31(1) or section 31(3)."
    ]


def test_texts_that_differ_are_all_given() -> None:
    (item,) = items(report(gap("s30"), gap("s31", message="It is bare.")), "must", "gap")
    assert item.messages == [
        "Nothing is said about section 30.",
        "It is bare. This concerns section 31.",
    ]


def test_a_claim_that_a_message_leaves_out_is_named_after_it() -> None:
    made = report(gap("s30", message="It is bare."), gap("s31", message="It is bare."))
    (item,) = listed(to_terminal(made))
    assert item.startswith("1. It is bare. This concerns each of sections 30 and 31. ")


def test_a_refusal_that_names_no_section_stands_beside_the_claims() -> None:
    unnamed = gap("unnamed", message="Nothing is said about the refusal.", advice="Explain it.")
    (item,) = items(report(gap("s30"), gap("s31"), unnamed), "must", "gap")
    assert item.messages == [
        "Nothing is said about each of sections 30 and 31.",
        "Nothing is said about the refusal.",
    ]
    assert item.advice == ["Explain each of sections 30 and 31.", "Explain it."]
    assert "an exemption that it does not name" in item.question


def test_regulations_are_called_regulations() -> None:
    (item,) = items(report(gap("reg12(4)(d)"), gap("reg12(5)(e)")), "must", "gap")
    assert item.messages == ["Nothing is said about each of regulations 12(4)(d) and 12(5)(e)."]
    assert item.advice == ["Explain each of these regulations."]


def test_a_sentence_is_quoted_once_and_the_rest_by_its_place() -> None:
    names = samples.span("The names are exempt under section 40(2) because")
    scores = samples.span("The scores are exempt under section 43(2).")
    police = samples.span("We neither confirm nor deny")
    made = report(
        gap("s30", evidence=(names,)), gap("s31", evidence=(names,)),
        gap("s40(2)", evidence=(scores,)), gap("s43(2)", evidence=(police,)),
    )  # fmt: skip
    (item,) = listed(to_terminal(made))
    assert item.count("The names are exempt") == 1
    assert "The scores are exempt" in item and "We neither confirm" not in item
    assert "See also: line 12 Law:" in item


def test_unclear_points_are_grouped_as_gaps_are() -> None:
    made = report(gap("s31(1)(a)", status="unclear"), gap("s40(2)", status="unclear"))
    assert listed(to_terminal(made), "NOT CLEAR") == [
        "1. Does the letter give reasons of its own for relying on each of sections 31(1)(a) and "
        "40(2)? If not: Nothing is said about each of these sections. Law: An Act, s.1 "
        "Ask the authority to: explain each of these sections."
    ]


def test_good_practice_is_grouped_as_well() -> None:
    made = report(gap("s31(1)(a)", level="should"), gap("s40(2)", level="should"))
    text = " ".join(to_terminal(made).split())
    assert "- Nothing is said about each of sections 31(1)(a) and 40(2). (An Act, s.1)" in text


def test_the_same_section_with_two_effects_is_named_once() -> None:
    (item,) = items(report(gap("s31(3)"), gap("s31(3)", effect="ncnd")), "must", "gap")
    assert item.messages == ["Nothing is said about section 31(3)."]


def test_a_refusal_under_thirty_sections_is_short_and_names_each(checker: Checker) -> None:
    made = check(checker, MANY)
    assert made.notice is not None and len(made.notice.claims) > 20
    # What the law requires, and then a paragraph for each rule of good practice, of which more come.
    required, whole = to_terminal(made, lowest="must"), to_terminal(made)
    assert len(required.splitlines()) < 150
    advised = {a.rule for a in made.assessments if (a.level, a.status) == ("should", "gap")}
    assert len(whole.splitlines()) < 150 + 4 * len(advised)
    assert_nothing_is_lost(made)


@pytest.mark.parametrize("path", LETTERS, ids=[path.name for path in LETTERS])
def test_no_letter_loses_a_point(path: Path) -> None:
    assert_nothing_is_lost(report_on(path))


def assert_nothing_is_lost(made: Report) -> None:
    """Each must gap and each unclear point is in one item, which names its claim and its law."""
    text = to_terminal(made)
    for status, heading in (("gap", "MISSING"), ("unclear", "NOT CLEAR")):
        found = items(made, "must", status)  # type: ignore[arg-type]
        shown = listed(text, heading)
        assert len(shown) == len(found)
        for item, lines in zip(found, shown, strict=True):
            for point in item.points:
                assert all(law in lines for law in point.law)
                if point.subject not in (None, "unnamed"):
                    number = words.provision(point.subject).split(" ", 1)[1]
                    assert number in named(lines), (point.key, lines)
        in_items = [point for item in found for point in item.points]
        musts = [p for p in made.assessments if p.level == "must" and p.status == status]
        assert sorted(p.key for p in in_items) == sorted(p.key for p in musts)
    if made.verdict == "gaps":
        gaps = len(listed(text, "MISSING"))
        assert f" leaves out {words.count(gaps, 'thing')} that" in verdict_sentence(made)


def test_the_table_of_many_letters_counts_what_their_reports_list() -> None:
    made = report(gap("s31(1)(a)"), gap("s40(2)"), gap("s43(2)", rule="q", status="unclear"))
    assert re.search(r"leaves things out +1 +1$", to_summary([made]), re.MULTILINE)


@pytest.mark.parametrize(
    ("letter", "row"),
    [
        (
            f"You asked for the prices. The prices are being withheld because a rival could use them.\n\n{RIGHTS}",
            "(no section",
        ),
        (
            "You asked for the prices. They are exempt under section 37 of the Freedom of "
            f"Information Act 2000, as they are private.\n\n{RIGHTS}",
            "section 37",
        ),
    ],
)
def test_nobody_can_tell_whether_an_unknown_exemption_needs_the_public_interest(
    letter: str, row: str, checker: Checker
) -> None:
    text = to_terminal(check(checker, letter))
    (line,) = [line for line in text.splitlines() if line.startswith(row)]
    assert line.endswith("cannot tell")
    assert "public interest cannot tell" in " ".join(
        to_terminal(check(checker, letter), width=50).split()
    )


def test_an_absolute_exemption_needs_no_public_interest() -> None:
    text = to_terminal(samples.REPORT)
    (line,) = [line for line in text.splitlines() if line.startswith("section 40(2)")]
    assert line.endswith("not needed")


@pytest.mark.parametrize(
    ("advice", "asked"),
    [("Say so.", "to: say so."), ("FOIA duties apply.", "to: FOIA duties apply.")],
)
def test_advice_goes_on_after_what_introduces_it(advice: str, asked: str) -> None:
    assert asked in to_terminal(report(gap(None, advice=advice)))
