"""A real print server with a printer behind it that can be switched off; on Windows a folder that takes the papers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from counter_app.qt.kit.printer_picker import FOLDER, PrinterPicker
from tests.printing.devices.listener import Listener

if TYPE_CHECKING:
    from tests.scenarios.hands import Counter

QUEUE = "may-in-quay"
PRINTERS = ("folder",) if os.name == "nt" else ("cups",)


class PaperTray(Protocol):
    """Where printed papers come out."""

    wish: str
    """The printer as preferences keep it when it was chosen by hand."""

    def choose(self, counter: Counter, picker: PrinterPicker) -> None:
        """Choose this printer with the keyboard."""

    def papers(self, count: int) -> list[bytes]:
        """The papers, oldest first, once there are ``count`` of them."""


class CupsTray:
    """A queue of a private CUPS server, and the socket that is its printer.

    The server is the computer's own as far as the program can see: CUPS's own variable names it.
    """

    wish = f"lp:{QUEUE}"

    def __init__(self, listener: Listener) -> None:
        self._listener = listener

    def choose(self, counter: Counter, picker: PrinterPicker) -> None:
        """It stands in the list of printers."""
        counter.pick(picker.choice, self.wish)

    def papers(self, count: int) -> list[bytes]:
        """What came over the socket."""
        jobs = self._listener.wait_for(count)
        assert len(jobs) == count
        return jobs


class FolderTray:
    """PDF files in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.wish = f"file:{folder}"

    def choose(self, counter: Counter, picker: PrinterPicker) -> None:
        """The last choice of all, with its folder written beside it."""
        counter.pick(picker.choice, FOLDER)
        counter.fill(picker.place, str(self._folder))

    def papers(self, count: int) -> list[bytes]:
        """The files."""
        files = sorted(self._folder.glob("*.pdf"), key=lambda path: path.stat().st_mtime_ns)
        assert len(files) == count
        return [path.read_bytes() for path in files]


@contextmanager
def make_tray(kind: str, folder: Path) -> Iterator[PaperTray]:
    """A printer of one kind; ``folder`` is where it may keep what it needs."""
    if kind == "folder":
        yield FolderTray(folder)
        return
    from tests.printing.devices.cups import CupsServer

    with CupsServer(folder) as server, Listener() as listener:
        server.add_queue(QUEUE, listener.port)
        with own_server(server.address):
            yield CupsTray(listener)


@contextmanager
def own_server(address: str) -> Iterator[None]:
    """Let every CUPS client started here ask this server."""
    before = os.environ.get("CUPS_SERVER")
    os.environ["CUPS_SERVER"] = address
    try:
        yield
    finally:
        if before is None:
            del os.environ["CUPS_SERVER"]
        else:
            os.environ["CUPS_SERVER"] = before
