"""JSON in which a key stands twice in one place, where a reader would silently take the last."""

from __future__ import annotations

from typing import Any


class SaidTwiceError(ValueError):
    """``key`` stands twice in one place."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def said_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object that pairs make. Errors: SaidTwiceError."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise SaidTwiceError(key)
        found[key] = value
    return found
