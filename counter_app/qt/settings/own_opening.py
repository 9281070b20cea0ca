"""The opening of an encrypted file by this computer itself: its system's keystore holds a secret for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.errors import CounterError
from counter_app.i18n import _
from counter_app.qt.kit.cards import Card, text_label
from counter_app.qt.kit.one_job import OneJob
from counter_app.qt.kit.tick_box import TickBox

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.desk.office.own_computer import Standing
    from counter_app.qt.kit.workplace import Workplace


class OwnOpening(Card):
    """Hidden in a plain office; where the computer has no keystore it says so and offers nothing."""

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(_("Mở dữ liệu"))
        self.setParent(parent)
        self._place, self._job = place, OneJob(place.jobs, self)
        self._job.turned.connect(self._on_turned)
        self._job.failed.connect(self._on_failed)
        self._standing: Standing | None = None
        self.tick = TickBox(_("Tự mở dữ liệu trên máy này khi mở chương trình"))
        self.answer = text_label("", "hint")
        self.add(self.tick, self.answer)
        self.tick.clicked.connect(self._on_tick)
        self.hide()

    def reload(self) -> None:
        """Ask how it stands; of a plain office nothing is to be asked."""
        keys = self._place.office.keys
        if keys is None or keys.data is None:
            return
        self._job.start(lambda office: office.own_computer.standing(), self._show)

    def _on_tick(self) -> None:
        wish = self.tick.isChecked()
        self._job.start(lambda office: office.own_computer.open_by_itself(wish), self._show)

    def _show(self, standing: Standing) -> None:
        self._standing = standing
        self.setVisible(standing.encrypted)
        self.tick.setChecked(standing.opens)
        self.tick.setEnabled(standing.offered or standing.opens)
        self.answer.setText(
            _(
                "Người dùng tài khoản này của máy mở được dữ liệu; vào chương trình vẫn phải gõ mật khẩu."
            )
            if standing.offered
            else _("Máy này không có kho khóa của hệ điều hành. Gõ mật khẩu mỗi lần mở.")
        )

    def _on_turned(self) -> None:
        if self._job.busy:
            self.tick.setEnabled(False)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, CounterError):
            raise error
        if self._standing is not None:
            self._show(self._standing)
        self.answer.setText(error.message)
