"""The day of many citizens at two counters with a few of them; ``dev.py faults --only citizens`` plays all 120."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sync.media import Stick

if sys.platform == "linux":
    from tests.scenarios.citizens_day import judge, play, works

assert sys.platform == "linux"

CITIZENS, DAYS = 6, 3


def test_everything_is_accounted_for(tmp_path: Path, stick: Stick) -> None:
    """A day in which a busy screen lost a key on its way is played again; what was written is judged once."""
    for time in range(1, DAYS + 1):
        folder, carried = tmp_path / f"ngay-{time}", stick.path / f"ngay-{time}"
        folder.mkdir()
        carried.mkdir()
        try:
            day = play(folder, carried, CITIZENS)
        except AssertionError:
            if time == DAYS:
                raise
        else:
            break
    judge(day)


def test_each_work_comes_at_every_counter() -> None:
    import random

    for citizens in (6, 60):
        found = works(random.Random(1), citizens)
        assert len(found) == citizens
        assert set(found) == {"card", "hands", "copies", "asks", "takes"}
