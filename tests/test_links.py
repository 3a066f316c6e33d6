"""tools/links.py: which addresses of the documentation are asked for, and what is said of them."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from test_supply import tool

TEXT = """\
See [the Act](https://act.test/36/section/17#part), `https://gone.test/a`, and <https://odd.test/b>.
An example: https://www.hale.example/foi, or http://127.0.0.1:8017/api. Again: https://act.test/36/section/17.
"""


def test_every_address_once_but_none_that_only_stands_for_one(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    assert tool("links").addresses([tmp_path / "a.md"]) == {
        "https://act.test/36/section/17": ["a.md", "a.md"],
        "https://gone.test/a": ["a.md"],
        "https://odd.test/b": ["a.md"],
    }


def answer(request: httpx.Request) -> httpx.Response:
    if request.url.host == "odd.test":
        raise httpx.ConnectError("nobody there")
    if request.url.host == "shy.test":
        return httpx.Response(405 if request.method == "HEAD" else 200)
    return httpx.Response(404 if request.url.host == "gone.test" else 200)


def test_what_is_gone_is_told_from_what_nobody_answers_for() -> None:
    with httpx.Client(transport=httpx.MockTransport(answer)) as client:
        asked = [
            "https://act.test/",
            "https://gone.test/a",
            "https://odd.test/",
            "https://shy.test/",
        ]
        assert list(tool("links").ask(client, asked).values()) == [200, 404, None, 200]


@pytest.mark.parametrize(
    ("answers", "code"),
    [((200, 404, None), 1), ((200, 200, None), 0), ((200, 503, 200), 0), ((None, None, 503), 3)],
)
def test_the_exit_code_says_whether_anything_is_gone_or_nothing_is_known(
    monkeypatch: pytest.MonkeyPatch, answers: tuple[int | None, ...], code: int
) -> None:
    links = tool("links")
    found = {f"https://{n}.test/": ["a.md"] for n in range(3)}
    monkeypatch.setattr(links, "addresses", lambda _: found)
    monkeypatch.setattr(links, "ask", lambda *_: dict(zip(found, answers, strict=True)))
    assert links.main() == code
