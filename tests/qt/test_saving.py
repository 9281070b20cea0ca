"""Saving from the window: what the dialog asked about is replaced, the data and other people's files are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from counter_app.qt.kit.saving import ask_and_save

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from counter_app.qt.kit.workplace import Workplace

PDF = b"%PDF-1.4 new"


def save_as(qtbot: QtBot, place: Workplace, path: Path) -> tuple[str, str]:
    """Type where into the dialog, and read what is said."""
    parent = QWidget()
    qtbot.addWidget(parent)
    told: list[tuple[str, str]] = []

    def hear(text: str, tone: str, _path: Path | None) -> None:
        told.append((text, tone))

    dialog = ask_and_save(place, parent, "x.pdf", PDF, hear)
    dialog.setOption(
        QFileDialog.Option.DontConfirmOverwrite
    )  # the question is Qt's; it was answered
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(str(path))
    QTest.keyClick(name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(told))
    return told[0]


@pytest.mark.parametrize("before", [None, b"%PDF-1.7 old"])
def test_a_paper_is_saved_over_a_paper(
    qtbot: QtBot, place: Workplace, tmp_path: Path, before: bytes | None
) -> None:
    path = tmp_path / "a.pdf"
    if before is not None:
        path.write_bytes(before)
    assert save_as(qtbot, place, path)[1] == "good"
    assert path.read_bytes() == PDF


def test_neither_another_kind_nor_the_data_is_saved_over(
    qtbot: QtBot, place: Workplace, tmp_path: Path
) -> None:
    other = tmp_path / "thu.pdf"
    other.write_bytes(b"thu tay")
    data = place.office.data_dir
    for path, word in (
        (other, "loại khác"),
        (data / "so-lieu.db", "thư mục dữ liệu"),
        (data / "x.pdf", "thư mục dữ liệu"),
    ):
        text, tone = save_as(qtbot, place, path)
        assert tone == "bad"
        assert word in text
    assert other.read_bytes() == b"thu tay"
    assert not (data / "x.pdf").exists()
    assert place.office.store.check().ok
