"""The page and the API: what a person and a program get for a letter, and what is never kept."""

from __future__ import annotations

import io
import json
import logging
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest

import web_worker

pytest.importorskip("fastapi", reason="the page needs the extra `web`")
pytest.importorskip("httpx", reason="its test client is a development tool")

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import validate
from starlette.testclient import TestClient

from noticecheck.model import Document, Place, Region, Span
from noticecheck.web import texts, workers
from noticecheck.web.app import make_app
from noticecheck.web.carried import Broken, pack, unpack
from noticecheck.web.limits import Limits, Rates
from noticecheck.web.said import normal
from noticecheck.web.service import Service
from noticecheck.web.work import Refused, Settings

ROOT = Path(__file__).parent.parent
LETTERS = ROOT / "corpus" / "letters"
SILENT = (LETTERS / "fails_silent.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    service = Service(Limits(upload=1024 * 1024, a_minute=0), workers=1)
    # One worker does for the tests.
    service.files = service.pasted
    with TestClient(make_app(service, "/foi"), base_url="http://page.example/foi") as found:
        yield found


def send(client: TestClient, **fields: str) -> str:
    answer = client.post("/check", files={name: (None, text) for name, text in fields.items()})
    assert answer.status_code == 200, answer.text
    return answer.text


def title(page: str) -> str:
    found = re.search(r"<title>\s*(.*?)\s*</title>", page, re.DOTALL)
    assert found
    return found[1]


def carried(page: str) -> str:
    from lxml import html

    (field,) = html.fromstring(page).xpath("//input[@name='carried']")
    return str(field.get("value"))


def test_a_pasted_letter_is_told_in_plain_words(client: TestClient) -> None:
    page = send(client, text=SILENT.replace("\n", "\r\n"))
    assert title(page).startswith("This refusal leaves out 5 things that the law requires.")
    assert "https://www.legislation.gov.uk/ukpga/2000/36/section/17" in page
    for name in ("asks", "write", "relied_title", "met_title", "cannot_title", "wrong", "kept_1"):
        assert texts.TEXTS[name].replace("'", "&#39;") in page
    anchors = set(re.findall(r'href="#([^"]+)"', page))
    assert anchors <= set(re.findall(r'id="([^"]+)"', page)), "every link finds its place"


def test_a_letter_is_escaped_wherever_it_is_shown(client: TestClient) -> None:
    page = send(client, text=SILENT.replace("Marina contract", "<script>alert(1)</script>"))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize(
    "name", ["balance_to_follow.docx", "covering_email.eml", "bilingual_stipends.html"]
)
def test_a_file_is_read_as_the_command_reads_it(client: TestClient, name: str) -> None:
    data = (LETTERS / name).read_bytes()
    page = client.post("/check", files={"file": (name, data), "text": (None, "")})
    report = client.post("/api/v1/check", files={"file": (name, data)}).json()
    assert page.status_code == 200
    assert report["document"]["path"].startswith(name)
    assert f"verdict {report['verdict']}" in page.text


def test_dates_decide_what_turns_on_them(client: TestClient) -> None:
    page = send(client, text=SILENT, received="01/08/2023", dated="2023-09-21")
    assert "1 August 2023" in page
    assert 'value="2023-09-21"' in page


@pytest.mark.parametrize(
    ("fields", "status", "told"),
    [
        ({"text": " "}, 422, "There is no letter"),
        ({"text": "Dear Sir", "received": "soon"}, 422, "soon is not a date"),
        ({"text": "Dear Sir", "claim": "the moon"}, 422, "the moon is not a section"),
        ({"carried": "{}"}, 400, "check the letter anew"),
        ({"text": "x" * 300_001}, 422, "more than 300,000 characters"),
        ({"text": "x" * 1_100_000}, 413, "more than 1 MB"),
    ],
)
def test_what_cannot_be_checked_is_said_on_the_form(
    client: TestClient, fields: dict[str, str], status: int, told: str
) -> None:
    answer = client.post("/check", files={name: (None, text) for name, text in fields.items()})
    assert answer.status_code == status
    assert 'role="alert"' in answer.text
    assert told in answer.text


def test_a_claim_that_is_none_is_taken_out_and_put_back(client: TestClient) -> None:
    first = send(client, text=SILENT)
    fix = json.dumps(["not_claim", "s43(2)", "withhold", "", ""])
    second = send(client, carried=carried(first), fix=fix)
    assert "<caption>" in second
    rows = re.findall(r'<th scope="row">(section [^ ]+)', second)
    assert rows == ["section 40(2)"]
    assert "The letter does not rely on s43(2)." in second
    third = send(client, carried=carried(second), said=fix, undo=fix)
    assert title(third) == title(first)


def test_a_limb_a_missed_claim_and_a_reason_change_the_result_at_once(client: TestClient) -> None:
    letter = carried(send(client, text=SILENT))
    limb = send(client, carried=letter, **{"limb:s43(2)#withhold": "section 31 (1) (a)"})
    assert "section 31(1)(a)" in re.findall(r'<th scope="row">([^<]*) <', limb)[0]
    claim = send(client, carried=letter, claim="s. 22A", **{"claim-words": "Plans"})
    assert "section 22A" in re.findall(r'<th scope="row">([^<]*) <', claim)
    words = "The opening of the second phase has been put back to the spring"
    reason = send(client, carried=letter, **{"explanation:s43(2)#withhold": words})
    assert "It says why section 43(2) applies." in reason


def test_a_claim_without_words_is_asked_for_them(client: TestClient) -> None:
    page = send(client, carried=carried(send(client, text=SILENT)), claim="s12(1)")
    assert "give the words that rely on it" in page
    assert carried(page)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("limb:s43(2)#withhold", "banana", "banana is not a section"),
        ("claim", "forty three", "forty three is not a section"),
        ("received", "1st May", "1st May is not a date"),
        ("received", "2099-01-01", "2099-01-01 is still to come"),
    ],
)
def test_what_is_wrong_in_a_correction_loses_neither_letter_nor_what_was_said(
    client: TestClient, field: str, value: str, told: str
) -> None:
    fix = json.dumps(["not_claim", "s43(2)", "withhold", "", ""])
    first = send(client, text=SILENT)
    page = send(client, carried=carried(first), fix=fix, **{field: value})
    assert told in page and 'role="alert"' in page
    assert "The letter does not rely on s43(2)." in page
    assert carried(page) == carried(first)


