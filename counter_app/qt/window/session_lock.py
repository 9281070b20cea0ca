"""The lock of the counter: passwords checked off the UI thread, the quiet minutes counted, the screen locked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from counter_app.i18n import _
from counter_app.qt.window.sign_in import SignInPanel
from counter_app.system.running_time import ticking

if TYPE_CHECKING:
    from pathlib import Path

    from counter_app.domain.clock import Clock
    from counter_app.domain.office.passwords import WrongTries
    from counter_app.domain.office.staff import Officer
    from counter_app.qt.kit.one_shot import Errand
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.qt.window.appearance import Look
    from counter_app.qt.window.locked_file import LockedFile


class Gate(QObject):
    """Lets officers in through the panel, and asks again when nobody used the counter for a while.

    Signals:
        opened(): the officer of the session may work.
        idle(): nobody touched the counter for the office's quiet minutes, awake or asleep.
    """

    opened = Signal()
    idle = Signal()

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._place: Workplace | None = None
        self.locked_file: LockedFile | None = None
        self._errand: Errand | None = None
        self._answer: Officer | None = None
        self._wrong_before: WrongTries | None = None
        self._tried = ("", "")
        self.panel = SignInPanel(look.login)
        self.panel.tried.connect(self._on_tried)
        self.panel.forgotten_wanted.connect(lambda: self._on_forgotten())
        self.quiet = QTimer(self, singleShot=True, interval=300_000)
        self.quiet.timeout.connect(self.idle)
        self.ticking = ticking
        self._touched = ticking()

    def attach(self, place: Workplace) -> None:
        """Guard an office that was opened."""
        from counter_app.desk.office.founding import FIRST_PASSWORD

        self._place = place
        settings = place.office.settings
        password = FIRST_PASSWORD if settings.sample else ""
        self.panel.show_office(settings.name, sample_password=password)

    def forget_typed(self) -> str:
        """The password that just opened; from here on it is known to nobody."""
        self._tried, typed = ("", ""), self._tried[1]
        return typed

    def ask(self) -> None:
        """Ask who sits here."""
        self.quiet.stop()
        if self._place is not None:
            self.panel.ask(self._place.office.staff.officers(), self._look.login)

    def ask_again(self, officer: Officer) -> None:
        """Ask the officer who sits here for the password."""
        self.quiet.stop()
        self.panel.ask_again(officer)

    def count_anew(self) -> None:
        """Somebody is there: count the quiet minutes from now; who comes back after them is asked first."""
        if self.look():
            return
        self._touched = self.ticking()
        self.quiet.start()

    def look(self) -> bool:
        """True if the quiet minutes are over, which no timer counts while the computer sleeps; then ``idle``."""
        minutes_over = self.ticking() - self._touched >= self.quiet.interval() / 1000
        if self.quiet.isActive() and minutes_over:
            self.quiet.stop()
            self.idle.emit()
            return True
        return False

    def read_minutes(self) -> None:
        """Take the quiet minutes from the office's settings."""
        if self._place is not None:
            self.quiet.setInterval(self._place.office.settings.idle_lock_minutes * 60_000)

    def stop(self) -> None:
        """Wait for a check under way; for closing the window."""
        self.quiet.stop()
        self._end_errand()
        if self.locked_file is not None:
            self.locked_file.stop()

    def unlocking(self, data_dir: Path, clock: Clock | None) -> LockedFile:
        """Ask for what opens an encrypted file, before there is anything to guard."""
        from counter_app.qt.window.locked_file import LockedFile

        self.locked_file = LockedFile(self.panel, data_dir, clock)
        return self.locked_file

    def go_on(self) -> None:
        """The file that was locked is open: whoever unlocked it signs in, or takes another password by the sheet."""
        if self.locked_file is None:
            return
        (login, password), words = self.locked_file.answer, self.locked_file.words
        self.locked_file.deleteLater()
        self.locked_file = None
        if words:
            self._on_forgotten(words)
        elif login:
            self.panel.set_busy(True)
            self.panel.tried.emit(login, password)

    def _on_tried(self, login: str, password: str) -> None:
        """Check in a thread of its own: nobody should wait at a locked screen for an export to end."""
        from counter_app.qt.kit.one_shot import Errand

        if self._place is None and self.locked_file is not None:
            self.locked_file.try_password(login, password)
            return
        if self._place is None:
            self.panel.refuse(_("Đang mở dữ liệu. Bấm lại sau giây lát."))
            return
        self._tried = (login, password)
        self._errand = Errand(lambda: self._check(login, password))
        self._errand.ready.connect(self._on_let_in)
        self._errand.failed.connect(self._on_refused)
        self._errand.start()

    def _check(self, login: str, password: str) -> None:
        if self._place is None:
            return
        with self._place.office.twin() as twin:
            if self.panel.locked:
                twin.seat.unlock(password)
                self._answer = twin.session.officer
            else:
                self._answer = twin.seat.sign_in(login, password).result
            self._wrong_before = twin.session.wrong_before

    def _on_let_in(self) -> None:
        self._end_errand()
        if self._place is None or self._answer is None:
            return
        session = self._place.office.session
        session.officer, session.wrong_before = self._answer, self._wrong_before
        self._look.login = self._answer.login
        self.read_minutes()
        self.opened.emit()

    def _on_refused(self, error: Exception) -> None:
        from counter_app.errors import RuleError
        from counter_app.qt.kit.failures import show_error

        self._end_errand()
        if isinstance(error, RuleError) and error.rule in ("sign_in", "waiting"):
            self.panel.refuse(error.message)
            return
        self.panel.set_busy(False)
        if self._place is not None:
            show_error(self._place, error, None, partial(self._on_tried, *self._tried))

    def _on_forgotten(self, words: str = "") -> None:
        """Let a leader in by the recovery sheet; ``words`` are those that opened the file already."""
        from counter_app.qt.window.forgotten_dialog import ForgottenDialog

        if self._place is None and self.locked_file is not None:
            self.locked_file.ask_words()
        if self._place is not None:
            dialog = ForgottenDialog(self._place, self.panel.window(), words=words)
            dialog.let_in.connect(self._on_new_password)
            dialog.open()

    def _on_new_password(self, login: str) -> None:
        self.panel.welcome(
            login,
            _(
                "Đã đặt mật khẩu mới. Đăng nhập, rồi lập phiếu khôi phục mới ở Tài khoản của tôi (Ctrl+Shift+T)."
            ),
        )

    def _end_errand(self) -> None:
        if self._errand is not None:
            self._errand.wait()
            self._errand = None
