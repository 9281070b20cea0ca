"""The time somebody will wait, out of the office's own minutes: a figure only where it is known."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from math import ceil
from statistics import median

SAMPLES = 5
"""Fewer citizens served than this say nothing about the next one."""
STEP = 5
"""Minutes to which an estimate is rounded: nobody can know it better."""
LONGEST = 240
"""Minutes beyond which an estimate is a guess and is not told."""


def usual_minutes(served: Sequence[float]) -> float | None:
    """The median minutes of serving one citizen; None of fewer than ``SAMPLES``."""
    return median(served) if len(served) >= SAMPLES else None


def counters_for(
    line: str, waiting: Collection[str], served: Mapping[str, Collection[str]]
) -> float:
    """The number of open counters of a line; one that serves several lines with people is shared among them.

    ``waiting``: lines with somebody in them; ``served``: open counter → lines it called today, empty: any line.
    """
    shares = 0.0
    for lines in served.values():
        wanted = {name for name in {*waiting, line} if not lines or name in lines}
        if line in wanted:
            shares += 1 / len(wanted)
    return shares


def waiting_minutes(ahead: int, usual: float | None, counters: float) -> float | None:
    """Minutes until the call of somebody with ``ahead`` citizens before him; None when it cannot be known.

    ``usual`` are the minutes of one citizen, ``counters`` how many serve. Those at the counters now are half done.
    """
    if usual is None or counters <= 0:
        return None
    minutes = (ahead + 0.5) * usual / counters
    return minutes if minutes <= LONGEST else None


def rounded(minutes: float) -> int:
    """Minutes as they are told: up to the next ``STEP``."""
    return max(ceil(minutes / STEP) * STEP, STEP)


def moment_after(
    now: datetime, minutes: float, spans: Sequence[tuple[datetime, datetime]]
) -> datetime | None:
    """The moment after so many minutes of the day's open hours, rounded down to ``STEP``; None beyond their end.

    Rounded down, since whoever comes back too early waits and whoever comes too late is called in vain.
    """
    left = timedelta(minutes=minutes)
    for start, end in sorted(spans):
        begin = max(start, now)
        if begin >= end:
            continue
        if begin + left < end:
            found = begin + left
            floor = found - timedelta(
                minutes=found.minute % STEP, seconds=found.second, microseconds=found.microsecond
            )
            return max(floor, begin.replace(second=0, microsecond=0))
        left -= end - begin
    return None
