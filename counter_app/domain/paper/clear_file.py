"""A paper or report that lies about as a file anybody can read: how it stands now, and when it is to go."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from counter_app.values import dataclass


class ClearStanding(StrEnum):
    """The standing of a file beside what was written."""

    AS_WRITTEN = "as_written"
    CHANGED = "changed"
    GONE = "gone"
    AWAY = "away"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedClearFile:
    """One file: ``day`` it was written, ``due`` the day from which it may go (None for never), ``size`` in bytes.

    ``own``: in the program's own folder of papers, where it goes by itself. AWAY is a file whose folder, a stick's, is
    not there now.
    """

    path: str
    day: date
    due: date | None
    size: int
    own: bool
    standing: ClearStanding

    def is_due(self, today: date) -> bool:
        """True if it may go now: its time is over, and nobody changed it."""
        there = self.standing is ClearStanding.AS_WRITTEN
        return there and self.due is not None and self.due <= today


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearedFiles:
    """The outcome of clearing: how many files went, those that could not, and those left as somebody's own."""

    gone: int
    stayed: tuple[str, ...] = ()
    changed: int = 0


def due_on(day: date, days: int) -> date | None:
    """The first day a file written on ``day`` may go on, kept for ``days``; None for 0, which is for ever."""
    return day + timedelta(days=days) if days else None
