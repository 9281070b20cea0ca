"""A scan is caught wherever the keyboard is, by what it says; what is no scan stays where it was typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from counter_app.domain.dossier.codes import DossierCode
from counter_app.domain.dossier.typed_keys import BACK
from counter_app.qt.window.scanner import ScanCatcher
from tests.typing_methods import Typist

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

RECEIPT = DossierCode(office="99001", day=date(2026, 11, 23), device=1, sequence=7).barcode
MISREAD = "990012611230100073"
"""Its check digit is another one."""
OTHER = DossierCode(office="99001", day=date(2026, 11, 27), device=2, sequence=46).barcode
CARD = "001099012345|123456789|Nguyễn Thị Hường|05021999|Nữ|Thôn 1, An Hòa|01012021"
PLAIN_CARD = "001099012345|123456789|KSOR H'DOOM|05021999|Nu|Ama Thot|01012021"
LAYOUT = str.maketrans("0123456789", "đăâêô\u0300\u0309\u0303\u0301\u0323")


class Ticks:
    """A clock that moves when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Bench(QWidget):
    """A line, a text, a button and choices with a catcher over them."""

    def __init__(self, catcher: ScanCatcher, ticks: Ticks) -> None:
        super().__init__()
        self.catcher, self.ticks = catcher, ticks
        self.line, self.text, self.button = QLineEdit(), QPlainTextEdit(), QPushButton("Nút")
        self.number, self.choice = QSpinBox(), QComboBox()
        self.number.setMaximum(100_000)
        self.choice.addItems(["Một", "9 hai", "Ba"])
        box = QVBoxLayout(self)
        for widget in (self.line, self.text, self.button, self.number, self.choice):
            box.addWidget(widget)
        self.digits: list[str] = []
        self.cards: list[str] = []
        self.told: list[str] = []
        self.entered: list[str] = []
        catcher.scanned.connect(self.digits.append)
        catcher.card_scanned.connect(self.cards.append)
        catcher.garbled.connect(self.told.append)
        self.line.returnPressed.connect(lambda: self.entered.append(self.line.text()))

    def type(self, widget: QWidget, text: str | Sequence[str], gap: float) -> None:
        """Event by event with ``gap`` seconds between."""
        for char in text:
            self.ticks.now += gap
            if char == BACK:
                QTest.keyClick(widget, Qt.Key.Key_Backspace)
                continue
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                key = ord(char.upper()) if char.isascii() else 0
                QApplication.sendEvent(
                    widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, char)
                )

    def commit(self, widget: QWidget, text: str, gap: float) -> None:
        """Character by character as an input method commits it."""
        for char in text:
            self.ticks.now += gap
            event = QInputMethodEvent("", [])
            event.setCommitString(char)
            QApplication.sendEvent(widget, event)

    def end(self, widget: QWidget, key: Qt.Key = Qt.Key.Key_Return, gap: float = 0.01) -> None:
        """The key a scanner ends with."""
        self.ticks.now += gap
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
@pytest.mark.parametrize("gap", [0.005, 0.012, 0.06, 0.3])
def test_a_receipt_is_taken_out_of_the_field_at_any_speed(
    bench: Bench, ending: Qt.Key, gap: float
) -> None:
    bench.line.setText("Nguyễn Văn ")
    bench.type(bench.line, RECEIPT, gap)
    bench.end(bench.line, ending, 1.0)
    assert bench.digits == [RECEIPT]
    assert bench.line.text() == "Nguyễn Văn "
    assert bench.line.hasFocus()
    assert bench.entered == []


def test_a_stall_inside_a_scan_loses_nothing(bench: Bench) -> None:
    for at in range(1, 18):
        bench.type(bench.line, RECEIPT[:at], 0.01)
        bench.ticks.now += 0.2
        bench.type(bench.line, RECEIPT[at:], 0.01)
        bench.end(bench.line)
    assert bench.digits == [RECEIPT] * 17
    assert bench.line.text() == ""


