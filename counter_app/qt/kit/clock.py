"""The computer's clock does not go with what is known: two people say it is right before papers are dated by it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from counter_app.desk.act import new_op
from counter_app.desk.office.leader_consent import OWN, Approval
from counter_app.domain.clock import ClockDoubt
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import Choice, Field
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.password_edit import PasswordEdit
from counter_app.qt.kit.workplace import Workplace

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class ClockDialog(Dialog):
    """Shows both moments; two officers confirm the clock is right, or somebody goes to set it."""

    def __init__(
        self,
        place: Workplace,
        message: str,
        retry: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._place, self._op = place, new_op()
        self._retry = retry
        self.setWindowTitle(_("Xác nhận giờ trên máy"))
        now = place.office.now()
        self.second, self.password = Choice(), PasswordEdit()
        self._fields = {
            "approver": Field(_("Người xác nhận thứ hai"), self.second, required=True),
            "password": Field(_("Mật khẩu của người thứ hai"), self.password, required=True),
        }
        self.confirm = ActionButton(_("&Giờ này đúng, ghi tiếp"), self._on_confirm)
        self.wait = self.leaving(tone="primary")
        box = self.column()
        box.addWidget(text_label(self.windowTitle(), "title"))
        box.addWidget(text_label(f"{now:%H:%M  %d/%m/%Y}", "big"))
        box.addWidget(text_label(message))
        box.addWidget(
            text_label(
                _(
                    "Giấy hẹn in theo giờ này. Pin đồng hồ máy yếu thường làm sai giờ. Lần xác nhận này được ghi lại "
                    "và nêu trong biên bản chốt sổ."
                ),
                "muted",
            )
        )
        for field in self._fields.values():
            box.addWidget(field)
        box.addWidget(self.foot(self.confirm, self.wait))
        self._offer()
        self.finished.connect(self.deleteLater)
        self.wait.setFocus()

    def _offer(self) -> None:
        others = self._place.office.clock_word.seconds()
        self.second.offer([(item.login, item.name) for item in others])
        for field in self._fields.values():
            field.setVisible(bool(others))

    def _approval(self) -> Approval:
        if self._fields["approver"].isHidden():
            return OWN
        return Approval(approver=str(self.second.value() or ""), password=self.password.text())

    def _on_confirm(self) -> None:
        confirm = self._place.office.clock_word.confirm
        approval = self._approval()
        self._place.act(lambda: confirm(approval, op_id=self._op), self._fields, self._on_done)

    def _on_done(self, _doubt: ClockDoubt) -> None:
        self.accept()
        if self._retry is not None:
            self._retry()
        else:
            self._place.hub.notice(Tone.INFO, _("Đã xác nhận giờ trên máy. Bấm lại nút vừa rồi."))
