"""The progress of work, and the time left at the pace it has had lately."""

from __future__ import annotations

import math
from collections import deque

from counter_app.i18n import _, plural

REMEMBERED = 40
"""Notes that the pace is taken from: what was fast an hour ago says little."""
_APART_SECONDS = 0.25
"""Notes that come closer than this count as one."""
_SURE_SECONDS = 2.0
"""A pace seen for less long than this says nothing."""


class Pace:
    """Notes of one piece of work; a total of 0 means that nobody knows how much there is.

    A new total, or a count that goes back, begins a new part of the work with a pace of its own.
    """

    def __init__(self) -> None:
        self.done, self.total, self.text = 0, 0, ""
        self._notes: deque[tuple[float, int]] = deque(maxlen=REMEMBERED)

    def note(self, done: int, total: int, text: str, moment: float) -> None:
        """So much of so much is done at ``moment`` in seconds."""
        if total != self.total or done < self.done:
            self._notes.clear()
        self.done, self.total, self.text = done, total, text
        if len(self._notes) > 1 and moment - self._notes[-2][0] < _APART_SECONDS:
            self._notes.pop()
        self._notes.append((moment, done))

    @property
    def part(self) -> float | None:
        """The part that is done, 0 to 1; None while nobody knows."""
        return min(self.done / self.total, 1.0) if self.total > 0 else None

    def left(self, now: float) -> float | None:
        """Seconds that the rest will take; None while nobody can say."""
        if self.total <= 0 or len(self._notes) < 2:
            return None
        first, begun = self._notes[0]
        done = self.done
        if done <= begun or now - first < _SURE_SECONDS:
            return None
        return max(self.total - done, 0) * (now - first) / (done - begun)


def left_text(seconds: float | None) -> str:
    """``còn khoảng 3 phút``; empty while nobody can say."""
    if seconds is None:
        return ""
    if seconds < 10:
        return _("còn vài giây")
    if seconds < 50:
        return _("còn dưới 1 phút")
    minutes = max(math.ceil(seconds / 60 - 0.25), 1)
    if minutes < 90:
        return plural("còn khoảng {minutes} phút", minutes).format(minutes=minutes)
    hours = round(minutes / 60)
    return plural("còn khoảng {hours} giờ", hours).format(hours=hours)