def test_keys_are_timed_by_their_own_stamps(bench: Bench) -> None:
    """The window may hear of them late, all at once: with own letters before the digits, stamps tell the burst."""
    own = ScanCatcher()
    own.scanned.connect(bench.digits.append)
    bench.catcher.remove()
    own.install()
    stamp = 5_000
    for text, gap in (("Lan", 400), ("QR" + RECEIPT, 9)):
        for char in text:
            stamp += gap
            event = QKeyEvent(QEvent.Type.KeyPress, ord(char), Qt.KeyboardModifier.NoModifier, char)
            event.setTimestamp(stamp)
            QApplication.sendEvent(bench.line, event)
        stamp += 400
    QTest.keyClick(bench.line, Qt.Key.Key_Return)
    own.remove()
    assert bench.digits == [RECEIPT]
    assert bench.line.text() == "Lan"


@pytest.mark.parametrize("prefix", ["", "]C0", "]C1", "]Q1", "*", "QR", "\x1d"])
@pytest.mark.parametrize("suffix", ["", "*", ";", "#", "XYZ"])
def test_what_a_scanner_sends_around_is_dropped(bench: Bench, prefix: str, suffix: str) -> None:
    bench.line.setText("Lan")
    bench.type(bench.line, prefix + RECEIPT + suffix, 0.01)
    bench.end(bench.line)
    assert bench.digits == [RECEIPT]
    assert bench.line.text() == "Lan"


@pytest.mark.parametrize("between", ["", "]C1", ";"])
def test_two_scans_without_return(bench: Bench, between: str) -> None:
    bench.type(bench.line, RECEIPT + between + RECEIPT, 0.01)
    bench.end(bench.line)
    assert bench.digits == [RECEIPT]
    bench.type(bench.line, RECEIPT + between + OTHER, 0.01)
    bench.end(bench.line)
    assert bench.digits == [RECEIPT, RECEIPT, OTHER]
    assert bench.line.text() == ""


@pytest.mark.parametrize("capitals", [False, True])
def test_digits_typed_through_the_vietnamese_layout(bench: Bench, capitals: bool) -> None:
    bench.text.setPlainText("Ghi chú")
    bench.text.setFocus()
    typed = RECEIPT.translate(LAYOUT)
    bench.type(bench.text, typed.upper() if capitals else typed, 0.01)
    bench.end(bench.text)
    assert bench.digits == [RECEIPT]
    assert bench.text.toPlainText() == "Ghi chú"


NAMES = (
    "Lan",
    "Hung",
    "Mai",
    "Tua6n",
    "Hoa",
    "Du7o7ng",
    "Hu7o72ng",
    "Tha3o",
    "Vie65t",
    "D9u71c",
    "Vo4",
    "",
    "An ",
)
OFFICES = ("26734", "00004", "99001", "01234", "31105", "11111", "33445", "22190", "05555")


@pytest.mark.parametrize("empty", [False, True])
@pytest.mark.parametrize("office", OFFICES)
def test_a_receipt_through_vni_typing_behind_any_name(
    bench: Bench, office: str, empty: bool
) -> None:
    code = DossierCode(office=office, day=date(2026, 11, 28), device=1, sequence=7).barcode
    for name in NAMES:
        typist = Typist("vni", empty=empty)
        bench.line.clear()
        bench.type(bench.line, typist.type(name), 0.15)
        before = bench.line.text()
        bench.ticks.now += 2
        bench.type(bench.line, typist.type(code), 0.012)
        bench.end(bench.line)
        assert bench.digits.pop() == code, name
        assert bench.line.text() == before
    assert bench.digits == bench.entered == bench.told == []


@pytest.mark.parametrize("name", ["Nguyeexn", "lan", "Ddaast", "Tuan "])
def test_a_receipt_through_telex_typing(bench: Bench, name: str) -> None:
    typist = Typist("telex")
    bench.type(bench.line, typist.type(name), 0.15)
    before = bench.line.text()
    bench.ticks.now += 1
    bench.type(bench.line, typist.type("]C1" + RECEIPT), 0.012)
    bench.end(bench.line)
    assert bench.digits == [RECEIPT]
    assert bench.line.text() == before


