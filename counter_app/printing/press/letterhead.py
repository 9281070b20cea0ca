"""The head every paper begins with (Nghị định 30/2020/NĐ-CP Phụ lục I; Thông tư 03/2025/TT-VPCP Phụ lục I)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from counter_app.printing.press.binding import parted_place
from counter_app.printing.press.breaking import break_balanced
from counter_app.printing.press.flow import Block, space
from counter_app.printing.press.fonts import Face, width
from counter_app.printing.press.ink import MM, Ink
from counter_app.wording.paper.moments import long_date

if TYPE_CHECKING:
    from counter_app.domain.paper.heading import Heading
    from counter_app.printing.press.layout import Layout

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_GUTTER = 3 * MM
_WIDE = 200 * MM
"""From here on both columns get half the width; else the state's name gets just the line it needs."""

Row = tuple[str, Face, float, float]
"""Text, face, size and the share of the text's width that is ruled below (0: none)."""


def place_and_date(heading: Heading, day: date) -> str:
    """``An Phú, ngày 05 tháng 02 năm 2026``."""
    return f"{heading.place or '…'}, {long_date(day)}"


def letterhead(
    layout: Layout, heading: Heading, *, day: date, number: str = "", form_label: str = ""
) -> list[Block]:
    """The office on the left, the state on the right; one below the other on the roll."""
    office = _office_rows(layout, heading)
    state = _state_rows(layout)
    dated = (place_and_date(heading, day), layout.italic, layout.head + 1, 0.0)
    numbered = (number, layout.regular, layout.head + 1, 0.0)
    if layout.roll:
        label = (form_label, layout.regular, layout.small, 0.0)
        last = [numbered, (dated[0], dated[1], layout.body, 0.0)]
        groups = [[label, *office], state, last]
        stacked = [
            _column(layout, [row for row in group if row[0]], layout.room) for group in groups
        ]
        return [part for block in stacked for part in (block, space(layout.gap * 1.4))]
    right_room = width(COUNTRY, layout.bold, layout.head) + 1
    if layout.room > _WIDE:
        right_room = layout.room * 0.5
    left_room = layout.room - right_room - _GUTTER
    names = (_column(layout, office, left_room), _column(layout, state, right_room))
    below = (
        _column(layout, [numbered] if number else [], left_room),
        _column(layout, _dated_rows(layout, heading, day, right_room), right_room),
    )
    head = [_form_label(layout, form_label)] if form_label else []
    return [
        *head,
        _side_by_side(names, left_room),
        _side_by_side(below, left_room),
        space(layout.head),
    ]


def _dated_rows(layout: Layout, heading: Heading, day: date, room: float) -> list[Row]:
    """The place and the day on one line, a little smaller if need be, else broken between the two."""
    text, size = place_and_date(heading, day), layout.head + 1
    while width(text, layout.italic, size) > room and size > layout.head - 0.5:
        size -= 0.25
    if width(text, layout.italic, size) <= room:
        return [(text, layout.italic, size, 0.0)]
    place, comma, dated = text.rpartition(", ")
    return [
        (part, layout.italic, layout.head + 1, 0.0) for part in (f"{place}{comma}".strip(), dated)
    ]


def _office_rows(layout: Layout, heading: Heading) -> list[Row]:
    rows: list[Row] = [(heading.unit.upper(), layout.bold, layout.head, 0.4)]
    if heading.parent:
        rows.insert(0, (heading.parent.upper(), layout.regular, layout.head, 0.0))
    return rows


def _state_rows(layout: Layout) -> list[Row]:
    return [
        (COUNTRY, layout.bold, layout.head, 0.0),
        (MOTTO, layout.bold, layout.head + 1, 1.0),
    ]


def _form_label(layout: Layout, label: str) -> Block:
    """The form's label in the upper margin, where it takes no room."""

    def paint(ink: Ink, x: float, y: float) -> None:
        ink.put_right(x + layout.room, y + layout.small * 0.4, label, layout.bold, layout.small)

    return Block(height=0, paint=paint)


def _column(layout: Layout, rows: list[Row], room: float) -> Block:
    """Centred rows; a ruled row has its line just below."""
    strokes: list[Callable[[Ink, float, float], None]] = []
    depth = 0.0
    for text, face, usual, ruled in rows:
        size = _fitting(text, face, usual, room)
        lines = break_balanced(text, face, size, room)
        for line in lines:
            depth += size * layout.leading
            strokes.append(_centred(line, face, size, depth))
        if ruled:
            depth += size * 0.42
            longest = max(width(line, face, size) for line in lines)
            strokes.append(_rule(longest * ruled, depth - size * 0.08))
            depth += size * 0.08

    def paint(ink: Ink, x: float, y: float) -> None:
        for stroke in strokes:
            stroke(ink, x + room / 2, y)

    return Block(height=depth + 2, paint=paint)


def _fitting(text: str, face: Face, size: float, room: float) -> float:
    """A little smaller where that keeps a place's name on one line."""
    place = parted_place(text)[1]
    least = size * 0.88
    tried = size
    while tried > least and width(place, face, tried) > room:
        tried -= 0.25
    return tried if width(place, face, tried) <= room else size


def _centred(
    line: str, face: Face, size: float, depth: float
) -> Callable[[Ink, float, float], None]:
    def stroke(ink: Ink, middle: float, y: float) -> None:
        ink.put_centred(middle, y - depth + size * 0.1, line, face, size)

    return stroke


def _rule(length: float, depth: float) -> Callable[[Ink, float, float], None]:
    def stroke(ink: Ink, middle: float, y: float) -> None:
        ink.rule(middle - length / 2, y - depth, middle + length / 2, y - depth, 0.6)

    return stroke


def _side_by_side(columns: tuple[Block, Block], left_room: float) -> Block:
    left, right = columns

    def paint(ink: Ink, x: float, y: float) -> None:
        left.paint(ink, x, y)
        right.paint(ink, x + left_room + _GUTTER, y)

    return Block(height=max(left.height, right.height), paint=paint)
