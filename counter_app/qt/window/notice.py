"""The notice band: what happened, in one sentence inside the page; never a box in the way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from counter_app.i18n import _
from counter_app.qt.kit.fields import repolish
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.icons import icon, picture
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.push_button import PushButton

ICONS = {Tone.GOOD: "ok", Tone.INFO: "help", Tone.WARNING: "warning", Tone.BAD: "error"}
STAYS_MS = {Tone.GOOD: 8_000, Tone.INFO: 12_000}
"""Good news goes by itself; warnings and errors stay until they are closed or replaced."""


class NoticeBand(QFrame):
    """One sentence with an icon, a way to try again and a way to close it; hidden until ``show_notice``."""

    def __init__(self) -> None:
        super().__init__()
        self._retry: Callable[[], object] | None = None
        self._picture = plain_label()
        self.text = plain_label()
        self.text.setWordWrap(True)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.again = PushButton(_("Thử lại"))
        self.again.clicked.connect(self._on_again)
        self.shut = PushButton()
        self.shut.setProperty("tone", "quiet")
        self.shut.setIcon(icon("close"))
        self.shut.setAccessibleName(_("Đóng thông báo"))
        self.shut.setToolTip(_("Đóng thông báo"))
        self.shut.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        for widget in (self._picture, self.text, self.again, self.shut):
            row.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        self.clear()

    def show_notice(self, tone: str, text: str, retry: Callable[[], object] | None = None) -> None:
        """Show a sentence; ``tone`` is a Tone value, ``retry`` what "Thử lại" does."""
        kind = Tone(tone)
        self._retry = retry
        self._picture.setPixmap(picture(ICONS[kind], kind.value, 20))
        self.text.setText(text)
        self.again.setVisible(retry is not None)
        self.setProperty("notice", kind.value)
        self.setAccessibleName(text)
        repolish(self)
        self.show()
        self._timer.stop()
        if kind in STAYS_MS:
            self._timer.start(STAYS_MS[kind])

    def clear(self) -> None:
        """Hide the band."""
        self._timer.stop()
        self._retry = None
        self.hide()

    def _on_again(self) -> None:
        retry = self._retry
        self.clear()
        if retry is not None:
            retry()
