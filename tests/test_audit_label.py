"""Labelling: what is asked and what answers mean, that nothing typed is lost, how it is shown, and
how far two readers agree."""

from __future__ import annotations

import json
import os
import pty
import random
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noticecheck.audit.agreement import Pair, agreement, compare, settling
from noticecheck.audit.labelling import answers_of, check, label, next_question
from noticecheck.audit.questions import ELEMENTS, KINDS
from noticecheck.audit.session import open_session
from noticecheck.errors import UsageError
from noticecheck.labels import ELEMENTS_OF_CLAIMS, ELEMENTS_OF_NOTICE, load_labels, parse_label
from noticecheck.model import KINDS as ALL_KINDS

LETTER = """Dear Ms Ostrava,

The survey of the quay is withheld under section 43(2): the firms that want the lease would know
what repairs to expect and bid less.

You may ask for a review within two months, and then go to the Information Commissioner.
"""
FULL = ["10", "f", "y", "43(2)", "m", "m", "g", "m", "n", "m", "m"]
"""The answers to all questions about one letter, as they are typed."""


def answered(typed: list[str]) -> dict[str, str]:
    answers: dict[str, str] = {}
    for one in typed:
        question = next_question(answers)
        assert question is not None, f"no question left for {one}"
        check(question, one, answers)
        answers[question.name] = one
    return answers


def made(*typed: str) -> dict[str, object]:
    answers = answered(list(typed))
    assert next_question(answers) is None
    return label("a", "anna", answers)


def asked(*typed: str) -> list[str]:
    """The questions that follow."""
    answers, names = answered(list(typed)), []
    while question := next_question(answers):
        names.append(question.name)
        answers[question.name] = "m" if question.name != "nothing_owed" else "y"
    return names


def test_answers_make_the_label_of_a_letter() -> None:
    assert made(*FULL) == {
        "slug": "a", "kind": "full_refusal", "regimes": ["foia2000"],
        "claims": [{"provision": "s43(2)", "effect": "withhold"}], "mentions": None,
        "checks": {
            "specifies_exemption": {"s43(2)": "met"}, "explains_why": {"s43(2)": "met"},
            "public_interest": {"s43(2)": "gap"}, "states_refusal": "met",
            "pending_estimate": "na", "complaints_procedure": "met", "right_to_regulator": "met",
            "cost_or_vexatious_stated": "na",
        },
        "complete": True, "reader": "anna",
    }  # fmt: skip


@pytest.mark.parametrize(
    "typed, claims",
    [
        ("s31(1)(a), 40(5b)(a)(i) ncnd", [("s31(1)(a)", "withhold"), ("s40(5B)(a)(i)", "ncnd")]),
        ("section 12; Section 14 (1)", [("s12", "refuse"), ("s14(1)", "refuse")]),
        ("Reg. 12(5)(e), reg13", [("reg12(5)(e)", "withhold"), ("reg13", "withhold")]),
        ("40.2, 40(2), 22a", [("s40(2)", "withhold"), ("s22A", "withhold")]),
        ("s36(2)(b)(ii) n", [("s36(2)(b)(ii)", "ncnd")]),
        ("", []),
    ],
)
def test_provisions_may_be_typed_as_letters_write_them(
    typed: str, claims: list[tuple[str, str]]
) -> None:
    data = label("a", "anna", {**answered(["9", "f", "y", typed]), **dict.fromkeys(ALL, "m")})
    found = data["claims"]
    assert [(one["provision"], one["effect"]) for one in found] == claims


ALL = [*ELEMENTS_OF_NOTICE]


def test_a_bare_number_under_the_regulations_is_one_of_theirs() -> None:
    assert "explains_why reg12(4)(b)" in asked("9", "e", "y", "12(4)(b)")
    assert "explains_why s12(4)(b)" not in asked("9", "fe", "y", "12(4)(b)")


@pytest.mark.parametrize(
    "typed",
    [["0"], ["12"], ["yes"], [""], ["9", "x"], ["9", ""], ["9", "f", "?"], ["9", "f", "y", "the Act"],
     ["9", "f", "y", "s40(2) maybe"], ["9", "f", "y", "s40(2", ], [*FULL[:4], "x"], [*FULL[:4], ""],
     ["9", "f", "y", "s31(1)(a), s"]],
    ids=" ".join,
)  # fmt: skip
def test_what_is_no_answer_is_refused(typed: list[str]) -> None:
    with pytest.raises(ValueError, match=r".\w"):
        answered(typed)


