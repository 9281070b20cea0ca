"""Tài khoản của tôi: password, text size, colours and keys of whoever sits here, by keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter_app.desk.office.founding import FIRST_PASSWORD, default_founding
from counter_app.domain.office.staff import Officer, Role
from counter_app.office import Office
from counter_app.qt.kit.theme import apply_theme, theme_name
from counter_app.qt.window.account_dialog import AccountDialog
from counter_app.qt.window.keys_dialog import KeysDialog
from counter_app.qt.window.lent_password import LentPasswordDialog
from counter_app.settings import Preferences
from tests.patience import come_to_front
from tests.qt.hands import CTRL, ENTER, SHIFT, commit, dialogs, focused, press
from tests.qt.test_app import start, window_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.domain.clock import FixedClock
    from counter_app.qt.window.app import Program
    from counter_app.qt.window.main_window import MainWindow

__all__ = ["start"]
Key = Qt.Key
SECOND = "giay-hen-xanh-2"


def account(qtbot: QtBot, window: MainWindow) -> AccountDialog:
    """The dialog, opened by its key."""
    come_to_front(window)
    press(Key.Key_T, CTRL | SHIFT)
    qtbot.waitUntil(lambda: bool(dialogs(window)))
    (found,) = dialogs(window)
    assert isinstance(found, AccountDialog)
    qtbot.waitUntil(found.before.hasFocus)
    return found


def type_passwords(dialog: AccountDialog, *passwords: str) -> None:
    for edit, text in zip(
        (dialog.before, dialog.new.after, dialog.new.again), passwords, strict=True
    ):
        edit.setFocus()
        edit.clear()
        QTest.keyClicks(edit, text)


def test_the_own_password_is_changed_by_keys(
    qtbot: QtBot, window: MainWindow, office: Office
) -> None:
    me = office.session.officer
    assert me is not None
    dialog = account(qtbot, window)
    type_passwords(dialog, FIRST_PASSWORD, SECOND, "giay-hen-xanh-3")
    press(ENTER, CTRL)
    assert "khác nhau" in dialog.fields["again"].error.text()
    assert focused() is dialog.new.again
    type_passwords(dialog, "sai-mat-khau", SECOND, SECOND)
    press(ENTER, CTRL)
    qtbot.waitUntil(lambda: bool(dialog.fields["before"].error.text()))
    assert focused() is dialog.before
    type_passwords(dialog, FIRST_PASSWORD, "ngan", "ngan")
    press(ENTER, CTRL)
    qtbot.waitUntil(lambda: bool(dialog.fields["password"].error.text()))
    type_passwords(dialog, FIRST_PASSWORD, SECOND, SECOND)
    press(ENTER, CTRL)
    view = window.view
    assert view is not None
    qtbot.waitUntil(lambda: "Đã đổi mật khẩu" in view.notice.text.text())
    office.seat.sign_in(me.login, SECOND)


def test_accents_are_refused_where_the_sign_in_would_not_make_them(
    qtbot: QtBot, window: MainWindow
) -> None:
    dialog = account(qtbot, window)
    dialog.before.setText(FIRST_PASSWORD)
    for edit in (dialog.new.after, dialog.new.again):
        edit.setFocus()
        commit(edit, "mậtkhẩumới")
        edit.setText("mậtkhẩumới")
    press(ENTER, CTRL)
    assert "không dấu" in dialog.fields["password"].error.text()


def test_the_own_keys_are_one_key_further(qtbot: QtBot, window: MainWindow) -> None:
    dialog = account(qtbot, window)
    dialog.keys.click()
    qtbot.waitUntil(lambda: any(isinstance(item, KeysDialog) for item in dialogs(window)))


def test_the_officer_s_name_and_the_palette_lead_there(qtbot: QtBot, window: MainWindow) -> None:
    view = window.view
    assert view is not None
    assert [item.key for item in view.commands() if item.title == "Tài khoản của tôi"] == [
        "Ctrl+Shift+T"
    ]
    QTest.mouseClick(view.header.who, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(dialogs(window)))
    assert isinstance(dialogs(window)[0], AccountDialog)


@pytest.fixture
def _look_of_before(qapp: QApplication) -> Iterator[None]:
    yield
    apply_theme(qapp, Preferences())


@pytest.mark.usefixtures("_look_of_before")
def test_each_officer_sees_the_own_size_and_colours(
    qtbot: QtBot, start: Callable[[Path], Program], tmp_path: Path, clock: FixedClock
) -> None:
    Office.found(tmp_path / "nha", default_founding(), clock=clock).close()
    program = start(tmp_path / "nha")
    window = window_of(program)
    assert program.place is not None
    office = program.place.office
    leader = office.staff.officers()[0]
    lan = Officer(login="lan.nt", name="Nguyễn Thị Lan", role=Role.RECEIVER)
    office.session.officer = leader
    office.staff.put_officer(lan, password="do-leader-dat")
    office.seat.sign_in("lan.nt", "do-leader-dat")
    office.staff.change_password("do-leader-dat", SECOND)
    office.session.officer = None
    window.sign_in.tried.emit("lan.nt", SECOND)
    qtbot.waitUntil(lambda: window.view is not None)
    dialog = account(qtbot, window)
    dialog.scale.setFocus()
    press(Key.Key_Down)
    dialog.theme.setFocus()
    press(Key.Key_Down)
    press(ENTER, CTRL)
    qtbot.waitUntil(lambda: theme_name() == "dark" and window.view is not None)
    assert QApplication.instance().property("textScale") == 125  # type: ignore[union-attr]
    assert office.preferences.theme == "light"
    window.sign_out()
    window.sign_in.tried.emit(leader.login, FIRST_PASSWORD)
    qtbot.waitUntil(lambda: window.view is not None)
    assert theme_name() == "light", "the leader chose nothing"
    window.sign_out()
    window.sign_in.tried.emit("lan.nt", SECOND)
    qtbot.waitUntil(lambda: window.view is not None)
    assert theme_name() == "dark"


LENT = "thuyen-cho-gao"


@pytest.fixture
def lent(
    qtbot: QtBot, start: Callable[[Path], Program], tmp_path: Path, clock: FixedClock
) -> tuple[MainWindow, Office]:
    """The window of an office where Lan signs in with a password that the leader chose."""
    Office.found(tmp_path / "nha", default_founding(), clock=clock).close()
    program = start(tmp_path / "nha")
    window = window_of(program)
    assert program.place is not None
    office = program.place.office
    office.session.officer = office.staff.officers()[0]
    lan = Officer(login="lan.nt", name="Nguyễn Thị Lan", role=Role.RECEIVER)
    office.staff.put_officer(lan, password=LENT)
    office.session.officer = None
    window.sign_in.tried.emit("lan.nt", LENT)
    qtbot.waitUntil(lambda: window.view is not None and bool(dialogs(window)))
    come_to_front(dialogs(window)[0])
    return window, office


def test_a_password_somebody_else_chose_is_replaced_first(
    qtbot: QtBot, lent: tuple[MainWindow, Office]
) -> None:
    window, office = lent
    (dialog,) = dialogs(window)
    assert isinstance(dialog, LentPasswordDialog)
    qtbot.waitUntil(dialog.new.after.hasFocus)
    QTest.keyClicks(dialog.new.after, LENT)
    press(Key.Key_Tab)
    QTest.keyClicks(dialog.new.again, LENT)
    press(ENTER, CTRL)
    qtbot.waitUntil(lambda: "giống" in dialog.fields["password"].error.text())
    for edit in (dialog.new.after, dialog.new.again):
        edit.clear()
        edit.setFocus()
        QTest.keyClicks(edit, SECOND)
    press(ENTER, CTRL)
    view = window.view
    assert view is not None
    qtbot.waitUntil(lambda: "Đã đổi mật khẩu" in view.notice.text.text())
    assert not office.staff.password_is_lent()
    window.sign_out()
    window.sign_in.tried.emit("lan.nt", SECOND)
    qtbot.waitUntil(lambda: window.view is not None)
    assert not dialogs(window)


def test_without_an_own_password_nobody_works_on(
    qtbot: QtBot, lent: tuple[MainWindow, Office]
) -> None:
    window, office = lent
    press(Key.Key_Escape)
    qtbot.waitUntil(lambda: window.currentWidget() is window.sign_in)
    assert office.session.officer is None


def test_guessing_is_told_to_whoever_signs_in_next(
    qtbot: QtBot, start: Callable[[Path], Program], tmp_path: Path, clock: FixedClock
) -> None:
    Office.found(tmp_path / "nha", default_founding(), clock=clock).close()
    window = window_of(start(tmp_path / "nha"))
    panel = window.sign_in
    for time in range(4):
        panel.tried.emit("canbo", f"doan-thu-{time}")
        panel.set_busy(True)
        qtbot.waitUntil(panel.button.isEnabled)
    assert "Đợi 5 giây" in panel.error.text()
    clock.tick(seconds=5)
    panel.tried.emit("canbo", FIRST_PASSWORD)
    qtbot.waitUntil(lambda: window.view is not None)
    view = window.view
    assert view is not None
    qtbot.waitUntil(lambda: "3 lần gõ sai" in view.notice.text.text())
