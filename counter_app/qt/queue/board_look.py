"""Colours and letters of the public's window: dark ground, one colour for each queue, sizes by the screen's height."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette

from counter_app.qt.kit.plain import plain_label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel, QWidget

GROUND, BAND, CARD, INK, SOFT = "#0B2239", "#0F5C8C", "#12324F", "#FFFFFF", "#B9D3E6"
LIT, LIT_INK = "#FFD166", "#0B2239"
QUEUE_COLOURS = (
    "#7FD1FF", "#9BE28A", "#FFB27A", "#D9B3FF", "#FF9EC4", "#F2E27A", "#7FE3D0",
    "#FFFFFF",
)  # fmt: skip
"""Grounds for dark ink. With more queues they begin again: the letter always tells, the colour helps."""
QUEUE_INK = "#0B2239"


def queue_colour(letter: str, letters: Sequence[str]) -> str:
    """The colour of a queue by its place among all."""
    at = letters.index(letter) if letter in letters else len(QUEUE_COLOURS) - 1
    return QUEUE_COLOURS[at % len(QUEUE_COLOURS)]


def paint(widget: QWidget, ground: str, ink: str, *, radius: int = 0) -> None:
    """Give a widget and what is in it this ground and ink."""
    palette = QPalette()
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
        palette.setColor(role, QColor(ground))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
        palette.setColor(role, QColor(ink))
    style = f"background: {ground}; color: {ink}; border: none; border-radius: {radius}px;"
    if widget.styleSheet() != style:
        widget.setStyleSheet(style)
        widget.setPalette(palette)


def set_size(label: QLabel, pixels: float, *, bold: bool = False) -> None:
    """Letters of this height; two accents on a capital reach above what the font gives as its height."""
    font = label.font()
    font.setPixelSize(max(int(pixels), 10))
    font.setBold(bold)
    label.setFont(font)
    beside = int(pixels * 0.06)
    label.setContentsMargins(beside, int(pixels * 0.12), beside, 0)


def named(name: str, side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> QLabel:
    """A label that a test finds by its name."""
    label = plain_label()
    label.setObjectName(name)
    label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    return label
