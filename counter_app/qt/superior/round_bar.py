"""The progress of a round, and the key that stops it; nothing while there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.theme import scaled

if TYPE_CHECKING:
    from counter_app.qt.superior.asking import Round


class RoundBar(QWidget):
    """Shown while its round is under way."""

    def __init__(self, asked: Round) -> None:
        super().__init__()
        self._round = asked
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("Tiến độ"))
        self.bar.setTextVisible(False)
        self.step = text_label("", "muted")
        self.stop = ActionButton(_("Dừng"), asked.cancel, name="stop", key="Alt+D")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(scaled(10))
        line.addWidget(self.bar, 2)
        line.addWidget(self.step, 3)
        line.addWidget(self.stop)
        asked.turned.connect(self._on_turned)
        asked.progressed.connect(self._on_progressed)
        self.hide()

    def _on_turned(self) -> None:
        self.bar.setRange(0, 0)
        self.step.setText("")
        self.setVisible(self._round.busy)

    def _on_progressed(self, done: int, total: int, text: str) -> None:
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        self.step.setText(f"{done}/{total} · {text}" if text else f"{done}/{total}")
