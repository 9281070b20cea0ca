"""Tabs that are made when somebody comes to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget

from counter_app.qt.kit.late_tabs import LateTabs

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Desk:
    """What was made and read, in turn."""

    def __init__(self, qtbot: QtBot) -> None:
        self.done: list[str] = []
        self.host = QWidget()
        qtbot.addWidget(self.host)
        parts = [(name, lambda name=name: self._part(name)) for name in "ABC"]
        self.tabs = LateTabs(
            "Phần", parts, lambda part: self._tell(f"read {part.text()}"), self.host
        )

    def _tell(self, word: str) -> None:
        self.done.append(word)

    def _part(self, name: str) -> QLabel:
        self._tell(f"make {name}")
        return QLabel(name)

    def told(self) -> list[str]:
        """What was done since this was last asked."""
        told, self.done = self.done, []
        return told


def test_only_the_first_is_made_and_each_other_once_somebody_comes(qtbot: QtBot) -> None:
    desk, grown = Desk(qtbot), list[None]()
    desk.tabs.grown.connect(lambda: grown.append(None))
    assert list(desk.tabs.making(gently=False)) == [None]
    assert desk.told() == ["make A"]
    desk.tabs.setCurrentIndex(1)
    assert desk.told() == ["make B", "read B"]
    assert len(grown) == 1, "its keys are put on"
    desk.tabs.setCurrentIndex(0)
    desk.tabs.setCurrentIndex(1)
    assert desk.told() == []
    desk.tabs.whole()
    assert desk.told() == ["make C", "read C"]


def test_what_happened_is_read_where_one_looks_and_later_elsewhere(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    list(desk.tabs.making(gently=False))
    desk.tabs.whole()
    desk.told()
    desk.tabs.reload()
    assert desk.told() == ["read A"]
    desk.tabs.setCurrentIndex(2)
    assert desk.told() == ["read C"]
    assert desk.tabs.part(1).text() == "B"
    assert desk.told() == ["read B"], "nobody is handed what was not read"
    desk.tabs.setCurrentIndex(1)
    assert desk.told() == []


def test_in_a_page_made_gently_each_is_made_in_a_slice_and_put_in_place_in_another(
    qtbot: QtBot,
) -> None:
    desk = Desk(qtbot)
    slices = desk.tabs.making(gently=True)
    told = [desk.told() for _slice in slices]
    assert told == [[], ["make A"], [], ["make B"], [], ["make C"]]
    desk.tabs.setCurrentIndex(2)
    assert desk.told() == [], "a page reads as a whole when it is opened"


def test_whoever_comes_to_one_half_made_has_it_whole(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    slices = desk.tabs.making(gently=True)
    next(slices)
    next(slices)
    assert desk.told() == ["make A"]
    assert desk.tabs.part(0).parent() is not None
    assert desk.told() == ["read A"]
    list(slices)
    assert desk.told() == ["make B", "make C"]
