"""The bounds of a value, said once where the value is declared: its kind, its limits, the signs of its texts.

A bound answers twice: the fault of a value somebody wants to keep, and the nearest good value to one that is kept
already and should never have been.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar, Protocol

from counter_app.values import dataclass

INVISIBLE_MARKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0") | frozenset(
    chr(code) for code in (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
)
"""Zero-width marks that Unicode does not count as format characters."""
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Categories of Unicode that leave no mark on paper."""


class Fault(StrEnum):
    """The fault of a value."""

    KIND = "kind"
    RANGE = "range"
    EMPTY = "empty"
    LENGTH = "length"
    LETTERS = "letters"
    CHOICE = "choice"
    FORM = "form"
    COUNT = "count"
    PART = "part"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One field that cannot be kept so, the fault, and the bound it breaks."""

    field: str
    fault: Fault
    bound: Bound


class Bound(Protocol):
    """The rule for a value."""

    def fault(self, value: Any) -> Fault | None:
        """The fault of a value; None when it may be kept."""
        ...

    def nearest(self, value: Any, otherwise: Any) -> Any:
        """A value that may be kept, as near as can be to one that is kept; ``otherwise`` when nothing is near."""
        ...


def visible(char: str) -> bool:
    """True if a character shows on paper: no control, format or zero-width character, no half of one."""
    return unicodedata.category(char) not in UNSEEN and char not in INVISIBLE_MARKS


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number between two others, both allowed."""

    least: int
    most: int

    def fault(self, value: Any) -> Fault | None:
        """KIND or RANGE."""
        if type(value) is not int:
            return Fault.KIND
        return None if self.least <= value <= self.most else Fault.RANGE

    def nearest(self, value: Any, otherwise: Any) -> Any:
        """Within the bounds; numbers with a fraction are cut."""
        if isinstance(value, float) and math.isfinite(value):
            value = int(value)
        return min(max(value, self.least), self.most) if type(value) is int else otherwise


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    def fault(self, value: Any) -> Fault | None:
        """KIND."""
        return None if isinstance(value, bool) else Fault.KIND

    def nearest(self, value: Any, otherwise: Any) -> Any:
        """Kept from the times when it was 0 or 1."""
        return bool(value) if isinstance(value, bool | int) else otherwise


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few values."""

    choices: tuple[Any, ...]

    def fault(self, value: Any) -> Fault | None:
        """CHOICE; 1 is not True and not 1.0."""
        same = any(type(value) is type(item) and value == item for item in self.choices)
        return None if same else Fault.CHOICE

    def nearest(self, value: Any, otherwise: Any) -> Any:
        """Itself or nothing."""
        return otherwise if self.fault(value) else value


@dataclass(frozen=True, slots=True)
class Text:
    """One line in NFC that can be seen whole: at most ``most`` letters, ``least`` 1 for what must not be empty."""

    most: int
    least: int = 0
    form: str = ""

    def fault(self, value: Any) -> Fault | None:
        """KIND, EMPTY, LENGTH, LETTERS or FORM."""
        if not isinstance(value, str):
            return Fault.KIND
        if len(value) > self.most:
            return Fault.LENGTH
        if len(value.strip()) < self.least:
            return Fault.EMPTY
        plain = value.isascii() and value.isprintable()
        if not plain and not (all(map(visible, value)) and unicodedata.is_normalized("NFC", value)):
            return Fault.LETTERS
        return Fault.FORM if self.form and not re.fullmatch(self.form, value) else None

    def nearest(self, value: Any, otherwise: Any) -> Any:
        """The text without what cannot be seen, cut to its length."""
        if not isinstance(value, str):
            return otherwise
        seen = "".join(char if visible(char) else " " if char.isspace() else "" for char in value)
        text = unicodedata.normalize("NFC", " ".join(seen.split()))[: self.most].rstrip()
        return otherwise if self.fault(text) else text


@dataclass(frozen=True, slots=True)
class Spec:
    """A text for machines, such as a printer's address: of a form, and never touched up."""

    most: int
    form: str

    def fault(self, value: Any) -> Fault | None:
        """KIND, LENGTH or FORM."""
        if not isinstance(value, str):
            return Fault.KIND
        if len(value) > self.most:
            return Fault.LENGTH
        halves = any("\ud800" <= char <= "\udfff" for char in value)
        return None if re.fullmatch(self.form, value) and not halves else Fault.FORM

    def nearest(self, value: Any, otherwise: Any) -> Any:
        """Itself or nothing."""
        return otherwise if self.fault(value) else value


