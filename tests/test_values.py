"""Value classes are what ``dataclasses`` makes, only later."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import pkgutil
import re
import subprocess
import sys
import threading
from dataclasses import field
from importlib import import_module
from typing import Any, ClassVar

import pytest

import counter_app
from counter_app import values
from counter_app.values import Annotated, NamedTuple, TypedDict, dataclass, pattern


@dataclass(frozen=True, slots=True)
class Ground:
    """A base with one value that must be said."""

    name: str
    marks: list[int] = field(default_factory=list, compare=False)
    FORM: ClassVar[str] = "plain"


@dataclass(frozen=True, slots=True)
class Above(Ground):
    """A value on top of a base, with one said anew."""

    marks: list[int] = field(default_factory=lambda: [1], compare=False)
    size: int = 3

    def __post_init__(self) -> None:
        """A value may still look at itself."""
        if self.size < 0:
            raise ValueError(self.size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Only by name, an earlier one without a default after one with it."""

    first: int = 1
    second: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NamedByTheStandard:
    """The same, made by ``dataclasses``."""

    first: int = 1
    second: str


class Placed(NamedTuple):
    """Two places."""

    name: str
    size: int

    @property
    def twice(self) -> int:
        """A method comes along."""
        return 2 * self.size


class Said(TypedDict, total=False):
    """A payload."""

    key: str


def test_values_are_compared_shown_and_kept_as_dataclasses_are() -> None:
    one, same, other = Above("a", [5], 4), Above("a", size=4), Above("b")
    assert one == same
    assert hash(one) == hash(same)
    assert one != other
    assert repr(other) == "Above(name='b', marks=[1], size=3)"
    assert dataclasses.replace(one, name="c") == Above("c", size=4)
    assert dataclasses.asdict(one) == {"name": "a", "marks": [5], "size": 4}
    assert [item.name for item in dataclasses.fields(Above)] == ["name", "marks", "size"]
    assert copy.deepcopy(one) == one
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - a value of this test
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.size = 5  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.name
    with pytest.raises(AttributeError):
        object.__setattr__(one, "unknown", 1)
    with pytest.raises(ValueError, match="-1"):
        Above("a", size=-1)
    match one:
        case Above(name, _marks, size):
            assert (name, size) == ("a", 4)
        case _:
            pytest.fail("nothing matched")


def test_a_class_is_what_the_standard_makes_of_it() -> None:
    assert [(item.name, item.default, item.kw_only) for item in dataclasses.fields(Named)] == [
        (item.name, item.default, item.kw_only) for item in dataclasses.fields(NamedByTheStandard)
    ]
    # The standard adds what one class had before: methods and their names are the same, and so are the slots.
    assert set(vars(Named)) == set(vars(NamedByTheStandard))
    assert vars(Named)["__slots__"] == vars(NamedByTheStandard)["__slots__"]
    with pytest.raises(TypeError, match="second"):
        Named()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="positional"):
        Named(1, "two")  # type: ignore[call-arg]


def test_fields_can_be_asked_for_before_any_value_is_made() -> None:
    @dataclass(frozen=True, slots=True)
    class Fresh:
        """Nobody has made one."""

        one: int = 1

    assert dataclasses.is_dataclass(Fresh)
    assert Fresh.__match_args__ == ("one",)

    @dataclass(frozen=True, slots=True)
    class Copied:
        """Comes out of a file of another process, where values of it were made."""

        one: int

    bare = Copied.__new__(Copied)
    bare.__setstate__([7])  # type: ignore[attr-defined]
    assert (bare.one, repr(bare).endswith("Copied(one=7)"), hash(bare)) == (7, True, hash((7,)))


