"""The frame of every dialog: what it is called, its parts, and its buttons in one order.

Enter presses what has the keyboard and goes from field to field, ending at the one primary button; Ctrl+Enter presses
that button from anywhere; Esc always closes. Dangerous buttons stand apart at the left, the way out stands beside the
primary one, which is last. A dialog is as high as what it says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.enter import EnterMoves
from counter_app.qt.kit.flow import FlowLayout
from counter_app.qt.kit.held_keys import is_repeat, takes_held
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.theme import dress, scaled

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QShowEvent

_MARGIN = 48
"""Pixels of the window below that stay in sight around a dialog."""
_FEWEST_ROWS, _MOST_ROWS = 4, 14
_PRIMARY = 3
EDGE, _APART = (20, 16, 20, 16), 10
"""Pixels at 100 % text around a dialog's parts, and between two of them."""
_BETWEEN, _GROUPS = 8, 24
"""Pixels at 100 % text between two buttons of the foot, and between dangerous ones and the others."""
_SIDES = 58
"""Pixels at 100 % text beside what scrolls: the edges, and the bar with its room."""


class Dialog(QDialog):
    """A dialog with its foot; ``writes``: leaving it leaves something unwritten, and is called so.

    ``opening_width`` and ``opening_height`` are pixels at 100 % text; without a height the dialog is as high as what it
    says, and grows with it up to the window below, where it scrolls.
    """

    writes = True
    opening_width, opening_height = 560, 0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if parent is None:
            dress(self)
        flags = Qt.WindowType
        self.setWindowFlags(
            flags.Dialog | flags.CustomizeWindowHint | flags.WindowTitleHint | flags.WindowCloseButtonHint
        )  # fmt: skip
        self.enter = EnterMoves(self)
        self.enter.ended.connect(self._to_primary)
        self._foot: tuple[QPushButton, ...] = ()
        self._areas: list[QScrollArea] = []
        wished = (self.opening_width, self.opening_height or self.opening_width)
        self.resize(QSize(*map(scaled, wished)).boundedTo(self.room()))
        self._untouched = self.size()
        self._refit = QTimer(self, singleShot=True, interval=0)
        self._refit.timeout.connect(self._grow)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(key), self, self.strike)
            shortcut.setAutoRepeat(False)
        QShortcut(QKeySequence("F1"), self, self.show_guide)

    def column(self) -> QVBoxLayout:
        """The layout of its parts: the same edge around it in every dialog, growing with the text."""
        column = QVBoxLayout(self)
        column.setContentsMargins(*map(scaled, EDGE))
        column.setSpacing(scaled(_APART))
        return column

    def leaving(self, *, tone: str = "") -> ActionButton:
        """The way out: one word where something would be left unwritten, another where there is nothing to write."""
        word = _("Không lưu") if self.writes else _("Đóng")
        return ActionButton(word, self.reject, name="close", key="Esc", tone=tone, bind=False)

    def show_guide(self) -> None:
        """F1: read about the field in hand; in the guide itself there is nothing more to open."""
        from counter_app.qt.kit.guide_dialog import GuideDialog
        from counter_app.qt.kit.help_place import help_place

        if not isinstance(self, GuideDialog):
            GuideDialog(help_place(self.focusWidget(), self), self).begin()

    def grow_with(self, area: QScrollArea) -> None:
        """Be as high as what scrolls in ``area``, as long as there is room."""
        self._areas.append(area)
        content = area.widget()
        if content is not None:
            content.installEventFilter(_Asking(content, self._refit.start))

    def foot(self, *buttons: QPushButton) -> QWidget:
        """The buttons in the order of all dialogs, whatever the order they are named in."""
        self._foot = tuple(sorted(buttons, key=_place))
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, scaled(4), 0, 0)
        line.setSpacing(scaled(_GROUPS))
        apart, together = QWidget(), QWidget()
        left = FlowLayout(apart, spacing=scaled(_BETWEEN))
        right = FlowLayout(together, spacing=scaled(_BETWEEN), to_the_right=True)
        for button in self._foot:
            if isinstance(button, ActionButton) and button.key_text() == "Ctrl+Return":
                button.leave_key_to_frame()
            (right if _place(button) else left).addWidget(button)
        if left.count():
            line.addWidget(apart)
        else:
            apart.deleteLater()
        line.addWidget(together, 1)
        return holder

    def primary(self) -> QPushButton | None:
        """The one button that Ctrl+Enter presses now; None while there is nothing to do but leave."""
        shown = [
            button
            for button in self._foot
            if _place(button) == _PRIMARY and button.isVisibleTo(self)
        ]
        return shown[-1] if shown else None

    def strike(self) -> None:
        """Ctrl+Enter."""
        button = self.primary()
        if button is not None and button.isEnabled():
            button.click()

    def _to_primary(self) -> None:
        """Enter in the last field goes to the primary button, which the next Enter presses."""
        button = self.primary()
        if button is not None and button.isEnabled():
            button.setFocus(Qt.FocusReason.TabFocusReason)

    # --- its size ----------------------------------------------------------------------------

    def room(self) -> QSize:
        """The most a dialog may take: the window below it, or the screen."""
        below = self.parentWidget()
        while below is not None and isinstance(below.window(), QDialog):
            below = below.window().parentWidget()
        if below is not None:
            return below.window().size()
        return self.screen().availableSize() - QSize(_MARGIN, _MARGIN)

    def fitting(self) -> QSize:
        """The size it wants now."""
        room = self.room()
        contents = [content for area in self._areas if (content := area.widget()) is not None]
        inside = [content.minimumSizeHint().width() + scaled(_SIDES) for content in contents]
        line = self._foot_width()
        whole = [line] if line <= room.width() else []
        least = max([self.minimumSizeHint().width(), *inside, *whole])
        wide = min(max(scaled(self.opening_width), least), room.width())
        high = scaled(self.opening_height) if self.opening_height else self._content_height(wide)
        return QSize(wide, min(high, room.height()))

    def _foot_width(self) -> int:
        """The width of all its buttons in one line."""
        shown = [button for button in self._foot if button.isVisibleTo(self)]
        apart = any(_place(button) == 0 for button in shown)
        gaps = scaled(_BETWEEN) * len(shown) + (scaled(_GROUPS) if apart else 0)
        return sum(button.sizeHint().width() for button in shown) + gaps + scaled(EDGE[0] + EDGE[2])

    def _content_height(self, wide: int) -> int:
        layout = self.layout()
        if layout is None:
            return self.sizeHint().height()
        layout.activate()
        high = max(layout.totalHeightForWidth(wide), layout.totalMinimumHeightForWidth(wide))
        for area in filter(lambda item: item.isVisibleTo(self), self._areas):
            high += _height(area, wide) - area.sizeHint().height()
        for view in self.findChildren(QAbstractItemView):
            if view.isVisibleTo(self) and not view.property("stays"):
                high += _rows_height(view) - view.sizeHint().height()
        return max(high, layout.totalMinimumSize().height())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        if self.size() == self._untouched:
            self.resize(self.fitting())
        super().showEvent(event)

    @override
    def event(self, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._refit.start()
        if takes_held(event):
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc held down leaves what is in front, not what lies below it too."""
        if event.key() != Qt.Key.Key_Escape or not is_repeat(event):
            super().keyPressEvent(event)

    def _grow(self) -> None:
        """Make room for what is shown now; nothing jumps back when less is."""
        wanted = self.fitting()
        if wanted.height() > self.height():
            self.resize(self.width(), wanted.height())


class _Asking(QObject):
    """Tells when what scrolls needs another height; a scroll area keeps that to itself."""

    def __init__(self, content: QWidget, tell: Callable[[], object]) -> None:
        super().__init__(content)
        self._tell = tell

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._tell()
        return False


def _height(area: QScrollArea, wide: int) -> int:
    """The height of an area in which nothing has to be scrolled."""
    content = area.widget()
    if content is None:
        return area.sizeHint().height()
    inside = content.layout()
    if inside is not None:
        inside.activate()
    if content.hasHeightForWidth():
        return max(
            content.heightForWidth(wide - scaled(_SIDES)), content.minimumSizeHint().height()
        )
    return content.sizeHint().height()


def _rows_height(view: QAbstractItemView) -> int:
    """The height of a list with its rows, within reason."""
    model = view.model()
    rows = min(max(model.rowCount(), _FEWEST_ROWS), _MOST_ROWS)
    hint = view.sizeHintForRow(0)
    head = view.horizontalHeader().height() if isinstance(view, QTableView) else 0
    return rows * (hint if hint > 0 else scaled(34)) + head + 2 * view.frameWidth() + scaled(4)


def _place(button: QPushButton) -> int:
    """The button that leads to the dialog's purpose is last, even a dangerous one."""
    key = button.key_text() if isinstance(button, ActionButton) else ""
    tone = button.property("tone")
    if tone == "primary" or key == "Ctrl+Return":
        return _PRIMARY
    if tone == "danger":
        return 0
    return 2 if key == "Esc" else 1