def test_a_field_for_scans_gets_back_what_vni_swallowed(bench: Bench) -> None:
    code = DossierCode(office="26734", day=date(2026, 11, 28), device=1, sequence=7).barcode
    bench.line.setProperty("takesScans", True)
    typist = Typist("vni")
    bench.type(bench.line, typist.type("Lan"), 0.15)
    bench.type(bench.line, typist.type(code), 0.012)
    bench.end(bench.line)
    assert bench.digits == []
    assert bench.entered == [code]


@pytest.mark.parametrize("prefix", ["", "]C1", "]C0", "*"])
@pytest.mark.parametrize("suffix", ["", ";", "*", MISREAD, "]C1" + MISREAD])
def test_a_misread_receipt_is_handed_on_to_be_judged(
    bench: Bench, prefix: str, suffix: str
) -> None:
    bench.line.setText("Lan")
    bench.type(bench.line, prefix + MISREAD + suffix, 0.012)
    bench.end(bench.line)
    assert bench.digits == [MISREAD]
    assert bench.line.text() == "Lan"
    assert bench.entered == []


def test_a_stall_inside_a_misread_receipt(bench: Bench) -> None:
    bench.type(bench.line, "09", 0.2)
    bench.ticks.now += 0.5
    bench.type(bench.line, MISREAD[:7], 0.012)
    bench.ticks.now += 0.2
    bench.type(bench.line, MISREAD[7:], 0.012)
    bench.end(bench.line)
    assert bench.digits == [MISREAD]
    assert bench.line.text() == "09"


def test_a_bracket_that_telex_made_a_letter(bench: Bench) -> None:
    bench.line.setText("Lan ")
    bench.type(bench.line, "ưC1" + RECEIPT, 0.012)
    bench.end(bench.line)
    assert bench.digits == [RECEIPT]
    assert bench.line.text() == "Lan "


@pytest.mark.parametrize(("gap", "pause"), [(0.09, 0.01), (0.012, 1.0)])
def test_a_wrong_number_at_the_speed_of_hands_stays(bench: Bench, gap: float, pause: float) -> None:
    bench.type(bench.line, MISREAD, gap)
    bench.end(bench.line, gap=pause)
    assert bench.digits == []
    assert bench.line.text() == MISREAD


def test_a_misread_receipt_behind_a_name_with_vni_typing_is_told(bench: Bench) -> None:
    typist = Typist("vni")
    bench.type(bench.line, typist.type("Lan"), 0.15)
    bench.ticks.now += 1
    bench.type(bench.line, typist.type("267342611280100079"), 0.012)
    bench.end(bench.line)
    assert bench.digits == bench.entered == []
    assert bench.line.text() == "Lan"
    assert "Unikey" in bench.told[0]


def test_a_receipt_over_a_selection_brings_the_selection_back(bench: Bench) -> None:
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


def test_a_number_and_a_choice_get_their_value_back(bench: Bench) -> None:
    bench.number.setValue(42)
    bench.number.setFocus()
    bench.type(bench.number, RECEIPT, 0.012)
    bench.end(bench.number)
    chosen: list[int] = []
    bench.choice.activated.connect(chosen.append)
    bench.choice.setFocus()
    bench.type(bench.choice, RECEIPT, 0.012)
    bench.end(bench.choice)
    assert bench.digits == [RECEIPT, RECEIPT]
    assert chosen[-1] == 0, "what heard of the other choice hears of this one"
    assert (bench.number.value(), bench.choice.currentIndex()) == (42, 0)


def test_a_blank_in_a_scanned_card_opens_no_list(bench: Bench) -> None:
    bench.catcher.card_wanted = lambda: True
    bench.choice.setFocus()
    bench.type(bench.choice, CARD, 0.012)
    assert not bench.choice.view().isVisible()
    bench.end(bench.choice)
    assert bench.cards == [CARD]
    assert bench.choice.currentIndex() == 0
    bench.type(bench.choice, " ", 1.0)
    assert bench.choice.view().isVisible(), "hands still open it"
    bench.choice.hidePopup()


