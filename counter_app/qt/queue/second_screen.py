"""Which screen the public's window stands on, and what happens when that screen goes away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QScreen

from counter_app.errors import DeviceError
from counter_app.i18n import _
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.queue.display import PublicDisplay

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class SecondScreen(QObject):
    """Opens the public's window on the saved screen; hides it when that screen is unplugged, brings it back after.

    Qt moves a window of a lost screen onto the officer's own and still calls it visible, so it is hidden here.
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
        self._wanted = ""
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
        """Name of the screen the window stands on now; empty when it is hidden."""
        return self._wanted if self._display is not None and self._display.isVisible() else ""

    def choices(self) -> list[QScreen]:
        """Screens that are not the officer's own."""
        own = self._host.window().screen()
        return [screen for screen in QGuiApplication.screens() if screen is not own]

    def restore(self) -> None:
        """Open the window where it stood last time, if that screen is there."""
        name = self.place.office.preferences.display_screen
        if name and any(screen.name() == name for screen in self.choices()):
            self._stand_on(name)
        else:
            self._wanted = name

    def open_on(self, name: str) -> None:
        """Open the window on a screen and remember the choice. Errors: DeviceError when that screen is not there."""
        if name not in {screen.name() for screen in self.choices()}:
            raise DeviceError(
                _("Chưa thấy màn hình thứ hai. Cắm màn hình, chọn chế độ mở rộng rồi mở lại."),
                device=name,
            )
        self._stand_on(name)
        self._remember(name)

    def shut(self) -> None:
        """Hide the window and remember that it is not wanted."""
        self._hide()
        self._wanted = ""
        self._remember("")

    def _remember(self, name: str) -> None:
        office = self.place.office
        if office.preferences.display_screen != name:
            office.rules.change_preferences(replace(office.preferences, display_screen=name))

    def _stand_on(self, name: str) -> None:
        screen = next(screen for screen in self.choices() if screen.name() == name)
        if self._display is None:
            self._display = self._build(self.place)
        self._wanted = name
        self._display.setGeometry(screen.geometry())
        self._display.setScreen(screen)
        self._display.showFullScreen()

    def _hide(self) -> None:
        if self._display is not None:
            self._display.hide()

    def _on_screen_removed(self, screen: QScreen) -> None:
        if screen.name() == self._wanted:
            self._hide()

    def _on_screen_added(self, screen: QScreen) -> None:
        if screen.name() == self._wanted:
            self._stand_on(screen.name())