def test_a_result_that_cannot_be_made_again_leaves_the_letter_in_the_form(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = carried(send(client, text=SILENT))

    async def busy(*_: object) -> bytes:
        raise Refused(503, "busy")

    monkeypatch.setattr(Service, "ask", busy)
    answer = client.post("/check", files={"carried": (None, letter)})
    assert answer.status_code == 503
    assert SILENT.splitlines()[-1] in answer.text


def test_several_letters_have_the_names_that_they_came_with(client: TestClient) -> None:
    files = [("file", (name, SILENT.encode())) for name in ("first.txt", "second.txt")]
    page = client.post("/check", files=files).text
    assert title(page).startswith("2 letters")
    assert "first.txt" in page and "letters.zip" not in page
    many = client.post("/check", files=[("file", (f"{n}.txt", b"x")) for n in range(9)])
    assert "Send at most 8 letters at once." in many.text


def test_a_person_is_answered_with_a_page(client: TestClient) -> None:
    lost = client.get("/nowhere", headers={"accept": "text/html"})
    assert (lost.status_code, "There is nothing at this address" in lost.text) == (404, True)
    assert client.get("/nowhere").headers["content-type"] == "application/problem+json"
    assert client.head("/").status_code == 200
    assert texts.ERRORS["gone"] in client.get("/check").text


def test_a_letter_as_word_file_is_made_by_a_worker_under_its_limits() -> None:
    service = Service(Limits(a_minute=1), workers=1)
    service.files = service.pasted
    with TestClient(make_app(service)) as found:
        sent = {"subject": (None, "Review"), "text": (None, "Dear Sir\n\nPlease review it.")}
        first, second = (found.post("/letter.docx", files=sent) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 429)
    assert "Please review it." in [
        p.text for p in docx.Document(io.BytesIO(first.content)).paragraphs
    ]


def test_each_point_says_how_it_can_be_put_right(client: TestClient) -> None:
    refusal = (
        "Your request under the Freedom of Information Act 2000 was received on 6 January 2025.\n\n"
    )
    text = f"Borley Council\n\n3 March 2025\n\n{refusal}We refuse to give you the prices.\n"
    first = send(client, text=text)
    for name in ("wrong_letter", "wrong_dates", "wrong_unnamed"):
        assert texts.TEXTS[name] in first, name
    assert texts.TEXTS["missed"] in first and texts.TEXTS["again_title"] in first
    asked = "say how, where and by when to ask for an internal review"
    aside = json.dumps(["aside", "foia2000/s17-7-a", "", "", ""])
    second = send(client, carried=carried(first), fix=aside)
    assert asked in first and asked not in second, "nor in the letters to send"
    named = {"claim": "s43(2)", "claim-words": "We refuse to give you the prices"}
    assert texts.TEXTS["wrong_unnamed"] not in send(client, carried=carried(first), **named)
    dated = send(client, carried=carried(first), received="2025-02-24")
    assert texts.TEXTS["wrong_dates"] not in dated


def no_answer(client: TestClient, **fields: str) -> tuple[int, str]:
    sent = {
        "silent-since": "2025-01-06",
        "authority": "Borley Council",
        "law": "foia2000",
        **fields,
    }
    answer = client.post("/no-answer", files={k: (None, v) for k, v in sent.items()})
    return answer.status_code, answer.text


@pytest.mark.parametrize("law", ["foia2000", "foisa2002", "eir2004"])
def test_who_got_no_answer_gets_a_reminder_and_a_complaint(client: TestClient, law: str) -> None:
    assert law in texts.LAWS
    status, page = no_answer(client, law=law)
    assert status == 200
    assert "No answer to your request of 6 January 2025" in page
    assert texts.TEXTS["letter_reminder"] in page and texts.TEXTS["letter_commissioner"] in page
    assert "Borley Council" in page and "3 February 2025" in page
    assert texts.TEXTS["letter_asks"] not in page


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"silent-since": ""}, texts.ERRORS["no_day"]),
        ({"silent-since": "soon"}, "soon is not a date"),
        ({"silent-since": "2099-01-05"}, "is still to come"),
        ({"silent-since": "1999-01-05"}, "when an answer was due cannot be told"),
        ({"silent-since": date.today().isoformat()}, "The answer is not late yet"),
        ({"law": "magna-carta"}, "There is no pack magna-carta"),
    ],
)
def test_who_may_not_complain_of_silence_yet_is_told_why(
    client: TestClient, fields: dict[str, str], told: str
) -> None:
    status, page = no_answer(client, **fields)
    assert (status, told in page) == (422, True)
    assert "Borley Council" in page, "the form keeps what was written"


