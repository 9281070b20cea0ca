"""Windows for citizens: board, page to touch, sheet to read are of one kind, and one thing keeps each on its screen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from counter_app.qt.kit.public_screen import (
    KEYLESS,
    chosen_screen,
    fill_screen,
    other_screens,
    public_screen,
)

if TYPE_CHECKING:
    from counter_app.qt.kit.workplace import Workplace


class PublicWindow(QWidget):
    """A window that citizens look at: it leaves the keyboard with the officer, and ends no program when it is closed.

    It wears no sheet but its own: whatever the officer's colours and text size are, the public sees the same.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        kind = Qt.WindowType
        super().__init__(parent, kind.Widget if parent else KEYLESS | kind.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle(title)

    def put_on_screen(self) -> None:
        """Be a whole screen, without a frame."""
        self.setWindowFlags(KEYLESS | Qt.WindowType.FramelessWindowHint)

    def put_in_window(self) -> None:
        """Be an ordinary window, to be looked at where there is one screen."""
        self.setWindowFlags(KEYLESS)


class KeptScreen(QObject):
    """Opens a window for citizens on the screen it had; hides it when that is unplugged, brings it back after.

    Qt moves a window of a lost screen onto the officer's own and still calls it visible, so it is hidden here. A screen
    that comes back by another name (another socket, another cable) is taken where it is the only other one. ``kept``
    names the preference that remembers the screen, ``taken`` the one of the screen that another such window has.
    """

    kept: ClassVar[str]
    taken: ClassVar[str]

    def __init__(self, place: Workplace, host: QWidget) -> None:
        super().__init__(host)
        self.place, self._host = place, host
        self._wanted = self._stands = ""
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)  # noqa: S101 - a widget exists, so it does
        application.screenAdded.connect(self._on_screen_added)
        application.screenRemoved.connect(self._on_screen_removed)

    @property
    def stood(self) -> PublicWindow | None:
        """The window once it was made."""
        raise NotImplementedError

    def made(self) -> PublicWindow:
        """The window, made when it is first asked for."""
        raise NotImplementedError

    @property
    def shown_on(self) -> str:
        """Name of the screen the window stands on now; empty when it is hidden or stands on the officer's own."""
        return self._stands if self.stood is not None and self.stood.isVisible() else ""

    def choices(self) -> list[QScreen]:
        """Screens without the officer's own, and without another such window's."""
        taken = getattr(self.place.office.preferences, self.taken)
        return [screen for screen in other_screens(self._host) if screen.name() != taken]

    def restore(self) -> None:
        """Open the window where it stood last time, if that screen or the only other one is there."""
        self._wanted = getattr(self.place.office.preferences, self.kept)
        self._come_back()

    def open_on(self, name: str) -> None:
        """Open the window on a screen and remember the choice. Errors: DeviceError when that screen is not there."""
        screen = chosen_screen(self.choices(), name)
        self._wanted = name
        self._stand_on(screen)
        self._remember(name)

    def shut(self) -> None:
        """Hide the window and remember that it is not wanted."""
        self._hide()
        self._wanted = ""
        self._remember("")

    def _remember(self, name: str) -> None:
        office = self.place.office
        if getattr(office.preferences, self.kept) != name:
            wish: dict[str, Any] = {self.kept: name}
            office.rules.change_preferences(replace(office.preferences, **wish))

    def _come_back(self) -> None:
        """Stand on the wanted screen, or on the only other one; on none of several that nobody chose."""
        screen = public_screen(self._host, self._wanted)
        if screen is not None and screen in self.choices():
            self._stand_on(screen)

    def _stand_on(self, screen: QScreen) -> None:
        window = self.made()
        window.put_on_screen()
        self._stands = screen.name()
        fill_screen(window, screen)

    def _hide(self) -> None:
        self._stands = ""
        if self.stood is not None:
            self.stood.hide()

    def _on_screen_removed(self, screen: QScreen) -> None:
        if self._stands and screen.name() == self._stands:
            self._hide()

    def _on_screen_added(self, screen: QScreen) -> None:
        if not self._stands or screen.name() == self._wanted:
            self._come_back()
