"""What must not happen while somebody works: errors, warnings, log lines, and things that only ever grow."""

from __future__ import annotations

import ctypes
import faulthandler
import gc
import logging
import math
import os
import sys
import threading
import time
import traceback
import warnings
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from PySide6.QtCore import QObject, QThread, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid
from typing_extensions import override

if TYPE_CHECKING:
    from types import TracebackType

HARMLESS = ("This plugin does not support",)
"""The offscreen screen, about window sizes."""
MOST_FAULTS = 40


class Watch(logging.Handler):
    """Collects every fault with the acts that led to it."""

    def __init__(self, patience: float) -> None:
        super().__init__(logging.WARNING)
        self.faults: list[str] = []
        self.trail: list[str] = []
        self._told: set[tuple[str, str]] = set()
        self._patience = patience
        self._stacks: TextIO | None = None
        self._begun = 0.0

    def begin(self) -> None:
        """Listen before the program starts."""
        logging.getLogger().addHandler(self)
        qInstallMessageHandler(self._on_message)
        warnings.simplefilter("default")
        warnings.showwarning = self._on_warning  # type: ignore[assignment]

    def follow(self, stacks: TextIO) -> None:
        """Listen beside the program's own hooks, once it has set them."""
        own, own_thread = sys.excepthook, threading.excepthook
        self._stacks = stacks
        faulthandler.enable(stacks)

        def on_error(
            kind: type[BaseException], error: BaseException, trace: TracebackType | None
        ) -> None:
            self.report("error", "".join(traceback.format_exception(kind, error, trace)))
            own(kind, error, trace)

        def on_thread_error(caught: threading.ExceptHookArgs) -> None:
            self.report("error in a thread", repr(caught.exc_value))
            own_thread(caught)

        sys.excepthook, threading.excepthook = on_error, on_thread_error
        own_unraisable = sys.unraisablehook

        def on_unraisable(caught: sys.UnraisableHookArgs) -> None:
            self.report("unraisable", f"{caught.exc_value!r} in {caught.object!r}")
            own_unraisable(caught)

        sys.unraisablehook = on_unraisable

    def begin_act(self, text: str) -> None:
        """An act begins; it has so many seconds to end before all stacks are written and the process goes."""
        self.trail.append(text)
        del self.trail[:-60]
        self._begun = time.monotonic()
        if self._stacks is not None:
            self._stacks.seek(0)
            self._stacks.truncate()
            self._stacks.write("after " + " → ".join(self.trail[-12:]) + "\n")
            self._stacks.flush()
            faulthandler.dump_traceback_later(self._patience, exit=True, file=self._stacks)

    def tell_windows(self) -> None:
        """An act that lasts: write beside the stacks to come what is open, for a loop of Qt's own shows no Python."""
        if self._stacks is None or time.monotonic() < self._begun + self._patience / 2:
            return
        self._begun = math.inf
        front = QApplication.activeModalWidget(), QApplication.activePopupWidget()
        shown = [
            f"{type(item).__name__} {item.windowTitle()!r} of {type(item.parent()).__name__}"
            for item in QApplication.topLevelWidgets()
            if item.isVisible()
        ]
        self._stacks.write(f"open: {shown}; in front: {front}\n")
        self._stacks.flush()

    def report(self, kind: str, text: str) -> None:
        """Write a fault down, the first time."""
        if (kind, text) not in self._told and len(self.faults) < MOST_FAULTS:
            self._told.add((kind, text))
            acts = " → ".join(self.trail[-12:])
            self.faults.append(f"{kind}: {text.strip()}\n  after {acts}")

    @override
    def emit(self, record: logging.LogRecord) -> None:
        """A log line that nobody would read."""
        self.report("log", record.getMessage())

    def _on_message(self, kind: QtMsgType, _context: object, text: str) -> None:
        if kind not in {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg} and not text.startswith(
            HARMLESS
        ):
            self.report("Qt", text)

    def _on_warning(self, message: object, *where: object) -> None:
        self.report("Python warning", f"{message} {where[1:3]}")


def resident() -> int:
    """Kilobytes of memory the system has given; 0 where it does not say."""
    if sys.platform != "win32":
        with suppress(OSError):
            pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
            return pages * os.sysconf("SC_PAGE_SIZE") // 1024
    return 0


def in_use() -> int:
    """Kilobytes that somebody still needs: what the allocator only keeps for the next one is given back first."""
    gc.collect()
    QPixmapCache.clear()
    if sys.platform != "win32":
        with suppress(AttributeError):  # only glibc has it
            ctypes.CDLL(None).malloc_trim(0)
    return resident()


def living() -> Counter[str]:
    """Qt's objects by class: those of the program and its windows, and those Python alone still holds."""
    gc.collect()
    app = QApplication.instance()
    assert app is not None
    roots = [app, *QApplication.topLevelWidgets()]
    found: dict[int, QObject] = {id(item): item for item in roots}
    for root in roots:
        found |= {id(item): item for item in root.findChildren(QObject)}
    found |= {
        id(item): item for item in gc.get_objects() if isinstance(item, QObject) and isValid(item)
    }
    return Counter(type(item).__name__ for item in found.values())


def threads() -> int:
    """Qt's threads that anybody still holds."""
    gc.collect()
    return sum(isinstance(item, QThread) and isValid(item) for item in gc.get_objects())