def test_a_receipt_through_an_input_method_is_caught_too(bench: Bench) -> None:
    bench.text.setPlainText("Ghi chú")
    bench.text.setFocus()
    bench.commit(bench.text, RECEIPT, 0.02)
    bench.end(bench.text)
    assert bench.digits == [RECEIPT]
    assert bench.text.toPlainText() == "Ghi chú"


def test_a_receipt_on_a_button_is_caught_and_presses_nothing(bench: Bench) -> None:
    pressed: list[bool] = []
    bench.button.clicked.connect(lambda: pressed.append(True))
    bench.button.setFocus()
    bench.type(bench.button, RECEIPT, 0.012)
    bench.end(bench.button)
    assert bench.digits == [RECEIPT]
    assert pressed == []


@pytest.mark.parametrize(
    "text", ["12345678901", "99001261123010007x", "0912345678", "H55.242.01-261127-000079"]
)
@pytest.mark.parametrize("gap", [0.012, 0.09])
def test_what_says_nothing_of_a_receipt_stays(bench: Bench, text: str, gap: float) -> None:
    bench.type(bench.line, text, gap)
    bench.end(bench.line)
    assert bench.digits == bench.told == []
    assert bench.line.text() == text
    assert bench.entered == [text]


def test_only_the_receipt_goes_not_what_was_typed_before(bench: Bench) -> None:
    bench.type(bench.line, "0912", 0.2)
    bench.ticks.now += 0.5
    bench.type(bench.line, RECEIPT, 0.012)
    bench.end(bench.line)
    assert bench.digits == [RECEIPT]
    assert bench.line.text() == "0912"


def test_a_cursor_that_went_elsewhere_begins_anew(bench: Bench) -> None:
    bench.type(bench.line, RECEIPT[:9], 0.012)
    QTest.keyClick(bench.line, Qt.Key.Key_Home)
    bench.type(bench.line, RECEIPT[9:], 0.012)
    bench.end(bench.line)
    assert bench.digits == []


def test_a_card_is_caught_only_where_one_is_wanted(bench: Bench) -> None:
    bench.commit(bench.line, CARD, 0.01)
    bench.end(bench.line)
    assert bench.cards == []
    assert bench.line.text() == CARD
    bench.line.clear()
    bench.catcher.card_wanted = lambda: True
    for gap in (0.01, 0.08):
        bench.type(bench.line, "Lan", 0.2)
        bench.ticks.now += 1
        bench.commit(bench.line, CARD, gap)
        bench.end(bench.line)
        assert bench.cards.pop() == CARD
        assert bench.line.text() == "Lan"
        bench.line.clear()


@pytest.mark.parametrize("method", ["telex", "vni"])
@pytest.mark.parametrize("empty", [False, True])
@pytest.mark.parametrize("takes", [False, True])
def test_a_card_through_a_typing_method_is_the_card(
    bench: Bench, method: str, empty: bool, takes: bool
) -> None:
    bench.catcher.card_wanted = lambda: True
    bench.line.setProperty("takesScans", takes)
    typist = Typist(method, empty=empty)
    bench.type(bench.line, typist.type(PLAIN_CARD), 0.012)
    bench.end(bench.line)
    caught = bench.entered if takes else bench.cards
    assert [unicodedata.normalize("NFC", text).upper() for text in caught] == [PLAIN_CARD.upper()]


def test_a_card_that_lost_its_beginning_to_vni_typing_gets_it_back(bench: Bench) -> None:
    bench.catcher.card_wanted = lambda: True
    typist = Typist("vni")
    bench.type(bench.line, typist.type("Lan"), 0.15)
    bench.ticks.now += 1
    bench.type(bench.line, typist.type("2" + PLAIN_CARD[1:]), 0.012)
    bench.end(bench.line)
    assert bench.cards == ["2" + PLAIN_CARD[1:]]
    assert bench.line.text() == "Lan"


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
