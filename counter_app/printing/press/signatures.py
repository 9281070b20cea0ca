"""The place for signatures: one block, so that a signature never stands on another page than its title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counter_app.printing.press.breaking import break_balanced, break_text
from counter_app.printing.press.flow import Block
from counter_app.printing.press.fonts import Face
from counter_app.printing.press.ink import MM, Ink
from counter_app.printing.press.layout import Layout

SIGN_HERE = "(Ký và ghi rõ họ tên)"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the title in capitals, what to do, and the name printed below when it is known."""

    title: str
    name: str = ""
    hint: str = SIGN_HERE


@dataclass(frozen=True, slots=True)
class _Column:
    head: list[tuple[str, Face, float]]
    name: list[str]


def signature_block(
    layout: Layout, signatures: Sequence[Signature], *, sign_space: float | None = None
) -> Block:
    """Signatures side by side, titles on one line, names on one line."""
    size = layout.body if not layout.roll else layout.small
    room = layout.room / max(len(signatures), 1)
    pad = 2 * MM
    columns = [_column(layout, signature, size, room - pad) for signature in signatures]
    step = size * layout.leading
    gap = sign_space if sign_space is not None else layout.body * 4.2
    head_depth = max(len(column.head) for column in columns) * step
    name_depth = max(len(column.name) for column in columns) * step

    def paint(ink: Ink, x: float, y: float) -> None:
        for index, column in enumerate(columns):
            middle = x + room * (index + 0.5)
            for number, (text, face, points) in enumerate(column.head, start=1):
                ink.put_centred(middle, y - number * step + size * 0.25, text, face, points)
            below = y - head_depth - gap
            for number, text in enumerate(column.name, start=1):
                ink.put_centred(
                    middle, below - number * step + size * 0.25, text, layout.bold, size
                )

    return Block(height=head_depth + gap + name_depth, paint=paint)


def _column(layout: Layout, signature: Signature, size: float, room: float) -> _Column:
    head = [
        (line, layout.bold, size)
        for line in break_balanced(signature.title, layout.bold, size, room)
    ]
    hint_size = size - 1 if not layout.roll else size
    if signature.hint:
        hints = break_text(signature.hint, layout.italic, hint_size, room)
        head += [(line, layout.italic, hint_size) for line in hints]
    name = break_text(signature.name, layout.bold, size, room) if signature.name else []
    return _Column(head, name)
