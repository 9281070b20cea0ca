"""Two people changed the same thing: what each of them touched stays, and what both touched is named."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    T = TypeVar("T", bound=DataclassInstance)


def merge(opened: T, typed: T, stored: T) -> tuple[T, tuple[str, ...]]:
    """``stored`` with every field in which ``typed`` differs from ``opened``, as it stood when somebody began.

    Returns it with the names of the fields that were changed on both sides, to different values.
    """
    mine: dict[str, Any] = {}
    clashes: list[str] = []
    for item in fields(opened):
        before, wish, now = (getattr(each, item.name) for each in (opened, typed, stored))
        if wish == before:
            continue
        mine[item.name] = wish
        if now not in (before, wish):
            clashes.append(item.name)
    return replace(stored, **mine), tuple(clashes)