def test_only_what_can_arise_is_asked() -> None:
    assert asked("11", "f", "y", "") == ["nothing_owed"]
    assert asked("8", "s", "y", "", "n") == [
        one for one in ELEMENTS_OF_NOTICE if one != "cost_or_vexatious_stated"
    ]
    of_cost = asked("6", "f", "y", "s12")
    assert "cost_or_vexatious_stated" in of_cost and "states_refusal" not in of_cost
    assert not [name for name in of_cost if "s12" in name]
    unnamed = asked("10", "f", "y", "unnamed")
    assert "explains_why unnamed" in unnamed and "public_interest unnamed" not in unnamed
    assert "explains_why s31(3)#ncnd" in asked("10", "f", "y", "s31(3), s31(3) ncnd")


def test_questions_cover_the_labels() -> None:
    assert set(ELEMENTS) == {*ELEMENTS_OF_CLAIMS, *ELEMENTS_OF_NOTICE}
    assert set(KINDS) == set(ALL_KINDS)


CLAIM = st.sampled_from(
    ["s21", "s31(1)(a)", "s31(3)", "s31(3) ncnd", "s40(2)", "s12", "reg12(5)(e)", "unnamed"]
)


@st.composite
def answer_sets(draw: st.DrawFn) -> dict[str, str]:
    answers: dict[str, str] = {}
    while question := next_question(answers):
        if question.name == "kind":
            typed = draw(st.sampled_from(["1", "6, 9", "?", "11", "internal_review"]))
        elif question.name == "regimes":
            typed = draw(st.sampled_from(["f", "e", "fe", "s", "?"]))
        elif question.name in ("complete", "nothing_owed"):
            typed = draw(st.sampled_from("yn"))
        elif question.name == "claims":
            typed = draw(st.just("?") | st.lists(CLAIM, max_size=4).map(", ".join))
        else:
            typed = draw(st.sampled_from("mgun"))
        answers[question.name] = typed
    return answers


@given(answer_sets())
def test_every_label_is_one_and_its_answers_make_it_again(answers: dict[str, str]) -> None:
    first = label("a", "anna", answers)
    parse_label(json.loads(json.dumps(first)))
    again = answers_of(first)
    assert next_question(again) is None
    assert label("a", "anna", again) == first


# The session.


def sample(folder: Path, letters: int = 3) -> Path:
    rows = [
        {"slug": f"{n:016x}", "path": f"{n}.txt", "authority": None, "text": LETTER * (1 + n)}
        for n in range(letters)
    ]
    path = folder / "sample.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def type_in(path: Path, reader: str, typed: list[str]) -> None:
    session = open_session(path, reader)
    for one in typed:
        if one == "z":
            session.undo()
            continue
        at = session.at()
        assert at is not None
        session.answer(*at, one)


def labels(path: Path, reader: str) -> list[dict[str, object]]:
    file = path.with_name(f"sample.{reader}.jsonl")
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 40), max_size=6), st.integers(0, 10_000))
def test_stopping_and_taking_back_lose_nothing(
    tmp_path_factory: pytest.TempPathFactory, stops: list[int], seed: int
) -> None:
    """Whenever it is stopped, and whatever is typed and taken back, the labels are the same."""
    straight, broken = (sample(tmp_path_factory.mktemp("a")) for _ in range(2))
    wanted = FULL * 3
    type_in(straight, "anna", wanted)
    draw, at = random.Random(seed), 0
    for stop in sorted(stops):
        type_in(broken, "anna", wanted[at : max(at, min(stop, len(wanted)))])
        at = max(at, min(stop, len(wanted)))
        back = draw.randrange(0, 4)
        type_in(broken, "anna", ["z"] * min(back, at))
        at -= min(back, at)
    type_in(broken, "anna", wanted[at:])
    assert labels(broken, "anna") == labels(straight, "anna")
    assert len(load_labels(broken.with_name("sample.anna.jsonl"))) == 3


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_a_half_written_answer_is_asked_again(tmp_path: Path, cut: int) -> None:
    path = sample(tmp_path)
    type_in(path, "anna", FULL[:5])
    file = tmp_path / "sample.anna.answers"
    whole = file.read_bytes()
    last = whole.rstrip(b"\n").rfind(b"\n") + 1
    file.write_bytes(whole[: last + min(cut, len(whole) - last - 1)])
    session = open_session(path, "anna")
    at = session.at()
    assert at is not None
    assert at[1].name == next_question(answered(FULL[:4])).name  # type: ignore[union-attr]
    session.answer(*at, FULL[4])
    assert file.read_bytes() == whole


