"""The look of the page that citizens touch: large letters, large targets, the same whatever the officer's theme is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QScroller,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from counter_app.qt.kit.icons import picture_in
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.public_window import PublicWindow

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QResizeEvent

LEAST_TARGET = 64
"""Pixels that every target is high at least, on the smallest screen."""
INK, SOFT, GROUND, CARD, LINE = "#10293D", "#4A6075", "#EEF3F7", "#FFFFFF", "#C6D3DE"
ACCENT, ACCENT_SOFT, ON_ACCENT = "#0F5C8C", "#E3EFF7", "#FFFFFF"
GOOD, GOOD_SOFT, WARNING, WARNING_SOFT = "#0A6B44", "#E4F5EC", "#8A3F06", "#FDF1DF"
MARK = 40
"""Pixels of the box that is ticked."""
_BASE = (1024, 720)
"""The screen at which lengths are as they are written here."""
_SHEET = """
QWidget[touch="ground"] { background: $ground; }
QWidget[touch="band"] { background: $accent; }
QWidget[touch="card"] { background: $card; border: 1px solid $line; border-radius: 12px; }
QWidget[touch="bare"] { background: transparent; border: none; }
QLabel { background: transparent; color: $ink; border: none; padding: 0; }
QLabel[touch="office"] { color: $on; font-size: {20}px; font-weight: 600; }
QLabel[touch="clock"] { color: $on; font-size: {24}px; font-weight: 600; }
QLabel[touch="title"] { font-size: {30}px; font-weight: 700; }
QLabel[touch="heading"] { font-size: {20}px; font-weight: 600; color: $soft; }
QLabel[touch="text"] { font-size: {20}px; }
QLabel[touch="soft"] { font-size: {17}px; color: $soft; }
QLabel[touch="name"] { font-size: {21}px; font-weight: 600; }
QLabel[touch="on"] { font-size: {22}px; font-weight: 700; color: $on; }
QLabel[touch="on-soft"] { font-size: {17}px; color: $on; }
QLabel[touch="good"] { font-size: {21}px; font-weight: 600; color: $good; background: $gsoft;
  border-radius: 10px; padding: {10}px {14}px; }
QLabel[touch="warning"] { font-size: {21}px; font-weight: 600; color: $warn; background: $wsoft;
  border-radius: 10px; padding: {10}px {14}px; }
QLabel[touch="box"] { border: 2px solid $soft; border-radius: 8px; background: $card; }
QLabel[touch="number"] { font-size: {150}px; font-weight: 700; color: $accent; }
QLabel[touch="typed"] { font-size: {26}px; background: $card; border: 2px solid $accent; border-radius: 10px;
  padding: {10}px {16}px; }
QPushButton { background: $card; color: $ink; border: 2px solid $line; border-radius: 12px; text-align: center;
  font-size: {22}px; font-weight: 600; min-height: {64}px; padding: 0 {18}px; }
