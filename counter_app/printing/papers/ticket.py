"""A queue ticket on 80 mm paper: the number so large that it is read without spectacles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.i18n import _, in_vietnamese
from counter_app.printing.press.breaking import Run, break_balanced
from counter_app.printing.press.flow import Block, draw, paragraph, space
from counter_app.printing.press.fonts import width
from counter_app.printing.press.layout import ROLL, Layout
from counter_app.printing.press.marks import edge, framed, ground, sample_blocks
from counter_app.wording.paper.moments import clock_text, due_text
from counter_app.wording.queue.calls import fair_rule

if TYPE_CHECKING:
    from counter_app.domain.paper.receipt_sheets import TicketSheet
    from counter_app.printing.press.ink import Ink

_LARGEST = 76.0
"""Points of the number when it is as short as ``A012``."""


@in_vietnamese()
def ticket(sheet: TicketSheet) -> bytes:
    """The ticket as a PDF of one short strip."""
    taken = sheet.taken_at
    waiting = (
        _("Còn {count} người trước Ông (Bà)").format(count=sheet.ahead)
        if sheet.ahead
        else _("Sắp đến lượt Ông (Bà)")
    )
    blocks = [
        *_centred(sheet.heading.name, ROLL, ROLL.body, bold=True),
        *sample_blocks(ROLL, sheet.heading),
        space(ROLL.gap),
        *_centred(_("SỐ THỨ TỰ"), ROLL, ROLL.body),
        _number(sheet.label, ROLL),
        *_centred(sheet.queue_name, ROLL, ROLL.title, bold=True),
        *_priority(sheet),
        space(ROLL.gap),
        *_centred(waiting, ROLL, ROLL.title),
        *_back(sheet),
        *_centred(_("Lấy số lúc {when}").format(when=due_text(taken)), ROLL, ROLL.body),
        *_fair(sheet),
        *_centred(_("Vui lòng chờ gọi số. Số chỉ có giá trị trong ngày."), ROLL, ROLL.small),
    ]
    return draw(
        blocks,
        ROLL,
        title=_("Số thứ tự {label}").format(label=sheet.label),
        author=sheet.heading.name,
        ground=ground(ROLL, sheet.heading),
        mark=edge(ROLL),
    )


def _back(sheet: TicketSheet) -> list[Block]:
    """The latest moment to be back, for whoever goes meanwhile."""
    if sheet.back_at is None:
        return []
    text = _("Nếu ra ngoài: quay lại khoảng {when}").format(when=clock_text(sheet.back_at))
    return _centred(text, ROLL, ROLL.body, bold=True)


def _fair(sheet: TicketSheet) -> list[Block]:
    """The rule by which ordinary numbers and those with priority are called."""
    return _centred(fair_rule(sheet.priority_run), ROLL, ROLL.small) if sheet.priority_run else []


def _priority(sheet: TicketSheet) -> list[Block]:
    """The words that somebody is called first, never why: nobody reads age, health or merit in a waiting room."""
    if not sheet.priority:
        return []
    return [space(ROLL.gap), *framed([Run(_("ƯU TIÊN"), ROLL.bold)], ROLL)]


def _centred(text: str, layout: Layout, size: float, *, bold: bool = False) -> list[Block]:
    face = layout.bold if bold else layout.regular
    lines = break_balanced(text, face, size, layout.room)
    return [
        *(
            block
            for line in lines
            for block in paragraph([Run(line, face)], layout, size=size, align=0.5, gap=0)
        ),
        space(layout.gap),
    ]


def _number(label: str, layout: Layout) -> Block:
    """The number, as large as the paper is wide."""
    size = min(_LARGEST, _LARGEST * layout.room / max(width(label, layout.bold, _LARGEST), 1.0))

    def paint(ink: Ink, x: float, y: float) -> None:
        ink.put_centred(x + layout.room / 2, y - size * 0.84, label, layout.bold, size)

    return Block(height=size * 1.05, paint=paint)