@dataclass(frozen=True, slots=True)
class ListOf:
    """Some values of one kind."""

    item: Bound
    most: int
    least: int = 0

    def fault(self, value: Any) -> Fault | None:
        """KIND, COUNT or PART."""
        if not isinstance(value, list):
            return Fault.KIND
        if not self.least <= len(value) <= self.most:
            return Fault.COUNT
        return Fault.PART if any(self.item.fault(item) for item in value) else None

    def nearest(self, value: Any, otherwise: Any) -> Any:
        """The items that may be kept, or come near; as many as there is room for."""
        if not isinstance(value, list):
            return otherwise
        kept = [
            item for item in (self.item.nearest(item, None) for item in value) if item is not None
        ]
        return kept[: self.most] if len(kept) >= self.least else otherwise


@dataclass(frozen=True, slots=True)
class MapOf:
    """Values of one kind by their keys."""

    key: Text
    item: Bound
    most: int

    def fault(self, value: Any) -> Fault | None:
        """KIND, COUNT or PART."""
        if not isinstance(value, dict):
            return Fault.KIND
        if len(value) > self.most:
            return Fault.COUNT
        wrong = any(self.key.fault(key) or self.item.fault(item) for key, item in value.items())
        return Fault.PART if wrong else None

    def nearest(self, value: Any, otherwise: Any) -> Any:
        """The pairs that may be kept; the latest ones when there are too many."""
        if not isinstance(value, dict):
            return otherwise
        kept = {key: item for key, item in value.items() if not self.key.fault(key)}
        near = {key: self.item.nearest(item, None) for key, item in kept.items()}
        pairs = [(key, item) for key, item in near.items() if item is not None]
        return dict(pairs[-self.most :])


@dataclass(frozen=True, slots=True)
class Day:
    """A day as ``2026-11-25``, or nothing."""

    FORM: ClassVar[str] = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"

    def fault(self, value: Any) -> Fault | None:
        """KIND or FORM."""
        if value is None:
            return None
        if not isinstance(value, str):
            return Fault.KIND
        return None if re.fullmatch(self.FORM, value, re.ASCII) and _exists(value) else Fault.FORM

    def nearest(self, value: Any, otherwise: Any) -> Any:
        """Itself or nothing."""
        return otherwise if self.fault(value) else value


@dataclass(frozen=True, slots=True)
class Record:
    """Named parts; ``parts`` not among ``required`` may be missing, and others are passed over."""

    parts: Mapping[str, Bound]
    required: tuple[str, ...] = ()

    def fault(self, value: Any) -> Fault | None:
        """KIND or PART."""
        if not isinstance(value, dict):
            return Fault.KIND
        missing = any(name not in value for name in self.required)
        wrong = any(bound.fault(value[name]) for name, bound in self.parts.items() if name in value)
        return Fault.PART if missing or wrong else None

    def nearest(self, value: Any, otherwise: Any) -> Any:
        """With every part as near as can be, or nothing: half a record says something else."""
        if not isinstance(value, dict):
            return otherwise
        near = {
            name: item if name not in self.parts else self.parts[name].nearest(item, _NOTHING)
            for name, item in value.items()
        }
        return otherwise if self.fault(near) else near


_NOTHING = object()
"""No part may be this."""


def _exists(day: str) -> bool:
    from datetime import date

    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True
