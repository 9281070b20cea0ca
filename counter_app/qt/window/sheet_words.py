"""The words of the recovery sheet, typed to open an encrypted data file that no password opens any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from counter_app.errors import CounterError
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import Field, TextArea
from counter_app.qt.kit.one_shot import Errand

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from counter_app.domain.clock import Clock
    from counter_app.system.key_ring import OfficeKeys


class SheetWords(Dialog):
    """Asks for the words and tries them off the window's thread.

    Signals:
        unlocked(object, str): the office's keys, and the words that opened them.
    """

    opening_width = 640
    unlocked = Signal(object, str)

    def __init__(self, data_dir: Path, clock: Clock | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._data_dir, self._clock = data_dir, clock
        self._errand: Errand | None = None
        self._keys: OfficeKeys | None = None
        self._words = ""
        self.setWindowTitle(_("Mở dữ liệu bằng phiếu khôi phục"))
        self.words = TextArea(lines=3)
        self.field = Field(
            _("Các chữ trên phiếu khôi phục"),
            self.words,
            _("Theo thứ tự từ 1, cách nhau bằng dấu cách."),
        )
        self.save = ActionButton(
            _("Mở dữ liệu"), self._on_save, name="ok", key="Ctrl+Return", tone="primary", bind=False
        )  # fmt: skip
        box = self.column()
        box.addWidget(text_label(_("Mở dữ liệu bằng phiếu khôi phục"), "title"))
        box.addWidget(
            text_label(
                _("Mở được rồi, lãnh đạo đặt mật khẩu mới ngay; phiếu này chỉ dùng một lần."),
                "muted",
            )
        )
        box.addWidget(self.field)
        box.addWidget(self.foot(self.leaving(), self.save))
        self.finished.connect(self.deleteLater)
        self.words.setFocus()

    def _on_save(self) -> None:
        from counter_app.desk.office.unlocking import unlock_with_words

        if self._errand is not None:
            return
        words = self._words = self.words.value()

        def unlock() -> None:
            self._keys = unlock_with_words(self._data_dir, words, self._clock)

        self.field.set_error("")
        self.save.setEnabled(False)
        self._errand = Errand(unlock)
        self._errand.ready.connect(self._on_ready)
        self._errand.failed.connect(self._on_failed)
        self._errand.start()

    def _on_ready(self) -> None:
        self._end()
        self.accept()
        self.unlocked.emit(self._keys, self._words)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, CounterError):
            raise error
        self.field.set_error(error.message)
        self.words.setFocus()

    def _end(self) -> None:
        if self._errand is not None:
            self._errand.wait()
            self._errand = None
        self.save.setEnabled(True)
