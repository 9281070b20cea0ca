"""Looking for what other counters wrote ends with the office: a timer outlives the file by a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from counter_app.qt.elsewhere import Elsewhere

if TYPE_CHECKING:
    from counter_app.office import Office
    from counter_app.qt.workplace import Workplace


def test_a_closed_office_is_looked_at_no_more(place: Workplace, office: Office) -> None:
    watch = Elsewhere(place, QObject(place.hub))
    office.close()
    watch.look()
    assert not watch._timer.isActive()
