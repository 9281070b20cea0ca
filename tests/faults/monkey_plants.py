"""Faults planted into the running program: a harness that lets one of them pass says nothing."""

from __future__ import annotations

import ctypes
import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING
from unittest.mock import patch

from PySide6.QtCore import QSize, QThread, QTimer, qWarning
from PySide6.QtWidgets import QDialog, QLabel
from shiboken6 import delete
from typing_extensions import override

from counter_app.qt.kit import overriding
from counter_app.qt.kit.tiles import Tile

if TYPE_CHECKING:
    from counter_app.qt.window.app import Program

_KEPT: list[bytes] = []


def _once(program: Program, run: Callable[[], object]) -> None:
    QTimer.singleShot(100, program, run)


def _each_time(program: Program, run: Callable[[], object]) -> None:
    """At every sign-in, as often as things are counted."""
    assert program.window is not None
    program.window.gate.opened.connect(run)


def _override(_program: Program) -> None:
    gone = QLabel()
    delete(gone)

    def size(_tile: Tile) -> QSize:
        return gone.sizeHint()

    patch.object(Tile, "sizeHint", overriding.override(size)).start()


def _bare_override(_program: Program) -> None:
    """As every override was before: up to Python 3.11 the process ends."""

    def size(tile: Tile) -> QSize:
        return QSize(round(tile.accessibleName()), 1)  # type: ignore[call-overload]

    patch.object(Tile, "sizeHint", size).start()


def _slot(program: Program) -> None:
    _once(program, lambda: 1 // 0)


def _warning(program: Program) -> None:
    _once(program, lambda: qWarning("planted"))


def _log(program: Program) -> None:
    _once(program, lambda: logging.getLogger("counter_app").warning("planted"))


def _thread(program: Program) -> None:
    def leave_one() -> None:
        thread = QThread(program)
        thread.start()
        thread.quit()

    _each_time(program, leave_one)


def _object(program: Program) -> None:
    _each_time(program, lambda: [QLabel(program.window) for _one in range(40)])


def _memory(program: Program) -> None:
    _each_time(program, lambda: _KEPT.append(b"x" * 45_000_000))


class _Stubborn(QDialog):
    @override
    def reject(self) -> None:
        """Never."""


def _modal(program: Program) -> None:
    _once(program, lambda: _Stubborn(program.window).open())


def _hang(program: Program) -> None:
    _once(program, lambda: time.sleep(600))


def _crash(program: Program) -> None:
    _once(program, lambda: ctypes.string_at(0))


class _Dying:
    def __del__(self) -> None:
        raise ValueError("planted")


def _unraisable(program: Program) -> None:
    _once(program, lambda: str(_Dying()))


PLANTS: dict[str, Callable[[Program], None]] = {
    "override": _override,
    "bare override": _bare_override,
    "slot": _slot,
    "warning": _warning,
    "log": _log,
    "thread": _thread,
    "object": _object,
    "memory": _memory,
    "modal": _modal,
    "hang": _hang,
    "crash": _crash,
    "unraisable": _unraisable,
}