def test_readers_do_not_touch_each_other(tmp_path: Path) -> None:
    path = sample(tmp_path)
    type_in(path, "anna", FULL)
    type_in(path, "ben", ["11", "f", "y", "", "y"])
    assert [one["kind"] for one in labels(path, "anna")] == ["full_refusal"]
    assert [one["kind"] for one in labels(path, "ben")] == ["full_disclosure"]


def test_two_at_once_under_one_name_are_told(tmp_path: Path) -> None:
    path = sample(tmp_path)
    first, second = open_session(path, "anna"), open_session(path, "anna")
    at = first.at()
    assert at is not None
    first.answer(*at, "10")
    with pytest.raises(UsageError, match="someone else is labelling as anna"):
        second.answer(*at, "9")


@pytest.mark.parametrize("name", ["", "../x", "a b", "é", ".hidden", "x" * 41])
def test_a_name_that_makes_no_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="--reader"):
        open_session(sample(tmp_path), name)


def test_answers_about_another_sample_are_not_gone_on_with(tmp_path: Path) -> None:
    type_in(sample(tmp_path, 3), "anna", FULL)
    with pytest.raises(UsageError, match="about another sample"):
        open_session(sample(tmp_path, 2), "anna")


@pytest.mark.parametrize(
    "content", [b"", b"{}\n", b"[1]\n", b"not json\n", b"\xff\n", b'{"slug": "a"}\n']
)
def test_what_is_no_sample_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "sample.jsonl"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=re.escape(str(path))):
        open_session(path, "anna")


@pytest.mark.parametrize("line", [b"{}\n", b"[]\n", b"x\n", b'{"undo": true}\n', b"\xff\n"])
def test_broken_answers_are_told(tmp_path: Path, line: bytes) -> None:
    path = sample(tmp_path)
    open_session(path, "anna")
    file = tmp_path / "sample.anna.answers"
    file.write_bytes(file.read_bytes() + line)
    with pytest.raises(UsageError, match="not what this version"):
        open_session(path, "anna")


# The screen, in a terminal.


@dataclass
class Terminal:
    """The command in a terminal of 80 columns and 24 rows."""

    descriptor: int
    process: subprocess.Popen[bytes]
    seen: str = ""
    """What came up and was not waited for yet."""
    log: str = ""

    def wait_for(self, text: str) -> str:
        """What comes up to and with a text."""
        end = time.monotonic() + 60
        while text not in self.seen:
            assert time.monotonic() < end, f"{text!r} did not come: {self.seen[-2000:]}"
            if select.select([self.descriptor], [], [], 1)[0]:
                try:
                    data = os.read(self.descriptor, 65536)
                except OSError:
                    data = b""
                assert data, f"it ended before {text!r} came: {self.seen[-2000:]}"
                shown = data.decode().replace("\r\n", "\n")
                self.seen, self.log = self.seen + shown, self.log + shown
        before, _, self.seen = self.seen.partition(text)
        return before + text

    def send(self, *lines: str) -> None:
        for line in lines:
            self.wait_for(" > ")
            os.write(self.descriptor, line.encode() + b"\n")

    def end(self) -> int:
        while True:
            try:
                if not os.read(self.descriptor, 65536):
                    break
            except OSError:
                break
        return self.process.wait(60)


@contextmanager
def terminal(*arguments: str) -> Iterator[Terminal]:
    ours, theirs = pty.openpty()
    import fcntl
    import struct
    import termios

    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = {**os.environ, "TERM": "xterm", "PYTHONUTF8": "1"}
    environment.pop("COLUMNS", None)
    environment.pop("LINES", None)

    def begin() -> None:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
        # Whoever runs the tests in the background has Ctrl-C ignored by all that they start.
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    process = subprocess.Popen(
        [sys.executable, "-m", "noticecheck", "label", *arguments],
        stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True,
        preexec_fn=begin,
    )  # fmt: skip
    os.close(theirs)
    try:
        yield Terminal(ours, process)
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def test_a_whole_letter_in_a_terminal(tmp_path: Path) -> None:
    path = sample(tmp_path, 1)
    with terminal(str(path), "--reader", "anna") as screen:
        screen.send("", "?!", "10", "f", "y", "43(2)", "d", "m", "z", "l", "", "m", "/lease", "h")
        screen.send("m")
        screen.wait_for("public interest favours refusal?")
        screen.send(*FULL[6:])
        screen.wait_for("All letters are labelled")
        assert screen.end() == 0
    shown = screen.log
    assert shown.count("The survey of the quay is withheld") == 2, "at first, and asked for by l"
    assert "Not understood: a number from 1 to 11" in shown
    assert "= s43(2) (withhold)" in shown
    assert "Section 17(1)(b)." in shown
    assert "Taken back: specifies_exemption s43(2)" in shown
    assert re.search(r"  \| .*lease would know\n", shown)
    assert [one["checks"] for one in labels(path, "anna")] == [made(*FULL)["checks"]]


