"""The user guide inside the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter_app.printing.raster import page_sizes
from counter_app.qt.help import page as help_page
from counter_app.qt.help.page import HelpPage, keys_text
from counter_app.qt.kit.sheet_dialog import SheetDialog
from tests.patience import come_to_front

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from counter_app.qt.kit.workplace import Workplace
    from counter_app.qt.window.main_window import MainWindow


@pytest.fixture
def page(
    qtbot: QtBot, place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> HelpPage:
    """The page over a guide of three lines."""
    guide = tmp_path / "huong-dan.md"
    guide.write_text("# Hướng dẫn\n\nTiếp nhận hồ sơ.\n\nTrả kết quả.\n", encoding="utf-8")
    monkeypatch.setattr(help_page, "guide_path", lambda: guide)
    made = HelpPage(place)
    qtbot.addWidget(made)
    made.show()
    made.reload()
    return made


def test_the_guide_is_shown_and_searched(page: HelpPage) -> None:
    assert "Tiếp nhận hồ sơ." in page.text.toPlainText()
    page.search.setText("kết quả")
    page.find_next()
    assert page.text.textCursor().selectedText() == "kết quả"
    page.find_next()
    assert page.text.textCursor().selectedText() == "kết quả"
    page.search.setText("không có chữ này")
    QTest.keyClick(page.next, Qt.Key.Key_Space)
    assert page.nothing.isVisible()


def test_without_a_guide_the_keys_are_listed(
    page: HelpPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(help_page, "guide_path", lambda: None)
    page.reload()
    assert "F2: Tiếp nhận" in page.text.toPlainText()
    assert "**F12**" in keys_text()


def test_help_opens_at_the_chapter_about_the_page(page: HelpPage, tmp_path: Path) -> None:
    chapters = "\n\n".join(f"## {n}. Chương {n}\n\n" + "Chữ. \n\n" * 40 for n in range(8))
    (tmp_path / "huong-dan.md").write_text(f"{chapters}\n\n## 9. Hàng đợi và gọi số\n", "utf-8")
    page.reload()
    page.enter("Hàng đợi")
    assert page.text.textCursor().block().text() == "9. Hàng đợi và gọi số"
    assert page.text.verticalScrollBar().value() > 0
    page.enter("Không có chương này")
    assert page.text.textCursor().atStart()


def test_the_quick_card_is_seen_and_printed_from_the_guide(page: HelpPage, qtbot: QtBot) -> None:
    come_to_front(page)
    page.search.setFocus()
    assert page.card.shortcut().toString() == "Ctrl+P"
    QTest.keyClick(page.search, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(page.findChildren(SheetDialog)))
    (dialog,) = page.findChildren(SheetDialog)
    assert dialog.windowTitle() == "Thẻ tra nhanh"
    assert len(page_sizes(dialog._pdf)) == 1
    dialog.reject()


def test_the_palette_leads_to_the_quick_card(window: MainWindow) -> None:
    assert window.view is not None
    (command,) = [item for item in window.view.commands() if item.title == "Thẻ tra nhanh"]
    command.run()
    assert window.view.pages.name == "help"
    shown = [item for item in window.view.findChildren(SheetDialog) if item.isVisible()]
    assert len(shown) == 1
    shown[0].reject()
