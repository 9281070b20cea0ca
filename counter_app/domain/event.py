"""An event of the journal: its word, and its content.

Each subject declares its own in its file ``events``. The content of an event is one JSON object, and stands in the
journal for ever as it was written: keys are added, none changes its meaning, and one name means the same everywhere.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Generic, Self, TypeVar, get_args

from counter_app.values import dataclass

Said = TypeVar("Said", bound=Mapping[str, Any])


class Measure(StrEnum):
    """The things a value counts or names; they set the values it may have."""

    MOMENT = "moment"
    DAY = "day"
    MONEY = "money"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Left:
    """The rest an erasure by law leaves of a value: its text, all that is in it, or the texts of some of its parts.

    ``parts`` None leaves nothing of it. A text of which nothing is declared is personal and goes.
    """

    text: bool = False
    whole: bool = False
    parts: frozenset[str] | None = frozenset({"kind"})


Moment = Annotated[str, Measure.MOMENT, Left(text=True)]
"""Local time of the office to the second, as ``local_text`` writes it."""
Day = Annotated[str, Measure.DAY, Left(text=True)]
"""A day as ISO writes it, or a moment; "" for none."""
Money = Annotated[int, Measure.MONEY]
"""Đồng."""
Count = Annotated[int, Measure.COUNT]
Kept = Annotated[str, Left(text=True)]
"""A text that the program or the law chose: a number, a code, a login."""
Gone = Left(parts=None)
Worked = Annotated[dict[str, Any], Left(whole=True)]
"""A value the program worked out itself, with everything in it."""
Taken = Annotated[list[list[str | int]], Left(whole=True)]
"""Numbers taken with the event: name of the series, its period, the number."""


class Event(str, Generic[Said]):
    """A kind of event by its word in the journal, as "dossier.moved"; ``says`` is the type of its payload.

    ``proof``: it tells what became of an erasure, so that no erasure takes it.
    """

    says: type[Said]
    proof: bool

    def __new__(cls, word: str, says: type[Said], *, proof: bool = False) -> Self:
        """A kind of event with this word."""
        event = super().__new__(cls, word)
        event.says, event.proof = says, proof
        return event

    def fields(self) -> dict[str, tuple[Any, ...]]:
        """Every key of the payload with what is declared of it: its measure, what an erasure leaves."""
        return _fields(self.says)


@cache
def _fields(says: type[Any]) -> dict[str, tuple[Any, ...]]:
    return {name: tuple(_declared(hint)) for name, hint in declared_types(says).items()}


def declared_types(says: type[Any], *, or_none: bool = False) -> dict[str, Any]:
    """The type of each key that a payload declares, whether or not it may be missing.

    ``or_none``: with None beside it, where that may stand there.
    """
    hints: dict[str, Any] = {}
    for base in reversed(says.__mro__):
        for name, written in vars(base).get("__annotations__", {}).items():
            hints[name] = written
            if isinstance(written, str):
                hints[name] = _evaluated(written, base.__module__)
                if or_none and "None" in written:
                    hints[name] |= None
    return hints


@cache
def _evaluated(written: str, module: str) -> Any:
    """A type as its module writes it; ``get_type_hints`` compiles it anew for each of five hundred fields.

    That a key may be missing or None declares nothing; what is left is a name, mostly, and is compiled nowhere.
    """
    left = written.removesuffix(" | None")
    if left.startswith("NotRequired["):
        left = left[len("NotRequired[") : -1].removesuffix(" | None")
    known = vars(sys.modules[module])
    if left.isidentifier():
        return known[left] if left in known else getattr(builtins, left)
    return eval(written, known)  # noqa: S307 - as it does


def _declared(hint: Any) -> Iterator[Any]:
    """The marks that stand in ``Annotated`` anywhere in a type, ``Moment | None`` and ``NotRequired[Moment]`` too."""
    yield from getattr(hint, "__metadata__", ())
    for part in get_args(hint):
        yield from _declared(part)
