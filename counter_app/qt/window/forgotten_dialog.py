"""Quên mật khẩu lãnh đạo: the words of the recovery sheet give a leader another password."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.desk.act import new_op
from counter_app.i18n import _
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import scrolling, text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.failures import guard, show_error
from counter_app.qt.kit.fields import Choice, Field, TextArea
from counter_app.qt.kit.one_job import OneJob
from counter_app.qt.window.new_password import NewPassword
from counter_app.wording.office.recovery import sheet_text

if TYPE_CHECKING:
    from counter_app.desk.desk import Done
    from counter_app.domain.office.staff import Officer
    from counter_app.office import Office
    from counter_app.qt.kit.workplace import Workplace


class ForgottenDialog(Dialog):
    """Asks for leader, words and another password; the hashing is done off the window's thread.

    Signals:
        let_in(str): this login has another password now.
    """

    opening_width = 640

    let_in = Signal(str)

    def __init__(self, place: Workplace, parent: QWidget | None = None, *, words: str = "") -> None:
        super().__init__(parent)
        self._place, self._op = place, new_op()
        self._job = OneJob(place.jobs, self)
        self._job.turned.connect(self._on_turned)
        self._job.failed.connect(self._on_failed)
        self.setWindowTitle(_("Quên mật khẩu lãnh đạo"))
        leaders = place.office.recovery.candidates()
        self.leader = Choice([(item.login, item.name) for item in leaders])
        self.words = TextArea(lines=3)
        self.words.setPlainText(words)
        self.new = NewPassword()
        self.fields = {
            "login": Field(_("Lãnh đạo, quản trị hệ thống"), self.leader),
            "words": Field(
                _("Các chữ trên phiếu khôi phục"),
                self.words,
                _("Theo thứ tự từ 1, cách nhau bằng dấu cách."),
            ),
            **self.new.fields,
        }
        self.advice = Advice("bad")
        self.save = ActionButton(
            _("Đặt mật khẩu mới"), self._on_save, name="ok", key="Ctrl+Return", tone="primary", bind=False
        )  # fmt: skip
        self._build()
        (self.new.after if words else self.words).setFocus()

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(text_label(_("Quên mật khẩu lãnh đạo"), "title"))
        column.addWidget(text_label(sheet_text(self._place.office.recovery.standing()), "muted"))
        for field in self.fields.values():
            column.addWidget(field)
        column.addWidget(self.new.seen)
        column.addStretch(1)
        area = scrolling(column)
        self.grow_with(area)
        box = self.column()
        box.addWidget(area, 1)
        box.addWidget(self.advice)
        box.addWidget(self.foot(self.leaving(), self.save))
        self.finished.connect(self.deleteLater)

    def _on_turned(self) -> None:
        self.save.setEnabled(not self._job.busy)
        self.advice.say(_("Đang đối chiếu phiếu…") if self._job.busy else "", "info")

    def _on_save(self) -> None:
        guard(self._place, self.new.typed, self.fields, self._send)

    def _send(self, after: str) -> None:
        wish = (self.words.value(), str(self.leader.value()), after)
        self._job.start(partial(_reset, wish, self._op), self._on_reset)

    def _on_reset(self, done: Done[Officer]) -> None:
        self.accept()
        self.let_in.emit(done.result.login)

    def _on_failed(self, error: Exception) -> None:
        show_error(self._place, error, self.fields | {"": self.fields["words"]}, self._on_save)


def _reset(wish: tuple[str, str, str], op: str, office: Office) -> Done[Officer]:
    words, login, password = wish
    return office.recovery.reset(words, login, password, op_id=op)
