"""The officers to begin with: one row each, the login made from the name unless somebody types another."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from counter_app.desk.office.founding import NewOfficer, spoken_password
from counter_app.domain.office.staff import Officer, Role
from counter_app.domain.text import fold
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import row, text_label
from counter_app.qt.kit.fields import Choice, LineEdit
from counter_app.qt.kit.password_edit import typeable
from counter_app.qt.kit.plain import plain_label
from counter_app.wording.dossier.labels import role_label

MOST = 12


def login_from(name: str) -> str:
    """``huong.nt`` for "Nguyễn Thị Hường"."""
    words = fold(name).split()
    if not words:
        return ""
    return ".".join(part for part in (words[-1], "".join(word[0] for word in words[:-1])) if part)


class _Line:
    """The inputs of one officer."""

    def __init__(self, number: int, role: Role) -> None:
        self.name = LineEdit(
            placeholder=_("Ví dụ: {text}").format(text="Nguyễn Thị Hường"), most=120
        )
        self.title = LineEdit(placeholder=_("Ví dụ: {text}").format(text=_("Công chức")), most=120)
        self.role = Choice([(item, role_label(item).text) for item in Role])
        self.role.choose(role)
        self.login = LineEdit(most=40)
        self.password = LineEdit(spoken_password(), most=200)
        self.password.setInputMethodHints(Qt.InputMethodHint.ImhLatinOnly)
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
    """Rows of officers with a first password each, shown to be handed over.

    Signals:
        edited(): a name, login or password is another one, or there is a row more or fewer.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[_Line] = []
        self._wrong: QWidget | None = None
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
        self.add_line(Role.LEADER)

    def add_line(self, role: Role = Role.RECEIVER) -> None:
        """One more officer."""
        line = _Line(len(self._lines) + 1, role)
        for column, widget in enumerate(line.widgets()):
            self._grid.addWidget(widget, len(self._lines) + 1, column)
        for edit in (line.name, line.login, line.password):
            edit.textEdited.connect(self.edited)
        self._lines.append(line)
        self._show_buttons()
        if len(self._lines) > 1:
            line.name.setFocus()
            self.edited.emit()

    def take_over(self, other: OfficersTable) -> None:
        """Show what was typed in another table."""
        while len(self._lines) < len(other._lines):
            self.add_line()
        for mine, theirs in zip(self._lines, other._lines, strict=True):
            for edit in ("name", "title", "login", "password"):
                getattr(mine, edit).setText(getattr(theirs, edit).text())
            mine.role.choose(theirs.role.value())
            mine.own_login = theirs.own_login

    def drop_line(self) -> None:
        """One officer fewer; the first stays."""
        if len(self._lines) < 2:
            return
        for widget in self._lines.pop().widgets():
            self._grid.removeWidget(widget)
            widget.deleteLater()
        self._show_buttons()
        self.edited.emit()

    def officers(self) -> tuple[NewOfficer, ...]:
        """The rows that carry a name. Errors: RuleError (field "officers")."""
        from counter_app.errors import RuleError

        self._wrong = self._lines[0].name
        made = tuple(self._officer(line) for line in self._lines if self._has_name(line))
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
        self._wrong = None
        return made

    def wrong(self) -> QWidget | None:
        """The input that ``officers`` last had to refuse."""
        return self._wrong

    def _has_name(self, line: _Line) -> bool:
        """True if somebody is named; a row left empty is passed over, but not the first. Errors: RuleError."""
        from counter_app.errors import RuleError

        if line.name.value():
            return True
        if line is self._lines[0] or line.title.value() or line.own_login:
            self._wrong = line.name
            raise RuleError(_("Chưa có họ tên công chức. Ghi họ tên."), field="officers")
        return False

    def line(self, number: int) -> tuple[QWidget, ...]:
        """Name, title, role, login and password inputs of a row, from 0."""
        return self._lines[number].widgets()

    def _officer(self, line: _Line) -> NewOfficer:
        from counter_app.desk.office.passwords import check_new_password
        from counter_app.errors import RuleError

        login = line.login.value().lower()
        self._wrong = line.login
        if not login or not login.isascii() or not login.replace(".", "").isalnum():
            raise RuleError(
                _(
                    "Tên đăng nhập của {name} chỉ gồm chữ không dấu, chữ số và dấu chấm. Đặt lại tên."
                ).format(name=line.name.value()),
                field="officers",
            )
        self._wrong, password = line.password, typeable(line.password.text())
        if not password.isascii():
            raise RuleError(
                _(
                    "Mật khẩu của {name} có chữ có dấu, khó gõ lại đúng ở màn hình đăng nhập. "
                    "Gõ chữ không dấu và chữ số."
                ).format(name=line.name.value()),
                field="officers",
            )
        try:
            check_new_password(password, (login, line.name.value()))
        except RuleError as error:
            raise RuleError(f"{line.name.value()}: {error.message}", field="officers") from error
        officer = Officer(
            login=login,
            name=line.name.value(),
            role=line.role.value(),
            title=line.title.value(),
            counter="1",
        )
        return NewOfficer(officer=officer, password=password)

    def _show_buttons(self) -> None:
        self.more.setEnabled(len(self._lines) < MOST)
        self.fewer.setEnabled(len(self._lines) > 1)
