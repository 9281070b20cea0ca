"""The length of the shared texts of an Excel 97–2003 workbook ([MS-XLS] 2.4.265): one may be shown by every cell."""

from __future__ import annotations

import struct
from collections.abc import Sequence

_HIGH, _EXTENDED, _RICH = 1, 4, 8


def text_lengths(parts: Sequence[bytes]) -> list[int]:
    """Letters of each shared text, from the record and those that continue it. Errors: struct.error, IndexError."""
    reading = _Parts(parts)
    _total, count = reading.numbers("<II")
    return [reading.text() for _index in range(min(count, sum(map(len, parts))))]


class _Parts:
    """A place in several records that go on with each other."""

    def __init__(self, parts: Sequence[bytes]) -> None:
        self._parts, self._part, self._at = parts, 0, 0

    def numbers(self, layout: str) -> tuple[int, ...]:
        """Numbers at this place; a header never goes over the end of a record."""
        self._turn()
        found = struct.unpack_from(layout, self._parts[self._part], self._at)
        self._at += struct.calcsize(layout)
        return found

    def text(self) -> int:
        """Pass over one text."""
        letters, flags = self.numbers("<HB")
        runs = self.numbers("<H")[0] if flags & _RICH else 0
        extra = self.numbers("<I")[0] if flags & _EXTENDED else 0
        self._letters(letters, wide=bool(flags & _HIGH))
        self._skip(runs * 4 + extra)
        return letters

    def _turn(self) -> None:
        while self._at >= len(self._parts[self._part]):
            self._part, self._at = self._part + 1, 0

    def _letters(self, count: int, *, wide: bool) -> None:
        """Letters that go on in the next record do so behind a byte that says how wide they are there."""
        while count:
            size = 2 if wide else 1
            here = min(count, (len(self._parts[self._part]) - self._at) // size)
            self._at += here * size
            count -= here
            if count:
                self._part, self._at = self._part + 1, 1
                wide = bool(self._parts[self._part][0] & _HIGH)

    def _skip(self, count: int) -> None:
        while count:
            self._turn()
            here = min(count, len(self._parts[self._part]) - self._at)
            self._at += here
            count -= here
