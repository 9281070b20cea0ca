"""Looks that a leader should look at: many at once, at odd hours, at other sectors, again and again at one person."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from counter_app.domain.access.look import MOST_ROWS_UNASKED, AccessLine, Door

if TYPE_CHECKING:
    from collections.abc import Callable

MANY_OPENED, WITHIN = 20, timedelta(minutes=10)
"""So many dossiers opened by one officer in so short a time: nobody serves so many citizens."""
OFTEN = 5
"""So many times one officer opened one dossier on different days."""
DAY_BEGINS, DAY_ENDS = time(6, 30), time(19, 0)
"""Outside these hours, and on days off, nobody sits at the counter."""
_OUT = frozenset({Door.EXPORTED, Door.COPIED, Door.BACKED_UP})


class Oddity(StrEnum):
    """The kinds of unusual looks."""

    MANY = "many"
    OUT = "out"
    NIGHT = "night"
    OTHER = "other"
    AGAIN = "again"


def unusual(
    lines: Sequence[AccessLine], works: Callable[[datetime], bool]
) -> Iterator[tuple[AccessLine, tuple[Oddity, ...]]]:
    """Lines with what is unusual about them, in their order; ``works`` says whether the office works on a day."""
    many, again = _many(lines), _again(lines)
    for line in lines:
        odd = []
        if line.seq in many:
            odd.append(Oddity.MANY)
        if line.look.door in _OUT and line.look.rows > MOST_ROWS_UNASKED:
            odd.append(Oddity.OUT)
        if not DAY_BEGINS <= line.look.at.time() <= DAY_ENDS or not works(line.look.at):
            odd.append(Oddity.NIGHT)
        if line.look.door is Door.OPENED and line.look.why:
            odd.append(Oddity.OTHER)
        if line.seq in again:
            odd.append(Oddity.AGAIN)
        if odd:
            yield line, tuple(odd)


def _many(lines: Sequence[AccessLine]) -> set[int]:
    """Openings that end a run of ``MANY_OPENED`` different dossiers; one for each run."""
    found: set[int] = set()
    runs: dict[str, deque[AccessLine]] = defaultdict(deque)
    for line in lines:
        if line.look.door is not Door.OPENED:
            continue
        run = runs[line.look.officer]
        run.append(line)
        while line.look.at - run[0].look.at > WITHIN:
            run.popleft()
        if len({item.look.subject for item in run}) >= MANY_OPENED:
            found.add(line.seq)
            run.clear()
    return found


def _again(lines: Sequence[AccessLine]) -> set[int]:
    """The last opening of a dossier that one officer opened on ``OFTEN`` days or more."""
    days: dict[tuple[str, str], set[object]] = defaultdict(set)
    last: dict[tuple[str, str], int] = {}
    for line in lines:
        if line.look.door is Door.OPENED:
            key = line.look.officer, line.look.subject
            days[key].add(line.look.at.date())
            last[key] = line.seq
    return {last[key] for key, found in days.items() if len(found) >= OFTEN}
