"""Pages of an office where nothing happened yet: what they say to do, and the first steps on the first page."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from counter_app.demo.sample import found_sample_office
from counter_app.domain.clock import FixedClock
from tests.gallery.dialogs import RECEIVER
from tests.gallery.scenes import LEADER, Scene, page_scene
from tests.screenshots.sample import NOW

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gallery.stage import Stage


def fresh_office(folder: Path) -> None:
    """An office founded last week, where nobody came so far."""
    clock = FixedClock(NOW - timedelta(days=7))
    found_sample_office(folder, clock, last_day=NOW.date() + timedelta(days=200)).close()


def _report(name: str, stage: Stage) -> None:
    page = stage.open("reports", name)
    page.run.click()


FRESH_SCENES = (
    *(
        Scene(f"fresh-{name}", RECEIVER, page_scene(name))
        for name in (
            *("board", "intake", "dossiers", "queue", "returning", "certification"),
            *("official", "reports", "closing"),
        )
    ),
    Scene("fresh-report-day", RECEIVER, partial(_report, "day")),
    Scene("fresh-report-late", RECEIVER, partial(_report, "late")),
    *(Scene(f"fresh-handover-{at}", RECEIVER, page_scene("handover", at)) for at in range(4)),
    *(Scene(f"fresh-{name}", LEADER, page_scene(name)) for name in ("requests", "staff")),
    Scene("fresh-board-leader", LEADER, page_scene("board")),
)
