"""A folder is asked for without stopping the window, and the window of the question goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QLineEdit, QWidget

from counter_app.qt.kit.saving import ask_folder

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def test_the_folder_chosen_is_handed_on(qtbot: QtBot, tmp_path: Path) -> None:
    page, chosen = QWidget(), list[str]()
    qtbot.addWidget(page)
    page.show()
    folder = tmp_path / "Sao lưu"
    folder.mkdir()
    dialog = ask_folder(page, str(tmp_path), chosen.append)
    assert chosen == [], "it came back at once"
    edit = dialog.findChild(QLineEdit)
    assert edit is not None
    edit.setText(str(folder))
    box = dialog.findChild(QDialogButtonBox)
    assert box is not None
    box.accepted.emit()
    assert chosen == [str(folder)]
    qtbot.waitUntil(lambda: page.findChildren(QFileDialog) == [])
    ask_folder(page, str(tmp_path), chosen.append).reject()
    assert chosen == [str(folder)]
    qtbot.waitUntil(lambda: page.findChildren(QFileDialog) == [])
