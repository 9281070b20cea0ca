"""Signing in, locking, walking about by keyboard: the window as an officer meets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from typing_extensions import override

from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.domain.office.staff import Officer, Role
from counter_app.domain.queue.tickets import TicketAct
from counter_app.qt.catalogue.page import CataloguePage
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.theme import sized
from counter_app.qt.kit.unprinted import UnprintedDialog
from counter_app.qt.queue.page import QueuePage
from counter_app.qt.window.appearance import Look
from counter_app.qt.window.main_window import MainWindow
from counter_app.qt.window.page_list import ENTRIES
from counter_app.qt.window.palette import Palette

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from counter_app.qt.kit.workplace import Workplace
    from counter_app.qt.window.counter_view import CounterView

INPUTS = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractButton, QAbstractItemView)


def view_of(window: MainWindow) -> CounterView:
    """The signed-in part."""
    assert window.view is not None
    return window.view


def signed_in(place: Workplace) -> str:
    """The login of who sits here."""
    officer = place.office.session.officer
    return officer.login if officer is not None else ""


@pytest.fixture
def closed_window(qtbot: QtBot, tmp_path: Path, place: Workplace) -> MainWindow:
    """The window asking who sits here."""
    place.office.session.officer = None
    made = MainWindow(Look.of(tmp_path))
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.attach(place)
    return made


def test_a_wrong_password_is_said_beside_it_and_the_right_one_opens_the_counter(
    qtbot: QtBot, closed_window: MainWindow, place: Workplace
) -> None:
    panel = closed_window.sign_in
    QTest.keyClicks(panel.password, "sai-mat-khau")
    QTest.keyClick(panel.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "chưa đúng" in panel.error.text(), timeout=5000)
    assert closed_window.stack.currentWidget() is panel
    assert signed_in(place) == ""
    panel.password.setText(FIRST_PASSWORD)
    QTest.keyClick(panel.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: closed_window.view is not None, timeout=5000)
    assert signed_in(place) == "canbo"
    assert view_of(closed_window).pages.name == "board"
    closed_window.close()


def test_an_empty_password_is_not_tried(closed_window: MainWindow) -> None:
    QTest.keyClick(closed_window.sign_in.password, Qt.Key.Key_Return)
    assert closed_window.sign_in.error.text() == "Gõ mật khẩu."
    closed_window.close()


def test_locking_keeps_the_page_and_what_was_typed(qtbot: QtBot, window: MainWindow) -> None:
    view = view_of(window)
    view.go("catalogue")
    page = view.pages.page("catalogue")
    assert isinstance(page, CataloguePage)
    search = page.search
    search.setText("khai sinh")
    QTest.keyClick(search, Qt.Key.Key_F12)
    assert window.stack.currentWidget() is window.sign_in
    assert window.sign_in.locked
    QTest.keyClicks(window.sign_in.password, "khong dung")
    QTest.keyClick(window.sign_in.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.sign_in.error.text()), timeout=5000)
    assert window.stack.currentWidget() is window.sign_in
    window.sign_in.password.setText(FIRST_PASSWORD)
    QTest.keyClick(window.sign_in.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.stack.currentWidget() is view, timeout=5000)
    assert view.pages.name == "catalogue"
    assert search.text() == "khai sinh"


def test_the_screen_locks_by_itself(window: MainWindow) -> None:
    assert window.gate.quiet.interval() == 5 * 60_000
    assert window.gate.quiet.isActive()
    window.gate.quiet.timeout.emit()
    assert window.sign_in.locked


def test_an_open_window_is_hidden_while_locked(qtbot: QtBot, window: MainWindow) -> None:
    view_of(window).show_unprinted()
    dialog = window.findChildren(UnprintedDialog)[0]
    assert dialog.isVisible()
    window.lock()
    assert not dialog.isVisible()
    window.sign_in.password.setText(FIRST_PASSWORD)
    QTest.keyClick(window.sign_in.password, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.isVisible, timeout=5000)
    dialog.reject()


def test_keys_sleep_while_locked(window: MainWindow) -> None:
    view = view_of(window)
    window.lock()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert view.pages.name == "board"


def test_navigation_is_walked_by_tab_and_space(window: MainWindow) -> None:
    view = view_of(window)
    button = view.navigation.buttons["board"]
    button.setFocus()
    seen = []
    for _step in range(len(ENTRIES)):
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.append(focus.accessibleName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert seen == [item.title for item in ENTRIES]
    view.navigation.buttons["help"].setFocus()
    QTest.keyClick(view.navigation.buttons["help"], Qt.Key.Key_Space)
    assert view.pages.name == "help"


def test_escape_goes_back(window: MainWindow) -> None:
    view = view_of(window)
    view.go("help")
    view.go("catalogue")
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.pages.name == "help"
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.pages.name == "board"
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.pages.name == "board"


def test_the_palette_finds_commands_without_accents(window: MainWindow) -> None:
    view = view_of(window)
    QTest.keyClick(view, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.findChildren(Palette)[0]
    assert {item.title for item in palette.matches("llv")} == {"Lịch làm việc"}
    QTest.keyClicks(palette.search, "danh muc")
    assert palette.list.item(0).text() == "Danh mục thủ tục   (Ctrl+1)"
    QTest.keyClick(palette.search, Qt.Key.Key_Return)
    assert view.pages.name == "catalogue"
    assert not palette.isVisible()


def test_the_palette_says_when_nothing_matches(window: MainWindow) -> None:
    palette = Palette(view_of(window).commands(), window)
    palette.search.setText("khong co lenh nay")
    assert palette.nothing.isVisibleTo(palette)
    assert palette.list.count() == 0


def test_a_role_is_offered_only_its_own_pages(window: MainWindow, place: Workplace) -> None:
    view = view_of(window)
    place.office.session.officer = Officer(
        login="may", name="Người giữ máy", role=Role.ADMINISTRATOR
    )
    view.begin()
    assert not view.navigation.buttons["intake"].isVisible()
    assert view.navigation.buttons["staff"].isVisible()
    view.go("intake")
    assert view.pages.name == "board"
    assert "Tài khoản này" in view.notice.text.text()
    titles = {command.title for command in view.commands()}
    assert "Tiếp nhận" not in titles


def test_the_header_says_where_we_are_and_what_is_owed(
    window: MainWindow, place: Workplace
) -> None:
    header = view_of(window).header
    assert header.office.text() == place.office.intake.settings.name
    assert (header.day.text(), header.time.text()) == ("Thứ Hai 23/11/2026", "09:00")
    assert header.who.text() == place.office.staff.officers()[0].name
    assert header.counter.text() == "Quầy 1"
    assert header.sample.isHidden()
    header.show_owed(3, 2)
    assert header.export.text() == "3 ngày chưa xuất USB"
    assert header.prints.text() == "2 giấy tờ chờ in"
    header.export.click()
    assert view_of(window).pages.name == "closing"


def test_a_folder_that_cannot_be_written_is_said_in_the_header(
    window: MainWindow, place: Workplace
) -> None:
    view = view_of(window)
    assert view.header.read_only.isHidden()
    place.office.store.database.read_only = True
    view.reload()
    assert view.header.read_only.isVisible()


def test_the_palette_offers_the_visible_pages_buttons(window: MainWindow) -> None:
    view = view_of(window)
    view.go("staff")
    titles = [command.title for command in view.commands()]
    assert "Thêm công chức" in titles
    found = next(item for item in view.commands() if item.title == "Thêm công chức")
    assert found.key == "Ctrl+N"
    view.go("help")
    assert "Thêm công chức" not in [command.title for command in view.commands()]


def test_the_notice_band_can_be_tried_again(window: MainWindow) -> None:
    view = view_of(window)
    tried: list[int] = []
    view.place.hub.notice(Tone.BAD, "Máy in hết giấy. Cho thêm giấy.", lambda: tried.append(1))
    assert view.notice.isVisible()
    view.notice.again.click()
    assert tried == [1]
    assert not view.notice.isVisible()


def test_signing_out_gives_the_next_officer_fresh_pages(
    window: MainWindow, place: Workplace
) -> None:
    view_of(window).go("help")
    view_of(window).switch_wanted.emit()
    assert window.view is None
    assert place.office.session.officer is None
    assert not window.sign_in.locked


def unnamed(page: QWidget) -> list[str]:
    """Inputs that a screen reader could not name."""
    return [
        f"{type(item).__name__} {item.objectName()}"
        for item in page.findChildren(QWidget)
        if isinstance(item, INPUTS)
        and item.window() is page.window()  # lists that drop down are named by their box
        and item.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not item.accessibleName()
        and not (isinstance(item, QAbstractButton) and item.text())
    ]


class Windows(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_every_page_opens_by_its_key_alone_and_names_what_takes_the_keyboard(
    window: MainWindow, qapp: QApplication
) -> None:
    """A part shown before it has a parent flashes up as a window and takes the keyboard."""
    view, watch = view_of(window), Windows()
    qapp.installEventFilter(watch)
    for item in ENTRIES:
        view.go("help" if item.name != "help" else "settings")
        QTest.keySequence(view, QKeySequence(item.key))
        assert watch.shown == [], item.name
        assert view.pages.name == item.name
        assert view.navigation.buttons[item.name].isChecked(), item.name
        assert unnamed(view) == [], item.name
    qapp.removeEventFilter(watch)


def test_dialogs_opened_here_leave_nothing_behind(window: MainWindow) -> None:
    view_of(window).show_palette()
    for dialog in window.findChildren(QDialog):
        dialog.reject()
    assert all(not dialog.isVisible() for dialog in window.findChildren(QDialog))


def test_a_page_first_opened_by_hand_keeps_its_large_letters(
    window: MainWindow, place: Workplace
) -> None:
    """Its number is read from two metres; a page put below another widget loses the letters given by hand."""
    ticket = place.office.queue.take("A").result
    place.office.queue.do(ticket.id, TicketAct.CALL)
    assert window.view is not None
    assert window.view.pages.page("queue") is None
    window.open_page("queue")
    QApplication.processEvents()
    page = window.view.pages.page("queue")
    assert isinstance(page, QueuePage)
    assert page.current.digits.text() == ticket.label
    assert page.current.digits.font().pointSizeF() == sized(54).pointSizeF()
