"""Something else in the place of a part of the program: for a test, or for the rest of a process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_OVERRULED: list[tuple[Any, str, Any]] = []
_ABSENT = object()


def overrule(place: object, name: str, value: object) -> None:
    """Put something else in the place of a part of the program: until ``overruled`` ends, or for ever."""
    _OVERRULED.append((place, name, vars(place).get(name, _ABSENT)))
    setattr(place, name, value)


@contextmanager
def overruled() -> Iterator[None]:
    """What is overruled within is as before afterwards, and so is the folder for temporary files."""
    begun, temporary = len(_OVERRULED), os.environ.get("TMPDIR")
    try:
        yield
    finally:
        while len(_OVERRULED) > begun:
            place, name, real = _OVERRULED.pop()
            if real is _ABSENT:
                delattr(place, name)
            else:
                setattr(place, name, real)
        os.environ.pop("TMPDIR", None)
        if temporary is not None:
            os.environ["TMPDIR"] = temporary


@contextmanager
def weak(place: object, name: str, value: object) -> Iterator[None]:
    """One part of the program as it is not, for a while."""
    with overruled():
        overrule(place, name, value)
        yield
