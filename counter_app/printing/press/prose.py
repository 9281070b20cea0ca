"""Sentences of a letter: first line indented, both edges straight (Nghị định 30/2020/NĐ-CP Phụ lục I)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from counter_app.printing.press.breaking import Line, Piece, Run, break_runs, line_width
from counter_app.printing.press.flow import Block, line_block, space
from counter_app.printing.press.fonts import width
from counter_app.printing.press.ink import MM

if TYPE_CHECKING:
    from counter_app.printing.press.layout import Layout

_INDENT = 10 * MM
_LOOSEST = 2.2
"""Blanks are not stretched further than this many times their width: such a line stays ragged."""


def prose(
    runs: Sequence[Run], layout: Layout, *, keep: bool = False, indent: float | None = None
) -> list[Block]:
    """A paragraph of a letter."""
    size = layout.body
    first = (_INDENT if layout.width > 150 * MM else _INDENT * 0.7) if indent is None else indent
    # Broken as if hanging to the left, then moved: only the first line begins further in.
    lines = break_runs(runs, size, layout.room - first, -first)
    last = len(lines) - 1
    blocks = []
    for index, line in enumerate(lines):
        moved = tuple(Piece(piece.x + first, piece.text, piece.face) for piece in line)
        if index < last:
            moved = _stretched(moved, size, layout.room)
        held = keep or (last < 3 and index < last)
        blocks.append(line_block(moved, layout, size, keep=held))
    return [*blocks, space(layout.gap * 1.6, keep=keep)]


def _stretched(line: Line, size: float, room: float) -> Line:
    """The line's words spread until it ends at the right edge."""
    words = _words(line, size)
    blanks = [
        right.x - left.x - width(left.text, left.face, size) for left, right in pairwise(words)
    ]
    missing = room - line_width(line, size)
    if not blanks or missing <= 0 or missing > sum(blanks) * (_LOOSEST - 1):
        return line
    step = missing / len(blanks)
    return tuple(
        Piece(word.x + step * number, word.text, word.face) for number, word in enumerate(words)
    )


def _words(line: Line, size: float) -> list[Piece]:
    words = []
    for piece in line:
        x = piece.x
        blank = width(" ", piece.face, size)
        for word in piece.text.split(" "):
            words.append(Piece(x, word, piece.face))
            x += width(word, piece.face, size) + blank
    return words
