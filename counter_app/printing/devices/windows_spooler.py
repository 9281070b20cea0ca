"""The print spooler of Windows about a printer and the jobs that wait for it, asked of winspool directly.

Drivers of Windows only take paper's picture: a printer that is off, paused or out of paper takes it too. The library
comes in as an argument so that its answers can be set.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from ctypes import wintypes
from enum import StrEnum
from typing import Any

from counter_app.values import dataclass

_Text, _Number, _Pointer = wintypes.LPWSTR, ctypes.c_uint32, ctypes.c_void_p
_Room, _Told = ctypes.c_void_p, ctypes.POINTER(ctypes.c_uint32)
PROTOTYPES: dict[str, tuple[Any, ...]] = {
    "OpenPrinterW": (_Text, ctypes.POINTER(wintypes.HANDLE), _Pointer),
    "GetPrinterW": (wintypes.HANDLE, _Number, _Room, _Number, _Told),
    "EnumJobsW": (wintypes.HANDLE, _Number, _Number, _Number, _Room, _Number, _Told, _Told),
    "EnumPrintersW": (_Number, _Text, _Number, _Room, _Number, _Told, _Told),
    "ClosePrinter": (wintypes.HANDLE,),
}
"""The arguments of each call, as Microsoft declares it; each answers with a mark if it was done."""
_LOCAL_AND_CONNECTED = 2 | 4
_MOST_JOBS = 1_000
_SERVICE_OFF = frozenset({1062, 1721, 1722, 1726, 1753})
_NO_SUCH_PRINTER = 1801
_SET_OFFLINE = 0x400
_ASKING_PORTS = ("PORTPROMPT:", "FILE:", "XPSPORT:", "NUL:", "SHRFAX:", "MICROSOFT.OFFICE.ONENOTE")


class Standing(StrEnum):
    """The standing of a printer by the spooler's word; ``ASKS``: it makes no paper but asks for a file's name."""

    READY = "ready"
    SERVICE_OFF = "service_off"
    UNKNOWN = "unknown"
    ASKS = "asks"
    PAUSED = "paused"
    OFFLINE = "offline"
    STUCK = "stuck"


_OF_PRINTERS = (
    (0x1, Standing.PAUSED),
    (0x80 | 0x1000, Standing.OFFLINE),  # off; not available
    (0x2 | 0x8 | 0x10 | 0x40000 | 0x100000 | 0x400000, Standing.STUCK),
)
"""PRINTER_STATUS_…: error, jam, no paper, no toner, somebody is needed, a door is open."""
_WAITS = 0x1 | 0x2 | 0x20 | 0x40 | 0x200 | 0x400
"""JOB_STATUS_…: paused, error, the printer is off, no paper, blocked by another job, somebody is needed."""
_OVER = 0x4 | 0x80 | 0x100 | 0x1000
"""Being deleted, printed, deleted, complete: what a queue keeps after its end."""


class PrinterInfo(ctypes.Structure):
    """PRINTER_INFO_2W."""

    _fields_ = (
        *((name, _Text) for name in ("server", "name", "share", "port", "driver", "comment", "location")),
        ("device", _Pointer),
        *((name, _Text) for name in ("separator", "processor", "datatype", "parameters")),
        ("security", _Pointer),
        *((name, _Number) for name in ("attributes", "priority", "usual", "start", "until")),
        *((name, _Number) for name in ("status", "jobs", "speed")),
    )  # fmt: skip


class ListedPrinter(ctypes.Structure):
    """PRINTER_INFO_5W."""

    _fields_ = (
        ("name", _Text),
        ("port", _Text),
        *((name, _Number) for name in ("attributes", "unselected", "retry")),
    )


class QueuedJob(ctypes.Structure):
    """JOB_INFO_1W."""

    _fields_ = (
        ("number", _Number),
        *((name, _Text) for name in ("printer", "machine", "user", "title", "datatype", "words")),
        *((name, _Number) for name in ("status", "priority", "place", "pages", "printed")),
        ("submitted", wintypes.WORD * 8),
    )


@dataclass(frozen=True, slots=True)
class Spooler:
    """The spooler behind winspool; ``last_error`` is Windows' number of what was refused last."""

    library: Any
    last_error: Callable[[], int]

    def standing(self, name: str) -> Standing:
        """The standing of a printer; READY also where the spooler does not tell."""
        with self._opened(name) as handle:
            if handle is None:
                number = self.last_error()
                off = Standing.SERVICE_OFF if number in _SERVICE_OFF else Standing.READY
                return Standing.UNKNOWN if number == _NO_SUCH_PRINTER else off
            room = _answer(
                lambda into, size, needed: self.library.GetPrinterW(handle, 2, into, size, needed)
            )
            return Standing.READY if room is None else _judged(PrinterInfo.from_buffer(room))

    def waiting(self, name: str) -> Mapping[int, str]:
        """The jobs in a printer's queue that are not printed yet: their numbers and titles."""
        return {job.number: job.title or "" for job in self._jobs(name) if not job.status & _OVER}

    def held(self, name: str) -> frozenset[int]:
        """Those of them that nothing comes of until somebody does something."""
        return frozenset(
            job.number for job in self._jobs(name) if job.status & _WAITS and not job.status & _OVER
        )

    def asking(self) -> frozenset[str]:
        """Names of the printers that make no paper but ask for a file's name, or send it elsewhere."""
        count = ctypes.c_uint32()
        room = _answer(
            lambda into, size, needed: self.library.EnumPrintersW(
                _LOCAL_AND_CONNECTED, None, 5, into, size, needed, ctypes.byref(count)
            )
        )
        found = () if room is None else (ListedPrinter * count.value).from_buffer(room)
        return frozenset(known.name for known in found if known.name and _asks(known.port))

    def _jobs(self, name: str) -> list[QueuedJob]:
        count = ctypes.c_uint32()
        with self._opened(name) as handle:
            if handle is None:
                return []
            room = _answer(
                lambda into, size, needed: self.library.EnumJobsW(
                    handle, 0, _MOST_JOBS, 1, into, size, needed, ctypes.byref(count)
                )
            )
        return [] if room is None else list((QueuedJob * count.value).from_buffer(room))

    @contextmanager
    def _opened(self, name: str) -> Iterator[wintypes.HANDLE | None]:
        handle = wintypes.HANDLE()
        if not self.library.OpenPrinterW(name, ctypes.byref(handle), None):
            yield None
            return
        try:
            yield handle
        finally:
            self.library.ClosePrinter(handle)


