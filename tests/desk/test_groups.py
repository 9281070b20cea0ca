"""A group of verbs offers its own verbs and no others: what it needs of another it asks for by ``Desk.group``."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from counter_app import desk, superior_desk
from counter_app.desk.desk import Desk


def groups() -> list[type[Desk]]:
    """Every group there is, whatever it inherits from."""
    for room in (desk, superior_desk):
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            import_module(module.name)
    return [kind for kind in heirs(Desk) if kind.__module__.startswith("counter_app.")]


def heirs(kind: type[Desk]) -> list[type[Desk]]:
    """The classes that inherit from one, at whatever remove."""
    return [item for child in kind.__subclasses__() for item in (child, *heirs(child))]


def ladders(kinds: list[type[Desk]]) -> list[str]:
    """Those that inherit another's verbs."""
    return [kind.__name__ for kind in kinds if kind.__bases__ != (Desk,)]


def test_no_group_inherits_from_another() -> None:
    found = groups()
    assert len(found) > 80
    assert ladders(found) == []


def test_a_ladder_is_found() -> None:
    lower, beside = type("Lower", (Desk,), {}), type("Beside", (), {})
    ladder, mixed = type("Ladder", (lower,), {}), type("Mixed", (Desk, beside), {})
    assert ladders([lower, ladder, mixed]) == ["Ladder", "Mixed"]