def test_words_that_do_not_stand_in_the_letter_are_said_to(client: TestClient) -> None:
    letter = carried(send(client, text=SILENT))
    page = send(client, carried=letter, **{"explanation:s43(2)#withhold": "a whale"})
    assert "do not stand in the letter" in page


def test_an_archive_shows_each_of_its_letters(client: TestClient) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in ("fails_silent", "fails_pending"):
            archive.write(LETTERS / f"{name}.txt", f"{name}.txt")
    sent = {"file": ("case.zip", packed.getvalue())}
    page = client.post("/check", files=sent).text
    assert page.count("<article") == 2
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert client.post("/api/v1/check", files=sent).json()["code"] == "several"


def test_examples_are_letters_of_the_corpus(client: TestClient) -> None:
    for name in texts.EXAMPLES:
        shipped = ROOT / "src" / "noticecheck" / "web" / "examples" / f"{name}.txt"
        assert shipped.read_bytes() == (LETTERS / f"{name}.txt").read_bytes()
        assert client.get(f"/example/{name}").status_code == 200
    assert client.get("/example/..%2f..%2ftexts").status_code == 404


def test_next_steps_and_letters_stand_beside_the_result(client: TestClient) -> None:
    page = send(client, text=SILENT)
    assert '<time datetime="2023-11-16">By 16 November 2023' in page
    assert texts.TEXTS["basis_usual"] in page and "Request for an internal review" in page
    (link, *_) = re.findall(r'href="(mailto:[^"]*)"', page)
    assert link.startswith("mailto:?subject=Request")
    assert "letter.docx" not in send(client, text="Dear Ms Quill\n\nThe canteen closes at noon.")


