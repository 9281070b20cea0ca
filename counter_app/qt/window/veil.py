"""The dialogs hidden while the screen is locked: those that are open, and those that running work opens meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from counter_app.qt.kit.clock import ClockDialog
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.trouble import TroubleDialog

MOST_LEVELS = 4
"""Of menus in menus."""


class Veil(QObject):
    """Lies over a window's dialogs from ``draw`` to ``lift``; ``tear`` ends them with the work they belong to."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._hidden: list[QDialog] = []
        self._view: QWidget | None = None

    def draw(self, view: QWidget) -> None:
        """Hide what is open, and what opens from now on; ``view`` is the work behind."""
        _close_popups()
        self._view = view
        for dialog in self._window.findChildren(QDialog):
            if dialog.isVisible():
                self._hide(dialog)
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def lift(self) -> None:
        """Show again what was hidden."""
        self._stop()
        hidden, self._hidden = self._hidden, []
        for dialog in hidden:
            if isValid(dialog):
                dialog.setVisible(True)

    def tear(self) -> None:
        """Whoever sat here has gone: nothing of theirs comes back."""
        _close_popups()
        self._stop()
        self._hidden = []
        for dialog in self._window.findChildren(QDialog):
            dialog.setVisible(False)
            dialog.deleteLater()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.Show
            and isinstance(watched, QDialog)
            and self._covers(watched)
        ):
            # Not in the middle of being shown.
            QTimer.singleShot(0, watched, lambda: self._hide(watched))
        return False

    def _covers(self, dialog: QDialog) -> bool:
        """True if a dialog has to wait: all but what went wrong with the password itself."""
        parent = dialog.parent()
        while parent is not None and parent is not self._view:
            parent = parent.parent()
        return parent is not None or not isinstance(dialog, TroubleDialog | ClockDialog)

    def _hide(self, dialog: QDialog) -> None:
        if self._view is not None:
            if dialog not in self._hidden:
                self._hidden.append(dialog)
            dialog.setVisible(False)
            self._window.activateWindow()

    def _stop(self) -> None:
        self._view = None
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)


def _close_popups() -> None:
    """A list that has dropped down keeps the keyboard, and the password would be typed into it."""
    for _level in range(MOST_LEVELS):
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
