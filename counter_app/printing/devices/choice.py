"""Printers by the text that settings keep: ``lp:QUEUE``, ``escpos:HOST:PORT``, ``file:FOLDER``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.errors import DeviceError
from counter_app.i18n import _
from counter_app.printing.devices.escpos_printer import EscPosPrinter
from counter_app.printing.devices.file_printer import FilePrinter
from counter_app.printing.devices.lp_printer import LpPrinter
from counter_app.settings import Preferences, bounds
from counter_app.system.places import as_meant

if TYPE_CHECKING:
    from counter_app.printing.devices.printer import Printer

ESCPOS_PORT = 9100


def open_printer(spec: str) -> Printer:
    """The printer ``spec`` names; ``lp:QUEUE@HOST:PORT`` asks another print server.

    Errors: DeviceError when the text names none of the kinds known here.
    """
    kind, _colon, rest = spec.partition(":")
    if bounds(Preferences)["printer"].fault(spec):
        kind = ""
    if kind == "file" and rest:
        return FilePrinter(Path(as_meant(rest)))
    if kind == "lp" and rest:
        queue, _at, server = rest.partition("@")
        return LpPrinter(queue, server)
    if kind == "escpos" and rest:
        host, _colon, port = rest.partition(":")
        if host and (port.isdecimal() or not port):
            return EscPosPrinter(host, int(port or ESCPOS_PORT))
    raise DeviceError(
        _("Không hiểu máy in “{spec}” trong Cài đặt. Chọn lại máy in.").format(spec=spec[:60]),
        device=spec,
    )
