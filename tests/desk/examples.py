"""The table of examples, one of every writing verb; the files named ``acts`` fill it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from counter_app.office import Office

Sent = Callable[..., Any]
TODAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)
_EXAMPLES: dict[str, Callable[[Office], Sent]] = {}


def example(made: Callable[[Office], Sent]) -> Callable[[Office], Sent]:
    """An example of the verb its name says, the group before two underscores."""
    _EXAMPLES[made.__name__.replace("__", ".")] = made
    return made


def every_example() -> dict[str, Callable[[Office], Sent]]:
    """By the verb's name; a new file of acts beside this one is found by its name."""
    for path in sorted(Path(__file__).parent.glob("acts*.py")):
        import_module(f"tests.desk.{path.stem}")
    return dict(_EXAMPLES)
