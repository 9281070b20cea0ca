"""The title of a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.printing.press.breaking import Run, break_balanced
from counter_app.printing.press.flow import Block, paragraph, space

if TYPE_CHECKING:
    from counter_app.printing.press.layout import Layout


def title_blocks(layout: Layout, title: str, subtitle: str = "") -> list[Block]:
    """The title in bold, its lines about equally long, and below it what it is about."""
    blocks = [
        block
        for line in break_balanced(title, layout.bold, layout.title, layout.room)
        for block in paragraph(
            [Run(line, layout.bold)], layout, size=layout.title, align=0.5, gap=0, keep=True
        )
    ]
    if subtitle:
        blocks += [
            block
            for line in break_balanced(subtitle, layout.regular, layout.body, layout.room)
            for block in paragraph([Run(line, layout.regular)], layout, align=0.5, gap=0, keep=True)
        ]
    return [*blocks, space(layout.gap * 1.6)]
