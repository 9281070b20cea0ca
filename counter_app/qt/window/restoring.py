"""Another file in the place of the data: from a copy, or encrypted; how far it is, and what came of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from counter_app.errors import Cancelled, CounterError, StoreError
from counter_app.i18n import _
from counter_app.qt.kit.trouble import TroubleDialog
from counter_app.qt.window.first_wait import Asked, FirstWait, FirstWork, Told

if TYPE_CHECKING:
    from pathlib import Path

    from counter_app.desk.office.restore_consent import Consent
    from counter_app.domain.clock import Clock
    from counter_app.qt.kit.hub import RestoreWish
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.qt.window.main_window import MainWindow
    from counter_app.system.key_ring import OfficeKeys


class ComingBack(QObject):
    """Closes the data, brings it back from a copy while the wait fills the window, and has it opened again.

    Stopped or refused, the data is as it was.

    Signals:
        over(object): the data can be opened, with these keys (OfficeKeys, or None before anybody unlocked them).
    """

    over = Signal(object)

    def __init__(
        self, window: MainWindow, place: Workplace, data_dir: Path, clock: Clock | None
    ) -> None:
        super().__init__(window)
        self._window, self._place = window, place
        self._data_dir, self._clock = data_dir, clock
        self._own = self._keys = place.office.keys
        self._news = ""
        self.wait: FirstWait | None = None
        self._title = _("Chưa khôi phục")
        place.hub.restore_wanted.connect(self.begin)
        place.hub.encrypt_wanted.connect(self.encrypt)

    def begin(self, wish: RestoreWish) -> None:
        """Two people allowed it: nobody sits here any more, and the data is closed."""
        if self.wait is not None:
            return
        try:
            self._keys = self._place.office.outlook.keys_of(wish.copy)
        except CounterError as error:
            TroubleDialog(error.message, self._window, title=_("Chưa khôi phục")).open()
            return
        self._work(
            _("Đang kiểm tra bản sao lưu và dựng lại dữ liệu…"),
            lambda told, asked: self._bring_back(wish, told, asked),
        )

    def encrypt(self, again: bool) -> None:
        """Encrypt a plain file, or give an encrypted one another key; somebody's password opened the ring."""
        if self.wait is not None:
            return
        self._own = self._keys = self._place.office.keys
        self._title = _("Chưa mã hóa")
        self._work(
            _("Đang đổi khóa dữ liệu…") if again else _("Đang mã hóa dữ liệu…"),
            lambda told, asked: self._encrypt(told, asked, again=again),
        )

    def _work(self, text: str, work: FirstWork) -> None:
        """Nobody sits here any more, and the data is closed, while something takes its place."""
        self._window.sign_out()
        self._window.gate.stop()
        self._place.jobs.leave()
        self.wait = FirstWait()
        self.wait.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.wait.ended.connect(self._on_ended)
        self._window.show_only(self.wait)
        self.wait.setFocus()  # what is typed meanwhile goes nowhere, and Esc to its button
        QTimer.singleShot(0, self, partial(self._begin, text, work))  # once the pages are gone

    def _begin(self, text: str, work: FirstWork) -> None:
        self._place.office.close()
        if self.wait is not None:
            self.wait.begin(text, work, stop=_("Dừng"))

    def _encrypt(self, told: Told, asked: Asked, *, again: bool) -> None:
        from counter_app.desk.office.encrypting import encrypt
        from counter_app.office import SystemClock
        from counter_app.wording.office.keeping import encrypted_text

        if self._own is None:
            raise StoreError(_("Chưa mở được tệp khóa. Đăng xuất, đăng nhập lại rồi làm lại."))
        clock = self._clock or SystemClock()
        made = encrypt(
            self._data_dir, clock, self._own, again=again, progress=told, cancelled=asked
        )
        self._keys = made.keys
        self._news = " ".join(encrypted_text(made.plain_left, again=again))

    def _bring_back(self, wish: RestoreWish, told: Told, asked: Asked) -> None:
        self._news = brought_back(
            wish.copy,
            self._data_dir,
            wish.batches,
            told,
            asked,
            self._clock,
            keys=self._keys,
            consent=lambda _store: wish.allowed,
            completing=wish.completing,
        )

    def _on_ended(self, error: Exception | None) -> None:
        if self.wait is not None:
            self._window.removeWidget(self.wait)
            self.wait.deleteLater()
        if error is None:
            self._window.news.append(self._news)
        self.over.emit(self._own if error else self._keys)
        if error is not None:
            TroubleDialog(_trouble(error), self._window, title=self._title).open()
        self.deleteLater()
        if error is not None and not isinstance(error, CounterError):
            raise error


def _trouble(error: Exception) -> str:
    if isinstance(error, CounterError):
        return error.message
    return _("Chưa làm xong do chương trình gặp lỗi. Dữ liệu giữ nguyên như trước; làm lại.")


def brought_back(
    copy: Path,
    data_dir: Path,
    batches: Path | None,
    told: Told,
    asked: Asked,
    clock: Clock | None,
    *,
    consent: Consent,
    keys: OfficeKeys | None = None,
    completing: bool = False,
) -> str:
    """Restore; what is worth reading about it. ``consent`` is asked of the copy, and ``keys`` open it.

    Errors: what ``consent`` refuses with; StoreError; Cancelled, and nothing was restored.
    """
    from counter_app.desk.office.restore import restore
    from counter_app.office import SystemClock
    from counter_app.wording.office.keeping import restored_text

    def progress(done: int, total: int) -> None:
        if asked():  # nothing stands in the place of the data before all of it is read
            raise Cancelled(_("Đã dừng; chưa có gì được khôi phục."))
        told(done, total)

    made = restore(
        copy,
        data_dir,
        clock or SystemClock(),
        batches=batches,
        progress=progress,
        keys=keys,
        consent=consent,
        completing=completing,
    )
    return " ".join(
        restored_text(
            made.entries,
            made.aside,
            made.regained,
            made.notes,
            unsure=made.unsure,
            erased=made.erased,
            erasures_unsure=made.erasures_unsure,
        )
    )
