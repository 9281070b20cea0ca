"""While the citizen reads: what is shown, on which screen, and the officer's answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout

from counter_app.i18n import _
from counter_app.qt.intake.spelling_sheet import SpellingSheet
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.public_screen import fill_screen, public_screen

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QScreen, QShowEvent
    from PySide6.QtWidgets import QWidget

    from counter_app.qt.kit.workplace import Workplace

LONGEST_MS = 180_000
"""Nobody reads longer: then a forgotten name is on no screen any more."""
SECOND = "second"


class SpellingDialog(Dialog):
    """Shown on the public's screen beside this dialog, or, without one, on the whole of this screen, to be turned.

    Whenever the dialog is not seen (answered, left, screen locked, time over) nothing of it stays on any screen.

    Signals:
        confirmed(): the citizen read it and found it right.
    """

    writes = False
    opening_width, opening_height = 900, 560
    confirmed = Signal()

    def __init__(self, place: Workplace, lines: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Công dân xem lại trước khi in"))
        self._lines = tuple(lines)
        kept = place.office.preferences
        self._screen = (
            public_screen(parent, kept.display_screen) if kept.citizen_screen == SECOND else None
        )
        self.facing: SpellingSheet | None = None
        self.sheet = SpellingSheet(self)
        self.right = ActionButton(
            _("Công dân đã xem, đúng"),
            self._on_right,
            name="ok",
            key="Ctrl+Return",
            tone="primary",
            bind=False,
        )
        self.shut = self.leaving()
        box = QVBoxLayout(self)
        box.addWidget(text_label(self._told(), "muted"))
        box.addWidget(self.sheet, 1)
        box.addWidget(self.foot(self.shut, self.right))
        self._over = QTimer(self, singleShot=True, interval=LONGEST_MS)
        self._over.timeout.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self.right.setFocus()

    def _told(self) -> str:
        if self._screen is not None:
            return _("Công dân đang đọc trên màn hình thứ hai. Có chỗ sai thì đóng rồi sửa.")
        return _("Quay màn hình này về phía công dân. Có chỗ sai thì đóng rồi sửa.")

    def _on_right(self) -> None:
        self.confirmed.emit()
        self.accept()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._over.start()
        self.sheet.show_lines(self._lines)
        if self._screen is not None:
            self._face(self._screen)

    def _face(self, screen: QScreen) -> None:
        self.facing = SpellingSheet()
        self.facing.show_lines(self._lines)
        fill_screen(self.facing, screen)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._over.stop()
        self.sheet.show_lines(())
        facing, self.facing = self.facing, None
        if facing is not None:
            facing.hide()
            facing.show_lines(())
            facing.deleteLater()

    def show_to_read(self) -> None:
        """Open on the whole screen where that is what the citizen reads."""
        self.open()
        if self._screen is None:
            self.showFullScreen()