def test_a_letter_as_it_was_filled_in_comes_back_as_a_word_file(client: TestClient) -> None:
    fields = {"subject": (None, "Review"), "text": (None, "To the Clerk:\r\n\r\nPlease [say].")}
    answer = client.post("/letter.docx", files=fields)
    assert answer.status_code == 200 and "attachment" in answer.headers["content-disposition"]
    assert [p.text for p in docx.Document(io.BytesIO(answer.content)).paragraphs] == [
        "Review", "To the Clerk:", "Please [say].",
    ]  # fmt: skip
    long = {"subject": (None, ""), "text": (None, "a" * 60_000)}
    assert client.post("/letter.docx", files=long).status_code == 422
    assert client.post("/letter.docx", content=b"x").status_code == 415


def test_the_api_answers_with_the_report(client: TestClient) -> None:
    answer = client.post("/api/v1/check", json={"text": SILENT, "received": "2023-08-30"})
    report = answer.json()
    schema = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))
    validate(report, schema)
    assert (report["verdict"], report["notice"]["received"]) == ("gaps", "2023-08-30")
    assert [claim["provision"] for claim in report["notice"]["claims"]] == ["s43(2)", "s40(2)"]


def test_what_cannot_be_read_is_not_assessed(client: TestClient) -> None:
    sent = {"file": ("a.pdf", b"%PDF-1.4 broken")}
    report = client.post("/api/v1/check", files=sent).json()
    assert report["verdict"] == "not_assessed"
    assert "Not assessed: " in report["document"]["warnings"][-1]
    page = client.post("/check", files=sent)
    assert (page.status_code, "It cannot be read" in page.text) == (422, True)


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        ({"content": b"{", "headers": {"content-type": "application/json"}}, 400, "bad_json"),
        ({"json": ["a"]}, 400, "bad_json"),
        ({"json": {"text": 1}}, 400, "bad_json"),
        ({"json": {"text": "x", "colour": "red"}}, 400, "bad_json"),
        ({"json": {"text": ""}}, 422, "empty"),
        ({"json": {"text": "x", "dated": "2023-02-30"}}, 422, "bad_date"),
        ({"json": {"text": "x", "pack": "roman"}}, 422, "bad_pack"),
        ({"content": b"x"}, 415, "bad_type"),
        ({"content": b"x", "headers": {"content-type": "multipart/form-data"}}, 400, "bad_form"),
        ({"json": {"text": "x", "dated": "1066-10-14"}}, 422, "bad_date"),
    ],
)
def test_api_errors_are_problems_with_clear_words(
    client: TestClient, sent: dict[str, Any], status: int, code: str
) -> None:
    answer = client.post("/api/v1/check", **sent)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"].endswith(".")


def test_every_answer_keeps_the_browser_safe_and_sets_no_cookie(client: TestClient) -> None:
    for path in ("/", "/api", "/openapi.json", "/healthz", "/nothing", "/assets/page.js"):
        answer = client.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-frame-options"] == "DENY"
        assert "set-cookie" not in answer.headers
        if not path.startswith("/assets"):
            assert answer.headers["cache-control"] == "no-store"


