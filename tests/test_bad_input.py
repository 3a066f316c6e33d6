"""Letters that cannot be what they seem: said to be unclear, or not assessed, and why."""

from __future__ import annotations

from datetime import date

import pytest

from noticecheck.checker import Checker
from short_letters import FOIA, RIGHTS, check, claims, gaps, status

PRICES = (
    f"The unit prices are withheld under section 43(2) {FOIA}, since a rival that knew them could "
    "undercut the supplier by a penny. People want to know what the council pays, but a supplier "
    "undercut in the coming tender would cost taxpayers more, and the public interest favours "
    "withholding."
)
CORK = "Your request about the corks"
TOP = "Borley Council\n\n{day}\n\nDear {name}\n\n"
END = "\n\nYours sincerely\n\nA Bell\n\n"
WELSH = (
    "Os ydych yn anfodlon ar ein hateb, gallwch ofyn am adolygiad mewnol drwy ysgrifennu at y Clerc o "
    "fewn deugain diwrnod gwaith, ac wedyn gwyno wrth y Comisiynydd am y ffordd y gwnaethom ateb."
)
FRENCH = (
    "Si vous n'êtes pas satisfait de cette réponse, vous pouvez demander un réexamen en écrivant au "
    "greffier de la commune, puis saisir le commissaire, qui décidera si la loi a été respectée."
)


def of_day(day: str, received: str, name: str = "Ms Hale") -> str:
    return f"{TOP.format(day=day, name=name)}We received your request on {received}.\n\n{PRICES}\n\n{RIGHTS}"


# --- dates ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "received"),
    [
        ("31 February 2026", "3 January 2026"),
        ("28 February 2026", "31 November 2025"),
        ("13/25/2026", "3 January 2026"),
        # Received after the letter: in the next month, and by a slip in the year.
        ("5 January 2026", "9 February 2026"),
        ("5 January 2025", "9 December 2025"),
        # Years of which nobody knows the holidays yet.
        ("5 March 2036", "9 January 2036"),
        ("5 January 1999", "9 December 1998"),
        # Years that are slips of the pen are not read as that of the letter.
        ("28 January 2026", "19 December 1825"),
        ("28 January 2026", "19 December 20255"),
        # It was a Friday.
        ("28 January 2026", "Monday 19 December 2025"),
    ],
)
def test_days_that_cannot_be_are_not_counted_with(
    checker: Checker, day: str, received: str
) -> None:
    report = check(checker, of_day(day, received))
    assert (report.verdict, status(report, "time_limit")) == ("unclear", "unclear")
    (point,) = [a for a in report.assessments if a.rule == "foia2000/s10-1"]
    assert point.message.startswith("Cannot calculate") and point.evidence


@pytest.mark.parametrize("line", ["29 February 2024", "31/01/2024", "1 May 2024"])
def test_days_that_can_be_are_believed(checker: Checker, line: str) -> None:
    assert status(check(checker, of_day(line, "29 January 2024")), "time_limit") != "unclear"


def test_numbers_of_a_table_are_no_days(checker: Checker) -> None:
    text = of_day("28 January 2026", "9 January 2026") + "\n\nFeb 31 Apr 27 Jun 35 Aug 40\n"
    assert check(checker, text).verdict == "no_gap_found"


def test_option_that_cannot_be_is_unclear_too(checker: Checker) -> None:
    text = f"{TOP.format(day='5 January 2026', name='Ms Hale')}{PRICES}\n\n{RIGHTS}"
    assert status(check(checker, text, received=date(2026, 2, 3)), "time_limit") == "unclear"
    assert status(check(checker, text, received=date(2026, 1, 2)), "time_limit") == "met"


# --- the authority --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("top", "limit", "wanted"),
    [
        ("Borley Borough Council", "£600", {"gap"}),
        ("Borley Borough Council", "£450", {"met"}),
        ("Ministry of Corks", "£600", {"met"}),
        # Nobody can tell whose limit it should be.
        ("", "£600", set()),
        ("The Cork Commission", "£600", set()),
    ],
)
def test_cost_limit_of_a_body_of_no_known_sort(
    checker: Checker, top: str, limit: str, wanted: set[str]
) -> None:
    text = (
        f"{top}\n\nDear Ms Hale\n\nWe refuse under section 12(1) {FOIA}: to search would take 200 hours "
        f"at £25 an hour, more than the appropriate limit of {limit}.\n\n{RIGHTS}"
    )
    found = {a.status for a in check(checker, text).assessments if "s12-limit-matches" in a.rule}
    assert found == wanted


# --- several regimes ------------------------------------------------------------------------------


def test_each_regime_of_a_letter_has_its_own_part(checker: Checker) -> None:
    pond = (
        "The survey of the pond is environmental information. It is excepted under regulation 12(5)(e) of "
        "the Environmental Information Regulations 2004."
    )
    report = check(checker, f"Borley Council\n\nDear Ms Hale\n\n{PRICES}\n\n{pond}\n\n{RIGHTS}")
    assert claims(report) == {("s43(2)", "withhold"), ("reg12(5)(e)", "withhold")}
    assert not gaps(report) & {"s17-1-c", "s17-3-b"}
    assert {a.rule.partition("/")[0] for a in report.assessments if a.subject == "s43(2)"} == {
        "foia2000"
    }
    assert {a.rule.partition("/")[0] for a in report.assessments if a.subject == "reg12(5)(e)"} == {
        "eir2004"
    }


