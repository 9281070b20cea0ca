"""Keys that nothing owns write nothing, and the program takes none that fields, systems or typing methods want."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from counter_app.paths import resources_dir
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.fields import Choice, DateEdit, DigitsEdit, LineEdit, MoneyEdit, TextArea
from counter_app.qt.kit.held import in_hand
from counter_app.qt.kit.password_edit import PasswordEdit
from counter_app.qt.window.page_list import ENTRIES, UNLISTED
from counter_app.qt.window.scanner import ScanCatcher
from tests.gallery.keys import claims
from tests.makers import MARITAL, receive
from tests.qt.hands import ALT, CTRL, ENTER, press, show

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from counter_app.office import Office
    from counter_app.qt.window.main_window import MainWindow
    from counter_app.qt.window.page_list import Entry

TABLE: dict[str, Any] = json.loads((resources_dir() / "keys" / "platform.json").read_text("utf-8"))
FIELDS: dict[str, Callable[[], QWidget]] = {
    "line": lambda: LineEdit("Thôn Đoài"),
    "lines": lambda: TextArea("Thôn Đoài"),
    "digits": lambda: DigitsEdit("0912", extra="+"),
    "money": lambda: MoneyEdit(15_000),
    "date": DateEdit,
    "choice": lambda: Choice([(1, "Lan"), (2, "Ngọc"), (3, "Loan")]),
    "password": PasswordEdit,
}
META = Qt.KeyboardModifier.MetaModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
UNDO = "Ctrl+Z"
"""Means the same in a field and on a page, and a field that has something to undo comes first."""


def value(field: QWidget) -> Any:
    return field.currentIndex() if isinstance(field, QComboBox) else in_hand(field)


@pytest.mark.parametrize("kind", FIELDS)
def test_a_command_without_an_owner_writes_nothing(qtbot: QtBot, kind: str) -> None:
    field = FIELDS[kind]()
    qtbot.addWidget(field)
    show(field, 300, 60)
    field.setFocus()
    if isinstance(field, QLineEdit):
        field.selectAll()
    before = value(field)
    for modifier in (ALT, ALT | SHIFT, META):
        for key in (Qt.Key.Key_L, Qt.Key.Key_N, Qt.Key.Key_5):
            press(key, modifier)
    assert value(field) == before
    for name in TABLE["given_up"]:
        press(getattr(Qt.Key, f"Key_{name[-1]}"), CTRL)
    assert value(field) == before


def test_altgr_still_writes(qtbot: QtBot) -> None:
    field = LineEdit()
    qtbot.addWidget(field)
    show(field, 300, 60)
    field.setFocus()
    press(Qt.Key.Key_E, CTRL | ALT)
    assert field.text() == "e", "what AltGr writes comes as Ctrl+Alt under Windows"


def taken_on(window: MainWindow, entry: Entry, code: str) -> set[str]:
    """Keys of a page and of the window that fields, systems or typing methods want for themselves."""
    window.open_page(entry.name, code if entry.name in {"dossier", "returning"} else None)
    QApplication.processEvents()
    view = window.view
    assert view is not None
    page = view.pages.currentWidget()
    assert page is not None
    assert view.pages.name == entry.name
    wanted = {
        QKeySequence(name).toString()
        for part in (*TABLE["editing"].values(), *TABLE["system"].values(), TABLE["typing_methods"])
        for name in part
    }
    keys = set(claims(page)) | set(view.keys.shortcuts)
    editable = page.findChildren(QLineEdit) + page.findChildren(QPlainTextEdit)
    moving = {"Del", UNDO} if not editable else {"Del"}
    return keys & wanted - moving - {""}


PLAIN: set[type[QWidget]] = {QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QTextEdit}
"""Inputs of Qt that are not ours: what ours keep to themselves, these do not."""


def test_pages_take_no_key_of_fields_systems_and_typing_methods_and_have_inputs_of_ours_alone(
    window: MainWindow, office: Office
) -> None:
    code = receive(office, MARITAL).code
    entries = [*ENTRIES, *UNLISTED]
    found = {item.name: taken for item in entries if (taken := taken_on(window, item, code))}
    assert found == {}
    inputs = [item for item in window.findChildren(QWidget) if isinstance(item, tuple(PLAIN))]
    assert len(inputs) > 100
    assert [type(item).__name__ for item in inputs if type(item) in PLAIN] == []


@pytest.fixture
def bench(qtbot: QtBot) -> tuple[QWidget, ScanCatcher, list[str], list[str]]:
    """A button with the keyboard, and a catcher whose clock is set by hand."""
    pressed: list[str] = []
    heard: list[str] = []
    page = QWidget()
    button = ActionButton("Đã giao cho công dân", lambda: pressed.append("pressed"))
    QVBoxLayout(page).addWidget(button)
    qtbot.addWidget(page)
    show(page, 300, 100)
    button.setFocus()
    catcher = ScanCatcher(page)
    catcher.garbled.connect(heard.append)
    catcher.install()
    return page, catcher, pressed, heard


def test_a_code_of_somewhere_else_presses_no_button(
    bench: tuple[QWidget, ScanCatcher, list[str], list[str]],
) -> None:
    page, catcher, pressed, heard = bench
    (button,) = page.findChildren(ActionButton)
    moments = iter(range(1000))
    catcher._clock = lambda: next(moments) / 100
    QTest.keyClicks(button, "8934588063053")
    press(ENTER)
    assert pressed == []
    assert heard == ["Mã vừa quét không phải giấy hẹn hay thẻ căn cước. Quét lại đúng mã cần dùng."]
    press(ENTER)
    assert pressed == [], "CR and LF of one scan are one end"
    list(islice(moments, 10))
    press(ENTER)
    assert pressed == ["pressed"], "Enter alone does"
    catcher.remove()


def test_words_typed_at_a_button_press_it_not(
    bench: tuple[QWidget, ScanCatcher, list[str], list[str]],
) -> None:
    page, catcher, pressed, heard = bench
    (button,) = page.findChildren(ActionButton)
    moments = iter(range(1000))
    catcher._clock = lambda: float(next(moments))
    QTest.keyClicks(button, "nguyen")
    press(ENTER)
    assert pressed == []
    assert heard[0].startswith("Chữ vừa gõ không vào ô nào.")
    catcher.remove()
