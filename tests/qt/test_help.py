"""The user guide inside the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter_app.printing.raster import page_sizes
from counter_app.qt.help import page as help_page
from counter_app.qt.help.page import HelpPage, keys_text
from counter_app.qt.intake.page import IntakePage
from counter_app.qt.kit.failures import guard
from counter_app.qt.kit.fields import Field, LineEdit
from counter_app.qt.kit.followup_dialog import FollowUpDialog
from counter_app.qt.kit.guide import HelpPlace
from counter_app.qt.kit.guide_dialog import GuideDialog
from counter_app.qt.kit.help_place import help_place
from counter_app.qt.kit.sheet_dialog import SheetDialog
from counter_app.qt.settings.numbers_dialog import NumbersDialog
from counter_app.qt.settings.page import SettingsPage
from counter_app.wording.help_sections import room_section
from tests.patience import come_to_front, settle

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
    qtbot.waitUntil(lambda: bool(dialog._pdf))
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


def test_the_contents_lead_to_their_chapters_by_keys(page: HelpPage, tmp_path: Path) -> None:
    text = "\n\n".join(f"## {n}. Chương {n}\n\n" + "Chữ. \n\n" * 40 for n in range(8))
    (tmp_path / "huong-dan.md").write_text(text, "utf-8")
    page.resize(1200, 600)
    page.reload()
    contents = page.view.contents
    assert [contents.item(row).text() for row in range(contents.count())][5] == "5. Chương 5"
    contents.setFocus()
    for _row in range(5):
        QTest.keyClick(contents, Qt.Key.Key_Down)
    QTest.keyClick(contents, Qt.Key.Key_Return)
    assert page.text.textCursor().block().text() == "5. Chương 5"
    assert page.text.verticalScrollBar().value() > 0


def test_help_is_turned_to_the_line_about_the_field(page: HelpPage, tmp_path: Path) -> None:
    (tmp_path / "huong-dan.md").write_text(
        "## 3. Tiếp nhận\n\nMở trang.\n\nÔ điện thoại ghi mười số.\n\n## 4. In\n\nĐiện thoại của máy in.\n",
        "utf-8",
    )
    page.reload()
    page.enter(HelpPlace("3. Tiếp nhận", "Điện thoại"))
    assert page.text.textCursor().block().text() == "Ô điện thoại ghi mười số."
    page.enter(HelpPlace("3. Tiếp nhận", "Máy in"))
    assert page.text.textCursor().block().text() == "3. Tiếp nhận", (
        "another chapter's line is not this"
    )


def test_f1_reads_about_the_field_in_hand(qtbot: QtBot, window: MainWindow) -> None:
    assert window.view is not None
    window.view.go("intake")
    intake = window.view.pages.page("intake")
    assert isinstance(intake, IntakePage)
    intake.form.applicant.birth.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.view.pages.name == "help"
    opened = window.view.pages.page("help")
    assert isinstance(opened, HelpPage)
    assert "Ngày sinh" in opened.text.textCursor().block().text()


def test_what_is_opened_stays_in_sight_while_the_page_finds_its_size(
    qtbot: QtBot, place: Workplace
) -> None:
    page = HelpPage(place)
    qtbot.addWidget(page)
    page.reload()
    page.enter(HelpPlace("11.1. Danh mục thủ tục"))
    page.resize(1000, 600)
    page.show()
    settle()
    for width in (1000, 500):
        page.resize(width, 600)
        settle()
        assert page.text.cursorRect().top() in range(page.text.viewport().height())
    QTest.keyClick(page.text, Qt.Key.Key_PageDown)
    QTest.keyClick(page.text, Qt.Key.Key_PageDown)
    page.resize(510, 600)
    settle()
    assert page.text.cursorRect().top() < 0, "whoever read on is left there"


def test_f1_reads_about_the_part_of_a_page_that_has_the_keyboard(window: MainWindow) -> None:
    assert window.view is not None
    window.view.go("settings", "data")
    page = window.view.pages.page("settings")
    assert isinstance(page, SettingsPage)
    assert help_place(page.data.places.edits["first"], page).section == "12. Sao lưu và khôi phục"
    assert help_place(page.tabs.tabBar(), page).section == "11.4. Cài đặt"
    assert room_section(NumbersDialog.__module__) == "12. Sao lưu và khôi phục"


def test_f1_in_a_dialog_opens_the_guide_over_it(qtbot: QtBot, window: MainWindow) -> None:
    assert window.view is not None
    window.view.show_followup()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FollowUpDialog)
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    guide = QApplication.activeModalWidget()
    assert isinstance(guide, GuideDialog)
    assert "Lần hỏi" in guide.view.text.textCursor().block().text()
    QTest.keyClick(guide, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is dialog)
    dialog.reject()


def test_a_refusal_leads_to_its_section(qtbot: QtBot, window: MainWindow) -> None:
    """Beside a field by F1, over the page by the button of the message."""
    assert window.view is not None
    place = window.view.place
    field = Field("Số", LineEdit())
    qtbot.addWidget(field)
    guard(place, lambda: place.office.dossiers.get("T99001-000000-000000"), {"code": field})
    assert field.help_section == "6. Tìm hồ sơ và giải quyết"
    field.set_error("")
    assert field.help_section == "", "what was put right explains nothing any more"
    guard(place, lambda: place.office.dossiers.get("T99001-000000-000000"))
    assert window.view.toasts.notice.offers
    window.view.toasts.act()
    opened = window.view.pages.page("help")
    assert isinstance(opened, HelpPage)
    assert opened.text.textCursor().block().text() == "6. Tìm hồ sơ và giải quyết"
