"""Where the page stands that citizens touch: on another screen, or over the officer's work behind a password."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QMenu

from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.failures import guard
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.public_screen import (
    chosen_screen,
    fill_screen,
    other_screens,
    public_screen,
)
from counter_app.qt.kit.sending import Sending
from counter_app.qt.queue.touch_window import LEAVE_KEY, TouchWindow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.qt.kit.workplace import Workplace

COME_BACK_MS = 60_000
"""Left over the locked window and nobody signed in: the page is there again for those who come."""


class TouchScreen(QObject):
    """Opens the page and shuts it; unplugged, it goes, and comes back with its screen.

    On the officer's own screen it stands over the locked window: who leaves it by its key is asked for the password.
    """

    def __init__(self, place: Workplace, host: QWidget) -> None:
        super().__init__(host)
        self._place, self._host = place, host
        self.window: TouchWindow | None = None
        self._stands = self._wanted = ""
        self._over = False
        self._again = QTimer(self, singleShot=True, interval=COME_BACK_MS)
        self._again.timeout.connect(self.come_back_over)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)  # noqa: S101 - a widget exists, so it does
        application.screenAdded.connect(self._on_screen_added)
        application.screenRemoved.connect(self._on_screen_removed)

    @property
    def shown(self) -> bool:
        """Whether citizens see it now."""
        return self.window is not None and self.window.isVisible()

    def choices(self) -> list[QScreen]:
        """Screens that are not the officer's own, nor the board's."""
        board = self._place.office.preferences.display_screen
        return [screen for screen in other_screens(self._host) if screen.name() != board]

    def restore(self) -> None:
        """Open it where it stood last time, if that screen is there."""
        self._wanted = self._place.office.preferences.touch_screen
        screen = public_screen(self._host, self._wanted)
        if screen is not None and screen in self.choices():
            self._stand_beside(screen)

    def open_beside(self, name: str) -> None:
        """Open it on another screen and remember which. Errors: DeviceError when that screen is not there."""
        screen = chosen_screen(self.choices(), name)
        self._wanted = name
        self._stand_beside(screen)
        self._remember(name)

    def open_over(self) -> None:
        """Lock the officer's window and stand over it."""
        self._place.hub.lock_wanted.emit()
        self._stand_over()

    def shut(self) -> None:
        """Take it away and remember that it is not wanted."""
        self._again.stop()
        self._over, self._stands, self._wanted = False, "", ""
        if self.window is not None:
            self.window.hide()
        self._remember("")

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

    def _remember(self, name: str) -> None:
        office = self._place.office
        if office.preferences.touch_screen != name:
            office.rules.change_preferences(replace(office.preferences, touch_screen=name))

    def _made(self) -> TouchWindow:
        if self.window is None:
            self.window = TouchWindow(self._place)
            self.window.leave_wanted.connect(self.leave)
            self._host.destroyed.connect(self.window.deleteLater)
        return self.window

    def _stand_beside(self, screen: QScreen) -> None:
        window = self._made()
        window.stand_beside()
        self._over, self._stands = False, screen.name()
        fill_screen(window, screen)

    def _stand_over(self) -> None:
        window = self._made()
        window.stand_over()
        self._over, self._stands = True, ""
        window.setGeometry(self._host.window().screen().geometry())
        window.showFullScreen()
        window.activateWindow()

    def _on_screen_removed(self, screen: QScreen) -> None:
        if self._stands and screen.name() == self._stands and self.window is not None:
            self._stands = ""
            self.window.hide()

    def _on_screen_added(self, screen: QScreen) -> None:
        if self._wanted and not self._stands and screen.name() == self._wanted:
            self._stand_beside(screen)


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
            lambda: self._touch.open_beside(name),
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
