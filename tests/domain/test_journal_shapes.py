"""The types of what a foreign event says: every declared type takes what it says it takes, and nothing else."""

from __future__ import annotations

from typing import Any, get_args, get_origin

from counter_app.domain.event import declared_types
from counter_app.domain.handover.events import Rested
from counter_app.domain.journal.kinds import KINDS
from counter_app.domain.journal.shapes import shape_of, type_trouble

_PLAIN: list[Any] = [None, True, 0, 2**70, 1.5, "", "x"]
_INNER = [[], {}, *([value] for value in _PLAIN), *({"a": value} for value in _PLAIN)]
_VALUES = [
    *_PLAIN, *_INNER, *([value] for value in _INNER), *({"a": value} for value in _INNER),
    *({"a": {name: value}} for name in declared_types(Rested) for value in _PLAIN),
    [["x", 1], ["x", None]], [["x", 1], []], [{}, []], [1, "x"], {"a": {}, "b": []},
]  # fmt: skip
"""JSON's values in lists and objects, three levels deep."""


def _takes(hint: Any, value: Any) -> bool:
    """What a type says by itself, spelled out."""
    origin, parts = get_origin(hint), get_args(hint)
    if hint is Any:
        return True
    if hasattr(hint, "__metadata__"):
        return _takes(hint.__origin__, value)
    if origin is dict:
        return isinstance(value, dict) and all(_takes(parts[1], item) for item in value.values())
    if origin is list:
        return isinstance(value, list) and all(_takes(parts[0], item) for item in value)
    if parts:
        return any(_takes(part, value) for part in parts)
    if hint in (str, int, bool, dict, type(None)):
        return isinstance(value, hint)
    return isinstance(value, dict) and all(
        _takes(part, value[name])
        for name, part in declared_types(hint, or_none=True).items()
        if name in value
    )


def test_a_declared_type_takes_what_it_says_and_nothing_else() -> None:
    hints = [
        (kind, name, hint)
        for kind, event in KINDS.items()
        for name, hint in declared_types(event.says, or_none=True).items()
    ]
    names = {name for _kind, name, _hint in hints}
    for kind, name, hint in hints:
        for value in _VALUES:
            right = "" if _takes(hint, value) else name
            assert type_trouble(kind, {"?": value, name: value}) == right, (kind, name, value)
    assert len(names) > 200
    assert type_trouble("later.version", {"at": 1}) == ""


def test_a_type_inside_a_list_or_beside_another_is_asked_too() -> None:
    hints = (list[list[str | int]], list[str] | dict[str, int] | None, list[list[str] | int])
    for hint in hints:
        shape = shape_of(hint)
        assert [value for value in _VALUES if shape.fits(value)] == [
            value for value in _VALUES if _takes(hint, value)
        ]
    assert any(map(shape_of(hints[0]).fits, _VALUES[-5:]))
