"""The place of the page that citizens touch: another screen, or over the officer's work behind a password."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMenu

from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.failures import guard
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.public_window import KeptScreen
from counter_app.qt.kit.sending import Sending
from counter_app.qt.queue.touch_window import LEAVE_KEY, TouchWindow

if TYPE_CHECKING:
    from PySide6.QtGui import QScreen
    from PySide6.QtWidgets import QWidget

    from counter_app.qt.kit.workplace import Workplace

COME_BACK_MS = 60_000
"""Left over the locked window and nobody signed in: the page is there again for those who come."""


class TouchScreen(KeptScreen):
    """Opens the page and shuts it, on another screen or on the officer's own.

    There it stands over the locked window: who leaves it by its key is asked for the password.
    """

    kept: ClassVar[str] = "touch_screen"
    taken: ClassVar[str] = "display_screen"

    def __init__(self, place: Workplace, host: QWidget) -> None:
        super().__init__(place, host)
        self.window: TouchWindow | None = None
        self._over = False
        self._again = QTimer(self, singleShot=True, interval=COME_BACK_MS)
        self._again.timeout.connect(self.come_back_over)

    @property
    @override
    def stood(self) -> TouchWindow | None:
        return self.window

    @override
    def made(self) -> TouchWindow:
        if self.window is None:
            self.window = TouchWindow(self.place)
            self.window.leave_wanted.connect(self.leave)
            self._host.destroyed.connect(self.window.deleteLater)
        return self.window

    @property
    def shown(self) -> bool:
        """True if citizens see it now."""
        return self.window is not None and self.window.isVisible()

    def open_over(self) -> None:
        """Lock the officer's window and stand over it."""
        self.place.hub.lock_wanted.emit()
        self._stand_over()

    @override
    def shut(self) -> None:
        self._again.stop()
        self._over = False
        super().shut()

    def leave(self) -> None:
        """The officer's key: on the own screen the locked window is in front, which asks for the password."""
        if self._over and self.window is not None:
            self._over = False
            self.window.hide()
            self._host.window().activateWindow()
            self._again.start()

    def come_back_over(self) -> None:
        """Stand over the window again unless somebody signed in meanwhile."""
        pages = self._host.parentWidget()
        if pages is None or not pages.isVisible():
            self._stand_over()

    @override
    def _stand_on(self, screen: QScreen) -> None:
        self._over = False
        super()._stand_on(screen)

    def _stand_over(self) -> None:
        window = self.made()
        window.stand_over()
        self._over, self._stands = True, ""
        window.setGeometry(self._host.window().screen().geometry())
        window.showFullScreen()
        window.activateWindow()


class TouchButtonOfPage(ActionButton):
    """Opens the page on a screen, takes it away, and stops or resumes the numbers of a queue."""

    def __init__(self, place: Workplace, touch: TouchScreen) -> None:
        super().__init__(_("Trang tự lấy số"), self._on_pressed, name="ticket", key="Alt+S")
        self._place, self._touch, self._send = place, touch, Sending()
        self.menu_shown: QMenu | None = None

    def _on_pressed(self) -> None:
        """Every choice with its digit."""
        menu = self.menu_shown = QMenu(self)
        choices: list[tuple[str, Callable[[], object]]] = []
        if self._touch.shown:
            choices.append((_("Tắt trang tự lấy số"), self._shut))
        else:
            choices += [
                (
                    _("Mở ở màn hình {name}").format(name=screen.name()),
                    partial(self._open, screen.name()),
                )
                for screen in self._touch.choices()
            ]
            choices.append((_("Mở ở màn hình này, khóa cửa sổ làm việc"), self._open_here))
        choices += self._queues()
        for at, (text, run) in enumerate(choices, start=1):
            menu.addAction(f"&{at} {text}", run)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _queues(self) -> list[tuple[str, Callable[[], object]]]:
        service = self._place.office.self_service
        stopped = service.stopped()
        return [
            (
                _("Phát số lại hàng đợi {queue}").format(queue=letter)
                if letter in stopped
                else _("Ngừng cho tự lấy số hàng đợi {queue} hôm nay").format(queue=letter),
                partial(self._turn, letter, resumes=letter in stopped),
            )
            for letter in (group.letter for group in self._place.office.queue.groups())
        ]

    def _turn(self, letter: str, *, resumes: bool) -> None:
        service = self._place.office.self_service
        verb = service.resume if resumes else service.stop
        self._place.act(
            lambda: self._send(verb, letter), then=lambda _stopped: self._turned(letter, resumes)
        )

    def _turned(self, letter: str, resumes: bool) -> None:
        text = (
            _("Công dân lại tự lấy được số hàng đợi {queue}.")
            if resumes
            else _("Hôm nay công dân không tự lấy số hàng đợi {queue} nữa; quầy vẫn phát được.")
        )
        self._place.hub.notice(Tone.INFO, text.format(queue=letter))

    def _open(self, name: str) -> None:
        guard(
            self._place,
            lambda: self._touch.open_on(name),
            then=lambda _done: self._opened(name),
        )

    def _opened(self, name: str) -> None:
        text = _("Trang tự lấy số đang hiện ở {name}.").format(name=name)
        self._place.hub.notice(Tone.GOOD, text)

    def _open_here(self) -> None:
        text = _("Trang tự lấy số phủ màn hình này. Bấm {key} rồi gõ mật khẩu để trở lại.")
        self._place.hub.notice(Tone.INFO, text.format(key=LEAVE_KEY))
        self._touch.open_over()

    def _shut(self) -> None:
        self._touch.shut()
        self._place.hub.notice(Tone.INFO, _("Đã tắt trang tự lấy số."))
