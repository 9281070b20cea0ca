"""One officer: name, title, role, counter, login, password. Nobody is deleted, only set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from counter_app.domain.office.staff import Officer, Role
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card
from counter_app.qt.kit.enter import EnterMoves
from counter_app.qt.kit.failures import guard
from counter_app.qt.kit.field_rows import fields_in_rows
from counter_app.qt.kit.fields import Choice, Field, LineEdit
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.held import Held
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.officers_table import login_from
from counter_app.qt.kit.password_edit import PasswordEdit, refuse_accents
from counter_app.qt.kit.sending import Sending
from counter_app.qt.kit.tick_box import TickBox
from counter_app.wording.dossier.labels import role_label

if TYPE_CHECKING:
    from counter_app.desk.desk import Done
    from counter_app.qt.kit.workplace import Workplace


class OfficerForm(Card):
    """Shows an officer or begins a new one.

    Signals:
        saved(str): the officer with this login was saved.
    """

    saved = Signal(str)

    def __init__(self, place: Workplace) -> None:
        super().__init__(_("Thông tin công chức"))
        self._place, self._send = place, Sending()
        self.login, self.new = "", False
        self.name, self.job = LineEdit(most=120), LineEdit(most=120)
        self.counter, self.account = LineEdit(most=20), LineEdit(most=40)
        self.role = Choice([(item, role_label(item).text) for item in Role])
        self.password, self.again = PasswordEdit(), PasswordEdit()
        self.active = TickBox(_("Đang làm việc ở đây"))
        self.held = Held(self._read_again)
        self.save = ActionButton(_("&Lưu"), self._save, name="save", key="Ctrl+S", tone="primary")
        self.fields = {
            "name": Field(_("Họ và tên"), self.name, required=True),
            "title": Field(_("Chức vụ"), self.job),
            "role": Field(_("Vai trò"), self.role),
            "counter": Field(_("Quầy làm việc"), self.counter),
            "login": Field(_("Tên đăng nhập"), self.account, required=True),
            "password": Field(_("Mật khẩu mới"), self.password),
            "again": Field(_("Gõ lại mật khẩu"), self.again),
            "active": Field(_("Tình trạng"), self.active),
        }
        cells = list(self.fields.values())
        pairs = zip(cells[::2], cells[1::2], strict=True)
        self.add(fields_in_rows(*(((one, 1), (other, 1)) for one, other in pairs)))
        self.add(self.held.band)
        self.add(flowing(self.save))
        self.name.textEdited.connect(self._on_name)
        EnterMoves(self).ends_at(self.save)

    def show_officer(self, officer: Officer) -> None:
        """Show a known officer; the login stays what it is. The one already shown keeps what is in hand."""
        self.login, self.new = officer.login, False
        self._fill(officer, ("officer", officer.login))
        self.account.setReadOnly(True)
        self.fields["password"].set_hint(_("Để trống nếu không đổi"))

    def begin_new(self) -> None:
        """Begin an officer who is not listed yet."""
        self.login, self.new = "", True
        self._fill(Officer(login="", name="", role=Role.RECEIVER), ("new",))
        self.account.setReadOnly(False)
        self.fields["password"].set_hint(_("Ít nhất 10 ký tự; người đó đổi khi đăng nhập lần đầu"))
        self.name.setFocus()

    def _fill(self, officer: Officer, record: tuple[str, ...]) -> None:
        if self.held.turn_to(record):
            for field in self.fields.values():
                field.set_error("")
        for edit, value in (
            (self.name, officer.name),
            (self.job, officer.title),
            (self.counter, officer.counter),
            (self.account, officer.login),
            (self.role, officer.role),
            (self.active, officer.active),
            (self.password, ""),
            (self.again, ""),
        ):
            self.held.put(edit, value)
        self.held.settle()

    def _read_again(self) -> None:
        """Read the officer shown again from the store; a new one is stored nowhere."""
        if self.new:
            self.begin_new()
        officers = self._place.office.staff.officers()
        for officer in (item for item in officers if item.login == self.login):
            self.show_officer(officer)

    def _on_name(self, text: str) -> None:
        if not self.login and not self.account.isModified():
            self.account.setText(login_from(text))

    def _typed(self) -> Officer:
        if self.password.text() != self.again.text():
            raise RuleError(_("Mật khẩu gõ hai lần không giống nhau. Gõ lại."), field="again")
        refuse_accents(self.password.text())
        login = self.account.value()
        known = {officer.login for officer in self._place.office.staff.officers()}
        if not self.login and login in known:
            raise RuleError(_("Tên đăng nhập này đã có người dùng. Chọn tên khác."), field="login")
        return Officer(
            login=login,
            name=self.name.value(),
            role=self.role.value(),
            title=self.job.value(),
            counter=self.counter.value(),
            active=self.active.isChecked(),
        )

    def _save(self) -> None:
        if not self.held.may_save():
            return
        guard(
            self._place,
            lambda: self._send(
                self._place.office.staff.put_officer,
                self._typed(),
                password=self.password.text(),
            ),
            self.fields,
            self._on_saved,
        )

    def _on_saved(self, done: Done[Officer]) -> None:
        self.login, self.new = done.result.login, False
        self.held.let_go()
        self._place.hub.done(done)
        self.saved.emit(self.login)
        text = _("Đã lưu công chức {name}.").format(name=done.result.name)
        self._place.hub.notice(Tone.GOOD, text)
