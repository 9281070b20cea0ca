"""A scan is caught wherever the keyboard is, and a hand's typing never is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from counter_app.qt.window.scanner import ScanCatcher

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

RECEIPT = "990012611230100073"
CARD = "001099012345|123456789|Nguyễn Thị Hường|05021999|Nữ|Thôn 1, An Hòa|01012021"


class Ticks:
    """A clock that moves when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Bench(QWidget):
    """A line, a text and a button with a catcher over them."""

    def __init__(self, catcher: ScanCatcher, ticks: Ticks) -> None:
        super().__init__()
        self.catcher, self.ticks = catcher, ticks
        self.line, self.text, self.button = QLineEdit(), QPlainTextEdit(), QPushButton("Nút")
        box = QVBoxLayout(self)
        for widget in (self.line, self.text, self.button):
            box.addWidget(widget)
        self.digits: list[str] = []
        self.cards: list[str] = []
        catcher.scanned.connect(self.digits.append)
        catcher.card_scanned.connect(self.cards.append)

    def type(self, widget: QWidget, text: str, gap: float) -> None:
        """Key by key with ``gap`` seconds between."""
        for char in text:
            self.ticks.now += gap
            QTest.keyClicks(widget, char)

    def commit(self, widget: QWidget, text: str, gap: float) -> None:
        """Character by character as an input method commits it."""
        for char in text:
            self.ticks.now += gap
            event = QInputMethodEvent("", [])
            event.setCommitString(char)
            QApplication.sendEvent(widget, event)

    def end(self, widget: QWidget, key: Qt.Key = Qt.Key.Key_Return) -> None:
        """The key a scanner ends with."""
        self.ticks.now += 0.01
        QTest.keyClick(widget, key)


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    """The bench in front, the first line focused."""
    ticks = Ticks()
    catcher = ScanCatcher(clock=ticks)
    made = Bench(catcher, ticks)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.line.setFocus()
    catcher.install()
    yield made
    catcher.remove()


@pytest.mark.parametrize("ending", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_a_burst_is_taken_out_of_the_field(bench: Bench, ending: Qt.Key) -> None:
    bench.line.setText("Nguyễn Văn ")
    bench.type(bench.line, RECEIPT, 0.012)
    bench.end(bench.line, ending)
    assert bench.digits == [RECEIPT]
    assert bench.line.text() == "Nguyễn Văn "
    assert bench.line.hasFocus()


def test_a_burst_over_a_selection_brings_the_selection_back(bench: Bench) -> None:
    bench.line.setText("Lê Thị Mai")
    bench.line.selectAll()
    bench.type(bench.line, RECEIPT, 0.012)
    bench.end(bench.line)
    assert bench.line.text() == "Lê Thị Mai"


def test_a_short_field_gets_its_text_back(bench: Bench) -> None:
    bench.line.setMaxLength(5)
    bench.line.setText("123")
    bench.type(bench.line, RECEIPT, 0.012)
    bench.end(bench.line)
    assert bench.digits == [RECEIPT]
    assert bench.line.text() == "123"


def test_a_burst_through_an_input_method_is_caught_too(bench: Bench) -> None:
    bench.text.setPlainText("Ghi chú")
    bench.text.setFocus()
    bench.commit(bench.text, RECEIPT, 0.02)
    bench.end(bench.text)
    assert bench.digits == [RECEIPT]
    assert bench.text.toPlainText() == "Ghi chú"


def test_a_burst_on_a_button_is_caught_and_presses_nothing(bench: Bench) -> None:
    pressed: list[bool] = []
    bench.button.clicked.connect(lambda: pressed.append(True))
    bench.button.setFocus()
    bench.type(bench.button, RECEIPT, 0.012)
    bench.end(bench.button)
    assert bench.digits == [RECEIPT]
    assert pressed == []


def test_hands_are_left_alone(bench: Bench) -> None:
    bench.type(bench.line, RECEIPT, 0.09)
    bench.end(bench.line)
    assert bench.digits == []
    assert bench.line.text() == RECEIPT


def test_a_pause_before_the_end_is_a_hand(bench: Bench) -> None:
    bench.type(bench.line, RECEIPT, 0.012)
    bench.ticks.now += 1
    bench.end(bench.line)
    assert bench.digits == []


@pytest.mark.parametrize("text", ["12345678901", "99001261123010007x", "0912345678"])
def test_other_fast_typing_is_no_receipt(bench: Bench, text: str) -> None:
    bench.type(bench.line, text, 0.012)
    bench.end(bench.line)
    assert bench.digits == []
    assert bench.line.text() == text


def test_only_the_burst_counts_not_what_was_typed_before(bench: Bench) -> None:
    bench.type(bench.line, "09", 0.2)
    bench.ticks.now += 0.5
    bench.type(bench.line, RECEIPT, 0.012)
    bench.end(bench.line)
    assert bench.digits == [RECEIPT]
    assert bench.line.text() == "09"


def test_a_card_is_caught_only_where_one_is_wanted(bench: Bench) -> None:
    bench.commit(bench.line, CARD, 0.01)
    bench.end(bench.line)
    assert bench.cards == []
    assert bench.line.text() == CARD
    bench.line.clear()
    bench.catcher.card_wanted = lambda: True
    bench.commit(bench.line, CARD, 0.01)
    bench.end(bench.line)
    assert bench.cards == [CARD]
    assert bench.line.text() == ""


def test_a_field_may_keep_its_scans(bench: Bench) -> None:
    bench.line.setProperty("takesScans", True)
    bench.type(bench.line, RECEIPT, 0.012)
    bench.end(bench.line)
    assert bench.digits == []
    assert bench.line.text() == RECEIPT


def test_nothing_is_caught_while_locked(bench: Bench) -> None:
    bench.catcher.enabled = False
    bench.type(bench.line, RECEIPT, 0.012)
    bench.end(bench.line)
    assert bench.digits == []
