"""Tài khoản của tôi: the own password, text size, colours and keys of whoever sits here, in one place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.desk.act import new_op
from counter_app.domain.office.staff import Duty
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import scrolling, text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.failures import guard, show_error
from counter_app.qt.kit.field_rows import fields_in_rows
from counter_app.qt.kit.fields import Field
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.look_choices import scale_choice, theme_choice
from counter_app.qt.kit.one_job import OneJob
from counter_app.qt.kit.password_edit import PasswordEdit
from counter_app.qt.window.new_password import NewPassword, change_password
from counter_app.wording.dossier.labels import role_label

if TYPE_CHECKING:
    from counter_app.desk.desk import Done
    from counter_app.domain.office.staff import Officer
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.settings import Preferences


class AccountDialog(Dialog):
    """The settings each officer changes without anybody's leave; an empty password leaves the present one as it is."""

    opening_width = 620

    def __init__(
        self,
        place: Workplace,
        show_keys: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._place, self._show_keys, self._op = place, show_keys, new_op()
        self._job = OneJob(place.jobs, self)
        self._job.turned.connect(self._on_turned)
        self._job.failed.connect(self._on_failed)
        self.setWindowTitle(_("Tài khoản của tôi"))
        self.before, self.new = PasswordEdit(), NewPassword()
        self.new.seen.toggled.connect(self.before.show_letters)
        self.fields = {"before": Field(_("Mật khẩu đang dùng"), self.before), **self.new.fields}
        self.scale, self.theme = scale_choice(), theme_choice()
        self.advice = Advice("bad")
        self.keys = ActionButton(_("Phím của tôi"), self._open_keys, name="keyboard", key="Alt+P")
        self.sheet = ActionButton(_("Phiếu khôi phục"), self._open_sheet, name="lock", key="Alt+R")
        if not place.may(Duty.SHEET):
            self.sheet.hide()
        self.save = ActionButton(
            _("Lưu"), self._on_save, name="save", key="Ctrl+Return", tone="primary", bind=False
        )
        self._build()
        self._show_look(place.office.views.appearance())

    def _build(self) -> None:
        officer = self._place.office.session.officer
        who = officer.name if officer else ""
        role = role_label(officer.role).text if officer else ""
        login = _("Tên đăng nhập: {login}").format(login=officer.login if officer else "")
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(text_label(who, "title"))
        column.addWidget(text_label(f"{role} · {login}", "muted"))
        column.addWidget(text_label(_("Đổi mật khẩu"), "heading"))
        column.addWidget(self.fields["before"])
        column.addWidget(fields_in_rows(((self.fields["password"], 1), (self.fields["again"], 1))))
        column.addWidget(self.new.seen)
        column.addWidget(text_label(_("Màn hình của tôi"), "heading"))
        scale, theme = Field(_("Cỡ chữ"), self.scale), Field(_("Giao diện"), self.theme)
        column.addWidget(fields_in_rows(((scale, 1), (theme, 1))))
        column.addWidget(text_label(_("Chỉ đổi khi tài khoản này đăng nhập ở máy này."), "hint"))
        column.addWidget(flowing(self.keys, self.sheet))
        area = scrolling(column)
        self.grow_with(area)
        box = self.column()
        box.addWidget(area, 1)
        box.addWidget(self.advice)
        box.addWidget(self.foot(self.leaving(), self.save))
        self.finished.connect(self.deleteLater)
        self.before.setFocus()

    def _show_look(self, wish: Preferences) -> None:
        self._look = (wish.text_scale, wish.theme)
        self.scale.choose(wish.text_scale)
        self.theme.choose(wish.theme)

    def _open_keys(self) -> None:
        self.reject()
        self._show_keys()

    def _open_sheet(self) -> None:
        from counter_app.qt.window.recovery_dialog import RecoveryDialog

        parent = self.parentWidget()
        self.reject()
        RecoveryDialog(self._place, parent).open()

    def _on_turned(self) -> None:
        self.save.setEnabled(not self._job.busy)
        self.advice.say(_("Đang kiểm tra mật khẩu…") if self._job.busy else "", "info")

    def _on_save(self) -> None:
        """The look is put on once everything is kept."""
        if any((self.before.text(), self.new.after.text(), self.new.again.text())):
            guard(self._place, self._typed, self.fields, self._send)
        else:
            self._keep_look()

    def _typed(self) -> tuple[str, str]:
        """The present password and the new one. Errors: RuleError naming the input."""
        if not self.before.text():
            raise RuleError(_("Gõ mật khẩu đang dùng."), field="before")
        return self.before.text(), self.new.typed()

    def _send(self, typed: tuple[str, str]) -> None:
        """The password is hashed off the window's thread."""
        self._job.start(partial(change_password, *typed, self._op), self._on_changed)

    def _on_changed(self, done: Done[Officer]) -> None:
        self._place.hub.done(done)
        self._place.hub.notice(
            Tone.GOOD, _("Đã đổi mật khẩu. Lần sau đăng nhập bằng mật khẩu mới.")
        )
        self._keep_look()

    def _keep_look(self) -> None:
        chosen = (self.scale.value(), self.theme.value())
        self.accept()
        if chosen != self._look:
            self._place.act(lambda: self._place.office.views.keep_appearance(chosen[0], chosen[1]))

    def _on_failed(self, error: Exception) -> None:
        show_error(self._place, error, self.fields | {"": self.fields["before"]}, self._on_save)