def _answer(call: Callable[[Any, int, Any], int]) -> ctypes.Array[ctypes.c_char] | None:
    """The answer of a call that is asked twice: how much room it needs, and then into it. None: nothing to tell."""
    needed = ctypes.c_uint32()
    call(None, 0, ctypes.byref(needed))
    if not needed.value:
        return None
    room = ctypes.create_string_buffer(needed.value)
    return room if call(room, needed.value, ctypes.byref(needed)) else None


def _judged(printer: PrinterInfo) -> Standing:
    if _asks(printer.port):
        return Standing.ASKS
    told = (standing for bits, standing in _OF_PRINTERS if printer.status & bits)
    offline = Standing.OFFLINE if printer.attributes & _SET_OFFLINE else Standing.READY
    return next(told, offline)


def _asks(port: str | None) -> bool:
    return (port or "").upper().startswith(_ASKING_PORTS)


if sys.platform == "win32":

    def this_spooler() -> Spooler | None:
        """The spooler of this computer; None where there is none of Windows' kind."""
        library = ctypes.WinDLL("winspool.drv", use_last_error=True)
        for name, taken in PROTOTYPES.items():
            call = getattr(library, name)
            call.restype, call.argtypes = wintypes.BOOL, taken
        return Spooler(library, ctypes.get_last_error)

else:

    def this_spooler() -> Spooler | None:
        """The spooler of this computer; None where there is none of Windows' kind."""
        return None
