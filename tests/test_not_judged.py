"""What is no letter that the rules can judge is said to be so, never passed."""

from __future__ import annotations

import pytest

from noticecheck.checker import Checker
from noticecheck.read import read_bytes
from short_letters import check

NOTICE = """Dear Ms Quill

The unit prices are withheld under section 43(2) of the Freedom of Information Act 2000.

Yours sincerely
"""


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "Votre demande est refusée en vertu de l'article 43(2) de la loi, car la divulgation des "
        "prix porterait atteinte aux intérêts commerciaux du fournisseur retenu par la ville.",
    ],
)
def test_not_assessed(checker: Checker, text: str) -> None:
    found = check(checker, text)
    assert found.verdict == "not_assessed"
    assert found.warnings


def test_a_terse_english_letter_is_judged(checker: Checker) -> None:
    assert check(checker, NOTICE).verdict == "gaps"


@pytest.mark.parametrize("end", ["Thanks", "Kind regards\nA Bell", "Yours sincerely\n\nA Bell"])
def test_a_notice_attached_to_a_signed_mail_is_judged(checker: Checker, end: str) -> None:
    mail = (
        "From: foi@example.org\nTo: j@example.org\nSubject: Your request\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain\n\n'
        f"Dear Ms Quill\n\nPlease find attached our response to your request.\n\n{end}\n"
        '--x\nContent-Type: text/plain; name="notice.txt"\n'
        f'Content-Disposition: attachment; filename="notice.txt"\n\n{NOTICE}--x--\n'
    )
    found = checker.check(read_bytes(mail.encode(), "reply.eml"))
    assert found.verdict == "gaps"
    assert found.notice is not None
    assert [claim.provision for claim in found.notice.claims] == ["s43(2)"]


def test_a_refusal_under_a_section_that_does_not_exist_names_none(checker: Checker) -> None:
    found = check(
        checker,
        "The prices are exempt under section 99(1) of the Freedom of Information Act 2000, as a "
        "rival would undercut the supplier.\n",
    )
    gaps = {(a.element, a.subject) for a in found.assessments if a.status == "gap"}
    assert ("specifies_exemption", "unnamed") in gaps


def test_a_paragraph_that_does_not_exist_is_a_gap(checker: Checker) -> None:
    found = check(
        checker, "The plan is withheld under section 31(1)(z) of the Freedom of Information Act.\n"
    )
    gaps = {(a.rule, a.subject) for a in found.assessments if a.status == "gap"}
    assert ("foia2000/s17-1-b-exists", "s31(1)(z)") in gaps
