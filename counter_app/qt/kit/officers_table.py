"""The officers to begin with: one row each, the login made from the name unless somebody types another."""

from __future__ import annotations

import secrets

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from counter_app.desk.office.founding import NewOfficer
from counter_app.domain.office.staff import Officer, Role
from counter_app.domain.text import fold
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import row, text_label
from counter_app.qt.kit.fields import Choice, LineEdit
from counter_app.qt.kit.plain import plain_label
from counter_app.wording.labels import role_label

MOST = 12


def login_from(name: str) -> str:
    """``huong.nt`` for "Nguyễn Thị Hường"."""
    words = fold(name).split()
    if not words:
        return ""
    return ".".join(part for part in (words[-1], "".join(word[0] for word in words[:-1])) if part)


def spoken_password() -> str:
    """A first password that can be read out and written down: ``quay-4821-7390``."""
    return f"quay-{secrets.randbelow(10_000):04d}-{secrets.randbelow(10_000):04d}"


class _Line:
    """The inputs of one officer."""

    def __init__(self, number: int, role: Role, name: str, title: str) -> None:
        self.name = LineEdit(name, most=120)
        self.title = LineEdit(title, most=120)
        self.role = Choice([(item, role_label(item).text) for item in Role])
        self.role.choose(role)
        self.login = LineEdit(login_from(name), most=40)
        self.password = LineEdit(spoken_password(), most=200)
        self.own_login = False
        names = (_("Họ tên"), _("Chức vụ"), _("Vai trò"), _("Tên đăng nhập"), _("Mật khẩu"))
        for widget, word in zip(self.widgets(), names, strict=True):
            widget.setAccessibleName(
                _("{word}, công chức {number}").format(word=word, number=number)
            )
        self.name.textEdited.connect(self._on_name)
        self.login.textEdited.connect(self._on_login)

    def widgets(self) -> tuple[QWidget, ...]:
        return (self.name, self.title, self.role, self.login, self.password)

    def _on_name(self, text: str) -> None:
        if not self.own_login:
            self.login.setText(login_from(text))

    def _on_login(self) -> None:
        self.own_login = True


class OfficersTable(QWidget):
    """Rows of officers with a first password each, shown so that it can be handed over."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[_Line] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        titles = (_("Họ tên"), _("Chức vụ"), _("Vai trò"), _("Tên đăng nhập"), _("Mật khẩu"))
        for column, title in enumerate(titles):
            self._grid.addWidget(plain_label(title), 0, column)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        self.error = text_label("", "error")
        self.error.hide()
        self.more = ActionButton(_("Thêm &công chức"), self.add_line, name="add")
        self.fewer = ActionButton(_("Bỏ dòng cuối"), self.drop_line, name="delete")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(self._grid)
        box.addWidget(self.error)
        box.addLayout(row(self.more, self.fewer))
        self.add_line(Role.LEADER, _("Công chức tiếp nhận"), _("Công chức"))

    def add_line(self, role: Role = Role.RECEIVER, name: str = "", title: str = "") -> None:
        """One more officer."""
        line = _Line(len(self._lines) + 1, role, name, title)
        for column, widget in enumerate(line.widgets()):
            self._grid.addWidget(widget, len(self._lines) + 1, column)
        self._lines.append(line)
        self._show_buttons()
        if not name:
            line.name.setFocus()

    def drop_line(self) -> None:
        """One officer fewer; the first stays."""
        if len(self._lines) < 2:
            return
        for widget in self._lines.pop().widgets():
            self._grid.removeWidget(widget)
            widget.deleteLater()
        self._show_buttons()

    def officers(self) -> tuple[NewOfficer, ...]:
        """The rows that carry a name. Errors: RuleError (field "officers")."""
        from counter_app.errors import RuleError

        made = tuple(self._officer(line) for line in self._lines if line.name.value())
        logins = [item.officer.login for item in made]
        if not any(item.officer.role is Role.LEADER for item in made):
            raise RuleError(
                _(
                    "Cần ít nhất một lãnh đạo để thiết lập và ký. Chọn vai trò Lãnh đạo cho một người."
                ),
                field="officers",
            )
        if len(set(logins)) < len(logins):
            raise RuleError(_("Hai công chức trùng tên đăng nhập. Sửa một tên."), field="officers")
        return made

    def line(self, number: int) -> tuple[QWidget, ...]:
        """Name, title, role, login and password inputs of a row, from 0."""
        return self._lines[number].widgets()

    def _officer(self, line: _Line) -> NewOfficer:
        from counter_app.desk.office.officers import SHORTEST_PASSWORD
        from counter_app.errors import RuleError

        login = line.login.value().lower()
        if not login or not login.isascii() or not login.replace(".", "").isalnum():
            raise RuleError(
                _(
                    "Tên đăng nhập của {name} chỉ gồm chữ không dấu, chữ số và dấu chấm. Đặt lại tên."
                ).format(name=line.name.value()),
                field="officers",
            )
        if len(line.password.text()) < SHORTEST_PASSWORD:
            raise RuleError(
                _("Mật khẩu của {name} cần ít nhất {least} ký tự. Gõ mật khẩu dài hơn.").format(
                    name=line.name.value(), least=SHORTEST_PASSWORD
                ),
                field="officers",
            )
        officer = Officer(
            login=login,
            name=line.name.value(),
            role=line.role.value(),
            title=line.title.value(),
            counter="1",
        )
        return NewOfficer(officer=officer, password=line.password.text())

    def _show_buttons(self) -> None:
        self.more.setEnabled(len(self._lines) < MOST)
        self.fewer.setEnabled(len(self._lines) > 1)
