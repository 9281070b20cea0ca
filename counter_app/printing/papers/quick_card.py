"""Thẻ tra nhanh: one page A4 to hang at the counter, read from a metre, whatever the office is called."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from counter_app.domain.paper.sizes import PaperSize
from counter_app.printing.press.breaking import break_text
from counter_app.printing.press.fonts import Face, width
from counter_app.printing.press.ink import MM, Ink
from counter_app.printing.press.layout import LAYOUTS
from counter_app.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from counter_app.domain.paper.quick_card import CardLine, CardWork, QuickCard

TITLE = "THẺ TRA NHANH"
_DARK, _SOFT, _LINE = 0.12, 0.92, 0.62
"""Grays: of bands with white letters, of grounds, of thin lines; a copier keeps all three."""
_GUTTER = 5 * MM
_SIZES = tuple(9.6 - step * 0.2 for step in range(24))
"""Type sizes that are tried, the largest first, until everything is on one page."""
_LEADING = 1.26
_PAD = 1.4 * MM


@dataclass(frozen=True, slots=True)
class _Part:
    """Something ``height`` points high, drawn with its upper left corner at (x, y)."""

    height: float
    paint: Callable[[Ink, float, float], None]


def quick_card(card: QuickCard) -> bytes:
    """The card as PDF, always of one page."""
    page = LAYOUTS[PaperSize.A4]
    room, high = page.room, page.height - page.top - page.bottom
    for size in _SIZES:
        parts = _parts(card, size, room)
        if sum(part.height for part in parts) <= high or size == _SIZES[-1]:
            break
    ink = Ink(page.width, page.height, title=TITLE, author=card.office)
    spare = max(high - sum(part.height for part in parts), 0) / len(parts)
    y = page.height - page.top
    for part in parts:
        part.paint(ink, page.left, y)
        y -= part.height + min(spare, 3 * MM)
    return ink.finish()


def _parts(card: QuickCard, size: float, room: float) -> list[_Part]:
    column = (room - _GUTTER) / 2
    return [
        _head(card, room),
        _beside([_work(work, size, column) for work in card.works], column),
        _band("MƯỜI TRẠNG THÁI CỦA HỒ SƠ VÀ VIỆC PHẢI LÀM", size, room),
        _beside([_told(name, text, size, column) for name, text in card.states], column),
        _Part(_PAD, lambda _ink, _x, _y: None),
        _band("KHI CÓ SỰ CỐ", size, room),
        _beside([_told(name, text, size, column) for name, text in card.troubles], column),
        _Part(_PAD, lambda _ink, _x, _y: None),
        _never(card, size, room),
        _foot(card, size, room),
    ]


def _head(card: QuickCard, room: float) -> _Part:
    lines = break_text(card.office, Face.SANS_MEDIUM, 11, room)

    def paint(ink: Ink, x: float, y: float) -> None:
        ink.put(x, y - 19, TITLE, Face.SANS_BOLD, 22)
        at = y - 36
        for line in lines:
            ink.put(x, at, line, Face.SANS_MEDIUM, 11)
            at -= 14
        ink.rule(x, at + 7, x + room, at + 7, 1.4)

    return _Part(36 + 14 * len(lines), paint)


def _band(text: str, size: float, room: float) -> _Part:
    high = size * 1.9

    def paint(ink: Ink, x: float, y: float) -> None:
        _dark(ink, x, y - high, room, high)
        ink.gray(1)
        ink.put(x + 2 * MM, y - high + size * 0.62, text, Face.SANS_BOLD, size)
        ink.gray(0)

    return _Part(high + _PAD, paint)


def _dark(ink: Ink, x: float, y: float, across: float, up: float) -> None:
    ink.gray(_DARK)
    ink.fill(x, y, across, up)
    ink.gray(0)


def _beside(parts: Sequence[_Part], column: float) -> _Part:
    """Parts in two columns of about the same height, read down the left one first."""
    best = min(range(len(parts) + 1), key=lambda at: max(_high(parts[:at]), _high(parts[at:])))
    columns = parts[:best], parts[best:]

    def paint(ink: Ink, x: float, y: float) -> None:
        for at, held in enumerate(columns):
            top = y
            for part in held:
                part.paint(ink, x + at * (column + _GUTTER), top)
                top -= part.height

    return _Part(max(map(_high, columns)), paint)


def _high(parts: Sequence[_Part]) -> float:
    return sum(part.height for part in parts)


def _work(work: CardWork, size: float, room: float) -> _Part:
    """A dark band with the page's key at its right, how the work begins, and a line for each key."""
    band = size * 1.9
    begins = break_text(work.begins, Face.SANS, size * 0.95, room) if work.begins else []
    keys = _key_width("Ctrl+Enter", size) + 2 * MM
    lines = [(line, break_text(line.what, Face.SANS, size, room - keys)) for line in work.lines]
    step = size * _LEADING
    gap = size * 0.4 if begins else 0.0
    high = (
        band
        + _PAD
        + len(begins) * step
        + gap
        + sum(_line_high(words, size) for _line, words in lines)
    )

    def paint(ink: Ink, x: float, y: float) -> None:
        _dark(ink, x, y - band, room, band)
        ink.gray(1)
        ink.put(x + 2 * MM, y - band + size * 0.62, work.name, Face.SANS_BOLD, size * 1.05)
        ink.put_right(
            x + room - 2 * MM, y - band + size * 0.62, work.key, Face.SANS_BOLD, size * 1.05
        )
        ink.gray(0)
        at = y - band - _PAD
        for text in begins:
            ink.put(x, at - size, text, Face.SANS, size * 0.95)
            at -= step
        at -= gap
        for line, words in lines:
            _key_line(ink, (x, at), line, words, keys, size)
            at -= _line_high(words, size)

    return _Part(high + 2 * _PAD, paint)


