"""What Python would build when a module is imported, and a letter may never need: built at first
use.

To compile an expression, or the methods of a dataclass, takes a hundred times what it takes to
read them from a compiled module, and there are hundreds of both: together they would take longer
than to check a letter. So modules that one letter loads take both from here:

    _REFERENCE = regex(r"\\bour ref\\b")      compiled when it is first asked for anything
    @dataclass(frozen=True)                      whose __init__ is compiled with its first instance

Once built, both are as fast as Python's own. What is compiled can be kept: a cache takes it by
`forms` and gives it back by `use`.
"""

from __future__ import annotations

import dataclasses
import marshal
import re
from collections.abc import Callable
from operator import attrgetter
from types import CodeType
from typing import TYPE_CHECKING, Any, AnyStr, NoReturn, cast

from noticecheck.compiled import Form, form_of, from_form

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass

_METHODS = (
    "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn", "flags",
    "groups", "groupindex",
)  # fmt: skip


_KNOWN: dict[tuple[str, int], None] = {}
"""Source and flags of the expressions that the modules loaded so far have."""
_KINDS: list[tuple[type, bool]] = []
"""The dataclasses of the modules loaded so far, and whether they are frozen."""


class Forms:
    """What is compiled, by what it was compiled from: expressions by their source and flags, and
    the marshalled code of an __init__ by its source."""

    def __init__(self, expressions: dict[tuple[str, int], Form], inits: dict[str, bytes]) -> None:
        self.expressions = expressions
        self.inits = inits


_FORMS = Forms({}, {})
"""A memory and no state: what an expression finds does not depend on it."""


class _Expression:
    """Stands for a compiled expression; what it is asked for first makes it the same as one."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled: re.Pattern[Any]
        if isinstance(self.pattern, str):
            form = _FORMS.expressions.get((self.pattern, self._flags))
            compiled = from_form(self.pattern, form, self._flags)
        else:
            compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update((method, getattr(compiled, method)) for method in _METHODS)
        return self.__dict__[name]


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A regular expression that is compiled at its first use; its faults show only then, too."""
    if isinstance(pattern, str):
        _KNOWN[pattern, int(flags)] = None
    return cast("re.Pattern[AnyStr]", _Expression(pattern, int(flags)))


def forms() -> Forms:
    """The compiled forms of all expressions and dataclasses of the modules that are loaded."""
    found = ((key, form_of(*key)) for key in _KNOWN)
    sources = {_init_source(kind, frozen) for kind, frozen in _KINDS}
    return Forms(
        {key: form for key, form in found if form is not None},
        {source: marshal.dumps(_code(source)) for source in sorted(sources)},
    )


def use(known: Forms) -> None:
    """Take compiled forms for what is used from now on."""
    _FORMS.expressions.update(known.expressions)
    _FORMS.inits.update(known.inits)


if not TYPE_CHECKING:

    def dataclass(
        kind: type | None = None, /, *, frozen: bool = False, slots: bool = False, eq: bool = True
    ) -> Any:
        """As `dataclasses.dataclass`, without order, inheritance and fields by keyword only."""
        if kind is None:
            return lambda given: _dataclass(given, frozen, slots, eq)
        return _dataclass(kind, frozen, slots, eq)


def _dataclass(given: type, frozen: bool, slots: bool, eq: bool) -> type:
    given.__doc__ = given.__doc__ or given.__name__
    kind: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(given)
    fields = dataclasses.fields(kind)
    methods: dict[str, Any] = {"__init__": _init_at_first(kind, frozen), "__repr__": _repr}
    if eq:
        values = _values_of([field.name for field in fields if field.compare])
        methods["__eq__"] = _eq(values)
        methods["__hash__"] = _hash(values) if frozen else None
    if frozen:
        methods |= {"__setattr__": _refuse, "__delattr__": _refuse}
        if slots:
            methods |= {"__getstate__": _state, "__setstate__": _set_state}
    if "__init__" not in given.__dict__:
        _KINDS.append((kind, frozen))
    for name, method in methods.items():
        if name not in given.__dict__:
            setattr(kind, name, method)
    return cast(type, kind)


def _init_at_first(kind: type, frozen: bool) -> Callable[..., None]:
    """An __init__ that the real one takes the place of."""

    def first(self: object, *values: object, **named: object) -> None:
        real = _init(kind, frozen)
        kind.__init__ = real  # type: ignore[misc]
        real(self, *values, **named)

    return first


def _init(kind: Any, frozen: bool) -> Callable[..., None]:
    """The __init__ that dataclasses would make."""
    known: dict[str, object] = {"put": object.__setattr__, "missing": dataclasses.MISSING}
    for field in dataclasses.fields(kind):
        known[f"make_{field.name}"] = field.default_factory
        known[f"default_{field.name}"] = field.default
    source = _init_source(kind, frozen)
    kept = _FORMS.inits.get(source)
    made: dict[str, Any] = {}
    exec(marshal.loads(kept) if kept else _code(source), known, made)
    return cast("Callable[..., None]", made["__init__"])


def _code(source: str) -> CodeType:
    return compile(source, "<dataclass>", "exec")


def _init_source(kind: Any, frozen: bool) -> str:
    parameters = ["self"]
    lines = []
    for field in dataclasses.fields(kind):
        name, value = field.name, field.name
        if field.default_factory is not dataclasses.MISSING:
            value = f"make_{name}() if {name} is missing else {name}"
            parameters.append(f"{name}=missing")
        elif field.default is not dataclasses.MISSING:
            parameters.append(f"{name}=default_{name}")
        else:
            parameters.append(name)
        lines.append(f" put(self, {name!r}, {value})" if frozen else f" self.{name} = {value}")
    if hasattr(kind, "__post_init__"):
        lines.append(" self.__post_init__()")
    body = "\n".join(lines) or " pass"
    return f"def __init__({', '.join(parameters)}):\n{body}\n"


def _values_of(names: list[str]) -> Callable[[object], Any]:
    if names:
        return attrgetter(*names)
    return lambda _: ()


def _eq(values: Callable[[object], Any]) -> Callable[[object, object], Any]:
    def same(self: object, other: object) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    return same


def _hash(values: Callable[[object], Any]) -> Callable[[object], int]:
    def hashed(self: object) -> int:
        return hash(values(self))

    return hashed


def _repr(self: Any) -> str:
    shown = (f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse(self: object, name: str, value: object = None) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: Any, state: list[object]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)
