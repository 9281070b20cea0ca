"""What a clipboard brings: numbers written for the eye, amounts of a table, passwords with the end of their line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from counter_app import paths
from counter_app.i18n import use_language
from counter_app.qt.kit.fields import DigitsEdit, MoneyEdit
from counter_app.qt.kit.password_edit import PasswordEdit, typeable
from tests.qt.hands import CTRL, show

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def paste(edit: QLineEdit, text: str) -> None:
    """Over everything that stands there."""
    QApplication.clipboard().setText(text)
    edit.selectAll()
    QTest.keyClick(edit, Qt.Key.Key_V, CTRL)


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("001 185 012 345", "001185012345"),
        ("CCCD: 001.185.012.345\n", "001185012345"),
        ("００１１８５０１２３４５", "001185012345"),
        ("001185\u200b012345", "001185012345"),
        ("0011850123456", "99001"),
    ],
)
def test_a_number_comes_whole_or_not_at_all(qtbot: QtBot, text: str, becomes: str) -> None:
    edit = DigitsEdit("99001", most=12)
    qtbot.addWidget(edit)
    show(edit, 300, 40)
    paste(edit, text)
    assert edit.text() == becomes


def test_one_digit_more_than_there_is_room_for_changes_nothing(qtbot: QtBot) -> None:
    edit = DigitsEdit(most=5)
    qtbot.addWidget(edit)
    show(edit, 300, 40)
    QTest.keyClicks(edit, "990012")
    assert edit.text() == "99001"
    edit.setCursorPosition(1)
    QTest.keyClicks(edit, "5")
    assert (edit.text(), edit.cursorPosition()) == ("99001", 1)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("15.000,00", 15_000),
        ("15,000.00 VND", 15_000),
        ("15 000 đ", 15_000),
        ("15000.00", 15_000),
        ("1.250.000", 1_250_000),
        ("15.000,50", 1_000_000),
    ],
)
def test_an_amount_is_no_hundred_times_more(qtbot: QtBot, text: str, amount: int) -> None:
    edit = MoneyEdit(1_000_000)
    qtbot.addWidget(edit)
    show(edit, 300, 40)
    paste(edit, text)
    assert edit.amount() == amount


def test_keys_take_no_hundredths_for_an_end(qtbot: QtBot) -> None:
    edit = MoneyEdit(15_000)
    qtbot.addWidget(edit)
    show(edit, 300, 40)
    edit.setCursorPosition(6)
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    assert edit.text() == "1.500"
    edit.setCursorPosition(3)
    QTest.keyClicks(edit, ",")
    assert edit.text() == "1.500"


def test_a_password_copied_with_its_line_opens(qtbot: QtBot) -> None:
    edit = PasswordEdit()
    qtbot.addWidget(edit)
    show(edit, 300, 40)
    paste(edit, "\ufeffthuyen-cho-gao\r\n")
    assert edit.text() == "thuyen-cho-gao"
    assert typeable("ba che\nkhin\n\nlo\n") == "ba che khin lo"


def test_an_amount_is_grouped_as_the_language_has_it(qtbot: QtBot) -> None:
    use_language("en", paths.resources_dir() / "locale")
    edit = MoneyEdit()
    qtbot.addWidget(edit)
    QTest.keyClicks(edit, "1250000")
    assert (edit.text(), edit.amount()) == ("1,250,000", 1_250_000)
    edit.clear()
    QTest.keyClicks(edit, "15.000")
    assert edit.amount() == 15_000
