"""One question before something is taken back: why."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.qt.failures import guard
from counter_app.qt.widgets.buttons import ActionButton
from counter_app.qt.widgets.cards import row, text_label
from counter_app.qt.widgets.fields import Field, LineEdit
from counter_app.qt.widgets.theme import scaled
from counter_app.qt.workplace import Workplace

REASON_LENGTH = 500


class ReasonDialog(QDialog):
    """Asks for a reason and does ``act`` with it; stays open with the error beside the field when it is refused."""

    def __init__(
        self,
        place: Workplace,
        title: str,
        about: str,
        act: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._place, self._act = place, act
        self.setWindowTitle(title)
        self.setMinimumWidth(scaled(440))
        self.reason = LineEdit(most=REASON_LENGTH)
        self._field = Field(_("Lý do"), self.reason, required=True)
        self.save = ActionButton(
            title, self._on_save, name="ok", key="Ctrl+Return", tone="danger", bind=False
        )
        self.shut = ActionButton(_("Bỏ qua"), self.reject, name="close", key="Esc", bind=False)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 18)
        box.setSpacing(scaled(10))
        for widget in (text_label(title, "title"), text_label(about), self._field):
            box.addWidget(widget)
        box.addLayout(row(self.save, self.shut))
        self.reason.returnPressed.connect(self._on_save)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(key), self, self._on_save)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
        self.reason.setFocus()
        self.finished.connect(self.deleteLater)

    def _on_save(self) -> None:
        guard(
            self._place,
            lambda: self._act(self.reason.value()),
            {"reason": self._field},
            then=lambda _result: self.accept(),
        )
