"""Keys an officer chose instead of the usual ones, each by where it works and which key is usual there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

MOST_KEYS = 300
LONGEST = 60

PROGRAM = ""
"""The page of a key that works everywhere."""


def key_place(page: str, usual: str) -> str:
    """The name a key is kept under: ``intake/Ctrl+L``, ``/F6``."""
    return f"{page}/{usual}"


def own_keys_from(kept: Any) -> dict[str, str]:
    """Own keys as they were kept; whatever else stands there is left out."""
    if not isinstance(kept, Mapping):
        return {}
    sound = {
        place: key
        for place, key in kept.items()
        if isinstance(place, str)
        and isinstance(key, str)
        and "/" in place
        and 0 < len(key) <= LONGEST
    }
    return dict(list(sound.items())[:MOST_KEYS])
