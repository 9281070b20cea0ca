"""The rest of a person whose data is erased: only values that are declared to tell nothing of anybody.

Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 Điều 14. The events declare the rest of their fields. A text without a
declaration goes: a fact added to the program later goes too, until somebody declares that it tells nothing of a
person.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from counter_app.domain.dossier.facts import IMPERSONAL_FACTS
from counter_app.domain.event import Left

BLANK_NAME = "(đã xóa theo quy định)"
BLANK_PARTY = MappingProxyType({"kind": "person", "name": BLANK_NAME})

_PLAIN = Left()
_NO_TEXT = frozenset({int, bool, float, type(None)})
"""The types of values that stay as they are everywhere."""


@cache
def _left_by_name() -> Mapping[str, Left]:
    """The rests of every event there is: only an erasure and a batch ask, and load them all."""
    from counter_app.domain.journal.kinds import left_by_name

    return left_by_name()


@cache
def impersonal() -> frozenset[str]:
    """Texts of an event that the program, the law or the office chose: numbers, moments, codes, logins, points.

    Facts that are declared impersonal stay in the tables, and so in what these are made of again.
    """
    from counter_app.domain.journal.kinds import (
        left_by_name,
    )  # every event there is: only an erasure asks

    return frozenset(name for name, left in left_by_name().items() if left.text) | IMPERSONAL_FACTS


def residue(payload: Mapping[str, Any]) -> dict[str, Any]:
    """The part that may be kept of an event of an erased person; of its own residue it is the same again."""
    kept = impersonal()
    return {name: _left(name, value, kept) for name, value in payload.items()}


def left_of(name: str, value: Any) -> Any:
    """The part that may be kept of one fact."""
    return _left(name, value, impersonal())


def impersonal_changes(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Those corrections that tell nothing of the person; sums of past days need them."""
    return {name: change for name, change in changes.items() if name in IMPERSONAL_FACTS}


def _left(name: str, value: Any, kept: frozenset[str]) -> Any:
    left = _left_by_name().get(name, _PLAIN)
    if left.whole:
        return value
    if name == "changes":
        return impersonal_changes(value)
    if name == "applicant":
        return BLANK_NAME if isinstance(value, str) else dict(BLANK_PARTY)
    if name == "owner":
        return None
    if name == "collector":
        return {"name": BLANK_NAME}
    if left.parts is None:
        return type(value)()
    kind = type(value)
    if kind is str or isinstance(value, str):
        return value if name in kept else ""
    return value if kind in _NO_TEXT else _parts(value, left.parts)


def _parts(value: Any, within: frozenset[str]) -> Any:
    """A value that may stay, with what may stay of its parts."""
    if isinstance(value, dict) or isinstance(value, Mapping):  # noqa: SIM101 - most are plain, and a test of two is slow
        return {part: _left(part, item, within) for part, item in value.items()}
    if isinstance(value, list | tuple):
        return [_parts(item, within) for item in value if not isinstance(item, str)]
    return value
