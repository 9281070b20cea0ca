"""The computer's clock: the one place where the present moment comes in; handed on from here, never fetched."""

from __future__ import annotations

from datetime import datetime, timedelta

from counter_app.domain.clock import LOCAL


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """The present moment in local time."""
        return datetime.now(LOCAL)


def system_offset() -> timedelta:
    """How far the computer's own zone is from Greenwich."""
    return datetime.now().astimezone().utcoffset() or timedelta()
