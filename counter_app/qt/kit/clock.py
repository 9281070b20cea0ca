"""The computer's clock does not go with the last event: ask before papers are dated by it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.workplace import Workplace


class ClockDialog(Dialog):
    """Shows both moments; the officer confirms the clock is right, or goes to set it."""

    def __init__(
        self,
        place: Workplace,
        message: str,
        retry: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._place = place
        self._retry = retry
        self.setWindowTitle(_("Xác nhận giờ trên máy"))
        now = place.office.now()
        self.confirm = ActionButton(_("&Giờ này đúng, ghi tiếp"), self._on_confirm)
        self.wait = self.leaving(tone="primary")
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 18)
        box.setSpacing(12)
        box.addWidget(text_label(self.windowTitle(), "title"))
        box.addWidget(text_label(f"{now:%H:%M  %d/%m/%Y}", "big"))
        box.addWidget(text_label(message))
        box.addWidget(
            text_label(
                _("Giấy hẹn in theo giờ này. Pin đồng hồ máy yếu thường làm sai giờ."), "muted"
            )
        )
        box.addWidget(self.foot(self.confirm, self.wait))
        self.finished.connect(self.deleteLater)
        self.wait.setFocus()

    def _on_confirm(self) -> None:
        self._place.office.confirm_clock()
        self.accept()
        if self._retry is not None:
            self._retry()
        else:
            self._place.hub.notice(Tone.INFO, _("Đã xác nhận giờ trên máy. Bấm lại nút vừa rồi."))
