"""What is built at first use behaves as what Python builds at once."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import re
from typing import Any

import pytest

from noticecheck.late import Forms, dataclass, forms, regex, use


@dataclass(frozen=True, slots=True)
class Slotted:
    """Frozen and slotted."""

    name: str
    number: int = 3
    more: list[int] = dataclasses.field(default_factory=list, compare=False, repr=False)


@dataclass(frozen=True)
class Frozen:
    name: str
    number: int = 3
    more: list[int] = dataclasses.field(default_factory=list, compare=False, repr=False)


@dataclass
class Open:
    name: str
    number: int = 3
    more: list[int] = dataclasses.field(default_factory=list, compare=False, repr=False)


KINDS: list[Any] = [Slotted, Frozen, Open]


@pytest.mark.parametrize("kind", KINDS)
def test_a_dataclass_is_one(kind: Any) -> None:
    one, other = kind("a"), kind("a", more=[1])
    assert one == other != kind("a", 4)
    assert one != ("a", 3)
    assert repr(one) == f"{kind.__name__}(name='a', number=3)"
    assert one.more == [] and one.more is not kind("a").more
    assert dataclasses.replace(one, number=5) == kind("a", 5)
    assert dataclasses.asdict(other) == {"name": "a", "number": 3, "more": [1]}
    for copied in (pickle.loads(pickle.dumps(other)), copy.deepcopy(other)):
        assert copied == other and copied.more == [1]
    with pytest.raises(TypeError, match="'name'"):
        kind()
    with pytest.raises(TypeError, match="wrong"):
        kind("a", wrong=1)


@pytest.mark.parametrize("kind", [Slotted, Frozen])
def test_a_frozen_one_cannot_be_changed_and_can_be_a_key(kind: Any) -> None:
    one = kind("a")
    with pytest.raises(dataclasses.FrozenInstanceError, match="'name'"):
        one.name = "b"
    with pytest.raises(dataclasses.FrozenInstanceError, match="'name'"):
        del one.name
    assert {one: 1}[kind("a", more=[2])] == 1


def test_one_that_can_be_changed_is_no_key() -> None:
    one = Open("a")
    one.name = "b"
    assert one == Open("b")
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)


def test_an_expression_is_as_a_compiled_one() -> None:
    source = r"(?P<word>[a-z]+)\d"
    late, compiled = regex(source, re.IGNORECASE), re.compile(source, re.IGNORECASE)
    assert late.pattern == source
    found, wanted = late.search("1 AB2"), compiled.search("1 AB2")
    assert found is not None and wanted is not None and found["word"] == wanted["word"]
    assert late.sub("x", "a1 b2") == "x x"
    assert [m.span() for m in late.finditer("a1 b2")] == [(0, 2), (3, 5)]
    assert (late.flags, late.groups) == (compiled.flags, compiled.groups)
    assert regex(rb"\d").findall(b"a1") == [b"1"]


def test_a_faulty_expression_is_found_at_its_first_use() -> None:
    with pytest.raises(re.error):
        regex("(").search("")


def test_an_expression_is_the_same_from_the_form_that_a_cache_keeps() -> None:
    source, flags = r"(?P<a>x)|(y)(?# one letter)", re.IGNORECASE | re.VERBOSE
    regex(source, flags)
    use(Forms({key: form for key, form in forms().expressions.items() if key[0] == source}, {}))
    late, compiled = regex(source, flags), re.compile(source, flags)
    for text in ("X", "Y", "z"):
        found, wanted = late.search(text), compiled.search(text)
        assert (found and (found.groupdict(), found.span(2))) == (
            wanted and (wanted.groupdict(), wanted.span(2))
        )
    assert (late.flags, late.groupindex) == (compiled.flags, compiled.groupindex)


def test_a_dataclass_is_the_same_from_the_form_that_a_cache_keeps(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def kind(tenth: int) -> Any:
        @dataclass(frozen=True)
        class Kept:
            first: str
            of_them_all: int = tenth
            listed: list[int] = dataclasses.field(default_factory=list)

        return Kept

    monkeypatch.setattr("noticecheck.late._KNOWN", {})
    monkeypatch.setattr("noticecheck.late._KINDS", [])
    monkeypatch.setattr("noticecheck.late._FORMS", Forms({}, {}))
    kind(1)
    use(forms())
    monkeypatch.setattr("noticecheck.late._code", None)
    made = kind(2)("a")
    assert (made.first, made.of_them_all, made.listed) == ("a", 2, [])
    with pytest.raises(TypeError, match="first"):
        kind(2)()


def test_an_instance_may_look_at_itself_when_it_is_made() -> None:
    @dataclass(frozen=True, slots=True)
    class Positive:
        number: int

        def __post_init__(self) -> None:
            if self.number < 1:
                raise ValueError(self.number)

    assert dataclasses.replace(Positive(1), number=2) == Positive(2)
    with pytest.raises(ValueError, match="0"):
        Positive(0)