def test_no_line_is_wider_than_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "sample.jsonl"
    text = (
        "word " * 200
        + "\n"
        + "x" * 300
        + "\n\n\n\n\x1b[31mred\x1b[0m\t|\ttab\u202e\n"
        + "line\n" * 50
    )
    path.write_text(json.dumps({"slug": "a", "path": "a", "text": text}) + "\n", encoding="utf-8")
    with terminal(str(path), "--reader", "anna") as screen:
        seen = ""
        for typed in ("", "", "b", "", "", "", "9", "f", "y", "s40(2)", "d", "/word", "h"):
            seen += screen.wait_for(" > ")
            os.write(screen.descriptor, typed.encode() + b"\n")
        seen += screen.wait_for(" > ")
    plain = seen.replace("\x1b[H\x1b[2J\x1b[3J", "\n")
    assert "\x1b" not in plain and "\u202e" not in plain, "a letter cannot steer the terminal"
    assert max(map(len, plain.split("\n"))) <= 80
    pages = [page.count("\n") for page in seen.split("\x1b[H\x1b[2J\x1b[3J")[1:4]]
    assert max(pages) <= 23


def test_killed_and_begun_again_it_goes_on_at_the_same_question(tmp_path: Path) -> None:
    path = sample(tmp_path, 2)
    with terminal(str(path), "--reader", "anna") as screen:
        screen.send("", *FULL[:6])
        screen.wait_for("public interest favours refusal?")
        screen.process.send_signal(signal.SIGKILL)
    with terminal(str(path), "--reader", "anna") as screen:
        screen.send("")
        screen.wait_for("public interest favours refusal?")
        screen.send(*FULL[6:])
        screen.send("")
        screen.wait_for("Letter 2 of 2")
        screen.send("q")
        told = screen.wait_for("goes on here")
        assert "1 of 2 letters are labelled" in told
        assert screen.end() == 0
    assert len(labels(path, "anna")) == 1


def test_ctrl_c_stops_and_keeps_all(tmp_path: Path) -> None:
    path = sample(tmp_path, 1)
    with terminal(str(path), "--reader", "anna") as screen:
        screen.send("", "10", "f")
        screen.wait_for("Is the text whole?")
        screen.wait_for(" > ")
        os.write(screen.descriptor, b"\x03")
        screen.wait_for("the same command goes on here")
        assert screen.end() == 130
    session = open_session(path, "anna")
    assert session.answers("0" * 16) == {"kind": "10", "regimes": "f"}


def test_what_readers_see_tells_nothing_of_what_was_found(tmp_path: Path) -> None:
    """Neither the verdict nor the labels of another reader, even where they lie beside it."""
    path = sample(tmp_path, 1)
    (tmp_path / "strata.json").write_text('{"verdict": "gaps"}', encoding="utf-8")
    type_in(path, "ben", FULL)
    with terminal(str(path), "--reader", "anna") as screen:
        seen = screen.wait_for(" > ")
        for typed in ("", *FULL[:-1]):
            os.write(screen.descriptor, typed.encode() + b"\n")
            seen += screen.wait_for(" > ")
    assert "ben" not in seen and "gaps" not in seen and "verdict" not in seen


# Two readers.


def pairs(*rows: tuple[str, str]) -> list[Pair]:
    return [Pair(f"{n}", "kind", first, second) for n, (first, second) in enumerate(rows)]


