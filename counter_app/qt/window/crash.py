"""Errors nobody caught: a bug is written down without anybody's data and said once; a failing disk says what it is."""

from __future__ import annotations

import faulthandler
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from counter_app.errors import RuleError, StoreError
from counter_app.system import files

if TYPE_CHECKING:
    import logging

    Hooks = tuple[
        Callable[[type[BaseException], BaseException, TracebackType | None], object],
        Callable[[threading.ExceptHookArgs], object],
        Callable[[sys.UnraisableHookArgs], object],
    ]
    """Python's hooks for an error that nobody catches: in this thread, in others, and where nobody could."""

LOG_NAME = "chuong-trinh.log"
FAULT_NAME = "su-co.log"
LOG_BYTES = 512_000
"""A longer log is put aside at the next start, where it replaces the one before it."""


class CrashLog:
    """Writes bugs to a file in the data folder and tells ``report`` a short name of each.

    Only file names, line numbers and the kind of error are written: messages may carry citizens' data. ``trouble`` is
    told the sentence of a disk that failed where nobody had asked for anything, a timer's turn, a page shown anew, and
    of an account that was set aside a moment ago while something was still to be shown.
    """

    def __init__(
        self,
        data_dir: Path,
        report: Callable[[str], None],
        trouble: Callable[[str], None],
    ) -> None:
        self._report = report
        self._trouble = trouble
        self._hooks: Hooks | None = None
        self._path = data_dir / LOG_NAME
        self._handler: logging.Handler | None = None
        self._fault_path = data_dir / FAULT_NAME
        self._fault_file: TextIO | None = None

    def install(self) -> None:
        """Catch what nobody else does, in this thread and in others, and while objects go."""
        _put_aside(self._path)
        self._hooks = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        sys.unraisablehook = self._on_unraisable
        try:
            self._fault_file = self._fault_path.open("a", encoding="utf-8")
            faulthandler.enable(self._fault_file)
        except OSError:
            self._fault_file = None

    def remove(self) -> None:
        """Give the hooks back."""
        if self._hooks is not None:
            sys.excepthook, threading.excepthook, sys.unraisablehook = self._hooks
            self._hooks = None
        if self._handler is not None:
            self._log().removeHandler(self._handler)
            self._handler.close()
            self._handler = None
        if self._fault_file is not None:
            faulthandler.disable()
            self._fault_file.close()
            self._fault_file = None

    def _log(self) -> logging.Logger:
        """The program's log, written to the file from the first bug on; logging is loaded only then."""
        import logging

        log = logging.getLogger("counter_app")
        if self._handler is None:
            self._handler = self._opened()
            log.addHandler(self._handler)
        return log

    def _opened(self) -> logging.Handler:
        """The log file; a folder that cannot be written to has none, and the bug is still told on the screen."""
        import logging

        try:
            handler: logging.Handler = logging.FileHandler(self._path, encoding="utf-8")
        except OSError:
            handler = logging.NullHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        return handler

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        left = isinstance(error, RuleError) and error.rule == "left"
        if isinstance(error, StoreError) or left:
            self._trouble(str(error))
            return
        name = f"{kind.__name__} {_place(trace)}"
        self._log().critical("%s\n%s", name, redacted(trace))
        self._report(name)

    def _on_thread_exception(self, caught: threading.ExceptHookArgs) -> None:
        self._log().critical(
            "%s in a thread\n%s", caught.exc_type.__name__, redacted(caught.exc_traceback)
        )

    def _on_unraisable(self, caught: sys.UnraisableHookArgs) -> None:
        """Nobody waits for an answer, so nobody is disturbed: it is written down."""
        self._log().critical(
            "%s where nobody could catch it\n%s",
            caught.exc_type.__name__,
            redacted(caught.exc_traceback),
        )


def _put_aside(path: Path) -> None:
    try:
        if path.stat().st_size > LOG_BYTES:
            files.move(path, path.with_suffix(".cu.log"))
    except OSError:
        return  # no log yet, or a folder that cannot be written to


def redacted(trace: TracebackType | None) -> str:
    """Files, lines and functions of a traceback, without source text, messages or values."""
    return "\n".join(
        f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trace)
    )


def _place(trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
