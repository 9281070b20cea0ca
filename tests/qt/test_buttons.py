"""A button keeps the key that is written on it, whatever its word becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.qt.kit.buttons import ActionButton
from tests.qt.hands import ALT, CTRL, ENTER, press, show

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_new_word_keeps_the_key(qtbot: QtBot) -> None:
    pressed: list[str] = []
    page = QWidget()
    button = ActionButton("Chốt sổ", lambda: pressed.append("key"), key="Ctrl+Return")
    plain = ActionButton("Đã &hiểu", lambda: pressed.append("letter"))
    box = QVBoxLayout(page)
    box.addWidget(button)
    box.addWidget(plain)
    qtbot.addWidget(page)
    show(page)
    plain.setFocus()
    button.setText("Chốt sổ lại (Ctrl+Enter)")
    plain.setText("&Rồi")
    for key, modifier in ((ENTER, CTRL), (Qt.Key.Key_H, ALT), (Qt.Key.Key_R, ALT)):
        press(key, modifier)
    qtbot.waitUntil(lambda: pressed == ["key", "letter"])