def test_kappa_of_a_known_table() -> None:
    """20 yes and yes, 15 no and no, 5 yes and no, 10 no and yes: 0.7 observed, 0.5 by chance."""
    rows = [("y", "y")] * 20 + [("n", "n")] * 15 + [("y", "n")] * 5 + [("n", "y")] * 10
    found = agreement("kind", pairs(*rows))
    assert (found.rate.hits, found.rate.of, found.rate.letters) == (35, 50, 50)
    assert found.chance == pytest.approx(0.5)
    assert found.kappa == pytest.approx(0.4)
    assert found.interval is not None
    assert found.interval == pytest.approx((0.125, 0.618), abs=0.001)


def test_readers_who_always_say_the_same_have_no_kappa() -> None:
    found = agreement("kind", pairs(*[("met", "met")] * 9))
    assert found.kappa is None and found.interval is None and found.rate.hits == 9
    assert agreement("kind", []).kappa is None


SAID = st.sampled_from(["met", "gap", "unclear", "na"])


@given(st.lists(st.tuples(SAID, SAID), min_size=1, max_size=60))
def test_kappa_lies_within_its_interval_and_forgets_who_is_first(
    rows: list[tuple[str, str]],
) -> None:
    found = agreement("x", pairs(*rows))
    turned = agreement("x", pairs(*[(b, a) for a, b in rows]))
    if found.kappa is None:
        assert turned.kappa is None
        return
    assert turned.kappa == pytest.approx(found.kappa)
    assert found.interval is not None
    low, high = found.interval
    assert low - 1e-9 <= found.kappa <= high + 1e-9 <= 1 + 2e-9
    if found.rate.hits == found.rate.of:
        assert found.kappa == pytest.approx(1) and low < 1, "all the same is not all there is"


def test_points_of_one_letter_are_not_taken_for_many_letters() -> None:
    apart = agreement("x", pairs(*[("met", "met"), ("gap", "gap"), ("met", "gap")] * 10))
    together = agreement(
        "x",
        [Pair(f"{n // 10}", "x", one.first, one.second)
         for n, one in enumerate(pairs(*[("met", "met"), ("gap", "gap"), ("met", "gap")] * 10))],
    )  # fmt: skip
    assert apart.kappa == together.kappa
    assert apart.interval is not None and together.interval is not None
    assert together.interval[0] < apart.interval[0] < apart.interval[1] < together.interval[1]


def two_readers(tmp_path: Path) -> tuple[Path, Path, Path]:
    path = sample(tmp_path, 3)
    type_in(path, "anna", FULL * 3)
    other = [*FULL]
    other[6] = "m"
    type_in(path, "ben", [*FULL, *other, "10", "f", "y", "43(2), 40(2)", *"mmgmmnmnmm"])
    return path, tmp_path / "sample.anna.jsonl", tmp_path / "sample.ben.jsonl"


def test_agreement_lists_what_is_to_be_settled(tmp_path: Path) -> None:
    _, anna, ben = two_readers(tmp_path)
    text = compare(anna, ben)
    assert "3 letters that both readers have labelled" in text
    assert "public_interest s43(2): gap · met" in text
    assert "claims: s43(2) (withhold) · s40(2) (withhold), s43(2) (withhold)" in text
    assert text.count("  000000000000000") == 2
    assert "both find 3, only the first reader 0, only the second 1" in text
    assert "3 letters are few" in text
    assert "They disagree on nothing." in compare(anna, anna)


def test_settling_asks_only_what_is_open(tmp_path: Path) -> None:
    path, anna, ben = two_readers(tmp_path)
    known, hints = settling(anna, ben)
    session = open_session(path, "settled", known)
    assert session.done() == 1, "where both say the same, nothing is asked"
    at = session.at()
    assert at is not None and at[1].name == "public_interest s43(2)"
    hint = hints[at[0].slug]["public_interest s43(2)"]
    assert hint == "sample.anna.jsonl: gap · sample.ben.jsonl: met"
    session.answer(*at, "g")
    for typed in ("43(2)",):
        at = session.at()
        assert at is not None and at[1].name == "claims"
        session.answer(*at, typed)
    assert session.at() is None
    assert labels(path, "settled")[:2] == [
        {**one, "reader": "settled"} for one in labels(path, "anna")[:2]
    ]


@pytest.mark.parametrize("content", ['{"slug": "a"}\n{"slug": "a"}\n', "{}\n", '{"slug": "b"}\n'])
def test_labels_that_cannot_be_compared_are_told(tmp_path: Path, content: str) -> None:
    _, anna, _ = two_readers(tmp_path)
    other = tmp_path / "other.jsonl"
    other.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=r"other\.jsonl"):
        compare(anna, other)
