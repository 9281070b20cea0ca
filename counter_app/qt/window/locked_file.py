"""An encrypted data file at the sign-in: its people are known from the key ring, one of their passwords unlocks it.

Nothing else is known of the office before that: no name, no language, no right. Passwords are tried on a thread.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from counter_app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from counter_app.domain.clock import Clock
    from counter_app.qt.kit.one_shot import Errand
    from counter_app.qt.window.sign_in import SignInPanel
    from counter_app.system.key_ring import OfficeKeys


class LockedFile(QObject):
    """Asks at the panel until the keys are had.

    Signals:
        unlocked(object): the office's keys; ``answer`` is who typed which password, both empty for the sheet's words.
        unusable(str): the key ring cannot be read, for this reason.
    """

    unlocked = Signal(object)
    unusable = Signal(str)

    def __init__(self, panel: SignInPanel, data_dir: Path, clock: Clock | None) -> None:
        super().__init__(panel)
        self._panel, self._data_dir, self._clock = panel, data_dir, clock
        self._errand: Errand | None = None
        self._found: OfficeKeys | None = None
        self.answer = ("", "")
        self.words = ""

    def ask(self, last: str) -> None:
        """Let one of the officers in the ring type a password, unless this computer's keystore opens the file."""
        from counter_app.desk.office.own_computer import keys_from_computer, opens_by_itself
        from counter_app.desk.office.unlocking import held_in, people_of
        from counter_app.errors import StoreError

        held = held_in(self._data_dir)
        try:
            people, by_itself = people_of(held), opens_by_itself(held)
        except StoreError as error:
            self.unusable.emit(error.message)
            return
        self._panel.show_office(_("Dữ liệu đã mã hóa. Mật khẩu của công chức mở dữ liệu."))
        self._panel.ask(people, last)
        if by_itself:
            self._panel.set_busy(True)
            self._run(partial(keys_from_computer, self._data_dir), ("", ""))

    def try_password(self, login: str, password: str) -> None:
        """Check a password off the window's thread."""
        from counter_app.desk.office.unlocking import unlock_with_password

        self._panel.set_busy(True)
        work = partial(unlock_with_password, self._data_dir, login, password, self._clock)
        self._run(work, (login, password))

    def ask_words(self) -> None:
        """A leader who forgot the password has the words of the recovery sheet."""
        from counter_app.qt.window.sheet_words import SheetWords

        dialog = SheetWords(self._data_dir, self._clock, self._panel.window())
        dialog.unlocked.connect(self._on_words)
        dialog.open()

    def stop(self) -> None:
        """Wait for a check under way; for closing the window."""
        if self._errand is not None:
            self._errand.wait()
            self._errand = None

    def _run(self, work: Callable[[], OfficeKeys | None], answer: tuple[str, str]) -> None:
        from counter_app.qt.kit.one_shot import Errand

        def found() -> None:
            self._found = work()

        self._found, self.answer = None, answer
        self._errand = Errand(found)
        self._errand.ready.connect(self._on_ready)
        self._errand.failed.connect(self._on_refused)
        self._errand.start()

    def _on_ready(self) -> None:
        self.stop()
        if self._found is None:  # nothing in the keystore: somebody has to type
            self._panel.set_busy(False)
            self._panel.password.setFocus()
            return
        self.unlocked.emit(self._found)

    def _on_refused(self, error: Exception) -> None:
        from counter_app.errors import CounterError

        self.stop()
        if not isinstance(error, CounterError):
            self._panel.set_busy(False)
            raise error
        self._panel.refuse(error.message)

    def _on_words(self, keys: OfficeKeys, words: str) -> None:
        self.words, self.answer = words, ("", "")
        self.unlocked.emit(keys)