QPushButton:pressed { background: $asoft; border-color: $accent; }
QPushButton:checked { background: $gsoft; border-color: $good; }
QPushButton:disabled { color: $soft; background: $ground; border-color: $line; }
QPushButton[touch="main"] { background: $accent; color: $on; border-color: $accent; }
QPushButton[touch="main"]:pressed { background: #0B4468; }
QPushButton[touch="main"]:disabled { background: $ground; color: $soft; border-color: $line; }
QPushButton[touch="key"] { font-size: {26}px; padding: 0; }
QPushButton[touch="language"] { background: transparent; color: $on; border-color: $on; font-size: {19}px; }
QScrollArea { background: transparent; border: none; }
"""


def sheet(scale: float) -> str:
    """The stylesheet with letters and targets of this scale."""
    import re

    colours = {
        "$accent": ACCENT, "$asoft": ACCENT_SOFT, "$card": CARD, "$ground": GROUND, "$gsoft": GOOD_SOFT,
        "$good": GOOD, "$ink": INK, "$line": LINE, "$on": ON_ACCENT, "$soft": SOFT, "$warn": WARNING,
        "$wsoft": WARNING_SOFT,
    }  # fmt: skip
    text = re.sub(r"\{(\d+)\}", lambda found: str(round(int(found[1]) * scale)), _SHEET)
    return re.sub(r"\$\w+", lambda found: colours[found[0]], text)


def scale_of(width: int, height: int) -> float:
    """The factor by which everything is larger than on the smallest screen."""
    return max(min(width / _BASE[0], height / _BASE[1], 2.4), 1.0)


def label(text: str, look: str, *, wrap: bool = True) -> QLabel:
    """A label of one of the looks of the sheet."""
    made = plain_label(text)
    made.setProperty("touch", look)
    made.setWordWrap(wrap)
    return made


def bare(layout: QVBoxLayout | QHBoxLayout | QBoxLayout, look: str = "bare") -> QWidget:
    """A widget around a layout."""
    made = QWidget()
    made.setProperty("touch", look)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    made.setLayout(layout)
    return made


class TouchRoot(PublicWindow):
    """The window that buttons tell of every touch.

    Signals:
        touched(): a hand is there.
    """

    touched = Signal()


class TouchButton(QPushButton):
    """A target for a finger; it never takes the keyboard."""

    def __init__(self, text: str, look: str = "") -> None:
        super().__init__(text)
        self.setProperty("touch", look)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAutoDefault(False)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        root = self.window()
        if isinstance(root, TouchRoot):
            root.touched.emit()
        super().mousePressEvent(event)


class TouchTile(TouchButton):
    """A target that says something over several lines; with ``ticks`` it is a box to tick."""

    def __init__(
        self, name: str, *more: str, look: str = "", ticks: bool = False, least: int = LEAST_TARGET
    ) -> None:
        super().__init__("", look)
        self._least = least
        self.setAccessibleName(name)
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(18, 12, 18, 12)
        self._box.setSpacing(16)
        self.mark = label("", "box")
        self.mark.setFixedSize(MARK, MARK)
        if ticks:
            self.setCheckable(True)
            self._box.addWidget(self.mark)
            self.toggled.connect(self._show_mark)
            self._show_mark(False)
        words = QVBoxLayout()
        words.setSpacing(2)
        on = look == "main"
        self.words = [label(name, "on" if on else "name")]
        self.words += [label(text, "on-soft" if on else "soft") for text in more if text]
        words.addStretch(1)
        for said in (self.mark, *self.words):
            said.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for said in self.words:
            words.addWidget(said)
        words.addStretch(1)
        self._box.addLayout(words, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _show_mark(self, ticked: bool) -> None:
        self.mark.setPixmap(picture_in("ok", GOOD, MARK - 6) if ticked else QPixmap())

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return max(self._box.totalHeightForWidth(width) + 4, self._least)

    @override
    def sizeHint(self) -> QSize:
        width = 360
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(max(self.width(), 120)))


class TouchScroll(QWidget):
    """A part that may be longer than the screen: a finger moves it, and two large arrows where there is need."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for turn in (self.area.setVerticalScrollBarPolicy, self.area.setHorizontalScrollBarPolicy):
            turn(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        QScroller.grabGesture(self.area.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        content.setProperty("touch", "bare")
        self.area.viewport().setProperty("touch", "bare")
        self.area.setWidget(content)
        self.up, self.down = self._arrow("up", -1), self._arrow("down", 1)
        arrows = QVBoxLayout()
        arrows.addWidget(self.up)
        arrows.addStretch(1)
        arrows.addWidget(self.down)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.area, 1)
        box.addLayout(arrows)
        bar = self.area.verticalScrollBar()
        bar.rangeChanged.connect(lambda _least, _most: self._offer())
        bar.valueChanged.connect(lambda _at: self._offer())
        self._offer()

    def _arrow(self, name: str, way: int) -> TouchButton:
        button = TouchButton("", "key")
        button.setIcon(picture_in(name, ACCENT, 36))
        button.setIconSize(QSize(36, 36))
        button.setMinimumWidth(LEAST_TARGET + 8)
        button.clicked.connect(lambda _checked=False: self.turn(way))
        return button

    def turn(self, way: int) -> None:
        """A page down, or up."""
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() + way * round(self.area.viewport().height() * 0.85))

    def top(self) -> None:
        """Begin at the top."""
        self.area.verticalScrollBar().setValue(0)

    def _offer(self) -> None:
        bar = self.area.verticalScrollBar()
        for button, at in ((self.up, bar.minimum()), (self.down, bar.maximum())):
            button.setVisible(bar.maximum() > 0)
            button.setEnabled(bar.value() != at)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._offer()
