"""The message over the page: one sentence, and for ten seconds the way to take an act back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QSizePolicy, QWidget

from counter_app.i18n import _
from counter_app.qt.kit.announced import announce
from counter_app.qt.kit.fields import repolish
from counter_app.qt.kit.hub import OFFER_KEY, Offer, Tone
from counter_app.qt.kit.icons import icon, picture
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.push_button import PushButton
from counter_app.qt.kit.theme import scaled

ACTION_KEY = OFFER_KEY
"""Does what the message over the page offers, on every page; no field and no page has a use of its own for it."""
ICONS = {Tone.GOOD: "ok", Tone.INFO: "help", Tone.WARNING: "warning", Tone.BAD: "error"}
STAYS_MS = {Tone.GOOD: 8_000, Tone.INFO: 12_000}
"""Good news goes by itself; warnings and errors stay until they are closed, replaced or their page is left."""
UNDO_SECONDS = 10
_SECOND_MS = 1_000


class Toast(QFrame):
    """One sentence with an icon, a button and a way to close it, laid over its parent; hidden until it has a sentence.

    It moves nothing and takes the keyboard only by Tab. A screen reader is told the sentence when it appears.

    Signals:
        moved(): it came, went, or needs another size.
    """

    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("overlay", True)
        self._picture = plain_label()
        self.text = plain_label()
        self.text.setWordWrap(True)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.shut = PushButton()
        self.shut.setProperty("tone", "quiet")
        self.shut.setIcon(icon("close"))
        self.shut.setAccessibleName(_("Đóng thông báo"))
        self.shut.setToolTip(_("Đóng thông báo"))
        self.shut.clicked.connect(self.clear)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(scaled(12), scaled(6), scaled(6), scaled(6))
        for widget in (self._picture, self.text, self.shut):
            self._row.addWidget(widget)
        self.shut.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide()

    def lines(self, width: int) -> int:
        """Over how many lines the sentence goes when it is so wide, in pixels, with all that stands beside it."""
        beside = self.minimumSizeHint().width() - self.text.minimumSizeHint().width()
        room = max(width - beside, 1)
        return -(-self.text.heightForWidth(room) // self.text.fontMetrics().lineSpacing())

    def _add_button(self, name: str) -> PushButton:
        """A button before the one that closes; a click on it leaves the keyboard where it is."""
        button = PushButton(name)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._row.insertWidget(2, button)
        return button

    def _say(self, tone: Tone, text: str, sign: str = "") -> None:
        self._picture.setPixmap(picture(sign or ICONS[tone], tone.value, 20))
        self.text.setText(text)
        self.setProperty("notice", tone.value)
        self.setAccessibleName(text)
        repolish(self)
        self.show()
        self.raise_()
        self.moved.emit()
        announce(self, text)

    def clear(self) -> None:
        """Hide the sentence."""
        self.hide()
        self.moved.emit()


class NoticeBand(Toast):
    """A band with an event, and a way to try it again or to go on from there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word, self._own = _("Thử lại"), True
        self._retry: Callable[[], object] | None = None
        self.again = self._add_button(_("Thử lại"))
        self.again.clicked.connect(self._on_again)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.clear)
        self.name_key(own=True)

    def show_notice(
        self, tone: str, text: str, retry: Callable[[], object] | Offer | None = None
    ) -> None:
        """Show a sentence; ``tone`` is a Tone value, ``retry`` what "Thử lại" does, or an Offer with its own word."""
        kind = Tone(tone)
        self._word = retry.word if isinstance(retry, Offer) else _("Thử lại")
        self._retry = retry.run if isinstance(retry, Offer) else retry
        self.name_key(own=self._own)
        self.again.setVisible(retry is not None)
        self._timer.stop()
        if kind in STAYS_MS:
            self._timer.start(STAYS_MS[kind])
        self._say(kind, text)

    @property
    def offers(self) -> bool:
        """True if there is something to try again, or to go on with."""
        return self._retry is not None and not self.isHidden()

    def name_key(self, *, own: bool) -> None:
        """Say on the button whether the key is this one's, or that of the act to be taken back."""
        self._own = own
        self.again.setText(f"{self._word} ({ACTION_KEY})" if own else self._word)
        self.again.setAccessibleName(self._word)

    @override
    def clear(self) -> None:
        self._timer.stop()
        self._retry = None
        super().clear()

    def _on_again(self) -> None:
        retry = self._retry
        self.clear()
        if retry is not None:
            retry()


class UndoBar(Toast):
    """For ten seconds, the way to take back what was just done.

    They pass only while the page can be reached: not behind a dialog, not behind the lock.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._undo: Callable[[], object] | None = None
        self.left = 0
        self.undo = self._add_button(_("Hoàn tác"))
        self.undo.clicked.connect(self.take_back)
        self._timer = QTimer(self, interval=_SECOND_MS)
        self._timer.timeout.connect(self._on_second)

    def offer(self, text: str, undo: Callable[[], object]) -> None:
        """Offer to take back what ``text`` says was done."""
        self._undo, self.left = undo, UNDO_SECONDS
        self._count()
        self._timer.start()
        self._say(Tone.GOOD, text, "undo")

    @property
    def offers(self) -> bool:
        """True if something can be taken back now."""
        return self._undo is not None

    def take_back(self) -> None:
        """Take it back, once."""
        undo = self._undo
        self.clear()
        if undo is not None:
            undo()

    @override
    def clear(self) -> None:
        self._timer.stop()
        self._undo = None
        super().clear()

    def _on_second(self) -> None:
        if not self.isVisible() or QApplication.activeModalWidget() is not None:
            return
        self.left -= 1
        if self.left <= 0:
            self.clear()
        else:
            self._count()

    def _count(self) -> None:
        self.undo.setText(
            _("Hoàn tác, còn {count} giây ({key})").format(count=self.left, key=ACTION_KEY)
        )
