"""Filters an officer has kept under names of the own."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QToolButton, QWidget

from counter_app.i18n import _
from counter_app.qt.kit.fields import Choice
from counter_app.qt.kit.icons import icon
from counter_app.qt.kit.theme import scaled

LONGEST = 60


class KeptFilters(QWidget):
    """The kept ones to choose from; one button keeps what is chosen now, one forgets the one in hand.

    Signals:
        wanted(str): the filter of this name.
        named(str): keep what is chosen now under this name.
        dropped(str): forget the filter of this name.
    """

    wanted = Signal(str)
    named = Signal(str)
    dropped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.choice = Choice()
        self.choice.setAccessibleName(_("Bộ lọc đã lưu"))
        self.choice.setFixedWidth(scaled(170))
        self.keep = _button("save", _("Lưu bộ lọc đang chọn"))
        self.drop = _button("delete", _("Bỏ bộ lọc đã lưu này"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(scaled(4))
        for widget in (self.choice, self.keep, self.drop):
            line.addWidget(widget)
        self.choice.chosen.connect(self._on_chosen)
        self.keep.clicked.connect(self._ask_name)
        self.drop.clicked.connect(lambda: self.dropped.emit(self.choice.value() or ""))

    def offer(self, kept: Mapping[str, object], now: str = "") -> None:
        """Offer these; ``now`` is the one in hand."""
        self.choice.blockSignals(True)
        self.choice.offer([("", _("Bộ lọc đã lưu")), *((name, name) for name in kept)])
        self.choice.choose(now if now in kept else "")
        self.choice.blockSignals(False)
        self.drop.setEnabled(bool(self.choice.value()))

    def _on_chosen(self, name: object) -> None:
        self.drop.setEnabled(bool(name))
        if name:
            self.wanted.emit(str(name))

    def _ask_name(self) -> None:
        dialog = QInputDialog(self)
        dialog.setWindowTitle(_("Lưu bộ lọc"))
        dialog.setLabelText(_("Tên bộ lọc; trùng tên thì thay bộ lọc cũ"))
        dialog.setTextValue(self.choice.value() or "")
        dialog.setOkButtonText(_("Lưu"))
        dialog.setCancelButtonText(_("Bỏ qua"))
        dialog.textValueSelected.connect(self._on_named)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_named(self, text: str) -> None:
        name = " ".join(text.split())[:LONGEST]
        if name:
            self.named.emit(name)


def _button(sign: str, text: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(sign, "ink"))
    button.setAutoRaise(True)
    button.setToolTip(text)
    button.setAccessibleName(text)
    return button
