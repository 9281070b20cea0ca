"""The one way in which the terminal's JSON says what the program knows.

Names in it are a contract with those who read it: each verb names its own here, and where they are read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum, IntEnum
from typing import Any

from counter_app.domain.clock import local_text

_SECONDS, _MINUTES, _WHOLE = 19, 16, 0


def plain(value: Any, *, letters: int = _MINUTES) -> Any:
    """A value as JSON says it: moments in local time, states by their names, records as objects of their facts.

    A moment has so many ``letters`` of it, with 0 all of it, as it stands with its zone.
    """
    if isinstance(value, Enum):
        return value.name.lower() if isinstance(value, IntEnum) else value.value
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, datetime):
        return local_text(value)[:letters] if letters else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): plain(item, letters=letters) for name, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item, letters=letters) for item in value]
    if is_dataclass(value):
        return {
            item.name: plain(getattr(value, item.name), letters=letters) for item in fields(value)
        }
    return str(value)


def whole(value: Any) -> Any:
    """The same with moments as they stand: what is left to say where an answer is written down."""
    return plain(value, letters=_WHOLE)


def told(item: object, names: str, *, seconds: bool = False, zone: bool = False) -> dict[str, Any]:
    """Facts of an item by name: ``title``, or ``title=document.title`` where it is read elsewhere.

    What lies behind None is None. Moments end with their minute, with ``seconds`` with their second, with ``zone``
    with their zone.
    """
    letters = _WHOLE if zone else _SECONDS if seconds else _MINUTES
    facts: dict[str, Any] = {}
    for word in names.split():
        name, _sign, path = word.partition("=")
        value: Any = item
        for part in (path or name).split("."):
            value = None if value is None else getattr(value, part)
        facts[name] = plain(value, letters=letters)
    return facts
