"""Somebody signs in with a password that another person chose: it is replaced before anything else is done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from counter_app.desk.act import new_op
from counter_app.i18n import _
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.failures import guard, show_error
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.one_job import OneJob
from counter_app.qt.window.new_password import NewPassword, change_password

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.desk.desk import Done
    from counter_app.domain.office.staff import Officer
    from counter_app.qt.kit.workplace import Workplace


class LentPasswordDialog(Dialog):
    """Asks for a password of the officer's own; ``typed`` is the one that just opened.

    Left without one, it is ``rejected``: whoever opened it signs the officer out.
    """

    def __init__(self, place: Workplace, typed: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._typed, self._op = place, typed, new_op()
        self._job = OneJob(place.jobs, self)
        self._job.turned.connect(self._on_turned)
        self._job.failed.connect(self._on_failed)
        self.new = NewPassword()
        self.fields = self.new.fields
        self.advice = Advice("bad")
        self.save = ActionButton(
            _("Đổi mật khẩu"), self._on_save, name="save", key="Ctrl+Return", tone="primary"
        )
        self.leave = ActionButton(_("Đăng xuất"), self.reject, name="close", key="Esc", bind=False)
        lay_out(
            self,
            title=_("Đặt mật khẩu của riêng mình"),
            about=_("Mật khẩu đang dùng do người khác đặt."),
            meaning=_(
                "Đặt mật khẩu mới để không ai khác đăng nhập được bằng tên của mình. Thao tác đã ghi mang tên người "
                "đăng nhập."
            ),
            parts=(*self.fields.values(), self.new.seen, self.advice),
            buttons=(self.leave, self.save),
            wide=520,
        )
        self.finished.connect(self.deleteLater)
        self.new.after.setFocus()

    def _on_turned(self) -> None:
        self.save.setEnabled(not self._job.busy)
        self.advice.say(_("Đang kiểm tra mật khẩu…") if self._job.busy else "", "info")

    def _on_save(self) -> None:
        guard(self._place, self.new.typed, self.fields, self._send)

    def _send(self, after: str) -> None:
        """The password is hashed off the window's thread."""
        self._job.start(partial(change_password, self._typed, after, self._op), self._on_changed)

    def _on_changed(self, done: Done[Officer]) -> None:
        self._place.hub.done(done)
        self.accept()
        text = _("Đã đổi mật khẩu. Lần sau đăng nhập bằng mật khẩu mới.")
        self._place.hub.notice(Tone.GOOD, text)

    def _on_failed(self, error: Exception) -> None:
        show_error(self._place, error, self.fields | {"": self.fields["password"]}, self._on_save)
