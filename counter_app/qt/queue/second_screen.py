"""Which screen the public's window stands on, and what happens when that screen goes away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QScreen

from counter_app.qt.kit.public_screen import (
    chosen_screen,
    fill_screen,
    other_screens,
    public_screen,
    show_beside,
)
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.queue.display import PublicDisplay

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

PREVIEW = (960, 540)
"""Pixels of the window in which the public's window is looked at where there is one screen."""


class SecondScreen(QObject):
    """Opens the public's window on the saved screen; hides it when that screen is unplugged, brings it back after.

    Qt moves a window of a lost screen onto the officer's own and still calls it visible, so it is hidden here. A screen
    that comes back by another name (another socket, another cable) is taken where it is the only other one.
    """

    def __init__(
        self,
        place: Workplace,
        host: QWidget,
        *,
        build: Callable[[Workplace], PublicDisplay] = PublicDisplay,
    ) -> None:
        super().__init__(host)
        self.place = place
        self._host = host
        self._build = build
        self._display: PublicDisplay | None = None
        self._wanted = self._stands = ""
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)  # noqa: S101 - a widget exists, so it does
        application.screenAdded.connect(self._on_screen_added)
        application.screenRemoved.connect(self._on_screen_removed)

    @property
    def display(self) -> PublicDisplay | None:
        """The public's window once it was opened."""
        return self._display

    @property
    def shown_on(self) -> str:
        """Name of the screen the window stands on now; empty when it is hidden or only looked at in a window."""
        return self._stands if self._display is not None and self._display.isVisible() else ""

    @property
    def previewed(self) -> bool:
        """Whether the window is looked at on the officer's own screen."""
        return self._display is not None and self._display.isVisible() and not self._stands

    def choices(self) -> list[QScreen]:
        """Screens that are not the officer's own, nor the one that citizens touch."""
        touched = self.place.office.preferences.touch_screen
        return [screen for screen in other_screens(self._host) if screen.name() != touched]

    def restore(self) -> None:
        """Open the window where it stood last time, if that screen or the only other one is there."""
        self._wanted = self.place.office.preferences.display_screen
        self._come_back()

    def open_on(self, name: str) -> None:
        """Open the window on a screen and remember the choice. Errors: DeviceError when that screen is not there."""
        screen = chosen_screen(self.choices(), name)
        self._wanted = name
        self._stand_on(screen)
        self._remember(name)

    def preview(self) -> None:
        """Open the window as an ordinary one on the officer's own screen; nothing is remembered."""
        display = self._made()
        display.put_in_window()
        display.setWindowState(Qt.WindowState.WindowNoState)
        own = self._host.window().screen().availableGeometry()
        width, height = min(PREVIEW[0], own.width() - 32), min(PREVIEW[1], own.height() - 64)
        display.setGeometry(own.right() - width - 16, own.bottom() - height - 16, width, height)
        self._stands = ""
        show_beside(display)

    def shut(self) -> None:
        """Hide the window and remember that it is not wanted."""
        self._hide()
        self._wanted = ""
        self._remember("")

    def _remember(self, name: str) -> None:
        office = self.place.office
        if office.preferences.display_screen != name:
            office.rules.change_preferences(replace(office.preferences, display_screen=name))

    def _made(self) -> PublicDisplay:
        if self._display is None:
            self._display = self._build(self.place)
        return self._display

    def _come_back(self) -> None:
        """Stand on the wanted screen, or on the only other one; on none of several that nobody chose."""
        screen = public_screen(self._host, self._wanted)
        if screen is not None and screen in self.choices():
            self._stand_on(screen)

    def _stand_on(self, screen: QScreen) -> None:
        display = self._made()
        display.put_on_screen()
        self._stands = screen.name()
        fill_screen(display, screen)

    def _hide(self) -> None:
        self._stands = ""
        if self._display is not None:
            self._display.hide()

    def _on_screen_removed(self, screen: QScreen) -> None:
        if self._stands and screen.name() == self._stands:
            self._hide()

    def _on_screen_added(self, screen: QScreen) -> None:
        if not self._stands or screen.name() == self._wanted:
            self._come_back()
