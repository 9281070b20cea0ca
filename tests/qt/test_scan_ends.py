"""How a scan ends, what stands before it, and what only looks like one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from tests.qt.test_scanner import CARD, RECEIPT, Bench, bench

__all__ = ["bench"]


@pytest.mark.parametrize("gap", [0.005, 0.15])
def test_a_code_typed_with_its_dashes_is_no_receipt_of_another_office(
    bench: Bench, gap: float
) -> None:
    """A dash is the key of a 6 on a French keyboard; with its check digit one code of ten was taken away so."""
    for code in ("T99001-261101-010005", "T99001-261101-010018", "t99001-261123-010007"):
        bench.line.setText("Xem hồ sơ ")
        bench.type(bench.line, code, gap)
        bench.end(bench.line)
        assert bench.line.text() == f"Xem hồ sơ {code}"
    assert bench.digits == bench.told == []


@pytest.mark.parametrize(
    "ending", [(Qt.Key.Key_M, "\r"), (Qt.Key.Key_J, "\n"), (Qt.Key.Key_I, "\t")]
)
def test_a_scanner_may_end_with_a_control_character(
    bench: Bench, ending: tuple[Qt.Key, str]
) -> None:
    bench.type(bench.line, RECEIPT, 0.01)
    QApplication.sendEvent(
        bench.line,
        QKeyEvent(QEvent.Type.KeyPress, ending[0], Qt.KeyboardModifier.ControlModifier, ending[1]),
    )
    assert bench.digits == [RECEIPT]
    assert bench.line.text() == ""


def test_a_second_return_of_one_scan_acts_nowhere_and_a_later_one_does(bench: Bench) -> None:
    """Scanners set to CR and LF press Return twice."""
    bench.type(bench.line, RECEIPT, 0.01)
    bench.end(bench.line)
    bench.end(bench.line, Qt.Key.Key_Enter)
    assert (bench.digits, bench.entered) == ([RECEIPT], [])
    bench.end(bench.line, gap=0.3)
    assert bench.entered == [""]


def test_signs_written_by_alt_and_figures_make_one_scan(bench: Bench) -> None:
    alt = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.KeypadModifier
    for char in RECEIPT:
        for figure in f"{ord(char):03}":
            key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key(ord(figure)), alt, "")
            QApplication.sendEvent(bench.line, key)
        bench.type(bench.line, char, 0.01)
    bench.end(bench.line)
    assert bench.digits == [RECEIPT]


def test_what_a_scanner_sends_before_a_card_goes_with_it(bench: Bench) -> None:
    bench.catcher.card_wanted = lambda: True
    bench.line.setText("Lan ")
    bench.ticks.now += 1
    bench.type(bench.line, "]Q3\\000026" + CARD, 0.01)
    bench.end(bench.line)
    assert (bench.cards, bench.line.text()) == ([CARD], "Lan ")
