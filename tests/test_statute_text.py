"""The text of an Act, set out in a letter, claims nothing and argues nothing."""

from __future__ import annotations

import pytest

from noticecheck.checker import Checker
from short_letters import FOIA, RIGHTS, check, parse, part_of, provisions, status

LETTER = f"""Dear Ms Hale

The rates are withheld under section 43(2) {FOIA}, since a rival could undercut the supplier in June.

{RIGHTS}
Yours sincerely

A Clerk
"""
SECTION_38 = (
    "Section 38(1): Information is exempt information if its disclosure under this Act would, or would "
    "be likely to, endanger the physical or mental health of any individual."
)


@pytest.mark.parametrize(
    "annex",
    [
        f"Legal annex\n\n{SECTION_38}",
        f"Annex A: the legislation\n\n{SECTION_38}",
        SECTION_38,
        "What the law says\n\nSection 31 - Law enforcement\n\n(1) Information which is not exempt "
        "information by virtue of section 30 is exempt information if its disclosure under this Act "
        "would, or would be likely to, prejudice-\n(a) the prevention or detection of crime,\n(b) the "
        "apprehension or prosecution of offenders,",
        "Section 17(7): A notice under subsection (1), (3) or (5) must contain particulars of any "
        "procedure provided by the public authority for dealing with complaints about the handling of "
        "requests for information.",
    ],
)
def test_annex_in_the_words_of_the_act(checker: Checker, annex: str) -> None:
    parsed = parse(checker, f"{LETTER}\n{annex}\n")
    assert provisions(parsed) == {"s43(2)"}
    assert part_of(parsed, annex.split("\n")[-1][-30:]) == "statute"


def test_particulars_of_the_act_are_not_the_authoritys(checker: Checker) -> None:
    text = LETTER.replace(RIGHTS, "") + (
        "\nLegal annex\n\nSection 17(7): A notice under subsection (1), (3) or (5) must contain "
        "particulars of any procedure provided by the public authority for dealing with complaints "
        "about the handling of requests for information.\n"
    )
    assert status(check(checker, text), "complaints_procedure") == "gap"


def test_annex_that_argues_is_the_authoritys_own(checker: Checker) -> None:
    text = f"""Dear Ms Hale

We are refusing your request {FOIA.replace("of ", "under ")}. The exemption and our reasons are in Annex A.

{RIGHTS}
Yours sincerely

A Clerk

Annex A

Section 38(1)(a). We consider that disclosure would be likely to endanger the mental health of the two
families, who were told in March that the pictures would stay private.
"""
    parsed = parse(checker, text)
    assert provisions(parsed) == {"s38(1)(a)"}
    assert part_of(parsed, "two\nfamilies") == "response"


@pytest.mark.parametrize(
    "sheet",
    [
        "About exemptions. We include this sheet with all our replies.\n\nSection 12 - cost\nSection 40 - "
        "personal information\nSection 43 - commercial interests",
        "YOUR GUIDE TO EXEMPTIONS\n\n* Section 12 - it would take too long\n* Section 40 - it is about "
        "other people\n* Section 31 - it would help burglars",
        "Annex: our duties\n\nAbsolute exemptions: section 21 (available elsewhere), section 32 (courts). "
        "Qualified exemptions: sections 22, 27 to 31 and 36.",
    ],
)
def test_leaflet_behind_the_letter_claims_nothing(checker: Checker, sheet: str) -> None:
    assert provisions(parse(checker, f"{LETTER}\n{sheet}\n")) == {"s43(2)"}


def test_recital_applied_in_the_same_sentence_or_by_what_follows(checker: Checker) -> None:
    for words in (
        f"Section 21(1) {FOIA} exempts what you can get elsewhere, and we are therefore not obliged to "
        "provide it again: see www.example.gov.uk/accounts.",
        f"Section 44(1)(a) {FOIA} covers information whose disclosure is prohibited by an enactment. The "
        "Fisheries Act makes it an offence for us to give it out. The exemption is absolute.",
        f"Section 12(1) {FOIA} says that we need not do the work, and I am telling you that we rely on it.",
    ):
        text = f"I am refusing part of your request.\n\n{words}\n"
        assert len(provisions(parse(checker, text))) == 1, words


def test_heading_over_the_reasons_opens_no_leaflet(checker: Checker) -> None:
    text = f"""Dear Ms Hale

Explanation of the exemptions

The rates are withheld under section 43(2) {FOIA}, since a rival could undercut the supplier in June.

{RIGHTS}"""
    assert provisions(parse(checker, text)) == {"s43(2)"}
    assert status(check(checker, text), "explains_why", "s43(2)") == "met"
