"""The map of keys: those of a page and of the program, another for one, refused in words, kept per officer, printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from counter_app.domain.office.own_keys import key_place, own_keys_from
from counter_app.qt.kit.sheet_dialog import SheetDialog
from counter_app.qt.settings.page import SettingsPage
from counter_app.qt.window.counter_view import build_view
from counter_app.qt.window.key_map import FRAME
from counter_app.qt.window.keys_dialog import KeysDialog
from counter_app.qt.window.page_list import ENTRIES, UNLISTED
from tests.makers import PASSWORD, officer
from tests.patience import come_to_front
from tests.qt.hands import ALT, CTRL, ENTER, press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.office import Office
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.qt.window.counter_view import CounterView
    from counter_app.qt.window.main_window import MainWindow


@pytest.fixture
def view(window: MainWindow) -> CounterView:
    assert window.view is not None
    window.open_page("intake")
    return window.view


def opened(qtbot: QtBot, view: CounterView) -> KeysDialog:
    """F1 twice."""
    for _time in range(2):
        press(Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), KeysDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, KeysDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def ask(dialog: KeysDialog, what: str, key: Qt.Key, modifier: Qt.KeyboardModifier) -> str:
    """Choose a line, press another key in the box, and change it; what is said against it."""
    rows = [dialog.model.row(at) for at in range(dialog.model.rowCount())]
    at = [row.what for row in rows if row is not None].index(what)
    dialog.table.choose(at)
    dialog.table.setFocus()
    press(ENTER)
    assert QApplication.focusWidget() is dialog.box
    QTest.keyClick(dialog.box, key, modifier)
    press(ENTER, CTRL)
    return dialog.fields["key"].error.text()


def test_f1_twice_lists_the_keys_of_the_page_and_of_the_program(
    qtbot: QtBot, view: CounterView
) -> None:
    dialog = opened(qtbot, view)
    rows = [dialog.model.row(at) for at in range(dialog.model.rowCount())]
    told = {(row.what, row.key) for row in rows if row is not None}
    assert {("Nộp thêm hồ sơ", "Ctrl+T"), ("Lưu và in", "Ctrl+Return")} <= told
    assert {("Tìm lệnh", "Ctrl+K"), ("Khóa màn hình", "F12"), ("Tiếp nhận", "F2")} <= told
    press(Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None


def test_another_key_works_is_written_on_the_button_and_stays(
    qtbot: QtBot, view: CounterView, place: Workplace, office: Office
) -> None:
    dialog = opened(qtbot, view)
    assert ask(dialog, "Nộp thêm hồ sơ", Qt.Key.Key_G, ALT) == ""
    assert ask(dialog, "Hàng đợi", Qt.Key.Key_F7, CTRL) == ""
    dialog.reject()
    page = view.pages.page("intake")
    assert page is not None
    assert page.more.text() == "Nộp thêm hồ sơ (Alt+G)"  # type: ignore[attr-defined]
    view.go("board")
    come_to_front(view.window())
    press(Qt.Key.Key_F7, CTRL)
    assert view.pages.name == "queue"
    again = build_view(place)
    qtbot.addWidget(again)
    assert again.keys.now("F6") == "Ctrl+F7"
    office.staff.put_officer(officer(), password=PASSWORD)
    office.session.officer = next(
        item for item in office.staff.officers() if item.login == officer().login
    )
    other = build_view(place)
    qtbot.addWidget(other)
    assert other.keys.now("F6") == "F6", "another officer has the usual keys"
    view.keys.back_to_usual([page])
    assert page.more.text() == "Nộp thêm hồ sơ (Ctrl+T)"  # type: ignore[attr-defined]
    assert view.keys.now("F6") == "F6"


NONE = Qt.KeyboardModifier.NoModifier
REFUSED: tuple[tuple[str, Qt.Key, Qt.KeyboardModifier, str], ...] = (
    ("Nộp thêm hồ sơ", Qt.Key.Key_L, CTRL, "đang dùng cho “Chưa tiếp nhận”"),
    ("Nộp thêm hồ sơ", Qt.Key.Key_F6, NONE, "đang dùng cho “Hàng đợi”"),
    ("Hàng đợi", Qt.Key.Key_L, CTRL, "đang dùng cho"),
    ("Nộp thêm hồ sơ", Qt.Key.Key_V, CTRL, "sửa chữ"),
    ("Nộp thêm hồ sơ", Qt.Key.Key_Z, ALT, "bộ gõ"),
    ("Nộp thêm hồ sơ", Qt.Key.Key_F4, ALT, "hệ điều hành"),
    ("Nộp thêm hồ sơ", Qt.Key.Key_B, NONE, "gõ chữ"),
    ("Tìm lệnh", Qt.Key.Key_G, ALT, "cố định"),
)


def test_a_key_that_is_taken_is_refused_in_words(
    qtbot: QtBot, view: CounterView, office: Office
) -> None:
    dialog = opened(qtbot, view)
    for what, key, modifier, said in REFUSED:
        assert said in ask(dialog, what, key, modifier)
    assert office.views.keys() == {}


def test_the_map_is_printed_as_a_page(qtbot: QtBot, view: CounterView) -> None:
    dialog = opened(qtbot, view)
    press(Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(SheetDialog)))
    (sheet,) = dialog.findChildren(SheetDialog)
    qtbot.waitUntil(lambda: len(sheet.preview.pages) >= 1)


def test_what_was_kept_wrongly_counts_for_nothing() -> None:
    assert own_keys_from(["F6"]) == own_keys_from(None) == {}
    assert own_keys_from({"/F6": 6, "F6": "F7", "/F2": "", "/F3": "F4"}) == {"/F3": "F4"}


def test_a_part_that_is_made_later_has_the_officer_s_keys_and_stands_in_the_map(
    view: CounterView,
) -> None:
    view.keys._own[key_place("settings", "Ctrl+S")] = "Ctrl+J"
    view.pages.open("settings")
    page = view.pages.page("settings")
    assert isinstance(page, SettingsPage)
    made = [page.tabs.stands(at) for at in range(page.tabs.count())]
    assert made == [True, *[False] * 4], "the others wait for somebody"
    page.tabs.setCurrentIndex(2)
    assert page.forms.save.shortcut().toString() == "Ctrl+J"
    assert page.data.backup.accessibleName() in [row.what for row in view.keys.rows(page)]


def test_the_map_makes_what_it_lists(view: CounterView) -> None:
    view.pages.open("settings")
    page = view.pages.page("settings")
    assert isinstance(page, SettingsPage)
    assert "Sao lưu ngay" in [row.what for row in view.keys.rows(page)]


def test_no_page_takes_a_key_that_stands_on_the_frame(view: CounterView) -> None:
    for entry in (*ENTRIES, *UNLISTED):
        view.pages.prepare(entry.name)
        page = view.pages.page(entry.name)
        assert page is not None, entry.name
        keys = {button.shortcut().toString() for button in page.findChildren(QAbstractButton)}
        keys |= {shortcut.key().toString() for shortcut in page.findChildren(QShortcut)}
        assert not keys & FRAME, entry.name
