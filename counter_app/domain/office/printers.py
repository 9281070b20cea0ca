"""The printers a computer may have by one person's choice: its own queues, its own folder, the network around it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from counter_app.values import pattern

_NEAR = pattern(
    r"localhost|127(\.\d{1,3}){3}|10(\.\d{1,3}){3}|192\.168(\.\d{1,3}){2}"
    r"|172\.(1[6-9]|2\d|3[01])(\.\d{1,3}){2}|169\.254(\.\d{1,3}){2}"
    r"|\[(::1|f[cd][0-9a-f]{2}:[0-9a-f:.]*|fe[89ab][0-9a-f]:[0-9a-f:.%a-z0-9]*)\]",
    re.IGNORECASE,
)
"""Addresses of a network of one's own (RFC 1918, 3927, 4193, 4291) and of this computer itself.

A name is none of them: who answers to it is decided elsewhere.
"""


def is_near(printer: str, folder: Path) -> bool:
    """True if papers sent there stay with the office: ``printer`` as preferences keep it, ``folder`` for PDF files."""
    kind, _colon, rest = printer.partition(":")
    if kind == "escpos":
        return _is_near_host(rest)
    if kind == "lp":
        _queue, at, server = rest.partition("@")
        return not at or _is_near_host(server)
    if kind == "file":
        return _is_within(Path(rest), folder)
    return True


def is_known(printer: str, chosen: Iterable[str], folder: Path) -> bool:
    """True if anybody may print there: what the computer's keeper chose, its own queues, the folder for PDF files.

    An address of a network or another folder is where papers are carried off to, however near it is.
    """
    kind, _colon, rest = printer.partition(":")
    if kind == "file":
        return printer in chosen or _is_within(Path(rest), folder)
    away = kind == "escpos" or (kind == "lp" and "@" in rest)
    return not away or printer in chosen


def _is_near_host(address: str) -> bool:
    host = address if address.endswith("]") else re.sub(r":\d+$", "", address)
    return _NEAR.fullmatch(host) is not None


def _is_within(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):  # links in a ring
        return False