def test_pages_have_nothing_inline_and_nothing_from_elsewhere(client: TestClient) -> None:
    for page in (client.get("/").text, client.get("/api").text, send(client, text=SILENT)):
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?! src=)", page)
        assert not re.findall(r'(?:src|action|<link[^>]* href)="(?!/foi/)[^"]*"', page)


def test_no_word_of_a_letter_is_logged(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    send(client, text=SILENT)
    client.get("/Osgood-Lamb?letter=Osgood-Lamb")
    shown = client.get("/metrics").text
    assert "POST /check 200" in caplog.text
    assert "Osgood" not in "".join(r.getMessage() for r in caplog.records if r.name != "httpx")
    assert 'noticecheck_requests_total{route="/check",status="200"}' in shown
    assert "Osgood" not in shown


def test_an_address_may_send_so_many_and_then_waits() -> None:
    now = [0.0]
    rates = Rates(2, lambda: now[0])
    assert [rates.take("10.0.0.1") > 0 for _ in range(3)] == [False, False, True]
    assert rates.take("10.0.0.2") == 0
    now[0] = 30.0
    assert rates.take("10.0.0.1") == 0
    assert rates.take("2001:db8::1") == rates.take("2001:db8::2") == 0
    assert rates.take("2001:db8::3") > 0, "one network is one person"


def test_only_a_trusted_proxy_says_who_is_asking() -> None:
    from starlette.requests import Request

    headers = [(b"x-forwarded-for", b"1.1.1.1, 9.9.9.9")]
    request = Request({"type": "http", "headers": headers, "client": ("10.0.0.1", 1)})
    assert Service(workers=1).address(request) == "10.0.0.1"
    assert Service(workers=1, proxy=True).address(request) == "9.9.9.9"


def test_a_worker_that_hangs_or_dies_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "work", web_worker.stuck)
    worker = workers.Worker(Settings())
    try:
        for bad, code in (("hang", "too_slow"), ("die", "crashed")):
            seconds = 0.05 if bad == "hang" else 10
            assert worker.ask({"do": bad}, b"", seconds).code == code
            assert worker.ask({"do": "work"}, b"", 10).body == b"done"
    finally:
        worker.stop()


@given(st.text(max_size=60), st.text(max_size=10))
def test_a_letter_comes_back_from_a_form_as_it_went(text: str, name: str) -> None:
    end = len(text)
    document = Document(
        name, text, "text/plain", "0" * 64, (0,), (Region(Span(0, end), "thread", name),),
        (name,), True, (Place(Span(0, end), 1, (0.0, 1.0, 2.0, 3.0), None, name, 0.5),),
    )  # fmt: skip
    assert unpack(pack(document).encode()) == document


@given(st.binary(max_size=40))
def test_nothing_else_is_taken_for_a_letter(data: bytes) -> None:
    with pytest.raises(Broken):
        unpack(data)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("section 40 (5B)(a)(i)", "s40(5B)(a)(i)"), ("s.22a", "s22A"), ("43(2)", "s43(2)"),
     ("Regulation 12(5)(e)", "reg12(5)(e)")],
)  # fmt: skip
def test_a_section_is_understood_as_people_write_it(typed: str, meant: str) -> None:
    assert normal(typed) == meant


def test_every_text_is_used() -> None:
    web = ROOT / "src" / "noticecheck" / "web"
    pages = "".join(p.read_text(encoding="utf-8") for p in web.glob("templates/*.jinja"))
    code = "".join(p.read_text(encoding="utf-8") for p in web.glob("*.py") if p.name != "texts.py")
    unused = [n for n in texts.TEXTS if f"t.{n}" not in pages and f'"{n}"' not in code]
    assert all(name.startswith("said_") for name in unused), unused
    assert [n for n in texts.ERRORS if f'"{n}"' not in code] == []
