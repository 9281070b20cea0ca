"""The types a foreign event declares, checked: no text where a list is read, and none for a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, get_args, get_origin

from counter_app.domain.event import declared_types
from counter_app.domain.journal.kinds import KINDS
from counter_app.values import dataclass

Fits = Callable[[Any], bool]

_NOTHING = type(None)
_EVERY = frozenset({_NOTHING, bool, int, float, str, list, dict})
_PLAIN: Mapping[Any, frozenset[type]] = {
    Any: _EVERY,
    str: frozenset({str}),
    bool: frozenset({bool}),
    int: frozenset({int, bool}),
    dict: frozenset({dict}),
    _NOTHING: frozenset({_NOTHING}),
}
"""The classes of JSON's values that fit a type whatever is in them."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The classes whose every value fits, and what judges the values of others."""

    classes: frozenset[type]
    within: tuple[Fits, ...] = ()

    def fits(self, value: Any) -> bool:
        """True if a value has this shape."""
        return type(value) in self.classes or any(judge(value) for judge in self.within)

    def all_fit(self) -> Callable[[Any], bool]:
        """The judge of many values at once."""
        if not self.within:
            return lambda values: self.classes.issuperset(map(type, values))
        fits = self.fits if self.classes or len(self.within) > 1 else self.within[0]
        return lambda values: all(map(fits, values))


def type_trouble(kind: str, payload: Mapping[str, Any]) -> str:
    """The first key whose value is of another type than its event declares; what is not declared is passed over."""
    classes, shapes = _shapes(kind)
    for name, value in payload.items():
        if type(value) not in classes.get(name, _EVERY) and not shapes[name].fits(value):
            return name
    return ""


@cache
def _shapes(kind: str) -> tuple[Mapping[str, frozenset[type]], Mapping[str, Shape]]:
    """The shapes of what a kind of events says, and of each the classes alone: nearly every value is of one."""
    event = KINDS.get(kind)
    shapes = {} if event is None else _of_class(event.says)
    return {name: shape.classes for name, shape in shapes.items()}, shapes


def _of_class(says: type[Any]) -> dict[str, Shape]:
    return {name: shape_of(hint) for name, hint in declared_types(says, or_none=True).items()}


def shape_of(hint: Any) -> Shape:
    """The shape of JSON's values that a declared type has."""
    if hint in _PLAIN:
        return Shape(_PLAIN[hint])
    origin, parts = get_origin(hint), get_args(hint)
    if origin is dict:
        return _dictionary(shape_of(parts[1]))
    if origin is list:
        fit = shape_of(parts[0]).all_fit()
        return Shape(frozenset(), (lambda value: isinstance(value, list) and fit(value),))
    if hasattr(hint, "__metadata__"):
        return shape_of(hint.__origin__)
    if parts:
        shapes = [shape_of(part) for part in parts]
        within = tuple(judge for shape in shapes for judge in shape.within)
        return Shape(frozenset().union(*(shape.classes for shape in shapes)), within)
    return Shape(frozenset(), (_record(_of_class(hint)),))


def _dictionary(inner: Shape) -> Shape:
    if inner.classes == _EVERY:
        return Shape(_PLAIN[dict])
    fit = inner.all_fit()
    return Shape(frozenset(), (lambda value: isinstance(value, dict) and fit(value.values()),))


def _record(parts: Mapping[str, Shape]) -> Fits:
    return lambda value: (
        isinstance(value, dict)
        and all(parts[name].fits(item) for name, item in value.items() if name in parts)
    )
