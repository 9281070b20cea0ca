"""The check that somebody sits at the other end of a stream. Windows says "terminal" of its empty device too."""

from __future__ import annotations

import sys
from typing import IO

if sys.platform == "win32":
    import ctypes
    import msvcrt
    from ctypes import wintypes

    def is_terminal(stream: IO[str] | None) -> bool:
        """True if a person types or reads there."""
        if stream is None or not stream.isatty():
            return False
        handle = wintypes.HANDLE(msvcrt.get_osfhandle(stream.fileno()))
        return bool(ctypes.windll.kernel32.GetConsoleMode(handle, ctypes.byref(wintypes.DWORD())))

else:

    def is_terminal(stream: IO[str] | None) -> bool:
        """True if a person types or reads there."""
        return stream is not None and stream.isatty()
