"""A line with a sign before it: as large as the text, and a cross that empties it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter_app.qt.kit.signed_edit import SignedEdit
from counter_app.qt.kit.theme import apply_theme, dress, token
from counter_app.settings import Preferences
from tests.patience import settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_sign_and_cross_grow_with_the_text_and_the_cross_empties(qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    wide = []
    for scale in (100, 200):
        apply_theme(app, Preferences(text_scale=scale))
        edit = SignedEdit(sign="search", clears=True)
        dress(edit)
        qtbot.addWidget(edit)
        edit.resize(400, edit.sizeHint().height())
        edit.show()
        settle()
        image, ground = edit.grab().toImage(), token("card")
        middle = range(4, 60)
        drawn = [
            x
            for x in middle
            if any(
                image.pixelColor(x, y).name() != ground.lower()
                for y in range(8, image.height() - 8)
            )
        ]
        wide.append(len(drawn))
        assert edit.cross is not None
        assert not edit.cross.isVisible()
        QTest.keyClicks(edit, "nguyen")
        assert edit.cross.isVisible()
        assert edit.rect().contains(edit.cross.geometry())
        QTest.mouseClick(edit.cross, Qt.MouseButton.LeftButton)
        assert edit.text() == ""
        assert not edit.cross.isVisible()
    apply_theme(app, Preferences())
    assert wide[1] >= 1.7 * wide[0] > 15
