"""A print spooler of Windows whose answers are set: printers as it describes them, and what waits in a queue."""

from __future__ import annotations

import ctypes
from typing import Any

from counter_app.printing.devices.windows_spooler import (
    ListedPrinter,
    PrinterInfo,
    QueuedJob,
    Spooler,
)


class Winspool:
    """winspool as far as it is asked. ``refusal``: Windows' number with which every printer is refused."""

    def __init__(self, refusal: int = 0) -> None:
        self.refusal = refusal
        self.printers: dict[str, tuple[str, int, int]] = {}
        """name → port, status, attributes."""
        self.queue: list[tuple[int, str, int]] = []
        """number, title, status."""
        self.open = 0
        self._error = 0
        self._kept: list[Any] = []

    def spooler(self) -> Spooler:
        """What the program asks."""
        return Spooler(self, lambda: self._error)

    def OpenPrinterW(self, name: str, handle: Any, _usual: None) -> int:  # noqa: N802 - Windows names
        self._error = self.refusal or (0 if name in self.printers else 1801)
        if self._error:
            return 0
        handle._obj.value = 1 + list(self.printers).index(name)
        self.open += 1
        return 1

    def ClosePrinter(self, _handle: Any) -> int:  # noqa: N802
        self.open -= 1
        return 1

    def GetPrinterW(self, handle: Any, level: int, room: Any, size: int, needed: Any) -> int:  # noqa: N802
        assert level == 2
        name = list(self.printers)[handle.value - 1]
        port, status, attributes = self.printers[name]
        info = PrinterInfo(name=name, port=port, status=status, attributes=attributes)
        return self._filled((PrinterInfo * 1)(info), room, size, needed)

    def EnumJobsW(  # noqa: N802
        self, _handle: Any, _first: int, _most: int, level: int, room: Any, size: int,
        needed: Any, count: Any,
    ) -> int:  # fmt: skip
        assert level == 1
        jobs = [
            QueuedJob(number=number, title=title, status=status)
            for number, title, status in self.queue
        ]
        count._obj.value = len(jobs)
        return self._filled((QueuedJob * len(jobs))(*jobs), room, size, needed)

    def EnumPrintersW(  # noqa: N802
        self, _which: int, _server: None, level: int, room: Any, size: int, needed: Any, count: Any
    ) -> int:
        assert level == 5
        listed = [ListedPrinter(name=name, port=it[0]) for name, it in self.printers.items()]
        count._obj.value = len(listed)
        return self._filled((ListedPrinter * len(listed))(*listed), room, size, needed)

    def _filled(self, told: Any, room: Any, size: int, needed: Any) -> int:
        needed._obj.value = ctypes.sizeof(told)
        if room is None or size < ctypes.sizeof(told):
            return int(not ctypes.sizeof(told))
        self._kept.append(told)
        ctypes.memmove(room, ctypes.byref(told), ctypes.sizeof(told))
        return 1
