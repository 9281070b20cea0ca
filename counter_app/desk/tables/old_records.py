"""The records of an Excel 97–2003 workbook, for what its values do not say: hidden, struck out, an error, how large.

Sources: [MS-CFB] for the file around it, [MS-XLS] 2.4 for the records. python-calamine reads the values; it gives
errors as nothing, knows no looks, and takes memory for the whole area a sheet spans: so this pass comes first.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import field

from counter_app.desk.tables.cell_looks import PLAIN, Look, look_of
from counter_app.desk.tables.old_texts import text_lengths
from counter_app.values import dataclass

_HEADER = 512
_END = 0xFFFFFFFA
"""Sector numbers from here on mean an end."""
_ENTRY = 128
_STREAMS = ("Workbook", "Book")
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_FORMULA, _EOF, _FILEPASS, _FONT, _COLINFO, _BOUNDSHEET = 0x06, 0x0A, 0x2F, 0x31, 0x7D, 0x85
_MULRK, _MULBLANK, _XF, _BOOLERR, _ROW, _FORMAT = 0xBD, 0xBE, 0xE0, 0x0205, 0x0208, 0x041E
_CONTINUE, _SST, _LABELSST = 0x3C, 0xFC, 0xFD
_CELLS = frozenset({_FORMULA, 0xD6, _LABELSST, 0x0201, 0x0203, 0x0204, _BOOLERR, 0x027E})
_BLANKS = frozenset({0x0201, _MULBLANK})


class DamagedError(Exception):
    """The file does not hold together."""


@dataclass(slots=True)
class SheetRecords:
    """The records of one sheet, rows and columns from 0; ``rows`` and ``columns`` count to the last cell."""

    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    looks: dict[tuple[int, int], Look] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0


@dataclass(slots=True)
class WorkbookRecords:
    """Every sheet in the order of the workbook; ``locked``: it has a password; ``letters`` all cells show together."""

    sheets: list[SheetRecords]
    locked: bool = False
    letters: int = 0


def workbook_stream(data: bytes) -> bytes:
    """The stream of records in a compound file. Errors: DamagedError."""
    try:
        return _stream(data)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise DamagedError from error


def _stream(data: bytes) -> bytes:
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    first_entry, small, first_small = (struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60))
    if size not in (512, 4096):
        raise DamagedError
    table = _allocation(data, size)
    entries = b"".join(_chain(data, table, first_entry, size))
    found, root = None, None
    for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        length = struct.unpack_from("<H", entries, at + 64)[0]
        name = entries[at : at + max(length - 2, 0)].decode("utf-16-le")
        start, total = struct.unpack_from("<II", entries, at + 116)
        if entries[at + 66] == 5:
            root = start
        if name in _STREAMS and (found is None or name == _STREAMS[0]):
            found = start, total
    if found is None or root is None:
        raise DamagedError
    start, total = found
    if total >= small:
        return b"".join(_chain(data, table, start, size))[:total]
    inner = b"".join(_chain(data, table, root, size))
    small_table = _numbers(b"".join(_chain(data, table, first_small, size)))
    return b"".join(_chain(inner, small_table, start, 64, header=0))[:total]


def _allocation(data: bytes, size: int) -> list[int]:
    """The next sector of each sector."""
    sectors = list(struct.unpack_from("<109I", data, 76))
    following, count = struct.unpack_from("<II", data, 68)
    for _index in range(min(count, len(data) // size)):
        if following >= _END:
            break
        numbers = _numbers(data[_HEADER + following * size :][:size])
        sectors += numbers[:-1]
        following = numbers[-1]
    own = max(_HEADER, size)
    table: list[int] = []
    for sector in sectors:
        if sector < _END and own + sector * size < len(data):
            table += _numbers(data[own + sector * size :][:size])
    return table


def _numbers(data: bytes) -> list[int]:
    whole = len(data) // 4
    return list(struct.unpack_from(f"<{whole}I", data))


def _chain(
    data: bytes, table: list[int], sector: int, size: int, header: int = _HEADER
) -> Iterator[bytes]:
    """The sectors of a stream. Errors: DamagedError for a ring."""
    own = max(header, size) if header else 0
    for _index in range(len(table) + 1):
        if sector >= _END:
            return
        yield data[own + sector * size :][:size]
        if sector >= len(table):
            raise DamagedError
        sector = table[sector]
    raise DamagedError


def workbook_records(data: bytes) -> WorkbookRecords:
    """The records of a workbook. Errors: DamagedError."""
    try:
        return _Walk(workbook_stream(data)).workbook()
    except (struct.error, IndexError) as error:
        raise DamagedError from error


class _Walk:
    """One pass over the records."""

    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        self._struck: list[bool] = []
        self._formats: dict[int, str] = {}
        self._styles: list[Look] = []
        self._texts: list[bytes] = []
        self._lengths: list[int] = []
        self._letters = 0

    def workbook(self) -> WorkbookRecords:
        """The globals, then every sheet where they say it begins."""
        starts: list[tuple[int, bool]] = []
        before = 0
        for kind, body in self._records(0):
            if kind == _SST or (kind == _CONTINUE and before == _SST):
                self._texts.append(body)
                before = _SST
                continue
            before = kind
            if kind == _FILEPASS:
                return WorkbookRecords(sheets=[], locked=True)
            if kind == _BOUNDSHEET:
                starts.append((struct.unpack_from("<I", body)[0], bool(body[4] & 3)))
            elif kind == _FONT:
                self._struck.append(bool(struct.unpack_from("<H", body, 2)[0] & 8))
            elif kind == _FORMAT:
                self._formats[struct.unpack_from("<H", body)[0]] = _format_text(body[2:])
            elif kind == _XF:
                self._styles.append(self._style(body))
        self._lengths = text_lengths(self._texts) if self._texts else []
        sheets = [self._sheet(at, hidden) for at, hidden in starts]
        return WorkbookRecords(sheets=sheets, letters=self._letters)

    def _records(self, at: int) -> Iterator[tuple[int, bytes]]:
        """Records from a place to the end of its part."""
        while at + 4 <= len(self._stream):
            kind, length = struct.unpack_from("<HH", self._stream, at)
            yield kind, self._stream[at + 4 : at + 4 + length]
            at += 4 + length
            if kind == _EOF:
                return

    def _style(self, body: bytes) -> Look:
        font, number = struct.unpack_from("<HH", body)
        font -= font > 4  # number four was never given to a font
        struck = font < len(self._struck) and self._struck[font]
        return look_of(struck=struck, number=number, own=self._formats.get(number, ""))

    def _sheet(self, at: int, hidden: bool) -> SheetRecords:
        sheet = SheetRecords(hidden=hidden)
        for kind, body in self._records(at):
            if kind in _CELLS:
                row, column, style = struct.unpack_from("<HHH", body)
                self._cell(sheet, row, column, style, blank=kind in _BLANKS)
                if kind == _LABELSST:
                    self._letters += self._lengths[struct.unpack_from("<I", body, 6)[0]]
                elif kind == _BOOLERR and body[7]:
                    sheet.errors[row, column] = _ERRORS.get(body[6], "#N/A")
                elif kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
                    sheet.errors[row, column] = _ERRORS.get(body[8], "#N/A")
            elif kind in (_MULRK, _MULBLANK):
                row, first = struct.unpack_from("<HH", body)
                step = 6 if kind == _MULRK else 2
                for offset in range(4, len(body) - 2 - step + 1, step):
                    style = struct.unpack_from("<H", body, offset)[0]
                    column = first + (offset - 4) // step
                    self._cell(sheet, row, column, style, blank=kind in _BLANKS)
            elif kind == _ROW and struct.unpack_from("<H", body, 12)[0] & 0x20:
                sheet.hidden_rows.add(struct.unpack_from("<H", body)[0])
            elif kind == _COLINFO and struct.unpack_from("<H", body, 8)[0] & 1:
                first, last = struct.unpack_from("<HH", body)
                sheet.hidden_columns.update(range(first, min(last, 255) + 1))
        return sheet

    def _cell(self, sheet: SheetRecords, row: int, column: int, style: int, *, blank: bool) -> None:
        if blank:
            return
        sheet.rows, sheet.columns = max(sheet.rows, row + 1), max(sheet.columns, column + 1)
        look = self._styles[style] if style < len(self._styles) else PLAIN
        if look != PLAIN:
            sheet.looks[row, column] = look


def _format_text(said: bytes) -> str:
    """The text of a format: after its length in two bytes and a flag for wide letters, or in one byte before 1997."""
    if said and len(said) == said[0] + 1:
        return said[1:].decode("latin-1")
    if len(said) > 2 and said[2] & 1:
        return said[3:].decode("utf-16-le", errors="ignore")
    return said[3:].decode("latin-1")
