"""An engine's rows as figures: a key, and numbers in the order in which their kind names them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

T = TypeVar("T")
Key = tuple[str, ...]


def filled(rows: Iterable[tuple[Any, ...]], kind: Callable[..., T]) -> dict[Key, T]:
    """Rows of a key and the figures of ``kind``, in the order in which questions name them."""
    names = [item.name for item in fields(kind)]  # type: ignore[arg-type]
    return {
        row[: -len(names)]: kind(
            **{name: int(value or 0) for name, value in zip(names, row[-len(names) :], strict=True)}
        )
        for row in rows
    }


def alone(found: Mapping[Key, T]) -> dict[str, T]:
    """Keys of one part, by that part."""
    return {key: value for (key,), value in found.items()}


def named(found: Mapping[Key, T]) -> dict[str, T]:
    """Keys of officers: a login, or a login and its office."""
    return {
        key[0] if len(key) == 1 else f"{key[0]} ({key[1]})": value for key, value in found.items()
    }
