"""Waiting for what happens, never for time: the limit only ends a test that would wait for ever.

How long a thing takes is the bench's matter. A limit that a busy machine can reach fails tests by chance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

LIMIT_MS = 60_000
TURNS = 30
"""Rounds of the event loop in which layouts ask and answer each other; no clock is looked at."""


class PatientBot(QtBot):
    """The hands of pytest-qt, whose every wait has the same long limit."""

    @override
    def waitUntil(self, callback: Any, *, timeout: int = LIMIT_MS) -> None:
        super().waitUntil(callback, timeout=max(timeout, LIMIT_MS))

    @override
    def waitSignal(self, signal: Any, *, timeout: int = LIMIT_MS, **named: Any) -> Any:
        return super().waitSignal(signal, timeout=max(timeout, LIMIT_MS), **named)

    @override
    def waitActive(self, widget: Any, *, timeout: int = LIMIT_MS) -> Any:
        return super().waitActive(widget, timeout=max(timeout, LIMIT_MS))

    @override
    def waitExposed(self, widget: Any, *, timeout: int = LIMIT_MS) -> Any:
        return super().waitExposed(widget, timeout=max(timeout, LIMIT_MS))


def settle() -> None:
    """Let everything that was posted happen: layouts made, words wrapped, heights followed."""
    for _turn in range(TURNS):
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()


def come_to_front(window: QWidget) -> None:
    """Make a window the one that keys go to."""
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window, LIMIT_MS), "the window never came to the front"
