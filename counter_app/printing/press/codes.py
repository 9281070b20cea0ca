"""Codes that machines read: Code 128 for the counter's scanner, QR for the citizen's telephone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

import segno
from barcode.codex import Code128

from counter_app.printing.press.ink import DOT, Ink
from counter_app.values import override

QUIET = 10
"""Blank modules at each end of a Code 128 (ISO/IEC 15417)."""
QR_QUIET = 4
"""Blank modules around a QR code (ISO/IEC 18004)."""
_QR_MASK = 3
"""A fixed mask: choosing the best one costs nine times as long, and error level M reads any of them."""

Rects = tuple[tuple[int, int, int, int], ...]


def _dark_runs(modules: Iterator[bool] | tuple[bool, ...]) -> Iterator[tuple[int, int]]:
    """Start and length of each run of dark modules."""
    position = 0
    for dark, group in groupby(modules):
        length = len(list(group))
        if dark:
            yield position, length
        position += length


class _Digits(Code128):  # type: ignore[misc]  # the library has no types
    """Digits in pairs.

    WORKAROUND python-barcode 0.16: its optimisation takes a leading "99" for a shift and drops it.
    """

    @override
    def _try_to_optimize(self, encoded: list[int]) -> list[int]:
        return encoded


@lru_cache(maxsize=256)
def code128_modules(digits: str) -> str:
    """The bars of ``digits`` as ones and noughts, a digit for each module, without quiet zones."""
    (modules,) = _Digits(digits).build()
    return str(modules)


def code128_width(digits: str, dots: int = 3) -> float:
    """The width of the code in points, quiet zones included, at ``dots`` of 1/8 mm a module."""
    return (len(code128_modules(digits)) + 2 * QUIET) * dots * DOT


def draw_code128(ink: Ink, x: float, y: float, height: float, digits: str, dots: int = 3) -> None:
    """Draw the code with the lower left corner of its quiet zone at (x, y), on whole printer dots."""
    unit = dots * DOT
    x = round(x / DOT) * DOT
    ink.blank(x, y, code128_width(digits, dots), height)
    rects = (
        (start, 0, length, 1)
        for start, length in _dark_runs(tuple(bit == "1" for bit in code128_modules(digits)))
    )
    ink.bars(x + QUIET * unit, y, unit, height, rects)


@lru_cache(maxsize=256)
def qr_rects(text: str) -> tuple[int, Rects]:
    """Modules along a side, and the dark runs of each row counted from the bottom; error level M."""
    code = segno.make_qr(text, error="m", mask=_QR_MASK, encoding="utf-8", boost_error=False)
    side = len(code.matrix)
    rects = (
        (start, side - 1 - row, length, 1)
        for row, modules in enumerate(code.matrix)
        for start, length in _dark_runs(tuple(map(bool, modules)))
    )
    return side, tuple(rects)


def qr_width(text: str, dots: int = 3) -> float:
    """The width and height of the code in points, quiet zone included."""
    return (qr_rects(text)[0] + 2 * QR_QUIET) * dots * DOT


def draw_qr(ink: Ink, x: float, y: float, text: str, dots: int = 3) -> None:
    """Draw the code with the lower left corner of its quiet zone at (x, y), on whole printer dots."""
    unit = dots * DOT
    x, y = round(x / DOT) * DOT, round(y / DOT) * DOT
    side, rects = qr_rects(text)
    whole = (side + 2 * QR_QUIET) * unit
    ink.blank(x, y, whole, whole)
    ink.bars(x + QR_QUIET * unit, y + QR_QUIET * unit, unit, unit, rects)
