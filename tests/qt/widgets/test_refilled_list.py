"""A list that is read again keeps the item in hand, whatever row it stands in now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QListWidget, QListWidgetItem

from counter_app.qt.kit.kept_place import KEY, refill

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def items(keys: str) -> list[QListWidgetItem]:
    """An item for each letter, known by it."""
    made = []
    for key in keys:
        item = QListWidgetItem(f"Mục {key}")
        item.setData(KEY, key)
        made.append(item)
    return made


def in_hand(widget: QListWidget) -> str:
    """The key of the current item."""
    return str(widget.currentItem().data(KEY))


def test_the_item_in_hand_stays_and_one_that_is_gone_leaves_the_first(qtbot: QtBot) -> None:
    widget = QListWidget()
    qtbot.addWidget(widget)
    refill(widget, items("abc"))
    assert in_hand(widget) == "a"
    widget.setCurrentRow(1)
    refill(widget, items("xyabc"))
    assert in_hand(widget) == "b"
    refill(widget, items("xyac"))
    assert in_hand(widget) == "x"
    refill(widget, [])
    assert widget.currentRow() == -1
