"""Excel 97–2003 workbooks for tests, record by record ([MS-XLS], [MS-CFB]): no library in this house writes them."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

STRUCK, PERCENT, SIX = 16, 17, 18
"""Looks that ``OldSheet.looks`` may give to a cell."""
_SECTOR = 512
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


@dataclass
class OldSheet:
    """A sheet; a cell that is ``bytes`` of one number is an error value."""

    name: str
    rows: Sequence[Sequence[object]]
    state: int = 0
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    merged: Sequence[tuple[int, int, int, int]] = ()
    looks: dict[tuple[int, int], int] = field(default_factory=dict)


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _text(text: str, layout: str = "<HB") -> bytes:
    return struct.pack(layout, len(text), 1) + text.encode("utf-16-le")


_BOOK = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
_SHEET = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
_STOP = _record(0x0A, b"")


def _font(flags: int) -> bytes:
    body = struct.pack("<HHHHHBBBB", 200, flags, 0x7FFF, 400, 0, 0, 0, 0, 0)
    return _record(0x31, body + _text("Arial", "<BB"))


def _style(font: int, number: int) -> bytes:
    return _record(0xE0, struct.pack("<HHH", font, number, 0xFFF5) + bytes(14))


def _globals(
    sheets: Sequence[OldSheet], texts: Sequence[str], starts: Sequence[int], lock: bool
) -> bytes:
    parts = [_BOOK]
    if lock:
        parts.append(_record(0x2F, bytes(6)))
    parts.append(_record(0x42, struct.pack("<H", 1200)))
    parts += [_font(0)] * 4 + [_font(8)]
    parts.append(_record(0x041E, struct.pack("<H", 164) + _text("0.000000")))
    parts += [_style(0, 0)] * 16 + [_style(5, 0), _style(0, 9), _style(0, 164)]
    for sheet, start in zip(sheets, starts, strict=True):
        parts.append(
            _record(0x85, struct.pack("<IBB", start, sheet.state, 0) + _text(sheet.name, "<BB"))
        )
    parts += _shared(texts)
    return b"".join([*parts, _STOP])


def _shared(texts: Sequence[str], most: int = 8_000) -> list[bytes]:
    """The shared texts, the record continued behind a whole text."""
    bodies = [struct.pack("<II", len(texts), len(texts))]
    for text in texts:
        if len(bodies[-1]) + len(text) * 2 + 3 > most:
            bodies.append(b"")
        bodies[-1] += _text(text)
    return [_record(0x3C if at else 0xFC, body) for at, body in enumerate(bodies)]


def _cells(sheet: OldSheet, texts: dict[str, int]) -> bytes:
    parts = [_SHEET]
    parts += [
        _record(0x7D, struct.pack("<HHHHHH", at, at, 2000, 15, 1, 0)) for at in sheet.hidden_columns
    ]
    for at, row in enumerate(sheet.rows):
        flags = 0x20 if at in sheet.hidden_rows else 0
        parts.append(
            _record(0x0208, struct.pack("<HHHHHHHH", at, 0, len(row), 255, 0, 0, flags, 15))
        )
        for column, value in enumerate(row):
            place = struct.pack("<HHH", at, column, sheet.looks.get((at, column), 15))
            if isinstance(value, bytes):
                parts.append(_record(0x0205, place + value + b"\x01"))
            elif isinstance(value, int | float):
                parts.append(_record(0x0203, place + struct.pack("<d", value)))
            elif value is not None:
                parts.append(_record(0xFD, place + struct.pack("<I", texts[str(value)])))
    if sheet.merged:
        areas = b"".join(struct.pack("<HHHH", *area) for area in sheet.merged)
        parts.append(_record(0xE5, struct.pack("<H", len(sheet.merged)) + areas))
    return b"".join([*parts, _STOP])


def stream(sheets: Sequence[OldSheet], *, lock: bool = False) -> bytes:
    """The records of a workbook."""
    found = dict.fromkeys(
        str(value)
        for sheet in sheets
        for row in sheet.rows
        for value in row
        if value is not None and not isinstance(value, int | float | bytes)
    )
    texts = {text: at for at, text in enumerate(found)}
    bodies = [_cells(sheet, texts) for sheet in sheets]
    at = len(_globals(sheets, list(texts), [0] * len(sheets), lock))
    starts = []
    for body in bodies:
        starts.append(at)
        at += len(body)
    return _globals(sheets, list(texts), starts, lock) + b"".join(bodies)


def compound(data: bytes, name: str = "Workbook") -> bytes:
    """A compound file with one stream, long enough not to be a small one."""
    data = data.ljust(4096, b"\0")
    sectors = -(-len(data) // _SECTOR)
    tables = -(-(sectors + 2 + 16) // 126)
    chain = [*range(1, sectors), _END, _END, *[_TABLE] * tables]
    chain += [_FREE] * (tables * 128 - len(chain))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHHHII", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0)
    header += struct.pack("<IIIIIIII", tables, sectors, 0, 4096, _END, 0, _END, 0)
    places = [sectors + 1 + at for at in range(tables)]
    header += struct.pack("<109I", *places, *[_FREE] * (109 - tables))
    entries = _entry("Root Entry", 5, _END, 0, child=1) + _entry(name, 2, 0, len(data))
    body = data.ljust(sectors * _SECTOR, b"\0") + entries.ljust(_SECTOR, b"\0")
    return header + body + struct.pack(f"<{tables * 128}I", *chain)


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    tree = struct.pack("<HBBIII", len(text), kind, 1, _FREE, _FREE, child)
    return text.ljust(64, b"\0") + tree + bytes(36) + struct.pack("<IQ", start, size)


def old_workbook(
    folder: Path, *sheets: OldSheet, name: str = "danh-muc.xls", lock: bool = False
) -> Path:
    """The workbook as a file."""
    path = folder / name
    path.write_bytes(compound(stream(sheets, lock=lock)))
    return path
