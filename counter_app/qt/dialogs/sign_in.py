"""Signing in and unlocking: who sits at this counter. Passwords are checked off the UI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.qt.overriding import override
from counter_app.qt.widgets.buttons import ActionButton
from counter_app.qt.widgets.cards import Badge, Card, text_label
from counter_app.qt.widgets.enter import EnterMoves
from counter_app.qt.widgets.fields import Choice, Field
from counter_app.qt.widgets.theme import scaled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from counter_app.domain.staff import Officer


class PasswordEdit(QLineEdit):
    """A password: hidden, no input method, and a word when Caps Lock seems to be on.

    Signals:
        shouted(bool): a capital letter was typed without Shift.
    """

    shouted = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(200)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        from PySide6.QtCore import Qt

        text = event.text()
        if text.isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.shouted.emit(text.isupper() is not shifted)
        super().keyPressEvent(event)


class SignInPanel(QWidget):
    """Asks for officer and password; locked, only for the password of whoever sits here.

    Signals:
        tried(str, str): login and password, to be checked.
        switch_wanted(): somebody else wants to sign in at the locked counter.
    """

    tried = Signal(str, str)
    switch_wanted = Signal()

    def __init__(self, login: str = "") -> None:
        super().__init__()
        self._locked = ""
        self._busy = False
        self.sign = QLabel()
        self.title = text_label(_("Đăng nhập"), "title")
        self.office = text_label("", "muted")
        self.officer = Choice([(login, login)] if login else [])
        self.officer_field = Field(_("&Công chức"), self.officer)
        self.password = PasswordEdit()
        self.password_field = Field(_("&Mật khẩu"), self.password)
        self.button = ActionButton(
            _("Đăng &nhập"), self._try, key="Enter", tone="primary", bind=False
        )
        self.switch = ActionButton(_("Đổi n&gười"), self.switch_wanted.emit, tone="quiet")
        self.sample: Badge | None = None
        self.hint = text_label("", "hint")
        self._build()
        self.password.shouted.connect(self._on_shouted)
        self.officer.chosen.connect(lambda _login: self.password.setFocus())
        moves = EnterMoves(self)
        moves.ended.connect(self._try)

    def _build(self) -> None:
        self.sign.setFixedSize(scaled(56), scaled(56))
        card = Card()
        card.setFixedWidth(scaled(420))
        top = QHBoxLayout()
        top.addWidget(self.sign)
        words = QVBoxLayout()
        words.addWidget(self.title)
        words.addWidget(self.office)
        top.addLayout(words, 1)
        self._words = words
        card.body.addLayout(top)
        card.add(self.officer_field, self.password_field, self.hint)
        buttons = QHBoxLayout()
        buttons.addWidget(self.button)
        buttons.addStretch(1)
        buttons.addWidget(self.switch)
        card.body.addLayout(buttons)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addLayout(middle)
        column.addStretch(3)
        self.hint.hide()
        self.switch.hide()

    def show_office(self, name: str, *, sample_password: str = "") -> None:
        """Say whose counter this is; a sample office tells its invented password."""
        from counter_app.qt.labels import Label
        from counter_app.qt.widgets.icons import picture

        self.sign.setPixmap(picture("app", "ink", 56))
        self.office.setText(name)
        if sample_password:
            self.sample = self.sample or Badge(Label(_("DỮ LIỆU MẪU"), "sample"))
            self._words.addWidget(self.sample)
            self.hint.setText(
                _("Mật khẩu của mọi công chức mẫu: {text}").format(text=sample_password)
            )
            self.hint.show()

    def ask(self, officers: Sequence[Officer], last: str) -> None:
        """Let one of ``officers`` sign in."""
        self._locked = ""
        self.title.setText(_("Đăng nhập"))
        self.button.setText(_("Đăng &nhập (Enter)"))
        self.officer.offer([(item.login, _shown(item)) for item in officers if item.active])
        self.officer.choose(last)
        self.officer_field.setEnabled(True)
        self.switch.hide()
        self._start()

    def ask_again(self, officer: Officer) -> None:
        """Let the officer who locked the screen go on."""
        self._locked = officer.login
        self.title.setText(_("Màn hình đang khóa"))
        self.button.setText(_("Mở &khóa (Enter)"))
        self.officer.offer([(officer.login, _shown(officer))])
        self.officer_field.setEnabled(False)
        self.switch.show()
        self._start()

    @property
    def locked(self) -> bool:
        """Whether it asks to unlock rather than to sign in."""
        return bool(self._locked)

    def set_busy(self, busy: bool) -> None:
        """A password is being checked."""
        self._busy = busy
        self.button.setEnabled(not busy)
        self.password.setReadOnly(busy)

    def refuse(self, message: str) -> None:
        """The password was wrong: say so and ask again."""
        self.set_busy(False)
        self.password_field.set_error(message)
        self.password.selectAll()
        self.password.setFocus()

    def _start(self) -> None:
        self.set_busy(False)
        self.password.clear()
        self.password_field.set_error("")
        self.password_field.set_hint("")
        self.password.setFocus()

    def _try(self) -> None:
        if self._busy or self.officer.value() is None:
            return
        if not self.password.text():
            self.password_field.set_error(_("Gõ mật khẩu."))
            self.password.setFocus()
            return
        self.set_busy(True)
        self.tried.emit(self.officer.value(), self.password.text())

    def _on_shouted(self, shouted: bool) -> None:
        self.password_field.set_hint(_("Hình như phím Caps Lock đang bật.") if shouted else "")


def _shown(officer: Officer) -> str:
    return f"{officer.name}, {officer.title}" if officer.title else officer.name
