"""Looking for what other counters wrote ends with the office: a timer outlives the file by a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from counter_app.desk.desk import Noun
from counter_app.qt.kit.hub import Hub
from counter_app.qt.window.other_windows import Elsewhere

if TYPE_CHECKING:
    from counter_app.office import Office
    from counter_app.qt.kit.workplace import Workplace


def test_a_closed_office_is_looked_at_no_more(place: Workplace, office: Office) -> None:
    watch = Elsewhere(place, QObject(place.hub))
    office.close()
    watch.look()
    assert not watch._timer.isActive()


def test_only_while_it_is_announced_somebody_else_did_it() -> None:
    hub = Hub()
    told: list[bool] = []
    hub.changed.connect(lambda _nouns: told.append(hub.elsewhere))
    hub.hear(Noun.SETTINGS)
    hub.announce(Noun.SETTINGS)
    assert told == [True, False]
