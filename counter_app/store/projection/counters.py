"""Numbers: the counter rows as the events that took them say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counter_app.store.projection.tables import Tables


def raise_counter(db: Tables, taken: Sequence[Sequence[str | int]]) -> None:
    """Note (name, period, number) triples as taken."""
    for name, period, number in taken:
        db.raise_counter(name, period, number)
