"""Qt's own texts in Vietnamese, and those without a translation left readable."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice
from PySide6.QtGui import QImage

from counter_app import paths
from counter_app.qt.window.translator import TableTranslator

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def _vietnamese(qapp: QApplication) -> Iterator[None]:
    translator = TableTranslator(paths.resources_dir() / "locale" / "qt_vi.json")
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def test_a_text_of_the_table_is_vietnamese() -> None:
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Hủy"


def test_a_text_without_translation_stays_as_qt_wrote_it() -> None:
    assert QCoreApplication.translate("QSomewhere", "Something new") == "Something new"


def test_pictures_in_memory_can_still_be_read() -> None:
    """Qt formats its own limits through these texts: an empty one made it refuse every picture."""
    drawn = QImage(80, 45, QImage.Format.Format_RGB32)
    drawn.fill(0x0F5C8C)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert drawn.save(buffer, "PNG")  # type: ignore[call-overload]
    assert not QImage.fromData(QByteArray(buffer.data())).isNull()
