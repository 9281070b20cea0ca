"""The place for signatures: one block; a signature never stands on another page than its title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from counter_app.i18n import _, mark
from counter_app.printing.press.breaking import break_balanced, break_text
from counter_app.printing.press.flow import Block
from counter_app.printing.press.fonts import Face, width
from counter_app.printing.press.ink import MM, Ink
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.paper.heading import Heading
    from counter_app.printing.press.layout import Layout

SIGN_HERE = mark("(Ký và ghi rõ họ tên)")
SEAL_HERE = mark("(Ký, đóng dấu, ghi rõ họ tên)")
_LEAST = 0.85
"""A long name is set so much smaller before it is broken."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A signer: the title in capitals, the way to sign, and the name printed below when it is known.

    A title may have several lines, as TM., KT. and the position have (Nghị định 30/2020/NĐ-CP Phụ lục I).
    """

    title: str
    name: str = ""
    hint: str = SIGN_HERE


@dataclass(frozen=True, slots=True)
class Recipients:
    """Nơi nhận: stands at the left, level with the signature (Nghị định 30/2020/NĐ-CP Phụ lục I)."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Column:
    head: list[tuple[str, Face, float]]
    name: list[str] = field(default_factory=list)
    size: float = 0.0
    centred: bool = True


def agency_signature(heading: Heading) -> Signature:
    """The signer for the agency: the authority, the position, the name (Nghị định 30/2020/NĐ-CP Phụ lục I)."""
    return Signature("\n".join(heading.capacity), heading.signer, hint=SEAL_HERE)


def signature_block(
    layout: Layout, signatures: Sequence[Signature | Recipients], *, sign_space: float | None = None
) -> Block:
    """Signatures side by side, titles on one line, names on one line."""
    size = layout.body if not layout.roll else layout.small
    room = layout.room / max(len(signatures), 1)
    pad = 2 * MM
    columns = [
        _recipients(layout, signature, room - pad)
        if isinstance(signature, Recipients)
        else _column(layout, signature, size, room - pad)
        for signature in signatures
    ]
    step = size * layout.leading
    gap = sign_space if sign_space is not None else layout.body * 4.2
    signed = [column for column in columns if column.centred]
    head_depth = max((len(column.head) for column in signed), default=0) * step
    name_depth = max((len(column.name) for column in signed), default=0) * step
    listed = max((len(column.head) for column in columns if not column.centred), default=0) * step

    def paint(ink: Ink, x: float, y: float) -> None:
        for index, column in enumerate(columns):
            middle = x + room * (index + 0.5)
            for number, (text, face, points) in enumerate(column.head, start=1):
                base = y - number * step + size * 0.25
                if column.centred:
                    ink.put_centred(middle, base, text, face, points)
                else:
                    ink.put(x + room * index, base, text, face, points)
            below = y - head_depth - gap
            for number, text in enumerate(column.name, start=1):
                base = below - number * step + size * 0.25
                ink.put_centred(middle, base, text, layout.bold, column.size)

    return Block(height=max(head_depth + gap + name_depth, listed), paint=paint)


def _column(layout: Layout, signature: Signature, size: float, room: float) -> _Column:
    head = [
        (line, layout.bold, size)
        for part in signature.title.split("\n")
        for line in break_balanced(part, layout.bold, size, room)
    ]
    hint_size = size - 1 if not layout.roll else size
    if signature.hint:
        hints = break_text(_(signature.hint), layout.italic, hint_size, room)
        head += [(line, layout.italic, hint_size) for line in hints]
    name_size = size
    while name_size > size * _LEAST and width(signature.name, layout.bold, name_size) > room:
        name_size -= 0.25
    name = break_balanced(signature.name, layout.bold, name_size, room) if signature.name else []
    return _Column(head, name, name_size)


def _recipients(layout: Layout, recipients: Recipients, room: float) -> _Column:
    """The head in bold italics of 12, the list in 11, both in proportion on smaller paper."""
    ratio = min(layout.body / 13, 1.0)
    large, small = 12 * ratio, 11 * ratio
    lines: list[tuple[str, Face, float]] = [(_("Nơi nhận:"), Face.SERIF_BOLD_ITALIC, large)]
    for text in recipients.lines:
        broken = break_text(f"- {text}", layout.regular, small, room)
        lines += [(line, layout.regular, small) for line in broken]
    return _Column(lines, centred=False)
