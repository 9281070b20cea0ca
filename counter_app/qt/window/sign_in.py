"""Signing in and unlocking: who sits at this counter. Passwords are checked off the UI thread.

This panel is the first paint of the program, so it is built of plain widgets and loads nothing it does not show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from counter_app.i18n import _
from counter_app.qt.kit.announced import announce
from counter_app.qt.kit.password_edit import PasswordEdit
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.push_button import PushButton
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.tick_box import TickBox
from counter_app.qt.window.officer_box import OfficerBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counter_app.domain.office.staff import Officer


class SignInPanel(QWidget):
    """Asks for officer and password; locked, only for the password of whoever sits here.

    Signals:
        tried(str, str): login and password, to be checked.
        switch_wanted(): somebody else wants to sign in at the locked counter.
        forgotten_wanted(): a leader wants to come in by the recovery sheet.
    """

    tried = Signal(str, str)
    forgotten_wanted = Signal()
    switch_wanted = Signal()

    def __init__(self, login: str = "") -> None:
        super().__init__()
        self._locked = False
        self._busy = False
        self.sign = plain_label()
        self.title = _label(_("Đăng nhập"), "title")
        self.office = _label("", "muted")
        self.officer = OfficerBox()
        self.password = PasswordEdit()
        self.password.setAccessibleName(_("Mật khẩu"))
        self.found = _label("", "hint")
        self.seen = TickBox(_("&Hiện mật khẩu"))
        self.error, self.caps = _label("", "error"), _label("", "hint")
        self.hint = _label("", "hint")
        self.button = PushButton(_("Đăng &nhập (Enter)"))
        self.button.setProperty("tone", "primary")
        self.switch = PushButton(_("Đổi n&gười"))
        self._who, self._secret = plain_label(_("&Công chức")), plain_label(_("&Mật khẩu"))
        self.switch.setProperty("tone", "quiet")
        self.forgotten = PushButton(_("&Quên mật khẩu lãnh đạo"))
        self.forgotten.setProperty("tone", "quiet")
        self.sample = _label("", "sample")
        if login:
            self.officer.addItem(login, login)
        self._build()
        self.button.clicked.connect(self._try)
        self.switch.clicked.connect(self.switch_wanted)
        self.forgotten.clicked.connect(self.forgotten_wanted)
        self.password.returnPressed.connect(self._try)
        self.password.textEdited.connect(self._on_edited)
        self.password.shouted.connect(self._on_shouted)
        self.officer.gone_on.connect(self.password.setFocus)
        self.officer.said.connect(self._on_looked_for)
        self.seen.toggled.connect(self.password.show_letters)

    def _build(self) -> None:
        self.sign.setFixedSize(scaled(56), scaled(56))
        card = QFrame()
        card.setProperty("card", True)
        card.setFixedWidth(scaled(430))
        words = QVBoxLayout()
        words.addWidget(self.title)
        words.addWidget(self.office)
        mark = QHBoxLayout()
        mark.addWidget(self.sample)
        mark.addStretch(1)
        words.addLayout(mark)
        self.sample.setWordWrap(False)
        self.sample.hide()
        top = QHBoxLayout()
        top.addWidget(self.sign)
        top.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.button)
        buttons.addStretch(1)
        buttons.addWidget(self.switch)
        body = QVBoxLayout(card)
        body.setContentsMargins(18, 16, 18, 18)
        body.addLayout(top)
        for label, editor in ((self._who, self.officer), (self._secret, self.password)):
            label.setBuddy(editor)
            body.addWidget(label)
            body.addWidget(editor)
            if editor is self.officer:
                body.addWidget(self.found)
        body.addWidget(self.seen)
        self.found.hide()
        for widget in (self.error, self.caps, self.hint):
            body.addWidget(widget)
            widget.hide()
        body.addLayout(buttons)
        body.addLayout(_at_the_right(self.forgotten))
        self.switch.hide()
        self.forgotten.hide()
        self._centre(card)

    def _centre(self, card: QWidget) -> None:
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addLayout(middle)
        column.addStretch(3)

    def show_office(self, name: str, *, sample_password: str = "") -> None:
        """Say whose counter this is; a sample office tells its invented password."""
        self.sign.setPixmap(self.window().windowIcon().pixmap(self.sign.size()))
        self.office.setText(name)
        if sample_password:
            self.sample.setText(_("DỮ LIỆU MẪU"))
            self.sample.show()
            self.hint.setText(
                _("Mật khẩu của mọi công chức mẫu: {text}").format(text=sample_password)
            )
            self.hint.show()

    def ask(self, officers: Sequence[Officer], last: str) -> None:
        """Let one of ``officers`` sign in."""
        self._locked = False
        self.title.setText(_("Đăng nhập"))
        self.button.setText(_("Đăng &nhập (Enter)"))
        self.officer.show_officers(officers)
        self.officer.setCurrentIndex(max(self.officer.findData(last), 0))
        self.officer.setEnabled(True)
        self.switch.hide()
        self.forgotten.show()
        self._start()

    def ask_again(self, officer: Officer) -> None:
        """Let the officer who locked the screen go on."""
        self._locked = True
        self.title.setText(_("Màn hình đang khóa"))
        self.button.setText(_("Mở &khóa (Enter)"))
        self.officer.show_officers([officer])
        self.officer.setEnabled(False)
        self.switch.show()
        self.forgotten.hide()
        self._start()

    @property
    def locked(self) -> bool:
        """True if it asks to unlock rather than to sign in."""
        return self._locked

    def set_busy(self, busy: bool) -> None:
        """A password is being checked."""
        self._busy = busy
        self.button.setEnabled(not busy)
        self.password.setReadOnly(busy)

    def refuse(self, message: str) -> None:
        """The password was wrong: say so and ask again."""
        self.set_busy(False)
        self._say(message)
        self.password.selectAll()
        self.password.setFocus()

    def welcome(self, login: str, message: str) -> None:
        """Somebody has another password: offer that name, and say what is next."""
        self.officer.setCurrentIndex(max(self.officer.findData(login), 0))
        self._start()
        self._say(message)

    def tell(self, message: str) -> None:
        """Say why nobody sits here any more."""
        self._say(message)

    def _start(self) -> None:
        """Begin anew, in the language in use by now."""
        self._who.setText(_("&Công chức"))
        self._secret.setText(_("&Mật khẩu"))
        self.switch.setText(_("Đổi n&gười"))
        self.forgotten.setText(_("&Quên mật khẩu lãnh đạo"))
        self.seen.setText(_("&Hiện mật khẩu"))
        self.seen.setChecked(False)
        self.set_busy(False)
        self.password.clear()
        self._say("")
        self.caps.hide()
        self.password.setFocus()

    def _say(self, message: str) -> None:
        self.error.setText(message)
        self.error.setVisible(bool(message))
        announce(self.error, message)

    def _try(self) -> None:
        if self._busy:
            return
        if not self.password.text():
            self._say(_("Gõ mật khẩu."))
            self.password.setFocus()
            return
        self.set_busy(True)
        self.tried.emit(str(self.officer.currentData() or ""), self.password.text())

    def _on_looked_for(self, found: str) -> None:
        self.found.setText(found)
        self.found.setVisible(bool(found))

    def _on_edited(self) -> None:
        self._say("")

    def _on_shouted(self, shouted: bool) -> None:
        self.caps.setText(_("Phím Caps Lock đang bật."))
        self.caps.setVisible(shouted)


def _at_the_right(widget: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.addStretch(1)
    line.addWidget(widget)
    return line


def _label(text: str, role: str) -> QLabel:
    label = plain_label(text)
    label.setWordWrap(True)
    label.setProperty("role", role)
    return label
