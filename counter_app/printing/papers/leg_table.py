"""The table of Mẫu 06: Tên đơn vị | Thời gian giao nhận hồ sơ | Kết quả giải quyết hồ sơ | Ghi chú."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from counter_app.i18n import _, mark
from counter_app.printing.press.breaking import break_balanced, break_text
from counter_app.printing.press.flow import Block
from counter_app.printing.press.fonts import width
from counter_app.printing.press.ink import MM, Ink
from counter_app.values import dataclass
from counter_app.wording.paper.moments import clock_text

if TYPE_CHECKING:
    from counter_app.domain.paper.slip_sheets import ControlLeg
    from counter_app.printing.press.layout import Layout

_PAD = 1.4 * MM
_WEIGHTS = (0.27, 0.37, 0.23, 0.13)
_TITLES = (
    mark("Tên đơn vị"),
    mark("Thời gian giao nhận hồ sơ"),
    mark("Kết quả giải quyết hồ sơ (trước hạn/đúng hạn/quá hạn)"),
    mark("Ghi chú"),
)
_NO_TIME = (mark("… giờ … phút,"), mark("ngày …/…/……"))
_SIGN_HERE = mark("(Ký, ghi rõ họ tên)")
_SIGN_ROOM = 1.6
"""Lines left free above the names of those who sign."""

_Lines = list[tuple[str, bool]]
"""Lines of a cell, each with whether it stands centred."""


@dataclass(frozen=True, slots=True)
class _Side:
    """One row of a leg: which office, when, who signs; ``expected`` has not signed yet."""

    office: _Lines
    moment: _Lines
    names: list[str]
    expected: bool = False

    @property
    def depth(self) -> float:
        """The height in lines."""
        return max(len(self.office), len(self.moment) + _SIGN_ROOM + len(self.names))


def leg_blocks(legs: Sequence[ControlLeg | None], layout: Layout) -> list[Block]:
    """The table's head and a block for each leg; None is one to be written by hand."""
    table = _Legs(layout)
    head = table.head()
    return [head, *(table.leg(leg, head) for leg in legs)]


class _Legs:
    """Column edges and drawing of the table."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._size = min(layout.body, 12.0) - 0.5
        self._step = self._size * 1.18
        room = layout.room
        self._edges = [room * sum(_WEIGHTS[:index]) for index in range(len(_WEIGHTS) + 1)]

    def _room(self, column: int) -> float:
        return self._edges[column + 1] - self._edges[column] - 2 * _PAD

    def head(self) -> Block:
        """The titles, repeated on every page."""
        bold, size = self._layout.bold, self._size - 0.5
        cells: list[_Lines] = [
            [(line, True) for line in break_balanced(title, bold, size, self._room(index))]
            for index, title in enumerate(map(_, _TITLES))
        ]
        height = max(map(len, cells)) * self._step + _PAD * 1.4

        def paint(ink: Ink, x: float, y: float) -> None:
            ink.rule(x, y, x + self._edges[-1], y)
            ink.cells([x + edge for edge in self._edges], y, y - height)
            for index, lines in enumerate(cells):
                middle = x + (self._edges[index] + self._edges[index + 1]) / 2
                first = y - (height - len(lines) * self._step) / 2 - size * 0.9
                for number, (line, _centred) in enumerate(lines):
                    ink.put_centred(middle, first - number * self._step, line, bold, size)

        return Block(height=height, paint=paint, keep=True)

    def leg(self, leg: ControlLeg | None, head: Block) -> Block:
        """Giver and taker one below the other with their times; outcome and note over both rows."""
        sides = (
            self._side(_("1. Giao:"), leg.giver_office, leg.giver, leg.given_at, _("Người giao"))
            if leg
            else self._side(_("1. Giao:"), "", "", None, _("Người giao")),
            self._side(_("2. Nhận:"), leg.taker_office, leg.taker, leg.taken_at, _("Người nhận"))
            if leg
            else self._side(_("2. Nhận:"), "", "", None, _("Người nhận")),
        )
        beside = (
            [(line, True) for line, _centred in self._lines(leg.outcome if leg else "", 2)],
            self._lines(leg.note if leg else "", 3),
        )
        halves = [side.depth * self._step + _PAD for side in sides]
        halves[1] += max(max(map(len, beside)) * self._step + _PAD - sum(halves), 0)

        def paint(ink: Ink, x: float, y: float) -> None:
            self._frame(ink, x, y, halves)
            for top, half, side in zip((y, y - halves[0]), halves, sides, strict=True):
                self._paint_side(ink, x, top, half, side)
            for column, lines in zip((2, 3), beside, strict=True):
                self._put(ink, x, y, column, lines)

        return Block(height=sum(halves), paint=paint, head=head)

    def _paint_side(self, ink: Ink, x: float, top: float, half: float, side: _Side) -> None:
        self._put(ink, x, top, 0, side.office)
        self._put(ink, x, top, 1, side.moment)
        low = top - half + _PAD / 2 + (len(side.names) - 1) * self._step
        middle = x + (self._edges[1] + self._edges[2]) / 2
        for number, line in enumerate(side.names):
            base = low - number * self._step + self._size * 0.25
            face = self._layout.italic if side.expected else self._layout.bold
            ink.put_centred(middle, base, line, face, self._size)

    def _side(self, label: str, office: str, person: str, at: datetime | None, who: str) -> _Side:
        expected = at is None
        shown = f"({person})" if person and expected else person
        face = self._layout.italic if expected else self._layout.bold
        names = break_balanced(shown, face, self._size, self._room(1)) if shown else [""]
        return _Side(self._office(label, office), self._moment(at, who), names, expected)

    def _lines(self, text: str, column: int) -> _Lines:
        lines = break_text(text, self._layout.regular, self._size, self._room(column))
        return [(line, False) for line in lines]

    def _office(self, label: str, name: str) -> _Lines:
        text = f"{label} {name or '…………'}"
        return self._lines(text, 0)

    def _moment(self, moment: datetime | None, who: str) -> _Lines:
        parts = [_(part) for part in _NO_TIME]
        if moment is not None:
            hour, minute = clock_text(moment).split(":")
            parts = [f"{hour} giờ {minute} phút,", f"ngày {moment:%d/%m/%Y}"]
        whole = " ".join(parts)
        fits = width(whole, self._layout.regular, self._size) <= self._room(1)
        lines = [whole] if fits else parts
        asked = f"{who} {_(_SIGN_HERE)}"
        one = width(asked, self._layout.regular, self._size) <= self._room(1)
        lines += [asked] if one else [who, _(_SIGN_HERE)]
        return [(line, True) for line in lines]

    def _put(self, ink: Ink, x: float, y: float, column: int, lines: _Lines) -> None:
        left = x + self._edges[column] + _PAD
        middle = x + (self._edges[column] + self._edges[column + 1]) / 2
        base = y - _PAD / 2 - self._size * 0.92
        for number, (line, centred) in enumerate(lines):
            at = base - number * self._step
            if centred:
                ink.put_centred(middle, at, line, self._layout.regular, self._size)
            else:
                ink.put(left, at, line, self._layout.regular, self._size)

    def _frame(self, ink: Ink, x: float, y: float, halves: Sequence[float]) -> None:
        bottom = y - sum(halves)
        edges = [x + edge for edge in self._edges]
        ink.cells(edges, y, bottom)
        ink.rule(x, y, edges[-1], y)
        ink.rule(edges[0], y - halves[0], edges[2], y - halves[0])
