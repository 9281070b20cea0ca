"""Python's collector kept away from work that makes much and drops nothing that refers to itself."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Within it nothing is looked through again and again while a large table is built; it comes by afterwards.

    Where somebody else says when it comes, as the window does, nothing changes.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
