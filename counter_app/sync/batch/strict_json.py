"""JSON that can be trusted: one spelling per value, bounded depth and numbers, the rest refused with its reason."""

from __future__ import annotations

import json
from typing import Any

from counter_app.domain.journal.fields import INTEGER_BOUND, MOST_DEPTH, too_many_values
from counter_app.store.core.journal import payload_text


class JsonTrouble(ValueError):  # noqa: N818 - it is caught and retold as a batch problem, never shown as it is
    """Why a text is not acceptable; ``unsafe`` tells a well-formed but dangerous one from rubbish."""

    def __init__(self, detail: str, *, unsafe: bool = False) -> None:
        super().__init__(detail)
        self.unsafe = unsafe


def canonical(value: Any) -> str:
    """The only accepted spelling: sorted keys, no blanks, letters unescaped, no NaN."""
    return payload_text(value)


def parse_canonical(data: bytes) -> Any:
    """The value of ``data`` when it is spelled canonically. Errors: JsonTrouble.

    Comparing the spelling refuses repeated keys, blanks, escapes and NaN in one step; only then is the reason sought.
    """
    if too_many_values(data):
        raise JsonTrouble("too many values", unsafe=True)
    text = _text(data)
    value = _loads(text)
    _check_shape(value)
    try:
        same = canonical(value).encode() == data
    except (ValueError, RecursionError) as error:
        raise JsonTrouble(_spelling_trouble(text), unsafe=True) from error
    if not same:
        raise JsonTrouble(_spelling_trouble(text), unsafe=True)
    return value


def _text(data: bytes) -> str:
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise JsonTrouble("byte order mark")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise JsonTrouble("not UTF-8") from error


def _loads(text: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError as error:
        raise JsonTrouble("nested too deeply", unsafe=True) from error
    except ValueError as error:
        too_long = "digits" in str(error)
        raise JsonTrouble("number too long" if too_long else "not JSON", unsafe=too_long) from error


def _check_shape(value: Any) -> None:
    """Refuse deep nesting and integers that no table can hold, without recursing."""
    level = [value]
    for _depth in range(MOST_DEPTH):
        below: list[Any] = []
        for item in level:
            if type(item) is str:  # nearly everything
                continue
            if isinstance(item, dict):
                below += item.values()
            elif isinstance(item, list):
                below += item
            elif isinstance(item, int) and not -INTEGER_BOUND <= item < INTEGER_BOUND:
                raise JsonTrouble("number too big", unsafe=True)
        if not below:
            return
        level = below
    raise JsonTrouble("nested too deeply", unsafe=True)


def _spelling_trouble(text: str) -> str:
    """The reason why a parsed text is not canonical."""
    found: list[str] = []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        if len({key for key, _value in items}) != len(items):
            found.append("repeated key")
        return dict(items)

    def constant(name: str) -> float:
        found.append(name)
        return 0.0

    json.loads(text, object_pairs_hook=pairs, parse_constant=constant)
    if any(0xD800 <= ord(letter) <= 0xDFFF for letter in _strings(json.loads(text))):
        found.append("lone surrogate")
    return found[0] if found else "spelling"


def _strings(value: Any) -> str:
    """All strings of a value run together; the value is at most ``MOST_DEPTH`` deep."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return "".join([*value, *map(_strings, value.values())])
    return "".join(map(_strings, value)) if isinstance(value, list) else ""