# --- two languages --------------------------------------------------------------------------------


@pytest.mark.parametrize("rights", [WELSH, FRENCH])
def test_what_another_language_may_hold_is_unclear(checker: Checker, rights: str) -> None:
    text = f"Borley Council\n\nDear Ms Hale\n\n{PRICES}\n\n{rights}\n"
    report = check(checker, text)
    assert report.verdict == "unclear"
    assert any("another language" in warning for warning in report.warnings)
    assert check(checker, text.replace(rights, "")).verdict == "gaps"


def test_a_list_in_another_language_may_hold_something_too(checker: Checker) -> None:
    report = check(checker, f"Borley Council\n\nDear Ms Hale\n\n{PRICES}\n\n- {WELSH}\n")
    assert report.verdict == "unclear"


POLISH = (
    "Jeśli nie są Państwo zadowoleni z tej odpowiedzi, mogą Państwo poprosić o ponowne rozpatrzenie "
    "sprawy, pisząc do urzędu, a potem złożyć skargę."
)


CHINESE = "如果您对本答复不满意，您可以写信给书记员要求进行内部复核。如果您仍不满意，您可以向信息专员申请作出决定。"
ARABIC = (
    "إذا لم تكن راضيا عن هذا الرد يمكنك أن تطلب مراجعة داخلية بالكتابة إلى الكاتب ثم يمكنك التقدم إلى "
    "المفوض للحصول على قرار"
)


@pytest.mark.parametrize("rights", [WELSH, FRENCH, POLISH, CHINESE, ARABIC])
def test_it_may_stand_within_an_english_paragraph(checker: Checker, rights: str) -> None:
    report = check(checker, f"Borley Council\n\nDear Ms Hale\n\n{PRICES} {rights}\n")
    assert report.verdict == "unclear"
    assert any("another language" in warning for warning in report.warnings)


def test_reasons_in_another_language_may_be_reasons(checker: Checker) -> None:
    text = (
        f"The prices are withheld under section 43(2) {FOIA}, parce qu'un concurrent qui les connaîtrait "
        f"pourrait offrir un prix plus bas et que la commune y perdrait.\n\n{RIGHTS}"
    )
    report = check(checker, text)
    assert status(report, "explains_why") == status(report, "public_interest") == "unclear"
    (point,) = [a for a in report.assessments if a.rule == "foia2000/s17-1-c"]
    assert "concurrent" in report.document.quote(point.evidence[0])


@pytest.mark.parametrize(
    "words",
    [
        "The bids came from Société Générale de Bouchons, Compagnie des Eaux and Banco de Santander.",
        "The de minimis rule and the ratio decidendi of Corks v Thorn apply mutatis mutandis, pro rata.",
        "The trees are: ash, beech, oak, elm, birch, willow, poplar, alder, rowan, hazel, lime, maple.",
        'It is called "Rapport sur la qualité des eaux de la rivière et les mesures prises par la ville".',
        "Do not hesitate: do come, do call, do write to us.",
    ],
)
def test_names_and_sayings_are_no_other_language(checker: Checker, words: str) -> None:
    report = check(checker, f"Borley Council\n\nDear Ms Hale\n\n{PRICES} {words}\n")
    assert report.verdict == "gaps"
    assert not any("another language" in warning for warning in report.warnings)


def test_an_item_in_few_common_words_is_english(checker: Checker) -> None:
    item = (
        "- All pictures were obtained from own cameras, these being street cameras or carried by "
        "wardens, usually outside a market or during a fair."
    )
    report = check(checker, f"Borley Council\n\nDear Ms Hale\n\n{PRICES}\n\n{item}\n")
    assert not any("another language" in warning for warning in report.warnings)


def test_whole_letter_in_english_beside_the_other_is_judged(checker: Checker) -> None:
    text = (
        f"Annwyl Ms Hale\n\n{WELSH}\n\nYn gywir\n\nA Bell\n\n"
        f"Dear Ms Hale\n\n{PRICES}\n\nYours sincerely\n\nA Bell\n"
    )
    assert check(checker, f"Borley Council\n\n{text}").verdict == "gaps"


# --- two letters ----------------------------------------------------------------------------------

FARES = f"The fares are withheld under section 31(1)(a) {FOIA}, as you asked for them by route."


@pytest.mark.parametrize(
    ("name", "verdict"), [("Mr Quill", "not_assessed"), ("Ms Hale", "no_gap_found")]
)
def test_two_letters_without_signatures_are_told_by_whom_they_greet(
    checker: Checker, name: str, verdict: str
) -> None:
    one = f"Borley Council\n\nDear Ms Hale\n\n{PRICES}\n\n{RIGHTS}\n"
    assert check(checker, one + "\n" + one.replace("Ms Hale", name)).verdict == verdict


