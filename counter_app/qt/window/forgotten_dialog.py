"""Quên mật khẩu lãnh đạo: the words of the recovery sheet give a leader another password."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from counter_app.desk.act import new_op
from counter_app.errors import CounterError, RuleError
from counter_app.i18n import _
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import scrolling, text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import Choice, Field, TextArea
from counter_app.qt.kit.one_job import OneJob
from counter_app.qt.window.sign_in import PasswordEdit
from counter_app.wording.recovery import sheet_text

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

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._op = place, new_op()
        self._job = OneJob(place.jobs, self)
        self._job.turned.connect(self._on_turned)
        self._job.failed.connect(self._on_failed)
        self.setWindowTitle(_("Quên mật khẩu lãnh đạo"))
        leaders = place.office.recovery.candidates()
        self.leader = Choice([(item.login, item.name) for item in leaders])
        self.words = TextArea(lines=3)
        self.after, self.again = PasswordEdit(), PasswordEdit()
        self.seen = QCheckBox(_("&Hiện mật khẩu"))
        self.fields = {
            "login": Field(_("Lãnh đạo, quản trị hệ thống"), self.leader),
            "words": Field(
                _("Các chữ trên phiếu khôi phục"),
                self.words,
                _("Theo thứ tự từ 1, cách nhau bằng dấu cách."),
            ),
            "password": Field(
                _("Mật khẩu mới"), self.after, _("Ít nhất 10 ký tự, chữ không dấu và chữ số")
            ),
            "again": Field(_("Gõ lại mật khẩu mới"), self.again),
        }
        self.advice = Advice("bad")
        self.save = ActionButton(
            _("Đặt mật khẩu mới"), self._on_save, name="ok", key="Ctrl+Return", tone="primary", bind=False
        )  # fmt: skip
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(text_label(_("Quên mật khẩu lãnh đạo"), "title"))
        column.addWidget(text_label(sheet_text(self._place.office.recovery.standing()), "muted"))
        for field in self.fields.values():
            column.addWidget(field)
        column.addWidget(self.seen)
        column.addStretch(1)
        area = scrolling(column)
        self.grow_with(area)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 14)
        box.setSpacing(10)
        box.addWidget(area, 1)
        box.addWidget(self.advice)
        box.addWidget(self.foot(self.leaving(), self.save))
        for edit in (self.after, self.again):
            self.seen.toggled.connect(edit.show_letters)
        self.finished.connect(self.deleteLater)
        self.words.setFocus()

    def _on_turned(self) -> None:
        self.save.setEnabled(not self._job.busy)
        self.advice.say(_("Đang đối chiếu phiếu…") if self._job.busy else "", "info")

    def _on_save(self) -> None:
        for field in self.fields.values():
            field.set_error("")
        if self.after.text() != self.again.text():
            self._refuse(RuleError(_("Hai lần gõ mật khẩu mới khác nhau. Gõ lại."), field="again"))
            return
        if not self.after.text().isascii():
            self._refuse(
                RuleError(
                    _("Mật khẩu có chữ có dấu, khó gõ lại đúng. Gõ chữ không dấu và chữ số."),
                    field="password",
                )
            )
            return
        wish = (self.words.value(), str(self.leader.value()), self.after.text())
        self._job.start(partial(_reset, wish, self._op), self._on_reset)

    def _on_reset(self, done: Done[Officer]) -> None:
        self.accept()
        self.let_in.emit(done.result.login)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, RuleError):
            self._refuse(error)
        elif isinstance(error, CounterError):
            self.advice.say(error.message, "bad")
        else:
            raise error

    def _refuse(self, error: RuleError) -> None:
        field = self.fields.get(error.field)
        if field is None:
            self.advice.say(error.message, "bad")
            return
        field.set_error(error.message)
        field.editor.setFocus()


def _reset(wish: tuple[str, str, str], op: str, office: Office) -> Done[Officer]:
    words, login, password = wish
    return office.recovery.reset(words, login, password, op_id=op)
