"""What readers say of a letter: applied to what it claims, and to what is found in it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaded import the_checker
from noticecheck.corrections import (
    ClaimCorrection,
    Corrections,
    House,
    LevelRule,
    Origin,
    ReasonCorrection,
    Suppression,
)
from noticecheck.corrections.words import find_words
from noticecheck.model import Document, Report, Sender
from noticecheck.report import fails, to_dict, to_terminal

LETTER = """Ashby Vale Council
4 March 2024

Dear Ms Orme

Freedom of Information Act 2000: your request of 12 February 2024

You asked for the tender for the ferry. We hold it. We refuse part of your request.

The unit prices are exempt under section 43(2). A rival could read our supplier's margins from
them and undercut it in the tender for the second ferry, which opens in May.

The names are exempt under section 40(2).
These people never dealt with the public, and nobody told them that their names might come out.

If you are unhappy with this reply, ask for an internal review at foi@ashbyvale.example.
You may complain to the Information Commissioner, Wycliffe House, Wilmslow SK9 5AF.
"""
TODAY = date(2024, 4, 1)
WHY = Origin("seen by Ms Tarn", source="letter.noticecheck.toml:1")


def judged(*said: object, text: str = LETTER, **house: object) -> Report:
    corrections = Corrections(
        tuple(one for one in said if isinstance(one, ClaimCorrection)),
        tuple(one for one in said if isinstance(one, ReasonCorrection)),
        tuple(one for one in said if isinstance(one, Suppression)),
    )
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document("letter.txt", text, "text/plain", digest)
    return the_checker().check(
        document,
        house=House(corrections=corrections, today=TODAY, **house),  # type: ignore[arg-type]
    )


def claims(report: Report) -> set[str]:
    assert report.notice is not None
    return {f"{claim.provision}#{claim.effect}" for claim in report.notice.claims}


def status(report: Report, rule: str, subject: str | None = None) -> str:
    return next(a.status for a in report.assessments if (a.rule, a.subject) == (rule, subject))


def test_without_corrections_nothing_changes() -> None:
    digest = hashlib.sha256(LETTER.encode()).hexdigest()
    plain = the_checker().check(Document("letter.txt", LETTER, "text/plain", digest))
    assert judged() == plain
    assert claims(plain) == {"s43(2)#withhold", "s40(2)#withhold"}
    assert status(plain, "foia2000/s17-3-b", "s43(2)") == "gap"
    assert not {"corrections", "levels"} & set(to_dict(plain))


def test_this_is_no_claim() -> None:
    report = judged(ClaimCorrection("s43(2)", WHY, relied_on=False))
    assert claims(report) == {"s40(2)#withhold"}
    assert report.notice is not None
    assert ("s43(2)", "negated") in {(m.provision, m.role) for m in report.notice.mentions}
    assert not [a for a in report.assessments if a.subject == "s43(2)"]
    (told,) = to_dict(report)["corrections"]
    assert told == {
        "what": "s43(2) is not relied on", "reason": "seen by Ms Tarn", "until": None,
        "source": "letter.noticecheck.toml:1",
    }  # fmt: skip


def test_a_letter_that_makes_no_claim_is_no_refusal_or_one_without_a_name() -> None:
    both = [ClaimCorrection(name, WHY, relied_on=False) for name in ("s43(2)", "s40(2)")]
    report = judged(*both)
    assert claims(report) == set()
    assert report.notice is not None and report.notice.unnamed is not None


def test_this_is_relied_on() -> None:
    words = "nobody told them that their names might come out"
    report = judged(ClaimCorrection("s41(1)", WHY, words=words, relied_on=True))
    assert claims(report) >= {"s41(1)#withhold", "s43(2)#withhold"}
    claim = next(c for c in report.notice.claims if c.provision == "s41(1)")  # type: ignore[union-attr]
    assert report.document.quote(claim.citations[0].span) == words
    assert claim.test == "absolute" and claim.discussion


def test_what_the_letter_only_names_is_relied_on_there_when_a_reader_says_so() -> None:
    named = LETTER + "\nWe considered section 41(1) but it does not apply.\n"
    report = judged(ClaimCorrection("s41(1)", WHY, relied_on=True), text=named)
    claim = next(c for c in report.notice.claims if c.provision == "s41(1)")  # type: ignore[union-attr]
    assert report.document.quote(claim.citations[0].span) == "section 41(1)"


def test_another_limb_and_another_effect() -> None:
    limb = judged(ClaimCorrection("s43(2)", WHY, limb="s43(1)"))
    assert claims(limb) == {"s43(1)#withhold", "s40(2)#withhold"}
    effect = judged(ClaimCorrection("s43(2)", WHY, is_effect="ncnd", limb="s43(3)"))
    assert "s43(3)#ncnd" in claims(effect)


def test_claims_that_become_the_same_are_one() -> None:
    report = judged(ClaimCorrection("s43(2)", WHY, limb="s40(2)"))
    assert claims(report) == {"s40(2)#withhold"}
    assert report.notice is not None and len(report.notice.claims[0].citations) == 2


def test_a_span_that_is_the_reason_works_through_the_rules() -> None:
    words = ("undercut it in the tender", "which opens in May")
    said = ReasonCorrection("s43(2)", words, "public-interest", WHY)
    report = judged(said)
    assert status(report, "foia2000/s17-3-b", "s43(2)") == "met"
    point = next(a for a in report.assessments if a.rule.endswith("17-3-b"))
    assert {report.document.quote(span) for span in point.evidence} == set(words)
    # Nothing is lifted that the words are not said to be.
    assert status(report, "foia2000/s17-1-c", "s40(2)") == status(
        judged(), "foia2000/s17-1-c", "s40(2)"
    )


def test_an_explanation_may_be_pointed_at() -> None:
    bare = LETTER.replace("A rival could read our supplier's margins from\nthem and undercut it in the tender for the second ferry, which opens in May.", "See the tender.")  # fmt: skip
    assert status(judged(text=bare), "foia2000/s17-1-c", "s43(2)") == "gap"
    said = ReasonCorrection("s43(2)", ("See the tender.",), "explanation", WHY)
    assert status(judged(said, text=bare), "foia2000/s17-1-c", "s43(2)") == "met"


@pytest.mark.parametrize(
    "said, told",
    [
        (ClaimCorrection("s31", WHY, relied_on=False), "makes no claim s31 (its claims: s43(2)"),
        (ClaimCorrection("s43(2)", WHY, words="no such", relied_on=False), '"no such" do not stand'),
        (ClaimCorrection("s43(2)", WHY, words="Ms Orme", relied_on=False), "is not cited in"),
        (ClaimCorrection("s43(2)", WHY, words="section 43(2)", relied_on=True), "this line can go"),
        (ClaimCorrection("s41(1)", WHY, relied_on=True), "give the words that rely on it"),
        (ClaimCorrection("s43(2)", WHY, limb="s43(9)"), "no provision s43(9)"),
        (ReasonCorrection("s22", ("tender",), "explanation", WHY), "makes no claim s22"),
        (ReasonCorrection("s43(2)", ("unheard of",), "explanation", WHY), "do not stand"),
        (Suppression("s17-5*", WHY), "nothing to suppress: it can go"),
        (Suppression("s17-3-b", replace(WHY, until=date(2024, 3, 31))), "held until 2024-03-31"),
    ],
)  # fmt: skip
def test_what_finds_nothing_or_has_expired_is_told(said: object, told: str) -> None:
    report = judged(said)
    warnings = [w for w in report.warnings if w.startswith("letter.noticecheck.toml:1: ")]
    assert len(warnings) == 1 and told in warnings[0]
    assert report.corrections == () and report.assessments == judged().assessments


def test_what_is_said_of_many_letters_may_find_nothing_in_one() -> None:
    assert judged(Suppression("s17-5*", replace(WHY, for_many=True))).warnings == ()


def test_a_suppressed_gap_keeps_its_status_and_is_shown() -> None:
    until = date(2027, 3, 1)
    report = judged(Suppression("s17-3-b", replace(WHY, until=until), subject="s43(2)"))
    assert status(report, "foia2000/s17-3-b", "s43(2)") == "gap" and report.verdict == "gaps"
    assert fails(judged(), "must") and not fails(report, "must")
    shown = " ".join(to_terminal(report).split())
    assert '1 gap suppressed: foia2000/s17-3-b ("seen by Ms Tarn", until 2027-03-01,' in shown
    assert "What this refusal leaves out is set aside: 1 thing." in shown
    (point,) = (a for a in to_dict(report)["assessments"] if "set_aside" in a)
    assert point["set_aside"]["until"] == "2027-03-01" and point["status"] == "gap"


def test_the_last_day_of_a_suppression_still_counts() -> None:
    assert not fails(judged(Suppression("s17-3-b", replace(WHY, until=TODAY))), "must")


def test_a_house_sets_levels_and_the_report_says_so() -> None:
    levels = (LevelRule("*", "info"), LevelRule("s17-3-b", "should", "noticecheck.toml:4"))
    report = judged(levels=levels)
    point = next(a for a in report.assessments if a.rule == "foia2000/s17-3-b")
    assert (point.level, point.rule_level, point.status) == ("should", "must", "gap")
    assert report.verdict != "gaps" and not fails(report, "must") and fails(report, "should")
    assert "by itself must" in " ".join(to_terminal(report).split())
    assert report.warnings[0].startswith("By your own settings (noticecheck.toml) ")
    off = judged(levels=(LevelRule("foia2000/s17-3-b", "off"),))
    assert "foia2000/s17-3-b" not in {a.rule for a in off.assessments}
    assert ("foia2000/s17-3-b", "off") in {(one.rule, one.level) for one in off.levels}


def test_a_rule_that_a_house_raises_is_not_said_to_be_the_law() -> None:
    said = ReasonCorrection("s43(2)", ("which opens in May",), "public-interest", WHY)
    report = judged(said, levels=(LevelRule("s17-3-both", "must"),))
    text = to_terminal(report)
    assert "the law or your own rules require" in text and "by itself should" in text


def test_what_is_known_of_the_authority_wins() -> None:
    cost = LETTER.replace(
        "The unit prices are exempt under section 43(2).",
        "To find them would cost more than £450, the limit of section 12(1).",
    )
    right, wrong = (
        judged(text=cost, sender=Sender(name="The Harbour Office", type=kind))
        for kind in ("local", "central_government")
    )
    (rule,) = {
        a.rule for a in wrong.assessments if "12" in a.rule and a.status != "met"
    } - {a.rule for a in right.assessments if "12" in a.rule and a.status != "met"}  # fmt: skip
    assert status(right, rule, "s12(1)") == "met"
    assert right.notice is not None and right.notice.authority == "The Harbour Office"
    known = judged(sender=Sender(law="foisa2002"), text=LETTER.replace("Act 2000", "Act"))
    assert known.notice is not None and known.notice.regimes


def test_a_school_that_is_none() -> None:
    school = LETTER.replace("Ashby Vale Council", "Ashby Vale School")
    found = judged(text=school).notice
    assert found is not None and found.authority_type == "school"
    known = judged(text=school, sender=Sender(school=False)).notice
    assert known is not None and known.authority_type != "school"


def test_words_are_found_however_they_are_broken() -> None:
    text = 'He said “it’s a\nclose–run   thing” twice: "it\'s a close-run thing".'
    found = find_words("It's a close-run thing", text)
    assert [text[s.start : s.end].split()[0] for s in found] == ["it’s", "it's"]
    assert find_words("  ", text) == ()


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_any_words_of_the_letter_are_found_in_it(data: st.DataObject) -> None:
    words = LETTER.split()
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    assert find_words(" ".join(words[start:end]), LETTER)


def test_a_redacted_report_tells_no_names_in_what_readers_say() -> None:
    origin = Origin("agreed with Ms Orme", source="in/Orme.noticecheck.toml:3")
    report = judged(
        Suppression("s17-3-b", origin), ClaimCorrection("s40(2)", origin, relied_on=False)
    )
    assert "Orme" in str(to_dict(report))
    assert "Orme" not in str(to_dict(the_checker().redacted(report)))


def test_every_format_tells_what_is_suppressed_and_fails_nothing_for_it() -> None:
    import xml.etree.ElementTree as ET

    from noticecheck.report.about import about_rules
    from noticecheck.report.formats import REPORTERS

    report = judged(Suppression("s17-3-b", replace(WHY, until=date(2027, 3, 1))))
    about = about_rules(the_checker().ruleset.rules)
    for name, reporter in REPORTERS.items():
        text = reporter([report], about)
        assert "seen by Ms Tarn" in text, name
        assert "2027-03-01" in text, name
    results = json.loads(REPORTERS["sarif"]([report], about))["runs"][0]["results"]
    assert [one["suppressions"][0]["status"] for one in results if one["suppressions"]] == ["accepted"]  # fmt: skip
    assert not list(ET.fromstring(REPORTERS["junit"]([report], about)).iter("failure"))
    assert "::error" not in REPORTERS["github"]([report], about)
    assert "major" not in REPORTERS["gitlab"]([report], about)


def test_words_about_what_is_no_claim_argue_no_other_one() -> None:
    reason = LETTER[LETTER.index(" A rival could") : LETTER.index("The names are")].rstrip()
    text = LETTER.replace(reason, "").replace("40(2).\n", f"40(2).{reason} ")
    assert status(judged(text=text), "foia2000/s17-1-c", "s43(2)") == "gap"
    said = ClaimCorrection("s40(2)", WHY, relied_on=False)
    assert status(judged(said, text=text), "foia2000/s17-1-c", "s43(2)") != "met"


def test_a_refusal_without_a_name_that_a_reader_names_has_one() -> None:
    start, end = LETTER.index("The unit prices"), LETTER.index("If you are unhappy")
    refusal = "It would take weeks to look through 4,000 files, so we must turn the request down."
    text = f"{LETTER[:start]}{refusal}\n\n{LETTER[end:]}"
    found = judged(text=text).notice
    assert found is not None and found.unnamed is not None
    said = ClaimCorrection("s12(1)", WHY, relied_on=True, words="turn the request down")
    report = judged(said, text=text)
    assert claims(report) == {"s12(1)#refuse"}
    assert report.notice is not None and report.notice.unnamed is None