@pytest.mark.parametrize("name", ["Mr Quill", "Ms Hale"])
def test_two_letters_in_one_file_are_not_assessed(checker: Checker, name: str) -> None:
    first = of_day("5 January 2026", "9 December 2025") + END
    second = TOP.format(day="9 January 2026", name=name) + f"Your request is refused. {FARES}" + END
    report = check(checker, first + second)
    assert report.verdict == "not_assessed" and report.assessments == ()
    line = (first + second).count("\n", 0, (first + second).rindex("Dear")) + 1
    assert f"line {line}" in report.warnings[-1]
    assert (
        check(checker, first).verdict
        == check(checker, of_day("5 January 2026", "9 December 2025")).verdict
    )


COMPLAINTS = "Complaints\n\n" + RIGHTS.replace("\n\n", " ")
NOTICE = "BORLEY COUNCIL\n\nREFUSAL NOTICE\n\nReference: FOI 2026/11\nDate: 3 March 2026\n\n"
FIRST = f"{NOTICE}Your request: the prices of corks\n\nDecision\n\n{PRICES}\n\n{COMPLAINTS}\n"
SECOND = NOTICE + f"Your request is refused. {FARES}\n\n" + COMPLAINTS


@pytest.mark.parametrize(
    "second",
    [
        SECOND.replace("2026/11", "2026/12").replace("3 March", "9 March"),
        SECOND.replace("2026/11", "2026/12"),
        SECOND.replace("3 March", "9 March"),
        # Of another body, and without rights.
        SECOND.replace("2026/11", "2026/12").replace(NOTICE[:14], "THORN TRUST"),
        SECOND.replace("2026/11", "2026/12").replace(COMPLAINTS, ""),
    ],
)
def test_two_notices_that_greet_nobody_are_not_assessed(checker: Checker, second: str) -> None:
    report = check(checker, FIRST + second)
    assert report.verdict == "not_assessed" and "second letter" in report.warnings[-1]
    line = (FIRST + second).count("\n", 0, len(FIRST)) + 1
    assert f"line {line}" in report.warnings[-1] or "THORN" in second


def test_a_second_notice_need_not_speak_to_anybody(checker: Checker) -> None:
    first = (
        "REFUSAL NOTICE\nReference: FOI/2024/11\n\nBorley Council refuses the request of 3 March 2024 "
        f"for the prices. They are exempt under section 43(2) {FOIA}.\n\nA review may be asked for "
        "from the Clerk. The Information Commissioner may then be applied to.\n\n"
    )
    second = (
        "REFUSAL NOTICE\nReference: FOI/2024/12\n\nBorley Council refuses the request of 5 March 2024 "
        f"for the staff list. It is exempt under section 40(2) {FOIA}.\n"
    )
    report = check(checker, first + second)
    assert report.verdict == "not_assessed"
    assert "begin at line 8" in report.warnings[-1]


REVIEW = (
    "INTERNAL REVIEW OUTCOME\n\nReference: IR 2026/3\nDate: 9 April 2026\n\nYou asked for an internal "
    f"review. I uphold the refusal. The prices remain withheld under section 43(2) {FOIA}.\n\n"
    "If you remain dissatisfied, you may apply to the Information Commissioner for a decision.\n\n"
)


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRST}Annex A\n\nReference: FOI 2026/11/A\nDate: 9 March 2026\n\nWithheld in this response: "
        f"{FARES}\n\n{COMPLAINTS}",
        f"{FIRST}Schedule of documents\n\nDoc ref: 77/12, 4 May 2024: withheld in this response under "
        "section 43(2)\n\nDoc ref: 77/13, 9 May 2024: withheld under section 40(2)\n",
        f"{FIRST}{REVIEW}",
        f"{REVIEW}{FIRST}",
        f"{FIRST}Your right to know\n\nRef: LEAF 7, 1 May 2024\n\nSection 40(2) exempts personal data. Your "
        "request may be refused where section 43(2) applies. You may apply to the Information Commissioner.\n",
        FIRST + FIRST.replace("Reference", "Cyfeirnod").replace("REFUSAL NOTICE", "HYSBYSIAD"),
        FIRST.replace("Decision\n", NOTICE),
    ],
    ids=["annex", "schedule", "review", "review first", "leaflet", "other language", "page head"],
)
def test_what_belongs_to_a_notice_is_no_second_one(checker: Checker, text: str) -> None:
    assert check(checker, text).verdict != "not_assessed"


@pytest.mark.parametrize(
    "below",
    [
        # The request itself, and a mail that is marked as older.
        f"Dear Borley Council\n\n{CORK}: please send me the prices. Do not withhold them.\n\nYours\n\nJ Hale\n",
        f"-----Original Message-----\nFrom: A Bell\nSent: 1 January 2026\n\nDear Mr Quill\n\n{FARES}\n\nYours sincerely\n",
        # The same letter once more, in the other language.
        f"Annwyl Ms Hale\n\n{WELSH}\n\nYn gywir\n",
    ],
)
def test_what_stands_below_a_letter_need_not_be_another(checker: Checker, below: str) -> None:
    letter = of_day("5 January 2026", "9 December 2025") + END
    assert check(checker, letter + below).verdict == "no_gap_found"
