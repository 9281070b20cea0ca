"""Numbers: the counter rows as the events that took them say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection


def raise_counter(db: Connection, taken: Sequence[Sequence[str | int]]) -> None:
    """Note (name, period, number) triples as taken."""
    for name, period, number in taken:
        db.execute(
            "INSERT INTO counter(name, period, last) VALUES(?,?,?) ON CONFLICT(name, period) "
            "DO UPDATE SET last = max(last, excluded.last)",
            (name, period, number),
        )
