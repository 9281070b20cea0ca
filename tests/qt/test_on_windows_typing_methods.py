"""Unikey and EVKey on Windows: Backspaces without a scan code, and letters as packets, as Qt hears of them there.

They hook the keyboard of a whole desktop and cannot be had in a test; what they inject is played by their rules.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from counter_app.domain.dossier.typed_keys import BACK
from counter_app.qt.window.scanner import ScanCatcher
from tests.typing_methods import Typist

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

assert sys.platform == "win32"

RECEIPT = "267342611280100073"
PACKET, BACK_KEY = 0xE7, 0x08
NONE = Qt.KeyboardModifier.NoModifier


def inject(line: QLineEdit, events: list[str]) -> None:
    """Send keys as SendInput makes Qt's Windows part send them."""
    for char in events:
        back = char == BACK
        key, native = (Qt.Key.Key_Backspace, BACK_KEY) if back else (0, PACKET)
        event = QKeyEvent(QEvent.Type.KeyPress, key, NONE, 0, native, 0, char)
        QApplication.sendEvent(line, event)


@pytest.mark.parametrize("method", ["telex", "vni"])
@pytest.mark.parametrize("empty", [False, True])
@pytest.mark.parametrize("spelled", [False, True])
def test_a_receipt_behind_a_name(qtbot: QtBot, method: str, empty: bool, spelled: bool) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    with qtbot.waitActive(line):
        line.show()
    line.setFocus()
    now = [100.0]
    catcher, found = ScanCatcher(clock=lambda: now[0]), list[str]()
    catcher.scanned.connect(found.append)
    catcher.install()
    typist = Typist(method, empty=empty, spelled=spelled)
    inject(line, typist.type("Lan"))
    now[0] += 1
    inject(line, [*typist.type(RECEIPT), *typist.end()])
    QApplication.sendEvent(line, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, NONE, "\r"))
    catcher.remove()
    assert found == [RECEIPT]
    assert line.text() == "Lan"