def test_two_threads_may_make_the_first_value_together() -> None:
    for _try in range(20):

        @dataclass(frozen=True, slots=True)
        class Fresh:
            """Made anew for each try."""

            one: int
            two: int = 2

        gate = threading.Barrier(4)
        made: list[Any] = []

        def make(fresh: Any, gate: threading.Barrier, made: list[Any]) -> None:
            gate.wait()
            made.append(fresh(1))

        threads = [threading.Thread(target=make, args=(Fresh, gate, made)) for _one in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert made == [Fresh(1)] * 4


def test_a_payload_is_a_plain_dict_and_keeps_what_was_declared() -> None:
    said = Said(key="x")
    assert type(said) is dict
    assert said == {"key": "x"}
    assert Said.__annotations__ == {"key": "str"}


def test_a_tuple_with_names_is_the_one_the_standard_makes() -> None:
    one = Placed("x", 2)
    assert one == ("x", 2) == Placed(size=2, name="x")
    assert one.twice == 4
    assert one._replace(size=3)._asdict() == {"name": "x", "size": 3}
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - its own
    assert (repr(one), Placed.__doc__) == ("Placed(name='x', size=2)", "Two places.")
    assert Placed.__mro__[1:] == (tuple, object)
    assert Placed.__annotations__ == {"name": "str", "size": "int"}


def test_loading_a_class_compiles_nothing() -> None:
    code = (
        "import dataclasses\n"
        "made = []\n"
        "keep = dataclasses._process_class\n"
        "dataclasses._process_class = lambda cls, *wishes: (made.append(cls.__name__), keep(cls, *wishes))[1]\n"
        "import counter_app.domain.dossier.dossier\n"
        "assert 'Dossier' not in made, made\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_pattern_is_compiled_when_it_is_first_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []

    def spied(text: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(text)
        return re.compile(text, flags)

    monkeypatch.setattr(vars(values)["re"], "compile", spied, raising=False)
    shape = pattern("(?P<x>a)+", re.IGNORECASE)
    monkeypatch.undo()
    assert not compiled
    found = shape.fullmatch("aA")
    assert found is not None
    assert found["x"] == "A"
    assert (shape.pattern, shape.groups, shape.search("b")) == ("(?P<x>a)+", 1, None)
    assert pattern(rb"\xc3.").sub(b"-", b"\xc3\xa9a") == b"-a"


def test_a_wrong_pattern_says_so_as_the_standard_does() -> None:
    shape = pattern("(")
    with pytest.raises(re.error):
        shape.match("")


_ENGINES = "counter_app.superior.warehouse.engines."
"""Other people's engines, which a counter has not."""


def test_every_pattern_of_the_program_can_be_compiled() -> None:
    """What waits for its first use would wait with its mistakes too."""
    waiting = type(pattern("x"))
    found = 0
    for module in pkgutil.walk_packages(counter_app.__path__, "counter_app."):
        if module.name.startswith(("counter_app.qt", "counter_app.__main__", _ENGINES)):
            continue
        for value in vars(import_module(module.name)).values():
            for item in value if isinstance(value, tuple) else (value,):
                if isinstance(item, waiting):
                    found += 1
                    assert item.groups >= 0, module.name
    assert found > 150


def test_what_is_said_beside_a_type_is_kept() -> None:
    said: Any = Annotated[int, "least", 3]
    assert (said.__origin__, tuple(said.__metadata__)) == (int, ("least", 3))


def test_a_part_that_nobody_says_is_put_by_the_value_itself() -> None:
    @dataclass(frozen=True, slots=True)
    class Walked:
        """As a calendar keeps what it has worked out."""

        first: int
        found: dict[int, int] = field(init=False, compare=False, default_factory=dict)
        later: int = field(init=False, repr=False, compare=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "later", self.first + 1)

    for number in range(values._FEW + 2):  # type: ignore[attr-defined]
        one = Walked(number)
        assert (one.later, one.found, one == Walked(number)) == (number + 1, {}, True)
        with pytest.raises(TypeError):
            Walked(number, later=3)  # type: ignore[call-arg]
    assert dataclasses.fields(Walked)[1].init is False
