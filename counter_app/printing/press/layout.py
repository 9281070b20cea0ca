"""The stocks of paper: sizes in points, margins and type (Nghị định 30/2020/NĐ-CP Phụ lục I, tightened for A5).

A4 has 20–25 mm above and below, 30–35 left, 15–20 right, on either side up; A5 leaves 15 mm for the punch.
"""

from __future__ import annotations

from dataclasses import replace

from counter_app.domain.paper.sizes import PaperSize
from counter_app.printing.press.fonts import Face
from counter_app.printing.press.ink import MM
from counter_app.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A page and its type; lengths in points. ``height`` 0: as long as the content (the roll).

    ``body``, ``small``, ``title``, ``head`` are type sizes; ``leading`` the line distance in type sizes;
    ``gap`` the space after a paragraph.
    """

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    regular: Face = Face.SERIF
    value: Face = Face.SERIF
    bold: Face = Face.SERIF_BOLD
    italic: Face = Face.SERIF_ITALIC
    body: float
    small: float
    title: float
    head: float
    leading: float = 1.2
    gap: float

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.width - self.left - self.right

    @property
    def roll(self) -> bool:
        """True if the paper is a continuous roll."""
        return self.height == 0

    def scaled(self, factor: float) -> Layout:
        """The same page with type and gaps ``factor`` times as large; the letterhead stays as prescribed."""
        return replace(
            self,
            body=self.body * factor,
            small=self.small * factor,
            title=self.title * factor,
            gap=self.gap * factor**2,
        )


A4 = Layout(
    width=210 * MM,
    height=297 * MM,
    left=30 * MM,
    right=15 * MM,
    top=20 * MM,
    bottom=20 * MM,
    body=13,
    small=10.5,
    title=14,
    head=12,
    leading=1.22,
    gap=3.2,
)
A4_LANDSCAPE = Layout(
    width=297 * MM,
    height=210 * MM,
    left=30 * MM,
    right=15 * MM,
    top=20 * MM,
    bottom=20 * MM,
    body=12,
    small=10,
    title=14,
    head=12,
    gap=3,
)
A3_LANDSCAPE = replace(
    A4_LANDSCAPE, width=420 * MM, height=297 * MM, body=13, small=11, title=16, head=13
)
"""For what hangs on a wall."""
A5 = Layout(
    width=148 * MM,
    height=210 * MM,
    left=15 * MM,
    right=8 * MM,
    top=10 * MM,
    bottom=9 * MM,
    body=11,
    small=9.5,
    title=12.5,
    head=8.7,
    leading=1.17,
    gap=1.6,
)
A5_LANDSCAPE = Layout(
    width=210 * MM,
    height=148 * MM,
    left=15 * MM,
    right=10 * MM,
    top=11 * MM,
    bottom=9 * MM,
    body=13,
    small=10.5,
    title=14,
    head=11,
    leading=1.18,
    gap=2.6,
)
ROLL = Layout(
    width=80 * MM,
    height=0,
    left=4.5 * MM,
    right=4.5 * MM,
    top=4 * MM,
    bottom=6 * MM,
    regular=Face.SANS,
    value=Face.SANS_MEDIUM,
    bold=Face.SANS_BOLD,
    italic=Face.SANS,
    body=8.5,
    small=7.5,
    title=11,
    head=7.5,
    leading=1.32,
    gap=2.2,
)

LAYOUTS = {PaperSize.A4: A4, PaperSize.A5: A5, PaperSize.ROLL: ROLL}
