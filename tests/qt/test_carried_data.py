"""Data in a folder that a program copies to other computers: whoever signs in hears of it, nobody is kept out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.qt.kit.health_line import HealthLine
from counter_app.qt.window.counter_view import CounterView
from counter_app.qt.window.sitting_down import tell

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.qt.kit.workplace import Workplace


def test_it_is_said_at_each_sign_in_until_the_data_are_moved(
    qtbot: QtBot, place: Workplace
) -> None:
    view = CounterView(place)
    qtbot.addWidget(view)
    said: list[str] = []
    place.hub.noticed.connect(lambda _tone, text, _retry: said.append(text))
    mark = place.office.data_dir / ".dropbox.cache"
    mark.mkdir()
    tell(view, [], fresh=True)
    assert "Dropbox đồng bộ số liệu lên mạng" in said.pop()
    tell(view, [], fresh=False)
    mark.rmdir()
    tell(view, [], fresh=True)
    assert not any("Dropbox" in text for text in said)


def test_it_stands_on_the_first_page(qtbot: QtBot, place: Workplace) -> None:
    (place.office.data_dir / ".dropbox.cache").mkdir()
    line = HealthLine(place)
    qtbot.addWidget(line)
    line.show()
    line.reload()
    qtbot.waitUntil(lambda: line.said.text() != "")
    assert line.buttons["carried"].isVisible()
    assert "Dropbox" in line.buttons["carried"].text()
