"""The types a foreign event declares, checked: no text where a list is read, and none for a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, get_args, get_origin

from counter_app.domain.event import declared_types
from counter_app.domain.journal.kinds import KINDS

Fits = Callable[[Any], bool]

_PLAIN: Mapping[Any, Fits] = {
    Any: lambda _value: True,
    str: lambda value: isinstance(value, str),
    bool: lambda value: value is True or value is False,
    int: lambda value: isinstance(value, int),
    type(None): lambda value: value is None,
}


def type_trouble(kind: str, payload: Mapping[str, Any]) -> str:
    """The first key whose value is of another type than its event declares; what is not declared is passed over."""
    shapes = _shapes(kind)
    for name, value in payload.items():
        fits = shapes.get(name)
        if fits is not None and not fits(value):
            return name
    return ""


@cache
def _shapes(kind: str) -> Mapping[str, Fits]:
    event = KINDS.get(kind)
    return {} if event is None else _of_class(event.says)


def _of_class(says: type[Any]) -> dict[str, Fits]:
    return {name: _fits(hint) for name, hint in declared_types(says, or_none=True).items()}


def _fits(hint: Any) -> Fits:
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, parts = get_origin(hint), get_args(hint)
    if hint is dict or origin is dict:
        return _dictionary(_fits(parts[1]) if parts else _PLAIN[Any])
    if origin is list:
        return _list(_fits(parts[0]))
    if hasattr(hint, "__metadata__"):
        return _fits(hint.__origin__)
    if parts:
        return _any_of(*map(_fits, parts))
    return _record(_of_class(hint))


def _dictionary(inner: Fits) -> Fits:
    if inner is _PLAIN[Any]:
        return lambda value: isinstance(value, dict)
    return lambda value: isinstance(value, dict) and all(map(inner, value.values()))


def _list(inner: Fits) -> Fits:
    return lambda value: isinstance(value, list) and all(map(inner, value))


def _any_of(*shapes: Fits) -> Fits:
    return lambda value: any(fits(value) for fits in shapes)


def _record(parts: Mapping[str, Fits]) -> Fits:
    return lambda value: (
        isinstance(value, dict)
        and all(parts[name](item) for name, item in value.items() if name in parts)
    )