def _line_high(words: Sequence[str], size: float) -> float:
    return len(words) * size * _LEADING + size * 0.5


def _key_width(key: str, size: float) -> float:
    return width(key, Face.SANS_BOLD, size * 0.9) + 2 * MM


def _key_line(
    ink: Ink,
    place: tuple[float, float],
    line: CardLine,
    words: Sequence[str],
    keys: float,
    size: float,
) -> None:
    """A key in its frame, and beside it what it does."""
    x, y = place
    base = y - size * 1.14
    across = _key_width(line.key, size)
    ink.gray(_SOFT)
    ink.fill(x, base - size * 0.36, across, size * 1.4)
    ink.gray(_LINE)
    ink.frame(x, base - size * 0.36, across, size * 1.4, 0.6)
    ink.gray(0)
    ink.put(x + MM, base, line.key, Face.SANS_BOLD, size * 0.9)
    for at, text in enumerate(words):
        ink.put(x + keys, base - at * size * _LEADING, text, Face.SANS, size)


def _told(name: str, text: str, size: float, room: float) -> _Part:
    """A word in bold, and after it what to do."""
    head = break_text(name, Face.SANS_BOLD, size, room)
    words = break_text(f"{text[:1].upper()}{text[1:]}", Face.SANS, size, room)
    step = size * _LEADING

    def paint(ink: Ink, x: float, y: float) -> None:
        at = y - size
        for face, lines in ((Face.SANS_BOLD, head), (Face.SANS, words)):
            for line in lines:
                ink.put(x, at, line, face, size)
                at -= step
        ink.gray(_LINE)
        ink.rule(x, at + size * 0.62, x + room, at + size * 0.62, 0.4)
        ink.gray(0)

    return _Part((len(head) + len(words)) * step + size * 0.5, paint)


def _never(card: QuickCard, size: float, room: float) -> _Part:
    text = f"Không bao giờ: {'; '.join(card.never)}."
    lines = break_text(text, Face.SANS_BOLD, size, room - 4 * MM)
    step = size * _LEADING
    high = len(lines) * step + 2.4 * MM

    def paint(ink: Ink, x: float, y: float) -> None:
        ink.frame(x, y - high, room, high, 1.2)
        for at, line in enumerate(lines):
            ink.put(x + 2 * MM, y - 1.2 * MM - size - at * step, line, Face.SANS_BOLD, size)

    return _Part(high + 2 * _PAD, paint)


def _foot(card: QuickCard, size: float, room: float) -> _Part:
    whom = card.phone or "………………………………"
    text = f"Người phụ trách máy: {whom}"
    paint = partial(_paint_foot, text, size, room)
    return _Part(size * 1.6, paint)


def _paint_foot(text: str, size: float, room: float, ink: Ink, x: float, y: float) -> None:
    ink.put(x, y - size * 1.2, text, Face.SANS_MEDIUM, size)
    note = "Phím từng người tự đổi không ghi ở đây"
    ink.put_right(x + room, y - size * 1.2, note, Face.SANS, size * 0.85)
