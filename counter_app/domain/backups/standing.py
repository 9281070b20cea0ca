"""The standing of an office with its copies, and from when on it has to hear of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.backups.place import BackupPlace

LATE_DAYS = 3
"""So many days without a proved copy in two places, and the first page and the leader hear of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupStanding:
    """``named`` places, of which ``apart`` lie on another volume; ``days`` since two of them had a proved copy.

    ``since`` is the day of the first act that is not in two places, None when every act is.
    """

    named: int = 0
    apart: int = 0
    days: int = 0
    since: date | None = None
    today: date | None = None

    @property
    def late(self) -> bool:
        """True if it has been too long. Over a weekend without work nothing grows old on the third day."""
        if self.days > LATE_DAYS:
            return True
        return self.days == LATE_DAYS and self.since is not None and self.since != self.today


def second_best(places: Sequence[BackupPlace]) -> BackupPlace | None:
    """The place whose copies are the older of the two best ones; None while fewer than two have any."""
    proved = sorted(
        (place for place in places if place.proved_on is not None),
        key=lambda place: place.entries,
        reverse=True,
    )
    return proved[1] if len(proved) > 1 else None
